"""Which claims speak of one happening, and why they are thought to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.claim import Event, EventFamily, Toponym


class Judgement(StrEnum):
    """Whether two mentions are of one incident."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The claims of one document that speak of one happening. The interval is [earliest, latest)."""

    document_id: str
    claim_ids: tuple[str, ...]
    family: EventFamily
    events: tuple[Event, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    words: frozenset[str] = frozenset()
    background: bool = False


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
