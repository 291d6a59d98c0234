"""How reconciliation is scored: which incidents are asked for, and what counts as right."""

from typing import Any

from benchmarks.reconciliation import SETS, Score, answer, by_incident, labels, linked, scored, together
from tests.factory import document

from rashomon import pipeline


def row(id: str, incident: str, killed: Any, injured: Any = None) -> dict[str, Any]:
    return {"id": id, "gold": {"incident": incident, "killed": killed, "injured": injured}}


def test_incidents_of_one_report_and_of_nobody_are_not_asked_for() -> None:
    rows = [row("1", "a", 3), row("2", "a", 3), row("3", "b", 5), row("4", "c", 0, [1, 4]), row("5", "c", 0, [1, 4])]
    assert labels(rows) == {"a": {"killed": (3, 3)}, "c": {"injured": (1, 4)}}


def test_an_answer_is_exact_or_touches_or_is_wrong() -> None:
    gold = {name: {"killed": (3, 5)} for name in "abcd"}
    told = {"a": {"killed": (3, 5)}, "b": {"killed": (5, 9)}, "c": {"killed": (6, 9)}}
    assert scored(gold, told, "killed") == Score(asked=4, answered=3, exact=1, touches=2)


def test_reports_told_to_be_one_give_one_answer() -> None:
    texts = ["Five people were killed in a shooting in Velm on Monday.", "A fire in Orlat killed nine people."]
    documents = [document(text, external_id=str(n)) for n, text in enumerate(texts)]
    reports = by_incident(
        [row("0", "a", 5), row("1", "a", 5)], list(zip(documents, pipeline.extractions(documents), strict=True))
    )["a"]
    assert answer(together(reports), reports, "range")["killed"] == (5, 9)
    assert answer(linked(reports), reports, "range")["killed"] in ((5, 5), (9, 9))
    assert answer(None, reports, "range") == {}
    assert set(SETS) == {"gva", "airwars_syria"}
