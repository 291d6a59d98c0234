"""Laws that every answer keeps, held on the sample reports from end to end."""

import json
from functools import cache
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.model import codec
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim
from rashomon.presentation.formats.answers import answer_line
from rashomon.presentation.rows import with_parts
from rashomon.samples import SAMPLES
from rashomon.settings import Settings


@cache
def answer(name: str) -> Answer:
    return pipeline.answer([f"sample:{name}"], settings=Settings())


@pytest.fixture(params=SAMPLES)
def told(request: pytest.FixtureRequest) -> Answer:
    return answer(request.param)


def test_there_is_something_to_tell(told: Answer) -> None:
    assert told.problems == ()
    assert len(told.documents) >= 6
    assert len(told.claims) > 20
    assert told.incidents
    assert len(told.incidents) == len(told.ledgers) == len(told.briefs)


def test_every_span_is_the_documents_own_text(told: Answer) -> None:
    texts = {document.id: document.text for document in told.documents}
    for extraction in told.extractions:
        for record in (*extraction.claims, *extraction.attributions, *extraction.times, *extraction.places):
            _check_spans(codec.to_dict(record), texts[extraction.document_id])


def _check_spans(value: object, text: str) -> None:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            assert text[value["start"] : value["end"]] == value["text"]
        for inner in value.values():
            _check_spans(inner, text)
    elif isinstance(value, list):
        for inner in value:
            _check_spans(inner, text)


def test_ids_lead_to_what_they_name(told: Answer) -> None:
    ids = {claim.id for claim in told.claims}
    assert len(ids) == len(told.claims)
    for incident, ledger in zip(told.incidents, told.ledgers, strict=True):
        assert ledger.incident_id == incident.id
        assert set(incident.claim_ids) <= ids
        assert {entry.claim_id for entry in ledger.entries} == set(incident.claim_ids)
    for claim in told.claims:
        assert {claim.part_of, claim.out_of} - {None} <= ids


def test_every_sentence_of_a_brief_rests_on_claims(told: Answer) -> None:
    for incident, brief in zip(told.incidents, told.briefs, strict=True):
        for sentence in brief.sentences:
            assert sentence.claim_ids, sentence.text
            assert set(sentence.claim_ids) <= set(incident.claim_ids)


def test_every_balance_gives_its_reason_and_no_bounds_without_accounts(told: Answer) -> None:
    for ledger in told.ledgers:
        for balance, _ in with_parts(ledger.balances):
            assert balance.reason
            if not balance.accounts:
                assert (balance.lower, balance.upper) == (None, None)


def test_killed_and_injured_are_told_even_if_nobody_says(told: Answer) -> None:
    outcomes = {balance.outcome for balance in told.ledgers[0].balances}
    assert {"killed", "injured"} <= outcomes


def test_the_answer_is_json_and_its_claims_come_back(told: Answer) -> None:
    value = json.loads(answer_line(told, names=True))
    assert [codec.from_dict(Claim, claim) for claim in value["claims"]] == list(told.claims)


def test_the_same_input_gives_the_same_bytes() -> None:
    again = pipeline.answer(["sample:marvenka"], settings=Settings())
    assert answer_line(again, names=True) == answer_line(answer("marvenka"), names=True)


def test_each_document_by_itself_in_the_order_of_the_input(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    rows = [
        {"id": "b", "text": "Two people were killed in a fire in Marvenka, police said."},
        {"id": "a", "text": "Двое погибли при пожаре, сообщили в полиции в пятницу вечером."},
        {"id": "c", "text": "Three people were killed in a fire in Marvenka, police said."},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    first, second, third = pipeline.each([str(path)], settings=Settings())
    assert [document.external_id for document in (*first.documents, *third.documents)] == ["b", "c"]
    assert not second.documents
    assert "Russian" in second.problems[0].error
