"""A draft finished: the mention that it becomes, with what its sentences name."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from rashomon.linkage.drafts import Draft
from rashomon.linkage.names import Names, hidden, people
from rashomon.linkage.overlap import is_wide, yearless
from rashomon.linkage.scenes import scene
from rashomon.linkage.streets import streets
from rashomon.model.claim import (
    EVENT_FAMILY,
    LOOSE_EVENTS,
    OUTCOMES,
    Claim,
    Event,
    EventFamily,
    Extraction,
    Polarity,
    Scope,
    TimeExpression,
    Toponym,
)
from rashomon.model.incident import Figure, Mention
from rashomon.model.text import Document, Sentence, Span

Found = TypeVar("Found")

_ASIDE = (Scope.BACKGROUND, Scope.CUMULATIVE)
_SPANS = frozenset({"DURATION", "SET"})

#: Longer than this, a time names no day.
_A_DAY = timedelta(days=1)


def reading_place(document: Document, claim: Claim) -> tuple[int, int, str]:
    """Where a claim comes in reading: a title set below the text is read first."""
    return document.reading_place(claim.evidence.start), claim.evidence.end, claim.id


class Finish:
    """Makes the mentions of one document; `owners` has the draft that each sentence tells of."""

    def __init__(
        self, document: Document, extraction: Extraction, sentences: Sequence[Sentence], owners: Sequence[Draft]
    ) -> None:
        self._document = document
        self._extraction = extraction
        self._starts = [sentence.span.start for sentence in sentences]
        self._owners = owners
        self._sentences = sentences
        self._streets = [streets(sentence.span.text) for sentence in sentences]
        self._names = Names(document, list(sentences))

    def mention(self, draft: Draft, *, leading: bool) -> Mention:
        """The mention of a draft; `leading` where most of the report is of it."""
        claims = sorted(draft.claims, key=partial(reading_place, self._document))
        victims = people(claims)
        own = [i for i, owner in enumerate(self._owners) if owner is draft]
        names = self._names.words(own)
        events = tuple(event for event, _ in sorted(draft.events.items(), key=lambda pair: (-pair[1], pair[0])))
        return Mention(
            document_id=self._document.id,
            claim_ids=tuple(claim.id for claim in claims),
            family=_family(events),
            events=events,
            earliest=draft.earliest,
            latest=draft.latest,
            place=draft.place,
            words=names - victims,
            background=draft.aside is not None,
            start=self._document.reading_place(claims[0].evidence.start),
            time=draft.time,
            published=self._document.published,
            figures=_figures(claims),
            victims=frozenset(map(hidden, victims)),
            times=_each_once(draft.times, key=lambda time: (time.earliest, time.latest, time.raw.lower())),
            places=_each_once(draft.places, key=lambda place: (place.gazetteer_id, place.name.casefold())),
            ages=tuple(sorted({age for claim in claims if claim.victims for age in claim.victims.ages})),
            also_places=frozenset(
                place.gazetteer_id or place.name.casefold()
                for place in self._extraction.places
                if not is_wide(place) and self._is_of(draft, place.span)
            ),
            also_days=frozenset(
                day
                for time in self._extraction.times
                if time.type not in _SPANS and (day := _day(time)) and self._is_of(draft, time.span)
            ),
            streets=frozenset(street for i in own for street in self._streets[i]),
            leading=leading,
            scene=self._scene(draft) if leading and draft.aside is None else None,
        )

    def _scene(self, draft: Draft) -> Toponym | None:
        """Where the report is set, by the sentences that tell of the draft."""
        named = [place for place in self._extraction.places if self._is_of(draft, place.span)]
        return scene(self._document, self._sentences, named)

    def _is_of(self, draft: Draft, span: Span) -> bool:
        """Whether a span stands in a sentence that tells of the draft."""
        return bool(self._owners) and self._owners[max(0, bisect_right(self._starts, span.start) - 1)] is draft


def _day(time: TimeExpression) -> str | None:
    """The day that an expression names, null where it names none."""
    if time.earliest is None or time.latest is None:
        return yearless(time)
    return time.earliest.date().isoformat() if time.latest - time.earliest <= _A_DAY else None


def _each_once(found: list[Found], key: Callable[[Found], Hashable]) -> tuple[Found, ...]:
    first: dict[Hashable, Found] = {}
    for one in found:
        first.setdefault(key(one), one)
    return tuple(first.values())


def _family(events: tuple[Event, ...]) -> EventFamily:
    firm = [event for event in events if event not in LOOSE_EVENTS]
    return EVENT_FAMILY[(firm or events)[0]] if events else EventFamily.OTHER


def _figures(claims: list[Claim]) -> tuple[Figure, ...]:
    """The totals of the counted outcomes, without those of groups, parts and denials."""
    found = {
        Figure(outcome=claim.outcome, lower=claim.quantity.lower, upper=claim.quantity.upper): None
        for claim in claims
        if claim.quantity is not None
        and (claim.quantity.lower, claim.quantity.upper) != (None, None)
        and OUTCOMES[claim.outcome].unit == "person"
        and claim.polarity is Polarity.AFFIRMED
        and claim.scope in (Scope.TOTAL, *_ASIDE)
        and claim.part_of is None
        and not (claim.victims and (claim.victims.groups or claim.victims.severity))
    }
    return tuple(sorted(found, key=lambda figure: (figure.outcome, figure.lower or -1, figure.upper or -1)))
