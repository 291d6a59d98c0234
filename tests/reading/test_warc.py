"""Web archives: each record is read like a file of its own, and what is no report is counted."""

import base64
import gzip
import hashlib
import io
import json
import zlib
from datetime import UTC, datetime

import pytest
from fastwarc.stream_io import BrotliWriter
from tests.reading.forms import PAGE, REPORT, gzipped, record, response, zipped, zstd

from rashomon.model.text import Medium
from rashomon.reading import limits
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, read

PAGES = [response(PAGE.replace("Three", word), url=f"https://post.example/{word}") for word in ("Two", "Four", "Six")]


def only(raw: bytes) -> Captured:
    (found,) = captured(raw)
    assert isinstance(found, Captured)
    return found


@pytest.mark.parametrize(
    "packed", [b"".join(PAGES), gzipped(*PAGES), b"".join(map(zstd, PAGES)), gzipped(b"".join(PAGES))]
)
def test_plain_gzip_and_zstd_give_the_same(packed: bytes) -> None:
    reading = read(packed)
    assert reading.problems == ()
    assert [document.url for document in reading.documents] == [
        f"https://post.example/{w}" for w in ("Two", "Four", "Six")
    ]
    assert [document.medium for document in reading.documents] == [Medium.NEWS] * 3
    assert reading.documents == read(b"".join(PAGES)).documents


def test_a_page_is_kept_as_it_was_received() -> None:
    found = only(record(b"", type="warcinfo") + response(gzip.compress(PAGE.encode()), Content_Encoding="gzip"))
    assert REPORT in found.document.text
    material = found.material
    assert material.raw == gzip.compress(PAGE.encode())
    assert (material.url, material.retrieved) == ("https://post.example/1", datetime(2031, 5, 2, 10, tzinfo=UTC))
    assert ("Content-Encoding", "gzip") in material.headers
    assert ("WARC-Date", "2031-05-02T10:00:00Z") in material.headers
    assert found.place == "<bytes>, record 2"
    assert material.offset == len(record(b"", type="warcinfo"))


def test_the_place_of_a_record_is_that_of_its_compressed_bytes() -> None:
    offsets = [each.material.offset for each in captured(gzipped(*PAGES)) if isinstance(each, Captured)]
    assert offsets == [0, len(gzipped(PAGES[0])), len(gzipped(*PAGES[:2]))]


def brotli(raw: bytes) -> bytes:
    class Kept(io.BytesIO):
        def close(self) -> None:
            """The writer closes what it writes to."""

    stream = Kept()
    writer = BrotliWriter(stream)
    writer.write(raw)
    writer.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("x-gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("br", brotli(PAGE.encode())),
        ("zstd", zstd(PAGE.encode())),
        ("identity", PAGE.encode()),
        *((name, PAGE.encode()) for name in ("gzip", "br", "deflate", "zstd")),  # decoded before it was archived
    ],
)
def test_an_encoded_body_is_decoded(encoding: str, body: bytes) -> None:
    assert REPORT in only(response(body, Content_Encoding=encoding)).document.text


def test_a_chunked_body_is_joined() -> None:
    raw = PAGE.encode()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(raw[i : i + 50]), raw[i : i + 50]) for i in range(0, len(raw), 50))
    assert REPORT in only(response(chunked + b"0\r\n\r\n", Transfer_Encoding="chunked")).document.text
    assert REPORT in only(response(raw, Transfer_Encoding="chunked")).document.text


def test_the_encoding_of_the_header_is_asked() -> None:
    text = "Взрыв на рынке в Тальвари: трое погибших, сообщил губернатор области."
    page = f"<html><body><p>{text}</p></body></html>".encode("cp1251")
    assert text in only(response(page, "text/html; charset=windows-1251")).document.text


def test_texts_tables_and_archives_in_it_are_read_too() -> None:
    rows = "".join(json.dumps({"id": i, "text": f"{REPORT} {i}"}) + "\n" for i in range(2)).encode()
    raw = (
        response(REPORT, "text/plain")
        + response(rows, "application/json")
        + record(REPORT.replace("Three", "Nine").encode(), type="conversion")
        + record(zipped({"a.html": PAGE}), type="resource", url="urn:upload")
    )
    found = [each for each in captured(raw) if isinstance(each, Captured)]
    assert [each.document.medium for each in found] == [
        Medium.ARCHIVE, Medium.ARCHIVE, Medium.ARCHIVE, Medium.ARCHIVE, Medium.NEWS
    ]  # fmt: skip
    assert [each.document.external_id for each in found] == [None, "0", "1", None, None]
    assert [each.place for each in found][1::3] == ["<bytes>, record 2, line 1", "<bytes>, record 4, a.html"]


def test_what_is_no_report_is_counted() -> None:
    raw = (
        record(b"software: x", type="warcinfo")
        + record(b"GET / HTTP/1.1", type="request")
        + PAGES[0]
        + response(b"\x89PNG", "image/png")
        + response("body{}", "text/css") * 2
        + response("User-agent: *", "text/plain", url="https://post.example/robots.txt")
        + response("Gone", status=404)
        + response("", status=301)
        + record(b"", type="revisit", http="HTTP/1.1 200 OK")
        + response("")
    )
    reading = read(raw)
    assert len(reading.documents) == 1
    (note,) = reading.problems
    assert note.note
    assert note.error == (
        "records left out (answers with status 301: 1, answers with status 404: 1, empty answers: 1, image/png: 1, "
        "revisits of a page that had not changed: 1, robots.txt: 1, text/css: 2)"
    )


@pytest.mark.parametrize("packed", [b"".join, lambda r: gzipped(*r), lambda r: b"".join(map(zstd, r))])
def test_a_broken_record_keeps_no_other_from_being_read(packed: object) -> None:
    assert callable(packed)
    broken = bytearray(packed([PAGES[1]]))
    broken[10 : len(broken) // 2] = bytes(len(broken) // 2 - 10)
    raw = packed([PAGES[0]]) + bytes(broken) + packed([PAGES[2]])
    reading = read(raw)
    assert [document.url for document in reading.documents] == ["https://post.example/Two", "https://post.example/Six"]
    assert any("broken" in problem.error for problem in reading.problems)


def test_a_record_that_is_cut_short_is_told_and_read() -> None:
    reading = read(response(PAGE)[:-20])
    assert REPORT in reading.documents[0].text
    assert "cut short" in reading.problems[0].error


@pytest.mark.parametrize("written", ["sha1", "SHA-256", "md5"])
def test_a_digest_is_compared(written: str) -> None:
    digest = hashlib.new(written.lower().replace("-", ""), REPORT.encode()).digest()
    for value in (base64.b32encode(digest).decode(), digest.hex()):
        fine = record(REPORT.encode(), type="resource", WARC_Block_Digest=f"{written}:{value}")
        assert read(fine).problems == ()
        reading = read(fine.replace(b"Three", b"Seven"))
        assert reading.documents
        assert "digest" in reading.problems[0].error


def test_a_record_that_was_truncated_on_taking_is_told() -> None:
    assert "length" in read(record(REPORT.encode(), type="resource", WARC_Truncated="length")).problems[0].error


def test_an_answer_that_is_none_is_told() -> None:
    raw = record(b"no answer", Content_Type="application/http")
    assert "HTTP" in read(raw + PAGES[0]).problems[0].error


def test_bombs_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.reading.responses.LONGEST", 100_000)
    reading = read(response(gzip.compress(bytes(200_000)), Content_Encoding="gzip") + PAGES[0])
    assert len(reading.documents) == 1
    assert "longer than" in reading.problems[0].error
    monkeypatch.setattr("rashomon.reading.warc.LONGEST", 1_000_000)
    reading = read(gzipped(response(b" " * 2_000_000), PAGES[0]))
    assert len(reading.documents) == 1
    assert "longer than" in reading.problems[0].error
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    (problem,) = read(gzipped(response(b" " * 2_000_000))).problems
    assert "bomb" in problem.error


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_anything_may_be_compressed(pack: object) -> None:
    assert callable(pack)
    found = only(pack(REPORT.encode()))
    assert (found.document.text, found.material.raw) == (REPORT, REPORT.encode())
    rows = "".join(json.dumps({"id": i, "text": f"{REPORT} {i}"}) + "\n" for i in range(9)).encode()
    assert [each.external_id for each in read(pack(rows)).documents] == [str(i) for i in range(9)]


def test_rows_before_a_break_are_read() -> None:
    rows = "".join(
        json.dumps({"id": i, "text": f"{REPORT} {hashlib.sha256(bytes(i)).hexdigest()}"}) + "\n" for i in range(5_000)
    )
    reading = read(gzip.compress(rows.encode())[:-1_000])
    assert 4_000 < len(reading.documents) < 5_000
    (problem,) = reading.problems
    assert "broken" in problem.error


def test_compressed_zeros_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    for pack in (gzip.compress, zstd):
        (problem,) = read(pack(bytes(20_000_000))).problems
        assert "bomb" in problem.error
