"""People whom the parser hangs on a day or on somebody's name, as who they are: others. And those whom it loses."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages import nouns
from rashomon.languages.arcs import (
    SUBJECTS,
    agree,
    before_aside,
    finite_word,
    is_passive,
    is_taken_for_day,
    is_under,
    left_edge,
)
from rashomon.languages.lexicon import words
from rashomon.model.text import Token

#: Behind a noun, before its name.
CALLED = frozenset({"called", "named", "dubbed", "nicknamed"})
_NAMED = CALLED | {"identified"}
#: Before people who are counted.
_OWN = frozenset({"a", "an", "another", "his", "her", "their", "the"})

#: How the parser hangs whom a verb counts.
_COUNTED = frozenset({*SUBJECTS, "obj", "conj"})
#: Characters: what begins with "@" and is shorter is no account.
_HANDLE = 4


def with_days_apart(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with the nine for the subject of "around dawn on Sunday, nine guards, including a woman, were hurt".

    The parser takes them for an apposition to the day.
    """
    found = list(tokens)
    governed = {token.head for token in tokens if token.relation in SUBJECTS}
    for verb, token in enumerate(tokens):
        if token.pos != "VERB" or verb in governed:
            continue
        finite = finite_word(tokens, verb)
        noun = None if finite is None else before_aside(tokens, finite)
        if (
            noun is not None
            and finite is not None
            and is_taken_for_day(tokens, noun)
            and agree(tokens[noun], tokens[finite])
        ):
            passive = is_passive(tokens, verb)
            found[noun] = replace(tokens[noun], relation="nsubj:pass" if passive else "nsubj", head=verb)
    return found


def with_names_apart(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with the boy under the man, and not under his name, in "a man named Bo Lind and a boy"."""
    found = list(tokens)
    for person, token in enumerate(tokens[:-2]):
        name = _name_of(tokens, person) if token.pos == "NOUN" else None
        joint = None if name is None else _behind_name(tokens, name)
        other = None if joint is None else _counted_behind(tokens, joint)
        if joint is not None and other is not None and tokens[other].relation == "conj":
            found[other] = replace(tokens[other], head=person)
            found[joint] = replace(tokens[joint], relation="cc", head=other)
    return found


def _name_of(tokens: Sequence[Token], person: int) -> int | None:
    """Where somebody's name begins: "a man, identified as Bo Lind", "the head of the council, Bo Lind"."""
    if tokens[person].lemma not in nouns.people("en") | words("en", "parties", "heads.person"):
        return None
    called = person + 2 if tokens[person + 1].text == "," else person + 1
    if tokens[called].lower in _NAMED and called + 1 < len(tokens):
        return called + 2 if tokens[called + 1].lower == "as" else called + 1
    named = (i for i, token in enumerate(tokens) if token.head == person and token.relation == "appos")
    name = next((i for i in named if i > person and tokens[i].pos == "PROPN"), None)
    if name is None:
        return None
    first = left_edge(tokens, name)
    full = first < name and all(token.pos == "PROPN" for token in tokens[first:name])
    own = all(is_under(tokens, i, person) for i in range(person + 1, first - 1))
    return first if full and own and tokens[first - 1].text == "," else None


def _behind_name(tokens: Sequence[Token], i: int) -> int | None:
    """The "and" behind the name that begins at token i, and behind the age after it; null where there is none."""
    end = i
    while end < len(tokens) and tokens[end].pos == "PROPN":
        end += 1
    while end > i and end < len(tokens) and (tokens[end].text == "," or tokens[end].text.isdigit()):
        end += 1
    return end if i < end < len(tokens) and tokens[end].lower == "and" else None


def _counted_behind(tokens: Sequence[Token], joint: int) -> int | None:
    """Whoever an article, a number or "his" leads to behind an "and": "a boy", "two of his sons"; null for others."""
    first = joint + 1
    if first + 1 >= len(tokens) or not (tokens[first].pos == "NUM" or tokens[first].lower in _OWN):
        return None
    if tokens[first].pos == "NUM" and tokens[first + 1].lower == "of":
        return first
    heads = (i for i in range(first + 1, len(tokens)) if left_edge(tokens, i) == first)
    noun = next((i for i in heads if tokens[i].pos == "NOUN"), None)
    return noun if noun is not None and tokens[noun].lemma in nouns.people("en") else None


def with_accounts(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with an account for who speaks in "@orlat22 reported that", where it is taken for a mark."""
    found = list(tokens)
    for i, token in enumerate(tokens[:-1]):
        verb = token.head
        if token.relation != "punct" or not token.text.startswith("@") or len(token.text) < _HANDLE or verb != i + 1:
            continue
        own = any(one.head == verb and one.relation in SUBJECTS for one in tokens)
        if tokens[verb].pos == "VERB" and not own:
            found[i] = replace(token, relation="nsubj")
    return found


def with_more_behind(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with "more" under the number of "wounded three or four more", where it is taken for a noun."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.relation not in _COUNTED or token.lower != "more":
            continue
        number = next((j for j, one in enumerate(tokens[:i]) if one.head == i and one.relation == "nummod"), None)
        if number is not None:
            found = [replace(one, head=number) if one.head == i else one for one in found]
            found[number] = replace(tokens[number], relation=token.relation, head=token.head)
            found[i] = replace(token, relation="amod", head=number)
    return found


def with_shot_to_death(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with the two found in "found one man shot to death and two with burns", and not shot."""
    found = list(tokens)
    for i, token in enumerate(tokens[:-2]):
        if token.lower != "shot" or token.relation != "ccomp" or token.head is None:
            continue
        if (tokens[i + 1].lower, tokens[i + 2].lower) != ("to", "death") or tokens[i + 2].head != i:
            continue
        man = next((j for j in range(i) if tokens[j].head == i and tokens[j].relation in ("nsubj", "compound")), None)
        if man == i - 1:
            joined = {j for j, one in enumerate(tokens) if one.head == i and one.relation in ("conj", "cc")}
            found = [replace(one, head=token.head) if j in joined else one for j, one in enumerate(found)]
            found[man] = replace(tokens[man], relation="obj", head=token.head)
            found[i] = replace(
                token, pos="VERB", lemma="shoot", features="Tense=Past|VerbForm=Part", relation="acl", head=man
            )
            found[i + 2] = replace(tokens[i + 2], relation="obl")
    return found
