"""Who is counted by a figure of people, and whether two figures can count the same ones."""

from collections.abc import Sequence

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Claim, Severity, Victims
from rashomon.reconciliation.records import PERSONAL, Record, summed

Facet = tuple[str | None, Severity | None]

#: Groups of which nobody belongs to two; children are told from adults by age.
_SEXES = frozenset({"men", "women"})
ARMED = frozenset({"combatants", "police", "suspects"})
#: A boy is of both groups, and a son may be grown.
_YOUNG = {
    frozenset({"children", "men"}): ("boys", "sons"),
    frozenset({"children", "women"}): ("girls", "daughters"),
}
#: Kinds of children that a figure may be of.
YOUNG = frozenset(name for names in _YOUNG.values() for name in names)


def facet_of(record: Record) -> Facet:
    """The group and severity that a figure is of; both null for people in general."""
    groups = record.groups
    young = _YOUNG.get(groups)
    evidence = record.claim.evidence.text.casefold()
    named = next((name for name in young or () if name.removesuffix("s") in evidence), None)
    return named or " and ".join(sorted(groups)) or None, record.severity


def is_individual(record: Record) -> bool:
    """Whether it tells of somebody ("he", "the driver") and counts nobody: one, and no word for it."""
    claim = record.claim
    if record.bounds != (1, 1) or OUTCOMES[claim.outcome].family not in PERSONAL or claim.quantity is None:
        return False
    counting = words("en", "wording", "common.ones")
    return counting.isdisjoint(claim.quantity.raw.casefold().replace("-", " ").split())


def composed(members: Sequence[Record]) -> tuple[Record | None, list[Record]]:
    """The sum of a report's disjoint figures, the largest first, and the figures that overlap with those.

    Where they are of several parties, the sum is the report's: it speaks with the voice of its publisher.
    """
    chosen: list[Record] = []
    rest: list[Record] = []
    for member in sorted(members, key=lambda record: (_size(record), record.order)):
        if all(_disjoint(member.claim, other.claim) for other in chosen):
            chosen.append(member)
        else:
            rest.append(member)
    if not chosen:
        return None, rest
    chosen.sort(key=lambda record: record.order)
    return (chosen[0] if len(chosen) == 1 else summed(chosen)), rest


def _size(record: Record) -> float:
    return -(record.lower if record.lower is not None else record.upper or 0)


def _disjoint(left: Claim, right: Claim) -> bool:
    """Whether nobody can be counted by both: other names, ages, severity, sex or side."""
    one, other = left.victims, right.victims
    # Further apart, a report may have gone on to another event.
    if one is None or other is None or abs(left.sentence - right.sentence) > _reach(one, other):
        return False
    if one.names and other.names:
        return _strangers(_name_words(one), _name_words(other))
    if len(one.ages) == len(other.ages) == 1 and one.ages != other.ages:
        return True
    a, b = frozenset(one.groups), frozenset(other.groups)
    if one.severity and other.severity and one.severity != other.severity and (a == b or not (a and b)):
        return True
    if not a or not b or a & b:
        return bool(a & b & {"children"} and _sexes_differ(a, b))
    return _told_together(left, right) or _sexes_differ(a, b) or _ages_differ(a, b) or sides_differ(a, b)


def _reach(left: Victims, right: Victims) -> int:
    """Sentences within which a report tells of other people.

    Two full names are surely two for longer, the longest where they share no word.
    """
    if not all(any(" " in name.text for name in victims.names) for victims in (left, right)):
        return 1
    return 4 if _name_words(left) & _name_words(right) else 12


def _name_words(victims: Victims) -> set[str]:
    return {word for name in victims.names for word in name.text.casefold().split()}


def _strangers(left: set[str], right: set[str]) -> bool:
    """Whether two names are of two people: neither is a shorter form of the other."""
    return not (left <= right or right <= left)


def _told_together(left: Claim, right: Claim) -> bool:
    """Groups listed in one sentence are listed apart, save that civilians may be of any kind."""
    groups = {*_groups(left), *_groups(right)}
    return left.sentence == right.sentence and "civilians" not in groups


def _groups(claim: Claim) -> tuple[str, ...]:
    return claim.victims.groups if claim.victims else ()


def _sexes_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & _SEXES and b & _SEXES) and not a & b & _SEXES


def _ages_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    grown = _SEXES | {"elderly"}
    return ("children" in a and "children" not in b and bool(b & grown)) or (
        "children" in b and "children" not in a and bool(a & grown)
    )


def sides_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one counts civilians and the other armed people, or children and forces (a suspect may be young)."""
    return _are_apart(a, b) or _are_apart(b, a)


def _are_apart(civil: frozenset[str], armed: frozenset[str]) -> bool:
    forces = ARMED - {"suspects"}
    return bool(
        ("civilians" in civil and armed & ARMED)
        or ("children" in civil and not civil & ARMED and armed & forces and "children" not in armed)
    )
