"""What a report says: claims with their sources, figures, times and places."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.model.text import Span


class PartyKind(StrEnum):
    """What kind of speaker a party is."""

    OFFICIAL = "official"
    MEDICAL = "medical"
    RESCUE = "rescue"
    POLICE = "police"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    MONITOR = "monitor"
    WITNESS = "witness"
    RESIDENT = "resident"
    MEDIA = "media"
    EXPERT = "expert"
    ANONYMOUS = "anonymous"
    OTHER = "other"


class Act(StrEnum):
    """What a source does by saying it."""

    STATES = "states"
    CLARIFIES = "clarifies"
    CORRECTS = "corrects"
    DENIES = "denies"
    CONCEDES = "concedes"
    WITHDRAWS = "withdraws"
    CITES = "cites"
    REACTS = "reacts"


class Voice(StrEnum):
    """Whose words are read: the source's own, a report of them, or the publisher's."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    PUBLISHER = "publisher"


class Polarity(StrEnum):
    """Whether the content is affirmed or negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How firmly the source stands by the content."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    ALLEGED = "alleged"
    PRELIMINARY = "preliminary"
    ESTIMATED = "estimated"
    EXPECTED = "expected"
    HYPOTHETICAL = "hypothetical"


class Scope(StrEnum):
    """What a figure counts; it decides whether two figures may be compared at all."""

    TOTAL = "total"
    INCREMENT = "increment"
    SUBSET = "subset"
    CUMULATIVE = "cumulative"
    BACKGROUND = "background"


class Severity(StrEnum):
    """How badly the injured are hurt."""

    LIGHT = "light"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"


class TimePrecision(StrEnum):
    """The grain of a time expression; `relative` could not be anchored."""

    MINUTE = "minute"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"


class PlacePrecision(StrEnum):
    """How closely a place is known."""

    POINT = "point"
    NEAR = "near"
    PLACE = "place"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


class Event(StrEnum):
    """What kind of thing happened."""

    STRIKE = "strike"
    SHELLING = "shelling"
    EXPLOSION = "explosion"
    BOMBING = "bombing"
    SHOOTING = "shooting"
    CLASH = "clash"
    STABBING = "stabbing"
    FIRE = "fire"
    COLLAPSE = "collapse"
    CRASH = "crash"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    EARTHQUAKE = "earthquake"
    FLOOD = "flood"
    STORM = "storm"
    LANDSLIDE = "landslide"
    WILDFIRE = "wildfire"
    HEATWAVE = "heatwave"
    OUTBREAK = "outbreak"
    PROTEST = "protest"
    OTHER = "other"


class EventFamily(StrEnum):
    """Kinds of events that may be one and the same thing under two names."""

    VIOLENCE = "violence"
    CUSTODY = "custody"
    DISASTER = "disaster"
    PROTEST = "protest"
    OTHER = "other"


#: Event → family. Fire, collapse and explosion follow any other violence, accident or disaster: see
#: LOOSE_EVENTS.
EVENT_FAMILY: dict[Event, EventFamily] = {
    Event.STRIKE: EventFamily.VIOLENCE,
    Event.SHELLING: EventFamily.VIOLENCE,
    Event.EXPLOSION: EventFamily.VIOLENCE,
    Event.BOMBING: EventFamily.VIOLENCE,
    Event.SHOOTING: EventFamily.VIOLENCE,
    Event.CLASH: EventFamily.VIOLENCE,
    Event.STABBING: EventFamily.VIOLENCE,
    Event.FIRE: EventFamily.VIOLENCE,
    Event.COLLAPSE: EventFamily.VIOLENCE,
    Event.CRASH: EventFamily.VIOLENCE,
    Event.ABDUCTION: EventFamily.CUSTODY,
    Event.ARREST: EventFamily.CUSTODY,
    Event.EARTHQUAKE: EventFamily.DISASTER,
    Event.FLOOD: EventFamily.DISASTER,
    Event.STORM: EventFamily.DISASTER,
    Event.LANDSLIDE: EventFamily.DISASTER,
    Event.WILDFIRE: EventFamily.DISASTER,
    Event.HEATWAVE: EventFamily.DISASTER,
    Event.OUTBREAK: EventFamily.DISASTER,
    Event.PROTEST: EventFamily.PROTEST,
    Event.OTHER: EventFamily.OTHER,
}

#: Events that follow others (a quake sets fires, a strike brings houses down): they never forbid a link.
LOOSE_EVENTS = frozenset({Event.FIRE, Event.COLLAPSE, Event.EXPLOSION, Event.OTHER})


class Outcome(StrEnum):
    """What a claim says came of it."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    TRAPPED = "trapped"
    RESCUED = "rescued"
    EVACUATED = "evacuated"
    DISPLACED = "displaced"
    HOMELESS = "homeless"
    CASUALTIES = "casualties"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    RELEASED = "released"
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    IMPACTED = "impacted"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    DISRUPTED = "disrupted"
    OCCURRED = "occurred"
    RESPONSIBLE = "responsible"
    STATEMENT = "statement"


class OutcomeFamily(StrEnum):
    """What kind of thing an outcome counts."""

    HARM = "harm"
    CUSTODY = "custody"
    MUNITIONS = "munitions"
    OBJECTS = "objects"
    SERVICES = "services"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """How figures of an outcome behave: `rises` where a later, higher figure is news and no contradiction."""

    family: OutcomeFamily
    counted: bool
    rises: bool
    unit: str | None


def _harm(rises: bool = True) -> OutcomeRule:
    return OutcomeRule(family=OutcomeFamily.HARM, counted=True, rises=rises, unit="person")


def _custody(rises: bool = True) -> OutcomeRule:
    return OutcomeRule(family=OutcomeFamily.CUSTODY, counted=True, rises=rises, unit="person")


def _munitions() -> OutcomeRule:
    return OutcomeRule(family=OutcomeFamily.MUNITIONS, counted=True, rises=False, unit="munition")


def _objects() -> OutcomeRule:
    return OutcomeRule(family=OutcomeFamily.OBJECTS, counted=True, rises=True, unit=None)


def _uncounted(family: OutcomeFamily) -> OutcomeRule:
    return OutcomeRule(family=family, counted=False, rises=False, unit=None)


#: Reconciliation reads this table. Missing, trapped and held people are found or freed again: those may fall.
OUTCOMES: dict[Outcome, OutcomeRule] = {
    Outcome.KILLED: _harm(),
    Outcome.INJURED: _harm(),
    Outcome.MISSING: _harm(rises=False),
    Outcome.TRAPPED: _harm(rises=False),
    Outcome.RESCUED: _harm(),
    Outcome.EVACUATED: _harm(),
    Outcome.DISPLACED: _harm(),
    Outcome.HOMELESS: _harm(),
    Outcome.CASUALTIES: _harm(),
    Outcome.DETAINED: _custody(),
    Outcome.ABDUCTED: _custody(rises=False),
    Outcome.RELEASED: _custody(),
    Outcome.LAUNCHED: _munitions(),
    Outcome.INTERCEPTED: _munitions(),
    Outcome.IMPACTED: _munitions(),
    Outcome.DAMAGED: _objects(),
    Outcome.DESTROYED: _objects(),
    Outcome.DISRUPTED: _uncounted(OutcomeFamily.SERVICES),
    Outcome.OCCURRED: _uncounted(OutcomeFamily.SPEECH),
    Outcome.RESPONSIBLE: _uncounted(OutcomeFamily.SPEECH),
    Outcome.STATEMENT: _uncounted(OutcomeFamily.SPEECH),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who speaks or acts. Two names of one ministry share a `key`; `name` is as the text has it."""

    key: str
    name: str
    kind: PartyKind = PartyKind.OTHER
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as written and the interval it means: [earliest, latest), local civil time of the event.

    `anchor` names what it was counted from ("published", "stated", or the words of another expression) and is
    null for a time that stands by itself. `value` is its TIMEX3 value where it has one.
    """

    span: Span
    raw: str
    earliest: datetime | None = None
    latest: datetime | None = None
    precision: TimePrecision = TimePrecision.RELATIVE
    anchor: str | None = None
    type: str = "DATE"
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place as written (`raw`), its own name, and where the gazetteer puts it (degrees, kilometres)."""

    span: Span
    raw: str
    name: str
    gazetteer_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision = PlacePrecision.PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says a stretch of text, by which words, through whom.

    `party` is null where the text names none. `cue` and `content` may be in several pieces. `via` are those who
    passed it on, in order. `inherited_from` is the index of the sentence that named the party, where this one
    does not. `sentence` is the index of the sentence of the cue (or of the content, where there is no cue).
    """

    party: Party | None = None
    span: Span | None = None
    act: Act = Act.STATES
    voice: Voice = Voice.INDIRECT
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    via: tuple[Party, ...] = ()
    inherited_from: int | None = None
    said_at: TimeExpression | None = None
    sentence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its bounds; null is unknown or unbounded, and unknown is never 0."""

    span: Span
    raw: str
    lower: int | None = None
    upper: int | None = None
    approximate: bool = False
    modifier: str | None = None
    share: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Who was harmed, as far as the text says. `names` are withheld from output unless asked for."""

    groups: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    severity: Severity | None = None
    affiliation: str | None = None
    names: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that one source says: the unit of everything that follows.

    `part_of` is the id of a claim of the same outcome ("three children" of the 35), `out_of` of another outcome
    ("four of the five fired were intercepted"). `means` is the weapon or cause as reported, unclassified.
    """

    id: str
    document_id: str
    evidence: Span
    attribution: Attribution
    outcome: Outcome
    event: Event | None = None
    actor: Party | None = None
    means: Span | None = None
    quantity: Quantity | None = None
    victims: Victims | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    scope: Scope = Scope.TOTAL
    part_of: str | None = None
    out_of: str | None = None
    time: TimeExpression | None = None
    place: Toponym | None = None
    sentence: int = 0
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document, in a claim or not."""

    document_id: str
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Toponym, ...] = ()
