"""What the report of a figure tells beside it, by which it can be held against another report's figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.lexicon import words
from rashomon.model.claim import Claim, Outcome, Quantity, Scope
from rashomon.reconciliation.intervals import Bounds

#: Sentences from a figure of "others" back to the figure that they are told of beside.
_BACK = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report tells beside one of its figures.

    `dead` is how many were killed at the least, `gunman` whether one of those suspected was; `died` says that some of
    the very people of the figure were, `others_died` that its sentence tells of dead who are none of them; `along` are
    the exact figures of other people told in its sentence, `before` the bounds of the figure that it adds others to
    ("five were found … three other people"). `company` is the figure of another harm whose kind of people it goes on
    with: of the four in "killing one soldier and wounding four others" the soldier's; `most` whether the report tells
    of no higher figure of its outcome.
    """

    dead: int = 0
    gunman: bool = False
    died: bool = False
    others_died: bool = False
    along: tuple[int, ...] = ()
    before: Bounds | None = None
    company: Claim | None = None
    most: bool = True


#: Of a figure beside which nothing is told.
ALONE = Beside()


def beside(claims: Sequence[Claim]) -> dict[str, Beside]:
    """What is told beside each claim, by its id."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.document_id, []).append(claim)
    found: dict[str, Beside] = {}
    for report in by_report.values():
        told = sorted(report, key=lambda claim: (claim.evidence.start, claim.id))
        killed = [claim for claim in told if _tells_of_dead(claim)]
        dead = max((claim.quantity.lower or 0 for claim in killed if claim.quantity), default=0)
        gunman = any(claim.victims and "suspects" in claim.victims.groups for claim in killed)
        died = {claim.out_of for claim in killed}
        for claim in told:
            found[claim.id] = Beside(
                dead=dead,
                gunman=gunman,
                died=claim.id in died,
                others_died=any(_died_beside(one, claim) for one in killed),
                along=_along(claim, told),
                before=_before(claim, told),
                company=_company(claim, told),
                most=not any(_is_more(other, claim) for other in told),
            )
    return found


def _died_beside(dead: Claim, claim: Claim) -> bool:
    """Whether the sentence of a claim tells of dead who are none of its figure, beside whoever did it."""
    return dead.sentence == claim.sentence and dead.out_of != claim.id and dead.scope is not Scope.INCREMENT


def _tells_of_dead(claim: Claim) -> bool:
    aside = claim.scope in (Scope.BACKGROUND, Scope.CUMULATIVE)
    return claim.outcome is Outcome.KILLED and not aside and bool(claim.quantity and claim.quantity.lower)


def _along(claim: Claim, told: Sequence[Claim]) -> tuple[int, ...]:
    """The exact figures told along with one in its sentence, of people that are no part of it nor hold it."""
    return tuple(
        number
        for other in told
        if other is not claim
        and other.sentence == claim.sentence
        and other.outcome is claim.outcome
        and (number := _exact(other.quantity)) is not None
        and not _share(claim, other)
    )


def _share(left: Claim, right: Claim) -> bool:
    """Whether two claims may count the same people: by what they say, or as one stands within the other."""
    if right.id in (left.part_of, left.out_of) or left.id in (right.part_of, right.out_of):
        return True
    one, other = left.quantity, right.quantity
    return bool(one and other and (one.span.within(other.span) or other.span.within(one.span)))


def _before(claim: Claim, told: Sequence[Claim]) -> Bounds | None:
    """The last figure before a figure of others, where that is of all those told of so far.

    "One died and three others were hurt": where the sentence tells of another harm, the others are beside that one.
    """
    quantity = claim.quantity
    if quantity is None or not is_of_others(claim):
        return None
    if any(other.quantity and other is not claim and quantity.span.within(other.quantity.span) for other in told):
        return None  # "his wife and two other relatives" are one figure
    earlier = [
        other
        for other in told
        if other.quantity
        and other.quantity.span.end <= quantity.span.start
        and 0 <= claim.sentence - other.sentence <= _BACK
    ]
    if any(other.sentence == claim.sentence and other.outcome is not claim.outcome for other in earlier):
        return None
    last = next((other for other in reversed(earlier) if other.outcome is claim.outcome), None)
    if last is None or last.scope is not Scope.TOTAL or last.quantity is None:
        return None
    return last.quantity.lower, last.quantity.upper


def _is_more(other: Claim, claim: Claim) -> bool:
    """Whether a figure of the same outcome and event is higher."""
    aside = other.scope in (Scope.BACKGROUND, Scope.CUMULATIVE)
    if aside or other.outcome is not claim.outcome or other.quantity is None or claim.quantity is None:
        return False
    return (other.quantity.lower or 0) > (claim.quantity.lower or 0)


def _company(claim: Claim, told: Sequence[Claim]) -> Claim | None:
    """The figure before one that names nobody ("four others", "and wounded four"), in the words of its source.

    None where the sentence tells of several kinds of people, or of the same harm: "a soldier and four others were
    killed" tells them apart.
    """
    quantity = claim.quantity
    if quantity is None or (claim.victims and claim.victims.groups) or not _names_nobody(claim):
        return None
    if any(other.part_of == claim.id for other in told):
        return None  # it says itself who some of them are
    earlier = [
        other
        for other in told
        if other.sentence == claim.sentence and other.quantity and other.quantity.span.end <= quantity.span.start
    ]
    if not earlier or any(other.victims != earlier[0].victims for other in earlier):
        return None
    last = earlier[-1]
    apart = last.outcome is claim.outcome or last.attribution.party != claim.attribution.party
    return None if apart else last


def _names_nobody(claim: Claim) -> bool:
    """Whether a figure stands alone, or counts "others"."""
    span = claim.quantity.span if claim.quantity else claim.evidence
    behind = claim.evidence.text[max(0, span.end - claim.evidence.start) :].split()[:1]
    word = behind[0].strip(".,;:").casefold() if behind else ""
    return not word or word in words("en", "counting", "sides_end.words") | words("en", "counting", "some.further")


def is_of_others(claim: Claim) -> bool:
    """Whether a figure says that it is of others than those told of before: "three other people", "two more"."""
    quantity = claim.quantity
    if quantity is None:
        return False
    if claim.scope is Scope.INCREMENT:
        return True
    if are_the_others(claim):
        return False
    behind = claim.evidence.text[max(0, quantity.span.end - claim.evidence.start) :].split()[:1]
    said = {word.strip(".,;:").casefold() for word in (*quantity.raw.split(), *behind)}
    return "than" not in said and not said.isdisjoint(words("en", "counting", "some.further"))


def are_the_others(claim: Claim) -> bool:
    """ "The other couple": those who are left of somebody told of before."""
    said = claim.quantity.raw.casefold().split()[:2] if claim.quantity else []
    return said == ["the", "other"]


def _exact(quantity: Quantity | None) -> int | None:
    return quantity.lower if quantity and quantity.lower and quantity.lower == quantity.upper else None
