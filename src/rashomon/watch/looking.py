"""One look at a source: what it holds that it did not hold the last time."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from rashomon.errors import FetchError, InputError, UnknownSource
from rashomon.model.ledger import Problem
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, page_of
from rashomon.reading.feed import is_address
from rashomon.reading.fetch import Fetcher
from rashomon.reading.fetched import Validators
from rashomon.reading.sources import below
from rashomon.watch.config import Source, SourceKind
from rashomon.watch.schedule import Memory

#: Pages behind a feed's items, and files of a folder, that one look takes in; the rest waits for the next.
MOST_PAGES, MOST_FILES = 20, 500

#: Looks at which a page behind an item is tried, before the item goes without it.
MOST_TRIES = 3

#: How long a file must have been left alone: one that is being written is not read half.
_SETTLED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Look:
    """What is new, and what to remember once it is safe in the archive; with `more`, the next look is due at once."""

    found: Iterable[Captured | Problem]
    memory: Memory
    more: bool = False


def look(source: Source, memory: Memory, fetcher: Fetcher, now: datetime, *, settled: bool = True) -> Look:
    """Looks at a source. Raises InputError (FetchError for one on the web) where it cannot be had or holds nothing.

    With `settled`, files that were changed in the last two seconds wait for the next look.
    """
    if source.kind is SourceKind.FOLDER:
        return _folder(source, memory, now if settled else None)
    return _remote(source, memory, fetcher)


def _remote(source: Source, memory: Memory, fetcher: Fetcher) -> Look:
    validators = Validators(url=memory.url, etag=memory.etag, last_modified=memory.last_modified)
    fetched = fetcher.fetch(source.where, validators)
    if fetched.unchanged:
        return Look((), memory)
    read = list(captured(page_of(fetched)))
    there = [one for one in read if isinstance(one, Captured)]
    problems = [one for one in read if isinstance(one, Problem) and not one.note]
    if not there and problems:
        raise InputError(problems[0].input, problems[0].error, problems[0].hint)
    new = [one for one in there if one.document.id not in memory.seen]
    places = {one.place for one in new}
    # what is wrong with an item is told when the item comes, and not at each look
    problems = [one for one in problems if one.input in places or not memory.seen]
    behind = _Behind(fetched.url, dict(memory.tries), fetcher)
    found = list(behind.pages(new)) if source.pages else new
    remembered = replace(
        memory,
        url=fetched.url,
        etag="" if behind.left else fetched.validators.etag,
        last_modified="" if behind.left else fetched.validators.last_modified,
        seen=tuple(dict.fromkeys(one.document.id for one in there if one.document.id not in behind.left)),
        tries=tuple((id, tries) for id, tries in behind.tries.items() if id in behind.left),
    )
    return Look([*found, *problems], remembered)


class _Behind:
    """The pages behind the items of a feed. `left` are the items that wait for another look: they come again."""

    def __init__(self, feed: str, tries: dict[str, int], fetcher: Fetcher) -> None:
        self._feed = feed
        self._fetcher = fetcher
        self.tries = tries
        self.left: set[str] = set()

    def pages(self, items: list[Captured]) -> Iterator[Captured | Problem]:
        """The items, each followed by its page."""
        for number, item in enumerate(items):
            url = item.document.url or ""
            if number >= MOST_PAGES:
                self.left.add(item.document.id)
            elif not is_address(url) or url == self._feed:
                yield item
            else:
                yield from self._page(item, url)

    def _page(self, item: Captured, url: str) -> Iterator[Captured | Problem]:
        id = item.document.id
        try:
            read = list(captured(page_of(self._fetcher.fetch(url, found_on=self._feed))))
        except FetchError as error:
            self.tries[id] = self.tries.get(id, 0) + 1
            if error.passing and self.tries[id] < MOST_TRIES:
                self.left.add(id)
                return
            read = [Problem(input=error.input, error=error.error, hint=error.hint)]
        yield item
        yield from read


def _folder(source: Source, memory: Memory, now: datetime | None) -> Look:
    """Files that are new or were changed, in the order of their paths; read one by one as they are taken in."""
    folder = Path(source.where)
    if not folder.is_dir():
        raise UnknownSource(source.where, "no such folder", "make it, or name another")
    latest = None if now is None else (now - _SETTLED).timestamp() * 1e9
    known = {path: (size, changed) for path, size, changed in memory.files}
    kept: list[tuple[str, int, int]] = []
    new: list[str] = []
    for path, size, changed in _files(folder):
        if known.get(path) == (size, changed):
            kept.append((path, size, changed))
        elif len(new) < MOST_FILES and (latest is None or changed <= latest):
            kept.append((path, size, changed))
            new.append(path)
        elif path in known:
            kept.append((path, *known[path]))
    found = (one for path in new for one in captured(Path(path)) if not (isinstance(one, Problem) and one.note))
    return Look(found, replace(memory, files=tuple(kept)), more=len(new) == MOST_FILES)


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in below(folder):
        try:
            state = os.stat(path)
        except OSError:  # taken away meanwhile
            continue
        yield str(path), state.st_size, state.st_mtime_ns
