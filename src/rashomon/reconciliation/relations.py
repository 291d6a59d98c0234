"""How two latest words stand to each other, with the reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.units import is_kind_of
from rashomon.model.claim import OUTCOMES, Modality
from rashomon.model.ledger import RelationKind, Standing
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.accounts import CORRECTIVE, Findings
from rashomon.reconciliation.counting import apart
from rashomon.reconciliation.phrasing import is_called_early, is_early, words_tell
from rashomon.reconciliation.records import PERSONAL, Record, later, rises


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of two words: `left` stands to `right` as `kind` says; `outdated` no longer stands.

    `note` says how their units hang together, where they differ; `meant` is the one of two figures of other people
    that counts what the balance does.
    """

    left: Record
    right: Record
    kind: RelationKind
    reason: str
    outdated: Record | None = None
    note: str = ""
    meant: Record | None = None


def compare_all(words: Sequence[Record], findings: Findings) -> list[Comparison]:
    """Every two bounded words of one balance, in a stable order; outdated ones are entered as superseded."""
    bounded = [word for word in words if word.bounded]
    found = [compare(left, right) for i, right in enumerate(bounded) for left in bounded[i + 1 :]]
    for comparison in found:
        findings.relate(comparison.left.id, comparison.right.id, comparison.kind, comparison.reason)
        if comparison.outdated is not None:
            findings.enter(comparison.outdated, Standing.SUPERSEDED, comparison.reason)
    return found


def compare(left: Record, right: Record) -> Comparison:
    """How two parties' words stand to each other: the first of the kinds that holds."""
    one, other = reasons.source(left), reasons.source(right)
    figures = f"{one} said {reasons.figure(left)}, {other} {reasons.figure(right)}"
    if extended := _extension(left, right):
        more, base = extended
        reason = f"{reasons.source(more)} added to the {reasons.figure(base)} of {reasons.source(base)}"
        return Comparison(more, base, RelationKind.OVERTAKES, reason, outdated=base)
    differ = apart(left, right)
    if differ is not None:
        return Comparison(differ.left, differ.right, differ.kind, differ.reason, meant=differ.meant)
    if left.bounds == right.bounds:
        return Comparison(left, right, RelationKind.SAME, f"both said {reasons.figure(left)}")
    if intervals.overlap(left.bounds, right.bounds):
        note = _kinds(left, right)
        return Comparison(left, right, RelationKind.WITHIN, f"{figures}: both can hold{note}", note=note)
    for newer, older in ((left, right), (right, left)):
        if _revises(newer, older):
            return Comparison(newer, older, RelationKind.REVISES, _revision(newer, older), outdated=older)
        if _was_early(older, newer) and intervals.below(newer.bounds, older.bounds):
            reason = (
                f"{reasons.figure(older)} was an early word, and {reasons.source(newer)} gave {reasons.figure(newer)}"
            )
            return Comparison(newer, older, RelationKind.REVISES, reason, outdated=older)
        if _found_since(newer, older):
            reason = (
                f"{reasons.source(newer)} later gave {reasons.figure(newer)}, after the "
                f"{reasons.figure(older)} of {reasons.source(older)}: people are found and freed"
            )
            return Comparison(newer, older, RelationKind.REVISES, reason, outdated=older)
        if newer.origin == older.origin and _overtakes(newer, older):
            reason = f"{reasons.source(newer)} said {reasons.figure(older)} and later {reasons.figure(newer)}"
            return Comparison(newer, older, RelationKind.REVISES, reason, outdated=older)
        if _overtakes(newer, older):
            reason = (
                f"{reasons.source(newer)} later gave {reasons.figure(newer)}, "
                f"up from the {reasons.figure(older)} of {reasons.source(older)}"
            )
            return Comparison(newer, older, RelationKind.OVERTAKES, reason, outdated=older)
        if _narrower_part(newer, older):
            reason = f"{newer.unit} is a kind of {older.unit}: {reasons.figure(newer)} of {reasons.figure(older)}"
            return Comparison(newer, older, RelationKind.PART_OF, reason)
    for part, whole in ((left, right), (right, left)):
        if _is_in_doubt(part, whole):
            reason = f"{figures}, in one report: nothing says that the lower is of all of them"
            return Comparison(part, whole, RelationKind.PART_OF, reason)
    return Comparison(left, right, RelationKind.CONTRADICTS, f"{figures}: both cannot hold")


def _is_in_doubt(part: Record, whole: Record) -> bool:
    """Whether a report's own lower figure may be of some of those that it told of before, or one party's of its own."""
    rule = OUTCOMES[part.claim.outcome]
    if rule.family not in PERSONAL or not rule.rises or not intervals.below(part.bounds, whole.bounds):
        return False
    if part.claim.document_id != whole.claim.document_id or part.claim.attribution.act in CORRECTIVE:
        return False
    return part.origin == whole.origin or (part.claim.attribution.party is None and part.place > whole.place)


def _extension(left: Record, right: Record) -> tuple[Record, Record] | None:
    if set(right.ids) & set(left.extends):
        return left, right
    if set(left.ids) & set(right.extends):
        return right, left
    return None


def _revises(newer: Record, older: Record) -> bool:
    """Whether a preliminary figure gives way to a later word of its side, or to a clarification."""
    if older.claim.modality is not Modality.PRELIMINARY or newer.claim.modality is Modality.PRELIMINARY:
        return False
    corrective = newer.claim.attribution.act in CORRECTIVE
    return (corrective and not later(older, newer)) or (later(newer, older) and _same_side(newer, older))


def _was_early(older: Record, newer: Record) -> bool:
    """ "Police originally said that eight had been shot", beside five: whoever tells it so does not stand by it.

    Another party that is named stands by its own word, and takes nobody else's back.
    """
    nobody_else = None in (older.claim.attribution.party, newer.claim.attribution.party)
    same_report = newer.claim.document_id == older.claim.document_id
    return (
        (nobody_else or newer.origin == older.origin)
        and (is_called_early(older) if older.party else is_early(older))
        and not is_early(newer)
        and (same_report or not later(older, newer))
        and OUTCOMES[older.claim.outcome].family in PERSONAL
    )


def _found_since(newer: Record, older: Record) -> bool:
    """Whether a count of people who may be found or freed is newer: it tells of another day."""
    rule = OUTCOMES[newer.claim.outcome]
    clocks_tell = newer.clock is not None and older.clock is not None and newer.clock > older.clock
    return rule.family in PERSONAL and not rule.rises and clocks_tell


def _same_side(left: Record, right: Record) -> bool:
    sides = {record.party.side if record.party else None for record in (left, right)}
    return len(sides) == 1 and None not in sides


def _revision(newer: Record, older: Record) -> str:
    act = "clarification" if newer.claim.attribution.act in CORRECTIVE else "word"
    return (
        f"the later {act} of {reasons.source(newer)} gave {reasons.figure(newer)}, "
        f"against the preliminary {reasons.figure(older)} of {reasons.source(older)}"
    )


def _overtakes(newer: Record, older: Record) -> bool:
    """Whether a toll has risen from one party to another; a report's own figure is as new as the report."""
    if not rises(newer.claim.outcome) or not intervals.below(older.bounds, newer.bounds):
        return False
    clocks_tell = newer.clock is not None and older.clock is not None and newer.clock > older.clock
    same_report = newer.claim.document_id == older.claim.document_id
    if same_report and not clocks_tell and words_tell(newer, older):
        return True
    if is_early(older) and not is_early(newer) and not later(older, newer):
        return True  # in whichever report
    if same_report and is_early(newer) and not is_early(older):
        return False
    own_voice = newer.claim.attribution.party is None and older.claim.attribution.party is not None
    return clocks_tell or (same_report and own_voice)


def _narrower_part(part: Record, whole: Record) -> bool:
    """Whether fewer of a narrower kind are told of: two apartment buildings of ten buildings."""
    if part.unit is None or whole.unit is None or part.unit == whole.unit:
        return False
    return is_kind_of(part.unit, whole.unit) and intervals.below(part.bounds, whole.bounds)


def _kinds(left: Record, right: Record) -> str:
    for narrow, broad in ((left, right), (right, left)):
        if not narrow.unit or not broad.unit or narrow.unit == broad.unit:
            return ""
        if is_kind_of(narrow.unit, broad.unit):
            return f" (every {narrow.unit} is a {broad.unit})"
    return ""
