"""An archive shows what it showed at any moment, and what changed since."""

from datetime import timedelta

import pytest
from tests.archive.conftest import Place
from tests.archive.reports import FLOOD, LATER, STRIKE, report

from rashomon.archive.records import IncidentChangeKind
from rashomon.errors import UnknownRecord
from rashomon.model.claim import Outcome

URL = "https://gazette.example/marvenka"


def test_now_is_what_stands(filled: Place) -> None:
    with filled.open() as archive:
        for summary in archive.incidents().summaries:
            now, then = archive.dossier(summary.incident_id), archive.as_of(filled.clock()).dossier(summary.incident_id)
            assert then.incident == now.incident
            assert then.claims == now.claims
            assert then.ledger.balances == now.ledger.balances
            assert then.ledger.entries == now.ledger.entries
            assert then.brief == now.brief
            assert then.ledger.as_of == filled.clock.time


def test_every_moment_shows_what_had_entered_by_then(place: Place) -> None:
    with place.open() as archive:
        nothing = place.clock()
        steps = []
        for source in (report(STRIKE, url=URL), report(FLOOD), report(LATER, url=URL)):
            archive.add(source)
            ids = [summary.incident_id for summary in archive.incidents().summaries]
            steps.append((place.clock(), {id: archive.dossier(id) for id in ids}))
        [killed] = [c for c in archive.claims() if c.outcome is Outcome.KILLED]
        archive.judge("hide", killed.id)
        for time, dossiers in steps:
            view = archive.as_of(time)
            assert view.rulings() == ()
            for id, dossier in dossiers.items():
                then = view.dossier(id)
                assert then.incident == dossier.incident
                assert then.claims == dossier.claims
                assert then.ledger.balances == dossier.ledger.balances
                assert then.ledger.entries == dossier.ledger.entries
        with pytest.raises(UnknownRecord, match="no such incident at 2031-06-01"):
            archive.as_of(nothing).ledger("i1")


def test_changes_tell_what_came_and_which_figures_it_changed(place: Place) -> None:
    with place.open() as archive:
        before = place.clock()
        archive.add(report(STRIKE, url=URL), report(FLOOD))
        first = place.clock()
        archive.add(report(LATER, url=URL))
        second = place.clock()
        everything = archive.changes(before, until=first)
        assert len(everything.documents) == 2
        assert {change.kind for change in everything.incidents} == {IncidentChangeKind.NEW}
        found = archive.changes(first, until=second)
        assert len(found.documents) == len(found.superseded) == 1
        [incident] = found.incidents
        assert incident.kind is IncidentChangeKind.CHANGED
        assert (incident.added, incident.removed) == (found.documents, found.superseded)
        [figure] = incident.figures
        assert figure.outcome == "killed"
        assert figure.before is not None
        assert figure.after is not None
        assert (figure.before.lower, figure.after.lower) == (12, 15)
        assert archive.changes(second).incidents == ()
        assert archive.changes(second).documents == ()


def test_changes_tell_of_judgements(place: Place) -> None:
    with place.open() as archive:
        archive.add(report(STRIKE))
        [killed] = [claim for claim in archive.claims() if claim.outcome is Outcome.KILLED]
        start = place.clock()
        ruling = archive.judge("hide", killed.id)
        found = archive.changes(start)
        assert found.rulings == (ruling,)
        [incident] = found.incidents
        assert [figure.outcome for figure in incident.figures] == ["killed"]
        later = place.clock()
        archive.undo(ruling.id)
        [undone] = archive.changes(later).rulings
        assert undone.undone_by == "Ada Lorn"


def test_changes_since_before_all_and_after_all(filled: Place) -> None:
    with filled.open() as archive:
        assert len(archive.changes(filled.clock.time - timedelta(days=999)).documents) == 14
        later = archive.changes(filled.clock.time + timedelta(days=999), until=filled.clock.time + timedelta(days=1000))
        assert (later.documents, later.incidents) == ((), ())


def test_a_time_without_a_zone_is_in_utc(filled: Place) -> None:
    with filled.open() as archive:
        time = filled.clock()
        assert archive.as_of(time.replace(tzinfo=None)).ledger("i1") == archive.as_of(time).ledger("i1")
        assert archive.changes(time.replace(tzinfo=None)).since == time
