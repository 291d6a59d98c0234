"""Records with sensible defaults, so that a test names only what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from rashomon.model.claim import (
    Attribution,
    Claim,
    Event,
    EventFamily,
    Extraction,
    Outcome,
    Party,
    PartyKind,
    PlacePrecision,
    Quantity,
    TimeExpression,
    TimePrecision,
    Toponym,
)
from rashomon.model.incident import Incident, Mention
from rashomon.model.text import Document, Span


def document(text: str, *, published: str | None = None, **fields: Any) -> Document:
    """A document with an id made of its text and publisher; `published` is an ISO date or time in UTC."""
    clock = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    made = _id(text, fields.get("publisher", ""), published or "")
    return Document(**{"id": made, "text": text, "language": "en", "published": clock} | fields)


def span(document: Document, words: str, nth: int = 0) -> Span:
    """The span of the nth time (from 0) that the words stand in the document. Raises ValueError without."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Span.of(document.text, start, start + len(words))


def party(name: str, kind: PartyKind = PartyKind.OFFICIAL, side: str | None = None) -> Party:
    """A party whose key is its name in lower case."""
    return Party(key=name.lower(), name=name, kind=kind, side=side)


def attribution(speaker: Party | str | None = None, **fields: Any) -> Attribution:
    """An attribution to a party, or to one with this name."""
    return Attribution(party=party(speaker) if isinstance(speaker, str) else speaker, **fields)


def quantity(where: Span, lower: int | None = None, upper: int | None = None, **fields: Any) -> Quantity:
    """A figure that stands at a span."""
    return replace(Quantity(span=where, raw=where.text, lower=lower, upper=upper), **fields)


def claim(
    document: Document,
    evidence: str,
    outcome: Outcome = Outcome.KILLED,
    count: int | tuple[int | None, int | None] | None = None,
    *,
    speaker: Party | str | None = None,
    **fields: Any,
) -> Claim:
    """A claim whose evidence are words of the document; a `count` is one figure or a pair of bounds."""
    where = span(document, evidence)
    bounds = (count, count) if isinstance(count, int) else count
    made = Claim(
        id=_id(document.id, where.start, where.end, outcome, bounds),
        document_id=document.id,
        evidence=where,
        attribution=attribution(speaker),
        outcome=outcome,
        quantity=quantity(where, *bounds) if bounds else None,
    )
    return replace(made, **fields)


def extraction(document: Document, *claims: Claim) -> Extraction:
    """What was found in a document: these claims, in the order of the text, with their times and places."""
    ordered = tuple(sorted(claims, key=lambda claim: claim.evidence.start))
    return Extraction(
        document_id=document.id,
        claims=ordered,
        attributions=tuple(claim.attribution for claim in ordered),
        times=tuple(claim.time for claim in ordered if claim.time),
        places=tuple(claim.place for claim in ordered if claim.place),
    )


def time(where: Span, earliest: str | None = None, latest: str | None = None, **fields: Any) -> TimeExpression:
    """A time expression that means [earliest, latest), in ISO dates or times; relative without them."""
    known = earliest is not None or latest is not None
    made = TimeExpression(
        span=where,
        raw=where.text,
        earliest=datetime.fromisoformat(earliest) if earliest else None,
        latest=datetime.fromisoformat(latest) if latest else None,
        precision=TimePrecision.DAY if known else TimePrecision.RELATIVE,
    )
    return replace(made, **fields)


def place(where: Span, at: tuple[float, float] | None = None, **fields: Any) -> Toponym:
    """A place as written; with coordinates (degrees) it counts as a town that the gazetteer knows."""
    made = Toponym(
        span=where,
        raw=where.text,
        name=where.text,
        gazetteer_id=f"test:{where.text.lower()}" if at else None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        radius_km=2.0 if at else None,
        precision=PlacePrecision.PLACE,
    )
    return replace(made, **fields)


def _id(*parts: object) -> str:
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def incident(claims: Sequence[Claim], **fields: Any) -> Incident:
    """An incident that all these claims speak of, with one mention for each of their documents."""
    by_document: dict[str, list[str]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim.id)
    mentions = tuple(
        Mention(document_id=document_id, claim_ids=tuple(ids), family=EventFamily.VIOLENCE)
        for document_id, ids in by_document.items()
    )
    return Incident(**{"id": "incident-1", "event": Event.STRIKE, "title": "", "mentions": mentions} | fields)
