"""The named rules that make one pair of bounds of several accounts.

A rule never makes a number: each end is one that an account gives.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.claim import Act, Modality, PartyKind
from rashomon.reconciliation import intervals
from rashomon.reconciliation.records import Record
from rashomon.reconciliation.summaries import summary

_OWN_RANGE = "the report's own range, which holds what it quotes"
_VOUCHED = "what the report vouches for, and the farthest that it quotes"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a rule gives: bounds, a best figure where the rule names one, and how it came to them."""

    lower: int | None
    upper: int | None
    best: int | None = None
    reason: str = ""


def bounds_by(rule: str, current: Sequence[Record], every: Sequence[Record]) -> Figure:
    """Bounds by a rule: "range", "ucdp" or "acled" of the current accounts, "airwars" of `every` account.

    Raises ValueError where the rule is not one of these.
    """
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r} (there are {', '.join(RULES)})")
    bounded = [word for word in (every if rule == "airwars" else current) if word.bounded]
    return RULES[rule](bounded) if bounded else Figure(None, None)


def _range(words: Sequence[Record]) -> Figure:
    """Where all fit together, what fits them all; else from the lowest to the highest of those at odds.

    "At least two", which fits with "two" and with "three", opens no conflict between these.
    """
    own = summary(words)
    if own is not None:
        word, (lower, upper) = own
        ranged = word.bounds == (lower, upper)
        return Figure(lower, upper, reason=_OWN_RANGE if ranged else _VOUCHED)
    given = [word.bounds for word in words]
    at_odds = [one for one in given if not all(intervals.overlap(one, other) for other in given)]
    if not at_odds:
        lower, upper = intervals.intersection(given)
        return Figure(lower, upper, reason="what fits every account" if len(set(given)) > 1 else "")
    lower, upper = intervals.hull(at_odds)
    return Figure(lower, upper, reason="from the lowest to the highest account")


def _ucdp(words: Sequence[Record]) -> Figure:
    """UCDP's low, best and high: of reliable accounts, the best the lower where none can be preferred.

    Hedged, alleged and anonymous accounts are left out where others remain (UCDP codebook: unreliable claims
    are not counted).
    """
    reliable = [
        word
        for word in words
        if word.claim.modality not in (Modality.HEDGED, Modality.ALLEGED)
        and not (word.party and word.party.kind is PartyKind.ANONYMOUS)
    ]
    numbers = _numbers(reliable or words)
    return Figure(min(numbers), max(numbers), best=min(numbers), reason="lowest and highest reliable figure")


def _acled(words: Sequence[Record]) -> Figure:
    """ACLED's single number: the most conservative estimate (ACLED FAQ)."""
    lowest = min(_numbers(words))
    return Figure(lowest, lowest, best=lowest, reason="the most conservative figure")


def _airwars(words: Sequence[Record]) -> Figure:
    """Airwars' minimum and maximum of all that was ever claimed; what is conceded stands beside it."""
    claimed = [word for word in words if word.claim.attribution.act is not Act.CONCEDES]
    numbers = _numbers(claimed or words)
    beside = "; what is conceded stands beside it" if claimed and len(claimed) < len(words) else ""
    return Figure(min(numbers), max(numbers), reason=f"lowest and highest figure given{beside}")


def _numbers(words: Sequence[Record]) -> list[int]:
    return [number for word in words for number in word.bounds if number is not None]


#: The rules by name; `range` is the default.
RULES: Mapping[str, Callable[[Sequence[Record]], Figure]] = {
    "range": _range,
    "ucdp": _ucdp,
    "acled": _acled,
    "airwars": _airwars,
}
