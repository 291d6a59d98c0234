"""The keys of a mention, by which an index finds what it may be compared with.

A key is a signed 64-bit number that depends on one mention alone, so that a store can keep keys and find
candidates by them. Two mentions that may be of one incident share one: a cell of the map in a window of time, or a
name.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from math import cos, floor, radians

from rashomon.linkage.names import hidden
from rashomon.linkage.overlap import is_wide
from rashomon.model.claim import EventFamily, Toponym
from rashomon.model.incident import Mention
from rashomon.model.index import Posting, Space

#: Degrees. A place lies in few cells, and two places that `compare` may call one or near in at least one in common.
CELL = 0.5

#: Kilometres beyond a place's own extent within which a cell is the place's too.
REACH_KM = 8.0
_DEGREE_KM = 111.2

#: Days in a window; a key is given for each window that the time, with a day on either side, reaches into.
EVENT_WINDOW, PUBLISHED_WINDOW = 4, 14

#: Days. A wider interval tells little, and would fill many blocks.
LONGEST = timedelta(days=8)

#: A mention that names more of the map than this is looked for where it names it first.
MOST_CELLS = 8

#: Days. What is told of one place in so many days is one setting.
SETTING = 14


@lru_cache(maxsize=200_000)
def key(text: str) -> int:
    """A text as a key."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def postings(mention: Mention) -> tuple[Posting, ...]:
    """All that an index keeps of a mention's keys."""
    document = key(f"document:{mention.document_id}")
    spaces = (
        (Space.BLOCK, document, block_keys(mention)),
        (Space.NAME, setting(mention), name_keys(mention)),
        (Space.PLACE, document, place_keys(mention)),
    )
    return tuple(Posting(space, mention.id, mention.published, group, keys) for space, group, keys in spaces if keys)


def setting(mention: Mention) -> int:
    """Where and when a mention's names stand: a name that one setting has is as good as one report's."""
    where = place_name(mention.place) if mention.place else ""
    return key(f"setting:{where}:{_fortnight(mention)}")


def name_keys(mention: Mention) -> tuple[int, ...]:
    """The keys of its names, the victims' and those of houses and blocks of streets among them."""
    said = mention.words | {street for street in mention.streets if " " in street}
    return tuple(sorted({name_key(name) for name in mention.victims | {hidden(word) for word in said}}))


def name_key(name: str) -> int:
    """The key of a name, as `names.hidden` hashes it."""
    return int(name, 16)


def place_keys(mention: Mention) -> tuple[int, ...]:
    """The keys of the places that it names, each in the fortnight of the mention."""
    names = mention.also_places | {place_name(place) for place in places(mention)}
    return tuple(sorted({place_key(name, mention) for name in names}))


def place_key(name: str, mention: Mention) -> int:
    """The key of a place (as `place_name` names it) in the fortnight of a mention."""
    return key(f"place:{name}:{_fortnight(mention)}")


def place_name(place: Toponym) -> str:
    """What a place is known by: its number in the gazetteer, else its name in lower case."""
    return place.gazetteer_id or place.name.casefold()


def places(mention: Mention) -> tuple[Toponym, ...]:
    """All places of a mention."""
    return mention.places or ((mention.place,) if mention.place else ())


def _fortnight(mention: Mention) -> int | None:
    clock = mention.published or mention.earliest
    return clock.toordinal() // SETTING if clock else None


def block_keys(mention: Mention) -> tuple[int, ...]:
    """Cells of the map in windows of time: of the event, and of publication."""
    family = "disaster" if mention.family is EventFamily.DISASTER else "other"
    cells = list(dict.fromkeys(cell for place in places(mention) for cell in _cells(place)))[:MOST_CELLS]
    told = [f"event:{window}" for window in _windows(mention.earliest, mention.latest)]
    if not cells:
        return tuple(key(f"anywhere:{family}:{window}") for window in told)
    if mention.published is not None:
        first = (mention.published.toordinal() - PUBLISHED_WINDOW // 2) // PUBLISHED_WINDOW
        told += [f"published:{window}" for window in (first, first + 1)]
    return tuple(key(f"{cell}:{family}:{window}") for cell in cells for window in told or ["undated"])


def _cells(place: Toponym) -> Iterator[str]:
    """The cells that a place reaches into; none for one too wide to tell anything, or of unknown whereabouts."""
    if is_wide(place) or place.latitude is None or place.longitude is None:
        return
    reach = (REACH_KM + (place.radius_km or 0.0)) / _DEGREE_KM
    for row in range(floor((place.latitude - reach) / CELL), floor((place.latitude + reach) / CELL) + 1):
        # Cells grow wider in degrees towards the poles, so that they stay about as wide in kilometres.
        stretch = 1 / max(0.1, cos(radians((row + 0.5) * CELL)))
        west, east = (floor((place.longitude + by * stretch) / (CELL * stretch)) for by in (-reach, reach))
        yield from (f"{row}/{column}" for column in range(west, east + 1))


def _windows(earliest: datetime | None, latest: datetime | None) -> range:
    if earliest is None or latest is None or latest - earliest > LONGEST:
        return range(0)
    first, last = _day(earliest) - 1, _day(latest) + 1
    return range(first // EVENT_WINDOW, last // EVENT_WINDOW + 1)


def _day(time: datetime) -> int:
    return date(time.year, time.month, time.day).toordinal()
