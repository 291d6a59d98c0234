"""What happened to things: munitions launched, intercepted or impacted; objects damaged; services disrupted."""

from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.extraction.clauses import clause, governs, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.phrases import Figure, antecedent, counted, figures, left_edge
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence, Span

#: Verbs that bring a munition down with "down".
_DOWNED = {"shoot": Outcome.INTERCEPTED, "bring": Outcome.INTERCEPTED}

#: Verbs that launch only where a figure stands beside them: "using missiles" tells a means.
_USING = frozenset({"use", "deploy", "release"})


@cache
def _table(group: str, kind: str) -> dict[str, Outcome]:
    return {
        lemma: Outcome(name)
        for name, lemmas in table("en", "events")[group][kind].items()
        for lemma in lemmas
    }


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
    if (
        token.pos == "PROPN"
        and token.text.isupper()
        and len(token.text) > 3
        and token.lemma in words("en", "nouns", "munitions.nouns")
    ):
        return "munitions"
    return None


def _of_verb(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    token = sentence.tokens[i]
    lemma = token.lemma
    down = lemma in ("shoot", "bring") and any(
        sentence.tokens[j].lower == "down"
        for j in sentence.children[i]
        if sentence.tokens[j].relation in ("compound:prt", "advmod")
    )
    target, agent = _patient(sentence, i)
    if target is not None:
        kind = kind_of(sentence, target)
        outcome = None
        if kind == "munitions":
            outcome = Outcome.INTERCEPTED if down else _table("munitions", "object").get(lemma)
            if outcome is None and agent is None and lemma in _table("munitions", "subject"):
                outcome = _table("munitions", "subject")[lemma]
        elif kind == "objects":
            outcome = Outcome.INTERCEPTED if down else _table("objects", "object").get(lemma)
            if _flies(sentence, target) and not down and outcome is None and lemma == "intercept":
                outcome = Outcome.INTERCEPTED
        elif kind == "services":
            outcome = _table("services", "verb").get(lemma)
        elif lemma == "intercept" and sentence.tokens[target].pos in ("PRON", "NUM", "NOUN"):
            outcome = (_munition_context(sentence) and Outcome.INTERCEPTED) or None
        elif down and sentence.tokens[target].lower == "another":
            outcome = Outcome.INTERCEPTED
        if outcome is not None:
            yield from _told(sentence, i, outcome, target, quantities, agent=agent)
    if (
        agent is not None
        and lemma in _table("munitions", "subject")
        and kind_of(sentence, agent) == "munitions"
    ):
        yield from _told(sentence, i, _table("munitions", "subject")[lemma], agent, quantities)


def _munition_context(sentence: Sentence) -> bool:
    return any(token.lemma in words("en", "nouns", "munitions.nouns") for token in sentence.tokens)


def _flies(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[counted(sentence, i)].lemma in ("helicopter", "aircraft", "plane")


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
    if own is not None and any(
        sentence.tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[i]
    ):
        return own, agent
    if (
        own is not None
        and token.lemma in _table("munitions", "object") | _DOWNED
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
) -> Iterator[Happening]:
    for figure in figures(sentence, target, quantities, open_ended=True):
        if figure.quantity is None and sentence.tokens[i].lemma in _USING:
            continue
        first, last = clause(sentence, i, *range(figure.first, figure.last + 1), i)
        if outcome is Outcome.DISRUPTED:
            figure = Figure(head=figure.head, first=figure.first, last=figure.last, quantity=None)
        yield Happening(
            trigger=i, outcome=outcome, first=first, last=last, figure=figure, agent=agent,
            unit=unit_of(sentence, figure.head),
        )  # fmt: skip


def unit_of(sentence: Sentence, i: int) -> str | None:
    """The noun counted, with what narrows it: "apartment building", "missile". Model names are left out."""
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
    found = {
        token.lemma for token in sentence.tokens if token.lemma in words("en", "nouns", "munitions.nouns")
    }
    return found.pop() if len(found) == 1 else None


def means_of(sentence: Sentence, first: int, last: int) -> Span | None:
    """The weapon or cause that the clause names, as written: "ATACMS missiles", "a car bomb"."""
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
    last = max([i, *(k for j in of for k in [j])])
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
