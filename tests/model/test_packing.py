"""What a store keeps of a record is the record."""

import dataclasses
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.test_codec import RECORDS

from rashomon.errors import RecordError
from rashomon.model.claim import Quantity
from rashomon.model.packing import pack, unpack, unpack_all
from rashomon.model.text import Sentence, Span, Token

#: These two are made anew at each reading and are in no store: the one looks its tokens' heads up.
KEPT = [kind for kind in RECORDS if kind not in (Sentence, Token)]


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    records: list[object] = data.draw(st.lists(st.from_type(kind), max_size=2))
    lines = list(map(pack, records))
    assert unpack_all(kind, lines) == records
    assert list(map(pack, unpack_all(kind, lines))) == lines
    for line in lines:
        line.encode()  # no half of a character stands by itself


def test_what_says_nothing_is_left_out() -> None:
    line = pack(Quantity(span=Span(0, 6, "twelve"), raw="twelve", lower=12))
    assert json.loads(line) == {
        "span": {"start": 0, "end": 6, "text": "twelve"},
        "raw": "twelve",
        "lower": 12,
        "approximate": False,
    }


def test_a_record_that_is_read_is_a_record_like_any() -> None:
    span = unpack(Span, '{"start":0,"end":6,"text":"twelve"}')
    assert hash(span) == hash(Span(0, 6, "twelve"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 3  # type: ignore[misc]


@pytest.mark.parametrize("line", ['{"start":0,"end":6}', "[]", '"twelve"', "{", "null"])
def test_what_was_not_packed_is_told(line: str) -> None:
    with pytest.raises(RecordError, match="Span: no such record was packed"):
        unpack(Span, line)


def test_a_sentence_is_not_kept() -> None:
    with pytest.raises(RecordError, match="Sentence"):
        unpack(Sentence, "{}")
