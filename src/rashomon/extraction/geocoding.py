"""Which bearer of a name is meant: what stands beside it, what else the text speaks of, who is best known."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rashomon.extraction.sighting import Sighting
from rashomon.languages.gazetteer import Place
from rashomon.languages.placenames import place_key

# What counts for a bearer, beside its fame (the decimal logarithm of its population): a division and a
# country that other names of the text point to, other names that lie near, the name being its chief one, its
# being a capital.
_REGION, _COUNTRY, _NEAR, _OWN_NAME, _CAPITAL = 1.6, 1.4, 1.5, 0.8, 1.4
# A country counts by its share of all that points to any, too; `_DOUBT` keeps one sign from being all of it.
_SHARE, _DOUBT = 2.0, 2.0
#: An adjective, a word of daily life or the publisher's address counts as half a name.
_SIGN = 0.5
_FAME = {"country": 8.5, "area": 9.5}
#: The people that a town has which gives its name to a region, and is meant by the bare name.
_SEAT = 20_000
#: Bearers of one name that are looked at; the gazetteer has them best known first.
_BEARERS = 30
#: Degrees of a cell of the grid on which names lie near one another.
_CELL = 1.0

Region = tuple[str | None, str | None]
Cell = tuple[int, int]


def choose(found: Sequence[Sighting], home: Iterable[str]) -> dict[int, Place]:
    """For each sighting (by its place in the list) the place meant; those without any bearer are left out.

    `home` are the countries that the document speaks of or comes from, by code, once for each sign of it. A
    name means one place in all of a document, unless the text says otherwise beside it ("Paris, Texas").
    """
    scene = _Scene(found, home)
    chosen: dict[int, Place] = {}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for i, sighting in enumerate(found):
        place = scene.within(sighting)
        if place is not None:
            chosen[i] = place
            said[sighting.key][place.id] += 1
    meant: dict[str, Place] = {}
    for i, sighting in enumerate(found):
        if i in chosen or not sighting.places:
            continue
        name = f"{sighting.key}/{sighting.division}"
        if name not in meant:
            meant[name] = _said(sighting, said[sighting.key]) or scene.best(sighting)
        chosen[i] = meant[name]
    return chosen


def _said(sighting: Sighting, said: Counter[str]) -> Place | None:
    """The bearer that the text itself told elsewhere, most often."""
    return max(
        (place for place in sighting.places if said[place.id]),
        key=lambda place: (said[place.id], place.population, place.id),
        default=None,
    )


class _Scene:
    """What the names of a document together point to."""

    def __init__(self, found: Sequence[Sighting], home: Iterable[str]) -> None:
        self.regions: dict[Region, float] = defaultdict(float)
        self.countries: dict[str | None, float] = defaultdict(float)
        self.cells: dict[Cell, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for code in home:
            self.countries[code] += _SIGN
        names: dict[str, tuple[Place, ...]] = {}
        for sighting in found:
            if sighting.places:
                names.setdefault(sighting.key, sighting.places)
            if sighting.facility and sighting.anchor is not None and sighting.anchor.places:
                names.setdefault(sighting.anchor.key, sighting.anchor.places)
        for key, places in names.items():
            self._hear(key, places[:_BEARERS])
        self.voices = sum(self.countries.values())

    def _hear(self, key: str, places: tuple[Place, ...]) -> None:
        """Count one name: it points to each place that bears it, the less the more there are."""
        local = [place for place in places if place.kind not in {"country", "area"}]
        for region in {(place.country, place.admin1) for place in local}:
            self.regions[region] += 1 / len(local)
        lands = {place.country for place in places}
        for land in lands:
            self.countries[land] += 1 / len(lands)
        best = places[0]
        if best.kind in {"region", "country"} and len(places) < 4:
            self.regions[(best.country, best.admin1)] += 1.0
            self.countries[best.country] += 0.5
        if best.kind == "country":
            return
        # Where several names meet, even common ones, tells more than how common each is.
        voice = 1 / math.sqrt(len(local)) if local else 0.0
        for place in local:
            row, column = _cell(place)
            for cell in ((r, c) for r in (row - 1, row, row + 1) for c in (column - 1, column, column + 1)):
                self.cells[cell][key] = voice

    def best(self, sighting: Sighting) -> Place:
        """The bearer for which most speaks."""
        return max(sighting.places[:_BEARERS], key=lambda place: (self._rank(place, sighting), place.id))

    def within(self, sighting: Sighting) -> Place | None:
        """The bearer that lies in the place named right behind it, as in "Paris, Texas"."""
        if sighting.facility or sighting.anchor is None:
            return None
        inside = [place for place in sighting.places if _lies_in(place, sighting.anchor.places)]
        return max(inside, key=lambda place: (self._rank(place, sighting), place.id), default=None)

    def _rank(self, place: Place, sighting: Sighting) -> float:
        key = sighting.key
        fame = _FAME.get(place.kind) or math.log10(place.population + 30)
        if place.kind in {"district", "region"} and sighting.division is None:
            fame -= _less(place, sighting)
        votes = self.countries.get(place.country, 0.0)
        rank = fame + _COUNTRY * math.log1p(votes) + _SHARE * votes / (self.voices + _DOUBT)
        if place.admin1:
            rank += _REGION * math.log1p(self.regions.get((place.country, place.admin1), 0.0))
        if place.kind not in {"country", "area"}:
            around = self.cells.get(_cell(place))
            rank += _NEAR * math.log1p(sum(around.values()) - around[key]) if around else 0.0
        own = place_key(place.name) == key
        if place.capital and (own or not any(place_key(other.name) == key for other in sighting.places)):
            rank += _CAPITAL
        return rank + (_OWN_NAME if own else 0.0)


def _less(place: Place, sighting: Sighting) -> float:
    """How much less likely a bare name means a division than the town it is called after."""
    if place.kind == "district":
        return 2.0
    town = any(
        other.kind == "city"
        and (other.country, other.admin1) == (place.country, place.admin1)
        and other.population > _SEAT
        and (place.country != "US" or place_key(other.name) == sighting.key)
        for other in sighting.places[:_BEARERS]
    )
    return 1.8 if town else 0.0


def distance_km(left: Place, right: Place) -> float:
    """Kilometres between two places along a great circle of a sphere of 6,371 km."""
    first, second = math.radians(left.latitude), math.radians(right.latitude)
    step = math.radians(right.longitude - left.longitude)
    chord = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(step / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(chord)))


def _cell(place: Place) -> Cell:
    # A degree of longitude shrinks towards the poles; a cell is about 110 km wide at any latitude.
    shrink = max(0.2, math.cos(math.radians(place.latitude)))
    return int(place.latitude // _CELL), int(place.longitude * shrink // _CELL)


def _lies_in(place: Place, outer: Sequence[Place]) -> bool:
    if place.kind in {"country", "area"}:
        return False
    return any(
        place.id != around.id
        and place.country == around.country
        and (around.kind == "country" or place.admin1 == around.admin1)
        for around in outer
        if around.kind in {"country", "region", "district"}
    )
