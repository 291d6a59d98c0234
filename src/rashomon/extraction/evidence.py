"""What speaks for a name being a place: how known its bearers are, and the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.extraction.namesakes import NOBODY, is_state, longest, postal
from rashomon.extraction.naming import Line, Word
from rashomon.languages.gazetteer import Place
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon

_PREPOSITIONS = lexicon("en", "places", "prepositions")
_OF_KINDS = lexicon("en", "places", "of_kinds")
_TITLES = lexicon("en", "places", "titles")
_VENTURES = lexicon("en", "places", "ventures")
_OUTLETS = lexicon("en", "places", "outlets")
_FACILITIES = lexicon("en", "places", "facilities")
_INSTITUTIONS = lexicon("en", "places", "institutions")
_AMBIGUOUS = lexicon("en", "places", "ambiguous")
_DIRECTIONS = lexicon("en", "places", "directions")
_NATIVES = lexicon("en", "places", "natives")
_BODIES = lexicon("en", "places", "bodies")
_FUNCTION = lexicon("en", "places", "function")
_ADJECTIVES = lexicon("en", "places", "adjectives")
_SPEECH = lexicon("en", "places", "speech")
_GIVEN = lexicon("en", "names", "given")
_FAMILY = lexicon("en", "names", "family")
_DEMONYMS: dict[str, str] = table("en", "places")["demonyms"]
_FAMILIES = lexicon("en", "counting", "families.nouns")

#: Letters of what is called by its initials.
_INITIALS = range(3, 6)

COMMA = re.compile(r",\s{1,2}|\s\(")
_DATELINE = re.compile(r"(?:,[^.\n]{0,40})?\s*(?:\([^()\n]{2,30}\))?\s*(?:[–—]|-{1,2}\s)")
_AGE = re.compile(r",\s\d{1,3}(?:,|\s(?:and|of)\b)")
#: Behind the name of a street, the one that it crosses: "Elm and 14th Street".
_CROSSED = re.compile(r"\s(?:and|&)\s(?:[\w.]+\s){1,2}(?:Streets?|Avenues?|Roads?|Boulevards?|St|Ave|Rd|Blvd)\b")
#: Before the name of a street: "the 3800 block of East Orlat Court".
_BLOCK = re.compile(r"\bblock of\s+(?:(?:[NSEW]\.?|North|South|East|West)\s+)?$", re.I)
_AGED_OF = re.compile(r"(?:\d,?|,)\s+(?:all\s+|both\s+|formerly\s+)?of\s+$")


@dataclass(slots=True)
class Name:
    """A name in a line: `size` words from word `i` on, in the run of capitals [first, last)."""

    text: str
    line: Line
    i: int
    size: int
    places: tuple[Place, ...]
    first: int
    last: int

    @property
    def words(self) -> list[Word]:
        """All words of its line."""
        return self.line.words

    @property
    def start(self) -> int:
        """Where it begins, in characters of the text."""
        return self.line.words[self.i].start

    @property
    def end(self) -> int:
        """Where it ends, in characters of the text."""
        return self.line.words[self.i + self.size - 1].end


def weigh(name: Name) -> float:
    """The sum of what speaks for the name being a place here; 1 and more is enough."""
    known = _standing(name.places)
    score = known
    if name.size > 1:
        score += -1.0 if known < 2.0 and _is_common(name) else 1.0
    elif known < 2.5:
        score += _doubt(name, known)
    before = _before(name)
    after = _after(name, certain=score >= 1.5 or before >= 1.0)
    # A piece of a longer name ("Mir Ali, Waziristan") gains nothing by what follows the whole.
    return score + before + (min(after, 0.0) if before <= -2.0 else after)


def _is_common(name: Name) -> bool:
    """Whether the name is made of words for buildings and bodies only: "City Park"."""
    return all(
        word.lower in _FACILITIES or word.lower in _INSTITUTIONS or word.lower in _DIRECTIONS
        for word in name.words[name.i : name.i + name.size]
    )


def _standing(places: tuple[Place, ...]) -> float:
    """How well known the best known bearer of the name is."""
    best = places[0]
    if best.kind == "country":
        return 2.5
    if best.kind == "area":
        return 2.0
    if best.kind == "region":
        return 2.0 if best.country in {"US", "CA", "GB"} or best.population > 1_000_000 else 1.0
    if best.kind == "district":
        return 1.5
    if best.population >= 1_000_000:
        return 1.5
    if best.population >= 100_000:
        return 1.0
    return 0.5 if best.population >= 10_000 else 0.0


def _doubt(name: Name, known: float) -> float:
    """What speaks against a single word: it is an English word, or a name of people."""
    word, opens = name.words[name.i], name.i == 0
    doubt = 0.0
    if word.lower in _AMBIGUOUS or word.lower in _TITLES or word.lower in _INSTITUTIONS:
        doubt -= 2.5 if opens or name.line.flat else 1.5
    elif opens and not name.line.flat:
        doubt -= 0.25
    placed = not opens and name.words[name.i - 1].lower in _PREPOSITIONS
    if word.text.isupper() and len(word.text) in _INITIALS and not (name.line.flat or placed):
        doubt -= 2.0  # "SANA" is an agency
    if word.lower in _GIVEN or word.lower in _FAMILY:
        doubt -= 0.5 if known >= 1.5 else 1.0
    return doubt


def _before(name: Name) -> float:
    words, i = name.words, name.i
    if i == 0 or not words[i].joined:
        return 0.0
    if _BLOCK.search(name.text, max(0, name.start - 24), name.start):
        return -4.0
    before = words[i - 1]
    if words[i].hyphened:
        return 1.5 if len(before.text) == 1 else 0.0  # "D-Ohio": a member of parliament's party and home
    if i > name.first and not before.possessive and before.lower not in _FUNCTION:
        if before.lower in _DIRECTIONS or before.lower in _DEMONYMS or before.lower in _PREPOSITIONS:
            return 0.75
        return -3.0 if before.lower in _TITLES or name.places[0].kind == "country" else -2.0
    if before.lower == "of":
        return _behind_of(name, words[i - 2]) if i > 1 else 1.0
    if before.lower in _PREPOSITIONS:
        return 2.0
    return -1.0 if before.lower in _SPEECH else 0.0


def _behind_of(name: Name, head: Word) -> float:
    if _is_home(name) or head.lower in _OF_KINDS or any(last == name.i - 1 for _, last in name.line.people):
        return 2.0
    return -2.5 if head.capital and head.lower in _BODIES else 1.0


def _is_home(name: Name) -> bool:
    """Whether it stands as in "Anna Field, 34, of Derby"."""
    return _AGED_OF.search(name.text, max(0, name.start - 24), name.start) is not None


def _after(name: Name, *, certain: bool) -> float:
    text, words, j = name.text, name.words, name.i + name.size
    score = -3.0 if _AGE.match(text, name.end) or _CROSSED.match(text, name.end) else 0.0
    if _is_family(name):
        return score - 3.0
    if j < len(words):
        after = words[j]
        if after.joined and not words[j - 1].possessive:
            score += _beside(after, capital=after.capital and j < name.last, certain=certain)
        elif after.joined:
            score += 0.25
        elif COMMA.fullmatch(text, name.end, after.start) and is_container(words, j):
            score += 2.5
    opening = words[0].start
    if name.end - opening <= 40 and text[opening : name.end].isupper() and _DATELINE.match(text, name.end):
        score += 3.0
    return score


def _is_family(name: Name) -> bool:
    """Whether it is the name of people: "the Orsk family", "the Orsk Family page"; "an Orsk family" is from there."""
    words, j = name.words, name.i + name.size
    if j == len(words) or not words[j].joined or words[j].lower not in _FAMILIES or name.places[0].kind != "city":
        return False
    return words[j].capital or (name.i > 0 and words[name.i - 1].lower == "the")


def _beside(after: Word, *, capital: bool, certain: bool) -> float:
    """What the next word, with nothing but a blank between, makes of the name."""
    if after.hyphened:
        if after.lower in _VENTURES:
            return -4.0
        return 1.5 if after.lower in _ADJECTIVES else -0.5 * after.capital
    if capital:
        if after.lower in _VENTURES:
            return -4.0
        if after.lower in _INSTITUTIONS or after.lower in _TITLES:
            return 1.0
        return -0.5 if after.lower in _FACILITIES else -1.75
    if after.lower in _OUTLETS:
        return -4.0
    if after.lower in _NATIVES:
        return 1.25
    return -1.0 if after.lower in _SPEECH and not certain else 0.0


def is_container(words: Sequence[Word], j: int) -> bool:
    """Whether word j begins the name of a state, region or country, as behind "City,"."""
    word = words[j]
    if not word.capital:
        return False
    if postal(word) or is_state(word):
        return True
    _, places = longest(words, j, NOBODY)
    return bool(places) and places[0].kind != "city"
