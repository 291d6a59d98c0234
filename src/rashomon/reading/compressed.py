"""gzip and zstd: what is inside, read on as if it lay there unpacked."""

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, TypeVar, cast

from rashomon.reading.limits import Budget, Metered
from rashomon.reading.sources import Input
from rashomon.reading.warc import SIGNATURES as WARC

Item = TypeVar("Item")

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"

#: Frames that a reader skips over; a WARC in zstd begins with one that holds its dictionary.
_SKIPPABLE = tuple(bytes((low,)) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))


def is_compressed(start: bytes) -> bool:
    """Whether the first bytes are those of gzip or zstd."""
    return start.startswith((GZIP, ZSTD, *_SKIPPABLE))


def holds_warc(start: bytes) -> bool:
    """Whether a WARC is inside, by the first bytes of the compressed data."""
    try:
        return _unpacked(io.BytesIO(start), start).read(16).startswith(WARC)
    except Exception:  # what is broken is told by whoever reads it
        return False


def unpacked(
    each: Input, start: bytes, stream: IO[bytes], budget: Budget, read: Callable[[Input], Iterator[Item]]
) -> Iterator[Item]:
    """What `read` finds in compressed data. Raises InputError where it is broken."""
    inside = Metered(_unpacked(stream, start), each.name, budget, "gzip" if start.startswith(GZIP) else "zstd")
    yield from read(replace(each, stream=cast(IO[bytes], inside)))


def _unpacked(stream: IO[bytes], start: bytes) -> IO[bytes]:
    if start.startswith(GZIP):
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb"))
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - the only one to be had that reads zstd

    return cast(IO[bytes], ZstdReader(cast(io.BufferedIOBase, stream)))
