"""The commands on an archive: what they write where, and how they end."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archive.conftest import Place
from tests.archive.reports import FLOOD, LATER, STRIKE, report, rows

from rashomon.cli.main import run

Run = Callable[..., tuple[int, str, str]]
URL = "https://gazette.example/marvenka"


@pytest.fixture
def rashomon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder: exit status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("RASHOMON_JUDGE", "Ada Lorn")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rashomon", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return call


@pytest.fixture
def archive(filled: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The archive that the commands of a test work on."""
    monkeypatch.setenv("RASHOMON_ARCHIVE", filled.where)
    monkeypatch.setenv("RASHOMON_VAULT", str(filled.vault))
    return filled


def test_add_tells_what_came_of_each_report(rashomon: Run, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_bytes(rows(report(STRIKE, url=URL), report(FLOOD), b"{broken"))
    status, out, err = rashomon("add", "rows.jsonl")
    assert status == 1
    assert [line.split()[0] for line in out.splitlines()] == ["added", "added"]
    assert out.splitlines()[0].endswith("→ i1")
    assert "rows.jsonl, line 3: broken JSON" in err
    assert err.endswith("2 added, 1 unread\n")
    assert (tmp_path / "rashomon.db").is_file()
    assert (tmp_path / "rashomon.db.vault").is_dir()
    table.write_bytes(rows(report(LATER, url=URL), report(FLOOD)))
    status, out, err = rashomon("add", "rows.jsonl")
    assert (status, err) == (0, "1 changed, 1 known\n")
    changed, gone, came, known = out.splitlines()
    assert changed.startswith("changed ")
    assert gone.strip() == "− Twelve people were killed and 30 were injured, the mayor said."
    assert came.strip() == "+ Fifteen people were killed and 30 were injured, the mayor said."
    assert known.startswith("known ")


def test_add_as_json_is_a_line_each(rashomon: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRIKE)
    status, out, _ = rashomon("add", "a.txt", "b.txt", "--json", "--archive", "other.db")
    first, second = map(json.loads, out.splitlines())
    assert status == 1
    assert (first["arrival"], first["place"], first["incident_ids"]) == ("added", "a.txt", ["i1"])
    assert second["problem"]["input"] == "b.txt"
    assert (tmp_path / "other.db").is_file()


def test_names_of_victims_are_struck_out_of_what_changed(rashomon: Run, tmp_path: Path) -> None:
    named = "Irena Volk, 34, was killed when a shell hit the bus station of Marvenka on Friday, the mayor said."
    rest = " The road to Oltren is closed, and buses do not run until the evening, the town council said."
    (tmp_path / "a.jsonl").write_bytes(report(named + rest, url=URL))
    (tmp_path / "b.jsonl").write_bytes(report(named.replace("34", "35") + rest, url=URL))
    rashomon("add", "a.jsonl")
    _, out, _ = rashomon("add", "b.jsonl")
    assert "Volk" not in out
    assert "+ [name withheld], 35" in out
    _, out, _ = rashomon("search", "shell", "bus")
    assert "[name withheld]" in out
    assert "Volk" not in out
    assert "Irena Volk" in rashomon("search", "shell", "bus", "--names")[1]
    assert "Volk" not in rashomon("ledger", "i1")[1]
    assert "Volk" not in rashomon("why", "i1", "1")[1]
    claim = json.loads(rashomon("ledger", "i1", "--claims")[1].splitlines()[0])["id"]
    assert "Volk" not in rashomon("judge", "confirm", claim)[1]
    assert "Volk" not in rashomon("judge", "list")[1]
    assert "Volk" not in rashomon("ledger", "i1")[1]


@pytest.mark.usefixtures("archive")
def test_incidents_are_listed(rashomon: Run) -> None:
    status, out, err = rashomon("incidents")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["id", "incident", "figures", "agreement", "reports"]
    assert out.splitlines()[-1] == "4 incidents"
    found = json.loads(rashomon("incidents", "market", "--json", "--outcome", "injured", "--limit", "1")[1])
    assert (found["total"], len(found["incidents"])) == (1, 1)
    assert {facet["name"] for facet in found["facets"]} >= {"family", "outcome", "year"}
    assert "family: " in rashomon("incidents", "--facets")[1]
    assert "1 incident\n" in rashomon("incidents", "--since", "2031-09-01")[1]
    assert rashomon("incidents", "--order", "best")[0] == 2
    assert rashomon("incidents", "--since", "soon")[0] == 2


@pytest.mark.usefixtures("archive")
def test_a_ledger_is_what_reading_shows(rashomon: Run) -> None:
    ids = {
        row["title"].split()[0]: row["incident_id"]
        for row in json.loads(rashomon("incidents", "--json")[1])["incidents"]
    }
    status, out, _ = rashomon("ledger", ids["Landslide"])
    assert status == 0
    assert out.startswith("Landslide in Talvari, Sunday\n───")
    brief = rashomon("brief", ids["Landslide"])[1]
    assert out.startswith(brief)
    found = json.loads(rashomon("ledger", ids["Landslide"], "--json")[1])
    assert (found["schema"], len(found["incidents"]), found["rulings"]) == (1, 1, [])
    sentences = json.loads(rashomon("brief", ids["Landslide"], "--json")[1])["sentences"]
    assert sentences == found["incidents"][0]["brief"]["sentences"]
    claims = rashomon("ledger", ids["Landslide"], "--claims")[1].splitlines()
    assert {json.loads(line)["id"] for line in claims} == {claim["id"] for claim in found["claims"]}
    assert rashomon("ledger", ids["Landslide"], "--csv")[1].startswith("claim_id,")
    assert rashomon("ledger", ids["Landslide"], "--as-of", "2031-01-01")[0] == 1
    later = rashomon("ledger", ids["Landslide"], "--as-of", "2099-01-01")[1]
    assert later == out
    assert rashomon("ledger", "i99")[2] == (
        "rashomon: i99: the archive has no such incident (`rashomon incidents` lists their ids)\n"
    )


@pytest.mark.usefixtures("archive")
def test_reasons_are_told(rashomon: Run) -> None:
    ids = {
        row["title"].split()[0]: row["incident_id"]
        for row in json.loads(rashomon("incidents", "--json")[1])["incidents"]
    }
    id = ids["Landslide"]
    whole = rashomon("why", id)[1]
    assert "by the rule range: " in whole
    assert "\nLinked\n" in whole
    found = json.loads(rashomon("why", id, "--json")[1])["incidents"][0]
    killed = next(balance for balance in found["balances"] if balance["outcome"] == "killed")
    relation = killed["relations"][0]
    pair = rashomon("why", relation["left"], relation["right"])[1]
    assert relation["reason"] in " ".join(pair.split())
    mention = json.loads(rashomon("ledger", id, "--json")[1])["incidents"][0]["mentions"][0]
    assert "Linked" in rashomon("why", mention["document_id"])[1]
    other = next(
        row["incident_id"]
        for row in json.loads(rashomon("incidents", "--json")[1])["incidents"]
        if row["incident_id"] != id
    )
    apart = json.loads(rashomon("ledger", other, "--json")[1])["claims"][0]["id"]
    assert "of different incidents" in rashomon("why", relation["left"], apart)[1]
    assert rashomon("why", "nothing")[0] == 1
    assert rashomon("why", id, "999")[0] == 1


@pytest.mark.usefixtures("archive")
def test_words_are_found(rashomon: Run) -> None:
    out = rashomon("search", "market", "strike", "--limit", "1")[1]
    assert "[market]" in out.lower()
    found = json.loads(rashomon("search", "mark*", "--json")[1])["documents"]
    assert found[0]["incident_ids"]
    assert "text" not in found[0]["document"]
    assert rashomon("search", "zebra")[1] == "No report has all of these words.\n"


@pytest.mark.usefixtures("archive")
def test_judgements_are_given_listed_and_undone(rashomon: Run) -> None:
    found = json.loads(rashomon("ledger", "i1", "--json")[1])
    claim = found["claims"][0]["id"]
    status, out, _ = rashomon("judge", "hide", claim, "--note", "misread", "--by", "Bo")
    assert status == 0
    id = out.split()[0]
    assert "Bo: hide (misread)" in out
    assert rashomon("judge", "list")[1] == out
    ledger = rashomon("ledger", "i1")[1]
    assert "Judgements" in ledger
    assert id in ledger
    assert json.loads(rashomon("ledger", "i1", "--json")[1])["rulings"][0]["note"] == "misread"
    assert rashomon("judge", "sign", "i1", "--grade", "harm=fair")[0] == 0
    assert "Harm grade: fair, signed by Ada Lorn on " in rashomon("ledger", "i1")[1]
    assert rashomon("judge", "undo", id)[0] == 0
    assert len(json.loads(rashomon("judge", "list", "--json")[1])["rulings"]) == 1
    assert "taken back by Ada Lorn" in rashomon("judge", "list", "--all")[1]
    assert rashomon("judge", "perhaps", claim)[0] == 2
    assert rashomon("judge", "undo")[0] == 2
    assert rashomon("judge", "hide", "nothing")[0] == 1
    assert "Judgements\n" in rashomon("changes", "--since", "2031-01-01")[1]


@pytest.mark.usefixtures("archive")
def test_changes_are_told(rashomon: Run) -> None:
    out = rashomon("changes", "--since", "2000-01-01")[1]
    assert "14 reports came\n" in out
    assert "killed: – → " in out
    assert len(json.loads(rashomon("changes", "--since", "2000-01-01", "--json")[1])["documents"]) == 14
    assert rashomon("changes", "--since", "2031-05-02", "--until", "2031-05-01")[0] == 2
    assert rashomon("changes")[0] == 2


def test_verify_ends_with_1_where_anything_is_wrong(rashomon: Run, archive: Place) -> None:
    status, out, _ = rashomon("verify")
    assert status == 0
    first, last = out.splitlines()
    assert first == "14 files, 14 reports, 14 entries of the log: all is as it entered"
    head = last.removeprefix("the log ends with ")
    assert rashomon("verify", "--head", head)[0] == 0
    assert rashomon("verify", "--head", "14:" + "0" * 64)[0] == 1
    assert rashomon("verify", "--head", "yesterday")[0] == 2
    path = next(path for path in archive.vault.glob("*/*") if path.is_file())
    path.unlink()
    status, out, _ = rashomon("verify")
    assert status == 1
    assert out.splitlines()[0] == f"bytes: {path}: the file is missing"
    assert json.loads(rashomon("verify", "--json")[1])["holds"] is False


@pytest.mark.usefixtures("archive")
def test_evidence_is_written(rashomon: Run, tmp_path: Path) -> None:
    assert rashomon("evidence", "i1", "case.zip")[1] == "case.zip\n"
    assert (tmp_path / "case.zip").is_file()
    assert rashomon("evidence", "i1", "case.zip")[0] == 1


@pytest.mark.usefixtures("archive")
def test_reading_again_has_nothing_to_do(rashomon: Run) -> None:
    assert rashomon("reread")[1] == "0 reports read again\n"
    assert rashomon("reread", "--drop", "rashomon-en-0")[1] == "0 claims dropped\n"


def test_only_adding_makes_an_archive(rashomon: Run, tmp_path: Path) -> None:
    status, out, err = rashomon("incidents")
    assert (status, out) == (1, "")
    assert "there is no archive" in err
    assert not (tmp_path / "rashomon.db").exists()
