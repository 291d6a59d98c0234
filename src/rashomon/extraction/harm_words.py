"""Harm told by a predicate or a noun: "six dead", "the deaths of six", "among the injured"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.extraction.clauses import clause, governs, is_passive, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.harm_verbs import taken_where
from rashomon.extraction.heads import antecedent, is_person, left_edge
from rashomon.extraction.joining import Figure, conjuncts
from rashomon.extraction.phrases import quantity_of
from rashomon.extraction.suffering import has_figure, is_someone, severities, severity_of, told
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence

#: How the parser hangs a predicate under the verb that finds somebody so.
_UNDER_FOUND = frozenset({"xcomp", "advmod", "obj", "advcl", "obl", "ccomp", "conj"})


def is_collective(sentence: Sentence, i: int) -> bool:
    """ "The injured", "those killed": a participle that stands for people."""
    token = sentence.tokens[i]
    if "VerbForm=Part" not in token.features and token.pos not in ("ADJ", "NOUN"):
        return False
    if i == 0 or (token.pos == "NOUN" and token.lower.removesuffix("s") == token.lemma.removesuffix("s")):
        return False  # "the murder", "the arrests": the deed, and no participle
    before = sentence.tokens[i - 1]
    if before.lower == "those" and token.relation in ("acl", "amod"):
        return True
    return before.lower in ("the", "those") and before.head == i


def of_predicate(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Six are dead", "six dead", "were found dead", "six people missing": what predicate i says of whom."""
    token = sentence.tokens[i]
    if token.lower == "missing" and sentence.related(i, "obj"):
        return
    own = sentence.related(i, "nsubj")
    if own:
        if is_person(sentence, own[-1]):
            yield from told(sentence, i, outcome, own[-1], quantities)
        return
    direct = quantity_of(sentence, i, quantities)
    if direct is not None and token.relation != "amod":
        yield from told(sentence, i, outcome, i, quantities)
        return
    if token.head is None:
        return
    head = sentence.tokens[token.head]
    if governs(sentence, i, "the"):
        yield from among(sentence, i, outcome, quantities)
    elif token.relation in ("amod", "acl"):
        if (
            is_person(sentence, token.head)
            and head.pos in ("NOUN", "NUM")
            and (has_figure(sentence, token.head, quantities) or token.head < i)
        ):
            joined = not _goes_on_behind(sentence, i, token.head)
            yield from told(sentence, i, outcome, token.head, quantities, joined=joined)
    elif token.relation in _UNDER_FOUND and head.lemma in words("en", "events", "found.verbs"):
        patient = _found(sentence, i, token.head)
        if patient is not None and outcome is Outcome.KILLED:
            patient = taken_where(sentence, token.head, patient)
        if patient is not None and is_person(sentence, patient):
            yield from told(sentence, i, outcome, patient, quantities, over=token.head)


def _goes_on_behind(sentence: Sentence, i: int, head: int) -> bool:
    """Whether others are joined to the head behind predicate i, which is not of them: "one dead and 14 injured"."""
    return any(head < i < j for j in conjuncts(sentence, head))


def _found(sentence: Sentence, i: int, verb: int) -> int | None:
    """Who is found, left, declared as predicate i says, under that verb."""
    objects = [j for j in sentence.related(verb, "obj") if j != i]
    if objects:
        return objects[0]
    named = [j for j in sentence.related(i, "compound") if sentence.tokens[j].pos == "PROPN"]
    if named:
        return named[-1]  # "pronounced Reed dead", which the parser takes for one noun
    return subject(sentence, verb)


def among(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Among the injured were three", "the dead include two women": parts of a whole told before."""
    token = sentence.tokens[i]
    if token.head is None:
        return
    for part in _told_among(sentence, i, token.head):
        if not is_person(sentence, part):
            continue
        for happening in told(sentence, i, outcome, part, quantities, over=token.head):
            figure = happening.figure
            if figure is not None and not (figure.quantity and figure.quantity.modifier == "and"):
                yield replace(happening, figure=replace(figure, subset=True))


def _told_among(sentence: Sentence, i: int, head: int) -> list[int]:
    """Who is told to be among the people of token i, which stands under token `head`."""
    governor = sentence.tokens[head]
    if governs(sentence, i, "among"):
        own = subject(sentence, head)
        if own is not None and own != i:
            return [own]
        return [head] if governor.pos in ("NOUN", "PROPN", "NUM") else []
    if governor.lemma in ("include", "be") and sentence.tokens[i].relation == "nsubj":
        return sentence.related(head, "obj", "xcomp")
    return []


def of_noun(sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Six deaths", "the deaths of six", "no reports of injuries": what noun i or what follows it counts."""
    token = sentence.tokens[i]
    counts = has_figure(sentence, i, quantities)
    if token.lemma in words("en", "events", "collective.nouns") and governs(sentence, i, "the") and not counts:
        yield from among(sentence, i, outcome, quantities)
        return
    if token.lemma in words("en", "events", "collective.honoured") and sentence.related(i, "nmod:poss"):
        return
    head = None if token.head is None else sentence.tokens[token.head]
    if outcome is Outcome.INJURED and head and head.lemma in words("en", "events", "harmed.verbs"):
        return
    if counts:
        yield from told(sentence, i, outcome, i, quantities, joined=False)
        return
    some = _some_of(sentence, i, quantities)
    if some is not None:
        for happening in told(sentence, i, outcome, some, quantities, joined=False):
            yield replace(happening, figure=happening.figure and replace(happening.figure, subset=True))
        return
    none = _no_reports(sentence, i, quantities)
    if none is not None and token.head is not None:
        first, last = clause(sentence, token.head)
        figure = Figure(head=i, first=first, last=i, quantity=none)
        yield Happening(trigger=i, outcome=outcome, first=first, last=last, figure=figure)
        return
    if token.lemma in nouns.people("en") and token.lemma not in words("en", "events", "collective.dead"):
        return
    if governs(sentence, i, "attempted"):
        return
    outcome = Outcome.KILLED if outcome is Outcome.INJURED and _is_deadly(sentence, i) else outcome
    for j in (*sentence.related(i, "nmod"), *_behind_verb(sentence, i)):
        owned = governs(sentence, j, "of") or sentence.tokens[j].relation == "nmod:poss"
        owned = owned or (outcome is Outcome.INJURED and governs(sentence, j, "to"))
        if owned and is_person(sentence, j) and is_someone(sentence, j, quantities):
            yield from told(sentence, i, outcome, j, quantities)


def _some_of(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> int | None:
    """The number of those who are some of the ones that noun i tells of: "two (more) of the deaths were in Velm"."""
    number = sentence.tokens[i].head
    if number is None or not (governs(sentence, i, "of") and governs(sentence, i, "the", "these", "those")):
        return None
    if sentence.tokens[number].lower == "more":
        number = sentence.tokens[number].head
    return number if number is not None and quantity_of(sentence, number, quantities) is not None else None


def _behind_verb(sentence: Sentence, i: int) -> list[int]:
    """Whom the parser hangs on the verb, though they stand right behind noun i: "caused injuries to six people"."""
    head = sentence.tokens[i].head
    if head is None or sentence.tokens[i].relation != "obj":
        return []
    return [j for j in sentence.related(head, "obl") if left_edge(sentence, j) == i + 1]


def _no_reports(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity of "no reports of casualties": nobody gives a figure, which is not none."""
    head = sentence.tokens[i].head
    if head is None:
        return None
    quantity = quantity_of(sentence, head, quantities)
    return quantity if quantity is not None and quantity.modifier == "no reports" else None


def of_wounds(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "He suffered a gunshot wound", "treated for burns", "a man with stab wounds", "caused injuries to two"."""
    token = sentence.tokens[i]
    over = token.head
    if over is None or token.relation in ("compound", "conj"):
        return
    said_to_be = _said_to_be(sentence, i)
    over = over if said_to_be is None else said_to_be
    head = sentence.tokens[over]
    patient = None
    has = said_to_be is not None or token.relation in ("obj", "obl")
    if head.lemma in words("en", "events", "harmed.verbs") and head.pos == "VERB" and has:
        trigger, patient = over if said_to_be is None else i, subject(sentence, over)
        if patient is None and head.relation == "acl":
            patient = head.head
    elif head.lemma in words("en", "events", "harmed.causing") and token.relation == "obj":
        below = [*sentence.related(over, "obl"), *sentence.related(i, "nmod")]
        trigger, patient = i, next((j for j in below if governs(sentence, j, "to", "on", "upon")), None)
    elif token.relation == "nmod" and governs(sentence, i, "with") and head.pos in ("NOUN", "NUM"):
        trigger, patient = i, over
    elif token.relation == "obl" and governs(sentence, i, "with") and head.lemma in words("en", "events", "seen.verbs"):
        trigger = i
        patient = next(
            iter(sentence.related(over, "obj")), subject(sentence, over) if is_passive(sentence, over) else None
        )
    if patient is not None and is_person(sentence, patient):
        severity = severity_of(sentence, i)
        outcome = Outcome.KILLED if _is_deadly(sentence, i) else Outcome.INJURED
        found = list(told(sentence, trigger, outcome, patient, quantities, severity=severity, over=over))
        if head.lemma in words("en", "events", "harmed.causing"):  # "injuries to two civilians and damage"
            found = [one for one in found if one.figure and one.figure.quantity] or found
        yield from found


def _said_to_be(sentence: Sentence, i: int) -> int | None:
    """The verb of what is said to be wounds: "four sustained what police say are minor injuries"."""
    path = [i, *sentence.ancestors(i)][:4]
    whats = {sentence.tokens[k].head for k in range(i) if sentence.tokens[k].lower == "what"}
    for below, j in pairwise(path):
        if sentence.tokens[j].lemma in words("en", "events", "harmed.verbs"):
            return j if whats & set(path[: path.index(below) + 1]) else None
    return None


def _is_deadly(sentence: Sentence, i: int) -> bool:
    """ "A fatal injury", and no "non-fatal" one: who has it dies of it."""
    return any(
        sentence.tokens[j].lower in words("en", "events", "harmed.deadly") and sentence.tokens[j - 1].text != "-"
        for j in sentence.children[i]
        if j
    )


def of_condition(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Two are in critical condition": injured, as badly as it says."""
    head = sentence.tokens[i].head
    states = [
        sentence.tokens[j].lower
        for j in sentence.children[i]
        if sentence.tokens[j].relation in ("amod", "compound", "conj")
    ]
    if head is None or words("en", "events", "harmed.conditions").isdisjoint(states) or not governs(sentence, i, "in"):
        return
    severity = next((severities()[state] for state in states if state in severities()), None)
    patient = _in_condition(sentence, i, head, quantities)
    if patient is not None and is_person(sentence, antecedent(sentence, patient)):
        yield from told(sentence, i, Outcome.INJURED, patient, quantities, severity=severity, over=head)


def of_stay(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Four people are in the hospital after a shooting", "three are recovering after a crash", "two remained there".

    Without what it came after, only some of the people told of before are surely hurt: "two", "three of the victims".
    """
    below = sentence.related(i, "obl", "nmod")
    there = sentence.tokens[i].lemma == "recover" or any(
        sentence.tokens[j].lemma in words("en", "events", "stays.places") and governs(sentence, j, "in") for j in below
    )
    caused = any(
        sentence.tokens[j].lemma in words("en", "events", "stays.after") and governs(sentence, j, "after", "following")
        for j in (*below, *(k for j in below for k in sentence.related(j, "nmod")))
    )
    patient = subject(sentence, i)
    if there and patient is not None and is_person(sentence, patient):
        for happening in told(sentence, i, Outcome.INJURED, patient, quantities):
            figure = happening.figure
            if figure is None or figure.quantity is None:
                continue  # "students are recovering after the attack" may be of minds
            if caused:
                yield happening
            elif _of_the_hurt(sentence, i, patient):
                yield replace(happening, figure=replace(figure, subset=True))


def _of_the_hurt(sentence: Sentence, i: int, patient: int) -> bool:
    """Whether those who remain in a hospital are some of the hurt: "two remained", "three of the victims are"."""
    of = [k for k in (patient, *sentence.related(patient, "nmod")) if k == patient or governs(sentence, k, "of")]
    if any(sentence.tokens[k].lemma in words("en", "events", "stays.hurt") for k in of):
        return True
    return sentence.tokens[patient].pos == "NUM" and sentence.tokens[i].lemma == "remain"


def _in_condition(sentence: Sentence, i: int, head: int, quantities: Sequence[Quantity]) -> int | None:
    """Who is in the condition of token i, which stands under token `head`."""
    governor = sentence.tokens[head]
    if governor.pos in ("NOUN", "NUM", "PROPN") and sentence.tokens[i].relation == "nmod":
        if governor.lemma in nouns.people("en") or has_figure(sentence, head, quantities):
            return head
        return None if governor.head is None else _brought(sentence, governor.head)
    return _brought(sentence, head)


def _brought(sentence: Sentence, verb: int) -> int | None:
    """Whom a verb brings somewhere, or who is there: "medics took the girl to it", "the girl is at the clinic"."""
    patient = next(iter(sentence.related(verb, "obj")), None)
    if patient is not None and is_person(sentence, patient):
        return patient
    return subject(sentence, verb)
