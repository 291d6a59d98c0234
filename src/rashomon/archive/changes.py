"""What happened to an archive since a moment: reports that came, words of people, and what that did to the figures."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rashomon.archive.assembling import assemble
from rashomon.archive.records import Changes, Dossier, FigureChange, IncidentChange, IncidentChangeKind
from rashomon.model.ledger import Balance
from rashomon.store.base import Reader
from rashomon.store.custody import Action, LogEntry
from rashomon.store.records import Ruling


def changes(reader: Reader, since: datetime, *, until: datetime, rule: str) -> Changes:
    """What was different at `until` from what it was at `since`."""
    entries = [entry for entry in _behind(reader, since) if entry.deed.at <= until]
    rulings = tuple(_rulings(reader, entries))
    said_of = homes_of(reader, [anchor.document_id for ruling in rulings for anchor in ruling.anchors])
    touched = dict.fromkeys((*reader.incidents_changed(since, until), *said_of))
    found = [_change(reader, id, since, until, rule) for id in touched]
    return Changes(
        since=since,
        until=until,
        documents=tuple(_subjects(entries, Action.ADDED)),
        superseded=tuple(_subjects(entries, Action.SUPERSEDED)),
        rulings=rulings,
        incidents=tuple(change for change in found if change is not None),
    )


def homes_of(reader: Reader, document_ids: Sequence[str]) -> list[str]:
    """The incidents that any of these documents, or of their versions, tells of."""
    versions = [kept.document.id for kept in reader.other_versions(document_ids)]
    mentions = reader.mentions_of([*document_ids, *versions]).values()
    return sorted(set(reader.homes([id for ids in mentions for id in ids]).values()))


def _behind(reader: Reader, since: datetime) -> Iterator[LogEntry]:
    """The entries of the log after a moment; its clocks only go on, so that they can be halved."""
    low, high = 0, reader.head().number
    while low < high:
        middle = (low + high) // 2
        if next(iter(reader.log(after=middle))).deed.at > since:
            high = middle
        else:
            low = middle + 1
    return reader.log(after=low)


def _subjects(entries: Sequence[LogEntry], action: Action) -> list[str]:
    return [entry.deed.subject for entry in entries if entry.deed.action is action]


def _rulings(reader: Reader, entries: Sequence[LogEntry]) -> Iterator[Ruling]:
    """The rulings that were given or taken back, in the order of the log."""
    ids = dict.fromkeys(_subjects(entries, Action.JUDGED) + _subjects(entries, Action.UNDONE))
    known = {ruling.id: ruling for ruling in reader.rulings(undone=True)} if ids else {}
    return (known[id] for id in ids if id in known)


def _change(reader: Reader, id: str, since: datetime, until: datetime, rule: str) -> IncidentChange | None:
    before = _own(assemble(reader, id, rule=rule, at=since), id)
    after = _own(assemble(reader, id, rule=rule, at=until), id)
    shown = after or before
    had, has = _documents(before), _documents(after)
    figures = tuple(_figures(before, after))
    if shown is None or (before and after and had == has and not figures):
        return None
    into = reader.resolve(id)
    return IncidentChange(
        incident_id=id,
        title=shown.incident.title,
        kind=_kind(before, after, into if into != id else None),
        into=into if after is None and into != id else None,
        added=tuple(document for document in has if document not in had),
        removed=tuple(document for document in had if document not in has),
        figures=figures,
    )


def _own(dossier: Dossier | None, id: str) -> Dossier | None:
    """The dossier of this incident itself: not of the one that it went into, nor of one without reports."""
    return dossier if dossier and dossier.incident.id == id and dossier.incident.mentions else None


def _documents(dossier: Dossier | None) -> dict[str, None]:
    mentions = dossier.incident.mentions if dossier else ()
    return dict.fromkeys(mention.document_id for mention in mentions)


def _kind(before: Dossier | None, after: Dossier | None, into: str | None) -> IncidentChangeKind:
    if before is None:
        return IncidentChangeKind.NEW
    if after is not None:
        return IncidentChangeKind.CHANGED
    return IncidentChangeKind.MERGED if into else IncidentChangeKind.GONE


def _figures(before: Dossier | None, after: Dossier | None) -> Iterator[FigureChange]:
    had, has = _totals(before), _totals(after)
    for outcome in dict.fromkeys((*had, *has)):
        old, new = had.get(outcome), has.get(outcome)
        if _told(old) != _told(new):
            yield FigureChange(outcome=outcome, before=old, after=new)


def _totals(dossier: Dossier | None) -> dict[str, Balance]:
    """Outcome → its balance without group and severity, where anybody speaks of it."""
    found: dict[str, Balance] = {}
    for balance in dossier.ledger.balances if dossier else ():
        if balance.accounts and balance.group is None and balance.severity is None:
            found.setdefault(balance.outcome.value, balance)
    return found


def _told(balance: Balance | None) -> tuple[object, ...] | None:
    return None if balance is None else (balance.lower, balance.upper, balance.best, balance.agreement)
