"""What a reader sees in a terminal."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.presentation.answers import ANSWER, DOCUMENT

from rashomon.model.answer import Answer
from rashomon.model.ledger import Problem
from rashomon.presentation.formats.texts import answer_text
from rashomon.presentation.terminal import Style, width


def _lines(answer: Answer = ANSWER, columns: int = 100, *, colour: bool = False) -> list[str]:
    return list(answer_text(answer, columns=columns, style=Style(colour)))


def _text(answer: Answer = ANSWER, columns: int = 100) -> str:
    return " ".join(" ".join(_lines(answer, columns)).split())


def test_the_brief_comes_first_and_cites_its_claims_by_number() -> None:
    lines = _lines()
    assert lines[0] == "Strike, Marvenka"
    assert lines[1] == "────────────────"
    assert lines[2] == "The hospital said at least five died. [1] [2]"


def test_the_ledger_follows_with_the_reason_of_each_figure() -> None:
    text = "\n".join(_lines())
    header, killed = text.index("outcome"), text.index("at least 5")
    assert header < killed
    assert "the hospital's later word" in _text(columns=200)
    assert "unreported" in text


def test_what_nobody_reports_is_not_told_as_a_figure() -> None:
    (row,) = (line for line in _lines() if line.startswith("injured "))
    assert row.split() == ["injured", "–", "unreported", "→", "no", "source", "gave", "a", "number"]


def test_numbers_lead_to_the_words_of_the_report() -> None:
    text = _text(columns=200)
    assert "[1] “five had died, [name withheld] among them”" in text
    assert "[2] “Four people died in Marvenka” (superseded: a later" in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Oltren Gazette, 2031-05-02 18:00 UTC"),
        ({"published": datetime(2031, 5, 2, tzinfo=UTC)}, "Oltren Gazette, 2031-05-02"),
        ({"published": None}, "Oltren Gazette"),
        ({"publisher": "", "published": None}, "Strike on Marvenka"),
        ({"publisher": "", "title": "", "external_id": "row 7", "published": None}, "row 7"),
        (
            {"publisher": "", "title": "", "external_id": None, "published": None},
            "“Four people died in Marvenka at noon,…”",
        ),
    ],
)
def test_words_name_their_report_where_there_are_more(fields: dict[str, Any], told: str) -> None:
    other = replace(DOCUMENT, id="d2")
    text = _text(replace(ANSWER, documents=(replace(DOCUMENT, **fields), other)), columns=200)
    assert f"[2] {told}: “Four people died" in text


def test_names_of_victims_are_struck_out_unless_asked_for() -> None:
    assert "Ada Lorn" not in _text(columns=200)
    given = " ".join(answer_text(ANSWER, columns=200, style=Style(), names=True))
    assert "“five had died, Ada Lorn among them”" in given


def test_responsibility_checks_and_grades_are_told_with_their_reasons() -> None:
    text = _text(columns=200)
    assert "Said to be responsible: the mayor (asserted by the hospital) [1]" in text
    assert "Does not add up: 4 killed = 5 killed" in text
    assert "Suggested harm grade: fair (two origins)" in text


def test_what_could_not_be_read_comes_last() -> None:
    assert _lines()[-2:] == ["Problems", "page.png: this is a picture (give the page itself)"]


def test_what_was_left_out_as_it_should_be_is_no_problem() -> None:
    note = Problem(input="posts.json", error="2 posts have no text", note=True)
    lines = _lines(replace(ANSWER, problems=(note, *ANSWER.problems)))
    assert lines[-2:] == ["Left out", "posts.json: 2 posts have no text"]
    assert "Problems" in lines


@pytest.mark.parametrize("columns", [20, 33, 50, 72, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    wide = replace(ANSWER, problems=(Problem(input="x" * 300, error="地震" * 50, hint="e\u0301" * 90),))
    assert all(width(line) <= columns for line in _lines(wide, columns))


def test_a_narrow_terminal_loses_nothing() -> None:
    narrow = _text(columns=40)
    assert "sources → reason: the hospital: at least 5 [1] the mayor: 4 (preliminary, earlier) [2]" in narrow
    assert "→ the hospital's later word" in narrow


def test_a_report_cannot_steer_the_terminal() -> None:
    problem = Problem(input="\x1b[2Jfile\u202e", error="a\rb\x9bc\nd")
    lines = _lines(replace(ANSWER, problems=(problem,)))
    assert lines[-1] == "[2Jfile: abc d"
    assert not any(c in "".join(lines) for c in "\x1b\x9b\r\n\u202e")


def test_colours_only_where_asked_for() -> None:
    assert "\x1b" not in "".join(_lines())
    assert "\x1b[1m" in "".join(_lines(colour=True))


def test_nothing_found_is_said() -> None:
    assert _lines(Answer(documents=(DOCUMENT,)))[0] == "No incident was found in what was read."
