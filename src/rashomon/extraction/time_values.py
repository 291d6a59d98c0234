"""What readings of times are made of: settings, TIMEX3 values, numbers in words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.extraction.time_grammar import Phrase
from rashomon.languages import calendar
from rashomon.languages.lexicon import table

WORDS = table("en", "time")
PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Said:
    """A time that a text has named: its value, the words that named it, and those that named its year."""

    value: str
    words: str
    year_words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase can be counted from.

    `published` is the day of publication, `year` the one that the text is about; `last` the last time said, `day`
    the last day, `period` the last quarter that the text reports on; `near` the day said in the same sentence or the
    one before, to which a clock time belongs; `future` whether the words around the phrase look ahead (null: they
    do not tell).
    """

    published: date | None
    year: int | None = None
    last: Said | None = None
    day: Said | None = None
    period: Said | None = None
    near: Said | None = None
    future: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """TIMEX3 type and value, and what the value was counted from (null: nothing)."""

    type: str
    value: str
    anchor: str | None = None


_NUMBERS: dict[str, int] = {**WORDS["cardinals"], **WORDS["ordinals"], "a": 1, "an": 1, "half a dozen": 6}


def number(words: str) -> int | None:
    """The number that the words name ("twenty-six", "a hundred", "3rd"); null for anything else."""
    if words.isdigit():
        return int(words)
    if words in _NUMBERS:
        return _NUMBERS[words]
    first, _, second = words.replace("-", " ").partition(" ")
    if second in ("hundred", "dozen"):
        return _NUMBERS.get(first, 1) * (100 if second == "hundred" else 12)
    if first in _NUMBERS and second in _NUMBERS:
        return _NUMBERS[first] + _NUMBERS[second]
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", words)
    return int(digits[1]) if digits else None


def year(words: str) -> int | None:
    """The year that the words name ("1998", "nineteen ninety-six", "two thousand and five")."""
    if words.isdigit():
        return int(words)
    if words.startswith("nineteen "):
        rest = number(words.removeprefix("nineteen ").removeprefix("hundred ").removeprefix("and "))
        return None if rest is None else 1900 + rest
    if words.startswith("two thousand"):
        return 2000 + (number(words.removeprefix("two thousand").strip().removeprefix("and ")) or 0)
    return None


def at(phrase: Phrase, day: str, anchor: str | None, kind: str = "DATE") -> Reading:
    """The reading of a day, with the clock time or the part of the day that the phrase gives it."""
    suffix = clock(phrase)
    if suffix is None and (part := phrase.get("part")):
        suffix = "TNI" if part == "overnight" else WORDS["parts"][part]
    if suffix is None:
        return Reading(kind, day, anchor)
    return Reading("TIME" if kind == "DATE" else kind, day + suffix, anchor)


def beside(phrase: Phrase, said: Said | None, step: int) -> Reading:
    """The day `step` days from the one that was said; unknown where none was."""
    base = calendar.interval(said.value) if said else None
    if said is None or base is None:
        return at(phrase, "XXXX-XX-XX", None)
    return at(phrase, (base[0].date() + timedelta(days=step)).isoformat(), said.words)


def clock(phrase: Phrase) -> str | None:
    """The clock time of a phrase in TIMEX3 ("T18:00"); null where it has none or no half of the day."""
    get = phrase.get
    if get("named"):
        if get("named") != "midnight":
            return "T12:00"
        return "T24:00" if get("near").endswith("before") else "T00:00"  # "just before midnight Friday" is Friday
    if get("military"):
        return f"T{get('military')[:2]}:{get('military')[2:]}"
    if get("hour24"):
        late = int(get("hour24")) < 12 and _half(int(get("hour24")), get("half_day") or get("part")) == "p"
        return f"T{int(get('hour24')) + 12 * late:02}:{get('minute24')}"
    hour = number(get("hour") or get("hours") or get("hours_of"))
    if hour is None:
        return None
    half = get("half")[:1] or _half(hour, get("half_day") or get("part"))
    if not half or hour > 12:
        return f"T{hour:02}:00" if 12 < hour < 24 else None
    return f"T{hour % 12 + (12 if half == 'p' else 0):02}:{get('minute') or '00'}"


def _half(hour: int, part: str) -> str:
    """The half of the day of an hour in one of its parts: 2 at night is a.m., 10 at night is p.m."""
    if not part:
        return ""
    if WORDS["parts"].get(part) == "TMO" or ("night" in part and (hour < 5 or hour == 12)):
        return "a"
    return "p"
