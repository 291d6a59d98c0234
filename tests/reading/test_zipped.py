"""ZIP archives: their files are read as those of a folder, and tricks are told."""

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from tests.reading.forms import REPORT, zipped

from rashomon.model.ledger import Problem
from rashomon.reading import limits
from rashomon.reading.captures import Captured
from rashomon.reading.documents import Reading, captured, read


def reading(files: dict[str, bytes | str]) -> Reading:
    return read(zipped(files))


def test_files_are_read_in_the_order_of_the_archive() -> None:
    rows = "".join(json.dumps({"id": i, "text": f"{REPORT} {i}"}) + "\n" for i in range(2))
    found = reading({"b.txt": f"{REPORT} b", "in/a.jsonl": rows, "p.html": f"<html><p>{REPORT}</p></html>"})
    assert found.problems == ()
    assert [each.text.removeprefix(REPORT).strip() for each in found.documents] == ["b", "0", "1", ""]


def test_the_bytes_kept_are_those_of_the_file_in_the_archive() -> None:
    (found,) = captured(zipped({"in/a.txt": REPORT}))
    assert isinstance(found, Captured)
    assert (found.material.raw, found.material.input, found.place) == (REPORT.encode(), *["<bytes>, in/a.txt"] * 2)


def test_an_archive_on_a_pipe_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, raw: bytes) -> None:
            self.stream = io.BytesIO(raw)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self.stream.readinto(buffer)

    stdin = io.BufferedReader(Pipe(zipped({"a.txt": REPORT})))  # type: ignore[type-var]
    assert read("-", stdin=stdin).documents


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    raw: bytes | str = REPORT
    for i in range(limits.DEEPEST):
        raw = zipped({f"{i}.bin": raw})
        assert [each.text for each in read(raw).documents] == [REPORT]
    found = read(zipped({"more": raw, "a.txt": REPORT}))
    assert [each.text for each in found.documents] == [REPORT]
    assert "archives deep" in found.problems[0].error


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "in/../../a.txt", "..\\a.txt", "C:\\a.txt", "C:a.txt"])
def test_a_name_that_leads_out_is_told(name: str) -> None:
    found = reading({name: REPORT, "b.txt": REPORT})
    assert len(found.documents) == 1
    assert "leads out" in found.problems[0].error


def test_a_link_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("passwords.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("b.txt", REPORT)
    found = read(stream.getvalue())
    assert [each.text for each in found.documents] == [REPORT]
    assert "link" in found.problems[0].error


def test_a_file_under_a_password_is_told() -> None:
    raw = bytearray(zipped({"a.txt": REPORT, "b.txt": f"{REPORT} b"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    found = read(bytes(raw))
    assert [each.text for each in found.documents] == [f"{REPORT} b"]
    assert "password" in found.problems[0].error


def test_a_file_whose_bytes_are_broken_keeps_no_other_from_being_read() -> None:
    raw = bytearray(zipped({"a.txt": REPORT * 9, "b.txt": REPORT}))
    raw[40:60] = bytes(20)
    found = read(bytes(raw))
    assert [each.text for each in found.documents] == [REPORT]
    assert "a.txt" in found.problems[0].input


def test_a_bomb_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE", 1_000_000)
    inner = zipped({"zeros.txt": b"\x00" * 20_000_000})
    for bomb in (inner, zipped({"inner.zip": inner})):
        (problem,) = read(bomb).problems
        assert "bomb" in problem.error
    raw = zipped({"log.txt": f"{REPORT}\n" * 20})
    assert read(raw).problems == ()


def test_hidden_files_and_companions_are_left_out_in_silence() -> None:
    found = reading(
        {
            "page.html": f"<html><p>{REPORT}</p></html>",
            "page_files/script.js": "var x = 1;",
            "__MACOSX/._page.html": "x",
            ".DS_Store": "x",
            "empty/": "",
        }
    )
    assert (len(found.documents), found.problems) == (1, ())


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (zipped({}), "no files"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "Office"),
        (zipped({"META-INF/container.xml": "<c/>", "text.xhtml": REPORT}), "e-book"),
        (zipped({"a.txt": REPORT})[:-30], "cannot be opened"),
        (b"PK\x03\x04\x14\x00", "cannot be opened"),
        (zipped({"a.txt": REPORT}, zipfile.ZIP_LZMA), "method 14"),
    ],
)
def test_what_is_no_archive_of_reports_is_told(raw: bytes, told: str) -> None:
    (found,) = captured(raw)
    assert isinstance(found, Problem)
    assert told in found.error
    assert found.hint


def test_a_telegram_export_is_read_without_its_media(tmp_path: Path) -> None:
    for name in ("photos/photo_1.jpg", "css/style.css", "js/script.js", "notes/a.txt", "result.json"):
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'{{"text": "{REPORT}"}}' if name == "result.json" else REPORT, encoding="utf-8")
    found = list(captured(tmp_path))
    assert [Path(each.place).name for each in found if isinstance(each, Captured)] == ["result.json, line 1", "a.txt"]
