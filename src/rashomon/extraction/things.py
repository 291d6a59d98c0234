"""What happened to things: munitions launched, intercepted, impacted; objects damaged; services disrupted."""

from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.extraction.clauses import clause, governs, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import antecedent, counted, left_edge
from rashomon.extraction.joining import Figure
from rashomon.extraction.phrases import figures
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence, Span


@cache
def _table(group: str, kind: str) -> dict[str, Outcome]:
    return {lemma: Outcome(name) for name, lemmas in table("en", "events")[group][kind].items() for lemma in lemmas}


def things(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """Every happening to things that the sentence tells, each with its figure."""
    for i, token in enumerate(sentence.tokens):
        if token.pos == "VERB":
            yield from _of_verb(sentence, i, quantities)
        elif token.pos == "NOUN" and token.lemma in _table("objects", "noun"):
            yield from _of_damage(sentence, i, quantities)
        elif token.pos == "NOUN" and token.lemma in _table("services", "noun"):
            yield from _of_disruption(sentence, i)


def kind_of(sentence: Sentence, i: int) -> str | None:
    """Whether token i counts munitions, objects or services."""
    token = sentence.tokens[counted(sentence, i)]
    for kind in ("munitions", "objects", "services"):
        if token.lemma in words("en", "nouns", f"{kind}.nouns"):
            return kind
    return None


def _of_verb(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    target, agent = _patient(sentence, i)
    if target is not None:
        meant = _meant(sentence, i, target)
        outcome = _undergone(sentence, i, meant, acted=agent is not None)
        if outcome is not None:
            yield from _told(sentence, i, outcome, target, quantities, agent=agent, meant=meant)
    own = _table("munitions", "subject").get(sentence.tokens[i].lemma)
    if agent is not None and own is not None and kind_of(sentence, agent) == "munitions":
        yield from _told(sentence, i, own, agent, quantities)


def _meant(sentence: Sentence, i: int, target: int) -> int:
    """What a bare number counts: of "300 houses were damaged and 52 were destroyed" the houses."""
    verb = sentence.tokens[i]
    if sentence.tokens[target].pos != "NUM" or verb.relation != "conj" or verb.head is None:
        return target
    other, _ = _patient(sentence, verb.head)
    return other if other is not None and kind_of(sentence, other) == "objects" else target


def _undergone(sentence: Sentence, i: int, target: int, *, acted: bool) -> Outcome | None:
    """What verb i did to the target; `acted` where the sentence says by whom."""
    lemma, kind = sentence.tokens[i].lemma, kind_of(sentence, target)
    down = _brings_down(sentence, i)
    if kind == "munitions":
        outcome = Outcome.INTERCEPTED if down else _table("munitions", "object").get(lemma)
        return outcome if outcome or acted else _table("munitions", "subject").get(lemma)
    if kind == "objects":
        if down or (lemma == "intercept" and _flies(sentence, target)):
            return Outcome.INTERCEPTED
        return _table("objects", "object").get(lemma)
    if kind == "services":
        return _table("services", "verb").get(lemma)
    if lemma == "intercept" and sentence.tokens[target].pos in ("PRON", "NUM", "NOUN"):
        return Outcome.INTERCEPTED if _munition_context(sentence) else None
    return Outcome.INTERCEPTED if down and sentence.tokens[target].lower == "another" else None


def _brings_down(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].lemma in words("en", "events", "downing.verbs") and any(
        sentence.tokens[j].lower == "down" for j in sentence.related(i, "compound:prt", "advmod")
    )


def _munition_context(sentence: Sentence) -> bool:
    return any(token.lemma in words("en", "nouns", "munitions.nouns") for token in sentence.tokens)


def _flies(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[counted(sentence, i)].lemma in words("en", "nouns", "flying.nouns")


def _patient(sentence: Sentence, i: int) -> tuple[int | None, int | None]:
    """What the verb acts on, and who acts."""
    token = sentence.tokens[i]
    own = subject(sentence, i)
    objects = sentence.related(i, "obj")
    if objects:
        return objects[0], own
    agent = next(iter(sentence.related(i, "obl:agent")), None)
    past = "Tense=Past" in token.features and "VerbForm=Part" in token.features
    if token.relation == "acl" and past:
        return token.head, agent
    if own is not None and (sentence.related(i, "aux") == [] or past) and past:
        return own, agent
    if own is not None and any(sentence.tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[i]):
        return own, agent
    if (
        own is not None
        and (token.lemma in _table("munitions", "object") or token.lemma in words("en", "events", "downing.verbs"))
        and kind_of(sentence, own) == "munitions"
    ):
        return own, agent
    if own is not None and sentence.tokens[own].lower == "another":
        return own, agent
    return None, own


def _told(
    sentence: Sentence,
    i: int,
    outcome: Outcome,
    target: int,
    quantities: Sequence[Quantity],
    *,
    agent: int | None = None,
    meant: int | None = None,
) -> Iterator[Happening]:
    """`meant` is what a target that is a bare number counts."""
    for figure in figures(sentence, target, quantities, open_ended=True):
        if figure.subset and figure.names:
            continue  # "hit 15 villages, including Orlat": a place by its name
        if figure.quantity is None and sentence.tokens[i].lemma in words("en", "events", "using.verbs"):
            continue
        first, last = clause(sentence, i, *range(figure.first, figure.last + 1), i)
        told = figure
        if outcome is Outcome.DISRUPTED:
            told = Figure(head=figure.head, first=figure.first, last=figure.last, quantity=None)
        yield Happening(
            trigger=i, outcome=outcome, first=first, last=last, figure=told, agent=agent,
            unit=unit_of(sentence, figure.head if meant in (None, target) else meant),
        )  # fmt: skip


def unit_of(sentence: Sentence, i: int) -> str | None:
    """The noun counted, with what narrows it: "apartment building", "missile"; no names of models."""
    head = counted(sentence, i)
    token = sentence.tokens[head]
    if token.pos != "NOUN" and kind_of(sentence, head) is None:
        return _munition_of(sentence)
    narrowing = [
        sentence.tokens[j].lower
        for j in sentence.children[head]
        if j < head
        and (
            (sentence.tokens[j].relation == "compound" and sentence.tokens[j].pos == "NOUN")
            or (
                sentence.tokens[j].relation == "amod"
                and sentence.tokens[j].lower in words("en", "nouns", "narrowing.words")
            )
        )
    ]
    return " ".join([*narrowing, token.lemma])


def _munition_of(sentence: Sentence) -> str | None:
    """The munition that the sentence speaks of, for a bare numeral or pronoun; none where it names several."""
    found = {token.lemma for token in sentence.tokens if token.lemma in words("en", "nouns", "munitions.nouns")}
    return found.pop() if len(found) == 1 else None


def means_of(sentence: Sentence, first: int, last: int) -> Span | None:
    """The weapon or cause that the clause names, as written: "guided missiles", "a car bomb"."""
    for i in range(first, last + 1):
        token = sentence.tokens[i]
        if (
            token.pos in ("NOUN", "PROPN")
            and token.lemma in words("en", "nouns", "means.nouns")
            and token.relation != "compound"
        ):
            edge = left_edge(sentence, i)
            while edge < i and sentence.tokens[edge].pos in ("DET", "NUM", "PUNCT", "ADV"):
                edge += 1
            return sentence.cover(edge, i)
    return None


def _of_damage(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "Damage to a residential building", "the destruction of 12 homes"."""
    outcome = _table("objects", "noun")[sentence.tokens[i].lemma]
    for j in sentence.related(i, "nmod", "obl"):
        if not governs(sentence, j, "to", "of"):
            continue
        for figure in figures(sentence, antecedent(sentence, j), quantities, open_ended=True):
            if kind_of(sentence, figure.head) == "objects":
                first = min(left_edge(sentence, i), figure.first)
                yield Happening(
                    trigger=i, outcome=outcome, first=first, last=max(figure.last, i), figure=figure,
                    unit=unit_of(sentence, figure.head),
                )  # fmt: skip


def _of_disruption(sentence: Sentence, i: int) -> Iterator[Happening]:
    """ "Disruptions to mobile networks", "a power outage"."""
    of = [j for j in sentence.related(i, "nmod") if kind_of(sentence, j) == "services"]
    compound = [j for j in sentence.related(i, "compound") if kind_of(sentence, j) == "services"]
    if not of and not compound:
        return
    last = max([i, *of])
    first = left_edge(sentence, i)
    service = (of or compound)[0]
    figure = Figure(head=service, first=left_edge(sentence, service), last=service, quantity=None)
    yield Happening(
        trigger=i,
        outcome=Outcome.DISRUPTED,
        first=first,
        last=last,
        figure=figure,
        unit=unit_of(sentence, service),
    )
