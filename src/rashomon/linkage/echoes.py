"""Which documents repeat others: copies, forwards, and passages reprinted inside a longer text.

Copies are found by MinHash over shingles of three words, banded for locality-sensitive hashing (Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). Reprinted passages are found by
winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003), which cannot miss a shared run of PASSAGE_WORDS
words. Every hash is fixed, so that two runs on two machines find the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rashomon.model.incident import Echo, EchoKind
from rashomon.model.text import Document, Span

SHINGLE = 3

#: 32 bands of 4 rows find texts that share 70% of their shingles with a chance of 0.9998, 30% with 0.23.
BANDS, ROWS = 32, 4

#: Of the shingles of both: at this share and above, one text is a copy of the other.
COPY_SHARE = 0.7

#: Words. A shared run this long is no chance; shorter ones are names, offices and stock phrases.
PASSAGE_WORDS = 25
FINGERPRINT_WORDS = 8

#: What more documents than this have is the furniture of a site, not a report that went round.
COMMONPLACE = 40

_WORD = re.compile(r"\w+")
_WINDOW = PASSAGE_WORDS - FINGERPRINT_WORDS + 1
_Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document's words: where they stand, and their hashes."""

    document: Document
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    hashes: _Hashes

    def span(self, first: int, last: int) -> Span:
        """The span from word `first` to before word `last`."""
        return Span.of(self.document.text, self.starts[first], self.ends[last - 1])


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that two readings share: `length` of them, from `here` in the one and `there` in the other."""

    here: int
    there: int
    length: int


def echoes(documents: Sequence[Document]) -> tuple[Echo, ...]:
    """The echoes among the documents, by document in the order of their clocks.

    The origin is the document that was published earliest; documents without a date come after those with
    one, in the order given. Of copies of copies each names the first. A document may echo several origins by
    passages.
    """
    ordered = _ordered(documents)
    readings = [_reading(document) for document in ordered]
    copies = _copies(readings)
    forwards = _forwards(ordered)
    found: list[Echo] = []
    passages = _Passages(readings)
    for i, reading in enumerate(readings):
        origins = passages.add(i)
        if i in forwards:
            found.append(_echo(reading, readings[forwards[i]], EchoKind.FORWARD, passages.longest(i, forwards[i])))
        elif i in copies:
            found.append(_echo(reading, readings[copies[i]], EchoKind.COPY, passages.longest(i, copies[i])))
        else:
            found.extend(_echo(reading, readings[j], EchoKind.PASSAGE, run) for j, run in origins)
    return tuple(found)


def _ordered(documents: Sequence[Document]) -> list[Document]:
    """Dated ones first, by their clocks; each id once."""
    once = {document.id: document for document in reversed(documents)}
    first = {id: place for place, id in enumerate(dict.fromkeys(document.id for document in documents))}
    latest = datetime.max.replace(tzinfo=UTC)
    return sorted(once.values(), key=lambda document: (document.published or latest, first[document.id]))


def _echo(reading: _Reading, origin: _Reading, kind: EchoKind, run: _Run | None) -> Echo:
    return Echo(
        document_id=reading.document.id,
        origin_id=origin.document.id,
        kind=kind,
        share=round(_share(reading, origin), 3),
        passage=reading.span(run.here, run.here + run.length) if run else None,
        origin_passage=origin.span(run.there, run.there + run.length) if run else None,
    )


def _share(reading: _Reading, origin: _Reading) -> float:
    """How much of the reading's words stand in the origin too, by shingles."""
    mine = _shingles(reading.hashes)
    return float(np.isin(mine, _shingles(origin.hashes)).mean()) if len(mine) else 0.0


@cache
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _reading(document: Document) -> _Reading:
    found = list(_WORD.finditer(document.text))
    hashes = np.fromiter((_word_hash(m.group().casefold()) for m in found), dtype=np.uint64, count=len(found))
    return _Reading(document, tuple(m.start() for m in found), tuple(m.end() for m in found), hashes)


def _rolled(hashes: _Hashes, length: int) -> _Hashes:
    """The hash of each run of `length` words; shorter texts have one, of all their words."""
    length = min(length, len(hashes))
    if not length:
        return hashes
    total = np.zeros(len(hashes) - length + 1, dtype=np.uint64)
    for i in range(length):
        total = _mixed(total * np.uint64(0x9E3779B97F4A7C15) + hashes[i : i + len(total)])
    return total


def _mixed(values: _Hashes) -> _Hashes:
    """A bijection that spreads every bit over all (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shingles(hashes: _Hashes) -> _Hashes:
    return np.unique(_rolled(hashes, SHINGLE))


_SEEDS = _mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def signature(text: str) -> tuple[int, ...]:
    """The keys of a text's bands: two texts that share one may be copies. Empty for a text without words."""
    return _bands(_reading(Document(id="", text=text)).hashes)


def _bands(hashes: _Hashes) -> tuple[int, ...]:
    shingles = _shingles(hashes)
    if not len(shingles):
        return ()
    lowest = np.array([_mixed(shingles ^ seed).min() for seed in _SEEDS], dtype=np.uint64)
    keys = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mixed(keys * np.uint64(0x9E3779B97F4A7C15) + lowest[row::ROWS])
    return tuple(int(key) for key in keys)


def _copies(readings: list[_Reading]) -> dict[int, int]:
    """Each copy with the earliest text that it is one of, by place in the list."""
    seen: dict[tuple[int, int], list[int]] = {}
    found: dict[int, int] = {}
    for i, reading in enumerate(readings):
        keys = list(enumerate(_bands(reading.hashes)))
        candidates = sorted({j for key in keys for j in seen.get(key, ())})
        origin = next((j for j in candidates if _alike(reading, readings[j])), None)
        if origin is not None:
            found[i] = origin
            continue
        for key in keys:
            seen.setdefault(key, []).append(i)
    return found


def _alike(left: _Reading, right: _Reading) -> bool:
    mine, other = _shingles(left.hashes), _shingles(right.hashes)
    shared = len(np.intersect1d(mine, other, assume_unique=True))
    return shared >= COPY_SHARE * (len(mine) + len(other) - shared)


def _forwards(documents: list[Document]) -> dict[int, int]:
    """Each document that says itself which other of these it forwards."""
    names = {
        name: i
        for i, document in reversed(list(enumerate(documents)))
        for name in (document.id, document.external_id, document.url)
        if name
    }
    return {
        i: names[document.forwarded_from]
        for i, document in enumerate(documents)
        if document.forwarded_from in names and names[document.forwarded_from] != i
    }


class _Passages:
    """An index of fingerprints, filled document by document in the order of their clocks."""

    def __init__(self, readings: list[_Reading]) -> None:
        self._readings = readings
        self._prints = [list(_fingerprints(reading.hashes)) for reading in readings]
        spread = Counter(key for prints in self._prints for key in {key for key, _ in prints})
        self._common = {key for key, count in spread.items() if count > COMMONPLACE}
        self._first: dict[int, tuple[int, int]] = {}

    def add(self, i: int) -> list[tuple[int, _Run]]:
        """The longest passage that document i has from each earlier one; then it is indexed."""
        best: dict[int, _Run] = {}
        covered = -1
        for key, place in self._prints[i]:
            if key in self._common:
                continue
            if key not in self._first:
                self._first[key] = (i, place)
                continue
            j, there = self._first[key]
            if place < covered or j == i:
                continue
            run = self._extended(i, place, j, there)
            if run.length >= PASSAGE_WORDS:
                covered = run.here + run.length
                if self._is_furniture(i, run):
                    continue
                if j not in best or run.length > best[j].length:
                    best[j] = run
        return sorted(best.items())

    def longest(self, i: int, j: int) -> _Run | None:
        """The longest passage that documents i and j share, null where it is shorter than PASSAGE_WORDS."""
        places: dict[int, list[int]] = {}
        for key, place in self._prints[j]:
            places.setdefault(key, []).append(place)
        runs = _distinct(self._prints[i], lambda place, there: self._extended(i, place, j, there), places)
        best = max(runs, key=lambda run: (run.length, -run.here), default=None)
        short = len(self._readings[i].hashes) < PASSAGE_WORDS
        return best if best and (short or best.length >= PASSAGE_WORDS) else None

    def _is_furniture(self, i: int, run: _Run) -> bool:
        """Whether much of a run (a third of its fingerprints) is what very many documents have."""
        inside = [key for key, place in self._prints[i] if run.here <= place < run.here + run.length]
        return 3 * sum(key in self._common for key in inside) >= len(inside)

    def _extended(self, i: int, here: int, j: int, there: int) -> _Run:
        mine, other = self._readings[i].hashes, self._readings[j].hashes
        back = _agreeing(mine[:here][::-1], other[:there][::-1])
        ahead = _agreeing(mine[here:], other[there:])
        return _Run(here - back, there - back, back + ahead)


def _distinct(
    prints: list[tuple[int, int]],
    extended: Callable[[int, int], _Run],
    places: dict[int, list[int]],
) -> Iterator[_Run]:
    """The runs that fingerprints lead to, skipping those that lie in the run found last."""
    covered = -1
    for key, place in prints:
        if place < covered:
            continue
        for there in places.get(key, ())[:4]:
            run = extended(place, there)
            covered = max(covered, run.here + run.length)
            yield run


def _agreeing(left: _Hashes, right: _Hashes) -> int:
    """How many words agree from the start of both."""
    length = min(len(left), len(right))
    differing = np.flatnonzero(left[:length] != right[:length])
    return int(differing[0]) if len(differing) else length


def _fingerprints(hashes: _Hashes) -> Iterator[tuple[int, int]]:
    """The lowest hash of each window of runs, with its place, each once (winnowing)."""
    runs = _rolled(hashes, FINGERPRINT_WORDS)
    if not len(runs):
        return
    if len(runs) <= _WINDOW:
        place = int(runs.argmin())
        yield int(runs[place]), place
        return
    windows = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW)
    places = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    for place in places.tolist():
        yield int(runs[place]), place
