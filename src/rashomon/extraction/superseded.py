"""Figures that a sentence gives only to take their place: "four were hurt, not five as first reported"."""

import re
from collections.abc import Sequence
from functools import cache

from rashomon.extraction.short_outcomes import Short
from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Claim, Modality, OutcomeFamily, Quantity
from rashomon.model.text import Sentence, Span

#: Characters before a figure in which words may take it back.
_REACH = 60


def superseded(sentence: Sentence, quantities: Sequence[Quantity], told: Sequence[Claim]) -> tuple[Short, ...]:
    """The earlier figures among `quantities` (those without an outcome of their own) of what the sentence counts.

    They are preliminary; `told` are the claims of the sentence, which have to count one harm only.
    """
    outcomes = {
        claim.outcome
        for claim in told
        if claim.sentence == sentence.index and claim.quantity and OUTCOMES[claim.outcome].family is OutcomeFamily.HARM
    }
    if len(outcomes) != 1:
        return ()
    [outcome] = outcomes
    text, found = sentence.span.text, []
    for quantity in quantities:
        start, end = quantity.span.start - sentence.span.start, quantity.span.end - sentence.span.start
        if start < 0 or end > len(text) or quantity.lower is None:
            continue
        lead = _taken_back().search(text, max(0, start - _REACH), start)
        if lead is not None and _other_time().match(text, end):
            continue
        if lead is None and _as_said().match(text, end):
            lead = _denied().search(text, max(0, start - _REACH), start)
        if lead is not None:
            evidence = Span.of(text, lead.start(), end).shifted(sentence.span.start)
            found.append(Short(outcome=outcome, evidence=evidence, quantity=quantity, modality=Modality.PRELIMINARY))
    return tuple(found)


@cache
def _taken_back() -> re.Pattern[str]:
    """ "Correcting an earlier figure of", "up from", "raised the toll from"."""
    figures, moves = (_any("superseded", name) for name in ("figures", "moves"))
    return re.compile(
        rf"(?:\b(?:correcting|revising|replacing|updating)\s(?:an?|the|its|their)\s(?:[\w-]+\s){{0,2}}(?:{figures})\sof"
        rf"|\b(?:up|down)\sfrom(?:\s(?:an?|the)\s(?:[\w-]+\s){{0,2}}(?:{figures})\sof)?"
        rf"|\b(?:{moves})\s(?:[\w-]+\s){{0,5}}?from)\s$",
        re.IGNORECASE,
    )


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(r"\b(?:not|rather than|instead of|and no longer)\s(?:the\s)?$", re.IGNORECASE)


@cache
def _as_said() -> re.Pattern[str]:
    """ " as first reported", " people, as police had thought"."""
    early = _any("superseded", "early")
    return re.compile(rf",?\s(?:[\w-]+,?\s){{0,2}}?(?:as\s|that\s)?(?:[\w-]+\s){{0,4}}?(?:{early})\b", re.IGNORECASE)


@cache
def _other_time() -> re.Pattern[str]:
    """ "Up from 22 last year": a count of another time."""
    return re.compile(r",?\s(?:[\w-]+\s)?(?:last|a year|the year|in \d{4}|the same|the previous)\b", re.IGNORECASE)


def _any(table: str, name: str) -> str:
    return "|".join(sorted(words("en", "counting", f"{table}.{name}")))
