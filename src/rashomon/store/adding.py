"""Taking in documents with their captures and claims, many at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from rashomon.model import packing
from rashomon.model.claim import Claim
from rashomon.model.text import Document
from rashomon.store import columns, fulltext, schema
from rashomon.store.records import Entry
from rashomon.store.session import Session, parts

_DOCUMENT = schema.document.c
_CAPTURE = schema.capture.c
_EXTRACTION = schema.extraction.c
_CLAIM = schema.claim.c
_MENTION = schema.mention.c


@dataclass(slots=True)
class _Known:
    """What a document that is there already has, as far as adding asks."""

    row: int
    root: str
    current: bool
    captures: set[str] = field(default_factory=set)
    extractors: set[str] = field(default_factory=set)
    reading: dict[str, Any] | None = None  # the row of the extraction that this batch brought


class Adding(Session):
    """See `store.base.Writer.add` and `drop_claims`."""

    __slots__ = ()

    def add(self, entries: Sequence[Entry], *, at: datetime) -> tuple[str, ...]:
        """Takes documents in with all that is theirs, and returns the ids of those that were new."""
        work = _Work(self, self._known(entries), at)
        for entry in entries:
            work.take(entry)
        work.write()
        return tuple(work.new)

    def drop_claims(self, extractor: str) -> int:
        """Drops the claims and mentions by an extractor where they are not current; returns how many claims."""
        old = select(_EXTRACTION.row).where(_EXTRACTION.extractor == extractor, _EXTRACTION.current.is_(False))
        self.connection.execute(delete(schema.mention).where(_MENTION.extraction.in_(old), _MENTION.until.is_not(None)))
        dropped = self.connection.execute(delete(schema.claim).where(_CLAIM.extraction.in_(old))).rowcount
        self.connection.execute(
            delete(schema.extraction).where(_EXTRACTION.extractor == extractor, _EXTRACTION.current.is_(False))
        )
        return dropped

    def _known(self, entries: Sequence[Entry]) -> dict[str, _Known]:
        """The documents of the entries, and those that they supersede, as far as they are there."""
        ids = [id for entry in entries for id in (entry.document.id, entry.document.supersedes) if id]
        found: dict[str, _Known] = {}
        for some in parts(ids):
            question = select(_DOCUMENT.id, _DOCUMENT.row, _DOCUMENT.root, _DOCUMENT.current)
            for id, row, root, current in self.all(question.where(_DOCUMENT.id.in_(some))):
                found[id] = _Known(row, root, current)
        by_row = {known.row: known for known in found.values()}
        for rows in parts(by_row):
            captures = select(_CAPTURE.document, _CAPTURE.record).where(_CAPTURE.document.in_(rows))
            for row, record in self.all(captures):
                by_row[row].captures.add(record)
            extractions = select(_EXTRACTION.document, _EXTRACTION.extractor).where(_EXTRACTION.document.in_(rows))
            for row, extractor in self.all(extractions):
                by_row[row].extractors.add(extractor)
        return found


class _Work:
    """The rows that one call of `add` comes to."""

    def __init__(self, session: Adding, known: dict[str, _Known], at: datetime) -> None:
        self._session = session
        self._known = known
        self._at = columns.micros(at)
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._texts: list[tuple[int, str]] = []
        self._succeeded: list[tuple[str, str, str]] = []
        self._read_first: list[int] = []
        self._read_before: set[int] = set()
        self.new: list[str] = []

    def take(self, entry: Entry) -> None:
        document = entry.document
        known = self._known.get(document.id)
        earlier = self._known.get(document.supersedes) if document.supersedes else None
        if known is None:
            known = self._new(entry, root=earlier.root if earlier else document.id)
        elif entry.extraction is not None and not known.extractors:
            self._read_first.append(known.row)
        elif entry.extraction is not None and entry.extractor not in known.extractors:
            self._read_before.add(known.row)
        if document.supersedes and earlier and earlier.current and earlier.row != known.row:
            self._succeeded.append((document.supersedes, document.id, known.root))
            earlier.current, known.current = False, True
        self._captures(entry, known)
        self._extraction(entry, known)

    def write(self) -> None:
        """Puts the rows down, those that others refer to first."""
        session = self._session
        for table in (schema.document, schema.capture):
            session.put(table, self._rows[table])
        self._end_readings()
        for table in (schema.extraction, schema.claim):
            session.put(table, self._rows[table])
        fulltext.insert(session.connection, self._texts)
        for old, new, root in self._succeeded:
            change = update(schema.document)
            replaced = {"current": False, "superseded_by": new, "root": root}
            session.connection.execute(change.where(_DOCUMENT.id == old).values(replaced))
            session.connection.execute(change.where(_DOCUMENT.id == new).values(current=True, superseded_by=None))

    def _end_readings(self) -> None:
        """The readings by earlier extractors are not current any more."""
        rows = [{"read": row["document"]} for row in self._rows[schema.extraction]]
        old = [row for row in rows if row["read"] in self._read_before]
        if old:
            self._session.connection.execute(
                update(schema.extraction).where(_EXTRACTION.document == bindparam("read")).values(current=False), old
            )
        if self._read_first:
            self._session.connection.execute(
                update(schema.document).where(_DOCUMENT.row == bindparam("read")).values(unread=False, note=""),
                [{"read": row} for row in self._read_first],
            )

    def _new(self, entry: Entry, *, root: str) -> _Known:
        document = entry.document
        row = self._session.next_row(schema.document)
        self._rows[schema.document].append(
            {
                "row": row,
                "id": document.id,
                "root": root,
                "external_id": document.external_id and columns.plain(document.external_id),
                "medium": document.medium.value,
                "publisher": columns.plain(document.publisher),
                "language": columns.plain(document.language),
                "url": document.url and columns.plain(document.url),
                "title": columns.plain(document.title),
                "published": columns.micros(document.published),
                "entered": self._at,
                "current": True,
                "superseded_by": None,
                "unread": entry.extraction is None,
                "note": columns.plain(entry.note),
                "record": packing.pack(document),
            }
        )
        self._texts.append((row, _searched(document)))
        self.new.append(document.id)
        known = self._known[document.id] = _Known(row, root, True)
        return known

    def _captures(self, entry: Entry, known: _Known) -> None:
        for capture in entry.captures:
            record = packing.pack(capture)
            if record not in known.captures:
                known.captures.add(record)
                row = self._session.next_row(schema.capture)
                self._rows[schema.capture].append(
                    {"row": row, "document": known.row, "raw_sha256": capture.raw_sha256, "record": record}
                )

    def _extraction(self, entry: Entry, known: _Known) -> None:
        if entry.extraction is None or entry.extractor in known.extractors:
            return
        if known.reading is not None:
            known.reading["current"] = False
        row = self._session.next_row(schema.extraction)
        known.reading = {
            "row": row,
            "document": known.row,
            "extractor": entry.extractor,
            "entered": self._at,
            "current": True,
            "record": packing.pack(replace(entry.extraction, claims=())),
        }
        self._rows[schema.extraction].append(known.reading)
        self._rows[schema.claim].extend(self._claim(claim, row) for claim in entry.extraction.claims)
        known.extractors.add(entry.extractor)

    def _claim(self, claim: Claim, extraction: int) -> dict[str, Any]:
        party, quantity = claim.attribution.party, claim.quantity
        return {
            "row": self._session.next_row(schema.claim),
            "extraction": extraction,
            "id": claim.id,
            "outcome": claim.outcome.value,
            "event": claim.event.value if claim.event else None,
            "party": columns.plain(party.key) if party else None,
            "lower": columns.whole(quantity.lower) if quantity else None,
            "upper": columns.whole(quantity.upper) if quantity else None,
            "record": packing.pack(claim),
        }


def _searched(document: Document) -> str:
    """What a document is found by: its text, and its title where the text has it not."""
    return document.text if document.title in document.text else f"{document.title}\n{document.text}"
