"""Documents on their way into an archive: bytes into the vault, claims out of texts, then all of a batch at once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rashomon import pipeline
from rashomon.archive import deeds
from rashomon.archive.records import Arrival, Change, Entered
from rashomon.archive.versions import changes, is_version
from rashomon.model.claim import Extraction
from rashomon.model.ledger import Problem
from rashomon.model.text import Capture, Document
from rashomon.reading.captures import Captured
from rashomon.settings import Settings
from rashomon.store.base import Reader, Writer
from rashomon.store.custody import Deed
from rashomon.store.records import DocumentQuery, Entry
from rashomon.store.vault import Vault

#: Documents, and characters of them, that enter together: memory is bounded by these.
MOST_DOCUMENTS, MOST_CHARACTERS = 64, 4_000_000

#: Documents of one address that are compared with a new one; beyond, an address is no report's own.
_VERSIONS_ASKED = 20
#: Inputs without a name of their own: their rows' numbers say nothing.
_UNNAMED = frozenset({"<stdin>", "<bytes>", "<stream>"})


@dataclass(frozen=True, slots=True)
class Item:
    """A document with its capture; its bytes are in the vault already. `input` is the file that it was found in."""

    document: Document
    capture: Capture
    input: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch with what was read from its documents, before anything is written."""

    items: tuple[Item | Problem, ...]
    extractions: dict[str, Extraction]
    notes: dict[str, str]


def batches(found: Iterable[Captured | Problem], vault: Vault) -> Iterator[tuple[Item | Problem, ...]]:
    """What was found, in batches, each document's bytes in the vault before it is given.

    Raises VaultError where bytes cannot be kept.
    """
    batch: list[Item | Problem] = []
    characters = 0
    material = None
    for one in found:
        if isinstance(one, Problem):
            batch.append(one)
        else:
            if one.material is not material:
                vault.put(one.material.raw)
                material = one.material
            batch.append(Item(one.document, one.capture, one.material.input))
            characters += len(one.document.text)
        if len(batch) >= MOST_DOCUMENTS or characters >= MOST_CHARACTERS:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)


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


@dataclass(frozen=True, slots=True)
class Entering:
    """A batch that was written: entries that were new, what became of each item, and the deeds to be logged."""

    entries: tuple[Entry, ...]
    outcomes: tuple[Entered | Problem, ...]
    deeds: tuple[Deed, ...]


def enter(batch: Prepared, writer: Writer, *, extractor: str, at: datetime, who: str) -> Entering:
    """Writes the documents of a batch with their captures; linking and the log are up to the caller."""
    documents = list(dict.fromkeys(item.document.id for item in batch.items if isinstance(item, Item)))
    entering = _Entering(batch, writer, extractor, at, who)
    entering.known = dict(writer.documents_by_id(documents))
    for capture in writer.captures(entering.known):
        entering.captures.setdefault(capture.document_id, []).append(capture)
    return entering.run()


class _Entering:
    """One batch being written, document by document, so that one may be a new version of the one before it."""

    def __init__(self, batch: Prepared, writer: Writer, extractor: str, at: datetime, who: str) -> None:
        self.batch = batch
        self.writer = writer
        self.extractor = extractor
        self.at = at
        self.who = who
        self.known: dict[str, Document] = {}
        self.captures: dict[str, list[Capture]] = {}
        self.entries: list[Entry] = []
        self.deeds: list[Deed] = []

    def run(self) -> Entering:
        outcomes = tuple(item if isinstance(item, Problem) else self._item(item) for item in self.batch.items)
        return Entering(tuple(self.entries), outcomes, tuple(self.deeds))

    def _item(self, item: Item) -> Entered:
        if item.document.id in self.known:
            return self._known(item)
        former = self._former(item)
        document = replace(item.document, supersedes=former.id) if former else item.document
        extraction = self.batch.extractions.get(document.id)
        entry = Entry(
            document=document,
            captures=(item.capture,),
            extraction=extraction,
            extractor=self.extractor if extraction else "",
            note=self.batch.notes.get(document.id, ""),
        )
        self._write(entry)
        self.entries.append(entry)
        self.deeds += deeds.added(entry, at=self.at, who=self.who)
        self.known[document.id] = document
        return _entered(
            item, Arrival.CHANGED if former else Arrival.ADDED, entry, changes(former, document) if former else ()
        )

    def _known(self, item: Item) -> Entered:
        before = self.captures.get(item.document.id, [])
        captured = item.capture not in before
        if captured:
            entry = Entry(document=self.known[item.document.id], captures=(item.capture,))
            self._write(entry)
            self.deeds.append(deeds.captured(item.document.id, entry.captures, at=self.at, who=self.who))
        return Entered(
            arrival=Arrival.KNOWN,
            document_id=item.document.id,
            place=item.capture.input,
            title=item.document.title,
            publisher=item.document.publisher,
            captured=captured,
        )

    def _write(self, entry: Entry) -> None:
        self.writer.add([entry], at=self.at)
        self.captures.setdefault(entry.document.id, []).extend(entry.captures)

    def _former(self, item: Item) -> Document | None:
        """The version that a new document takes the place of."""
        new = item.document
        queries = []
        if new.url:
            queries.append(DocumentQuery(url=new.url, current=True, limit=_VERSIONS_ASKED))
        if new.external_id and new.publisher:
            queries.append(
                DocumentQuery(external_id=new.external_id, publisher=new.publisher, current=True, limit=_VERSIONS_ASKED)
            )
        for query in queries:
            for kept in self.writer.documents(query):
                taken = self.writer.captures([kept.document.id])
                if any(capture.raw_sha256 == item.capture.raw_sha256 for capture in taken):
                    continue  # two reports of one file
                same = item.input not in _UNNAMED and any(one.input.startswith(item.input) for one in taken)
                if is_version(new, kept.document, same_input=same):
                    return kept.document
        return None


def _entered(item: Item, arrival: Arrival, entry: Entry, changed: tuple[Change, ...]) -> Entered:
    document = entry.document
    return Entered(
        arrival=arrival,
        document_id=document.id,
        place=item.capture.input,
        title=document.title,
        publisher=document.publisher,
        claims=len(entry.extraction.claims) if entry.extraction else 0,
        note=entry.note,
        supersedes=document.supersedes,
        changes=changed,
    )


def with_incidents(outcomes: Iterable[Entered | Problem], reader: Reader) -> list[Entered | Problem]:
    """The outcomes with the incidents that their documents tell of."""
    found = list(outcomes)
    mentions = reader.mentions_of({one.document_id for one in found if isinstance(one, Entered)})
    homes = reader.homes([id for ids in mentions.values() for id in ids])
    return [
        one
        if isinstance(one, Problem)
        else replace(one, incident_ids=tuple(dict.fromkeys(homes[id] for id in mentions.get(one.document_id, ()))))
        for one in found
    ]
