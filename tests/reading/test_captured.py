"""The bytes beside each document: exactly those that it was read from, and where they lay."""

import hashlib
import io
import json
from pathlib import Path

import pytest

from rashomon.model.codec import from_dict, to_dict
from rashomon.model.ledger import Problem
from rashomon.model.text import Capture
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured
from rashomon.reading.sources import Source

REPORT = "Three people were killed in the blast at the market, the mayor said."


def taken(*sources: Source) -> list[Captured]:
    found = list(captured(*sources))
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Captured)]


def test_a_file_is_kept_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    raw = b"\xef\xbb\xbfPublisher: Talvari Post\r\n\r\n" + REPORT.encode() + b"\r\n"
    file.write_bytes(raw)
    (found,) = taken(file)
    assert found.material.raw == raw
    assert found.capture == Capture(
        document_id=found.document.id, raw_sha256=hashlib.sha256(raw).hexdigest(), input=str(file)
    )
    assert from_dict(Capture, to_dict(found.capture)) == found.capture


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_kept_with_its_place(end: str) -> None:
    rows = [json.dumps({"id": i, "text": f"{REPORT} Взрыв {i}."}, ensure_ascii=False) for i in range(3)]
    raw = (end.join(rows) + end).encode()
    for number, found in enumerate(taken(raw)):
        assert found.material.raw.decode() == rows[number] + end
        offset = found.material.offset
        assert offset is not None
        assert raw[offset : offset + len(found.material.raw)] == found.material.raw
        assert found.place == f"<bytes>, line {number + 1}"


def test_a_row_of_a_table_is_kept_with_all_its_lines() -> None:
    raw = f'id,text\n1,"{REPORT}\nIt was a market, too."\n2,{json.dumps(REPORT)}\n'.encode()
    first, second = taken(raw)
    assert first.material.raw == raw[first.material.offset :][: len(first.material.raw)]
    assert first.material.raw.startswith(b'1,"Three')
    assert first.material.raw.endswith(b'too."\n')
    assert second.material.raw.startswith(b'2,"Three')


def test_rows_without_bytes_of_their_own_share_those_of_the_input() -> None:
    rows = "".join(json.dumps({"id": i, "text": f"{REPORT} {i}"}) + "\n" for i in range(3))
    for raw in (rows.encode("utf-16"), json.dumps([json.loads(row) for row in rows.splitlines()]).encode("utf-16")):
        found = taken(raw)
        assert len(found) == 3
        assert {id(each.material) for each in found} == {id(found[0].material)}
        assert found[0].material.raw == raw


def test_an_object_of_an_array_is_kept_with_its_place() -> None:
    values = [{"id": i, "text": f"{REPORT} Взрыв {i}."} for i in range(3)]
    for raw in (json.dumps(values, ensure_ascii=False, indent=1).encode(), json.dumps(values).encode()):
        for value, found in zip(values, taken(raw), strict=True):
            assert json.loads(found.material.raw) == value
            assert raw[found.material.offset :].startswith(found.material.raw)


def test_bytes_that_are_no_text_are_kept_as_they_are() -> None:
    raw = '[{"id": 1, "text": "Взрыв в Тальвари: трое погибших, сообщил мэр Сарв?ика."}]'.encode().replace(
        b"?", b"\xff"
    )
    (found,) = taken(raw)
    assert found.material.raw == raw[1:-1]
    assert "Сарв\ufffdика" in found.document.text


def test_a_document_that_is_found_twice_is_captured_twice() -> None:
    assert len(taken(REPORT.encode(), io.BytesIO(REPORT.encode() + b"\n"))) == 2
