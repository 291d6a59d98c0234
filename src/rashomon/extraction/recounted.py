"""Figures that another voice gives of those counted before: "Tarn TV put it at five; the monitor counted six"."""

import re
from collections.abc import Sequence
from functools import cache

from rashomon.extraction.short_outcomes import Short
from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Act, Attribution, Claim, Outcome, OutcomeFamily, Quantity
from rashomon.model.text import Sentence

#: Sentences back in which those may have been counted.
_BACK = 2


def recounted(
    sentence: Sentence, quantities: Sequence[Quantity], said: Sequence[Attribution], told: Sequence[Claim]
) -> tuple[Short, ...]:
    """The figures among `quantities` (those without an outcome of their own) that count the people told before.

    `said` are the document's attributions, `told` its claims so far. What they count has to be one thing only,
    or the dead, where the words speak of a toll.
    """
    found = []
    for quantity in quantities:
        attribution = next(
            (one for one in said if (one.party and _gives(one, quantity)) or _leaves_out(one, quantity)), None
        )
        before = _before(sentence, told) if attribution else frozenset()
        outcome = next(iter(before)) if len(before) == 1 else _of_toll(attribution, before)
        if attribution is not None and outcome is not None:
            evidence = next(span for span in attribution.content if quantity.span.within(span))
            found.append(Short(outcome=outcome, evidence=evidence, quantity=quantity))
    return tuple(found)


def _gives(attribution: Attribution, quantity: Quantity) -> bool:
    """Whether all that somebody says is the figure: "counted six", "put it at six", "puts the toll at six"."""
    content = next((span for span in attribution.content if quantity.span.within(span)), None)
    cues = {word for cue in attribution.cue for word in cue.text.lower().split()}
    if content is None or _counting().isdisjoint(cues):
        return False
    before = content.text[: quantity.span.start - content.start]
    behind = content.text[quantity.span.end - content.start :]
    return not behind.strip() and (not before.strip() or _number().fullmatch(before) is not None)


def _leaves_out(attribution: Attribution, quantity: Quantity) -> bool:
    """Whether what is said leaves out what became of them: "but later said five were", "said the number was seven"."""
    content = next((span for span in attribution.content if quantity.span.within(span)), None)
    if content is None:
        return False
    before = content.text[: quantity.span.start - content.start]
    behind = content.text[quantity.span.end - content.start :].strip(' .,"”')
    if not before.strip() and not behind:
        return attribution.party is not None and attribution.act is Act.STATES
    if _elliptic().fullmatch(behind) is not None:
        return before.strip() in words("en", "counting", "recounted.openings")
    return not behind and _equated().fullmatch(before) is not None


def _before(sentence: Sentence, told: Sequence[Claim]) -> frozenset[Outcome]:
    """What the last sentence up to this one that counts people counts."""
    counted = [
        claim
        for claim in told
        if claim.quantity is not None
        and claim.quantity.lower is not None
        and OUTCOMES[claim.outcome].family is OutcomeFamily.HARM
        and 0 <= sentence.index - claim.sentence <= _BACK
    ]
    last = max((claim.sentence for claim in counted), default=None)
    return frozenset(claim.outcome for claim in counted if claim.sentence == last)


def _of_toll(attribution: Attribution | None, before: frozenset[Outcome]) -> Outcome | None:
    toll = attribution is not None and any("toll" in span.text.lower().split() for span in attribution.content)
    return Outcome.KILLED if toll and Outcome.KILLED in before else None


@cache
def _elliptic() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(words('en', 'counting', 'recounted.auxiliaries')))})", re.IGNORECASE)


@cache
def _equated() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("en", "counting", "recounted.nouns")))
    return re.compile(rf"\s*(?:the|their|its)\s+(?:[\w-]+\s+)?(?:{nouns})\s+(?:was|is|had been)\s+", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("en", "counting", "recounted.nouns")))
    return re.compile(rf"\s*(?:it|(?:the|their|its)\s+(?:\w+\s+)?(?:{nouns}))\s+(?:at|to)\s+", re.IGNORECASE)


@cache
def _counting() -> frozenset[str]:
    return words("en", "counting", "recounted.verbs")
