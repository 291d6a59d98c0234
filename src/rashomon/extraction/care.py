"""Harm told by where people are brought: "four were taken to hospital", "the shooting put two in the hospital"."""

from collections.abc import Iterator, Sequence

from rashomon.extraction.clauses import governs, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.harm_verbs import are_dead, patient_of
from rashomon.extraction.heads import is_person
from rashomon.extraction.suffering import told
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence


def of_hospital(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Four people were taken to hospital", "a crash sent nine to the hospital"."""
    if sentence.tokens[i].lemma in words("en", "events", "hospital.put"):
        yield from _put_there(sentence, i, quantities)
        return
    if not _is_care(sentence, _goals(sentence, i)):
        return
    patient, _ = patient_of(sentence, i)
    if patient is not None and is_person(sentence, patient) and not are_dead(sentence, patient):
        yield from told(sentence, i, Outcome.INJURED, patient, quantities)


def _put_there(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Put four people in the hospital", "left one dead and three in the hospital": what something did."""
    by = subject(sentence, i)
    if by is not None and is_person(sentence, by):
        return
    if _is_care(sentence, [j for j in sentence.related(i, "obl") if governs(sentence, j, "in")]):
        put = sentence.related(i, "obj")[:1]
    else:
        held = (j for j in sentence.related(i, "obj", "conj") if sentence.related(j, "nmod"))
        put = [
            j
            for j in held
            if _is_care(sentence, [k for k in sentence.related(j, "nmod") if governs(sentence, k, "in")])
        ]
    for patient in put:
        if is_person(sentence, patient) and not are_dead(sentence, patient):
            yield from told(sentence, i, Outcome.INJURED, patient, quantities, joined=False)


def _is_care(sentence: Sentence, goals: Sequence[int]) -> bool:
    """Whether people are treated there: at a hospital or a center, and at no detention center."""
    lemmas = {sentence.tokens[j].lemma.lower() for j in goals}
    if lemmas & words("en", "events", "hospital.animals"):
        return False
    places = lemmas & words("en", "events", "hospital.places")
    if places & words("en", "events", "hospital.general") == places:
        return bool(places) and lemmas.isdisjoint(words("en", "events", "hospital.others"))
    return True


def _goals(sentence: Sentence, i: int) -> list[int]:
    """Where to: the goals of verb i, and the parts of their names."""
    goals = [j for j in sentence.related(i, "obl") if governs(sentence, j, "to", "in", "at", "into")]
    return [k for j in goals for k in (j, *sentence.children[j])]
