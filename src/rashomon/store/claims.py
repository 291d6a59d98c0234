"""Reading claims and what else an extractor found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from rashomon.model.claim import Claim, Extraction
from rashomon.store import schema
from rashomon.store.session import Session, parts
from rashomon.store.spells import stood

_DOCUMENT = schema.document.c
_EXTRACTION = schema.extraction.c
_CLAIM = schema.claim.c
_MENTION = schema.mention.c
_HOME = schema.home.c
_WITH_EXTRACTION = schema.claim.join(schema.extraction, _EXTRACTION.row == _CLAIM.extraction)
_WITH_DOCUMENT = _WITH_EXTRACTION.join(schema.document, _DOCUMENT.row == _EXTRACTION.document)


def _mentions(at: datetime | None) -> Select[Any]:
    """Extractions and claims of the mentions of an `incident`, in their order."""
    return (
        select(_MENTION.extraction, _MENTION.claims)
        .join(schema.home, _HOME.mention == _MENTION.id)
        .where(_HOME.incident == bindparam("incident"), stood(schema.home, at), stood(schema.mention, at))
        .order_by(_MENTION.published.is_(None), _MENTION.published, _MENTION.document, _MENTION.start)
    )


#: Asked so often that to put them together each time would take as long as the answer.
_MENTIONS_NOW = _mentions(None)
_OF_EXTRACTIONS = select(_CLAIM.id, _CLAIM.extraction, _CLAIM.record).where(
    _CLAIM.extraction.in_(bindparam("extractions", expanding=True))
)


class ClaimReading(Session):
    """The questions about claims: see `store.base.Reader`."""

    __slots__ = ()

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims of these ids, as their current extractor gives them, else the last one that did."""
        found: dict[str, str] = {}
        for some in parts(ids):
            question = select(_CLAIM.id, _CLAIM.record).select_from(_WITH_EXTRACTION).where(_CLAIM.id.in_(some))
            for id, record in self.all(question.order_by(_EXTRACTION.current, _EXTRACTION.row)):
                found[id] = record
        return dict(zip(found, self.unpack_all(Claim, list(found.values())), strict=True))

    def claims_of(self, document_ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these documents by the extractor that is current, by document, in the text's order."""
        wanted = list(dict.fromkeys(document_ids))
        found: dict[str, list[Claim]] = {id: [] for id in wanted}
        for some in parts(wanted):
            question = (
                select(_DOCUMENT.id, _CLAIM.record)
                .select_from(_WITH_DOCUMENT)
                .where(_DOCUMENT.id.in_(some), _EXTRACTION.current)
                .order_by(_CLAIM.row)
            )
            for id, record in self.all(question):
                found[id].append(self.unpack(Claim, record))
        return tuple(claim for claims in found.values() for claim in claims)

    def claims_of_incident(self, id: str, *, at: datetime | None = None) -> tuple[Claim, ...]:
        """The claims of an incident in the order of its mentions."""
        mentions = self.all(_MENTIONS_NOW if at is None else _mentions(at), incident=id)
        wanted = {claim: row for row, claims in mentions for claim in claims.split()}
        found = self._records(wanted)
        return tuple(self.unpack_all(Claim, [found[claim] for claim in wanted if claim in found]))

    def _records(self, wanted: Mapping[str, int | None]) -> dict[str, str]:
        """The records of claims, each by an extraction (its row), or by any where that is null.

        All claims of an extraction lie side by side: to read them is less work than to find some of them.
        """
        found: dict[str, str] = {}
        for some in parts(row for row in wanted.values() if row is not None):
            for claim, extraction, record in self.all(_OF_EXTRACTIONS, extractions=list(some)):
                if wanted.get(claim) == extraction:
                    found[claim] = record
        question = select(_CLAIM.id, _CLAIM.record).order_by(_CLAIM.extraction)
        for ids in parts(claim for claim, row in wanted.items() if row is None):
            for claim, record in self.all(question.where(_CLAIM.id.in_(ids))):
                found[claim] = record
        return found

    def extraction(self, document_id: str, extractor: str | None = None) -> Extraction | None:
        """All that an extractor (the current one) found in the document."""
        which = _EXTRACTION.current if extractor is None else _EXTRACTION.extractor == extractor
        question = select(_EXTRACTION.row, _EXTRACTION.record).join(
            schema.document, _DOCUMENT.row == _EXTRACTION.document
        )
        for row, record in self.all(question.where(_DOCUMENT.id == document_id, which)):
            claims = self.all(select(_CLAIM.record).where(_CLAIM.extraction == row).order_by(_CLAIM.row))
            return replace(
                self.unpack(Extraction, record), claims=tuple(self.unpack_all(Claim, [record for (record,) in claims]))
            )
        return None

    def extractors(self, document_id: str) -> tuple[str, ...]:
        """The extractors whose claims are kept of the document, the current one first."""
        question = (
            select(_EXTRACTION.extractor)
            .join(schema.document, _DOCUMENT.row == _EXTRACTION.document)
            .where(_DOCUMENT.id == document_id)
            .order_by(_EXTRACTION.current.desc(), _EXTRACTION.row.desc())
        )
        return tuple(extractor for (extractor,) in self.all(question))

    def all_claims(self) -> Iterator[Claim]:
        """Every claim that stands now, by document in the order of entering."""
        question = (
            select(_CLAIM.record)
            .select_from(_WITH_DOCUMENT)
            .where(_DOCUMENT.current, _EXTRACTION.current)
            .order_by(_DOCUMENT.row, _CLAIM.row)
        )
        for (record,) in self.stream(question):
            yield self.unpack(Claim, record)
