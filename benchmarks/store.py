"""How fast the store takes claims in and gives them back, beside bare sqlite3 on the same records in the same run.

    python -m benchmarks.store [--claims 1000000] [--postgres URL]

Ten claims a document of about 3,000 characters, five documents an incident. Reading is measured whole: a transaction,
the question, and the records made of the answer. PostgreSQL is measured where RASHOMON_TEST_POSTGRES or --postgres
names one; it works in a schema of its own, which it drops.
"""

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from benchmarks.invented import CLAIMS, Corpus, Invented
from rashomon.model.claim import Claim
from rashomon.model.codec import dumps, from_dict
from rashomon.store.base import Store
from rashomon.store.records import IncidentQuery
from rashomon.store.sql import open_store

_BATCH = 500
_ASKED = 300
#: Ranks of words: in one document of twelve to forty, and in most.
_MIDDLING, _COMMON = (300, 1000), (1, 5)
_AT = datetime(2031, 6, 1, tzinfo=UTC)


@dataclass
class Times:
    """What was measured of one side; seconds by the clock, and of this program's own work."""

    taking: list[tuple[float, float]] = field(default_factory=list)
    linking: list[tuple[float, float]] = field(default_factory=list)
    asked: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    size: int = 0

    def timed(self, into: list[tuple[float, float]], run: Callable[..., object], *given: object) -> None:
        """Adds how long it takes."""
        start, begun = time.perf_counter(), time.process_time()
        run(*given)
        into.append((time.perf_counter() - start, time.process_time() - begun))

    def ask(self, name: str, run: Callable[..., object], *given: object) -> None:
        """Adds how long a question takes."""
        self.timed(self.asked.setdefault(name, []), run, *given)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims to take in")
    parser.add_argument("--postgres", default=os.environ.get("RASHOMON_TEST_POSTGRES"), help="URL of a PostgreSQL")
    arguments = parser.parse_args()
    corpus = Corpus(documents=max(50, arguments.claims // CLAIMS))
    print(f"{corpus.documents * CLAIMS} claims in {corpus.documents} documents, {corpus.incidents} incidents")
    measured = {}
    with tempfile.TemporaryDirectory() as folder:
        measured["bare sqlite3"] = _bare(Path(folder) / "bare.db", corpus)
        measured["SQLite"] = _store(str(Path(folder) / "store.db"), corpus)
        measured["SQLite"].size = _size(Path(folder), "store.db*")
        measured["bare sqlite3"].size = _size(Path(folder), "bare.db*")
    if arguments.postgres:
        with _own_schema(arguments.postgres) as url:
            measured["PostgreSQL"] = _store(url, corpus)
            measured["PostgreSQL"].size = _postgres_size(url)
    _print(measured, corpus)


def _store(where: str, corpus: Corpus) -> Times:
    store = open_store(where, create=True)
    times = Times()
    for batch in corpus.batches(_BATCH):
        times.timed(times.taking, _take, store, batch)
        times.timed(times.linking, _link, store, batch)
    if "://" in where:
        _run(where, "ANALYZE")  # as PostgreSQL does by itself within a minute or so
    _ask(store, corpus, times)
    store.close()
    return times


def _take(store: Store, batch: Invented) -> None:
    with store.writing() as writer:
        writer.add(batch.entries, at=_AT)


def _link(store: Store, batch: Invented) -> None:
    with store.writing() as writer:
        index = writer.index(at=_AT)
        index.put_mentions(batch.mentions)
        index.post(batch.postings)
        index.put_homes(batch.homes)
        writer.put_headings(batch.headings, at=_AT)
        writer.put_summaries(batch.summaries)
        writer.append(batch.deeds)


def _ask(store: Store, corpus: Corpus, times: Times) -> None:
    rng = random.Random(7)
    for _ in range(_ASKED):
        incident = corpus.incident(rng)
        times.ask("claims of an incident", _reading, store, "claims_of_incident", incident)
        times.ask("an incident with its mentions", _reading, store, "incident", incident)
        times.ask("claims of a document", _reading, store, "claims_of", [corpus.document(rng)])
        times.ask("search, two words", _reading, store, "search", corpus.words(rng, *_MIDDLING, 2))
    for _ in range(_ASKED // 10):
        times.ask("search, a word of most documents", _reading, store, "search", corpus.words(rng, *_COMMON, 1))
        listed = {
            "incidents with facets": IncidentQuery(),
            "  of a country and outcome": IncidentQuery(countries=(corpus.country(rng),), outcomes=("killed",)),
            "  of an outcome": IncidentQuery(outcomes=("killed",)),
            "  of a month": IncidentQuery(period=corpus.month(rng)),
            "  with two words": IncidentQuery(words=corpus.words(rng, *_MIDDLING, 2)),
        }
        for name, query in listed.items():
            times.ask(name, _reading, store, "incidents", query)


def _reading(store: Store, question: str, asked: object) -> None:
    with store.reading() as reader:
        getattr(reader, question)(asked)


def _bare(path: Path, corpus: Corpus) -> Times:
    """The least that could be done by hand: three tables, one index, FTS5 as it comes, the records as they are."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        "CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT UNIQUE, record TEXT);"
        "CREATE TABLE claim (row INTEGER PRIMARY KEY, id TEXT UNIQUE, document INT, incident TEXT, record TEXT);"
        "CREATE TABLE summary (incident TEXT PRIMARY KEY, family, agreement, country, period, outcomes, record);"
        "CREATE INDEX by_document ON claim (document); CREATE INDEX by_incident ON claim (incident);"
        "CREATE VIRTUAL TABLE words USING fts5(text, content='');"
    )
    times = Times()
    first = 0
    for batch in corpus.batches(_BATCH):
        times.timed(times.taking, _take_bare, database, batch, first)
        times.timed(times.linking, _link_bare, database, batch)
        first += len(batch.entries)
    rng = random.Random(7)
    for _ in range(_ASKED):
        times.ask("claims of an incident", _claims_bare, database, corpus.incident(rng))
        times.ask("search, two words", _search_bare, database, corpus.words(rng, *_MIDDLING, 2))
    for _ in range(_ASKED // 10):
        times.ask("search, a word of most documents", _search_bare, database, corpus.words(rng, *_COMMON, 1))
        times.ask("incidents with facets", _list_bare, database)
    database.close()
    return times


def _take_bare(database: sqlite3.Connection, batch: Invented, first: int) -> None:
    rows = list(enumerate(batch.entries, start=first + 1))
    database.execute("BEGIN IMMEDIATE")
    database.executemany(
        "INSERT INTO document VALUES (?, ?, ?)", [(row, e.document.id, dumps(e.document)) for row, e in rows]
    )
    database.executemany(
        "INSERT INTO claim (id, document, incident, record) VALUES (?, ?, ?, ?)",
        [
            (claim.id, row, batch.home_of[entry.document.id], dumps(claim))
            for row, entry in rows
            if entry.extraction
            for claim in entry.extraction.claims
        ],
    )
    database.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", [(row, e.document.text) for row, e in rows])
    database.execute("COMMIT")


def _link_bare(database: sqlite3.Connection, batch: Invented) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.executemany(
        "INSERT OR REPLACE INTO summary VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                s.incident_id,
                s.family.value,
                s.agreement.value,
                s.place.country if s.place else None,
                f"{s.earliest:%Y-%m}",
                "|".join(t.outcome.value for t in s.totals),
                dumps(s),
            )
            for s in batch.summaries
        ],
    )
    database.execute("COMMIT")


def _claims_bare(database: sqlite3.Connection, incident: str) -> None:
    for (record,) in database.execute("SELECT record FROM claim WHERE incident = ?", (incident,)).fetchall():
        from_dict(Claim, json.loads(record))


def _search_bare(database: sqlite3.Connection, words: str) -> None:
    found = database.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20", (words,)).fetchall()
    for (row,) in found:
        database.execute("SELECT record FROM document WHERE row = ?", (row,)).fetchone()


def _list_bare(database: sqlite3.Connection) -> None:
    database.execute("SELECT record FROM summary ORDER BY period DESC LIMIT 50").fetchall()
    for facet in ("family", "agreement", "country", "period", "outcomes"):
        database.execute(f"SELECT {facet}, count(*) FROM summary GROUP BY 1").fetchall()


def _print(measured: dict[str, Times], corpus: Corpus) -> None:
    print(f"\n{'':38}" + "".join(f"{name:>20}" for name in measured))
    tenth = max(1, len(next(iter(measured.values())).taking) // 10)
    claims = corpus.documents * CLAIMS

    def row(label: str, tell: Callable[[Times], str]) -> None:
        print(f"{label:38}" + "".join(f"{tell(times):>20}" for times in measured.values()))

    row("taken in, claims/s", lambda t: f"{claims / _clock(t.taking):,.0f}")
    row("  the last tenth", lambda t: f"{min(claims, tenth * _BATCH * CLAIMS) / _clock(t.taking[-tenth:]):,.0f}")
    row("  a second of this program's work", lambda t: f"{claims / sum(own for _, own in t.taking):,.0f}")
    row("linked too, claims/s", lambda t: f"{claims / (_clock(t.taking) + _clock(t.linking)):,.0f}")
    row("size, MB", lambda t: f"{t.size / 1e6:,.0f}")
    for name in measured["SQLite"].asked:
        row(f"{name}, ms", partial(_milliseconds, name=name))
    print("\nquestions: the median, and the fastest in brackets, which other programs disturbed least")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _clock(times: list[tuple[float, float]]) -> float:
    return sum(clock for clock, _ in times)


def _milliseconds(times: Times, *, name: str) -> str:
    seconds = [clock for clock, _ in times.asked.get(name, ())]
    if not seconds:
        return "-"
    return f"{1000 * statistics.median(seconds):.2f} ({1000 * min(seconds):.2f})"


def _size(folder: Path, names: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(names))


@contextmanager
def _own_schema(url: str) -> Iterator[str]:
    """A schema of PostgreSQL that is there for a while: the URL that leads to it."""
    _run(url, "DROP SCHEMA IF EXISTS rashomon_bench CASCADE", "CREATE SCHEMA rashomon_bench")
    try:
        there = make_url(url).update_query_dict({"options": "-csearch_path=rashomon_bench"})
        yield there.render_as_string(hide_password=False)
    finally:
        _run(url, "DROP SCHEMA rashomon_bench CASCADE")


def _postgres_size(url: str) -> int:
    return _run(
        url,
        "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
        " WHERE relnamespace = 'rashomon_bench'::regnamespace AND relkind = 'r'",
    )


def _run(url: str, *statements: str) -> int:
    """Runs statements; the number that the last one answers, if it does."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    found = 0
    with engine.begin() as connection:
        for statement in statements:
            result = connection.execute(text(statement))
            found = result.scalar_one() if result.returns_rows else 0
    engine.dispose()
    return found


if __name__ == "__main__":
    main()
