"""Deaths told by a survival that is denied: "neither the guard nor the two clerks survived the fire"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rashomon.extraction.clauses import subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted, is_person
from rashomon.extraction.modality import polarity
from rashomon.extraction.suffering import told
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Polarity, Quantity
from rashomon.model.text import Sentence

#: Of whom nobody survived: "none of the four", "neither of the two", "neither the guard nor the clerk".
_NONE = frozenset({"none", "neither"})


def of_surviving(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """Who did not survive, by verb i, for each figure; "nobody survived" counts nobody."""
    patient = subject(sentence, i)
    if sentence.tokens[i].lemma not in words("en", "events", "surviving.verbs") or patient is None:
        return
    none = sentence.tokens[patient].lower in _NONE
    neither = none or any(sentence.tokens[j].lower in _NONE for j in sentence.children[patient])
    if not neither and polarity(sentence, i) is not Polarity.NEGATED:
        return
    people = counted(sentence, patient) if none else patient
    if (none and people == patient) or not is_person(sentence, people) or not _is_deadly(sentence, i):
        return
    for happening in told(sentence, i, Outcome.KILLED, people, quantities):
        if happening.figure is not None and not _is_nobody(happening.figure.quantity):
            yield replace(happening, denied=True)


def _is_nobody(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.upper == 0


def _is_deadly(sentence: Sentence, i: int) -> bool:
    """Whether what was not survived is an attack, a disaster, a wound or nothing named, and no vote."""
    return all(
        sentence.tokens[j].lemma in _deadly() or sentence.tokens[j].pos == "PRON" for j in sentence.related(i, "obj")
    )


@cache
def _deadly() -> frozenset[str]:
    events = [lemma for listed in table("en", "events")["event"]["noun"].values() for lemma in listed]
    return words("en", "events", "surviving.deadly") | words("en", "events", "harmed.nouns") | frozenset(events)
