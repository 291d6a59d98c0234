"""Stores to try things on: SQLite always, PostgreSQL where RASHOMON_TEST_POSTGRES names one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from rashomon.store.sql import SqlStore, open_store

SERVER = os.environ.get("RASHOMON_TEST_POSTGRES", "")
HOW = "RASHOMON_TEST_POSTGRES names no server to try: RASHOMON_TEST_POSTGRES=postgresql://user@127.0.0.1/database"

_NUMBERS = count(1)


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=HOW))]
)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database is tried."""
    return str(request.param)


@contextmanager
def somewhere(kind: str, folder: Path) -> Iterator[str]:
    """A path or URL where there is no store yet."""
    if kind == "sqlite":
        yield str(folder / "store.db")
        return
    schema = f"rashomon_store_{os.getpid()}_{next(_NUMBERS)}"
    url = make_url(SERVER)
    engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


@pytest.fixture
def place(kind: str, tmp_path: Path) -> Iterator[str]:
    """A path or URL where there is no store yet."""
    with somewhere(kind, tmp_path) as where:
        yield where


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    """An empty store."""
    opened = open_store(place, create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A store for all tests of a module, which fills it once."""
    with somewhere(kind, tmp_path_factory.mktemp("shared")) as where:
        opened = open_store(where, create=True)
        yield opened
        opened.close()
