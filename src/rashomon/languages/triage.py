"""The cheap pass: which sentences hold a word, a figure or a quotation that is worth a parse.

A parse costs some hundred times more than looking up the words of a sentence.
"""

import re
from functools import cache

from rashomon.languages.inflection import all_forms
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import numeral_words

_WORD = re.compile(r"[a-z]+(?:[-‑][a-z]+)*")
_MARK = re.compile(r"[\"“”«»„]|(?:^|\s)[—–-]\s|:\s")

#: Tables of `events` whose words say by themselves that something happened; the others only help to read it.
_TRIGGERS = ("suffered", "munitions", "objects", "services", "event", "phrasal")

#: Tables of `events` of which one list says it.
_LISTS = (
    ("toll", "nouns"),
    ("harmed", "nouns"),
    ("hospital", "places"),
    ("surviving", "verbs"),
    ("responsible", "blame"),
    ("responsible", "attack"),
)


def wanted(text: str) -> bool:
    """Whether the sentence holds a cue, a trigger or a quotation mark, or says who some of those told before were.

    Any other figure alone counts nothing: it takes a trigger to say what came of whom.
    """
    if not _worth().isdisjoint(_WORD.findall(text.lower())) or _MARK.search(text) is not None:
        return True
    return _some().search(text) is not None


@cache
def _some() -> re.Pattern[str]:
    """ "Ten of them were women", "two of the victims are children", "four were guards"."""
    told = "|".join(sorted(words("en", "counting", "some.told")))
    numerals = "|".join(sorted(numeral_words("en")))
    return re.compile(
        rf"\bof (?:{told})\b[^.]*? (?:were|are|was|is) |^\W*(?:\d+|{numerals}) (?:were|are) ", re.IGNORECASE
    )


@cache
def _worth() -> frozenset[str]:
    events, attribution = table("en", "events"), table("en", "attribution")
    triggers = _leaves([events[name] for name in _TRIGGERS]) | _leaves([events[name][key] for name, key in _LISTS])
    cues = _leaves([value for key, value in attribution.items() if key != "preposition"]) | _leaves(
        list(attribution["preposition"].values())
    )
    common, besides = words("en", "events", "worth.common"), words("en", "events", "worth.besides")
    return all_forms((triggers | cues) - common) | besides


def _leaves(value: object) -> frozenset[str]:
    """All the words of a table, whatever its shape; keys of tables of words are words too."""
    if isinstance(value, str):
        return frozenset(value.lower().split())
    if isinstance(value, dict):
        return frozenset().union(*(_leaves(v) for v in value.values()))
    if isinstance(value, list):
        return frozenset().union(*(_leaves(v) for v in value))
    return frozenset()
