"""What is told of groups in short texts: the word that says it, how firmly, and the figures that it makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction.short_groups import Group, group_at, together
from rashomon.extraction.short_pieces import Pieces, is_acting, match, phrases
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality, Outcome, Quantity, Scope, Severity, Victims
from rashomon.model.text import Span

#: Words that may stand between a group and what happened to it.
_BETWEEN = 4

#: Kinds of groups; those without a noun are people, or the things named before them.
PEOPLE, MUNITIONS, OBJECTS = "people", "munitions", "objects"

#: Outcomes that somebody or something can do to each kind.
SUFFERED_BY = {
    MUNITIONS: frozenset({Outcome.INTERCEPTED, Outcome.LAUNCHED}),
    OBJECTS: frozenset({Outcome.DESTROYED, Outcome.DAMAGED}),
    PEOPLE: frozenset({
        Outcome.KILLED, Outcome.INJURED, Outcome.TRAPPED, Outcome.DISPLACED, Outcome.DETAINED,
        Outcome.ABDUCTED, Outcome.RESCUED, Outcome.RELEASED, Outcome.EVACUATED,
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A figure with its outcome, and the words that say so. `unit` is the noun of a thing."""

    outcome: Outcome
    evidence: Span
    quantity: Quantity
    scope: Scope = Scope.TOTAL
    modality: Modality = Modality.ASSERTED
    victims: Victims | None = None
    unit: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a group up to piece `last`."""

    last: int
    outcome: Outcome
    hedged: bool = False
    added: bool = False
    severity: Severity | None = None


def outcome_after(pieces: Pieces, i: int, kind: str) -> Told | None:
    """What is told, from piece i on, of a group of that kind that ends there."""
    hedged = added = False
    severity: Severity | None = None
    for j in range(i, i + _BETWEEN + 1):
        found = match(pieces, j, phrases(f"after.{kind}"))
        if found is not None and kind == PEOPLE and _does_it(pieces, found[0], j):
            return None
        if found is not None and not (kind == PEOPLE and _has_object(pieces, found[0], j)):
            last, outcome = found
            severity = severity or _severity(pieces, j, last)
            if severity is None and pieces.word(last) in severities():
                severity, last = severities()[pieces.word(last)], last + 1
            return Told(last, Outcome(outcome), hedged, added, severity)
        word = pieces.word(j)
        if word in words("en", "headlines", "told.hedged"):
            hedged = True
        elif word in words("en", "headlines", "told.adding"):
            added = True
        elif word in severities():
            severity = severities()[word]
        elif word not in words("en", "headlines", "told.words") and not (word == "," and j == i):
            return None
    return None


def _does_it(pieces: Pieces, last: int, i: int) -> bool:
    """Whether the words from piece i on go beyond piece `last` and say what somebody did: "fatally shoots his"."""
    acting = match(pieces, i, phrases("acting"))
    return acting is not None and acting[0] > last


def _has_object(pieces: Pieces, i: int, verb: int) -> bool:
    """Whether whoever stands before the verb did it to those who follow: "man shot his brother"."""
    if not is_acting(pieces.word(verb)):
        return False
    if pieces.word(i) in words("en", "headlines", "object.opens"):
        return True
    plain = pieces.is_word(i) and pieces.word(i) not in words("en", "headlines", "function.words")
    group = group_at(pieces, i, joined=plain)
    return group is not None and outcome_after(pieces, group.last, PEOPLE) is None


@cache
def severities() -> dict[str, Severity]:
    told = table("en", "events")["severity"]
    return {word: Severity(name) for name, listed in told.items() for word in listed}


def _severity(pieces: Pieces, first: int, last: int) -> Severity | None:
    return next((severities()[word] for j in range(first, last) if (word := pieces.word(j)) in severities()), None)


def shorts(
    pieces: Pieces, found: Sequence[Group], told: Told, unit: str | None, *, first: int | None = None
) -> Iterator[Short]:
    """One short for the sum of the groups, then one for each of several; things count each for itself."""
    kinds = {group.kind for group in found}
    rows = [(g, False) for g in found] if kinds & {MUNITIONS, OBJECTS} else together(pieces, found)
    start = found[0].first if first is None else first
    evidence = pieces.span(start, max(told.last, found[-1].last) - 1)
    for group, part in rows:
        thing = group.lemma if group.kind in (MUNITIONS, OBJECTS) else unit
        if group.narrowed and thing == group.lemma:
            thing = f"{group.narrowed} {thing}"
        quantity = group.quantity
        unreported = quantity.modifier == "no reports"
        if not unreported and quantity.lower is None and quantity.upper is None:
            continue
        yield Short(
            outcome=told.outcome,
            evidence=evidence,
            quantity=quantity,
            scope=Scope.SUBSET if part else Scope.INCREMENT if group.added or told.added else Scope.TOTAL,
            modality=Modality.HEDGED if told.hedged else Modality.ASSERTED,
            victims=_with_severity(group.victims(), told),
            unit=thing,
            negated=unreported,
        )


def part_shorts(pieces: Pieces, parts: Sequence[Group], told: Told) -> list[Short]:
    """Each group as a part of what was told of all."""
    return [
        Short(
            outcome=told.outcome,
            evidence=pieces.span(group.first, group.last - 1),
            quantity=group.quantity,
            scope=Scope.SUBSET,
            modality=Modality.HEDGED if told.hedged else Modality.ASSERTED,
            victims=_with_severity(group.victims(), told),
        )
        for group in parts
        if group.quantity.lower is not None or group.quantity.upper is not None
    ]


def _with_severity(victims: Victims | None, told: Told) -> Victims | None:
    if told.severity is None or told.outcome is not Outcome.INJURED:
        return victims
    return replace(victims or Victims(), severity=told.severity)
