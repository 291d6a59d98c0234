"""What every reading of harm needs: who it happened to, as figures, and how badly."""

from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.extraction.clauses import clause
from rashomon.extraction.happening import Happening
from rashomon.extraction.phrases import figures, quantity_of
from rashomon.languages import nouns
from rashomon.languages.lexicon import table
from rashomon.model.claim import Outcome, Quantity, Severity
from rashomon.model.text import Sentence


@cache
def outcomes(kind: str) -> dict[str, Outcome]:
    return {
        lemma: Outcome(outcome)
        for outcome, lemmas in table("en", "events")["suffered"][kind].items()
        for lemma in lemmas
    }


@cache
def severities() -> dict[str, Severity]:
    """Lower-case word → severity."""
    return {word: Severity(name) for name, ws in table("en", "events")["severity"].items() for word in ws}


def told(
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


def has_figure(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> bool:
    return quantity_of(sentence, i, quantities) is not None


def is_someone(sentence: Sentence, j: int, quantities: Sequence[Quantity]) -> bool:
    token = sentence.tokens[j]
    return (
        has_figure(sentence, j, quantities)
        or token.pos == "PROPN"
        or (token.lemma in nouns.people("en") and token.pos == "NOUN")
    )
