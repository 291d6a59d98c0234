"""How firmly a thing is said, and whether it is affirmed or negated."""

from collections.abc import Iterable
from functools import cache

from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality, Polarity
from rashomon.model.text import Sentence


@cache
def _table(name: str) -> dict[str, Modality]:
    return {word: Modality(modality) for modality, ws in table("en", "modality")[name].items() for word in ws}


#: The weaker reading wins where several words qualify one thing.
_ORDER = (
    Modality.HYPOTHETICAL,
    Modality.EXPECTED,
    Modality.PRELIMINARY,
    Modality.ALLEGED,
    Modality.ESTIMATED,
    Modality.HEDGED,
)


def modality(sentence: Sentence, trigger: int, *, also: Iterable[int] = ()) -> Modality:
    """What the words around the trigger make of it; `also` are further tokens whose modifiers count."""
    found = set(_beside(sentence, trigger))
    for i in also:
        found |= {m for m in _beside(sentence, i) if m is not Modality.EXPECTED}
    found |= _above(sentence, trigger)
    return next((m for m in _ORDER if m in found), Modality.ASSERTED)


def cue_modality(lemmas: Iterable[str]) -> Modality:
    """What the cue of an attribution makes of its content."""
    found = {_table("cues")[lemma] for lemma in lemmas if lemma in _table("cues")}
    return next((m for m in _ORDER if m in found), Modality.ASSERTED)


def polarity(sentence: Sentence, trigger: int) -> Polarity:
    """Negated where a negator stands with the trigger or with the verb that it completes."""
    places = [trigger]
    token = sentence.tokens[trigger]
    if token.relation == "xcomp" and token.head is not None:
        places.append(token.head)
    for place in places:
        for j in sentence.children[place]:
            if sentence.tokens[j].relation in ("advmod", "det", "cc:preconj") and sentence.tokens[
                j
            ].lower in ("not", "n't", "never"):
                return Polarity.NEGATED
    return Polarity.AFFIRMED


def _beside(sentence: Sentence, i: int) -> Iterable[Modality]:
    for j in sentence.children[i]:
        token = sentence.tokens[j]
        if token.lower in _table("adverbs") and token.relation in ("advmod", "amod", "dep", "xcomp", "obl"):
            yield _table("adverbs")[token.lower]
        elif token.lower == "would" and _foretold(sentence, i):
            continue
        elif token.relation in ("aux", "aux:pass") and token.lower in _table("auxiliaries"):
            yield _table("auxiliaries")[token.lower]
        elif token.relation == "mark" and token.lower in words("en", "modality", "conditions.marks"):
            yield Modality.HYPOTHETICAL
    if sentence.tokens[i].relation == "conj" and not sentence.related(i, "nsubj", "aux"):
        head = sentence.tokens[i].head
        if head is not None:
            yield from _beside(sentence, head)


def _foretold(sentence: Sentence, i: int) -> bool:
    """ "He would later die": told from the past, and as a fact."""
    return any(sentence.tokens[j].lower in ("later", "eventually", "soon", "subsequently") for j in sentence.children[i])


def _above(sentence: Sentence, trigger: int) -> set[Modality]:
    """Verbs that the trigger completes: "believed to have died", "was reported dead", "threatened to kill"."""
    found: set[Modality] = set()
    i = trigger
    while (head := sentence.tokens[i].head) is not None:
        relation = sentence.tokens[i].relation or ""
        governor = sentence.tokens[head]
        if relation in ("xcomp", "ccomp", "advcl", "acl", "obj", "nsubj", "nsubj:pass") and governor.pos in (
            "VERB",
            "NOUN",
            "ADJ",
            "AUX",
        ):
            named = _table("governors").get(governor.lemma)
            if named and relation in ("xcomp", "ccomp", "acl", "obj", "nsubj:pass"):
                if named is not Modality.HYPOTHETICAL or relation in ("xcomp", "acl"):
                    found.add(named)
            if (
                governor.lemma == "report"
                and _unsaid(sentence, head)
                and relation in ("xcomp", "nsubj:pass", "ccomp")
            ):
                found.add(Modality.HEDGED)
        if relation not in ("xcomp", "ccomp", "conj", "obj", "nsubj:pass", "acl"):
            break
        if relation in ("xcomp", "ccomp", "obj", "nsubj:pass"):
            for j in sentence.children[head]:
                token = sentence.tokens[j]
                if token.lower in _table("adverbs") and token.relation == "advmod":
                    found.add(_table("adverbs")[token.lower])
        i = head
    return found


def _unsaid(sentence: Sentence, i: int) -> bool:
    """A passive "was reported" without anybody who reports."""
    passive = any(sentence.tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[i])
    return passive and not sentence.related(i, "obl:agent")
