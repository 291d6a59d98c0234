"""What a report says in its own voice over the figures that it quotes."""

from dataclasses import replace

import pytest
from tests.factory import claim, document, quantity
from tests.reconciliation.reports import balance, ledger_of

from rashomon.model.claim import Claim
from rashomon.model.text import Document

Bounds = tuple[int | None, int | None]
#: Bounds, modifier, who says it (null for the report itself).
Said = tuple[Bounds, str | None, str | None]

WORDS = ("one", "two", "three", "four")


def report(*said: Said) -> list[tuple[Claim, Document]]:
    where = document(" ".join(WORDS), publisher="Velm Courier")
    made = []
    for word, (bounds, modifier, speaker) in zip(WORDS, said, strict=False):
        one = claim(where, word, count=bounds, speaker=speaker)
        made.append((replace(one, quantity=quantity(one.evidence, *bounds, modifier=modifier)), where))
    return made


CASES: list[tuple[str, list[Said], Bounds]] = [
    ("vouched for, and quoted beyond", [((5, None), "at least", None), ((8, 8), None, "a neighbour")], (5, 8)),
    ("nothing beyond", [((5, None), "at least", None), ((5, 5), None, "a neighbour")], (5, 5)),
    (
        "nobody says how many at most",
        [((5, None), "at least", None), ((8, 8), None, "a neighbour"), ((21, None), "more than", "the radio")],
        (5, None),
    ),
    (
        "more than twenty is no more than 21",
        [((5, None), "at least", None), ((21, 21), None, "a neighbour"), ((21, None), "more than", "the radio")],
        (5, 21),
    ),
    (
        "dozens is no number",
        [((5, None), "at least", None), ((8, 8), None, "a neighbour"), ((24, None), "dozens", "the radio")],
        (5, 8),
    ),
    ("up to its own number", [((None, 9), "up to", None), ((6, 6), None, "a neighbour")], (6, 9)),
    ("its own range", [((5, 8), "between", None), ((8, 8), None, "a neighbour")], (5, 8)),
    ("its own range, and its own figure", [((5, 8), "between", None), ((8, 8), None, None)], (5, 8)),
    ("its own figure without a source", [((48, None), "at least", None), ((71, 71), None, None)], (48, 71)),
    ("two ends told apart", [((10, None), "at least", None), ((None, 40), "up to", None)], (10, 40)),
    (
        "another party's range sums up nothing",
        [((5, 8), "between", "the radio"), ((6, 6), None, "a neighbour")],
        (6, 6),
    ),
    ("a figure beyond its range is at odds", [((5, 8), "between", None), ((9, 9), None, "a neighbour")], (5, 9)),
]


@pytest.mark.parametrize(("said", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_report_weighs_what_it_quotes(said: list[Said], expected: Bounds) -> None:
    found = balance(ledger_of(*report(*said)))
    assert (found.lower, found.upper) == expected
    assert found.reason


def test_two_reports_are_two_accounts() -> None:
    first = report(((5, None), "at least", None))
    where = document("a second report: eight", publisher="Arden Post")
    other = claim(where, "eight", count=(8, 8), speaker="a neighbour")
    found = balance(ledger_of(*first, (other, where)))
    assert (found.lower, found.upper) == (8, 8)
