"""What takes a claim out of the balance, or marks it, before any figure is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.model.claim import Act, Modality, Outcome, Polarity, Scope
from rashomon.model.incident import Incident
from rashomon.model.ledger import Entry, Standing
from rashomon.model.text import Document, Status
from rashomon.reconciliation import reasons
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.phrasing import is_of_series
from rashomon.reconciliation.records import Record

_OUTSIDE_SCOPE = {
    Scope.BACKGROUND: "told as background, of another event",
    Scope.CUMULATIVE: "a figure since a longer time, not of this event alone",
}
#: Why a figure of several attacks is not compared.
SERIES = "a figure of several attacks, not of this one alone"
_NOT_YET = {
    Modality.EXPECTED: "expected, and not reported to have happened",
    Modality.HYPOTHETICAL: "only supposed, and not reported to have happened",
}


def in_balance(
    incident: Incident, records: Sequence[Record], documents: Mapping[str, Document], findings: Findings
) -> list[Record]:
    """The records whose figures are compared; the others are entered with the reason why they are not."""
    kept = _without_withdrawn(records, documents, findings)
    kept = _without_outside(kept, _only_background(incident), findings)
    kept = _without_series(kept, findings)
    kept = _without_copies(kept, findings)
    return _plurals_last(_without_dead(kept, findings))


def deny(records: Sequence[Record], findings: Findings) -> None:
    """Mark claims that another party denies; they keep their place in the balance and stay visible."""
    by_outcome: dict[Outcome, list[Record]] = {}
    for record in records:
        by_outcome.setdefault(record.claim.outcome, []).append(record)
    for denial in records:
        if not is_denial(denial):
            continue
        for denied in _denied(denial, by_outcome[denial.claim.outcome]):
            entry = findings.entries.get(denied.id)
            if entry is None or entry.standing is Standing.STANDS:
                reason = f"{reasons.source(denial)} denied it"
                findings.entries[denied.id] = Entry(
                    claim_id=denied.id, standing=Standing.DENIED_BY_OTHER, reason=reason
                )


def is_denial(record: Record) -> bool:
    """Whether a claim denies what others say: by its act, or as somebody said not to have done it."""
    claim = record.claim
    negated = claim.polarity is Polarity.NEGATED and claim.outcome is Outcome.RESPONSIBLE
    return claim.attribution.act is Act.DENIES or negated


def _denied(denial: Record, same_outcome: Sequence[Record]) -> list[Record]:
    """What a denial is about: the figure or the actor that it names, else all that others say of that outcome.

    A statement is about anything: who denies one denies no other.
    """
    if denial.claim.outcome is Outcome.STATEMENT:
        return []
    others = [
        record
        for record in same_outcome
        if record.origin != denial.origin and not is_denial(record) and record.bounds != (0, 0)
    ]
    actor, quantity = denial.claim.actor, denial.claim.quantity
    if denial.claim.outcome is Outcome.RESPONSIBLE and actor is not None:
        return [record for record in others if record.claim.actor and record.claim.actor.key == actor.key]
    figure = (quantity.lower, quantity.upper) if quantity else (None, None)
    if figure in ((None, None), (0, 0)):
        return others
    return [record for record in others if record.bounds == figure]


def _without_withdrawn(
    records: Sequence[Record], documents: Mapping[str, Document], findings: Findings
) -> list[Record]:
    withdrawals = [record for record in records if record.claim.attribution.act is Act.WITHDRAWS]
    kept = []
    for record in records:
        document = documents.get(record.claim.document_id)
        by = next((one for one in withdrawals if _withdraws(one, record)), None)
        if document is not None and document.status is Status.WITHDRAWN:
            findings.enter(record, Standing.WITHDRAWN, "the report has been withdrawn")
        elif by is not None:
            findings.enter(record, Standing.WITHDRAWN, f"{reasons.source(by)} withdrew it")
        else:
            kept.append(record)
    return kept


def _withdraws(withdrawal: Record, record: Record) -> bool:
    """Whether a withdrawal is about a record: the same party's word on its outcome, or on its figure."""
    quantity = withdrawal.claim.quantity
    figure = (quantity.lower, quantity.upper) if quantity else (None, None)
    return (
        record.claim.attribution.act is not Act.WITHDRAWS
        and record.origin == withdrawal.origin
        and record.claim.outcome is withdrawal.claim.outcome
        and figure in ((None, None), record.bounds)
    )


def _only_background(incident: Incident) -> bool:
    """Whether the incident itself is told as background only: then that scope takes nothing out."""
    return bool(incident.mentions) and all(mention.background for mention in incident.mentions)


def _without_outside(records: Sequence[Record], background: bool, findings: Findings) -> list[Record]:
    kept = []
    for record in records:
        scope, modality = record.claim.scope, record.claim.modality
        if scope in _OUTSIDE_SCOPE and not (background and scope is Scope.BACKGROUND):
            findings.enter(record, Standing.OUTSIDE, _OUTSIDE_SCOPE[scope])
        elif modality in _NOT_YET and record.bounded:
            findings.enter(record, Standing.OUTSIDE, _NOT_YET[modality])
        else:
            kept.append(record)
    return kept


def _without_series(records: Sequence[Record], findings: Findings) -> list[Record]:
    """Records without figures of many attacks at once, where somebody gives one of this one.

    What else the same sentence tells of the many goes with them.
    """
    series = [record for record in records if record.bounded and is_of_series(record)]
    told = {record.claim.outcome for record in records if record.bounded and record not in series}
    sentences = {_sentence(record) for record in series if record.claim.outcome in told}
    outside = [record for record in series if record.claim.outcome in told or _sentence(record) in sentences]
    for record in outside:
        findings.enter(record, Standing.OUTSIDE, SERIES)
    return [record for record in records if record not in outside]


def _without_copies(records: Sequence[Record], findings: Findings) -> list[Record]:
    """Records without those that a repeating document merely repeats."""
    own = [record for record in records if record.root == record.claim.document_id]
    originals: dict[tuple[object, ...], Record] = {}
    for record in own:
        originals.setdefault((record.root, *_likeness(record)), record)
    kept = []
    for record in records:
        original = originals.get((record.root, *_likeness(record)))
        if original is None or record.root == record.claim.document_id:
            kept.append(record)
        else:
            reason = "its report repeats an earlier one, and both count once"
            findings.enter(record, Standing.ECHO, reason, echo_of=original.id)
    return kept


def _plurals_last(records: Sequence[Record]) -> list[Record]:
    """A plural ("civilians were hurt": two at least) gives a bound only where nobody gives a figure, save of some."""
    plurals = {_sentence(record) for record in records if _is_plural(record)}
    figured = {
        record.claim.outcome
        for record in records
        if record.bounded and not _is_plural(record) and not (_is_some(record) and _sentence(record) in plurals)
    }
    return [
        replace(record, lower=None) if _is_plural(record) and record.claim.outcome in figured else record
        for record in records
    ]


def _is_some(record: Record) -> bool:
    return record.claim.scope is Scope.SUBSET


def _sentence(record: Record) -> tuple[str, int]:
    return record.claim.document_id, record.claim.sentence


def _is_plural(record: Record) -> bool:
    return record.claim.quantity is not None and record.claim.quantity.modifier == "plural"


def _without_dead(records: Sequence[Record], findings: Findings) -> list[Record]:
    """Records without the injured who, by the same report, are the ones that died, if only in its background."""
    dead = {id: record for record in records if record.claim.outcome is Outcome.KILLED for id in record.ids}
    kept = []
    for record in records:
        if record.claim.outcome is not Outcome.INJURED or record.claim.out_of is None:
            kept.append(record)
            continue
        death = dead.get(record.claim.out_of)
        who = reasons.source(death or record)
        reason = f"told as dead, too: {who} counts the same person among the killed"
        findings.enter(record, Standing.SUPERSEDED, reason)
    return kept


def _likeness(record: Record) -> tuple[object, ...]:
    claim = record.claim
    return (
        record.origin,
        claim.outcome,
        record.bounds,
        record.unit,
        record.groups,
        record.severity,
        claim.scope,
        claim.actor and claim.actor.key,
    )
