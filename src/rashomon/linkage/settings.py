"""Where and when two mentions put what they tell of: what speaks for one happening, and what forbids it."""

from collections.abc import Iterable
from datetime import timedelta
from math import inf

from rashomon.linkage import people
from rashomon.linkage.blocking import place_key, place_name
from rashomon.linkage.names import FULL_NAME
from rashomon.linkage.overlap import (
    Standing,
    clock,
    distance_km,
    gap,
    is_hospital,
    is_wide,
    other_hours,
    place_standing,
)
from rashomon.linkage.profiles import Profile
from rashomon.linkage.rarity import Rarity
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.incident import Feature, Mention

#: Kilometres, beyond the extent of both: two accounts name the suburb or the city, but not another city.
NEAR_KM = 8.0

#: Days between two dates that may still be one night told by its evening and by its morning.
ONE_NIGHT = timedelta(days=1)

#: A report tells of what happened this long before; what is older is told as the past of the news.
NEWS_DAYS = timedelta(days=3)

#: Points where the place of one is one that the other names besides, and where both name one besides.
NAMED, NAMED_BESIDES = 1.4, 0.8

#: Minutes: two reports that put a thing at hours no further apart give the same hour; of 24 hours, further apart
#: than this they give another.
SAME_HOUR, OTHER_HOUR = 20, 90
_DAY = 24 * 60

_SHORT, _WEEK = timedelta(days=2), timedelta(days=8)
_BEST = (Standing.SAME, Standing.NEAR, Standing.CONTAINS, Standing.UNKNOWN, Standing.APART)


def apart(left: Profile, right: Profile) -> bool:
    """Whether their own places, or their own times, cannot be the same: what else they name is not asked."""
    between = _between(left, right)
    return _standing(left, right)[0] is Standing.APART or (between is not None and between > ONE_NIGHT)


def other_place(left: Profile, right: Profile) -> bool:
    """Whether the places forbid that the two are one: all apart, and neither report names the other's."""
    return _standing(left, right)[0] is Standing.APART and not _named(left, right) and not _names_any(left, right)


def other_time(left: Profile, right: Profile) -> bool:
    """Whether the times forbid that the two are one.

    They do not where one report names the other's day too, nor where the later day may be that of a court or a
    hospital, and the reports share names. Nobody is killed twice, and few houses are shot at twice: nor do they where
    both name one victim, or one house or block.
    """
    apart = _between(left, right)
    if apart is None or apart <= ONE_NIGHT or _names_day(left, right):
        return False
    if len(people.shared_victims(left, right)) >= FULL_NAME or left.addresses & right.addresses:
        return False
    follow_up = _may_be_news_day(left.mention, right.mention) or _may_be_news_day(right.mention, left.mention)
    return not (follow_up and people.follows(left, right))


def place(left: Profile, right: Profile, rarity: Rarity) -> Iterable[Feature]:
    """The standing of the two places that agree best: a report may name a town, a street and a hospital."""
    standing, here, there = _standing(left, right)
    named, besides = _named(left, right), left.mention.also_places & right.mention.also_places
    lift = _share(named, left, right, rarity, NAMED) or _share(besides, left, right, rarity, NAMED_BESIDES)
    if here is None or there is None:
        if lift:
            yield Feature(name="place", score=round(lift, 3), detail="both name a place")
        return
    both = here.name if here.name == there.name else f"{here.name} and {there.name}"
    apart = distance_km(here, there)
    if standing is Standing.APART:
        far = f"{both} are different places" + (f", {apart:.0f} km apart" if apart is not None else "")
        if named or _names_any(left, right):
            points = lift - 1.0 if named else -1.0
            yield Feature(name="place", score=round(points, 3), detail=f"{far}, but one report names both")
        else:
            yield Feature(name="place", score=-inf, detail=far)
    elif standing is Standing.SAME:
        share = min(_share_at(place_name(here), left, rarity), _share_at(place_name(there), right, rarity))
        points = max(_same_place(here, there) * share, lift)
        yield Feature(name="place", score=round(points, 3), detail=f"both in {both}")
    elif standing is Standing.NEAR:
        points = max(-0.7, lift - 1.0)
        yield Feature(name="place", score=round(points, 3), detail=f"{both} are close by ({apart or 0:.0f} km)")
    elif standing is Standing.CONTAINS:
        yield Feature(name="place", score=round(max(0.3, lift), 3), detail=f"of {both} one lies in the other")
    elif lift:
        yield Feature(name="place", score=round(lift, 3), detail=f"{both}, and both name a place")


def _standing(left: Profile, right: Profile) -> tuple[Standing, Toponym | None, Toponym | None]:
    """How the places stand that agree best, and which they are."""
    pairs = [(here, there) for here in left.places for there in right.places]
    if not pairs:
        return Standing.UNKNOWN, None, None
    standings = [place_standing(here, there, near_km=NEAR_KM) for here, there in pairs]
    best = min(range(len(pairs)), key=lambda i: (_BEST.index(standings[i]), -_same_place(*pairs[i])))
    return standings[best], *pairs[best]


def _share(found: frozenset[str], left: Profile, right: Profile, rarity: Rarity, points: float) -> float:
    """Points for places that both name, by the rarest of them."""
    shares = (min(_share_at(name, left, rarity), _share_at(name, right, rarity)) for name in found)
    return points * max(shares, default=0.0)


def _share_at(name: str, profile: Profile, rarity: Rarity) -> float:
    return rarity.share(place_key(name, profile.mention))


def _named(left: Profile, right: Profile) -> frozenset[str]:
    """The places of one that the other names besides."""
    return (left.own_places & right.mention.also_places) | (right.own_places & left.mention.also_places)


def _names_any(left: Profile, right: Profile) -> bool:
    """Whether one of the two has the words of a place of the other among its names; a hospital forbids nothing."""
    return any(map(left.has_words, right.place_names)) or any(map(right.has_words, left.place_names))


def _same_place(left: Toponym, right: Toponym) -> float:
    if PlacePrecision.COUNTRY in (left.precision, right.precision):
        return 0.2
    if is_wide(left) or is_wide(right) or is_hospital(left):
        return 0.6
    return 2.0


def time(left: Profile, right: Profile) -> Iterable[Feature]:
    """Whether the days meet, and the hours."""
    yield from _days(left, right)
    yield from _hours(left, right)


def _days(left: Profile, right: Profile) -> Iterable[Feature]:
    apart = _between(left, right)
    named, besides = _names_day(left, right), bool(left.mention.also_days & right.mention.also_days)
    lift = 1.0 if named else 0.5 if besides else 0.0
    if apart is None:
        yield from _undated(left, right, lift)
        return
    days = f"{left.said} and {right.said}"
    if other_time(left, right):
        yield Feature(name="time", score=-inf, detail=f"{days} are {apart.days} days apart")
    elif apart > ONE_NIGHT:
        reason = "but one report names both" if named else "but one may be the day of a follow-up"
        points = -1.0 if named else -2.0
        yield Feature(name="time", score=points, detail=f"{days} are {apart.days} days apart, {reason}")
    elif apart > timedelta(0) or _only_touch(left.mention, right.mention):
        yield Feature(name="time", score=0.5 if named else -1.0, detail=f"{days} follow on each other")
    else:
        width = max(left.width, right.width)
        points = 2.0 if width <= _SHORT else 1.0 if width <= _WEEK else max(0.2, lift)
        # On one day much happens: without a place that both give, the day says half as much.
        yield Feature(name="time", score=points if _one_place(left, right) else points / 2, detail=f"{days} meet")


def _undated(left: Profile, right: Profile, lift: float) -> Iterable[Feature]:
    """What days of an unknown year and weekdays say."""
    if left.yearless & right.yearless:
        yield Feature(name="time", score=1.5, detail="both give one day of a year")
    elif lift:
        yield Feature(name="time", score=lift, detail="both name a day")
    elif left.yearless and right.yearless:
        yield Feature(name="time", score=-1.0, detail="they give other days of a year")
    else:
        yield from _weekdays(left, right)


def _between(left: Profile, right: Profile) -> timedelta | None:
    here, there = left.mention, right.mention
    return gap((here.earliest, here.latest), (there.earliest, there.latest))


def _names_day(left: Profile, right: Profile) -> bool:
    """Whether the day of one is among those that the other names."""
    return left.day in right.mention.also_days or right.day in left.mention.also_days


def _one_place(left: Profile, right: Profile) -> bool:
    return any(
        place_standing(here, there, near_km=0) is Standing.SAME and not is_wide(here)
        for here in left.places
        for there in right.places
    )


def _may_be_news_day(late: Mention, early: Mention) -> bool:
    """Whether a follow-up's date is counted from its own day, and the other is no later report.

    Then it may be that of a court or a hospital, and not of what happened.
    """
    if late.time is None or late.time.anchor is None or late.published is None or early.published is None:
        return False
    if late.earliest is None or early.earliest is None or late.earliest < early.earliest:
        return False
    own = late.published.replace(tzinfo=None) - late.earliest
    return own <= NEWS_DAYS and late.published >= early.published


def _only_touch(left: Mention, right: Mention) -> bool:
    return left.latest == right.earliest or right.latest == left.earliest


def _weekdays(left: Profile, right: Profile) -> Iterable[Feature]:
    """Weekdays without a date: little for, and something against."""
    mine, other = left.mention.time, right.mention.time
    if mine is None or other is None:
        return
    here, there = clock(mine).weekday, clock(other).weekday
    if here is None or there is None:
        return
    raw = f"“{mine.raw}” and “{other.raw}”"
    if here == there:
        yield Feature(name="time", score=0.7, detail=f"the same weekday: {raw}")
    else:
        yield Feature(name="time", score=-1.5, detail=f"different weekdays: {raw}")


def _hours(left: Profile, right: Profile) -> Iterable[Feature]:
    if not left.minutes or not right.minutes:
        if other_hours(left.mention.times, right.mention.times):
            yield Feature(name="hour", score=-0.5, detail="they give other parts of the day")
        return
    apart = min(min(abs(a - b), _DAY - abs(a - b)) for a in left.minutes for b in right.minutes)
    if apart <= SAME_HOUR:
        yield Feature(name="hour", score=1.0, detail="both give about the same hour")
    elif apart > OTHER_HOUR:
        yield Feature(name="hour", score=-0.7, detail="they give other hours")


def streets(left: Profile, right: Profile) -> Iterable[Feature]:
    """A street in common, most of all with its number, and streets of which none is in common."""
    if not left.streets or not right.streets:
        return
    shared, numbers = sorted(left.streets & right.streets), sorted(left.addresses & right.addresses)
    numbered = bool(left.addresses and right.addresses)
    if numbers:
        yield Feature(name="streets", score=2.5, detail=f"both at {numbers[0]}")
    elif shared:
        points = (1.2 if len(shared) == 1 else 1.5) - (0.7 if numbered else 0.0)
        yield Feature(name="streets", score=points, detail=f"both name the street {', '.join(shared[:3])}")
    else:
        points = -2.0 if numbered else -1.3
        yield Feature(name="streets", score=points, detail="they name other streets")


def published(left: Profile, right: Profile) -> Iterable[Feature]:
    """Weak evidence only: follow-ups come months later, and on one day much happens."""
    mine, other = left.mention.published, right.mention.published
    if mine is None or other is None:
        return
    days = abs(mine - other).days
    points = 1.2 if days <= 2 else 0.5 if days <= 14 else 0.0 if days <= 60 else -0.7 if days <= 365 else -1.5
    if points > 0 and _between(left, right) is not None:
        points = 0.3  # when it happened is known better than by when it was written about
    if points:
        yield Feature(name="published", score=points, detail=f"published {days} days apart")
