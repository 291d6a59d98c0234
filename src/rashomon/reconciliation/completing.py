"""Which additions only complete a whole that their report tells as well: "five were shot … two … and two more"."""

from collections.abc import Sequence

from rashomon.languages import wording
from rashomon.model.claim import Scope
from rashomon.model.ledger import RelationKind, Standing
from rashomon.reconciliation import reasons
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.people import is_individual
from rashomon.reconciliation.records import Record

#: What a figure can be that an addition follows on, or that it is part of.
_OWN = frozenset({Scope.TOTAL, Scope.SUBSET})


def without_completing(increments: Sequence[Record], told: Sequence[Record], findings: Findings) -> list[Record]:
    """The increments without those that complete a whole of their report; `told` are all figures of the outcome.

    An addition is to the last figure before it. Where that is less than a whole told earlier, it was one of its parts,
    and what is added to it without coming to more is another part.
    """
    kept: list[Record] = []
    run: dict[str, int] = {}  # what the parts come to so far, by the id of the last of them
    for more in sorted(increments, key=lambda record: record.order):
        before = _last_before(more, told)
        number = more.exact
        first = before.exact if before else None
        if before is None or number is None or first is None or is_individual(more):
            kept.append(more)
            continue
        sum_ = run.get(before.id, first) + number
        whole = _whole(sum_, before, told)
        if whole is None:
            kept.append(more)
            continue
        run[more.id] = sum_
        rest = wording.number(sum_ - number)
        reason = f"{reasons.figure(more)} beside {rest} of the {reasons.figure(whole)} of {reasons.source(whole)}"
        findings.enter(more, Standing.PART, reason)
        findings.relate(more.id, whole.id, RelationKind.PART_OF, reason)
    return kept


def _last_before(more: Record, told: Sequence[Record]) -> Record | None:
    """The last figure of its report before it."""
    before = [
        other
        for other in _of_report(more, told)
        if other.bounded and other.claim.scope in _OWN | {Scope.INCREMENT} and other.place_in_text < more.place_in_text
    ]
    return max(before, key=lambda other: other.place_in_text, default=None)


def _whole(number: int, part: Record, told: Sequence[Record]) -> Record | None:
    """The whole, told before the part, that surely holds so many: one that is just that, else the largest."""
    wholes = [
        other
        for other in _of_report(part, told)
        if other.claim.scope is Scope.TOTAL
        and other.place_in_text < part.place_in_text
        and (other.lower or 0) >= number
    ]
    return min(wholes, key=lambda other: (other.exact != number, -(other.lower or 0), other.order), default=None)


def _of_report(record: Record, told: Sequence[Record]) -> list[Record]:
    return [other for other in told if other.claim.document_id == record.claim.document_id and other is not record]
