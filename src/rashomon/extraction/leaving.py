"""Which claims of a sentence leave a figure that lies in them to another claim, or give way to it."""

import re
from collections.abc import Sequence

from rashomon.model.claim import Claim, Quantity

_FURTHER = re.compile(r"\b(?:with|and|along with|alongside|together with|as well as)\b")


def took_another(claim: Claim, figure: Quantity, told: Sequence[Claim]) -> bool:
    """Whether a clause took another claim's figure for this one: "70 were killed and 200 injured"."""
    own = claim.quantity
    if own is None:
        return True
    if _in_brackets(own, figure, claim):
        return True  # "six hurt (two of them badly)": the six are hurt
    shared = any(c is not claim and c.quantity is not None and c.quantity.span == own.span for c in told)
    return shared and own.span.end <= figure.span.start


def _in_brackets(own: Quantity, figure: Quantity, claim: Claim) -> bool:
    if figure.span.end > own.span.start or not own.span.within(claim.evidence):
        return False
    between = claim.evidence.text[
        max(0, figure.span.end - claim.evidence.start) : own.span.start - claim.evidence.start
    ]
    return between.rstrip().endswith("(")


def leaves(claim: Claim, figure: Quantity) -> bool:
    """Whether a claim that a figure lies in leaves that figure to another claim."""
    return _is_one_of_them(claim) or _goes_on(claim, figure)


def _goes_on(claim: Claim, figure: Quantity) -> bool:
    """Whether a clause goes on to a figure of its own: "20 were hurt, with 16 suffering gunshot wounds"."""
    own = claim.quantity
    if own is None or own.span.end > figure.span.start or not own.span.within(claim.evidence):
        return False
    between = claim.evidence.text[own.span.end - claim.evidence.start : figure.span.start - claim.evidence.start]
    return bool(_FURTHER.search(between))


def _is_one_of_them(claim: Claim) -> bool:
    """Whether a claim tells of one of those who are counted right behind: "one of eight killed"."""
    own = claim.quantity
    if own is None or own.raw.lower() != "one" or not own.span.within(claim.evidence):
        return False
    return claim.evidence.text[own.span.end - claim.evidence.start :].startswith(" of ")
