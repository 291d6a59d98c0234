"""Noun phrases as finders need them: who or what is counted, how many, and which part of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction.clauses import governs
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Quantity
from rashomon.model.text import Kind, Sentence, Span

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ONE = words("en", "nouns", "determiners.one")
_DEFINITE = words("en", "nouns", "determiners.definite")
_INDIVIDUAL = words("en", "nouns", "pronouns.individual")
_RELATIVE = words("en", "nouns", "pronouns.relative")
_IMPERSONAL = words("en", "nouns", "pronouns.impersonal")
_THEM = words("en", "nouns", "pronouns.them")
_INCLUDING = frozenset({"including", "include"})

#: Endings of nouns for people that no list holds ("welder").
_AGENTIVE = tuple(sorted(words("en", "nouns", "agentive.endings")))

#: Children that follow a noun and are part of its phrase.
_FOLLOWING = frozenset({"nmod", "acl", "flat", "compound", "amod", "advmod", "obl:unmarked", "nummod", "case"})

#: Children of a noun that hold or open its figure.
_COUNTING = frozenset(
    {"nummod", "amod", "det", "advmod", "compound", "obl:unmarked", "det:predet", "nmod", "nmod:poss", "dep"}
)

#: Children that are no part of the phrase to the left of its head.
_OUTSIDE = frozenset(
    {"case", "punct", "cc", "mark", "acl", "advcl", "nsubj", "cop", "aux", "aux:pass", "expl", "cc:preconj"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a noun phrase counts.

    `head` is the token counted, `first` and `last` the tokens of the phrase. `individual` marks one person who
    is known or named (a name, a pronoun, "the man"); `anaphoric` a figure that counts people told before ("four
    were treated", "the other three"); `subset` a part told beside its whole ("including three children");
    `whole` is the token of the whole that the figure is out of ("two of the three victims").
    """

    head: int
    first: int
    last: int
    quantity: Quantity | None
    individual: bool = False
    anaphoric: bool = False
    subset: bool = False
    whole: int | None = None
    names: tuple[Span, ...] = ()


def figures(
    sentence: Sentence,
    head: int,
    quantities: Sequence[Quantity],
    *,
    open_ended: bool = False,
    joined: bool = True,
) -> list[Figure]:
    """The figures of the noun phrase of token `head`: its conjuncts each, then the parts told beside them.

    `open_ended` reads "a house" as at least one, as things are told; people are one each. Without `joined`
    the conjuncts are left out, for nouns that count themselves ("12 deaths and 30 injuries").
    """
    head = antecedent(sentence, head)
    members = [head, *(_conjuncts(sentence, head) if joined else ())]
    found = [_figure(sentence, member, quantities, open_ended=open_ended) for member in members]
    found = list({figure.quantity or figure.head: figure for figure in reversed(found)}.values())[::-1]
    people = not open_ended and all(is_person(sentence, figure.head) for figure in found)
    if people or all(figure.names for figure in found):
        found = together(sentence, found)
    return found + list(_parts(sentence, head, quantities, {figure.head for figure in found}))


def antecedent(sentence: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token stands for itself."""
    if sentence.tokens[i].lower not in _RELATIVE:
        return i
    for j in sentence.ancestors(i):
        if sentence.tokens[j].relation == "acl:relcl":
            governor = sentence.tokens[j].head
            return i if governor is None else governor
    return i


def counted(sentence: Sentence, i: int) -> int:
    """The token of what is counted: the noun under "dozens of" or "two of the", else the token itself."""
    token = sentence.tokens[i]
    if token.pos in ("NUM", "DET", "PRON", "ADJ") or token.lemma in nouns.measures("en"):
        for j in _of(sentence, i):
            return counted(sentence, j)
    return antecedent(sentence, i)


def is_person(sentence: Sentence, i: int) -> bool:
    """Whether the token can be somebody: a person noun, a name, a pronoun, a numeral without noun."""
    i = counted(sentence, i)
    token = sentence.tokens[i]
    if token.lemma in nouns.people("en"):
        return True
    if token.lemma in words("en", "nouns", "others.nouns") or token.lemma in nouns.things("en"):
        return False
    if token.pos == "PRON":
        return token.lower not in _IMPERSONAL
    if token.pos == "NOUN":
        return token.lemma.endswith(_AGENTIVE) or any(
            sentence.tokens[j].relation == "nummod" for j in sentence.children[i]
        )
    return token.pos in ("NUM", "PROPN", "DET") or token.lemma in words("en", "nouns", "nounless.words")


def left_edge(sentence: Sentence, i: int) -> int:
    """The first token of the noun phrase of token i, its preposition left out."""
    left = i
    for j in sentence.children[i]:
        if j < i and sentence.tokens[j].relation not in _OUTSIDE and sentence.tokens[j].lower not in _THEM:
            left = min(left, left_edge(sentence, j), j)
    return left


def right_edge(sentence: Sentence, i: int) -> int:
    """The last token of the noun phrase of token i: what follows it up to a comma, a conjunct or a clause."""
    right = i
    for j in sentence.children[i]:
        if j <= right:
            continue
        if sentence.tokens[j].relation not in _FOLLOWING:
            break
        edge = max(sentence.subtree(j))
        if any(sentence.tokens[k].pos == "PUNCT" and sentence.tokens[k].text in ",;:—–" for k in range(right + 1, j)):
            break
        right = edge
    return right


def quantity_of(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity that counts token i: one that covers it, or one of its direct modifiers to the left."""
    if not quantities:
        return None
    places = [i, *(j for j in sentence.children[i] if sentence.tokens[j].relation in _COUNTING and j < i)]
    for j in places:
        span = sentence.tokens[j].span
        for quantity in quantities:
            if quantity.span.overlaps(span) and (j != i or sentence.tokens[i].pos != "PUNCT"):
                return quantity
    return None


def _figure(sentence: Sentence, i: int, quantities: Sequence[Quantity], *, open_ended: bool) -> Figure:
    token = sentence.tokens[i]
    first, last = left_edge(sentence, i), right_edge(sentence, i)
    quantity = quantity_of(sentence, i, quantities)
    if quantity is None and token.lemma in nouns.measures("en"):
        quantity = quantity_of(sentence, counted(sentence, i), quantities)
    if quantity is not None:
        of = _of(sentence, i)
        whole = of[0] if of and quantity_of(sentence, of[0], quantities) not in (None, quantity) else None
        anaphoric = _is_anaphoric(sentence, i)
        return Figure(head=i, first=first, last=last, quantity=quantity, whole=whole, anaphoric=anaphoric)
    determiners = {
        sentence.tokens[j].lower for j in sentence.children[i] if sentence.tokens[j].relation in ("det", "nmod:poss")
    }
    plural = "Number=Plur" in token.features
    if token.pos == "PRON":
        one = token.lower in _INDIVIDUAL or token.lower == "another"
        return Figure(head=i, first=i, last=i, quantity=_one(sentence, i, i) if one else None, individual=one)
    if token.pos == "PROPN" and not determiners and not plural:
        name = sentence.cover(first, i)
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i), individual=True, names=(name,))
    if plural or token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return Figure(head=i, first=first, last=last, quantity=None)
    if determiners & _ONE or token.lower == "another":
        upper = None if open_ended else 1
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i, upper=upper, modifier="a"))
    known = bool(determiners & _DEFINITE) or any(
        sentence.tokens[j].relation == "nmod:poss" for j in sentence.children[i]
    )
    telegraphic = not determiners and (first == 0 or token.relation == "nmod:poss")
    if (known or telegraphic) and token.lemma in nouns.people("en") and token.lemma not in nouns.measures("en"):
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i), individual=True)
    return Figure(head=i, first=first, last=last, quantity=None)


def _is_anaphoric(sentence: Sentence, i: int) -> bool:
    """A numeral without a noun, or "the" before it: the people were told of before."""
    token = sentence.tokens[i]
    if governs(sentence, i, "the", "these", "those"):
        return True
    return token.pos == "NUM" and sentence.kind is Kind.PROSE and not _of(sentence, i)


def _one(sentence: Sentence, first: int, last: int, *, upper: int | None = 1, modifier: str | None = None) -> Quantity:
    span = sentence.cover(first, last)
    return Quantity(span=span, raw=span.text, lower=1, upper=upper, modifier=modifier)


def together(sentence: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """Figures told in one breath: "he and three others" are four; "six guards and two nurses" are eight, and
    each a part of them. Where one has no figure, they stay apart.
    """
    if len(found) < 2 or any(figure.quantity is None or figure.quantity.lower is None for figure in found):
        return list(found)
    whole = _sum(sentence, found)
    if any(sentence.tokens[figure.head].lemma == "other" or figure.individual for figure in found):
        return [whole]
    return [whole, *(replace(figure, subset=True) for figure in found)]


def _sum(sentence: Sentence, found: Sequence[Figure]) -> Figure:
    """The phrase that joins several figures with "and": its bounds are the sums of theirs."""
    first, last = found[0].first, found[-1].head
    span = sentence.cover(first, last)
    counts = [figure.quantity for figure in found if figure.quantity]
    lowers = [count.lower for count in counts if count.lower is not None]
    uppers = [count.upper for count in counts if count.upper is not None]
    return Figure(
        head=found[0].head,
        first=first,
        last=found[-1].last,
        quantity=Quantity(
            span=span,
            raw=span.text,
            lower=sum(lowers),
            upper=sum(uppers) if len(uppers) == len(found) else None,
            approximate=any(count.approximate for count in counts),
            modifier="and",
        ),
        individual=all(figure.individual for figure in found),
        names=tuple(name for figure in found for name in figure.names),
    )


def _conjuncts(sentence: Sentence, i: int) -> list[int]:
    found: list[int] = []
    for j in sentence.children[i]:
        token = sentence.tokens[j]
        if token.relation != "conj" or token.pos not in _NOMINAL:
            continue
        if not _clausal(sentence, j) and not _told_apart(sentence, j):
            found += [j, *_conjuncts(sentence, j)]
    return found


def _told_apart(sentence: Sentence, i: int) -> bool:
    """A conjunct with a participle of its own: "40 people killed and 150 people injured"."""
    return any(
        sentence.tokens[j].relation in ("acl", "amod") and sentence.tokens[j].lemma in _participles()
        for j in sentence.children[i]
    )


@cache
def _participles() -> frozenset[str]:
    told = table("en", "events")["suffered"]
    return frozenset(lemma for kind in ("object", "predicate") for lemmas in told[kind].values() for lemma in lemmas)


def _clausal(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[j].relation in ("nsubj", "nsubj:pass", "cop") for j in sentence.children[i])


def _of(sentence: Sentence, i: int) -> list[int]:
    """What follows "of" (or "out of") under token i."""
    return [
        j
        for j in sentence.children[i]
        if j > i
        and sentence.tokens[j].relation in ("nmod", "obl")
        and any(sentence.tokens[k].lower == "of" for k in sentence.children[j] if sentence.tokens[k].relation == "case")
    ]


def _parts(sentence: Sentence, i: int, quantities: Sequence[Quantity], taken: set[int]) -> Iterator[Figure]:
    """Parts told beside the whole: "including three children", "two of them women", "among them a nurse"."""
    for j in range(i + 1, len(sentence.tokens)):
        if j in taken or sentence.tokens[j].pos not in ("NOUN", "PROPN", "NUM", "PRON"):
            continue
        cases = {
            sentence.tokens[k].lemma for k in sentence.children[j] if sentence.tokens[k].relation in ("case", "mark")
        }
        cases |= {
            sentence.tokens[k].lower for k in sentence.children[j] if sentence.tokens[k].relation in ("case", "mark")
        }
        if cases & _INCLUDING or _governed_by_include(sentence, j) or _of_them(sentence, j):
            for member in [j, *_conjuncts(sentence, j)]:
                if member not in taken:
                    taken.add(member)
                    yield replace(_figure(sentence, member, quantities, open_ended=False), subset=True)


def _governed_by_include(sentence: Sentence, j: int) -> bool:
    head = sentence.tokens[j].head
    return head is not None and sentence.tokens[j].relation == "obj" and sentence.tokens[head].lower == "including"


def _of_them(sentence: Sentence, j: int) -> bool:
    """A noun with "of them" or "among them" under it or under its numeral, told in apposition."""
    if sentence.tokens[j].relation not in ("appos", "conj", "nmod", "dep", "parataxis"):
        return False
    near = [*sentence.children[j], *(g for c in sentence.children[j] for g in sentence.children[c])]
    return any(sentence.tokens[k].lower in _THEM and governs(sentence, k, "of", "among") for k in near)
