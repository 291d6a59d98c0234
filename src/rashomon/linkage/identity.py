"""Ids of incidents that last: carried over from the parts that were to the parts that are."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carried:
    """The ids of the new parts, in their order, and where each id that ended went: null where nothing is left."""

    ids: tuple[str, ...]
    ended: Mapping[str, str | None]


def carried(
    before: Mapping[str, str],
    parts: Sequence[Sequence[str]],
    former: Collection[str],
    new_id: Callable[[Sequence[str]], str],
) -> Carried:
    """The ids of the parts: `before` has the id that a mention's incident had.

    An id stays with the part that has most of the mentions that had it, and a part keeps the id that most of its
    mentions had; ties go to the part that comes first, and to the older id (ids are numbered, older ones are
    shorter). Parts that are left get the id that `new_id` gives for their mentions, in their order. An id of
    `former` that no part keeps has ended, and leads to the part that has most of its mentions.
    """
    counts = [Counter(before[mention] for mention in part if mention in before) for part in parts]
    wishes = sorted(
        (-count, number, len(id), id) for number, shares in enumerate(counts) for id, count in shares.items()
    )
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, number, _, id in wishes:
        if number not in ids and id not in taken:
            ids[number] = id
            taken.add(id)
    named = tuple(ids[number] if number in ids else new_id(part) for number, part in enumerate(parts))
    first = {id: number for _, number, _, id in reversed(wishes)}
    ended = {id: named[first[id]] if id in first else None for id in sorted(former) if id not in taken}
    return Carried(named, ended)
