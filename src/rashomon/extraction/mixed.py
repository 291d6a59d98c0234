"""One figure for the killed and the injured together: "killed and wounded 35", "the death and injury of nine".

How many of them died nobody says, so neither the killed nor the injured are counted: they are casualties.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from rashomon.extraction.happening import Happening
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome
from rashomon.model.text import Sentence

_JOINED = frozenset({"and", "or", "&", "and/or"})


def mixed(sentence: Sentence, happenings: Iterable[Happening]) -> Iterator[Happening]:
    """The happenings, those of two words side by side that share one figure of several people as casualties."""
    told = list(happenings)
    shared = {trigger: pair for pair in _pairs(sentence) if _share(told, pair) for trigger in pair}
    for one in told:
        if pair := shared.get(one.trigger):
            first, last = min(one.first, pair[0]), max(one.last, pair[1])
            yield replace(one, outcome=Outcome.CASUALTIES, first=first, last=last)
        else:
            yield one


def _pairs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The tokens of "killed and wounded", "dead or injured"."""
    for i in range(len(sentence.tokens) - 2):
        if sentence.tokens[i + 1].lower in _JOINED:
            first, second = ({token.lemma, token.lower} for token in (sentence.tokens[i], sentence.tokens[i + 2]))
            apart = first & _words("persons") and second & _words("injuries")  # "two martyrs and injuries"
            if not apart and any(
                one & _words("killed") and other & _words("injured")
                for one, other in ((first, second), (second, first))
            ):
                yield i, i + 2


def beside(text: str, start: int, end: int) -> int | None:
    """The end of the other word, where characters [start, end) of a text are one of two that share a figure.

    "Dozens killed and wounded": null where the second has people of its own ("killed and injured two others").
    """
    found = _beside().match(text, end)
    one = text[start:end].lower()
    other = found.group(1).lower() if found else ""
    pairs = ((one, other), (other, one))
    return found.end(1) if found and any(a in _words("killed") and b in _words("injured") for a, b in pairs) else None


@cache
def _beside() -> re.Pattern[str]:
    behind = "|".join(words("en", "events", "mixed.behind"))
    return re.compile(rf"\s+(?:and|or|&)\s+(\w+)(?=\s*(?:[.,;:!?)\"”–—]|$)|\s+(?:{behind})\b)", re.IGNORECASE)


def _words(name: str) -> frozenset[str]:
    return words("en", "events", f"mixed.{name}")


def _share(told: Iterable[Happening], pair: tuple[int, int]) -> bool:
    """Whether the two have one figure or noun between them, beside parts of it, and it may count both.

    One person does not die and live.
    """
    figures = [one.figure for one in told if one.trigger in pair and one.figure and not one.figure.subset]
    counted = {figure.quantity.span if figure.quantity else figure.head for figure in figures}
    return len(counted) == 1 and (figures[0].quantity is None or figures[0].quantity.upper != 1)
