"""Murder and suicide: those who were shot by somebody who then killed himself are among the dead.

"He shot his wife and child before killing himself", in a report of three dead, tells of nobody who was hurt and lives.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages.lexicon import words
from rashomon.model.claim import Claim, Modality, Outcome, Polarity, Scope


def _any_of(key: str) -> re.Pattern[str]:
    """A pattern of the words listed under the key of the table of events."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words('en', 'events', key)))})\b", re.I)


#: What tells that somebody killed others and himself.
_ENDED = _any_of("endings.told")

#: Words by which people are hit, the dead among them, and words of those who live.
_HIT, _ALIVE = _any_of("twice.hit"), _any_of("endings.alive")

_FIRM = frozenset({Modality.ASSERTED, Modality.HEDGED, Modality.PRELIMINARY})


def endings(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims with `out_of` set where people who were shot are among those of a murder and suicide.

    Only where the report tells of nobody who was hurt and lives, and counts more dead than were shot: so many, and
    whoever did it.
    """
    hurt = [claim for claim in claims if claim.outcome is Outcome.INJURED and claim.out_of is None and _is_told(claim)]
    dead = [claim for claim in claims if claim.outcome is Outcome.KILLED and _is_told(claim)]
    whole = max((claim for claim in dead if claim.scope is Scope.TOTAL), key=_least, default=None)
    if whole is None or not hurt or not _ENDED.search(text):
        return list(claims)
    if any(_ALIVE.search(claim.evidence.text) or not _HIT.search(claim.evidence.text) for claim in hurt):
        return list(claims)
    if any(_least(claim) >= _least(whole) for claim in hurt):
        return list(claims)
    shot = {claim.id for claim in hurt}
    return [replace(claim, out_of=whole.id) if claim.id in shot else claim for claim in claims]


def _is_told(claim: Claim) -> bool:
    aside = claim.scope in (Scope.BACKGROUND, Scope.CUMULATIVE)
    real = claim.polarity is Polarity.AFFIRMED and claim.modality in _FIRM
    return real and not aside and claim.quantity is not None and claim.quantity.upper != 0


def _least(claim: Claim) -> int:
    return (claim.quantity.lower if claim.quantity else None) or 0
