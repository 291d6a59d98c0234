"""Where quotations stand in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extraction.quotations import quotations
from rashomon.languages.sentences import split


def _found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, split(text)).found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We ran,” she said. “We hid.”", ["“We ran,”", "“We hid.”"]),
        ('"We ran," she said.', ['"We ran,"']),
        ("«We ran», she said.", ["«We ran»"]),
        ("''We ran,'' she said.", ["''We ran,''"]),
        ("‘We ran,’ she said of the boys’ camp.", ["‘We ran,’"]),
        ("“We ran. He shouted ‘stop’ twice,” she said.", ["“We ran. He shouted ‘stop’ twice,”"]),
        ("“We ran,“ she said.", ["“We ran,“"]),
        ('A 6" pipe and a 4" pipe burst.', []),
        ("It's the Lees' house.", []),
        ("“We ran.\n\n“We hid,” she said.", ["“We ran.", "“We hid,”"]),
        ("The so-called “safe zone burned.", []),
    ],
)
def test_quotations_are_found(text: str, wanted: list[str]) -> None:
    assert _found(text) == wanted


def test_quotation_that_the_next_paragraph_goes_on_with_says_so() -> None:
    text = "“We ran.\n\n“We hid,” she said."
    assert [q.continued for q in quotations(text, split(text)).found] == [True, False]


@given(st.text(alphabet="ab .,\n“”\"«»‘’'`", max_size=80))
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    found = quotations(text, split(text)).found
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(alphabet='ab .\n“”"', max_size=60), st.integers(min_value=0, max_value=60))
def test_a_quotation_at_a_position_holds_it(text: str, position: int) -> None:
    held = quotations(text, split(text)).at(position)
    assert held is None or held.start <= position < held.end
