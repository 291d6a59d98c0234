"""What a store does, whichever database is below: readings of one moment, and writings that enter whole or not.

    with store.writing() as writer:       # waits for other writers; what is raised inside takes all of it back
        writer.add(entries, at=now)
        writer.append([Deed(...)])
    with store.reading() as reader:       # sees one moment; waits for nobody
        reader.claims_of_incident(id)

Raises StoreError and its children (`rashomon.errors`). Several processes may have one store open.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from rashomon.model.claim import Claim, Extraction
from rashomon.model.incident import Incident, Link, Mention
from rashomon.model.index import Index
from rashomon.model.text import Capture, Document
from rashomon.store import custody
from rashomon.store.records import (
    Counts,
    DocumentQuery,
    Entry,
    Heading,
    Hit,
    IncidentPage,
    IncidentQuery,
    Kept,
    Ruling,
    Summary,
)

#: A value of the state that watching keeps: plain JSON.
State = Mapping[str, Any]


class Reader(Protocol):
    """One moment of a store. Ids that are not there are left out of an answer.

    `at` asks for what stood then; null asks for now.
    """

    # Documents

    def document(self, id: str) -> Kept | None:
        """The document of this id."""

    def documents(self, query: DocumentQuery = ...) -> tuple[Kept, ...]:
        """The documents that fit, newest entered first."""

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents of these ids."""

    def versions(self, id: str) -> tuple[Kept, ...]:
        """All versions of the document, the first one first."""

    def other_versions(self, document_ids: Iterable[str]) -> tuple[Kept, ...]:
        """The versions of these documents that are not among them, in the order in which they entered."""

    def captures(self, document_ids: Iterable[str]) -> tuple[Capture, ...]:
        """The takings of these documents, in the order in which they entered."""

    def raw_hashes(self) -> Iterator[str]:
        """The SHA-256 of all bytes that captures name, each once, sorted."""

    # Claims

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims of these ids, as their current extractor gives them, else the last one that did."""

    def claims_of(self, document_ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these documents by the extractor that is current, by document, in the text's order."""

    def claims_of_incident(self, id: str, *, at: datetime | None = None) -> tuple[Claim, ...]:
        """The claims of an incident in the order of its mentions."""

    def extraction(self, document_id: str, extractor: str | None = None) -> Extraction | None:
        """All that an extractor (the current one) found in the document."""

    def extractors(self, document_id: str) -> tuple[str, ...]:
        """The extractors whose claims are kept of the document, the current one first."""

    def all_claims(self) -> Iterator[Claim]:
        """Every current claim, by document in the order of entering."""

    # Incidents

    def mentions(self, ids: Collection[str]) -> Mapping[str, Mention]:
        """The mentions of these ids (`Mention.id`)."""

    def mentions_of(self, documents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the mentions of each of these documents, in the order of the text."""

    def homes(self, mentions: Collection[str]) -> Mapping[str, str]:
        """The id of the incident that each of these mentions is in."""

    def past_homes(self, mentions: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the incidents that each of these mentions was in and is not in any more, the last one first."""

    def members(self, incidents: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The mentions of each of these incidents, sorted."""

    def incident_of_claim(self, claim_id: str) -> str | None:
        """The id of the incident that a claim is of."""

    def resolve(self, id: str) -> str | None:
        """The id that an incident has now; an old one leads to the incident that it went into."""

    def incident(self, id: str, *, at: datetime | None = None) -> Incident | None:
        """The incident of this id, or that it went into, with its mentions, links and former ids."""

    def former_claims(self, id: str, *, at: datetime | None = None) -> dict[str, datetime]:
        """The claims that an incident had of documents which another version took the place of, and until when.

        Those of incidents that went into it are among them.
        """

    def incidents_changed(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """The incidents that a mention came to or left in (since, until], or whose heading changed, oldest first."""

    def incidents(self, query: IncidentQuery = ...) -> IncidentPage:
        """One page of the incidents that fit, with facets; from their summaries."""

    def summaries(self, ids: Iterable[str]) -> dict[str, Summary]:
        """The summaries of these incidents, for those that have one."""

    def unsummarised(self) -> Iterator[str]:
        """The incidents without a summary."""

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """The current documents that have all the words, best first; a word with a final * is a beginning."""

    # People's judgements, the log, and what watching keeps

    def rulings(
        self, *, document_ids: Iterable[str] | None = None, at: datetime | None = None, undone: bool = False
    ) -> tuple[Ruling, ...]:
        """The rulings (on these documents), oldest first; those that were undone only if asked for."""

    def log(self, *, after: int = 0, subject: str | None = None) -> Iterator[custody.LogEntry]:
        """The entries of the log behind number `after`, in their order."""

    def head(self) -> custody.Head:
        """The end of the log. Its number grows with every writing that appends: a cheap sign that things changed."""

    def state(self, namespace: str, key: str) -> State | None:
        """A value that was put there."""

    def states(self, namespace: str) -> dict[str, State]:
        """All values of a namespace, by key."""

    def counts(self) -> Counts:
        """How much there is."""


class Writer(Reader, Protocol):
    """One writing: it sees what it wrote, nobody else does until it ends well."""

    def add(self, entries: Sequence[Entry], *, at: datetime) -> tuple[str, ...]:
        """Takes documents in with all that is theirs, and returns the ids of those that were new.

        A document that is there already gets the captures that it lacks, and the extraction if it is by another
        extractor: that one is current from then on, and the claims of the other are kept beside. A document
        that supersedes another is the current version from then on. Mentions are put into the index, and taken
        out of it, by who links them.
        """

    def index(self, *, at: datetime) -> Index:
        """What linking asks, within this writing; what it changes was so from `at` on."""

    def drop_claims(self, extractor: str) -> int:
        """Drops the claims and mentions by an extractor where they are not current; returns how many claims."""

    def new_incident_id(self) -> str:
        """An id that no incident had before."""

    def put_headings(self, headings: Iterable[Heading], *, at: datetime) -> None:
        """Puts down incidents, new ones and those that changed."""

    def merge(self, former: str, into: str, *, at: datetime) -> None:
        """Ends an incident: its id leads to `into` from now on, and so do those that led to it.

        Its mentions are given another home by who links them.
        """

    def put_links(self, links: Iterable[Link], *, at: datetime) -> None:
        """Puts down the program's links; of a pair the last one stands."""

    def put_summaries(self, summaries: Iterable[Summary]) -> None:
        """Puts down summaries in place of those that the incidents had."""

    def drop_summaries(self, ids: Iterable[str] | None = None) -> None:
        """Drops the summaries of these incidents, or all."""

    def rule(self, ruling: Ruling) -> None:
        """Puts down what a person said."""

    def undo(self, id: str, *, by: str, at: datetime) -> bool:
        """Marks a ruling as taken back; false where there is none, or it was taken back before."""

    def append(self, deeds: Iterable[custody.Deed]) -> tuple[custody.LogEntry, ...]:
        """Appends to the log."""

    def put_state(self, namespace: str, key: str, value: State | None) -> None:
        """Keeps a value in place of the one that was there; null takes it away."""


class Store(Protocol):
    """An open store."""

    url: str

    def reading(self) -> AbstractContextManager[Reader]:
        """One moment to read."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One writing; it ends with the block, and is on the disk then. What is raised takes all of it back."""

    def close(self) -> None:
        """Lets go of the database."""
