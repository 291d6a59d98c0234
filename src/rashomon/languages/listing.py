"""Listed names: the parser hangs all but the first under each other, as if they were one person's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.text import Token

_SUBJECTS = ("nsubj", "nsubj:pass")
#: Words of "his two younger sisters".
_LONGEST = 5
#: Names of ranks that many people bear.
_SURNAMES = frozenset({"king", "prince", "bishop"})


@dataclass(frozen=True, slots=True)
class _Item:
    """A full name with the age behind it, or "two other guests"; half-open, and `age` is the token of the number."""

    first: int
    end: int
    age: int | None
    named: bool = True


def with_listed(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with every name of "Ada Lind, 40, Bo Lind and Tam Reed, 20, were hurt" a subject of its verb."""
    found = list(tokens)
    i = 0
    while i < len(tokens):
        names, end = _names(tokens, i)
        if len(names) > 1:
            found = _listed(found, names, end)
        i = max(end, i + 1)
    return found


def _names(tokens: Sequence[Token], start: int) -> tuple[list[_Item], int]:
    """The names listed from a token on, joined by commas and one "and"; empty where nothing ends the list."""
    names: list[_Item] = []
    i, joined = start, False
    while (name := _name(tokens, i) or (_others(tokens, i) if names else None)) is not None:
        names.append(name)
        i = name.end
        if joined:
            return names, _after(tokens, i, ",")
        after = _after(tokens, i, ",", ";")
        joined = _after(tokens, after, "and") > after
        if after == i and not joined:
            break
        i = _after(tokens, after, "and")
    return [], i


def _name(tokens: Sequence[Token], i: int) -> _Item | None:
    """The full name that begins at a token, with an age between commas."""
    end = i
    while end < len(tokens) and tokens[end].pos == "PROPN":
        end += 1
    if end - i < 2:
        return None
    behind = _after(tokens, end, ",")
    aged = behind > end and behind < len(tokens) and tokens[behind].text.isdigit() and len(tokens[behind].text) < 3
    return _Item(i, behind + 1, behind) if aged else _Item(i, end, None)


def _others(tokens: Sequence[Token], i: int) -> _Item | None:
    """ "Two other guests", "his wife": counted, or somebody's; not "a teacher", which may be who the one before is."""
    if i >= len(tokens) or not (tokens[i].pos == "NUM" or tokens[i].lower in words("en", "counting", "some.whose")):
        return None
    end = i + 1
    while end < min(len(tokens), i + _LONGEST) and tokens[end].pos in ("ADJ", "NUM", "NOUN"):
        end += 1
    people = end > i + 1 and tokens[end - 1].lemma in nouns.people("en")
    return _Item(i, end, None, named=False) if people else None


def _after(tokens: Sequence[Token], i: int, *words: str) -> int:
    """The token behind one of these words at i; i itself where there is none."""
    return i + 1 if i < len(tokens) and tokens[i].lower in words else i


def _listed(tokens: list[Token], names: Sequence[_Item], end: int) -> list[Token]:
    """The tokens, with the names joined, and under the verb that begins at `end` where that has no other subject."""
    verb, heads = _verb(tokens, end), [_head(tokens, name) for name in names]
    first, last = names[0].first, names[-1].end
    if tokens[heads[0]].relation == "appos" and first and tokens[first - 1].text == ",":
        return tokens  # who somebody is
    if verb is not None and first and tokens[first - 1].pos == "ADP":
        return tokens  # "killed in East Orlat Court, and three others were hurt"
    found = list(tokens)
    others = (token for i, token in enumerate(tokens) if not first <= i < last)
    if verb is not None and not any(token.head == verb and token.relation in _SUBJECTS for token in others):
        passive = any(token.head == verb and token.relation == "aux:pass" for token in tokens)
        found[heads[0]] = replace(tokens[heads[0]], relation="nsubj:pass" if passive else "nsubj", head=verb)
    elif any(name.named and name.age is None for name in names):
        return tokens  # the second may be who the first is
    roles = words("en", "parties", "heads.person") - _SURNAMES
    if any(
        name.named and name.age is None and tokens[head].lower in roles for name, head in zip(names, heads, strict=True)
    ):
        return tokens  # "Bo Lind, Orlat Police Chief, and Ann Reed"
    for i in heads[1:]:
        found[i] = replace(tokens[i], relation="conj", head=heads[0])
    for name, head in zip(names, heads, strict=True):
        if name.age is not None:
            found[name.age] = replace(tokens[name.age], relation="appos", head=head)
    joint = next(i for i in range(names[-1].first - 1, first, -1) if tokens[i].lower == "and")
    found[joint] = replace(tokens[joint], relation="cc", head=heads[-1])
    return found


def _verb(tokens: Sequence[Token], i: int) -> int | None:
    """The verb that begins at a token, by its auxiliary or by itself."""
    if i >= len(tokens):
        return None
    if tokens[i].pos == "VERB":
        return i if "VerbForm=Fin" in tokens[i].features else None
    head = tokens[i].head
    return head if tokens[i].pos == "AUX" and head is not None and tokens[head].pos == "VERB" else None


def _head(tokens: Sequence[Token], name: _Item) -> int:
    """The token of a name that is under none of its others; the last where the parser breaks it up."""
    own = range(name.first, name.end if name.age is None else name.age)
    outer = [i for i in own if tokens[i].pos in ("PROPN", "NOUN") and tokens[i].head not in own]
    return outer[-1] if outer else name.first
