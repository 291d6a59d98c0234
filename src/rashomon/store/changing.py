"""Writing down incidents, links, summaries, judgements, the log and what watching keeps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select, update

from rashomon.model import packing
from rashomon.model.incident import Link
from rashomon.store import columns, custody, schema
from rashomon.store.base import State
from rashomon.store.counters import Counters
from rashomon.store.incidents import IncidentReading
from rashomon.store.listing import summary_row
from rashomon.store.people import PeopleReading
from rashomon.store.records import Heading, Ruling, Summary
from rashomon.store.session import parts
from rashomon.store.spells import stood

_INCIDENT = schema.incident.c
_FORMER = schema.former.c
_LINK = schema.link.c
_SUMMARY = schema.summary.c
_RULING = schema.ruling.c
_STATE = schema.state.c


class Changing(IncidentReading, PeopleReading, Counters):
    """See `store.base.Writer`."""

    __slots__ = ()

    def new_incident_id(self) -> str:
        """An id that no incident had before: numbers, so that people can say and type them."""
        return f"i{self.count('incident', 1)}"

    def put_headings(self, headings: Iterable[Heading], *, at: datetime) -> None:
        """Puts down incidents, new ones and those that changed; one that had gone into another is there again."""
        for heading in headings:
            record = packing.pack(heading)
            standing = self._heading(heading.id, None)
            if standing == heading and not self._into(heading.id, None):
                continue
            row = self.next_row(schema.heading)
            self.put(
                schema.heading, [{"row": row, "incident": heading.id, "since": columns.micros(at), "record": record}]
            )
            if standing is None:
                self.put(schema.incident, [{"id": heading.id, "heading": row}])
            else:
                self.connection.execute(update(schema.incident).where(_INCIDENT.id == heading.id).values(heading=row))
            self._end_former(heading.id, at)

    def merge(self, former: str, into: str, *, at: datetime) -> None:
        """Ends an incident: its id leads to `into` from now on, and so do those that led to it."""
        self._end_former(former, at)
        row = {"row": self.next_row(schema.former), "id": former, "into": into, "since": columns.micros(at)}
        self.put(schema.former, [row])
        self.drop_summaries([former])

    def _end_former(self, id: str, at: datetime) -> None:
        standing = update(schema.former).where(_FORMER.id == id, stood(schema.former))
        self.connection.execute(standing.values(until=columns.micros(at)))

    def put_links(self, links: Iterable[Link], *, at: datetime) -> None:
        """Puts down the program's links; of a pair the last one stands."""
        records = {(link.left, link.right): packing.pack(link) for link in links}
        since = columns.micros(at)
        for some in parts(left for left, _ in records):
            question = select(_LINK.row, _LINK.left, _LINK.right, _LINK.record)
            for row, left, right, record in self.all(question.where(_LINK.left.in_(some), stood(schema.link))):
                if records.get((left, right)) == record:
                    del records[left, right]
                elif (left, right) in records:
                    self.connection.execute(update(schema.link).where(_LINK.row == row).values(until=since))
        self.put(
            schema.link,
            [
                {"row": self.next_row(schema.link), "left": left, "right": right, "since": since, "record": record}
                for (left, right), record in records.items()
            ],
        )

    def put_summaries(self, summaries: Iterable[Summary]) -> None:
        """Puts down summaries in place of those that the incidents had."""
        rows = {summary.incident_id: summary_row(summary) for summary in summaries}
        self.drop_summaries(rows)
        self.put(schema.summary, list(rows.values()))

    def drop_summaries(self, ids: Iterable[str] | None = None) -> None:
        """Drops the summaries of these incidents, or all."""
        if ids is None:
            self.connection.execute(delete(schema.summary))
        else:
            for some in parts(ids):
                self.connection.execute(delete(schema.summary).where(_SUMMARY.incident.in_(some)))

    def rule(self, ruling: Ruling) -> None:
        """Puts down what a person said."""
        row = self.next_row(schema.ruling)
        at = columns.micros(ruling.at)
        self.put(schema.ruling, [{"row": row, "id": ruling.id, "at": at, "record": packing.pack(ruling)}])
        anchors = [
            {"ruling": row, "place": place, "document": anchor.document_id}
            for place, anchor in enumerate(ruling.anchors)
        ]
        self.put(schema.anchor, anchors)

    def undo(self, id: str, *, by: str, at: datetime) -> bool:
        """Marks a ruling as taken back; false where there is none, or it was taken back before."""
        standing = update(schema.ruling).where(_RULING.id == id, _RULING.undone_at.is_(None))
        return self.connection.execute(standing.values(undone_by=by, undone_at=columns.micros(at))).rowcount > 0

    def append(self, deeds: Iterable[custody.Deed]) -> tuple[custody.LogEntry, ...]:
        """Appends to the log. What no database can hold (NUL, halves of characters) is left out of the texts."""
        entries = custody.append(self.head(), map(_clean, deeds))
        rows = [
            {
                "number": entry.number,
                "at": columns.micros(entry.deed.at),
                "who": entry.deed.who,
                "action": entry.deed.action.value,
                "subject": entry.deed.subject,
                "old": entry.deed.old,
                "new": entry.deed.new,
                "why": entry.deed.why,
                "previous": entry.previous,
                "hash": entry.hash,
            }
            for entry in entries
        ]
        self.put(schema.log, rows)
        return entries

    def put_state(self, namespace: str, key: str, value: State | None) -> None:
        """Keeps a value in place of the one that was there; null takes it away."""
        self.connection.execute(delete(schema.state).where(_STATE.namespace == namespace, _STATE.key == key))
        if value is not None:
            self.put(schema.state, [{"namespace": namespace, "key": key, "value": packing.pack_value(value)}])


def _clean(deed: custody.Deed) -> custody.Deed:
    return replace(
        deed,
        who=columns.plain(deed.who),
        subject=columns.plain(deed.subject),
        old=columns.plain(deed.old) if deed.old is not None else None,
        new=columns.plain(deed.new) if deed.new is not None else None,
        why=columns.plain(deed.why),
    )
