"""What rules over a parse ask of its arcs: what is under what, which word is finite, where a phrase begins."""

from collections.abc import Sequence

from rashomon.languages.lexicon import table
from rashomon.model.text import Token

SUBJECTS = ("nsubj", "nsubj:pass")
#: Behind an aside.
_CLOSED = frozenset({",", "-", "--", "–", "—", ")"})


def before_aside(tokens: Sequence[Token], finite: int) -> int | None:
    """The noun right before a finite word, or before what commas part: "several others, including a child, were"."""
    noun = before_joint(tokens, finite)
    if noun is None or tokens[noun].text not in _CLOSED:
        return noun
    noun -= 1
    while noun > 0 and tokens[noun].relation in ("nmod", "obl", "appos", "conj") and not is_taken_for_day(tokens, noun):
        head = tokens[noun].head
        if tokens[noun].relation == "conj" and (head is None or tokens[head].relation != "nmod"):
            break  # "including one woman and six children"
        if head is None or head > noun:
            return None
        noun = head
    return noun


def is_taken_for_day(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun is an apposition to a weekday or a month."""
    token = tokens[noun]
    if token.relation != "appos" or token.pos != "NOUN" or token.head is None or token.head > noun:
        return False
    return any(tokens[token.head].lower in table("en", "time")[unit] for unit in ("weekdays", "months"))


def finite_word(tokens: Sequence[Token], verb: int) -> int | None:
    """The first word of a finite verb: its auxiliary, or the verb itself in the past; null where it is not finite."""
    auxiliaries = [i for i, token in enumerate(tokens) if token.head == verb and token.relation in ("aux", "aux:pass")]
    if auxiliaries:
        return auxiliaries[0]
    return verb if "VerbForm=Fin" in tokens[verb].features else None


def agree(noun: Token, finite: Token) -> bool:
    """Whether the noun can be the subject of the finite word by their numbers."""
    plural = "Number=Plur" in noun.features
    return not (finite.lower in ("was", "has", "is") and plural) and not (
        finite.lower in ("were", "have", "are") and not plural
    )


def left_edge(tokens: Sequence[Token], i: int) -> int:
    """The first token of those right before token i that are under it."""
    first = i
    while first and is_under(tokens, first - 1, i):
        first -= 1
    return first


def is_under(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether token j is under token i, at whatever depth."""
    seen = 0
    head = tokens[j].head
    while head is not None and head != i and seen < len(tokens):
        head, seen = tokens[head].head, seen + 1
    return head == i


def before_joint(tokens: Sequence[Token], joint: int) -> int | None:
    """The noun right before an "and", a blank between them left out."""
    before = joint - 1
    while before >= 0 and tokens[before].pos == "SPACE":
        before -= 1
    return before if before >= 0 else None


def is_passive(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "was" or "were" stands with a verb."""
    return any(token.head == verb and token.relation == "aux:pass" for token in tokens)
