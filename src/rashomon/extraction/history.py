"""What a report tells of long ago: a passage that a far year opens is of another event, as far as it runs on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Claim, OutcomeFamily, Scope, TimeExpression
from rashomon.model.text import Document, Kind, Sentence

#: Years. What happened this long before publication is of no life that a report of today tells on with: of a
#: victim's own past ("in 1985 he moved here. Two years later …") nothing is taken away.
_LONG_AGO = 50

#: Years. The report's own event is this near.
_NEAR = 1

#: A report is no news of what it dates this long ago; and background of a longer time than these weeks is none of it.
_FRESH, _SOME_WEEKS = timedelta(days=3), timedelta(days=32)

_PERSONAL = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})

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


def of_follow_up(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, without background that is of the report's own event: "charged in a death earlier this month".

    So it is where all that the report dates is some days old, and falls into the time that the background names.
    """
    if document.published is None:
        return list(claims)
    published = document.published.replace(tzinfo=None)
    own = [time for claim in claims if _is_own(claim) and (time := _dated(claim)) is not None]
    if not own or any(latest > published - _FRESH for _, latest in own):
        return list(claims)
    return [_forward(claim) if _falls_into(claim, own) else claim for claim in claims]


def _is_own(claim: Claim) -> bool:
    return claim.scope in (Scope.TOTAL, Scope.SUBSET) and OUTCOMES[claim.outcome].family is OutcomeFamily.HARM


def _dated(claim: Claim) -> tuple[datetime, datetime] | None:
    """From when to when a claim puts its happening, where it says both."""
    time = claim.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest.replace(tzinfo=None), time.latest.replace(tzinfo=None)


def _falls_into(claim: Claim, own: Sequence[tuple[datetime, datetime]]) -> bool:
    """Whether a claim is background by a time of some weeks at most, and all of the report's own times are in it."""
    if claim.scope is not Scope.BACKGROUND or OUTCOMES[claim.outcome].family not in _PERSONAL:
        return False
    time = _dated(claim)
    if time is None or time[1] - time[0] > _SOME_WEEKS or _tells_apart(claim):
        return False
    return all(time[0] <= earliest and latest <= time[1] for earliest, latest in own)


def _tells_apart(claim: Claim) -> bool:
    """Whether its words say that it tells of something else: "in a separate attack"."""
    return not words("en", "scope", "apart.words").isdisjoint(claim.evidence.text.casefold().split())


def _forward(claim: Claim) -> Claim:
    return replace(claim, scope=Scope.TOTAL)


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
