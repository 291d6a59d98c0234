"""Constrained agglomeration: the likeliest pairs first, and never two that something forbids."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: Two parts are joined where the edges across them come to this, per pair of their members: a pair without an edge
#: counts as nothing.
MEAN = 2.0

#: Of large parts so many pairs are asked for: not every two mentions of a burst were compared.
ASKED = 12


@dataclass(slots=True, eq=False)
class _Part:
    """Members that are taken for one, the sums of the edges to other parts, and those that are forbidden."""

    members: list[str]
    sums: dict[int, float] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)


def clusters(
    members: Iterable[str],
    edges: Mapping[tuple[str, str], float],
    *,
    forbidden: Callable[[Sequence[str], Sequence[str]], bool],
    order: Callable[[str, str], int] = lambda _left, _right: 0,
) -> list[list[str]]:
    """A partition of the members, each part sorted, in the order of their first members.

    `edges` are pairs that are likely of one kind, with their likeness. They are taken by `order`, then from the
    likeliest, ties by their names. Two parts are joined where the likenesses of all edges across them come to MEAN
    for each pair of their members (for ASKED pairs at most), and `forbidden` says no.
    """
    state = _State(sorted(members), edges, forbidden)
    for left, right in sorted(edges, key=lambda pair: (order(*pair), -edges[pair], pair)):
        state.consider(left, right)
    return list(state.parts())


class _State:
    def __init__(
        self,
        members: Sequence[str],
        edges: Mapping[tuple[str, str], float],
        forbidden: Callable[[Sequence[str], Sequence[str]], bool],
    ) -> None:
        self._forbidden = forbidden
        self._at = {member: number for number, member in enumerate(members)}
        self._parts = {number: _Part([member]) for number, member in enumerate(members)}
        for (left, right), likeness in sorted(edges.items()):
            one, other = self._at[left], self._at[right]
            self._parts[one].sums[other] = self._parts[other].sums[one] = likeness

    def parts(self) -> Iterator[list[str]]:
        return iter(sorted(sorted(part.members) for part in self._parts.values()))

    def consider(self, left: str, right: str) -> None:
        """Joins the parts of the two where they may be joined."""
        here, there = self._at[left], self._at[right]
        if here == there or there in self._parts[here].closed:
            return
        one, other = self._parts[here], self._parts[there]
        if one.sums[there] < MEAN * min(len(one.members) * len(other.members), ASKED):
            return
        if self._forbidden(one.members, other.members):
            one.closed.add(there)
            other.closed.add(here)
        else:
            self._join(here, there)

    def _join(self, here: int, there: int) -> None:
        if len(self._parts[here].members) < len(self._parts[there].members):
            here, there = there, here
        kept, gone = self._parts[here], self._parts.pop(there)
        for member in gone.members:
            self._at[member] = here
        kept.members.extend(gone.members)
        for neighbour, likeness in gone.sums.items():
            self._parts_of(neighbour, here, there, likeness)
        kept.sums.pop(there, None)
        for other in gone.closed:
            kept.closed.add(other)
            self._parts[other].closed.discard(there)
            self._parts[other].closed.add(here)

    def _parts_of(self, neighbour: int, here: int, there: int, likeness: float) -> None:
        if neighbour == here:
            return
        part = self._parts[neighbour]
        del part.sums[there]
        total = part.sums.get(here, 0.0) + likeness
        part.sums[here] = self._parts[here].sums[neighbour] = total
