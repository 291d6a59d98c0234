"""The pairs of mentions that are worth keeping, kept right while mentions come and go.

Two mentions are compared where they share a key and stand near each other in the order of clocks of those that have
it, or where the report of one repeats the other's. So a report costs the same however many there are, and which
pairs are compared depends on what there is and not on the order in which it came. A pair is kept where it comes near
a link.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from rashomon.linkage.blocking import block_keys, name_keys, place_keys
from rashomon.linkage.comparison import SAME, compare, forbids, points
from rashomon.linkage.origins import Origins
from rashomon.linkage.profiles import Profile
from rashomon.linkage.rarity import Rarity
from rashomon.model.incident import Link, Mention
from rashomon.model.index import Index, Pair, Space

#: Of those that share a key with a mention, so many on either side are compared with it.
NEIGHBOURS = {Space.BLOCK: 32, Space.NAME: 8}

#: Points from which a pair is kept: it may be wanted to explain what was turned down.
NEAR = 2.0

#: All members of a key.
_ALL = 2**31 - 1

_KEYS = {Space.BLOCK: block_keys, Space.NAME: name_keys, Space.PLACE: place_keys}

Ids = tuple[str, str]


def keys_of(space: Space, mention: Mention) -> tuple[int, ...]:
    """The keys of a mention in one space."""
    return _KEYS[space](mention)


def ordered(one: str, other: str) -> Ids:
    """Two ids as a pair has them."""
    return (one, other) if one < other else (other, one)


def is_edge(pair: Pair) -> bool:
    """Whether the two are likely of one incident, and nothing forbids it."""
    return pair.points >= SAME and not pair.forbidden


class Pairing:
    """Pairs by an index; what it was told once it keeps, so it holds while postings and echoes do not change."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._profiles: dict[str, Profile] = {}
        self.rarity = Rarity(index)
        self.origins = Origins(index)

    def profiles(self, ids: Collection[str]) -> list[Profile]:
        """The mentions with these ids made ready, in their order."""
        unknown = [id for id in ids if id not in self._profiles]
        if unknown:
            self._profiles.update((id, Profile(mention)) for id, mention in self._index.mentions(unknown).items())
        return [self._profiles[id] for id in ids]

    def link(self, left: str, right: str) -> Link:
        """What speaks for and against that two mentions are one."""
        one, other = self.profiles((left, right))
        return compare(one, other, self.rarity, echo=self.origins.repeats(one.mention, other.mention))

    def forbidden(self, left: str, right: str) -> bool:
        """Whether a feature forbids that two mentions are one."""
        one, other = self.profiles((left, right))
        return forbids(one, other, echo=bool(self.origins.repeats(one.mention, other.mention)))

    def renew(self, ids: Collection[str]) -> set[str]:
        """Compares these mentions with all that they are to be compared with; returns whose edges changed."""
        wanted: set[Ids] = set()
        profiles = self.profiles(ids)
        self.origins.ask(profile.mention.document_id for profile in profiles)
        for profile in profiles:
            self.rarity.ask(profile.name_keys)
            wanted.update(ordered(profile.mention.id, other) for other in self._partners(profile.mention))
        kept = {(pair.left, pair.right) for pair in self._index.pairs(ids)}
        return self._put(wanted) | self._drop(kept - wanted)

    def rescore(self, ids: Iterable[Ids]) -> set[str]:
        """Compares these pairs again; returns whose edges changed."""
        return self._put(ids)

    def without_reason(self, ids: Iterable[Ids]) -> set[str]:
        """Drops those of these pairs that are not to be compared any more; returns whose edges changed."""
        return self._drop(pair for pair in ids if not self._is_wanted(*pair))

    def having(self, space: Space, keys: Collection[int]) -> set[str]:
        """The mentions that have any of these keys."""
        return {id for ids in self._index.first(space, keys, most=_ALL).values() for id in ids}

    def sharing(self, space: Space, keys: Collection[int]) -> set[Ids]:
        """The kept pairs that the levels of these keys have a say in."""
        having = defaultdict(set)
        for key, members in self._index.first(space, keys, most=_ALL).items():
            for member in members:
                having[member].add(key)
        pairs = [(pair.left, pair.right) for pair in self._index.pairs(having)]
        if space is Space.PLACE:
            return set(pairs)
        return {pair for pair in pairs if not having[pair[0]].isdisjoint(having[pair[1]])}

    def _partners(self, mention: Mention) -> set[str]:
        """The mentions that a mention is to be compared with."""
        found = {
            id
            for space, most in NEIGHBOURS.items()
            for sides in self._around(mention, space, keys_of(space, mention), most).values()
            for side in sides
            for id in side
        }
        found.update(self._echoing(mention))
        others = (profile.mention for profile in self.profiles(sorted(found)))
        return {other.id for other in others if other.document_id != mention.document_id}

    def _around(
        self, mention: Mention, space: Space, keys: Collection[int], most: int
    ) -> Mapping[int, tuple[Iterable[str], Iterable[str]]]:
        return self._index.around(space, keys, clock=mention.published, member=mention.id, most=most)

    def _echoing(self, mention: Mention) -> Iterator[str]:
        """The mentions of what its report repeats, and of what repeats its report."""
        documents = {echo.origin_id for echo in self.origins.echoes(mention.document_id)}
        documents.update(*self._index.repeating([mention.document_id]).values())
        yield from (id for ids in self._index.mentions_of(documents).values() for id in ids)

    def _is_wanted(self, left: str, right: str) -> bool:
        one, other = (profile.mention for profile in self.profiles((left, right)))
        for space, most in NEIGHBOURS.items():
            shared = set(keys_of(space, one)) & set(keys_of(space, other))
            sides = self._around(one, space, shared, most).values()
            if any(right in side for both in sides for side in both):
                return True
        return right in self._echoing(one)

    def straddling(
        self, space: Space, keys: Collection[int], around: Mention, *, without: Collection[str] = (), reach: int = 0
    ) -> set[Ids]:
        """The pairs with one on either side of a mention's place that are, or would be `without` these, neighbours.

        `reach` is how many of these may stand on either side.
        """
        most = NEIGHBOURS[space]
        found: set[Ids] = set()
        for before, behind in self._around(around, space, keys, most + reach).values():
            after = [id for id in behind if id not in without][:most]
            if after:
                ahead = [id for id in before if id not in without][:most]
                for i, one in enumerate(ahead):
                    found.update(ordered(one, other) for other in after[: most - i])
        return found

    def _put(self, ids: Iterable[Ids]) -> set[str]:
        wanted = sorted(ids)
        told = self.profiles(list({id for pair in wanted for id in pair}))
        self.origins.ask(profile.mention.document_id for profile in told)
        before = {(pair.left, pair.right): pair for pair in self._index.pairs({id for pair in wanted for id in pair})}
        put, drop, changed = [], [], set()
        for left, right in wanted:
            old = before.get((left, right))
            new = self._compared(left, right)
            if new is not None and new != old:
                put.append(new)
            elif new is None and old is not None:
                drop.append((left, right))
            if _edge(old) != _edge(new):
                changed |= {left, right}
        self._index.put_pairs(put)
        self._index.drop_pairs(drop)
        return changed

    def _drop(self, ids: Iterable[Ids]) -> set[str]:
        gone = sorted(ids)
        edges = {
            (pair.left, pair.right) for pair in self._index.pairs({id for pair in gone for id in pair}) if is_edge(pair)
        }
        self._index.drop_pairs(gone)
        return {id for pair in edges.intersection(gone) for id in pair}

    def _compared(self, left: str, right: str) -> Pair | None:
        """The pair, where it is worth keeping."""
        link = self.link(left, right)
        total = round(points(link), 6)
        forbidden = any(feature.score == float("-inf") for feature in link.features)
        if total < (SAME if forbidden else NEAR):
            return None
        return Pair(left, right, total, forbidden)


def _edge(pair: Pair | None) -> float | None:
    return pair.points if pair is not None and is_edge(pair) else None
