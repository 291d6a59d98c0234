"""Figures that count another population than their balance: those shot, say, among those wounded."""

import re
from collections.abc import Sequence

from rashomon.languages.lexicon import words
from rashomon.model.ledger import RelationKind, Standing
from rashomon.reconciliation import reasons
from rashomon.reconciliation.accounts import Findings
from rashomon.reconciliation.phrasing import counts_all_hit
from rashomon.reconciliation.records import Record

_WORD = re.compile(r"\w+")


def of_others(injured: Sequence[Record], killed: Sequence[Record], findings: Findings) -> list[Record]:
    """The figures among the injured that count the killed too; each is entered with its sum.

    "Six were shot" is one, where two were killed and somebody else tells of four wounded. Without that sum
    nothing says so, and the figure stays.
    """
    found = []
    for record in injured:
        if not (record.exact and (counts_all_hit(record) or _were_taken(record))):
            continue
        sums = [
            (dead, hurt)
            for dead in killed
            for hurt in injured
            if hurt is not record and dead.exact and hurt.exact and _sum(dead, hurt) == record.lower
        ]
        if sums:
            dead, hurt = sums[0]
            reason = (
                f"{reasons.figure(record)} who were hit are the {reasons.figure(dead)} killed "
                f"and the {reasons.figure(hurt)} injured"
            )
            findings.enter(record, Standing.OUTSIDE, reason)
            findings.relate(record.id, hurt.id, RelationKind.OTHER_POPULATION, reason)
            found.append(record)
    return found


def without_those_of_others(injured: Sequence[Record], killed: Sequence[Record], findings: Findings) -> list[Record]:
    """The figures without those that count the killed too, where who gives them has another: then that one is meant."""
    told = Findings()
    both = of_others(injured, killed, told)
    own = {record.origin for record in injured if record not in both}
    for record in both:
        if record.origin in own:
            findings.enter(record, Standing.OUTSIDE, told.entries[record.id].reason)
            findings.relations += [relation for relation in told.relations if relation.left == record.id]
    return [record for record in injured if record not in both or record.origin not in own]


def without_the_dead(injured: Sequence[Record], findings: Findings) -> list[Record]:
    """The figures without those of all who were hit that tell of no more than are dead: "multiple people were shot".

    Who did it and died is none of those who were hit.
    """
    found = []
    for record in injured:
        dead = record.beside.dead - record.beside.gunman
        if record.upper is None and record.lower and record.lower <= dead and counts_all_hit(record):
            reason = f"{reasons.figure(record)} who were hit may be the dead of the same report"
            findings.enter(record, Standing.OUTSIDE, reason)
        else:
            found.append(record)
    return found


def _were_taken(record: Record) -> bool:
    """Whether it counts who was brought to a hospital, some of whom may have died there."""
    said = set(_WORD.findall(record.claim.evidence.text.casefold()))
    return not said.isdisjoint(words("en", "counting", "populations.taken"))


def _sum(left: Record, right: Record) -> int:
    return (left.lower or 0) + (right.lower or 0)
