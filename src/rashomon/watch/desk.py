"""The work on the archive: takes in what looks found, notes what that changed, and tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from rashomon.archive import Archive
from rashomon.archive.records import Entered
from rashomon.errors import FetchError, InputError, StoreError, VaultError
from rashomon.model.ledger import Problem
from rashomon.watch import atom
from rashomon.watch.config import ENTRIES, Config, Source
from rashomon.watch.events import Event, events
from rashomon.watch.looking import Look
from rashomon.watch.notebook import Notebook
from rashomon.watch.schedule import Memory, failed, succeeded

#: What may go wrong with a look and is over sooner or later.
Fault = InputError | StoreError | VaultError

#: Whom events wait for: whoever reads the output, and the webhook.
_HERE, _WEBHOOK = "here", "webhook"

#: Seconds before a webhook that did not take an event is told again, doubled by each failure in a row.
_AGAIN = 60.0

#: Since when an archive is told that was empty.
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told here: of events, of problems, and of how it goes, in words."""

    event: Callable[[Event], None]
    problem: Callable[[Problem], None]
    talk: Callable[[str], None]


class Desk:
    """One archive and what a watcher of it remembers. Not for several threads at once.

    Told is what changes from the first time on that a watcher of this name opens the archive, whoever changes it.
    """

    def __init__(self, config: Config, archive: Archive, telling: Telling, clock: Callable[[], datetime]) -> None:
        self._config = config
        self._archive = archive
        self._telling = telling
        self._clock = clock
        self._notebook = Notebook(archive, config.name)
        self._to = (_HERE, _WEBHOOK) if config.webhook else (_HERE,)
        self._unwritten = False
        self.failed = False
        if self._notebook.told is None:
            self._notebook.note((), archive.latest() or _BEGINNING, to=())
        self._publish()
        self.tell()

    def memory(self, source: Source) -> Memory:
        """What is remembered of a source."""
        return self._notebook.memory(source)

    def take(self, source: Source, seen: Look) -> None:
        """Takes in what a look found, remembers it, and tells what it changed."""
        before, counts = self.memory(source), self._entered(seen)
        every = 0.0 if seen.more else source.every
        self._notebook.remember(source, succeeded(seen.memory, self._clock(), every))
        if before.failures:
            self._telling.talk(f"{source.where}: there again")
        if counts:
            self._telling.talk(f"{source.where}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")
        self.tell()

    def _entered(self, seen: Look) -> dict[str, int]:
        counts: dict[str, int] = {}
        for one in self._archive.taking(seen.found):
            if isinstance(one, Entered):
                counts[one.arrival.value] = counts.get(one.arrival.value, 0) + 1
                if one.note:
                    self._telling.talk(f"{one.place}: kept and not read, since it is {one.note}")
            else:
                self._problem(one)
        return counts

    def miss(self, source: Source, fault: Fault) -> None:
        """Remembers that a look failed, and tells it where that begins."""
        memory, problem = self.memory(source), _problem(source.where, fault)
        after = failed(memory, self._clock(), source.every, problem.error, wait=_wait(fault))
        self.failed = True
        if memory.failures == 0:
            self._problem(problem)
        try:
            self._notebook.remember(source, after)
        except (StoreError, VaultError):
            return  # it is told, and remembered as long as this program runs

    def tell(self) -> None:
        """Notes what changed since the last time, and tells it here."""
        until, told = self._archive.latest(), self._notebook.told or _BEGINNING
        if until is not None and until > told:
            found = events(self._archive.changes(told, until=until))
            self._notebook.note(found, until, to=self._to)
        waiting = self._notebook.waiting(_HERE)
        for event in waiting:
            self._telling.event(event)
        if waiting:
            self._notebook.deliver([event.id for event in waiting], _HERE)
            self._publish()
        lost = self._notebook.forget(self._to, keep=self._kept)
        if lost:
            self._telling.talk(f"{lost} events were given up: nobody took them")

    @property
    def _kept(self) -> int:
        return self._config.feed.entries if self._config.feed else ENTRIES

    def _publish(self) -> None:
        """Writes the outgoing feed anew; that it cannot be written is told once."""
        if self._config.feed is None:
            return
        newest = self._notebook.newest(self._kept)
        updated = newest[0].at if newest else self._notebook.told or _BEGINNING
        try:
            atom.write(self._config.feed.path, atom.atom(self._config.feed, newest, updated))
            self._unwritten = False
        except OSError as error:
            if not self._unwritten:
                told = f"the feed of events cannot be written: {error.strerror or error}"
                self._problem(Problem(input=str(self._config.feed.path), error=told, hint="name another file"))
            self._unwritten = self.failed = True

    def _problem(self, problem: Problem) -> None:
        self.failed = True
        self._telling.problem(problem)

    # The webhook

    def unsent(self) -> Event | None:
        """The oldest event that the webhook has not taken."""
        return next(iter(self._notebook.waiting(_WEBHOOK)), None)

    def due(self) -> datetime | None:
        """When the webhook is to be tried again; null for at once."""
        return self._notebook.memory(_WEBHOOK).due

    def sent(self, event: Event) -> None:
        """Remembers that the webhook took an event."""
        memory = self._notebook.memory(_WEBHOOK)
        self._notebook.deliver([event.id], _WEBHOOK)
        if memory.failures:
            self._notebook.remember(_WEBHOOK, Memory())
            self._telling.talk("the webhook takes events again")

    def unheard(self, fault: InputError) -> None:
        """Remembers that it did not, and tells it where that begins: events wait for it."""
        memory = self._notebook.memory(_WEBHOOK)
        self.failed = True
        if memory.failures == 0:
            hint = f"events are kept and sent later; {fault.hint}" if fault.hint else "events are kept and sent later"
            self._problem(Problem(input=fault.input, error=f"the webhook takes no events: {fault.error}", hint=hint))
        self._notebook.remember(_WEBHOOK, failed(memory, self._clock(), _AGAIN, fault.error, wait=_wait(fault)))


def _problem(where: str, fault: Fault) -> Problem:
    error = fault.error if isinstance(fault, InputError | StoreError) else str(fault)
    return Problem(input=where, error=error, hint=getattr(fault, "hint", ""))


def _wait(fault: Fault) -> float:
    return fault.after if isinstance(fault, FetchError) else 0.0
