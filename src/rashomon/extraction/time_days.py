"""Readings of days, and of clock times and parts within them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rashomon.extraction.time_grammar import Phrase
from rashomon.extraction.time_values import PUBLISHED, WORDS, Reading, Said, Setting, at, beside, clock, number, year
from rashomon.languages import calendar

#: Days. A date without its year that lies this little ahead is to come, unless it is said to be past: of
#: what is most of a year back, the year is written.
_SOON = 75

#: Days. Even where the text looks ahead, a date that was a moment ago is that one ("the bill due last week").
_FAR = 270

#: Days. A weekday that lies this little ahead is not "next".
_AT_HAND = 2

_SMALL_HOURS = "T06"

_LATE = re.compile(r"T(?:NI|EV|2[0-4])")

_YEAR = re.compile(r"\d{4}")

_LAST = frozenset({"last", "this past", "past", "the previous", "the prior", "the preceding"})
_FROM_SAID = frozenset({"the previous", "the prior", "the preceding"})
_NEXT = frozenset({"next", "this coming", "coming", "the following"})
_STEPS = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}


def ahead(phrase: Phrase) -> bool | None:
    """Whether "last" or "next" says where to look."""
    which = phrase.get("which")
    return True if which in _NEXT else False if which in _LAST else None


def year_of(phrase: Phrase, setting: Setting) -> tuple[int | None, str | None]:
    """The year that a phrase names, and what it was counted from."""
    written = phrase.get("year") or phrase.get("year_of") or phrase.get("year_before")
    said = 1900 + int(phrase.get("year_short")) if phrase.get("year_short") else year(written)
    if said is not None:
        return said, None
    which = phrase.get("year_which") or written.removesuffix(" year")
    step = {"last": -1, "the last": -1, "this": 0, "the": 0, "the current": 0, "next": 1}.get(which)
    if step is not None and setting.published is not None:
        return setting.published.year + step, PUBLISHED
    base = calendar.interval(setting.last.value) if setting.last else None
    step = {"the previous": -1, "the same": 0, "that": 0, "that same": 0, "the following": 1}.get(which)
    if step is not None and base and setting.last:
        return base[0].year + step, setting.last.words
    return None, None


def carried_year(setting: Setting) -> tuple[int | None, str | None]:
    """The year of a day just said, of the whole text or of the last time said, where the document has no date."""
    if setting.published is not None:
        return None, None
    said = setting.near or setting.last
    if setting.year is not None and setting.near is None:
        return setting.year, str(setting.year)
    return (int(said.value[:4]), said.year_words) if said and _YEAR.match(said.value) else (None, None)


def _yearless(make: Callable[[int], date], setting: Setting, looks: bool | None) -> tuple[int | None, str | None]:
    """The year of a day written without it: of the next such day where it is near, else of the last."""
    today = setting.published
    if today is None:
        return carried_year(setting)
    days = [day for y in range(today.year - 4, today.year + 5) if (day := _made(make, y))]
    before, after = [d for d in days if d <= today], [d for d in days if d >= today]
    if not before or not after:
        return None, None
    if looks is None:
        looks = (after[0] - today).days < (_FAR if setting.future else _SOON)
    return (after[0] if looks else before[-1]).year, PUBLISHED


def _made(make: Callable[[int], date], y: int) -> date | None:
    try:
        return make(y)
    except ValueError:  # 29 February
        return None


def calendar_day(phrase: Phrase, setting: Setting) -> Reading:
    """A day of a month: "12 May", "May 12, 2023", "Friday, Oct. 13"."""
    month = int(WORDS["months"][phrase.get("month").rstrip(".")])
    day = number(phrase.get("day") or phrase.get("day_named")) or 0
    said, anchor = year_of(phrase, setting)
    if said is None:
        said, anchor = _yearless(_in_year(month, day), setting, ahead(phrase))
    return at(phrase, f"{said:04}-{month:02}-{day:02}" if said else f"XXXX-{month:02}-{day:02}", anchor)


def day_of_month(phrase: Phrase, setting: Setting) -> Reading:
    """A day that gives no month ("on the 7th"): the one nearest to the last day said, else the last one."""
    day = number(phrase.get("day")) or 0
    base = calendar.interval(setting.day.value) if setting.day else None
    near, anchor = setting.published, PUBLISHED
    if setting.day and base:
        near, anchor = base[0].date(), setting.day.words
    if near is None:
        return at(phrase, f"XXXX-XX-{day:02}", None)
    found = _days_of_months(near, day)
    if anchor == PUBLISHED:
        found = [made for made in found if (made >= near if setting.future else made <= near)]
    return at(phrase, min(found, key=lambda made: abs(made - near)).isoformat(), anchor)


def _days_of_months(near: date, day: int) -> list[date]:
    """The days of that number in the month of another day, and in those beside it."""
    months = [calendar.month_after(near.replace(day=1), step) for step in (-1, 0, 1)]
    return [made for month in months if (made := _made(_in_year(month.month, day), month.year))]


def holiday(phrase: Phrase, setting: Setting) -> Reading:
    """A day that a feast names: "Christmas Day", "last Thanksgiving"."""
    name = WORDS["holidays"][phrase.get("holiday")]
    said, anchor = year_of(phrase, setting)
    near = calendar.interval(setting.near.value) if setting.near else None
    if said is None and setting.near and near and near[0].date() == calendar.holiday(name, near[0].year):
        said, anchor = near[0].year, setting.near.words  # "on December 31, 2012 - New Year's Eve"
    if said is None:
        said, anchor = _yearless(lambda y: calendar.holiday(name, y), setting, ahead(phrase))
    if phrase.get("weekend"):
        return Reading("DATE", _weekend_at(calendar.holiday(name, said)) if said else "XXXX-WXX-WE", anchor)
    return at(phrase, calendar.holiday(name, said).isoformat() if said else "XXXX-XX-XX", anchor)


def _weekend_at(day: date) -> str:
    """The weekend that a feast prolongs; of a Wednesday's it is not known which."""
    if day.isoweekday() == 3:
        return "XXXX-WXX-WE"
    return f"{calendar.week(day - timedelta(days=2))}-WE"


def numeric(phrase: Phrase, _: Setting) -> Reading:
    """2023-05-12, 2023/05/12, 12-May-2023, 12.05.2023 and 12.05.23; the dotted ones are never written month first."""
    get = phrase.get
    named = get("month").rstrip(".")
    month = WORDS["months"].get(named) or int(named or get("month_short") or get("month_between"))
    day = int(get("day") or get("day_short") or get("day_behind"))
    return at(phrase, f"{get('year') or '20' + get('year_short')}-{month:02}-{day:02}", None)


def slashed(phrase: Phrase, setting: Setting) -> Reading:
    """Month first or day first, whichever can be; where both can, the one within a month of publication."""
    first, second, said = (int(phrase.get(part)) for part in ("first", "second", "year"))
    if said < 100:
        said += 1900 if said > 50 else 2000
    days = [day for pair in sorted({(first, second), (second, first)}) if (day := _made(_in_year(*pair), said))]
    if len(days) > 1 and setting.published:
        days = [day for day in days if abs((day - setting.published).days) <= 31] or days
    return at(phrase, days[0].isoformat() if len(days) == 1 else f"{said:04}-XX-XX", None)


def _in_year(month: int, day: int) -> Callable[[int], date]:
    return lambda y: date(y, month, day)


def weekday(phrase: Phrase, setting: Setting) -> Reading:
    """A day of the week: "Friday", "last Tuesday"; "on a Friday" names none, "Tuesday nights" are a set."""
    named = int(WORDS["weekdays"][phrase.get("weekday").rstrip(".")])
    which, today = phrase.get("which"), setting.published
    if phrase.get("plural") or which in ("every", "each"):
        return at(phrase, f"XXXX-WXX-{named}", None, "SET")
    base = calendar.interval(setting.day.value) if setting.day else None
    near = base[0].date() if base else today
    if (day := number(phrase.get("day_of"))) and near:
        fitting = [made for made in _days_of_months(near, day) if made.isoweekday() == named]
        if fitting:
            best = min(fitting, key=lambda made: abs(made - near))  # 6 February and 6 March are one weekday
            return at(phrase, best.isoformat(), setting.day.words if setting.day else PUBLISHED)
    if which in ("the following", "the same", "that") and setting.day and base:
        start = base[0].date()
        step = (named - start.isoweekday()) % 7 or (7 if which == "the following" else 0)
        return at(phrase, (start + timedelta(days=step)).isoformat(), setting.day.words)
    if which in _FROM_SAID and setting.day and base:
        start = base[0].date()
        back = (start.isoweekday() - named - 1) % 7 + 1
        return at(phrase, (start - timedelta(days=back)).isoformat(), setting.day.words)
    if which.endswith((" a", " an")) or today is None:
        return at(phrase, f"XXXX-WXX-{named}", None)
    step = (named - today.isoweekday()) % 7
    if which in _NEXT:  # nobody calls tomorrow "next Friday"
        step = step + 7 if step <= _AT_HAND and which == "next" else step or 7
    elif which in _LAST:
        step = step - 7
    elif which == "this":
        step = step - 7 if setting.future is False and step else step
    elif not setting.future:
        step = step - 7 if step else 0
    return at(phrase, (today + timedelta(days=step)).isoformat(), PUBLISHED)


def weekdays_ago(phrase: Phrase, setting: Setting) -> Reading:
    """A weekday some weeks back: "two Fridays ago", "a week ago Friday"."""
    named = int(WORDS["weekdays"][(phrase.get("weekday") or phrase.get("weekday_then")).rstrip(".")])
    today = setting.published
    count = number(phrase.get("number") or phrase.get("number_of_weeks"))
    if today is None or count is None:
        return at(phrase, f"XXXX-WXX-{named}", None)
    weeks = count - (0 if phrase.get("number_of_weeks") else 1)
    last = today - timedelta(days=(today.isoweekday() - named - 1) % 7 + 1)
    return at(phrase, (last - timedelta(days=7 * weeks)).isoformat(), PUBLISHED)


def weekday_of_week(phrase: Phrase, setting: Setting) -> Reading:
    """A weekday of a week counted from publication: "Sunday of next week", "Friday last week"."""
    named = int(WORDS["weekdays"][phrase.get("weekday").rstrip(".")])
    today = setting.published
    if today is None:
        return at(phrase, f"XXXX-WXX-{named}", None)
    step = {"last": -1, "next": 1}.get(phrase.get("week_which"), 0)
    monday = today - timedelta(days=today.isoweekday() - 1)
    return at(phrase, (monday + timedelta(days=7 * step + named - 1)).isoformat(), PUBLISHED)


def deictic(phrase: Phrase, setting: Setting) -> Reading:
    """A day counted from publication: "yesterday"; "tonight" is a part of one."""
    words = phrase.get("deictic")
    if "night" in words and not phrase.get("part"):
        phrase = replace(phrase, parts={**phrase.parts, "part": "night"})
    if setting.published is None:
        return at(phrase, "XXXX-XX-XX", None)
    return at(phrase, (setting.published + timedelta(days=WORDS["deictic"][words])).isoformat(), PUBLISHED)


def same_day(phrase: Phrase, setting: Setting) -> Reading:
    """A day counted from the one said last: "the next day", "that day", "the day before"."""
    if phrase.get("event"):
        return at(phrase, "XXXX-XX-XX", None)
    which = (phrase.get("which") or phrase.get("that") or phrase.get("beside")).removeprefix("very ")
    said = setting.day
    if phrase.get("weekday"):
        last = weekday(replace(phrase, parts={"weekday": phrase.get("weekday"), "which": "last"}), setting)
        said = Said(last.value, last.anchor or "", "")
    return beside(phrase, said, _STEPS.get(which, 0))


def within_day(phrase: Phrase, setting: Setting) -> Reading:
    """A clock time or a part of the day that names no day of its own."""
    which, today = phrase.get("which"), setting.published
    if phrase.get("part") == "overnight" and setting.near:
        return beside(phrase, setting.near, -1)
    if which in ("last", "this", "yesterday", "tomorrow") or phrase.get("part") == "overnight":
        if today is None:
            return at(phrase, "XXXX-XX-XX", None)
        step = {"this": 0, "tomorrow": 1}.get(which, -1)
        if which == "last" and (clock(phrase) or "T24") < _SMALL_HOURS:  # "2 a.m. last night" is today
            step = 0
        return at(phrase, (today + timedelta(days=step)).isoformat(), PUBLISHED)
    if which in ("the next", "the following", "the previous", "the same", "that"):
        return beside(phrase, setting.day, _STEPS.get(which.removeprefix("the "), 0))
    return beside(phrase, setting.near, int(_past_midnight(phrase, setting.near)))


def _past_midnight(phrase: Phrase, said: Said | None) -> bool:
    """Whether a small hour or a morning follows a late one: "on Friday night ... at about 2 a.m." is Saturday."""
    if said is None or not _LATE.search(said.value):
        return False
    hour = clock(phrase)
    return hour < _SMALL_HOURS if hour else WORDS["parts"].get(phrase.get("part")) == "TMO"
