"""What a phrase of time means: its TIMEX3 value, counted from the day of publication or from a time said before.

Nothing is made up: where a phrase needs a day to count from and there is none, its value names no day ("XXXX-WXX-5").
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.extraction.time_grammar import Phrase
from rashomon.languages import calendar
from rashomon.languages.lexicon import table

_WORDS = table("en", "time")
_NUMBERS: dict[str, int] = {**_WORDS["cardinals"], **_WORDS["ordinals"]}

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Said:
    """A time that a text has named: its value and the words that named it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase can be counted from.

    `published` is the day of publication; `last` the last time said, `day` and `period` the last day and the last
    quarter said; `future` whether the words around the phrase speak of what is to come (null: they do not tell);
    `near` the day said in the same sentence or just before it, which a clock time belongs to.
    """

    published: date | None
    last: Said | None = None
    period: Said | None = None
    near: Said | None = None
    future: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """TIMEX3 type and value, and what the value was counted from (null: nothing)."""

    type: str
    value: str
    anchor: str | None = None


def read(phrase: Phrase, setting: Setting) -> Reading:
    """The meaning of a phrase in its setting."""
    return _READERS[phrase.kind](phrase, setting)


# --- numbers and names -------------------------------------------------------------------------------------------


def number(words: str) -> int | None:
    """The number that the words name ("twenty-six", "a hundred", "an"); null for a fraction or another word."""
    words = words.strip()
    if words.isdigit():
        return int(words)
    if words in ("a", "an"):
        return 1
    if words in _NUMBERS:
        return _NUMBERS[words]
    if match := re.fullmatch(r"(\w+)\s+(hundred|dozen)", words):
        return (number(match[1]) or 1) * (100 if match[2] == "hundred" else 12)
    if words.startswith("half a dozen"):
        return 6
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _NUMBERS and ones in _NUMBERS:
        return _NUMBERS[tens] + _NUMBERS[ones]
    digits = re.match(r"\d+(?=st|nd|rd|th)", words)
    return int(digits[0]) if digits else None


def year(words: str) -> int | None:
    """The year that the words name ("1998", "nineteen ninety-six", "two thousand and five", "'89")."""
    words = " ".join(words.split())
    if words.isdigit():
        return int(words)
    if words.startswith("nineteen "):
        rest = number(words.removeprefix("nineteen ").removeprefix("hundred ").removeprefix("and "))
        return None if rest is None else 1900 + rest
    if words.startswith("two thousand"):
        return 2000 + (number(words.removeprefix("two thousand").strip().removeprefix("and ").strip()) or 0)
    return None


def _month(words: str) -> int:
    return int(_WORDS["months"][words.rstrip(".")])


def _day(words: str) -> int:
    return number(words) or 0


def _span_of(words: str) -> str:
    return " ".join(words.split())


# --- days --------------------------------------------------------------------------------------------------------


def _date(phrase: Phrase, setting: Setting) -> Reading:
    month, day = _month(phrase.get("month")), _day(phrase.get("day"))
    said, anchor = _year_of(phrase, setting)
    if said is None:
        chosen = _yearless(lambda y: date(y, month, day), setting, nearest=True)
        said, anchor = (chosen.year, PUBLISHED) if chosen else (None, None)
    if (
        said is None
        and setting.published is None
        and setting.last
        and setting.last.value[:4].isdigit()
        and len(setting.last.value) > 4
    ):
        said, anchor = int(setting.last.value[:4]), setting.last.words
    stem = f"{said:04}" if said else "XXXX"
    return _at(phrase, f"{stem}-{month:02}-{day:02}", anchor)


def _year_of(phrase: Phrase, setting: Setting) -> tuple[int | None, str | None]:
    """The year that a phrase names, and what it was counted from."""
    written = phrase.get("year") or phrase.get("year_of") or phrase.get("year_before")
    if written and (said := year(written)) is not None:
        return said, None
    which = phrase.get("year_which") or written.removesuffix(" year")
    if not which:
        return None, None
    reading = _shifted("Y", _span_of(which), setting)
    return (int(reading.value), reading.anchor) if reading and reading.value.isdigit() else (None, None)


def _yearless(make: Callable[[int], date], setting: Setting, *, nearest: bool = False) -> date | None:
    """The day of the year that the setting means: the last one, the next one where the text looks ahead."""
    today = setting.published
    if today is None:
        return None
    days = []
    for candidate in range(today.year - 4, today.year + 5):
        try:
            days.append(make(candidate))
        except ValueError:  # 29 February
            continue
    before, after = [d for d in days if d <= today], [d for d in days if d >= today]
    if setting.future and after:
        return after[0]
    if setting.future is None and nearest and after and before and after[0] - today < today - before[-1]:
        return after[0]
    return before[-1] if before else None


def _numeric(phrase: Phrase, _: Setting) -> Reading:
    """2023-05-12 and 12.05.2023; the latter is never written month first."""
    return _at(
        phrase,
        f"{int(phrase.get('year')):04}-{int(phrase.get('month')):02}-{int(phrase.get('day')):02}",
        None,
    )


def _slashed(phrase: Phrase, setting: Setting) -> Reading:
    """Month first or day first, whichever can be; where both can, the one that is nearer to the publication."""
    first, second, said = int(phrase.get("first")), int(phrase.get("second")), int(phrase.get("year"))
    if said < 100:
        said += 1900 if said > 50 else 2000
    readings = []
    for month, day in {(first, second), (second, first)}:
        try:
            readings.append(date(said, month, day))
        except ValueError:
            continue
    if len(readings) == 2 and setting.published:
        today = setting.published
        readings = [r for r in readings if abs((r - today).days) <= 31] or readings
    if len(readings) != 1:
        return _at(phrase, f"{said:04}-XX-XX", None)
    return _at(phrase, readings[0].isoformat(), None)


def _weekday(phrase: Phrase, setting: Setting) -> Reading:
    weekday = int(_WORDS["weekdays"][phrase.get("weekday").rstrip(".")])
    which = _span_of(phrase.get("which"))
    if phrase.get("plural") or which in ("every", "each"):
        return _at(phrase, f"XXXX-WXX-{weekday}", None, "SET")
    if which in ("a", "an", "on a", "on an") or setting.published is None:
        return _at(phrase, f"XXXX-WXX-{weekday}", None)
    if which in ("the following", "the previous", "the same", "that") and setting.last:
        base = calendar.interval(setting.last.value)
        if base and base[1] - base[0] <= timedelta(days=7):
            start = base[0].date()
            ahead = (weekday - start.isoweekday()) % 7
            if which == "the previous":
                ahead -= 7
            elif which == "the following":
                ahead = ahead or 7
            return _at(phrase, (start + timedelta(days=ahead)).isoformat(), setting.last.words)
    today = setting.published
    ahead = (weekday - today.isoweekday()) % 7
    if which in ("next", "this coming", "coming", "the following"):
        day = today + timedelta(days=ahead or 7)
    elif which in ("last", "the previous", "past", "this past"):
        day = today - timedelta(days=(7 - ahead) % 7 or 7)
    elif setting.future:
        day = today + timedelta(days=ahead)
    else:
        day = today - timedelta(days=(-ahead) % 7)
    return _at(phrase, day.isoformat(), PUBLISHED)


def _deictic(phrase: Phrase, setting: Setting) -> Reading:
    words = _span_of(phrase.get("deictic"))
    if words == "tonight" and not phrase.get("part"):
        phrase = replace(phrase, parts={**phrase.parts, "part": "night"})
    if setting.published is None:
        return _at(phrase, "XXXX-XX-XX", None)
    return _at(phrase, (setting.published + timedelta(days=_WORDS["deictic"][words])).isoformat(), PUBLISHED)


def _same_day(phrase: Phrase, setting: Setting) -> Reading:
    which = _span_of(phrase.get("which") or phrase.get("that") or phrase.get("beside"))
    step = {
        "next": 1,
        "very next": 1,
        "following": 1,
        "after": 1,
        "previous": -1,
        "preceding": -1,
        "before": -1,
    }.get(which, 0)
    said = setting.last
    base = calendar.interval(said.value) if said else None
    if said is None or base is None or base[1] - base[0] > timedelta(hours=36):
        return _at(phrase, "XXXX-XX-XX", None)
    return _at(phrase, (base[0].date() + timedelta(days=step)).isoformat(), said.words)


def _holiday(phrase: Phrase, setting: Setting) -> Reading:
    name = _WORDS["holidays"][_span_of(phrase.get("holiday"))]
    said, anchor = _year_of(phrase, setting)
    if said is not None:
        return _at(phrase, calendar.holiday(name, said).isoformat(), anchor)
    setting = replace(setting, future={"last": False, "next": True}.get(phrase.get("which"), setting.future))
    day = _yearless(lambda y: calendar.holiday(name, y), setting, nearest=True)
    return _at(phrase, day.isoformat() if day else "XXXX-XX-XX", PUBLISHED if day else None)


# --- within a day ------------------------------------------------------------------------------------------------


def _at(phrase: Phrase, day: str, anchor: str | None, type: str = "DATE") -> Reading:  # noqa: A002
    """A day with the clock time or the part of the day that the phrase gives it."""
    suffix = clock(phrase)
    if suffix is None and (part := _span_of(phrase.get("part"))):
        suffix = "TNI" if part == "overnight" else _WORDS["parts"][part]
    if suffix is None:
        return Reading(type, day, anchor)
    return Reading("TIME" if type == "DATE" else type, day + suffix, anchor)


def clock(phrase: Phrase) -> str | None:
    """The clock time of a phrase as TIMEX3 writes it ("T18:00"); null where it has none."""
    get = phrase.get
    if get("named"):
        return "T00:00" if get("named") == "midnight" else "T12:00"
    if get("military"):
        return f"T{get('military')[:2]}:{get('military')[2:]}"
    if get("hour24"):
        return f"T{int(get('hour24')):02}:{get('minute24')}"
    hours = get("hour") or get("hours")
    if not hours:
        return None
    hour = number(hours) or 0
    half = get("half")[:1]
    if not half and (part := get("half_day") or get("at_night") or get("part")):
        half = "a" if "morning" in part or hour in (12, 1, 2, 3, 4) and "night" in part else "p"
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not get("hour"):
        return None
    return f"T{hour:02}:{get('minute') or '00'}" if hour < 24 else None


def _in_day(phrase: Phrase, setting: Setting) -> Reading:
    """A clock time or a part of the day that names no day of its own."""
    which, part = _span_of(phrase.get("which")), _span_of(phrase.get("part"))
    if which in ("last", "this", "yesterday", "tomorrow") or (part == "overnight" and not setting.near):
        if setting.published is None:
            return _at(phrase, "XXXX-XX-XX", None)
        step = {"last": -1, "yesterday": -1, "tomorrow": 1, "this": 0}.get(which, -1)
        return _at(phrase, (setting.published + timedelta(days=step)).isoformat(), PUBLISHED)
    said = (
        setting.last
        if which in ("the next", "the following", "the previous", "the same", "that")
        else setting.near
    )
    base = calendar.interval(said.value) if said else None
    if said is None or base is None or base[1] - base[0] > timedelta(hours=36):
        return _at(phrase, "XXXX-XX-XX", None)
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    return _at(phrase, (base[0].date() + timedelta(days=step)).isoformat(), said.words)


# --- months and longer -------------------------------------------------------------------------------------------


def _month_alone(phrase: Phrase, setting: Setting) -> Reading:
    month = _month(phrase.get("month"))
    said, anchor = _year_of(phrase, setting)
    if said is None and setting.published is not None:
        today, anchor = setting.published, PUBLISHED
        which = _span_of(phrase.get("which"))
        latest = today.year - (month > today.month)
        if which in ("last", "this past", "the previous"):
            said = latest - (month == today.month)
        elif which == "this":
            said = today.year
        elif which in ("next", "this coming", "the following") or setting.future:
            said = today.year + (month < today.month or (month == today.month and which == "next"))
        else:
            said = latest
    elif said is None and setting.last and setting.last.value[:4].isdigit():
        said, anchor = int(setting.last.value[:4]), setting.last.words
    return Reading("DATE", f"{said:04}-{month:02}" if said else f"XXXX-{month:02}", anchor if said else None)


def _season(phrase: Phrase, setting: Setting) -> Reading:
    name = _WORDS["seasons"][phrase.get("season") or phrase.get("season_of")]
    said, anchor = _year_of(phrase, setting)
    if said is None and setting.published is not None:
        today, anchor = setting.published, PUBLISHED
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
        began = today.year - (today.month < first)
        which = _span_of(phrase.get("which"))
        if which in ("next", "this coming"):
            said = began + 1
        elif which == "this":
            said = today.year
        elif which == "last":
            said = began - (first <= today.month < first + 3)
        else:
            said = began + 1 if setting.future else began
    return Reading("DATE", f"{said:04}-{name}" if said else f"XXXX-{name}", anchor if said else None)


def _quarter(phrase: Phrase, setting: Setting) -> Reading:
    letter = "H" if phrase.get("unit") == "half" else "Q"
    digit = int(phrase.get("digit") or number(phrase.get("ordinal")) or int(phrase.get("ordinal")[0]))
    if letter == "H" and digit > 2:
        return Reading("DURATION", "P6M")
    said, anchor = _year_of(phrase, setting)
    if said is None and setting.published is not None:
        today, anchor = setting.published, PUBLISHED
        first = digit * 3 - 2 if letter == "Q" else digit * 6 - 5
        said = today.year - (first > today.month and not setting.future)
    return Reading(
        "DATE", f"{said:04}-{letter}{digit}" if said else f"XXXX-{letter}{digit}", anchor if said else None
    )


def _period(phrase: Phrase, setting: Setting) -> Reading:
    """ "The quarter" and "the latest period" are the last that was spoken of."""
    said = setting.period
    which = _span_of(phrase.get("which"))
    if written := phrase.get("year_before"):
        tail = said.value[4:] if said else ""
        return Reading("DATE", f"{int(written):04}{tail}", None)
    if which in ("this", "the current", "last", "next", "the previous") and setting.published:
        step = {"last": -1, "the previous": -1, "next": 1}.get(which, 0)
        return Reading("DATE", _quarter_of(calendar.month_after(setting.published, 3 * step)), PUBLISHED)
    if said:
        return Reading("DATE", said.value, said.words)
    if setting.published is None:
        return Reading("DATE", "XXXX-QX", None)
    return Reading("DATE", _quarter_of(calendar.month_after(setting.published, -3)), PUBLISHED)


def _quarter_of(day: date) -> str:
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def _year_ago(phrase: Phrase, setting: Setting) -> Reading:
    if setting.published is None and setting.period is None:
        return Reading("DATE", "XXXX", None)
    if phrase.get("ordinal"):
        quarter = _quarter(phrase, setting)
        return Reading("DATE", _moved(quarter.value, "Y", -1) or "XXXX", quarter.anchor)
    return _year_before(setting)


def _year_before(setting: Setting) -> Reading:
    if setting.period and (value := _moved(setting.period.value, "Y", -1)):
        return Reading("DATE", value, setting.period.words)
    if setting.published is None:
        return Reading("DATE", "XXXX", None)
    return Reading("DATE", f"{setting.published.year - 1:04}", PUBLISHED)


def _year_end(phrase: Phrase, setting: Setting) -> Reading:  # noqa: ARG001
    if setting.published is None:
        return Reading("DATE", "XXXX-12-31", None)
    return Reading("DATE", f"{setting.published.year:04}", PUBLISHED)


_BACK = {"last": -1, "the last": -1, "this past": -1, "the past": -1, "past": -1, "the previous": -1, "previous": -1, "the preceding": -1,
         "next": 1, "the next": 1, "this coming": 1, "the coming": 1, "the following": 1}  # fmt: skip
_FROM_SAID = {
    "the previous",
    "previous",
    "the preceding",
    "the following",
    "the same",
    "that",
    "that same",
    "the next",
}


def _unit(phrase: Phrase, setting: Setting) -> Reading:
    unit = _WORDS["units"][phrase.get("unit")]
    which = _span_of(phrase.get("which")) or "the"
    reading = _shifted(unit, which, setting)
    return reading or Reading("DATE", _UNKNOWN[unit], None)


_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "MO": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}


def _shifted(unit: str, which: str, setting: Setting) -> Reading | None:
    """ "last year", "that week", "the following month": one step of a unit from publication or from the last time said."""
    step = _BACK.get(which, 0)
    said = setting.last
    if which in _FROM_SAID and said and (base := calendar.interval(said.value)):
        value = _stepped(base[0].date(), unit, step)
        return Reading("DATE", value, said.words)
    if which in _FROM_SAID and which not in ("the previous", "the next") or setting.published is None:
        return None
    if unit == "WE" and which in ("the", "this past") and not setting.future:
        step = 0 if setting.published.isoweekday() >= 6 else -1
    return Reading("DATE", _stepped(setting.published, unit, step), PUBLISHED)


def _stepped(day: date, unit: str, step: int) -> str:
    """The unit of the calendar that holds the day, moved by some steps, as a TIMEX3 value."""
    if unit == "D":
        return (day + timedelta(days=step)).isoformat()
    if unit in ("W", "WE", "F"):
        value = calendar.week(day + timedelta(days=7 * step * (2 if unit == "F" else 1)))
        return value + "-WE" if unit == "WE" else value
    if unit == "MO":
        return calendar.month_after(day.replace(day=1), step).isoformat()[:7]
    if unit == "Q":
        return _quarter_of(calendar.month_after(day.replace(day=1), 3 * step))
    if unit == "Y":
        return f"{day.year + step:04}"
    if unit == "E":
        return f"{day.year // 10 + step:03}"
    if unit == "C":
        return f"{day.year // 100 + step:02}"
    return "XXXX"


def _moved(value: str, unit: str, step: int) -> str | None:
    """A value moved by whole years, months, weeks or days, kept at its own grain."""
    base = calendar.interval(value)
    if base is None:
        return None
    if unit == "Y":
        return f"{int(value[:4]) + step:04}{value[4:]}" if value[:4].isdigit() and len(value) > 3 else None
    return _stepped(base[0].date(), unit, step)


def _ago(phrase: Phrase, setting: Setting) -> Reading:
    unit = _WORDS["units"][phrase.get("unit") or phrase.get("bare").removesuffix("s")]
    direction = _span_of(phrase.get("direction") or phrase.get("bare_direction"))
    back = direction in ("ago", "earlier", "before", "previously")
    from_published = direction in ("ago", "from now", "hence")
    count = number(phrase.get("number")) if phrase.get("number") else None
    if count is None:
        return Reading(
            "DATE",
            "PAST_REF" if back else "FUTURE_REF",
            PUBLISHED if setting.published and from_published else None,
        )
    if unit == "Y" and count == 1 and back and (setting.period or direction == "earlier"):
        return _year_before(setting)
    if unit in ("S", "M", "H"):
        return Reading("TIME", "PAST_REF" if back else "FUTURE_REF", None)
    said = None if from_published else setting.last
    start = setting.published
    if not from_published:
        base = calendar.interval(said.value) if said else None
        start = base[0].date() if base else None
    if start is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", None)
    anchor = said.words if said else PUBLISHED
    try:
        return _at(phrase, _stepped(start, "D" if unit == "N" else unit, -count if back else count), anchor)
    except (ValueError, OverflowError):
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", None)


def _year(phrase: Phrase, _: Setting) -> Reading:
    said = year(phrase.get("year")) if phrase.get("year") else 1900 + int(phrase.get("short"))
    return Reading("DATE", f"{said:04}" if said else "XXXX", None)


def _decade(phrase: Phrase, _: Setting) -> Reading:
    if phrase.get("decade"):
        return Reading("DATE", phrase.get("decade")[:3], None)
    tens = _WORDS["decades"].get(phrase.get("named")) or int(phrase.get("short").strip("'"))
    return Reading("DATE", f"19{tens // 10}", None)


def _century(phrase: Phrase, setting: Setting) -> Reading:
    if count := number(phrase.get("number")):
        return Reading("DATE", f"{count - 1:02}", None)
    reading = _shifted("C", _span_of(phrase.get("which")), setting)
    return reading or Reading("DATE", "XX", None)


def _reference(phrase: Phrase, _: Setting) -> Reading:
    return Reading("DATE", _WORDS["references"][_span_of(phrase.get("reference"))], None)


_ISO = {
    "S": "T{}S",
    "M": "T{}M",
    "H": "T{}H",
    "D": "{}D",
    "N": "{}D",
    "W": "{}W",
    "WE": "{}WE",
    "F": "{}W",
    "MO": "{}M",
    "Q": "{}Q",
    "Y": "{}Y",
    "E": "{}E",
    "C": "{}C",
}


def _length(unit: str, count: int | None) -> str:
    return "P" + _ISO[unit].format("X" if count is None else count * (2 if unit == "F" else 1))


def _duration(phrase: Phrase, _: Setting) -> Reading:
    name = phrase.get("unit") or phrase.get("bare").removesuffix("s")
    return Reading("DURATION", _length(_WORDS["units"][name], number(phrase.get("number"))), None)


_ADVERBS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "hourly": "PT1H",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def _set(phrase: Phrase, _: Setting) -> Reading:
    if adverb := phrase.get("adverb"):
        return Reading("SET", _ADVERBS[adverb], None)
    return Reading(
        "SET", _length(_WORDS["units"][phrase.get("unit")], number(phrase.get("number")) or 1), None
    )


_READERS: dict[str, Callable[[Phrase, Setting], Reading]] = {
    "iso": _numeric, "slashed": _slashed, "dotted": _numeric, "clock": _in_day, "clock_of_part": _in_day, "month_day": _date,
    "day_month": _date, "month": _month_alone, "overnight": _in_day, "part": _in_day, "weekday": _weekday,
    "deictic": _deictic, "same_day": _same_day, "ago": _ago, "year_ago": _year_ago, "quarter": _quarter,
    "period": _period, "year_period": _year_end, "unit": _unit, "the_unit": _unit, "season": _season,
    "holiday": _holiday, "decade": _decade, "century": _century, "spelled_year": _year, "year": _year,
    "reference": _reference, "set": _set, "duration": _duration,
}  # fmt: skip
