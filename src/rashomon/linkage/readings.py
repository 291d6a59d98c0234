"""A document's words as hashes, and what is made of them: shingles, bands of a MinHash signature, fingerprints.

Copies are found by MinHash over shingles of three words, banded for locality-sensitive hashing (Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). Reprinted passages are found by
winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003), which cannot miss a shared run of PASSAGE_WORDS
words. Every hash is fixed, so that two runs on two machines find the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rashomon.model.text import Document, Span

SHINGLE = 3

#: 32 bands of 4 rows find texts that share 70% of their shingles with a chance of 0.9998, 30% with 0.23.
BANDS, ROWS = 32, 4

#: Words. A shared run this long is no chance; shorter ones are names, offices and stock phrases.
PASSAGE_WORDS = 25
FINGERPRINT_WORDS = 8

_WORD = re.compile(r"\w+")
_WINDOW = PASSAGE_WORDS - FINGERPRINT_WORDS + 1
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Reading:
    """A document's words: where they stand, and their hashes; what is made of those is made once, when asked for."""

    document: Document
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    hashes: Hashes

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to before word `last`."""
        return Span.of(self.document.text, self.starts[first], self.ends[last - 1])

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """The keys of the bands of its signature: two texts that share one may be copies. None without words."""
        return bands(self.shingles)

    @cached_property
    def prints(self) -> tuple[tuple[int, int], ...]:
        """The lowest hash of each window of runs, with its place (in words), each once."""
        return tuple(_fingerprints(self.hashes))

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of its runs of SHINGLE words, sorted, each once."""
        return shingles(self.hashes)


def read(document: Document) -> Reading:
    """The reading of a document."""
    found = list(_WORD.finditer(document.text))
    hashes = np.fromiter((_word_hash(m.group().casefold()) for m in found), dtype=np.uint64, count=len(found))
    return Reading(document, tuple(m.start() for m in found), tuple(m.end() for m in found), hashes)


def share(reading: Reading, origin: Reading) -> float:
    """How much of the reading's words stand in the origin too, by shingles."""
    mine = reading.shingles
    return float(np.isin(mine, origin.shingles).mean()) if len(mine) else 0.0


def likeness(left: Reading, right: Reading) -> float:
    """Of the shingles of both, the share that both have."""
    mine, other = left.shingles, right.shingles
    shared = len(np.intersect1d(mine, other, assume_unique=True))
    return shared / max(1, len(mine) + len(other) - shared)


def agreeing(left: Hashes, right: Hashes) -> int:
    """How many words agree from the start of both."""
    length = min(len(left), len(right))
    differing = np.flatnonzero(left[:length] != right[:length])
    return int(differing[0]) if len(differing) else length


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _rolled(hashes: Hashes, length: int) -> Hashes:
    """The hash of each run of `length` words; shorter texts have one, of all their words."""
    length = min(length, len(hashes))
    if not length:
        return hashes
    total = np.zeros(len(hashes) - length + 1, dtype=np.uint64)
    for i in range(length):
        total = _mixed(total * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + len(total)])
    return total


def _mixed(values: Hashes) -> Hashes:
    """A bijection that spreads every bit over all (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def shingles(hashes: Hashes) -> Hashes:
    return np.unique(_rolled(hashes, SHINGLE))


_SEEDS = _mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))


#: Told apart by its number: the same rows in another band are another key.
_NUMBERS = np.arange(BANDS, dtype=np.uint64)


#: Hashes mixed in one go: calls cost more than the work on short texts, and long ones must not fill the memory.
_AT_ONCE = 2**14


def bands(found: Hashes) -> tuple[int, ...]:
    """The keys of the bands of the signature of shingles, as signed numbers."""
    if not len(found):
        return ()
    step = max(1, _AT_ONCE // len(found))
    seeds = (_SEEDS[start : start + step, np.newaxis] for start in range(0, len(_SEEDS), step))
    lowest = np.concatenate([_mixed(found ^ some).min(axis=1) for some in seeds])
    keys = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mixed(keys * np.uint64(0x9E3779B97F4A7C15) + lowest[row::ROWS])
    return tuple(int(key) for key in _mixed(keys + _NUMBERS).astype(np.int64))


def _fingerprints(hashes: Hashes) -> Iterator[tuple[int, int]]:
    """The lowest hash of each window of runs, with its place, each once (winnowing)."""
    runs = _rolled(hashes, FINGERPRINT_WORDS)
    if not len(runs):
        return
    if len(runs) <= _WINDOW:
        place = int(runs.argmin())
        yield int(runs[place].astype(np.int64)), place
        return
    windows = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW)
    places = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    for place in places.tolist():
        yield int(runs[place].astype(np.int64)), place
