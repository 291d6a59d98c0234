"""What else than a place a text calls by a town's name: people, and outlets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.extraction.naming import Line
from rashomon.languages.gazetteer import Place
from rashomon.languages.lexicon import words as lexicon
from rashomon.languages.placenames import place_key

_GIVEN = lexicon("en", "names", "given")
_WHERE = lexicon("en", "places", "prepositions")
_BODIES = (
    lexicon("en", "places", "directions")
    | lexicon("en", "places", "facilities")
    | lexicon("en", "places", "institutions")
    | lexicon("en", "places", "ventures")
)
_KIN = "|".join(sorted(lexicon("en", "names", "kin")))

#: A name by which the text calls somebody's kin, or somebody who has some: "his wife, Amani", "Samar's daughter".
_OF_KIN = re.compile(
    rf"\b(?:{_KIN})(?:-in-law)?(?:,|(?<=-in-law)\sof|(?<=wife)\sof|(?<=husband)\s(?:of|to))?\s([A-Z][\w’'-]+)(?=[\s,.(’'])"
    rf"|\b([A-Z]\w+)[’']s\s(?:\w+\s){{0,2}}(?:{_KIN})\b"
)
#: An outlet's name: "Orsk news", "Orsk.com", "the press agency Orsk".
_OUTLET = re.compile(
    r"\b([A-Z]\w+)(?:\s(?:[Nn]ews|(?:[Nn]ews|[Pp]ress)\s[Aa]gency)\b|\.(?:com|net|org|news|ps|sy|iq)\b)"
    r"|\b(?:agency|broadcaster|newspaper|channel|outlet|website)\s([A-Z]\w+)"
)
#: A town of so many people is meant, even if an outlet is called after it.
_KNOWN = 100_000


@dataclass(frozen=True, slots=True)
class NameUses:
    """Keys of names: last words of people's, words before them, what stands before given names, kin, outlets."""

    surnames: frozenset[str]
    forenames: frozenset[str]
    called: frozenset[str]
    kin: frozenset[str]
    outlets: frozenset[str]

    def against(self, key: str, places: Sequence[Place], before: str) -> float:
        """What speaks against a place where the text has the name `key` behind the word `before`; 0 or less."""
        if key in self.kin:
            return -3.0
        if key in self.surnames:
            return -2.5
        if key in self.forenames or (key in self.called and not (places and places[0].kind == "country")):
            return -2.0
        known = bool(places) and (places[0].kind != "city" or places[0].population >= _KNOWN)
        return -2.5 if key in self.outlets and not known and before not in _WHERE else 0.0


def name_uses(text: str, read: Sequence[Line]) -> NameUses:
    """The names of people and outlets in a text."""
    names = [line.words[first:last] for line in read for first, last in line.people]
    return NameUses(
        surnames=frozenset(name[-1].lower for name in names),
        forenames=frozenset(word.lower for name in names for word in name[:-1]),
        called=frozenset(_before_given(read)),
        kin=frozenset(_keys(_OF_KIN, text)),
        outlets=frozenset(_keys(_OUTLET, text)),
    )


def _keys(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (place_key(name) for found in pattern.finditer(text) for name in found.groups() if name)


def _before_given(read: Sequence[Line]) -> Iterator[str]:
    """Names right before a given name, in a stretch that names no building and no body: "Amani Ali Siam".

    None that the text has as a place elsewhere ("in Orlat").
    """
    places = {after.lower for line in read for word, after in pairwise(line.words) if word.lower in _WHERE}
    for line in read:
        words = line.words
        for i in range(len(words) - 1 if not line.flat else 0):
            word = words[i]
            if not word.capital or word.possessive or words[i + 1].lower not in _GIVEN:
                continue
            last = i + 1
            while last < len(words) and words[last].capital and words[last].joined:
                last += 1
            others = {word.lower, *(one.lower for one in words[i + 1 : last])}
            if last > i + 1 and others.isdisjoint(_BODIES) and word.lower not in places:
                yield word.lower
