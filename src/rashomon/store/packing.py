"""Records as they lie in a column: JSON without what says nothing, and clock times as whole numbers.

Nulls and empty lists are left out: every field that may be null or empty has that as its default, so a record comes
back the same, from a third of the characters. Instants are microseconds since 1970 in UTC; event times, which have
no zone, are counted as if they were UTC.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from rashomon.errors import RecordError
from rashomon.model.codec import revive, to_dict, to_json

Record = TypeVar("Record")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

#: Half of a character outside the first plane, alone: JSON can say it, UTF-8 cannot.
_SURROGATE = re.compile("[\ud800-\udfff]")


def pack(record: object) -> str:
    """A record of the model or the store as one line of JSON, for `unpack`."""
    return pack_value(_bare(to_dict(record)))


def unpack(kind: type[Record], packed: str) -> Record:
    """The record that `pack` made the line from. Raises RecordError where it is not one."""
    try:
        return revive(kind, json.loads(packed))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise RecordError(f"{kind.__name__}: no such record was packed: {error}") from error


def pack_value(value: Mapping[str, Any]) -> str:
    """Plain JSON values as one line, as they are."""
    text = to_json(value)
    return text if text.isascii() else _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def plain(text: str) -> str:
    """A text for a column to search by, without what a database cannot hold: NUL and halves of characters."""
    return (text if text.isascii() else _SURROGATE.sub("", text)).replace("\0", "")


def whole(number: int | None) -> int | None:
    """A number for a column to search by; null where no column can hold it."""
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


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    return {name: _inner(item) for name, item in value.items() if item is not None and item != []}


def _inner(item: Any) -> Any:
    if type(item) is dict:
        return _bare(item)
    if type(item) is list and type(item[0]) is dict:
        return [_bare(one) for one in item]
    return item
