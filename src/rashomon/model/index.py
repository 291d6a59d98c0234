"""What the steps that must see all records at once ask of an index: repeats, blocking, clusters.

Linkage makes the keys and does all the judging; an index only keeps and finds. `linkage` keeps one in memory,
`store` one in its database; both hold the same after the same calls, in whatever order the calls came.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from rashomon.model.incident import Echo, Mention
from rashomon.model.text import Document


class Space(StrEnum):
    """What a key is a key of; the members of the first three are mentions, of the others documents."""

    BLOCK = "block"  # a cell of the map × a window of time
    NAME = "name"  # a word of a name, hashed
    PLACE = "place"  # a place, hashed
    BAND = "band"  # a band of a MinHash signature
    PRINT = "print"  # a winnowed fingerprint
    ADDRESS = "address"  # by which others may forward the document
    FORWARD = "forward"  # the address that the document says it forwards


@dataclass(frozen=True, slots=True)
class Posting:
    """That a member has keys (signed 64-bit integers), each once.

    `clock` is that of its document (UTC). `group` is what counts once however many of its members have a key
    (a signed 64-bit integer): a document, or a place and a fortnight.
    """

    space: Space
    member: str
    clock: datetime | None
    group: int
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions (left < right, by id) that were compared and found near.

    `points` is the sum of the features that do not forbid; `forbidden` tells that one does.
    """

    left: str
    right: str
    points: float
    forbidden: bool = False


class Index(Protocol):
    """Keys with their members, and what was found by them. A mention's id is `Mention.id`.

    What an answer has nothing for is left out of it. Members are in the order of their clocks, those without
    one last, ties by id (by code points).
    """

    def post(self, postings: Iterable[Posting]) -> None:
        """Keep these postings; a member is posted once in a space."""

    def unpost(self, spaces: Collection[Space], members: Collection[str]) -> None:
        """Drop the postings of these members in these spaces."""

    def first(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, Sequence[str]]:
        """The first `most` members of each key."""

    def around(
        self, space: Space, keys: Collection[int], *, clock: datetime | None, member: str, most: int
    ) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """Of each key the `most` members that come before a member of this clock would, nearest first, and the
        `most` that come behind; itself left out."""

    def spread(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, int]:
        """How many groups have each key, counted up to `most`."""

    def documents(self, ids: Collection[str]) -> Mapping[str, Document]:
        """The documents with these ids: those given to `put_documents`."""

    def put_documents(self, documents: Iterable[Document]) -> None:
        """Keep these documents (a store that has them already does nothing)."""

    def mentions(self, ids: Collection[str]) -> Mapping[str, Mention]:
        """The mentions with these ids."""

    def mentions_of(self, documents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the mentions of each of these documents, in the order of the text."""

    def put_mentions(self, mentions: Iterable[Mention]) -> None:
        """Keep these mentions."""

    def drop_mentions(self, ids: Collection[str]) -> None:
        """Forget these mentions, and every pair that has one; their postings and homes are dropped apart."""

    def sizes(self) -> tuple[int, int]:
        """How many documents have mentions, and how many mentions there are."""

    def all_mentions(self) -> Sequence[str]:
        """The ids of all mentions, sorted; asked for only while there are few."""

    def pairs(self, mentions: Collection[str]) -> Sequence[Pair]:
        """The pairs that have any of these mentions, each once, sorted by their ids."""

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Keep these pairs, in place of any of the same two."""

    def drop_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget these pairs; those that are not kept are passed over."""

    def echoes(self, documents: Collection[str]) -> Mapping[str, Sequence[Echo]]:
        """The echoes of each of these documents: what it repeats."""

    def repeating(self, origins: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The documents that have an echo of each of these origins, sorted."""

    def put_echoes(self, echoes: Mapping[str, Sequence[Echo]]) -> None:
        """The echoes of these documents are these, and no others."""

    def homes(self, mentions: Collection[str]) -> Mapping[str, str]:
        """The id of the incident that each of these mentions is in."""

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The mentions of each of these incidents, sorted."""

    def put_homes(self, homes: Mapping[str, str]) -> None:
        """These mentions are now in these incidents."""

    def drop_homes(self, mentions: Collection[str]) -> None:
        """These mentions are in no incident any more."""
