"""Whatever is changed behind an archive's back is found and named; others can check what it gives as evidence."""

import hashlib
import json
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archive.conftest import Place
from tests.archive.reports import STRIKE, report

from rashomon.archive.records import Fault, FaultKind
from rashomon.errors import InputError, UnknownRecord, VaultError
from rashomon.model import codec
from rashomon.settings import Settings
from rashomon.store.custody import Head

Behind = Callable[[str], None]


def _faults(place: Place, head: Head | None = None) -> list[Fault]:
    with place.open() as archive:
        return list(archive.verify(head=head).faults)


def _file(place: Place) -> Path:
    return sorted(path for path in place.vault.glob("*/*") if path.is_file())[3]


def test_an_archive_that_nobody_touched_holds(filled: Place) -> None:
    with filled.open() as archive:
        found = archive.verify()
    assert (found.holds, found.faults) == (True, ())
    assert (found.files, found.documents, found.entries) == (14, 14, 14)


def test_a_changed_byte_is_named(filled: Place) -> None:
    path = _file(filled)
    raw = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(raw[:100] + bytes([raw[100] ^ 1]) + raw[101:])
    [fault] = _faults(filled)
    assert (fault.kind, fault.subject) == (FaultKind.BYTES, str(path))


def test_a_missing_file_is_named_and_comes_back_with_its_report(filled: Place) -> None:
    path = _file(filled)
    path.unlink()
    [fault] = _faults(filled)
    assert (fault.kind, fault.subject, fault.error) == (FaultKind.BYTES, str(path), "the file is missing")
    with filled.open() as archive:
        archive.add("sample:all")
    assert _faults(filled) == []


def test_a_file_that_no_record_names_is_told_and_does_no_harm(filled: Place) -> None:
    (filled.vault / "half.part").write_bytes(b"half")
    with filled.open() as archive:
        found = archive.verify()
    assert found.holds
    assert [(fault.kind, fault.subject) for fault in found.faults] == [
        (FaultKind.ORPHAN, str(filled.vault / "half.part"))
    ]


@pytest.fixture
def forge(kind: str, behind: Behind) -> Behind:
    """Writes to the log all the same."""

    def run(statement: str) -> None:
        for trigger in ("log_keeps", "log_stays"):
            behind(f"DROP TRIGGER IF EXISTS {trigger}" + (" ON log" if kind == "postgresql" else ""))
        behind(statement)

    return run


@pytest.mark.parametrize(
    ("statement", "subject", "error"),
    [
        ("UPDATE log SET who = 'Eve' WHERE number = 5", "entry 5", "entry 5 was changed: Eve added"),
        ("UPDATE log SET at = at + 1 WHERE number = 5", "entry 5", "entry 5 was changed"),
        ("UPDATE log SET new = replace(new, '0', '1') WHERE number = 5", "entry 5", "entry 5 was changed"),
        ("UPDATE log SET previous = hash WHERE number = 5", "entry 5", "does not follow"),
        ("DELETE FROM log WHERE number = 5", "entry 6", "entry 5 is missing before entry 6"),
        ("DELETE FROM log WHERE number < 3", "entry 3", "entries 1 to 2 are missing"),
    ],
)
def test_a_forged_log_is_named(filled: Place, forge: Behind, statement: str, subject: str, error: str) -> None:
    forge(statement)
    found = [fault for fault in _faults(filled) if fault.kind is FaultKind.LOG]
    assert found[0].subject == subject
    assert error in found[0].error


def test_a_log_that_was_cut_is_told_by_what_it_does_not_name(filled: Place, forge: Behind) -> None:
    with filled.open() as archive:
        head = archive.verify().head
        last = archive.documents()[0].document.id
    forge("DELETE FROM log WHERE number = 14")
    assert [(fault.subject, fault.error) for fault in _faults(filled)] == [
        (f"document {last}", "the log does not say when it entered")
    ]
    assert _faults(filled, head)[0].error == f"entry 14 with the hash {head.hash} is not in the log"


def test_a_cut_capture_is_named(filled: Place, forge: Behind, tmp_path: Path) -> None:
    with filled.open() as archive:
        (tmp_path / "copy.txt").write_text(STRIKE)
        (tmp_path / "again.txt").write_text(STRIKE)
        [entered, _] = archive.add(tmp_path / "copy.txt", tmp_path / "again.txt").entered
    assert _faults(filled) == []
    forge("DELETE FROM log WHERE number = 16")
    [fault] = _faults(filled)
    assert fault.subject == f"document {entered.document_id}"


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        (
            "UPDATE document SET record = replace(record, 'killed', 'rescued') WHERE row = 1",
            "document 5d736961c598a86e",
        ),
        ("UPDATE capture SET record = replace(record, 'sample', 'simple') WHERE row = 1", "document 5d736961c598a86e"),
        ("DELETE FROM capture WHERE row = 1", "document 5d736961c598a86e"),
        ("DELETE FROM claim WHERE row = 1", "claims of document 5d736961c598a86e by rashomon-en-1"),
        (
            "UPDATE claim SET record = replace(record, 'asserted', 'hedged')"
            " WHERE row = (SELECT min(row) FROM claim WHERE record LIKE '%asserted%')",
            "claims of document 5d736961c598a86e by rashomon-en-1",
        ),
    ],
)
def test_a_changed_record_is_named(filled: Place, behind: Behind, statement: str, subject: str) -> None:
    behind(statement)
    assert subject in {fault.subject for fault in _faults(filled) if fault.kind is FaultKind.RECORD}


def test_a_changed_judgement_is_named(filled: Place, behind: Behind) -> None:
    with filled.open() as archive:
        claim = next(iter(archive.claims()))
        ruling = archive.judge("hide", claim.id, note="why not")
    behind("UPDATE ruling SET record = replace(record, 'Ada', 'Eve')")
    assert [(fault.subject, fault.error) for fault in _faults(filled)] == [
        (f"judgement {ruling.id}", "it is not as it was given")
    ]
    behind("UPDATE ruling SET record = replace(record, 'Eve', 'Ada')")
    behind("UPDATE ruling SET undone_by = 'Eve', undone_at = at + 1")
    assert [fault.error for fault in _faults(filled)] == ["the log does not agree on whether it was taken back"]
    behind("DELETE FROM anchor")
    behind("DELETE FROM ruling")
    assert [fault.error for fault in _faults(filled)] == ["it was given and is not there any more"]


def test_the_database_refuses_to_change_its_log(behind: Behind) -> None:
    for statement in ("UPDATE log SET who = 'Eve'", "DELETE FROM log"):
        with pytest.raises(Exception, match="only appended to"):
            behind(statement)


# Evidence


def test_evidence_holds_for_sha256sum(filled: Place, tmp_path: Path) -> None:
    with filled.open() as archive:
        archive.judge("confirm", archive.incident("i2").claim_ids[0], note="seen")
        folder = archive.evidence("i2", tmp_path / "case")
        dossier = archive.dossier("i2")
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == ""
    listed = {line.rsplit(": ", 1)[0] for line in checked.stdout.splitlines()}
    assert listed == {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    for path in (folder / "sources").iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    assert len(list((folder / "sources").iterdir())) == len(dossier.documents)
    spans = [json.loads(line) for line in (folder / "spans.jsonl").read_text().splitlines()]
    assert {span["claim_id"] for span in spans} == {claim.id for claim in dossier.claims}
    for span in spans:
        with (folder / span["document"]).open(encoding="utf-8", newline="") as file:
            assert file.read()[span["start"] : span["end"]] == span["text"]
    logged = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert [entry["deed"]["action"] for entry in logged] == ["added"] * len(dossier.documents) + ["judged"]
    assert json.loads((folder / "rulings.jsonl").read_text())["note"] == "seen"
    assert f"entry 15, {logged[-1]['hash']}" in (folder / "README.txt").read_text()
    assert (folder / "ledger.txt").read_text().startswith(dossier.incident.title)


def test_a_changed_byte_of_evidence_is_found(filled: Place, tmp_path: Path) -> None:
    with filled.open() as archive:
        folder = archive.evidence("i1", tmp_path / "case")
    path = next((folder / "sources").iterdir())
    path.write_bytes(path.read_bytes() + b" ")
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert f"sources/{path.name}: FAILED" in checked.stdout


def test_evidence_in_one_file_is_the_same_bytes_each_time(filled: Place, tmp_path: Path) -> None:
    with filled.open() as archive:
        one, other = (archive.evidence("i1", tmp_path / name / "case.zip") for name in _folders(tmp_path))
        folder = archive.evidence("i1", tmp_path / "case")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as packed:
        assert {name.removeprefix("case/") for name in packed.namelist()} == {
            str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
        }


def _folders(parent: Path) -> list[str]:
    for name in ("a", "b"):
        (parent / name).mkdir()
    return ["a", "b"]


def test_evidence_is_given_whole_or_not_at_all(filled: Place, tmp_path: Path) -> None:
    with filled.open() as archive:
        (tmp_path / "there").mkdir()
        with pytest.raises(InputError, match="it is there already"):
            archive.evidence("i1", tmp_path / "there")
        with pytest.raises(UnknownRecord, match="no such incident"):
            archive.evidence("i99", tmp_path / "case")
        with pytest.raises(InputError, match="cannot be written there: No such file"):
            archive.evidence("i1", tmp_path / "no" / "case.zip")
        for path in [path for path in filled.vault.glob("*/*") if path.is_file()]:
            path.unlink()
        for name in ("case", "case.zip"):
            with pytest.raises(VaultError, match="cannot be read"):
                archive.evidence("i1", tmp_path / name)
        assert {path.name for path in tmp_path.iterdir() if path.name.startswith("case")} == set()


def test_names_of_victims_are_in_the_ledger_only_if_asked_for(place: Place, tmp_path: Path) -> None:
    named = "Ada Lorn, 34, was killed when a shell hit the bus station of Marvenka on Friday, the mayor said."
    with place.open() as archive:
        archive.add(report(named))
        folder = archive.evidence("i1", tmp_path / "case")
    assert "Ada Lorn" not in (folder / "ledger.txt").read_text()
    with place.open(settings=replace(Settings(vault=str(place.vault)), victim_names=True)) as archive:
        given = archive.evidence("i1", tmp_path / "given")
        assert any(
            span.text == "Ada Lorn" for claim in archive.claims() if claim.victims for span in claim.victims.names
        )
    assert "Ada Lorn" in (given / "ledger.txt").read_text()


def test_a_verification_is_json(filled: Place) -> None:
    with filled.open() as archive:
        assert codec.to_dict(archive.verify())["faults"] == []
