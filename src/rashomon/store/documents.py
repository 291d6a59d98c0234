"""Reading documents and where they came from."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select, select

from rashomon.model.text import Capture, Document
from rashomon.store import columns, schema
from rashomon.store.records import DocumentQuery, Kept
from rashomon.store.session import Found, Session, parts

_DOCUMENT = schema.document.c
_CAPTURE = schema.capture.c
_KEPT = (_DOCUMENT.record, _DOCUMENT.entered, _DOCUMENT.note, _DOCUMENT.superseded_by)

ALL = DocumentQuery()


class DocumentReading(Session):
    """The questions about documents: see `store.base.Reader`."""

    __slots__ = ()

    def document(self, id: str) -> Kept | None:
        """The document of this id."""
        return next(iter(self._kept(select(*_KEPT).where(_DOCUMENT.id == id))), None)

    def documents(self, query: DocumentQuery = ALL) -> tuple[Kept, ...]:
        """The documents that fit, newest entered first."""
        return self._kept(_fitting(query).order_by(_DOCUMENT.row.desc()).limit(query.limit).offset(query.offset))

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids."""
        return {
            id: self.unpack(Document, record)
            for some in parts(ids)
            for id, record in self.all(select(_DOCUMENT.id, _DOCUMENT.record).where(_DOCUMENT.id.in_(some)))
        }

    def versions(self, id: str) -> tuple[Kept, ...]:
        """All versions of the document, the first one first."""
        root = select(_DOCUMENT.root).where(_DOCUMENT.id == id).scalar_subquery()
        return self._kept(select(*_KEPT).where(_DOCUMENT.root == root).order_by(_DOCUMENT.row))

    def other_versions(self, document_ids: Iterable[str]) -> tuple[Kept, ...]:
        """The versions of these documents that are not among them, in the order in which they entered."""
        asked = list(dict.fromkeys(document_ids))
        found: dict[str, Kept] = {}
        for some in parts(asked):
            roots = select(_DOCUMENT.root).where(_DOCUMENT.id.in_(some))
            kept = self._kept(select(*_KEPT).where(_DOCUMENT.root.in_(roots)).order_by(_DOCUMENT.row))
            found |= {one.document.id: one for one in kept}
        return tuple(one for id, one in found.items() if id not in set(asked))

    def captures(self, document_ids: Iterable[str]) -> tuple[Capture, ...]:
        """The takings of these documents, in the order in which they entered."""
        found = {
            row: self.unpack(Capture, record)
            for some in parts(document_ids)
            for row, record in self.all(
                select(_CAPTURE.row, _CAPTURE.record)
                .join(schema.document, _DOCUMENT.row == _CAPTURE.document)
                .where(_DOCUMENT.id.in_(some))
            )
        }
        return tuple(found[row] for row in sorted(found))

    def raw_hashes(self) -> Iterator[str]:
        """The SHA-256 of all bytes that captures name, each once, sorted."""
        for (sha256,) in self.stream(select(_CAPTURE.raw_sha256).distinct().order_by(_CAPTURE.raw_sha256)):
            yield sha256

    def _kept(self, question: Select[*tuple[Any, ...]]) -> tuple[Kept, ...]:
        return tuple(map(self._one, self.all(question)))

    def _one(self, row: Found) -> Kept:
        return Kept(
            document=self.unpack(Document, row.record),
            entered=columns.moment(row.entered),
            note=row.note,
            superseded_by=row.superseded_by,
        )


def _fitting(query: DocumentQuery) -> Select[*tuple[Any, ...]]:
    question = select(*_KEPT)
    for name in ("url", "publisher", "language", "external_id", "unread", "current"):
        value = getattr(query, name)
        if value is not None:
            question = question.where(_DOCUMENT[name] == value)
    if query.published_from is not None:
        question = question.where(_DOCUMENT.published >= columns.micros(query.published_from))
    if query.published_to is not None:
        question = question.where(_DOCUMENT.published < columns.micros(query.published_to))
    return question
