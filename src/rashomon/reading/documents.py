"""From any source to Documents: read() and stream(), the public verbs of reading."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Document
from rashomon.reading.decoding import PEEK, decode, encoding_of, refuse_binary
from rashomon.reading.forms import Form, delimiter_of, form_of
from rashomon.reading.html import page
from rashomon.reading.plain import plain_text
from rashomon.reading.records import Draft, finished
from rashomon.reading.sources import Input, Source, opened
from rashomon.reading.table import comma_separated, json_lines, json_list


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of the sources, and what could not be and why."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read(*sources: Source, stdin: IO[Any] | None = None) -> Reading:
    """All documents of the sources: files, folders, "-", "sample:NAME", "sample:all", bytes and open files.

    HTML pages, plain text, JSON Lines, a JSON array and CSV are told apart by content. Raises nothing for a
    source that cannot be read: that is a Problem, and the rest is read.
    """
    found = list(stream(*sources, stdin=stdin))
    return Reading(
        documents=tuple(each for each in found if isinstance(each, Document)),
        problems=tuple(each for each in found if isinstance(each, Problem)),
    )


def stream(*sources: Source, stdin: IO[Any] | None = None) -> Iterator[Document | Problem]:
    """The same one by one: a table flows row by row, and only one other file is in memory at a time.

    A document that was read before in the same call is told as a problem instead of given twice.
    """
    seen: dict[str, str] = {}
    for source in sources:
        for draft in _drafts(source, stdin):
            if isinstance(draft, Problem):
                yield draft
                continue
            try:
                for each in finished(draft):
                    yield _once(each, draft.input, seen) if isinstance(each, Document) else each
            except InputError as error:
                yield _problem(error)


def _once(document: Document, name: str, seen: dict[str, str]) -> Document | Problem:
    first = seen.get(document.id)
    if first is None:
        seen[document.id] = name
        return document
    return Problem(input=name, error=f"the same document as {first}", hint="it was read once")


def _drafts(source: Source, stdin: IO[Any] | None) -> Iterator[Draft | Problem]:
    try:
        for each in opened(source, stdin):
            try:
                yield from _input(each)
            except InputError as error:
                yield _problem(error)
    except InputError as error:
        yield _problem(error)


def _problem(error: InputError) -> Problem:
    return Problem(input=error.input, error=error.error, hint=error.hint)


def _input(each: Input) -> Iterator[Draft | Problem]:
    start = _take(each, PEEK)
    if not start.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        start += _take(each, -1)
        if not start.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
            raise InputError(each.name, "the file is empty", "check that it was saved whole")
    refuse_binary(each.name, start)
    beginning = decode(start)
    if "\n" not in beginning:
        beginning = beginning.replace("\r", "\n")
    form = form_of(each.name, beginning)
    if form is Form.JSON_LINES:
        found = json_lines(each.name, _lines(each, start))
    elif form is Form.CSV:
        found = comma_separated(each.name, _lines(each, start), delimiter_of(beginning))
    else:
        found = _whole(each.name, form, start + _take(each, -1))
    first = next(found, None)
    if first is None:
        raise InputError(each.name, "the table has no rows", "put each report into a row of its own")
    yield first
    yield from found


def _take(each: Input, size: int) -> bytes:
    """So many bytes, fewer only at the end of the stream; all that are left where the size is negative."""
    taken: list[bytes] = []
    try:
        while size and (piece := each.stream.read(size)):
            taken.append(piece)
            size -= len(piece) if size > 0 else 0
        return b"".join(taken)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            each.name, f"cannot be read: {why.lower()}", "check that it is a file that you may read"
        ) from error


def _whole(name: str, form: Form, raw: bytes) -> Iterator[Draft | Problem]:
    text = decode(raw)
    if form is Form.JSON_LIST:
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(name, f"broken JSON: {str(error)[:120]}", "write one JSON object a line") from error
        yield from json_list(name, values if isinstance(values, list) else [values])
    elif form is Form.HTML:
        yield page(name, text)
    else:
        draft, problems = plain_text(name, text)
        yield from problems
        yield draft


def _lines(each: Input, start: bytes) -> Iterator[str]:
    """The lines of a table, decoded one by one: a line that is UTF-8 is read as that, whatever others are."""
    encoding = encoding_of(start)
    rest = chain([start], iter(lambda: _take(each, PEEK * 16), b""))
    if encoding.startswith(("utf-16", "utf-32")):
        yield from io.StringIO(b"".join(rest).decode(encoding, "replace").removeprefix("\ufeff"), newline="\n")
        return
    end = b"\r" if b"\n" not in start else b"\n"
    for number, line in enumerate(_raw_lines(rest, end)):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            # what the first bytes are in, or where they are UTF-8, what this line alone looks like
            text = line.decode(encoding_of(line) if encoding.startswith("utf-8") else encoding, "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _raw_lines(blocks: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    """Lines with their ends; where \\n ends lines, a lone \\r ends none, since quoted cells may hold it."""
    left: list[bytes] = []
    for block in blocks:
        pieces = block.split(end)
        if len(pieces) == 1:
            left.append(block)
            continue
        yield b"".join([*left, pieces[0], b"\n"])
        yield from (piece + b"\n" for piece in pieces[1:-1])
        left = [pieces[-1]]
    if last := b"".join(left):
        yield last
