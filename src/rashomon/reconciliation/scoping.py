"""Which figures of an outcome speak of the same: totals, parts of them, and what is added to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rashomon.languages import wording
from rashomon.model.claim import Scope
from rashomon.model.ledger import RelationKind, Standing
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.accounts import Findings, by_origin
from rashomon.reconciliation.adding import with_others
from rashomon.reconciliation.areas import together
from rashomon.reconciliation.counting import Apart, apart, of_other_side
from rashomon.reconciliation.people import ARMED, Facet, composed, facet_of, is_individual, sides_differ
from rashomon.reconciliation.phrasing import words_tell
from rashomon.reconciliation.records import Record, is_increment, summed


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

    A figure of a group ("three women") or a person told of ("the driver") counts for the whole where nobody
    gives a total, or where it is more than any total; otherwise it is a part.
    """
    found = Scoped()
    plain, some = [], []
    pairs = with_others(records)
    for record in records:
        facet = facet_of(record)
        if facet != (None, None) and record.bounded:
            found.facets.setdefault(facet, []).append(record)
        if is_increment(record) or _died_since(record, records):
            found.increments.append(record)
        elif any(record in pair for pair in pairs):
            continue
        elif record.claim.scope is Scope.SUBSET or record.claim.part_of:
            _enter_part(record, records, findings)
        elif is_individual(record):
            some.append(record)
        elif not record.bounded or facet == (None, None) or _stands_for_all(record, records):
            plain.append(record)
        else:
            some.append(record)
    plain = _without_singled_out(together([*plain, *_added(pairs, findings)], findings), findings)
    plain = _without_others(plain, found, findings)
    totals = [record for record in plain if record.bounded]
    found.totals = [*plain, *_apart(_promoted(some, totals, found, findings), findings)]
    for key, members in found.facets.items():
        found.facets[key] = _individuals(members)
    return found


def _added(pairs: Sequence[tuple[Record, Record]], findings: Findings) -> list[Record]:
    """Of each figure and the others told behind it the sum, which is of people as the others are."""
    for pair in pairs:
        for record in pair:
            findings.enter(record, Standing.STANDS, f"counted together: {reasons.total(pair)}")
    return [replace(summed(pair), claim=pair[1].claim, place=pair[1].place) for pair in pairs]


def _died_since(died: Record, records: Sequence[Record]) -> bool:
    """Whether wounded died after somebody counted the killed; a count of the same day may hold them."""
    if not died.died or is_individual(died):
        return False
    return any(
        record.claim.scope is Scope.TOTAL
        and record.bounded
        and record.clock is not None
        and died.clock is not None
        and record.clock < died.clock
        for record in records
        if not record.died
    )


def _stands_for_all(record: Record, records: Sequence[Record]) -> bool:
    """Whether a figure of civilians counts all: nobody else is told of, and its party gives no more.

    So "four civilians" and another party's "five people" count the same dead.
    """
    if facet_of(record) != ("civilians", None):
        return False
    return not any(
        (other.groups & ARMED and other.bounded)
        or (
            other.origin == record.origin
            and facet_of(other) == (None, None)
            and other.claim.scope is not Scope.SUBSET
            and intervals.below(record.bounds, other.bounds)
            and not words_tell(other, record)
        )
        for other in records
    )


def _enter_part(part: Record, records: Sequence[Record], findings: Findings) -> None:
    whole = next((record for record in records if record.id == part.claim.part_of), None)
    if whole is None:
        findings.enter(part, Standing.PART, f"{reasons.figure(part)} is a part of a total that it does not name")
        return
    if _enter_beside(part, whole, findings):
        return
    reason = f"{reasons.figure(part)} is a part of the {reasons.figure(whole)} that {reasons.source(whole)} gave"
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


def _without_others(plain: Sequence[Record], found: Scoped, findings: Findings) -> list[Record]:
    """Totals without those that one voice gives, in one report, of some or other people than its largest figure.

    Where one sentence tells of other people, too, the largest is so many at least.
    """
    kept: list[Record] = []
    beside: set[str] = set()
    for record in plain:
        differ = _apart_from_more(record, plain) if record.bounded else None
        if differ is None:
            kept.append(record)
            continue
        part = differ.kind is RelationKind.PART_OF
        findings.enter(record, Standing.PART if part else Standing.STANDS, differ.reason)
        findings.relate(differ.left.id, differ.right.id, differ.kind, differ.reason)
        found.implied.append(record)
        if differ.side_by_side:
            beside |= {differ.left.id, differ.right.id}
    return [replace(record, upper=None) if record.id in beside and record.lower else record for record in kept]


def _apart_from_more(record: Record, plain: Sequence[Record]) -> Apart | None:
    """How a figure differs from another of the same voice and report: a larger one, or one that is meant before it."""
    others = [
        other
        for other in plain
        if other.claim.document_id == record.claim.document_id
        and other is not record
        and other.origin == record.origin
        and other.bounded
    ]
    others.sort(key=lambda other: (intervals.ends(other.bounds), other.order), reverse=True)
    for other in others:
        differ = apart(record, other)
        more = (intervals.ends(other.bounds), record.order) > (intervals.ends(record.bounds), other.order)
        if differ is not None and (more if differ.meant is None else differ.meant is other):
            return differ
    return None


def _told_with(record: Record, plain: Sequence[Record]) -> Record | None:
    same = [other for other in plain if other.claim.document_id == record.claim.document_id]
    more = [other for other in same if intervals.below(record.bounds, other.bounds)]
    return max(more, key=lambda other: (intervals.ends(other.bounds), other.order), default=None)


def _own_voice(record: Record) -> bool:
    return record.claim.attribution.party is None


def _promoted(some: Sequence[Record], totals: Sequence[Record], found: Scoped, findings: Findings) -> list[Record]:
    """Figures of groups and persons that count for the whole, each report's disjoint ones added up."""
    promoted = []
    for members in _told_together(some):
        whole, rest = composed([member for member in members if member.bounded])
        own = [total for total in totals if total.claim.document_id == members[0].claim.document_id]
        if whole is not None and _counts_for_all(whole, own, totals):
            promoted.append(whole)
            _enter_promoted(whole, members, rest, findings)
        else:
            _enter_parts(members, totals, findings)
        found.implied += _at_least(members, whole)
    return promoted


def _told_together(some: Sequence[Record]) -> list[list[Record]]:
    """What one party tells in one report; of single persons, what the report tells, whoever told it."""
    by_report: dict[str, list[Record]] = {}
    for record in sorted(some, key=lambda record: record.order):
        by_report.setdefault(record.claim.document_id, []).append(record)
    found: list[list[Record]] = []
    for members in by_report.values():
        if all(map(is_individual, members)):
            found.append(members)
        else:
            found += by_origin(members).values()
    return found


def _apart(promoted: Sequence[Record], findings: Findings) -> list[Record]:
    """Totals made of groups; of two that nobody can be in both, each says how many at least."""
    found = []
    for record in promoted:
        other = next((one for one in promoted if _of_other_side(record, one)), None)
        if other is None:
            found.append(record)
            continue
        kinds = f"{wording.listed(sorted(record.groups))}, not {wording.listed(sorted(other.groups))}"
        reason = f"{reasons.source(record)} counts {kinds}: the two are other people"
        findings.relate(record.id, other.id, RelationKind.OTHER_POPULATION, reason)
        found.append(replace(record, upper=None))
    return found


def _of_other_side(record: Record, other: Record) -> bool:
    one_each = len(record.ids) == len(other.ids) == 1
    return one_each and sides_differ(record.groups, other.groups)


def _counts_for_all(whole: Record, own: Sequence[Record], totals: Sequence[Record]) -> bool:
    """Whether a sum is a total: more than any, or, in a report without one, the same as another's.

    In a report whose totals are all lower ("the mayor said that nobody died. A man was killed."), so is what another's
    may be.
    """
    if all(intervals.below(total.bounds, whole.bounds) for total in totals):
        return True
    if own and all(intervals.below(total.bounds, whole.bounds) for total in own):
        return any(intervals.overlap(total.bounds, whole.bounds) for total in totals)
    return not own and any(total.bounds == whole.bounds for total in totals)


def _at_least(members: Sequence[Record], whole: Record | None) -> list[Record]:
    """For every party its largest figure: so many at least."""
    largest: dict[str, Record] = {}
    for member in members:
        if member.bounded and (whole is None or member.origin != whole.origin or member.id != whole.id):
            known = largest.setdefault(member.origin, member)
            largest[member.origin] = max(known, member, key=lambda record: record.lower or 0)
    return list(largest.values())


def _enter_promoted(whole: Record, members: Sequence[Record], rest: Sequence[Record], findings: Findings) -> None:
    added = [member for member in members if member.id in whole.ids]
    for member in members:
        if member.id in whole.ids and len(added) > 1:
            findings.enter(member, Standing.STANDS, f"counted together: {reasons.total(added)}")
        elif member in rest:
            _enter_among(member, whole, "the same report", findings)


def _enter_parts(members: Sequence[Record], totals: Sequence[Record], findings: Findings) -> None:
    for member in members:
        total = _whole_of(member, totals) if member.bounded else None
        if total is not None:
            _enter_among(member, total, reasons.source(total), findings)


def _enter_among(part: Record, whole: Record, where: str, findings: Findings) -> None:
    """A figure that another holds: a part of it, or the same ones told of again."""
    if part.bounds == whole.bounds and part.origin == whole.origin:
        reason = f"the {reasons.figure(whole)} of {where}, told of again"
        findings.enter(part, Standing.ECHO, reason, echo_of=whole.id)
        return
    if _enter_beside(part, whole, findings):
        return
    if part.bounds == whole.bounds and len(whole.ids) == 1:
        findings.enter(part, Standing.STANDS, f"{where} told of {reasons.figure(whole)}, too")
        findings.relate(part.id, whole.id, RelationKind.SAME, f"both said {reasons.figure(part)}")
        return
    reason = f"{reasons.figure(part)} among the {reasons.figure(whole)} of {where}"
    findings.enter(part, Standing.PART, reason)
    findings.relate(part.id, whole.id, RelationKind.PART_OF, reason)


def _enter_beside(part: Record, whole: Record, findings: Findings) -> bool:
    """Whether a figure that reads as a part is of people whom the other does not count; then it stands beside it."""
    reason = of_other_side(part, whole)
    if reason:
        findings.enter(part, Standing.STANDS, reason)
        findings.relate(part.id, whole.id, RelationKind.OTHER_POPULATION, reason)
    return bool(reason)


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


def _individuals(members: Sequence[Record]) -> list[Record]:
    """The figures of one group, single people of different names or ages in one report added up."""
    named = [member for member in members if member.bounds == (1, 1) and _is_known(member)]
    by_report: dict[tuple[str, str], list[Record]] = {}
    for member in named:
        by_report.setdefault((member.origin, member.claim.document_id), []).append(member)
    sums = [composed(single)[0] for single in by_report.values()]
    return [*(member for member in members if member not in named), *(one for one in sums if one)]


def _is_known(record: Record) -> bool:
    return bool(record.names or (record.claim.victims and record.claim.victims.ages))
