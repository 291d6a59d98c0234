"""Documents read again by another extractor, or for the first time where their language was not read before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from rashomon import pipeline
from rashomon.archive import deeds
from rashomon.archive.verifying import document_ids
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.settings import Settings
from rashomon.store.base import Reader, Writer
from rashomon.store.custody import Deed
from rashomon.store.records import Entry

#: Documents that are read again together.
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Reread:
    """A batch of documents with what the extractor found in them."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]


def outdated(reader: Reader, extractor: str) -> list[str]:
    """The documents in languages that are read whose claims are by another extractor, or that have none."""
    return [id for id in document_ids(reader, current=True) if reader.extractors(id)[:1] != (extractor,)]


def batches(fetch: Callable[[Sequence[str]], Iterable[Document]], ids: Sequence[str]) -> Iterator[tuple[Document, ...]]:
    """These documents in batches, as `fetch` gives them; those in languages that are not read are left out."""
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        documents = tuple(document for document in fetch(batch) if pipeline.unread_language(document) is None)
        if documents:
            yield documents


def read(documents: tuple[Document, ...], settings: Settings) -> Reread:
    """What the extractor finds in the documents now."""
    return Reread(documents, tuple(pipeline.extractions(documents, settings=settings)))


def write(batch: Reread, writer: Writer, *, extractor: str, at: datetime, who: str) -> tuple[Deed, ...]:
    """Puts the new claims beside the old ones, and makes them current; linking is up to the caller."""
    done = []
    for document, extraction in zip(batch.documents, batch.extractions, strict=True):
        former = next(iter(writer.extractors(document.id)), None)
        entry = Entry(document=document, extraction=extraction, extractor=extractor)
        writer.add([entry], at=at)
        done.append(deeds.reread(entry, former=former, at=at, who=who))
    return tuple(done)
