"""Archives to try things on: on SQLite, and on PostgreSQL where RASHOMON_TEST_POSTGRES names a server for tests."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from tests.store.conftest import HOW, SERVER, somewhere

from rashomon import pipeline
from rashomon.archive import Archive
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.settings import Settings


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


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=HOW))]
)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database is tried."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path) -> Iterator[Place]:
    """A place where there is no archive yet."""
    with somewhere(kind, tmp_path) as where:
        yield Place(where, tmp_path / "vault", Clock())


@pytest.fixture(scope="session")
def _samples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("samples")
    place = Place(str(folder / "store.db"), folder / "vault", Clock())
    with place.open() as archive:
        archive.add("sample:all")
    return place


@pytest.fixture
def filled(kind: str, _samples: Place, tmp_path: Path) -> Iterator[Place]:
    """A place with an archive of all samples, to do with as the test likes."""
    folder = tmp_path / "filled"
    folder.mkdir()
    with somewhere(kind, folder) as where:
        place = Place(where, folder / "vault", Clock())
        if kind == "sqlite":
            shutil.copytree(_samples.vault, place.vault)
            shutil.copy(_samples.where, place.where)
        else:
            with place.open() as archive:
                archive.add("sample:all")
        yield place


@pytest.fixture
def behind(kind: str, filled: Place) -> Callable[[str], None]:
    """Runs SQL behind the archive's back, as somebody with the file or the password may."""

    def run(statement: str) -> None:
        url = make_url(f"sqlite:///{filled.where}" if kind == "sqlite" else filled.where)
        driver = "sqlite" if kind == "sqlite" else "postgresql+psycopg"
        with create_engine(url.set(drivername=driver), poolclass=NullPool).begin() as connection:
            connection.execute(text(statement))

    return run


@pytest.fixture(autouse=True, scope="session")
def _parsed_once() -> Iterator[None]:
    """Reads each text once in a run: parsing is what takes time, and it is deterministic."""
    known: dict[tuple[Document, Settings], Extraction] = {}
    real = pipeline.extractions

    def extractions(documents: Iterable[Document], *, settings: Settings = pipeline.DEFAULTS) -> Iterator[Extraction]:
        told = list(documents)
        new = [document for document in told if (document, settings) not in known]
        for document, found in zip(new, real(new, settings=settings), strict=True):
            known[document, settings] = found
        return iter([known[document, settings] for document in told])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "extractions", extractions)
        yield
