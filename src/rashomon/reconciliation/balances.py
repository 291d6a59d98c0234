"""What the accounts of one outcome come to: agreement, bounds by a rule, parts, and the reason in words."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages import wording
from rashomon.model.claim import OUTCOMES, Outcome
from rashomon.model.ledger import Account, Agreement, Balance, RelationKind, Standing
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.accounts import Findings, account, latest_words
from rashomon.reconciliation.beside import is_of_others
from rashomon.reconciliation.buckets import Bucket, buckets
from rashomon.reconciliation.completing import without_completing
from rashomon.reconciliation.people import Facet
from rashomon.reconciliation.phrasing import counts_all_hit
from rashomon.reconciliation.populations import of_others, without_the_dead, without_those_of_others
from rashomon.reconciliation.records import Record, is_increment
from rashomon.reconciliation.relations import Comparison, compare_all
from rashomon.reconciliation.rules import Figure, bounds_by
from rashomon.reconciliation.scoping import Scoped, scoped
from rashomon.reconciliation.summaries import with_parts

#: These have a balance even where nobody gave a figure: that nobody does is news.
ALWAYS = (Outcome.KILLED, Outcome.INJURED)


def balances(
    outcome: Outcome, records: Sequence[Record], killed: Sequence[Record], rule: str, findings: Findings
) -> tuple[Balance, ...]:
    """The balances of one outcome, one for each unit that cannot be compared with the others.

    `killed` are the figures of the killed: some had been counted as injured, some figures count both.
    """
    counted = OUTCOMES[outcome].counted or any(record.bounded for record in records)
    found = buckets(outcome, [record for record in records if _countable(record)]) if counted else ()
    made = tuple(_balance(outcome, bucket, killed, rule, findings) for bucket in found)
    if outcome in ALWAYS and not any(balance.unit == OUTCOMES[outcome].unit for balance in made):
        return (unreported(outcome, rule), *made)
    return made


def unreported(outcome: Outcome, rule: str) -> Balance:
    """The balance of an outcome that nobody gives a figure of."""
    return Balance(
        outcome=outcome,
        agreement=Agreement.UNREPORTED,
        unit=OUTCOMES[outcome].unit,
        rule=rule,
        reason="no source gave a number",
    )


def _countable(record: Record) -> bool:
    """Whether it can have a place among figures: a figure, or a vague word about things that have a name."""
    return record.bounded or record.unit is not None


def _balance(outcome: Outcome, bucket: Bucket, killed: Sequence[Record], rule: str, findings: Findings) -> Balance:
    sorting, comparing = Findings(), Findings()
    records = without_the_dead(bucket.records, sorting) if outcome is Outcome.INJURED else bucket.records
    sorted_out = scoped(records, sorting)
    parts = [
        replace(
            _facet(members, rule, findings),
            outcome=outcome,
            unit=bucket.unit,
            group=facet[0],
            severity=facet[1],
        )
        for facet, members in sorted(sorted_out.facets.items(), key=lambda item: _facet_order(item[0]))
    ]
    parts += [_balance(outcome, branch, (), rule, findings) for branch in bucket.branches]
    totals = [with_parts(total, bucket.records) for total in sorted_out.totals]
    if outcome is Outcome.INJURED:
        totals = without_those_of_others(totals, killed, comparing)
    words = latest_words(totals, without_completing(sorted_out.increments, bucket.records, comparing), comparing)
    others: list[Record] = []
    if outcome is Outcome.INJURED:
        words = [_less_died(word, killed, bucket.records, comparing) for word in words]
        others = of_others(words, killed, comparing)
    made = _weighed(words, sorted_out, rule, comparing, others)
    findings.add(sorting)
    findings.add(comparing)
    return replace(
        made,
        outcome=outcome,
        unit=bucket.unit,
        relations=(*made.relations, *sorting.relations),
        parts=tuple(parts),
    )


def _facet(members: Sequence[Record], rule: str, findings: Findings) -> Balance:
    """The balance of a group or severity: a part of the total above it."""
    own = Findings()
    increments = [member for member in members if is_increment(member)]
    totals = [member for member in members if member not in increments]
    made = _weighed(latest_words(totals, increments, own), Scoped(), rule, own)
    findings.add(own)
    return made


def _facet_order(facet: Facet) -> tuple[str, str]:
    group, severity = facet
    return group or "", severity or ""


def _weighed(
    words: Sequence[Record],
    sorted_out: Scoped,
    rule: str,
    findings: Findings,
    others: Sequence[Record] = (),
) -> Balance:
    """Agreement and bounds of latest words without `others`; outcome and unit are the caller's."""
    compared = [word for word in words if word not in others]
    comparisons = compare_all(compared, findings)
    outdated = {comparison.outdated.id for comparison in comparisons if comparison.outdated}
    narrower = {one.left.id for one in comparisons if one.kind is RelationKind.PART_OF}
    beside = [one for one in comparisons if one.kind is RelationKind.OTHER_POPULATION and one.meant is None]
    narrower |= {_fewer(one.left, one.right).id for one in beside}
    narrower |= {word.id for one in comparisons if one.meant for word in (one.left, one.right) if word != one.meant}
    for comparison in comparisons:
        if comparison.kind is RelationKind.PART_OF:
            findings.enter(comparison.left, Standing.PART, comparison.reason)
    whole = [word for word in compared if word.bounded and word.id not in narrower]
    if outdated.issuperset(word.id for word in whole):
        outdated = set()  # each gives way to another: nothing says which stands
    current = [word for word in whole if word.id not in outdated]
    open_ended = {id for one in beside for id in (one.left.id, one.right.id)}
    current = [
        replace(word, upper=None) if word.id in open_ended and word.lower is not None else word for word in current
    ]
    figure = bounds_by(rule, current, whole)
    agreement = _agreement(whole, current, comparisons)
    accounts = [account(word, current=word.id not in outdated and word not in others) for word in words]
    accounts += _implied(sorted_out.implied, words)
    return Balance(
        outcome=Outcome.KILLED,
        agreement=agreement,
        lower=figure.lower,
        upper=figure.upper,
        best=figure.best,
        origins=tuple(sorted({word.origin for word in whole})),
        accounts=tuple(accounts),
        relations=tuple(findings.relations),
        rule=rule,
        reason=_reason(agreement, compared, current, comparisons, figure),
    )


def _fewer(left: Record, right: Record) -> Record:
    """Of two figures of other people, the one that tells less of how many there are in all."""
    return min((left, right), key=lambda word: (word.lower or 0, word.order))


def _implied(implied: Sequence[Record], words: Sequence[Record]) -> list[Account]:
    """Accounts of parties that tell of a part only: so many at least."""
    telling = {word.origin for word in words}
    return [replace(account(word, current=True), upper=None) for word in implied if word.origin not in telling]


def _agreement(whole: Sequence[Record], current: Sequence[Record], comparisons: Sequence[Comparison]) -> Agreement:
    """The first of DESIGN's list that holds."""
    standing = {word.id for word in current}
    kinds = {
        comparison.kind
        for comparison in comparisons
        if comparison.outdated or {comparison.left.id, comparison.right.id} <= standing
    }
    if not whole:
        return Agreement.UNREPORTED
    if len({word.origin for word in whole}) == 1:
        return Agreement.SINGLE
    if RelationKind.CONTRADICTS in kinds:
        return Agreement.CONFLICTING
    if RelationKind.REVISES in kinds:
        return Agreement.REVISED
    if RelationKind.OVERTAKES in kinds:
        return Agreement.RISING
    return Agreement.AGREED if len({word.bounds for word in current}) == 1 else Agreement.COMPATIBLE


def _less_died(word: Record, died: Sequence[Record], told: Sequence[Record], findings: Findings) -> Record:
    """The injured without those of them who have died since; `told` are all figures of the injured.

    Of a figure that a report gives twice, in its title and below, the dead are out of both, save where it is told of
    the hurt beside the dead ("one died, four were hurt").
    """
    same = {
        record.id
        for record in told
        if record.bounds == word.bounds
        and record.claim.document_id == word.claim.document_id
        and (counts_all_hit(word) or not (word.beside.others_died or is_of_others(word.claim)))
    }
    gone = [
        record
        for record in died
        if record.died and record.claim.out_of in same.union(word.ids) and record.lower and record.lower == record.upper
    ]
    gone = _told_once(gone)
    number = sum(record.lower or 0 for record in gone)
    if not gone or intervals.ends(word.bounds)[1] < number:
        return word
    reason = f"{reasons.figure(word)}, less the {wording.number(number)} who died since"
    findings.enter(word, Standing.STANDS, reason)
    return replace(
        word,
        ids=(*word.ids, *(id for record in gone for id in record.ids)),
        lower=None if word.lower is None else max(0, word.lower - number),
        upper=None if word.upper is None else word.upper - number,
    )


def _told_once(died: Sequence[Record]) -> list[Record]:
    """Each death once: a report that gives a figure of them again, or names one, counts nobody more."""
    kept: list[Record] = []
    for record in sorted(died, key=lambda record: (-(record.lower or 0), record.order)):
        others = [one for one in kept if one.names and record.names and not one.names & record.names]
        if len(others) == len(kept):
            kept.append(record)
    return kept


def _reason(
    agreement: Agreement,
    words: Sequence[Record],
    current: Sequence[Record],
    comparisons: Sequence[Comparison],
    figure: Figure,
) -> str:
    by_kind = {comparison.kind: comparison.reason for comparison in reversed(comparisons)}
    if agreement is Agreement.UNREPORTED:
        vague = [reasons.stated(word) for word in words]
        return f"no bound was given: {wording.listed(vague)}" if vague else "no source gave a number"
    if agreement is Agreement.SINGLE:
        said = wording.listed([reasons.figure(word) + _sum(word) for word in current])
        return f"only {reasons.source(current[0])} gave a figure: {said}"
    if agreement is Agreement.AGREED:
        parties = list(dict.fromkeys(reasons.source(word) for word in current))
        return f"{wording.listed(parties)} said {reasons.figure(current[0])}"
    if agreement is Agreement.COMPATIBLE:
        said = wording.listed([f"{reasons.figure(word)} ({reasons.source(word)})" for word in current])
        kinds = next((comparison.note for comparison in comparisons if comparison.note), "")
        return f"{said} can all hold{kinds}" if len(current) > 2 else f"{said} can both hold{kinds}"
    main = {
        Agreement.CONFLICTING: RelationKind.CONTRADICTS,
        Agreement.REVISED: RelationKind.REVISES,
        Agreement.RISING: RelationKind.OVERTAKES,
    }[agreement]
    told = by_kind[main]
    return f"{told}; {figure.reason}" if figure.reason else told


def _sum(word: Record) -> str:
    return f" (a sum of {wording.number(len(word.ids), spelled=True)} claims)" if len(word.ids) > 1 else ""
