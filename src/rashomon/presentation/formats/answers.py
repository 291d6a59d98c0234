"""Answers as JSON: one object for a run, or one line for a claim. docs/json.md tells the shape.

Fields may be added; to rename or remove one takes a new SCHEMA.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rashomon.model import codec
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.model.incident import Incident
from rashomon.model.ledger import Brief, Ledger

SCHEMA = 1


def answer_line(answer: Answer, *, names: bool) -> str:
    """The whole answer as one line of JSON; victims' `names` are null where withheld."""
    return codec.to_json(answer_object(answer, names=names))


def claim_lines(answer: Answer, *, names: bool) -> Iterator[str]:
    """Each claim as one line of JSON, in the order of the documents and their texts."""
    for claim in answer.claims:
        yield codec.to_json(claim_object(claim, names=names))


def answer_object(answer: Answer, *, names: bool) -> dict[str, Any]:
    """The answer as plain JSON values."""
    found = answer.extractions
    together = zip(answer.incidents, answer.ledgers, answer.briefs, strict=True)
    return {
        "schema": SCHEMA,
        "documents": [codec.to_dict(document) for document in answer.documents],
        "attributions": _with_document((e.document_id, e.attributions) for e in found),
        "times": _with_document((e.document_id, e.times) for e in found),
        "places": _with_document((e.document_id, e.places) for e in found),
        "claims": [claim_object(claim, names=names) for claim in answer.claims],
        "incidents": [_incident_object(*parts) for parts in together],
        "problems": [codec.to_dict(problem) for problem in answer.problems],
    }


def claim_object(claim: Claim, *, names: bool) -> dict[str, Any]:
    """A claim as JSON values. Names that are withheld are null; an empty list says that none is given."""
    found = codec.to_dict(claim)
    if not names and claim.victims and claim.victims.names:
        found["victims"]["names"] = None
    return found


def _with_document(groups: Iterable[tuple[str, tuple[object, ...]]]) -> list[dict[str, Any]]:
    return [
        {"document_id": document_id} | codec.to_dict(record) for document_id, records in groups for record in records
    ]


def _incident_object(incident: Incident, ledger: Ledger, brief: Brief) -> dict[str, Any]:
    sentences = [codec.to_dict(sentence) for sentence in brief.sentences]
    return codec.to_dict(incident) | {"ledger": codec.to_dict(ledger), "brief": {"sentences": sentences}}
