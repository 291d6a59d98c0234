"""What every writing of an archive needs: who works on it, by which clock and settings, and linking what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rashomon.archive.linking import link
from rashomon.archive.summaries import summarise
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.settings import Settings
from rashomon.store.base import Reader, Store, Writer

#: The grain of the clocks that a store keeps.
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Work:
    """An open store, and who is at work on it."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    who: str

    def stamp(self, reader: Reader) -> datetime:
        """The time of a writing: later than that of every one before it, also where a clock was set back."""
        last = reader.head().number
        before = [entry.deed.at for entry in reader.log(after=last - 1)] if last else []
        return max([self.clock(), *(at + _MOMENT for at in before)])

    def link(
        self,
        writer: Writer,
        came: Sequence[tuple[Document, Extraction]],
        went: Sequence[str] = (),
        around: Sequence[str] = (),
        *,
        at: datetime,
    ) -> None:
        """Links documents that came, takes out those that went, weighs mentions again that somebody spoke of, and
        puts down what lists show of it."""
        summarise(writer, link(writer, came, went, around, at=at), rule=self.settings.rule)

    def documents(self, ids: Sequence[str]) -> tuple[Document, ...]:
        """The documents of these ids, as far as they are there."""
        with self.store.reading() as reader:
            return tuple(reader.documents_by_id(ids).values())
