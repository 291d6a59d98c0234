"""What a store takes and gives beside the records of the model.

Clock times are UTC and given by the caller: a store has no clock. Event times are local and without a zone. An
interval is [earliest, latest).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.claim import Event, EventFamily, Extraction, Outcome, Toponym
from rashomon.model.ledger import Agreement
from rashomon.model.text import Capture, Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that enters of one document, together or not at all.

    `extraction` is null where the document was not read (its language is not known yet); `note` then says why.
    """

    document: Document
    captures: tuple[Capture, ...] = ()
    extraction: Extraction | None = None
    extractor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document as it is kept: when it entered, why it has no claims, which later version took its place."""

    document: Document
    entered: datetime
    note: str = ""
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuery:
    """Which documents to list, newest entered first; null asks for all. `offset` counts documents."""

    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    external_id: str | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None
    unread: bool | None = None
    current: bool | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An incident without its mentions and links, as it is put down when it changes."""

    id: str
    event: Event
    title: str
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None


class Verdict(StrEnum):
    """What a person can say: of two mentions, of one claim, of a grade of an incident."""

    SAME = "same"
    DIFFERENT = "different"
    HIDE = "hide"
    CONFIRM = "confirm"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in a document that a verdict holds to, so that it outlasts the claims of one extractor."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person said: of the anchors (two for same and different), or of an incident (`subject`).

    `detail` holds what else the verdict needs, as JSON: kind and value of a signed grade. A ruling is never
    changed; `undone_by` is the id of the ruling or deed that took it back, and `undone_at` when.
    """

    id: str
    verdict: Verdict
    judge: str
    at: datetime
    anchors: tuple[Anchor, ...] = ()
    subject: str = ""
    detail: str = ""
    note: str = ""
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The balance of one outcome, without group or severity."""

    outcome: Outcome
    lower: int | None = None
    upper: int | None = None
    agreement: Agreement = Agreement.UNREPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a list shows of an incident: a cache, made from its ledger, that may be dropped and made again.

    `agreement` is that of its main figure. `documents` counts those with a mention, `origins` the independent
    ones. `published` is the newest clock of its documents.
    """

    incident_id: str
    title: str
    event: Event
    family: EventFamily
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    documents: int = 0
    claims: int = 0
    origins: int = 0
    published: datetime | None = None
    agreement: Agreement = Agreement.UNREPORTED
    totals: tuple[Total, ...] = ()
    grades: tuple[str, ...] = ()


class Order(StrEnum):
    """How a list of incidents is sorted; what has no such value comes last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PUBLISHED = "published"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Degrees; `west` > `east` crosses the date line."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentQuery:
    """Which incidents to list; what is null or empty asks for all.

    `words` are searched for in the documents. `period` is "2031" or "2031-05". An incident fits `earliest` and
    `latest` where its interval touches [earliest, latest). Of several families (countries …) one has to fit.
    """

    words: str = ""
    families: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    period: str | None = None
    agreements: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    box: Box | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    order: Order = Order.NEWEST
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many of the incidents that fit have this value: `name` is family, country, year, month, agreement
    or outcome."""

    name: str
    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """One page of a list of incidents: how many fit in all, and what they have in common."""

    summaries: tuple[Summary, ...]
    total: int
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that has all the words, with the words where they stand, and the incidents that it tells of.

    `score` is higher for a better match, and comparable within one answer only.
    """

    document_id: str
    score: float
    words: tuple[Span, ...]
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds; claims are those that stand now."""

    documents: int
    claims: int
    mentions: int
    incidents: int
    log: int
