"""Two figures of the hurt that one sentence tells of: "two were flown to a hospital, two others taken to a clinic"."""

from collections.abc import Sequence

from rashomon.model.claim import Outcome, Scope
from rashomon.reconciliation.beside import is_of_others
from rashomon.reconciliation.records import Record


def with_others(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The pairs of a figure and of the others told behind it, where their report tells of no larger figure.

    A larger one may hold them both. One person ("another man") is not counted, and may be who did it.
    """
    found = []
    for more in records:
        if more.claim.outcome is not Outcome.INJURED or more.claim.scope is not Scope.TOTAL or (more.exact or 0) < 2:
            continue
        first = next((record for record in records if _is_before(record, more)), None)
        if first is not None and is_of_others(more.claim) and not _is_held(first, more, records):
            found.append((first, more))
    return found


def _is_before(first: Record, more: Record) -> bool:
    """Whether a figure is the last one before that of others, in its sentence and of its voice."""
    one, other = first.claim, more.claim
    return (
        one.document_id == other.document_id
        and one.sentence == other.sentence
        and one.scope is Scope.TOTAL
        and one.out_of is None
        and first.origin == more.origin
        and first.exact is not None
        and more.beside.before == first.bounds
        and first.place_in_text < more.place_in_text
    )


def _is_held(first: Record, more: Record, records: Sequence[Record]) -> bool:
    most = max(first.exact or 0, more.exact or 0)
    return any(
        max(record.lower or 0, record.upper or 0) > most
        for record in records
        if record.claim.document_id == more.claim.document_id and record.claim.scope is Scope.TOTAL
    )
