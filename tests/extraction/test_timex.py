"""Times and what they mean, by cases and by laws."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extraction.timex import times
from rashomon.languages.sentences import split
from rashomon.model.claim import TimeExpression, TimePrecision
from rashomon.model.text import Document

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "times.yaml").read_text(encoding="utf-8")
)
SUNDAY = date(2024, 6, 9)


def found(text: str, published: date | None = SUNDAY) -> tuple[TimeExpression, ...]:
    clock = datetime(published.year, published.month, published.day, 18, tzinfo=UTC) if published else None
    return times(Document(id="d", text=text, published=clock), split(text))


def bounds(text: str, published: date | None = SUNDAY) -> tuple[str, str] | None:
    """The interval of the only time in the text, to the minute."""
    [time] = found(text, published)
    if time.earliest is None or time.latest is None:
        return None
    return f"{time.earliest:%Y-%m-%d %H:%M}", f"{time.latest:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    read = found(case["text"], case.get("published", SUNDAY))
    told = [" | ".join([time.raw, time.type, time.value or "-", time.anchor or "-"]) for time in read]
    assert told == case["times"]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("It fell on Friday.", "2024-06-07 00:00", "2024-06-08 00:00"),
        ("It fell at 6 p.m. on Friday.", "2024-06-07 18:00", "2024-06-07 18:01"),
        ("It fell about 6 p.m. on Friday.", "2024-06-07 17:30", "2024-06-07 18:31"),
        ("It fell shortly after midnight on Friday.", "2024-06-07 00:00", "2024-06-07 01:00"),
        ("It fell just before noon on Friday.", "2024-06-07 11:00", "2024-06-07 12:00"),
        ("It fell on Friday night.", "2024-06-07 17:00", "2024-06-08 06:00"),
        ("It fell last week.", "2024-05-27 00:00", "2024-06-03 00:00"),
        ("It fell over the weekend.", "2024-06-08 00:00", "2024-06-10 00:00"),
        ("It fell in May.", "2024-05-01 00:00", "2024-06-01 00:00"),
        ("It fell in the first quarter of 2023.", "2023-01-01 00:00", "2023-04-01 00:00"),
        ("It fell in 2019.", "2019-01-01 00:00", "2020-01-01 00:00"),
        ("It fell in the 1990s.", "1990-01-01 00:00", "2000-01-01 00:00"),
        ("It fell on 29 February.", "2024-02-29 00:00", "2024-03-01 00:00"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == (earliest, latest)


def test_a_range_spans_both_its_ends() -> None:
    whole, first, last = found("They held out from Monday to Wednesday.")
    assert (whole.earliest, whole.latest) == (first.earliest, last.latest)
    assert whole.type == "DURATION"
    assert whole.precision is TimePrecision.DAY


def test_a_range_over_the_weekend_lies_in_one_week() -> None:
    whole, *_ = found("They held out from Saturday to Monday.", date(2024, 6, 11))
    assert (whole.earliest, whole.latest) == (datetime(2024, 6, 8), datetime(2024, 6, 11))


@pytest.mark.parametrize(
    "text",
    [
        "It fell on Friday.",
        "It fell yesterday evening.",
        "It fell overnight.",
        "It fell three weeks ago.",
        "It fell last month.",
        "It fell in May.",
        "It fell on 12 May.",
        "It fell in the third quarter.",
        "It fell last winter.",
        "It fell at 18:30.",
        "It fell this century.",
        "It fell on Christmas Eve.",
        "It fell the next day.",
        "It fell the previous week.",
        "It fell by year-end.",
    ],
)
def test_nothing_is_made_up_without_a_day_to_count_from(text: str) -> None:
    [time] = found(text, None)
    assert (time.earliest, time.latest, time.anchor) == (None, None, None)
    assert time.precision is TimePrecision.RELATIVE


def test_a_day_said_long_before_is_not_counted_from() -> None:
    text = "It began on 3 May 2024. " + "Nobody came. " * 8 + "The next day it rained."
    assert found(text)[-1].earliest is None


def test_an_impossible_date_has_no_bounds() -> None:
    assert bounds("The letter is dated 2023-02-31.") is None
    assert bounds("It fell on 31 June.") is None


def test_hyphens_and_spaces_of_other_kinds() -> None:
    text = "It fell in mid\u2011May, at 6\u00a0p.m. on Friday."
    month, hour = found(text)
    assert month.value == "2024-05"
    assert hour.value == "2024-06-07T18:00"
    assert text[hour.span.start : hour.span.end] == hour.raw == "6\u00a0p.m. on Friday"


# --- laws -------------------------------------------------------------------------------------------

WORDS = re.findall(
    r"\S+",
    """on at in the of to and from between last next this a an about until by next Friday Monday Sunday
    morning night May March June Sept. Jan 5 12 31 1998 2024 6 p.m. 10 a.m. 03:40 midnight noon week month
    year quarter ago earlier later before after two three several days weeks yesterday today overnight said
    will fell that same following first 'SECOND' 1990s '80s century every daily , . ; - – ( ) "No" Ñandú
    İstanbul ß""",
)

texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
days = st.dates(min_value=date(1902, 1, 1), max_value=date(2099, 12, 31))


@given(texts, st.none() | days)
def test_every_time_is_a_piece_of_the_text_with_sound_bounds(text: str, published: date | None) -> None:
    read = found(text, published)
    assert list(read) == sorted(read, key=lambda time: (time.span.start, -time.span.end))
    for time in read:
        assert text[time.span.start : time.span.end] == time.span.text == time.raw
        assert (time.earliest is None) == (time.latest is None) == (time.precision is TimePrecision.RELATIVE)
        if time.earliest and time.latest:
            assert time.earliest < time.latest
        else:
            assert time.anchor is None
        if published is None:
            assert time.anchor != "published"


@given(texts, days)
def test_reading_twice_gives_the_same(text: str, published: date) -> None:
    assert found(text, published) == found(text, published)


@given(st.sampled_from(["Friday", "last Monday", "yesterday", "ten days ago", "last night"]), days)
def test_a_week_later_the_same_words_mean_a_week_later(words: str, published: date) -> None:
    [one] = found(f"It fell {words}.", published)
    [other] = found(f"It fell {words}.", published + timedelta(days=7))
    assert one.earliest is not None
    assert other.earliest == one.earliest + timedelta(days=7)


@given(days)
def test_a_past_weekday_lies_in_the_week_that_ends_with_publication(published: date) -> None:
    [time] = found("The mill was hit on Wednesday.", published)
    assert time.earliest is not None
    assert time.earliest.isoweekday() == 3
    assert timedelta(0) <= published - time.earliest.date() < timedelta(days=7)


@given(days, days)
def test_a_full_date_needs_no_publication(day: date, published: date) -> None:
    [time] = found(f"The mill was hit on {day.day} {day:%B} {day.year}.", published)
    assert (time.earliest, time.anchor) == (datetime(day.year, day.month, day.day), None)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for time in found(text):
        assert text[time.span.start : time.span.end] == time.raw
