"""Harm told by a verb: "killed six", "six died", "six were pulled from the rubble"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.extraction.clauses import forced, governs, is_company, is_passive, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted, is_person, left_edge
from rashomon.extraction.joining import conjuncts
from rashomon.extraction.markers import is_infinitive
from rashomon.extraction.suffering import has_figure, outcomes, told
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Kind, Sentence

_SELVES = frozenset({"himself", "herself", "themselves"})


def of_object(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Killed six", "six were killed", "six people hurt": what verb i did to its object, for each figure."""
    token = sentence.tokens[i]
    told_of = sharper(sentence, i, outcome)
    if told_of is None:
        return
    outcome = told_of
    patient, agent = patient_of(sentence, i)
    beside = outcome is Outcome.KILLED and _reflexive(sentence, i) and _harms_others(sentence, i)
    over = _classified(sentence, i)
    if over is not None:
        patient = next(iter(sentence.related(over, "obj")), subject(sentence, over))
    if outcome is Outcome.INJURED and patient is not None and are_dead(sentence, patient):
        patient = i - 1 if i - 1 in conjuncts(sentence, patient) else None  # "13 bodies and 35 injured"
    if patient is None or not is_person(sentence, patient):
        return
    if (outcome is Outcome.RELEASED and _from_care(sentence)) or _hits_place(sentence, i, patient, agent):
        return
    if token.relation == "amod" and not has_figure(sentence, patient, quantities):
        return
    for happening in told(sentence, i, outcome, patient, quantities, agent=agent, over=over):
        yield replace(happening, beside=beside)
    if outcome is Outcome.KILLED and agent is not None and _then_himself(sentence, i):
        for happening in told(sentence, i, outcome, agent, quantities):
            yield replace(happening, beside=True)


def _hits_place(sentence: Sentence, i: int, patient: int, agent: int | None) -> bool:
    """Whether a bare name that a blast or a storm hits may well be a town's or a make's: "a quake hit Orlat"."""
    names = [j for j in sentence.children[patient] if sentence.tokens[j].pos in ("PROPN", "NUM")]
    bare = sentence.tokens[patient].pos == "PROPN" and (
        governs(sentence, patient, "a", "an")
        or not names
        or sentence.tokens[min(names)].lower in words("en", "places", "arabic") - {"al", "sheikh", "shaykh"}
    )
    blow = sentence.tokens[i].lemma in words("en", "events", "aimed.blows")
    return bare and blow and agent is not None and sentence.tokens[agent].lemma in words("en", "events", "aimed.wide")


def _then_himself(sentence: Sentence, i: int) -> bool:
    """ "Killed two people and then himself"."""
    return any(sentence.tokens[j].lower in _SELVES for j in sentence.related(i, "conj"))


def of_particle(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Six passed away": what verb i says with its particle."""
    lemma = sentence.tokens[i].lemma
    for j in sentence.related(i, "compound:prt", "advmod"):
        outcome = outcomes("phrasal").get(f"{lemma} {sentence.tokens[j].lower}")
        if outcome is not None and j == i + 1:  # a storm passes miles away
            yield from of_subject(sentence, i, outcome, quantities)


def of_turning(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Turned the gun on himself", of somebody who has just killed others: he killed himself, too."""
    weapons = words("en", "nouns", "means.nouns")
    if sentence.tokens[i].lemma != "turn" or not any(
        sentence.tokens[j].lemma in weapons for j in sentence.related(i, "obj")
    ):
        return
    for j in sentence.related(i, "obl"):
        if sentence.tokens[j].lower in _SELVES and _kills_others(sentence):
            own = subject(sentence, i)
            for happening in told(sentence, i, Outcome.KILLED, j if own is None else own, quantities):
                yield replace(happening, beside=True)


def _kills_others(sentence: Sentence) -> bool:
    """Whether a verb of the sentence says that somebody killed others."""
    return any(
        token.pos == "VERB"
        and (outcome := outcomes("object").get(token.lemma)) is not None
        and sharper(sentence, j, outcome) is Outcome.KILLED
        and any(is_person(sentence, k) for k in sentence.related(j, "obj"))
        and not _reflexive(sentence, j)
        for j, token in enumerate(sentence.tokens)
    )


def _reflexive(sentence: Sentence, i: int) -> bool:
    """ "Killed himself": the attacker's own death is told beside those of the victims."""
    return any(sentence.tokens[j].lower in _SELVES for j in sentence.related(i, "obj"))


def _harms_others(sentence: Sentence, i: int) -> bool:
    """Whether another verb of the sentence says what somebody did to others ("shot his wife and killed himself")."""
    hurting = (Outcome.KILLED, Outcome.INJURED)
    return any(
        outcomes("object").get(token.lemma) in hurting
        and j != i
        and any(is_person(sentence, k) for k in sentence.related(j, "obj"))
        and not _reflexive(sentence, j)
        for j, token in enumerate(sentence.tokens)
        if token.pos == "VERB"
    )


def _classified(sentence: Sentence, i: int) -> int | None:
    """The verb of "was classified as injured", "were listed as missing"; "as having killed six" has its own object."""
    if sentence.related(i, "obj"):
        return None
    head = sentence.tokens[i].head
    marks = [j for j in sentence.children[i] if j < i and sentence.tokens[j].lower == "as"]
    if head is not None and sentence.tokens[head].lower == "as":
        return sentence.tokens[head].head
    return head if marks and head is not None and sentence.tokens[head].pos == "VERB" else None


def patient_of(sentence: Sentence, i: int) -> tuple[int | None, int | None]:
    """Whom a verb that acts on its object happened to, and who did it."""
    token = sentence.tokens[i]
    objects = [j for j in sentence.related(i, "obj", "iobj") if not _is_nopatient_of(sentence, j)]
    own = subject(sentence, i)
    if (
        own is not None
        and objects
        and is_passive(sentence, i)
        and (is_company(sentence, objects[0]) or _is_told_out(sentence, own, objects[0]))
    ):
        objects = []  # "was killed alongside six others", "two were killed: Ada Lind and Bo Reed"
    made_to = forced(sentence, i)
    if made_to is not None and not objects:
        return made_to, None
    if objects:
        if _reflexive(sentence, i):
            return own if own is not None else objects[0], None
        return objects[0], own
    agent = next(iter(sentence.related(i, "obl:agent")), None)
    if token.relation in ("acl", "amod") and token.head is not None:
        acting = "Tense=Pres" in token.features or _who_does(sentence, token.head, i)
        return (None if acting else _all_joined(sentence, token.head)), agent
    if token.relation in ("xcomp", "ccomp", "advcl") and token.head is not None and not sentence.related(i, "nsubj"):
        of_governor = [j for j in sentence.related(token.head, "obj") if j != i]
        if of_governor:
            acting = _is_to_harm(sentence, i) or _who_does(sentence, of_governor[0] - 1, i)
            return (None if acting else of_governor[0]), None
    if own is not None and _is_doer(sentence, own, i):
        return None, own
    if own is not None and (is_passive(sentence, i) or (_reduced(sentence, own) and not _acts(sentence, own, i))):
        return own, agent
    after = [
        j
        for j in sentence.related(i, "nsubj", "xcomp", "ccomp")
        if j > i and sentence.tokens[j].pos in ("NOUN", "NUM", "PROPN")
    ]
    return (after[0] if after else _taken_for_subject(sentence, i)), own


def _is_told_out(sentence: Sentence, own: int, listed: int) -> bool:
    """Whether a colon leads from a subject to the list of those whom it counts."""
    return any(token.text == ":" for token in sentence.tokens[own:listed])


def _taken_for_subject(sentence: Sentence, i: int) -> int | None:
    """The object that the parser made a second subject of the main clause: "the blast that hurt six men was heard"."""
    head = sentence.tokens[i].head
    if sentence.tokens[i].relation != "acl:relcl" or head is None:
        return None
    for j in range(i + 1, len(sentence.tokens)):
        over = sentence.tokens[j].head
        if sentence.tokens[j].relation in ("nsubj", "nsubj:pass") and over is not None:
            others = [k for k in sentence.related(over, "nsubj", "nsubj:pass") if k < i]
            return j if left_edge(sentence, j) == i + 1 and others else None
    return None


def _is_doer(sentence: Sentence, own: int, i: int) -> bool:
    """Whether a pronoun that no noun leads to stands before a bare verb: "he accidentally shot, killed wife"."""
    if sentence.tokens[own].lower not in words("en", "nouns", "pronouns.doers") or own > i:
        return False
    return all(sentence.tokens[j].pos == "ADV" for j in range(own + 1, i))


def _who_does(sentence: Sentence, head: int, i: int) -> bool:
    """Whether verb i, hung on a noun, is what that one did: "a man who they say shot his wife"."""
    between = sentence.tokens[head + 1 : i]
    who = any(token.lower == "who" for token in between)
    return who and not any(token.lemma in ("be", "get") for token in between)


def _is_to_harm(sentence: Sentence, i: int) -> bool:
    """ "Led him to shoot his son": the object of the governor is who does it."""
    return outcomes("object").get(sentence.tokens[i].lemma) in (Outcome.KILLED, Outcome.INJURED) and is_infinitive(
        sentence, i
    )


def _is_nopatient_of(sentence: Sentence, i: int) -> bool:
    """What the parser may hang on a verb as its object: marks, times of day, the "none" of "none fatally"."""
    token = sentence.tokens[i]
    if token.pos == "PUNCT" or token.lower.replace(".", "") in ("am", "pm"):
        return True
    return any(sentence.tokens[j].lower in words("en", "events", "aimed.fatal") for j in sentence.children[i] if j > i)


def _all_joined(sentence: Sentence, i: int) -> int:
    """The first of a coordination whose last member alone the parser hangs the participle on."""
    token = sentence.tokens[i]
    while token.relation == "conj" and token.head is not None and sentence.tokens[token.head].pos in ("NOUN", "NUM"):
        i, token = token.head, sentence.tokens[token.head]
    return i


def _reduced(sentence: Sentence, own: int) -> bool:
    """Headlines leave out "were": "12 wounded in market". A figure or the lack of a clause tells it."""
    token = sentence.tokens[own]
    return is_person(sentence, own) and (
        sentence.kind is Kind.HEADLINE
        or token.pos == "NUM"
        or any(sentence.tokens[j].relation == "nummod" for j in sentence.children[own])
    )


def _acts(sentence: Sentence, own: int, i: int) -> bool:
    """ "Five people were shooting", "the three started shooting": the subject before a participle of the present."""
    return own < i and "Tense=Pres" in sentence.tokens[i].features


def sharper(sentence: Sentence, i: int, outcome: Outcome) -> Outcome | None:
    """The outcome of the verb in this sentence, where the verb alone says too much or too little."""
    lemma = sentence.tokens[i].lemma
    if outcome is Outcome.INJURED and lemma not in words("en", "events", "aimed.verbs") and _is_deadly(sentence, i):
        return Outcome.KILLED
    if lemma in words("en", "events", "aimed.blows") and not _struck(sentence):
        return None
    if lemma in words("en", "events", "aimed.verbs"):
        return _aimed(sentence, i)
    figurative = words("en", "events", "aimed.figurative")
    if any(sentence.tokens[j].lemma in figurative for j in sentence.related(i, "obl")):
        return None
    if lemma == "evacuate" and _from_rubble(sentence, i):
        return Outcome.RESCUED
    return outcome


def _is_deadly(sentence: Sentence, i: int) -> bool:
    """ "Fatally struck", "mortally wounded", and not "none fatally"."""
    beside = {sentence.tokens[j].lower for j in sentence.children[i] if sentence.tokens[j].relation == "advmod"}
    return not beside.isdisjoint(words("en", "events", "aimed.fatal")) and beside.isdisjoint(
        words("en", "events", "aimed.nobody")
    )


def _aimed(sentence: Sentence, i: int) -> Outcome | None:
    """What "shoot" comes to: intercepted things and missed shots are none of ours, "shot dead" is killed."""
    near = [sentence.tokens[j] for j in sentence.children[i] if not sentence.related(j, "nsubj")]
    if any(token.relation == "compound:prt" for token in near):
        return None
    if any(token.lower in words("en", "events", "aimed.fatal") for token in near):
        if any(
            token.lower in words("en", "events", "aimed.nobody") and token.relation not in ("nsubj", "nsubj:pass")
            for token in near
        ):
            return Outcome.INJURED
        return None if any(token.lower == "dead" for token in near) else Outcome.KILLED
    if any(token.lower == "death" and token.relation == "obl" for token in near):
        return Outcome.KILLED
    if _ends(sentence, i) or any(token.lower == "at" for token in near):
        return None
    return Outcome.INJURED


def _ends(sentence: Sentence, i: int) -> bool:
    """Whether a verb joined to verb i says what came of it ("shot and wounded"), so that i need not."""
    token = sentence.tokens[i]
    if any(
        sentence.tokens[j].relation == "conj"
        and sentence.tokens[j].lemma in words("en", "events", "aimed.ends")
        and not sentence.related(j, "obj", "nsubj")
        for j in sentence.children[i]
    ):
        return True
    return (
        token.head is not None
        and token.relation == "conj"
        and sentence.tokens[token.head].lemma in words("en", "events", "aimed.ends_before")
        and not sentence.related(i, "nsubj", "obj")
    )


def _struck(sentence: Sentence) -> bool:
    """Whether there is something about that can hit people."""
    return any(token.lemma in words("en", "events", "harmed.by") for token in sentence.tokens)


def _from_care(sentence: Sentence) -> bool:
    """Patients who are treated and released were never held, nor were those on a list of the dead."""
    return any(token.lemma in words("en", "events", "care.words") for token in sentence.tokens)


def _from_rubble(sentence: Sentence, i: int) -> bool:
    """ "From the rubble", "under a building" beside verb i."""
    return any(
        sentence.tokens[j].lemma in words("en", "events", f"rescuing.{case}") and governs(sentence, j, case)
        for j in sentence.related(i, "obl")
        for case in ("from", "under")
    )


def of_subject(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Six died", "six people who fled their homes": what verb i says of its subject, for each figure."""
    token = sentence.tokens[i]
    patient = forced(sentence, i)
    if patient is None:
        patient = subject(sentence, i)
    if patient is None and token.relation in ("acl", "acl:relcl"):
        patient = token.head
    if patient is not None and outcome is Outcome.KILLED:
        patient = taken_where(sentence, i, patient)
    if patient is None or not is_person(sentence, patient):
        return
    if outcome is not Outcome.DISPLACED or _flees_home(sentence, i):
        yield from told(sentence, i, outcome, patient, quantities)


def taken_where(sentence: Sentence, i: int, patient: int) -> int:
    """ "Two boys were taken to hospital, where they died": they are the two who were taken there."""
    where = any(sentence.tokens[j].lower == "where" for j in sentence.children[i])
    if not where or sentence.tokens[patient].lower != "they":
        return patient
    for j in sentence.ancestors(i):
        if sentence.tokens[j].lemma in words("en", "events", "hospital.verbs"):
            taken, _ = patient_of(sentence, j)
            return taken if taken is not None and is_person(sentence, taken) else patient
    return patient


def _flees_home(sentence: Sentence, i: int) -> bool:
    """People who flee a scene are not displaced: it takes a home, a town or a country that is left."""
    return any(
        sentence.tokens[j].lemma in words("en", "events", "fleeing.places")
        and not governs(sentence, j, *words("en", "events", "fleeing.hiding"))
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
    """People pulled out of rubble or recovered alive are rescued; bodies are not."""
    if not governs(sentence, i, "alive") and not _from_rubble(sentence, i):
        return
    patient, _ = patient_of(sentence, i)
    if patient is None or not is_person(sentence, patient):
        return
    if sentence.tokens[counted(sentence, patient)].lemma not in words("en", "events", "rescuing.never"):
        yield from told(sentence, i, Outcome.RESCUED, patient, quantities)


def are_dead(sentence: Sentence, i: int) -> bool:
    """ "Nine deceased guards", "13 martyrs", "four killed victims": the dead are taken to a hospital, too."""
    lemma = sentence.tokens[counted(sentence, i)].lemma
    if lemma in words("en", "events", "collective.dead") | words("en", "events", "collective.honoured"):
        return True
    said = [sentence.tokens[j] for j in sentence.related(i, "amod")]
    return any(
        outcomes("predicate").get(token.lower) is Outcome.KILLED
        or (outcomes("object").get(token.lemma) is Outcome.KILLED and "Tense=Past" in token.features)
        for token in said
    )
