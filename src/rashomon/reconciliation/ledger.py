"""From an incident's claims to its ledger: every claim with its standing, every figure with its accounts."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.claim import OUTCOMES, Claim, Event, Outcome, Scope
from rashomon.model.incident import Echo, Incident
from rashomon.model.ledger import Balance, Ledger, Relation, RelationKind, Standing
from rashomon.model.text import Document
from rashomon.reconciliation import reasons
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.arithmetic import checks
from rashomon.reconciliation.balances import ALWAYS, balances
from rashomon.reconciliation.evacuees import with_evacuees
from rashomon.reconciliation.grading import grades
from rashomon.reconciliation.records import Record, records
from rashomon.reconciliation.responsibility import responsibilities
from rashomon.reconciliation.rules import RULES
from rashomon.reconciliation.standing import SERIES, deny, in_balance, is_denial

#: Of casualties, both the killed and the injured are a part, so neither is compared with them.
_OTHER_POPULATION = (Outcome.KILLED, Outcome.INJURED)


def reconcile(
    incident: Incident,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    *,
    echoes: Sequence[Echo] = (),
    rule: str = "range",
) -> Ledger:
    """The ledger of an incident, the same in whatever order claims and documents come.

    `claims` that are not the incident's are left aside. `rule` names how bounds are made of several accounts:
    "range" (default), "ucdp", "acled" or "airwars". Raises ValueError for any other rule.
    """
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r} (there are {', '.join(RULES)})")
    wanted = set(incident.claim_ids)
    told = records([claim for claim in claims if claim.id in wanted], documents, echoes)
    findings = Findings()
    kept = in_balance(incident, told, {document.id: document for document in documents}, findings)
    made = _balances(kept, rule, findings, incident.event)
    made = _with_uncompared(made, told, findings)
    _enter_rest(kept, findings)
    deny(kept, findings)
    own_words = [record for record in kept if findings.entries[record.id].standing is not Standing.ECHO]
    whole = [record for record in own_words if findings.entries[record.id].standing is not Standing.PART]
    done_by = responsibilities(own_words)
    return Ledger(
        incident_id=incident.id,
        as_of=max((record.clock for record in told if record.clock), default=None),
        entries=tuple(findings.entries[record.id] for record in told),
        balances=made,
        responsibilities=done_by,
        checks=checks(kept, findings.entries, made),
        grades=grades(whole, done_by),
    )


def _balances(kept: Sequence[Record], rule: str, findings: Findings, event: Event) -> tuple[Balance, ...]:
    by_outcome: dict[Outcome, list[Record]] = {}
    for record in kept:
        by_outcome.setdefault(record.claim.outcome, []).append(record)
    found: list[Balance] = []
    for outcome in OUTCOMES:
        told = by_outcome.get(outcome, [])
        made: tuple[Balance, ...] = ()
        if told or outcome in ALWAYS:
            killed = _current(found, by_outcome.get(Outcome.KILLED, []))
            made = balances(outcome, told, killed, rule, findings)
        if outcome is Outcome.DISPLACED and Outcome.EVACUATED in by_outcome:
            made = with_evacuees(made, told, by_outcome[Outcome.EVACUATED], event, rule)
        found += made
    return tuple(found)


def _current(made: Sequence[Balance], killed: Sequence[Record]) -> list[Record]:
    """The figures of the killed that stand for all of them, and those who were counted as injured before."""
    standing = {
        id
        for balance in made
        if balance.outcome is Outcome.KILLED
        for account in balance.accounts
        if account.current and len(account.claim_ids) == 1
        for id in account.claim_ids
    }
    return [record for record in killed if record.died or record.id in standing]


def _with_uncompared(made: Sequence[Balance], told: Sequence[Record], findings: Findings) -> tuple[Balance, ...]:
    """The balances with what stands beside them and is never compared: other populations, other scopes."""
    return tuple(
        replace(
            balance,
            relations=(*balance.relations, *_populations(balance, made), *_scopes(balance, told, findings)),
        )
        for balance in made
    )


def _populations(balance: Balance, made: Sequence[Balance]) -> list[Relation]:
    own = _first_claim(balance)
    if balance.outcome is not Outcome.CASUALTIES or own is None:
        return []
    others = [(other.outcome, _first_claim(other)) for other in made if other.outcome in _OTHER_POPULATION]
    return [
        Relation(
            left=own,
            right=claim_id,
            kind=RelationKind.OTHER_POPULATION,
            reason=f"casualties count killed and injured together, {outcome.value} only some of them",
        )
        for outcome, claim_id in others
        if claim_id is not None
    ]


def _scopes(balance: Balance, told: Sequence[Record], findings: Findings) -> list[Relation]:
    own = _first_claim(balance)
    if own is None:
        return []
    return [
        Relation(
            left=record.id,
            right=own,
            kind=RelationKind.OTHER_SCOPE,
            reason=f"{reasons.figure(record)}: {findings.entries[record.id].reason}",
        )
        for record in told
        if record.claim.outcome is balance.outcome
        and record.bounded
        and record.id in findings.entries
        and findings.entries[record.id].standing is Standing.OUTSIDE
        and (record.claim.scope in (Scope.BACKGROUND, Scope.CUMULATIVE) or findings.entries[record.id].reason == SERIES)
    ]


def _first_claim(balance: Balance) -> str | None:
    """The claim that speaks for a balance: the first of its current accounts with a bound."""
    return next(
        (
            account.claim_ids[0]
            for account in balance.accounts
            if account.current and (account.lower is not None or account.upper is not None)
        ),
        None,
    )


def _enter_rest(kept: Sequence[Record], findings: Findings) -> None:
    """Every claim that nothing has taken out stands, with what it stands for."""
    for record in kept:
        findings.enter(record, Standing.STANDS, _stands_for(record))


def _stands_for(record: Record) -> str:
    who = reasons.source(record)
    if is_denial(record):
        return f"{who} denied it"
    if record.bounded:
        return f"the latest word of {who}: {reasons.figure(record)}"
    if OUTCOMES[record.claim.outcome].counted:
        return f"{who} gave no bound here"
    return f"{who} said so"
