"""The civil calendar behind times: values and their intervals, days that move."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.languages import calendar
from rashomon.model.claim import TimePrecision

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1))


@given(days)
def test_a_day_lies_in_its_week_month_and_year(day: date) -> None:
    start = datetime(day.year, day.month, day.day)
    for value in (
        day.isoformat(),
        calendar.week(day),
        f"{day:%Y-%m}",
        f"{day.year:04}",
        f"{day.year // 10:03}",
    ):
        found = calendar.interval(value)
        assert found is not None
        assert found[0] <= start < found[1]


@given(days, st.integers(min_value=-600, max_value=600))
def test_months_add_up(day: date, count: int) -> None:
    first = day.replace(day=1)
    assert calendar.month_after(calendar.month_after(first, count), -count) == first


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("1998-Q4", datetime(1998, 10, 1), datetime(1999, 1, 1), TimePrecision.YEAR),
        ("1998-H1", datetime(1998, 1, 1), datetime(1998, 7, 1), TimePrecision.YEAR),
        ("1998-SU", datetime(1998, 6, 1), datetime(1998, 9, 1), TimePrecision.YEAR),
        ("1998-WI", datetime(1998, 1, 1), datetime(1999, 4, 1), TimePrecision.YEAR),
        ("1998-W03-WE", datetime(1998, 1, 17), datetime(1998, 1, 19), TimePrecision.WEEK),
        ("1998-01-08TMO", datetime(1998, 1, 8), datetime(1998, 1, 8, 12), TimePrecision.PART_OF_DAY),
        ("1998-01-08T23:59", datetime(1998, 1, 8, 23, 59), datetime(1998, 1, 9), TimePrecision.MINUTE),
        ("19", datetime(1900, 1, 1), datetime(2000, 1, 1), TimePrecision.YEAR),
    ],
)
def test_intervals(value: str, first: datetime, last: datetime, precision: TimePrecision) -> None:
    assert calendar.interval(value) == (first, last, precision)


@pytest.mark.parametrize("value", ["", "PRESENT_REF", "XXXX-05", "1998-13", "1998-02-30", "1998-W54", "P2D", "9999"])
def test_what_is_no_part_of_the_calendar_has_no_interval(value: str) -> None:
    assert calendar.interval(value) is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2024, date(2024, 3, 31)),
        ("easter-2", 2025, date(2025, 4, 18)),
        ("orthodox-easter", 2023, date(2023, 4, 16)),
        ("orthodox-easter", 2024, date(2024, 5, 5)),
        ("thanksgiving+1", 2023, date(2023, 11, 24)),
        ("thanksgiving", 1999, date(1999, 11, 25)),
        ("labor-day", 2023, date(2023, 9, 4)),
        ("memorial-day", 2023, date(2023, 5, 29)),
        ("12-25", 2020, date(2020, 12, 25)),
    ],
)
def test_holidays(name: str, year: int, day: date) -> None:
    assert calendar.holiday(name, year) == day


def test_an_unknown_holiday_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        calendar.holiday("midsummer", 2024)


@given(st.integers(min_value=1900, max_value=2099))
def test_the_eastern_easter_is_a_sunday_not_before_the_western_one(year: int) -> None:
    day = calendar.holiday("orthodox-easter", year)
    assert day.isoweekday() == 7
    assert 0 <= (day - calendar.holiday("easter", year)).days <= 35


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = calendar.holiday("easter", year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
    assert day - calendar.holiday("easter-7", year) == timedelta(days=7)
