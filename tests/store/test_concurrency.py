"""Writers wait for each other, readers for nobody; a killed writer loses nothing that it acknowledged."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.store.records import NOON, entry

from rashomon.errors import BusyStore
from rashomon.store import custody
from rashomon.store.sql import SqlStore, open_store

_ROOT = Path(__file__).parents[2]


def _work(what: str, where: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.worker", what, where, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)


def _holds(store: SqlStore) -> int:
    """How many reports there are, each of them whole; fails otherwise."""
    with store.reading() as reader:
        counts = reader.counts()
        assert counts.claims == 2 * counts.documents
        assert counts.log == counts.documents
        assert len(reader.search("Oltren", limit=10_000)) == counts.documents
        assert list(custody.breaks(reader.log(), head=reader.head())) == []
        assert len(list(reader.raw_hashes())) == counts.documents
    return counts.documents


def test_two_writers_and_a_reader(store: SqlStore, place: str) -> None:
    programs = [_work("write", place, 0, 60), _work("write", place, 40, 100), _work("watch", place, 0, 100)]
    told = [program.communicate(timeout=120)[0].split("\n")[:-1] for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert _holds(store) == 100
    seen = [tuple(map(int, line.split())) for line in told[2]]
    assert all(claims == 2 * documents and log == documents for documents, claims, log in seen)
    assert seen == sorted(seen)


def test_a_writer_that_waits_too_long_is_told_and_readers_do_not_wait(store: SqlStore, place: str) -> None:
    hasty = open_store(place, patience=0.2)
    with store.writing() as writer:
        writer.add([entry(1)], at=NOON)
        with pytest.raises(BusyStore, match=r"another writer .*try again"), hasty.writing():
            pass
        with hasty.reading() as reader:
            assert reader.counts().documents == 0
    with hasty.writing() as writer:
        assert writer.counts().documents == 1
    hasty.close()


def test_a_killed_writer_loses_nothing_that_it_acknowledged(store: SqlStore, place: str) -> None:
    rng = random.Random(4)
    first = 0
    for _ in range(4):
        program = _work("write", place, first, 1_000_000)
        assert program.stdout
        acknowledged = int(program.stdout.readline())
        time.sleep(rng.uniform(0, 0.1))
        program.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, program.stdout.read().split("\n")[:-1])])
        program.wait()
        program.stdout.close()
        first = _holds(store)
        assert first >= acknowledged + 1
        again = open_store(place)
        with again.writing() as writer:
            writer.add([entry(first)], at=NOON)
            writer.append([custody.Deed(at=NOON, who="a test", action=custody.Action.ADDED, subject="x")])
        again.close()
        first += 1
