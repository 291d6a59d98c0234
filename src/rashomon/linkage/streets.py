"""Streets and house numbers that a text names: of two reports from one town they tell best whether it is one scene."""

import re
from collections.abc import Iterator

from rashomon.languages.lexicon import table, words

_STREETS = table("en", "linkage")["streets"]
_COMMON = words("en", "linkage", "names.common") | words("en", "linkage", "streets.directions")


def _any(found: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


_KIND = rf"(?:{_any([form for kind in _STREETS['kinds'] for form in (kind.capitalize(), kind)])})\b"
_DIRECTIONS = _any([form for word in _STREETS["directions"] for form in (word, word.capitalize(), word.upper())])
_WAY = rf"(?:(?:{_DIRECTIONS})\.? )?"
_NAME = r"(?:[A-Z][\w’'.-]+|\d{1,3}(?:st|nd|rd|th))"
_NAMES = rf"{_NAME}(?: {_NAME})?"
_STREET = re.compile(rf"\b{_NAME}(?: {_NAME}){{0,2}}(?= {_KIND})")
_CROSSING = re.compile(
    rf"\b(?:{_any(_STREETS['crossings'])}) of {_WAY}(?P<one>{_NAMES}) and {_WAY}(?P<other>{_NAMES})"
    rf"|\b(?P<first>{_NAME}) and {_WAY}(?P<second>{_NAME}) (?:{_any(_STREETS['plurals'])})\b"
)
_NUMBER = re.compile(
    rf"\b(?P<block>\d{{2,5}})[- ](?:block|Block|blk)(?: of)? {_WAY}(?P<on>{_NAME})"
    rf"|\b(?P<house>\d{{2,5}}) {_WAY}(?P<at>{_NAMES}) {_KIND}"
)
_WORD = re.compile(r"[^\W_]+")


def streets(text: str) -> frozenset[str]:
    """The words of the names of streets in a text, in lower case, and with the number of a house or block: "400 elm".

    Of "the 400 block of North Elm Street" these are "elm" and "400 elm".
    """
    return frozenset(_found(text))


def _found(text: str) -> Iterator[str]:
    for match in _STREET.finditer(text):
        yield from _named(match.group())
    for match in _CROSSING.finditer(text):
        for name in match.groups():
            yield from _named(name or "")
    for match in _NUMBER.finditer(text):
        named = _named(match["on"] or match["at"])
        if named:
            yield from (named[-1], f"{match['block'] or match['house']} {named[-1]}")


def _named(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.lower()) if word not in _COMMON]
