"""Harm told by a verb: "killed six", "six died", "six were pulled from the rubble", "taken to hospital"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.extraction.clauses import clause, is_passive, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.phrases import counted, is_person
from rashomon.extraction.suffering import has_figure, told
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Kind, Sentence

_FATAL = frozenset({"dead", "fatally"})

_RUBBLE = frozenset(
    {
        "rubble",
        "debris",
        "wreckage",
        "ruins",
        "ruin",
        "building",
        "collapse",
        "water",
        "flame",
        "river",
        "sea",
    }
)


def of_object(
    sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]
) -> Iterator[Happening]:
    token = sentence.tokens[i]
    if token.lemma in ("hit", "strike") and not _struck(sentence):
        return
    if token.lemma in ("shoot", "stab", "beat"):
        sharper = _sharper(sentence, i)
        if sharper is None:
            return
        outcome = sharper
    if token.lemma == "evacuate" and _from_rubble(sentence, i):
        outcome = Outcome.RESCUED
    patient, agent = _patient(sentence, i)
    beside = outcome is Outcome.KILLED and _reflexive(sentence, i)
    over = _classified(sentence, i)
    if over is not None:
        patient = next(iter(sentence.related(over, "obj")), subject(sentence, over))
    if patient is None or not is_person(sentence, patient):
        return
    if outcome is Outcome.RELEASED and _from_care(sentence, i):
        return
    if token.relation == "amod" and not has_figure(sentence, patient, quantities):
        return
    for happening in told(sentence, i, outcome, patient, quantities, agent=agent, over=over):
        yield replace(happening, beside=beside)


def _reflexive(sentence: Sentence, i: int) -> bool:
    """ "Killed himself": the attacker's own death is told beside those of the victims."""
    return any(
        sentence.tokens[j].lower in ("himself", "herself", "themselves") for j in sentence.related(i, "obj")
    )


def _classified(sentence: Sentence, i: int) -> int | None:
    """The verb of "was classified as injured", "were listed as missing"."""
    head = sentence.tokens[i].head
    marks = [j for j in sentence.children[i] if sentence.tokens[j].lower == "as"]
    if head is not None and sentence.tokens[head].lower == "as":
        return sentence.tokens[head].head
    return head if marks and head is not None and sentence.tokens[head].pos == "VERB" else None


def _patient(sentence: Sentence, i: int) -> tuple[int | None, int | None]:
    """Whom a verb that acts on its object happened to, and who did it."""
    token = sentence.tokens[i]
    objects = [j for j in sentence.related(i, "obj", "iobj") if sentence.tokens[j].pos != "PUNCT"]
    own = subject(sentence, i)
    if objects:
        if _reflexive(sentence, i):
            return own if own is not None else objects[0], None
        return objects[0], own
    agent = next(iter(sentence.related(i, "obl:agent")), None)
    if token.relation in ("acl", "amod") and token.head is not None:
        return (None if "Tense=Pres" in token.features else _all_joined(sentence, token.head)), agent
    if (
        token.relation in ("xcomp", "ccomp", "advcl")
        and token.head is not None
        and not sentence.related(i, "nsubj")
    ):
        of_governor = [j for j in sentence.related(token.head, "obj") if j != i]
        if of_governor:
            return of_governor[0], None
    if own is not None and (is_passive(sentence, i) or _reduced(sentence, i, own)):
        return own, agent
    after = [
        j
        for j in sentence.related(i, "nsubj", "xcomp", "ccomp")
        if j > i and sentence.tokens[j].pos in ("NOUN", "NUM", "PROPN")
    ]
    return (after[0] if after else None), own


def _all_joined(sentence: Sentence, i: int) -> int:
    """The first of a coordination whose last member alone the parser hangs the participle on."""
    token = sentence.tokens[i]
    while token.relation == "conj" and token.head is not None and sentence.tokens[token.head].pos in ("NOUN", "NUM"):
        i, token = token.head, sentence.tokens[token.head]
    return i


def _reduced(sentence: Sentence, i: int, own: int) -> bool:
    """Headlines leave out "were": "12 wounded in market". A figure or the lack of a clause tells it."""
    token = sentence.tokens[own]
    return is_person(sentence, own) and (
        sentence.kind is Kind.HEADLINE
        or token.pos == "NUM"
        or any(sentence.tokens[j].relation == "nummod" for j in sentence.children[own])
    )


def _sharper(sentence: Sentence, i: int) -> Outcome | None:
    """What "shoot" comes to: intercepted things and missed shots are none of ours, "shot dead" is killed."""
    near = [sentence.tokens[j] for j in sentence.children[i]]
    if any(token.relation == "compound:prt" for token in near):
        return None
    if any(token.lower in _FATAL for token in near):
        return None if any(token.lower == "dead" for token in near) else Outcome.KILLED
    if any(token.lower == "death" and token.relation == "obl" for token in near):
        return Outcome.KILLED
    joined = [
        j
        for j in sentence.children[i]
        if sentence.tokens[j].relation == "conj" and not sentence.related(j, "nsubj")
    ]
    if any(
        sentence.tokens[j].lemma in ("kill", "wound", "injure", "die", "murder", "hurt")
        and not sentence.related(j, "obj", "nsubj")
        for j in joined
    ):
        return None
    head = sentence.tokens[i].head
    if head is not None and sentence.tokens[i].relation == "conj" and not sentence.related(i, "nsubj", "obj"):
        if sentence.tokens[head].lemma in ("kill", "wound", "injure"):
            return None
    if any(token.lower == "at" for token in near):
        return None
    return Outcome.INJURED


def _struck(sentence: Sentence) -> bool:
    """Whether there is something about that can hit people."""
    return any(token.lemma in words("en", "events", "harmed.by") for token in sentence.tokens)


def _from_care(sentence: Sentence, i: int) -> bool:
    """Patients who are treated and released were never held."""
    return any(token.lemma in ("hospital", "treat", "treatment", "clinic") for token in sentence.tokens)


def _from_rubble(sentence: Sentence, i: int) -> bool:
    for j in sentence.related(i, "obl"):
        cases = {sentence.tokens[k].lower for k in sentence.children[j]}
        if ("from" in cases and sentence.tokens[j].lemma in _RUBBLE - {"building"}) or (
            "under" in cases | {""} and sentence.tokens[j].lemma in _RUBBLE
        ):
            return True
    return False


def of_subject(
    sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]
) -> Iterator[Happening]:
    token = sentence.tokens[i]
    patient = subject(sentence, i)
    if patient is None and token.relation in ("acl", "acl:relcl"):
        patient = token.head
    if patient is None or not is_person(sentence, patient):
        return
    if token.lemma == "succumb" or outcome is not Outcome.DISPLACED or _flees_home(sentence, i):
        yield from told(sentence, i, outcome, patient, quantities)


def _flees_home(sentence: Sentence, i: int) -> bool:
    """People who flee a scene are not displaced: it takes homes, towns or a country that are left, or a figure."""
    return any(
        sentence.tokens[j].lemma
        in (
            "home",
            "house",
            "village",
            "town",
            "city",
            "area",
            "region",
            "country",
            "neighborhood",
            "fighting",
            "violence",
        )
        for j in sentence.subtree(i)
    )


def of_lives(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Claimed the lives of 11", "cost 11 lives", "11 lost their lives"."""
    for j in sentence.related(i, "obj"):
        if sentence.tokens[j].lemma != "life":
            continue
        if sentence.tokens[i].lemma == "lose":
            patient = subject(sentence, i)
        elif has_figure(sentence, j, quantities):
            patient = j
        else:
            patient = next((k for k in sentence.related(j, "nmod") if is_person(sentence, k)), None)
        if patient is not None and (patient == j or is_person(sentence, patient)):
            yield from told(sentence, i, Outcome.KILLED, patient, quantities)


def of_rescue(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """People pulled out of rubble are rescued; bodies are not."""
    alive = any(sentence.tokens[j].lower == "alive" for j in sentence.children[i])
    if (
        not alive
        and not _from_rubble(sentence, i)
        and not any(sentence.tokens[j].lower in ("out", "from") for j in sentence.subtree(i))
    ):
        return
    patient, _ = _patient(sentence, i)
    if patient is None or not is_person(sentence, patient):
        return
    if sentence.tokens[counted(sentence, patient)].lemma in ("body", "corpse", "remains", "survivor"):
        return
    if alive or _from_rubble(sentence, i):
        yield from told(sentence, i, Outcome.RESCUED, patient, quantities)


def of_hospital(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Four people were taken to hospital", "a crash sent nine to the hospital"."""
    if not any(
        sentence.tokens[j].lemma in words("en", "events", "hospital.places") for j in _goals(sentence, i)
    ):
        return
    patient, _ = _patient(sentence, i)
    if patient is not None and is_person(sentence, patient):
        yield from told(sentence, i, Outcome.INJURED, patient, quantities)


def _goals(sentence: Sentence, i: int) -> list[int]:
    """Where to: the goals of verb i, and the parts of their names."""
    goals = [
        j
        for j in sentence.related(i, "obl")
        if any(sentence.tokens[k].lower in ("to", "in", "at", "into") for k in sentence.children[j])
    ]
    return [k for j in goals for k in (j, *sentence.children[j])]
