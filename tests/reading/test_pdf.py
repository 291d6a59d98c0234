"""PDF: pages become one text whose paragraphs are whole; what has no text is told."""

import io
import textwrap

import pypdf
import pytest
from tests.reading.forms import REPORT, pdf, record

from rashomon.model.text import Document, Medium
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, read

PROSE = (
    "Three people were killed in the blast at the market in Talvari, the mayor said on Friday. Two others were taken "
    "to the hospital in Sarvik, where one of them died at night, according to the hospital's chief doctor."
)


def only(raw: bytes) -> Document:
    reading = read(raw)
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def wrapped(text: str, width: int = 60) -> list[str]:
    return textwrap.wrap(text, width)


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("width", [40, 60, 103])
def test_lines_become_paragraphs(width: int, compress: bool) -> None:
    first, second = PROSE, PROSE.replace("Three", "Nine")
    document = only(pdf([*wrapped(first, width), *wrapped(second, width)], compress=compress))
    assert document.text == f"{first}\n\n{second}"
    assert (document.medium, document.published, document.publisher) == (Medium.FILE, None, "")


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(PROSE)
    found = next(iter(captured(pdf(lines[:2], lines[2:]))))
    assert isinstance(found, Captured)
    assert found.document.text == PROSE
    start = found.document.text.index(lines[2])
    assert found.notes == (f"its pages begin at the characters 0, {start}",)


def test_a_page_that_ends_a_sentence_ends_a_paragraph() -> None:
    assert only(pdf(wrapped(PROSE), [REPORT])).text == f"{PROSE}\n\n{REPORT}"


def test_words_that_a_line_parts_are_joined() -> None:
    lines = ["Three people were killed in the blast at the mar-", "ket, the mayor said. The long-range missile was"]
    lines += ["one of two long-", "range missiles, and fell in the north-", "East Sarvik district, he added."]
    assert only(pdf(lines)).text == (
        "Three people were killed in the blast at the market, the mayor said. The long-range missile was "
        "one of two long-range missiles, and fell in the north- East Sarvik district, he added."
    )


def test_headings_and_lists_keep_their_lines() -> None:
    lines = ["Blast in Talvari", *wrapped(PROSE), "- three killed", "- two injured"]
    assert only(pdf(lines)).text == f"Blast in Talvari\n\n{PROSE}\n\n- three killed\n\n- two injured"
    assert only(pdf(lines)).title == "Blast in Talvari"


def test_running_lines_and_page_numbers_are_left_out() -> None:
    pages = [
        ["Talvari Bulletin, No. 7", *wrapped(PROSE.replace("Three", word)), f"Page {i} of 4", f"- {i} -"]
        for i, word in enumerate(("Three", "Four", "Five", "Six"), 1)
    ]
    document = only(pdf(*pages))
    assert document.text == "\n\n".join(PROSE.replace("Three", word) for word in ("Three", "Four", "Five", "Six"))


def test_the_language_of_the_file_is_asked_where_the_text_tells_nothing() -> None:
    lines = [f"Viera {i} Rockledge {i + 7}, Bozeman Tolivert Davis Burgher." for i in range(20)]
    assert only(pdf(lines)).language == "und"
    assert only(pdf(lines, language="en-GB")).language == "en"


def test_a_pdf_without_text_is_told() -> None:
    assert "no text" in read(pdf([], [])).problems[0].error


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:40], lambda raw: raw.replace(b"/Catalog", b"/Katalog")[:-90], lambda _: b"%PDF-1.7"]
)
def test_a_broken_pdf_is_told(damage: object) -> None:
    assert callable(damage)
    reading = read(damage(pdf([REPORT])))
    assert not reading.documents
    assert "PDF" in reading.problems[0].error


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(pdf([REPORT]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_pdf_under_a_password_is_told() -> None:
    assert "password" in read(locked("secret")).problems[0].error
    assert only(locked("")).text == REPORT


def test_a_page_that_cannot_be_read_keeps_no_other_from_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.reading.pdf._LONGEST_PAGE", 200)
    reading = read(pdf(wrapped(PROSE), [REPORT]))
    assert [each.text for each in reading.documents] == [REPORT]
    assert reading.problems[0].input == "<bytes>, page 1"


def test_the_bytes_of_a_pdf_are_kept_and_its_address() -> None:
    raw = pdf([REPORT])
    found = next(iter(captured(record(raw, type="resource", url="https://ministry.example/notice.pdf"))))
    assert isinstance(found, Captured)
    assert (found.material.raw, found.document.url) == (raw, "https://ministry.example/notice.pdf")
    assert found.document.medium is Medium.ARCHIVE
