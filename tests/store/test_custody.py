"""Whatever is done to a log behind its back is found, and its place is named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.store.custody import GENESIS, Action, Deed, Head, LogEntry, append, breaks

_texts = st.text(max_size=12)
_deeds = st.builds(
    Deed,
    at=st.datetimes(timezones=st.just(UTC)),
    who=_texts,
    action=st.sampled_from(Action),
    subject=_texts,
    old=st.none() | _texts,
    new=st.none() | _texts,
    why=_texts,
)
_logs = st.lists(_deeds, min_size=1, max_size=8).map(lambda deeds: append(Head(), deeds))

_OTHER: dict[str, Any] = {
    "who": lambda value: value + "x",
    "subject": lambda value: value + " ",
    "why": lambda value: "\ud800" + value,
    "old": lambda value: "" if value is None else None,
    "new": lambda value: "" if value is None else value + "\x00",
    "at": lambda value: value + timedelta(microseconds=1 if value.year < 9999 else -1),
    "action": lambda value: next(action for action in Action if action is not value),
}


def _named(log: list[LogEntry] | tuple[LogEntry, ...], head: Head | None = None) -> list[int]:
    return [found.number for found in breaks(log, head=head)]


@given(log=_logs)
def test_a_log_that_nobody_touched_holds(log: tuple[LogEntry, ...]) -> None:
    assert _named(log) == []
    assert _named(log, Head(log[-1].number, log[-1].hash)) == []
    assert [entry.number for entry in log] == list(range(1, len(log) + 1))
    assert log[0].previous == GENESIS


@given(first=st.lists(_deeds, max_size=4), second=st.lists(_deeds, max_size=4))
def test_a_log_goes_on_where_it_ended(first: list[Deed], second: list[Deed]) -> None:
    begun = append(Head(), first)
    head = Head(begun[-1].number, begun[-1].hash) if begun else Head()
    assert begun + append(head, second) == append(Head(), first + second)


@given(log=_logs, data=st.data())
def test_a_changed_deed_is_named(log: tuple[LogEntry, ...], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from(sorted(_OTHER)))
    entry = log[i]
    forged = replace(entry, deed=replace(entry.deed, **{field: _OTHER[field](getattr(entry.deed, field))}))
    assert _named([*log[:i], forged, *log[i + 1 :]]) == [entry.number]


@given(log=_logs, data=st.data(), field=st.sampled_from(["previous", "hash", "number"]))
def test_a_changed_link_is_named(log: tuple[LogEntry, ...], data: st.DataObject, field: str) -> None:
    i = data.draw(st.integers(0, len(log) - 1))
    entry = log[i]
    value: Any = entry.number + 100 if field == "number" else "f" * 64
    forged = replace(entry, **{field: value})
    assert {entry.number, forged.number} & set(_named([*log[:i], forged, *log[i + 1 :]]))


@given(log=_logs.filter(lambda log: len(log) > 1), data=st.data())
def test_an_entry_changed_with_its_hash_is_named_by_the_next(log: tuple[LogEntry, ...], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 2))
    before = Head(log[i - 1].number, log[i - 1].hash) if i else Head()
    [forged] = append(before, [replace(log[i].deed, why=log[i].deed.why + "!")])
    assert _named([*log[:i], forged, *log[i + 1 :]]) == [log[i + 1].number]


@given(log=_logs.filter(lambda log: len(log) > 1), data=st.data())
def test_an_entry_taken_out_is_named(log: tuple[LogEntry, ...], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 2))
    [found] = breaks([*log[:i], *log[i + 1 :]])
    assert found.number == log[i + 1].number
    assert f"entry {log[i].number} is missing" in found.error


@given(log=_logs, data=st.data())
def test_entries_cut_off_are_told_by_a_noted_head(log: tuple[LogEntry, ...], data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(log) - 1))
    assert _named(log[:kept], Head(log[-1].number, log[-1].hash)) == [len(log)]


@given(log=_logs, deed=_deeds, data=st.data())
def test_an_entry_put_in_is_named(log: tuple[LogEntry, ...], deed: Deed, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(log) - 1))
    before = Head(log[i - 1].number, log[i - 1].hash) if i else Head()
    put_in = append(before, [deed])
    assert log[i].number in _named([*log[:i], *put_in, *log[i:]])


@given(log=_logs.filter(lambda log: len(log) > 1), data=st.data())
def test_entries_in_another_order_are_named(log: tuple[LogEntry, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(log).filter(lambda found: list(found) != list(log)))
    assert _named(shuffled)


def test_what_was_done_is_told() -> None:
    deed = Deed(at=datetime(2031, 5, 2, tzinfo=UTC), who="ada", action=Action.JUDGED, subject="c1", new="hidden")
    [entry] = append(Head(), [deed])
    [found] = breaks([replace(entry, deed=replace(deed, who="bob"))])
    assert found.error == "entry 1 was changed: bob judged c1 at 2031-05-02T00:00:00Z"


def test_several_missing_entries_are_told_by_their_range() -> None:
    deed = Deed(at=datetime(2031, 5, 2, tzinfo=UTC), who="ada", action=Action.ADDED, subject="d1")
    log = append(Head(), [deed] * 5)
    [found] = breaks([log[0], log[4]])
    assert found.error == "entries 2 to 4 are missing before entry 5"


@pytest.mark.parametrize("log", [(), append(Head(), [])])
def test_an_empty_log_holds(log: tuple[LogEntry, ...]) -> None:
    assert _named(log) == []
    assert _named(log, Head()) == []
