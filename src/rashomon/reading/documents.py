"""From any source to Documents: read(), stream() and captured(), the public verbs of reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Document
from rashomon.reading.captures import Captured
from rashomon.reading.intake import drafts
from rashomon.reading.records import Versions, finished
from rashomon.reading.sources import Input, Source, opened


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of the sources, and what could not be and why."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read(*sources: Source, stdin: IO[Any] | None = None) -> Reading:
    """All documents of the sources: files, folders, "-", "sample:NAME", "sample:all", bytes and open files.

    HTML pages, plain text, JSON Lines, a JSON array and CSV are told apart by content. Raises nothing for a
    source that cannot be read: that is a Problem, and the rest is read. Documents in languages that are not
    read yet are given too: `Document.language` names theirs.
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
    for item in once(captured(*sources, stdin=stdin)):
        yield item.document if isinstance(item, Captured) else item


def captured(*sources: Source, stdin: IO[Any] | None = None) -> Iterator[Captured | Problem]:
    """Every document with the bytes that it was read from, one by one, as often as it is found."""
    versions = Versions()
    for source in sources:
        yield from _guarded(opened(source, stdin), versions)


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
