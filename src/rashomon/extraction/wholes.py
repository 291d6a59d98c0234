"""Some of a whole: "five of the children killed", "four of the injured lost a leg", "ten of them were women".

The words of the whole tell that it suffered, or those before did; so whoever is some of it suffered too, and is no
figure of all.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.extraction.clauses import is_passive
from rashomon.extraction.harm_verbs import sharper
from rashomon.extraction.heads import is_person, left_edge
from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.suffering import outcomes
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.languages.numerals import HYPHENS, number
from rashomon.model.claim import OUTCOMES, Claim, Modality, Outcome, OutcomeFamily, Polarity, Quantity, Scope, Victims
from rashomon.model.text import Sentence

_PEOPLE = frozenset({OutcomeFamily.HARM, OutcomeFamily.CUSTODY})
_THEM = words("en", "nouns", "pronouns.them")
_DEFINITE = _THEM | words("en", "nouns", "determiners.definite") | {"these"}

#: What one event came to, as far as a report tells it for a fact.
_WHOLES = frozenset({Scope.TOTAL, Scope.SUBSET, Scope.INCREMENT})
_PARTS = frozenset({Scope.TOTAL, Scope.SUBSET})
_UNREAL = frozenset({Modality.EXPECTED, Modality.HYPOTHETICAL})

#: "20 were hurt, with 16 suffering burns and four other injuries".
_WITH = re.compile(r"[,;–—-]\s+with\s[^,;]*$", re.IGNORECASE)

#: Sentences back in which those whom "ten of them" is of may have been counted.
_BACK = 2

#: Tokens behind "of them" up to a noun that says who they are, and what may stand between.
_TO_NOUN = 10
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "ADV"})

#: Years. Who is younger is a child.
_GROWN = 18


def as_some(sentence: Sentence, claim: Claim, told: Sequence[Claim]) -> Claim:
    """The claim as one of a part, where its figure is of some of those who suffered just that.

    `told` are the claims of its sentence.
    """
    quantity = claim.quantity
    if claim.scope not in _PARTS or quantity is None or quantity.upper == 0 or quantity.modifier == "all":
        return claim
    if OUTCOMES[claim.outcome].family not in _PEOPLE:
        return claim
    if claim.scope is Scope.TOTAL and quantity.modifier != "and" and _is_listed(sentence, claim):
        return replace(claim, scope=Scope.SUBSET)
    if claim.scope is Scope.TOTAL and _is_told_out(sentence, claim.outcome, quantity, told):
        return replace(claim, scope=Scope.SUBSET)
    i, whole = _whole_of(sentence, quantity)
    if whole is None and claim.outcome in _opened_with(sentence, i):
        return replace(claim, scope=Scope.SUBSET)
    if whole is None or (claim.scope is Scope.TOTAL and claim.outcome not in _suffered(sentence, whole)):
        return claim
    groups = {*(claim.victims.groups if claim.victims else ()), *_groups(sentence, i, whole)}
    victims = replace(claim.victims or Victims(), groups=tuple(sorted(groups)))
    return replace(claim, scope=Scope.SUBSET, victims=victims if victims != Victims() else claim.victims)


def some(sentence: Sentence, quantities: Sequence[Quantity], told: Sequence[Claim]) -> tuple[Short, ...]:
    """The figures among `quantities` (those without an outcome of their own) that are of some of the harmed.

    `told` are the claims of the document so far: "ten of them were women" takes up what the last of them count, where
    that is one thing only and more people.
    """
    found = _sum_of_listed(sentence, told)
    for quantity in quantities:
        if (quantity.lower is None and quantity.upper is None) or quantity.upper == 0 or quantity.modifier == "all":
            continue
        i, whole = _whole_of(sentence, quantity)
        if i < 0:
            continue
        suffered = _suffered(sentence, whole) if whole is not None else _opened_with(sentence, i)
        groups = _groups(sentence, i, whole)
        if not suffered and groups and _takes_up(sentence, i, whole, quantity):
            suffered = _before(sentence, quantity, told)
        if len(suffered) == 1:
            last = max(i, sentence.tokens[i].head or i, *(_clause(sentence, whole) if whole else ()))
            found.append(
                Short(
                    outcome=next(iter(suffered)),
                    evidence=sentence.cover(left_edge(sentence, i), last),
                    quantity=quantity,
                    scope=Scope.SUBSET,
                    victims=Victims(groups=groups) if groups else None,
                )
            )
    return tuple(found)


def _sum_of_listed(sentence: Sentence, told: Sequence[Claim]) -> list[Short]:
    """All whom a sentence opens with: the 19 of "of the ten men, seven women and two girls who were hurt, 11 were"."""
    listed = _listed(sentence)
    if not listed:
        return []
    last = sentence.tokens[listed[-1]].head or listed[-1]
    below = [j for j in range(last, len(sentence.tokens)) if _suffered(sentence, j)]
    outcomes_ = _suffered(sentence, below[0]) if below else frozenset()
    if len(outcomes_) != 1:
        return []
    span = sentence.cover(listed[0], last)
    lower = sum(number(sentence.tokens[i].lower) or 0 for i in listed)
    if any(claim.sentence == sentence.index and claim.quantity and claim.quantity.lower == lower for claim in told):
        return []
    return [
        Short(
            outcome=next(iter(outcomes_)),
            evidence=sentence.cover(0, max(_clause(sentence, below[0]))),
            quantity=Quantity(span=span, raw=span.text, lower=lower, upper=lower, modifier="and"),
        )
    ]


def told_out(sentence: Sentence, short: Short, told: Sequence[Claim]) -> Short:
    """The figure, as of a part where "with" tells a larger one out: "20 were hurt, with 16 suffering burns"."""
    part = _is_told_out(sentence, short.outcome, short.quantity, told)
    return replace(short, scope=Scope.SUBSET) if part else short


def _is_told_out(sentence: Sentence, outcome: Outcome, figure: Quantity, told: Sequence[Claim]) -> bool:
    """Whether a larger figure of the sentence stands before it and ", with"."""
    base = sentence.span.start
    for claim in told:
        whole = claim.quantity
        if whole is None or claim.outcome is not outcome or claim.sentence != sentence.index:
            continue
        between = sentence.span.text[max(0, whole.span.end - base) : max(0, figure.span.start - base)]
        if (whole.lower or 0) > (figure.upper or figure.lower or 0) > 0 and _WITH.search(between):
            return True
    return False


def _whole_of(sentence: Sentence, quantity: Quantity) -> tuple[int, int | None]:
    """The last token of the figure, -1 where there is none, and the token of those whom it is some of."""
    tokens = sentence.tokens
    i = next((j for j in range(len(tokens) - 1, -1, -1) if tokens[j].span.overlaps(quantity.span)), -1)
    if i >= 0 and tokens[i].pos in ("NOUN", "PROPN") and tokens[i].lemma not in nouns.measures("en"):
        return -1, None
    of = next((j for j in range(i + 1, min(i + 3, len(tokens))) if tokens[j].lower == "of"), None)
    if i < 0 or of is None or any(tokens[j].lower not in ("more", "others") for j in range(i + 1, of)):
        return i, None
    whole = tokens[of].head
    if whole is None or whole < of or tokens[of + 1].lower not in _DEFINITE:
        return i, None
    return i, whole


def _opened_with(sentence: Sentence, i: int) -> frozenset[Outcome]:
    """What a whole suffered that opens the sentence before the figure of token i: "of the 19 people hurt, 11 were"."""
    if i < 0:
        return frozenset()
    tokens, comma = sentence.tokens, left_edge(sentence, i) - 1
    if comma < 2 or tokens[0].lower != "of" or tokens[1].lower not in _DEFINITE or tokens[comma].text != ",":
        return frozenset()
    return frozenset().union(*(_suffered(sentence, j) for j in range(2, comma)))


def _is_listed(sentence: Sentence, claim: Claim) -> bool:
    """Whether a claim counts one kind of those whom the sentence opens with: "of the ten men and two girls hurt, …"."""
    listed = _listed(sentence)
    return claim.quantity is not None and any(claim.quantity.span.overlaps(sentence.tokens[i].span) for i in listed)


def _listed(sentence: Sentence) -> list[int]:
    """The numerals of several kinds of people whom a sentence opens with, and of whom it tells what they suffered."""
    tokens = sentence.tokens
    if len(tokens) < 2 or tokens[0].lower != "of" or tokens[1].lower not in _DEFINITE:
        return []
    end = next((j for j in range(2, len(tokens)) if tokens[j].lower == "who" or _suffered(sentence, j)), 0)
    found = [
        i for i in range(2, end) if tokens[i].pos == "NUM" and number(tokens[i].lower) and _counts_people(sentence, i)
    ]
    return found if len(found) > 1 else []


def _counts_people(sentence: Sentence, i: int) -> bool:
    noun = sentence.tokens[i].head
    return noun is not None and sentence.tokens[i].relation == "nummod" and noun > i and is_person(sentence, noun)


def _suffered(sentence: Sentence, whole: int) -> frozenset[Outcome]:
    """What the words of a whole say that it suffered: "the injured", "those killed", "the five people who died"."""
    token, found = sentence.tokens[whole], set[Outcome | None]()
    if token.lower in outcomes("predicate"):
        found.add(outcomes("predicate")[token.lower])
    elif token.pos in ("NOUN", "ADJ") and token.lemma in outcomes("noun"):
        found.add(outcomes("noun")[token.lemma])
    elif "VerbForm=Part" in token.features:
        found.add(_done(sentence, whole))
    for j in sentence.children[whole]:
        below = sentence.tokens[j]
        if below.relation == "acl:relcl":
            told = _done(sentence, j) if is_passive(sentence, j) else None
            found.add(told or outcomes("subject").get(below.lemma))
        elif below.relation in ("acl", "amod"):
            past = "Tense=Past" in below.features and "VerbForm=Part" in below.features
            found.add(outcomes("predicate").get(below.lower) or (_done(sentence, j) if past else None))
    return frozenset(outcome for outcome in found if outcome is not None)


def _done(sentence: Sentence, i: int) -> Outcome | None:
    """What participle i says was done to somebody."""
    outcome = outcomes("object").get(sentence.tokens[i].lemma)
    return None if outcome is None else sharper(sentence, i, outcome)


def _clause(sentence: Sentence, whole: int) -> list[int]:
    """The token of a whole and those below it that say what it suffered."""
    return [whole, *sentence.related(whole, "acl", "acl:relcl")]


def _groups(sentence: Sentence, i: int, whole: int | None) -> tuple[str, ...]:
    """The groups of some: those of the whole and those that a predicate tells ("17 of them were children")."""
    found = set(nouns.groups("en").get(sentence.tokens[whole].lemma, ())) if whole else set[str]()
    is_what = _predicate(sentence, i) or _apposed(sentence, whole)
    if is_what is not None:
        found.update(nouns.groups("en").get(sentence.tokens[is_what].lemma, ()))
    behind = sentence.span.text[sentence.tokens[whole or i].span.end - sentence.span.start :]
    young = _younger().match(behind)
    if young is not None and (years := number(young.group(1))) is not None and years <= _GROWN:
        found.add("children")
    return tuple(sorted(found))


def _predicate(sentence: Sentence, i: int) -> int | None:
    """The noun that somebody is said to be, who are counted by token i alone."""
    head = sentence.tokens[i].head
    if head is None or head < i or sentence.tokens[i].relation != "nsubj" or sentence.tokens[head].pos != "NOUN":
        return None
    return head if sentence.related(head, "cop") else None


def _apposed(sentence: Sentence, whole: int | None) -> int | None:
    """The noun right behind "of them": "one of them a six-month-old girl", "two of them children"."""
    if whole is None or sentence.tokens[whole].lower not in _THEM:
        return None
    for j in range(whole + 1, min(whole + _TO_NOUN, len(sentence.tokens))):
        token = sentence.tokens[j]
        if token.pos == "NOUN" and token.lemma in nouns.people("en"):
            return j
        if token.pos not in _BEFORE_NOUN and token.text not in HYPHENS:
            return None
    return None


def _takes_up(sentence: Sentence, i: int, whole: int | None, quantity: Quantity) -> bool:
    """Whether a figure is of those told before: "ten of them", "ten of the victims", "ten were women"."""
    if whole is None:
        return sentence.tokens[i].pos == "NUM" and (quantity.lower or 0) > 1 and _predicate(sentence, i) is not None
    token = sentence.tokens[whole]
    return token.lower in _THEM or token.lemma in ("victim", "casualty")


def _before(sentence: Sentence, quantity: Quantity, told: Sequence[Claim]) -> frozenset[Outcome]:
    """What the last claims before the figure count, if these are more."""
    counted_ = [
        claim
        for claim in told
        if claim.quantity is not None
        and OUTCOMES[claim.outcome].family in _PEOPLE
        and sentence.index - _BACK <= claim.sentence <= sentence.index
        and claim.quantity.span.end <= quantity.span.start
    ]
    last = max((claim.sentence for claim in counted_), default=None)
    near = [claim for claim in counted_ if claim.sentence == last]
    firm = all(
        claim.scope in _WHOLES and claim.modality not in _UNREAL and claim.polarity is Polarity.AFFIRMED
        for claim in near
    )
    larger = any(
        (claim.quantity.upper or claim.quantity.lower or 0) > (quantity.upper or 0) for claim in near if claim.quantity
    )
    return frozenset(claim.outcome for claim in near) if firm and larger else frozenset()


@cache
def _younger() -> re.Pattern[str]:
    """Behind a figure: "were younger than ten", "are all under the age of 18"."""
    than = "|".join(sorted(words("en", "counting", "some.younger")))
    return re.compile(rf"\s+(?:were|are)\s+(?:all\s+)?(?:aged\s+)?(?:{than})\s+([\w-]+)", re.IGNORECASE)
