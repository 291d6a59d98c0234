"""Reports that nobody wrote, as many as are asked for: words by Zipf's law, claims, mentions, incidents."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from rashomon.model.claim import (
    Attribution,
    Claim,
    Event,
    EventFamily,
    Extraction,
    Outcome,
    Party,
    PartyKind,
    Quantity,
    Toponym,
)
from rashomon.model.codec import content_id
from rashomon.model.incident import Mention
from rashomon.model.index import Posting, Space
from rashomon.model.ledger import Agreement
from rashomon.model.text import Capture, Document, Medium, Span
from rashomon.store.custody import Action, Deed
from rashomon.store.records import Entry, Heading, Summary, Total

#: Claims of a document, documents of an incident.
CLAIMS, TOLD_BY = 10, 5

_VOCABULARY = 50_000
_WORDS = 480  # about 3,000 characters
_SYLLABLES = ("ba", "dor", "el", "fin", "gra", "hol", "is", "ka", "lem", "mir", "no", "pal", "que", "ros", "ti", "vu")
_OUTCOMES = (Outcome.KILLED, Outcome.INJURED, Outcome.DAMAGED, Outcome.MISSING, Outcome.STATEMENT)
_COUNTRIES = tuple(f"{a}{b}" for a in "XQZ" for b in "ABCDEFGHIJKLMNOPQRST")
_KEYS = {Space.BLOCK: 9, Space.NAME: 12, Space.BAND: 32, Space.PRINT: 40}


@dataclass
class Invented:
    """A batch of documents, and what linking makes of it."""

    entries: list[Entry] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    home_of: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)


@dataclass
class Corpus:
    """The same reports for the same number, however often they are asked for."""

    documents: int

    @property
    def incidents(self) -> int:
        """How many incidents the documents tell of."""
        return -(-self.documents // TOLD_BY)

    def batches(self, size: int) -> Iterator[Invented]:
        """All documents, `size` at a time."""
        for first in range(0, self.documents, size):
            batch = Invented()
            for number in range(first, min(first + size, self.documents)):
                self._add(batch, number)
            yield batch

    def incident(self, rng: random.Random) -> str:
        """The id of some incident."""
        return f"i{rng.randrange(self.incidents)}"

    def document(self, rng: random.Random) -> str:
        """The id of some document."""
        return content_id("document", rng.randrange(self.documents))

    def words(self, rng: random.Random, first: int, last: int, count: int) -> str:
        """Some of the words between these ranks, the commonest being 0."""
        return " ".join(self._vocabulary[i] for i in rng.sample(range(first, last), count))

    def country(self, rng: random.Random) -> str:
        """Some country."""
        return rng.choice(_COUNTRIES)

    def month(self, rng: random.Random) -> str:
        """Some month."""
        return f"2031-{rng.randrange(1, 13):02}"

    @cached_property
    def _vocabulary(self) -> list[str]:
        rng = random.Random(1)
        found: dict[str, None] = {}
        while len(found) < _VOCABULARY:
            found["".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4))))] = None
        return list(found)

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))

    def _add(self, batch: Invented, number: int) -> None:
        rng = random.Random(number)
        incident = number // TOLD_BY
        words = rng.choices(self._vocabulary, cum_weights=self._weights, k=_WORDS)
        id = content_id("document", number)
        published = datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=incident * 37 + number % TOLD_BY * 90)
        document = Document(
            id=id,
            text=" ".join(words),
            medium=Medium.NEWS,
            title=" ".join(words[:9]),
            publisher=f"paper {number % 211}",
            language="en",
            published=published,
            url=f"https://paper-{number % 211}.example/{number}",
        )
        claims = _claims(document, words, rng)
        raw_sha256 = sha256(id.encode()).hexdigest()
        capture = Capture(document_id=id, raw_sha256=raw_sha256, input=f"{id}.html")
        extraction = Extraction(
            document_id=id, claims=claims, attributions=tuple(claim.attribution for claim in claims)
        )
        batch.entries.append(
            Entry(document=document, captures=(capture,), extraction=extraction, extractor="invented-1")
        )
        self._link(batch, document, claims, incident)
        if number % TOLD_BY == 0:
            _tell(batch, incident, document, random.Random(-incident))
        batch.deeds.append(Deed(at=published, who="a bench", action=Action.ADDED, subject=id, new=raw_sha256))

    def _link(self, batch: Invented, document: Document, claims: tuple[Claim, ...], incident: int) -> None:
        mention = Mention(
            document_id=document.id,
            claim_ids=tuple(claim.id for claim in claims),
            family=EventFamily.VIOLENCE,
            events=(Event.STRIKE,),
            published=document.published,
            words=frozenset(document.text.split()[:12]),
            start=claims[0].evidence.start,
        )
        rng = random.Random(document.id)
        batch.mentions.append(mention)
        batch.homes[mention.id] = batch.home_of[document.id] = f"i{incident}"
        for space, count in _KEYS.items():
            keys = tuple({rng.getrandbits(63) for _ in range(count)})
            member = document.id if space in (Space.BAND, Space.PRINT) else mention.id
            batch.postings.append(
                Posting(space, member, clock=document.published, group=rng.getrandbits(63), keys=keys)
            )


def _claims(document: Document, words: list[str], rng: random.Random) -> tuple[Claim, ...]:
    found = []
    start = 0
    for i in range(CLAIMS):
        said = " ".join(words[i * 40 : i * 40 + 25])
        start = document.text.index(said, start)
        evidence = Span(start, start + len(said), said)
        party = Party(key=f"office {rng.randrange(900)}", name=f"the office {i}", kind=PartyKind.OFFICIAL)
        count = rng.randrange(40)
        figure = Span(start, start + len(words[i * 40]), words[i * 40])
        found.append(
            Claim(
                id=content_id(document.id, i),
                document_id=document.id,
                evidence=evidence,
                attribution=Attribution(party=party, span=figure, cue=(figure,), content=(evidence,), sentence=i),
                outcome=_OUTCOMES[i % len(_OUTCOMES)],
                event=Event.STRIKE,
                quantity=Quantity(span=figure, raw=figure.text, lower=count, upper=count, unit="person"),
                place=_place(figure, rng),
                sentence=i,
                extractor="invented-1",
            )
        )
    return tuple(found)


def _place(span: Span, rng: random.Random) -> Toponym:
    return Toponym(
        span=span,
        raw=span.text,
        name=span.text,
        country=rng.choice(_COUNTRIES),
        latitude=rng.uniform(-60, 70),
        longitude=rng.uniform(-180, 180),
        radius_km=2.0,
    )


def _tell(batch: Invented, incident: int, document: Document, rng: random.Random) -> None:
    earliest = datetime(2030, 1, 1) + timedelta(minutes=incident * 37)
    place = _place(Span(0, 1, document.text[:1]), rng)
    event, family = rng.choice(
        ((Event.STRIKE, EventFamily.VIOLENCE), (Event.FLOOD, EventFamily.DISASTER), (Event.ARREST, EventFamily.CUSTODY))
    )
    heading = Heading(
        id=f"i{incident}",
        event=event,
        title=document.title,
        earliest=earliest,
        latest=earliest + timedelta(days=1),
        place=place,
    )
    batch.headings.append(heading)
    agreement = rng.choice(tuple(Agreement))
    outcomes = rng.sample(_OUTCOMES, rng.randrange(1, 4))
    batch.summaries.append(
        Summary(
            incident_id=heading.id,
            title=heading.title,
            event=event,
            family=family,
            earliest=earliest,
            latest=heading.latest,
            place=place,
            documents=TOLD_BY,
            claims=TOLD_BY * CLAIMS,
            origins=rng.randrange(1, 4),
            published=document.published,
            agreement=agreement,
            totals=tuple(Total(outcome=o, lower=1, upper=rng.randrange(1, 40), agreement=agreement) for o in outcomes),
        )
    )
