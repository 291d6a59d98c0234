"""The flat rows that tables, files and pages share: one claim a row, one balance a row.

Every value is a text, a number, a truth or null (unknown). Lists are joined with "; ".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rashomon.languages import wording
from rashomon.model.answer import Answer
from rashomon.model.claim import Attribution, Claim, Modality, Quantity, TimeExpression, Toponym, Victims
from rashomon.model.codec import time_text
from rashomon.model.incident import Incident
from rashomon.model.ledger import Account, Balance, Entry
from rashomon.model.text import Document

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with its document, incident and standing there. Times are ISO 8601, places in degrees."""

    claim_id: str
    document_id: str
    external_id: str | None
    publisher: str | None
    published: str | None
    url: str | None
    incident_id: str | None
    standing: str | None
    standing_reason: str | None
    echo_of: str | None
    outcome: str
    event: str | None
    lower: int | None
    upper: int | None
    approximate: bool | None
    figure_raw: str | None
    modifier: str | None
    share: str | None
    unit: str | None
    groups: str | None
    ages: str | None
    severity: str | None
    affiliation: str | None
    names: str | None
    polarity: str
    modality: str
    scope: str
    part_of: str | None
    out_of: str | None
    source: str | None
    source_kind: str | None
    act: str
    voice: str
    via: str | None
    said_at: str | None
    actor: str | None
    means: str | None
    time_raw: str | None
    earliest: str | None
    latest: str | None
    time_precision: str | None
    place_raw: str | None
    place: str | None
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    place_precision: str | None
    sentence: int
    start: int
    end: int
    evidence: str
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """What the accounts of one outcome come to. `level` is the depth under other balances; a total has 0."""

    incident_id: str
    incident: str
    event: str
    earliest: str | None
    latest: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    outcome: str
    group: str | None
    severity: str | None
    unit: str | None
    level: int
    lower: int | None
    upper: int | None
    best: int | None
    agreement: str
    origins: int
    sources: str | None
    claim_ids: str | None
    rule: str
    reason: str
    document_ids: str


def claim_rows(answer: Answer, *, names: bool) -> Iterator[ClaimRow]:
    """A row for each claim, in the order of documents and texts; victims' `names` only if asked for."""
    documents = {document.id: document for document in answer.documents}
    entries = {entry.claim_id: (ledger.incident_id, entry) for ledger in answer.ledgers for entry in ledger.entries}
    for claim in answer.claims:
        incident_id, entry = entries.get(claim.id, (None, None))
        yield _claim_row(claim, documents[claim.document_id], incident_id, entry, names=names)


def balance_rows(answer: Answer) -> Iterator[BalanceRow]:
    """A row for each balance of each incident, every part under its total."""
    for incident, ledger in zip(answer.incidents, answer.ledgers, strict=True):
        for balance, level in with_parts(ledger.balances):
            yield _balance_row(incident, balance, level)


def with_parts(balances: Iterable[Balance], level: int = 0) -> Iterator[tuple[Balance, int]]:
    """Balances and their parts, each part after its total, with its depth."""
    for balance in balances:
        yield balance, level
        yield from with_parts(balance.parts, level + 1)


def account_words(account: Account, unnamed: str = "source not named") -> str:
    """An account in a few words: "the hospital: 12", "the mayor: at least 6 (preliminary, earlier)"."""
    who = wording.within_sentence(account.party.name) if account.party else unnamed
    told = [] if account.modality is Modality.ASSERTED else [account.modality.value]
    if not account.current:
        told.append("earlier")
    qualified = f" ({', '.join(told)})" if told else ""
    return f"{who}: {wording.figure(account.lower, account.upper)}{qualified}"


def _claim_row(
    claim: Claim, document: Document, incident_id: str | None, entry: Entry | None, *, names: bool
) -> ClaimRow:
    return ClaimRow(
        claim_id=claim.id,
        document_id=document.id,
        external_id=document.external_id,
        publisher=document.publisher or None,
        published=_time(document.published),
        url=document.url,
        incident_id=incident_id,
        standing=entry.standing.value if entry else None,
        standing_reason=entry.reason if entry else None,
        echo_of=entry.echo_of if entry else None,
        outcome=claim.outcome.value,
        event=claim.event.value if claim.event else None,
        polarity=claim.polarity.value,
        modality=claim.modality.value,
        scope=claim.scope.value,
        part_of=claim.part_of,
        out_of=claim.out_of,
        actor=claim.actor.name if claim.actor else None,
        means=claim.means.text if claim.means else None,
        sentence=claim.sentence,
        start=claim.evidence.start,
        end=claim.evidence.end,
        evidence=claim.evidence.text,
        extractor=claim.extractor,
        **_figure_columns(claim.quantity),
        **_victim_columns(claim.victims, names=names),
        **_source_columns(claim.attribution),
        **_time_columns(claim.time),
        **_place_columns(claim.place),
    )


def _figure_columns(quantity: Quantity | None) -> dict[str, Any]:
    return {
        "lower": quantity.lower if quantity else None,
        "upper": quantity.upper if quantity else None,
        "approximate": quantity.approximate if quantity else None,
        "figure_raw": quantity.raw if quantity else None,
        "modifier": quantity.modifier if quantity else None,
        "share": quantity.share if quantity else None,
        "unit": quantity.unit if quantity else None,
    }


def _victim_columns(victims: Victims | None, *, names: bool) -> dict[str, Any]:
    return {
        "groups": _joined(victims.groups) if victims else None,
        "ages": _joined(map(str, victims.ages)) if victims else None,
        "severity": victims.severity.value if victims and victims.severity else None,
        "affiliation": victims.affiliation if victims else None,
        "names": _joined(span.text for span in victims.names) if victims and names else None,
    }


def _source_columns(attribution: Attribution) -> dict[str, Any]:
    party, said_at = attribution.party, attribution.said_at
    return {
        "source": party.name if party else None,
        "source_kind": party.kind.value if party else None,
        "act": attribution.act.value,
        "voice": attribution.voice.value,
        "via": _joined(passed.name for passed in attribution.via),
        "said_at": (_time(said_at.earliest) or said_at.raw) if said_at else None,
    }


def _time_columns(time: TimeExpression | None) -> dict[str, Any]:
    return {
        "time_raw": time.raw if time else None,
        "earliest": _time(time.earliest) if time else None,
        "latest": _time(time.latest) if time else None,
        "time_precision": time.precision.value if time else None,
    }


def _place_columns(place: Toponym | None) -> dict[str, Any]:
    return {
        "place_raw": place.raw if place else None,
        "place": place.name if place else None,
        "gazetteer_id": place.gazetteer_id if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_km": place.radius_km if place else None,
        "place_precision": place.precision.value if place else None,
    }


def _balance_row(incident: Incident, balance: Balance, level: int) -> BalanceRow:
    place = incident.place
    claim_ids = dict.fromkeys(id for account in balance.accounts for id in account.claim_ids)
    return BalanceRow(
        incident_id=incident.id,
        incident=incident.title,
        event=incident.event.value,
        earliest=_time(incident.earliest),
        latest=_time(incident.latest),
        place=place.name if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        outcome=balance.outcome.value,
        group=balance.group,
        severity=balance.severity.value if balance.severity else None,
        unit=balance.unit,
        level=level,
        lower=balance.lower,
        upper=balance.upper,
        best=balance.best,
        agreement=balance.agreement.value,
        origins=len(balance.origins),
        sources=_joined(account_words(account) for account in balance.accounts),
        claim_ids=_joined(claim_ids),
        rule=balance.rule,
        reason=balance.reason,
        document_ids=_joined(dict.fromkeys(mention.document_id for mention in incident.mentions)) or "",
    )


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _time(value: datetime | None) -> str | None:
    return time_text(value) if value else None
