"""Which figures of an outcome speak of the same: totals, parts of them, and what is added to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.model.claim import Claim, Scope, Severity
from rashomon.model.ledger import RelationKind, Standing
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.accounts import Findings, by_origin
from rashomon.reconciliation.records import Record, is_increment, summed

#: A boy is of both groups, and a son may be grown.
_YOUNG = {
    frozenset({"children", "men"}): ("boys", "sons"),
    frozenset({"children", "women"}): ("girls", "daughters"),
}

Facet = tuple[str | None, Severity | None]

#: Groups of which nobody belongs to two; children are told from adults by age.
_SEXES = frozenset({"men", "women"})
_ARMED = frozenset({"combatants", "police", "suspects"})


@dataclass(slots=True)
class Scoped:
    """The records of one outcome and unit by what they count.

    `implied` are parts whose speaker gives no total: so many at least. `facets` hold the figures of a group,
    of a severity, or of both.
    """

    totals: list[Record] = field(default_factory=list)
    increments: list[Record] = field(default_factory=list)
    implied: list[Record] = field(default_factory=list)
    facets: dict[Facet, list[Record]] = field(default_factory=dict)


def scoped(records: Sequence[Record], findings: Findings) -> Scoped:
    """Sort the records of one outcome and unit by what they count.

    A figure of a group ("three women") counts for the whole where nobody gives a total, or where it is more
    than any total; otherwise it is a part.
    """
    found = Scoped()
    plain, faceted = [], []
    for record in records:
        facet = facet_of(record)
        if facet != (None, None) and record.bounded:
            found.facets.setdefault(facet, []).append(record)
        if is_increment(record):
            found.increments.append(record)
        elif record.claim.scope is Scope.SUBSET or record.claim.part_of:
            _enter_part(record, records, findings)
        elif facet == ("civilians", None) and not _is_some_of(record, records):
            plain.append(record)
        elif facet != (None, None) or (record.names and record.bounds == (1, 1)):
            faceted.append(record)
        else:
            plain.append(record)
    plain = _without_singled_out(plain, findings)
    bounded = [record for record in plain if record.bounded]
    found.totals = [*plain, *_promoted(faceted, bounded, found, findings)]
    for key, members in found.facets.items():
        found.facets[key] = _individuals(members)
    return found


def _is_some_of(civilians: Record, records: Sequence[Record]) -> bool:
    """Whether a figure of civilians is some of a whole: others are told of, or its party gives more.

    Without either, "four civilians" and another party's "five people" count the same dead.
    """
    if any(record.groups & _ARMED and record.bounded for record in records):
        return True
    return any(
        record.origin == civilians.origin
        and facet_of(record) == (None, None)
        and intervals.below(civilians.bounds, record.bounds)
        for record in records
    )


def facet_of(record: Record) -> Facet:
    """The group and severity that a figure is of; both null for people in general."""
    groups = record.groups
    young = _YOUNG.get(groups)
    evidence = record.claim.evidence.text.casefold()
    named = next((name for name in young or () if name.removesuffix("s") in evidence), None)
    return named or " and ".join(sorted(groups)) or None, record.severity


def _enter_part(part: Record, records: Sequence[Record], findings: Findings) -> None:
    whole = next((record for record in records if record.id == part.claim.part_of), None)
    if whole is None:
        findings.enter(
            part, Standing.PART, f"{reasons.figure(part)} is a part of a total that it does not name"
        )
        return
    reason = (
        f"{reasons.figure(part)} is a part of the {reasons.figure(whole)} that {reasons.source(whole)} gave"
    )
    findings.enter(part, Standing.PART, reason)
    findings.relate(part.id, whole.id, RelationKind.PART_OF, reason)


def _without_singled_out(plain: Sequence[Record], findings: Findings) -> list[Record]:
    """Totals without single people whom a report, in its own voice, singles out from more."""
    kept = []
    for record in plain:
        whole = _told_with(record, plain) if record.bounds == (1, 1) and _own_voice(record) else None
        if whole is None:
            kept.append(record)
            continue
        reason = f"one of the {reasons.figure(whole)} that the same report tells of"
        findings.enter(record, Standing.PART, reason)
        findings.relate(record.id, whole.id, RelationKind.PART_OF, reason)
    return kept


def _told_with(record: Record, plain: Sequence[Record]) -> Record | None:
    same = [other for other in plain if other.claim.document_id == record.claim.document_id]
    more = [other for other in same if intervals.below(record.bounds, other.bounds)]
    return max(more, key=lambda other: (intervals.ends(other.bounds), other.order), default=None)


def _own_voice(record: Record) -> bool:
    return record.claim.attribution.party is None


def _promoted(
    faceted: Sequence[Record], totals: Sequence[Record], found: Scoped, findings: Findings
) -> list[Record]:
    """The figures of groups that count for the whole, each report's disjoint ones added up."""
    promoted = []
    by_report: dict[tuple[str, str], list[Record]] = {}
    for origin, members in by_origin(faceted).items():
        for member in members:
            by_report.setdefault((origin, member.claim.document_id), []).append(member)
    for members in by_report.values():
        whole, rest = _composed([member for member in members if member.bounded])
        if whole is not None and all(intervals.below(total.bounds, whole.bounds) for total in totals):
            promoted.append(whole)
            _enter_promoted(whole, members, rest, findings)
        else:
            _enter_parts(members, whole, totals, found, findings)
    return promoted


def _enter_promoted(
    whole: Record, members: Sequence[Record], rest: Sequence[Record], findings: Findings
) -> None:
    added = [member for member in members if member.id in whole.ids]
    for member in members:
        if member.id in whole.ids and len(added) > 1:
            findings.enter(member, Standing.STANDS, f"counted together: {reasons.total(added)}")
        elif member in rest:
            reason = f"{reasons.figure(member)} is among the {reasons.figure(whole)} of the same report"
            findings.enter(member, Standing.PART, reason)
            findings.relate(member.id, whole.id, RelationKind.PART_OF, reason)


def _enter_parts(
    members: Sequence[Record],
    whole: Record | None,
    totals: Sequence[Record],
    found: Scoped,
    findings: Findings,
) -> None:
    if whole is not None and not any(total.origin == whole.origin for total in totals):
        found.implied.append(whole)
    for member in members:
        if not member.bounded:
            findings.enter(member, Standing.STANDS, f"{reasons.source(member)} gave no bound here")
            continue
        total = _whole_of(member, totals)
        if total is None:
            continue
        told = f"the {reasons.figure(total)} that {reasons.source(total)} gave"
        reason = f"{reasons.figure(member)} of one kind, among {told}"
        findings.enter(member, Standing.PART, reason)
        findings.relate(member.id, total.id, RelationKind.PART_OF, reason)


def _whole_of(part: Record, totals: Sequence[Record]) -> Record | None:
    """The total that a part belongs to: of its own report, else of its own party, else the first."""
    holding = [total for total in totals if not intervals.below(total.bounds, part.bounds)]
    return min(
        holding,
        key=lambda total: (
            total.claim.document_id != part.claim.document_id,
            total.origin != part.origin,
            total.order,
        ),
        default=None,
    )


def _composed(members: Sequence[Record]) -> tuple[Record | None, list[Record]]:
    """The sum of a report's disjoint figures, the largest first, and the figures that overlap with those."""
    chosen: list[Record] = []
    rest: list[Record] = []
    for member in sorted(members, key=lambda record: (_size(record), record.order)):
        if all(_disjoint(member.claim, other.claim) for other in chosen):
            chosen.append(member)
        else:
            rest.append(member)
    if not chosen:
        return None, rest
    chosen.sort(key=lambda record: record.order)
    return (chosen[0] if len(chosen) == 1 else summed(chosen)), rest


def _individuals(members: Sequence[Record]) -> list[Record]:
    """The figures of one group, single people under different names in one report added up."""
    named = [member for member in members if member.names and member.bounds == (1, 1)]
    by_report: dict[tuple[str, str], list[Record]] = {}
    for member in named:
        by_report.setdefault((member.origin, member.claim.document_id), []).append(member)
    sums = [_composed(single)[0] for single in by_report.values()]
    return [*(member for member in members if member not in named), *(one for one in sums if one)]


def _size(record: Record) -> float:
    return -(record.lower if record.lower is not None else record.upper or 0)


def _disjoint(left: Claim, right: Claim) -> bool:
    """Whether nobody can be counted by both: other names, other severity, other sex or age, other side."""
    one, other = left.victims, right.victims
    if one is None or other is None:
        return False
    if one.names and other.names:
        return _strangers(
            {word for name in one.names for word in name.text.casefold().split()},
            {word for name in other.names for word in name.text.casefold().split()},
        )
    a, b = frozenset(one.groups), frozenset(other.groups)
    if one.severity and other.severity and one.severity != other.severity and (a == b or not (a and b)):
        return True
    if not a or not b or a & b:
        return bool(a & b & {"children"} and _sexes_differ(a, b))
    return _told_together(left, right) or _sexes_differ(a, b) or _ages_differ(a, b) or _sides_differ(a, b)


def _strangers(left: set[str], right: set[str]) -> bool:
    """Whether two names are of two people: neither is a shorter form of the other."""
    return not (left <= right or right <= left)


def _told_together(left: Claim, right: Claim) -> bool:
    """Groups listed in one sentence are listed apart, save that civilians may be of any kind."""
    groups = {*_groups(left), *_groups(right)}
    return left.sentence == right.sentence and "civilians" not in groups


def _groups(claim: Claim) -> tuple[str, ...]:
    return claim.victims.groups if claim.victims else ()


def _sexes_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & _SEXES and b & _SEXES) and not a & b & _SEXES


def _ages_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    grown = _SEXES | {"elderly"}
    return ("children" in a and "children" not in b and bool(b & grown)) or (
        "children" in b and "children" not in a and bool(a & grown)
    )


def _sides_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(("civilians" in a and b & _ARMED) or ("civilians" in b and a & _ARMED))
