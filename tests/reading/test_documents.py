"""Sources of every kind, told apart by content; what cannot be read is told, and the rest is read."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Medium
from rashomon.reading.documents import read, stream

REPORT = "Three people were killed in the blast at the market, the mayor said."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def only(*sources: str | Path | bytes) -> Document:
    reading = read(*sources)
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def problem(source: str | Path | bytes) -> Problem:
    reading = read(source)
    assert reading.documents == ()
    (found,) = reading.problems
    assert found.hint
    return found


def test_a_file_a_path_bytes_and_open_files_give_the_same_document(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    with file.open("rb") as binary, file.open(encoding="utf-8") as text:
        documents = read(str(file), stdin=None).documents + read(binary).documents + read(text).documents
    documents += read(file).documents + read(REPORT.encode()).documents + read(io.StringIO(REPORT)).documents
    assert {document.text for document in documents} == {REPORT}
    assert len({document.id for document in documents}) == 1
    assert len(documents) == 6


def test_a_dash_is_standard_input() -> None:
    reading = read("-", stdin=io.BytesIO(REPORT.encode()))
    assert [document.text for document in reading.documents] == [REPORT]


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    for name in ("b/1.txt", "c.txt", "a.txt", ".hidden", "page_files/script.js"):
        (tmp_path / name).write_text(f"{REPORT} This is {name}.", encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<html><p>{REPORT}</p></html>", encoding="utf-8")
    texts = [document.text for document in read(tmp_path).documents]
    assert [text.removeprefix(REPORT).strip() for text in texts] == [
        "This is a.txt.",
        "This is c.txt.",
        "",
        "This is b/1.txt.",
    ]


def test_a_bad_file_in_a_folder_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PNG)
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    reading = read(tmp_path)
    assert [document.text for document in reading.documents] == [REPORT]
    assert [Path(each.input).name for each in reading.problems] == ["a.html", "c.txt"]
    assert "PNG" in reading.problems[0].error


def test_a_fault_of_ours_costs_one_file_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("rashomon.reading.intake.page", broken)
    (tmp_path / "a.html").write_text(f"<html><p>{REPORT}</p></html>", encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    reading = read(tmp_path)
    assert [document.text for document in reading.documents] == [REPORT]
    assert "a fault of rashomon (KeyError: 'oops')" in reading.problems[0].error


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert "no files" in problem(tmp_path).error


@pytest.mark.parametrize("source", ["nowhere.txt", "no\x00where", "a" * 5_000])
def test_a_path_that_leads_nowhere_is_a_problem(source: str) -> None:
    assert problem(source).input == source


def test_an_address_that_is_not_public_is_refused() -> None:
    assert "this machine" in problem("https://courier.local/quake").error
    assert "no way to a page" in problem("ftp://courier.example/quake").error


def test_samples_ship_with_the_package() -> None:
    everything = read("sample:all")
    assert everything.problems == ()
    one = read("sample:marvenka")
    assert set(one.documents) < set(everything.documents)
    assert all(document.published for document in one.documents)


def test_an_unknown_sample_names_those_that_there_are() -> None:
    assert "sample:marvenka" in problem("sample:atlantis").hint


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\x00" * 40, b"\xff\xfe"])
def test_an_empty_file_is_a_problem(raw: bytes) -> None:
    assert "empty" in problem(raw).error


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (PNG, "PNG"),
        (b"%PDF-1.7\n\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1 Three people}", "RTF"),
        (b"WARC/1.0\r\nWARC-Type: response", "WARC"),
        (bytes((i * 7919) % 256 for i in range(5_000)), "binary"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "feed"),
        (b'<?xml version="1.0"?><note>Three people</note>', "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nThree people", "MIME"),
    ],
)
def test_other_forms_are_told_by_name(raw: bytes, told: str) -> None:
    assert told in problem(raw).error


def test_the_name_says_nothing_of_the_form(tmp_path: Path) -> None:
    file = tmp_path / "page.csv"
    file.write_text(f"<!doctype html><html><body><p>{REPORT}</p></body></html>", encoding="utf-8")
    assert only(file).medium is Medium.NEWS
    file = tmp_path / "rows.html"
    file.write_text('{"id": 7, "text": "Two boats sank, the port said."}\n', encoding="utf-8")
    assert only(file).external_id == "7"


def test_a_text_in_another_language_is_given_with_its_name() -> None:
    document = only("Взрыв на рынке: трое погибших, сообщил губернатор.".encode())
    assert document.language == "ru"


def test_the_same_document_is_read_once() -> None:
    reading = read(REPORT.encode(), REPORT.encode())
    assert len(reading.documents) == 1
    assert "the same document" in reading.problems[0].error


def test_two_runs_give_the_same() -> None:
    assert read("sample:all") == read("sample:all")


def test_a_table_flows_row_by_row() -> None:
    class Endless(io.RawIOBase):
        """Rows without end: whoever reads it all never comes back."""

        def __init__(self) -> None:
            self.number = 0
            self.left = b""

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.number += 1
            self.left += f'{{"id": {self.number}, "text": "{REPORT}"}}\n'.encode()
            piece, self.left = self.left[:size], self.left[size:]
            return piece

    rows = stream(Endless())  # type: ignore[arg-type]
    first = [next(rows) for _ in range(5)]
    assert [each.external_id for each in first if isinstance(each, Document)] == ["1", "2", "3", "4", "5"]


def test_a_long_text_is_read_whole() -> None:
    text = "\n".join(f"Report {i}: three people were killed, the mayor said." for i in range(60_000))
    assert only(text.encode()).text == text


def test_a_page_of_blank_lines_before_the_text_is_read() -> None:
    assert only(b" \n" * 200_000 + REPORT.encode()).text.strip() == REPORT


def test_clocks_are_utc() -> None:
    document = only(f"Published: 2031-05-02T18:00+03:00\n\n{REPORT}".encode())
    assert document.published == datetime(2031, 5, 2, 15, tzinfo=UTC)


def test_a_page_of_comments_is_told_apart_at_once() -> None:
    markup = b"<html><p>" + REPORT.encode() + b"</p></html>"
    assert only(b"<!-- a -->" * 5_000 + markup).text == REPORT


FRAGMENTS = st.sampled_from(
    [
        b'{"id": 1, "text": "',
        b'"}',
        b"\n",
        b"\r",
        b"id,text\n",
        b'"',
        b",",
        b"<html><p>",
        b"<div>",
        b"]]>",
        b"[{",
    ]
)


@given(st.lists(FRAGMENTS | st.binary(max_size=12) | st.just(REPORT.encode()), max_size=14).map(b"".join))
def test_nothing_raises_and_nothing_is_silent(raw: bytes) -> None:
    reading = read(raw)
    assert reading.documents or reading.problems or not raw.strip(b'\r\n ,"')
    assert all(document.text.encode() for document in reading.documents)
    assert all(problem.input and problem.error and problem.hint for problem in reading.problems)
