"""Reads and scores sets in several processes; rows flow through in pieces, and only tallies are kept."""

import json
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy.measures import MEASURES, Measure
from benchmarks.accuracy.reading import Prediction, Row
from benchmarks.accuracy.scoring import Tally
from benchmarks.accuracy.sets import SETS

#: Characters of one piece of work: a few seconds of reading, so that the processes end together.
_PIECE = 150_000


@dataclass(frozen=True, slots=True)
class Score:
    """What a measure came to: 0 to 100, over `n` things that count."""

    measure: Measure
    value: float
    n: int


def measure(
    data: Path, names: Sequence[str], *, sample: bool, processes: int, predictions: Path | None = None
) -> tuple[list[Score], dict[str, float]]:
    """The scores of the sets, in the order of MEASURES, and the processor seconds that each set took.

    `predictions` names a folder for what was predicted: SET.jsonl, one row each, with the fields that
    `reading` tells of.
    """
    tallies: dict[str, Tally] = {name: Counter() for name in names}
    seconds = dict.fromkeys(names, 0.0)
    with ExitStack() as stack:
        pool = stack.enter_context(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))
        files = {}
        if predictions:
            predictions.mkdir(parents=True, exist_ok=True)
            for name in names:
                file = (predictions / f"{name}.jsonl").open("w", encoding="utf-8")
                files[name] = stack.enter_context(file)
        pieces = ((name, piece) for name in names for piece in _pieces(SETS[name].rows(data, sample=sample)))
        for name, tally, found, took in _worked(pool, pieces, ahead=2 * processes):
            tallies[name].update(tally)
            seconds[name] += took
            if files:
                files[name].writelines(json.dumps({"id": id} | told) + "\n" for id, told in found.items())
    return list(_scores(tallies)), seconds


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    piece: list[Row] = []
    characters = 0
    for row in rows:
        piece.append(row)
        characters += len(row["text"])
        if characters > _PIECE:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


_Work = tuple[str, Tally, dict[str, Prediction], float]


def _worked(pool: ProcessPoolExecutor, pieces: Iterator[tuple[str, list[Row]]], ahead: int) -> Iterator[_Work]:
    """The results in the order of the pieces, with no more than `ahead` pieces in work."""
    waiting: deque[Future[_Work]] = deque(pool.submit(_work, *piece) for piece in islice(pieces, ahead))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(_work, *piece) for piece in islice(pieces, 1))


def _work(name: str, rows: list[Row]) -> _Work:
    begun = time.process_time()
    labelled = SETS[name]
    found = dict(labelled.predict(rows, labelled.text))
    tally: Tally = Counter()
    for row in rows:
        tally.update(labelled.score(row, found.get(row["id"])))
    return name, tally, found, time.process_time() - begun


def _scores(tallies: dict[str, Tally]) -> Iterator[Score]:
    for asked in MEASURES:
        tally = tallies.get(asked.set)
        value = asked.read(tally) if tally else None
        if tally and value is not None:
            yield Score(asked, value, tally[asked.counted])
