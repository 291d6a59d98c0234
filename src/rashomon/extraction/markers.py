"""What stands beside a word and says how far to believe it: auxiliaries, adverbs, conjunctions, negators."""

from collections.abc import Iterator
from functools import cache

from rashomon.extraction import speech
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality
from rashomon.model.text import Sentence

_QUESTION_WORDS = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})

_BEFORE_COMMANDS = frozenset({"please", "do", "n't", "not", "never", "just", "and", "or", "but", "so"})


@cache
def named(key: str) -> dict[str, Modality]:
    """One list of the lexicon as word → modality."""
    return {word: Modality(modality) for modality, ws in table("en", "modality")[key].items() for word in ws}


@cache
def listed(key: str) -> frozenset[str]:
    """One list of words of the lexicon, by its dotted name."""
    return words("en", "modality", key)


def modalities(sentence: Sentence, i: int) -> Iterator[Modality]:
    """What the words beside token i make of it."""
    tokens = sentence.tokens
    for j in sentence.children[i]:
        token = tokens[j]
        relation, word = token.relation, token.lower
        if relation in ("advmod", "amod", "dep", "xcomp", "obl", "compound"):
            if word in named("adverbs") and (relation != "compound" or word in listed("adverbs.hypothetical")):
                yield named("adverbs")[word]
        elif relation in ("aux", "aux:pass"):
            if word in named("auxiliaries") and not (word == "would" and speech.is_foretold(sentence, i)):
                yield _auxiliary(sentence, i, word)
        elif relation == "mark":
            if word in listed("conditions.marks") and not (word == "until" and is_past(sentence, i)):
                yield Modality.HYPOTHETICAL
        elif relation == "det" and word in listed("nonspecific.words"):
            yield Modality.HYPOTHETICAL
    if tokens[i].relation == "root" and _is_open_root(sentence, i):
        yield Modality.HYPOTHETICAL


def adverb(sentence: Sentence, i: int) -> Modality | None:
    """What an adverb beside a verb of report makes of the report: "initially said", "reportedly told"."""
    for j in sentence.children[i]:
        if sentence.tokens[j].relation == "advmod" and sentence.tokens[j].lower in named("adverbs"):
            return named("adverbs")[sentence.tokens[j].lower]
    said = {sentence.tokens[j].lower for j in sentence.children[i]}
    return Modality.PRELIMINARY if "had" in said and said & listed("earlier.words") else None


def _auxiliary(sentence: Sentence, i: int, word: str) -> Modality:
    """ "Must have died" is a guess, "must leave" a demand."""
    if word == "must" and _has(sentence, i, "have"):
        return Modality.HEDGED
    return named("auxiliaries")[word]


def _has(sentence: Sentence, i: int, auxiliary: str) -> bool:
    return any(
        sentence.tokens[j].lower == auxiliary for j in sentence.children[i] if sentence.tokens[j].relation == "aux"
    )


def is_past(sentence: Sentence, i: int) -> bool:
    """Whether predicate i is finite and in the past."""
    return sentence.tokens[i].features == "Tense=Past|VerbForm=Fin" or any(
        sentence.tokens[j].lower in ("was", "were", "had") for j in sentence.children[i]
    )


def _is_open_root(sentence: Sentence, i: int) -> bool:
    """A question to be answered by yes or no, or a command."""
    tokens = sentence.tokens
    if tokens[-1].text == "?":
        return not any(token.lower in _QUESTION_WORDS for token in tokens[:3])
    if tokens[i].pos != "VERB" or tokens[i].features != "VerbForm=Inf":
        return False
    return all(token.pos == "PUNCT" or token.lower in _BEFORE_COMMANDS for token in tokens[:i])


def is_infinitive(sentence: Sentence, i: int) -> bool:
    """Whether token i is headed by "to", and does not look back ("to have died"; "admitted to killing")."""
    tokens = sentence.tokens
    if tokens[i].lower.endswith("ing") and tokens[i].lemma != tokens[i].lower:
        return False
    found = False
    for j in sentence.children[i]:
        if tokens[j].relation in ("aux", "aux:pass", "mark") and tokens[j].pos in ("PART", "AUX", "VERB"):
            if tokens[j].lower == "to":
                found = True
            elif tokens[j].lower == "have":
                return False
    return found


def is_counted(sentence: Sentence, i: int) -> bool:
    """Whether token i tells what happens to people who are counted, so that "no" is a figure with it."""
    token = sentence.tokens[i]
    return token.lemma in listed("negation.counted") or token.lower in listed("negation.counted")


def is_negated(sentence: Sentence, i: int, *, figures: bool = False) -> bool:
    """Whether a negator stands beside token i; with `figures`, "no deaths" and "nobody" are zeros."""
    tokens = sentence.tokens
    if tokens[i].relation == "conj" and _joined_by(sentence, i) == "nor":
        return True
    for j in sentence.children[i]:
        token = tokens[j]
        relation, word = token.relation, token.lower
        if relation in ("advmod", "det", "cc:preconj", "cc"):
            if word in listed("negation.adverbs") and not _is_of_manner(sentence, j):
                if word not in listed("negation.near") or (j == i - 1 and tokens[i].pos == "VERB"):
                    return True
            elif word in listed("negation.determiners") and not figures:
                return True
        elif relation in ("case", "mark"):
            if word == "without" or (word in ("than", "of") and _before(sentence, j) in ("rather", "instead")):
                return True
        elif relation in ("nsubj", "nsubj:pass", "obj") and not figures and _is_nobody(sentence, j):
            return True
    return False


def _is_of_manner(sentence: Sentence, i: int) -> bool:
    """ "Not seriously hurt" is hurt all the same."""
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    return (
        after is not None
        and after.relation == "advmod"
        and after.head == sentence.tokens[i].head
        and any(after.lower in ws for ws in table("en", "events")["severity"].values())
    )


def _joined_by(sentence: Sentence, i: int) -> str:
    """The conjunction that joins token i to its head, which the parser hangs on the head."""
    head = sentence.tokens[i].head
    found = [] if head is None else [j for j in sentence.related(head, "cc") if head < j < i]
    return sentence.tokens[found[-1]].lower if found else ""


def _before(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i - 1].lower if i else ""


def _is_nobody(sentence: Sentence, i: int) -> bool:
    if sentence.tokens[i].lower in listed("negation.nobody"):
        return True
    return any(
        sentence.tokens[j].relation == "det" and sentence.tokens[j].lower in listed("negation.determiners")
        for j in sentence.children[i]
    )
