"""Readings of what is counted from a time named beside it: "the day after Christmas", "a year ago today"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rashomon.extraction import time_days as days
from rashomon.extraction import time_periods as periods
from rashomon.extraction.time_grammar import Phrase
from rashomon.extraction.time_values import WORDS, Reading, Setting, at, number
from rashomon.languages import calendar

_NAMES: Mapping[str, Callable[[Phrase, Setting], Reading]] = {
    "iso": days.numeric,
    "dotted": days.numeric,
    "dashed": days.numeric,
    "slashed": days.slashed,
    "weekday": days.weekday,
    "holiday": days.holiday,
    "deictic": days.deictic,
    "month_day": days.calendar_day,
    "day_month": days.calendar_day,
    "unit": periods.unit,
}
_MONTHS = {"MO": 1, "Y": 12, "E": 120, "C": 1200}


def day_beside(phrase: Phrase, setting: Setting) -> Reading:
    """The day before or after the one named with it; "overnight into Friday" begins the day before."""
    own = {name: words for name, words in phrase.parts.items() if name != "part"}
    named, day = _named(replace(phrase, parts=own), setting)
    if day is None:
        return at(phrase, "XXXX-XX-XX", None)
    step = timedelta(days=-1 if phrase.get("beside") == "before" else 1)
    return at(phrase, (day + step).isoformat(), named.anchor)


def anniversary(phrase: Phrase, setting: Setting) -> Reading:
    """A day or week, so much earlier or later: "two years ago this week", "a week from Monday"."""
    if phrase.get("ahead"):
        setting = replace(setting, future=True)
    named, day = _named(phrase, setting)
    unit, count = WORDS["units"][phrase.get("count_of")], number(phrase.get("count"))
    if day is None or count is None or not (unit == "W" or unit in _MONTHS):
        return Reading("DATE", "PAST_REF", None)
    if phrase.get("unit") == "week":
        day += timedelta(days=3)  # its middle: years do not begin on the same weekday
    count = count if phrase.get("ahead") else -count
    moved = day + timedelta(days=7 * count) if unit == "W" else calendar.month_after(day, _MONTHS[unit] * count)
    if phrase.get("named_by") == "unit":
        return Reading("DATE", periods.stepped(moved, WORDS["units"][phrase.get("unit")], 0), named.anchor)
    return at(phrase, moved.isoformat(), named.anchor)


def _named(phrase: Phrase, setting: Setting) -> tuple[Reading, date | None]:
    """The time named with the phrase, and the day that it begins on (null: unknown)."""
    reading = _NAMES[phrase.get("named_by")](phrase, setting)
    bounds = calendar.interval(reading.value)
    return reading, bounds[0].date() if bounds else None
