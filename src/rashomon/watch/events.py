"""What is told of a change in an archive: new incidents, new figures, revisions, contradictions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rashomon.archive.records import Changes, FigureChange, IncidentChange, IncidentChangeKind
from rashomon.languages import wording
from rashomon.model import codec
from rashomon.model.ledger import Account, Agreement, Balance
from rashomon.presentation.terminal import safe


class EventKind(StrEnum):
    """What happened.

    `incident`: one that was not known. `figure`: the first figure of an outcome. `revision`: another figure in
    its place. `contradiction`: accounts that did not contradict each other before. `agreement`: the same figure
    on other grounds. `merged`: two incidents turned out to be one. `gone`: no report tells of it any more.
    """

    INCIDENT = "incident"
    FIGURE = "figure"
    REVISION = "revision"
    CONTRADICTION = "contradiction"
    AGREEMENT = "agreement"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one source says of a figure; `source` is empty where none is named."""

    source: str
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with how far the accounts of it agree, and what each current one says."""

    outcome: str
    lower: int | None
    upper: int | None
    agreement: Agreement
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an incident by `at` (UTC); `id` is the same however often it is told.

    `before` and `after` are the figures, null where there was or is none; `figures` are all those of a new
    incident; `into` is the incident that it went into; `documents` are the reports that came. `text` says it in
    one line.
    """

    id: str
    kind: EventKind
    at: datetime
    incident_id: str
    title: str
    before: Figure | None = None
    after: Figure | None = None
    figures: tuple[Figure, ...] = ()
    into: str | None = None
    documents: tuple[str, ...] = ()
    text: str = ""


def events(changes: Changes) -> tuple[Event, ...]:
    """What is told of the changes, incident by incident in their order."""
    return tuple(_identified(event) for change in changes.incidents for event in _events(change, changes.until))


def line(event: Event) -> str:
    """An event on a line of its own."""
    told = safe(f"{event.title}: {event.text}")
    return f"{event.at:%Y-%m-%d %H:%M:%S} UTC  {event.kind:<13}  {event.incident_id}  {told}"


def _events(change: IncidentChange, at: datetime) -> Iterator[Event]:
    event = Event(
        id="", kind=EventKind.GONE, at=at, incident_id=change.incident_id, title=change.title, documents=change.added
    )
    if change.kind is IncidentChangeKind.MERGED:
        yield replace(event, kind=EventKind.MERGED, into=change.into, text=f"is one with {change.into}")
        return
    if change.kind is IncidentChangeKind.GONE:
        yield replace(event, text="no report tells of it any more")
        return
    if change.kind is IncidentChangeKind.NEW:
        figures = tuple(_figure(each.after) for each in change.figures if each.after and _bounded(each.after))
        text = "; ".join(_told(figure) for figure in figures) or "no figures"
        yield replace(event, kind=EventKind.INCIDENT, figures=figures, text=text)
    for each in change.figures:
        kind = _kind(each, known=change.kind is not IncidentChangeKind.NEW)
        if kind is not None:
            before = _figure(each.before) if each.before else None
            after = _figure(each.after) if each.after else None
            yield replace(event, kind=kind, before=before, after=after, text=_text(each.outcome, kind, before, after))


def _kind(change: FigureChange, *, known: bool) -> EventKind | None:
    """What a change of a figure is told as. Of a new incident only contradictions are told beside it."""
    before, after = change.before, change.after
    if _conflicts(after) and not _conflicts(before):
        return EventKind.CONTRADICTION
    if not known:
        return None
    had, has = _bounded(before), _bounded(after)
    if has and not had:
        return EventKind.FIGURE
    if _bounds(before) != _bounds(after):
        return EventKind.REVISION
    return EventKind.AGREEMENT if has else None


def _conflicts(balance: Balance | None) -> bool:
    return balance is not None and balance.agreement is Agreement.CONFLICTING


def _bounds(balance: Balance | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if balance is None else (balance.lower, balance.upper, balance.best)


def _bounded(balance: Balance | None) -> bool:
    return _bounds(balance)[:2] != (None, None)


def _figure(balance: Balance) -> Figure:
    return Figure(
        outcome=balance.outcome.value,
        lower=balance.lower,
        upper=balance.upper,
        agreement=balance.agreement,
        said=tuple(_said(account) for account in balance.accounts if account.current),
    )


def _said(account: Account) -> Said:
    return Said(source=account.party.name if account.party else "", lower=account.lower, upper=account.upper)


def _text(outcome: str, kind: EventKind, before: Figure | None, after: Figure | None) -> str:
    if after is None:
        return f"{outcome}: {_number(before)} is told no more"
    if before is None or kind in (EventKind.CONTRADICTION, EventKind.FIGURE):
        return _told(after)
    if kind is EventKind.AGREEMENT:
        return f"{outcome}: {_number(after)} as before, now {after.agreement} ({_sources(after)})"
    return f"{outcome}: {_number(before)} → {_number(after)}, {after.agreement} ({_sources(after)})"


def _told(figure: Figure) -> str:
    return f"{figure.outcome}: {_number(figure)}, {figure.agreement} ({_sources(figure)})"


def _number(figure: Figure | None) -> str:
    return wording.figure(figure.lower, figure.upper) if figure else "–"


def _sources(figure: Figure) -> str:
    """Who says what; the same figure once, with all who say it."""
    by_figure: dict[str, list[str]] = {}
    for said in [each for each in figure.said if (each.lower, each.upper) != (None, None)]:
        by_figure.setdefault(wording.figure(said.lower, said.upper), []).append(said.source or "nobody named")
    told = [(", ".join(dict.fromkeys(sources)), number) for number, sources in by_figure.items()]
    return told[0][0] if len(told) == 1 else "; ".join(f"{sources}: {number}" for sources, number in told)


def _identified(event: Event) -> Event:
    return replace(event, id=codec.content_id(codec.dumps(event)))
