"""Records as a store keeps them: JSON without what says nothing, written and read in half the time of `codec`.

Nulls and empty lists are left out: every field that may be null or empty has that as its default, or has to be given.
What is read is what was packed: types are not checked, as `codec.from_dict` does with what comes from elsewhere.
"""

import dataclasses
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, get_args, get_origin

import orjson

from rashomon.errors import RecordError
from rashomon.model.codec import fields_of, lazy, time_text, to_json, without_none

Record = TypeVar("Record")
Convert = Callable[[Any], Any]

#: Half of a character outside the first plane, alone: JSON can say it, UTF-8 cannot.
_SURROGATE = re.compile("[\ud800-\udfff]")

#: What a line opens with that orjson cannot read: it would take a number beyond 64 bits for a float.
_SLOW = " "


def pack(record: object) -> str:
    """A record as one line of JSON, for `unpack`."""
    return pack_value(_packer(cast(Any, type(record)))(record))


def pack_value(value: Mapping[str, Any]) -> str:
    """Plain JSON values as one line, as they are; one that `json` alone can read opens with a blank."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # half of a character, or a number beyond 64 bits
        return _SLOW + _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", to_json(value))


def unpack(kind: type[Record], packed: str) -> Record:
    """The record that `pack` made the line from. Raises RecordError where it is not one."""
    return unpack_all(kind, [packed])[0]


def unpack_all(kind: type[Record], packed: Sequence[str]) -> list[Record]:
    """The records of many lines, read as one. Raises RecordError where one of them is none."""
    try:
        slow = any(line.startswith(_SLOW) for line in packed)
        return list(map(_unpacker(cast(Any, kind)), (json if slow else orjson).loads(f"[{','.join(packed)}]")))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise RecordError(f"{kind.__name__}: no such record was packed: {error}") from error


# `None` for a converter means that the value is its own.


@cache
def _packer(kind: type) -> Convert:
    fields = fields_of(kind)
    names = tuple(fields)
    plan = tuple((name, _is_list(hint), _value_packer(hint, kind)) for name, hint in fields.items())
    values_of = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)

    def pack_record(record: Any) -> dict[str, Any]:
        found = {}
        for (name, is_list, convert), value in zip(plan, values_of(record), strict=True):
            if value is not None and (value or not is_list):
                found[name] = value if convert is None else convert(value)
        return found

    return pack_record


def _value_packer(hint: Any, within: type) -> Convert | None:
    """The converter of a value that is not null, in a record of the type `within`."""
    hint = without_none(hint)
    if hint in (str, int, bool):
        return None
    if hint is float:
        return lambda value: value if math.isfinite(value) else str(value)
    if hint is datetime:
        return time_text
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member: member.value for member in hint}.__getitem__
    if dataclasses.is_dataclass(hint):
        return lazy(_packer, hint) if hint is within else _packer(cast(Any, hint))
    return _list_packer(hint, within)


def _list_packer(hint: Any, within: type) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments[-1] is not ...:
        each = tuple(_value_packer(argument, within) or _same for argument in arguments)
        return lambda values: [convert(value) for convert, value in zip(each, values, strict=True)]
    convert = _value_packer(arguments[0], within) or _same
    if origin is frozenset:
        return lambda values: sorted(map(convert, values))
    return lambda values: [convert(value) for value in values]


def _is_list(hint: Any) -> bool:
    return get_origin(without_none(hint)) in (tuple, frozenset)


@cache
def _unpacker(kind: type) -> Convert:
    """Fills the slots one by one: the `__init__` of a frozen type takes more time than all the rest.

    The function is written out field by field, as dataclasses write their `__init__`: a loop takes twice as long.
    """
    fields = fields_of(kind)
    if hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} does more than to hold its fields")
    lines = ["def unpack_record(value):", " made = new(kind)", " get = value.get"]
    known: dict[str, Any] = {"new": object.__new__, "kind": kind}
    for field in dataclasses.fields(cast(Any, kind)):
        name, convert, default = field.name, _value_unpacker(fields[field.name], kind), _default(field, fields)
        known |= {f"put_{name}": getattr(kind, name).__set__, f"convert_{name}": convert, f"default_{name}": default}
        given = "given" if convert is None else f"convert_{name}(given)"
        if default is dataclasses.MISSING:
            lines += [f" given = value[{name!r}]", f" put_{name}(made, {given})"]
        else:
            lines += [
                f" given = get({name!r})",
                f" put_{name}(made, default_{name} if given is None else {given})",
            ]
    exec("\n".join([*lines, " return made"]), known)
    return cast(Convert, known["unpack_record"])


def _default(field: "dataclasses.Field[Any]", fields: Mapping[str, Any]) -> Any:
    """What a field is where nothing was packed; MISSING where something has to be."""
    hint = fields[field.name]
    if field.default is not dataclasses.MISSING:
        return field.default
    if without_none(hint) is not hint:
        return None
    return get_origin(hint)() if _is_list(hint) else dataclasses.MISSING


def _value_unpacker(hint: Any, within: type) -> Convert | None:
    """The converter of a value that is not null, in a record of the type `within`."""
    hint = without_none(hint)
    if hint in (str, int, bool):
        return None
    if hint is float:
        return float
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if dataclasses.is_dataclass(hint):
        return lazy(_unpacker, hint) if hint is within else _unpacker(cast(Any, hint))
    return _list_unpacker(hint, within)


def _list_unpacker(hint: Any, within: type) -> Convert:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments[-1] is not ...:
        each = tuple(_value_unpacker(argument, within) or _same for argument in arguments)
        return lambda values: tuple(convert(value) for convert, value in zip(each, values, strict=True))
    gather: Convert = frozenset if origin is frozenset else tuple
    convert = _value_unpacker(arguments[0], within)
    return gather if convert is None else lambda values: gather([convert(value) for value in values])


def _same(value: Any) -> Any:
    return value
