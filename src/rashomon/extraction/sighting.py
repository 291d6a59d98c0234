"""Where a text seems to name a place: gazetteer names, divisions, named grounds and buildings, roads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.extraction.evidence import COMMA, Name, is_container, weigh
from rashomon.extraction.namesakes import NOBODY, is_arabic, is_state, longest, postal, spelled_otherwise
from rashomon.extraction.naming import Line, Word, runs
from rashomon.languages.gazetteer import Place, bearers
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon
from rashomon.languages.placenames import place_key
from rashomon.languages.units import plural
from rashomon.model.claim import EVENT_FAMILY, Event, EventFamily

_FUNCTION = lexicon("en", "places", "function")
_AMBIGUOUS = lexicon("en", "places", "ambiguous")
_BESIDE = lexicon("en", "places", "beside")
_TITLES = lexicon("en", "places", "titles")
_FACILITIES = lexicon("en", "places", "facilities")
_CENTRES = lexicon("en", "places", "centres")
_GROUNDS = lexicon("en", "places", "grounds")
#: Those of them that can be no part of a body's or a person's business.
_SETTLED = frozenset({"village", "hamlet", "neighborhood", "neighbourhood", "suburb", "settlement", "subdistrict"})
#: Words before a place that nobody knows.
_LEADS = frozenset({"in", "near", "at", "from", "to", "outside", "inside", "the", "of", "on", "into", "around"})
#: Of them, those behind which an event is placed, and what is no place there: "an attack in March".
_AT = frozenset({"in", "near", "at", "outside"})
_NO_PLACES = lexicon("en", "places", "no_places")
_SETTINGS = lexicon("en", "places", "settings")
#: In no name, though a headline writes them in capitals: "Students Shot Outside School".
_TOLD = lexicon("en", "places", "told")
_INSTITUTIONS = lexicon("en", "places", "institutions")
_DEMONYMS: dict[str, str] = table("en", "places")["demonyms"]
_DIVISIONS: dict[str, list[str]] = table("en", "places")["divisions"]
#: Words that make no building's own name: "the Central Hospital", "National Park".
_COMMON = _FACILITIES | _INSTITUTIONS | _SETTINGS | _FUNCTION | lexicon("en", "places", "directions") | set(_DEMONYMS)
#: Divisions that are named after a town even where the gazetteer has no record of the division itself.
_AFTER_TOWNS = frozenset(
    {"township", "district", "region", "province", "oblast", "raion", "governorate", "municipality"}
)
_PLURALS = {"counties": "county", "parishes": "parish"}

_CURRENCIES = frozenset("$€£¥₹₱₫")

LIST = re.compile(r",\s+(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*/\s*|\s+&\s+")
_ROAD = re.compile(
    r"\b(?:(?:Interstate|Highway|Route|County Road|State Road|State Route|State Highway|Hwy\.?|US|U\.S\.)"
    r"(?: Highway| Route)? ?|I-)\d{1,4}[A-Z]?\b"
)


@dataclass(slots=True, eq=False)
class Sighting:
    """A stretch of text that may name a place.

    `places` are the gazetteer's bearers of the name, `score` the sum of what speaks for and against it.
    `facility` marks named grounds, buildings, waters and roads, whose name the gazetteer need not know;
    `anchor` is the sighting that says where this one lies (in "Paris, Texas" that of Texas). `beside` marks
    "near X", `division` is the word that follows in "Kharkiv region", `near` the place of "X in Y" and "X,
    east of Y", and of "X, Y" (`listed`), which may be a mere list. `sounded` marks an Arabic name that only sounds like
    the gazetteer's.
    """

    start: int
    end: int
    key: str
    places: tuple[Place, ...] = ()
    score: float = 0.0
    facility: bool = False
    beside: bool = False
    division: str | None = None
    anchor: "Sighting | None" = None
    near: "Sighting | None" = None
    listed: bool = False
    sounded: bool = False


def sightings(text: str, line: Line) -> list[Sighting]:
    """The sightings of one sentence, in the order of the text; none overlaps another."""
    people = {i for first, last in line.people for i in range(first, last)}
    found: list[Sighting] = []
    for sighting in _scan_flat(text, line, people) if line.flat else _scan(text, line, people):
        if not found or sighting.start >= found[-1].end:
            found.append(sighting)
    return _with_counties(text, line, _with_roads(text, line, found))


def demonyms(lines: Sequence[Line]) -> Iterator[str]:
    """The countries whose adjectives and peoples the text names, once for each mention."""
    for line in lines:
        for word in line.words:
            if word.capital and word.lower in _DEMONYMS:
                yield _DEMONYMS[word.lower]


def _scan(text: str, line: Line, people: set[int]) -> Iterator[Sighting]:
    words = line.words
    for first, last in runs(line):
        i = first
        while i < last:
            size, places = _county(words, i) if i in people else longest(words, i, people)
            if size < 2 and (i in people or words[i].lower in _FUNCTION or words[i].lower in _DEMONYMS):
                size, places = 0, ()
            name = Name(text, line, i, size, places, first, last)
            apart = i in people or i + 1 in people or words[i].lower in _FUNCTION
            ground = 0 if apart else _ground(words, i, max(last, i + size), size)
            sounded = _sounded(text, line, i, people) if not size or (size == 1 and is_arabic(words, i)) else None
            if ground > size:
                yield _named_ground(name, ground)
            elif sounded:
                yield sounded
                size = max(1, sum(word.end <= sounded.end for word in words[i:last]))
            elif size and _is_money(text, words, i + size):
                pass  # "US$40", "2019 US dollars"
            elif size:
                yield _sighting(name)
            elif state := _by_letters(text, words, i):
                yield state
            elif i not in people and (unknown := _unknown(name)):
                yield unknown
                i = last
            i += max(1, ground, size)


def _sounded(text: str, line: Line, i: int, people: set[int]) -> Sighting | None:
    """An Arabic name in a spelling of its own; one word alone, or without a preposition, may be somebody's name."""
    size, places = spelled_otherwise(line.words, i, people)
    if not size:
        return None
    sighting = _sighting(Name(text, line, i, size, places, i, i + size))
    sighting.score -= 1.5 if size == 1 else 0.5
    if i == 0 or line.words[i - 1].lower not in _LEADS:
        sighting.score -= 1.0
    sighting.sounded = True
    return sighting


def _is_money(text: str, words: Sequence[Word], after: int) -> bool:
    """Whether the name that ends before word `after` only says whose money is meant."""
    if text[words[after - 1].end : words[after - 1].end + 1] in _CURRENCIES:
        return True
    return after < len(words) and words[after].joined and words[after].lower in lexicon("en", "places", "money")


def _county(words: Sequence[Word], i: int) -> tuple[int, tuple[Place, ...]]:
    """ "Tom Green County" is a county, though Tom Green may be a person."""
    size, places = longest(words, i, NOBODY)
    return (size, places) if size > 1 and words[i + size - 1].lower in _DIVISIONS else (0, ())


def _tells_of_place(words: Sequence[Word], i: int) -> bool:
    """Whether the two words before word i have a place follow: "village of", "strike in"."""
    what, how = words[i - 2].lower, words[i - 1].lower
    if how == "of":
        return what in _GROUNDS
    return how in _AT and what in _struck() and words[i].lower not in _NO_PLACES


@cache
def _struck() -> frozenset[str]:
    """What takes place somewhere: the nouns of events that harm, in both numbers."""
    lemmas = [
        noun
        for event, found in table("en", "events")["event"]["noun"].items()
        if EVENT_FAMILY[Event(event)] in (EventFamily.VIOLENCE, EventFamily.DISASTER)
        for noun in found
    ]
    return frozenset(lemmas) | frozenset(map(plural, lemmas))


_STATE_LETTERS: frozenset[str] = frozenset(table("en", "places")["postal"])


def _unknown(name: Name) -> Sighting | None:
    """A name that no gazetteer has, where the words around it say that it is a place.

    "the Tolvan area", "the village of Tolvan", "in Tolvan, Texas", "near Tolvan (Azuay)" and "a strike in Tolvan".
    """
    words, i, last = name.words, name.i, name.last
    before = words[i - 1].lower if i and words[i].joined else ""
    if words[i].lower in _FUNCTION or words[i].lower in _DEMONYMS or words[i].text in _STATE_LETTERS:
        return None
    start, end = words[i].start, words[last - 1].end
    following = words[last] if last < len(words) else None
    if words[last - 1].possessive:
        return None
    if (
        following is not None
        and following.joined
        and (following.lower in _SETTLED or (following.lower in _GROUNDS and before in _LEADS))
    ):
        end = following.end
    elif i > 1 and _tells_of_place(words, i):
        pass
    elif before in _LEADS and before != "the" and following is not None:
        if not COMMA.fullmatch(name.text, end, following.start) or not is_container(words, last):
            return None
    else:
        return None
    sighting = Sighting(start, end, place_key(name.text[start:end]), score=1.0)
    sighting.facility = True
    sighting.beside = before in _BESIDE
    return sighting


def _by_letters(text: str, words: Sequence[Word], i: int) -> Sighting | None:
    """The "TX" of "Dallas, TX"."""
    word = words[i]
    if i == 0 or word.text not in _STATE_LETTERS or not words[i - 1].capital:
        return None
    if not COMMA.fullmatch(text, words[i - 1].end, word.start):
        return None
    return Sighting(word.start, word.end, place_key(word.text), postal(word), score=1.0)


def _scan_flat(text: str, line: Line, people: set[int]) -> Iterator[Sighting]:
    """Where capitals tell nothing, a run of them does not either: each name stands for itself."""
    i, words = 0, line.words
    while i < len(words):
        size, places = longest(words, i, people) if words[i].capital and i not in people else (0, ())
        if size == 1 and words[i].lower in _DEMONYMS:
            size, places = 0, ()
        if size:
            sighting = _sighting(Name(text, line, i, size, places, i, i + size))
            sighting.score -= 0.5 if size == 1 else 0.0
            yield sighting
        elif (state := _by_letters(text, words, i)) is not None:
            yield state
        i += max(1, size)


def _ground(words: Sequence[Word], i: int, last: int, size: int) -> int:
    """How many words from i on name a building or ground ("Tolvan monument"); 0 where they do not."""
    end, j = 0, i + 1
    while j < len(words) and words[j].joined and (j < last or words[j].lower in _SETTINGS):
        lower = words[j].lower
        if (lower in _TITLES and lower not in _INSTITUTIONS) or lower in _TOLD:
            break
        if lower in _FACILITIES or (lower in {"center", "centre"} and words[j - 1].lower in _CENTRES):
            end = j + 1
        j += 1
    if end <= i + size and size:
        return 0
    doubtful = _COMMON if words[end - 1].capital else _COMMON | _AMBIGUOUS
    return end - i if any(word.lower not in doubtful for word in words[i:end]) else 0


def _named_ground(name: Name, size: int) -> Sighting:
    words, i = name.words, name.i
    start, end = name.start, words[i + size - 1].end
    sighting = Sighting(start, end, place_key(name.text[start:end]), facility=True, score=1.5)
    if name.places:
        town = place_key(name.text[start : name.end])
        sighting.anchor = Sighting(start, name.end, town, name.places, score=1.0)
    sighting.beside = i > 0 and words[i - 1].lower in _BESIDE
    return sighting


def _sighting(name: Name) -> Sighting:
    words, after = name.words, name.i + name.size
    sighting = Sighting(name.start, name.end, place_key(name.text[name.start : name.end]), name.places)
    sighting.score = weigh(name)
    if name.size == 1 and is_state(words[name.i]) and words[name.i].dotted:
        sighting.end += 1
    sighting.beside = name.i > 0 and words[name.i - 1].lower in _BESIDE
    if after < len(words) and words[after].joined and not words[after - 1].possessive:
        _divide(sighting, words[after])
    if sighting.division is None and name.i > 1 and words[name.i - 1].lower == "of":
        _of_kind(sighting, words[name.i - 2].lower)
    return sighting


def _of_kind(sighting: Sighting, kind: str) -> None:
    """Read "the state of Washington" as the state, "the city of Homs" as the city."""
    kinds = ["city"] if kind in {"city", "town", "village"} else _DIVISIONS.get(kind, [])
    proper = tuple(place for place in sighting.places if place.kind in kinds)
    if proper:
        sighting.places, sighting.division = proper, kind


def _divide(sighting: Sighting, word: Word) -> None:
    """Read "Kharkiv region" as the division, not the town."""
    if word.lower == "co" and word.capital and word.dotted:
        _become(sighting, "county")
        sighting.end = word.end if sighting.division else sighting.end
        return
    kinds = _DIVISIONS.get(word.lower)
    if not kinds:
        return
    if word.lower == "township" and word.capital:
        sighting.places = ()
    proper = tuple(place for place in sighting.places if place.kind in kinds)
    if not proper and word.lower not in _AFTER_TOWNS:
        return
    sighting.places = proper or sighting.places
    sighting.division = word.lower
    sighting.end = word.end
    sighting.score += 2.5 if proper else 1.5


def _with_counties(text: str, line: Line, found: list[Sighting]) -> list[Sighting]:
    """In "Cooke, Love and Hall counties" each is a county, whatever else bears the name."""
    words = line.words
    counties: list[Sighting] = []
    for many, kind in _PLURALS.items():
        for j in (j for j, word in enumerate(words) if j and word.lower == many):
            counties.extend(_listed(text, words, j, kind))
    if not counties:
        return found
    kept = [s for s in found if not any(s.start < county.end and county.start < s.end for county in counties)]
    return sorted(kept + counties, key=lambda sighting: sighting.start)


def _listed(text: str, words: Sequence[Word], j: int, kind: str) -> Iterator[Sighting]:
    """The members of the list that ends before word j."""
    end = j
    while end > 0 and words[end - 1].capital:
        start = end - 1
        while start > 0 and words[start].joined and words[start - 1].capital and end - start < 3:
            start -= 1
        stretch = text[words[start].start : words[end - 1].end]
        places = bearers(f"{place_key(stretch)} {kind}")
        if not places:
            return
        yield Sighting(words[start].start, words[end - 1].end, place_key(stretch), places, score=2.5, division=kind)
        end = start
        while end > 0 and words[end - 1].lower in {"and", "or"}:
            end -= 1
        if end == 0 or not LIST.fullmatch(text, words[end - 1].end, words[start].start):
            return


def _become(sighting: Sighting, kind: str) -> None:
    counties = bearers(f"{sighting.key} {kind}")
    if counties:
        sighting.places, sighting.division = counties, kind
        sighting.score += 2.5


def _with_roads(text: str, line: Line, found: list[Sighting]) -> list[Sighting]:
    if not line.words:
        return found
    roads = [
        Sighting(match.start(), match.end(), match.group().lower(), score=1.5, facility=True)
        for match in _ROAD.finditer(text, line.words[0].start, line.words[-1].end)
    ]
    if not roads:
        return found
    kept = [s for s in found if not any(s.start < road.end and road.start < s.end for road in roads)]
    return sorted(kept + roads, key=lambda sighting: sighting.start)
