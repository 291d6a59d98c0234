"""What an archive answers with, beside the records of the model and of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.answer import Answer
from rashomon.model.claim import Claim, Extraction
from rashomon.model.incident import Incident
from rashomon.model.ledger import Balance, Brief, Ledger, Problem
from rashomon.model.text import Document, Span
from rashomon.store.custody import Head
from rashomon.store.records import Ruling


class Arrival(StrEnum):
    """How a document entered: for the first time, as a new version of one that was there, or not at all."""

    ADDED = "added"
    CHANGED = "changed"
    KNOWN = "known"


class ChangeKind(StrEnum):
    """What became of a sentence from one version to the next."""

    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that one of two versions has and the other has not; the span is of the version that has it."""

    kind: ChangeKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What became of one document that was given.

    `place` is where it was found. `note` says why it has no claims, where it was not read. `supersedes` is the
    version that it takes the place of, `changes` what changed in the text; `superseded_by` is the newer version
    that was there before it. `captured` is false where its bytes were taken from that place before: then nothing
    entered.
    """

    arrival: Arrival
    document_id: str
    place: str
    title: str = ""
    publisher: str = ""
    claims: int = 0
    incident_ids: tuple[str, ...] = ()
    note: str = ""
    supersedes: str | None = None
    superseded_by: str | None = None
    changes: tuple[Change, ...] = ()
    captured: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of one adding, in the order in which it was given."""

    entered: tuple[Entered, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, arrival: Arrival) -> tuple[Entered, ...]:
        """Those that entered in this way."""
        return tuple(one for one in self.entered if one.arrival is arrival)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that an archive has on one incident, at one moment.

    `claims` are those of the incident, and those of former versions of its documents, which the ledger enters
    as superseded. `rulings` are what people said of them and is in force.
    """

    incident: Incident
    ledger: Ledger
    brief: Brief
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    rulings: tuple[Ruling, ...] = ()

    @property
    def answer(self) -> Answer:
        """The same as the answer of a reading, so that it is shown in the same way."""
        by_document: dict[str, list[Claim]] = {document.id: [] for document in self.documents}
        for claim in self.claims:
            by_document[claim.document_id].append(claim)
        return Answer(
            documents=self.documents,
            extractions=tuple(Extraction(document_id=id, claims=tuple(found)) for id, found in by_document.items()),
            incidents=(self.incident,),
            ledgers=(self.ledger,),
            briefs=(self.brief,),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What somebody asks about, and what it takes to answer: an incident, claims of it or a report, and the
    documents of all mentions that its links weigh, by mention."""

    dossier: Dossier
    claim_ids: tuple[str, ...] = ()
    document_id: str | None = None
    weighed: Mapping[str, Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that a search found: a stretch of its text around the words, and what it tells of."""

    document: Document
    score: float
    excerpt: Span
    words: tuple[Span, ...]
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """How what is told of an outcome changed; null where nobody told of it."""

    outcome: str
    before: Balance | None
    after: Balance | None


class IncidentChangeKind(StrEnum):
    """What became of an incident; one that is gone has no report any more."""

    NEW = "new"
    CHANGED = "changed"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChange:
    """An incident that changed: its documents that came and went, its figures before and after.

    `into` is the incident that a merged one went into.
    """

    incident_id: str
    title: str
    kind: IncidentChangeKind
    into: str | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What happened to an archive in (since, until]: ids of documents that entered and that others took the place
    of, people's rulings that were given or taken back, and what all that did."""

    since: datetime
    until: datetime
    documents: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    incidents: tuple[IncidentChange, ...] = ()


class FaultKind(StrEnum):
    """What verifying may find. Only an orphan is harmless."""

    BYTES = "bytes"
    LOG = "log"
    RECORD = "record"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it entered; `subject` names the file, the entry of the log or the record."""

    kind: FaultKind
    subject: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at, what was found, and the end of the log, to be noted elsewhere."""

    files: int
    documents: int
    entries: int
    head: Head
    faults: tuple[Fault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether all is as it entered."""
        return all(fault.kind is FaultKind.ORPHAN for fault in self.faults)
