"""The store in a SQL database: SQLite in a file, or PostgreSQL at a URL. One code for both."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from rashomon.model.index import Index
from rashomon.model.text import Document
from rashomon.store import columns, engines, fulltext, opening, schema
from rashomon.store.adding import Adding
from rashomon.store.changing import Changing
from rashomon.store.claims import ClaimReading
from rashomon.store.documents import DocumentReading
from rashomon.store.failures import told
from rashomon.store.incidents import IncidentReading
from rashomon.store.linking import Linking
from rashomon.store.listing import Listing
from rashomon.store.people import PeopleReading
from rashomon.store.records import Entry

#: Seconds that a writer waits for another.
PATIENCE = 60.0


class SqlReader(DocumentReading, ClaimReading, IncidentReading, Listing, PeopleReading):
    """One moment of the store: see `store.base.Reader`."""

    __slots__ = ()


class SqlWriter(SqlReader, Adding, Changing):
    """One writing: see `store.base.Writer`."""

    __slots__ = ()

    def index(self, *, at: datetime) -> Index:
        """What linking asks, within this writing; what it changes was so from `at` on."""
        since = cast(int, columns.micros(at))
        return SqlIndex(self.connection, self.name, self.rows, since=since, writer=self, at=at)


@dataclass(slots=True, kw_only=True)
class SqlIndex(Linking):
    """The index within a writing: see `model.index.Index`."""

    writer: SqlWriter
    at: datetime

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents with these ids."""
        return self.writer.documents_by_id(ids)

    def put_documents(self, documents: Iterable[Document]) -> None:
        """Keep these documents; those that are there already stay as they are."""
        self.writer.add([Entry(document=document) for document in documents], at=self.at)


class SqlStore:
    """An open store: see `store.base.Store`. Threads may share it; a process that forks has to open its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engines.name(engine)

    @contextmanager
    def reading(self) -> Iterator[SqlReader]:
        """One moment to read."""
        with told(self.url), engines.reading(self._engine) as connection:
            yield SqlReader(connection, self.url)

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """One writing; it ends with the block, and is on the disk then. What is raised takes all of it back."""
        with told(self.url), engines.writing(self._engine) as connection:
            writer = SqlWriter(connection, self.url)
            yield writer
            if schema.document.name in writer.rows:
                fulltext.settle(connection)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()


def open_store(where: str | Path, *, create: bool = False, patience: float = PATIENCE) -> SqlStore:
    """The store in a file, or at a URL of PostgreSQL; made where there is none and `create` says so.

    An archive of an older program is brought up to date. `patience` is how many seconds a writer waits for another.
    Raises UnopenedStore, NewerStore, or another StoreError.
    """
    engine = engines.engine_for(where, timeout=patience)
    try:
        with told(engines.name(engine)):
            opening.prepare(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)
