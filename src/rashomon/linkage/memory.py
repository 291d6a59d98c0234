"""An index in memory: see `model.index.Index`."""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from rashomon.model.incident import Echo, Mention
from rashomon.model.index import Pair, Posting, Space
from rashomon.model.text import Document

#: A member in the order of clocks: whether it has none, the clock, its id, and its group.
_Place = tuple[bool, float, str, int]

_FIRST_GROUP, _LAST_GROUP = -(2**63), 2**63


def _place(clock: datetime | None, member: str, group: int) -> _Place:
    return clock is None, clock.astimezone(UTC).timestamp() if clock else 0.0, member, group


class MemoryIndex:
    """Keeps everything in dicts; what few have is found at once, what many have by halving."""

    def __init__(self) -> None:
        self._posted: dict[Space, dict[str, tuple[_Place, array[int]]]] = {space: {} for space in Space}
        # most keys of texts have one member: for those no list is made
        self._lists: dict[Space, dict[int, _Place | list[_Place]]] = {space: {} for space in Space}
        self._documents: dict[str, Document] = {}
        self._mentions: dict[str, Mention] = {}
        self._by_document: dict[str, list[str]] = {}
        self._pairs: dict[str, dict[str, Pair]] = {}
        self._echoes: dict[str, tuple[Echo, ...]] = {}
        self._repeating: dict[str, set[str]] = {}
        self._homes: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}

    # Postings

    def post(self, postings: Iterable[Posting]) -> None:
        """Keep these postings; a member is posted once in a space."""
        for posting in postings:
            place = _place(posting.clock, posting.member, posting.group)
            self._posted[posting.space][posting.member] = place, array("q", posting.keys)
            lists = self._lists[posting.space]
            for key in posting.keys:
                found = lists.get(key)
                if found is None:
                    lists[key] = place
                elif isinstance(found, tuple):
                    lists[key] = sorted((found, place))
                elif found[-1] < place:
                    found.append(place)
                else:
                    insort(found, place)

    def unpost(self, spaces: Collection[Space], members: Collection[str]) -> None:
        """Drop the postings of these members in these spaces."""
        for space in spaces:
            for member in members:
                if posted := self._posted[space].pop(member, None):
                    place, keys = posted
                    for key in keys:
                        self._drop(self._lists[space], key, place)

    def _drop(self, lists: "dict[int, _Place | list[_Place]]", key: int, place: _Place) -> None:
        found = lists[key]
        if isinstance(found, tuple):
            del lists[key]
            return
        del found[bisect_left(found, place)]
        if len(found) == 1:
            lists[key] = found[0]

    def _list(self, space: Space, key: int) -> Sequence[_Place]:
        found = self._lists[space].get(key, ())
        return found if isinstance(found, list) or not found else (found,)

    def first(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, Sequence[str]]:
        """The first `most` members of each key."""
        found = {key: [place[2] for place in self._list(space, key)[:most]] for key in keys}
        return {key: members for key, members in found.items() if members}

    def around(
        self, space: Space, keys: Collection[int], *, clock: datetime | None, member: str, most: int
    ) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """The members of each key around a member's place in the order, nearest first."""
        low, high = _place(clock, member, _FIRST_GROUP), _place(clock, member, _LAST_GROUP)
        found = {}
        for key in keys:
            members = self._list(space, key)
            start, end = bisect_left(members, low), bisect_right(members, high)
            before, behind = members[max(0, start - most) : start], members[end : end + most]
            if before or behind:
                found[key] = [place[2] for place in reversed(before)], [place[2] for place in behind]
        return found

    def spread(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, int]:
        """How many groups have each key, counted up to `most`."""
        found = {key: _groups(self._list(space, key), most) for key in keys}
        return {key: count for key, count in found.items() if count}

    # Records

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents with these ids."""
        return {id: self._documents[id] for id in ids if id in self._documents}

    def put_documents(self, documents: Iterable[Document]) -> None:
        """Keep these documents."""
        self._documents.update((document.id, document) for document in documents)

    def mentions(self, ids: Collection[str]) -> Mapping[str, Mention]:
        """The mentions with these ids."""
        return {id: self._mentions[id] for id in ids if id in self._mentions}

    def mentions_of(self, documents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the mentions of each of these documents, in the order of the text."""
        return {id: tuple(self._by_document[id]) for id in documents if id in self._by_document}

    def put_mentions(self, mentions: Iterable[Mention]) -> None:
        """Keep these mentions."""
        for mention in mentions:
            ids = self._by_document.setdefault(mention.document_id, [])
            if mention.id not in self._mentions:
                ids.append(mention.id)
            self._mentions[mention.id] = mention
            ids.sort(key=lambda id: (self._mentions[id].start, id))

    def drop_mentions(self, ids: Collection[str]) -> None:
        """Forget these mentions, and every pair that has one."""
        for id in ids:
            if id not in self._mentions:
                continue
            document = self._mentions.pop(id).document_id
            self._by_document[document].remove(id)
            if not self._by_document[document]:
                del self._by_document[document]
            for other in self._pairs.pop(id, {}):
                del self._pairs[other][id]

    def sizes(self) -> tuple[int, int]:
        """How many documents have mentions, and how many mentions there are."""
        return len(self._by_document), len(self._mentions)

    def all_mentions(self) -> Sequence[str]:
        """The ids of all mentions, sorted."""
        return sorted(self._mentions)

    # What was found

    def pairs(self, mentions: Collection[str]) -> Sequence[Pair]:
        """The pairs that have any of these mentions, each once, sorted by their ids."""
        found = {(pair.left, pair.right): pair for id in mentions for pair in self._pairs.get(id, {}).values()}
        return [found[ids] for ids in sorted(found)]

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Keep these pairs, in place of any of the same two."""
        for pair in pairs:
            self._pairs.setdefault(pair.left, {})[pair.right] = pair
            self._pairs.setdefault(pair.right, {})[pair.left] = pair

    def drop_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget these pairs; those that are not kept are passed over."""
        for left, right in pairs:
            self._pairs.get(left, {}).pop(right, None)
            self._pairs.get(right, {}).pop(left, None)

    def echoes(self, documents: Collection[str]) -> Mapping[str, Sequence[Echo]]:
        """The echoes of each of these documents: what it repeats."""
        return {id: self._echoes[id] for id in documents if id in self._echoes}

    def repeating(self, origins: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The documents that have an echo of each of these origins, sorted."""
        return {id: sorted(self._repeating[id]) for id in origins if self._repeating.get(id)}

    def put_echoes(self, echoes: Mapping[str, Sequence[Echo]]) -> None:
        """The echoes of these documents are these, and no others."""
        for document, theirs in echoes.items():
            for echo in self._echoes.pop(document, ()):
                self._repeating[echo.origin_id].discard(document)
            if theirs:
                self._echoes[document] = tuple(theirs)
            for echo in theirs:
                self._repeating.setdefault(echo.origin_id, set()).add(document)

    def homes(self, mentions: Collection[str]) -> Mapping[str, str]:
        """The id of the incident that each of these mentions is in."""
        return {id: self._homes[id] for id in mentions if id in self._homes}

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The mentions of each of these incidents, sorted."""
        return {id: sorted(self._members[id]) for id in incidents if self._members.get(id)}

    def put_homes(self, homes: Mapping[str, str]) -> None:
        """These mentions are now in these incidents."""
        self.drop_homes(homes)
        for mention, incident in homes.items():
            self._homes[mention] = incident
            self._members.setdefault(incident, set()).add(mention)

    def drop_homes(self, mentions: Collection[str]) -> None:
        """These mentions are in no incident any more."""
        for mention in mentions:
            if mention in self._homes:
                self._members[self._homes.pop(mention)].discard(mention)


def _groups(members: Sequence[_Place], most: int) -> int:
    found: set[int] = set()
    for place in members:
        found.add(place[3])
        if len(found) >= most:
            break
    return len(found)
