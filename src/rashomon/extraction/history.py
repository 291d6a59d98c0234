"""What a report tells of long ago: a passage that a far year opens is of another event, as far as it runs on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Claim, OutcomeFamily, Scope, TimeExpression
from rashomon.model.text import Document, Kind, Sentence

#: Years. What happened this long before publication is of no life that a report of today tells on with: of a
#: victim's own past ("in 1985 he moved here. Two years later …") nothing is taken away.
_LONG_AGO = 50

#: Years. The report's own event is this near.
_NEAR = 1

#: Characters of a sentence before the year that opens it ("Back in", "On 2 July").
_OPENING = 12


def of_history(
    document: Document, sentences: Sequence[Sentence], times: Sequence[TimeExpression], claims: Sequence[Claim]
) -> list[Claim]:
    """The claims, those of passages of long ago as background.

    "In 1822 the church was burned. Authorities arrested 300 people, and executed 35", in a report on an event
    that it has dated before. Without a date of publication, or such an event, nothing is told apart.
    """
    if document.published is None:
        return list(claims)
    before = datetime(max(1, document.published.year - _LONG_AGO), 1, 1)
    passages = [
        passage for passage in _passages(document, sentences, times, before) if _behind_own(passage, claims, document)
    ]
    found = {sentence.index for passage in passages for sentence in _kept(passage, claims)}
    return [_aside(claim) if claim.sentence in found else claim for claim in claims]


def _passages(
    document: Document, sentences: Sequence[Sentence], times: Sequence[TimeExpression], before: datetime
) -> Iterator[list[Sentence]]:
    """Sentences from one that a far year opens, to the last that may run on from it."""
    passage: list[Sentence] = []
    for sentence in sentences:
        own = [time for time in times if time.span.within(sentence.span)]
        old = [time for time in own if time.latest is not None and time.latest <= before]
        if len(old) == len(own) and any(time.span.start <= sentence.span.start + _OPENING for time in old):
            yield passage
            passage = [sentence]
        elif passage and len(old) == len(own) and _runs_on(document, passage[-1], sentence):
            passage.append(sentence)
        else:
            yield passage
            passage = []
    yield passage


def _runs_on(document: Document, last: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence without a date of its own may tell on: in the same paragraph, of the past, of nobody known."""
    if sentence.kind is not Kind.PROSE or "\n" in document.text[last.span.end : sentence.span.start]:
        return False
    return not any(token.lower in words("en", "scope", "history.returns") for token in sentence.tokens)


def _behind_own(passage: Sequence[Sentence], claims: Sequence[Claim], document: Document) -> bool:
    """Whether the report has told of people harmed on a day near to its publication before."""
    year = document.published.year if document.published else 0
    return bool(passage) and any(
        _is_harm(claim)
        and claim.evidence.end <= passage[0].span.start
        and claim.time is not None
        and claim.time.earliest is not None
        and claim.time.earliest.year >= year - _NEAR
        for claim in claims
    )


def _kept(passage: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[Sentence]:
    """The sentences up to one that comes back to what was told: its figure, or its kind of event."""
    told = [claim for claim in claims if claim.evidence.end <= passage[0].span.start]
    for sentence in passage:
        here = [claim for claim in claims if claim.sentence == sentence.index]
        if sentence is not passage[0] and any(_comes_back(claim, other) for claim in here for other in told):
            return
        yield sentence


def _comes_back(claim: Claim, other: Claim) -> bool:
    harmed = _is_harm(claim) and _is_harm(other)
    if claim.attribution.party is not None or (harmed and claim.event and claim.event is other.event):
        return True
    one, two = claim.quantity, other.quantity
    return one is not None and two is not None and one.lower is not None and one.lower == two.lower


def _is_harm(claim: Claim) -> bool:
    return OUTCOMES[claim.outcome].family is OutcomeFamily.HARM


def _aside(claim: Claim) -> Claim:
    return replace(claim, scope=Scope.BACKGROUND) if claim.scope in (Scope.TOTAL, Scope.INCREMENT) else claim
