"""Which pairs of mentions are worth comparing: those that share a blocking key.

A key is a string that depends on one mention alone, so that a store can keep keys and find candidates by
them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from math import cos, floor, radians

from rashomon.linkage.names import hidden
from rashomon.linkage.overlap import is_wide
from rashomon.model.incident import Mention

#: Degrees. Two towns that `compare` may call near lie in one cell or in cells that touch.
CELL = 0.5

#: Days in a window; a key is given for each window that the time, with a day on either side, reaches into.
EVENT_WINDOW, PUBLISHED_WINDOW = 4, 14

#: Days. A wider interval tells little, and would fill many blocks.
LONGEST = 40

#: Below this many mentions all pairs are compared, which costs nothing and misses nothing.
HANDFUL = 48

#: One name that so few mentions have proposes a pair by itself; of commoner ones it takes two.
RARE = 12

#: A name that more mentions share than this proposes no candidates: it names a city or an office, not an
#: incident.
LARGEST_NAME_BLOCK = 60


def keys(mention: Mention) -> tuple[str, ...]:
    """The blocking keys of a mention: place cell × time window, place cell × publication, each name."""
    names = sorted(mention.victims | {hidden(word) for word in mention.words})
    return (*dict.fromkeys(_place_keys(mention)), *(f"name:{name}" for name in names))


def _place_keys(mention: Mention) -> Iterator[str]:
    cells = list(_cells(mention))
    family = "disaster" if mention.family == "disaster" else "other"
    windows = list(_windows(mention.earliest, mention.latest))
    for cell in cells:
        yield from (f"event:{family}:{cell}:{window}" for window in windows)
        if mention.published is not None:
            day = mention.published.date().toordinal()
            first = (day - PUBLISHED_WINDOW // 2) // PUBLISHED_WINDOW
            yield from (f"published:{family}:{cell}:{window}" for window in (first, first + 1))
    if not cells:
        yield from (f"event:{family}:anywhere:{window}" for window in windows)


def _cells(mention: Mention) -> Iterator[str]:
    """The cell of the place and those that touch it; none for a place too wide to tell anything."""
    place = mention.place
    if place is None or is_wide(place) or place.latitude is None or place.longitude is None:
        return
    row = floor(place.latitude / CELL)
    for i in (row - 1, row, row + 1):
        # Cells grow wider in degrees towards the poles, so that they stay about as wide in kilometres.
        width = CELL / max(0.1, cos(radians((i + 0.5) * CELL)))
        column = floor(place.longitude / width)
        yield from (f"{i}/{j}" for j in (column - 1, column, column + 1))


def _windows(earliest: datetime | None, latest: datetime | None) -> Iterator[int]:
    if earliest is None or latest is None or latest - earliest > timedelta(days=LONGEST):
        return
    first, last = _day(earliest) - 1, _day(latest) + 1
    yield from range(first // EVENT_WINDOW, last // EVENT_WINDOW + 1)


def _day(time: datetime) -> int:
    return date(time.year, time.month, time.day).toordinal()


def candidates(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The pairs to compare, by place in the list, the smaller first; never two of one document."""
    few = len(mentions) <= HANDFUL
    pairs = set(combinations(range(len(mentions)), 2)) if few else _proposed(mentions)
    return sorted((i, j) for i, j in pairs if mentions[i].document_id != mentions[j].document_id)


def _proposed(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Pairs that share a place and a time, a name that hardly another has, or two names."""
    places: dict[str, list[int]] = {}
    names: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        for key in keys(mention):
            (names if key.startswith("name:") else places).setdefault(key, []).append(i)
    shared = Counter(
        pair for block in names.values() if len(block) <= LARGEST_NAME_BLOCK for pair in combinations(block, 2)
    )
    proposed = {pair for pair, count in shared.items() if count > 1}
    proposed.update(p for block in names.values() if len(block) <= RARE for p in combinations(block, 2))
    proposed.update(pair for block in places.values() for pair in combinations(block, 2))
    return proposed
