"""Places that only say where somebody comes from: "a man from Orlat", "Ann Lee, 27, of Velm"."""

import re
from functools import cache

from rashomon.languages import nouns
from rashomon.languages.units import plural
from rashomon.model.claim import Toponym
from rashomon.model.text import Span

_TO = r" (?:the )?(?:(?:city|town|village|suburb|state) of )?(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, )?$"
#: Behind an age, or the name by which somebody is identified, "of" leads to a home and to nothing else.
_OF_ONE = re.compile(
    r"(?:, \d{1,2},? (?:of|from)|\b(?:identified|named)\b[^.;]{0,60} as (?:[A-Z][\w.’'-]* ){1,4}of|"
    r"\b(?:[Rr]esident|[Nn]ative)s? of)" + _TO
)


@cache
def _of_people() -> re.Pattern[str]:
    named = sorted(nouns.people("en"))
    words = "|".join(re.escape(word) for one in named for word in (plural(one), one))
    return re.compile(rf"\b(?:{words}) from{_TO}")


def is_home(place: Toponym, sentence: Span) -> bool:
    """Whether the sentence names the place as the home of one person who is told of."""
    return _OF_ONE.search(sentence.text, 0, place.span.start - sentence.start) is not None


def may_be_home(place: Toponym, sentence: Span) -> bool:
    """Whether people are told to be from there, so that another place of the sentence is rather where it happened."""
    return _of_people().search(sentence.text, 0, place.span.start - sentence.start) is not None
