"""Lists of incidents with their facets, from the summaries; and the search in the full text."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, and_, any_, cast, column, func, not_, or_, select, text

from rashomon.model import packing
from rashomon.model.text import Document
from rashomon.store import columns, fulltext, schema
from rashomon.store.records import Box, Facet, Hit, IncidentPage, IncidentQuery, Order, Summary
from rashomon.store.session import Found, Session, parts
from rashomon.store.spells import stood
from rashomon.store.tokens import Term, places, terms

_DOCUMENT = schema.document.c
_MENTION = schema.mention.c
_HOME = schema.home.c
_HEADING = schema.heading.c
_FORMER = schema.former.c
_INCIDENT = schema.incident.c
_SUMMARY = schema.summary.c
_KINDS = (_SUMMARY.family, _SUMMARY.agreement, _SUMMARY.outcomes)
_PLACES = (_SUMMARY.country, _SUMMARY.period)

_ORDER: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.NEWEST: (_SUMMARY.happened.desc(), _SUMMARY.incident.desc()),
    Order.OLDEST: (_SUMMARY.earliest.is_(None), _SUMMARY.earliest, _SUMMARY.incident),
    Order.PUBLISHED: (_SUMMARY.published.desc(), _SUMMARY.incident.desc()),
    Order.CLAIMS: (_SUMMARY.claims.desc(), _SUMMARY.incident.desc()),
}

_PERIOD = re.compile(r"((?!0000|9999)\d{4})(?:-(0[1-9]|1[0-2]))?")

ALL = IncidentQuery()


class Listing(Session):
    """The questions about lists: see `store.base.Reader`."""

    __slots__ = ()

    def incidents(self, query: IncidentQuery = ALL) -> IncidentPage:
        """One page of the incidents that fit, with facets; from their summaries."""
        wanted = terms(query.words)
        if query.words.strip() and not wanted:
            return IncidentPage(summaries=(), total=0, facets=())
        fits = _fits(query)
        if wanted:
            fits.append(self._among(self._telling(wanted)))
        # the one index that pages are read from knows no periods, but times
        page = select(_SUMMARY.record).where(*fits, *_happened(query.period)).order_by(*_ORDER[query.order])
        found = self.all(page.limit(query.limit).offset(query.offset))
        total, facets = self._facets(fits)
        return IncidentPage(
            summaries=tuple(self.unpack_all(Summary, [record for (record,) in found])), total=total, facets=facets
        )

    def _facets(self, fits: list[ColumnElement[bool]]) -> tuple[int, tuple[Facet, ...]]:
        """How many fit, and how many have which value; counted by those that go together, so that groups are few."""
        counts: Counter[tuple[str, str]] = Counter()
        for family, agreement, outcomes, count in self._groups(_KINDS, fits):
            counts["family", family] += count
            counts["agreement", agreement] += count
            for outcome in outcomes.split("|")[1:-1]:
                counts["outcome", outcome] += count
        for country, period, count in self._groups(_PLACES, fits):
            counts["country", country] += count
            counts["year", period[:4]] += count
            counts["month", period] += count
        total = sum(count for (name, _), count in counts.items() if name == "family")
        known = [(name, value, count) for (name, value), count in counts.items() if value]
        known.sort(key=lambda facet: (facet[0], -facet[2], facet[1]))
        return total, tuple(Facet(name=name, value=value, count=count) for name, value, count in known)

    def _groups(self, by: Sequence[ColumnElement[str]], fits: list[ColumnElement[bool]]) -> Sequence[Found]:
        return self.all(select(*by, func.count()).where(*fits).group_by(*by))

    def _telling(self, wanted: tuple[Term, ...]) -> list[str]:
        """The incidents that a current document with all the words tells of."""
        matching, parameters = fulltext.matching(self.connection.dialect.name, wanted)
        question = (
            select(_HOME.incident)
            .join(schema.mention, and_(_MENTION.id == _HOME.mention, stood(schema.mention)))
            .join(schema.document, _DOCUMENT.id == _MENTION.document)
            .where(stood(schema.home), _DOCUMENT.current)
            .where(_DOCUMENT.row.in_(text(matching).bindparams(**parameters).columns(column("row", schema.Big))))
        )
        return sorted({incident for (incident,) in self.all(question)})

    def _among(self, incidents: list[str]) -> ColumnElement[bool]:
        """Whether an incident is one of these, however many they are."""
        if self.connection.dialect.name == "sqlite":
            return _SUMMARY.incident.in_(
                text("SELECT value FROM json_each(:ids)").bindparams(ids=json.dumps(incidents))
            )
        return _SUMMARY.incident == any_(cast(incidents, ARRAY(Text)))

    def summaries(self, ids: Iterable[str]) -> dict[str, Summary]:
        """The summaries of these incidents, for those that have one."""
        return {
            id: self.unpack(Summary, record)
            for some in parts(ids)
            for id, record in self.all(select(_SUMMARY.incident, _SUMMARY.record).where(_SUMMARY.incident.in_(some)))
        }

    def unsummarised(self) -> Iterator[str]:
        """The incidents without a summary."""
        ended = select(_FORMER.id).where(_FORMER.id == _INCIDENT.id, stood(schema.former)).exists()
        known = select(_SUMMARY.incident).where(_SUMMARY.incident == _INCIDENT.id).exists()
        for (id,) in self.stream(select(_INCIDENT.id).where(not_(ended), not_(known)).order_by(_INCIDENT.id)):
            yield id

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """The current documents that have all the words, best first; a word with a final * is a beginning."""
        wanted = terms(words)
        if not wanted:
            return ()
        best = self._best(wanted, offset + limit)[offset:]
        question = select(_DOCUMENT.row, _DOCUMENT.record).where(_DOCUMENT.row.in_([row for row, _ in best]))
        found = {row: self.unpack(Document, record) for row, record in self.all(question)}
        incidents = self._incidents_told([document.id for document in found.values()])
        return tuple(
            Hit(
                document_id=found[row].id,
                score=score,
                words=places(found[row].text, wanted),
                incident_ids=incidents.get(found[row].id, ()),
            )
            for row, score in best
        )

    def _best(self, wanted: tuple[Term, ...], most: int) -> list[tuple[int, float]]:
        """The rows of the best current documents. Few are superseded: to look at those found is the least work."""
        asked = most
        while True:
            found = fulltext.best(self.connection, wanted, most=asked)
            rows = [row for some in parts([row for row, _ in found]) for row in self._current(some)]
            current = frozenset(rows)
            if len(current) >= most or len(found) < asked:
                return [(row, score) for row, score in found if row in current][:most]
            asked *= 4

    def _current(self, rows: Collection[int]) -> Iterator[int]:
        for (row,) in self.all(select(_DOCUMENT.row).where(_DOCUMENT.row.in_(rows), _DOCUMENT.current)):
            yield row

    def _incidents_told(self, documents: list[str]) -> dict[str, tuple[str, ...]]:
        """The incidents that each document tells of, in the order of its text."""
        question = (
            select(_MENTION.document, _HOME.incident)
            .join(schema.home, and_(_HOME.mention == _MENTION.id, stood(schema.home)))
            .where(_MENTION.document.in_(documents), stood(schema.mention))
            .order_by(_MENTION.document, _MENTION.start, _MENTION.id)
        )
        found: dict[str, dict[str, None]] = {}
        for document, incident in self.all(question):
            found.setdefault(document, {})[incident] = None
        return {document: tuple(incidents) for document, incidents in found.items()}


def summary_row(summary: Summary) -> dict[str, Any]:
    """The row of a summary."""
    place = summary.place
    earliest, published = columns.micros(summary.earliest), columns.micros(summary.published)
    outcomes = sorted({total.outcome.value for total in summary.totals})
    return {
        "incident": summary.incident_id,
        "family": summary.family.value,
        "agreement": summary.agreement.value,
        "country": (place.country if place else None) or "",
        "period": f"{summary.earliest:%Y-%m}" if summary.earliest else "",
        "outcomes": f"|{'|'.join(outcomes)}|" if outcomes else "",
        "happened": schema.UNKNOWN if earliest is None else earliest,
        "earliest": earliest,
        "latest": columns.micros(summary.latest),
        "published": schema.UNKNOWN if published is None else published,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "claims": summary.claims,
        "record": packing.pack(summary),
    }


def _fits(query: IncidentQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for values, among in (
        (query.families, _SUMMARY.family),
        (query.countries, _SUMMARY.country),
        (query.agreements, _SUMMARY.agreement),
    ):
        if values:
            found.append(among.in_(values))
    if query.outcomes:
        found.append(or_(*(_SUMMARY.outcomes.contains(f"|{outcome}|", autoescape=True) for outcome in query.outcomes)))
    if query.period:
        found.append(_SUMMARY.period.startswith(query.period, autoescape=True))
    if query.earliest is not None:
        found.append(func.coalesce(_SUMMARY.latest, _SUMMARY.earliest + 1) > columns.micros(query.earliest))
    if query.latest is not None:
        found.append(func.coalesce(_SUMMARY.earliest, _SUMMARY.latest - 1) < columns.micros(query.latest))
    if query.box is not None:
        found.append(_inside(query.box))
    return found


def _happened(period: str | None) -> list[ColumnElement[bool]]:
    """The same as the filter by a period, in times; none where it is no year and no month."""
    match = _PERIOD.fullmatch(period or "")
    if match is None:
        return []
    year, month = int(match[1]), int(match[2] or 0)
    first = datetime(year, month or 1, 1)
    last = datetime(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return [_SUMMARY.happened >= columns.micros(first), _SUMMARY.happened < columns.micros(last)]


def _inside(box: Box) -> ColumnElement[bool]:
    across: ColumnElement[bool] = _SUMMARY.longitude.between(box.west, box.east)
    if box.west > box.east:
        across = or_(_SUMMARY.longitude >= box.west, _SUMMARY.longitude <= box.east)
    return and_(_SUMMARY.latitude.between(box.south, box.north), across)
