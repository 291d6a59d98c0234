"""Noun phrases as finders need them: how many they count, and which part of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.extraction.clauses import governs
from rashomon.extraction.heads import antecedent, counted, is_aged, is_common, is_person, left_edge, of_what, right_edge
from rashomon.extraction.joining import KIN, Figure, conjuncts, together
from rashomon.languages import nouns
from rashomon.languages.gazetteer import candidates
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Quantity
from rashomon.model.text import Kind, Sentence

_ONE = words("en", "nouns", "determiners.one")
_DEFINITE = words("en", "nouns", "determiners.definite")
_INDIVIDUAL = words("en", "nouns", "pronouns.individual")
_THEM = words("en", "nouns", "pronouns.them")
_OTHERS = words("en", "nouns", "others.nouns")
_INCLUDING = frozenset({"including", "include"})

#: Nouns in the singular for several people, with how many these are; -1 is unbounded.
_CIRCLES: dict[str, list[int]] = table("en", "nouns")["circles"]

#: Children of a noun that hold or open its figure.
_COUNTING = frozenset(
    {"nummod", "amod", "det", "advmod", "compound", "obl:unmarked", "det:predet", "nmod", "nmod:poss", "dep"}
)


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
    members = [head, *(conjuncts(sentence, head) if joined else ())]
    if not open_ended and is_person(sentence, head):
        members = [head, *(i for i in members[1:] if sentence.tokens[i].lemma not in _OTHERS)]
    found = _counted_as_one(
        sentence, [_figure(sentence, member, quantities, open_ended=open_ended) for member in members]
    )
    found = list({figure.quantity or figure.head: figure for figure in reversed(found)}.values())[::-1]
    people = not open_ended and all(is_person(sentence, figure.head) for figure in found)
    if people or all(figure.names for figure in found):
        found = together(sentence, found)
    return found + list(_parts(sentence, head, quantities, {figure.head for figure in found}))


def _counted_as_one(sentence: Sentence, found: list[Figure]) -> list[Figure]:
    """The figures without bare plurals that share the number of the first: "125 guards, patients and visitors"."""
    first, shared = found[0], [figure for figure in found[1:] if _is_bare_plural(sentence, figure)]
    several = first.quantity is not None and (first.quantity.lower or 0) > 1 and first.quantity.modifier != "plural"
    if (
        not several
        or len(shared) != len(found) - 1
        or not shared
        or not all(is_person(sentence, f.head) for f in found)
    ):
        return found
    return [replace(first, last=shared[-1].last, joined=tuple(figure.head for figure in found))]


def _is_bare_plural(sentence: Sentence, figure: Figure) -> bool:
    """Whether a plural stands without a number or an article of its own."""
    token = sentence.tokens[figure.head]
    own = any(sentence.tokens[j].relation in ("det", "nmod:poss", "nummod") for j in sentence.children[figure.head])
    return figure.quantity is None and "Number=Plur" in token.features and token.pos == "NOUN" and not own


def quantity_of(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity that counts token i: one that covers it, or one of its direct modifiers to the left."""
    if not quantities:
        return None
    places = [i, *(j for j in sentence.children[i] if sentence.tokens[j].relation in _COUNTING and j < i)]
    places += [k for j in places[1:] if _shares_numeral(sentence, i, j) for k in _numerals(sentence, j)]
    for j in places:
        span = sentence.tokens[j].span
        for quantity in quantities:
            if quantity.span.overlaps(span) and (j != i or sentence.tokens[i].pos != "PUNCT"):
                return quantity
    return None


def _shares_numeral(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a numeral on word j counts noun i: "25 identified civilians", "three sheriff's deputies"."""
    word, noun = sentence.tokens[j], sentence.tokens[i]
    if word.relation == "nmod:poss":
        return "Number=Sing" in word.features and "Number=Plur" in noun.features
    return word.relation == "amod"


def _numerals(sentence: Sentence, i: int) -> list[int]:
    """The numerals that the parser hangs on a word before the noun."""
    return [j for j in sentence.children[i] if j < i and sentence.tokens[j].pos == "NUM"]


def _apposed(sentence: Sentence, first: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The figure of whom a phrase only says who they are: "ten people, members of one family, were killed"."""
    if first < 2 or sentence.tokens[first - 1].text != ",":
        return None
    before = sentence.tokens[first - 2]
    people = before.pos == "NOUN" and "Number=Plur" in before.features and is_person(sentence, first - 2)
    return quantity_of(sentence, first - 2, quantities) if people else None


def _figure(sentence: Sentence, i: int, quantities: Sequence[Quantity], *, open_ended: bool) -> Figure:
    token = sentence.tokens[i]
    first, last = left_edge(sentence, i), right_edge(sentence, i)
    quantity = quantity_of(sentence, i, quantities)
    if quantity is None and token.lemma in nouns.measures("en"):
        quantity = quantity_of(sentence, counted(sentence, i), quantities)
    if quantity is None and "Number=Plur" in token.features:
        quantity = _apposed(sentence, first, quantities)
    if quantity is not None:
        of = of_what(sentence, i)
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
    if token.pos == "PROPN" and not determiners and not plural and not is_common(sentence, i):
        name = sentence.cover(first, i)
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i), individual=True, names=(name,))
    if plural or token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return Figure(head=i, first=first, last=last, quantity=None)
    determiners |= _shared_determiners(sentence, i)
    if token.lemma in _CIRCLES and not of_what(sentence, i) and determiners & (_ONE | _DEFINITE):
        least, most = _CIRCLES[token.lemma]
        vague = "plural" if most < 0 else None
        several = replace(_one(sentence, first, i, modifier=vague), lower=least, upper=None if vague else most)
        return Figure(head=i, first=first, last=last, quantity=several)
    if determiners & _ONE or token.lower == "another":
        upper = None if open_ended else 1
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i, upper=upper, modifier="a"))
    known = bool(determiners & _DEFINITE) or any(
        sentence.tokens[j].relation == "nmod:poss" for j in sentence.children[i]
    )
    telegraphic = not determiners and (first == 0 or token.relation == "nmod:poss" or is_common(sentence, i))
    person = token.lemma in nouns.people("en") or is_common(sentence, i) or is_aged(sentence, i)
    if (known or telegraphic) and person and token.lemma not in nouns.measures("en"):
        return Figure(head=i, first=first, last=last, quantity=_one(sentence, first, i), individual=True)
    return Figure(head=i, first=first, last=last, quantity=None)


def _shared_determiners(sentence: Sentence, i: int) -> set[str]:
    """The determiners of the noun that token i is joined to, where it has none: "a man and woman", "his wife and son".

    Only of nouns that tell two people apart: "an editor and columnist" may be one.
    """
    token = sentence.tokens[i]
    if token.relation not in ("conj", "appos") or token.head is None or sentence.tokens[token.head].pos != "NOUN":
        return set()
    kin, other = (
        set(nouns.groups("en").get(noun, ())) & KIN for noun in (token.lemma, sentence.tokens[token.head].lemma)
    )
    if not kin or not other or token.lemma == sentence.tokens[token.head].lemma:
        return set()
    if "Number=Plur" in sentence.tokens[token.head].features:
        return set()
    own = {
        sentence.tokens[j].lower
        for j in sentence.children[token.head]
        if sentence.tokens[j].relation in ("det", "nmod:poss") and j < token.head
    } & (_ONE | _DEFINITE)
    return own or _shared_determiners(sentence, token.head)


def _is_anaphoric(sentence: Sentence, i: int) -> bool:
    """A numeral without a noun, or "the" before it: the people were told of before."""
    token = sentence.tokens[i]
    if governs(sentence, i, "the", "these", "those"):
        return True
    return token.pos == "NUM" and sentence.kind is Kind.PROSE and not of_what(sentence, i)


def _one(sentence: Sentence, first: int, last: int, *, upper: int | None = 1, modifier: str | None = None) -> Quantity:
    span = sentence.cover(first, last)
    return Quantity(span=span, raw=span.text, lower=1, upper=upper, modifier=modifier)


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
            if _are_others_nearer(sentence, i, j, quantities, taken):
                return
            if _is_country(sentence, j):
                continue
            for member in [j, *conjuncts(sentence, j)]:
                if member not in taken:
                    taken.add(member)
                    part = _figure(sentence, member, quantities, open_ended=False)
                    numbered = quantity_of(sentence, _numeral_of_them(sentence, member), quantities)
                    yield replace(part, quantity=numbered or part.quantity, subset=True)


def _is_country(sentence: Sentence, j: int) -> bool:
    """Whether a name is a country's, and so nobody's: "sources including Palestine Today"."""
    if sentence.tokens[j].pos != "PROPN" or sentence.tokens[j].lower in words("en", "names", "given"):
        return False
    return any(place.kind == "country" for place in candidates(sentence.tokens[j].text)[:1])


def _are_others_nearer(sentence: Sentence, i: int, j: int, quantities: Sequence[Quantity], taken: set[int]) -> bool:
    """Whether a part is told behind a figure of other people: "12 died and 20 were hurt, including three children"."""
    return any(
        k not in taken and _may_be_people(sentence, k) and quantity_of(sentence, k, quantities) is not None
        for k in range(i + 1, min(sentence.subtree(j)))
        if sentence.tokens[k].pos in ("NOUN", "NUM")
        and sentence.tokens[k].relation != "nummod"
        and not _describes(sentence, k, i)
    )


def _describes(sentence: Sentence, k: int, i: int) -> bool:
    """Whether a noun stands in what is said of another: "five civilians of one family"."""
    path = [k, *sentence.ancestors(k)]
    return i in path and all(sentence.tokens[n].relation != "conj" for n in path[: path.index(i)])


def _may_be_people(sentence: Sentence, k: int) -> bool:
    """Whether token k counts people, or stands for them without a noun: "dozens were hurt"."""
    bare = sentence.tokens[k].lemma in nouns.measures("en") and not of_what(sentence, k)
    return bare or is_person(sentence, k)


def _governed_by_include(sentence: Sentence, j: int) -> bool:
    head = sentence.tokens[j].head
    return head is not None and sentence.tokens[j].relation == "obj" and sentence.tokens[head].lower == "including"


def _of_them(sentence: Sentence, j: int) -> bool:
    """A noun with "of them" or "among them" under it, over it or under its numeral, told in apposition."""
    head = sentence.tokens[j].head
    if head is not None and sentence.tokens[head].lower in _THEM and governs(sentence, head, "among"):
        return True
    if sentence.tokens[j].relation not in ("appos", "conj", "nmod", "dep", "parataxis"):
        return False
    near = [*sentence.children[j], *(g for c in sentence.children[j] for g in sentence.children[c])]
    return any(sentence.tokens[k].lower in _THEM and governs(sentence, k, "of", "among") for k in near)


def _numeral_of_them(sentence: Sentence, j: int) -> int:
    """The numeral under noun j that "of them" hangs on, as "ten" in "ten of them children"; else the noun."""
    numerals = (k for k in sentence.children[j] if k < j and sentence.tokens[k].pos == "NUM")
    found = (k for k in numerals if any(sentence.tokens[g].lower in _THEM for g in sentence.children[k]))
    return next(found, j)
