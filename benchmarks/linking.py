"""What linking costs as an archive grows: reports added in batches to an index, and the time that each takes.

    python -m benchmarks.linking [--reports 100000] [--batch 100] [--store]

The reports are invented: towns of many sizes, a few of which have bursts of reports of one incident, copies and
passages reprinted, follow-ups weeks later, some without a date or a place. `--store` asks the index in a SQLite file
too. Time is that of this process; the bar is that a report costs at most 1.5 times as much at the end as after a
tenth of them.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path

from rashomon.linkage.echoes import add_texts
from rashomon.linkage.linking import update
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.names import hidden
from rashomon.model.claim import Event, EventFamily, Outcome, Toponym
from rashomon.model.incident import Figure, Mention
from rashomon.model.index import Index
from rashomon.model.text import Document, Span
from rashomon.store.base import Store
from rashomon.store.sql import open_store

#: Reports of a tenth of all, over which a time is taken: at 10%, 20% … of the way.
_STEPS = 10

#: A report at the end may cost so many times what it costs after the first tenth.
BAR = 1.5

_TOWNS, _NAMES, _WORDS = 4000, 30_000, 6000
_DAY = timedelta(days=1)
_START = datetime(2030, 1, 1, tzinfo=UTC)

#: Reports a day: an archive that grows does so by getting older.
_A_DAY = 120


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that reports tell of."""

    town: int
    day: int
    names: tuple[int, ...]
    killed: int
    text: tuple[int, ...]


class World:
    """Reports in the order in which they are published, the same for one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._recent: list[Happening] = []

    def reports(self) -> Iterator[tuple[Document, Mention]]:
        """Without end."""
        texts: list[list[str]] = []
        for number in count():
            day = number // _A_DAY
            happening = self._happening(day)
            words = self._words(happening, texts)
            texts = [*texts[-200:], words]
            yield self._report(number, day, happening, words)

    def _happening(self, day: int) -> Happening:
        """A new one for two reports in five; else one of the last days, mostly of those that many report on."""
        self._recent = self._recent[-400:]
        if self._recent and self._random.random() < 0.6:
            return self._recent[-1 - int(len(self._recent) * self._random.random() ** 4)]
        made = Happening(
            town=int(_TOWNS * self._random.random() ** 2.5),
            day=day,
            names=tuple(self._random.randrange(_NAMES) for _ in range(6)),
            killed=self._random.randint(1, 9),
            text=tuple(self._random.randrange(_WORDS) for _ in range(60)),
        )
        self._recent.append(made)
        return made

    def _words(self, happening: Happening, texts: Sequence[list[str]]) -> list[str]:
        """250 words: one in ten is a copy with some words changed, one in ten reprints a passage, one in five has
        the furniture of its site."""
        fate = self._random.random()
        if texts and fate < 0.1:
            return [word if self._random.random() > 0.02 else "edited" for word in self._random.choice(texts)]
        own = [f"w{int(_WORDS * self._random.random() ** 2)}" for _ in range(190)]
        told = [f"w{word}" for word in happening.text]
        if texts and fate < 0.2:
            other = self._random.choice(texts)
            start = self._random.randrange(max(1, len(other) - 60))
            own[40:80] = other[start : start + 40]
        if fate > 0.8:
            site = self._random.randrange(30)
            own += [f"s{site}n{i}" for i in range(30)]
        return own[:100] + self._random.sample(told, 30) + own[100:]

    def _report(self, number: int, day: int, happening: Happening, words: Sequence[str]) -> tuple[Document, Mention]:
        published = _START + day * _DAY + timedelta(seconds=number % _A_DAY * 700)
        late = self._random.random() < 0.05
        clock = None if self._random.random() < 0.03 else published + (30 * _DAY if late else timedelta(0))
        document = Document(
            id=f"d{number:07}", text=" ".join(words), url=f"https://example.org/{number}", published=clock
        )
        return document, self._mention(number, document, happening)

    def _mention(self, number: int, document: Document, happening: Happening) -> Mention:
        sure, common = self._random.sample(happening.names, 3), self._random.choices(range(300), k=8)
        told = (_START + happening.day * _DAY).replace(tzinfo=None)
        dated, placed = self._random.random() < 0.8, self._random.random() < 0.85
        town = _town(happening.town)
        return Mention(
            document_id=document.id,
            claim_ids=(f"c{number:07}",),
            family=EventFamily.VIOLENCE,
            events=(Event.STRIKE,),
            earliest=told if dated else None,
            latest=told + _DAY if dated else None,
            place=town if placed else None,
            places=(town,) if placed else (),
            words=frozenset({*(f"name{n}" for n in sure), *(f"office{n}" for n in common), f"town{happening.town}"}),
            victims=frozenset(map(hidden, (f"name{n}" for n in sure[:1]))),
            published=document.published,
            figures=(Figure(outcome=Outcome.KILLED, lower=happening.killed, upper=happening.killed),),
            also_places=frozenset({town.name.casefold()}) if placed else frozenset(),
            also_days=frozenset({told.date().isoformat()}) if dated else frozenset(),
            leading=True,
        )


def _town(number: int) -> Toponym:
    source = random.Random(number)
    name = f"Town{number}"
    return Toponym(
        span=Span(0, len(name), name),
        raw=name,
        name=name,
        country="XX",
        latitude=source.uniform(40, 56),
        longitude=source.uniform(20, 44),
        radius_km=2.0,
    )


#: Gives an index to write a batch into.
Opening = Callable[[], AbstractContextManager[Index]]


def measure(opened: Opening, reports: int, batch: int, seed: int) -> list[float]:
    """Milliseconds a report in each tenth of the way, in processor time."""
    given, numbers = World(seed).reports(), count(1)
    found: list[float] = []
    for _ in range(_STEPS):
        spent = 0.0
        for start in range(0, reports // _STEPS, batch):
            some = list(islice(given, min(batch, reports // _STEPS - start)))
            begun = time.process_time()
            documents = [document for document, _ in some]
            came = {document.id: [mention] for document, mention in some}
            with opened() as index:
                index.put_documents(documents)
                echoing = add_texts(index, documents)
                update(index, came, echoing=echoing, new_id=lambda _: str(next(numbers)))
            spent += time.process_time() - begun
        found.append(1000 * spent / (reports // _STEPS))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000, help="how many reports are added in all")
    parser.add_argument("--batch", type=int, default=100, help="how many are added together")
    parser.add_argument("--store", action="store_true", help="in a SQLite file too")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = MemoryIndex()
    _tell("in memory", measure(lambda: nullcontext(index), arguments.reports, arguments.batch, arguments.seed))
    used = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{used:.0f} MB for {arguments.reports} reports; incidents: {_incidents(index)}", flush=True)
    if arguments.store:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder) / "linking.db", create=True)
            steps = measure(lambda: _writing(store), arguments.reports, arguments.batch, arguments.seed)
            _tell("in a SQLite file", steps)
            store.close()


@contextmanager
def _writing(store: Store) -> Iterator[Index]:
    with store.writing() as writer:
        yield writer.index(at=_START)


def _incidents(index: Index) -> str:
    homes = index.homes(index.all_mentions())
    sizes = sorted(map(len, index.members(set(homes.values())).values()), reverse=True)
    return f"{len(sizes)}, of which the largest have {', '.join(map(str, sizes[:5]))} mentions"


def _tell(where: str, steps: Sequence[float]) -> None:
    ratio = steps[-1] / steps[0]
    told = " ".join(f"{step:.1f}" for step in steps)
    print(f"{where}: {told} ms a report in each tenth; the last over the first {ratio:.2f} (bar {BAR})", flush=True)


if __name__ == "__main__":
    main()
