"""Sentences with the claims that a careful reader finds in them: tests/cases/events.yaml, disasters.yaml."""

from typing import Any

import pytest
from tests.claimed import assert_counts, cases


@pytest.mark.parametrize("case", cases("events") + cases("disasters"), ids=lambda case: case["text"][:60])
def test_extract_counts_what_the_sentence_counts(case: dict[str, Any]) -> None:
    assert_counts(case)
