"""What is added is kept, once, whole and in whatever order it comes."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import IO, Any, cast

import pytest
from tests.archive.conftest import Place
from tests.archive.reports import FLOOD, LATER, STRIKE, report, rows

from rashomon import pipeline
from rashomon.archive import Archive, intake
from rashomon.archive.records import Arrival, ChangeKind, Dossier
from rashomon.errors import FullStore, SettingError, VaultError
from rashomon.model.ledger import Ledger, Standing
from rashomon.samples import reports
from rashomon.settings import Settings
from rashomon.store.records import DocumentQuery
from rashomon.store.vault import Vault

URL = "https://gazette.example/marvenka"


def _incidents(archive: Archive) -> dict[frozenset[str], Dossier]:
    """What the archive makes of its reports, whatever ids its incidents have."""
    found = [archive.dossier(summary.incident_id) for summary in archive.incidents().summaries]
    return {frozenset(mention.id for mention in dossier.incident.mentions): dossier for dossier in found}


def _nameless(ledger: Ledger) -> Ledger:
    return replace(ledger, incident_id="")


def test_an_archive_of_the_samples_says_what_reading_them_says(filled: Place) -> None:
    answer = pipeline.answer(["sample:all"])
    told = {
        frozenset(mention.id for mention in incident.mentions): (incident.title, ledger, brief.sentences)
        for incident, ledger, brief in zip(answer.incidents, answer.ledgers, answer.briefs, strict=True)
    }
    with filled.open() as archive:
        kept = _incidents(archive)
        assert set(archive.claims()) == set(answer.claims)
        assert {one.document for one in archive.documents()} == set(answer.documents)
    assert kept.keys() == told.keys()
    for mentions, (title, ledger, sentences) in told.items():
        assert kept[mentions].incident.title == title
        assert _nameless(kept[mentions].ledger) == _nameless(ledger)
        assert kept[mentions].brief.sentences == sentences


def test_adding_twice_adds_nothing(filled: Place) -> None:
    with filled.open() as archive:
        before = archive.verify()
        again = archive.add("sample:all")
        assert {one.arrival for one in again.entered} == {Arrival.KNOWN}
        assert not any(one.captured for one in again.entered)
        assert archive.verify() == before


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_changes_nothing_but_ids(filled: Place, tmp_path: Path, seed: int) -> None:
    sources = [entry.read_bytes() for name in ("marvenka", "talvari") for entry in reports(name)]
    Random(seed).shuffle(sources)
    with filled.open() as archive:
        whole = _incidents(archive)
    with Archive(tmp_path / "other.db") as other:
        for source in sources:
            other.add(source)
        found = _incidents(other)
    assert {key: _nameless(dossier.ledger) for key, dossier in found.items()} == {
        key: _nameless(dossier.ledger) for key, dossier in whole.items()
    }
    assert {key: dossier.incident.title for key, dossier in found.items()} == {
        key: dossier.incident.title for key, dossier in whole.items()
    }


def test_a_report_found_elsewhere_is_a_capture_of_the_same(place: Place, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STRIKE)
    with place.open() as archive:
        archive.add(tmp_path / "a.txt")
        [again] = archive.add(tmp_path / "b.txt").entered
        assert (again.arrival, again.captured) == (Arrival.KNOWN, True)
        assert archive.verify().holds
        assert archive.verify().files == 1
        assert len(archive.documents()) == 1


def test_bytes_are_kept_as_they_were_received(place: Place) -> None:
    raw = report(STRIKE, id="17")
    with place.open() as archive:
        archive.add(rows(raw, report(FLOOD, id="18")))
        hashes = sorted(path.parent.name + path.name for path in archive.vault.folder.glob("*/*"))
        assert {archive.vault.get(sha256).rstrip(b"\n") for sha256 in hashes} == {raw, report(FLOOD, id="18")}


def test_a_changed_page_is_a_new_version_and_the_old_one_is_kept(place: Place) -> None:
    with place.open() as archive:
        [first] = archive.add(report(STRIKE, url=URL)).entered
        [second] = archive.add(report(LATER, url=URL)).entered
        assert (second.arrival, second.supersedes) == (Arrival.CHANGED, first.document_id)
        assert [(change.kind, change.span.text[:7]) for change in second.changes] == [
            (ChangeKind.REMOVED, "Twelve "),
            (ChangeKind.ADDED, "Fifteen"),
        ]
        [old, new] = archive.versions(first.document_id)
        assert (old.superseded_by, new.document.supersedes) == (new.document.id, old.document.id)
        [incident_id] = second.incident_ids
        assert first.incident_ids == (incident_id,)
        dossier = archive.dossier(incident_id)
        killed = next(balance for balance in dossier.ledger.balances if balance.outcome == "killed")
        assert (killed.lower, killed.upper) == (15, 15)
        superseded = [entry for entry in dossier.ledger.entries if entry.standing is Standing.SUPERSEDED]
        words = {claim.id: claim.evidence.text for claim in dossier.claims}
        assert any("Twelve" in words[entry.claim_id] and "says “Fifteen" in entry.reason for entry in superseded)
        assert archive.verify().holds


def test_an_older_version_that_comes_late_does_not_take_over(place: Place) -> None:
    with place.open() as archive:
        [new] = archive.add(report(LATER, url=URL, published="2031-05-02T18:00Z")).entered
        [old] = archive.add(report(STRIKE, url=URL)).entered
        assert (old.arrival, old.superseded_by) == (Arrival.ADDED, new.document_id)
        assert old.incident_ids == ()
        assert {one.document.id for one in archive.documents(DocumentQuery(current=True))} == {new.document_id}
        assert {one.document.id for one in archive.versions(new.document_id)} == {old.document_id, new.document_id}
        assert archive.verify().holds


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (report(STRIKE, url=URL), report(FLOOD, url=URL)),  # a front page
        (report(STRIKE, id="1"), report(FLOOD, id="1")),  # rows of two tables
        (report(STRIKE, id="1"), report(LATER, id="1")),  # the same, and alike
        (report(STRIKE, url=URL), report(LATER, url=URL + "/2")),
    ],
)
def test_another_report_is_no_new_version(place: Place, first: bytes, second: bytes) -> None:
    with place.open() as archive:
        archive.add(first)
        [one] = archive.add(second).entered
        assert one.arrival is Arrival.ADDED
        assert len(archive.documents(DocumentQuery(current=True))) == 2


def test_a_row_that_changed_in_its_file_is_a_new_version(place: Place, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    with place.open() as archive:
        table.write_bytes(rows(report(STRIKE, id="1"), report(FLOOD, id="2")))
        archive.add(table)
        table.write_bytes(rows(report(LATER, id="1"), report(FLOOD, id="2")))
        assert [one.arrival for one in archive.add(table).entered] == [Arrival.CHANGED, Arrival.KNOWN]


def test_two_versions_may_come_together(place: Place, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(rows(report(STRIKE, url=URL), report(LATER, url=URL)))
    with place.open() as archive:
        first, second = archive.add(tmp_path / "rows.jsonl").entered
        assert (second.arrival, second.supersedes) == (Arrival.CHANGED, first.document_id)
        [summary] = archive.incidents().summaries
        assert summary.documents == 1
        assert archive.verify().holds


def _item(text: str, version: int, status: str = "usable") -> bytes:
    """A news item of an agency (ninjs)."""
    fields = {"uri": "urn:newsml:agency.example:1", "version": version, "pubstatus": status, "headline": "Marvenka"}
    return json.dumps(fields | {"versioncreated": f"2031-05-02T1{version}:00:00Z", "body_text": text}).encode()


def test_a_withdrawn_report_counts_no_more_and_is_told(place: Place) -> None:
    with place.open() as archive:
        archive.add(_item(STRIKE, 1))
        archive.add(report(LATER, publisher="Harbour Courier"))
        id = archive.incidents().summaries[0].incident_id
        [gone] = archive.add(_item(STRIKE, 2, "canceled")).entered
        assert gone.arrival is Arrival.CHANGED
        dossier = archive.dossier(id)
        killed = next(balance for balance in dossier.ledger.balances if balance.outcome == "killed")
        assert (killed.lower, killed.upper) == (15, 15)
        reasons = {entry.reason for entry in dossier.ledger.entries if entry.standing is Standing.WITHDRAWN}
        assert reasons == {"the report has been withdrawn"}
        assert archive.verify().holds


def test_an_incident_that_no_report_tells_of_any_more_is_found_by_its_id(place: Place) -> None:
    with place.open() as archive:
        archive.add(_item(STRIKE, 1))
        [gone] = archive.add(_item("", 2, "canceled")).entered
        assert gone.incident_ids == ()
        assert archive.incidents().total == 0
        dossier = archive.dossier("i1")
        assert {entry.standing for entry in dossier.ledger.entries} == {Standing.WITHDRAWN}
        assert dossier.incident.mentions == ()
        assert dossier.brief.sentences == ()
        assert dossier.documents


def test_lists_show_figures_by_the_rule_of_who_asks(place: Place) -> None:
    def bounds(rule: str) -> tuple[int | None, int | None]:
        with place.open(settings=Settings(vault=str(place.vault), rule=rule)) as archive:
            [summary] = archive.incidents().summaries
            total = next(total for total in summary.totals if total.outcome == "killed")
            return total.lower, total.upper

    with place.open() as archive:
        archive.add(report(STRIKE), report(LATER.replace("the mayor", "the army"), publisher="Harbour Courier"))
    assert bounds("range") != bounds("acled")
    before = bounds("acled")
    with place.open(settings=Settings(vault=str(place.vault), rule="acled")) as archive:
        assert archive.reread() == 0
    assert bounds("acled") == before


def test_a_report_in_another_language_is_kept_and_read_when_it_can_be(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.open() as archive:
        with monkeypatch.context() as before:
            before.setattr(pipeline, "READ", frozenset())
            [one] = archive.add(report(STRIKE)).entered
            assert (one.arrival, one.claims, one.note) == (
                Arrival.ADDED,
                0,
                "written in English, which is not read yet",
            )
            assert archive.reread() == 0
        assert archive.documents(DocumentQuery(unread=True))
        assert archive.reread() == 1
        assert archive.documents(DocumentQuery(unread=True)) == ()
        assert archive.incidents().total == 1
        assert archive.reread() == 0
        assert archive.verify().holds


def test_what_cannot_be_read_is_told_in_its_place(place: Place) -> None:
    with place.open() as archive:
        found = list(archive.adding(report(STRIKE), b"\x89PNG\r\n\x1a\n" + bytes(50), report(FLOOD)))
        assert [type(one).__name__ for one in found] == ["Entered", "Problem", "Entered"]


def test_documents_enter_as_they_come(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_DOCUMENTS", 2)
    texts = [STRIKE, FLOOD, LATER, FLOOD + " Rain is expected."]
    taken: list[int] = []

    class Slow(io.RawIOBase):
        """Gives a row at a time, and notes it."""

        def readable(self) -> bool:
            return True

        def read(self, _size: int = -1, /) -> bytes:
            taken.append(len(taken))
            return report(texts[len(taken) - 1]) + b"\n" if len(taken) <= len(texts) else b""

    def entering() -> Iterator[int]:
        for _ in archive.adding(report(STRIKE + " One."), report(FLOOD + " Two."), cast(IO[Any], Slow())):
            yield len(taken)

    with place.open() as archive:
        assert next(entering()) == 0


def test_a_full_disk_is_told_and_harms_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_vault: Vault, _raw: bytes) -> str:
        raise VaultError("the bytes cannot be kept: no space left on device")

    with place.open() as archive:
        archive.add(report(STRIKE))
        before = archive.verify()
        with monkeypatch.context() as patched:
            patched.setattr(Vault, "put", full)
            with pytest.raises(VaultError, match="no space left"):
                archive.add(report(FLOOD))
        assert archive.verify() == before
        assert [one.arrival for one in archive.add(report(FLOOD)).entered] == [Arrival.ADDED]


def test_a_full_database_is_told_and_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy import event  # noqa: PLC0415

    monkeypatch.setattr(intake, "MOST_DOCUMENTS", 1)
    with Archive(tmp_path / "a.db") as archive:
        archive.add(report(STRIKE))
        pages = 20

        def limit(connection: object) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

        event.listen(archive._store._engine, "begin", limit)  # type: ignore[attr-defined]
        known = {one.document.id for one in archive.documents()}

        def fill() -> None:
            for n in range(100):
                known.update(one.document_id for one in archive.add(report(f"{FLOOD} It is day {n}. " * 50)).entered)

        with pytest.raises(FullStore, match="no room left"):
            fill()
        pages = 1_000_000
        assert {one.document.id for one in archive.documents(DocumentQuery(limit=500))} == known
        assert archive.verify().holds
        archive.add(report(LATER))


def test_a_server_needs_a_folder_for_the_bytes(place: Place, kind: str) -> None:
    if kind == "sqlite":
        with Archive(place.where) as archive:
            archive.add(report(STRIKE))
        assert Path(place.where + ".vault").is_dir()
    else:
        with place.open(settings=Settings()) as archive, pytest.raises(SettingError, match="vault"):
            archive.add(report(STRIKE))


def test_times_go_on_where_a_clock_was_set_back(place: Place) -> None:
    with place.open() as archive:
        archive.add(report(STRIKE))
        place.clock.time = place.clock.time.replace(year=2030)
        archive.add(report(FLOOD))
        flood, strike = archive.documents()
        assert flood.entered > strike.entered


def test_what_entered_is_json(filled: Place) -> None:
    from rashomon.model import codec  # noqa: PLC0415

    with filled.open() as archive:
        for one in archive.add("sample:marvenka").entered:
            assert json.loads(codec.dumps(one))["arrival"] == "known"
