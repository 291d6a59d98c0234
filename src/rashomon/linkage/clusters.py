"""Constrained agglomeration: the likeliest pairs first, and never two that something forbids."""

from collections.abc import Callable, Iterable
from math import inf


def clusters(
    count: int, proposed: Iterable[tuple[int, int]], likeness: Callable[[int, int], float], least: float
) -> list[list[int]]:
    """A partition of range(count), each part sorted, in the order of their first members.

    Two parts are joined where a proposed pair has a likeness of `least` or more, no pair across them has
    -inf, and the mean over all pairs across them is `least` or more. `likeness` is symmetric. Pairs are taken
    from the likeliest, ties in the order of their numbers: the partition depends on the numbering only where
    two pairs tie.
    """
    pairs = sorted(((-likeness(i, j), i, j) for i, j in proposed))
    part = [[i] for i in range(count)]
    for negative, i, j in pairs:
        if -negative < least:
            break
        left, right = part[i], part[j]
        if left is not right and _joinable(left, right, likeness, least):
            joined = sorted(left + right)
            for member in joined:
                part[member] = joined
    return [members for i, members in enumerate(part) if members[0] == i]


def _joinable(left: list[int], right: list[int], likeness: Callable[[int, int], float], least: float) -> bool:
    total = 0.0
    for i in left:
        for j in right:
            found = likeness(i, j)
            if found == -inf:
                return False
            total += found
    return total >= least * len(left) * len(right)
