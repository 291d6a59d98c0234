"""One loop that looks at sources, has taken in what they bring, and sends what that changed."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from rashomon.archive import Archive
from rashomon.errors import InputError, StoreError, VaultError
from rashomon.reading.fetch import Fetcher
from rashomon.reading.manners import Manners
from rashomon.watch.config import Config, Source, Webhook
from rashomon.watch.desk import Desk, Telling
from rashomon.watch.looking import look
from rashomon.watch.schedule import is_due
from rashomon.watch.webhook import send

Asked = ParamSpec("Asked")
Given = TypeVar("Given")

#: Sources that are looked at at once.
AT_ONCE = 8


def fetcher(manners: Manners) -> Fetcher:
    """What fetches for a watcher: the schedule tries again, so that one look need not try for long."""
    return Fetcher(replace(manners, limits=replace(manners.limits, attempts=2)))


class Watcher:
    """Watches what a configuration names, for an archive; what it remembers lies there, so it may be ended anyhow.

    Looks are made by threads that are left behind in the end, since servers take their time; the archive is
    worked on by one, which finishes what it began. Raises StoreError where the archive cannot be read at all.
    """

    def __init__(
        self, config: Config, archive: Archive, fetcher: Fetcher, telling: Telling, *, clock: Callable[[], datetime]
    ) -> None:
        self._config = config
        self._fetcher = fetcher
        self._clock = clock
        self._open = lambda: Desk(config, archive, telling, clock)
        self._talk = telling.talk

    async def once(self) -> bool:
        """Looks once at every source but those that are left alone for a while because they failed.

        Returns whether all went well.
        """
        return await self._at_work(self._round)

    async def run(self, stop: asyncio.Event) -> None:
        """Looks at every source again and again, until `stop` is set."""

        async def work() -> None:
            jobs = [self._tend(source) for source in self._config.sources]
            await _together([stop.wait(), self._send(self._config.webhook), *jobs], until=asyncio.FIRST_COMPLETED)

        await self._at_work(work)

    async def _at_work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        self._looks = asyncio.Semaphore(AT_ONCE)
        self._news = asyncio.Event()
        with ThreadPoolExecutor(1) as self._worker:
            self._desk = await self._at_desk(self._open)
            self._news.set()
            await work()
        return not self._desk.failed

    # Looking

    async def _round(self) -> None:
        now, jobs = self._clock(), []
        for source in self._config.sources:
            memory = self._desk.memory(source)
            if memory.failures and not is_due(memory, now):
                self._desk.failed = True
                self._talk(f"{source.where}: left alone until {memory.due:%Y-%m-%d %H:%M} UTC ({memory.trouble})")
            else:
                jobs.append(self._look(source, settled=False))
        await _together(jobs, until=asyncio.FIRST_EXCEPTION)
        due = self._desk.due()
        if self._config.webhook and (due is None or due <= self._clock()):
            await self._deliver(self._config.webhook)

    async def _tend(self, source: Source) -> None:
        while True:
            await self._until(self._desk.memory(source).due)
            await self._look(source)

    async def _look(self, source: Source, *, settled: bool = True) -> None:
        """Looks at a source; where one look does not take in all of it, again at once."""
        more = True
        while more:
            memory = self._desk.memory(source)
            try:
                async with self._looks:
                    seen = await _aside(look, source, memory, self._fetcher, self._clock(), settled=settled)
                await self._at_desk(self._desk.take, source, seen)
                more = seen.more
            except (InputError, StoreError, VaultError) as error:
                await self._at_desk(self._desk.miss, source, error)
                more = False
            self._news.set()

    async def _until(self, due: datetime | None) -> None:
        if due is not None:
            await asyncio.sleep(max(0.0, (due - self._clock()).total_seconds()))

    # Sending

    async def _send(self, webhook: Webhook | None) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            waiting = await self._at_desk(self._desk.unsent)
            if webhook and waiting:
                await self._until(self._desk.due())
                if not await self._deliver(webhook):
                    self._news.set()

    async def _deliver(self, webhook: Webhook) -> bool:
        """Sends what waits, in order; false where an event was not taken."""
        while True:
            event = await self._at_desk(self._desk.unsent)
            if event is None:
                return True
            try:
                await _aside(send, event, webhook, self._fetcher, self._clock())
            except InputError as error:
                await self._at_desk(self._desk.unheard, error)
                return False
            await self._at_desk(self._desk.sent, event)

    async def _at_desk(self, work: Callable[Asked, Given], *args: Asked.args, **kwargs: Asked.kwargs) -> Given:
        """Has something done by the thread that works on the archive."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, partial(work, *args, **kwargs))


async def _aside(work: Callable[Asked, Given], *args: Asked.args, **kwargs: Asked.kwargs) -> Given:
    """Has something done by a thread of its own, which is left behind where nobody wants the answer any more."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Given] = loop.create_future()

    def settle(made: Future[Given]) -> None:
        if answer.done():
            return
        if (error := made.exception()) is not None:
            answer.set_exception(error)
        else:
            answer.set_result(made.result())

    def run() -> None:
        made: Future[Given] = Future()
        try:
            made.set_result(work(*args, **kwargs))
        except Exception as error:  # goes to whoever waits
            made.set_exception(error)
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, made)

    Thread(target=run, daemon=True).start()
    return await answer


async def _together(jobs: Iterable[Coroutine[Any, Any, Any]], *, until: str) -> None:
    """Runs jobs side by side until one of them ends or fails, and ends the others. Raises what one raised."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    if not tasks:
        return
    done, rest = await asyncio.wait(tasks, return_when=until)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for task in done:
        task.result()
