"""What counts as a page's furniture, class by class, and the two ways of taking it out."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.cleaning import blanked, furniture, without

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "furniture.yaml").read_text(encoding="utf-8"))

#: Texts as pages have them: prose, widgets and odd characters in any order.
PIECES = st.sampled_from(
    [
        "Three people were killed, the mayor said.",
        "Read more: Storm hits the coast",
        "Related:",
        "Previous Article",
        "By Mira Halden",
        "Share",
        "A caption of two boats (Photo: Ana Lund)",
        "© 2031 Harbour Courier. All rights reserved.",
        "Two bodies were found. Copyright 2031 The Courier",
        "___",
        "\u200b",
        "",
        "  ",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=40), max_size=12).map("\n".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:40]}")
def test_furniture_goes_and_reports_stay(case: dict[str, Any]) -> None:
    for cleaned in (without(case["text"]), blanked(case["text"])):
        assert [piece for piece in case["gone"] if piece in cleaned] == []
        assert [piece for piece in case["stays"] if piece not in cleaned] == []


def test_every_class_has_a_case() -> None:
    kinds = {found.kind for case in CASES for found in furniture(case["text"])}
    assert kinds >= {
        "summary", "neighbours", "related", "headline", "share", "navigation", "byline", "dates", "cookies",
        "newsletter", "registration", "captcha", "advertisement", "credits", "copyright", "comments",
        "player", "updates", "contact", "rule",
    }  # fmt: skip


def test_a_gallery_mark_before_a_caption_goes_and_the_caption_stays() -> None:
    assert (
        without("Buy Photo Two boats at the pier, where a man drowned.")
        == "Two boats at the pier, where a man drowned."
    )


def test_lines_that_go_leave_no_gap() -> None:
    assert (
        without("The pier is closed.\n\nAdvertisement\n\nIt opens in May.") == "The pier is closed.\n\nIt opens in May."
    )


def test_a_text_without_furniture_is_as_it_was() -> None:
    text = "The pier is closed.\n\n\n\nIt opens in May."
    assert without(text) == text
    assert blanked(text) == text


@given(TEXTS)
def test_blanking_keeps_the_length_and_every_other_character(text: str) -> None:
    cleaned = blanked(text)
    assert len(cleaned) == len(text)
    gone = {i for found in furniture(text) for i in range(found.start, found.end)}
    assert all(cleaned[i] == (" " if i in gone else text[i]) for i in range(len(text)))


@given(TEXTS)
def test_furniture_is_in_order_and_stays_within_its_line(text: str) -> None:
    found = furniture(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all("\n" not in text[each.start : each.end] for each in found)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "Posted: " + "a m " * 90,
        "Updated: 9 " + "EST MAY " * 40 + "!!",
        "By A" * 90,
        "(Photo " * 50,
        "photo: " * 50,
    ],
)
def test_no_line_is_slow_to_judge(line: str) -> None:
    assert len(blanked(line)) == len(line)
