"""Readings of months and longer, of distances ("three weeks ago"), durations and sets."""

import re
from datetime import date, timedelta

from rashomon.extraction.time_days import calendar_day, carried_year, year_of
from rashomon.extraction.time_grammar import Phrase
from rashomon.extraction.time_values import PUBLISHED, WORDS, Reading, Said, Setting, at, number, year
from rashomon.languages import calendar

_STEPS = {
    "last": -1, "the last": -1, "this past": -1, "the past": -1, "past": -1, "the previous": -1,
    "previous": -1, "the preceding": -1, "the prior": -1, "prior": -1, "next": 1, "the next": 1, "this coming": 1,
    "the coming": 1, "the following": 1,
}  # fmt: skip

#: Counted from the last time said; "the previous" and "the next" from publication where nothing was said.
_EARLIER = frozenset({"the previous", "previous", "the prior", "prior"})
_FROM_SAID = _EARLIER | {"the preceding", "the following", "the same", "that", "that same"}
_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "MO": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
    "E": "XXX", "C": "XX",
}  # fmt: skip
#: Months. A bare month that lies this little ahead is to come where no verb tells; and where one looks ahead, one
#: that lies further is the last that was ("a poll in January shows that ... will", in February).
_SOON = 4
_FAR = 10
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month(phrase: Phrase, setting: Setting) -> Reading:
    """A month: "May", "last May", "May 2023", "May this year"."""
    named = int(WORDS["months"][phrase.get("month").rstrip(".")])
    said, anchor = year_of(phrase, setting)
    if said is None and setting.published is not None:
        said, anchor = (
            _year_of_month(named, phrase.get("which"), setting.published, setting.future),
            PUBLISHED,
        )
    elif said is None:
        said, anchor = carried_year(setting)
    return Reading("DATE", f"{said:04}-{named:02}" if said else f"XXXX-{named:02}", anchor)


def _year_of_month(named: int, which: str, today: date, future: bool | None) -> int:
    latest = today.year - (named > today.month)
    if which == "this":
        return today.year
    if _STEPS.get(which) == -1:
        return latest - (named == today.month)
    if which == "next" or _STEPS.get(which) == 1:
        return today.year + (named <= today.month)
    ahead = (named - today.month) % 12
    comes = ahead <= _FAR if future else future is None and 0 < ahead <= _SOON
    return today.year + (named < today.month) if comes else latest


def season(phrase: Phrase, setting: Setting) -> Reading:
    """A season: "last fall", "the summer of 1990"; a bare one is the last that has begun."""
    name = WORDS["seasons"][phrase.get("season") or phrase.get("season_of")]
    said, anchor = year_of(phrase, setting)
    if said is None and setting.published is not None:
        today, first, anchor = setting.published, _SEASON_STARTS[name], PUBLISHED
        began = today.year - (today.month < first)
        step = _STEPS.get(phrase.get("which"), 0)
        if phrase.get("which") == "this":
            said = today.year
        elif step == -1:
            said = began - (first <= today.month < first + 3)
        else:
            running = first <= today.month < first + 3
            said = began + (step == 1 or (setting.future is True and not running))
    return Reading("DATE", f"{said:04}-{name}" if said else f"XXXX-{name}", anchor)


def quarter(phrase: Phrase, setting: Setting) -> Reading:
    """A quarter or half: "the third quarter"; a bare one is the last that has begun."""
    letter, months = ("H", 6) if phrase.get("unit") == "half" else ("Q", 3)
    digit = int(phrase.get("digit") or number(phrase.get("ordinal")) or (2 if letter == "H" else 4))
    said, anchor = year_of(phrase, setting)
    if letter == "H" and (digit > 2 or not phrase.get("year")):
        return Reading("DURATION", "P6M")
    if said is None and setting.published is not None:
        today, anchor = setting.published, PUBLISHED
        said = today.year - (digit * months - months + 1 > today.month and not setting.future)
    return Reading("DATE", f"{said:04}-{letter}{digit}" if said else f"XXXX-{letter}{digit}", anchor)


def period(phrase: Phrase, setting: Setting) -> Reading | None:
    """A quarter that was spoken of ("the latest period"), else the last that has ended."""
    said, today = setting.period, setting.published
    if (ended := phrase.get("ended")) and not said:  # a fiscal quarter that was told keeps its number
        return _ended(int(WORDS["months"][ended.rstrip(".")]), setting)
    if written := phrase.get("year_before"):
        return Reading("DATE", written + (said.value[4:] if said else ""), None)
    which = phrase.get("which")
    if today and (which in ("this", "last", "next", "the current", "the previous")):
        return Reading("DATE", stepped(today, "Q", _STEPS.get(which, 0)), PUBLISHED)
    if said:
        return Reading("DATE", said.value, said.words)
    if which == "the":  # a quarter of the town, as far as we know
        return None
    if today is None or (phrase.get("unit") == "period" and "latest" not in which):
        return Reading("DATE", "XXXX-QX", None)
    return Reading("DATE", stepped(today, "Q", -1), PUBLISHED)


def _ended(month: int, setting: Setting) -> Reading:
    """The quarter that most of the three months up to the end of one lie in; it is the last such."""
    today, (year, middle) = setting.published, divmod(month - 2, 12)
    name = f"Q{middle // 3 + 1}"
    if today is None:
        return Reading("DATE", f"XXXX-{name}", None)
    return Reading("DATE", f"{today.year + year - (month > today.month):04}-{name}", PUBLISHED)


def year_ago(phrase: Phrase, setting: Setting) -> Reading:
    """The same quarter of the year before ("the year-ago quarter"), where one is told; else that year."""
    told = quarter(phrase, setting) if phrase.get("ordinal") else None
    value, words = (told.value, told.anchor) if told else ("", None)
    if setting.period and not told:
        value, words = setting.period.value, setting.period.words
    if value[:4].isdigit():
        return Reading("DATE", f"{int(value[:4]) - 1:04}{value[4:]}", words)
    if setting.published is None:
        return Reading("DATE", "XXXX", None)
    if "quarter" in (phrase.get("of"), phrase.get("of_then")):
        return Reading("DATE", stepped(setting.published, "Q", -5), PUBLISHED)
    return Reading("DATE", f"{setting.published.year - 1:04}", PUBLISHED)


def year_end(_: Phrase, setting: Setting) -> Reading:
    """The last day of the year of publication; of the year before where the text looks back."""
    if setting.published is None:
        return Reading("DATE", "XXXX-12-31", None)
    return Reading("DATE", f"{setting.published.year - (setting.future is False):04}-12-31", PUBLISHED)


def unit_beside(phrase: Phrase, setting: Setting) -> Reading:
    """The week, month or year beside the last time said ("the year before"); beside an event, it is not known which."""
    name = WORDS["units"][phrase.get("unit")]
    base = _base(setting.last, name)
    if phrase.get("event") or setting.last is None or base is None:
        return Reading("DATE", _UNKNOWN[name], None)
    step = 1 if phrase.get("beside") == "after" else -1
    return Reading("DATE", stepped(base, name, step), setting.last.words)


#: What a unit can be counted from: of a year it is not known in which of its weeks.
_FINE = {
    "D": re.compile(r"\d{4}-\d\d-\d\d"),
    "W": re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)"),
    "MO": re.compile(r"\d{4}-(?:\d\d|W\d\d)"),
    "Q": re.compile(r"\d{4}-(?:\d\d|W\d\d|Q)"),
    "Y": re.compile(r"\d{4}"),
    "E": re.compile(r"\d{3}"),
    "C": re.compile(r"\d\d"),
}
_FINE |= {"N": _FINE["D"], "WE": _FINE["W"], "F": _FINE["W"]}


def _base(said: Said | None, name: str) -> date | None:
    """The day that a unit is counted from the time said; null where that is too coarse for it."""
    base = calendar.interval(said.value) if said and _FINE[name].match(said.value) else None
    return base[0].date() if base else None


def unit(phrase: Phrase, setting: Setting) -> Reading:
    """A week, month or longer: "last year", "this week", "that month", "the weekend"."""
    name = WORDS["units"][phrase.get("unit") or "year"]
    which, today, said = phrase.get("which"), setting.published, setting.last
    step = _STEPS.get(which, 0)
    if phrase.get("ended"):  # on a day that follows
        return Reading("DATE", _UNKNOWN[name], None)
    counted = which in _FROM_SAID or (which == "the next" and setting.future is False)
    base = _base(said, name) if counted else None
    if said and base:
        return Reading("DATE", stepped(base, name, step), said.words)
    if today is None or which in _FROM_SAID - _EARLIER or (counted and said):
        return Reading("DATE", _UNKNOWN[name], None)
    if name == "WE" and which in ("", "this past") and not setting.future:
        step = 0 if today.isoweekday() >= 6 else -1
    return Reading("DATE", stepped(today, name, step), PUBLISHED)


def stepped(day: date, name: str, step: int) -> str:
    """The unit of the calendar that holds the day, moved by some steps, as a TIMEX3 value."""
    if name in ("D", "N"):
        return (day + timedelta(days=step)).isoformat()
    if name in ("W", "WE", "F"):
        value = calendar.week(day + timedelta(days=7 * step * (2 if name == "F" else 1)))
        return value + "-WE" if name == "WE" else value
    if name == "MO":
        return calendar.month_after(day.replace(day=1), step).isoformat()[:7]
    if name == "Q":
        moved = calendar.month_after(day.replace(day=1), 3 * step)
        return f"{moved.year:04}-Q{(moved.month + 2) // 3}"
    width = {"Y": 4, "E": 3, "C": 2}[name]
    return f"{day.year // 10 ** (4 - width) + step:0{width}}"


def week_of(phrase: Phrase, setting: Setting) -> Reading:
    """A week by one of its days: "the week of March 6"."""
    day = calendar_day(phrase, setting)
    base = calendar.interval(day.value)
    return Reading("DATE", calendar.week(base[0].date()) if base else "XXXX-WXX", day.anchor)


def ago(phrase: Phrase, setting: Setting) -> Reading:
    """A distance: "three weeks ago" from publication, "two days earlier" from the last time said."""
    if halved := phrase.get("halved"):
        return _halved(halved, setting)
    name = WORDS["units"][phrase.get("unit") or phrase.get("bare").removesuffix("s")]
    direction = phrase.get("direction") or phrase.get("bare_direction")
    count = number(phrase.get("number"))
    if phrase.get("counted_from"):  # "two days after the blast": the blast's day is not known here
        return Reading("DURATION", _length(name, count), None)
    back = direction in ("ago", "earlier", "before", "previously")
    if direction == "ago":
        unknown = Reading("DATE", "PAST_REF", None)
    else:
        unknown = Reading("DURATION", _length(name, count), None)
    if phrase.get("and_half") or phrase.get("a_half"):  # of half a week or month it is not known which day
        name, count = ("MO", 12 * count + 6) if name == "Y" and count is not None else (name, None)
    if count is None or name in ("S", "M", "H"):
        return unknown
    if name == "Y" and count == 1 and back and (setting.period or direction == "earlier"):
        return year_ago(phrase, setting)
    start, anchor = setting.published, PUBLISHED
    if direction not in ("ago", "from now", "hence"):
        said = setting.day if name in ("D", "N") else setting.last
        start, anchor = _base(said, name), said.words if said else ""
    if start is None:
        return unknown
    try:
        return at(phrase, stepped(start, name, -count if back else count), anchor)
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return unknown


def _halved(unit: str, setting: Setting) -> Reading:
    """ "Half a year ago", "half a century ago"."""
    if setting.published is None:
        return Reading("DATE", "PAST_REF", None)
    name, count = {"year": ("MO", 6), "decade": ("Y", 5), "century": ("Y", 50)}[unit]
    return Reading("DATE", stepped(setting.published, name, -count), PUBLISHED)


def years(phrase: Phrase, _: Setting) -> Reading:
    """A year: "1998", "nineteen ninety-six", "'89"."""
    said = year(phrase.get("year")) if phrase.get("year") else 1900 + int(phrase.get("short"))
    return Reading("DATE", "XXXX" if said is None else f"{said:04}", None)


def decade(phrase: Phrase, _: Setting) -> Reading:
    """A decade: "the 1970s", "the nineties"; without its century it is of the twentieth."""
    if phrase.get("decade"):
        return Reading("DATE", phrase.get("decade")[:3], None)
    tens = WORDS["decades"].get(phrase.get("named")) or int(phrase.get("short").strip("'"))
    return Reading("DATE", f"19{tens // 10}", None)


def century(phrase: Phrase, setting: Setting) -> Reading:
    """A century: "the 20th century", "this century"."""
    if count := number(phrase.get("number")):
        return Reading("DATE", f"{count - 1:02}", None)
    if setting.published is None:
        return Reading("DATE", "XX", None)
    return Reading("DATE", stepped(setting.published, "C", _STEPS.get(phrase.get("which"), 0)), PUBLISHED)


def reference(phrase: Phrase, _: Setting) -> Reading:
    """No part of the calendar: "now", "recently", "the future"."""
    named = phrase.get("reference")
    value = WORDS["references"].get(named) or next(
        WORDS["dating"][word] for word in WORDS["dating"] if phrase.get(word)
    )
    return Reading("DATE", value, None)


_LENGTHS = {"S": "TS", "M": "TM", "H": "TH", "N": "D", "F": "W", "MO": "M"}
_ADVERBS = {
    "daily": "D",
    "nightly": "D",
    "weekly": "W",
    "monthly": "MO",
    "hourly": "H",
    "annually": "Y",
    "yearly": "Y",
}


def _length(name: str, count: int | None) -> str:
    letters = _LENGTHS.get(name, name)
    figure = "X" if count is None else str(count * (2 if name == "F" else 1))
    return f"PT{figure}{letters[1:]}" if letters[0] == "T" else f"P{figure}{letters}"


def duration(phrase: Phrase, _: Setting) -> Reading:
    """A duration: "two weeks", "for hours"."""
    name = phrase.get("unit") or (phrase.get("bare") or phrase.get("recent")).removesuffix("s")
    return Reading("DURATION", _length(WORDS["units"][name], number(phrase.get("number"))), None)


def times_over(phrase: Phrase, _: Setting) -> Reading:
    """A set: "every day", "weekly"."""
    name = _ADVERBS.get(phrase.get("adverb")) or WORDS["units"][phrase.get("unit")]
    return Reading("SET", _length(name, number(phrase.get("number")) or 1), None)
