"""The mentions of documents that came or went, linked into incidents that keep their ids."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rashomon.linkage.echoes import echoes
from rashomon.linkage.incidents import incidents
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Extraction
from rashomon.model.incident import Incident, Mention
from rashomon.model.text import Document
from rashomon.store.base import Writer
from rashomon.store.records import Heading


def link(
    writer: Writer, came: Sequence[tuple[Document, Extraction]], went: Iterable[str] = (), *, at: datetime
) -> tuple[str, ...]:
    """Links the documents that came, takes out those that went; returns the ids of the incidents that changed."""
    index = writer.index(at=at)
    gone = [id for found in index.mentions_of([*went, *(document.id for document, _ in came)]).values() for id in found]
    homes = index.homes(gone)
    former = index.mentions(gone)
    index.drop_homes(gone)
    index.drop_mentions(gone)
    index.put_documents(document for document, _ in came)
    new = [mention for pair in came for mention in mentions(*pair)]
    index.put_mentions(new)
    index.put_homes(_inherited(new, former, homes, {document.id: document.supersedes for document, _ in came}))
    told = index.mentions(index.all_mentions())
    documents = index.documents({mention.document_id for mention in told.values()})
    found = incidents(list(told.values()), echoes(list(documents.values())))
    return _settle(writer, found, set(homes.values()), at)


def _inherited(
    new: Sequence[Mention], former: Mapping[str, Mention], homes: Mapping[str, str], versions: Mapping[str, str | None]
) -> dict[str, str]:
    """The incidents that new mentions begin in: those of the mentions whose report was read again, or replaced."""
    found: dict[str, str] = {}
    for mention in new:
        told = [
            old
            for old in former.values()
            if old.document_id in (mention.document_id, versions[mention.document_id]) and old.id in homes
        ]
        if told:
            nearest = min(told, key=lambda old: (old.family is not mention.family, abs(old.start - mention.start)))
            found[mention.id] = homes[nearest.id]
    return found


def _settle(writer: Writer, found: Sequence[Incident], touched: set[str], at: datetime) -> tuple[str, ...]:
    index = writer.index(at=at)
    taken: set[str] = set()
    for incident in sorted(found, key=lambda incident: -len(incident.mentions)):
        members = [mention.id for mention in incident.mentions]
        homes = index.homes(members)
        counts = Counter(homes[member] for member in members if member in homes)
        kept = [id for id, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if id not in taken]
        id = kept[0] if kept else writer.new_incident_id()
        taken.add(id)
        if len(homes) == len(members) and set(counts) == {id} and len(index.members([id])[id]) == len(members):
            continue
        index.drop_homes([member for member in members if homes.get(member, id) != id])
        index.put_homes({member: id for member in members if homes.get(member) != id})
        writer.put_headings([_heading(id, incident)], at=at)
        writer.put_links(incident.links, at=at)
        touched |= {id, *counts}
    for former in sorted(touched - taken):
        writer.drop_summaries([former])
    return tuple(sorted(touched & taken))


def _heading(id: str, incident: Incident) -> Heading:
    return Heading(
        id=id,
        event=incident.event,
        title=incident.title,
        earliest=incident.earliest,
        latest=incident.latest,
        place=incident.place,
    )
