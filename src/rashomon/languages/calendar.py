"""The civil calendar: what interval a TIMEX3 value covers, and days that move from year to year.

Values are those of TIMEX3 (ISO-TimeML, after ISO 8601): `1998`, `1998-01`, `1998-01-08`, `1998-W03`,
`1998-W03-WE`, `1998-Q1`, `1998-H2`, `1998-SU`, `199`, `19`, and a day with `THH:MM` or a part of it
(`TMO`).
"""

import calendar
import re
from datetime import date, datetime, time, timedelta

from rashomon.model.claim import TimePrecision

#: Hours of a day that a part of it may mean, as generous as speech is: "1 a.m. Friday morning", "Friday
#: night" that lasts until Saturday's dawn. More than 24 reaches into the next day.
PARTS = {
    "TMO": (0, 12), "TMI": (11, 14), "TAF": (12, 18), "TEV": (16, 24), "TNI": (17, 30), "TDT": (5, 20),
}  # fmt: skip

#: First month and number of months, northern hemisphere; winter may be of either year's turn.
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d))?(?::\d\d)?|(?P<part>T[A-Z]{2}))?)?))?"
)
_LONG = re.compile(r"(\d{2,3})")

Interval = tuple[datetime, datetime, TimePrecision]


def interval(value: str) -> Interval | None:
    """[earliest, latest) and the grain of a TIMEX3 value; null where it names no part of the calendar."""
    if _LONG.fullmatch(value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return _interval(date(max(first, 1), 1, 1), date(first + width, 1, 1), TimePrecision.YEAR)
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _read(found)
    except (ValueError, OverflowError):
        return None


def _read(found: re.Match[str]) -> Interval:
    year = int(found["year"])
    if found["day"]:
        return _within(date(year, int(found["month"]), int(found["day"])), found)
    if found["month"]:
        return _months(year, int(found["month"]), 1, TimePrecision.MONTH)
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        first = monday + timedelta(days=5) if found["weekend"] else monday
        return _interval(first, monday + timedelta(days=7), TimePrecision.WEEK)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3, TimePrecision.YEAR)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6, TimePrecision.YEAR)
    if found["season"] == "WI":
        return _interval(date(year, 1, 1), date(year + 1, 4, 1), TimePrecision.YEAR)
    if found["season"]:
        return _months(year, *_SEASONS[found["season"]], TimePrecision.YEAR)
    return _months(year, 1, 12, TimePrecision.YEAR)


def _within(day: date, found: re.Match[str]) -> Interval:
    start = datetime.combine(day, time())
    if found["hour"]:
        moment = start + timedelta(hours=int(found["hour"]), minutes=int(found["minute"] or 0))
        return moment, moment + timedelta(minutes=1), TimePrecision.MINUTE
    if found["part"]:
        first, last = PARTS.get(found["part"], (0, 24))
        return start + timedelta(hours=first), start + timedelta(hours=last), TimePrecision.PART_OF_DAY
    return start, start + timedelta(days=1), TimePrecision.DAY


def _months(year: int, month: int, count: int, precision: TimePrecision) -> Interval:
    return _interval(date(year, month, 1), month_after(date(year, month, 1), count), precision)


def _interval(first: date, last: date, precision: TimePrecision) -> Interval:
    return datetime.combine(first, time()), datetime.combine(last, time()), precision


def month_after(day: date, count: int) -> date:
    """The day `count` months on, or the last of a shorter month. Raises ValueError beyond the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


_MOVED = re.compile(r"(?P<name>[a-z-]*[a-z])(?P<days>[+-]\d+)")


def holiday(name: str, year: int) -> date:
    """The day of a holiday: "12-25", or the name of one that moves, perhaps with days from it ("easter-2").

    Raises ValueError for another name.
    """
    if name[:1].isdigit():
        return date.fromisoformat(f"{year:04}-{name}")
    if moved := _MOVED.fullmatch(name):
        return holiday(moved["name"], year) + timedelta(days=int(moved["days"]))
    if name == "thanksgiving":
        return _nth(year, 11, calendar.THURSDAY, 4)
    if name == "labor-day":
        return _nth(year, 9, calendar.MONDAY, 1)
    if name == "king-day":
        return _nth(year, 1, calendar.MONDAY, 3)
    if name == "presidents-day":
        return _nth(year, 2, calendar.MONDAY, 3)
    if name == "columbus-day":
        return _nth(year, 10, calendar.MONDAY, 2)
    if name == "memorial-day":
        return _nth(year, 6, calendar.MONDAY, 1) - timedelta(days=7)
    if name == "easter":
        return _easter(year)
    if name == "orthodox-easter":
        return _orthodox_easter(year)
    raise ValueError(f"no rule for the holiday {name!r}")


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _orthodox_easter(year: int) -> date:
    """Eastern Easter by Meeus' rule for the Julian calendar, in days of the Gregorian one of 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian rule (Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * shift) // 433
    month = (h + shift - 7 * m + 90) // 25
    return date(year, month, (h + shift - 7 * m + 33 * month + 19) % 32)
