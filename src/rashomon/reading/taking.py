"""Bytes of an input: its beginning, all of it, or its lines with the bytes that they were."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from rashomon.errors import InputError
from rashomon.reading.decoding import PEEK, encoding_of
from rashomon.reading.sources import Input

#: Bytes of the longest text, page or line that is read: whoever writes that much writes no report.
LONGEST = 64 * 1024 * 1024

_BLANK = b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, with its end; the bytes that it was, and where they begin in the input.

    Where the encoding has no bytes of a line of its own (UTF-16), they are all of the input.
    """

    text: str
    raw: bytes = field(repr=False)
    offset: int | None


def beginning(each: Input) -> bytes:
    """The first bytes of an input, enough to tell its form. Raises InputError where there are none but blanks."""
    start = bytearray(take(each, PEEK))
    blank = not start.strip(_BLANK)
    while start and blank and len(start) <= LONGEST:
        more = take(each, PEEK)
        if not more:
            break
        start += more
        blank = not more.strip(_BLANK)
    if blank:
        told = "it begins with blanks without end" if len(start) > LONGEST else "the file is empty"
        raise InputError(each.name, told, "check that it was saved whole")
    return bytes(start)


def take(each: Input, size: int) -> bytes:
    """So many bytes, fewer only at the end of the stream or before a place that cannot be read.

    Raises InputError where the next byte cannot be read.
    """
    taken: list[bytes] = []
    try:
        while size > 0 and (piece := each.stream.read(size)):
            taken.append(piece)
            size -= len(piece)
        return b"".join(taken)
    except (OSError, EOFError, ValueError) as error:
        if taken:
            return b"".join(taken)  # whoever asks for more is told
        if isinstance(error, InputError):
            raise
        why = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        raise InputError(
            each.name, f"cannot be read: {why.lower()}", "check that it is a file that you may read"
        ) from error


def whole(each: Input, start: bytes, limit: int = LONGEST) -> bytes:
    """All bytes of an input that begins with `start`. Raises InputError where there are more than `limit`."""
    pieces = [start]
    length = len(start)
    while length <= limit and (piece := take(each, limit + 1 - length)):
        pieces.append(piece)
        length += len(piece)
    if length > limit:
        told = f"it is longer than {limit // 1024**2} MiB, more than is read in one piece"
        raise InputError(each.name, told, "split it, or give its reports as JSON Lines")
    return b"".join(pieces) if len(pieces) > 1 else start


def lines(each: Input, start: bytes) -> Iterator[Line]:
    """The lines of a table, decoded one by one: a line that is UTF-8 is read as that, whatever others are."""
    encoding = encoding_of(start)
    if encoding.startswith(("utf-16", "utf-32")):
        raw = whole(each, start)
        for text in io.StringIO(raw.decode(encoding, "replace").removeprefix("\ufeff"), newline="\n"):
            yield Line(text, raw, None)
        return
    end = b"\r" if b"\n" not in start else b"\n"
    offset = 0
    for raw in _raw_lines(each, start, end):
        line = raw.removesuffix(end) + b"\n" if raw.endswith(end) else raw
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            # what the first bytes are in, or where they are UTF-8, what this line alone looks like
            text = line.decode(encoding_of(line) if encoding.startswith("utf-8") else encoding, "replace")
        yield Line(text if offset else text.removeprefix("\ufeff"), raw, offset)
        offset += len(raw)


def _raw_lines(each: Input, start: bytes, end: bytes) -> Iterator[bytes]:
    """Lines with their ends; where \\n ends lines, a lone \\r ends none, since quoted cells may hold it."""
    left: list[bytes] = []
    held = 0
    for block in chain([start], iter(lambda: take(each, PEEK * 16), b"")):
        pieces = block.split(end)
        if len(pieces) > 1:
            yield b"".join([*left, pieces[0], end])
            yield from (piece + end for piece in pieces[1:-1])
            left, held = [], 0
        left.append(pieces[-1])
        held += len(pieces[-1])
        if held > LONGEST:
            told = f"it has a line longer than {LONGEST // 1024**2} MiB"
            raise InputError(each.name, told, "write one report a line")
    if last := b"".join(left):
        yield last
