"""The mentions of documents that came or went, linked with those near them into incidents that keep their ids."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from rashomon.archive.opinions import opinions
from rashomon.linkage.blocking import HANDFUL, RARE, keys
from rashomon.linkage.echoes import echoes
from rashomon.linkage.incidents import incidents
from rashomon.linkage.mentions import mentions
from rashomon.model.claim import Extraction
from rashomon.model.incident import Incident, Link, Mention
from rashomon.model.index import Index, Posting, Space
from rashomon.model.text import Document
from rashomon.store.base import Writer
from rashomon.store.records import Heading

_NAME = "name:"
_SPACES = (Space.BLOCK, Space.NAME)
#: Mentions of one place and time that are compared with a new one, the earliest first.
_BLOCK = 100


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
    gone = [id for found in index.mentions_of([*went, *(document.id for document, _ in came)]).values() for id in found]
    homes, former = index.homes(gone), index.mentions(gone)
    index.unpost(_SPACES, gone)
    index.drop_homes(gone)
    index.drop_mentions(gone)
    index.put_documents(document for document, _ in came)
    new = [mention for pair in came for mention in mentions(*pair)]
    index.put_mentions(new)
    index.post(posting for mention in new for posting in _postings(mention))
    index.put_homes(_inherited(new, former, homes, {document.id: document.supersedes for document, _ in came}))
    said = opinions(writer, writer.rulings())
    left = index.members(set(homes.values())).values()
    seeds = {*around, *(mention.id for mention in new), *(id for members in left for id in members)}
    near = index.mentions(_neighbourhood(index, seeds, said))
    documents = index.documents({mention.document_id for mention in near.values()})
    found = incidents(list(near.values()), echoes(list(documents.values())), said=said)
    return _settle(writer, found, set(homes.values()), at)


def _postings(mention: Mention) -> Iterable[Posting]:
    found = keys(mention)
    for space, taken in (
        (Space.BLOCK, [key for key in found if not key.startswith(_NAME)]),
        (Space.NAME, [key for key in found if key.startswith(_NAME)]),
    ):
        hashed = tuple(sorted({_hash(key) for key in taken}))
        yield Posting(space, mention.id, mention.published, _hash(mention.document_id), hashed)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _neighbourhood(index: Index, seeds: Collection[str], said: Sequence[Link]) -> set[str]:
    """The mentions that the seeds may be linked with, and all of the incidents that any of these is in."""
    if index.sizes()[1] <= HANDFUL:
        return set(index.all_mentions())
    wanted: dict[Space, set[int]] = {space: set() for space in _SPACES}
    for mention in index.mentions(seeds).values():
        for posting in _postings(mention):
            wanted[posting.space].update(posting.keys)
    spread = index.spread(Space.NAME, wanted[Space.NAME], most=RARE + 1)
    rare = [key for key, count in spread.items() if count <= RARE]
    near = {*seeds}
    for members in (*index.first(Space.BLOCK, wanted[Space.BLOCK], most=_BLOCK).values(),
                    *index.first(Space.NAME, rare, most=RARE).values()):  # fmt: skip
        near.update(members)
    near |= {id for one in said if {one.left, one.right} & near for id in (one.left, one.right)}
    whole = index.members(set(index.homes(near).values())).values()
    return near | {id for members in whole for id in members}


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
    """Gives each incident the id that most of its mentions had, else a new one, and writes down what changed."""
    index = writer.index(at=at)
    taken: set[str] = set()
    ids = [mention.id for incident in found for mention in incident.mentions]
    homes, past = index.homes(ids), writer.past_homes(ids)
    for incident in sorted(found, key=lambda incident: -len(incident.mentions)):
        members = [mention.id for mention in incident.mentions]
        counts = Counter(homes[member] for member in members if member in homes)
        id = _chosen(counts, [past.get(member, ()) for member in members], taken, index) or writer.new_incident_id()
        taken.add(id)
        moved = [member for member in members if homes.get(member) != id]
        index.drop_homes([member for member in moved if member in homes])
        index.put_homes(dict.fromkeys(moved, id))
        writer.put_headings([_heading(id, incident)], at=at)
        writer.put_links([link for link in incident.links if link.judge == "rashomon"], at=at)
        touched |= {id, *counts}
        for former in sorted(counts.keys() - taken, key=_age):
            if not index.members([former]).get(former):
                writer.merge(former, id, at=at)
    writer.drop_summaries(sorted(touched - taken))
    return tuple(sorted(touched & taken, key=_age))


def _chosen(
    counts: Mapping[str, int], past: Sequence[Sequence[str]], taken: Collection[str], index: Index
) -> str | None:
    """The id that most of an incident's mentions have now; else one that they had before, and nobody has now."""
    now = sorted((id for id in counts if id not in taken), key=lambda id: (-counts[id], _age(id)))
    if now:
        return now[0]
    former = Counter(id for homes in past for id in homes if id not in taken)
    empty = former.keys() - index.members(former.keys()).keys()
    return min(empty, key=lambda id: (-former[id], _age(id)), default=None)


def _age(id: str) -> tuple[int, str]:
    """Older ids come first: they are numbered."""
    return len(id), id


def _heading(id: str, incident: Incident) -> Heading:
    return Heading(
        id=id,
        event=incident.event,
        title=incident.title,
        earliest=incident.earliest,
        latest=incident.latest,
        place=incident.place,
    )
