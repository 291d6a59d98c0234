"""Who was hurt and then died: one person told twice is not one hurt and one dead.

An injured claim about somebody whom the same report calls dead is `out_of` the claim of the death; a death
among those who were hit ("four were shot, one fatally") is `out_of` the figure of those who were hit.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rashomon.extraction.attackers import Persons, is_told
from rashomon.extraction.identity import Mentioned
from rashomon.extraction.pronouns import is_pronoun
from rashomon.languages.lexicon import words
from rashomon.model.claim import Claim, Modality, Outcome, Polarity, Scope


def _any_of(key: str) -> re.Pattern[str]:
    """A pattern of the words listed under the key of the table of events."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words('en', 'events', key)))})\b", re.I)


#: Words by which people are hit, the dead among them.
_HIT = _any_of("twice.hit")

#: One of those told of before, and none of "eight members of the family".
_OF_THEM = re.compile(r"^\s*(?:(?!members? )\w+ ){0,2}(?:of the|of them|of those|of whom)\b", re.I)

#: Between one and the figure of those of whom it is one.
_OF_WHOM = re.compile(r"^ of (?:(?:the|these|those) )?$", re.I)

#: Some of those just told: "two mortally".
_FATALLY = re.compile(r"^\w+ (?:of them )?(?:fatally|mortally)$", re.I)

#: Words that set the hurt apart from the dead.
_OTHERS = _any_of("twice.others")

#: Words that set the counted people apart from those told of before.
_APART = _any_of("twice.apart")

#: What became of all who were taken somewhere.
_WHERE = re.compile(r"\bwhere they\b", re.I)

_FIRM = frozenset({Modality.ASSERTED, Modality.HEDGED, Modality.PRELIMINARY})


def deaths(claims: Sequence[Claim], persons: Persons, members: Persons, place: Callable[[int], int]) -> list[Claim]:
    """The claims with `out_of` set where an injury and a death are of the same people.

    `persons` are those whom a claim (by its id) tells of one by one, `members` those whom it tells of beside others,
    `place` is where a character comes in the order of reading.
    """
    claims = [_brought_forward(claim, claims, persons) for claim in claims]
    hurt = [claim for claim in claims if claim.outcome is Outcome.INJURED and _counted(claim)]
    dead = [claim for claim in claims if claim.outcome is Outcome.KILLED and _counted(claim)]
    found = {claim.id: claim for claim in claims}
    alone = all(_upper(claim) == 1 for claim in hurt)
    for claim in hurt:
        death = next((death for death in dead if _told_twice(claim, death, persons)), None)
        if not _are_hurt(claim, hurt):
            one = alone and not _is_of_several(claim, hurt, dead, persons)
            death = death or next((death for death in dead if _same(claim, death, persons, alone=one)), None)
        if death is not None:
            found[claim.id] = replace(claim, out_of=death.id)
    for claim in hurt:
        if found[claim.id].out_of is None and _upper(claim) > 1:
            beside = [death for death in dead if death.sentence == claim.sentence and not _is_elliptic(death)]
            beside = [] if _counts_all_hit(claim) else beside
            among = [death for death in dead if _is_all_but(beside, death) and _among(death, claim, persons, place)]
            death = min(among, key=lambda death: death.sentence != claim.sentence, default=None)
            death = death or _of_a_part(claim, dead, claims, persons, members)
            death = death or next((death for death in dead if _is_one_of(death, claim)), None)
            if death is not None and not _is_of_more(found[death.id], claim, found):
                found[death.id] = replace(found[death.id], out_of=claim.id)
    return [found[claim.id] for claim in claims]


def _is_of_more(death: Claim, hurt: Claim, claims: Mapping[str, Claim]) -> bool:
    """Whether a death is already known to be of a larger figure than this one of the hurt."""
    known = claims.get(death.out_of or "")
    return known is not None and _upper(known) > _upper(hurt)


def _of_a_part(
    hurt: Claim, dead: Sequence[Claim], claims: Sequence[Claim], persons: Persons, members: Persons
) -> Claim | None:
    """The death of one who is told of as a part of the hurt: "five were injured, including Bo Lind … Lind died"."""
    parts = [
        one
        for part in claims
        if part.outcome is Outcome.INJURED
        and part.scope is Scope.SUBSET
        and part.sentence == hurt.sentence
        and part.evidence.start > hurt.evidence.start
        for one in persons.get(part.id, ())
    ]
    parts += members.get(hurt.id, ())
    died = [death for death in dead if _upper(death) == 1 and death.scope is Scope.TOTAL and persons.get(death.id)]
    return next(
        (death for death in died if any(one.is_same(part) for one in persons[death.id] for part in parts)), None
    )


def _is_elliptic(dead: Claim) -> bool:
    """Whether the death only goes on from those just told of: "two mortally", "one of them died"."""
    text = dead.evidence.text
    return bool(_FATALLY.search(text) or _OF_THEM.search(text))


def _is_all_but(beside: Sequence[Claim], death: Claim) -> bool:
    """Whether no other death is told beside the hurt: of "two died and three were hurt", the three are alive."""
    return all(other is death for other in beside)


def _brought_forward(claim: Claim, claims: Sequence[Claim], persons: Persons) -> Claim:
    """Whoever the report goes on to tell of is no background: "last month she died … he shot her by accident"."""
    if claim.scope not in (Scope.BACKGROUND, Scope.CUMULATIVE):
        return claim
    told = [
        one
        for other in claims
        if other.scope in (Scope.TOTAL, Scope.SUBSET) and is_told(other)
        for one in persons.get(other.id, ())
    ]
    same = any(one.is_same(mentioned) for one in told for mentioned in persons.get(claim.id, ()))
    return replace(claim, scope=Scope.TOTAL) if same else claim


def _told_twice(hurt: Claim, dead: Claim, persons: Persons) -> bool:
    """Whether the report itself speaks of the same persons, or of one figure: "were taken away, where they died"."""
    one, other = hurt.quantity, dead.quantity
    if one and other and one.span == other.span and _WHERE.search(dead.evidence.text):
        return True
    if is_pronoun(other) and one and (one.lower, one.upper) == (other and other.lower, other and other.upper):
        return 0 <= dead.sentence - hurt.sentence <= 1
    left, right = persons.get(hurt.id, ()), persons.get(dead.id, ())
    return bool(left) and all(any(one.is_same(other) for other in right) for one in left)


def _counted(claim: Claim) -> bool:
    return (
        claim.quantity is not None
        and bool(claim.quantity.upper)
        and claim.quantity.lower == claim.quantity.upper
        and claim.polarity is Polarity.AFFIRMED
        and claim.modality in _FIRM
        and claim.scope in (Scope.TOTAL, Scope.SUBSET)
    )


def _same(hurt: Claim, dead: Claim, persons: Persons, *, alone: bool) -> bool:
    """Whether the dead are the hurt: one person told twice, or as many who were hit as died.

    Where the report counts several hurt, something has to say that it is the same person; `alone` says that
    it tells of no more than one at a time.
    """
    if _upper(hurt) != _upper(dead) or not _may_be(persons.get(hurt.id, ()), persons.get(dead.id, ())):
        return False
    if _upper(hurt) == 1:
        return _same_person(hurt, dead) and (alone or _said_to_be_same(hurt, dead))
    return _counts_all_hit(hurt)


def _are_hurt(shot: Claim, hurt: Sequence[Claim]) -> bool:
    """Whether the report calls as many of the same kind wounded: "he wounded two officers … shot two officers"."""
    kinds = shot.victims.groups if shot.victims else ()
    return _upper(shot) > 1 and any(
        _upper(other) == _upper(shot)
        and other.victims is not None
        and other.victims.groups == kinds != ()
        and _OTHERS.search(other.evidence.text) is not None
        for other in hurt
    )


def _is_of_several(hurt: Claim, others: Sequence[Claim], dead: Sequence[Claim], persons: Persons) -> bool:
    """Whether the report tells of hurt of other ages, and of no dead of this one's: one death is not all theirs."""
    ages = _ages(hurt, persons)
    if not ages or any(ages & _ages(death, persons) for death in dead):
        return False
    return any((told := _ages(other, persons)) and not ages & told for other in others)


def _ages(claim: Claim, persons: Persons) -> set[int]:
    """The ages of the persons whom a claim tells of; whom a pronoun means is too unsure."""
    return {age for one in persons.get(claim.id, ()) if not one.pronoun for age in one.person.ages}


def _may_be(left: Sequence[Mentioned], right: Sequence[Mentioned]) -> bool:
    """Whether nothing says that these are not the same persons."""
    return not left or not right or all(any(one.may_be(other) for other in right) for one in left)


def _counts_all_hit(hurt: Claim) -> bool:
    """Whether the figure is of all who were hit, the dead among them."""
    return bool(_HIT.search(hurt.evidence.text)) and not _OTHERS.search(hurt.evidence.text)


def _upper(claim: Claim) -> int:
    return (claim.quantity.upper if claim.quantity else None) or 0


def _same_person(hurt: Claim, dead: Claim) -> bool:
    """Whether one person can be meant: nothing that is said of the one speaks against the other."""
    if any(claim.quantity and _OTHERS.search(claim.quantity.raw) for claim in (hurt, dead)):
        return False
    if hurt.sentence == dead.sentence and _indefinite(hurt) and _indefinite(dead):
        return False
    left, right = hurt.victims, dead.victims
    if left is None or right is None:
        return True
    names = [{name.text.split()[-1].lower() for name in victims.names} for victims in (left, right)]
    if names[0] and names[1]:
        return bool(names[0] & names[1])
    if left.ages and right.ages and left.ages != right.ages:
        return False
    genders = [set(victims.groups) & {"men", "women", "suspects", "police"} for victims in (left, right)]
    return not (genders[0] and genders[1]) or bool(genders[0] & genders[1])


def _said_to_be_same(hurt: Claim, dead: Claim) -> bool:
    """A name or an age in common, or "he died" right after."""
    left, right = hurt.victims, dead.victims
    if left and right and left.ages and left.ages == right.ages:
        return True
    if left and right and left.names and right.names:
        return True
    pronoun = dead.quantity is not None and dead.quantity.raw.lower() in ("he", "she", "him", "her")
    return pronoun and 0 <= dead.sentence - hurt.sentence <= 1


def _indefinite(claim: Claim) -> bool:
    """Whether somebody new is told of: "a man", "one", "1"."""
    quantity = claim.quantity
    return quantity is not None and (quantity.modifier == "a" or quantity.raw.lower() in ("1", "one"))


def _among(dead: Claim, hurt: Claim, persons: Persons, place: Callable[[int], int]) -> bool:
    """Whether the dead are some of the hurt: told after them, as "one of the victims" or of all who were hit."""
    died, named = persons.get(dead.id, ()), persons.get(hurt.id, ())
    if died and named:
        return all(any(one.is_same(other) for other in named) for one in died)
    if died and all(one.person.attacker for one in died):
        return False
    if _upper(dead) >= _upper(hurt) or dead.scope is not Scope.TOTAL:
        return False
    if dead.evidence.start < hurt.evidence.start and place(dead.evidence.start) < place(hurt.evidence.start):
        return False  # a title tells of both, wherever it stands
    if _OF_THEM.search(dead.evidence.text) and not (hurt.quantity and _APART.search(hurt.evidence.text)):
        return True
    if hurt.sentence == dead.sentence and _FATALLY.search(dead.evidence.text):
        return True
    return _counts_all_hit(hurt) and not _OTHERS.search(dead.evidence.text)


def _is_one_of(dead: Claim, hurt: Claim) -> bool:
    """ "One of the five people hospitalized on Sunday has died": the hurt are who the dead is one of."""
    one, whole = dead.quantity, hurt.quantity
    if one is None or whole is None or not whole.span.within(dead.evidence) or one.span.end > whole.span.start:
        return False
    between = dead.evidence.text[one.span.end - dead.evidence.start : whole.span.start - dead.evidence.start]
    return _OF_WHOM.search(between) is not None
