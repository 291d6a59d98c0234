"""What somebody asks about who names an incident, a report or some claims: where to look for the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.archive.records import Dossier
from rashomon.errors import UnknownRecord
from rashomon.model.text import Document
from rashomon.presentation.formats.texts import numbers
from rashomon.store.base import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """The incident to look into, and what of it: a report, some claims, or all of it where neither is named."""

    incident_id: str
    claim_ids: tuple[str, ...] = ()
    document_id: str | None = None


def questions(reader: Reader, ids: Sequence[str]) -> list[Question]:
    """One question for each incident that the ids lead to: those of incidents, claims or documents.

    Numbers behind the id of an incident are those of claims in the text of its ledger: see `numbered`. Raises
    UnknownRecord.
    """
    first, *rest = ids
    incident = reader.resolve(first)
    if incident is not None:
        return [Question(incident, tuple(rest))]
    if not rest and reader.document(first):
        mentions = reader.mentions_of([first]).get(first, ())
        homes = dict.fromkeys(reader.homes(mentions).values())
        if not homes:
            raise UnknownRecord(first, "this report tells of no incident", "`rashomon ledger` shows those of others")
        return [Question(id, document_id=first) for id in homes]
    found: dict[str, list[str]] = {}
    for id in ids:
        home = reader.incident_of_claim(id)
        if home is None:
            hint = "`rashomon incidents` lists incidents, and `rashomon ledger ID --claims` claims"
            raise UnknownRecord(id, "no incident, report or claim of an incident has this id", hint)
        found.setdefault(home, []).append(id)
    return [Question(incident, tuple(claims)) for incident, claims in found.items()]


def numbered(question: Question, dossier: Dossier) -> tuple[str, ...]:
    """The claims that are asked about, by their ids or their numbers. Raises UnknownRecord."""
    by_number = {str(number): id for id, number in numbers(dossier.answer).items()}
    known = {claim.id for claim in dossier.claims}
    found = [by_number.get(id.strip("[]"), id) for id in question.claim_ids]
    for id in found:
        if id not in known:
            hint = "number them as the text of its ledger does, or give their ids"
            raise UnknownRecord(id, f"no claim of incident {dossier.incident.id}", hint)
    return tuple(found)


def weighed(reader: Reader, dossier: Dossier) -> dict[str, Document]:
    """Mention → its document, for all mentions that the incident's links name."""
    ids = {id for link in dossier.incident.links for id in (link.left, link.right)}
    mentions = reader.mentions(ids)
    documents = reader.documents_by_id({mention.document_id for mention in mentions.values()})
    return {id: documents[mention.document_id] for id, mention in mentions.items()}
