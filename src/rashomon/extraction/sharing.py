"""Figures that share a verb with others, where the parser does not join them.

"Two men died in Tarn and one in Verasta", "nine people, five of them guards, and 20 militants were killed".
"""

from collections.abc import Sequence

from rashomon.extraction.heads import is_person, left_edge
from rashomon.extraction.joining import Figure
from rashomon.extraction.phrases import figures, quantity_of
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence

#: Prepositions of places and days.
_WHERE = frozenset({"in", "on", "at", "near", "to"})

#: How the parser hangs a place or a day on a verb or its object.
_PLACED = frozenset({"obl", "nmod"})

#: Before these, figures are hours: "between two in the morning and three in the afternoon".
_SPANS = frozenset({"between", "from"})


def beside(sentence: Sentence, i: int, patient: int, quantities: Sequence[Quantity]) -> list[Figure]:
    """The figures of others to whom verb i happened, beside those of token `patient`."""
    return (
        _gapped(sentence, i, patient, quantities)
        or _before_aside(sentence, patient, quantities)
        or _behind_deed(sentence, i, patient, quantities)
    )


def _behind_deed(sentence: Sentence, i: int, patient: int, quantities: Sequence[Quantity]) -> list[Figure]:
    """Whom the parser joins to the deed and not to whom it was done to: "the killing of two guards and a driver"."""
    tokens = sentence.tokens
    if tokens[i].pos != "NOUN" or tokens[patient].relation != "nmod" or tokens[patient].head != i:
        return []
    joined = [
        j
        for j in sentence.related(i, "conj")
        if j > patient and tokens[j].lemma in nouns.people("en") and tokens[j].pos == "NOUN"
    ]
    return [figure for j in joined for figure in figures(sentence, j, quantities)[:1] if figure.quantity is not None]


def _gapped(sentence: Sentence, i: int, patient: int, quantities: Sequence[Quantity]) -> list[Figure]:
    """Figures that share the verb of those before: "two men died in Tarn on Friday and one in Verasta on Saturday"."""
    found = []
    for j in range(max(i, patient) + 2, len(sentence.tokens) - 2):
        token, head = sentence.tokens[j], sentence.tokens[j].head
        if token.pos != "NUM" or token.relation != "conj" or sentence.tokens[j - 1].lower != "and" or head is None:
            continue
        of_verb = head == i or (i in sentence.ancestors(head) and sentence.tokens[head].relation in _PLACED)
        place = _told_where(sentence, max(i, patient), j) if of_verb else None
        quantity = quantity_of(sentence, j, quantities)
        if any(_counts(sentence, k, quantities) for k in range(max(i, patient) + 1, j)):
            return []  # "twelve died, nine in Tarn and three in Verasta" tells the twelve out
        if place is not None and quantity is not None:
            found.append(Figure(head=j, first=j, last=place, quantity=quantity))
    return found


def _told_where(sentence: Sentence, i: int, j: int) -> int | None:
    """The noun of the place or day that follows token j as one follows token i: "in Tarn and one in Verasta"."""
    between = [token.lower for token in sentence.tokens[i + 1 : j]]
    if sentence.tokens[j + 1].lower not in _WHERE.intersection(between) or not _SPANS.isdisjoint(between):
        return None
    after = j + 2 + (sentence.tokens[j + 2].pos == "DET")
    named = after < len(sentence.tokens) and sentence.tokens[after].pos in ("PROPN", "NOUN")
    if sentence.tokens[j + 1].lower == "to":  # "taken to a clinic and three to another one", and none to jail
        named = named and sentence.tokens[after].lemma in words("en", "events", "hospital.places")
    return after if named else None


def _counts(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> bool:
    return any(quantity.span.overlaps(sentence.tokens[i].span) for quantity in quantities)


def _before_aside(sentence: Sentence, patient: int, quantities: Sequence[Quantity]) -> list[Figure]:
    """Whom an aside parts from those they are joined to: "nine people, five of them guards, and 20 militants"."""
    tokens, first = sentence.tokens, left_edge(sentence, patient)
    if first < 2 or [token.lower for token in tokens[first - 2 : first]] != [",", "and"]:
        return []
    opened = max((k for k in range(first - 2) if tokens[k].text == ","), default=0)
    aside = tokens[opened + 1 : first - 2]
    said = [token.lower for token in aside]
    of_them = len(said) > 2 and said[1] == "of" and said[2] in words("en", "nouns", "pronouns.them")
    head = opened - 1
    if not of_them or head < 1 or any(token.pos == "VERB" for token in aside) or not is_person(sentence, head):
        return []
    return figures(sentence, head, quantities, joined=False)[:1] if tokens[head].pos == "NOUN" else []
