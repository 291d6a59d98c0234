"""Linking as reports come and go: what they change, and nothing else, is compared and clustered again.

    echoing = add_texts(index, [document])
    changes = update(index, {document.id: mentions(document, extraction)}, echoing=echoing, new_id=…)

Adding reports one by one, in any order, gives the incidents that adding them all at once gives: which pairs are
compared and what they score depends on what the index holds, and a cluster on the pairs between its members alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rashomon.linkage.bans import Bans
from rashomon.linkage.blocking import postings
from rashomon.linkage.clusters import clusters
from rashomon.linkage.identity import carried
from rashomon.linkage.judgements import Judged, judged
from rashomon.linkage.origins import speaking_after
from rashomon.linkage.pairing import NEIGHBOURS, Ids, Pairing, is_edge, keys_of
from rashomon.linkage.ranking import leading, rank
from rashomon.linkage.rarity import handful, levels
from rashomon.model.incident import Link, Mention
from rashomon.model.index import Index, Space

_SPACES = (Space.BLOCK, Space.NAME, Space.PLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an update changed.

    `parts` are the incidents that are new or have other mentions (by id, sorted); `ended` are ids that are no
    more, with the id that most of their mentions have now, null where none is left.
    """

    parts: Mapping[str, tuple[str, ...]]
    ended: Mapping[str, str | None]


def update(
    index: Index,
    came: Mapping[str, Sequence[Mention]],
    went: Collection[str] = (),
    *,
    new_id: Callable[[Sequence[str]], str],
    echoing: Collection[str] = (),
    versions: Mapping[str, str] | None = None,
    said: Callable[[], Iterable[Link]] = tuple,
    again: Collection[str] = (),
) -> Changes:
    """Takes mentions in and out of the index and its incidents, and says what changed.

    `came` are mentions by the ids of their documents: of a document that is there already they take the place of
    those that it had; `went` are documents whose mentions are to go. `echoing` are the documents whose echoes
    changed (see `echoes`). `versions` tells of which documents others are new versions: their mentions begin in the
    incidents of the old ones. `said` gives all links that people made and did not take back, between mentions that
    are there then; `again` are mentions of which something was said or taken back. `new_id` gives an id for
    mentions that are a new incident; the main one is asked for first.
    """
    work = _Update(index, came, went)
    work.exchange()
    affected = work.compare(echoing) | set(again)
    parts = _parts(index, work.pairing, affected, judged(said()))
    return work.settle(parts, versions or {}, new_id)


class _Update:
    """One update: what comes and goes, and what the index said of it before."""

    def __init__(self, index: Index, came: Mapping[str, Sequence[Mention]], went: Collection[str]) -> None:
        self._index = index
        standing = index.mentions([id for ids in index.mentions_of({*went, *came}).values() for id in ids])
        told = {mention.id: mention for mentions in came.values() for mention in mentions}
        self._gone = {id: mention for id, mention in standing.items() if told.get(id) != mention}
        self._new = {id: mention for id, mention in told.items() if standing.get(id) != mention}
        self._homes = dict(index.homes(self._gone))
        self._levels = {space: self._levels_of(space) for space in (Space.NAME, Space.PLACE)}
        self._documents = index.sizes()[0]
        self._neighbours = {id for pair in index.pairs(self._gone) if is_edge(pair) for id in (pair.left, pair.right)}
        self.pairing = Pairing(index)

    def exchange(self) -> None:
        """Takes what goes out of the index, and what comes into it."""
        index = self._index
        index.unpost(_SPACES, self._gone)
        index.drop_homes(self._gone)
        index.drop_mentions(self._gone)
        index.put_mentions(self._new.values())
        index.post(posting for mention in self._new.values() for posting in postings(mention))
        self.pairing = Pairing(index)

    def compare(self, echoing: Collection[str]) -> set[str]:
        """Brings the pairs up to date; returns the mentions that may belong elsewhere now."""
        index, pairing = self._index, self.pairing
        fell, rose = self._fell_and_rose()
        voiced = index.mentions_of(speaking_after(index, echoing))
        fresh = {*self._new, *(id for ids in voiced.values() for id in ids), *fell}
        changed = pairing.renew(sorted(fresh))
        kept = {pair for pair in rose if fresh.isdisjoint(pair)}
        changed |= pairing.rescore(kept | {pair for pair in self._closer() if fresh.isdisjoint(pair)})
        changed |= pairing.without_reason(pair for pair in self._further() if fresh.isdisjoint(pair))
        return (changed | self._neighbours | self._new.keys()) - (self._gone.keys() - self._new.keys())

    def settle(
        self, parts: Sequence[Sequence[str]], versions: Mapping[str, str], new_id: Callable[[Sequence[str]], str]
    ) -> Changes:
        """Gives the parts their ids and puts them down."""
        index = self._index
        members = [id for part in parts for id in part]
        homes = dict(index.homes(members))
        former = {*homes.values(), *self._homes.values()}
        before = index.members(former)
        found = carried(homes | self._inherited(versions), parts, former, new_id)
        changed = {
            id: tuple(part)
            for id, part in zip(found.ids, parts, strict=True)
            if not self._new.keys().isdisjoint(part)
            or id in self._homes.values()
            or list(before.get(id, ())) != sorted(part)
        }
        index.put_homes({m: id for id, part in changed.items() for m in part if homes.get(m) != id})
        return Changes(parts=changed, ended=found.ended)

    def _levels_of(self, space: Space) -> Mapping[int, int]:
        mentions = [*self._gone.values(), *self._new.values()]
        return levels(self._index, space, {key for mention in mentions for key in keys_of(space, mention)})

    def _fell_and_rose(self) -> tuple[set[str], set[Ids]]:
        """The mentions that have names or places that grew rarer, and the pairs that have some that grew commoner."""
        index, pairing = self._index, self.pairing
        fell: set[str] = set()
        rose: set[Ids] = set()
        for space, before in self._levels.items():
            after = self._levels_of(space)
            fell |= pairing.having(space, [key for key in before if after[key] < before[key]])
            rose |= pairing.sharing(space, [key for key in before if after[key] > before[key]])
        few, fewer = handful(self._documents), handful(index.sizes()[0])
        if few != fewer:
            everything = index.all_mentions()
            if fewer is None or (few is not None and few < fewer):
                rose.update((pair.left, pair.right) for pair in index.pairs(everything))
            else:
                fell.update(everything)
        return fell, rose

    def _closer(self) -> set[Ids]:
        """The pairs that came to be neighbours since what stood between them is gone."""
        found: set[Ids] = set()
        for space in NEIGHBOURS:
            for mention, keys in _without(space, self._gone, self._new):
                found |= self.pairing.straddling(space, keys, mention)
        return found

    def _further(self) -> set[Ids]:
        """The kept pairs that may be neighbours no more since something came between them."""
        found: set[Ids] = set()
        for space in NEIGHBOURS:
            came = list(_without(space, self._new, self._gone))
            counts = Counter(key for _, keys in came for key in keys)
            for mention, keys in came:
                reach = max((counts[key] for key in keys), default=0)
                found |= self.pairing.straddling(space, keys, mention, without=self._new, reach=reach)
        kept = {(pair.left, pair.right) for pair in self._index.pairs({id for pair in found for id in pair})}
        return found & kept

    def _inherited(self, versions: Mapping[str, str]) -> dict[str, str]:
        """The incidents that new mentions begin in: those of the nearest mentions whose place they take."""
        found: dict[str, str] = {}
        old: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self._gone.values():
            if mention.id in self._homes:
                old[mention.document_id].append(mention)
        for id, new in self._new.items():
            if before := [*old[new.document_id], *old[versions.get(new.document_id, "")]]:
                found[id] = self._homes[min(before, key=partial(_distance, new)).id]
        return found


def _distance(new: Mention, old: Mention) -> tuple[bool, int, str]:
    return old.family is not new.family, abs(old.start - new.start), old.id


def _without(
    space: Space, some: Mapping[str, Mention], others: Mapping[str, Mention]
) -> Iterable[tuple[Mention, Collection[int]]]:
    """The mentions that have keys which a mention of the same place among the others has not, with those keys."""
    for id, mention in some.items():
        other = others.get(id)
        same = set(keys_of(space, other)) if other is not None and other.published == mention.published else set()
        if keys := [key for key in keys_of(space, mention) if key not in same]:
            yield mention, keys


def _parts(index: Index, pairing: Pairing, affected: Collection[str], people: Judged) -> list[list[str]]:
    """The clusters of all mentions that hang together with those that are affected."""
    found: list[list[str]] = []
    seen: set[str] = set()
    bans = Bans(pairing, people)
    for start in sorted(affected):
        if start not in seen:
            members, edges = _component(index, start, people)
            seen |= members
            found += _clustered(members, edges, pairing, bans, people)
    mentions = {id: pairing.profiles([id])[0].mention for part in found for id in part}
    leads = leading(mentions.values())
    return sorted(found, key=lambda part: rank([mentions[id] for id in part], leads))


def _component(index: Index, start: str, people: Judged) -> tuple[set[str], dict[Ids, float]]:
    """The mentions that a chain of edges, or of people's words, leads to, and the edges between them."""
    members: set[str] = set()
    edges: dict[Ids, float] = {}
    todo = {start}
    while todo:
        members |= todo
        near = {other for id in todo for other in people.group(id)}
        for pair in index.pairs(todo):
            if is_edge(pair):
                edges[pair.left, pair.right] = pair.points
                near |= {pair.left, pair.right}
        todo = near - members
    return members, edges


def _clustered(
    members: Collection[str], edges: Mapping[Ids, float], pairing: Pairing, bans: Bans, people: Judged
) -> list[list[str]]:
    first = {profile.mention.id for profile in pairing.profiles(sorted(members)) if profile.mention.leading}
    found = clusters(
        members,
        edges,
        forbidden=bans.between,
        order=lambda left, right: (left not in first) + (right not in first),
    )
    return people.joined(found)
