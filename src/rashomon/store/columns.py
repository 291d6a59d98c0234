"""Texts, numbers and clock times as columns hold them, to be searched by.

Instants are microseconds since 1970 in UTC; event times, which have no zone, are counted as if they were UTC.
"""

import re
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """A text without what a database cannot hold: NUL, and halves of characters outside the first plane."""
    return (text if text.isascii() else _SURROGATE.sub("", text)).replace("\0", "")


def whole(number: int | None) -> int | None:
    """A number; null where no column can hold it."""
    return number if number is not None and -(2**63) <= number < 2**63 else None


def micros(time: datetime | None) -> int | None:
    """Microseconds since 1970; a time without a zone counts as UTC."""
    if time is None:
        return None
    aware = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    return (aware - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    """The instant (UTC) of so many microseconds."""
    return _EPOCH + value * _MICROSECOND
