"""How the claims of one document hang together: parts of a total, and figures out of another."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from rashomon.extraction.attackers import Attackers, Persons, is_attacker, of_attackers
from rashomon.languages.inflection import all_forms
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import (
    OUTCOMES,
    Claim,
    Modality,
    Outcome,
    OutcomeFamily,
    PlacePrecision,
    Polarity,
    Quantity,
    Scope,
)

#: "Three more bodies were recovered", after a total: finding them is how the total came about.
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains)\b", re.I)

_ANOTHER = re.compile(r",\s+another\b", re.I)
_OTHERS = re.compile(r"\s+others?\b", re.I)

#: A part is looked for this many sentences after its total; beyond that the text speaks of something else.
_REACH = 12

#: Characters before a figure in which whose they are may stand, and behind it in which the noun for their kin may.
_TO_OWNER, _TO_KIN = 8, 40

#: Groups by sex, and by age.
_SEXES, _AGES = frozenset({"men", "women"}), frozenset({"children", "elderly"})

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED})
#: Sentences from people told of by name to those who are told with them.
_NEXT = 2

#: Groups of those who bear arms.
_ARMED = frozenset({"combatants", "police"})

_ONES = words("en", "wording", "common.ones")
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})


def related(claims: Sequence[Claim], anaphoric: Set[str], acted: Set[str], persons: Persons) -> tuple[Claim, ...]:
    """The claims with `part_of` and `out_of` filled, and the scope of parts set.

    `anaphoric` are the ids of claims that count people told before ("four were treated", "the other three"),
    `acted` of those whose clause says who did it; `persons` are those whom a claim tells of one by one.
    """
    claims = [_ranked(claim, claims) for claim in claims]
    deaths = of_attackers(claims, acted, persons)
    return tuple(
        replace(claim, scope=Scope.INCREMENT)
        if claim.id in deaths.beside
        else _out_of(_part_of(_settled(claim, persons, deaths), claims, anaphoric), claims)
        for claim in claims
    )


def _ranked(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """ "A fifth victim has died", where the report counts four dead: five at the least."""
    quantity = claim.quantity
    if claim.outcome not in _HURT or quantity is None or quantity.upper != 1:
        return claim
    if claim.polarity is Polarity.NEGATED:
        return claim
    if claim.outcome is Outcome.INJURED and any(other.outcome is Outcome.KILLED for other in claims):
        return claim  # "a fourth" may count the dead, too
    found = (table("en", "headlines")["ordinals"]["words"].get(word) for word in quantity.raw.lower().split())
    rank = next(filter(None, found), None)
    if rank is None or not any(_counts(other, claim.outcome, rank - 1) for other in claims if other is not claim):
        return claim
    if any(_counts(other, claim.outcome, rank) for other in claims):
        return claim  # one of those who are counted already
    return replace(claim, quantity=replace(quantity, lower=rank, upper=None, modifier="rank"), scope=Scope.TOTAL)


def _counts(claim: Claim, outcome: Outcome, number: int) -> bool:
    """Whether the claim says that so many were killed, or hurt, in all."""
    given = claim.quantity
    if claim.outcome is not outcome or claim.scope is not Scope.TOTAL or given is None:
        return False
    return (given.lower, given.upper) == (number, number)


def _settled(claim: Claim, persons: Persons, deaths: Attackers) -> Claim:
    """Whoever did it and is no addition to the figures is one of those that they count, as are the victims."""
    if claim.id in deaths.victims and deaths.whole and claim.scope is Scope.TOTAL and _holds(deaths.whole, claim):
        return replace(claim, scope=Scope.SUBSET)
    if claim.outcome is Outcome.KILLED and claim.scope is Scope.INCREMENT and is_attacker(claim, persons):
        return replace(claim, scope=Scope.TOTAL)
    return claim


def _part_of(claim: Claim, claims: Sequence[Claim], anaphoric: Set[str]) -> Claim:
    """A part is told as one, counts people told before, or is a qualified figure beside a larger one."""
    if OUTCOMES[claim.outcome].family not in (OutcomeFamily.HARM, OutcomeFamily.CUSTODY) or claim.quantity is None:
        return claim
    wholes = [c for c in claims if c is not claim and _holds(c, claim)]
    if claim.scope is Scope.TOTAL and _is_one(claim) and _is_counted(claim) and not _goes_on_to_another(claim):
        wholes = [c for c in wholes if _is_of_one_voice(claim, c)]
    elif claim.scope is Scope.TOTAL and not _is_one(claim):
        wholes = [c for c in wholes if _narrows(claim, c, back=claim.id in anaphoric)]
    if claim.scope is Scope.INCREMENT and _BODIES.search(claim.evidence.text):
        wholes = [c for c in wholes if c.sentence < claim.sentence]
    elif claim.scope is Scope.INCREMENT and _goes_on_listing(claim, claims):
        wholes = [
            c for c in claims if c is not claim and _holds(c, replace(claim, scope=Scope.SUBSET)) and _is_of_all(c)
        ]
        wholes = [c for c in wholes if c.sentence < claim.sentence]
    elif claim.scope not in (Scope.SUBSET, Scope.TOTAL):
        return claim
    if not wholes:
        return claim
    wholes = [c for c in wholes if not _is_of_others_by_name(claim, c)] or wholes
    whole = min(
        wholes,
        key=lambda c: (
            c.evidence.start > claim.evidence.start,
            abs(c.sentence - claim.sentence),
            c.evidence.start,
        ),
    )
    return replace(claim, scope=Scope.SUBSET, part_of=whole.id)


def _is_one(claim: Claim) -> bool:
    """One person beside a larger figure is one of them, wherever the larger figure stands."""
    return claim.quantity is not None and claim.quantity.upper == 1


def _is_counted(claim: Claim) -> bool:
    """Whether "one" is counted ("one person was killed"), and no person told of ("a man", "he")."""
    raw = claim.quantity.raw.casefold().split() if claim.quantity else []
    return not _ONES.isdisjoint(raw)


def _goes_on_to_another(claim: Claim) -> bool:
    """ "One was shot in the head, another in the back": told one by one, they are some of those who were counted."""
    if claim.quantity is None or not claim.quantity.span.within(claim.evidence):
        return False
    return bool(_ANOTHER.search(claim.evidence.text, claim.quantity.span.end - claim.evidence.start))


def _is_of_one_voice(part: Claim, whole: Claim) -> bool:
    """Whether nobody else than who gives the whole says it: two parties that count may differ."""
    return part.attribution.party is None or part.attribution.party == whole.attribution.party


def _narrows(part: Claim, whole: Claim, *, back: bool) -> bool:
    """Whether a figure that is not told as a part is one: it looks back, or it is of some of the people only.

    Civilians are no part by themselves: many reports count nobody else.
    """
    if whole.sentence > part.sentence or whole.evidence.start > part.evidence.start:
        return False
    same = _is_of_one_voice(part, whole)
    if back and same:
        return whole.sentence < part.sentence and not _says_anew(part, whole)
    victims = part.victims
    if _tells_who(part):
        return True
    if victims is None:
        return False
    if victims.severity:
        return True
    return same and bool(set(victims.groups) - {"civilians"})


def _says_anew(later: Claim, first: Claim) -> bool:
    """Whether a party gives a figure in place of one that it gave for the time being: "first said three, later two"."""
    firm = later.modality is not Modality.PRELIMINARY and later.attribution.party is not None
    return firm and first.modality is Modality.PRELIMINARY and later.attribution.party == first.attribution.party


def _holds(whole: Claim, part: Claim) -> bool:
    """Whether `whole` can be the figure that `part` is part of."""
    if whole.outcome is not part.outcome or whole.quantity is None or part.quantity is None:
        return False
    if whole.scope is not Scope.TOTAL or _is_far(whole, part):
        return False
    if part.scope is not Scope.SUBSET and whole.victims and whole.victims.groups and not _covers(whole, part):
        return False
    if part.scope is not Scope.SUBSET and (_lies_outside(part, whole) or _are_unarmed(whole, part)):
        return False
    if _is_of_others(whole) and part.sentence == whole.sentence and part.evidence.start < whole.evidence.start:
        return False  # "one person was badly hurt and three others lightly"
    if part.scope is not Scope.SUBSET and _sums_up(whole.quantity, part.quantity):
        return False
    return _larger(whole.quantity, part.quantity)


def _goes_on_listing(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether "another two boys" go on from people told of by name, who are no figure that they could be added to."""
    before = [c for c in claims if c.outcome is claim.outcome and c.quantity and c.sentence < claim.sentence]
    last = max((c.sentence for c in before), default=-_REACH)
    near = [c for c in before if c.sentence == last]
    return claim.sentence - last <= _NEXT and claim.outcome in _HURT and all(_tells_who(c) for c in near)


def _is_far(whole: Claim, part: Claim) -> bool:
    """Whether a figure stands too far off; who is told of by name or as kin is one of any people counted before."""
    if abs(whole.sentence - part.sentence) <= _REACH:
        return False
    single = part.outcome in _HURT and _tells_who(part) and whole.sentence < part.sentence
    return not (single and _is_of_all(whole))


def _is_of_all(whole: Claim) -> bool:
    """Whether a figure counts people at large: not by name, nor as somebody's, nor as men, women or children."""
    both = whole.quantity is not None and whole.quantity.raw.casefold().startswith("both")
    return not (both or _tells_who(whole) or set(whole.victims.groups if whole.victims else ()) - {"civilians"})


def _is_of_others_by_name(part: Claim, whole: Claim) -> bool:
    """Whether a figure of another sentence counts people by name, and nobody of the name of this part."""
    names = part.victims.names if part.victims else ()
    if not names or part.sentence == whole.sentence or not _tells_who(whole):
        return False
    return not any(word in whole.evidence.text for name in names for word in name.text.split())


def _tells_who(claim: Claim) -> bool:
    """Whether people are told of by name, or by whose kin they are."""
    return bool(claim.victims and claim.victims.names) or _is_of_kin(claim)


def _is_of_kin(claim: Claim) -> bool:
    """Whether a figure is of somebody's kin: "five of his children", "their two sons", "my sister"."""
    quantity = claim.quantity
    if quantity is None or not quantity.span.within(claim.evidence):
        return False
    first, last = quantity.span.start - claim.evidence.start, quantity.span.end - claim.evidence.start
    return _kin().search(claim.evidence.text, max(0, first - _TO_OWNER), last + _TO_KIN) is not None


@cache
def _kin() -> re.Pattern[str]:
    """Whose, and who they are to them, with a figure or a word between: "his two younger sons"."""
    owners = "|".join(sorted(words("en", "nouns", "kin.owners")))
    kin = "|".join(sorted(all_forms(words("en", "nouns", "kin.nouns"))))
    return re.compile(rf"\b(?:{owners})\s+(?:[\w-]+\s+){{0,2}}(?:{kin})\b", re.IGNORECASE)


def _are_unarmed(whole: Claim, part: Claim) -> bool:
    """Whether one is of soldiers or police, the other of people who bear no arms: "26 peasants and 9 rebels died"."""
    quantity = whole.quantity
    if not part.victims or not _ARMED & set(part.victims.groups):
        return False
    if quantity is None or not quantity.span.within(whole.evidence):
        return False
    return _unarmed().match(whole.evidence.text, quantity.span.end - whole.evidence.start) is not None


@cache
def _unarmed() -> re.Pattern[str]:
    """Whom a figure counts, with a word or two before."""
    nouns = "|".join(sorted(words("en", "counting", "sides.civilians")))
    return re.compile(rf"\s(?:[\w-]+\s){{0,2}}?(?:{nouns})\b", re.IGNORECASE)


def _lies_outside(part: Claim, whole: Claim) -> bool:
    """Whether one is told of a country or a province, the other of another: "in Tessaly one, in Orlat 43"."""
    here, there = part.place, whole.place
    if here is None or there is None or here.country is None or there.precision not in _WIDE:
        return False
    if here.country != there.country:
        return True
    both = there.precision is PlacePrecision.REGION and here.precision is not PlacePrecision.COUNTRY
    return both and None not in (here.admin1, there.admin1) and here.admin1 != there.admin1


def _covers(whole: Claim, part: Claim) -> bool:
    """Four teenagers may hold a boy, not a policeman; two brothers may hold a child."""
    groups = set(whole.victims.groups) if whole.victims else set()
    inner = set(part.victims.groups) if part.victims else set()
    return not inner or bool(groups & inner) or (groups <= _SEXES and inner <= _AGES)


def _is_of_others(whole: Claim) -> bool:
    if whole.quantity is None or not whole.quantity.span.within(whole.evidence):
        return False
    behind = whole.evidence.text[whole.quantity.span.end - whole.evidence.start :]
    return _OTHERS.match(behind) is not None


def _sums_up(whole: Quantity, part: Quantity) -> bool:
    """Whether a range holds a figure: "between eight and 15" sums up those who say eight and those who say 15."""
    if whole.lower is None or whole.upper is None or whole.lower == whole.upper:
        return False
    return part.lower is not None and part.upper is not None and whole.lower <= part.lower <= part.upper <= whole.upper


def _larger(whole: Quantity, part: Quantity) -> bool:
    most = whole.upper if whole.upper is not None else whole.lower
    least = part.lower if part.lower is not None else part.upper
    return most is not None and least is not None and most > least


def _out_of(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Munitions intercepted or impacted are out of those that the same source says were launched."""
    if claim.out_of or claim.outcome not in (Outcome.INTERCEPTED, Outcome.IMPACTED) or claim.quantity is None:
        return claim
    for other in claims:
        if (
            other.outcome is Outcome.LAUNCHED
            and other.quantity is not None
            and other.attribution.party == claim.attribution.party
            and abs(other.sentence - claim.sentence) <= 1
            and _enough(other.quantity, claim.quantity)
        ):
            return replace(claim, out_of=other.id)
    return claim


def _enough(whole: Quantity, part: Quantity) -> bool:
    return whole.upper is None or (part.lower is not None and part.lower <= whole.upper)
