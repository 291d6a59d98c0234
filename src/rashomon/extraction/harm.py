"""What happened to people: killed, injured, missing, trapped, rescued, held, driven out.

Verbs say it of their object or subject ("killed six", "six died"), predicates of their noun ("six dead"),
nouns of themselves ("six deaths") or of what follows ("the deaths of six"), tolls of a running figure ("rose
to six").
"""

from collections.abc import Iterator, Sequence

from rashomon.extraction.care import of_hospital
from rashomon.extraction.displacing import of_home
from rashomon.extraction.forces import of_losses
from rashomon.extraction.happening import Happening
from rashomon.extraction.harm_verbs import (
    of_lives,
    of_object,
    of_particle,
    of_rescue,
    of_subject,
    of_turning,
)
from rashomon.extraction.harm_words import (
    among,
    is_collective,
    of_condition,
    of_noun,
    of_predicate,
    of_stay,
    of_wounds,
)
from rashomon.extraction.suffering import outcomes
from rashomon.extraction.surviving import of_surviving
from rashomon.extraction.tolls import of_toll
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence


def harms(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """Every happening to people that the sentence tells, each with its figure."""
    for i, token in enumerate(sentence.tokens):
        if token.pos not in ("VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN"):
            continue
        lemma = token.lemma
        if lemma in outcomes("object") and is_collective(sentence, i):
            yield from among(sentence, i, outcomes("object")[lemma], quantities)
        elif token.pos == "VERB" and lemma in outcomes("object"):
            yield from of_object(sentence, i, outcomes("object")[lemma], quantities)
        elif token.pos == "VERB" and lemma in outcomes("subject"):
            yield from of_subject(sentence, i, outcomes("subject")[lemma], quantities)
        elif lemma in outcomes("predicate") or token.lower in outcomes("predicate"):
            outcome = outcomes("predicate").get(lemma) or outcomes("predicate")[token.lower]
            yield from of_predicate(sentence, i, outcome, quantities)
        elif token.pos == "VERB" and lemma in words("en", "events", "lives.verbs"):
            yield from of_lives(sentence, i, quantities)
        elif token.pos == "VERB" and lemma in words("en", "events", "rescuing.verbs"):
            yield from of_rescue(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in words("en", "events", "toll.nouns"):
            yield from of_toll(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in outcomes("noun"):
            yield from of_noun(sentence, i, outcomes("noun")[lemma], quantities)
        elif token.pos == "NOUN" and lemma == "condition":
            yield from of_condition(sentence, i, quantities)
        if token.pos == "VERB" and lemma in words("en", "events", "hospital.verbs"):
            yield from of_hospital(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in words("en", "events", "harmed.nouns"):
            yield from of_wounds(sentence, i, quantities)
        if lemma in words("en", "events", "stays.verbs"):
            yield from of_stay(sentence, i, quantities)
        if token.pos == "VERB":
            yield from of_particle(sentence, i, quantities)
            yield from of_turning(sentence, i, quantities)
            yield from of_surviving(sentence, i, quantities)
            yield from of_home(sentence, i, quantities)
            if lemma in table("en", "nouns")["losses"]["lost"]:
                yield from of_losses(sentence, i, quantities)
