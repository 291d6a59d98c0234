"""Whom a figure counts beside another: the same people, some of them, or other ones."""

import math
import re
from dataclasses import dataclass

from rashomon.languages import wording
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import OUTCOMES, Claim, PlacePrecision, Scope, Toponym
from rashomon.model.ledger import RelationKind
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.people import is_individual, sides_differ
from rashomon.reconciliation.records import PERSONAL, Record, is_increment, later

_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(r"[.!?\n](?:\s|$)")
_TURN = re.compile(r"[.!?\n](?:\s|$)|\b(?:though|although|but)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_EARTH_KM = 6371.0

_AS_OF = re.compile(r"\bas of\b", re.IGNORECASE)

#: Words behind a figure that tell what it counts; characters behind a claim in which somebody kills himself, too, and
#: around it that may tell of many attacks.
_COUNTED, _ONESELF, _AROUND = 4, 40, 200


@dataclass(frozen=True, slots=True)
class Apart:
    """That two figures do not count the same people: `left` is part of `right`, or they count others.

    `side_by_side` says that one voice tells of both in one sentence.
    """

    left: Record
    right: Record
    kind: RelationKind
    reason: str
    side_by_side: bool = False


def apart(left: Record, right: Record) -> Apart | None:
    """How the people of two figures of one outcome differ; null where they may be the same.

    Nothing is said of figures of things, save where both are of the same.
    """
    for found in (_others(left, right), _some(left, right), _some(right, left), _beside(left, right)):
        if found is not None:
            return found
    return None


def _others(left: Record, right: Record) -> Apart | None:
    for differ in (_sides, _families, _places, _additions):
        reason = differ(left, right)
        if reason:
            return Apart(left, right, RelationKind.OTHER_POPULATION, reason)
    return None


def _some(part: Record, whole: Record) -> Apart | None:
    """Whether a lower figure is of some of the people that the other counts."""
    if OUTCOMES[part.claim.outcome].family not in PERSONAL or not intervals.below(part.bounds, whole.bounds):
        return None
    if is_individual(part):
        return Apart(
            part, whole, RelationKind.PART_OF, f"one of the {reasons.figure(whole)} of {reasons.source(whole)}"
        )
    if words_tell(whole, part):
        return None  # it was an early word
    if _is_local(part, whole):
        where = part.told_in.name if part.told_in else ""
        reason = f"{reasons.figure(part)} in {where}, of the {reasons.figure(whole)} of {reasons.source(whole)}"
        return Apart(part, whole, RelationKind.PART_OF, reason)
    if part.clock is not None and whole.clock is not None and part.clock < whole.clock:
        return None  # it was all that was known then
    if _is_of_some(part) or _opens(whole, part) or _without_oneself(part, whole):
        reason = f"{reasons.figure(part)} are some of the {reasons.figure(whole)} of {reasons.source(whole)}"
        return Apart(part, whole, RelationKind.PART_OF, reason)
    for name in table("en", "counting")["partial"]:
        if _is_partial(part, name) and not _is_partial(whole, name):
            why = table("en", "wording")["partial"][name]
            reason = f"{reasons.figure(part)} {why}, of the {reasons.figure(whole)} of {reasons.source(whole)}"
            return Apart(part, whole, RelationKind.PART_OF, reason)
    return None


def _is_local(part: Record, whole: Record) -> bool:
    """Whether a report itself tells of one place in the country that a larger figure is of, or of one of them all."""
    here, there = part.told_in, whole.told_in
    if here is None or here.precision is PlacePrecision.COUNTRY or part.claim.attribution.party is not None:
        return False
    if part.claim.document_id != whole.claim.document_id:
        return False
    return whole.claim.place is None if there is None else _holds(there, here)


def _holds(there: Toponym, here: Toponym) -> bool:
    if there.country != here.country:
        return False
    inner = there.precision is PlacePrecision.REGION and here.precision is not PlacePrecision.REGION
    return there.precision is PlacePrecision.COUNTRY or (inner and there.admin1 == here.admin1)


def _is_of_some(record: Record) -> bool:
    """ "Two of his cousins"."""
    behind = _behind(record.claim)
    return behind[:1] == ["of"] and behind[1:2] != [] and behind[1] in words("en", "counting", "some.owners")


def _opens(whole: Record, part: Record) -> bool:
    """Whether a figure is told out in parts right behind it: "four adults — two men and two women"."""
    between = _between(whole, part)
    if between is None or whole.origin != part.origin:
        return False
    return any(mark in between for mark in table("en", "counting")["some"]["opening"])


def _without_oneself(part: Record, whole: Record) -> bool:
    """ "Killed two people and himself", beside three dead."""
    behind = part.text[part.claim.evidence.start : part.claim.evidence.end + _ONESELF]
    told = not _words(behind).isdisjoint(words("en", "counting", "some.oneself"))
    return told and part.upper is not None and whole.lower == part.upper + 1


def _beside(left: Record, right: Record) -> Apart | None:
    """Two figures that one voice tells side by side in a sentence: nobody is counted twice."""
    between = _between(left, right) or _between(right, left)
    if between is None or left.origin != right.origin or intervals.overlap(left.bounds, right.bounds):
        return None
    if counts_all_hit(left) != counts_all_hit(right) or words_tell(left, right) or words_tell(right, left):
        return None
    joining = table("en", "counting")["some"]["joining"]
    if _CLOCK.search(between) or any(f" {word} " in f" {between.casefold()} " for word in joining):
        return None
    reason = f"{reasons.figure(left)} and {reasons.figure(right)} are told side by side: the two are other people"
    return Apart(left, right, RelationKind.OTHER_POPULATION, reason, side_by_side=True)


def _between(first: Record, second: Record) -> str | None:
    """The text between two figures of one sentence in this order; null where they are of two."""
    one, other = first.claim, second.claim
    if one.document_id != other.document_id or one.sentence != other.sentence or not (one.quantity and other.quantity):
        return None
    if one.quantity.span.end > other.quantity.span.start:
        return None
    between = first.text[one.quantity.span.end : other.quantity.span.start]
    return None if _STOP.search(between) else between


def counts_all_hit(record: Record) -> bool:
    """Whether it counts who was hit, the dead among them, and not only the hurt: "six were shot"."""
    said = _words(record.claim.evidence.text)
    hit, hurt = words("en", "counting", "populations.hit"), words("en", "counting", "populations.hurt")
    return bool(said & hit) and not said & hurt


def is_of_series(record: Record) -> bool:
    """Whether a figure is of many attacks at once: "in separate shootings across the city"."""
    start, end = record.claim.evidence.start, record.claim.evidence.end
    before, after = record.text[max(0, start - _AROUND) : start], record.text[start : end + _AROUND]
    said = f"{_TURN.split(before)[-1]}{_TURN.split(after)[0]}".casefold()
    return any(phrase in said for phrase in table("en", "counting")["series"]["phrases"])


def _is_partial(record: Record, name: str) -> bool:
    """Whether the words of a claim, or of "identified" and its like those that lead to it, tell of some only."""
    source = record.claim.attribution.span
    leading = record.telling.replace(source.text, " ") if source else record.telling
    led = leading if name in table("en", "counting")["some"]["leading"] else ""
    said = _words(f"{led} {record.claim.evidence.text}")
    return not said.isdisjoint(words("en", "counting", f"partial.{name}"))


def _sides(left: Record, right: Record) -> str:
    """Civilians and those who bear arms, soldiers and rebels, fighters of two forces."""
    if sides_differ(left.groups, right.groups):
        kinds = f"{wording.listed(sorted(left.groups))}, not {wording.listed(sorted(right.groups))}"
        return f"{reasons.source(left)} counts {kinds}: the two are other people"
    sides = [_side(left), _side(right)]
    if sides[0] and sides[1] and sides[0] != sides[1]:
        return f"{_told(left)} and {_told(right)} are of two sides: the two are other people"
    forces = [record.claim.victims.affiliation if record.claim.victims else None for record in (left, right)]
    armed = "combatants" in left.groups and "combatants" in right.groups
    if armed and forces[0] and forces[1] and forces[0] != forces[1]:
        return f"{forces[0]} and {forces[1]} are two forces: the two are other people"
    return ""


def _side(record: Record) -> str | None:
    counted = _counted(record.claim)
    sides = [name for name in table("en", "counting")["sides"] if counted & words("en", "counting", f"sides.{name}")]
    return sides[0] if len(sides) == 1 else None


def _told(record: Record) -> str:
    quantity = record.claim.quantity
    return " ".join(quantity.raw.split()) if quantity else reasons.figure(record)


def _families(left: Record, right: Record) -> str:
    one, other = _family(left.claim), _family(right.claim)
    if one and other and one != other:
        return f"the families {one} and {other} are other people"
    return ""


def _family(claim: Claim) -> str | None:
    nouns = "|".join(sorted(words("en", "counting", "families.nouns")))
    found = re.search(rf"\b([A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)*) (?:{nouns})\b", claim.evidence.text)
    return found.group(1) if found else None


def _places(left: Record, right: Record) -> str:
    """Figures of one report and voice for places that lie apart; two reports may name one place by two names."""
    if left.claim.document_id != right.claim.document_id or left.origin != right.origin:
        return ""
    one, other = left.claim.place, right.claim.place
    if one is None or other is None or not _lie_apart(one, other):
        return ""
    return f"{one.name} and {other.name} lie apart: the two are other people"


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
        if is_increment(more) and total.claim.scope is Scope.TOTAL and not later(total, more):
            return f"{reasons.figure(more)} more, beside the {reasons.figure(total)} before"
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _counted(claim: Claim) -> frozenset[str]:
    """The words behind a figure that tell what it counts."""
    if claim.quantity is None or not claim.quantity.span.within(claim.evidence):
        return frozenset()
    return _words(claim.quantity.raw) | set(_behind(claim)[:_COUNTED])


def _behind(claim: Claim) -> list[str]:
    """The words of a claim behind its figure, in lower case."""
    if claim.quantity is None or not claim.quantity.span.within(claim.evidence):
        return []
    return [
        word.casefold() for word in _WORD.findall(claim.evidence.text[claim.quantity.span.end - claim.evidence.start :])
    ]


def words_tell(newer: Record, older: Record) -> bool:
    """Whether a report's words tell that one of its figures is newer than another: "initially", "had risen to"."""
    one, other = _order(newer), _order(older)
    return one > other or (one == other == 1 and newer.place > older.place)


def _order(record: Record) -> int:
    """-1 for a figure that its report calls an early one, or one of a day, 1 for one that it calls late, else 0."""
    if _AS_OF.search(record.claim.evidence.text):
        return -1
    said = _words(record.telling)
    if said & words("en", "counting", "order.late"):
        return 1
    return -1 if said & words("en", "counting", "order.early") else 0
