"""Sentences with the claims that a careful reader finds in them: tests/cases/events.yaml, disasters.yaml."""

from typing import Any

import pytest
from tests.claimed import assert_counts, cases, read

from rashomon.model.claim import Outcome


@pytest.mark.parametrize(
    "case", cases("events") + cases("disasters") + cases("retold"), ids=lambda case: case["text"][:60]
)
def test_extract_counts_what_the_sentence_counts(case: dict[str, Any]) -> None:
    assert_counts(case)


@pytest.mark.parametrize(
    ("text", "occurred"),
    [
        ("The company denied that its quarry had caused the landslide.", []),
        ("A quake caused a landslide in Orlat.", ["affirmed"]),
    ],
)
def test_who_denies_to_have_caused_it_does_not_deny_that_it_happened(text: str, occurred: list[str]) -> None:
    _, extraction = read(text)
    assert [str(claim.polarity) for claim in extraction.claims if claim.outcome is Outcome.OCCURRED] == occurred
