"""Plain text: its header, title and encodings."""

import pytest

from rashomon.model.text import Medium
from rashomon.reading.documents import read

REPORT = "Three people were killed in the blast at the market, the mayor said."


def text_of(raw: bytes) -> str:
    (document,) = read(raw).documents
    return document.text


def test_the_first_line_is_the_title_and_stays_in_the_text() -> None:
    (document,) = read(f"Blast at market\n\n{REPORT}\n".encode()).documents
    assert document.title == "Blast at market"
    assert document.text == f"Blast at market\n\n{REPORT}"
    assert document.medium is Medium.FILE
    assert document.published is None


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f"{REPORT}\n\nTwo were hurt.",
        f"Blast at market\n{REPORT}",
        "Blast at market",
        f"{'Blast ' * 60}\n\n{REPORT}",
        f"The mayor said:\n\n{REPORT}",
    ],
)
def test_other_first_lines_are_no_title(text: str) -> None:
    (document,) = read(text.encode()).documents
    assert document.title == ""


def test_a_header_is_read_and_leaves_the_text() -> None:
    raw = (
        "Publisher: Oltren Live\r\nPublished: 2031-05-02T09:10Z\r\nTitle: Blast at market\r\n"
        f"Medium: telegram\r\nForwarded-From: Pavel Rostin\r\nURL: https://live.example/1\r\nId: 7\r\n"
        f"\r\n{REPORT}"
    )
    reading = read(raw.encode())
    assert reading.problems == ()
    (document,) = reading.documents
    assert document.text == f"Blast at market\n\n{REPORT}"
    assert document.medium is Medium.TELEGRAM
    assert (document.publisher, document.forwarded_from) == ("Oltren Live", "Pavel Rostin")
    assert (document.url, document.external_id) == ("https://live.example/1", "7")


def test_a_publisher_makes_it_news() -> None:
    (document,) = read(f"Publisher: Oltren Live\n\n{REPORT}".encode()).documents
    assert document.medium is Medium.NEWS


@pytest.mark.parametrize(
    "text", [f"Publisher: Oltren Live\n{REPORT}", f"Mayor: no one is safe\n\n{REPORT}", "Title: Three dead"]
)
def test_a_block_that_is_no_header_is_text(text: str) -> None:
    assert text_of(text.encode()) == text


def test_a_header_that_cannot_be_understood_is_told() -> None:
    reading = read(f"Medium: pigeon\nPublished: soon\n\n{REPORT}".encode())
    (document,) = reading.documents
    assert (document.medium, document.published) == (Medium.FILE, None)
    assert [("pigeon" in p.error, "soon" in p.error) for p in reading.problems] == [
        (True, False),
        (False, True),
    ]


def test_a_header_without_text_is_a_problem() -> None:
    assert "no text" in read(b"Publisher: Oltren Live\n\nShare this: Facebook\n").problems[0].error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    text = "Three people were killed, the mayor’s office said – it was “terrible” in the town of Sarvik."
    assert text_of(text.encode(encoding)) == text


def test_damage_in_utf8_is_not_another_encoding() -> None:
    raw = "The mayor’s office – as ever “open” – said that three died. ".encode() * 20
    assert "’s office – as ever “open”" in text_of(raw.replace(b"died", b"di\xffed", 1))


def test_windows_1251_is_told_as_russian() -> None:
    raw = "Взрыв на рынке: трое погибших, сообщил губернатор области.".encode("cp1251")
    (document,) = read(raw).documents
    assert (document.language, document.text) == ("ru", raw.decode("cp1251"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_line_ends_are_alike(end: str) -> None:
    assert text_of(f"Blast at market{end}{end}{REPORT}".encode()) == f"Blast at market\n\n{REPORT}"


def test_control_characters_are_blanks() -> None:
    assert text_of(b"Three\x00people were killed, it was said.\x07") == "Three people were killed, it was said. "
