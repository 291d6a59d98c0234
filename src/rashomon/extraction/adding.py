"""What "more" and "another" add to: figures of the same harm, or those of another beside which they are a total."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.model.claim import OUTCOMES, Claim, Outcome, OutcomeFamily, Scope

#: Sentences from an addition back to figures of its own harm that it can be added to, and to the one of the other
#: kind of victims that it can follow on.
_BACK, _NEXT = 3, 1

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED})


def beside_another(claim: Claim, before: Sequence[Claim], told: Sequence[Claim]) -> Claim:
    """The claim, as a total of its own where it only adds to what was told of another outcome.

    "Killed 12 and wounded another 40", "Two were killed on Friday. Another five were wounded". `before` are the claims
    of the sentences before it, `told` those of its own.
    """
    if claim.scope is not Scope.INCREMENT or not _is_harm(claim) or claim.quantity is None:
        return claim
    start = claim.quantity.span.start
    own = _outcomes(other for other in told if other.quantity and other.quantity.span.start < start)
    if own:
        return claim if claim.outcome in own else replace(claim, scope=Scope.TOTAL)
    near = _outcomes(other for other in before if claim.sentence - other.sentence <= _BACK)
    last = _outcomes(other for other in before if claim.sentence - other.sentence <= _NEXT)
    follows = claim.outcome in _HURT and bool(last & _HURT) and claim.outcome not in near
    return replace(claim, scope=Scope.TOTAL) if follows else claim


def _outcomes(claims: Iterable[Claim]) -> set[Outcome]:
    return {claim.outcome for claim in claims if _is_harm(claim) and claim.quantity}


def _is_harm(claim: Claim) -> bool:
    return OUTCOMES[claim.outcome].family is OutcomeFamily.HARM
