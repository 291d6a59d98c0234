"""A fictional report with contradicting accounts, as claims: where tests of ledgers and briefs start."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.factory import attribution, claim, document, party, quantity, span
from tests.factory import incident as incident_of

from rashomon.model.claim import (
    Act,
    Claim,
    Event,
    Modality,
    Outcome,
    Party,
    PartyKind,
    Scope,
    Severity,
    Victims,
)
from rashomon.model.incident import Echo, Incident
from rashomon.model.ledger import Agreement, Balance, Ledger, RelationKind, Standing
from rashomon.model.text import Document
from rashomon.reconciliation.ledger import reconcile

COUNCIL = party("A spokeswoman for the Velm regional council", side="velm")
HOSPITALS = party("Hospital officials in Velm", PartyKind.MEDICAL)
MINISTRY = party("the interior ministry", PartyKind.OFFICIAL)
OFFICIALS = party("Officials", PartyKind.OFFICIAL)
ARMY = Party(key="tarn army", name="Tarn army", kind=PartyKind.MILITARY)

TEXT = (
    "A spokeswoman for the Velm regional council said the Tarn army had fired rockets at Velm. "
    "Local units reportedly shot down nearly all of the rockets. "
    "The spokeswoman said at least nine rockets were launched, by preliminary word. "
    "Hospital officials in Velm reported forty-one wounded. Four children were among them. "
    "Six people were badly hurt. "
    "Officials told of damage to a residential building. Crews pulled eleven people out, two are missing. "
    "The interior ministry clarified that eight rockets were launched, seven were shot down, "
    "and one rocket hit three apartment buildings."
)


def counted(
    where: Document, words: str, outcome: Outcome, lower: int | None, upper: int | None, **fields: object
) -> Claim:
    """A claim whose figure counts `unit`."""
    unit = fields.pop("unit", None)
    speaker = fields.pop("speaker", None)
    act = fields.pop("act", Act.STATES)
    assert isinstance(act, Act)
    made = claim(where, words, outcome, (lower, upper), speaker=speaker, **fields)  # type: ignore[arg-type]
    figure = quantity(span(where, words), lower, upper, unit=unit)
    said = replace(attribution(made.attribution.party), act=act)
    return replace(made, quantity=figure, attribution=said)


def velm() -> tuple[Incident, list[Claim], list[Document]]:
    """One report: a revised salvo, injured with two parts, a house as a block of flats, nobody killed."""
    report = document(TEXT, publisher="Velm Courier")
    blamed = claim(report, "the Tarn army had fired rockets", Outcome.RESPONSIBLE, speaker=COUNCIL, actor=ARMY)
    most = counted(
        report,
        "nearly all of the rockets",
        Outcome.INTERCEPTED,
        None,
        None,
        modality=Modality.HEDGED,
        unit="rocket",
        speaker=COUNCIL,
    )
    salvo = counted(
        report,
        "at least nine rockets",
        Outcome.LAUNCHED,
        9,
        None,
        modality=Modality.PRELIMINARY,
        unit="rocket",
        speaker=COUNCIL,
    )
    injured = counted(report, "forty-one wounded", Outcome.INJURED, 41, 41, speaker=HOSPITALS)
    children = counted(
        report,
        "Four children",
        Outcome.INJURED,
        4,
        4,
        speaker=HOSPITALS,
        scope=Scope.SUBSET,
        part_of=injured.id,
        victims=Victims(groups=("children",)),
    )
    badly = counted(
        report,
        "Six people were badly hurt",
        Outcome.INJURED,
        6,
        6,
        scope=Scope.SUBSET,
        part_of=injured.id,
        victims=Victims(severity=Severity.SERIOUS),
        speaker=HOSPITALS,
    )
    house = counted(
        report,
        "a residential building",
        Outcome.DAMAGED,
        1,
        None,
        unit="residential building",
        speaker=OFFICIALS,
    )
    rescued = counted(report, "eleven people", Outcome.RESCUED, 11, 11)
    missing = counted(report, "two are missing", Outcome.MISSING, 2, 2)
    clarified = counted(
        report, "eight rockets", Outcome.LAUNCHED, 8, 8, unit="rocket", speaker=MINISTRY, act=Act.CLARIFIES
    )
    downed = counted(
        report,
        "seven were shot down",
        Outcome.INTERCEPTED,
        7,
        7,
        out_of=clarified.id,
        speaker=MINISTRY,
        act=Act.CLARIFIES,
    )
    hit = counted(
        report,
        "one rocket hit",
        Outcome.IMPACTED,
        1,
        1,
        unit="rocket",
        out_of=clarified.id,
        speaker=MINISTRY,
        act=Act.CLARIFIES,
    )
    flats = counted(
        report,
        "three apartment buildings",
        Outcome.DAMAGED,
        3,
        3,
        unit="apartment building",
        speaker=MINISTRY,
        act=Act.CLARIFIES,
    )
    claims = [
        blamed,
        most,
        salvo,
        injured,
        children,
        badly,
        house,
        rescued,
        missing,
        clarified,
        downed,
        hit,
        flats,
    ]
    return incident_of(claims, event=Event.STRIKE, title="Strike on Velm"), claims, [report]


def said(
    speaker: Party | str | None,
    count: int | tuple[int | None, int | None] | None,
    outcome: Outcome = Outcome.KILLED,
    *,
    day: int | None = None,
    outlet: str = "Velm Courier",
    words: str = "so many were counted",
    unit: str | None = None,
    act: Act = Act.STATES,
    **fields: Any,
) -> tuple[Claim, Document]:
    """One claim in a report of its own; a report of the same words, outlet and day is the same report."""
    report = document(f"{words}. And so it was.", publisher=outlet, published=f"2031-05-{day:02d}" if day else None)
    made = claim(report, words, outcome, count, speaker=speaker, **fields)
    if made.quantity:
        # Words of their own: a figure that counts, and no person told of.
        made = replace(made, quantity=replace(made.quantity, unit=unit, raw="one"))
    return replace(made, attribution=replace(made.attribution, act=act), id=f"{made.id}-{speaker}"), report


def ledger_of(*told: tuple[Claim, Document], rule: str = "range", echoes: Sequence[Echo] = ()) -> Ledger:
    """The ledger of an incident that all of these speak of."""
    claims = [claim for claim, _ in told]
    documents = list({document.id: document for _, document in told}.values())
    return reconcile(incident_of(claims), claims, documents, rule=rule, echoes=echoes)


def balance(ledger: Ledger, outcome: Outcome = Outcome.KILLED) -> Balance:
    """The one balance of an outcome."""
    (found,) = [one for one in ledger.balances if one.outcome is outcome]
    return found


def row(ledger: Ledger, outcome: Outcome = Outcome.KILLED) -> tuple[int | None, int | None, Agreement]:
    """Bounds and agreement of the one balance of an outcome."""
    found = balance(ledger, outcome)
    return found.lower, found.upper, found.agreement


def standing(ledger: Ledger, told: tuple[Claim, Document]) -> Standing:
    """How a claim stands."""
    (entry,) = [entry for entry in ledger.entries if entry.claim_id == told[0].id]
    return entry.standing


def kinds(ledger: Ledger, outcome: Outcome = Outcome.KILLED) -> list[RelationKind]:
    """The kinds of relations of a balance."""
    return [relation.kind for relation in balance(ledger, outcome).relations]
