"""What is told of changes of an archive."""

from datetime import UTC, datetime

import pytest

from rashomon.archive.records import Changes, FigureChange, IncidentChange, IncidentChangeKind
from rashomon.model import codec
from rashomon.model.claim import Modality, Outcome, Party
from rashomon.model.ledger import Account, Agreement, Balance
from rashomon.watch.events import Event, EventKind, events, line

NOW = datetime(2031, 5, 3, 12, tzinfo=UTC)


def balance(agreement: Agreement, **said: int) -> Balance:
    accounts = tuple(
        Account(
            party=Party(key=name, name=name), lower=figure, upper=figure, modality=Modality.ASSERTED, claim_ids=(name,)
        )
        for name, figure in said.items()
    )
    bounds = said.values() or [None]
    return Balance(outcome=Outcome.KILLED, agreement=agreement, lower=min(bounds), upper=max(bounds), accounts=accounts)  # type: ignore[type-var]


MAYOR = balance(Agreement.SINGLE, mayor=12)
MORE = balance(Agreement.RISING, mayor=15)
BOTH = balance(Agreement.CONFLICTING, mayor=12, ministry=15)
AGREED = balance(Agreement.AGREED, mayor=12, ministry=12)
VAGUE = balance(Agreement.UNREPORTED)


def told(kind: IncidentChangeKind, *figures: FigureChange, into: str | None = None) -> tuple[Event, ...]:
    change = IncidentChange(
        incident_id="i2", title="Strike, Marvenka", kind=kind, into=into, added=("d1",), figures=figures
    )
    return events(Changes(since=NOW, until=NOW, incidents=(change,)))


def figure(before: Balance | None, after: Balance | None) -> FigureChange:
    return FigureChange(outcome="killed", before=before, after=after)


def test_a_new_incident_is_told_with_its_figures() -> None:
    (event,) = told(IncidentChangeKind.NEW, figure(None, MAYOR), figure(None, VAGUE))
    assert (event.kind, event.at, event.documents) == (EventKind.INCIDENT, NOW, ("d1",))
    assert event.text == "killed: 12, single (mayor)"
    assert [(each.lower, each.upper) for each in event.figures] == [(12, 12)]
    assert line(event) == ("2031-05-03 12:00:00 UTC  incident       i2  Strike, Marvenka: killed: 12, single (mayor)")


def test_a_new_incident_may_be_contradicted_at_once() -> None:
    assert [event.kind for event in told(IncidentChangeKind.NEW, figure(None, BOTH))] == [
        EventKind.INCIDENT,
        EventKind.CONTRADICTION,
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "text"),
    [
        (None, MAYOR, EventKind.FIGURE, "killed: 12, single (mayor)"),
        (VAGUE, MAYOR, EventKind.FIGURE, "killed: 12, single (mayor)"),
        (MAYOR, MORE, EventKind.REVISION, "killed: 12 → 15, rising (mayor)"),
        (MAYOR, BOTH, EventKind.CONTRADICTION, "killed: 12 to 15, conflicting (mayor: 12; ministry: 15)"),
        (None, BOTH, EventKind.CONTRADICTION, "killed: 12 to 15, conflicting (mayor: 12; ministry: 15)"),
        (BOTH, AGREED, EventKind.REVISION, "killed: 12 to 15 → 12, agreed (mayor, ministry)"),
        (MAYOR, AGREED, EventKind.AGREEMENT, "killed: 12 as before, now agreed (mayor, ministry)"),
        (MAYOR, None, EventKind.REVISION, "killed: 12 is told no more"),
    ],
)
def test_what_a_change_of_a_figure_is(
    before: Balance | None, after: Balance | None, kind: EventKind, text: str
) -> None:
    (event,) = told(IncidentChangeKind.CHANGED, figure(before, after))
    assert (event.kind, event.text) == (kind, text)


def test_nothing_is_told_where_nobody_gives_a_figure() -> None:
    assert told(IncidentChangeKind.CHANGED, figure(None, VAGUE)) == ()
    assert told(IncidentChangeKind.CHANGED) == ()


def test_incidents_that_end_are_told() -> None:
    (merged,) = told(IncidentChangeKind.MERGED, figure(MAYOR, None), into="i1")
    (gone,) = told(IncidentChangeKind.GONE, figure(MAYOR, None))
    assert (merged.kind, merged.into, merged.text) == (EventKind.MERGED, "i1", "is one with i1")
    assert (gone.kind, gone.text) == (EventKind.GONE, "no report tells of it any more")


def test_the_same_event_has_the_same_id_and_others_have_others() -> None:
    one = told(IncidentChangeKind.CHANGED, figure(MAYOR, MORE))
    assert one == told(IncidentChangeKind.CHANGED, figure(MAYOR, MORE))
    other = told(IncidentChangeKind.CHANGED, figure(MORE, MAYOR))
    assert one[0].id != other[0].id


def test_events_are_kept_as_json() -> None:
    (event, _) = told(IncidentChangeKind.NEW, figure(None, BOTH))
    assert codec.from_dict(Event, codec.to_dict(event)) == event
