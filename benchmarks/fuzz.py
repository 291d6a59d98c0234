"""Damaged inputs of every form: none may crash or hang the reading, fill memory, or lose what stands beside it.

    python -m benchmarks.fuzz [--count 100000] [--first 0] [--workers 2]

Mutant i is the same on every machine (`tests/reading/mutants.py`). Each is read between two good reports in a
worker process with limits; a worker that dies or says nothing for long is replaced and its mutant told.
"""

import argparse
import io
import multiprocessing
import resource
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from tests.reading.mutants import AFTER, BEFORE, mutant

from rashomon.reading.documents import read
from rashomon.reading.intake import FAULT

#: Seconds of one reading, of work; a worker that is silent for longer than the second is stuck beyond Python.
_LONGEST, _SILENT = 5.0, 120.0

#: Bytes that a worker may hold.
_MEMORY = 1024**3

_CHUNK = 50


class _HangError(BaseException):
    """Raised by the clock, past all `except Exception`."""


@dataclass
class _Tally:
    read: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    memory: float = 0.0
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Read the mutants and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="how many mutants to read")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--workers", type=int, default=2, help="how many processes")
    arguments = parser.parse_args()
    start = time.perf_counter()
    tally = _run(arguments.first, arguments.first + arguments.count, arguments.workers)
    for fault in tally.faults:
        print(fault)
    print(
        f"{tally.read} mutants in {time.perf_counter() - start:.0f} s; slowest {tally.slowest[0]:.2f} s of work "
        f"(mutant {tally.slowest[1]}); "
        f"peak memory of a worker {tally.memory:.0f} MB"
    )
    print("crashes, hangs, losses: " + (", ".join(f"{n} {kind}" for kind, n in tally.kinds.items()) or "none"))
    if tally.faults:
        sys.exit(1)


def _run(first: int, last: int, workers: int) -> _Tally:
    chunks = [(at, min(at + _CHUNK, last)) for at in range(last - _CHUNK, first - _CHUNK, -_CHUNK)]
    chunks = [(max(at, first), end) for at, end in chunks]
    tally = _Tally()
    crew = [_Worker() for _ in range(workers)]
    for worker in crew:
        worker.begin(chunks)
    while any(worker.busy for worker in crew):
        wait([worker.pipe for worker in crew if worker.busy], timeout=1)
        for worker in crew:
            worker.look(chunks, tally)
    for worker in crew:
        worker.end()
    return tally


class _Worker:
    """A process and the mutants that it has in hand."""

    def __init__(self) -> None:
        self.busy = False
        self._start()

    def _start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self._process: BaseProcess = multiprocessing.get_context("spawn").Process(
            target=_work, args=(other,), daemon=True
        )
        self._process.start()
        other.close()
        self._heard = time.monotonic()

    def begin(self, chunks: list[tuple[int, int]]) -> None:
        """Hands over the next mutants, where there are any."""
        self.busy = bool(chunks)
        if self.busy:
            self._at, self._end = chunks.pop()
            self._heard = time.monotonic()
            self.pipe.send((self._at, self._end))

    def look(self, chunks: list[tuple[int, int]], tally: _Tally) -> None:
        """Takes what the process has said; replaces it where it is dead or stuck."""
        try:
            while self.busy and self.pipe.poll():
                self._hear(self.pipe.recv(), chunks, tally)
        except (EOFError, ConnectionError):
            self._replace("died", chunks, tally)
        if self.busy and time.monotonic() - self._heard > _SILENT:
            self._process.kill()
            self._replace("stuck", chunks, tally)

    def _hear(self, said: tuple[int, float, float, str], chunks: list[tuple[int, int]], tally: _Tally) -> None:
        number, seconds, memory, fault = said
        self._at, self._heard = number + 1, time.monotonic()
        tally.read += 1
        tally.slowest, tally.memory = max(tally.slowest, (seconds, number)), max(tally.memory, memory)
        if fault:
            tally.faults.append(f"mutant {number}: {fault}")
            tally.kinds[fault.partition(":")[0]] += 1
        if self._at == self._end:
            self.begin(chunks)

    def _replace(self, what: str, chunks: list[tuple[int, int]], tally: _Tally) -> None:
        self._process.join(5)
        tally.read += 1
        tally.faults.append(f"mutant {self._at}: {what}, exit {self._process.exitcode}")
        tally.kinds[what] += 1
        if self._at + 1 < self._end:
            chunks.append((self._at + 1, self._end))
        self._start()
        self.begin(chunks)

    def end(self) -> None:
        """Ends the process."""
        self.pipe.close()
        self._process.join(5)


def _work(pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 * _MEMORY, 2 * _MEMORY))  # address space, of which much is never used
    signal.signal(signal.SIGVTALRM, _hang)
    read(BEFORE, b"<html><p>" + AFTER + b"</p></html>")  # what is loaded on first use is not the mutants' time
    while True:
        try:
            first, last = pipe.recv()
        except EOFError:
            return
        for number in range(first, last):
            pipe.send((number, *_one(number)))


def _hang(_signal: int, _frame: object) -> None:
    raise _HangError


def _one(number: int) -> tuple[float, float, str]:
    """Seconds of work, megabytes at most so far, and what went wrong with a mutant."""
    name, raw = mutant(number)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, _LONGEST)
    try:
        fault = _fault(raw)
    except _HangError:
        fault = "hang"
    except Exception as error:  # whatever it is, it is what is looked for here
        fault = f"crash: {type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not fault and memory > _MEMORY / 1024**2:
        fault = "memory"
    return time.process_time() - start, memory, f"{fault} ({name})" if fault else ""


def _fault(raw: bytes) -> str:
    reading = read(BEFORE, io.BytesIO(raw), AFTER)
    for problem in reading.problems:
        if problem.error.startswith(FAULT):
            return f"crash: {problem.error}"
    texts = {document.text.encode() for document in reading.documents}
    if not {BEFORE, AFTER} <= texts:
        return "loss: a good report was not read"
    if len(reading.documents) + len(reading.problems) < 3:
        return "silence: neither a document nor a problem"
    return ""


if __name__ == "__main__":
    main()
