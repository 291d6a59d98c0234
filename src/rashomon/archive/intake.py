"""Documents on their way into an archive: bytes into the vault, claims out of texts, then all of a batch at once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass

from rashomon import pipeline
from rashomon.archive.entering import Item, Prepared, enter, with_incidents
from rashomon.archive.records import Entered
from rashomon.archive.work import Work
from rashomon.model.ledger import Problem
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured
from rashomon.reading.sources import Input, Source
from rashomon.settings import Settings
from rashomon.store.vault import Vault

#: Documents, and bytes and characters of them, that enter together: memory is bounded by these.
MOST_DOCUMENTS, MOST_BYTES = 64, 16_000_000

#: Files that are flushed to the disk at once: it can take many in little more time than one.
WRITERS = 8


def adding(work: Work, vault: Vault, sources: Sequence[Source | Input]) -> Iterator[Entered | Problem]:
    """Takes in the sources batch by batch; what is given has been written."""
    yield from taking(work, vault, captured(*sources, manners=pipeline.manners(work.settings)))


def taking(work: Work, vault: Vault, found: Iterable[Captured | Problem]) -> Iterator[Entered | Problem]:
    """The same of what was read already."""
    with ThreadPoolExecutor(WRITERS) as writers:
        for batch in batches(found, vault, writers):
            known = work.documents([one.document.id for one in batch.items if isinstance(one, Item)])
            prepared = prepare(batch.items, {one.id for one in known}, work.settings)
            batch.keep()
            yield from _enter(work, prepared)


def _enter(work: Work, prepared: Prepared) -> list[Entered | Problem]:
    with work.store.writing() as writer:
        at = work.stamp(writer)
        entering = enter(prepared, writer, extractor=pipeline.extractor(work.settings), at=at, who=work.who)
        if entering.came or entering.went:
            work.link(writer, entering.came, entering.went, at=at)
        writer.append(entering.deeds)
        return with_incidents(entering.outcomes, writer)


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that enter together. Their bytes are on the way into the vault: `keep` waits until they are there."""

    items: tuple[Item | Problem, ...]
    kept: tuple[Future[str], ...]

    def keep(self) -> None:
        """Waits for the bytes. Raises VaultError where they cannot be kept."""
        for one in self.kept:
            one.result()


def batches(found: Iterable[Captured | Problem], vault: Vault, writers: Executor) -> Iterator[Batch]:
    """What was found, in batches; `writers` put bytes into the vault meanwhile, since disks take their time."""
    items: list[Item | Problem] = []
    kept: list[Future[str]] = []
    size = 0
    material = None
    for one in found:
        if isinstance(one, Problem):
            items.append(one)
        else:
            if one.material is not material:
                kept.append(writers.submit(vault.put, one.material.raw))
                material = one.material
                size += len(material.raw)
            items.append(Item(one.document, one.capture, one.material.input))
            size += len(one.document.text)
        if len(items) >= MOST_DOCUMENTS or size >= MOST_BYTES:
            yield Batch(tuple(items), tuple(kept))
            items, kept, size = [], [], 0
    if items:
        yield Batch(tuple(items), tuple(kept))


def prepare(items: Sequence[Item | Problem], known: Container[str], settings: Settings) -> Prepared:
    """Reads the documents that are not known yet; those in other languages get a note instead of claims."""
    documents = {item.document.id: item for item in items if isinstance(item, Item)}
    notes, readable = {}, []
    for id, item in documents.items():
        if id in known:
            continue
        unread = pipeline.unread_language(item.document, item.capture.input)
        if unread is None:
            readable.append(item.document)
        else:
            notes[id] = unread.error
    found = pipeline.extractions(readable, settings=settings)
    return Prepared(tuple(items), {extraction.document_id: extraction for extraction in found}, notes)
