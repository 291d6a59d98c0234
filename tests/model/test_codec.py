"""Records survive the way to JSON and back, and a wrong one is told by type and field."""

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from inspect import getmembers, isclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import RecordError
from rashomon.model import answer, claim, codec, incident, ledger, text
from rashomon.model.answer import Answer
from rashomon.model.claim import Attribution, Claim, Outcome, Quantity, TimeExpression, Victims
from rashomon.model.incident import Feature, Mention
from rashomon.model.ledger import Agreement, Balance
from rashomon.model.text import Document, Sentence, Span, Token

RECORDS = sorted(
    {
        kind
        for module in (text, claim, incident, ledger, answer)
        for _, kind in getmembers(module, isclass)
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith("rashomon.model")
    },
    key=lambda kind: kind.__name__,
)

# A point in time has a zone or not, by what it is; both must come back as they were.
st.register_type_strategy(datetime, st.datetimes(timezones=st.sampled_from([None, UTC])))
st.register_type_strategy(float, st.floats(allow_nan=False))
# The type looks a head up among its tokens, which the hints cannot say; and balances nest without end.
st.register_type_strategy(Token, st.builds(Token, head=st.none()))
PARTS = st.builds(Balance, parts=st.just(()))
st.register_type_strategy(Balance, st.builds(Balance, parts=st.lists(PARTS, max_size=2).map(tuple)))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_record_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    line = codec.dumps(record)
    assert codec.from_dict(kind, json.loads(line)) == record
    assert codec.dumps(codec.from_dict(kind, json.loads(line))) == line
    assert "\n" not in line


def _claim(**fields: object) -> Claim:
    given = {
        "id": "c1",
        "document_id": "d1",
        "evidence": Span(0, 8, "two died"),
        "attribution": Attribution(),
        "outcome": Outcome.KILLED,
    }
    return Claim(**given | fields)  # type: ignore[arg-type]


def test_shapes() -> None:
    found = codec.to_dict(
        _claim(
            quantity=Quantity(span=Span(0, 3, "two"), raw="two", lower=2, upper=2),
            time=TimeExpression(span=Span(9, 16, "at noon"), raw="at noon", earliest=datetime(2031, 5, 2, 12)),
        )
    )
    assert list(found)[:5] == ["id", "document_id", "evidence", "attribution", "outcome"]
    assert found["evidence"] == {"start": 0, "end": 8, "text": "two died"}
    assert found["outcome"] == "killed"
    assert type(found["outcome"]) is str
    assert found["quantity"]["upper"] == 2
    assert found["time"]["earliest"] == "2031-05-02T12:00:00"
    assert found["time"]["latest"] is None


def test_clock_times_are_told_in_utc() -> None:
    kyiv = timezone(timedelta(hours=3))
    document = Document(id="d", text="", published=datetime(2031, 5, 2, 21, tzinfo=kyiv))
    assert codec.to_dict(document)["published"] == "2031-05-02T18:00:00Z"
    assert codec.from_dict(Document, codec.to_dict(document)) == document


def test_a_forbidding_score_is_valid_json() -> None:
    feature = Feature(name="city", score=float("-inf"), detail="different cities")
    line = codec.dumps(feature)
    assert json.loads(line)["score"] == "-inf"
    assert codec.from_dict(Feature, json.loads(line)) == feature


def test_sets_are_sorted() -> None:
    mention = Mention(document_id="d", claim_ids=("c",), family=claim.EventFamily.OTHER, words=frozenset("zebra"))
    assert codec.to_dict(mention)["words"] == sorted("zebra")


def test_balances_nest() -> None:
    part = Balance(outcome=Outcome.INJURED, agreement=Agreement.SINGLE, group="children", lower=3)
    whole = Balance(outcome=Outcome.INJURED, agreement=Agreement.SINGLE, lower=35, parts=(part,))
    assert codec.from_dict(Balance, codec.to_dict(whole)) == whole


def test_what_a_type_works_out_itself_is_not_written() -> None:
    tokens = (
        Token(span=Span(0, 3, "two"), lemma="two", pos="NUM", head=1),
        Token(span=Span(4, 8, "died"), lemma="die", pos="VERB"),
    )
    sentence = Sentence(index=0, span=Span(0, 8, "two died"), tokens=tokens)
    assert "children" not in codec.to_dict(sentence)
    assert codec.from_dict(Sentence, codec.to_dict(sentence)).children == ((), (0,))


def test_fields_that_are_missing_take_their_default() -> None:
    assert codec.from_dict(Document, {"id": "d", "text": "t"}) == Document(id="d", text="t")


def test_withheld_names_read_as_none() -> None:
    assert codec.from_dict(Victims, {"names": None}) == Victims()


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Document, {"id": "d"}, r"Document\.text: the field is missing"),
        (Document, {"id": "d", "text": 3}, r"Document\.text: a text is wanted, not 3"),
        (Document, {"id": "d", "text": "", "texts": ""}, r"Document\.texts: the type has no such field"),
        (Document, {"id": "d", "text": "", "published": "soon"}, r"Document\.published: an ISO 8601 time"),
        (Document, {"id": "d", "text": "", "medium": "fax"}, r"Document\.medium: one of news, telegram"),
        (Document, [], r"Document: an object is wanted, not \[\]"),
        (Document, {"id": None, "text": ""}, r"Document\.id: a text is wanted, not null"),
        (Span, {"start": True, "end": 1, "text": "x"}, r"Span\.start: a whole number is wanted, not True"),
        (Victims, {"ages": [8, "9"]}, r"Victims\.ages\[1\]: a whole number is wanted, not '9'"),
        (Victims, {"ages": "8"}, r"Victims\.ages: a list is wanted"),
        (Victims, {"names": [{"start": 0, "end": 1}]}, r"Victims\.names\[0\]\.text: the field is missing"),
        (Feature, {"name": "n", "score": "high", "detail": ""}, r"Feature\.score: a number is wanted"),
        (
            text.Capture,
            {"document_id": "d", "raw_sha256": "", "headers": [["a"]]},
            r"headers\[0\]: a list of 2",
        ),
        (
            Sentence,
            {
                "index": 0,
                "span": {"start": 0, "end": 1, "text": "x"},
                "tokens": [{"span": {"start": 0, "end": 1, "text": "x"}, "lemma": "x", "pos": "X", "head": 7}],
            },
            "Sentence: ",
        ),
    ],
)
def test_a_wrong_record_is_told_by_type_and_field(kind: type, value: object, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        codec.from_dict(kind, value)  # type: ignore[arg-type]


def test_only_records_are_encoded() -> None:
    with pytest.raises(TypeError, match="str is no record"):
        codec.to_dict("text")


def test_ids_tell_parts_apart() -> None:
    ids = {
        codec.content_id("ab", "c"),
        codec.content_id("a", "bc"),
        codec.content_id("abc"),
        codec.content_id(),
    }
    assert len(ids | {codec.content_id("1"), codec.content_id(1), codec.content_id(None)}) == 7
    assert codec.content_id("ab", "c") == codec.content_id("ab", "c")
    assert len(codec.content_id("x")) == 16


def test_ids_of_text_that_is_no_valid_unicode() -> None:
    assert codec.content_id("\ud800") != codec.content_id("\ud801")


def test_an_empty_answer() -> None:
    assert json.loads(codec.dumps(Answer()))["documents"] == []
