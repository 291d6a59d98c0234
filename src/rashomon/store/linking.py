"""The index of all records that linking asks, in the database: `model.index.Index`, but for its documents."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, delete, or_, select, update

from rashomon.model import packing
from rashomon.model.incident import Echo, Mention
from rashomon.model.index import Pair
from rashomon.store import columns, schema
from rashomon.store.counters import Counters
from rashomon.store.incidents import IncidentReading
from rashomon.store.postings import Postings
from rashomon.store.session import parts
from rashomon.store.spells import stood

_DOCUMENT = schema.document.c
_EXTRACTION = schema.extraction.c
_MENTION = schema.mention.c
_PAIR = schema.pair.c
_ECHO = schema.echo.c

#: How many mentions there are, and how many documents have any: to count them takes longer the more there are.
_MENTIONS, _MENTIONED = "mentions", "mentioned"


@dataclass(slots=True, kw_only=True)
class Linking(IncidentReading, Postings, Counters):
    """What it changes was so from `since` (microseconds) on, and until then as it was."""

    since: int

    # Mentions

    def put_mentions(self, mentions: Iterable[Mention]) -> None:
        """Keep these mentions."""
        given = {mention.id: mention for mention in mentions}
        standing = self.mentions(given.keys())
        changed = {id: mention for id, mention in given.items() if standing.get(id) != mention}
        documents = {mention.document_id for mention in changed.values()}
        with self._counted(documents):
            self._end(schema.mention, "id", changed.keys() & standing.keys())
            extractions = self._extractions(documents)
            self.put(schema.mention, [self._row(mention, extractions) for mention in changed.values()])

    def drop_mentions(self, ids: Collection[str]) -> None:
        """Forget these mentions, and every pair that has one; their postings and homes are dropped apart."""
        with self._counted({mention.document_id for mention in self.mentions(ids).values()}):
            self._end(schema.mention, "id", ids)
        for some in parts(ids):
            self.connection.execute(delete(schema.pair).where(or_(_PAIR.left.in_(some), _PAIR.right.in_(some))))

    def sizes(self) -> tuple[int, int]:
        """How many documents have mentions, and how many mentions there are."""
        return self.counted(_MENTIONED), self.counted(_MENTIONS)

    def all_mentions(self) -> Sequence[str]:
        """The ids of all mentions, sorted; asked for only while there are few."""
        return [id for (id,) in self.all(select(_MENTION.id).where(stood(schema.mention)).order_by(_MENTION.id))]

    @contextmanager
    def _counted(self, documents: Collection[str]) -> Iterator[None]:
        """Counts the mentions of these documents before and after."""
        before = self.mentions_of(documents)
        yield
        after = self.mentions_of(documents)
        self.count(_MENTIONED, len(after) - len(before))
        self.count(_MENTIONS, sum(map(len, after.values())) - sum(map(len, before.values())))

    def _extractions(self, documents: Collection[str]) -> dict[str, int]:
        """The row of the current extraction of each document."""
        joined = schema.extraction.join(schema.document, _DOCUMENT.row == _EXTRACTION.document)
        question = select(_DOCUMENT.id, _EXTRACTION.row).select_from(joined).where(_EXTRACTION.current)
        return {id: row for some in parts(documents) for id, row in self.all(question.where(_DOCUMENT.id.in_(some)))}

    def _row(self, mention: Mention, extractions: Mapping[str, int]) -> dict[str, Any]:
        return {
            "row": self.next_row(schema.mention),
            "id": mention.id,
            "document": mention.document_id,
            "extraction": extractions.get(mention.document_id),
            "start": mention.start,
            "published": columns.micros(mention.published),
            "claims": " ".join(mention.claim_ids),
            "since": self.since,
            "until": None,
            "record": packing.pack(mention),
        }

    # Pairs

    def pairs(self, mentions: Collection[str]) -> Sequence[Pair]:
        """The pairs that have any of these mentions, each once, sorted by their ids."""
        found: dict[tuple[str, str], Pair] = {}
        for some in parts(mentions):
            for side in (_PAIR.left, _PAIR.right):
                for left, right, points, forbidden in self.all(select(schema.pair).where(side.in_(some))):
                    found[left, right] = Pair(left, right, points, forbidden)
        return [found[pair] for pair in sorted(found)]

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Keep these pairs, in place of any of the same two."""
        rows = {
            (pair.left, pair.right): {
                "left": pair.left,
                "right": pair.right,
                "points": pair.points,
                "forbidden": pair.forbidden,
            }
            for pair in pairs
        }
        self.drop_pairs(rows)
        self.put(schema.pair, [rows[pair] for pair in sorted(rows)])

    def drop_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget these pairs; those that are not kept are passed over."""
        gone = [{"gone_left": left, "gone_right": right} for left, right in pairs]
        if gone:
            each = delete(schema.pair).where(
                _PAIR.left == bindparam("gone_left"), _PAIR.right == bindparam("gone_right")
            )
            self.connection.execute(each, gone)

    # Echoes

    def echoes(self, documents: Collection[str]) -> Mapping[str, Sequence[Echo]]:
        """The echoes of each of these documents: what it repeats."""
        found: dict[str, list[Echo]] = {}
        for some in parts(documents):
            question = select(_ECHO.document, _ECHO.record).where(_ECHO.document.in_(some))
            for document, record in self.all(question.order_by(_ECHO.document, _ECHO.place)):
                found.setdefault(document, []).append(self.unpack(Echo, record))
        return found

    def repeating(self, origins: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The documents that have an echo of each of these origins, sorted."""
        found: dict[str, list[str]] = {}
        for some in parts(origins):
            question = select(_ECHO.origin, _ECHO.document).where(_ECHO.origin.in_(some)).distinct()
            for origin, document in self.all(question.order_by(_ECHO.document)):
                found.setdefault(origin, []).append(document)
        return found

    def put_echoes(self, echoes: Mapping[str, Sequence[Echo]]) -> None:
        """The echoes of these documents are these, and no others."""
        for some in parts(echoes):
            self.connection.execute(delete(schema.echo).where(_ECHO.document.in_(some)))
        rows = [
            {"document": document, "place": place, "origin": echo.origin_id, "record": packing.pack(echo)}
            for document, theirs in sorted(echoes.items())
            for place, echo in enumerate(theirs)
        ]
        self.put(schema.echo, rows)

    # Homes

    def put_homes(self, homes: Mapping[str, str]) -> None:
        """These mentions are now in these incidents."""
        before = self.homes(homes.keys())
        moved = {mention: incident for mention, incident in homes.items() if before.get(mention) != incident}
        self.drop_homes(moved.keys() & before.keys())
        rows = [
            {"row": self.next_row(schema.home), "mention": mention, "incident": incident, "since": self.since}
            for mention, incident in moved.items()
        ]
        self.put(schema.home, rows)

    def drop_homes(self, mentions: Collection[str]) -> None:
        """These mentions are in no incident any more."""
        self._end(schema.home, "mention", mentions)

    def _end(self, table: Table, name: str, ids: Collection[str]) -> None:
        for some in parts(ids):
            theirs = update(table).where(table.c[name].in_(some), stood(table))
            self.connection.execute(theirs.values(until=self.since))
