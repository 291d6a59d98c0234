"""What people said of two mentions: the newest word wins, and linking obeys it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from rashomon.model.incident import Judgement, Link

_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judged:
    """What holds of all that was said: mentions that are one, and for each mention those that it is apart from.

    `groups` has each mention's group, itself in it, sorted; a mention of which nobody spoke is not there.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def group(self, mention: str) -> tuple[str, ...]:
        """The mentions that are one with this one, itself among them."""
        return self.groups.get(mention, (mention,))

    def forbids(self, left: Collection[str], right: Collection[str]) -> bool:
        """Whether a person told one of these apart from one of those."""
        return any(not self.apart[one].isdisjoint(right) for one in left if one in self.apart)

    def joined(self, parts: Iterable[Sequence[str]]) -> list[list[str]]:
        """The parts, those as one of which a person called two mentions the same.

        They are not, where that would join what a person told apart. The order is kept, by first members.
        """
        found = [sorted(part) for part in parts]
        for group in sorted({self.group(id) for part in found for id in part if id in self.groups}):
            for one, other in pairwise(group):
                left, right = (next(part for part in found if id in part) for id in (one, other))
                if left is not right and not self.forbids(left, right):
                    found = [part for part in found if part is not right and part is not left]
                    found.append(sorted(left + right))
        return sorted(found)


def judged(said: Iterable[Link]) -> Judged:
    """What holds of people's links: of two that contradict each other, also by way of others, the newer one."""
    groups: dict[str, set[str]] = {}
    apart: defaultdict[str, set[str]] = defaultdict(set)
    newest_first = sorted(said, key=lambda link: (link.judged_at or _FIRST, link.left, link.right), reverse=True)
    for link in newest_first:
        left, right = (groups.setdefault(id, {id}) for id in (link.left, link.right))
        told_apart = any(not apart[one].isdisjoint(right) for one in left if one in apart)
        if link.judgement is Judgement.SAME and not told_apart:
            joined = left | right
            groups.update(dict.fromkeys(joined, joined))
        elif link.judgement is Judgement.DIFFERENT and left is not right:
            apart[link.left].add(link.right)
            apart[link.right].add(link.left)
    return Judged(
        {id: tuple(sorted(group)) for id, group in groups.items() if len(group) > 1},
        {id: frozenset(others) for id, others in apart.items()},
    )
