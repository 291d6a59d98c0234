"""Harm told by a predicate or a noun: "six dead", "six deaths", "among the injured", "in critical condition"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.extraction.clauses import clause, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.phrases import Figure, antecedent, is_person, quantity_of
from rashomon.extraction.suffering import has_figure, is_someone, severities, severity_of, told
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence

_FOUND = frozenset({"find", "leave", "pronounce", "declare", "confirm", "report", "lie", "remain", "presume", "fear", "believe", "list", "feel", "drop", "discover", "go", "be", "become", "classify", "describe", "make", "turn", "render"})  # fmt: skip


def is_collective(sentence: Sentence, i: int) -> bool:
    """ "The injured", "those killed": a participle that stands for people."""
    token = sentence.tokens[i]
    if "VerbForm=Part" not in token.features and token.pos not in ("ADJ", "NOUN"):
        return False
    return any(j == i - 1 and sentence.tokens[j].lower in ("the", "those") for j in sentence.children[i]) or (
        i > 0 and sentence.tokens[i - 1].lower == "those" and token.relation in ("acl", "amod")
    )


def of_predicate(
    sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]
) -> Iterator[Happening]:
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
    if any(sentence.tokens[j].lower == "the" for j in sentence.children[i]):
        yield from among(sentence, i, outcome, quantities)
    elif token.relation in ("amod", "acl"):
        if (
            is_person(sentence, token.head)
            and head.pos in ("NOUN", "NUM")
            and (has_figure(sentence, token.head, quantities) or token.head < i)
        ):
            yield from told(sentence, i, outcome, token.head, quantities)
    elif token.relation in ("xcomp", "advmod", "obj", "advcl", "obl", "ccomp", "conj") and (
        head.lemma in _FOUND or head.lemma == "shoot"
    ):
        patient = next(iter(j for j in sentence.related(token.head, "obj") if j != i), None)
        if patient is None:
            patient = subject(sentence, token.head)
        if patient is not None and is_person(sentence, patient):
            yield from told(sentence, i, outcome, patient, quantities, over=token.head)


def among(
    sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]
) -> Iterator[Happening]:
    """ "Among the injured were three children", "the dead include two women": parts of a whole told before."""
    token = sentence.tokens[i]
    if token.head is None:
        return
    head = sentence.tokens[token.head]
    cases = {sentence.tokens[j].lower for j in sentence.children[i]}
    parts: list[int] = []
    if "among" in cases:
        own = subject(sentence, token.head)
        parts = (
            [own]
            if own is not None and own != i
            else [token.head]
            if head.pos in ("NOUN", "PROPN", "NUM")
            else []
        )
    elif head.lemma in ("include", "be") and token.relation == "nsubj":
        parts = sentence.related(token.head, "obj", "xcomp")
    for part in parts:
        if not is_person(sentence, part):
            continue
        for happening in told(sentence, i, outcome, part, quantities, over=token.head):
            figure = happening.figure
            if figure is not None and not (figure.quantity and figure.quantity.modifier == "and"):
                yield replace(happening, figure=replace(figure, subset=True))


def of_noun(
    sentence: Sentence, i: int, outcome: Outcome, quantities: Sequence[Quantity]
) -> Iterator[Happening]:
    token = sentence.tokens[i]
    if (
        token.lemma in ("wounded", "injured")
        and any(sentence.tokens[j].lower == "the" for j in sentence.children[i])
        and not has_figure(sentence, i, quantities)
    ):
        yield from among(sentence, i, outcome, quantities)
        return
    if (
        outcome is Outcome.INJURED
        and token.head is not None
        and sentence.tokens[token.head].lemma in words("en", "events", "harmed.verbs")
    ):
        return
    if has_figure(sentence, i, quantities):
        yield from told(sentence, i, outcome, i, quantities, joined=False)
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
        if (
            ("of" in cases or sentence.tokens[j].relation == "nmod:poss")
            and is_person(sentence, j)
            and is_someone(sentence, j, quantities)
        ):
            yield from told(sentence, i, outcome, j, quantities)


def _no_reports(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity of "no reports of casualties": nobody gives a figure, which is not none."""
    head = sentence.tokens[i].head
    if head is None:
        return None
    quantity = quantity_of(sentence, head, quantities)
    return quantity if quantity is not None and quantity.modifier == "no reports" else None


def of_wounds(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "He suffered a gunshot wound", "two were treated for burns", "a man with stab wounds"."""
    token = sentence.tokens[i]
    if token.head is None or token.relation in ("compound", "conj"):
        return
    head = sentence.tokens[token.head]
    severity = severity_of(sentence, i)
    if (
        head.lemma in words("en", "events", "harmed.verbs")
        and head.pos == "VERB"
        and token.relation in ("obj", "obl")
    ):
        if any(sentence.tokens[j].lower == "fatal" for j in sentence.children[i]):
            return
        patient = subject(sentence, token.head)
        if patient is None and head.relation == "acl":
            patient = head.head
        if patient is not None and is_person(sentence, patient):
            yield from told(
                sentence, token.head, Outcome.INJURED, patient, quantities, severity=severity, over=token.head
            )
    elif token.relation == "nmod" and any(sentence.tokens[j].lower == "with" for j in sentence.children[i]):
        if is_person(sentence, token.head) and head.pos in ("NOUN", "NUM"):
            yield from told(
                sentence, i, Outcome.INJURED, token.head, quantities, severity=severity, over=token.head
            )


def of_condition(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Two are in critical condition": injured, as badly as it says."""
    states = [
        sentence.tokens[j].lower
        for j in sentence.children[i]
        if sentence.tokens[j].relation in ("amod", "compound", "conj")
    ]
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
        if sentence.tokens[head].lemma not in nouns.people("en") and not has_figure(
            sentence, head, quantities
        ):
            governor = sentence.tokens[head].head
            patient = None if governor is None else subject(sentence, governor)
    else:
        patient = next(iter(sentence.related(head, "obj")), None)
        if patient is None or not is_person(sentence, patient):
            patient = subject(sentence, head)
    if patient is not None and is_person(sentence, antecedent(sentence, patient)):
        yield from told(sentence, i, Outcome.INJURED, patient, quantities, severity=severity, over=head)
