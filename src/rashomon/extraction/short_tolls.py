"""Running figures in short texts: "Toll rises to 14", "number of injured up to 27", "Death toll tops 100"."""

from dataclasses import replace

from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.short_pieces import Pieces
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality, Outcome, Quantity

#: Words between the toll and its figure that tell of what it is ("Toll in Veldra market blast climbs to").
_REACH = 8


def toll_at(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """The running figure of the toll at piece i, and where it ends."""
    noun = pieces.word(i)
    if noun not in words("en", "headlines", "tolls.nouns"):
        return i, []
    outcome, start = _outcome(pieces, i)
    if outcome is None:
        return i, []
    moved = beyond = False
    modality = Modality.ASSERTED
    for j in range(start, min(start + _REACH, len(pieces))):
        piece = pieces[j]
        if piece.quantity is not None:
            later = _revised(pieces, j)
            moved = moved or piece.quantity.modifier == "up to"
            quantity = _now(pieces[later].quantity or piece.quantity, beyond)
            if not moved or (quantity.lower is None and quantity.upper is None):
                return i, []
            first = i - (pieces.word(i - 1) in table("en", "headlines")["tolls"]["of"])
            evidence = pieces.span(first, later)
            return later + 1, [Short(outcome=outcome, evidence=evidence, quantity=quantity, modality=modality)]
        if not pieces.is_word(j) and piece.word not in (":", "–", "—", "-"):
            return i, []
        if piece.word in words("en", "headlines", "tolls.coming"):
            modality = Modality.HYPOTHETICAL
        if piece.word in words("en", "headlines", "tolls.beyond"):
            moved = beyond = True
        elif piece.word in words("en", "headlines", "tolls.verbs") or piece.word in ("–", "—", "-"):
            moved = True
    return i, []


def nth_at(pieces: Pieces, i: int) -> tuple[int, list[Short]]:
    """ "Third person dies": a toll of three at the least."""
    nth = table("en", "headlines")["ordinals"]["words"].get(pieces.word(i))
    if nth is None or pieces.word(i + 1) not in words("en", "headlines", "ordinals.nouns"):
        return i, []
    for j in range(i + 2, i + 6):
        if pieces.word(j) in words("en", "headlines", "deeds.dies"):
            span = pieces.span(i, i)
            quantity = Quantity(span=span, raw=span.text, lower=nth)
            return j + 1, [Short(outcome=Outcome.KILLED, evidence=pieces.span(i, j), quantity=quantity)]
        if not pieces.is_word(j) or pieces.word(j) in ("after", "in", "as", "when"):
            return i, []
    return i, []


def multiple_in(pieces: Pieces) -> list[Short]:
    """ "Double murder", "quadruple shooting": as many killed, or hit, where the line says no more."""
    told = table("en", "headlines")["multiples"]
    for i in range(len(pieces)):
        first, _, second = pieces.word(i).partition("-")
        count = told["words"].get(first)
        if count is None:
            continue
        deed = second or pieces.word(i + 1)
        if pieces.word(i + 2 - bool(second)) in words("en", "headlines", "multiples.past"):
            continue
        outcome = next((Outcome(name) for name in ("killed", "injured") if deed in told[name]), None)
        if outcome is not None:
            span = pieces.span(i, i)
            evidence = pieces.span(i, i + (not second))
            quantity = Quantity(span=span, raw=span.text, lower=count, upper=count)
            return [Short(outcome=outcome, evidence=evidence, quantity=quantity)]
    return []


def _outcome(pieces: Pieces, i: int) -> tuple[Outcome | None, int]:
    """What the toll counts, by the word before it or by "of" after it, and where its verb may stand."""
    of = table("en", "headlines")["tolls"]["of"]
    noun, before = pieces.word(i), pieces.word(i - 1)
    if noun in ("toll", "count", "tally") and before in of:
        return Outcome(of[before]), i + 1
    if noun == "number" and pieces.word(i + 1) == "of":
        for j in range(i + 2, i + 5):
            if pieces.word(j) in of and pieces.word(j) != "victims":
                return Outcome(of[pieces.word(j)]), j + 1
    if noun == "toll" and before not in words("en", "headlines", "tolls.paid"):
        return Outcome.KILLED, i + 1
    return None, i


def _revised(pieces: Pieces, j: int) -> int:
    """The figure that holds now: the second of "from 12 to 15"."""
    if pieces.word(j - 1) == "from" and pieces.word(j + 1) == "to" and pieces[j + 2].quantity is not None:
        return j + 2
    return j


def _now(quantity: Quantity, beyond: bool) -> Quantity:
    """A toll that is "up to 27" has come to 27; one that "tops 100" is 101 at the least."""
    if quantity.modifier == "up to" and quantity.lower is None:
        return replace(quantity, lower=quantity.upper, modifier=None)
    if beyond and quantity.lower is not None and quantity.lower == quantity.upper:
        return replace(quantity, lower=quantity.lower + 1, upper=None, modifier="more than")
    return quantity
