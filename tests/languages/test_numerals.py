"""Numerals read as integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.languages.spelling import spell

from rashomon.languages.numerals import digits, number


@given(
    st.integers(min_value=0, max_value=999_999_999),
    st.sampled_from([" and ", " "]),
    st.sampled_from(["-", "\u2011", " "]),
)
def test_spelled_numbers_come_back(n: int, joiner: str, hyphen: str) -> None:
    assert number(spell(n, joiner, hyphen)) == n
    assert number(spell(n, joiner, hyphen).upper()) == n


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([",", "\u00a0", "\u202f", " "]))
def test_grouped_digits_come_back(n: int, separator: str) -> None:
    assert digits(f"{n:,}".replace(",", separator)) == n
    assert number(str(n)) == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred", 100),
        ("a hundred and twenty", 120),
        ("twelve hundred", 1200),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("a million and a half", 1_500_000),
        ("three score", 60),
        ("dozen", 12),
        ("1.2m", 1_200_000),
        ("3k", 3_000),
        ("1,00,000", 100_000),
    ],
)
def test_what_people_write(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "half",
        "one half",
        "two three",
        "twenty ten",
        "and",
        "five and six",
        "a",
        "thousand million",
        "1.5",
        "men",
    ],
)
def test_no_numeral(text: str) -> None:
    assert number(text) is None
