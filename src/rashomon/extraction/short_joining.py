"""What the words of a line without clauses tell, beside what its parse tells: the words are believed."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Claim, Modality, Scope
from rashomon.model.text import Span


def misread(claim: Claim, trigger: Span, short: Sequence[Claim]) -> bool:
    """Whether a claim of the parse, told by the word `trigger`, goes against the `short` ones of the line."""
    if not OUTCOMES[claim.outcome].counted:
        return False
    if any(_same_figure(claim, one) for one in short):
        return False
    if _only_names(claim, trigger):
        return True
    if any(trigger.within(one.evidence) or _shares_figure(claim, one) for one in short):
        return not _names_more(claim)
    return _is_bare(claim) and any(one.outcome is claim.outcome for one in short)


def united(told: Sequence[Claim], short: Sequence[Claim]) -> list[Claim]:
    """The claims of both, in the order of the text; their ids are still to be made.

    Of two that give the same figure, the parse's is kept, which knows more of who was harmed, with the scope
    and modality that the words tell.
    """
    found = []
    for claim in told:
        same = next((one for one in short if _same_figure(claim, one)), None)
        found.append(claim if same is None else _informed(claim, same))
    found += [
        one
        for one in short
        if not any(_same_figure(claim, one) or (_names_more(claim) and _shares_figure(claim, one)) for claim in told)
    ]
    return sorted(found, key=lambda claim: (claim.evidence.start, claim.evidence.end))


def _informed(claim: Claim, same: Claim) -> Claim:
    victims = claim.victims or same.victims
    if victims and same.victims and victims.severity is None:
        victims = replace(victims, severity=same.victims.severity)
    quantity = claim.quantity
    if quantity and same.quantity:
        quantity = replace(same.quantity, unit=quantity.unit or same.quantity.unit)
    return replace(
        claim,
        quantity=quantity,
        scope=claim.scope if same.scope is Scope.TOTAL else same.scope,
        modality=same.modality if claim.modality is Modality.ASSERTED else claim.modality,
        victims=victims,
    )


def _names_more(claim: Claim) -> bool:
    """Whether it adds up a name and a figure ("Maro Tellin and two others"): no pattern reads names."""
    return bool(claim.quantity and claim.quantity.modifier == "and" and claim.victims and claim.victims.names)


def _only_names(claim: Claim, trigger: Span) -> bool:
    """Whether the word only names an event or a suspect: "Dellport shooting", "stabbing suspect"."""
    quantity, victims = claim.quantity, claim.victims
    if trigger.text.lower() not in words("en", "headlines", "compound.deeds") or victims is None:
        return False
    if victims.names:
        return quantity is not None and quantity.span.end == trigger.start - 1
    return quantity is None and set(victims.groups) == {"suspects"}


def _is_bare(claim: Claim) -> bool:
    """Whether nobody's figure is told: a word without one, which a parse of such a line easily misplaces."""
    quantity = claim.quantity
    if quantity is None or quantity.lower is None or quantity.modifier == "plural":
        return True
    return claim.scope is Scope.SUBSET and quantity.lower == quantity.upper == 1 and quantity.modifier is None


def _shares_figure(left: Claim, right: Claim) -> bool:
    return bool(left.quantity and right.quantity and left.quantity.span.overlaps(right.quantity.span))


def _same_figure(left: Claim, right: Claim) -> bool:
    """Whether both give the same words the same bounds and outcome."""
    return (
        _shares_figure(left, right)
        and left.outcome is right.outcome
        and left.quantity is not None
        and right.quantity is not None
        and (left.quantity.lower, left.quantity.upper) == (right.quantity.lower, right.quantity.upper)
    )
