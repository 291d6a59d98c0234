"""What a noun phrase is about: the token counted, whether it can be somebody, where the phrase begins and ends."""

import re

from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.text import Kind, Sentence, Token

_RELATIVE = words("en", "nouns", "pronouns.relative")
_IMPERSONAL = words("en", "nouns", "pronouns.impersonal")
_THEM = words("en", "nouns", "pronouns.them")
_GENERAL = words("en", "nouns", "general.nouns") | words("en", "nouns", "attackers.nouns")
_NOUNLESS = words("en", "nouns", "nounless.words")
_CALENDAR = frozenset((*table("en", "time")["weekdays"], *table("en", "time")["months"])) - words(
    "en", "names", "given"
)
_ADDRESS = re.compile(r"https?:|www\.|[@#]|\d{1,2}(?:st|nd|rd|th)$|\S+\.(?:com|org|net)\b", re.IGNORECASE)

#: Endings of nouns for people that no list holds ("welder").
_AGENTIVE = tuple(sorted(words("en", "nouns", "agentive.endings")))

#: Children that follow a noun and are part of its phrase.
_FOLLOWING = frozenset({"nmod", "acl", "flat", "compound", "amod", "advmod", "obl:unmarked", "nummod", "case"})

#: Children that are no part of the phrase to the left of its head.
_OUTSIDE = frozenset(
    {"case", "punct", "cc", "mark", "acl", "advcl", "nsubj", "cop", "aux", "aux:pass", "expl", "cc:preconj"}
)


def antecedent(sentence: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token stands for itself."""
    if sentence.tokens[i].lower not in _RELATIVE:
        return i
    for j in sentence.ancestors(i):
        if sentence.tokens[j].relation == "acl:relcl":
            governor = sentence.tokens[j].head
            return i if governor is None else _agreeing(sentence, _of_whole(sentence, governor, i), j, i)
    return i


def _of_whole(sentence: Sentence, noun: int, pronoun: int) -> int:
    """The whole where a clause hangs on a part set between commas: "40 men, including two guards, who were killed"."""
    token = sentence.tokens[noun]
    part = token.relation == "nmod" and any(sentence.tokens[j].lower == "including" for j in sentence.children[noun])
    if not part or token.head is None or sentence.tokens[pronoun - 1].text != ",":
        return noun
    return token.head if is_person(sentence, token.head) else noun


def _agreeing(sentence: Sentence, governor: int, verb: int, pronoun: int) -> int:
    """The noun that a relative clause in the plural is of: in "the brother of Ann and Bo, who were killed" both."""
    singular = "Number=Plur" not in sentence.tokens[governor].features and not sentence.related(governor, "conj")
    plural = any(sentence.tokens[k].lower in ("were", "are", "have") for k in (verb, *sentence.children[verb]))
    if not singular or not plural:
        return governor
    several = [
        k
        for k in sentence.related(governor, "nmod")
        if k < pronoun and ("Number=Plur" in sentence.tokens[k].features or sentence.related(k, "conj"))
    ]
    return several[-1] if several else governor


def counted(sentence: Sentence, i: int) -> int:
    """The token of what is counted: the noun under "dozens of" or "two of the", else the token itself."""
    token = sentence.tokens[i]
    if token.pos in ("NUM", "DET", "PRON", "ADJ") or token.lemma in nouns.measures("en"):
        for j in of_what(sentence, i):
            return counted(sentence, j)
    return antecedent(sentence, i)


def is_person(sentence: Sentence, i: int) -> bool:
    """Whether the token can be somebody: a person noun, a name, a pronoun, a numeral without noun."""
    some, i = i, counted(sentence, i)
    token = sentence.tokens[i]
    if token.lemma in nouns.people("en") or (i != some and token.lower in _NOUNLESS):
        return True  # "two of the wounded"
    if token.lemma in words("en", "nouns", "others.nouns") or token.lemma in nouns.things("en"):
        return False
    if token.pos == "PRON":
        return token.lower not in _IMPERSONAL
    if token.pos == "NOUN":
        return token.lemma.endswith(_AGENTIVE) or any(
            sentence.tokens[j].relation == "nummod" and "." not in sentence.tokens[j].text  # "a .22 pistol"
            for j in sentence.children[i]
        )
    if token.pos == "PROPN":
        return not _names_no_person(token)
    return token.pos in ("NUM", "DET") or token.lemma in _NOUNLESS or is_aged(sentence, i)


def _names_no_person(token: Token) -> bool:
    """Days, months, dates and addresses of the web are names too, and nobody's."""
    return token.lower.rstrip(".") in _CALENDAR or _ADDRESS.match(token.text) is not None


def is_aged(sentence: Sentence, i: int) -> bool:
    """ "A 38-year-old": the age stands for the person."""
    return sentence.tokens[i].lower in ("old", "olds") and any(
        sentence.tokens[j].lemma in ("year", "month", "week", "day", "yr") for j in sentence.children[i]
    )


def is_common(sentence: Sentence, i: int) -> bool:
    """Whether a capital word is a noun for somebody, and no name: "Teen Shot In Veldra".

    In a sentence that is no headline, only nouns that nobody is called by.
    """
    token = sentence.tokens[i]
    if token.pos != "PROPN":
        return False
    return token.lower in (nouns.people("en") if sentence.kind is Kind.HEADLINE else _GENERAL)


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


def of_what(sentence: Sentence, i: int) -> list[int]:
    """What follows "of" (or "out of") under token i."""
    return [
        j
        for j in sentence.children[i]
        if j > i
        and sentence.tokens[j].relation in ("nmod", "obl")
        and any(sentence.tokens[k].lower == "of" for k in sentence.children[j] if sentence.tokens[k].relation == "case")
    ]
