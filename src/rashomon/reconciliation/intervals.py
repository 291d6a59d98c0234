"""Bounds as closed intervals of whole numbers; a null end is open."""

from collections.abc import Iterable
from math import inf

Bounds = tuple[int | None, int | None]


def ends(bounds: Bounds) -> tuple[float, float]:
    """Both ends as numbers, infinite where they are null."""
    lower, upper = bounds
    return (-inf if lower is None else lower), (inf if upper is None else upper)


def overlap(left: Bounds, right: Bounds) -> bool:
    """Whether a number fits both."""
    (a, b), (c, d) = ends(left), ends(right)
    return a <= d and c <= b


def contains(outer: Bounds, inner: Bounds) -> bool:
    """Whether every number that fits `inner` fits `outer`."""
    (a, b), (c, d) = ends(outer), ends(inner)
    return a <= c and d <= b


def below(left: Bounds, right: Bounds) -> bool:
    """Whether every number that fits `left` is lower than any that fits `right`."""
    return ends(left)[1] < ends(right)[0]


def starts_below(left: Bounds, right: Bounds) -> bool:
    """Whether both have a lower bound, and that of `left` is the lower one."""
    return left[0] is not None and right[0] is not None and left[0] < right[0]


def intersection(all_bounds: Iterable[Bounds]) -> Bounds:
    """The numbers that fit all; the bounds must overlap pair by pair."""
    given = list(all_bounds)
    lowers = [lower for lower, _ in given if lower is not None]
    uppers = [upper for _, upper in given if upper is not None]
    return max(lowers, default=None), min(uppers, default=None)


def hull(all_bounds: Iterable[Bounds]) -> Bounds:
    """The lowest lower and the highest upper bound; open where any of them is open."""
    given = list(all_bounds)
    lowers, uppers = [lower for lower, _ in given], [upper for _, upper in given]
    lower = None if None in lowers else min((n for n in lowers if n is not None), default=None)
    upper = None if None in uppers else max((n for n in uppers if n is not None), default=None)
    return lower, upper
