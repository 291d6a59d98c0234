"""Which sentences begin to tell of a happening that the text has not spoken of yet."""

import re
from dataclasses import dataclass

from rashomon.languages.lexicon import table


@dataclass(frozen=True, slots=True)
class Opening:
    """What a sentence says of newness.

    `event` are the words of an indefinite event ("a nighttime attack", "strikes on"), empty where there are
    none, and `at` where they start (characters of the sentence). `another` tells that words of the text
    itself set the event, or its place, apart from what was told before. `dated` tells the contrary: that the
    sentence says when or where the event took place that is being told ("the kidnapping took place on").
    """

    event: str = ""
    at: int = 0
    another: bool = False
    dated: bool = False


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _patterns() -> tuple[re.Pattern[str], ...]:
    opening = table("en", "linkage")["opening"]
    nouns = [noun for found in table("en", "events")["event"]["noun"].values() for noun in found]
    nouns = [noun for noun in nouns if noun not in opening["things"]]
    singular = _alternatives([*nouns, "incident"])
    plural = _alternatives([_plural(noun) for noun in nouns] + ["incidents"])
    new, areas = _alternatives(opening["new"]), _alternatives(opening["areas"])
    between = r"(?:(?!(?:as|when|after|the)\b)[\w’'-]+\s+)"
    indefinite = re.compile(
        rf"\b(?:an?|one|(?:an?\s+)?(?:{new}))\s+{between}{{0,3}}?(?:{singular}|{plural})\b"
        rf"|(?<!the\s)(?<!these\s)(?<!those\s)(?<!their\s)(?<!its\s)(?<!his\s)(?<!of\s)\b(?:{plural})\s+(?:on|in|at|against|near|across)\b",
        re.IGNORECASE,
    )
    another = re.compile(
        rf"\b(?:{new})\s+{between}{{0,2}}?(?:{singular}|{plural})\b",
        re.IGNORECASE,
    )
    apart = re.compile(rf"\b(?:{_alternatives(opening['apart'])})\b", re.IGNORECASE)
    place = re.compile(
        rf"\b(?:an?\s+)?(?:{_alternatives(opening['other_place'])})\s+(?:[\w’'-]+\s+){{0,2}}?(?:{areas})\b",
        re.IGNORECASE,
    )
    dated = re.compile(
        rf"\b(?:the|this|that)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{singular})\s+(?:{_alternatives(opening['placing'])})\b",
        re.IGNORECASE,
    )
    return indefinite, another, apart, place, dated


def _plural(noun: str) -> str:
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


_INDEFINITE, _ANOTHER, _APART, _OTHER_PLACE, _DATED = _patterns()


def opening(sentence: str) -> Opening:
    """What a sentence brings in that is new."""
    event = _INDEFINITE.search(sentence)
    apart = _ANOTHER.search(sentence) or _APART.search(sentence)
    if apart is None and event is not None and _OTHER_PLACE.search(sentence, event.end()):
        apart = event
    if apart is not None:
        return Opening(apart.group(), apart.start(), another=True)
    if event is not None:
        return Opening(event.group(), event.start())
    return Opening(dated=bool(_DATED.search(sentence)))
