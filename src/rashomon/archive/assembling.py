"""An incident's ledger and brief, assembled on reading from what the store keeps, for now or for a moment before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rashomon.archive import deeds
from rashomon.archive import rulings as said
from rashomon.archive.records import Dossier
from rashomon.linkage.echoes import echoes
from rashomon.model.claim import Claim
from rashomon.model.ledger import Entry, Ledger, Standing
from rashomon.model.text import Document
from rashomon.presentation.brief import brief
from rashomon.reconciliation.ledger import reconcile
from rashomon.store.base import Reader
from rashomon.store.custody import Action
from rashomon.store.records import Anchor, Ruling

#: The grain of the clocks that a store keeps.
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Former:
    """A version that another one took the place of, and when."""

    document: Document
    successor: Document
    until: datetime


def assemble(reader: Reader, id: str, *, rule: str, at: datetime | None = None) -> Dossier | None:
    """All that is known of an incident now, or was `at` a moment; null where there was no such incident.

    `rule` names how bounds are made of several accounts. A ledger of a moment is stamped with it.
    """
    incident = reader.incident(id, at=at)
    if incident is None:
        return None
    claims = reader.claims_of_incident(incident.id, at=at)
    documents = reader.documents_by_id(dict.fromkeys(mention.document_id for mention in incident.mentions))
    former = _former(reader, documents, at)
    spoken = in_force(reader, documents.values(), former, at=at)
    hidden = said.hidden(spoken, claims)
    open_claims = [claim for claim in claims if claim.id not in hidden]
    reports = tuple(documents.values())
    made = reconcile(incident, open_claims, reports, echoes=echoes(reports), rule=rule)
    told = brief(incident, made, open_claims, reports)
    replaced = _former_claims(reader, incident.id, former)
    ledger = _with_former(said.ruled(made, spoken, claims), replaced, former, claims)
    return Dossier(
        incident=incident,
        ledger=replace(ledger, as_of=at) if at else ledger,
        brief=told,
        claims=(*claims, *replaced),
        documents=(*reports, *dict.fromkeys(one.document for one in former)),
        rulings=tuple(spoken),
    )


def in_force(
    reader: Reader, documents: Iterable[Document], former: Iterable[_Former] = (), *, at: datetime | None = None
) -> list[Ruling]:
    """What people said of these documents and did not take back; words on a former version hold for the later one."""
    now = {document.id: document for document in documents}
    later = {one.document.id: one.successor for one in former}
    found = []
    for ruling in reader.rulings(document_ids=[*now, *later], at=at):
        places = [_moved(place, later) for place in ruling.anchors]
        there = tuple(place for place in places if place is not None)
        if len(there) == len(places):
            found.append(replace(ruling, anchors=there))
    return found


def _moved(place: Anchor | None, later: Mapping[str, Document]) -> Anchor | None:
    """The place in the version that stands now; null where its words are gone."""
    while place is not None and place.document_id in later:
        place = said.moved(place, later[place.document_id])
    return place


def _former(reader: Reader, documents: Mapping[str, Document], at: datetime | None) -> list[_Former]:
    """The versions that these documents took the place of, directly or not, by what the log says of it."""
    others = {kept.document.id: kept.document for kept in reader.other_versions(documents)}
    known = {**documents, **others}
    found: dict[str, _Former] = {}
    for id, document in others.items():
        for entry in reader.log(subject=id):
            by = known.get(deeds.state(entry.deed.new).get("document", ""))
            if entry.deed.action is Action.SUPERSEDED and by and (at is None or entry.deed.at <= at):
                found[id] = _Former(document=document, successor=by, until=entry.deed.at)
    return [one for one in found.values() if _leads(one, found, documents)]


def _leads(one: _Former, found: Mapping[str, _Former], documents: Mapping[str, Document]) -> bool:
    """Whether the versions behind this one end in one that stands."""
    seen = set()
    while one.successor.id not in documents:
        if one.successor.id not in found or one.successor.id in seen:
            return False
        seen.add(one.successor.id)
        one = found[one.successor.id]
    return True


def _former_claims(reader: Reader, incident_id: str, former: Sequence[_Former]) -> list[Claim]:
    """The claims of former versions that were the incident's until then."""
    return [
        claim
        for one in former
        for claim in reader.claims_of_incident(incident_id, at=one.until - _MOMENT)
        if claim.document_id == one.document.id
    ]


def _with_former(
    ledger: Ledger, replaced: Sequence[Claim], former: Sequence[_Former], claims: Sequence[Claim]
) -> Ledger:
    by_id = {one.document.id: one for one in former}
    present = {claim.id for claim in claims}
    entries = [
        Entry(claim_id=claim.id, standing=Standing.SUPERSEDED, reason=_reason(claim, by_id[claim.document_id], claims))
        for claim in replaced
        if claim.id not in present
    ]
    return replace(ledger, entries=(*ledger.entries, *entries))


def _reason(claim: Claim, former: _Former, claims: Sequence[Claim]) -> str:
    told = f"a later version of the report, read {former.until:%Y-%m-%d %H:%M} UTC, took the place of this one"
    if claim.quantity is None:
        return told
    party = claim.attribution.party
    says = [
        other.quantity.raw
        for other in claims
        if other.document_id == former.successor.id
        and other.quantity is not None
        and (other.outcome, other.part_of) == (claim.outcome, claim.part_of)
        and (other.attribution.party and other.attribution.party.key) == (party and party.key)
    ]
    return f"{told} and says “{says[0]}”" if says and says[0] != claim.quantity.raw else told
