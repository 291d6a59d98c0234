"""One disaster over many places and days: a flood of three provinces is one happening, town by town."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from rashomon.languages.lexicon import words
from rashomon.linkage import overlap
from rashomon.linkage.drafts import Draft, event_time, excluding
from rashomon.model.claim import EVENT_FAMILY, LOOSE_EVENTS, Claim, Event, EventFamily, Scope

#: Without a year in the words, what lies further apart is another season's.
ONE_SEASON = timedelta(days=60)

_ASIDE = frozenset({Scope.BACKGROUND, Scope.CUMULATIVE})
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def of_disaster(claims: Iterable[Claim]) -> bool:
    """Whether a report with these claims is about a disaster: most of its firm events are."""
    firm = [
        claim.event
        for claim in claims
        if claim.event is not None and claim.event not in LOOSE_EVENTS and claim.scope not in _ASIDE
    ]
    return 2 * sum(EVENT_FAMILY[event] is EventFamily.DISASTER for event in firm) > len(firm)


def without_blows(claim: Claim) -> Claim:
    """A claim of a disaster's report without the event that "struck" and "hit" would be elsewhere, or a "crash".

    "The typhoon hit Orlat", "lightning strikes": what nature does is no attack. Planes and boats are lost in storms.
    """
    if claim.event is Event.CRASH:
        return replace(claim, event=None)
    if claim.event is not Event.STRIKE:
        return claim
    said = set(_WORD.findall(claim.evidence.text.casefold()))
    blow = said & words("en", "linkage", "disaster.blows") and not said & words("en", "linkage", "disaster.armed")
    return replace(claim, event=None) if blow else claim


def other_disaster(draft: Draft, claim: Claim) -> bool:
    """Whether a claim cannot be of the disaster told in the draft.

    Its own place and day do not matter, another year does. Where the draft's own words give a year and the
    claim's give none, the claim's year was only counted by the reader, and tells nothing.
    """
    if claim.event is not None and excluding(set(draft.events), {claim.event}):
        return True
    time = event_time(claim)
    if time is None:
        return False
    told = {year for expression in draft.times for year in _YEAR.findall(expression.raw)}
    said = set(_YEAR.findall(time.raw))
    if told and said:
        return told.isdisjoint(said)
    if told:
        return False
    apart = overlap.gap(draft.interval, (time.earliest, time.latest))
    return apart is not None and apart > ONE_SEASON
