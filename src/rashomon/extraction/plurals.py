"""People in the plural without a number: "civilians were hurt", "a number of others were killed" are two at least."""

from dataclasses import replace

from rashomon.extraction.clauses import governs
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted
from rashomon.extraction.joining import Figure
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Outcome, OutcomeFamily, Quantity
from rashomon.model.text import Sentence, Token

#: Words beside a plural that give it bounds of their own, or none.
_VAGUE = frozenset({"many", "numerous", "more", "most", "some", "other", "such", "few"})

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})

#: The fewest that a plural tells of.
_SEVERAL = 2

#: The modifier of what only a plural tells: a bound where nobody gives a figure.
PLURAL = "plural"


def of_plural(sentence: Sentence, happening: Happening, figure: Figure) -> Quantity | None:
    """What the plural tells that a figure counts; its own quantity where that has bounds or is no such word."""
    quantity = figure.quantity
    if quantity is None:
        return _bare(sentence, happening, figure)
    if not _is_some_number(quantity) or happening.outcome not in _HURT:
        return quantity
    people = sentence.tokens[counted(sentence, figure.head)]
    if not _are_people(people) or not _has_happened(sentence.tokens[happening.trigger]):
        return quantity
    return replace(quantity, lower=_SEVERAL, modifier=PLURAL)


def _bare(sentence: Sentence, happening: Happening, figure: Figure) -> Quantity | None:
    """ "Civilians were hurt" says that there were two at least, of people and of what has happened."""
    harm = OUTCOMES[happening.outcome].family is OutcomeFamily.HARM
    token = sentence.tokens[figure.head]
    if not harm or not _are_people(token) or not _has_happened(sentence.tokens[happening.trigger]):
        return None
    if _is_tallied(sentence, figure.head):
        return None
    children = [sentence.tokens[j] for j in sentence.children[figure.head]]
    if any(child.relation in ("det", "nmod:poss", "nummod") or child.lower in _VAGUE for child in children):
        return None
    span = sentence.cover(figure.first, figure.head)
    return Quantity(span=span, raw=span.text, lower=_SEVERAL, modifier=PLURAL)


def _is_tallied(sentence: Sentence, i: int) -> bool:
    """Whether another word counts them: "the number of people killed rose to 36"."""
    head = sentence.tokens[i].head
    return (
        head is not None
        and sentence.tokens[i].relation == "nmod"
        and sentence.tokens[head].lemma in words("en", "events", "toll.nouns")
        and governs(sentence, head, "the")
    )


def _is_some_number(quantity: Quantity) -> bool:
    """ "A number of", "an unknown number of": no figure, and more than one."""
    said = quantity.raw.lower().split()
    unbounded = (quantity.lower, quantity.upper) == (None, None)
    return unbounded and any(word in words("en", "quantity", "numbers.nouns") for word in said)


def _are_people(token: Token) -> bool:
    return "Number=Plur" in token.features and token.lemma in nouns.people("en")


def _has_happened(trigger: Token) -> bool:
    return trigger.pos != "VERB" or "Tense=Past" in trigger.features
