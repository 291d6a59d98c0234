"""Sentences with the claims that a careful reader finds in them: tests/cases/events.yaml."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from rashomon.extraction.claims import extract
from rashomon.languages import english, triage
from rashomon.model.claim import OUTCOMES, Claim, Extraction
from rashomon.model.text import Document
from tests.spans import assert_spans

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "events.yaml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Document, Extraction]:
    document = Document(id="d", text=text)
    [sentences] = english.parse([text], wanted=triage.wanted)
    return document, extract(document, sentences)


def shown(claim: Claim, keys: Sequence[str]) -> dict[str, Any]:
    """The claim in the words of a case, as far as the case asks."""
    quantity, victims = claim.quantity, claim.victims
    known: dict[str, Any] = {
        "outcome": str(claim.outcome),
        "lower": quantity.lower if quantity else None,
        "upper": quantity.upper if quantity else None,
        "unit": quantity.unit if quantity else None,
        "scope": str(claim.scope),
        "modality": str(claim.modality),
        "polarity": str(claim.polarity),
        "groups": sorted(victims.groups) if victims else [],
        "ages": list(victims.ages) if victims else [],
        "severity": str(victims.severity) if victims and victims.severity else None,
    }
    return {key: known[key] for key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_extract_counts_what_the_sentence_counts(case: dict[str, Any]) -> None:
    document, extraction = read(case["text"])
    assert_spans(document, extraction)
    counted = [claim for claim in extraction.claims if OUTCOMES[claim.outcome].counted]
    expected = list(case["claims"])
    found = []
    for claim in counted:
        match = next((e for e in expected if shown(claim, list(e)) == e), None)
        found.append(match if match else shown(claim, ["outcome", "lower", "upper", "scope", "modality"]))
        if match:
            expected.remove(match)
    assert found == [row for row in found if row in case["claims"]], "claims that the sentence does not make"
    assert expected == [], "claims that were missed"
