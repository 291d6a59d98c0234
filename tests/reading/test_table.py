"""Rows of JSON Lines, JSON and CSV: fields, faults by line, and offsets that hold."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.text import Medium
from rashomon.reading.documents import Reading, read

REPORT = "Three people were killed, the mayor said."


def rows(*values: object) -> Reading:
    return read("\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode("utf-8", "surrogatepass"))


def test_fields_of_a_row() -> None:
    (document,) = rows(
        {
            "id": "x1",
            "text": REPORT,
            "title": "Blast at\nmarket ",
            "published": "2031-05-02T18:00+02:00",
            "url": "https://courier.example/1",
            "publisher": "Harbour Courier",
            "language": "EN-gb",
            "more": [1],
        }
    ).documents
    assert (document.external_id, document.title) == ("x1", "Blast at market")
    assert document.text == f"{REPORT}\n\nBlast at market"
    assert document.published == datetime(2031, 5, 2, 16, tzinfo=UTC)
    assert (document.url, document.publisher, document.language) == (
        "https://courier.example/1",
        "Harbour Courier",
        "en",
    )
    assert document.medium is Medium.NEWS


def test_a_row_of_text_alone() -> None:
    (document,) = rows({"text": REPORT}).documents
    assert document.medium is Medium.FILE
    assert (document.external_id, document.published, document.url, document.title) == (None, None, None, "")


def test_date_is_another_name_of_published() -> None:
    (document,) = rows({"text": REPORT, "published": None, "date": "2031-05-02"}).documents
    assert document.published == datetime(2031, 5, 2, tzinfo=UTC)


@pytest.mark.parametrize("published", [None, "", " "])
def test_no_date_is_none(published: str | None) -> None:
    reading = rows({"text": REPORT, "published": published})
    assert reading.problems == ()
    assert reading.documents[0].published is None


@pytest.mark.parametrize("published", ["soon", "03/04/2031", "2031-05", "2031", 1933200000])
def test_a_date_that_cannot_be_told_is_none_and_told(published: object) -> None:
    reading = rows({"text": REPORT, "published": published})
    assert reading.documents[0].published is None
    assert "line 1" in reading.problems[0].input


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"id": 1}, "no `text`"),
        ({"text": None}, "no `text`"),
        ({"text": ""}, "empty"),
        ({"text": " \n "}, "empty"),
        ({"text": 5}, "a number"),
        ({"text": [REPORT]}, "a list"),
        ({"id": {}, "text": REPORT}, "`id` is an object"),
        ({"id": True, "text": REPORT}, "`id` is a boolean"),
        ([REPORT], "a list where an object should be"),
        (None, "null where an object should be"),
    ],
)
def test_a_row_with_a_fault_is_told_with_its_line_and_the_rest_is_read(value: object, told: str) -> None:
    reading = rows({"id": "a", "text": REPORT}, value, {"id": "c", "text": REPORT})
    assert [document.external_id for document in reading.documents] == ["a", "c"]
    (problem,) = reading.problems
    assert problem.input.endswith("line 2")
    assert told in problem.error


def test_a_row_of_furniture_alone_is_an_empty_report_and_told() -> None:
    text = "Please sign in\nBy submitting your registration information, you agree to our terms of service."
    reading = rows({"id": 7, "text": text})
    (document,) = reading.documents
    assert (document.text.strip(), len(document.text), document.language) == ("", len(text), "en")
    assert "only page furniture" in reading.problems[0].error


def test_of_a_row_of_furniture_its_title_is_read_and_that_is_told() -> None:
    text = "Please sign in\nBy submitting your registration information, you agree to our terms of service."
    reading = rows({"id": 7, "text": text, "title": "Two hurt in fire"})
    (document,) = reading.documents
    assert (document.text.strip(), document.language) == ("Two hurt in fire", "en")
    assert "only page furniture" in reading.problems[0].error
    assert "only its title" in reading.problems[0].hint


def test_an_id_is_given_once() -> None:
    reading = rows({"id": 7, "text": REPORT}, {"id": "7", "text": f"{REPORT} More."})
    assert [document.text for document in reading.documents] == [REPORT]
    assert "line 1" in reading.problems[0].error


def test_a_field_of_a_wrong_type_is_left_out_and_told() -> None:
    reading = rows({"text": REPORT, "title": 4, "url": [], "publisher": {}})
    assert (reading.documents[0].title, reading.documents[0].url) == ("", None)
    assert len(reading.problems) == 3


@pytest.mark.parametrize("broken", ['{"id": 2, "text": "Three', "{" * 50_000, '{"text":' + "[" * 50_000, "Three died."])
def test_broken_json_is_told_with_its_line(broken: str) -> None:
    good = [json.dumps({"id": i, "text": REPORT}) for i in (1, 2, 3)]
    reading = read("\n".join([good[0], good[1], broken, "", good[2]]).encode())
    assert [document.external_id for document in reading.documents] == ["1", "2", "3"]
    assert [problem.input for problem in reading.problems] == ["<bytes>, line 3"]


def test_a_broken_first_line_is_told_too() -> None:
    reading = read(f'{{"id": 1, "text": "Three\n{{"id": 2, "text": "{REPORT}"}}\n'.encode())
    assert [document.external_id for document in reading.documents] == ["2"]


def test_a_json_array_and_a_single_object_are_read() -> None:
    assert len(read(json.dumps([{"text": REPORT}, {"id": 2, "text": REPORT}], indent=1).encode()).documents) == 2
    assert len(read(json.dumps({"text": REPORT}, indent=1).encode()).documents) == 1
    assert "item 2" in read(json.dumps([{"text": REPORT}, 5]).encode()).problems[0].input
    assert "broken JSON" in read(b'[{"text": "Three').problems[0].error


def test_the_language_of_a_row_is_trusted() -> None:
    assert rows({"text": REPORT, "language": "Arabic"}).documents[0].language == "ar"
    assert rows({"text": "Tre morti nel mercato, ha detto il sindaco.", "language": "English"}).documents


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_its_delimiters(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["ID", "Text", "Published"])
    writer.writerow(["a", f'{REPORT}\nThe mayor, "Ana" Lund; said so.', "2031-05-02"])
    writer.writerow(["b", REPORT, ""])
    for encoding in ("utf-8-sig", "utf-16"):
        reading = read(out.getvalue().encode(encoding))
        assert reading.problems == ()
        first, second = reading.documents
        assert (first.external_id, first.text) == ("a", f'{REPORT}\nThe mayor, "Ana" Lund; said so.')
        assert (first.published, second.published) == (datetime(2031, 5, 2, tzinfo=UTC), None)


def test_a_broken_row_of_csv_is_told_with_its_line() -> None:
    raw = f'id,text\n1,{REPORT.replace(",", "")}\n2,"not closed\n3,"{REPORT}"\n4,a,b\n\n5,"{REPORT}"\n'
    reading = read(raw.encode())
    assert [document.external_id for document in reading.documents] == ["1", "3", "5"]
    assert [problem.input for problem in reading.problems] == ["<bytes>, line 3", "<bytes>, line 5"]


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    reading = read(f'id,text\n1,{REPORT[:20]}\n2,"not closed\n3,Three were killed\n'.encode())
    assert [document.external_id for document in reading.documents] == ["1", "3"]
    assert [problem.input for problem in reading.problems] == ["<bytes>, line 3"]


def test_lines_count_from_where_a_row_begins() -> None:
    reading = read(b'id,text\n1,"Three were\nkilled in the\ntown"\n2,\n')
    assert [problem.input for problem in reading.problems] == ["<bytes>, line 5"]


def test_a_cell_may_be_long() -> None:
    long = f"{REPORT} " * 20_000
    assert read(f'id,text\n1,"{long}"\n'.encode()).documents[0].text == long


def test_a_table_without_text_is_a_problem() -> None:
    assert "no column `text`" in read(b"id,title,url\n1,Blast,x\n").problems[0].error


@pytest.mark.parametrize("raw", [b"id,text\n", b"id,text\n\n,\n", b"[]"])
def test_a_table_without_rows_is_a_problem(raw: bytes) -> None:
    assert [problem.error for problem in read(raw).problems] == ["the table has no rows"]


def test_a_row_in_another_encoding_is_read() -> None:
    raw = f'{{"text": "{REPORT}"}}\n'.encode() + '{"text": "The mayor’s office said so."}\n'.encode("cp1252")
    assert [document.text for document in read(raw).documents] == [REPORT, "The mayor’s office said so."]


def test_furniture_is_blanked_and_offsets_hold() -> None:
    text = f"Share this: Facebook\r\n\r\n{REPORT}\r\nRead more: Storm hits coast"
    (document,) = rows({"text": text}).documents
    assert len(document.text) == len(text)
    assert document.text.index(REPORT) == text.index(REPORT)
    assert document.text.strip() == REPORT


def test_a_title_is_read_too_and_stands_below_the_text() -> None:
    title = "Three dead in Orlanda mill fire"
    (document,) = rows({"text": REPORT, "title": title}).documents
    assert document.text == f"{REPORT}\n\n{title}"
    assert document.reading_place(len(document.text) - 1) < document.reading_place(0) == 0


@pytest.mark.parametrize("opening", ["Three dead in Orlanda mill fire.", "THREE DEAD IN ORLANDA MILL FIRE\n"])
def test_a_title_that_opens_the_text_is_not_read_twice(opening: str) -> None:
    (document,) = rows({"text": f"{opening} {REPORT}", "title": "Three dead in Orlanda mill fire"}).documents
    assert document.text.count(REPORT) == 1
    assert document.text.endswith(REPORT)


def test_half_a_character_does_not_break_the_output() -> None:
    reading = read(b'{"text": "Three were killed \\ud83d in the town", "title": "\\udc00"}\n')
    (document,) = reading.documents
    assert (document.text.encode(), document.title.encode()) != (b"", b"")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_a_text_keeps_its_length(text: str) -> None:
    reading = rows({"id": 1, "text": text, "language": "en"})
    for document in reading.documents:
        assert len(document.text) == len(text)
        kept = [i for i, c in enumerate(document.text) if not c.isspace()]
        assert all(document.text[i] == text[i] for i in kept)


def test_control_characters_in_a_string_are_blanks() -> None:
    assert read(b'{"text": "Three\x00were\tkilled."}\n').documents[0].text == "Three were\tkilled."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_tables(end: str) -> None:
    assert len(read(end.join(["id,text", f'1,"{REPORT}"', "2,Two were hurt.", ""]).encode()).documents) == 2
    row = json.dumps({"text": REPORT})
    assert [p.input for p in read(end.join([row, "{", json.dumps({"text": "Two were hurt."})]).encode()).problems] == [
        "<bytes>, line 2"
    ]
