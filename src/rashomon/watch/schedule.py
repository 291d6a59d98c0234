"""When a source is looked at next, and what is remembered of it from one look to the next."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: The longest pause before a source that fails is tried again, in seconds.
LONGEST_PAUSE = 86_400.0

#: Doublings of the pause that are counted: beyond, it is the longest one anyhow.
_DOUBLINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of a source, as the archive keeps it.

    `due` is when it is looked at next, null for at once; `failures` how often it failed in a row, `trouble` what
    was told of that. `url`, `etag` and `last_modified` are by what its server tells that it has not changed.
    `seen` are the ids of the documents that it held, `tries` how often a page that an item leads to could not be
    had, by the item's document. `files` are those of a folder: path, size, and time of change in nanoseconds.
    """

    due: datetime | None = None
    failures: int = 0
    trouble: str = ""
    url: str = ""
    etag: str = ""
    last_modified: str = ""
    seen: tuple[str, ...] = ()
    tries: tuple[tuple[str, int], ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()


def is_due(memory: Memory, now: datetime) -> bool:
    """Whether a source is to be looked at."""
    return memory.due is None or memory.due <= now


def succeeded(memory: Memory, now: datetime, every: float) -> Memory:
    """After a look that went well."""
    return replace(memory, due=now + timedelta(seconds=every), failures=0, trouble="")


def failed(memory: Memory, now: datetime, every: float, trouble: str, *, wait: float = 0) -> Memory:
    """After one that did not: each failure in a row doubles the pause, up to a day.

    `wait` is what the server asks for, in seconds; one that asks for more than a day is left alone for a day.
    """
    seconds = max(every * 2 ** min(memory.failures, _DOUBLINGS), wait)
    return replace(
        memory,
        due=now + timedelta(seconds=min(seconds, max(LONGEST_PAUSE, every))),
        failures=memory.failures + 1,
        trouble=trouble,
    )
