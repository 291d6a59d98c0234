"""Which sentences bring in a happening that the text has not spoken of."""

from pathlib import Path

import pytest
import yaml

from rashomon.linkage.openings import opening

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "openings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_opening(case: dict[str, str]) -> None:
    found = opening(case["text"])
    kind = "another" if found.another else "event" if found.event else "dated" if found.dated else "none"
    assert kind == case["opens"]
    assert case["text"][found.at : found.at + len(found.event)] == found.event
