"""Whom a figure counts beside another: the same people, some of them, or other ones."""

import math
import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import takewhile

from rashomon.languages import wording
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Claim, Modality, PlacePrecision, Scope, Toponym
from rashomon.model.ledger import RelationKind
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.people import facet_of, sides_differ
from rashomon.reconciliation.phrasing import behind, between, counted, counts_all_hit, told_behind, words_of, words_tell
from rashomon.reconciliation.portions import adds_elsewhere, is_owned, portion
from rashomon.reconciliation.records import Record, is_increment, later

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_BEYOND = re.compile(r"\bmore than\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_EARTH_KM = 6371.0

#: Characters before a place in which it is said to lie beside the one that a report is about.
_NEXT_DOOR = 24

#: Groups that are not told of as bearing arms.
_UNARMED = frozenset({"children", "women", "elderly"})

#: Sentences to a figure of others from the one that they are told beside.
_NEAR = 2

#: Words behind a figure that may say that it is of others.
_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """That two figures do not count the same people: `left` is part of `right`, or they count others.

    `side_by_side` says that one voice tells of both in one sentence; `meant` is the one of them that counts what its
    outcome does, where the other counts more people as well.
    """

    left: Record
    right: Record
    kind: RelationKind
    reason: str
    side_by_side: bool = False
    meant: Record | None = None


def apart(left: Record, right: Record) -> Apart | None:
    """How the people of two figures of one outcome differ; null where they may be the same.

    Nothing is said of figures of things, save where both are of the same.
    """
    for found in (others(left, right), _some(left, right), _some(right, left), _beside(left, right)):
        if found is not None:
            return found
    return None


def others(left: Record, right: Record) -> Apart | None:
    """Whether two figures of one outcome count other people, and why."""
    for differ in (of_other_side, _families, _places, _additions, _further):
        reason = differ(left, right)
        if reason:
            return Apart(left, right, RelationKind.OTHER_POPULATION, reason)
    return _hit_and_hurt(left, right) or _hit_and_hurt(right, left)


def _some(part: Record, whole: Record) -> Apart | None:
    reason = portion(part, whole)
    return Apart(part, whole, RelationKind.PART_OF, reason) if reason else None


def _beside(left: Record, right: Record) -> Apart | None:
    """Two figures that one voice tells side by side in a sentence: nobody is counted twice."""
    gap = between(left, right) or between(right, left)
    if gap is None or left.origin != right.origin or intervals.overlap(left.bounds, right.bounds):
        return None
    early = [record.claim.modality is Modality.PRELIMINARY for record in (left, right)]
    if early[0] != early[1]:
        return None  # "not five as first reported"
    if counts_all_hit(left) != counts_all_hit(right) or words_tell(left, right) or words_tell(right, left):
        return None
    joining = table("en", "counting")["some"]["joining"]
    if _CLOCK.search(gap) or any(f" {word} " in f" {gap.casefold()} " for word in joining):
        return None
    reason = f"{reasons.figure(left)} and {reasons.figure(right)} are told side by side: the two are other people"
    return Apart(left, right, RelationKind.OTHER_POPULATION, reason, side_by_side=True)


def of_other_side(left: Record, right: Record) -> str:
    """Civilians and those who bear arms, soldiers and rebels, adults and children, fighters of two forces."""
    if sides_differ(left.groups, right.groups):
        kinds = f"{wording.listed(sorted(left.groups))}, not {wording.listed(sorted(right.groups))}"
        return f"{reasons.source(left)} counts {kinds}: the two are other people"
    for name, what in (("sides", "are of two sides"), ("ages", "are not of one age")):
        one, other = _kind(left, name), _kind(right, name)
        if one and other and one != other:
            return f"{_told(left, name, one)} and {_told(right, name, other)} {what}: the two are other people"
    forces = [_affiliation(record.claim) for record in (left, right)]
    armed = "combatants" in left.groups and "combatants" in right.groups
    if armed and all(force[:1].isupper() for force in forces) and forces[0] != forces[1]:
        return f"{forces[0]} and {forces[1]} are two forces: the two are other people"
    return ""


def _kind(record: Record, of: str) -> str | None:
    """Which of the kinds of people that a table tells apart a figure counts, if it is one.

    Whoever is told along with them is of their side: "killing one soldier and wounding four others".
    """
    own = _kinds(record.claim, of)
    if own or of != "sides" or record.beside.company is None:
        return own[0] if len(own) == 1 else None
    along = _kinds(record.beside.company, of) or ["civilians"] * bool(_UNARMED & set(_groups(record.beside.company)))
    return along[0] if len(along) == 1 else None


def _kinds(claim: Claim, of: str) -> list[str]:
    """The kinds that a claim has words of; "children of an employee" are children."""
    themselves = words_of(claim.quantity.raw if claim.quantity else "").union(
        takewhile(lambda word: word != "of", told_behind(claim))
    )
    found = (_among(said, of) for said in (themselves, counted(claim) | words_of(_affiliation(claim))))
    return next(filter(None, found), [])


def _among(said: Set[str], of: str) -> list[str]:
    return [name for name in table("en", "counting")[of] if said & words("en", "counting", f"{of}.{name}")]


def _groups(claim: Claim) -> tuple[str, ...]:
    return claim.victims.groups if claim.victims else ()


def _affiliation(claim: Claim) -> str:
    return (claim.victims.affiliation if claim.victims else None) or ""


def _told(record: Record, of: str, kind: str) -> str:
    """A figure with the word that tells whom it counts; names that may stand beside it are left out."""
    known = words("en", "counting", f"{of}.{kind}")
    company = record.beside.company
    if company is not None and not _kinds(record.claim, of):
        along = next((word for word in told_behind(company) if word in known), kind)
        return f"{reasons.figure(record)} told along with {along}"
    noun = next((word for word in told_behind(record.claim) if word in known), kind)
    return f"{reasons.figure(record)} {noun}"


def _families(left: Record, right: Record) -> str:
    one, other = _family(left.claim), _family(right.claim)
    if one and other and _surname(one) != _surname(other):
        return f"the families {one} and {other} are other people"
    return ""


def are_of_two_families(left: Record, right: Record) -> bool:
    """Whether one report tells of the kin of two: "their six children … their four children"."""
    if left.claim.document_id != right.claim.document_id or left.claim.sentence == right.claim.sentence:
        return False
    return is_owned(left) and is_owned(right)


def _family(claim: Claim) -> str | None:
    """The family that a claim is of; "the Abu Orlan family" and "the Orlans’ family" may be the Orlans, too."""
    nouns = "|".join(sorted(words("en", "counting", "families.nouns")))
    found = re.search(rf"\b([A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*) (?:{nouns})\b", claim.evidence.text)
    return _POSSESSIVE.sub("", found.group(1)) if found else None


def _surname(family: str) -> str:
    """The last part of a family's name, in lower case: of "Abu Al-Orlan" the "orlan"."""
    return re.split(r"[ -]", family.strip("'‘’"))[-1].casefold()


def _places(left: Record, right: Record) -> str:
    """Figures of one report for places that lie apart, of two voices where both say that they are of that place.

    Two reports may name one place by two names.
    """
    if left.claim.document_id != right.claim.document_id:
        return ""
    for here, there in ((left, right), (right, left)):
        if _is_next_door(here) and (there.claim.place is None or there.claim.place != here.claim.place):
            return f"{reasons.figure(here)} are told of a neighbouring place: the two are other people"
    if left.origin != right.origin and intervals.overlap(left.bounds, right.bounds):
        return ""
    if left.bounds == right.bounds and left.claim.sentence != right.claim.sentence:
        return ""  # told again: of the province in the title, of the village below
    one, other = left.told_in, right.told_in
    if left.origin == right.origin:
        one, other = left.claim.place, right.claim.place
    if one is None or other is None or not _lie_apart(one, other):
        return ""
    return f"{one.name} and {other.name} lie apart: the two are other people"


def _is_next_door(record: Record) -> bool:
    """ "Eight deaths in the neighbouring province"."""
    place = record.claim.place
    if place is None:
        return False
    lead = words_of(record.text[max(0, place.span.start - _NEXT_DOOR) : place.span.start])
    return not lead.isdisjoint(words("en", "counting", "places.next"))


def _lie_apart(one: Toponym, other: Toponym) -> bool:
    wide = (PlacePrecision.COUNTRY, PlacePrecision.REGION)
    if one.name == other.name or one.gazetteer_id is None or other.gazetteer_id is None:
        return False
    if one.country != other.country:
        return True
    if PlacePrecision.COUNTRY in (one.precision, other.precision):
        return False
    if one.admin1 and other.admin1 and one.admin1 != other.admin1:
        return True
    if one.precision in wide or other.precision in wide:
        return False
    return _kilometres(one, other) > (one.radius_km or 0) + (other.radius_km or 0)


def _kilometres(one: Toponym, other: Toponym) -> float:
    """The great-circle distance, by haversines; 0 where a place has no coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 0.0
    a, b, c, d = (math.radians(x or 0) for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _additions(left: Record, right: Record) -> str:
    for more, total in ((left, right), (right, left)):
        if more.claim.scope is Scope.SUBSET or adds_elsewhere(more, total):
            continue  # "her and three other people" are four, the three among them
        if more.beside.before is not None and more.beside.before == total.bounds and more.bounds != total.bounds:
            return f"{reasons.figure(more)} others, beside {reasons.figure(total)}"
        if more.beside.before is not None and _completes(more, total):
            continue
        if is_increment(more) and total.claim.scope is Scope.TOTAL and not later(total, more):
            return f"{reasons.figure(more)} more, beside the {reasons.figure(total)} before"
    return ""


def _completes(more: Record, total: Record) -> bool:
    """Whether a total is that of others with the figure that their own report adds them to."""
    low, high = more.beside.before or (None, None)
    return None not in (low, high, more.lower, more.upper) and total.bounds == (
        (low or 0) + (more.lower or 0),
        (high or 0) + (more.upper or 0),
    )


def _further(left: Record, right: Record) -> str:
    """ "Six were hurt … three other people went to a clinic": told beside the figure before it."""
    for more, first in ((left, right), (right, left)):
        near = (
            more.claim.document_id == first.claim.document_id
            and 0 <= more.claim.sentence - first.claim.sentence <= _NEAR
        )
        if not near or more.place < first.place or more.origin != first.origin or more.claim.scope is Scope.SUBSET:
            continue
        quantity = more.claim.quantity
        said = words_of(_BEYOND.sub("", quantity.raw) if quantity else "") | set(behind(more.claim)[:_OTHERS])
        if not said.isdisjoint(words("en", "counting", "some.further")):
            return f"{reasons.figure(more)} others, beside the {reasons.figure(first)} before"
    return ""


def _hit_and_hurt(hit: Record, hurt: Record) -> Apart | None:
    """ "Six were shot" beside "five were hurt", where somebody died: the dead are among the six.

    The five are meant where they and the dead make up the six; fewer may be some of the hurt only.
    """
    if hurt.upper == 0:
        return None
    if hit.bounds == hurt.bounds or not _is_whole(hit) or counts_all_hit(hurt) or hurt.claim.scope is Scope.SUBSET:
        return None
    if intervals.below(hit.bounds, hurt.bounds):
        return None  # it leaves some of the hurt out
    dead = max(hit.beside.dead, hurt.beside.dead)
    if not (counts_all_hit(hit) and dead) and not (hit.beside.died and intervals.below(hurt.bounds, hit.bounds)):
        return None
    reason = f"{reasons.figure(hit)} are all who were hit, {reasons.figure(hurt)} only the hurt"
    own = hurt.claim.scope is Scope.TOTAL and not hurt.claim.part_of
    all_told = own and intervals.ends(hurt.bounds)[0] + dead >= intervals.ends(hit.bounds)[0]
    return Apart(hit, hurt, RelationKind.OTHER_POPULATION, reason, meant=hurt if all_told else None)


def _is_whole(record: Record) -> bool:
    return record.claim.scope is Scope.TOTAL and not record.claim.part_of and facet_of(record) == (None, None)
