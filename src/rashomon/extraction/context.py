"""Who speaks, when and where, around a stretch of a document's text."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.extraction.hometowns import may_be_home
from rashomon.extraction.placing import is_where, lies_beside
from rashomon.extraction.timing import begins_with_time, going_on, in_a_post, of_another_clause, said_at, tells_when
from rashomon.languages.parties import party
from rashomon.model.claim import (
    Act,
    Attribution,
    Modality,
    Party,
    PartyKind,
    PlacePrecision,
    TimeExpression,
    Toponym,
    Voice,
)
from rashomon.model.text import Document, Span

#: What an outlet has said before and no longer says.
_EARLIER = re.compile(r"\b(?:earlier|previous) (?:version|headline|post|tweet)s?\b", re.I)

_BROAD = {PlacePrecision.COUNTRY: 2, PlacePrecision.REGION: 1}


@dataclass(frozen=True, slots=True)
class Context:
    """What was found in a document, asked by place in the text."""

    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Toponym, ...]
    publisher: Party | None

    def attribution(self, span: Span, sentence: int) -> Attribution:
        """Who says the span: the attribution with the least content around it, or the publisher."""
        around = [a for a in self.attributions if any(span.within(piece) for piece in a.content)]
        if around:
            return min(around, key=lambda a: sum(len(piece.text) for piece in a.content))
        via = (self.publisher,) if self.publisher else ()
        return Attribution(voice=Voice.PUBLISHER, via=via, sentence=sentence)

    def time(self, evidence: Span, trigger: Span, sentence: Span) -> TimeExpression | None:
        """When it happened: a time in the evidence, else in the sentence, but not when it was said."""
        said = {a.said_at.span for a in self.attributions if a.said_at and not begins_with_time(a)}
        near = [
            t
            for t in self.times
            if t.span.within(sentence)
            and t.span not in said
            and tells_when(t, trigger, sentence)
            and (t.span.within(evidence) or not of_another_clause(t, trigger, sentence))
            and not in_a_post(t, self.attributions)
        ]
        found = min(near, key=lambda t: (not t.span.within(evidence), _apart(t.span, trigger)), default=None)
        return going_on(found, sentence) if found else None

    def place(self, evidence: Span, trigger: Span, sentence: Span, not_where: Sequence[Span] = ()) -> Toponym | None:
        """Where it happened: a place in the evidence, else in the sentence; not in who says it, nor in `not_where`."""
        speakers = [a.span for a in self.attributions if a.span and a.span.overlaps(sentence)]
        near = [
            p
            for p in self.places
            if p.span.within(sentence)
            and not any(p.span.within(speaker) for speaker in speakers)
            and not any(p.span.overlaps(other) for other in not_where)
            and is_where(p, trigger, sentence)
        ]
        near = [p for p in near if not any(lies_beside(one, p, sentence) for one in near)]
        return min(
            near,
            key=lambda p: (
                may_be_home(p, sentence),
                not p.span.within(evidence),
                _BROAD.get(p.precision, 0),
                _apart(p.span, trigger),
            ),
            default=None,
        )

    def cue_modality(self, told: Attribution, read: Callable[[Iterable[str]], Modality]) -> Modality:
        """What the cue of an attribution makes of its content, by its words as written."""
        return read(word for cue in told.cue for word in cue.text.lower().split())


def context(
    document: Document,
    attributions: Sequence[Attribution],
    times: tuple[TimeExpression, ...],
    places: tuple[Toponym, ...],
) -> Context:
    """The context of one document.

    Attributions get the time at which they were said, and the publisher last in `via`. A time that begins the sentence
    ("On Monday, police said") may be that of what they tell as well: it stays one of those that a claim may have.
    """
    publisher = replace(party(document.publisher), kind=PartyKind.MEDIA) if document.publisher else None
    return Context(
        attributions=tuple(_joined(document.text, attribution, times, publisher) for attribution in attributions),
        times=times,
        places=places,
        publisher=publisher,
    )


def _joined(
    text: str, attribution: Attribution, times: Sequence[TimeExpression], publisher: Party | None
) -> Attribution:
    if attribution.span and _EARLIER.search(attribution.span.text):
        attribution = replace(attribution, party=None, span=None, act=Act.WITHDRAWS, voice=Voice.PUBLISHER)
    attribution = _without_date(text, attribution, times)
    via = attribution.via
    if publisher and publisher not in via and attribution.party != publisher:
        via = (*via, publisher)
    return replace(attribution, via=via, said_at=attribution.said_at or said_at(text, attribution, times))


def _without_date(text: str, attribution: Attribution, times: Sequence[TimeExpression]) -> Attribution:
    """An attribution whose speaker does not begin with the end of a date: "on May 3, 2023 Orlat Agency reported"."""
    speaker = attribution.span
    date = next((t for t in times if speaker and t.span.start < speaker.start < t.span.end < speaker.end), None)
    if speaker is None or date is None:
        return attribution
    start = date.span.end + len(text[date.span.end : speaker.end]) - len(text[date.span.end : speaker.end].lstrip(", "))
    span = Span.of(text, start, speaker.end)
    return replace(attribution, span=span, party=party(span.text) if attribution.party else None)


def _apart(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)
