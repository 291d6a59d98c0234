"""Keys and their members in the database: what `model.index.Index` asks of postings."""

import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, select, text

from rashomon.model.index import Posting, Space
from rashomon.store import columns, schema
from rashomon.store.session import Session, parts

#: How a space is written down; a number, for there are many rows. Numbers are never given anew.
_NUMBER = {
    Space.BLOCK: 1,
    Space.NAME: 2,
    Space.PLACE: 3,
    Space.BAND: 4,
    Space.PRINT: 5,
    Space.ADDRESS: 6,
    Space.FORWARD: 7,
}

#: Behind every clock: a member without one comes last.
_NEVER = 2**62

_POSTING = schema.posting.c
_POSTED = schema.posted.c

#: A question for each key: SQLite answers one in some microseconds, and has no way to ask for the first few of many.
_SQLITE_FIRST = "SELECT member FROM posting WHERE space = ? AND key = ? ORDER BY clock, member LIMIT ?"
_SQLITE_SPREAD = "SELECT count(*) FROM (SELECT DISTINCT band FROM posting WHERE space = ? AND key = ? LIMIT ?)"

_SQLITE_BEFORE = (
    "SELECT member FROM posting WHERE space = ? AND key = ? AND (clock, member) < (?, ?)"
    " ORDER BY clock DESC, member DESC LIMIT ?"
)
_SQLITE_BEHIND = (
    "SELECT member FROM posting WHERE space = ? AND key = ? AND (clock, member) > (?, ?) ORDER BY clock, member LIMIT ?"
)

_POSTGRESQL_FIRST = text(
    "SELECT wanted.key, found.member FROM unnest(CAST(:keys AS bigint[])) AS wanted (key) CROSS JOIN LATERAL ("
    " SELECT posting.clock, posting.member FROM posting WHERE posting.space = :space AND posting.key = wanted.key"
    " ORDER BY posting.clock, posting.member LIMIT :most) AS found ORDER BY wanted.key, found.clock, found.member"
)
_POSTGRESQL_BEFORE, _POSTGRESQL_BEHIND = (
    text(
        "SELECT wanted.key, found.member FROM unnest(CAST(:keys AS bigint[])) AS wanted (key) CROSS JOIN LATERAL ("
        " SELECT posting.clock, posting.member FROM posting WHERE posting.space = :space AND posting.key = wanted.key"
        f" AND (posting.clock, posting.member) {side} (:clock, :member)"
        f" ORDER BY posting.clock {way}, posting.member {way} LIMIT :most) AS found"
        f" ORDER BY wanted.key, found.clock {way}, found.member {way}"
    )
    for side, way in (("<", "DESC"), (">", "ASC"))
)
_POSTGRESQL_SPREAD = text(
    "SELECT wanted.key, found.groups FROM unnest(CAST(:keys AS bigint[])) AS wanted (key) CROSS JOIN LATERAL ("
    " SELECT count(*) AS groups FROM (SELECT DISTINCT posting.band FROM posting"
    " WHERE posting.space = :space AND posting.key = wanted.key LIMIT :most) AS few) AS found"
)


class Postings(Session):
    """See `model.index.Index`."""

    __slots__ = ()

    def post(self, postings: Iterable[Posting]) -> None:
        """Keep these postings; a member is posted once in a space."""
        given = list(postings)
        self.put(schema.posted, [_posted(posting) for posting in given])
        # in the order of the table: neighbours lie on one page, and the later ones find it at hand
        rows = sorted(chain.from_iterable(map(_rows, given)))
        self.put(schema.posting, [dict(zip(_COLUMNS, row, strict=True)) for row in rows])

    def unpost(self, spaces: Collection[Space], members: Collection[str]) -> None:
        """Drop the postings of these members in these spaces."""
        numbers = [_NUMBER[space] for space in spaces]
        gone: list[dict[str, Any]] = []
        for some in parts(members):
            theirs = (_POSTED.member.in_(some), _POSTED.space.in_(numbers))
            for member, space, clock, keys in self.all(select(schema.posted).where(*theirs)):
                row = {"at_space": space, "at_clock": clock, "at_member": member}
                gone.extend(row | {"at_key": key} for key in _unpacked(keys))
            self.connection.execute(delete(schema.posted).where(*theirs))
        if gone:
            each = delete(schema.posting).where(
                *(_POSTING[name] == bindparam(f"at_{name}") for name in ("space", "key", "clock", "member"))
            )
            self.connection.execute(each, gone)

    def first(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, Sequence[str]]:
        """The first `most` members of each key."""
        if self.connection.dialect.name == "sqlite":
            asked = ((key, self._raw(_SQLITE_FIRST, space, key, most)) for key in keys)
            return {key: [member for (member,) in rows] for key, rows in asked if rows}
        return self._listed(_POSTGRESQL_FIRST, _parameters(space, keys, most))

    def around(
        self, space: Space, keys: Collection[int], *, clock: datetime | None, member: str, most: int
    ) -> Mapping[int, tuple[Sequence[str], Sequence[str]]]:
        """The members of each key on either side of a place in the order, nearest first."""
        at = _NEVER if clock is None else columns.micros(clock)
        if self.connection.dialect.name == "sqlite":
            sides = [
                {key: [id for (id,) in self._raw(question, space, key, at, member, most)] for key in keys}
                for question in (_SQLITE_BEFORE, _SQLITE_BEHIND)
            ]
        else:
            asked = {**_parameters(space, keys, most), "clock": at, "member": member}
            sides = [self._listed(question, asked) for question in (_POSTGRESQL_BEFORE, _POSTGRESQL_BEHIND)]
        before, behind = sides
        found = {key: (before.get(key, []), behind.get(key, [])) for key in keys}
        return {key: both for key, both in found.items() if any(both)}

    def spread(self, space: Space, keys: Collection[int], *, most: int) -> Mapping[int, int]:
        """How many groups have each key, counted up to `most`."""
        if self.connection.dialect.name == "sqlite":
            counted = {key: self._raw(_SQLITE_SPREAD, space, key, most)[0][0] for key in keys}
        else:
            rows = self.connection.execute(_POSTGRESQL_SPREAD, _parameters(space, keys, most))
            counted = {row.key: row.groups for row in rows}
        return {key: groups for key, groups in counted.items() if groups}

    def _listed(self, question: TextClause, asked: Mapping[str, Any]) -> dict[int, list[str]]:
        """The members that a question gives for each key."""
        found: dict[int, list[str]] = {}
        for key, member in self.connection.execute(question, dict(asked)):
            found.setdefault(key, []).append(member)
        return found

    def _raw(self, question: str, space: Space, *asked: object) -> list[Any]:
        """An answer of the driver itself: there are hundreds of these questions for a document."""
        driver: Any = self.connection.connection.driver_connection
        found: list[Any] = driver.execute(question, (_NUMBER[space], *asked)).fetchall()
        return found


_COLUMNS = ("space", "key", "clock", "member", "band")


def _rows(posting: Posting) -> Iterable[tuple[int, int, int, str, int]]:
    space, clock = _NUMBER[posting.space], _clock(posting)
    return ((space, key, clock, posting.member, posting.group) for key in posting.keys)


def _posted(posting: Posting) -> dict[str, Any]:
    keys = struct.pack(f"<{len(posting.keys)}q", *posting.keys)
    return {"member": posting.member, "space": _NUMBER[posting.space], "clock": _clock(posting), "keys": keys}


def _unpacked(keys: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(keys) // 8}q", keys)


def _clock(posting: Posting) -> int:
    clock = columns.micros(posting.clock)
    return _NEVER if clock is None else clock


def _parameters(space: Space, keys: Collection[int], most: int) -> dict[str, Any]:
    return {"space": _NUMBER[space], "keys": list(keys), "most": most}
