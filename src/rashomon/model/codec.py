"""Records to plain dicts and JSON, and back without loss; ids from content.

Shapes: a record is a dict with its fields in the order of its type, a tuple a list, a set a sorted list, an
enum its lower-case value, a clock time "2031-05-02T18:00:00Z", a time without zone "2031-05-02T18:00:00".
JSON has no infinity, so an infinite score is the string "inf" or "-inf".

Each type's encoder and decoder is put together once from its fields and type hints.
"""

import dataclasses
import hashlib
import json
import math
import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from rashomon.errors import RecordError

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]
Record = TypeVar("Record")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)

#: Hexadecimal digits of an id: 64 bits, so that a million claims meet with a chance of 1 in 40 million.
_ID_LENGTH = 16


def to_dict(record: object) -> dict[str, Any]:
    """A record of the model as a dict of plain JSON values."""
    return cast(dict[str, Any], _record_encoder(cast(Any, type(record)))(record))


def from_dict(kind: type[Record], value: Mapping[str, Any]) -> Record:
    """The record of type `kind` that `to_dict` made `value` from.

    A field that is missing takes its default; a list that is null was withheld, and reads as empty. Raises
    RecordError, naming type and field, where a value is missing, of the wrong type or not known to the type.
    """
    return cast(Record, _record_decoder(cast(Any, kind))(value))


def dumps(record: object) -> str:
    """A record as one line of JSON: the same record gives the same text."""
    return _JSON.encode(to_dict(record))


def to_json(value: object) -> str:
    """Plain dicts and lists as one line of JSON, with the keys in the order that they have."""
    return _JSON.encode(value)


def content_id(*parts: str | float | bool | None) -> str:
    """A short id of what makes a record itself: the same parts give the same id on every machine."""
    return hashlib.sha256(_JSON.encode(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def time_text(value: datetime) -> str:
    """A clock time in UTC with a Z, a time without a zone as it is; both ISO 8601."""
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


# Encoding. `None` for an encoder means that the value is JSON already.


@cache
def _record_encoder(kind: type) -> Encode:
    hints = fields_of(kind)
    names = tuple(hints)
    plain = tuple(name for name in names if _encoder(hints[name]) is None)
    changed = tuple((name, encode) for name in names if (encode := _encoder(hints[name])) is not None)
    if not changed:

        def encode_plain(record: Any) -> dict[str, Any]:
            return {name: getattr(record, name) for name in plain}

        return encode_plain

    def encode_record(record: Any) -> dict[str, Any]:
        found = {name: getattr(record, name) for name in names}
        for name, encode in changed:
            value = found[name]
            if value is not None:
                found[name] = encode(value)
        return found

    return encode_record


def _encoder(hint: Any) -> Encode | None:
    """The encoder of a value that is not null."""
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
        return lazy(_record_encoder, hint)
    return _list_encoder(hint)


def _list_encoder(hint: Any) -> Encode:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments[-1] is not ...:
        encoders = tuple(_encoder(argument) or _same for argument in arguments)
        return lambda values: [encode(value) for encode, value in zip(encoders, values, strict=True)]
    encode = _encoder(arguments[0])
    if origin is frozenset:
        return lambda values: sorted(values if encode is None else map(encode, values))
    if origin is not tuple:
        raise TypeError(f"no record may hold a {hint}")
    return list if encode is None else lambda values: [encode(value) for value in values]


def _same(value: Any) -> Any:
    return value


# Decoding. A decoder raises _MisfitError, which gathers the way to the field as it rises.


class _MisfitError(Exception):
    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def inside(self, step: str) -> "_MisfitError":
        return _MisfitError(self.message, step + self.path)


@cache
def _record_decoder(kind: type) -> Decode:
    """Raises RecordError; the record itself may be nested in others."""
    decode = _nested_decoder(kind)

    def decode_record(value: Any) -> Any:
        try:
            return decode(value)
        except _MisfitError as error:
            raise RecordError(f"{kind.__name__}{error.path}: {error.message}") from error

    return decode_record


@cache
def _nested_decoder(kind: type) -> Decode:
    decoders = {name: _decoder(hint) for name, hint in fields_of(kind).items()}
    required = tuple(
        field.name
        for field in dataclasses.fields(cast(Any, kind))
        if field.init and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )

    def decode_record(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _MisfitError(f"an object is wanted, not {_named(value)}")
        found = {}
        for name, given in value.items():
            decode = decoders.get(name)
            if decode is None:
                raise _MisfitError("the type has no such field", f".{name}")
            try:
                found[name] = decode(given)
            except _MisfitError as error:
                raise error.inside(f".{name}") from error
        for name in required:
            if name not in found:
                raise _MisfitError("the field is missing", f".{name}")
        try:
            return kind(**found)
        except (ValueError, TypeError, IndexError) as error:
            raise _MisfitError(str(error)) from error

    return decode_record


def _decoder(hint: Any) -> Decode:
    inner = without_none(hint)
    decode = _value_decoder(inner)
    if inner is hint:
        return decode
    return lambda value: None if value is None else decode(value)


def _value_decoder(hint: Any) -> Decode:
    if hint in (str, int, bool):
        return _exactly(hint)
    if hint is float:
        return _decode_float
    if hint is datetime:
        return _decode_time
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_decoder(hint)
    if dataclasses.is_dataclass(hint):
        return lazy(_nested_decoder, hint)
    return _list_decoder(hint)


def _exactly(kind: type) -> Decode:
    name = {str: "a text", int: "a whole number", bool: "true or false"}[kind]

    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise _MisfitError(f"{name} is wanted, not {_named(value)}")
        return value

    return decode


def _decode_float(value: Any) -> float:
    if type(value) in (int, float) or value in ("inf", "-inf"):
        return float(value)
    raise _MisfitError(f"a number is wanted, not {_named(value)}")


def _decode_time(value: Any) -> datetime:
    try:
        if isinstance(value, str):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise _MisfitError(f"an ISO 8601 time is wanted, not {_named(value)}")


def _enum_decoder(kind: type[Enum]) -> Decode:
    members: dict[Any, Enum] = {member.value: member for member in kind}

    def decode(value: Any) -> Enum:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise _MisfitError(f"one of {', '.join(map(str, members))} is wanted, not {_named(value)}")
        return found

    return decode


def _list_decoder(hint: Any) -> Decode:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and arguments[-1] is not ...:
        return _row_decoder(tuple(_decoder(argument) for argument in arguments))
    decode_item = _decoder(arguments[0])
    gather: Callable[[list[Any]], Any] = frozenset if origin is frozenset else tuple

    def decode(value: Any) -> Any:
        return gather([] if value is None else _items(value, decode_item))

    return decode


def _row_decoder(decoders: tuple[Decode, ...]) -> Decode:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(decoders):
            raise _MisfitError(f"a list of {len(decoders)} is wanted, not {_named(value)}")
        return tuple(decode(item) for decode, item in zip(decoders, value, strict=True))

    return decode


def _items(value: Any, decode: Decode) -> list[Any]:
    if not isinstance(value, list):
        raise _MisfitError(f"a list is wanted, not {_named(value)}")
    found = []
    for i, item in enumerate(value):
        try:
            found.append(decode(item))
        except _MisfitError as error:
            raise error.inside(f"[{i}]") from error
    return found


def _named(value: Any) -> str:
    if value is None:
        return "null"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


# What is to be known of a type, here and in `model.packing`.


def fields_of(kind: type) -> dict[str, Any]:
    """The fields that make a record, in order, with their types."""
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record of the model")
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}


def without_none(hint: Any) -> Any:
    """The type of a value that may be null where it is not."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    (inner,) = (argument for argument in get_args(hint) if argument is not types.NoneType)
    return inner


def lazy(make: Callable[[Any], Callable[[Any], Any]], kind: Any) -> Callable[[Any], Any]:
    """Made at first use: a balance holds balances."""
    made: Callable[[Any], Any] | None = None

    def call(value: Any) -> Any:
        nonlocal made
        if made is None:
            made = make(kind)
        return made(value)

    return call
