"""Archives to try things on: on SQLite, and on PostgreSQL where RASHOMON_TEST_POSTGRES names a server for tests."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url, text

from rashomon import pipeline
from rashomon.archive import Archive
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.settings import Settings

SERVER = os.environ.get("RASHOMON_TEST_POSTGRES")
_NUMBERS = count(1)


class Clock:
    """A clock that goes on by a second each time that it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2031, 6, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass(frozen=True)
class Place:
    """Where an archive is: its file or address, and the folder of its bytes."""

    where: str
    vault: Path
    clock: Clock

    def open(self, **options: Any) -> Archive:
        """The archive there, as the test's own program would open it."""
        given: dict[str, Any] = {"settings": Settings(vault=str(self.vault)), "clock": self.clock, "judge": "Ada Lorn"}
        return Archive(self.where, **(given | options))


def _server() -> Any:
    return create_engine(make_url(SERVER or ""), isolation_level="AUTOCOMMIT", poolclass=NullPool)


def _database(template: str = "template0") -> URL:
    url = make_url(SERVER or "")
    name = f"rashomon_archive_{os.getpid()}_{next(_NUMBERS)}"
    with _server().connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    return url.set(database=name)


def _drop(url: URL) -> None:
    with _server().connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))


@pytest.fixture(
    scope="session",
    params=[
        "sqlite",
        pytest.param(
            "postgresql",
            marks=pytest.mark.skipif(not SERVER, reason="set RASHOMON_TEST_POSTGRES to the address of a test server"),
        ),
    ],
)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database is tried."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path) -> Iterator[Place]:
    """A place where there is no archive yet."""
    if kind == "sqlite":
        yield Place(str(tmp_path / "reports.db"), tmp_path / "vault", Clock())
        return
    url = _database()
    yield Place(url.render_as_string(hide_password=False), tmp_path / "vault", Clock())
    _drop(url)


@pytest.fixture(scope="session")
def _filled(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp(f"filled_{kind}")
    url = _database() if kind == "postgresql" else None
    where = url.render_as_string(hide_password=False) if url else str(folder / "reports.db")
    place = Place(where, folder / "vault", Clock())
    with place.open() as archive:
        archive.add("sample:all")
    yield place
    if url:
        _drop(url)


@pytest.fixture
def filled(kind: str, _filled: Place, tmp_path: Path) -> Iterator[Place]:
    """A place with an archive of all samples, to do with as the test likes."""
    shutil.copytree(_filled.vault, tmp_path / "vault")
    if kind == "sqlite":
        shutil.copy(_filled.where, tmp_path / "reports.db")
        yield Place(str(tmp_path / "reports.db"), tmp_path / "vault", Clock())
        return
    url = _database(template=str(make_url(_filled.where).database))
    yield Place(url.render_as_string(hide_password=False), tmp_path / "vault", Clock())
    _drop(url)


@pytest.fixture
def behind(kind: str, filled: Place) -> Callable[[str], None]:
    """Runs SQL behind the archive's back, as somebody with the file or the password may."""

    def run(statement: str) -> None:
        url = f"sqlite:///{filled.where}" if kind == "sqlite" else filled.where
        with create_engine(url, poolclass=NullPool).begin() as connection:
            connection.execute(text(statement))

    return run


@pytest.fixture(autouse=True, scope="session")
def _parsed_once() -> Iterator[None]:
    """Reads each text once in a run: parsing is what takes time, and it is deterministic."""
    known: dict[tuple[str, Settings], Extraction] = {}
    real = pipeline.extractions

    def extractions(documents: Iterable[Document], *, settings: Settings = pipeline.DEFAULTS) -> Iterator[Extraction]:
        told = list(documents)
        new = [document for document in told if (document.id, settings) not in known]
        known.update({(found.document_id, settings): found for found in real(new, settings=settings)})
        return iter([known[document.id, settings] for document in told])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "extractions", extractions)
        yield
