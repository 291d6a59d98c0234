"""Coordinations that the parser tears apart, joined again: "left a girl and two men wounded"."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.text import Token

_SUBJECTS = ("nsubj", "nsubj:pass")


def rejoined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence, with "and two men" under the "girl" or the "adults" that they follow at once."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.relation not in _SUBJECTS or token.head is None or i > token.head:
            continue
        first = _left_edge(tokens, i)
        if first < 2 or tokens[first - 1].lower != "and":
            continue
        before = _before(tokens, first - 1)
        if before is None or tokens[before].lemma not in nouns.people("en"):
            continue
        if _is_second_subject(tokens, before, i):
            found[i] = replace(token, relation="conj", head=before)
        elif _is_left_so(tokens, before, i):
            found[i] = replace(token, relation="conj", head=before)
            found[token.head] = replace(tokens[token.head], relation="acl", head=i)
            found[first - 1] = replace(tokens[first - 1], head=i)
            found = [_hung(one, token.head, tokens[before].head) for one in found]
    return tuple(found)


def _hung(token: Token, verb: int, governor: int | None) -> Token:
    """A mark behind what is now a participle belongs to the verb above."""
    return replace(token, head=governor) if token.relation == "punct" and token.head == verb else token


def _left_edge(tokens: Sequence[Token], i: int) -> int:
    """The first token of those right before token i that are under it."""
    first = i
    while first and _is_under(tokens, first - 1, i):
        first -= 1
    return first


def _is_under(tokens: Sequence[Token], j: int, i: int) -> bool:
    seen = 0
    head = tokens[j].head
    while head is not None and head != i and seen < len(tokens):
        head, seen = tokens[head].head, seen + 1
    return head == i


def _before(tokens: Sequence[Token], joint: int) -> int | None:
    """The noun right before an "and", a blank between them left out."""
    before = joint - 1
    while before >= 0 and tokens[before].pos == "SPACE":
        before -= 1
    return before if before >= 0 else None


def _is_second_subject(tokens: Sequence[Token], before: int, i: int) -> bool:
    """ "3 adults and 2 boys were taken": two subjects of one verb."""
    return tokens[before].relation == tokens[i].relation and tokens[before].head == tokens[i].head


def _is_left_so(tokens: Sequence[Token], before: int, i: int) -> bool:
    """ "Left a girl and two men wounded": who is left, and a participle without "were" that the parser joins to it."""
    verb = tokens[i].head
    if verb is None or tokens[before].relation != "obj" or tokens[verb].relation != "conj":
        return False
    if tokens[verb].head != tokens[before].head or "Tense=Past" not in tokens[verb].features:
        return False
    governor = tokens[before].head
    if governor is None or tokens[governor].lemma not in words("en", "events", "found.leaving"):
        return False
    below = [token for token in tokens if token.head == verb]
    return verb == i + 1 and not any(token.relation in ("obj", "aux", "aux:pass", "xcomp") for token in below)
