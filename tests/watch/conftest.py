"""A watcher of a server and a folder on this machine, which tells what it tells into lists."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest
from tests.reading.server import Server, serving

from rashomon.archive import Archive
from rashomon.model.ledger import Problem
from rashomon.reading.addresses import Access
from rashomon.reading.manners import Limits, Manners
from rashomon.watch.config import Config, Source
from rashomon.watch.desk import Telling
from rashomon.watch.events import Event
from rashomon.watch.watcher import Watcher, fetcher

#: No retries within a look: those have tests of their own.
_LIMITS = Limits(seconds=5, attempts=1)


@dataclass
class Desk:
    """A newsroom: its server, its archive, and what was told so far. Its clock stands still unless it is moved."""

    server: Server
    folder: Path
    now: datetime = datetime(2031, 6, 1, 12, tzinfo=UTC)
    events: list[Event] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)

    def clock(self) -> datetime:
        """A moment later each time, so that writings have an order."""
        self.now += timedelta(milliseconds=1)
        return self.now

    def archive(self) -> Archive:
        return Archive(self.folder / "desk.db", clock=self.clock, judge="Ada Lorn")

    def watcher(self, archive: Archive, *sources: Source, telling: Telling | None = None, **more: Any) -> Watcher:
        manners = Manners(
            access=Access(allowed=frozenset({f"127.0.0.1:{self.server.port}"})),
            limits=_LIMITS,
            clock=self.clock,
            sleep=lambda _: None,
        )
        ours = Telling(event=self.events.append, problem=self.problems.append, talk=self.talk.append)
        asking = fetcher(manners)
        asking._manners = replace(manners, limits=_LIMITS)
        return Watcher(Config(sources=sources, **more), archive, asking, telling or ours, clock=self.clock)

    def once(self, *sources: Source, after: timedelta = timedelta(hours=1), **more: Any) -> list[Event]:
        """One round, so long after the last; what it told."""
        self.now += after
        told = len(self.events)
        with self.archive() as archive:
            self.well = asyncio.run(self.watcher(archive, *sources, **more).once())
        return self.events[told:]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving() as server:
        yield Desk(server, tmp_path)


def feed(*items: tuple[str, str, str]) -> bytes:
    """A feed of items: address, title, text."""
    told = "".join(
        f"<item><title>{escape(title)}</title><link>{url}</link><guid>{url}</guid>"
        f"<description>{escape(text)}</description><pubDate>Sun, 01 Jun 2031 08:00:00 GMT</pubDate></item>"
        for url, title, text in items
    )
    return f"<rss version='2.0'><channel><title>Oltren Gazette</title>{told}</channel></rss>".encode()


def page(title: str, text: str, publisher: str = "Marvenka Courier") -> bytes:
    """A page of a publisher."""
    return (
        f"<html><head><title>{title}</title><meta property='og:site_name' content='{publisher}'>"
        f"<meta property='article:published_time' content='2031-06-01T09:00:00Z'></head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


TITLE = "Strike on Marvenka"
STRIKE = (
    "A missile strike hit the bus station of Marvenka on Friday, 30 May 2031. "
    "{} people were killed and 30 were injured, the mayor of Marvenka said. "
    "The road to Oltren is closed, and buses do not run until the evening."
)
