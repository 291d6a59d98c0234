"""The documents of a batch, written one after the other: new ones, known ones, and new versions of either."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from rashomon.archive import deeds
from rashomon.archive.records import Arrival, Entered
from rashomon.archive.versions import changes, is_back, is_older, is_version
from rashomon.model.claim import Extraction
from rashomon.model.ledger import Problem
from rashomon.model.text import Capture, Document
from rashomon.store.base import Reader, Writer
from rashomon.store.custody import Deed
from rashomon.store.records import DocumentQuery, Entry

#: Documents of one address that are compared with a new one; beyond, an address is no report's own.
_VERSIONS_ASKED = 20

#: Inputs without a name of their own: their rows' numbers say nothing.
_UNNAMED = frozenset({"<stdin>", "<bytes>", "<stream>"})


@dataclass(frozen=True, slots=True)
class Item:
    """A document with its capture. `input` is the file that it was found in."""

    document: Document
    capture: Capture
    input: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch with what was read from its documents, before any of it enters."""

    items: tuple[Item | Problem, ...]
    extractions: dict[str, Extraction]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entering:
    """A batch that was written: what became of each item, the deeds to be logged, and what is to be linked.

    `came` are the documents to be linked, with what was read from them; `went` the ids of those that others took
    the place of.
    """

    outcomes: tuple[Entered | Problem, ...]
    deeds: tuple[Deed, ...]
    came: tuple[tuple[Document, Extraction], ...]
    went: tuple[str, ...]


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
        self.deeds: list[Deed] = []
        self.came: dict[str, tuple[Document, Extraction]] = {}
        self.went: list[str] = []
        self._unwritten: list[Entry] = []
        self._unseen: set[tuple[str, ...]] = set()

    def run(self) -> Entering:
        outcomes = tuple(item if isinstance(item, Problem) else self._item(item) for item in self.batch.items)
        self._flush()
        return Entering(outcomes, tuple(self.deeds), tuple(self.came.values()), tuple(self.went))

    def _item(self, item: Item) -> Entered:
        if item.document.id in self.known:
            return self._known(item)
        named = self._named(item.document)
        other = named or self._other_version(item)
        if other is None:
            return self._new(item, replace(item.document, supersedes=None))
        if not named and is_older(item.document, item.capture, other, self.writer.captures([other.id])):
            told = self._new(item, item.document, link=False)
            self._succeed(item.document, other, "an older version of a report that was there")
            return replace(told, superseded_by=other.id)
        document = replace(item.document, supersedes=other.id)
        told = self._new(item, document)
        self._succeed(other, document, "the same report, read again and found changed")
        return _changed(told, other, document)

    def _new(self, item: Item, document: Document, *, link: bool = True) -> Entered:
        extraction = self.batch.extractions.get(document.id)
        entry = Entry(
            document=document,
            captures=(item.capture,),
            extraction=extraction,
            extractor=self.extractor if extraction else "",
            note=self.batch.notes.get(document.id, ""),
        )
        self._write(entry)
        self.deeds.append(deeds.added(entry, at=self.at, who=self.who))
        self.known[document.id] = document
        if extraction and link:
            self.came[document.id] = (document, extraction)
        claims = len(extraction.claims) if extraction else 0
        return replace(_told(item, Arrival.ADDED), claims=claims, note=entry.note)

    def _known(self, item: Item) -> Entered:
        document = self.known[item.document.id]
        told = _told(item, Arrival.KNOWN)
        if item.capture in self.captures.get(document.id, ()):
            return replace(told, captured=False)
        self._write(Entry(document=document, captures=(item.capture,)))
        self.deeds.append(deeds.captured(document.id, (item.capture,), at=self.at, who=self.who))
        by = self._standing(document.id)
        if by is None or not is_back(item.capture, self.writer.captures([by.id])):
            return told
        extraction = self.writer.extraction(document.id)
        if extraction:
            self.came[document.id] = (replace(document, supersedes=by.id), extraction)
        self._succeed(by, document, "the report was found again as it had been before")
        return _changed(told, by, document)

    def _standing(self, id: str) -> Document | None:
        """The version that stands in the place of a document; null where that is itself."""
        self._flush()
        kept = self.writer.document(id)
        seen = {id}
        while kept and kept.superseded_by and kept.superseded_by not in seen:
            seen.add(kept.superseded_by)
            kept = self.writer.document(kept.superseded_by)
        return kept.document if kept and kept.document.id != id else None

    def _succeed(self, former: Document, by: Document, why: str) -> None:
        """Puts `by` in the place of `former`."""
        self._flush()
        self.writer.add([Entry(document=replace(by, supersedes=former.id))], at=self.at)
        self.deeds.append(deeds.superseded(former, by, at=self.at, who=self.who, why=why))
        if self.came.pop(former.id, None) is None:
            self.went.append(former.id)

    def _write(self, entry: Entry) -> None:
        """Writes with the next ones: many at once take half the time."""
        self._unwritten.append(entry)
        self._unseen |= _keys(entry.document)
        self.captures.setdefault(entry.document.id, []).extend(entry.captures)

    def _flush(self) -> None:
        if self._unwritten:
            self.writer.add(self._unwritten, at=self.at)
        self._unwritten, self._unseen = [], set()

    def _named(self, document: Document) -> Document | None:
        """The version that stands of the one whose place the document's source says that it takes."""
        if document.supersedes is None:
            return None
        self._flush()
        kept = self.writer.document(document.supersedes)
        return (self._standing(kept.document.id) or kept.document) if kept else None

    def _other_version(self, item: Item) -> Document | None:
        """The version that stands of a document that is new, by its address or number and what it says."""
        new = item.document
        if not self._unseen.isdisjoint(_keys(new)):
            self._flush()
        queries = []
        if new.url:
            queries.append(DocumentQuery(url=new.url, current=True, limit=_VERSIONS_ASKED))
        if new.external_id:
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


def _keys(document: Document) -> set[tuple[str, ...]]:
    """By what another version of the document would be looked up."""
    keys: set[tuple[str, ...]] = {(document.url,)} if document.url else set()
    return keys | ({(document.publisher, document.external_id)} if document.external_id else set())


def _changed(told: Entered, former: Document, by: Document) -> Entered:
    return replace(told, arrival=Arrival.CHANGED, supersedes=former.id, changes=changes(former, by))


def _told(item: Item, arrival: Arrival) -> Entered:
    return Entered(
        arrival=arrival,
        document_id=item.document.id,
        place=item.capture.input,
        title=item.document.title,
        publisher=item.document.publisher,
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
