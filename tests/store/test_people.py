"""What people said is kept and taken back, the log is only appended to, and watching keeps its state."""

import pytest
from sqlalchemy import create_engine, text
from tests.store.records import NOON, at

from rashomon.errors import StoreError
from rashomon.model.text import Span
from rashomon.store import custody
from rashomon.store.custody import Action, Deed
from rashomon.store.records import Anchor, Ruling, Verdict
from rashomon.store.sql import SqlStore


def _ruling(id: str, hour: int, *documents: str) -> Ruling:
    anchors = tuple(Anchor(document_id=document, span=Span(0, 3, "Two")) for document in documents)
    return Ruling(id=id, verdict=Verdict.SAME, judge="Ada Lorn", at=at(hour), anchors=anchors, note="one street")


def test_rulings_are_kept_taken_back_and_seen_as_they_stood(store: SqlStore) -> None:
    first, second = _ruling("r1", 0, "d1", "d2"), _ruling("r2", 2, "d2", "d3")
    with store.writing() as writer:
        writer.rule(first)
        writer.rule(second)
        assert writer.undo("r1", by="r3", at=at(3))
        assert not writer.undo("r1", by="r4", at=at(4))
        assert not writer.undo("r9", by="r4", at=at(4))
    with store.reading() as reader:
        assert reader.rulings() == (second,)
        assert [ruling.undone_by for ruling in reader.rulings(undone=True)] == ["r3", None]
        assert reader.rulings(document_ids=["d1"], undone=True)[0].undone_at == at(3)
        assert [ruling.id for ruling in reader.rulings(document_ids=["d2", "d3"])] == ["r2"]
        assert reader.rulings(document_ids=["d9"]) == ()
        assert [ruling.id for ruling in reader.rulings(at=at(1))] == ["r1"]
        assert [ruling.id for ruling in reader.rulings(at=at(2))] == ["r1", "r2"]


def _deeds(*subjects: str) -> list[Deed]:
    return [Deed(at=NOON, who="Ada Lorn", action=Action.ADDED, subject=subject, new="…") for subject in subjects]


def test_the_log_is_one_chain(store: SqlStore) -> None:
    with store.reading() as reader:
        assert reader.head() == custody.Head()
    with store.writing() as writer:
        first = writer.append(_deeds("d1", "d2"))
    with store.writing() as writer:
        second = writer.append(_deeds("d1"))
    with store.reading() as reader:
        entries = tuple(reader.log())
        assert entries == (*first, *second)
        assert list(custody.breaks(entries, head=reader.head())) == []
        assert [entry.number for entry in reader.log(after=1)] == [2, 3]
        assert [entry.number for entry in reader.log(subject="d1")] == [1, 3]


def test_the_log_holds_whatever_the_texts_are(store: SqlStore) -> None:
    odd = Deed(at=NOON, who="A\0 \ud83d", action=Action.JUDGED, subject="\udc00", old="\0", why="«Так»\n\0")
    with store.writing() as writer:
        [entry] = writer.append([odd])
    with store.reading() as reader:
        assert list(reader.log()) == [entry]
        assert list(custody.breaks(reader.log())) == []


@pytest.mark.parametrize("change", ["UPDATE log SET why = 'else'", "DELETE FROM log"])
def test_the_log_refuses_to_be_changed(store: SqlStore, place: str, change: str) -> None:
    with store.writing() as writer:
        writer.append(_deeds("d1"))
    engine = create_engine(
        place.replace("postgresql:", "postgresql+psycopg:") if "://" in place else f"sqlite:///{place}"
    )
    with pytest.raises(Exception, match="the log is only appended to"), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()
    with store.reading() as reader:
        assert reader.counts().log == 1


def test_state_is_kept_by_namespace(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.put_state("watch", "b", {"due": 3, "etag": None, "seen": ["Ґ"]})
        writer.put_state("watch", "a", {})
        writer.put_state("other", "a", {"due": 1})
        writer.put_state("watch", "b", {"due": 4})
        writer.put_state("other", "a", None)
    with store.reading() as reader:
        assert reader.state("watch", "b") == {"due": 4}
        assert reader.state("other", "a") is None
        assert list(reader.states("watch").items()) == [("a", {}), ("b", {"due": 4})]


def test_a_reading_writes_nothing_to_postgresql_and_sees_one_moment(store: SqlStore) -> None:
    with store.reading() as reader:
        assert reader.states("watch") == {}
        with store.writing() as writer:
            writer.put_state("watch", "a", {"due": 1})
        assert reader.states("watch") == {}
    with store.reading() as reader:
        assert reader.states("watch") == {"a": {"due": 1}}


def test_what_a_database_refuses_is_told_with_its_name(store: SqlStore) -> None:
    def rule_twice() -> None:
        with store.writing() as writer:
            writer.rule(_ruling("r1", 0))
            writer.rule(_ruling("r1", 0))

    with pytest.raises(StoreError) as told:
        rule_twice()
    assert told.value.store == store.url
    assert "UNIQUE" in told.value.error.upper()
    with store.reading() as reader:
        assert reader.rulings() == ()
