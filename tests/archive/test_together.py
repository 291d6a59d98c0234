"""Programs that are killed, and programs that work on one archive at once."""

import multiprocessing
from dataclasses import replace

from benchmarks.crash import survive
from tests.archive.conftest import Place
from tests.archive.reports import FLOOD, LATER, STRIKE, report

from rashomon.archive import intake
from rashomon.archive.records import Arrival, Entered
from rashomon.model.ledger import Ledger

_FORK = multiprocessing.get_context("fork")


def test_what_was_acknowledged_outlasts_a_kill(place: Place) -> None:
    found = survive(place.where, place.vault, kills=5, longest=0.3)
    assert found.acknowledged >= found.kills
    assert found.broken == ()


def _adding(place: Place, sources: list[str]) -> None:
    intake.MOST_DOCUMENTS = 3
    with place.open(judge="Bo") as archive:
        archive.add(*sources)


def _ledgers(place: Place) -> dict[frozenset[str], Ledger]:
    with place.open() as archive:
        dossiers = [archive.dossier(summary.incident_id) for summary in archive.incidents().summaries]
    return {frozenset(dossier.incident.claim_ids): replace(dossier.ledger, incident_id="") for dossier in dossiers}


def test_two_writers_wait_for_each_other(place: Place, filled: Place) -> None:
    with place.open() as archive:
        archive.add(report(STRIKE))
    with filled.open() as archive:
        archive.add(report(STRIKE))
    writers = [
        _FORK.Process(target=_adding, args=(place, sources))
        for sources in (["sample:marvenka", "sample:talvari"], ["sample:talvari", "sample:marvenka"])
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with place.open() as archive:
        found = archive.verify()
        assert (found.holds, found.documents) == (True, 15)
    assert _ledgers(place) == _ledgers(filled)


def test_readers_wait_for_nobody_and_see_one_moment(place: Place) -> None:
    with place.open() as archive, place.open() as other:
        archive.add(report(STRIKE))
        id = archive.incidents().summaries[0].incident_id
        with archive._store.writing() as writer:
            writer.new_incident_id()
            assert other.incidents().total == 1
            assert other.ledger(id).balances
            assert other.search("bus station")
            assert other.verify().holds
            writer.put_state("nothing", "of note", None)
        reading = other.claims()
        first = next(reading)
        archive.add(report(FLOOD), report(LATER, publisher="Harbour Courier"))
        assert {claim.document_id for claim in reading} == {first.document_id}
        assert other.incidents().total == 2


def test_a_report_that_two_programs_add_is_there_once(place: Place) -> None:
    with place.open() as one, place.open() as other:
        waiting = one.adding(report(STRIKE))
        assert [entered.arrival for entered in other.add(report(STRIKE)).entered] == [Arrival.ADDED]
        assert [entered.arrival for entered in waiting if isinstance(entered, Entered)] == [Arrival.KNOWN]
        assert one.verify().documents == 1
