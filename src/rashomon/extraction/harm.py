"""What happened to people: killed, injured, missing, trapped, rescued, held, driven out.

Verbs say it of their object or subject ("killed six", "six died"), predicates of their noun ("six dead"), nouns of
themselves ("six deaths") or of what follows ("the deaths of six"), tolls of a running figure ("rose to six").
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rashomon.extraction.clauses import clause, is_passive, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.phrases import Figure, antecedent, counted, figures, is_person, quantity_of
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity, Severity
from rashomon.model.text import Kind, Sentence

_FATAL = frozenset({"dead", "fatally"})
_RUBBLE = frozenset({"rubble", "debris", "wreckage", "ruins", "ruin", "building", "collapse", "water", "flame", "river", "sea"})
_FOUND = frozenset({"find", "leave", "pronounce", "declare", "confirm", "report", "lie", "remain", "presume", "fear", "believe", "list", "feel", "drop", "discover", "go", "be", "become", "classify", "describe", "make", "turn", "render"})  # fmt: skip


@cache
def _verbs(kind: str) -> dict[str, Outcome]:
    return {lemma: Outcome(outcome) for outcome, lemmas in table("en", "events")["suffered"][kind].items() for lemma in lemmas}


@cache
def severities() -> dict[str, Severity]:
    """Lower-case word → severity."""
    return {word: Severity(name) for name, ws in table("en", "events")["severity"].items() for word in ws}


def harms(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """Every happening to people that the sentence tells, each with its figure."""
    for i, token in enumerate(sentence.tokens):
        if token.pos not in ("VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN"):
            continue
        lemma = token.lemma
        if lemma in _verbs("object") and _is_collective(sentence, i):
            yield from _among(sentence, i, _verbs("object")[lemma], quantities)
        elif token.pos == "VERB" and lemma in _verbs("object"):
            yield from _of_object(sentence, i, _verbs("object")[lemma], quantities)
        elif token.pos == "VERB" and lemma in _verbs("subject"):
            yield from _of_subject(sentence, i, _verbs("subject")[lemma], quantities)
        elif lemma in _verbs("predicate") or token.lower in _verbs("predicate"):
            outcome = _verbs("predicate").get(lemma) or _verbs("predicate")[token.lower]
            yield from _of_predicate(sentence, i, outcome, quantities)
        elif token.pos == "VERB" and lemma in ("claim", "lose", "take", "cost"):
            yield from _of_lives(sentence, i, quantities)
        elif token.pos == "VERB" and lemma in ("pull", "evacuate", "dig", "recover"):
            yield from _of_rescue(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in words("en", "events", "toll.nouns"):
            yield from _of_toll(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in _verbs("noun"):
            yield from _of_noun(sentence, i, _verbs("noun")[lemma], quantities)
        elif token.pos == "NOUN" and lemma == "condition":
            yield from _of_condition(sentence, i, quantities)
        if token.pos == "VERB" and lemma in words("en", "events", "hospital.verbs"):
            yield from _of_hospital(sentence, i, quantities)
        elif token.pos == "NOUN" and lemma in words("en", "events", "harmed.nouns"):
            yield from _of_wounds(sentence, i, quantities)


def _is_collective(sentence: Sentence, i: int) -> bool:
    """"The injured", "those killed": a participle that stands for people."""
    token = sentence.tokens[i]
    if "VerbForm=Part" not in token.features and token.pos not in ("ADJ", "NOUN"):
        return False
    return any(j == i - 1 and sentence.tokens[j].lower in ("the", "those") for j in sentence.children[i]) or (
        i > 0 and sentence.tokens[i - 1].lower == "those" and token.relation in ("acl", "amod")
    )


def _told(
    sentence: Sentence,
    i: int,
    outcome: Outcome,
    patient: int,
    quantities: Sequence[Quantity],
    *,
    agent: int | None = None,
    severity: Severity | None = None,
    over: int | None = None,
    joined: bool = True,
) -> Iterator[Happening]:
    """One happening for each figure of the patient's phrase."""
    severity = severity or severity_of(sentence, i)
    for figure in figures(sentence, patient, quantities, joined=joined):
        first, last = clause(sentence, i if over is None else over, *range(figure.first, figure.last + 1), i)
        if figure.subset:
            first, last = figure.first, figure.last
        yield Happening(
            trigger=i, outcome=outcome, first=first, last=last, figure=figure, agent=agent,
            severity=severity if outcome is Outcome.INJURED else None,
        )  # fmt: skip


def severity_of(sentence: Sentence, i: int) -> Severity | None:
    """What an adverb or adjective beside token i says of the injuries."""
    for j in sentence.children[i]:
        if sentence.tokens[j].relation in ("advmod", "amod"):
            found = severities().get(sentence.tokens[j].lower)
            if found:
                return found
    return None


def _of_object(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    token = sentence.tokens[i]
    if token.lemma in ("shoot", "stab", "beat"):
        sharper = _sharper(sentence, i)
        if sharper is None:
            return
        outcome = sharper
    if token.lemma == "evacuate" and _from_rubble(sentence, i):
        outcome = Outcome.RESCUED
    patient, agent = _patient(sentence, i)
    beside = _reflexive(sentence, i)
    over = _classified(sentence, i)
    if over is not None:
        patient = next(iter(sentence.related(over, "obj")), subject(sentence, over))
    if patient is None or not is_person(sentence, patient):
        return
    if outcome is Outcome.RELEASED and _from_care(sentence, i):
        return
    if token.relation == "amod" and not _counts(sentence, patient, quantities):
        return
    for happening in _told(sentence, i, outcome, patient, quantities, agent=agent, over=over):
        yield replace(happening, beside=beside)


def _reflexive(sentence: Sentence, i: int) -> bool:
    """"Killed himself": the attacker's own death is told beside those of the victims."""
    return any(sentence.tokens[j].lower in ("himself", "herself", "themselves") for j in sentence.related(i, "obj"))


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
        return (None if "Tense=Pres" in token.features else token.head), agent
    if token.relation in ("xcomp", "ccomp", "advcl") and token.head is not None and not sentence.related(i, "nsubj"):
        of_governor = [j for j in sentence.related(token.head, "obj") if j != i]
        if of_governor:
            return of_governor[0], None
    if own is not None and (is_passive(sentence, i) or _reduced(sentence, i, own)):
        return own, agent
    after = [j for j in sentence.related(i, "nsubj", "xcomp", "ccomp") if j > i and sentence.tokens[j].pos in ("NOUN", "NUM", "PROPN")]
    return (after[0] if after else None), own


def _reduced(sentence: Sentence, i: int, own: int) -> bool:
    """Headlines leave out "were": "12 wounded in market". A figure or the lack of a clause tells it."""
    token = sentence.tokens[own]
    return is_person(sentence, own) and (sentence.kind is Kind.HEADLINE or token.pos == "NUM" or any(sentence.tokens[j].relation == "nummod" for j in sentence.children[own]))


def _sharper(sentence: Sentence, i: int) -> Outcome | None:
    """What "shoot" comes to: intercepted things and missed shots are none of ours, "shot dead" is killed."""
    near = [sentence.tokens[j] for j in sentence.children[i]]
    if any(token.relation == "compound:prt" for token in near):
        return None
    if any(token.lower in _FATAL for token in near):
        return None if any(token.lower == "dead" for token in near) else Outcome.KILLED
    joined = [j for j in sentence.children[i] if sentence.tokens[j].relation == "conj" and not sentence.related(j, "nsubj")]
    if any(sentence.tokens[j].lemma in ("kill", "wound", "injure", "die", "murder", "hurt") and not sentence.related(j, "obj", "nsubj") for j in joined):
        return None
    head = sentence.tokens[i].head
    if head is not None and sentence.tokens[i].relation == "conj" and not sentence.related(i, "nsubj", "obj"):
        if sentence.tokens[head].lemma in ("kill", "wound", "injure"):
            return None
    if any(token.lower == "at" for token in near):
        return None
    return Outcome.INJURED


def _from_care(sentence: Sentence, i: int) -> bool:
    """Patients who are treated and released were never held."""
    return any(token.lemma in ("hospital", "treat", "treatment", "clinic") for token in sentence.tokens)


def _from_rubble(sentence: Sentence, i: int) -> bool:
    for j in sentence.related(i, "obl"):
        cases = {sentence.tokens[k].lower for k in sentence.children[j]}
        if "from" in cases and sentence.tokens[j].lemma in _RUBBLE - {"building"} or "under" in cases | {""} and sentence.tokens[j].lemma in _RUBBLE:
            return True
    return False


def _of_subject(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    token = sentence.tokens[i]
    patient = subject(sentence, i)
    if patient is None and token.relation in ("acl", "acl:relcl"):
        patient = token.head
    if patient is None or not is_person(sentence, patient):
        return
    if token.lemma == "succumb" or outcome is not Outcome.DISPLACED or _flees_home(sentence, i):
        yield from _told(sentence, i, outcome, patient, quantities)


def _flees_home(sentence: Sentence, i: int) -> bool:
    """People who flee a scene are not displaced: it takes homes, towns or a country that are left, or a figure."""
    return any(
        sentence.tokens[j].lemma in ("home", "house", "village", "town", "city", "area", "region", "country", "neighborhood", "fighting", "violence")
        for j in sentence.subtree(i)
    )


def _of_predicate(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    token = sentence.tokens[i]
    if token.lower == "missing" and sentence.related(i, "obj"):
        return
    own = sentence.related(i, "nsubj")
    if own:
        if is_person(sentence, own[-1]):
            yield from _told(sentence, i, outcome, own[-1], quantities)
        return
    direct = quantity_of(sentence, i, quantities)
    if direct is not None and token.relation != "amod":
        yield from _told(sentence, i, outcome, i, quantities)
        return
    if token.head is None:
        return
    head = sentence.tokens[token.head]
    if any(sentence.tokens[j].lower == "the" for j in sentence.children[i]):
        yield from _among(sentence, i, outcome, quantities)
    elif token.relation in ("amod", "acl"):
        if is_person(sentence, token.head) and head.pos in ("NOUN", "NUM") and (_counts(sentence, token.head, quantities) or token.head < i):
            yield from _told(sentence, i, outcome, token.head, quantities)
    elif token.relation in ("xcomp", "advmod", "obj", "advcl", "obl", "ccomp", "conj") and (head.lemma in _FOUND or head.lemma == "shoot"):
        patient = next(iter(j for j in sentence.related(token.head, "obj") if j != i), None)
        if patient is None:
            patient = subject(sentence, token.head)
        if patient is not None and is_person(sentence, patient):
            yield from _told(sentence, i, outcome, patient, quantities, over=token.head)


def _counts(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> bool:
    return quantity_of(sentence, i, quantities) is not None


def _among(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"Among the injured were three children", "the dead include two women": parts of a whole told before."""
    token = sentence.tokens[i]
    if token.head is None:
        return
    head = sentence.tokens[token.head]
    cases = {sentence.tokens[j].lower for j in sentence.children[i]}
    parts: list[int] = []
    if "among" in cases:
        own = subject(sentence, token.head)
        parts = [own] if own is not None and own != i else [token.head] if head.pos in ("NOUN", "PROPN", "NUM") else []
    elif head.lemma in ("include", "be") and token.relation == "nsubj":
        parts = sentence.related(token.head, "obj", "xcomp")
    for part in parts:
        if not is_person(sentence, part):
            continue
        for happening in _told(sentence, i, outcome, part, quantities, over=token.head):
            figure = happening.figure
            if figure is not None and not (figure.quantity and figure.quantity.modifier == "and"):
                yield replace(happening, figure=replace(figure, subset=True))


def _of_noun(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    token = sentence.tokens[i]
    if token.lemma in ("wounded", "injured") and any(sentence.tokens[j].lower == "the" for j in sentence.children[i]) and not _counts(sentence, i, quantities):
        yield from _among(sentence, i, outcome, quantities)
        return
    if outcome is Outcome.INJURED and token.head is not None and sentence.tokens[token.head].lemma in words("en", "events", "harmed.verbs"):
        return
    if _counts(sentence, i, quantities):
        yield from _told(sentence, i, outcome, i, quantities, joined=False)
        return
    none = _no_reports(sentence, i, quantities)
    if none is not None and token.head is not None:
        first, last = clause(sentence, token.head)
        figure = Figure(head=i, first=first, last=i, quantity=none)
        yield Happening(trigger=i, outcome=outcome, first=first, last=last, figure=figure)
        return
    if token.lemma in nouns.people("en") and token.lemma not in ("fatality", "body", "corpse", "remains"):
        return
    if any(sentence.tokens[j].lower == "attempted" for j in sentence.children[i]):
        return
    for j in sentence.related(i, "nmod"):
        cases = {sentence.tokens[k].lower for k in sentence.children[j]}
        if ("of" in cases or sentence.tokens[j].relation == "nmod:poss") and is_person(sentence, j) and _someone(sentence, j, quantities):
            yield from _told(sentence, i, outcome, j, quantities)


def _no_reports(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity of "no reports of casualties": nobody gives a figure, which is not none."""
    head = sentence.tokens[i].head
    if head is None:
        return None
    quantity = quantity_of(sentence, head, quantities)
    return quantity if quantity is not None and quantity.modifier == "no reports" else None


def _someone(sentence: Sentence, j: int, quantities: Sequence[Quantity]) -> bool:
    token = sentence.tokens[j]
    return _counts(sentence, j, quantities) or token.pos == "PROPN" or token.lemma in nouns.people("en") and token.pos == "NOUN"


def _of_toll(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"The death toll rose to 15", "the number of injured reached 35", "a toll of 12"."""
    outcome = _toll_outcome(sentence, i)
    if outcome is None:
        return
    for j in [*sentence.subtree(i), *_toll_places(sentence, i)]:
        quantity = quantity_of(sentence, j, quantities) if j != i else None
        if quantity is None or (quantity.lower is None and quantity.upper is None):
            continue
        if any(sentence.tokens[k].lower == "from" for k in sentence.children[j]):
            continue
        first, last = clause(sentence, i, j)
        figure = Figure(head=j, first=j, last=j, quantity=quantity)
        yield Happening(trigger=i, outcome=outcome, first=first, last=last, figure=figure, toll=True)
        return


def _toll_outcome(sentence: Sentence, i: int) -> Outcome | None:
    if sentence.tokens[i].lemma in ("toll", "count"):
        near = {sentence.tokens[j].lemma for j in sentence.children[i]}
        compounds = table("en", "events")["toll"]["compounds"]
        return next((Outcome(compounds[word]) for word in sorted(near) if word in compounds), Outcome.KILLED if "human" in near else None)
    for j in sentence.children[i]:
        if j < i and sentence.tokens[j].relation != "compound":
            continue
        for k in sentence.subtree(j)[:6]:
            token = sentence.tokens[k]
            for kind in ("predicate", "object", "noun"):
                if token.lemma in _verbs(kind) and token.lower != "missing" or token.lower in _verbs("predicate"):
                    return _verbs(kind).get(token.lemma) or _verbs("predicate").get(token.lower)
    return None


def _toll_places(sentence: Sentence, i: int) -> list[int]:
    """Where the figure of a toll stands: the object or goal of its verb, or of the verb that it is the object of."""
    head = sentence.tokens[i].head
    if head is None or sentence.tokens[head].lemma not in words("en", "events", "toll.verbs"):
        if head is not None and sentence.tokens[i].relation in ("nsubj", "nsubj:pass") and any(sentence.tokens[k].relation == "cop" for k in sentence.children[head]):
            return [head]
        return []
    found = []
    for j in sentence.related(head, "obj", "obl", "xcomp", "nummod", "advmod", "dep"):
        if j == i:
            continue
        cases = {sentence.tokens[k].lower for k in sentence.children[j]}
        if sentence.tokens[j].relation != "obl" or cases & {"to", "at", "past", "above", "over"}:
            found.append(j)
    return found


def _of_lives(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"Claimed the lives of 11", "cost 11 lives", "11 lost their lives"."""
    for j in sentence.related(i, "obj"):
        if sentence.tokens[j].lemma != "life":
            continue
        if sentence.tokens[i].lemma == "lose":
            patient = subject(sentence, i)
        elif _counts(sentence, j, quantities):
            patient = j
        else:
            patient = next((k for k in sentence.related(j, "nmod") if is_person(sentence, k)), None)
        if patient is not None and (patient == j or is_person(sentence, patient)):
            yield from _told(sentence, i, Outcome.KILLED, patient, quantities)


def _of_rescue(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """People pulled out of rubble are rescued; bodies are not."""
    alive = any(sentence.tokens[j].lower == "alive" for j in sentence.children[i])
    if not alive and not _from_rubble(sentence, i) and not any(sentence.tokens[j].lower in ("out", "from") for j in sentence.subtree(i)):
        return
    patient, _ = _patient(sentence, i)
    if patient is None or not is_person(sentence, patient):
        return
    if sentence.tokens[counted(sentence, patient)].lemma in ("body", "corpse", "remains", "survivor"):
        return
    if alive or _from_rubble(sentence, i):
        yield from _told(sentence, i, Outcome.RESCUED, patient, quantities)


def _of_hospital(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"Four people were taken to hospital", "a crash sent nine to the hospital"."""
    if not any(sentence.tokens[j].lemma in words("en", "events", "hospital.places") for j in _goals(sentence, i)):
        return
    patient, _ = _patient(sentence, i)
    if patient is not None and is_person(sentence, patient):
        yield from _told(sentence, i, Outcome.INJURED, patient, quantities)


def _goals(sentence: Sentence, i: int) -> list[int]:
    """Where to: the goals of verb i, and the parts of their names."""
    goals = [
        j
        for j in sentence.related(i, "obl")
        if any(sentence.tokens[k].lower in ("to", "in", "at", "into") for k in sentence.children[j])
    ]
    return [k for j in goals for k in (j, *sentence.children[j])]


def _of_wounds(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"He suffered a gunshot wound", "two were treated for burns", "a man with stab wounds"."""
    token = sentence.tokens[i]
    if token.head is None or token.relation in ("compound", "conj"):
        return
    head = sentence.tokens[token.head]
    severity = severity_of(sentence, i)
    if head.lemma in words("en", "events", "harmed.verbs") and head.pos == "VERB" and token.relation in ("obj", "obl"):
        if any(sentence.tokens[j].lower == "fatal" for j in sentence.children[i]):
            return
        patient = subject(sentence, token.head)
        if patient is None and head.relation == "acl":
            patient = head.head
        if patient is not None and is_person(sentence, patient):
            yield from _told(sentence, token.head, Outcome.INJURED, patient, quantities, severity=severity, over=token.head)
    elif token.relation == "nmod" and any(sentence.tokens[j].lower == "with" for j in sentence.children[i]):
        if is_person(sentence, token.head) and head.pos in ("NOUN", "NUM"):
            yield from _told(sentence, i, Outcome.INJURED, token.head, quantities, severity=severity, over=token.head)


def _of_condition(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """"Two are in critical condition": injured, as badly as it says."""
    states = [sentence.tokens[j].lower for j in sentence.children[i] if sentence.tokens[j].relation in ("amod", "compound", "conj")]
    if not any(state in words("en", "events", "harmed.conditions") for state in states):
        return
    if not any(sentence.tokens[j].lower == "in" for j in sentence.children[i]):
        return
    head = sentence.tokens[i].head
    if head is None:
        return
    severity = next((severities()[state] for state in states if state in severities()), None)
    if sentence.tokens[head].pos in ("NOUN", "NUM", "PROPN") and sentence.tokens[i].relation == "nmod":
        patient: int | None = head
        if sentence.tokens[head].lemma not in nouns.people("en") and not _counts(sentence, head, quantities):
            patient = subject(sentence, sentence.tokens[head].head) if sentence.tokens[head].head is not None else None
    else:
        patient = next(iter(sentence.related(head, "obj")), None)
        if patient is None or not is_person(sentence, patient):
            patient = subject(sentence, head)
    if patient is not None and is_person(sentence, antecedent(sentence, patient)):
        yield from _told(sentence, i, Outcome.INJURED, patient, quantities, severity=severity, over=head)
