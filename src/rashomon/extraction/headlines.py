"""Headlines and short posts: figures beside a word that says what they count, without a full clause.

"3 dead, 12 hurt in market blast – governor", "Five killed as bus overturns", "Wounded: 14".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence, Span

#: Words that may stand between a figure and what it counts ("12 more people reported dead").
_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Short:
    """A figure with its outcome, and the words that say so."""

    outcome: Outcome
    evidence: Span
    quantity: Quantity


@cache
def _outcomes() -> dict[str, Outcome]:
    return {
        word: Outcome(outcome) for outcome, ws in table("en", "headlines")["outcomes"].items() for word in ws
    }


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"[.;:!?\n()\"“”]")


def headlines(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Short]:
    """The figures among `quantities` (those that no clause has claimed) that stand right before or after an outcome."""
    text, base = sentence.span.text, sentence.span.start
    ends = [q.span.start - base for q in quantities] + [len(text)]
    for n, quantity in enumerate(quantities):
        if quantity.lower is None and quantity.upper is None:
            continue
        start, after = quantity.span.start - base, quantity.span.end - base
        found = _after(text, after, min(ends[n + 1], len(text)))
        if found is not None:
            outcome, end = found
            yield Short(outcome, Span.of(text, start, end).shifted(base), quantity)


def _after(text: str, start: int, limit: int) -> tuple[Outcome, int] | None:
    """The outcome told by one of the next words, when only the counted people stand between."""
    stop = _STOP.search(text, start, limit)
    limit = stop.start() if stop else limit
    for n, match in enumerate(_WORD.finditer(text, start, limit)):
        word = match.group().lower()
        if word in _outcomes():
            return _outcomes()[word], match.end()
        if n >= _BETWEEN or not _may_stand_between(word):
            return None
    return None


def _may_stand_between(word: str) -> bool:
    return (
        word in words("en", "headlines", "between.words")
        or word in nouns.people("en")
        or word.rstrip("s") in nouns.people("en")
        or word in _plurals()
    )


@cache
def _plurals() -> frozenset[str]:
    return frozenset(
        plural
        for lemma in nouns.people("en")
        for plural in (
            lemma + "s",
            lemma + "es",
            lemma[:-1] + "ies",
            lemma[:-3] + "men" if lemma.endswith("man") else lemma,
        )
    )
