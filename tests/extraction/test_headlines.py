"""Headlines, posts and lists with the claims that a reader finds in them: tests/cases/headlines.yaml."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claimed import assert_counts, cases, read

from rashomon.extraction.headlines import telegraphic
from rashomon.extraction.quantity import quantities
from rashomon.model.claim import Outcome, Polarity
from rashomon.model.text import Kind, Sentence, Span

_PIECES = st.sampled_from([
    "3", "at least five", "no", "dead", "killed", "shot", "and", ",", ":", "(", ")", "–", "man", "woman",
    "of", "them", "boy", "7", "16-year-old", "among", "including", "drones", "downed", "toll", "rises to",
    "casualties", "none", "injured", "houses", "destroyed", "kills", "with", "the", "Tolvan", "❗️", "his",
])  # fmt: skip


@pytest.mark.parametrize("case", cases("headlines"), ids=lambda case: case["text"][:60])
def test_extract_counts_what_the_headline_counts(case: dict[str, Any]) -> None:
    assert_counts(case)


def test_no_casualties_reported_is_not_none() -> None:
    _, extraction = read("Explosion at Tolvan depot, no casualties reported")
    [claim] = [claim for claim in extraction.claims if claim.outcome is Outcome.CASUALTIES]
    assert claim.quantity is not None
    assert (claim.quantity.lower, claim.quantity.upper) == (None, None)
    assert claim.polarity is Polarity.NEGATED


def test_names_below_a_label_are_counted_as_those_named_at_least() -> None:
    _, extraction = read("Killed:\n– Maro Tellin, 34\n– Ina Tellin, 9\n– Osk Varro, 61\n\nThe road is closed.")
    [claim] = [claim for claim in extraction.claims if claim.outcome is Outcome.KILLED]
    assert claim.victims is not None
    assert [name.text for name in claim.victims.names] == ["Maro Tellin", "Ina Tellin", "Osk Varro"]
    assert claim.victims.ages == (34, 9, 61)


@given(st.lists(_PIECES, min_size=1, max_size=12))
def test_telegraphic_gives_pieces_of_the_line_in_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    sentence = Sentence(index=0, span=Span(7, 7 + len(text), text), kind=Kind.HEADLINE)
    for short in telegraphic(sentence, quantities(sentence)):
        for span in (short.evidence, short.quantity.span):
            assert text[span.start - 7 : span.end - 7] == span.text
        lower, upper = short.quantity.lower, short.quantity.upper
        assert lower is None or upper is None or lower <= upper
