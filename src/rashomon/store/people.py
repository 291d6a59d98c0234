"""Reading what people said, the log, and what watching keeps."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, func, or_, select

from rashomon.store import columns, custody, schema
from rashomon.store.base import State
from rashomon.store.records import Counts, Ruling
from rashomon.store.session import Found, Session, parts
from rashomon.store.spells import stood

_RULING = schema.ruling.c
_ANCHOR = schema.anchor.c
_LOG = schema.log.c
_STATE = schema.state.c


class PeopleReading(Session):
    """The questions about judgements, log and state: see `store.base.Reader`."""

    __slots__ = ()

    def rulings(
        self, *, document_ids: Iterable[str] | None = None, at: datetime | None = None, undone: bool = False
    ) -> tuple[Ruling, ...]:
        """The rulings (on these documents), oldest first; those that were undone only if asked for."""
        question = select(_RULING.row, _RULING.record, _RULING.undone_by, _RULING.undone_at)
        moment = columns.micros(at)
        if moment is not None:
            question = question.where(_RULING.at <= moment)
        if not undone:
            standing = _RULING.undone_at.is_(None)
            question = question.where(standing if moment is None else or_(standing, _RULING.undone_at > moment))
        if document_ids is None:
            return tuple(map(self._ruling, self.all(question.order_by(_RULING.row))))
        found = {
            row.row: row
            for some in parts(document_ids)
            for row in self.all(
                question.where(_RULING.row.in_(select(_ANCHOR.ruling).where(_ANCHOR.document.in_(some))))
            )
        }
        return tuple(self._ruling(found[row]) for row in sorted(found))

    def log(self, *, after: int = 0, subject: str | None = None) -> Iterator[custody.LogEntry]:
        """The entries of the log behind number `after`, in their order."""
        question = select(schema.log).where(_LOG.number > after).order_by(_LOG.number)
        if subject is not None:
            question = question.where(_LOG.subject == subject)
        for row in self.stream(question):
            yield custody.LogEntry(
                number=row.number,
                deed=custody.Deed(
                    at=columns.moment(row.at),
                    who=row.who,
                    action=custody.Action(row.action),
                    subject=row.subject,
                    old=row.old,
                    new=row.new,
                    why=row.why,
                ),
                previous=row.previous,
                hash=row.hash,
            )

    def head(self) -> custody.Head:
        """The end of the log."""
        for row in self.all(select(_LOG.number, _LOG.hash).order_by(_LOG.number.desc()).limit(1)):
            return custody.Head(row.number, row.hash)
        return custody.Head()

    def state(self, namespace: str, key: str) -> State | None:
        """A value that was put there."""
        found = self.all(select(_STATE.value).where(_STATE.namespace == namespace, _STATE.key == key))
        return json.loads(found[0].value) if found else None

    def states(self, namespace: str) -> dict[str, State]:
        """All values of a namespace, by key."""
        question = select(_STATE.key, _STATE.value).where(_STATE.namespace == namespace).order_by(_STATE.key)
        return {key: json.loads(value) for key, value in self.all(question)}

    def counts(self) -> Counts:
        """How much there is."""
        extraction, document = schema.extraction.c, schema.document.c
        standing = schema.claim.join(schema.extraction, extraction.row == schema.claim.c.extraction).join(
            schema.document, document.row == extraction.document
        )
        return Counts(
            documents=self._count(select(func.count()).select_from(schema.document)),
            claims=self._count(select(func.count()).select_from(standing).where(document.current, extraction.current)),
            mentions=self._count(select(func.count()).select_from(schema.mention).where(stood(schema.mention))),
            incidents=self._count(select(func.count(schema.home.c.incident.distinct())).where(stood(schema.home))),
            log=self.head().number,
        )

    def _count(self, question: Select[int]) -> int:
        return self.connection.execute(question).scalar_one()

    def _ruling(self, row: Found) -> Ruling:
        undone_at = None if row.undone_at is None else columns.moment(row.undone_at)
        return replace(self.unpack(Ruling, row.record), undone_by=row.undone_by, undone_at=undone_at)
