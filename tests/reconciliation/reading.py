"""Figures of whole reports, from their words to how every two of them stand to each other."""

from datetime import UTC, datetime

from rashomon.extraction.claims import extract
from rashomon.languages import english, triage
from rashomon.linkage import incidents
from rashomon.model.claim import Claim
from rashomon.model.ledger import RelationKind
from rashomon.model.text import Document
from rashomon.reconciliation.ledger import reconcile
from rashomon.reconciliation.pairs import compare


def told(*texts: str) -> list[tuple[str, str, RelationKind | None]]:
    """Every two figures of one outcome in the main incident of reports of three days, and how they stand."""
    documents = [
        Document(id=str(n), text=text, published=datetime(2024, 6, 3 + n, tzinfo=UTC), publisher=f"outlet{n}.test")
        for n, text in enumerate(texts)
    ]
    parsed = english.parse([document.text for document in documents], wanted=triage.wanted)
    extractions = [extract(document, sentences) for document, sentences in zip(documents, parsed, strict=True)]
    incident = next(iter(incidents.link(documents, extractions, echoes=())))
    claims = [claim for extraction in extractions for claim in extraction.claims]
    ledger = reconcile(incident, claims, documents)
    counted = [claim for claim in claims if claim.id in incident.claim_ids and claim.quantity]
    pairs = [(left, right) for i, left in enumerate(counted) for right in counted[i + 1 :]]
    found = []
    for left, right in pairs:
        if left.outcome is right.outcome:
            relation = compare(ledger, claims, documents, left.id, right.id)
            found.append((raw(left), raw(right), relation.kind if relation else None))
    return found


def raw(claim: Claim) -> str:
    assert claim.quantity is not None
    return claim.quantity.raw
