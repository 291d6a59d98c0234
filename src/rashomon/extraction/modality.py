"""How firmly a thing is said, and whether it is affirmed or negated."""

from collections.abc import Iterable

from rashomon.extraction.entailment import step
from rashomon.extraction.markers import is_counted, is_negated, listed, modalities, named
from rashomon.model.claim import Modality, Polarity
from rashomon.model.text import Sentence

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
    found, _ = _read(sentence, trigger)
    for i in also:
        found |= {m for m in modalities(sentence, i) if m is not Modality.EXPECTED}
    return _weakest(found)


def cue_modality(lemmas: Iterable[str]) -> Modality:
    """What the cue of an attribution makes of its content: "estimated", "had earlier put"."""
    said = set(lemmas)
    found = {named("cues")[lemma] for lemma in said if lemma in named("cues")}
    if said & listed("adverbs.preliminary") or (said & {"have", "had"} and said & listed("earlier.words")):
        found.add(Modality.PRELIMINARY)
    return _weakest(found)


def polarity(sentence: Sentence, trigger: int) -> Polarity:
    """Negated where a negator stands with the trigger or with what governs it.

    "Nobody was hurt" and "no deaths" are affirmed: they count, and the figure is 0.
    """
    _, negated = _read(sentence, trigger)
    return Polarity.NEGATED if negated else Polarity.AFFIRMED


def _weakest(found: set[Modality]) -> Modality:
    return next((m for m in _ORDER if m in found), Modality.ASSERTED)


def _read(sentence: Sentence, trigger: int) -> tuple[set[Modality], bool]:
    """Every modality that bears on the trigger, and whether a negation does, from as far as they reach."""
    found = set(modalities(sentence, trigger))
    figures = is_counted(sentence, trigger)
    negated = is_negated(sentence, trigger, figures=figures)
    i, under_negation = trigger, True
    while (head := sentence.tokens[i].head) is not None:
        taken = step(sentence, i, head)
        if taken.modality is not None:
            found.add(taken.modality)
        under_negation = under_negation and taken.negation
        negated = negated or (under_negation and taken.negated)
        if not taken.onward:
            break
        if taken.beside:
            found.update(modalities(sentence, head))
            negated = negated or (under_negation and is_negated(sentence, head, figures=figures))
        i = head
    return found, negated
