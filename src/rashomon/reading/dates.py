"""Dates of publication, as sources write them in headers, columns and markup."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_SHORT_ZONE = re.compile(r"(:\d\d(?:\.\d+)?\s?[+-]\d\d)$")
_FORMS = (
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y %H:%M",
    "%d %b %Y %H:%M",
    "%B %d, %Y %H:%M",
    "%b %d, %Y %H:%M",
    "%B %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M %p",
)
_WEEK_OR_COMPACT = re.compile(r"\d{4}-?W|\d{4}(?:\d{2}|\d{4})?$|\d{5,7}$")


def clock(text: str) -> datetime:
    """The time that the text states, in UTC; without a zone it is taken as UTC, a date alone as its midnight.

    Reads ISO 8601, RFC 5322, year-first dates with slashes, and dates whose month is an English word. Raises
    ValueError for all else: a month alone and 03/04/2031 would have to be guessed.
    """
    plain = " ".join(text.split())
    found = _iso(plain) or _spelled(plain) or _mail(plain)
    if found is None:
        raise ValueError(f"no date that can be told for certain: {text[:60]!r}")
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"no date that UTC has: {text[:60]!r}") from error


def _iso(text: str) -> datetime | None:
    if _WEEK_OR_COMPACT.match(text) and not re.fullmatch(r"\d{8}", text):
        return None
    plain = _LONG_FRACTION.sub(r"\1", text.removesuffix(" UTC").removesuffix(" GMT"))
    try:
        return datetime.fromisoformat(_SHORT_ZONE.sub(r"\1:00", plain).replace(" +", "+").replace(" Z", "Z"))
    except ValueError:
        return None


def _spelled(text: str) -> datetime | None:
    plain = text.removesuffix(" UTC").removesuffix(" GMT")
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if re.search(r"\d:\d\d", text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
