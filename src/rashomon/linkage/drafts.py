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

#: Two accounts of one time may differ so much.
ONE_ACCOUNT = timedelta(days=2)

_HARM = frozenset({Outcome.KILLED, Outcome.INJURED})
_COARSE = frozenset({TimePrecision.MONTH, TimePrecision.YEAR})
_SPANS = frozenset({"DURATION", "SET"})
_LATER = words("en", "linkage", "aftermath.later")
_ELSEWHERE = words("en", "linkage", "aftermath.elsewhere")


@dataclass(slots=True, eq=False)
class Draft:
    """A mention being put together; `only_said` where its time is that at which somebody spoke of it, so far."""

    aside: Scope | None = None
    claims: list[Claim] = field(default_factory=list)
    events: Counter[Event] = field(default_factory=Counter)
    time: TimeExpression | None = None
    only_said: bool = False
    times: list[TimeExpression] = field(default_factory=list)
    earliest: datetime | None = None
    latest: datetime | None = None
    place: Toponym | None = None
    places: list[Toponym] = field(default_factory=list)
    last_sentence: int = -1

    @property
    def interval(self) -> tuple[datetime | None, datetime | None]:
        return self.earliest, self.latest

    def add(self, claim: Claim, sentence: int) -> None:
        self.claims.append(claim)
        self.last_sentence = sentence
        if claim.event is not None:
            self.events[claim.event] += 1
        if not _comes_later(claim):
            self._set_time(event_time(claim), said=_is_of_saying(claim))
        if not _comes_elsewhere(claim):
            self._set_place(claim.place)

    def _set_time(self, time: TimeExpression | None, *, said: bool) -> None:
        if time is None or (said and self.times and not self.only_said):
            return
        if not said and self.only_said:
            self.time = self.earliest = self.latest = None
            self.times.clear()
        self.only_said = said
        self.times.append(time)
        interval = (time.earliest, time.latest)
        if self.time is None or (self.interval == (None, None) != interval):
            self.time, self.earliest, self.latest = time, *interval
        elif interval != (None, None) and overlap.gap(self.interval, interval) == timedelta(0):
            self._narrow(time)

    def redate(self, claim: Claim) -> None:
        """The text says when what it tells took place: what was taken for its time before gives way.

        A day more or less is another account of the same time, and the first one stays.
        """
        time = event_time(claim)
        apart = overlap.gap(self.interval, (time.earliest, time.latest)) if time else None
        if apart is not None and apart > ONE_ACCOUNT:
            self.time = self.earliest = self.latest = None
            self.times.clear()

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
        self.places.append(place)
        standing = overlap.place_standing(self.place, place, near_km=NEAR_KM)
        if self.place is None or (
            standing is overlap.Standing.CONTAINS and overlap.is_wide(self.place) and not overlap.is_wide(place)
        ):
            self.place = place


def event_time(claim: Claim) -> TimeExpression | None:
    """When the claim puts its happening; how long or how often something went on is no date."""
    return None if claim.time is None or claim.time.type in _SPANS else claim.time


def _comes_later(claim: Claim) -> bool:
    """Whether the claim tells what came of a happening, so that its own day may be a later one."""
    return claim.outcome in AFTERMATH or (claim.outcome in _HARM and _has(claim, _LATER))


def _is_of_saying(claim: Claim) -> bool:
    """Whether the claim's time may be when it was said, and what it tells a while ago: "On Monday, police said"."""
    said = claim.attribution.said_at
    return said is not None and claim.time is not None and said.span == claim.time.span


def _comes_elsewhere(claim: Claim) -> bool:
    """Whether the claim tells where a happening led to, so that its place need not be where it happened."""
    treated = claim.place is not None and overlap.is_hospital(claim.place) and _has(claim, _LATER)
    return treated or claim.outcome in AFTERMATH or _has(claim, _ELSEWHERE)


def _has(claim: Claim, some: frozenset[str]) -> bool:
    return not some.isdisjoint(claim.evidence.text.lower().split())


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
    follows = claim.outcome in AFTERMATH and not strict
    if claim.event is not None and not follows and excluding(set(draft.events), {claim.event}):
        return True
    if (strict or not _comes_elsewhere(claim)) and elsewhere(draft, claim, strict=strict):
        return True
    return _at_another_time(draft, claim, strict, opening)


def elsewhere(draft: Draft, claim: Claim, *, strict: bool) -> bool:
    """Whether the claim's place is another one than the draft's."""
    if claim.place is None or any(_is_there(claim.place, place) for place in draft.places):
        return False
    standing = overlap.place_standing(draft.place, claim.place, near_km=NEAR_KM)
    return standing is overlap.Standing.APART or (strict and standing is overlap.Standing.NEAR)


def _is_there(place: Toponym, told: Toponym) -> bool:
    """Whether a place is one that a draft has already told of, or stands beside it."""
    return _adjacent(place, told) or overlap.place_standing(told, place, near_km=NEAR_KM) is overlap.Standing.SAME


def _adjacent(left: Toponym, right: Toponym) -> bool:
    """Whether two places stand side by side in the text: a farm and its town, a town and its province."""
    between = max(left.span.start, right.span.start) - min(left.span.end, right.span.end)
    return 0 < between <= len(", ")


def _at_another_time(draft: Draft, claim: Claim, strict: bool, opening: Opening | None) -> bool:
    time, said = event_time(claim), _is_of_saying(claim) and not draft.only_said
    follows = (_comes_later(claim) or said) and not strict
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
    if draft.only_said and not later and apart <= ONE_ACCOUNT and not _is_of_saying(claim):
        return strict
    return not (follows and later)


def affinity(draft: Draft, claim: Claim) -> float:
    """How well a claim's own place and time fit a draft; 0 where it has none."""
    score = 0.0
    standing = overlap.place_standing(draft.place, claim.place, near_km=NEAR_KM)
    if standing is overlap.Standing.SAME:
        # Much happens in one region: that is no reason to go back to what was told of it before.
        score += 0.5 if draft.place is not None and overlap.is_wide(draft.place) else 2.0
    elif standing in (overlap.Standing.CONTAINS, overlap.Standing.NEAR):
        score += 0.5
    time = event_time(claim)
    if time is None or draft.time is None:
        return score
    if overlap.gap(draft.interval, (time.earliest, time.latest)) == timedelta(0):
        return score + (0.5 if time.precision in _COARSE else 1.5)
    here, told = overlap.clock(time), overlap.clock(draft.time)
    return score + (1.0 if here.weekday is not None and here.weekday == told.weekday else 0.0)
