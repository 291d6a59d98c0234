"""What a report makes, in its own voice, of the figures that it tells: "at least five", "between five and eight".

Such a figure is no account beside those that the report quotes: the report has weighed them. "At least five were
killed", and "eight" by a neighbour: the report vouches for five, and eight is what one of its sources says. It does not
make the eight its own, though eight is at least five.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from rashomon.reconciliation import intervals
from rashomon.reconciliation.records import Record

_SUMMING = frozenset({"between", "at least", "up to"})
#: Modifiers of a figure without an upper bound that is a number all the same.
_COUNTED = frozenset({"at least", "more than", "and"})


def sums_up(record: Record) -> bool:
    """Whether a report says in its own voice how many at least, at most, or between which numbers."""
    quantity = record.claim.quantity
    if record.claim.attribution.party is not None or quantity is None:
        return False
    added = quantity.modifier == "and" and quantity.lower != quantity.upper  # "seven, along with at least 18 others"
    return added or quantity.modifier in _SUMMING


def is_ranged(record: Record) -> bool:
    """Whether it is a summary with both ends: what it holds is what the report has weighed."""
    return sums_up(record) and record.lower is not None and record.upper is not None


def with_parts(total: Record, told: Sequence[Record]) -> Record:
    """A total of which only the most is told, with the fewest that its sentence vouches for; `told` are all figures.

    "Up to 20, including at least 14" tells both ends. "Up to 20, including five children" tells of some only.
    """
    if total.lower is not None or total.upper is None:
        return total
    parts = [
        one
        for one in told
        if one.claim.part_of == total.id and one.claim.sentence == total.claim.sentence and _is_least(one)
    ]
    most = max(parts, key=lambda one: (one.lower or 0, one.order), default=None)
    if most is None or (most.lower or 0) > total.upper:
        return total
    return replace(total, ids=(*total.ids, *most.ids), lower=most.lower)


def _is_least(record: Record) -> bool:
    quantity = record.claim.quantity
    return quantity is not None and quantity.modifier == "at least" and record.lower is not None


def with_further(summary: Record, word: Record) -> Record | None:
    """A summary after its report, still in its own voice, has given one more figure; null where the two do not fit.

    "At least 48", and 71 further down without a source: from the 48 that it vouches for to these 71. "Between five and
    eight", and eight further down: between five and eight still.
    """
    if not sums_up(summary) or word.claim.attribution.party is not None:
        return None
    if not intervals.overlap(summary.bounds, word.bounds):
        return None
    lower = summary.lower if summary.lower is not None else word.lower
    upper = summary.upper if summary.upper is not None else word.upper
    if upper == lower:  # "at least five", and "the five": five at least still
        lower, upper = summary.bounds
    changed = (lower, upper) != summary.bounds
    ids = (*summary.ids, *word.ids) if changed else summary.ids
    return replace(summary, ids=ids, lower=lower, upper=upper, place=max(summary.place, word.place))


def summary(words: Sequence[Record]) -> tuple[Record, intervals.Bounds] | None:
    """The summary of the one report that all words come from, with the bounds that it comes to; null for none.

    Where the summary gives one end only, the other is the farthest that it quotes beyond it.
    """
    own = next((word for word in words if sums_up(word) and word.origin == word.carrier[0]), None)
    if own is None or len({word.root for word in words}) != 1:
        return None
    quoted = [word.bounds for word in words if word is not own and not _is_vague(word)]
    if not all(intervals.overlap(own.bounds, one) for one in quoted):
        return None
    if own.lower is not None and own.upper is not None:
        return own, own.bounds
    if own.lower is None:
        low = min((intervals.ends(one)[0] for one in quoted), default=-inf)
        return (own, (int(low), own.upper)) if low > -inf else None
    beyond = [one for one in quoted if (one[1] or one[0] or 0) > own.lower]
    return (own, (own.lower, _farthest(beyond))) if beyond else None


def _farthest(beyond: Sequence[intervals.Bounds]) -> int | None:
    """The highest number that anybody gives; null where somebody says that there are more than any number given."""
    highest = max((upper for _, upper in beyond if upper is not None), default=None)
    if highest is None or any(upper is None and (lower or 0) > highest for lower, upper in beyond):
        return None
    return highest


def _is_vague(word: Record) -> bool:
    """ "Dozens" is no number that somebody counted."""
    quantity = word.claim.quantity
    return word.upper is None and quantity is not None and quantity.modifier not in _COUNTED
