"""From any source to Documents: read(), stream() and captured(), the public verbs of reading."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Medium
from rashomon.reading.captures import Captured
from rashomon.reading.fetched import Fetched
from rashomon.reading.intake import drafts
from rashomon.reading.manners import POLITE, Manners
from rashomon.reading.records import Versions, finished
from rashomon.reading.sources import Input, Source, opened

if TYPE_CHECKING:
    from rashomon.reading.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of the sources, and what could not be and why."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read(*sources: Source | Input, stdin: IO[Any] | None = None, manners: Manners = POLITE) -> Reading:
    """All documents of the sources: files, folders, addresses, "-", "sample:NAME", bytes and open files.

    Pages, texts, PDF, feeds, Telegram exports, ninjs, tables, and archives of these are told apart by content.
    Raises nothing for a source that cannot be read: that is a Problem, and the rest is read. Documents in
    languages that are not read yet are given too: `Document.language` names theirs.
    """
    found = list(stream(*sources, stdin=stdin, manners=manners))
    return Reading(
        documents=tuple(each for each in found if isinstance(each, Document)),
        problems=tuple(each for each in found if isinstance(each, Problem)),
    )


def stream(
    *sources: Source | Input, stdin: IO[Any] | None = None, manners: Manners = POLITE
) -> Iterator[Document | Problem]:
    """The same one by one: a table flows row by row, and only one other file is in memory at a time.

    A document that was read before in the same call is told as a problem instead of given twice.
    """
    for item in once(captured(*sources, stdin=stdin, manners=manners)):
        yield item.document if isinstance(item, Captured) else item


def captured(
    *sources: Source | Input, stdin: IO[Any] | None = None, manners: Manners = POLITE
) -> Iterator[Captured | Problem]:
    """Every document with the bytes that it was read from, one by one, as often as it is found.

    `manners` say how pages of the web are asked for.
    """
    versions = Versions()
    fetch = partial(_page, fetchers=[], manners=manners)
    for source in sources:
        yield from _guarded(opened(source, stdin, fetch), versions)


def _page(url: str, *, fetchers: "list[Fetcher]", manners: Manners) -> Input:
    """What lies at an address; one fetcher for all of a reading, made on first use."""
    from rashomon.reading.fetch import Fetcher  # noqa: PLC0415 - HTTP takes long to load, and files need none

    if not fetchers:
        fetchers.append(Fetcher(manners))
    return page_of(fetchers[0].fetch(url))


def page_of(fetched: Fetched) -> Input:
    """What was fetched as an input, with the bytes that came where they were packed."""
    return Input(
        fetched.asked,
        io.BytesIO(fetched.body),
        url=fetched.url,
        headers=fetched.headers,
        retrieved=fetched.retrieved,
        received=fetched.received if fetched.received != fetched.body else None,
        medium=Medium.NEWS,
        notes=fetched.story,
    )


def once(found: Iterable[Captured | Problem]) -> Iterator[Captured | Problem]:
    """The same, with a problem in place of each document that came before."""
    seen: dict[str, str] = {}
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        first = seen.get(item.document.id)
        if first is None:
            seen[item.document.id] = item.place
            yield item
        else:
            yield Problem(input=item.place, error=f"the same document as {first}", hint="it was read once")


def _guarded(inputs: Iterator[Input], versions: Versions) -> Iterator[Captured | Problem]:
    try:
        for each in inputs:
            try:
                yield from _documents(each, versions)
            except InputError as error:
                yield _problem(error)
    except InputError as error:
        yield _problem(error)


def _documents(each: Input, versions: Versions) -> Iterator[Captured | Problem]:
    for item in drafts(each):
        if isinstance(item, Problem):
            yield item
            continue
        draft, material = item
        document, problems = finished(draft)
        document = versions.placed(document, draft)
        yield from problems
        yield Captured(document=document, material=material, place=draft.input, notes=draft.notes)


def _problem(error: InputError) -> Problem:
    return Problem(input=error.input, error=error.error, hint=error.hint)
