"""Whether a lower figure is of some of the people that another counts, and why."""

import re
from collections.abc import Iterable
from functools import cache

from rashomon.languages import nouns, wording
from rashomon.languages.inflection import all_forms
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import OUTCOMES, PlacePrecision, Scope, Toponym
from rashomon.reconciliation import intervals, reasons
from rashomon.reconciliation.beside import are_the_others, is_of_others
from rashomon.reconciliation.people import is_individual
from rashomon.reconciliation.phrasing import before, behind, between, is_early, sentence_from, words_of, words_tell
from rashomon.reconciliation.records import PERSONAL, Record

#: Words before a figure that may say that it is of all, and behind it among which is the noun that it counts.
_LEADING, _NOUN = 2, 3

#: Before these, words tell of something else: "identifying those seen in the club where five were shot".
_ANOTHER_CLAUSE = re.compile(r"\b(?:where|when|after|before|because|since)\b", re.IGNORECASE)

#: Words behind a figure that may tell whose family they are of.
_CIRCLE = 6


def portion(part: Record, whole: Record) -> str:
    """Why a lower figure is of some of the people that the other counts; empty where nothing says so."""
    some = f"{reasons.figure(part)} are some of the {reasons.figure(whole)} of {reasons.source(whole)}"
    if not intervals.below(part.bounds, whole.bounds):
        return ""
    if OUTCOMES[part.claim.outcome].family not in PERSONAL:
        return some if part.unit == whole.unit and _opens(whole, part) else ""
    if is_individual(part):
        return f"one of the {reasons.figure(whole)} of {reasons.source(whole)}"
    if told := _told_along(part, whole):
        return told
    if _is_singled_out(part) or _is_list(part) or (_is_of_family(part, whole) and not is_early(part)):
        return some
    if part.claim.document_id == whole.claim.document_id and words_tell(whole, part):
        return _partly(part, whole, ("named",))  # else it was an early word
    if _is_told_as_some(part, whole) or _is_of_all(whole, part) or _are_named(part):
        return some
    if adds_elsewhere(part, whole) or (_is_narrower(part, whole) and not _was_all(part, whole)):
        return some
    if _is_local(part, whole):
        where = part.told_in.name if part.told_in else ""
        return f"{reasons.figure(part)} in {where}, of the {reasons.figure(whole)} of {reasons.source(whole)}"
    if _without_oneself(part, whole) or _without_gunman(part, whole):
        return some
    if part.clock is not None and whole.clock is not None and part.clock < whole.clock:
        return ""  # it was all that was known then
    if _is_of_some(part) or _opens(whole, part):
        return some
    return _partly(part, whole, table("en", "counting")["partial"])


def _partly(part: Record, whole: Record, names: Iterable[str]) -> str:
    """Why a figure is of some, by the first of these kinds of partial words that only it is told with."""
    name = next((name for name in names if _is_partial(part, name) and not _is_partial(whole, name)), None)
    if name is None:
        return ""
    why = table("en", "wording")["partial"][name]
    return f"{reasons.figure(part)} {why}, of the {reasons.figure(whole)} of {reasons.source(whole)}"


def _told_along(part: Record, whole: Record) -> str:
    """Why a figure is part of one that it comes to with another that its report tells with it."""
    if not part.lower or part.lower != part.upper or whole.lower != whole.upper or whole.lower is None:
        return ""
    beside = [*part.beside.along, sum(part.beside.along)]
    before = part.beside.before
    if before is not None and before[0] is not None and before[0] == before[1]:
        beside.append(before[0])
    if whole.lower - part.lower not in beside:
        return ""
    rest = wording.number(whole.lower - part.lower)
    both = f"{reasons.figure(part)} and {rest} that are told with it"
    return f"{both} are the {reasons.figure(whole)} of {reasons.source(whole)}"


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
    said = behind(record.claim)
    return said[:1] == ["of"] and said[1:2] != [] and said[1] in words("en", "counting", "some.owners")


def is_owned(record: Record) -> bool:
    """Whether it counts somebody's: "her two sons"."""
    return not words("en", "counting", "some.whose").isdisjoint(before(record)[-1:])


def _is_singled_out(record: Record) -> bool:
    """ "Her two sons", "the next two", "the other couple", "three people from the camp"."""
    owned = words("en", "counting", "some.before").intersection(before(record)[-1:])
    from_there = words("en", "counting", "some.behind").intersection(behind(record.claim)[:2])
    return bool(owned or from_there or are_the_others(record.claim))


def _is_of_family(part: Record, whole: Record) -> bool:
    """ "Two members of the Velmar family", beside a figure of people."""
    circles = words("en", "counting", "families.nouns")
    if not circles.isdisjoint(words_of(whole.claim.evidence.text)):
        return False
    return not circles.isdisjoint(behind(part.claim)[:_CIRCLE])


def _is_list(record: Record) -> bool:
    """ "She and her two sons": whoever lists people need not list all."""
    raw = record.claim.quantity.raw.casefold().split() if record.claim.quantity else []
    return "and" in raw[1:] and any(
        word in _particular() or word in words("en", "counting", "some.listed") for word in raw
    )


def _is_of_all(whole: Record, part: Record) -> bool:
    """Whether a report itself says that a figure is of all, and gives another one, too: "all seven victims"."""
    quantity = whole.claim.quantity
    if quantity is None or whole.claim.document_id != part.claim.document_id:
        return False
    said = words_of(quantity.raw).union(before(whole)[-_LEADING:])
    return not words("en", "counting", "some.all").isdisjoint(said)


def _is_told_as_some(part: Record, whole: Record) -> bool:
    """ "Three of the victims", beside a total."""
    return part.claim.scope is Scope.SUBSET and whole.claim.scope is Scope.TOTAL


def adds_elsewhere(more: Record, total: Record) -> bool:
    """Whether others are told of beside somebody in one report, which another report's figure may all hold.

    "One was shot, and three others" beside another report's five, save where that gives just what they are added to.
    """
    if more.claim.document_id == total.claim.document_id or not is_of_others(more.claim):
        return False
    before = more.beside.before
    return before != total.bounds and (before is not None or not more.beside.most)


def _are_named(record: Record) -> bool:
    """Whether all whom it counts have names: "Ada Lind and Bo Lind"."""
    names = record.claim.victims.names if record.claim.victims else ()
    return bool(names) and record.bounds == (len(names), len(names)) and not is_early(record)


def _was_all(part: Record, whole: Record) -> bool:
    """Whether an earlier report tells of no more people: "five teenagers were hurt", beside six the day after."""
    if part.clock is None or whole.clock is None or part.clock >= whole.clock:
        return False
    return part.beside.most and part.claim.document_id != whole.claim.document_id


def _is_narrower(part: Record, whole: Record) -> bool:
    """Whether the one counts people by what they are, the other people at large: "two students", "four people".

    Or some of a group: girls, of children.
    """
    if whole.groups and whole.groups < part.groups:
        return True
    return not _particular().isdisjoint(behind(part.claim)[:_NOUN]) and _particular().isdisjoint(
        behind(whole.claim)[:_NOUN]
    )


@cache
def _particular() -> frozenset[str]:
    """The forms of nouns for people by what they are or do."""
    return all_forms(nouns.people("en") - words("en", "counting", "some.general"))


def _opens(whole: Record, part: Record) -> bool:
    """Whether a figure is told out in parts right behind it: "four adults — two men and two women"."""
    gap = between(whole, part)
    if gap is None or whole.origin != part.origin:
        return False
    return any(mark in gap for mark in table("en", "counting")["some"]["opening"])


def _without_oneself(part: Record, whole: Record) -> bool:
    """ "Killed two people and himself", beside three dead."""
    if part.upper is None or whole.lower != part.upper + 1:
        return False
    told = words_of(sentence_from(part))
    return not told.isdisjoint(words("en", "counting", "some.oneself"))


def _without_gunman(part: Record, whole: Record) -> bool:
    """ "He killed two people", beside three dead, where he died, too; "four were shot", beside five with the gunman."""
    if part.upper is None or whole.lower != part.upper + 1:
        return False
    if _with_gunman().search(sentence_from(whole)):
        return True
    if not (part.beside.gunman or whole.beside.gunman):
        return False
    killing = words("en", "counting", "some.killing")
    return not killing.isdisjoint(before(part)[-1:]) and killing.isdisjoint(before(whole)[-1:])


@cache
def _with_gunman() -> re.Pattern[str]:
    """ "Including the suspected gunman"."""
    who = "|".join(sorted(words("en", "counting", "some.gunmen")))
    return re.compile(rf"\bincluding (?:the|a|their|his)? ?(?:\w+ )?(?:{who})\b", re.IGNORECASE)


def _is_partial(record: Record, name: str) -> bool:
    """Whether the words of a claim, or of "identified" and its like those that lead to it, tell of some only."""
    source = record.claim.attribution.span
    leading = record.telling.replace(source.text, " ") if source else record.telling
    led = _ANOTHER_CLAUSE.split(leading)[-1] if name in table("en", "counting")["some"]["leading"] else ""
    said = words_of(f"{led} {record.claim.evidence.text}")
    return not said.isdisjoint(words("en", "counting", f"partial.{name}"))
