"""What a figure counts: a total, an addition, a part, a longer time, or another event."""

from functools import cache

from rashomon.extraction.happening import Happening
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Scope
from rashomon.model.text import Sentence


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(table("en", "scope")[name]["phrases"])


def scope(sentence: Sentence, happening: Happening) -> Scope:
    """What the figure of the happening counts, as far as its own sentence says."""
    figure = happening.figure
    if figure is not None and figure.subset:
        return Scope.SUBSET
    text = sentence.span.text.lower()
    if any(phrase in text for phrase in _phrases("background")):
        return Scope.BACKGROUND
    if any(phrase in text for phrase in _phrases("cumulative")):
        return Scope.CUMULATIVE
    if happening.outcome is Outcome.OCCURRED and _dates_another(sentence, happening.trigger):
        return Scope.BACKGROUND
    if happening.beside or (figure is not None and _adds(sentence, happening)):
        return Scope.INCREMENT
    return Scope.TOTAL


def _dates_another(sentence: Sentence, trigger: int) -> bool:
    """ "Before the attacks took place": an event that only dates another is background."""
    for i in (trigger, *sentence.ancestors(trigger)):
        if any(
            sentence.tokens[j].lower in words("en", "scope", "dating.words")
            for j in sentence.children[i]
            if j < trigger
        ):
            return True
        if sentence.tokens[i].relation in ("advcl", "root"):
            return False
    return False


def _adds(sentence: Sentence, happening: Happening) -> bool:
    """ "Three more", "another four"; but not "more than three", nor "another man" told one by one."""
    figure = happening.figure
    if figure is None or figure.quantity is None:
        return False
    if figure.quantity.modifier in ("no other", "no further", "no additional"):
        return True
    for j in range(figure.first, figure.head + 1):
        token = sentence.tokens[j]
        if token.lower in words("en", "scope", "increment.words"):
            following = sentence.tokens[j + 1].lower if j + 1 < len(sentence.tokens) else ""
            return following != "than" and figure.quantity.modifier != "a" and figure.quantity.lower != 1
    return False
