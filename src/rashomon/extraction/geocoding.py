"""Which bearer of a name is meant: what the text says beside it, what else it speaks of, who is best known."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rashomon.extraction.sighting import Sighting
from rashomon.languages.gazetteer import Place

#: How much a shared first-level division, a shared country and a near neighbour count beside fame, which is the
#: decimal logarithm of the population.
_REGION, _COUNTRY, _NEAR = 1.6, 1.2, 1.5
_NEAR_KM = 80.0
_KIND_FAME = {"country": 8.0, "area": 7.0, "region": 6.2, "district": 4.5}


def choose(found: Sequence[Sighting], home: Iterable[str]) -> dict[int, Place]:
    """For each sighting (by its place in the list) the place meant; sightings without any bearer are left out.

    `home` are the countries that the document speaks of or comes from, by code, once for each sign of it.
    """
    regions, countries = _votes(found, home)
    chosen: dict[int, Place] = {}
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    for i, sighting in enumerate(found):
        if sighting.places and sighting.anchor is not None and not sighting.facility:
            place = _within(sighting, regions, countries)
            if place is not None:
                chosen[i] = place
                by_key[sighting.key][place.id] += 1
    settled = list({place.id: place for place in chosen.values()}.values())
    memory: dict[str, Place] = {}
    for i, sighting in enumerate(found):
        if i in chosen or not sighting.places:
            continue
        if sighting.key in by_key and sighting.division is None:
            wanted = by_key[sighting.key].most_common(1)[0][0]
            chosen[i] = next(place for place in sighting.places if place.id == wanted)
            continue
        name = f"{sighting.key}/{sighting.division}"
        if name not in memory:
            memory[name] = max(
                sighting.places, key=lambda place: (_rank(place, regions, countries, settled), place.id)
            )
        chosen[i] = memory[name]
    return chosen


def distance_km(left: Place, right: Place) -> float:
    """Kilometres between two places along a great circle of a sphere of 6,371 km."""
    first, second = math.radians(left.latitude), math.radians(right.latitude)
    step = math.radians(right.longitude - left.longitude)
    chord = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(step / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(chord)))


Region = tuple[str | None, str | None]


def _votes(found: Sequence[Sighting], home: Iterable[str]) -> tuple[Counter[Region], Counter[str | None]]:
    """How strongly the names of the text point to each first-level division and country."""
    regions: Counter[Region] = Counter()
    countries: Counter[str | None] = Counter()
    for code in home:
        countries[code] += 0.5
    seen: set[str] = set()
    for sighting in found:
        for places, key in _speakers(sighting):
            if key in seen or not places:
                continue
            seen.add(key)
            where = {
                (place.country, place.admin1) for place in places if place.kind not in {"country", "area"}
            }
            lands = {place.country for place in places}
            for region in where:
                regions[region] += 1 / len(where)
            for land in lands:
                countries[land] += 1 / len(lands)
            if places[0].kind in {"region", "country"} and len(places) < 4:
                top = places[0]
                regions[(top.country, top.admin1)] += 1.0
                countries[top.country] += 0.5
    return regions, countries


def _speakers(sighting: Sighting) -> Iterable[tuple[tuple[Place, ...], str]]:
    yield sighting.places, f"{sighting.key}/{sighting.division}"
    if sighting.facility and sighting.anchor is not None:
        yield sighting.anchor.places, sighting.anchor.key


def _rank(
    place: Place, regions: Counter[Region], countries: Counter[str | None], settled: Sequence[Place]
) -> float:
    fame = _KIND_FAME.get(place.kind) or math.log10(place.population + 30)
    region = math.log1p(regions[(place.country, place.admin1)]) if place.admin1 else 0.0
    near = any(distance_km(place, other) < _NEAR_KM for other in settled if other.kind != "country")
    return fame + _REGION * region + _COUNTRY * math.log1p(countries[place.country]) + _NEAR * near


def _within(sighting: Sighting, regions: Counter[Region], countries: Counter[str | None]) -> Place | None:
    """The bearer that lies in the place named right behind it."""
    anchor = sighting.anchor
    if anchor is None:
        return None
    inside = [
        place
        for place in sighting.places
        if any(
            (place.country, place.admin1) == (outer.country, outer.admin1)
            if outer.kind in {"region", "district"}
            else place.country == outer.country and outer.kind == "country"
            for outer in anchor.places
        )
        and place.kind != "country"
    ]
    return max(inside, key=lambda place: (_rank(place, regions, countries, ()), place.id), default=None)
