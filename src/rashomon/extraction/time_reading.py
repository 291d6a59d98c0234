"""What a phrase of time means: its TIMEX3 value, counted from publication or from a time said before.

Nothing is made up: where a phrase needs a day to count from and there is none, its value names no day
("XXXX-WXX-5").
"""

from collections.abc import Callable, Mapping

from rashomon.extraction import time_counted as counted
from rashomon.extraction import time_days as days
from rashomon.extraction import time_periods as periods
from rashomon.extraction.time_grammar import Phrase
from rashomon.extraction.time_values import Reading, Setting

_READERS: Mapping[str, Callable[[Phrase, Setting], Reading | None]] = {
    "iso": days.numeric,
    "slashed": days.slashed,
    "dotted": days.numeric,
    "dashed": days.numeric,
    "clock": days.within_day,
    "clock_of_part": days.within_day,
    "part_beside": days.same_day,
    "part": days.within_day,
    "overnight": days.within_day,
    "month_day": days.calendar_day,
    "day_month": days.calendar_day,
    "day_of_month": days.day_of_month,
    "weekday": days.weekday,
    "deictic": days.deictic,
    "same_day": days.same_day,
    "holiday": days.holiday,
    "month": periods.month,
    "season": periods.season,
    "quarter": periods.quarter,
    "period": periods.period,
    "year_ago": periods.year_ago,
    "year_end": periods.year_end,
    "unit": periods.unit,
    "the_unit": periods.unit,
    "unit_beside": periods.unit_beside,
    "week_of": periods.week_of,
    "ago": periods.ago,
    "anniversary": counted.anniversary,
    "beside_day": counted.day_beside,
    "weekdays_ago": days.weekdays_ago,
    "weekday_of_week": days.weekday_of_week,
    "year": periods.years,
    "spelled_year": periods.years,
    "decade": periods.decade,
    "century": periods.century,
    "reference": periods.reference,
    "duration": periods.duration,
    "set": periods.times_over,
}


def read(phrase: Phrase, setting: Setting) -> Reading | None:
    """The meaning of a phrase in its setting; null where it is none ("the quarter" of a town)."""
    return _READERS[phrase.kind](phrase, setting)
