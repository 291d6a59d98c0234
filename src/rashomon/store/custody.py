"""The log of an archive: what entered, changed or was judged, each entry chained to the one before it.

An entry's hash is the SHA-256 of the hash before it and of the entry as canonical JSON (sorted keys, no spaces,
ASCII), so that nothing can be changed, taken out, put in or moved without breaking the chain. Who can write
anew the whole log from some entry on can forge it: a head that is kept elsewhere (printed, mailed, published)
tells that, too. After Haber and Stornetta, How to time-stamp a digital document, 1991.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.codec import time_text

#: The hash that the first entry follows.
GENESIS = "0" * 64


class Action(StrEnum):
    """What was done."""

    ADDED = "added"
    CAPTURED = "captured"
    SUPERSEDED = "superseded"
    READ = "read"
    DROPPED = "dropped"
    JUDGED = "judged"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done to an archive: by whom, when (UTC), to what (an id), from which state to which, and why.

    `old` and `new` are texts: a digest, a verdict, or JSON of both.
    """

    at: datetime
    who: str
    action: Action
    subject: str
    old: str | None = None
    new: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A deed in its place: `number` counts from 1, `previous` is the hash of the entry before it."""

    number: int
    deed: Deed
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: the number and hash of its last entry."""

    number: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Break:
    """Where a log does not hold: at the entry of this number, and how."""

    number: int
    error: str


def append(head: Head, deeds: Iterable[Deed]) -> tuple[LogEntry, ...]:
    """The entries that the deeds make behind `head`, in their order."""
    entries: list[LogEntry] = []
    for deed in deeds:
        number = head.number + 1
        made = LogEntry(number=number, deed=deed, previous=head.hash, hash=_hash(number, deed, head.hash))
        entries.append(made)
        head = Head(number, made.hash)
    return tuple(entries)


def breaks(entries: Iterable[LogEntry], *, head: Head | None = None) -> Iterator[Break]:
    """Every place where the log, given from its first entry on, does not hold; nothing where it does.

    `head` is an end of the log as it was noted elsewhere: its entry must be there, with that hash. Without it,
    entries cut off the end are not seen.
    """
    last = Head()
    noted = head is None or head == last
    for entry in entries:
        if entry.number != last.number + 1:
            yield Break(entry.number, _misplaced(entry.number, last.number))
        elif entry.previous != last.hash:
            yield Break(entry.number, f"entry {entry.number} does not follow on the one before it, which was changed")
        if entry.hash != _hash(entry.number, entry.deed, entry.previous):
            yield Break(entry.number, f"entry {entry.number} was changed: {_told(entry.deed)}")
        last = Head(entry.number, entry.hash)
        noted = noted or last == head
    if head is not None and not noted:
        yield Break(head.number, f"entry {head.number} with the hash {head.hash} is not in the log")


def _hash(number: int, deed: Deed, previous: str) -> str:
    record = {
        "number": number,
        "at": time_text(deed.at),
        "who": deed.who,
        "action": deed.action.value,
        "subject": deed.subject,
        "old": deed.old,
        "new": deed.new,
        "why": deed.why,
    }
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{previous}\n{canonical}".encode("ascii", "backslashreplace")).hexdigest()


def _misplaced(number: int, last: int) -> str:
    if number <= last:
        return f"entry {number} stands behind entry {last}"
    missing = f"entry {last + 1} is" if number == last + 2 else f"entries {last + 1} to {number - 1} are"
    return f"{missing} missing before entry {number}"


def _told(deed: Deed) -> str:
    return f"{deed.who} {deed.action} {deed.subject} at {time_text(deed.at)}"
