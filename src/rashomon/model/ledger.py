"""How the claims of an incident stand to each other: the ledger, assembled on reading."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.claim import Modality, Outcome, Party, Severity


class Standing(StrEnum):
    """What weight a claim has in its ledger."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    ECHO = "echo"
    PART = "part"
    OUTSIDE = "outside"
    DENIED_BY_OTHER = "denied_by_other"
    WITHDRAWN = "withdrawn"


class RelationKind(StrEnum):
    """How two figures stand to each other."""

    SAME = "same"
    WITHIN = "within"
    REVISES = "revises"
    OVERTAKES = "overtakes"
    PART_OF = "part_of"
    OTHER_POPULATION = "other_population"
    OTHER_SCOPE = "other_scope"
    CONTRADICTS = "contradicts"


class Agreement(StrEnum):
    """How far the accounts of one figure agree."""

    UNREPORTED = "unreported"
    SINGLE = "single"
    CONFLICTING = "conflicting"
    REVISED = "revised"
    RISING = "rising"
    AGREED = "agreed"
    COMPATIBLE = "compatible"


class GradeKind(StrEnum):
    """What a grade is of."""

    HARM = "harm"
    RESPONSIBILITY = "responsibility"


class GradeValue(StrEnum):
    """Airwars' scale, over independent origins."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim's standing in the ledger, and why; everything else is the claim's."""

    claim_id: str
    standing: Standing
    reason: str
    echo_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One party by its latest word. `party` is null where nobody, not even a publisher, is named.

    `current` is false for an account that a later word of another party has revised or overtaken.
    """

    party: Party | None
    lower: int | None
    upper: int | None
    modality: Modality
    claim_ids: tuple[str, ...]
    as_of: datetime | None = None
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How the figure of claim `left` stands to that of claim `right`, with the reason in words."""

    left: str
    right: str
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the accounts of one outcome (of one group, severity or unit) come to, by a named rule.

    `best` is the single figure of a rule that names one (`ucdp`, `acled`), and null by the others.
    """

    outcome: Outcome
    agreement: Agreement
    group: str | None = None
    severity: Severity | None = None
    unit: str | None = None
    lower: int | None = None
    upper: int | None = None
    best: int | None = None
    origins: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    relations: tuple[Relation, ...] = ()
    parts: tuple["Balance", ...] = ()
    rule: str = "range"
    reason: str = ""


class Position(StrEnum):
    """What somebody says of somebody's responsibility."""

    ASSERTED = "asserted"
    DENIED = "denied"
    CONCEDED = "conceded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A party's position by one claim; `as_of` is the latest moment that it can have been taken."""

    party: Party | None
    position: Position
    claim_id: str
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who is said to have done it, by whom; never what rashomon thinks.

    `history` has every position that was taken, the earliest first, those without a date last.
    """

    actor: Party
    asserted_by: tuple[Party, ...] = ()
    denied_by: tuple[Party, ...] = ()
    conceded_by: tuple[Party, ...] = ()
    claim_ids: tuple[str, ...] = ()
    history: tuple[Stance, ...] = ()
    as_of: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that should hold: "5 launched = 4 intercepted + 1 impacted". It never makes a figure."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    holds: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A suggested or signed grade."""

    kind: GradeKind
    value: GradeValue
    reason: str
    suggested: bool = True
    signed_by: str | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The whole account of one incident. `as_of` is the newest clock among its claims."""

    incident_id: str
    as_of: datetime | None = None
    entries: tuple[Entry, ...] = ()
    balances: tuple[Balance, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    checks: tuple[Check, ...] = ()
    grades: tuple[Grade, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSentence:
    """A sentence of a brief with the claims that it rests on; there is none without claims."""

    text: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What an incident's ledger says, in sentences that each name their source."""

    incident_id: str
    sentences: tuple[BriefSentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be read, why, and what to do about it.

    A `note` tells what was left out as it should be, such as posts without text: nothing went wrong.
    """

    input: str
    error: str
    hint: str = ""
    note: bool = False
