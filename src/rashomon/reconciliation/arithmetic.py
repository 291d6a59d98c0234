"""Does it add up? Sums among the claims of one party are checked and told; they never make a figure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from rashomon.languages import wording
from rashomon.model.claim import OUTCOMES, Outcome
from rashomon.model.ledger import Balance, Check, Entry, Standing
from rashomon.reconciliation import reasons
from rashomon.reconciliation.records import Record

#: Wholes with the parts that make them up, as far as a party tells them all.
_WHOLES = (
    (Outcome.LAUNCHED, (Outcome.INTERCEPTED, Outcome.IMPACTED)),
    (Outcome.CASUALTIES, (Outcome.KILLED, Outcome.INJURED)),
)
_ORDER = tuple(OUTCOMES)
_Sides = tuple[frozenset[str], frozenset[str]]
_WORDS = {Outcome.IMPACTED: "impacted", Outcome.CASUALTIES: "casualties"}
_OLD = frozenset({Standing.SUPERSEDED, Standing.ECHO, Standing.OUTSIDE, Standing.WITHDRAWN})


def checks(records: Sequence[Record], entries: Mapping[str, Entry], balances: Sequence[Balance]) -> tuple[Check, ...]:
    """Every sum that should hold: a whole against its parts, a part against its total."""
    standing = [
        record
        for record in records
        if record.lower is not None and record.upper is not None and entries[record.id].standing not in _OLD
    ]
    found = [*_linked(standing), *_wholes(standing), *_parts(standing)]
    found += chain.from_iterable(_groups(balance) for balance in balances)
    unique = {(frozenset(check.left), frozenset(check.right)): check for check in reversed(found)}
    told = [check for key, check in unique.items() if not _told_by_another(key, unique)]
    return tuple(sorted(told, key=found.index))


def _told_by_another(key: _Sides, checks: Iterable[_Sides]) -> bool:
    """Whether another check has the same whole and more of its parts."""
    left, right = key
    return any(left == whole and right < parts for whole, parts in checks)


def _linked(records: Sequence[Record]) -> list[Check]:
    """Claims that say out of which they are: "four of the five"."""
    by_id = {record.id: record for record in records}
    by_whole: dict[str, list[Record]] = {}
    for record in records:
        if record.claim.out_of in by_id and not record.died:
            by_whole.setdefault(record.claim.out_of or "", []).append(record)
    return [_check(by_id[whole], parts) for whole, parts in by_whole.items()]


def _wholes(records: Sequence[Record]) -> list[Check]:
    """A party's wholes and parts in one report, where it tells of all the parts."""
    found = []
    by_report: dict[tuple[str, str], list[Record]] = {}
    by_document: dict[str, list[Record]] = {}
    for record in records:
        by_report.setdefault((record.origin, record.claim.document_id), []).append(record)
        by_document.setdefault(record.claim.document_id, []).append(record)
    for (_, document_id), told in by_report.items():
        for whole_outcome, part_outcomes in _WHOLES:
            whole = _only(told, whole_outcome)
            nearby = [one for one in by_document[document_id] if whole is not None and _beside(one, whole)]
            parts = [_only(told, outcome) or _only(nearby, outcome) for outcome in part_outcomes]
            known = [part for part in parts if part is not None]
            if whole is not None and len(known) == len(parts):
                found.append(_check(whole, known))
    return found


def _beside(record: Record, whole: Record) -> bool:
    """Whether a claim without a source stands in the sentence of a whole: it is read as of its source."""
    return (
        record.claim.attribution.party is None
        and record.claim.document_id == whole.claim.document_id
        and record.claim.sentence == whole.claim.sentence
    )


def _only(records: Sequence[Record], outcome: Outcome) -> Record | None:
    """The one total of an outcome; nothing where there are several: they may be of different wholes."""
    totals = [
        record
        for record in records
        if record.claim.outcome is outcome and not record.claim.part_of and not record.groups and not record.severity
    ]
    return totals[0] if len(totals) == 1 else None


def _parts(records: Sequence[Record]) -> list[Check]:
    """Each part against the total that it names."""
    by_id = {record.id: record for record in records}
    return [
        _fits(by_id[record.claim.part_of], record)
        for record in records
        if record.claim.part_of is not None and record.claim.part_of in by_id
    ]


def _groups(balance: Balance) -> list[Check]:
    """A balance's parts against its total, where parts of all kinds may overlap: each by itself."""
    if balance.lower is None or balance.upper is None or not balance.accounts:
        return []
    found = []
    for part in balance.parts:
        if part.lower is not None and part.lower > balance.upper:
            of = [id for account in part.accounts if account.current for id in account.claim_ids]
            whole = [id for account in balance.accounts if account.current for id in account.claim_ids]
            label = part.group or part.severity or part.unit or "a part"
            total = wording.figure(balance.lower, balance.upper)
            text = (
                f"{wording.figure(part.lower, part.upper)} {label} > "
                f"{total} {_word(balance.outcome)}: more than the total"
            )
            found.append(Check(left=tuple(whole), right=tuple(of), holds=False, text=text))
    return found


def _check(whole: Record, parts: Sequence[Record]) -> Check:
    parts = sorted(parts, key=lambda part: _ORDER.index(part.claim.outcome))
    lower, upper = sum(part.lower or 0 for part in parts), sum(part.upper or 0 for part in parts)
    told = " + ".join(f"{reasons.figure(part)} {_word(part.claim.outcome)}" for part in parts)
    target = f"{reasons.figure(whole)} {_word(whole.claim.outcome)}"
    assert whole.lower is not None
    assert whole.upper is not None
    fits = lower <= whole.upper and whole.lower <= upper
    complete = len(parts) > 1
    if fits:
        verdict, holds, sign = "adds up", True, "="
    elif lower > whole.upper:
        verdict, holds, sign = "more than the whole", False, "<"
    elif complete:
        verdict, holds, sign = "does not add up, something is left over", False, ">"
    else:
        verdict, holds, sign = "fits within", True, ">"
    text = f"{target} {sign} {told}: {verdict}"
    return Check(left=whole.ids, right=tuple(id for part in parts for id in part.ids), holds=holds, text=text)


def _fits(whole: Record, part: Record) -> Check:
    assert part.lower is not None
    assert whole.upper is not None
    holds = part.lower <= whole.upper
    label = wording.listed(sorted(part.groups)) or (part.severity and part.severity.value) or "of them"
    sign, verdict = ("≤", "fits within") if holds else (">", "more than the total")
    total = f"{reasons.figure(whole)} {_word(whole.claim.outcome)}"
    text = f"{reasons.figure(part)} {label} {sign} {total}: {verdict}"
    return Check(left=whole.ids, right=part.ids, holds=holds, text=text)


def _word(outcome: Outcome) -> str:
    return _WORDS.get(outcome, outcome.value)
