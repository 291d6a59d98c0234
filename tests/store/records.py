"""Records to put into stores, told apart by numbers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests import factory

from rashomon.model.claim import Claim, Event, EventFamily, Extraction, Outcome
from rashomon.model.incident import Mention
from rashomon.model.text import Capture, Document
from rashomon.store.records import Entry, Heading

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)


def at(hours: int) -> datetime:
    """So many hours after noon."""
    return NOON + timedelta(hours=hours)


def report(number: int, *, text: str = "", supersedes: str | None = None, **fields: object) -> Document:
    """A report with an id of its own; its text gives two figures."""
    told = text or f"Report {number}. In Oltren {number + 1} people were killed and {number + 2} were hurt."
    document = factory.document("", published="2031-06-01", publisher=f"Paper {number}")
    return replace(document, id=f"d{number}", text=told, supersedes=supersedes, **fields)  # type: ignore[arg-type]


def told(document: Document, extractor: str = "x-1") -> Extraction:
    """What an extractor found in a report: two claims."""
    number = int(document.id[1:])
    killed = factory.claim(document, f"{number + 1} people were killed", Outcome.KILLED, number + 1, speaker="A mayor")
    hurt = factory.claim(document, f"{number + 2} were hurt", Outcome.INJURED, number + 2)
    place = factory.place(factory.span(document, "Oltren"), at=(48.5, 37.9), country="XA")
    claims = (replace(killed, event=Event.STRIKE, place=place), replace(hurt, event=Event.STRIKE))
    found = factory.extraction(document, *(replace(claim, extractor=extractor) for claim in claims))
    return replace(found, claims=tuple(replace(c, id=f"{document.id}c{i}") for i, c in enumerate(found.claims)))


def entry(number: int, extractor: str = "x-1", **fields: object) -> Entry:
    """A report with its claims, and the bytes that it came from."""
    document = report(number, **fields)  # type: ignore[arg-type]
    capture = Capture(document_id=document.id, raw_sha256=f"{number:064x}", input=f"{number}.html")
    return Entry(document=document, captures=(capture,), extraction=told(document, extractor), extractor=extractor)


def mention(number: int, *claims: Claim, hour: int | None = 0) -> Mention:
    """The mention that a report's claims make; without `hour` the report has no date."""
    found = claims or told(report(number)).claims
    return Mention(
        document_id=f"d{number}",
        claim_ids=tuple(claim.id for claim in found),
        family=EventFamily.VIOLENCE,
        published=None if hour is None else at(hour),
        start=found[0].evidence.start,
    )


def heading(id: str, title: str = "Strike in Oltren") -> Heading:
    """An incident."""
    return Heading(id=id, event=Event.STRIKE, title=title, earliest=datetime(2031, 6, 1, 9))
