"""Which claims speak of one happening, and why they are thought to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.claim import Event, EventFamily, Outcome, TimeExpression, Toponym
from rashomon.model.text import Span


class Judgement(StrEnum):
    """Whether two mentions are of one incident."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class EchoKind(StrEnum):
    """How a document repeats another: nearly all of it, by forwarding it, or a passage of it."""

    COPY = "copy"
    FORWARD = "forward"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """That a document repeats its origin, the earliest with these words.

    `share` is how much of the document's words the origin has too, from 0 to 1. `passage` is the longest run
    of words that both share, as it stands in the document, and `origin_passage` as it stands in the origin;
    both are null where there is none (a document that says that it forwards another may have other words).
    """

    document_id: str
    origin_id: str
    kind: EchoKind
    share: float
    passage: Span | None = None
    origin_passage: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A total that a mention gives for an outcome; null bounds are unknown."""

    outcome: Outcome
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The claims of one document that speak of one happening. The interval is [earliest, latest).

    `start` is where its first claim comes in reading (below 0 in a title set below the text), `time` the
    expression that its interval comes from, `published` the document's clock (UTC), `figures` the totals that
    it gives. `times` and `places` are all that its claims give, each once, the text's order kept. `victims` are
    hashes of the words of the victims' names, which are withheld from output themselves, and `words` leaves
    them out; `ages` are the victims' in years. `also_places` (gazetteer id, else name in lower case) and
    `also_days` (ISO; "XXXX-07-04" where the year is not known) are all that its sentences name, in a claim or not,
    without districts and wider; `streets` the words of the streets that they name, and with a number: "400 elm".
    `leading` is the one of its report that most is said of; `scene` the town that such a report is set in, whether or
    not it says that the happening was there.
    """

    document_id: str
    claim_ids: tuple[str, ...]
    family: EventFamily
    events: tuple[Event, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    words: frozenset[str] = frozenset()
    background: bool = False
    start: int = 0
    time: TimeExpression | None = None
    published: datetime | None = None
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Toponym, ...] = ()
    victims: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    also_places: frozenset[str] = frozenset()
    also_days: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    leading: bool = False
    scene: Toponym | None = None

    @property
    def id(self) -> str:
        """What a mention is named by: its first claim, which is in no other."""
        return self.claim_ids[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One reason for or against a link: `score` is positive for, negative against; -inf forbids."""

    name: str
    score: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement on two mentions (named by their first claims' ids), with its reasons."""

    left: str
    right: str
    judgement: Judgement
    features: tuple[Feature, ...] = ()
    judge: str = "rashomon"
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Mentions that are taken for one happening. The interval is [earliest, latest)."""

    id: str
    event: Event
    title: str
    mentions: tuple[Mention, ...]
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    links: tuple[Link, ...] = ()
    former_ids: tuple[str, ...] = ()

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all its claims, in the order of its mentions."""
        return tuple(id for mention in self.mentions for id in mention.claim_ids)
