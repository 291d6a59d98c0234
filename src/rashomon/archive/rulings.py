"""People's words on claims, mentions and grades: to what they hold, and what they do to a ledger.

A ruling holds to places in documents. It is applied on reading: to the claim or mention that stands at its place
now, whichever extractor found it. Where nothing stands there any more, it rests.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.model.claim import Claim
from rashomon.model.ledger import Entry, Grade, GradeKind, GradeValue, Ledger, Standing
from rashomon.model.text import Document, Span
from rashomon.store.records import Anchor, Ruling, Verdict

#: Of the characters of both: a claim of another extractor that shares less with a ruling's place is another claim.
SHARED = 0.5


def anchor(claim: Claim) -> Anchor:
    """The place that a ruling on this claim holds to."""
    return Anchor(document_id=claim.document_id, span=claim.evidence)


def detail(claim: Claim) -> str:
    """What tells the claim from others at its place: its id, outcome and figure."""
    raw = claim.quantity.raw if claim.quantity else None
    return json.dumps({"claim": claim.id, "outcome": claim.outcome.value, "raw": raw}, sort_keys=True)


def grade_detail(kind: GradeKind, value: GradeValue) -> str:
    """What a signature signs."""
    return json.dumps({"kind": kind.value, "value": value.value}, sort_keys=True)


def claim_of(ruling: Ruling, claims: Sequence[Claim]) -> Claim | None:
    """The claim that a ruling hides or confirms: the same one, else the one of its outcome at its place."""
    [place] = ruling.anchors
    told = json.loads(ruling.detail)
    there = [claim for claim in claims if claim.document_id == place.document_id]
    same = next((claim for claim in there if claim.id == told["claim"]), None)
    if same is not None:
        return same
    alike = [claim for claim in there if claim.outcome == told["outcome"] and _shared(claim.evidence, place.span)]
    figures = [claim for claim in alike if (claim.quantity.raw if claim.quantity else None) == told["raw"]]
    return max(figures, key=lambda claim: (_shared(claim.evidence, place.span), claim.id), default=None)


def claim_at(place: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the document that shares most with the place; null where none does."""
    there = [
        claim for claim in claims if claim.document_id == place.document_id and claim.evidence.overlaps(place.span)
    ]
    return max(there, key=lambda claim: (_overlap(claim.evidence, place.span), claim.id), default=None)


def moved(place: Anchor, version: Document) -> Anchor | None:
    """The same words in a later version of the document, nearest to where they stood; null where they are gone."""
    words, starts = place.span.text, []
    start = version.text.find(words)
    while start >= 0:
        starts.append(start)
        start = version.text.find(words, start + 1)
    nearest = min(starts, key=lambda found: abs(found - place.span.start), default=None)
    if nearest is None:
        return None
    return Anchor(document_id=version.id, span=Span(nearest, nearest + len(words), words))


def hidden(rulings: Sequence[Ruling], claims: Sequence[Claim]) -> dict[str, Ruling]:
    """The claims that people hid, each with the ruling that did."""
    return _by_claim(Verdict.HIDE, rulings, claims)


def _by_claim(verdict: Verdict, rulings: Sequence[Ruling], claims: Sequence[Claim]) -> dict[str, Ruling]:
    found: dict[str, Ruling] = {}
    for ruling in rulings:
        claim = claim_of(ruling, claims) if ruling.verdict is verdict else None
        if claim is not None:
            found[claim.id] = ruling
    return found


def ruled(ledger: Ledger, rulings: Sequence[Ruling], claims: Sequence[Claim]) -> Ledger:
    """The ledger, made without what is hidden, with what people said of it: who, when and why.

    A hidden claim stands outside, a confirmed one keeps its standing; signed grades come before suggestions.
    """
    confirmed = _by_claim(Verdict.CONFIRM, rulings, claims)
    entries = [_confirmed(entry, confirmed.get(entry.claim_id)) for entry in ledger.entries]
    taken_out = hidden(rulings, claims)
    entries += [
        Entry(claim_id=claim.id, standing=Standing.OUTSIDE, reason=f"hidden by {told(taken_out[claim.id])}")
        for claim in claims
        if claim.id in taken_out
    ]
    signed = [_signature(ruling) for ruling in rulings if ruling.verdict is Verdict.SIGN]
    return replace(ledger, entries=tuple(entries), grades=(*signed, *ledger.grades))


def told(ruling: Ruling) -> str:
    """Who said it, when and why: "Ada Lorn on 2031-05-04: the hospital took it back"."""
    note = f": {ruling.note}" if ruling.note else ""
    return f"{ruling.judge} on {ruling.at:%Y-%m-%d}{note}"


def _confirmed(entry: Entry, ruling: Ruling | None) -> Entry:
    return entry if ruling is None else replace(entry, reason=f"{entry.reason}; confirmed by {told(ruling)}")


def _signature(ruling: Ruling) -> Grade:
    said: Mapping[str, str] = json.loads(ruling.detail)
    return Grade(
        kind=GradeKind(said["kind"]),
        value=GradeValue(said["value"]),
        reason=ruling.note,
        suggested=False,
        signed_by=ruling.judge,
        signed_at=ruling.at,
    )


def _shared(one: Span, other: Span) -> float:
    """How many of the characters of both are in both; 0 where that is less than SHARED."""
    both = _overlap(one, other)
    share = both / max(1, (one.end - one.start) + (other.end - other.start) - both)
    return share if share >= SHARED else 0.0


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
