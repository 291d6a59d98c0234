"""Figures with their bounds, by cases and by laws."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.languages.spelling import spell

from rashomon.extraction.quantity import bounds, quantities
from rashomon.languages.english import parse
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence, Span

CASES: list[list[Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "quantity.yaml").read_text(encoding="utf-8")
)

#: Words that a grammar of figures may stumble over, in any order.
WORDS = re.findall(
    r"\S+",
    """at least no one two three 5 12 1,200 2014 of the killed - to and , ( ) % half a dozen several people
    men months May all but nearly about between none many both in million k + . family or
    more 0 aged over –""",
)

counts = st.integers(min_value=1, max_value=10**7)
#: Words before and after a figure that say nothing about its bounds.
before = st.sampled_from(["", "Witnesses saw ", "Officials said that ", "«Rescuers found ", "Yesterday "])
after = st.sampled_from([" people", " civilians were killed", " soldiers, he said", " casualties in the north"])
rules = st.sampled_from(
    [
        ("at least {}", "at_least"),
        ("no fewer than {}", "at_least"),
        ("{} or more", "at_least"),
        ("{}+", "at_least"),
        ("more than {}", "more_than"),
        ("over {}", "more_than"),
        ("up to {}", "up_to"),
        ("as many as {}", "up_to"),
        ("fewer than {}", "fewer_than"),
        ("about {}", "about"),
        ("roughly {}", "about"),
        ("nearly {}", "nearly"),
        ("close to {}", "nearly"),
    ]
)


def read(text: str, start: int = 0) -> tuple[Quantity, ...]:
    return quantities(Sentence(index=0, span=Span(start, start + len(text), text)))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(text: str, expected: list[list[Any]]) -> None:
    found = [[q.raw, q.lower, q.upper, q.modifier, q.share] for q in read(text)]
    assert found == [[*wanted, *[None] * (5 - len(wanted))] for wanted in expected]


@given(counts, rules, before, after, st.sampled_from([str, "{:,}".format, spell]))
def test_bounds_follow_the_modifier(
    n: int, rule: tuple[str, str], prefix: str, suffix: str, write: Callable[[int], str]
) -> None:
    phrase, name = rule
    written = phrase.format(write(n))
    (found,) = read(prefix + written + suffix)
    assert (found.lower, found.upper) == bounds(name, n, n)
    assert found.raw == written
    assert found.approximate == (name in ("about", "nearly"))


@given(counts, counts, st.sampled_from(["between {} and {}", "{}-{}", "{}–{}", "{} to {}"]), before, after)
def test_ranges_hold_both_ends(low: int, high: int, form: str, prefix: str, suffix: str) -> None:
    low, high = min(low, high), max(low, high) + 1
    (found,) = read(prefix + form.format(f"{low:,}", f"{high:,}") + suffix)
    assert (found.lower, found.upper, found.modifier) == (low, high, "between")


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(WORDS),
            max_size=14,
        ).map(" ".join),
    ),
    st.integers(min_value=0, max_value=10**6),
)
def test_any_text_gives_spans_in_order_and_sound_bounds(text: str, start: int) -> None:
    end = start
    for found in read(text, start):
        assert found.span.start >= end
        assert text[found.span.start - start : found.span.end - start] == found.span.text == found.raw
        assert found.raw.strip() == found.raw != ""
        assert found.lower is None or found.lower >= 0
        assert found.lower is None or found.upper is None or found.lower <= found.upper
        assert found.share is None or (found.lower is None and found.upper is None)
        end = found.span.end


@given(st.sampled_from(["at_least", "more_than", "up_to", "fewer_than", "about", "nearly"]), counts)
def test_bounds_are_sound_and_never_invent_none(rule: str, n: int) -> None:
    lower, upper = bounds(rule, n, n)
    assert lower is None or upper is None or 0 <= lower <= upper
    assert bounds(rule, None, None) == (None, None)


@pytest.mark.parametrize("rule", ["fewer_than", "nearly"])
def test_less_than_nothing_is_unknown(rule: str) -> None:
    assert bounds(rule, 0, 0) == (None, None)


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such rule"):
        bounds("exactly", 1, 1)


@pytest.mark.parametrize("word", ["many", "numerous", "an unknown number of", "countless"])
def test_unknown_is_null_and_not_zero(word: str) -> None:
    (found,) = read(f"{word} people were killed")
    assert (found.lower, found.upper) == (None, None)


def test_a_described_one_is_no_figure() -> None:
    ((sentence,),) = parse(["The night was a hard one for the town and one man died."])
    assert [(q.raw, q.span.start) for q in quantities(sentence)] == [("one", 42)]


def test_spans_are_of_the_document() -> None:
    (found,) = read("There were at least six missiles", start=1000)
    assert (found.span.start, found.span.end, found.span.text) == (1011, 1023, "at least six")
