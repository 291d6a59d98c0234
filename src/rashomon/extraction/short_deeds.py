"""What somebody or something did, in short texts: "kills five", "claims 12 lives", "teen's murder"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.extraction.short_groups import Group, group_at, groups_at, modified
from rashomon.extraction.short_outcomes import (
    MUNITIONS,
    OBJECTS,
    PEOPLE,
    SUFFERED_BY,
    Short,
    Told,
    outcome_after,
    shorts,
)
from rashomon.extraction.short_pieces import Pieces, match, one_person, phrases
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity, Victims
from rashomon.model.text import Span


def of_acting(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Blast kills five", "killing 3, wounding 9", "downed 6 of 8 drones", "death of teen"."""
    found = match(pieces, i, phrases("acting"))
    if found is None:
        return i, []
    last = found[0]
    if pieces.word(last) in ("his", "her", "their", "a", "an", "the"):
        last += 1
    groups = groups_at(pieces, last) or modified(pieces, last)
    if not groups or not _whole(pieces, groups) or _is_compound(pieces, i, last, groups[0]):
        return i, []
    kind = groups[0].kind or PEOPLE
    outcome = _acting_outcome(pieces, i, found[0], kind)
    if outcome is None:
        return i, []
    told = Told(groups[-1].last, outcome)
    after = outcome_after(pieces, groups[-1].last, kind if kind in (MUNITIONS, OBJECTS) else PEOPLE)
    if after is not None and after.outcome is not outcome:
        return i, []
    if outcome is Outcome.KILLED and (own := _oneself(pieces, groups[-1].last)):
        groups = [*groups, own]
        told = replace(told, last=own.last)
    return groups[-1].last, list(shorts(pieces, groups, told, None, first=i))


@cache
def _acting_rows() -> dict[str, tuple[Outcome, ...]]:
    """Acting words → the outcomes that they may tell, as their object is."""
    found: dict[str, tuple[Outcome, ...]] = {}
    for name, listed in table("en", "headlines")["acting"].items():
        for phrase in listed:
            found[phrase] = (*found.get(phrase, ()), Outcome(name))
    return found


def _acting_outcome(pieces: Pieces, i: int, end: int, kind: str) -> Outcome | None:
    """The outcome of the acting words for groups of that kind: "destroyed 3 drones" intercepts them."""
    allowed = SUFFERED_BY.get(kind, frozenset())
    outcomes = _acting_rows()[" ".join(pieces.word(j) for j in range(i, end))]
    return next((outcome for outcome in outcomes if outcome in allowed), None)


def _is_compound(pieces: Pieces, i: int, last: int, group: Group) -> bool:
    """Whether the acting word only names a kind of person: "shooting suspect", "stabbing victim"."""
    if last != i + 1 or not pieces.word(i).endswith("ing") or pieces[group.first].quantity is not None:
        return False
    if group.lemma in words("en", "headlines", "compound.nouns"):
        return True
    return i > 0 and pieces.is_word(i - 1) and pieces.word(i - 1) not in words("en", "headlines", "compound.after")


def _oneself(pieces: Pieces, i: int) -> Group | None:
    """The one who did it, dead too: "kills wife, 2 sons, then himself"."""
    for j in range(i, i + 5):
        word = pieces.word(j)
        if word in words("en", "headlines", "oneself.pronouns"):
            span = pieces.span(j, j)
            return Group(j, j + 1, Quantity(span=span, raw=span.text, lower=1, upper=1))
        if word not in words("en", "headlines", "oneself.before"):
            return None
    return None


def _whole(pieces: Pieces, groups: Sequence[Group]) -> bool:
    """Whether the figure counts people or things, rather than a noun that no list knows ("kills 3 jobs")."""
    group = groups[-1]
    if group.lemma is not None or group.other:
        return True
    following = pieces[group.last]
    if not pieces.is_word(group.last) or following.word in words("en", "headlines", "function.words"):
        return True
    if following.word in words("en", "nouns", "others.nouns"):
        return False
    return following.capital or following.word.endswith("ly") or following.word.endswith("ing")


def of_lives(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Flood claims 12 lives"."""
    if pieces.word(i) not in words("en", "headlines", "lives.verbs"):
        return i, []
    quantity = pieces[i + 1].quantity
    last = i + 2
    while pieces.word(last) in words("en", "headlines", "told.adding"):
        last += 1
    if quantity is None or pieces.word(last) not in words("en", "headlines", "lives.nouns"):
        return i, []
    group = Group(i + 1, last + 1, quantity, added=last > i + 2)
    return last + 1, list(shorts(pieces, [group], Told(last + 1, Outcome.KILLED), None, first=i))


def of_possessive(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Teen's shooting death", "15-year-old's murder"."""
    piece = pieces[i]
    word = piece.word
    if not word.endswith("'s") or not one_person(word.removesuffix("'s")):
        return i, []
    for j in range(i + 1, i + 4):
        outcome = _deeds().get(pieces.word(j))
        if outcome is not None:
            fatal = any(pieces.word(k) in ("fatal", "deadly") for k in range(i + 1, j))
            if outcome is Outcome.INJURED and pieces.word(j + 1) in ("death", "suspect", "victim"):
                continue
            span = pieces.span(i, i)
            quantity = Quantity(span=span, raw=span.text, lower=1, upper=1)
            evidence = pieces.span(i, j)
            return j + 1, [Short(outcome=Outcome.KILLED if fatal else outcome, evidence=evidence, quantity=quantity)]
        if pieces.word(j) not in words("en", "headlines", "deeds.before"):
            return i, []
    return i, []


@cache
def _deeds() -> dict[str, Outcome]:
    """Nouns of what was done to somebody: "death", "murder", "shooting"."""
    return {word: Outcome(name) for name in ("killed", "injured") for word in table("en", "headlines")["deeds"][name]}


def death_of(pieces: Pieces, i: int, found: Sequence[Short]) -> list[Short]:
    """ "Boy, 7, shot in the head, dies": the death of the one just told to be hurt."""
    hurt = found[0]
    if len(found) != 1 or hurt.outcome is not Outcome.INJURED or hurt.quantity.upper != 1 or hurt.negated:
        return []
    for j in range(i, min(i + 9, len(pieces))):
        word = pieces.word(j)
        killed = word == "killed" and pieces.word(j - 1) == ","
        dead = word in words("en", "headlines", "deeds.dies") or killed
        if killed and pieces.word(j + 1) in words("en", "headlines", "object.opens"):
            return []
        if dead:
            start = hurt.evidence.start - pieces.sentence.span.start
            text = pieces.sentence.span.text
            evidence = Span.of(text, start, pieces[j].end).shifted(pieces.sentence.span.start)
            return [replace(hurt, outcome=Outcome.KILLED, evidence=evidence, victims=_unhurt(hurt.victims))]
        if pieces[j].quantity is not None or (group_at(pieces, j) and pieces.word(j - 1) not in ("by", "of")):
            return []
        if word in (".", ";", ":"):
            return []
    return []


def _unhurt(victims: Victims | None) -> Victims | None:
    return replace(victims, severity=None) if victims and (victims.groups or victims.ages) else None
