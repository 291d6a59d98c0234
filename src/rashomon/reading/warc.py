"""Web archives (WARC 1.0 and 1.1, plain, gzip or zstd): what each record holds, read like a file of its own."""

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, TypeVar, cast

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.dates import clock
from rashomon.reading.decoding import PEEK
from rashomon.reading.limits import Budget
from rashomon.reading.records import left_out
from rashomon.reading.responses import decoded, is_report, response
from rashomon.reading.sources import Input
from rashomon.reading.taking import LONGEST

Item = TypeVar("Item")

SIGNATURES = (b"WARC/1.", b"WARC/0.")

#: Types of records that hold no page, and are no news to anybody.
_SILENT = ("warcinfo", "request", "metadata")

#: Headers of a record that say where, when and as what it was taken.
_KEPT = ("warc-record-id", "warc-date", "warc-ip-address", "warc-block-digest", "warc-payload-digest", "warc-truncated")

#: Places in a row where a record seems to begin and none does: after so many, the rest is no web archive.
_TRIES = 1_000

_DIGESTS = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record with its block, which is cut where it is longer than is read; `offset` is its place in the file."""

    type: str
    headers: tuple[tuple[str, str], ...]
    block: bytes = field(repr=False)
    length: int
    offset: int

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "").strip()


def records(
    name: str, stream: IO[bytes], budget: Budget, read: Callable[[Input], Iterator[Item]]
) -> Iterator[Item | Problem]:
    """What `read` finds in each record that holds a page, a text or a feed, one record in memory at a time.

    `stream` must be able to go back. Answers that are pictures, styles and the like, or no success, and revisits
    are counted and told in the end. Where a record is broken, that is told, and the next one that can be found is
    read. Raises InputError where a small file unpacks without end.
    """
    counts: Counter[str] = Counter()
    number = 0
    for record in _each(name, stream, budget):
        if isinstance(record, Problem):
            yield record
            continue
        number += 1
        place = f"{name}, record {number}"
        try:
            taken = _input(place, record)
            if isinstance(taken, str):
                counts[taken] += bool(taken)
                continue
            yield from _faults(place, record)
            yield from read(taken)
        except InputError as error:
            yield Problem(input=error.input, error=error.error, hint=error.hint)
    yield from left_out(name, "records", counts)


def _each(name: str, stream: IO[bytes], budget: Budget) -> Iterator[_Record | Problem]:
    """The records, and a problem for each stretch where there should be some and cannot be read."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - only web archives need it

    position: int | None = stream.tell()
    start = stream.read(4)
    failed = 0
    while position is not None and failed < _TRIES:
        stream.seek(position)
        try:
            for each in ArchiveIterator(cast(io.BufferedIOBase, stream), parse_http=False):
                position = each.stream_pos
                if start != b"WARC":
                    budget.spend(name, each.content_length)
                block = each.reader.read(LONGEST) if each.content_length <= LONGEST else b""
                yield _Record(
                    (each.headers.get("WARC-Type") or "").lower(),
                    each.headers.to_tuples(),
                    block,
                    each.content_length,
                    position,
                )
                failed = 0
            return
        except InputError:
            raise
        except (OSError, ValueError, OverflowError) as error:
            following = _following(stream, position + 1, start)
            if not failed:
                hint = "check that it was saved whole" if following is None else "what can be read after it was read"
                error_ = f"the record at byte {position}, or what follows it, is broken ({str(error)[:80]})"
                yield Problem(input=name, error=error_, hint=hint)
            position, failed = following, failed + 1


def _following(stream: IO[bytes], position: int, start: bytes) -> int | None:
    """Where the next record may begin, at `position` or after it: where the file's first bytes come again."""
    mark = b"\nWARC/" if start == b"WARC" else start[:3]
    stream.seek(position)
    window = b""
    while block := stream.read(PEEK):
        window += block
        found = window.find(mark)
        if found >= 0:
            return position + found + (mark[:1] == b"\n")
        position += len(window) - len(mark)
        window = window[-len(mark) :]
    return None


def _input(place: str, record: _Record) -> Input | str:
    """The record's content as an input; else what it is, in a word for the count, empty where it needs none."""
    if record.type == "revisit":
        return "revisits of a page that had not changed"
    if record.type not in ("response", "resource", "conversion"):
        return "" if record.type in _SILENT else f"of the type {record.type[:20]!r}"
    if not record.header("content-length"):
        told = "the record of a web archive (WARC) does not tell its length"
        raise InputError(place, told, "check that the archive was saved whole")
    if record.length > LONGEST:
        raise InputError(place, f"it is longer than {LONGEST // 1024**2} MiB", "give the file itself")
    url = record.header("warc-target-uri").strip("<>")
    headers = tuple((key, value) for key, value in record.headers if key.lower() in _KEPT)
    kind = record.header("content-type").lower()
    body = record.block
    content = body
    if kind.startswith("application/http"):
        try:
            answer = response(record.block)
        except ValueError as error:
            raise InputError(place, str(error), "check that the archive was saved whole") from error
        if not 200 <= answer.status < 300:
            return f"answers with status {answer.status}"
        kind = answer.header("content-type")
        headers, body = answer.headers + headers, answer.body
        if is_report(kind):
            content = decoded(place, answer)
    if not is_report(kind):
        return kind.partition(";")[0].strip()[:40]
    if url.partition("?")[0].endswith("/robots.txt"):
        return "robots.txt"  # RFC 9309: always at that address
    if not content.strip():
        return "empty answers"
    return Input(
        place,
        io.BytesIO(content),
        url=url or None,
        headers=headers,
        retrieved=_clock(record.header("warc-date")),
        received=body,
        offset=record.offset,
        medium=Medium.ARCHIVE,
    )


def _clock(written: str) -> datetime | None:
    try:
        return clock(written)
    except ValueError:
        return None


def _faults(place: str, record: _Record) -> Iterator[Problem]:
    """Signs that the record is not as it was taken; it is read all the same."""
    if len(record.block) < record.length:
        told = f"it is cut short: {len(record.block)} of {record.length} bytes are there"
        yield Problem(input=place, error=told, hint="check that the archive was saved whole; the rest was read")
    elif not _matches(record.block, record.header("warc-block-digest")):
        told = "its bytes are not those that its digest was made of"
        yield Problem(
            input=place, error=told, hint="it was damaged or changed since it was taken; it was read as it is"
        )
    if why := record.header("warc-truncated"):
        told = f"whoever took it did not take all of it ({why[:40]})"
        yield Problem(input=place, error=told, hint="what is there was read")


def _matches(block: bytes, digest: str) -> bool:
    """Whether a digest ("sha1:BASE32", or hexadecimal) is that of the bytes; true where none is given."""
    algorithm, _, value = digest.partition(":")
    if algorithm.lower().replace("-", "") not in _DIGESTS or not value:
        return True
    found = hashlib.new(algorithm.lower().replace("-", ""), block, usedforsecurity=False).digest()
    return value.lower() == found.hex() or value.upper().rstrip("=") == base64.b32encode(found).decode().rstrip("=")
