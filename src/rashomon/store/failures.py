"""What a database says when something is wrong, as errors that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rashomon.errors import (
    BusyStore,
    DamagedStore,
    FullStore,
    RecordError,
    StoreError,
    UnopenedStore,
)

_BUSY = "another writer did not end in time"
_BUSY_HINT = "try again when it has ended; nothing was written"
_FULL = "there is no room left on the disk"
_FULL_HINT = "make room and do it again; nothing of this was written, and what was there before is whole"
_DAMAGED_HINT = "keep a copy of it as it is, and go back to your last good copy"

#: SQLite's primary result codes: https://sqlite.org/rescode.html
_SQLITE: dict[int, tuple[type[StoreError], str, str]] = {
    sqlite3.SQLITE_BUSY: (BusyStore, _BUSY, _BUSY_HINT),
    sqlite3.SQLITE_LOCKED: (BusyStore, _BUSY, _BUSY_HINT),
    sqlite3.SQLITE_FULL: (FullStore, _FULL, _FULL_HINT),
    sqlite3.SQLITE_CORRUPT: (DamagedStore, "the file is damaged", _DAMAGED_HINT),
    sqlite3.SQLITE_NOTADB: (UnopenedStore, "the file is no archive", "name an archive that rashomon made"),
    sqlite3.SQLITE_CANTOPEN: (
        UnopenedStore,
        "the file cannot be opened",
        "look at its folder, and who may write there",
    ),
    sqlite3.SQLITE_READONLY: (StoreError, "the file may not be written to", "look at who may write it and its folder"),
    sqlite3.SQLITE_PERM: (StoreError, "the file may not be written to", "look at who may write it and its folder"),
    sqlite3.SQLITE_IOERR: (StoreError, "the disk could not be read or written", "look at the disk, then do it again"),
}

#: PostgreSQL's SQLSTATE, or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: dict[str, tuple[type[StoreError], str, str]] = {
    "53100": (FullStore, _FULL, _FULL_HINT),
    "55P03": (BusyStore, _BUSY, _BUSY_HINT),
    "40": (BusyStore, _BUSY, _BUSY_HINT),
    "42501": (StoreError, "the user of the database may not do this", "have its owner grant it"),
    "25006": (StoreError, "the database may not be written to", "name one that is no standby"),
    "53": (StoreError, "the server lacks what it needs", "look at the server's log"),
    "57": (UnopenedStore, "the server ended the connection", "try again when it is up"),
    "08": (UnopenedStore, "the connection to the server broke", "try again when it is up"),
    "XX": (DamagedStore, "the database is damaged", _DAMAGED_HINT),
}


@contextmanager
def told(store: str) -> Iterator[None]:
    """Raises what a database raises inside as a StoreError that names the store."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _told(store, error) from error
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):  # which is not there where there is no PostgreSQL
            raise _told(store, error) from error
        raise


def damaged(store: str, error: RecordError) -> DamagedStore:
    """The error for a record that is not what was put down."""
    return DamagedStore(store, f"a record cannot be read: {error}", _DAMAGED_HINT)


def _told(store: str, error: Exception) -> StoreError:
    cause = (error.orig if isinstance(error, DBAPIError) else error) or error
    if isinstance(error, PoolTimeout):
        return BusyStore(store, "too many readings are open", "try again when some have ended")
    kind, what, hint = _known(cause) or (StoreError, "the database refused", "please report this")
    return kind(store, f"{what}: {_first_line(cause)}", hint)


def _known(cause: BaseException) -> tuple[type[StoreError], str, str] | None:
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", -1) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None:  # psycopg could not even ask
        unreachable = ("the server cannot be reached", "look at the address, the name and the password")
        return (UnopenedStore, *unreachable) if type(cause).__name__ == "OperationalError" else None
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])


def _first_line(cause: BaseException) -> str:
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
