"""Reading incidents and the mentions that they are made of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, select, union

from rashomon.model.incident import Incident, Link, Mention
from rashomon.store import columns, schema
from rashomon.store.records import Heading
from rashomon.store.session import Session, parts
from rashomon.store.spells import stood

_DOCUMENT = schema.document.c
_MENTION = schema.mention.c
_HOME = schema.home.c
_INCIDENT = schema.incident.c
_FORMER = schema.former.c
_HEADING = schema.heading.c
_LINK = schema.link.c
_CLAIM = schema.claim.c


class IncidentReading(Session):
    """The questions about mentions and incidents: see `store.base.Reader`."""

    __slots__ = ()

    def mentions(self, ids: Collection[str]) -> dict[str, Mention]:
        """The mentions of these ids."""
        return {
            id: self.unpack(Mention, record)
            for some in parts(ids)
            for id, record in self.all(
                select(_MENTION.id, _MENTION.record).where(_MENTION.id.in_(some), stood(schema.mention))
            )
        }

    def mentions_of(self, documents: Collection[str]) -> dict[str, Sequence[str]]:
        """The ids of the mentions of each of these documents, in the order of the text."""
        found: dict[str, list[str]] = {}
        for some in parts(documents):
            question = select(_MENTION.document, _MENTION.id).where(_MENTION.document.in_(some), stood(schema.mention))
            for document, id in self.all(question.order_by(_MENTION.start, _MENTION.id)):
                found.setdefault(document, []).append(id)
        return dict(found)

    def homes(self, mentions: Collection[str]) -> dict[str, str]:
        """The id of the incident that each of these mentions is in."""
        return {
            mention: incident
            for some in parts(mentions)
            for mention, incident in self.all(
                select(_HOME.mention, _HOME.incident).where(_HOME.mention.in_(some), stood(schema.home))
            )
        }

    def past_homes(self, mentions: Collection[str]) -> dict[str, Sequence[str]]:
        """The ids of the incidents that each of these mentions was in and is not in any more, the last one first."""
        found: dict[str, dict[str, None]] = {}
        for some in parts(mentions):
            question = select(_HOME.mention, _HOME.incident).where(_HOME.mention.in_(some), _HOME.until.is_not(None))
            for mention, incident in self.all(question.order_by(_HOME.row.desc())):
                found.setdefault(mention, {})[incident] = None
        now = self.homes(found)
        return {id: [home for home in homes if home != now.get(id)] for id, homes in found.items()}

    def members(self, incidents: Collection[str]) -> dict[str, Sequence[str]]:
        """The mentions of each of these incidents, sorted."""
        found: dict[str, list[str]] = {}
        for some in parts(incidents):
            question = select(_HOME.incident, _HOME.mention).where(_HOME.incident.in_(some), stood(schema.home))
            for incident, mention in self.all(question.order_by(_HOME.mention)):
                found.setdefault(incident, []).append(mention)
        return dict(found)

    def incident_of_claim(self, claim_id: str) -> str | None:
        """The id of the incident that a claim is of."""
        question = (
            select(_HOME.incident, _MENTION.claims)
            .select_from(schema.claim)
            .join(schema.mention, _MENTION.extraction == _CLAIM.extraction)
            .join(schema.home, _HOME.mention == _MENTION.id)
            .where(_CLAIM.id == claim_id, stood(schema.mention), stood(schema.home))
        )
        return next((incident for incident, claims in self.all(question) if claim_id in claims.split()), None)

    def resolve(self, id: str, *, at: datetime | None = None) -> str | None:
        """The id that an incident has now; an old one leads to the incident that it went into."""
        seen = {id}
        while after := self._into(id, at):
            if after in seen:  # only a damaged database goes in a circle
                break
            seen.add(after)
            id = after
        return id if self.all(select(_INCIDENT.id).where(_INCIDENT.id == id)) else None

    def incident(self, id: str, *, at: datetime | None = None) -> Incident | None:
        """The incident of this id, or that it went into, with its mentions, links and former ids."""
        now = self.resolve(id, at=at)
        heading = self._heading(now, at) if now else None
        if now is None or heading is None:
            return None
        mentions = self._mentions_in(now, at)
        return Incident(
            id=now,
            event=heading.event,
            title=heading.title,
            mentions=mentions,
            earliest=heading.earliest,
            latest=heading.latest,
            place=heading.place,
            links=self._links({mention.id for mention in mentions}, at),
            former_ids=self._former(now, at),
        )

    def former_claims(self, id: str, *, at: datetime | None = None) -> dict[str, datetime]:
        """The claims that an incident had of documents which another version took the place of, and until when."""
        later = schema.home.alias()
        moved = exists().where(later.c.mention == _HOME.mention, later.c.row > _HOME.row)
        if at is not None:
            moved = moved.where(later.c.since <= columns.micros(at))
        question = (
            select(_MENTION.claims, _HOME.until)
            .join(schema.home, _HOME.mention == _MENTION.id)
            .join(schema.document, _DOCUMENT.id == _MENTION.document)
            .where(_HOME.incident.in_([id, *self._former(id, at)]), _HOME.until.is_not(None), ~moved)
            .where(_DOCUMENT.superseded_by.is_not(None))
            .order_by(_HOME.until, _MENTION.row)
        )
        if at is not None:
            question = question.where(_HOME.until <= columns.micros(at))
        return {claim: columns.moment(until) for claims, until in self.all(question) for claim in claims.split()}

    def incidents_changed(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """The incidents that a mention came to or left in (since, until], or whose heading changed, oldest first."""
        first, last = columns.micros(since), columns.micros(until)
        changed = union(
            select(_HOME.incident).where(_HOME.since > first, _HOME.since <= last),
            select(_HOME.incident).where(_HOME.until > first, _HOME.until <= last),
            select(_HEADING.incident).where(_HEADING.since > first, _HEADING.since <= last),
        )
        return tuple(sorted((id for (id,) in self.all(changed)), key=lambda id: (len(id), id)))

    def _into(self, id: str, at: datetime | None) -> str | None:
        found = self.all(select(_FORMER.into).where(_FORMER.id == id, stood(schema.former, at)))
        return found[0].into if found else None

    def _former(self, id: str, at: datetime | None) -> tuple[str, ...]:
        """Every id that leads to this one, directly or not, sorted."""
        found: set[str] = set()
        todo = {id}
        while todo:
            question = select(_FORMER.id).where(_FORMER.into.in_(todo), stood(schema.former, at))
            todo = {former for (former,) in self.all(question)} - found - {id}
            found |= todo
        return tuple(sorted(found))

    def _heading(self, id: str, at: datetime | None) -> Heading | None:
        question = select(_HEADING.record).where(_HEADING.incident == id)
        if at is not None:
            question = question.where(_HEADING.since <= columns.micros(at))
        found = self.all(question.order_by(_HEADING.row.desc()).limit(1))
        return self.unpack(Heading, found[0].record) if found else None

    def _mentions_in(self, id: str, at: datetime | None) -> tuple[Mention, ...]:
        """By the clocks of their documents, those without one last, then in the text's order."""
        question = (
            select(_MENTION.record)
            .join(schema.home, _HOME.mention == _MENTION.id)
            .where(_HOME.incident == id, stood(schema.home, at), stood(schema.mention, at))
            .order_by(_MENTION.published.is_(None), _MENTION.published, _MENTION.document, _MENTION.start)
        )
        return tuple(self.unpack(Mention, record) for (record,) in self.all(question))

    def _links(self, mentions: set[str], at: datetime | None) -> tuple[Link, ...]:
        """Those of any of the mentions, by pair."""
        found: dict[tuple[str, str], str] = {}
        for some in parts(sorted(mentions)):
            question = select(_LINK.left, _LINK.right, _LINK.record).where(stood(schema.link, at))
            for side in (_LINK.left, _LINK.right):
                found.update(
                    {(left, right): record for left, right, record in self.all(question.where(side.in_(some)))}
                )
        return tuple(self.unpack(Link, found[pair]) for pair in sorted(found))
