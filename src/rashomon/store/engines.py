"""How a database is opened and its transactions begun, so that both behave alike.

A reading sees one moment: SQLite in WAL mode by itself, PostgreSQL by REPEATABLE READ. Writings come one after the
other: SQLite by BEGIN IMMEDIATE, PostgreSQL by a lock that readers do not meet. When a writing has ended, it is on
the disk (synchronous=FULL; PostgreSQL's default).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from rashomon.errors import UnopenedStore

#: What takes the lock of a PostgreSQL writing: any of our tables does.
_LOCK = "LOCK TABLE counter IN EXCLUSIVE MODE"

_WRITING = "rashomon_writing"

#: KiB of SQLite's pages that a connection keeps: the inner pages of the indexes of a million claims.
_CACHE = 64_000


def engine_for(where: str | Path, *, timeout: float) -> Engine:
    """The database at a path (SQLite) or a URL; `timeout` is how many seconds a writer waits for another.

    Nothing is opened yet. Raises UnopenedStore for a URL of another kind.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": timeout})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        hint = "install rashomon with its extra `postgres`"
        raise UnopenedStore(url.render_as_string(), "PostgreSQL needs psycopg, which is not installed", hint) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine.execution_options(timeout=timeout)


def name(engine: Engine) -> str:
    """The path or the URL, without its password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment, and writes nothing."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, *, lock: bool = True) -> Iterator[Connection]:
    """A connection that no other writer disturbs; what is raised inside takes everything back.

    Without `lock`, tables may be missing.
    """
    with engine.connect() as connection, connection.execution_options(**{_WRITING: True}).begin():
        if lock and engine.dialect.name == "postgresql":
            milliseconds = round(1000 * engine.get_execution_options()["timeout"])
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            connection.exec_driver_sql(_LOCK)
        yield connection


def _url(where: str | Path) -> URL:
    text = str(where)
    if text and "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UnopenedStore(text, "this is no address of a database", _ADDRESSES) from error
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url
    raise UnopenedStore(url.render_as_string(), "archives are kept in SQLite or PostgreSQL", _ADDRESSES)


_ADDRESSES = "name a file, or postgresql://user@host/database"


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Each new connection of SQLite. Transactions are begun by `_begin` alone."""
    connection.isolation_level = None
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"cache_size=-{_CACHE}"):
        connection.execute(f"PRAGMA {pragma}").close()


def keep_log_ahead(engine: Engine) -> None:
    """Has SQLite write ahead (WAL), so that readers do not wait; the file remembers it. PostgreSQL always does."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode=WAL").close()
        finally:
            connection.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """A plan for each question: one that has to do for any words goes through every document."""
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.commit()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITING) else "BEGIN")
