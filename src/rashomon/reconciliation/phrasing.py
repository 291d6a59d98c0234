"""The words around a figure: what it counts, what stands between two, which of a report's words is the later one."""

import re
from itertools import takewhile

from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Claim, Outcome
from rashomon.reconciliation.records import Record

_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(r"[.!?\n](?:\s|$)")
_TURN = re.compile(r"[.!?\n](?:\s|$)|\b(?:though|although|but)\b", re.IGNORECASE)
_AS_OF = re.compile(r"\bas of\b", re.IGNORECASE)
#: "The shooting earlier this week": that it is past makes no word of it an early one.
_SINCE = re.compile(
    r"\bearlier (?:this|that|in|on|at|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_DAY_AFTER = re.compile(
    r"\b(?:next|following) (?:day|morning|afternoon|evening|night|week)\b|\bthe day after\b", re.IGNORECASE
)

#: Words behind a figure that tell what it counts; characters around a claim that may tell of many attacks, and before
#: a figure in which the words before it stand.
_COUNTED, _AROUND, _BEFORE, _NAMED = 8, 200, 24, 2


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def behind(claim: Claim) -> list[str]:
    """The words of a claim behind its figure, in lower case."""
    if claim.quantity is None or not claim.quantity.span.within(claim.evidence):
        return []
    return [
        word.casefold() for word in _WORD.findall(claim.evidence.text[claim.quantity.span.end - claim.evidence.start :])
    ]


def before(record: Record) -> list[str]:
    """The words right before a figure, in lower case."""
    quantity = record.claim.quantity
    if quantity is None:
        return []
    return [
        word.casefold()
        for word in _WORD.findall(record.text[max(0, quantity.span.start - _BEFORE) : quantity.span.start])
    ]


def counted(claim: Claim) -> frozenset[str]:
    """The words behind a figure that tell what it counts."""
    if claim.quantity is None or not claim.quantity.span.within(claim.evidence):
        return frozenset()
    return words_of(claim.quantity.raw) | set(told_behind(claim))


def told_behind(claim: Claim) -> list[str]:
    """The words right behind a figure, up to what became of those whom it counts."""
    ends = words("en", "counting", "sides_end.words")
    return list(takewhile(lambda word: word not in ends, behind(claim)[:_COUNTED]))


def sentence_from(record: Record) -> str:
    """The text of a figure's claim and what goes on behind it, up to the end of its sentence."""
    claim = record.claim
    start = claim.quantity.span.end if claim.quantity else claim.evidence.start
    end = _STOP.search(record.text, start)
    return record.text[min(start, claim.evidence.start) : end.start() if end else len(record.text)]


def between(first: Record, second: Record) -> str | None:
    """The text between two figures of one sentence in this order; null where they are of two."""
    one, other = first.claim, second.claim
    if one.document_id != other.document_id or one.sentence != other.sentence or not (one.quantity and other.quantity):
        return None
    if one.quantity.span.end > other.quantity.span.start:
        return None
    gap = first.text[one.quantity.span.end : other.quantity.span.start]
    return None if _STOP.search(gap) else gap


def counts_all_hit(record: Record) -> bool:
    """Whether it counts who was hit, the dead among them, and not only the hurt: "six were shot"."""
    if record.claim.outcome is not Outcome.INJURED:
        return False
    said = words_of(record.claim.evidence.text)
    hit, hurt = words("en", "counting", "populations.hit"), words("en", "counting", "populations.hurt")
    named = words_of(record.claim.quantity.raw if record.claim.quantity else "") | set(behind(record.claim)[:_NAMED])
    return bool(said & hit) and not said & hurt and not named & words("en", "counting", "populations.beside")


def is_of_series(record: Record) -> bool:
    """Whether a figure is of many attacks at once: "in separate shootings across the city"."""
    start, end = record.claim.evidence.start, record.claim.evidence.end
    earlier, after = record.text[max(0, start - _AROUND) : start], record.text[start : end + _AROUND]
    said = f"{_TURN.split(earlier)[-1]}{_TURN.split(after)[0]}".casefold()
    return any(phrase in said for phrase in table("en", "counting")["series"]["phrases"])


def words_tell(newer: Record, older: Record) -> bool:
    """Whether a report's words tell that one of its figures is newer than another: "initially", "had risen to"."""
    one, other = _order(newer), _order(older)
    return one > other or (one == other == 1 and newer.place > older.place)


def is_early(record: Record) -> bool:
    """Whether a figure is called an early one, or is of those who speak before anybody has counted."""
    return _order(record) < 0


def is_called_early(record: Record) -> bool:
    """Whether a figure is called an early one: "initially", "first reports"."""
    return _by_words(record) < 0


def _order(record: Record) -> int:
    """-1 for a figure that its report calls an early one, or one of a day, 1 for one that it calls late, else 0."""
    if order := _by_words(record):
        return order
    return -1 if record.party and words_of(record.party.name) & words("en", "counting", "order.alarms") else 0


def _by_words(record: Record) -> int:
    if _AS_OF.search(record.claim.evidence.text):
        return -1
    said = words_of(_SINCE.sub(" ", record.telling))
    if said & words("en", "counting", "order.late") or _DAY_AFTER.search(record.telling):
        return 1
    return -1 if said & words("en", "counting", "order.early") else 0
