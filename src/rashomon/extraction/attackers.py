"""Those who did it and died: whether the figures of the killed hold them."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rashomon.extraction.identity import Mentioned
from rashomon.model.claim import Claim, Modality, Outcome, Polarity, Scope

#: The persons whom claims tell of one by one, by the ids of the claims.
Persons = Mapping[str, Sequence[Mentioned]]

#: Groups that those who do it are not counted in.
_VICTIMS = frozenset({"children", "civilians", "medics", "police", "rescuers", "women"})

#: Those who are told of beside somebody who did it.
_OF_VICTIMS = re.compile(r"\b(?:victims?|others?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Attackers:
    """The deaths of those who did it, and how the figures of the killed stand to them.

    `beside` are the claims of their deaths that no figure holds; `whole` is the figure that holds them and
    their victims, `victims` the claims that count these alone.
    """

    beside: frozenset[str] = frozenset()
    whole: Claim | None = None
    victims: frozenset[str] = frozenset()


def of_attackers(claims: Sequence[Claim], acted: Set[str], persons: Persons) -> Attackers:
    """What becomes of the deaths of those who did it.

    "He killed four and himself": the four are his victims. "Five people were found dead, and he was one of them":
    a figure that is said of nobody's victims holds him, where it is larger than those of the victims.
    """
    dead = [claim for claim in claims if claim.outcome is Outcome.KILLED and is_told(claim)]
    own = [claim for claim in dead if is_attacker(claim, persons)]
    attackers = [one for claim in own for one in persons[claim.id]]
    if any(claim.scope is Scope.SUBSET for claim in own) or any(
        one.is_same(attacker)
        for claim in dead
        if claim not in own
        for one in persons.get(claim.id, ())
        for attacker in attackers
    ):
        return Attackers()
    others = [claim for claim in dead if claim not in own and _are_others(claim, attackers, persons)]
    if not own or not others:
        return Attackers()
    of_victims = [claim for claim in others if claim.id in acted or claim.id in persons or _counts_victims(claim)]
    of_all = [claim for claim in others if claim not in of_victims and claim.scope is Scope.TOTAL]
    killed, found = (max(map(_most, some), default=0) for some in (of_victims, of_all))
    if killed >= found:
        return Attackers(beside=frozenset(claim.id for claim in own))
    whole = max(of_all, key=_most)
    return Attackers(whole=whole, victims=frozenset(claim.id for claim in of_victims))


def _are_others(claim: Claim, attackers: Sequence[Mentioned], persons: Persons) -> bool:
    """Whether a death is surely another than that of who did it."""
    told = persons.get(claim.id, ())
    if told:
        return not any(one.may_be(attacker) for one in told for attacker in attackers)
    return _most(claim) > 1


def is_told(claim: Claim) -> bool:
    real = claim.modality not in (Modality.HYPOTHETICAL, Modality.EXPECTED) and claim.polarity is Polarity.AFFIRMED
    return real and claim.quantity is not None and claim.scope not in (Scope.BACKGROUND, Scope.CUMULATIVE)


def is_attacker(claim: Claim, persons: Persons) -> bool:
    told = persons.get(claim.id, ())
    return bool(told) and all(one.person.killer and not one.person.held for one in told)


def _counts_victims(claim: Claim) -> bool:
    """Whether a figure counts others than those who did it, by the words for them: "four victims", "two nurses"."""
    groups = set(claim.victims.groups) if claim.victims else set()
    return bool(groups & _VICTIMS) or (
        claim.quantity is not None and _OF_VICTIMS.search(claim.evidence.text) is not None
    )


def _most(claim: Claim) -> int:
    quantity = claim.quantity
    return 0 if quantity is None else quantity.upper or quantity.lower or 0
