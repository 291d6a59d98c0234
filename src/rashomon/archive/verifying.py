"""Whether an archive is as it entered: the log holds, its records are there unchanged, and so are their bytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rashomon.archive import deeds
from rashomon.archive.records import Fault, FaultKind, Verification
from rashomon.store import vault as files
from rashomon.store.base import Reader
from rashomon.store.custody import Action, Deed, Head, LogEntry, breaks
from rashomon.store.records import DocumentQuery, Ruling
from rashomon.store.vault import Vault

_TAKEN = frozenset({Action.ADDED, Action.CAPTURED})

#: Records that are looked at together.
_CHUNK = 500


def verify(reader: Reader, vault: Vault, *, head: Head | None = None) -> Verification:
    """Looks at everything once, in bounded memory but for the names of the files.

    `head` is an end of the log that was noted elsewhere: entries that were cut off since are told by it.
    """
    hashes = set(reader.raw_hashes())
    faults = [
        *_log(reader, head),
        *_records(reader),
        *(_file(fault) for fault in vault.verify(sorted(hashes))),
        *(_file(fault) for fault in vault.orphans(hashes)),
    ]
    counts, end = reader.counts(), reader.head()
    return Verification(
        files=len(hashes), documents=counts.documents, entries=counts.log, head=end, faults=tuple(faults)
    )


def _file(fault: files.Fault) -> Fault:
    kind = FaultKind.ORPHAN if fault.kind is files.FaultKind.ORPHAN else FaultKind.BYTES
    return Fault(kind=kind, subject=str(fault.path), error=fault.error)


def _log(reader: Reader, head: Head | None) -> Iterator[Fault]:
    for found in breaks(reader.log(), head=head):
        yield Fault(kind=FaultKind.LOG, subject=f"entry {found.number}", error=found.error)


@dataclass(slots=True)
class _Logged:
    """What the log says that is to be compared at its end."""

    documents: int = 0
    captures: dict[str, set[str]] = field(default_factory=dict)  # found, and not in the log so far
    said: dict[str, str] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)


def _records(reader: Reader) -> Iterator[Fault]:
    """Documents, captures, extractions and rulings that differ from what the log says of them."""
    dropped = {entry.deed.subject for entry in reader.log() if entry.deed.action is Action.DROPPED}
    logged = _Logged()
    for chunk in _chunks(reader.log()):
        taken = [entry.deed for entry in chunk]
        yield from _documents(reader, [deed for deed in taken if deed.action is Action.ADDED])
        yield from _captures(reader, [deed for deed in taken if deed.action in _TAKEN], logged)
        yield from _extractions(reader, [deed for deed in taken if deed.action in (Action.ADDED, Action.READ)], dropped)
        logged.documents += sum(deed.action is Action.ADDED for deed in taken)
        logged.said |= {deed.subject: deed.new or "" for deed in taken if deed.action is Action.JUDGED}
        logged.undone |= {deed.subject for deed in taken if deed.action is Action.UNDONE}
    for id in logged.captures:
        yield _fault(f"document {id}", "the log does not say when some of its bytes were taken")
    if logged.documents != reader.counts().documents:
        yield from _unlogged(reader)
    yield from _rulings(reader.rulings(undone=True), logged)


def _chunks(entries: Iterator[LogEntry]) -> Iterator[list[LogEntry]]:
    while chunk := list(islice(entries, _CHUNK)):
        yield chunk


def _fault(subject: str, error: str) -> Fault:
    return Fault(kind=FaultKind.RECORD, subject=subject, error=error)


def _documents(reader: Reader, added: Iterable[Deed]) -> Iterator[Fault]:
    logged = {deed.subject: deeds.state(deed.new).get("document") for deed in added}
    found = reader.documents_by_id(logged)
    for id, digest in logged.items():
        if id not in found:
            yield _fault(f"document {id}", "it entered and is not there any more")
        elif deeds.digest(found[id]) != digest:
            yield _fault(f"document {id}", "it is not as it entered")


def _captures(reader: Reader, taken: Sequence[Deed], logged: _Logged) -> Iterator[Fault]:
    there: dict[str, set[str]] = {}
    for capture in reader.captures({deed.subject for deed in taken}):
        there.setdefault(capture.document_id, set()).add(deeds.digest(capture))
    for deed in taken:
        id, captures = deed.subject, deeds.state(deed.new).get("captures", ())
        if deed.action is Action.ADDED:
            logged.captures[id] = set(there.get(id, ()))
        logged.captures.get(id, set()).difference_update(capture["record"] for capture in captures)
        if not logged.captures.get(id):
            logged.captures.pop(id, None)
        for capture in captures:
            if capture["record"] not in there.get(id, ()):
                yield _fault(f"document {id}", f"the record of its bytes {capture['raw']} is missing or changed")


def _extractions(reader: Reader, read: Iterable[Deed], dropped: set[str]) -> Iterator[Fault]:
    for deed in read:
        new: dict[str, Any] = deeds.state(deed.new)
        if "extraction" not in new:
            continue
        found = reader.extraction(deed.subject, new["extractor"])
        what = f"claims of document {deed.subject} by {new['extractor']}"
        if found is None:
            if new["extractor"] not in dropped:
                yield _fault(what, "they entered and are not there any more")
        elif deeds.digest(found) != new["extraction"]:
            yield _fault(what, "they are not as they entered")


def _unlogged(reader: Reader) -> Iterator[Fault]:
    for id in document_ids(reader):
        if not any(entry.deed.action is Action.ADDED for entry in reader.log(subject=id)):
            yield _fault(f"document {id}", "the log does not say when it entered")


def document_ids(reader: Reader, *, current: bool | None = None) -> Iterator[str]:
    """The ids of all documents, or of the `current` versions, newest entered first."""
    offset = 0
    while kept := reader.documents(DocumentQuery(current=current, limit=_CHUNK, offset=offset)):
        yield from (one.document.id for one in kept)
        offset += len(kept)


def _rulings(found: Iterable[Ruling], logged: _Logged) -> Iterator[Fault]:
    there = {ruling.id: ruling for ruling in found}
    for id, said in logged.said.items():
        ruling = there.get(id)
        if ruling is None:
            yield _fault(f"judgement {id}", "it was given and is not there any more")
        elif deeds.said(ruling) != said:
            yield _fault(f"judgement {id}", "it is not as it was given")
        elif (ruling.undone_by is not None) != (id in logged.undone):
            yield _fault(f"judgement {id}", "the log does not agree on whether it was taken back")
    for id in there.keys() - logged.said.keys():
        yield _fault(f"judgement {id}", "the log does not say who gave it, and when")
