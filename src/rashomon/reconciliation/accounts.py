"""Each party by its latest word, and what becomes of its earlier ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rashomon.model.claim import Act, Modality
from rashomon.model.ledger import Account, Entry, Relation, RelationKind, Standing
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.counting import are_of_two_families
from rashomon.reconciliation.phrasing import words_tell
from rashomon.reconciliation.portions import portion
from rashomon.reconciliation.records import Record, is_beside, later, rises, summed
from rashomon.reconciliation.summaries import is_ranged, sums_up, with_further

#: Acts that say of a figure that it replaces another.
CORRECTIVE = frozenset({Act.CLARIFIES, Act.CORRECTS})


@dataclass(slots=True)
class Findings:
    """Entries and relations as they are found; the first entry of a claim is kept."""

    entries: dict[str, Entry] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def enter(self, record: Record, standing: Standing, reason: str, echo_of: str | None = None) -> None:
        """Give every claim of a record its standing, where it has none yet."""
        for id in record.ids:
            self.entries.setdefault(id, Entry(claim_id=id, standing=standing, reason=reason, echo_of=echo_of))

    def relate(self, left: str, right: str, kind: RelationKind, reason: str) -> None:
        """Note how two claims stand to each other."""
        if left != right:
            self.relations.append(Relation(left=left, right=right, kind=kind, reason=reason))

    def add(self, other: "Findings") -> None:
        """Take over what another found."""
        for id, entry in other.entries.items():
            self.entries.setdefault(id, entry)
        self.relations.extend(other.relations)


def by_origin(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records of each origin in their order."""
    found: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.order):
        found.setdefault(record.origin, []).append(record)
    return found


def latest_words(totals: Sequence[Record], increments: Sequence[Record], findings: Findings) -> list[Record]:
    """The latest word of each origin: its last total, with what was added to it since."""
    words = {origin: _latest(given, findings) for origin, given in by_origin(totals).items()}
    bases: dict[str, Record] = {origin: word for origin, word in words.items() if word.bounded}
    beside, added = _beside(increments, bases.values(), findings)
    bases = {origin: _with_those_beside(word, beside, findings) for origin, word in bases.items()}
    words |= bases
    for origin, given in by_origin(added).items():
        extended = _extended(given, bases.get(origin), list(bases.values()), findings)
        if extended is not None:
            words[origin] = extended
    return sorted(words.values(), key=lambda record: record.order)


def account(record: Record, *, current: bool) -> Account:
    """A latest word as the ledger shows it."""
    return Account(
        party=record.party,
        lower=record.lower,
        upper=record.upper,
        modality=record.claim.modality,
        claim_ids=record.ids,
        as_of=record.clock,
        current=current,
    )


def _latest(words: Sequence[Record], findings: Findings) -> Record:
    """One party's words in order: repeats are echoes, later words revise, vaguer ones change nothing."""
    bounded = [word for word in words if word.bounded]
    for word in words:
        if not word.bounded and (bounded or word is not words[0]):
            findings.enter(word, Standing.STANDS, f"{reasons.source(word)} gave no bound here")
    if not bounded:
        return words[0]
    current, given = bounded[0], {bounded[0].bounds: bounded[0]}
    for word in bounded[1:]:
        first = given.setdefault(word.bounds, word)
        current = _next(current, word, first, findings)
    return current


def _next(current: Record, word: Record, first: Record, findings: Findings) -> Record:
    """The party's word after it has said one more; `first` is when it gave this very figure first."""
    corrective = word.claim.attribution.act in CORRECTIVE
    who, figure = reasons.source(word), reasons.figure(word)
    if _takes_place_of(current, word):
        return _revised(word, current, f"{who} gave {reasons.figure(current)} in place of {figure}", findings)
    if first is not word and corrective and word.bounds == current.bounds:
        findings.enter(word, Standing.ECHO, f"{who} had already said {figure}, and confirms it", echo_of=current.id)
        return current
    if first is not word and not corrective and not _dated(word):
        reason = f"{who} had already said {figure}; the repeat carries no date of its own"
        findings.enter(word, Standing.ECHO, reason, echo_of=first.id)
        return current
    if intervals.contains(word.bounds, current.bounds) and not corrective and word.bounds != current.bounds:
        reason = f"{who} said {reasons.figure(current)}; {figure} is the same less precisely"
        findings.enter(word, Standing.ECHO, reason, echo_of=current.id)
        return current
    newer = corrective or (words_tell(word, current) and not is_ranged(current))
    if not newer and (held := with_further(current, word)) is not None:
        reason = f"beside its own {reasons.figure(current)}, {who} tells of {figure}"
        findings.enter(word, Standing.STANDS, reason)
        return held
    if not corrective and are_of_two_families(current, word) and current.bounds != word.bounds:
        return _of_two_families(current, word, findings)
    if not corrective and (whole := _whole_of_two(current, word, findings)) is not None:
        return whole
    if later(word, current):
        if _is_part(word, current) and not corrective and (sums_up(current) or not words_tell(word, current)):
            _enter_part(word, current, findings)
            return current
        if _is_part(current, word) and not (corrective or words_tell(word, current)) and _own_voice(word, current):
            _enter_part(current, word, findings)
            return word
        return _revised(current, word, f"{who} later said {figure}", findings)
    if intervals.contains(current.bounds, word.bounds):
        reason = f"{who} also said {figure}, which is more precise"
        findings.enter(current, Standing.ECHO, reason, echo_of=word.id)
        return word
    return _undated(current, word, findings)


def _takes_place_of(current: Record, word: Record) -> bool:
    """ "Four were hurt, not five as first reported": what a report calls preliminary is older, wherever it stands."""
    one, other = current.claim, word.claim
    if one.document_id != other.document_id or current.bounds == word.bounds:
        return False
    return other.modality is Modality.PRELIMINARY and one.modality is not Modality.PRELIMINARY


def _of_two_families(current: Record, word: Record, findings: Findings) -> Record:
    """The larger of the kin of two that one party tells of: at least so many there are in all."""
    figures = f"{reasons.figure(current)} and {reasons.figure(word)}"
    reason = f"{figures} are told of as the kin of two: they are other people"
    findings.enter(word, Standing.STANDS, reason)
    findings.relate(word.id, current.id, RelationKind.OTHER_POPULATION, reason)
    most = max((current, word), key=lambda record: record.lower or 0)
    return replace(most, upper=None) if most.lower else most


def _whole_of_two(current: Record, word: Record, findings: Findings) -> Record | None:
    """Of two words of one party in two reports the one that the other is a part of; null where neither is."""
    if word.claim.document_id == current.claim.document_id:
        return None
    for part, whole in ((current, word), (word, current)):
        reason = portion(part, whole)
        if reason:
            findings.enter(part, Standing.PART, reason)
            findings.relate(part.id, whole.id, RelationKind.PART_OF, reason)
            return whole
    return None


def _undated(current: Record, word: Record, findings: Findings) -> Record:
    """Two words of one party that nothing puts in order."""
    if rises(word.claim.outcome):
        lower, higher = sorted((current, word), key=lambda record: intervals.ends(record.bounds))
        told = f"{reasons.source(higher)} also said {reasons.figure(higher)}"
        reason = f"{told}; nothing dates the two, and such figures rise"
        return _revised(lower, higher, reason, findings)
    lower_bound, upper_bound = intervals.hull((current.bounds, word.bounds))
    return replace(current, ids=(*current.ids, *word.ids), lower=lower_bound, upper=upper_bound)


def _revised(earlier: Record, newer: Record, reason: str, findings: Findings) -> Record:
    findings.enter(earlier, Standing.SUPERSEDED, reason)
    words = f"{reasons.source(newer)} said {reasons.figure(earlier)} and later {reasons.figure(newer)}"
    both = intervals.overlap(earlier.bounds, newer.bounds)
    findings.relate(newer.id, earlier.id, RelationKind.WITHIN if both else RelationKind.REVISES, words)
    return newer


def _is_part(word: Record, whole: Record) -> bool:
    """Whether a lower figure further down in a report reads as a part: what only rises does not fall."""
    return (
        rises(word.claim.outcome)
        and word.lower is not None
        and intervals.below(word.bounds, whole.bounds)
        and word.claim.document_id == whole.claim.document_id
        and word.clock == whole.clock
    )


def _own_voice(*words: Record) -> bool:
    """Whether a report speaks for itself, firmly: then it does not revise itself line by line."""
    return all(
        word.claim.attribution.party is None and word.claim.modality is not Modality.PRELIMINARY for word in words
    )


def _enter_part(part: Record, whole: Record, findings: Findings) -> None:
    told = f"{reasons.source(part)} gave {reasons.figure(whole)} in the same report"
    reason = f"{told}; {reasons.figure(part)} is part of it"
    findings.enter(part, Standing.PART, reason)
    findings.relate(part.id, whole.id, RelationKind.PART_OF, reason)


def _dated(record: Record) -> bool:
    said = record.claim.attribution.said_at
    return said is not None and (said.earliest is not None or said.latest is not None)


def _extended(
    increments: Sequence[Record], own: Record | None, others: Sequence[Record], findings: Findings
) -> Record | None:
    """The total that the increments extend with them added; without a total, at least what they add up to."""
    fresh = _without_repeats(increments, findings)
    base = own or _base(fresh[0], others)
    if base is None:
        return _standing_alone(fresh, findings)
    added = [word for word in fresh if not later(base, word)]
    for word in fresh:
        if later(base, word):
            reason = f"{reasons.source(base)} later said {reasons.figure(base)} in all"
            findings.enter(word, Standing.SUPERSEDED, reason)
    if not added:
        return own
    parts = [base, *added]
    for word in added:
        findings.enter(word, Standing.STANDS, f"added to the total that it extends: {reasons.total(parts)}")
    whole = summed(parts, extends=() if own else base.ids)
    return replace(whole, claim=added[-1].claim, party=added[-1].party, origin=added[-1].origin)


def _beside(
    increments: Sequence[Record], bases: Iterable[Record], findings: Findings
) -> tuple[list[Record], list[Record]]:
    """Those who did it and died beside the figures of their report, each once, and the other increments."""
    reports = {base.claim.document_id for base in bases}
    beside: list[Record] = []
    added: list[Record] = []
    for record in sorted(increments, key=lambda record: record.order):
        if not is_beside(record) or record.claim.document_id not in reports:
            added.append(record)
            continue
        known = next((one for one in beside if _is_told_again(record, one)), None)
        if known is None:
            beside.append(record)
        else:
            reason = f"{reasons.source(known)} had already told of this death"
            findings.enter(record, Standing.ECHO, reason, echo_of=known.id)
    return beside, added


def _is_told_again(record: Record, known: Record) -> bool:
    """Whether one death is told twice by a report: nothing says that two of them died."""
    return record.claim.document_id == known.claim.document_id and (
        not record.names or not known.names or bool(record.names & known.names)
    )


def _with_those_beside(word: Record, beside: Sequence[Record], findings: Findings) -> Record:
    """A party's total with the deaths that its report tells of beside it."""
    own = [record for record in beside if record.claim.document_id == word.claim.document_id]
    if not own:
        return word
    whole = [word, *own]
    for record in own:
        findings.enter(record, Standing.STANDS, f"told beside the total, and added to it: {reasons.total(whole)}")
    return replace(summed(whole), claim=word.claim, party=word.party, origin=word.origin)


def _without_repeats(increments: Sequence[Record], findings: Findings) -> list[Record]:
    first: dict[tuple[tuple[int | None, int | None], frozenset[str], frozenset[str]], Record] = {}
    for word in increments:
        key = (word.bounds, word.groups, word.names)
        # In one report, "one more … one more" are two; in another report, it is told again.
        earlier = first.setdefault(key, word)
        if earlier is not word and earlier.claim.document_id != word.claim.document_id:
            reason = f"{reasons.source(word)} had already told of {reasons.figure(word)} more"
            findings.enter(word, Standing.ECHO, reason, echo_of=earlier.id)
    return [word for word in increments if word.id not in findings.entries]


def _base(increment: Record, others: Sequence[Record]) -> Record | None:
    """Another party's total in the report that it extends: the last before it, else the highest."""
    same = [other for other in others if other.claim.document_id == increment.claim.document_id]
    before = [other for other in same if other.place_in_text < increment.place_in_text]
    if before:
        return max(before, key=lambda other: other.place_in_text)
    return max(same, key=lambda other: (intervals.ends(other.bounds), other.order), default=None)


def _standing_alone(increments: Sequence[Record], findings: Findings) -> Record:
    whole = summed(list(increments))
    for word in increments:
        told = f"{reasons.source(word)} told of {reasons.figure(word)} more and gave no total"
        reason = f"{told}: at least that many"
        findings.enter(word, Standing.STANDS, reason)
    return replace(whole, upper=None)
