"""Which figures of one report are taken for those of one incident."""

from datetime import datetime
from typing import Any

import pytest
from tests.claimed import cases, read

from rashomon.linkage.incidents import link
from rashomon.model.claim import Outcome
from rashomon.model.incident import Incident

_HURT = (Outcome.KILLED, Outcome.INJURED)


@pytest.mark.parametrize("case", cases("incidents"), ids=lambda case: case["text"][:60])
def test_one_report_tells_of(case: dict[str, Any]) -> None:
    published = case.get("published")
    document, extraction = read(
        case["text"], published=datetime.combine(published, datetime.min.time()) if published else None
    )
    claims = {claim.id: claim for claim in extraction.claims}

    def figures(incident: Incident) -> list[str]:
        own = [claims[id] for id in incident.claim_ids]
        spans = sorted(
            {claim.quantity.span for claim in own if claim.quantity and claim.outcome in _HURT},
            key=lambda span: span.start,
        )
        return [span.text for span in spans]

    found = [figures(incident) for incident in link([document], [extraction])]
    assert sorted(filter(None, found)) == sorted(case["told"])
