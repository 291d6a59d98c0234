"""What every reading of harm needs: who it happened to, as figures, and how badly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rashomon.extraction.clauses import clause, governs, is_company, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted, is_person, left_edge
from rashomon.extraction.joining import together
from rashomon.extraction.phrases import figures, quantity_of
from rashomon.extraction.sharing import beside
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity, Severity
from rashomon.model.text import Sentence

_BODIES = words("en", "events", "collective.dead")

#: Before a phrase that is set off from what was told before it.
_MARKS = frozenset({",", "-", "–", "—"})


@cache
def outcomes(kind: str) -> dict[str, Outcome]:
    """Lemma → what it says happened, for lemmas of a kind: "object", "subject", "predicate" or "noun"."""
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
    """One happening for each figure of the patient's phrase; bodies are of the dead, whatever was done to them."""
    if outcome is Outcome.INJURED and sentence.tokens[counted(sentence, patient)].lemma in _BODIES:
        return
    severity = severity or severity_of(sentence, i)
    found = figures(sentence, patient, quantities, joined=joined)
    for company in _company(sentence, i, patient):
        found = together(sentence, [*found[:1], *figures(sentence, company, quantities)[:1]]) + found[1:]
    if joined and found and not found[0].joined and (more := beside(sentence, i, patient, quantities)):
        found = together(sentence, sorted([found[0], *more], key=lambda figure: figure.first)) + found[1:]
    for part in _among_them(sentence, patient):
        found += [replace(figure, subset=True) for figure in figures(sentence, part, quantities)[:1]]
    for figure in found:
        first, last = clause(sentence, i if over is None else over, *range(figure.first, figure.last + 1), i)
        if figure.subset:
            first, last = figure.first, figure.last
        yield Happening(
            trigger=i, outcome=outcome, first=first, last=last, figure=figure, agent=agent,
            severity=severity if outcome is Outcome.INJURED else None,
        )  # fmt: skip
    if outcome is Outcome.INJURED:
        yield from _elliptic(sentence, i, quantities)


def _among_them(sentence: Sentence, patient: int) -> list[int]:
    """Who is said to be among the patients: "a boy was among four people hit"."""
    head = sentence.tokens[patient].head
    if head is None or not governs(sentence, patient, "among"):
        return []
    own = subject(sentence, head)
    return [own] if own is not None and is_person(sentence, own) else []


def _company(sentence: Sentence, i: int, patient: int) -> list[int]:
    """Those who suffered it too: "killed along with seven others", "died together with two guards"."""
    return [
        j
        for j in sentence.related(i, "obl", "obj", "nsubj")
        if j > patient
        and is_person(sentence, j)
        and (_goes_with(sentence, j, patient) if sentence.tokens[j].relation == "obl" else is_company(sentence, j))
        and (
            any(_is_numbered(sentence, k) for k in (j, *sentence.related(j, "conj"))) or _is_surely_beside(sentence, j)
        )
    ]


def _is_numbered(sentence: Sentence, j: int) -> bool:
    return sentence.tokens[j].pos == "NUM" or bool(sentence.related(j, "nummod"))


def _is_surely_beside(sentence: Sentence, j: int) -> bool:
    """ "Killed alongside her son", "along with a friend": one more; who is killed "with a knife" is none."""
    start = left_edge(sentence, j)
    before = [token.lower for token in sentence.tokens[max(0, start - 2) : start]]
    one = [sentence.tokens[k] for k in sentence.children[j]]
    told = any(token.relation == "nmod:poss" or token.lower in ("a", "an", "another") for token in one)
    return told and (before[-1:] == ["alongside"] or before in (["along", "with"], ["together", "with"]))


def _goes_with(sentence: Sentence, j: int, patient: int) -> bool:
    if not governs(sentence, j, "with", "alongside") or _tells_how_some_are(sentence, j):
        return False
    return sentence.tokens[j].lemma == "other" or not (_is_set_off(sentence, j) and _are_several(sentence, patient))


def _is_set_off(sentence: Sentence, j: int) -> bool:
    """ "Ten people were hurt, with two children in hospital": behind a mark, of the ten."""
    start = left_edge(sentence, j)
    return start > 1 and sentence.tokens[start - 1].lower == "with" and sentence.tokens[start - 2].text in _MARKS


def _are_several(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return "Number=Plur" in token.features or (token.pos == "NUM" and token.lower not in ("1", "one"))


def _tells_how_some_are(sentence: Sentence, j: int) -> bool:
    """ "Six were wounded, with three in critical condition": a bare number behind a mark is of those told before.

    "Orlan was killed, with two of her guards" tells of others.
    """
    start = left_edge(sentence, j)
    mark = sentence.tokens[start - 2].text if start > 1 and sentence.tokens[start - 1].lower == "with" else ""
    of_others = [word.lower for word in sentence.tokens[j + 1 : j + 3]]
    bare = of_others[:1] != ["of"] or of_others[1:] in (["them"], ["whom"])
    return sentence.tokens[j].pos == "NUM" and bare and mark in _MARKS


def _elliptic(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """Parts without a verb of their own: "38 people were hurt, five of them critically"."""
    for j in range(i + 1, len(sentence.tokens)):
        number = _numeral_beside(sentence, j) if sentence.tokens[j].lower in severities() else None
        if number is not None:
            for figure in figures(sentence, number, quantities, joined=False):
                yield Happening(
                    trigger=i, outcome=Outcome.INJURED, first=figure.first, last=j,
                    figure=replace(figure, subset=True), severity=severities()[sentence.tokens[j].lower],
                )  # fmt: skip


def _numeral_beside(sentence: Sentence, j: int) -> int | None:
    """The numeral that adverb j qualifies, as "three" in "three seriously", "five of them critically"."""
    token = sentence.tokens[j]
    below = [k for k in sentence.children[j] if k < j and sentence.tokens[k].pos == "NUM"]
    if below:
        return below[-1]
    if token.head is not None and token.head < j and sentence.tokens[token.head].pos == "NUM":
        return token.head
    return None


def severity_of(sentence: Sentence, i: int) -> Severity | None:
    """What an adverb or adjective beside token i says of the injuries; "not seriously" says nothing."""
    for j in sentence.children[i]:
        if sentence.tokens[j].relation in ("advmod", "amod") and _numeral_beside(sentence, j) is None:
            if j and sentence.tokens[j - 1].lower in ("not", "n't"):
                continue
            found = severities().get(_hyphenated(sentence, j))
            if found:
                return found
    return None


def _hyphenated(sentence: Sentence, j: int) -> str:
    """The word that token j ends, with what hyphens join to it: "life-threatening"."""
    first = j
    while first > 1 and sentence.tokens[first - 1].text == "-":
        first -= 2
    return sentence.cover(first, j).text.lower()


def has_figure(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> bool:
    """Whether a quantity counts token i."""
    return quantity_of(sentence, i, quantities) is not None


def is_someone(sentence: Sentence, j: int, quantities: Sequence[Quantity]) -> bool:
    """Whether token j is somebody in particular: counted, named, or a person by the noun."""
    token = sentence.tokens[j]
    return (
        has_figure(sentence, j, quantities)
        or token.pos == "PROPN"
        or (token.lemma in nouns.people("en") and token.pos == "NOUN")
    )
