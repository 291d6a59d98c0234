"""Texts with the counted claims that a careful reader finds in them, as the lines of tests/cases have it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from tests.spans import assert_spans

from rashomon.extraction.claims import extract
from rashomon.languages import english, triage
from rashomon.model.claim import OUTCOMES, Claim, Extraction
from rashomon.model.text import Document


def cases(name: str) -> list[dict[str, Any]]:
    """The lines of one file of tests/cases."""
    found: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return found


def read(text: str, published: datetime | None = None) -> tuple[Document, Extraction]:
    document = Document(id="d", text=text, published=published)
    [sentences] = english.parse([text], wanted=triage.wanted)
    return document, extract(document, sentences)


def shown(claim: Claim, keys: Sequence[str]) -> dict[str, Any]:
    """The claim in the words of a case, as far as the case asks."""
    quantity, victims, party = claim.quantity, claim.victims, claim.attribution.party
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
        "source": party.name if party else None,
        "via": [relay.name for relay in claim.attribution.via],
        "event": str(claim.event) if claim.event else None,
        "place": claim.place.raw if claim.place else None,
        "when": claim.time.raw if claim.time else None,
    }
    return {key: known[key] for key in keys}


def assert_counts(case: dict[str, Any]) -> None:
    """Fails where the text of a case counts what the case does not list, or the other way round."""
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
    assert found == [row for row in found if row in case["claims"]], "claims that the text does not make"
    assert expected == [], "claims that were missed"
