"""Which places bear a name: the compiled GeoNames gazetteer that ships with the package."""

import os
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rashomon.errors import ModelError
from rashomon.languages.placenames import place_key, sound_key

#: Where the build hook writes the file.
GAZETTEER = Path(str(files("rashomon.languages"))) / "gazetteer.sqlite"

#: No name is longer in words ("Saint Vincent and the Grenadines" has five).
LONGEST_NAME = 6

_BEARERS = """
SELECT id, name, kind, country, admin1, latitude, longitude, population, radius_km, capital
FROM alias JOIN place ON place.id = alias.place WHERE alias.key = ? ORDER BY alias.rank LIMIT 60
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `id` is its GeoNames number ("area:3" for an area that GeoNames does not number), `kind` one of country,
    region (first-level division), district (second-level division, county), area (a named part of the world)
    and city (a populated place), `country` its ISO 3166-1 alpha-2 code, `admin1` the GeoNames code of its
    first-level division, `capital` true for the seat of a country's government. Degrees, people,
    kilometres.
    """

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    radius_km: float
    capital: bool = False


def candidates(name: str) -> tuple[Place, ...]:
    """The places that bear a name, in any of its spellings, the best known first; none where nobody does.

    Raises ModelError where the gazetteer was not built.
    """
    return bearers(place_key(name))


def sounding(name: str) -> tuple[Place, ...]:
    """The towns in the Arabic world whose names have the consonants of this one, the best known first.

    Raises ModelError where the gazetteer was not built.
    """
    key = sound_key(name)
    return bearers(key) if key else ()


@lru_cache(maxsize=65_536)
def bearers(key: str) -> tuple[Place, ...]:
    """The same, for a key that `place_key` made."""
    try:
        rows = _database(os.getpid()).execute(_BEARERS, (key,)).fetchall()
    except sqlite3.DatabaseError as error:
        raise ModelError(f"the gazetteer {GAZETTEER} cannot be read; {_REBUILD}") from error
    return tuple(_place(*row) for row in rows)


def _place(number: int, *columns: Any) -> Place:
    return Place(str(number) if number > 0 else f"area:{-number}", *columns)


_REBUILD = "build it anew with `pip install --editable .`, or reinstall rashomon"


@cache
def _database(process: int) -> sqlite3.Connection:  # noqa: ARG001 - a connection must not cross a fork
    if not GAZETTEER.is_file():
        raise ModelError(f"the gazetteer {GAZETTEER} is missing; {_REBUILD}")
    # The file never changes, so threads may share the connection and no lock is taken.
    return sqlite3.connect(f"file:{quote(str(GAZETTEER))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
