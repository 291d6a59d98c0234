"""An incident's ledger and brief, assembled on reading from what the store keeps, for now or for a moment before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rashomon.archive import rulings as said
from rashomon.archive.opinions import opinions, standing, successors
from rashomon.archive.records import Dossier
from rashomon.linkage.echoes import echoes
from rashomon.model.claim import Claim
from rashomon.model.ledger import Entry, Ledger, Standing
from rashomon.model.text import Document, Status
from rashomon.presentation.brief import brief
from rashomon.reconciliation.ledger import reconcile
from rashomon.store.base import Reader
from rashomon.store.records import Ruling


def assemble(
    reader: Reader, id: str, *, rule: str, at: datetime | None = None, length: str = "standard"
) -> Dossier | None:
    """All that is known of an incident now, or was `at` a moment; null where there was no such incident.

    `rule` names how bounds are made of several accounts, `length` how much the brief tells. A ledger of a moment is
    stamped with it.
    """
    incident = reader.incident(id, at=at)
    if incident is None:
        return None
    claims = reader.claims_of_incident(incident.id, at=at)
    documents = reader.documents_by_id(dict.fromkeys(mention.document_id for mention in incident.mentions))
    spoken = in_force(reader, documents, at=at)
    hidden = said.hidden(spoken, claims)
    open_claims = [claim for claim in claims if claim.id not in hidden]
    reports = tuple(documents.values())
    made = reconcile(incident, open_claims, reports, echoes=echoes(reports), rule=rule)
    told = brief(incident, made, open_claims, reports, length=length)
    former = _former(reader, incident.id, {claim.id for claim in claims}, at)
    ledger = _with_former(said.ruled(made, spoken, claims), former, claims)
    links = (*opinions(reader, spoken), *incident.links)
    return Dossier(
        incident=replace(incident, links=links),
        ledger=replace(ledger, as_of=at) if at else ledger,
        brief=told,
        claims=(*claims, *(one.claim for one in former)),
        documents=(*reports, *dict.fromkeys(one.document for one in former if one.document.id not in documents)),
        rulings=tuple(spoken),
    )


def in_force(reader: Reader, documents: Mapping[str, Document], *, at: datetime | None = None) -> list[Ruling]:
    """What people said of these documents and did not take back; words on a former version hold for the later one."""
    later = {id: document for id, document in successors(reader, documents).items() if id not in documents}
    found = []
    for ruling in reader.rulings(document_ids=[*documents, *later], at=at):
        places = [standing(place, later) for place in ruling.anchors]
        there = tuple(place for place in places if place is not None)
        if len(there) == len(places):
            found.append(replace(ruling, anchors=there))
    return found


@dataclass(frozen=True, slots=True)
class _Former:
    """A claim of a version that another took the place of, and when that was."""

    claim: Claim
    document: Document
    successor: Document | None
    until: datetime


def _former(reader: Reader, incident_id: str, present: set[str], at: datetime | None) -> list[_Former]:
    """The claims of former versions that were the incident's until others took their place."""
    until = reader.former_claims(incident_id, at=at)
    claims = [claim for id, claim in reader.claims(until).items() if id not in present]
    kept = {id: reader.document(id) for id in dict.fromkeys(claim.document_id for claim in claims)}
    by = {id: one.superseded_by for id, one in kept.items() if one and one.superseded_by}
    successors = reader.documents_by_id(by.values())
    return [
        _Former(
            claim=claim,
            document=one.document,
            successor=successors.get(by.get(claim.document_id, "")),
            until=until[claim.id],
        )
        for claim in claims
        if (one := kept[claim.document_id])
    ]


def _with_former(ledger: Ledger, former: Sequence[_Former], claims: Sequence[Claim]) -> Ledger:
    entries = tuple(_entry(one, claims) for one in former)
    return replace(ledger, entries=(*ledger.entries, *entries)) if entries else ledger


def _entry(former: _Former, claims: Iterable[Claim]) -> Entry:
    claim, successor = former.claim, former.successor
    if successor is not None and successor.status is Status.WITHDRAWN:
        return Entry(claim_id=claim.id, standing=Standing.WITHDRAWN, reason="the report has been withdrawn")
    told = f"a later version of the report, read {former.until:%Y-%m-%d %H:%M} UTC, took the place of this one"
    says = _instead(claim, [other for other in claims if successor and other.document_id == successor.id])
    reason = f"{told} and says “{says}”" if says else told
    return Entry(claim_id=claim.id, standing=Standing.SUPERSEDED, reason=reason)


def _instead(claim: Claim, claims: Iterable[Claim]) -> str:
    """What the later version says where this one said something else: the same party's figure of the same thing."""
    if claim.quantity is None:
        return ""
    party = claim.attribution.party
    for other in claims:
        speaker = other.attribution.party
        if (
            other.quantity is not None
            and other.outcome is claim.outcome
            and (other.part_of is None) == (claim.part_of is None)
            and (speaker and speaker.key) == (party and party.key)
        ):
            return other.quantity.raw if other.quantity.raw != claim.quantity.raw else ""
    return ""
