"""A mention being put together, and what forbids a claim to be part of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rashomon.languages.lexicon import words
from rashomon.linkage import overlap
from rashomon.linkage.openings import Opening
from rashomon.model.claim import (
    EVENT_FAMILY,
    LOOSE_EVENTS,
    Claim,
    Event,
    EventFamily,
    Outcome,
    Scope,
    TimeExpression,
    TimePrecision,
    Toponym,
)

#: Families that cannot be one happening. Arrests follow violence and protests, and clashes grow out of
#: protests.
EXCLUDING = frozenset(
    frozenset({EventFamily.DISASTER, other})
    for other in (EventFamily.VIOLENCE, EventFamily.CUSTODY, EventFamily.PROTEST)
)

#: Outcomes that come later and elsewhere than what caused them: a hospital, a court, a shelter.
AFTERMATH = frozenset(
    {Outcome.DETAINED, Outcome.RELEASED, Outcome.RESCUED, Outcome.EVACUATED, Outcome.DISPLACED,
    Outcome.HOMELESS,
     Outcome.MISSING, Outcome.TRAPPED, Outcome.DISRUPTED, Outcome.STATEMENT}
)  # fmt: skip

#: Kilometres, beyond the extent of both: within one report, towns named apart are meant apart.
NEAR_KM = 5.0

_COARSE = frozenset({TimePrecision.MONTH, TimePrecision.YEAR})
_SPANS = frozenset({"DURATION", "SET"})
_AFTERMATH_WORDS = words("en", "linkage", "aftermath.words")


@dataclass(slots=True, eq=False)
class Draft:
    """A mention being put together."""

    aside: Scope | None = None
    claims: list[Claim] = field(default_factory=list)
    events: Counter[Event] = field(default_factory=Counter)
    time: TimeExpression | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    last_sentence: int = -1

    @property
    def interval(self) -> tuple[datetime | None, datetime | None]:
        return self.earliest, self.latest

    def add(self, claim: Claim, sentence: int) -> None:
        self.claims.append(claim)
        self.last_sentence = sentence
        if claim.event is not None:
            self.events[claim.event] += 1
        if not _follows(claim):
            self._set_time(_event_time(claim))
            self._set_place(claim.place)

    def _set_time(self, time: TimeExpression | None) -> None:
        if time is None:
            return
        interval = (time.earliest, time.latest)
        if self.time is None or (self.interval == (None, None) != interval):
            self.time, self.earliest, self.latest = time, *interval
        elif interval != (None, None) and overlap.gap(self.interval, interval) == timedelta(0):
            self._narrow(time)

    def _narrow(self, time: TimeExpression) -> None:
        earliest = max((t for t in (self.earliest, time.earliest) if t is not None), default=None)
        latest = min((t for t in (self.latest, time.latest) if t is not None), default=None)
        if (earliest, latest) == (time.earliest, time.latest) != self.interval:
            self.time = time
        if earliest is None or latest is None or earliest < latest:
            self.earliest, self.latest = earliest, latest

    def _set_place(self, place: Toponym | None) -> None:
        if place is None:
            return
        standing = overlap.place_standing(self.place, place, near_km=NEAR_KM)
        if self.place is None or (
            standing is overlap.Standing.CONTAINS
            and overlap.is_wide(self.place)
            and not overlap.is_wide(place)
        ):
            self.place = place


def _event_time(claim: Claim) -> TimeExpression | None:
    """When the claim puts its happening; how long or how often something went on is no date."""
    return None if claim.time is None or claim.time.type in _SPANS else claim.time


def _follows(claim: Claim) -> bool:
    """Whether the claim tells what came of a happening: its own day may be later, and its place another."""
    if claim.outcome in AFTERMATH:
        return True
    return claim.outcome is Outcome.KILLED and not _AFTERMATH_WORDS.isdisjoint(
        claim.evidence.text.lower().split()
    )


def excluding(left: frozenset[Event] | set[Event], right: frozenset[Event] | set[Event]) -> bool:
    """Whether two sets of events cannot be one happening: the firm families of both exclude each other."""
    firm_left = {EVENT_FAMILY[event] for event in left - LOOSE_EVENTS}
    firm_right = {EVENT_FAMILY[event] for event in right - LOOSE_EVENTS}
    if not firm_left or not firm_right:
        return False
    return all(frozenset({one, other}) in EXCLUDING for one in firm_left for other in firm_right)


def forbidden(draft: Draft, claim: Claim, *, strict: bool, opening: Opening | None = None) -> bool:
    """Whether the claim cannot be of the happening told in the draft.

    `strict` is for a sentence that brings in an event as a new one: then another hour of the day, or a town
    close by, is enough to tell it apart.
    """
    if claim.outcome is Outcome.STATEMENT:
        return False
    follows = _follows(claim) and not strict
    if claim.event is not None and not follows and excluding(set(draft.events), {claim.event}):
        return True
    if not follows and _elsewhere(draft, claim, strict):
        return True
    return _at_another_time(draft, claim, follows, strict, opening)


def _elsewhere(draft: Draft, claim: Claim, strict: bool) -> bool:
    standing = overlap.place_standing(draft.place, claim.place, near_km=NEAR_KM)
    return standing is overlap.Standing.APART or (strict and standing is overlap.Standing.NEAR)


def _at_another_time(
    draft: Draft, claim: Claim, follows: bool, strict: bool, opening: Opening | None
) -> bool:
    time = _event_time(claim)
    if draft.time is None:
        return False
    told = overlap.clock(draft.time)
    if strict and opening is not None and overlap.named(opening.event).excludes(told):
        return True
    if time is None:
        return False
    interval = (time.earliest, time.latest)
    apart = overlap.gap(draft.interval, interval)
    if apart is None:
        here = overlap.clock(time)
        days = here.weekday is not None and told.weekday is not None and here.weekday != told.weekday
        return not follows and (days or (strict and here.excludes(told)))
    if apart == timedelta(0):
        return False
    later = draft.latest is not None and time.earliest is not None and time.earliest >= draft.latest
    return not (follows and later)


def affinity(draft: Draft, claim: Claim) -> float:
    """How well a claim's own place and time fit a draft; 0 where it has none."""
    score = 0.0
    standing = overlap.place_standing(draft.place, claim.place, near_km=NEAR_KM)
    if standing is overlap.Standing.SAME:
        score += 2.0
    elif standing in (overlap.Standing.CONTAINS, overlap.Standing.NEAR):
        score += 0.5
    time = _event_time(claim)
    if time is None or draft.time is None:
        return score
    if overlap.gap(draft.interval, (time.earliest, time.latest)) == timedelta(0):
        return score + (0.5 if time.precision in _COARSE else 1.5)
    here, told = overlap.clock(time), overlap.clock(draft.time)
    return score + (1.0 if here.weekday is not None and here.weekday == told.weekday else 0.0)
