"""Programs that are killed while they add to an archive: what they acknowledged has to be there, whole.

    python -m benchmarks.crash [--kills 50] [--postgres URL]

A child adds invented reports and tells each one that it was told of; it is killed (SIGKILL) at a random moment. Then
the archive is opened and verified, every report that was told of is looked up with its bytes, and the next child
goes on with the same archive. PostgreSQL is tried where --postgres or RASHOMON_TEST_POSTGRES names a server; it works
in a database of its own, which it drops.
"""

import argparse
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text

from rashomon import pipeline
from rashomon.archive import Archive, intake
from rashomon.archive.records import Entered
from rashomon.model.text import Document
from rashomon.settings import Settings

_TOWNS = ("Marvenka", "Oltren", "Sarvik", "Kessim", "Talvari", "Verasta", "Dellport", "Arden")
_EVENTS = ("missile strike", "landslide", "shelling", "explosion", "flood", "shooting")

#: Seconds that a child gets to its first report: it opens the archive, and may wait for a server to roll back.
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Survived:
    """What came of the kills: how many, how many reports were acknowledged, and which of these were lost or broken."""

    kills: int
    acknowledged: int
    broken: tuple[str, ...]


def reports(seed: int) -> Iterator[bytes]:
    """Invented reports without end, each a row of JSON Lines; another seed gives other ones."""
    choose = random.Random(seed)
    for number in range(sys.maxsize):
        town, event = choose.choice(_TOWNS), choose.choice(_EVENTS)
        body = (
            f"A {event} hit {town} on Friday. {choose.randint(2, 40)} people were killed and "
            f"{choose.randint(2, 90)} were injured, the mayor said. It was report {number} of {seed}."
        )
        row = {"text": body, "publisher": f"{town} News", "published": f"2031-05-{choose.randint(1, 28):02}T12:00Z"}
        yield json.dumps(row).encode()


def survive(where: str, vault: Path, *, kills: int, seed: int = 1, batch: int = 4, longest: float = 0.6) -> Survived:
    """Kills so many children that add to the archive, each at most `longest` seconds after its first report."""
    choose = random.Random(seed)
    settings = Settings(vault=str(vault))
    list(pipeline.extractions([Document(id="", text="One man died.")]))  # what takes long to load is loaded once
    acknowledged: dict[str, str] = {}
    broken: list[str] = []
    for kill in range(kills):
        told = _killed(where, settings, seed * 1_000 + kill, batch, choose.uniform(0, longest))
        acknowledged |= told
        broken += _missing(where, settings, told)
    broken += _missing(where, settings, acknowledged)
    return Survived(kills, len(acknowledged), tuple(broken))


def _killed(where: str, settings: Settings, seed: int, batch: int, delay: float) -> dict[str, str]:
    """Document → the text that it was given with, of the reports that the child told of before it was killed."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_add, args=(where, settings, seed, batch, theirs))
    child.start()
    theirs.close()
    told: dict[str, str] = {}
    try:
        if not ours.poll(_PATIENCE):
            raise TimeoutError(f"child {seed} told of nothing")
        time.sleep(delay)
    finally:
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
    try:
        while True:
            told.update([ours.recv()])
    except (EOFError, OSError):
        ours.close()
    return told


def _add(where: str, settings: Settings, seed: int, batch: int, told: Connection) -> None:
    intake.MOST_DOCUMENTS = batch
    with Archive(where, settings=settings) as archive:
        given = reports(seed)
        while True:
            some = [next(given) for _ in range(5 * batch)]
            for one in archive.adding(*some):
                if isinstance(one, Entered):
                    told.send((one.document_id, one.place))


def _missing(where: str, settings: Settings, told: dict[str, str]) -> list[str]:
    """What is not as it was acknowledged."""
    with Archive(where, settings=settings) as archive:
        found = archive.verify()
        there = {kept.document.id for id in told for kept in archive.versions(id)}
    faults = [f"{fault.subject}: {fault.error}" for fault in found.faults if fault.kind != "orphan"]
    return faults + [f"document {id} is lost" for id in told.keys() - there]


@contextmanager
def database(server: str) -> Iterator[str]:
    """The address of a new database on a server, dropped at the end."""
    name = f"rashomon_crash_{os.getpid()}"
    engine = create_engine(make_url(server), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def main() -> None:
    """Kill, and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="how many children are killed, for each database")
    parser.add_argument("--postgres", default=os.environ.get("RASHOMON_TEST_POSTGRES"), help="a server to try, too")
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        failed |= _print("SQLite", survive(f"{folder}/a.db", Path(folder, "a"), kills=arguments.kills))
        if arguments.postgres:
            with database(arguments.postgres) as where:
                failed |= _print("PostgreSQL", survive(where, Path(folder, "b"), kills=arguments.kills))
    sys.exit(failed)


def _print(name: str, found: Survived) -> bool:
    lost = f"{len(found.broken)} broken" if found.broken else "nothing lost, all verifies"
    print(f"{name}: {found.kills} kills during add, {found.acknowledged} reports acknowledged: {lost}")
    for fault in found.broken:
        print(f"  {fault}")
    return bool(found.broken)


if __name__ == "__main__":
    main()
