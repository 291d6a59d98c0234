"""The mentions of documents that came or went, linked into incidents that keep their ids."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from rashomon.archive.opinions import opinions
from rashomon.linkage.echoes import add_texts, drop_texts
from rashomon.linkage.incidents import described
from rashomon.linkage.linking import update
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Extraction
from rashomon.model.incident import Incident
from rashomon.model.text import Document
from rashomon.store.base import Writer
from rashomon.store.records import Heading


def link(
    writer: Writer,
    came: Sequence[tuple[Document, Extraction]],
    went: Iterable[str] = (),
    around: Collection[str] = (),
    *,
    at: datetime,
) -> tuple[str, ...]:
    """Links the documents that came and takes out those that went; weighs those mentions again that are `around`.

    Returns the ids of the incidents that changed and have reports.
    """
    index = writer.index(at=at)
    documents = [document for document, _ in came]
    gone = set(went)
    index.put_documents(documents)
    echoing = drop_texts(index, gone) | add_texts(index, documents)
    changes = update(
        index,
        {document.id: mentions(document, extraction) for document, extraction in came},
        gone,
        echoing=echoing,
        versions={document.id: document.supersedes for document in documents if document.supersedes},
        said=lambda: opinions(writer, writer.rulings()),
        again=around,
        new_id=_Naming(writer, at=at).id,
    )
    for incident in described(index, changes.parts):
        writer.put_headings([_heading(incident)], at=at)
        writer.put_links(incident.links, at=at)
    for former, into in changes.ended.items():
        if into is not None:
            writer.merge(former, into, at=at)
    writer.drop_summaries(sorted(changes.ended))
    return tuple(sorted(changes.parts, key=_age))


class _Naming:
    """Gives ids to incidents that have none: one that their mentions had before and nobody has now, or a new one."""

    def __init__(self, writer: Writer, *, at: datetime) -> None:
        self._writer = writer
        self._index = writer.index(at=at)
        self._given: set[str] = set()

    def id(self, members: Sequence[str]) -> str:
        """The id for an incident of these mentions."""
        past: Mapping[str, Sequence[str]] = self._writer.past_homes(members)
        former = Counter(id for homes in past.values() for id in homes if id not in self._given)
        empty = former.keys() - self._index.members(former.keys()).keys()
        id = min(empty, key=lambda id: (-former[id], _age(id)), default=None) or self._writer.new_incident_id()
        self._given.add(id)
        return id


def _age(id: str) -> tuple[int, str]:
    """Older ids come first: they are numbered."""
    return len(id), id


def _heading(incident: Incident) -> Heading:
    return Heading(
        id=incident.id,
        event=incident.event,
        title=incident.title,
        earliest=incident.earliest,
        latest=incident.latest,
        place=incident.place,
    )
