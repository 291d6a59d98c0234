"""Tables that a spreadsheet can open without running anything, and a program without guessing."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.presentation.answers import ANSWER

from rashomon.presentation.formats import tables
from rashomon.presentation.rows import BalanceRow, ClaimRow, balance_rows, claim_rows


@dataclass(frozen=True)
class _Row:
    value: object


def _parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _read(kind: type, rows: Iterable[object]) -> list[dict[str, str]]:
    names, *cells = _parsed("".join([tables.header(kind), *tables.lines(rows)]))
    return [dict(zip(names, row, strict=True)) for row in cells]


def _cell(value: object) -> str:
    ((cell,),) = _parsed("".join(tables.lines([_Row(value)])))
    return cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "＝1", "-", "\n=1"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    assert _cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "written"),
    [(-4.5, "-4.5"), (-3, "-3"), (0, "0"), (True, "true"), (False, "false"), ("a, b", "a, b")],
)
def test_other_cells_stay_as_they_are(value: object, written: str) -> None:
    assert _cell(value) == written


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1))
def test_no_text_begins_a_formula_and_none_is_lost(text: str) -> None:
    cell = _cell(text)
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_claim_is_one_row() -> None:
    first, second = _read(ClaimRow, claim_rows(ANSWER, names=False))
    assert first["external_id"] == "'=cmd|' /C calc'!A0"
    assert first["outcome"] == "killed"
    assert (first["lower"], first["upper"], first["latitude"]) == ("4", "4", "-4.5")
    assert (second["lower"], second["upper"]) == ("5", "")
    assert second["groups"] == "civilians; women"
    assert second["ages"] == "8; 15"
    assert second["via"] == "the mayor"
    assert (first["incident_id"], first["standing"]) == ("1", "superseded")
    assert (first["earliest"], first["published"]) == ("2031-05-02T12:00:00", "2031-05-02T18:00:00Z")


def test_names_of_victims_are_withheld_unless_asked_for() -> None:
    assert [row.names for row in claim_rows(ANSWER, names=False)] == [None, None]
    assert [row.names for row in claim_rows(ANSWER, names=True)] == [None, "Ada Lorn"]


def test_a_balance_is_one_row_and_its_parts_follow() -> None:
    killed, children, injured = _read(BalanceRow, balance_rows(ANSWER))
    assert (killed["lower"], killed["upper"], killed["agreement"], killed["origins"]) == (
        "5",
        "",
        "revised",
        "2",
    )
    assert killed["sources"] == (
        "the hospital: at least 5; the mayor: 4 (preliminary, earlier); source not named: up to 4"
    )
    assert killed["claim_ids"] == "c5; c4"
    assert killed["document_ids"] == "d1"
    assert (children["level"], children["group"]) == ("1", "children")
    assert (injured["lower"], injured["agreement"]) == ("", "unreported")
