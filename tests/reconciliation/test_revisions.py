"""Figures that a party sets right or takes back, from the words of its reports to the ledger."""

from datetime import UTC, datetime

import pytest

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


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (["Police initially said six people were shot in Orlat, but later said five were."], ("six", "five")),
        (
            ["Police originally reported three dead in the Orlat blast. Police later said two had died."],
            ("three", "two"),
        ),
        (
            ["A blast hit Orlat on Monday. Officials had earlier put the toll at 20, but lowered it to 18 on Tuesday."],
            ("20", "18"),
        ),
        (
            ["Police corrected an earlier report that six had died in the Orlat fire, saying five did."],
            ("six", "five"),
        ),
        (
            [
                "At least 12 people were killed in a blast in Lviv on Monday, the mayor said.",
                "The toll from Monday's blast in Lviv has been revised to 11, Mayor Ann Reed said.",
            ],
            ("At least 12", "11"),
        ),
        (
            ["Eleven people died in the blast in Lviv on Monday. An earlier version of this story said 14 had died."],
            ("Eleven", "14"),
        ),
    ],
)
def test_a_party_s_new_word_revises_its_old_one(texts: list[str], pair: tuple[str, str]) -> None:
    assert told(*texts) == [(*pair, RelationKind.REVISES)]


def test_a_name_that_a_blast_hits_is_a_place() -> None:
    assert told("A quake hit Orlat. Ten people died.") == []
