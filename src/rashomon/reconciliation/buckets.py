"""Which figures of an outcome count the same kind of thing: the units present, as branches of a tree."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.units import ancestors
from rashomon.model.claim import OUTCOMES, Outcome, OutcomeFamily
from rashomon.reconciliation.records import PERSONAL, Record


@dataclass(frozen=True, slots=True)
class Bucket:
    """Figures of one unit, or of a chain of narrower ones; `branches` are kinds that exclude each other."""

    unit: str | None
    records: tuple[Record, ...]
    branches: tuple["Bucket", ...] = ()


def buckets(outcome: Outcome, records: Sequence[Record]) -> tuple[Bucket, ...]:
    """The records of one outcome by unit, those with most records first.

    "A residential building" and "two apartment buildings" share a bucket, since the second may tell of the
    first; "two schools" and "three houses" become branches where somebody counts buildings at large.
    """
    present = {record.unit for record in records if record.unit}
    members: dict[str | None, list[Record]] = {}
    for record in records:
        members.setdefault(record.unit or _unnamed(outcome, present), []).append(record)
    parents = {unit: _nearest(unit, present | set(filter(None, members))) for unit in members}
    tops = [unit for unit in members if parents[unit] is None]
    found = [_bucket(unit, members, parents) for unit in tops]
    return tuple(sorted(found, key=lambda bucket: _rank(outcome, bucket)))


def _unnamed(outcome: Outcome, present: set[str]) -> str | None:
    """The unit of figures that name none ("four were shot down"): the only one present, or the default."""
    rule = OUTCOMES[outcome]
    if rule.family in PERSONAL:
        return rule.unit
    if len(present) == 1:
        return next(iter(present))
    return rule.unit if rule.family is OutcomeFamily.MUNITIONS else None


def _nearest(unit: str | None, present: set[str]) -> str | None:
    return next((broader for broader in ancestors(unit or "") if broader in present), None)


def _bucket(unit: str | None, members: dict[str | None, list[Record]], parents: dict[str | None, str | None]) -> Bucket:
    below = [_bucket(child, members, parents) for child in members if unit and parents[child] == unit]
    own = tuple(members[unit])
    if len(below) == 1:
        only = below[0]
        return Bucket(unit, (*own, *only.records), only.branches)
    return Bucket(unit, own, tuple(sorted(below, key=lambda bucket: bucket.unit or "")))


def _rank(outcome: Outcome, bucket: Bucket) -> tuple[bool, int, str]:
    return (bucket.unit != OUTCOMES[outcome].unit, -_count(bucket), bucket.unit or "")


def _count(bucket: Bucket) -> int:
    return len(bucket.records) + sum(map(_count, bucket.branches))
