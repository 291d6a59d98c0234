"""People out of their homes: driven from them, without any left, brought to shelters or living in them."""

from collections.abc import Iterator, Sequence

from rashomon.extraction.clauses import forced, governs, is_passive, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import is_person
from rashomon.extraction.suffering import told
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence


def of_home(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Had to leave their homes", "drove 900 from their homes", "lost their homes", "housed in shelters".

    What verb i says of people and the places where they live, for each figure of theirs.
    """
    for patient, outcome in _told(sentence, i):
        if patient is not None and is_person(sentence, patient):
            yield from told(sentence, i, outcome, patient, quantities)
            return


def _told(sentence: Sentence, i: int) -> Iterator[tuple[int | None, Outcome]]:
    """Whom verb i may be about, and what it would say of them."""
    lemma = sentence.tokens[i].lemma
    if lemma in _words("moving.verbs"):
        yield forced(sentence, i) or (_passive_subject(sentence, i)), Outcome.DISPLACED
    if lemma in _words("leaving.verbs") and _homes(sentence, sentence.related(i, "obj")):
        yield forced(sentence, i), Outcome.DISPLACED
    if lemma in _words("driving.verbs") and _homes(sentence, _under(sentence, i, "from", "out")):
        yield _moved(sentence, i), Outcome.DISPLACED
    if lemma == "lose" and _homes(sentence, sentence.related(i, "obj")):
        yield subject(sentence, i), Outcome.HOMELESS
    if lemma == "leave" and _homes(sentence, _under(sentence, i, "without")):
        yield _moved(sentence, i), Outcome.HOMELESS
    if lemma in _words("sheltering.to") and _shelters(sentence, _under(sentence, i, "to", "into", "in")):
        yield _moved(sentence, i), Outcome.EVACUATED
    if lemma in _words("sheltering.in") and _shelters(sentence, _under(sentence, i, "in", "at", "inside")):
        yield subject(sentence, i), Outcome.DISPLACED


def _words(key: str) -> frozenset[str]:
    return words("en", "events", key)


def _under(sentence: Sentence, i: int, *prepositions: str) -> list[int]:
    return [j for j in sentence.related(i, "obl") if governs(sentence, j, *prepositions)]


def _homes(sentence: Sentence, found: Sequence[int]) -> bool:
    """Whether one of the tokens is somebody's home; of one person's house alone nothing is counted here."""
    return any(sentence.tokens[j].lemma in _words("homes.nouns") for j in found)


def _shelters(sentence: Sentence, found: Sequence[int]) -> bool:
    """Whether one of the tokens is a place for those who had to leave: a shelter, an evacuation centre."""
    return any(
        sentence.tokens[j].lemma in _words("shelters.nouns")
        or (
            sentence.tokens[j].lemma in _words("shelters.places")
            and any(sentence.tokens[k].lemma in _words("shelters.of") for k in sentence.children[j])
        )
        for j in found
    )


def _moved(sentence: Sentence, i: int) -> int | None:
    """Whom a verb that moves people moved: its object, or the subject of its passive."""
    objects = sentence.related(i, "obj")
    return objects[0] if objects else _passive_subject(sentence, i)


def _passive_subject(sentence: Sentence, i: int) -> int | None:
    return subject(sentence, i) if is_passive(sentence, i) else None
