"""From an opened input to drafts: its form told by its content, and the reader of that form asked."""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from functools import partial

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading import feed, pdf, telegram
from rashomon.reading.captures import Material
from rashomon.reading.compressed import holds_warc, is_compressed, unpacked
from rashomon.reading.decoding import decode, refuse_binary
from rashomon.reading.forms import Form, delimiter_of, form_of
from rashomon.reading.html import page
from rashomon.reading.json_stream import JsonStream
from rashomon.reading.limits import DEEPEST, Budget, seekable, size_of
from rashomon.reading.objects import json_lines, json_list
from rashomon.reading.plain import plain_text, tidy
from rashomon.reading.records import Draft
from rashomon.reading.sources import Input
from rashomon.reading.table import comma_separated
from rashomon.reading.taking import LONGEST, beginning, lines, whole
from rashomon.reading.telegram_pages import is_page_of_posts, posts
from rashomon.reading.warc import SIGNATURES as WARC
from rashomon.reading.warc import records
from rashomon.reading.zipped import members

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

#: Bytes of the longest page or feed: its tree takes twenty times as many.
_LONGEST_MARKUP = 16 * 1024 * 1024

#: How a problem begins that is a fault of this program.
FAULT = "it cannot be read, by a fault of rashomon"

#: A draft and the bytes that it was read from.
Found = tuple[Draft, Material]


def drafts(each: Input, depth: int = 0, budget: Budget | None = None) -> Iterator[Found | Problem]:
    """What an input holds, one by one. Raises InputError where it cannot be read at all, or no further.

    What lies in an archive is read in the same way, `depth` archives deep and on the `budget` of the outermost.
    """
    try:
        yield from _drafts(each, depth, budget)
    except InputError:
        raise
    except Exception as error:  # inputs are untrusted: a fault of ours may cost the one that it is found with, no other
        told = f"{FAULT} ({type(error).__name__}: {str(error)[:120]})"
        raise InputError(each.name, told, "report it, if you may with the file; the rest was read") from error


def _drafts(each: Input, depth: int, budget: Budget | None) -> Iterator[Found | Problem]:
    start = beginning(each)
    if start.startswith((*_ZIP, *WARC)) or is_compressed(start):
        yield from _inside(each, start, depth, budget)
        return
    empty = True
    for item in _with_material(each, *_read(each, start)):
        empty = False
        yield item
    if empty:
        raise InputError(each.name, "the table has no rows", "put each report into a row of its own")


def _read(each: Input, start: bytes) -> tuple[Iterator[Draft | Problem], bytes | None]:
    """What an input holds that is no archive, and its bytes where it is read in one piece."""
    if start.lstrip().startswith(pdf.SIGNATURE):
        raw = whole(each, start, pdf.LONGEST)
        return (_addressed(item, each) for item in pdf.document(each.name, raw.lstrip())), raw
    refuse_binary(each.name, start)
    head = decode(start, each.charset)
    if "\n" not in head:
        head = head.replace("\r", "\n")
    form = form_of(each.name, head)
    if form is Form.JSON_LINES:
        return json_lines(each.name, lines(each, start)), None
    if form is Form.CSV:
        return comma_separated(each.name, lines(each, start), delimiter_of(head)), None
    if form is Form.JSON_LIST:
        return json_list(each.name, JsonStream(each, start)), None
    if form is Form.TELEGRAM:
        return telegram.export(each.name, JsonStream(each, start)), None
    raw = whole(each, start, LONGEST if form is Form.TEXT else _LONGEST_MARKUP)
    return _whole(each, form, decode(raw, each.charset)), raw


def _inside(each: Input, start: bytes, depth: int, budget: Budget | None) -> Iterator[Found | Problem]:
    """What lies in a ZIP, a web archive, or compressed data."""
    if depth == DEEPEST:
        told = f"it lies {DEEPEST} archives deep, deeper than is opened"
        raise InputError(each.name, told, "unpack it by hand and give what is in it")
    stream = seekable(each, start)
    with nullcontext() if stream is each.stream else closing(stream):
        budget = budget or Budget(size_of(stream))
        read = partial(drafts, depth=depth + 1, budget=budget)
        if start.startswith(_ZIP):
            yield from members(each, stream, budget, read)
        elif start.startswith(WARC) or holds_warc(start):
            yield from records(each.name, stream, budget, read)
        else:
            yield from unpacked(each, start, stream, budget, read)


def _with_material(each: Input, found: Iterator[Draft | Problem], raw: bytes | None) -> Iterator[Found | Problem]:
    """Drafts beside the bytes that they were read from: their own, or else those of the whole input."""
    last: Material | None = None
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        own, offset = (raw, each.offset) if item.raw is None else (item.raw, item.offset)
        if each.received is not None:
            own, offset = each.received, each.offset
        if last is None or last.raw is not own or last.offset != offset:
            last = Material(
                input=each.name,
                raw=own or b"",
                offset=offset,
                url=each.url,
                headers=each.headers,
                retrieved=each.retrieved,
            )
        medium = each.medium if item.medium is Medium.FILE else item.medium
        told = medium is item.medium and not each.notes
        yield (item if told else replace(item, medium=medium, notes=item.notes + each.notes)), last


def _whole(each: Input, form: Form, text: str) -> Iterator[Draft | Problem]:
    name = each.name
    if form is Form.HTML and is_page_of_posts(text):
        yield from posts(name, tidy(text))
    elif form is Form.FEED:
        yield from feed.items(name, text, each.url)
    elif form is Form.HTML:
        yield _addressed(page(name, text), each)
    else:
        draft, problems = plain_text(name, text)
        yield from problems
        yield _addressed(draft, each)


def _addressed(draft: Draft | Problem, each: Input) -> Draft | Problem:
    """The draft of what was found at one address, which is the document's where it names no other."""
    if isinstance(draft, Problem) or draft.url or not each.url:
        return draft
    return replace(draft, url=each.url)
