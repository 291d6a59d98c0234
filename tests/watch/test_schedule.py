"""When sources are looked at again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import codec
from rashomon.watch.schedule import LONGEST_PAUSE, Memory, failed, is_due, succeeded

NOW = datetime(2031, 5, 3, 12, tzinfo=UTC)


def test_what_was_never_looked_at_is_due() -> None:
    assert is_due(Memory(), NOW)
    later = succeeded(Memory(), NOW, 900)
    assert not is_due(later, NOW)
    assert is_due(later, NOW + timedelta(minutes=15))


def test_failures_in_a_row_double_the_pause_up_to_a_day() -> None:
    memory = Memory()
    pauses = []
    for _ in range(12):
        memory = failed(memory, NOW, 900, "gone")
        assert memory.due is not None
        pauses.append((memory.due - NOW).total_seconds() / 60)
    assert pauses[:4] == [15, 30, 60, 120]
    assert pauses[-1] == 24 * 60
    assert (memory.failures, memory.trouble) == (12, "gone")
    assert succeeded(memory, NOW, 900) == Memory(due=NOW + timedelta(minutes=15))


def test_a_server_that_asks_for_time_gets_it() -> None:
    assert failed(Memory(), NOW, 60, "busy", wait=7_200).due == NOW + timedelta(hours=2)
    assert failed(Memory(), NOW, 60, "busy", wait=10**9).due == NOW + timedelta(seconds=LONGEST_PAUSE)


@given(st.integers(0, 10**6), st.floats(1, 10**6), st.floats(0, 10**9))
def test_no_pause_is_longer_than_a_day_or_shorter_than_asked_for(failures: int, every: float, wait: float) -> None:
    memory = failed(Memory(failures=failures), NOW, every, "x", wait=wait)
    assert memory.due is not None
    pause = (memory.due - NOW).total_seconds()
    assert every <= pause + 0.001
    assert pause <= max(LONGEST_PAUSE, every) + 0.001


def test_what_is_remembered_outlasts_a_restart() -> None:
    memory = Memory(due=NOW, failures=1, trouble="x", etag='"1"', seen=("a",), tries=(("b", 1),), files=(("c", 3, 9),))
    assert codec.from_dict(Memory, codec.to_dict(memory)) == memory
