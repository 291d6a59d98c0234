"""Where a text seems to name a place: gazetteer names and named grounds and buildings, with what speaks for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extraction.naming import Line, Word, runs
from rashomon.languages.gazetteer import LONGEST_NAME, Place, bearers
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon
from rashomon.languages.placenames import place_key

_FUNCTION = lexicon("en", "places", "function")
_CONNECTORS = lexicon("en", "places", "connectors")
_PREPOSITIONS = lexicon("en", "places", "prepositions")
_BESIDE = lexicon("en", "places", "beside")
_OF_KINDS = lexicon("en", "places", "of_kinds")
_TITLES = lexicon("en", "places", "titles")
_VENTURES = lexicon("en", "places", "ventures")
_FACILITIES = lexicon("en", "places", "facilities")
_SETTINGS = lexicon("en", "places", "settings")
_INSTITUTIONS = lexicon("en", "places", "institutions")
_AMBIGUOUS = lexicon("en", "places", "ambiguous")
_DIRECTIONS = lexicon("en", "places", "directions")
_SPEECH = lexicon("en", "places", "speech")
_GIVEN = lexicon("en", "names", "given")
_FAMILY = lexicon("en", "names", "family")
_DIVISIONS: dict[str, list[str]] = table("en", "places")["divisions"]
_STATES: dict[str, str] = table("en", "places")["states"]
_POSTAL: dict[str, str] = table("en", "places")["postal"]
_DEMONYMS: dict[str, str] = table("en", "places")["demonyms"]

_COMMA = re.compile(r",\s{1,2}|\s\(")
_DATELINE = re.compile(r"(?:,[^.\n]{0,40})?\s*(?:\([^()\n]{2,30}\))?\s*(?:[–—]|-{1,2}\s)")
_AGE = re.compile(r",\s\d{1,3}(?:,|\s(?:and|of)\b)")
_ROAD = re.compile(
    r"\b(?:(?:Interstate|Highway|Route|County Road|State Road|State Route|State Highway|Hwy\.?|US|U\.S\.)"
    r"(?: Highway| Route)? ?|I-)\d{1,4}[A-Z]?\b"
)


@dataclass(slots=True, eq=False)
class Sighting:
    """A stretch of text that may name a place.

    `places` are the gazetteer's bearers of the name. `score` sums what speaks for and against it. `facility` marks
    named grounds, buildings, waters and roads, whose name the gazetteer need not know; `anchor` is the sighting
    that says where this one lies ("Paris" of "Paris, Texas": Texas). `beside` marks "near X".
    """

    start: int
    end: int
    key: str
    line: int
    places: tuple[Place, ...] = ()
    score: float = 0.0
    facility: bool = False
    beside: bool = False
    division: str | None = None
    anchor: "Sighting | None" = None


def sightings(text: str, line: Line) -> list[Sighting]:
    """The sightings of one sentence, in the order of the text; none overlaps another."""
    people = {i for first, last in line.people for i in range(first, last)}
    found: list[Sighting] = []
    scan = _scan_flat if line.flat else _scan_runs
    for sighting in scan(text, line, people):
        if not found or sighting.start >= found[-1].end:
            found.append(sighting)
    found = _with_roads(text, line, found)
    _anchor(text, found)
    return found


def countries_meant(lines: Sequence[Line]) -> Iterator[str]:
    """The countries whose adjectives and peoples the text names, once for each mention."""
    for line in lines:
        for word in line.words:
            if word.capital and word.lower in _DEMONYMS:
                yield _DEMONYMS[word.lower]


def _scan_runs(text: str, line: Line, people: set[int]) -> Iterator[Sighting]:
    words = line.words
    for first, last in runs(line):
        i = first
        while i < last:
            found = _at(text, line, i, first, last, people)
            if found is None:
                i += 1
                continue
            sighting, i = found
            if sighting is not None:
                yield sighting
    del words


def _scan_flat(text: str, line: Line, people: set[int]) -> Iterator[Sighting]:
    """Where capitals tell nothing, a name needs more to speak for it."""
    i, words = 0, line.words
    while i < len(words):
        if i in people or not words[i].capital:
            i += 1
            continue
        size, places = _longest(words, i, people)
        if not places:
            i += 1
            continue
        sighting = _sighting(text, line, i, size, places, i, i + size)
        sighting.score -= 0.0 if size > 1 else 0.5
        yield sighting
        i += size


def _at(
    text: str, line: Line, i: int, first: int, last: int, people: set[int]
) -> tuple[Sighting | None, int] | None:
    """What begins at word i of the run [first, last): a sighting and where it ends, or a stretch to be left out."""
    words = line.words
    size, places = _longest(words, i, people)
    if i in people and size < 2:
        return None
    if words[i].lower in _FUNCTION and size < 2:
        return None
    facility = _facility(words, i, max(last, i + size), size if places else 0)
    if facility > size:
        return _named_ground(text, line, i, facility, places, size), i + facility
    if not places:
        return None
    if size == 1 and words[i].lower in _DEMONYMS:
        return None
    sighting = _sighting(text, line, i, size, places, first, last)
    return sighting, i + size


def _longest(words: Sequence[Word], i: int, people: set[int]) -> tuple[int, tuple[Place, ...]]:
    """How many words from i on make the longest name of the gazetteer, and who bears it."""
    ends = [i + 1] if words[i].lower not in _FUNCTION else []
    j = i + 1
    while j < len(words) and j - i < LONGEST_NAME and words[j].joined:
        if words[j].capital and j not in people:
            ends.append(j + 1)
        elif words[j].lower not in _CONNECTORS:
            break
        j += 1
    for end in reversed(ends):
        name = " ".join(word.text for word in words[i:end])
        if end - i == 1:
            places = _single(words[i])
        elif any(word.possessive for word in words[i : end - 1]):
            name = " ".join(word.text + ("s" if word.possessive else "") for word in words[i:end])
            places = bearers(place_key(name))
        else:
            places = bearers(place_key(name))
        if places:
            return end - i, places
    return 0, ()


def _single(word: Word) -> tuple[Place, ...]:
    if word.initials or word.lower in _STATES:
        state = _STATES.get(word.lower.replace(" ", "").rstrip("."))
        if state:
            return bearers(place_key(state))
    key = place_key(word.text)
    if len(key) < 3 and not (word.initials or word.text.isupper()):
        return ()
    return bearers(key)


def _facility(words: Sequence[Word], i: int, last: int, size: int) -> int:
    """How many words from i on name a building or ground ("Keskin Mezar monument"); 0 where none does."""
    end = 0
    j = i + 1
    stop = last
    while j < len(words) and (j < stop or (words[j].lower in _SETTINGS and words[j].joined)):
        if words[j - 1].possessive and j >= last:
            break
        if words[j].lower in _TITLES and words[j].lower not in _INSTITUTIONS:
            break
        if words[j].lower in _FACILITIES and words[j].joined:
            end = j + 1
        j += 1
    if end <= i + size and size:
        return 0
    own = [w for w in words[i:end] if w.lower not in _FACILITIES and w.lower not in _INSTITUTIONS]
    own = [
        w for w in own if w.lower not in _FUNCTION and w.lower not in _DIRECTIONS and w.lower not in _DEMONYMS
    ]
    own = [w for w in own if w.lower not in _SETTINGS]
    return end - i if own else 0


def _named_ground(
    text: str, line: Line, i: int, size: int, places: tuple[Place, ...], known: int
) -> Sighting:
    words = line.words
    start, end = words[i].start, words[i + size - 1].end
    sighting = Sighting(start, end, place_key(text[start:end]), line.index, facility=True, score=1.5)
    if places and known:
        inner = Sighting(
            start, words[i + known - 1].end, place_key(text[start : words[i + known - 1].end]), line.index
        )
        inner.places, inner.score = places, 1.0
        sighting.anchor = inner
    sighting.beside = i > 0 and words[i - 1].lower in _BESIDE
    return sighting


def _sighting(
    text: str, line: Line, i: int, size: int, places: tuple[Place, ...], first: int, last: int
) -> Sighting:
    words = line.words
    start, end = words[i].start, words[i + size - 1].end
    key = place_key(text[start:end])
    sighting = Sighting(start, end, key, line.index, places)
    sighting.score = _score(text, line, i, size, places, first, last)
    following = words[i + size] if i + size < len(words) else None
    if following is not None and following.joined and not words[i + size - 1].possessive:
        kinds = _DIVISIONS.get(following.lower)
        if kinds and any(place.kind in kinds for place in places):
            sighting.places = tuple(place for place in places if place.kind in kinds)
            sighting.division = following.lower
            sighting.end = following.end
            sighting.score += 2.5
        elif kinds and following.lower in {"district", "region", "province", "oblast"}:
            sighting.division = following.lower
            sighting.end = following.end
            sighting.score += 1.5
    before = words[i - 1].lower if i else ""
    sighting.beside = before in _BESIDE
    return sighting


def _score(
    text: str, line: Line, i: int, size: int, places: tuple[Place, ...], first: int, last: int
) -> float:
    """The sum of what speaks for a name being a place here; 1 and more is enough."""
    words = line.words
    word = words[i]
    score = _standing(places)
    if size > 1:
        score += 1.0
    elif score < 2.5:
        score += _doubt(word, i, line)
    score += _before(words, i, first)
    score += _after(text, words, i + size, last, score)
    return score


def _standing(places: tuple[Place, ...]) -> float:
    """How well known the best known bearer of the name is."""
    best = places[0]
    if best.kind == "country":
        return 2.5
    if best.kind in {"area", "region"}:
        return 2.0 if best.country in {"US", "CA", "GB", None} or best.kind == "area" else 1.0
    if best.kind == "district":
        return 1.5
    if best.population >= 1_000_000:
        return 1.5
    if best.population >= 100_000:
        return 1.0
    return 0.5 if best.population >= 10_000 else 0.0


def _doubt(word: Word, i: int, line: Line) -> float:
    """What speaks against a single word: it is an English word, or a name of people."""
    doubt = 0.0
    if word.lower in _AMBIGUOUS or word.lower in _TITLES or word.lower in _INSTITUTIONS:
        doubt -= 2.5 if i == 0 or line.flat else 1.5
    elif i == 0 and not line.flat:
        doubt -= 0.25
    if word.lower in _GIVEN:
        doubt -= 1.0
    if word.lower in _FAMILY:
        doubt -= 1.0
    return doubt


def _before(words: Sequence[Word], i: int, first: int) -> float:
    if i == 0:
        return 0.0
    before = words[i - 1]
    if i > first and before.joined is not None and words[i].joined:
        if before.lower in _DIRECTIONS or before.lower in _DEMONYMS or before.lower in _PREPOSITIONS:
            return 0.75
        return -2.0 if before.lower not in _TITLES else -3.0
    if not words[i].joined:
        return 0.0
    if before.lower == "of":
        return 2.0 if i > 1 and words[i - 2].lower in _OF_KINDS else 0.75
    if before.lower in _PREPOSITIONS:
        return 1.75
    if before.lower in _SPEECH:
        return -1.0
    if before.lower == "the" and i > 1 and words[i - 2].lower in _PREPOSITIONS:
        return 0.0
    return 0.0


def _after(text: str, words: Sequence[Word], j: int, last: int, so_far: float) -> float:
    end = words[j - 1].end
    score = 0.0
    if _AGE.match(text, end):
        score -= 3.0
    if j < len(words):
        after = words[j]
        if after.joined and after.capital and j < last and not words[j - 1].possessive:
            if after.lower in _VENTURES:
                return score - 4.0
            if after.lower in _INSTITUTIONS or after.lower in _TITLES:
                score += 0.75
            elif after.lower in _FACILITIES:
                score -= 0.5
            else:
                score -= 1.25
        elif after.joined and after.lower in _SPEECH and so_far < 2.5:
            score -= 1.0
        elif _COMMA.fullmatch(text, end, after.start):
            score += 2.5 if _is_container(words, j) else 0.0
    if words[0].end >= end - 40 and text[words[0].start : end].isupper() and _DATELINE.match(text, end):
        score += 3.0
    return score


def _is_container(words: Sequence[Word], j: int) -> bool:
    """Whether word j begins the name of a state, region or country, as behind "City,"."""
    word = words[j]
    if not word.capital:
        return False
    if word.text in _POSTAL or word.lower in _STATES or word.lower.rstrip(".").replace(" ", "") in _STATES:
        return True
    _, places = _longest(words, j, set())
    return bool(places) and places[0].kind != "city"


def _with_roads(text: str, line: Line, found: list[Sighting]) -> list[Sighting]:
    if not line.words:
        return found
    roads = [
        Sighting(match.start(), match.end(), match.group().lower(), line.index, score=1.5, facility=True)
        for match in _ROAD.finditer(text, line.words[0].start, line.words[-1].end)
    ]
    if not roads:
        return found
    kept = [s for s in found if not any(s.start < r.end and r.start < s.end for r in roads)]
    return sorted(kept + roads, key=lambda sighting: sighting.start)


def _anchor(text: str, found: Sequence[Sighting]) -> None:
    """Tie "Paris" to "Texas" in "Paris, Texas", and a building to the place named right behind it."""
    for left, right in zip(found, found[1:], strict=False):
        between = text[left.end : right.start]
        if _COMMA.fullmatch(between) and (left.facility or _contains(left, right)):
            left.anchor = right
            right.score += 1.5
        elif left.facility and left.anchor is None and between in {" in ", " near ", " at ", " outside "}:
            left.anchor = right


def _contains(left: Sighting, right: Sighting) -> bool:
    if right.facility:
        return False
    within = {(place.country, place.admin1) for place in right.places if place.kind in {"region", "district"}}
    countries = {place.country for place in right.places if place.kind == "country"}
    return any(
        place.kind in {"city", "district", "region"}
        and place.id not in {p.id for p in right.places}
        and ((place.country, place.admin1) in within or place.country in countries)
        for place in left.places
    )
