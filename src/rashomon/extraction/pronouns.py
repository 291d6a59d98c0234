"""Whom "they" and "them" count: those whom the report told of as hurt right before, and who died."""

from collections.abc import Sequence, Set
from dataclasses import replace

from rashomon.extraction.happening import Happening
from rashomon.extraction.identifying import identified
from rashomon.model.claim import OUTCOMES, Claim, Outcome, OutcomeFamily, Polarity, Quantity
from rashomon.model.text import Sentence

_PRONOUNS = frozenset({"they", "them"})
_PEOPLE = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})


def of_those_before(
    claim: Claim, sentence: Sentence, happening: Happening, told: Sequence[Claim], by_several: Set[str]
) -> Claim:
    """The claim with the figure of the hurt whom its pronoun means: "two guards were shot … they died".

    `told` are the claims before it, `by_several` the ids of those whose clause says that several did it: then "they"
    may be those. The figure is null still where others were told of since, or nobody counted the hurt.
    """
    figure = happening.figure
    if claim.outcome is not Outcome.KILLED or claim.quantity is not None or figure is None:
        return claim
    pronoun = sentence.tokens[figure.head]
    if pronoun.lower not in _PRONOUNS:
        return claim
    before = [one for one in told if _tells_of_several(one) and 0 <= sentence.index - one.sentence <= 1]
    last = max(before, key=lambda one: one.quantity.span.start if one.quantity else 0, default=None)
    if any(one.outcome is Outcome.KILLED for one in before):
        return claim  # they may be those
    if last is None or last.outcome is not Outcome.INJURED or last.evidence.start > pronoun.span.start:
        return claim
    if last.quantity is None or (pronoun.lower == "they" and last.id in by_several):
        return claim
    meant = Quantity(span=pronoun.span, raw=pronoun.text, lower=last.quantity.lower, upper=last.quantity.upper)
    return identified(replace(claim, quantity=meant))


def is_by_several(sentence: Sentence, happening: Happening) -> bool:
    """Whether a clause says that several did it: "gunmen shot two guards"."""
    return happening.agent is not None and "Number=Plur" in sentence.tokens[happening.agent].features


def is_pronoun(quantity: Quantity | None) -> bool:
    """Whether a figure is only a pronoun, and counts people told of before."""
    return quantity is not None and quantity.raw.casefold() in _PRONOUNS


def _tells_of_several(claim: Claim) -> bool:
    """Whether a claim tells of several people; what became of nobody is none."""
    several = claim.quantity is not None and (claim.quantity.upper is None or claim.quantity.upper > 1)
    return several and OUTCOMES[claim.outcome].family in _PEOPLE and claim.polarity is Polarity.AFFIRMED
