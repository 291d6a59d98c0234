"""A store is made, opened and brought up to date; what is none, or is too new, is refused and left as it is."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from rashomon.errors import NewerStore, StoreError, UnopenedStore
from rashomon.store import opening, schema
from rashomon.store.sql import SqlStore, open_store


def _engine(place: str) -> Engine:
    return create_engine(
        place.replace("postgresql:", "postgresql+psycopg:") if "://" in place else f"sqlite:///{place}"
    )


def test_a_store_is_not_made_unless_asked(place: str) -> None:
    with pytest.raises(UnopenedStore, match=r"no archive.*rashomon add"):
        open_store(place)
    assert "://" in place or not Path(place).exists()
    open_store(place, create=True).close()
    open_store(place).close()
    open_store(place, create=True).close()


def test_programs_that_make_it_at_once_make_one(place: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: open_store(place, create=True), range(4)))
    with stores[0].writing() as writer:
        writer.put_state("n", "k", {"a": 1})
    for store in stores:
        with store.reading() as reader:
            assert reader.state("n", "k") == {"a": 1}
        store.close()


def test_the_migrations_make_the_tables_of_the_schema(store: SqlStore, place: str) -> None:
    assert store.url
    engine = _engine(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": opening.VERSION_TABLE,
                "include_object": lambda _thing, name, *_: not str(name).startswith(("words", "ix_words")),
            },
        )
        assert compare_metadata(context, schema.metadata) == []
        tables = inspect(connection)
        for table in schema.metadata.tables.values():
            assert tables.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
    engine.dispose()


def test_the_revision_is_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(opening.MIGRATIONS))
    assert scripts.get_heads() == [schema.REVISION]
    assert {script.revision for script in scripts.walk_revisions()} == opening.known_revisions()


def test_an_archive_of_a_newer_program_is_refused(store: SqlStore, place: str) -> None:
    engine = _engine(place)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {opening.VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    for create in (False, True):
        with pytest.raises(NewerStore, match=r"newer rashomon made this archive.*9999.*install the newest"):
            open_store(place, create=create)
    with store.reading() as reader:
        assert reader.counts().documents == 0


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.commit()
    with pytest.raises(UnopenedStore, match="another program"):
        open_store(path, create=True)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    assert other.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    other.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Two people were hurt.\n" * 300, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(UnopenedStore, match="no archive"):
        open_store(path, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("mysql://user:secret@127.0.0.1/x", "kept in SQLite or PostgreSQL"),
        ("odd://x", "kept in SQLite or PostgreSQL"),
        ("://", "no address of a database"),
        ("sqlite://", "kept in SQLite or PostgreSQL"),
        ("postgresql://user:secret@127.0.0.1:1/x?connect_timeout=2", "cannot be reached"),
        ("/nowhere/at/all/store.db", "cannot be opened"),
        ("", "no address of a database"),
    ],
)
def test_what_is_no_place_for_a_store_is_told(where: str, told: str) -> None:
    with pytest.raises(UnopenedStore, match=told) as error:
        open_store(where, create=True)
    assert "secret" not in str(error.value)


def test_an_address_of_sqlite_is_a_file(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/store.db", create=True).close()
    store = open_store(tmp_path / "store.db")
    assert store.url == f"{tmp_path}/store.db"
    store.close()


def test_what_sqlite_holds_is_safe_and_can_be_told_from_other_files(store: SqlStore) -> None:
    with store.reading() as reader:
        if reader.connection.dialect.name != "sqlite":
            pytest.skip("asks for the pragmas of SQLite, which PostgreSQL does not have")
        asked = ("journal_mode", "synchronous", "application_id", "foreign_keys")
        found = [reader.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert found == ["wal", 2, schema.APPLICATION_ID, 1]


def test_opening_imports_no_migrations_where_there_is_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path, create=True).close()
    program = (
        "import sys; from rashomon.store.sql import open_store; open_store(sys.argv[1]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)


def test_a_store_that_is_closed_can_be_opened_by_another_process(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path, create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == ["store.db"]
    with pytest.raises(StoreError):
        open_store(tmp_path, create=True)
