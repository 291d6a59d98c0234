"""The JSON forms: their shape is a promise to the programs that read them."""

import json
from typing import Any

from tests.presentation.answers import ANSWER, FIVE, FOUR, SAID

from rashomon.model import codec
from rashomon.model.claim import Attribution, Claim
from rashomon.presentation.formats.answers import answer_line, claim_lines


def _answer(*, names: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer_line(ANSWER, names=names))
    return found


def test_the_answer_is_one_line_of_json() -> None:
    assert "\n" not in answer_line(ANSWER, names=False)


def test_what_an_answer_holds() -> None:
    answer = _answer()
    assert list(answer) == [
        "schema",
        "documents",
        "attributions",
        "times",
        "places",
        "claims",
        "incidents",
        "problems",
    ]
    assert answer["schema"] == 1
    assert answer["documents"][0]["published"] == "2031-05-02T18:00:00Z"
    told = {"input": "page.png", "error": "this is a picture", "hint": "give the page itself", "note": False}
    assert answer["problems"] == [told]


def test_what_was_found_names_its_document() -> None:
    answer = _answer()
    attribution = answer["attributions"][0]
    assert attribution.pop("document_id") == "d1"
    assert codec.from_dict(Attribution, attribution) == SAID
    assert answer["times"][0]["document_id"] == "d1"
    assert answer["times"][0]["earliest"] == "2031-05-02T12:00:00"
    assert answer["places"][0]["document_id"] == "d1"


def test_an_incident_holds_its_ledger_and_brief() -> None:
    (incident,) = _answer()["incidents"]
    assert incident["title"] == "Strike, Marvenka"
    balance = incident["ledger"]["balances"][0]
    assert (balance["outcome"], balance["lower"], balance["upper"]) == ("killed", 5, None)
    assert balance["accounts"][1]["party"]["name"] == "the mayor"
    assert balance["parts"][0]["group"] == "children"
    assert incident["brief"] == {
        "sentences": [{"text": "The hospital said at least five died.", "claim_ids": ["c5", "c4"]}]
    }


def test_names_of_victims_are_withheld_unless_asked_for() -> None:
    assert _answer()["claims"][1]["victims"]["names"] is None
    assert _answer(names=True)["claims"][1]["victims"]["names"][0]["text"] == "Ada Lorn"
    assert json.loads(list(claim_lines(ANSWER, names=False))[1])["victims"]["names"] is None


def test_claims_come_one_a_line_and_back() -> None:
    lines = list(claim_lines(ANSWER, names=True))
    assert [codec.from_dict(Claim, json.loads(line)) for line in lines] == [FOUR, FIVE]
