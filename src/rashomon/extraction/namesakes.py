"""Who bears the name that begins at a word: the longest name of the gazetteer, and the bearers of it."""

from collections.abc import Collection, Sequence

from rashomon.extraction.naming import Word
from rashomon.languages.gazetteer import LONGEST_NAME, Place, bearers, sounding
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon
from rashomon.languages.placenames import place_key

_FUNCTION = lexicon("en", "places", "function")
_CONNECTORS = lexicon("en", "places", "connectors")
_DIRECTIONS = lexicon("en", "places", "directions")
_PARTS = lexicon("en", "places", "parts_of_towns")
_NEVER = lexicon("en", "places", "never")
_ARABIC = lexicon("en", "places", "arabic")
_STATES: dict[str, str] = table("en", "places")["states"]
_POSTAL: dict[str, str] = table("en", "places")["postal"]
#: A place has one of these before a state's two letters: "Dallas, TX".
NOBODY: frozenset[int] = frozenset()


def longest(words: Sequence[Word], i: int, people: Collection[int]) -> tuple[int, tuple[Place, ...]]:
    """How many words from i on make the longest name of the gazetteer, and who bears it; 0 where none does.

    `people` are the words that name persons: a longer name may not reach into them.
    """
    ends = [i + 1] if words[i].lower not in _FUNCTION else []
    j = i + 1
    while j < len(words) and j - i < LONGEST_NAME and words[j].joined:
        if words[j].capital and j not in people:
            ends.append(j + 1)
        elif words[j].lower not in _CONNECTORS:
            break
        j += 1
    for end in reversed(ends):
        places = _single(words[i]) if end - i == 1 else _several(words[i:end])
        if places:
            return end - i, places
    return 0, ()


def spelled_otherwise(words: Sequence[Word], i: int, people: Collection[int]) -> tuple[int, tuple[Place, ...]]:
    """The same for Arabic names, which reports spell as they like: "Tel Refaat" is the gazetteer's "Tall Rif‘at"."""
    if i in people or words[i].lower in _DIRECTIONS or (words[i].lower in _FUNCTION and not is_arabic(words, i)):
        return 0, ()
    last = i + 1
    while last < len(words) and last - i < LONGEST_NAME and words[last].joined and words[last].capital:
        if last in people or words[last - 1].possessive or words[last].lower in _FUNCTION:
            break
        last += 1
    for end in range(last, i, -1):
        places = sounding(" ".join(word.text for word in words[i:end]))
        if places:
            return end - i, places
    return 0, ()


def is_arabic(words: Sequence[Word], i: int) -> bool:
    """Whether word i begins many a name of the Arabic world and another word of the name follows: "Tel Refaat"."""
    follows = i + 1 < len(words) and words[i + 1].joined and words[i + 1].capital
    return words[i].capital and follows and words[i].lower in _ARABIC


def postal(word: Word) -> tuple[Place, ...]:
    """The state that two capital letters behind "City," mean."""
    return bearers(place_key(_POSTAL[word.text])) if word.text in _POSTAL else ()


def is_state(word: Word) -> bool:
    """Whether the word is a state as newspapers shorten it."""
    return _abbreviated(word) in _STATES


def _several(words: Sequence[Word]) -> tuple[Place, ...]:
    if all(word.lower in _DIRECTIONS or word.lower in _PARTS for word in words):
        return ()
    name = " ".join(word.text + ("s" if word.possessive and i < len(words) - 1 else "") for i, word in enumerate(words))
    key = place_key(name)
    return () if key in _NEVER else _themselves(words, bearers(key))


def _themselves(words: Sequence[Word], found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without small towns that were once called so: "East Orlat" is a part of Orlat, not what Old Orlat was called."""
    if words[0].lower not in _DIRECTIONS or not found:
        return found
    rest = bearers(place_key(" ".join(word.text for word in words[1:])))
    return tuple(
        place for place in found if not rest or place_key(place.name) != place_key(rest[0].name) or place == rest[0]
    )


def _single(word: Word) -> tuple[Place, ...]:
    state = _STATES.get(_abbreviated(word))
    if state and (word.initials or word.dotted):
        return bearers(place_key(state))
    key = place_key(word.text)
    if key in _NEVER or word.lower in _DIRECTIONS:
        return ()
    found = bearers(key)
    if len(key) < 4 and (word.initials or word.text.isupper()):
        return tuple(place for place in found if place.kind in {"country", "area"})
    return found if len(key) > 2 else ()


def _abbreviated(word: Word) -> str:
    return word.lower.replace(" ", "").rstrip(".")
