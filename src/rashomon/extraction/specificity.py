"""Whether a noun means something in particular: "the blast" and "a man who died" do, "a merger" may not."""

from rashomon.extraction.markers import is_past, listed
from rashomon.model.text import Sentence


def is_specific(sentence: Sentence, i: int) -> bool:
    """Whether token i names, dates or counts what it means: that may be so where its clause is not."""
    if is_definite(sentence, i):
        return True
    for j in sentence.children[i]:
        token = sentence.tokens[j]
        if token.relation in ("nummod", "obl:unmarked"):
            return True
        if token.relation == "amod" and token.lower in listed("specific.adjectives"):
            return True
        if token.relation == "acl:relcl" and is_past(sentence, j):
            return True
    return False


def is_definite(sentence: Sentence, i: int) -> bool:
    """Whether token i is a name, or stands with a definite article, a demonstrative or a possessor."""
    if sentence.tokens[i].pos == "PROPN":
        return True
    return any(
        sentence.tokens[j].relation == "nmod:poss"
        or (sentence.tokens[j].relation == "det" and sentence.tokens[j].lower in listed("specific.determiners"))
        for j in sentence.children[i]
    )
