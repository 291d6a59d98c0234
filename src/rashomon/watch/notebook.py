"""What a watcher remembers: its sources, what it told, and what is still to be told. All of it lies in the archive."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rashomon.archive import Archive
from rashomon.errors import RecordError
from rashomon.model import codec
from rashomon.store.base import State
from rashomon.watch.config import ENTRIES, Source
from rashomon.watch.events import Event
from rashomon.watch.schedule import Memory

#: Events that wait for somebody who does not take them; beyond, the oldest are given up.
MOST_WAITING = 10_000

_TOLD = "told"
_SOURCE = "source "
_EVENT = "event "


@dataclass(slots=True)
class _Noted:
    """An event and who has still to be told of it."""

    event: Event
    waiting: set[str]


class Notebook:
    """Read once when it is opened; written through, each writing whole or not at all.

    Events are put down in the same writing as the moment up to which all is told, and crossed out only when they
    were delivered: whoever is killed in between tells them again, with the same ids.
    """

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._space = f"watch {name}"
        self._memories: dict[str, Memory] = {}
        self._events: dict[int, _Noted] = {}
        self.told: datetime | None = None
        for key, value in archive.states(self._space).items():
            self._read(key, value)
        self._number = max(self._events, default=0)

    def _read(self, key: str, value: State) -> None:
        try:
            if key.startswith(_SOURCE):
                self._memories[key] = codec.from_dict(Memory, value)
            elif key.startswith(_EVENT):
                event = codec.from_dict(Event, value["event"])
                self._events[int(key.removeprefix(_EVENT))] = _Noted(event, set(value["waiting"]))
            elif key == _TOLD:
                self.told = datetime.fromisoformat(value["until"])
        except (RecordError, KeyError, TypeError, ValueError):
            return  # another version's notes: the source is looked at anew

    def memory(self, source: Source | str) -> Memory:
        """What is remembered of a source, or of whoever is told."""
        return self._memories.get(_key(source), Memory())

    def remember(self, source: Source | str, memory: Memory) -> None:
        """Keeps that in place of what was remembered."""
        self._memories[_key(source)] = memory
        self._archive.keep(self._space, {_key(source): codec.to_dict(memory)})

    def note(self, events: Sequence[Event], until: datetime, *, to: Collection[str]) -> None:
        """Puts events down, to be delivered to each of `to`; all up to `until` is told by them."""
        written: dict[str, State | None] = {_TOLD: {"until": codec.time_text(until)}}
        for event in events:
            self._number += 1
            self._events[self._number] = _Noted(event, set(to))
            written[_event_key(self._number)] = self._state(self._number)
        self._archive.keep(self._space, written)
        self.told = until

    def waiting(self, name: str) -> list[Event]:
        """The events that somebody has still to be told of, oldest first."""
        return [noted.event for noted in self._events.values() if name in noted.waiting]

    def deliver(self, ids: Iterable[str], name: str) -> None:
        """Crosses out that somebody is to be told of events."""
        told = set(ids)
        numbers = [n for n, noted in self._events.items() if noted.event.id in told and name in noted.waiting]
        for number in numbers:
            self._events[number].waiting.discard(name)
        self._archive.keep(self._space, {_event_key(number): self._state(number) for number in numbers})

    def newest(self, count: int = ENTRIES) -> list[Event]:
        """The newest events, the newest first."""
        return [noted.event for _, noted in sorted(self._events.items(), reverse=True)[:count]]

    def forget(self, known: Collection[str], *, keep: int = ENTRIES) -> int:
        """Drops the events that all were told of but for the newest, and whoever is not `known` any more.

        Returns how many events were given up that somebody should have been told of.
        """
        for noted in self._events.values():
            noted.waiting &= set(known)
        numbers = sorted(self._events)
        old = [n for n in numbers[: max(0, len(numbers) - keep)] if not self._events[n].waiting]
        waiting = [n for n in numbers if self._events[n].waiting]
        lost = waiting[: max(0, len(waiting) - MOST_WAITING)]
        for number in {*old, *lost}:
            del self._events[number]
        if old or lost:
            self._archive.keep(self._space, {_event_key(number): None for number in {*old, *lost}})
        return len(lost)

    def _state(self, number: int) -> State:
        noted = self._events[number]
        return {"event": codec.to_dict(noted.event), "waiting": sorted(noted.waiting)}


def _key(source: Source | str) -> str:
    return _SOURCE + (source if isinstance(source, str) else source.key)


def _event_key(number: int) -> str:
    return f"{_EVENT}{number:012d}"
