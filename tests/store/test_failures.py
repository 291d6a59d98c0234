"""What goes wrong below is told as what it is, with what to do, and harms nothing."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from tests.store.records import NOON, entry

from rashomon.errors import BusyStore, DamagedStore, FullStore, RashomonError, StoreError, UnopenedStore
from rashomon.store.sql import SqlStore, open_store


def test_a_full_disk_is_told_and_harms_nothing(store: SqlStore, place: str) -> None:
    with store.writing() as writer:
        if writer.connection.dialect.name != "sqlite":
            pytest.skip("limits the pages of an SQLite file; PostgreSQL has no such limit")
        writer.add([entry(1)], at=NOON)
        pages = writer.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    full = open_store(place)
    event.listen(
        full._engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages + 2}").close()
    )
    full.close()

    def add_much() -> None:
        with full.writing() as writer:
            writer.add([entry(number) for number in range(2, 300)], at=NOON)

    with pytest.raises(FullStore, match=r"no room left.*nothing of this was written"):
        add_much()
    with full.reading() as reader:
        assert reader.counts().documents == 1
        assert len(reader.search("Oltren")) == 1
        assert reader.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    full.close()
    with store.writing() as writer:
        assert len(writer.add([entry(2)], at=NOON)) == 1


@pytest.mark.parametrize(
    ("state", "error"),
    [
        ("53100", FullStore),
        ("55P03", BusyStore),
        ("40P01", BusyStore),
        ("57P01", UnopenedStore),
        ("08006", UnopenedStore),
        ("XX001", DamagedStore),
        ("42501", StoreError),
        ("P0001", StoreError),
    ],
)
def test_what_postgresql_tells_is_told(shared: SqlStore, state: str, error: type[StoreError]) -> None:
    with shared.reading() as reader:
        if reader.connection.dialect.name != "postgresql":
            pytest.skip("raises the states of PostgreSQL, which SQLite does not have")

    def fail() -> None:
        with shared.writing() as writer:
            writer.connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '{state}'; END $$"))

    with pytest.raises(StoreError, match="so") as told:
        fail()
    assert type(told.value) is error
    assert isinstance(told.value, RashomonError)


def test_a_record_that_is_none_any_more_is_told(store: SqlStore, place: str) -> None:
    with store.writing() as writer:
        writer.add([entry(1)], at=NOON)
    engine = create_engine(
        place.replace("postgresql:", "postgresql+psycopg:") if "://" in place else f"sqlite:///{place}"
    )
    with engine.begin() as connection:
        connection.execute(text("UPDATE claim SET record = '{}'"))
    engine.dispose()
    with pytest.raises(DamagedStore, match=r"a record cannot be read: Claim.*go back to your last good copy"):
        _claims(store)
    with store.reading() as reader:
        assert reader.document("d1") is not None


def _claims(store: SqlStore) -> None:
    with store.reading() as reader:
        reader.claims_of(["d1"])


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(path, create=True)
    with store.writing() as writer:
        writer.add([entry(number) for number in range(50)], at=NOON)
    store.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    path.write_bytes(raw)

    def use() -> None:
        with open_store(path).reading() as reader:
            reader.counts()

    with pytest.raises(DamagedStore, match="damaged"):
        use()


def test_what_a_program_raises_is_its_own(store: SqlStore) -> None:
    def fail() -> None:
        with store.writing():
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        fail()
