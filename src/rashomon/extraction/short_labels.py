"""Figures behind the word for what they count: "Wounded: 14", "Killed — 3", "Casualties: none"."""

from dataclasses import replace

from rashomon.extraction.short_groups import groups_at
from rashomon.extraction.short_outcomes import Short, Told, part_shorts, shorts
from rashomon.extraction.short_pieces import Pieces, match, phrases
from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Outcome, OutcomeFamily, Quantity

#: Words between the label and its mark ("Killed so far in Tolvan: 3").
_REACH = 4


def label_at(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """The figures behind the label that begins at piece i, and where they end."""
    if not _opens(pieces, i):
        return i, []
    found = match(pieces, i, phrases("labels"))
    if found is None:
        return i, []
    mark = _mark(pieces, found[0])
    if mark is None:
        return i, []
    outcome = Outcome(found[1])
    if none := _none(pieces, i, mark + 1, outcome):
        return mark + 2, [none]
    groups = groups_at(pieces, mark + 1)
    if not groups:
        return i, []
    told = Told(groups[-1].last, outcome)
    told_shorts = list(shorts(pieces, groups, told, None, first=i))
    return groups[-1].last, [*told_shorts, *_bracketed(pieces, groups[-1].last, told_shorts)]


def _opens(pieces: Pieces, i: int) -> bool:
    """Whether a label may begin at piece i: at the start, behind a mark, or behind words that qualify it."""
    while i > 0 and pieces.word(i - 1) in words("en", "headlines", "qualifiers.before"):
        i -= 1
    return i == 0 or not pieces.is_word(i - 1) or pieces[i - 1].quantity is not None


def _mark(pieces: Pieces, i: int) -> int | None:
    """The colon, dash or "=" that the label stands before."""
    for j in range(i, i + _REACH):
        if pieces.word(j) in (":", "=") or pieces.is_dash(j):
            return j
        named = pieces[j].capital and pieces.word(j - 1) in ("in", "at")
        if pieces.word(j) not in words("en", "headlines", "qualifiers.after") and not named:
            return None
    return None


def _none(pieces: Pieces, label: int, i: int, outcome: Outcome) -> Short | None:
    """ "Casualties: none" is 0, "none reported" is not known."""
    piece = pieces[i]
    if piece.word not in words("en", "headlines", "qualifiers.none") and not (
        piece.quantity is not None and piece.quantity.upper == 0
    ):
        return None
    span = pieces.span(i, i)
    quantity = piece.quantity or Quantity(span=span, raw=span.text, lower=0, upper=0, modifier=piece.word)
    last = i
    unreported = pieces.word(i + 1) in words("en", "headlines", "qualifiers.reporting")
    if unreported or quantity.modifier == "no reports":
        last, unreported = i + 1, True
        quantity = replace(quantity, lower=None, upper=None, modifier="no reports")
    elif piece.word == "no":
        return None
    return Short(outcome=outcome, evidence=pieces.span(label, last), quantity=quantity, negated=unreported)


def _bracketed(pieces: Pieces, i: int, found: list[Short]) -> list[Short]:
    """ "Killed: 4 (1 child, 3 women)": parts in brackets."""
    if pieces.word(i) != "(" or len(found) != 1 or OUTCOMES[found[0].outcome].family is not OutcomeFamily.HARM:
        return []
    j = i + 1
    while pieces.word(j) in words("en", "headlines", "told.including") or pieces.word(j) == ".":
        j += 1
    groups = groups_at(pieces, j)
    return part_shorts(pieces, [group for group in groups if group.lemma], Told(i, found[0].outcome))
