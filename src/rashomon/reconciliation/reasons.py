"""How reconciliation words its reasons: short, plain, with the parties and the figures that they rest on."""

from collections.abc import Sequence

from rashomon.languages import wording
from rashomon.model.claim import Modality, Party
from rashomon.reconciliation.records import Record


def source(record: Record) -> str:
    """Who says it, as named inside a sentence."""
    return name(record.party)


def name(party: Party | None) -> str:
    """A party as named inside a sentence."""
    return wording.within_sentence(party.name) if party else "a report that names no source"


def figure(record: Record) -> str:
    """Its bounds in words; a vague figure in the source's own."""
    quantity = record.claim.quantity
    whole = len(record.ids) == 1 and quantity is not None
    if quantity is None or not whole:
        return wording.figure(record.lower, record.upper)
    vague = record.bounds == (None, None) or quantity.approximate
    raw = " ".join(quantity.raw.split()) if vague else ""
    return wording.figure(record.lower, record.upper, quantity.approximate, raw)


def stated(record: Record) -> str:
    """Source, figure and how firmly it is said: "the ministry said at least 6, preliminarily"."""
    hedge = _HEDGES.get(record.claim.modality)
    return f"{source(record)} said {figure(record)}" + (f", {hedge}" if hedge else "")


def total(parts: Sequence[Record]) -> str:
    """A stated sum: "2 + 1 = 3"."""
    lower = [part.lower for part in parts if part.lower is not None]
    whole = sum(lower)
    return f"{' + '.join(figure(part) for part in parts)} = {wording.number(whole)}"


_HEDGES = {
    Modality.HEDGED: "hedged",
    Modality.ALLEGED: "as an allegation",
    Modality.PRELIMINARY: "preliminarily",
    Modality.ESTIMATED: "as an estimate",
}
