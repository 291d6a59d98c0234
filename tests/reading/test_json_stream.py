"""JSON in pieces: the same values as in one piece, with their bytes."""

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.reading import json_stream
from rashomon.reading.json_stream import JsonStream
from rashomon.reading.sources import Input

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def opened(raw: bytes, first: int, block: int) -> JsonStream:
    """The stream of the bytes, of which `first` are taken to begin with and `block` at a time afterwards."""
    json_stream._BLOCK = block
    stream = io.BytesIO(raw)
    return JsonStream(Input("x.json", stream), stream.read(first))


@pytest.fixture(autouse=True)
def _block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_BLOCK", json_stream._BLOCK)


@given(st.lists(JSON, max_size=6), st.integers(1, 60), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_items_in_pieces_are_those_in_one(
    values: list[object], first: int, block: int, indent: int | None, ascii: bool
) -> None:
    raw = json.dumps(values, indent=indent, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    stream = opened(raw, first, block)
    found = []
    for _ in stream.items():
        item = stream.value()
        assert item.offset is not None
        assert raw[item.offset :].startswith(item.raw)
        found.append(item.value)
    assert stream.peek() == ""
    assert json.dumps(found) == json.dumps(json.loads(raw.decode("utf-8", "surrogateescape")))


@given(st.dictionaries(st.text(), JSON, max_size=6), st.integers(1, 60), st.integers(1, 40))
def test_fields_in_pieces_are_those_in_one(values: dict[str, object], first: int, block: int) -> None:
    raw = json.dumps(values).encode()
    stream = opened(raw, first, block)
    assert {key: stream.value().value for key in stream.fields()} == values


def walked(stream: JsonStream, raw: bytes) -> list[object]:
    """All values of the array or object that the bytes begin with."""
    return [stream.value().value for _ in (stream.items() if raw[:1] == b"[" else stream.fields())]


@given(st.binary(max_size=60), st.integers(1, 60), st.integers(1, 40))
def test_broken_json_is_told(raw: bytes, first: int, block: int) -> None:
    with suppress(InputError):  # and nothing else
        walked(opened(b"[" + raw, first, block), b"[")


@pytest.mark.parametrize(
    "raw", ["[" * 100_000, "[1 2]", '{"a" 1}', "{1: 2}", '["a', "[1,", '[{"a": 1}}', "[nul]", "[tru", ""]
)
def test_what_is_no_json_is_told(raw: str) -> None:
    stream = opened(raw.encode(), 4, 4)
    with pytest.raises(InputError, match="broken JSON"):
        walked(stream, raw.encode())


def test_what_is_broken_is_told_without_reading_on() -> None:
    stream = opened(b'[{"a": 1}, {"a": oops}, "' + b"x" * 5_000_000, 10, 1_000)
    with pytest.raises(InputError):
        walked(stream, b"[")
    assert stream._input.stream.tell() < 10_000
