"""How two times, and two places, stand to each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from rashomon.languages.lexicon import table, words
from rashomon.model.claim import PlacePrecision, TimeExpression, Toponym

EARTH_RADIUS_KM = 6371.0

#: Kilometres. Two records of one town in gazetteers and texts lie this close.
ONE_PLACE_KM = 3.0

#: Kilometres from the middle of a district (a county, a raion) to its towns.
DISTRICT_KM = 50.0

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_HOUR = re.compile(r"\b(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b", re.IGNORECASE)
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
_CALENDAR = table("en", "linkage")["calendar"]
_WEEKDAYS: tuple[str, ...] = tuple(_CALENDAR["weekdays"])
_PARTS: dict[str, tuple[int, int]] = {word: (first, last) for word, (first, last) in _CALENDAR["parts"].items()}
_HOSPITAL = words("en", "linkage", "aftermath.hospitals")

_WIDE = frozenset({PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.DISTRICT})


class Standing(StrEnum):
    """How one place stands to another."""

    SAME = "same"
    CONTAINS = "contains"
    NEAR = "near"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clock:
    """The weekday (0 is Monday) and the hours [from, to) that an expression names without a date."""

    weekday: int | None
    hours: tuple[int, int] | None

    def excludes(self, other: "Clock") -> bool:
        """Whether both name a weekday, or both an hour on no other day, and these differ."""
        if self.weekday is not None and other.weekday is not None and self.weekday != other.weekday:
            return True
        return self.hours is not None and other.hours is not None and not _meet(self.hours, other.hours)


def other_hours(left: Iterable[TimeExpression], right: Iterable[TimeExpression]) -> bool:
    """Whether both name parts of the day, and none that meet: an evening and a morning."""
    here, there = ([hours for time in times if (hours := clock(time).hours)] for times in (left, right))
    round_the_clock = [(first + by, last + by) for first, last in there for by in (-24, 0, 24)]
    return bool(here and there) and not any(_meet(one, other) for one in here for other in round_the_clock)


def _meet(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def clock(time: TimeExpression) -> Clock:
    """What an expression says of weekday and hour, whether or not a date could be counted for it."""
    return named(time.raw)


def yearless(time: TimeExpression) -> str | None:
    """The day of a year that is not known, as "XXXX-07-04"; null where an expression names none."""
    found = _YEARLESS.match(time.value or "")
    return found.group() if found else None


def hour(time: TimeExpression) -> int | None:
    """The minute of the day that an expression names by the clock: "about 6:30 p.m." is 1110."""
    found = _HOUR.search(time.raw)
    if found is None or int(found["hour"]) > 12:
        return None
    afternoon = 12 if found["half"].lower() == "p" else 0
    return (int(found["hour"]) % 12 + afternoon) * 60 + int(found["minute"] or 0)


def named(text: str) -> Clock:
    """The first weekday and the first part of the day that words name."""
    words = _WORD.findall(text.lower())
    weekday = next((_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS), None)
    hours = next((_PARTS[word] for word in words if word in _PARTS), None)
    return Clock(weekday, hours)


def gap(
    left: tuple[datetime | None, datetime | None], right: tuple[datetime | None, datetime | None]
) -> timedelta | None:
    """The time between two intervals [earliest, latest): 0 where they meet, null where one is not known."""
    if left == (None, None) or right == (None, None):
        return None
    first, second = _between(left[1], right[0]), _between(right[1], left[0])
    return max(first, second, timedelta(0))


def _between(end: datetime | None, start: datetime | None) -> timedelta:
    return timedelta(0) if end is None or start is None else start - end


def distance_km(left: Toponym, right: Toponym) -> float | None:
    """Great-circle distance, null where one has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    here, there = radians(left.latitude), radians(right.latitude)
    across = sin(radians(right.longitude - left.longitude) / 2) ** 2
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * across
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def place_standing(left: Toponym | None, right: Toponym | None, *, near_km: float) -> Standing:
    """How two places stand; within `near_km`, beyond the extent of both, two towns count as near."""
    if left is None or right is None:
        return Standing.UNKNOWN
    if left.gazetteer_id is not None and left.gazetteer_id == right.gazetteer_id:
        return Standing.SAME
    if left.name.casefold() == right.name.casefold() and _one_country(left, right):
        return Standing.SAME
    if left.precision in _WIDE or right.precision in _WIDE:
        return _wide_standing(left, right)
    apart = distance_km(left, right)
    if apart is None:
        return Standing.UNKNOWN if _one_country(left, right) else Standing.APART
    if apart <= ONE_PLACE_KM:
        return Standing.SAME
    return Standing.NEAR if apart <= near_km + (left.radius_km or 0) + (right.radius_km or 0) else Standing.APART


def _wide_standing(left: Toponym, right: Toponym) -> Standing:
    """A region, district or country against any place: by their codes, then by whether it reaches so far."""
    if not _one_country(left, right):
        return Standing.APART
    if PlacePrecision.COUNTRY in (left.precision, right.precision):
        return Standing.CONTAINS if left.country and right.country else Standing.UNKNOWN
    if PlacePrecision.REGION in (left.precision, right.precision) and left.admin1 and right.admin1:
        return Standing.CONTAINS if left.admin1 == right.admin1 else Standing.APART
    apart = distance_km(left, right)
    if apart is None:
        return Standing.UNKNOWN
    reach = max(DISTRICT_KM, left.radius_km or 0.0, right.radius_km or 0.0)
    return Standing.CONTAINS if apart <= reach else Standing.APART


def _one_country(left: Toponym, right: Toponym) -> bool:
    return left.country is None or right.country is None or left.country == right.country


def is_wide(place: Toponym) -> bool:
    """Whether the place is a district, region or country: much happens in one of these."""
    return place.precision in _WIDE


def is_hospital(place: Toponym) -> bool:
    """Whether the place is one where the harmed of many incidents are taken."""
    return not _HOSPITAL.isdisjoint(f"{place.name} {place.raw}".lower().split())
