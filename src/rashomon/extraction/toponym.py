"""Place names to places: what a text names, by gazetteer and context, and which of the namesakes it means."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rashomon.extraction.geocoding import choose, distance_km
from rashomon.extraction.nameuses import name_uses
from rashomon.extraction.naming import Line, lines
from rashomon.extraction.neighbours import is_quarter, relate
from rashomon.extraction.sighting import Sighting, demonyms, sightings
from rashomon.languages.gazetteer import Place
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon
from rashomon.languages.placenames import place_key
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.text import Document, Sentence, Span

#: The word before a name, and where it is looked for, in characters.
_BEFORE, _BEFORE_REACH = re.compile(r"(\w+)\s+$"), 24
_ENDINGS: dict[str, str] = table("en", "places")["endings"]
_GROUNDS = lexicon("en", "places", "grounds")
#: Words that tell what a building is, not what it is called.
_PLAIN = (
    lexicon("en", "places", "facilities")
    | lexicon("en", "places", "institutions")
    | lexicon("en", "places", "settings")
    | lexicon("en", "places", "directions")
    | _GROUNDS
)
_ROADS = lexicon("en", "places", "roads")
_AMERICAN = lexicon("en", "places", "american")
_BRITISH = lexicon("en", "places", "british")

_PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
    "area": PlacePrecision.REGION,
    "district": PlacePrecision.DISTRICT,
    "city": PlacePrecision.PLACE,
}
#: Divisions that may be named after their chief town, and then reach beyond it.
_AROUND = frozenset(table("en", "places")["divisions"])
#: A building or a camp lies somewhere in the town named beside it, or a little way off.
_BESIDE_KM = 10.0
#: A place in another country than the one it is said to be in, and so far away, is a namesake.
_FAR_KM = 100.0
#: A region so small that its middle tells where something in it is.
_LOCAL_KM = 40.0
#: So many names in one country make it the setting of a text, in which other countries need some evidence.
_SETTING, _SURE = 2, 2.0
#: A town of fewer people, alone in its part of a country, is no match for the part that the text is set in.
_SMALL = 100_000
#: How many signs of a country the publisher's address is worth.
_AT_HOME = 10
#: A town of fewer people does not lend its name to a hospital or a college without being named itself.
_NAMESAKE = 10_000


def toponyms(document: Document, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """The places that a document names, in the order of the text.

    Adjectives ("Ukrainian"), people and newspapers named for a place are left out. A building, camp or road
    that the gazetteer does not know keeps its own name, and has the coordinates of the place named beside it
    (precision `near`) or none. Raises ModelError where the gazetteer is missing.
    """
    read = list(lines(document.text, sentences))
    found = []
    for line in read:
        seen = sightings(document.text, line)
        relate(document.text, seen)
        found.extend(seen)
    kept = _accepted(document.text, found, read, _host(document))
    _settle(kept)
    every = [*kept, *_towns_within(kept)]
    signs = [*demonyms(read), *_home(document)]
    chosen = choose(every, [*signs, *_dialect(read)])
    lying = {id(every[i]): place for i, place in chosen.items()}
    for sighting in kept:
        _set_apart(sighting, lying)
    meant = set(signs)
    _unsettle(every[len(kept) :], kept, lying, meant)
    strays = _strays(kept, lying, meant)
    _unmoor(kept, lying)
    misheard = _misheard(kept, lying, signs)
    kept = [sighting for sighting in kept if sighting.key not in strays and id(sighting) not in misheard]
    return tuple(_toponym(document.text, sighting, lying) for sighting in kept)


def _accepted(text: str, found: Sequence[Sighting], read: Sequence[Line], host: str) -> list[Sighting]:
    """Those for which enough speaks, here or where else the text has the same name."""
    uses = name_uses(text, read)
    best: dict[str, float] = defaultdict(float)
    for sighting in found:
        before = _BEFORE.search(text, max(0, sighting.start - _BEFORE_REACH), sighting.start)
        sighting.score += uses.against(sighting.key, sighting.places, before.group(1).lower() if before else "")
        # A town that the publisher's address names ("derbytimes.com") is one that its reports are about.
        if len(sighting.key) > 4 and sighting.key.replace(" ", "") in host:
            sighting.score += 1.0
        best[_bearer(sighting)] = max(best[_bearer(sighting)], sighting.score)
    return [sighting for sighting in found if sighting.score >= _least(best[_bearer(sighting)])]


def _least(elsewhere: float) -> float:
    """The least that must speak for a name, the less the surer it is elsewhere in the text."""
    if elsewhere >= 3.5:
        return -1.5
    return -0.5 if elsewhere >= 2.0 else 1.0


def _bearer(sighting: Sighting) -> str:
    """What the sightings of one place under several spellings share: the best known bearer."""
    return sighting.places[0].id if sighting.places else sighting.key


def _settle(kept: Sequence[Sighting]) -> None:
    """Take a name for the quarter that the text has under it: "Miami's Orlat neighborhood", then "in Orlat"."""
    quarters = {one.key.rpartition(" ")[0]: one.anchor for one in kept if is_quarter(one) and one.anchor}
    for sighting in kept:
        town = quarters.get(sighting.key)
        if town is not None and town.key != sighting.key and not sighting.facility:
            sighting.facility, sighting.anchor = True, town


def _towns_within(kept: Sequence[Sighting]) -> list[Sighting]:
    """The towns in the names of buildings.

    "Derby General Hospital" lies in Derby; Derby Road need not, and "Derby Ram inn" is not of the town.
    """
    named = {sighting.key for sighting in kept if not sighting.facility}
    found = []
    for sighting in kept:
        town = sighting.anchor
        if not sighting.facility or town is None or town.start != sighting.start:
            continue
        rest = sighting.key[len(town.key) :].split()
        plain = rest[-1] not in _ROADS and all(word in _PLAIN for word in rest)
        known = any(p.population >= _NAMESAKE and place_key(p.name) == town.key for p in town.places)
        if town.key in named or (plain and (known or rest[-1] in _GROUNDS)):
            found.append(town)
    return found


def _host(document: Document) -> str:
    """The publisher's address, or its name where there is none that can be read."""
    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:  # brackets that hold no address
        host = None
    return (host or document.publisher).lower()


def _home(document: Document) -> Iterator[str]:
    """The country of the publisher, as far as its address tells."""
    code = _ENDINGS.get(_host(document).rpartition(".")[2])
    if code:
        yield from (code,) * _AT_HOME


def _dialect(read: Sequence[Line]) -> Iterator[str]:
    """The countries whose daily life the text tells of: sheriffs and townships, boroughs and MPs."""
    for line in read:
        for word in line.words:
            if word.lower in _AMERICAN:
                yield "US"
            elif word.lower in _BRITISH:
                yield "GB"


def _unsettle(towns: Sequence[Sighting], kept: Sequence[Sighting], lying: dict[int, Place], meant: set[str]) -> None:
    """Forget the towns in names of buildings and quarters that the text does not speak of.

    They lie in a country that it names nothing else of or, of a quarter, far from all that it names.
    """
    named = [lying[id(sighting)] for sighting in kept if id(sighting) in lying]
    lands, settled = {place.country for place in named} | meant, [place for place in named if place.kind == "city"]
    quarters = {id(one.anchor) for one in kept if one.anchor and is_quarter(one)}
    for town in towns:
        place = lying.get(id(town))
        if place is None or not lands:
            continue
        far = id(town) in quarters and all(distance_km(place, other) > _FAR_KM for other in settled)
        if place.country not in lands or (far and settled):
            del lying[id(town)]


def _strays(kept: Sequence[Sighting], lying: dict[int, Place], meant: set[str]) -> frozenset[str]:
    """Names for which little speaks, of places where nothing else in the text points to.

    In a text about one country they are people or things that some far town is called like; in one about a part of a
    country they are streets and quarters that some far small town is called like.
    """
    best: dict[str, float] = defaultdict(float)
    places: dict[str, Place] = {}
    for sighting in kept:
        place = lying.get(id(sighting))
        if place is not None and not sighting.facility:
            best[sighting.key] = max(best[sighting.key], sighting.score)
            places[sighting.key] = place
    lands = Counter(place.country for place in places.values())
    if not lands or max(lands.values()) < _SETTING:
        return frozenset()
    parts = Counter(_part(place) for place in places.values() if place.kind in {"city", "district"} and place.admin1)
    set_in = {part for part, names in parts.items() if names >= _SETTING}
    return frozenset(
        key
        for key, place in places.items()
        if best[key] < _SURE
        and (
            (lands[place.country] == 1 and place.country not in meant)
            or (set_in and place.kind == "city" and place.population < _SMALL and parts[_part(place)] == 1)
        )
    )


def _misheard(kept: Sequence[Sighting], lying: dict[int, Place], signs: Sequence[str]) -> set[int]:
    """The names (by id) that only sound like a town's, of another country than the one that the text speaks of most.

    `signs` are the countries that the text speaks of in other ways.
    """
    lands = Counter([lying[id(one)].country for one in kept if id(one) in lying and not one.sounded] or signs)
    most = max(lands.values(), default=0)
    spoken = {land for land, names in lands.items() if names == most}
    return {id(one) for one in kept if one.sounded and not (id(one) in lying and lying[id(one)].country in spoken)}


def _unmoor(kept: Sequence[Sighting], lying: dict[int, Place]) -> None:
    """Forget where small towns lie that are far from all that a text set in one part of a country speaks of.

    A quarter of a city is called like some far town more often than a local report speaks of that town.
    """
    towns = {s.key: lying[id(s)] for s in kept if id(s) in lying and lying[id(s)].kind in {"city", "district"}}
    parts = Counter(_part(place) for place in towns.values())
    told = {s.key for s in kept if s.anchor is not None}
    for sighting in kept:
        place = lying.get(id(sighting))
        if (
            place is not None
            and place.kind == "city"
            and place.population < _SMALL
            and sighting.key not in told
            and parts[_part(place)] == 1
            and max(parts.values()) >= _SETTING
            and not any(0 < distance_km(place, other) < _FAR_KM for other in towns.values())
        ):
            del lying[id(sighting)]


def _part(place: Place) -> tuple[str | None, str | None]:
    return place.country, place.admin1


def _set_apart(sighting: Sighting, lying: dict[int, Place]) -> None:
    """A namesake far from where the text puts it ("Ma'an in Khan Younis") is no record of the place."""
    here, there = lying.get(id(sighting)), lying.get(id(sighting.near)) if sighting.near else None
    if here is None or there is None or here.kind != "city" or there.kind != "city":
        return
    if sighting.listed and place_key(here.name) == sighting.key:
        return
    if here.country != there.country and distance_km(here, there) > _FAR_KM:
        del lying[id(sighting)]
        sighting.anchor = sighting.near


def _toponym(text: str, sighting: Sighting, lying: dict[int, Place]) -> Toponym:
    span = Span.of(text, sighting.start, sighting.end)
    place = None if sighting.facility else lying.get(id(sighting))
    if place is None:
        return _unlisted(span, sighting, lying)
    precision = PlacePrecision.NEAR if sighting.beside and place.kind == "city" else _PRECISION[place.kind]
    if sighting.division in _AROUND and place.kind == "city":
        precision = PlacePrecision.DISTRICT
    return Toponym(
        span=span,
        raw=span.text,
        name=place.name,
        gazetteer_id=place.id,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km + (_BESIDE_KM if precision is PlacePrecision.NEAR else 0.0),
        precision=precision,
    )


def _unlisted(span: Span, sighting: Sighting, lying: dict[int, Place]) -> Toponym:
    """A place that the gazetteer does not know: its own name, where its neighbour lies."""
    place = _neighbour(sighting, lying)
    if place is None:
        return Toponym(span=span, raw=span.text, name=span.text, precision=PlacePrecision.NEAR)
    local = place.kind in {"city", "district"} or place.radius_km < _LOCAL_KM
    return Toponym(
        span=span,
        raw=span.text,
        name=span.text,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude if local else None,
        longitude=place.longitude if local else None,
        radius_km=place.radius_km + _BESIDE_KM if local else None,
        precision=PlacePrecision.NEAR,
    )


def _neighbour(sighting: Sighting, lying: dict[int, Place]) -> Place | None:
    """The town in its own name, or the place named beside it, or beside that one.

    A town in the name that lies in another country than the place beside it is a namesake.
    """
    chain: list[Sighting] = []
    anchor = sighting.anchor
    while anchor is not None and len(chain) < 4:
        chain.append(anchor)
        anchor = anchor.anchor
    places = [lying[id(anchor)] for anchor in chain if id(anchor) in lying]
    if len(places) > 1 and places[0].country != places[1].country:
        return places[1]
    return places[0] if places else None
