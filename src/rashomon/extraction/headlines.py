"""Headlines, posts and lists: figures and people beside a word that says what came of them, without clauses.

"3 dead, 12 hurt in market blast – governor", "Blast kills five", "Wounded: 14", "Toll rises to 14".
Patterns over pieces of the text, tried at each piece in order: labels, tolls, acting words, and groups
followed by what happened to them. In prose only labels and figures that no clause has claimed are read.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.extraction.short_labels import label_at
from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.short_pieces import Pieces, may_tell
from rashomon.extraction.short_telling import told_at
from rashomon.extraction.short_tolls import multiple_in, nth_at, toll_at
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Kind, Sentence, Span

#: Words that may stand between a figure and what it counts ("12 more people reported dead").
_BETWEEN = 4

#: Words. A line that is longer has clauses enough for a parse.
_LONGEST = 40

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"[.;:!?\n()\"“”]")
_LABEL_MARK = re.compile(r"(?<=[^\W\d_]|\)):\s|\s[–—-]\s")


def is_telegraphic(sentence: Sentence) -> bool:
    """Whether the sentence is a headline, an item of a list, or a short line without subject and verb."""
    if sentence.kind is not Kind.PROSE:
        return len(sentence.tokens) <= _LONGEST
    return 0 < len(sentence.tokens) <= 24 and not any(
        token.relation in ("nsubj", "nsubj:pass", "cop", "csubj") for token in sentence.tokens
    )


def telegraphic(sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[Short, ...]:
    """What a line without full clauses tells, in the order of the text; nothing where it is prose."""
    if is_telegraphic(sentence):
        return tuple(_read(Pieces(sentence, quantities)))
    if quantities and _LABEL_MARK.search(sentence.span.text):
        pieces = Pieces(sentence, quantities)
        return tuple(short for i in range(len(pieces)) for short in label_at(pieces, i)[1])
    return ()


def _read(pieces: Pieces) -> Iterator[Short]:
    i = 0
    found: list[Short] = []
    while i < len(pieces):
        if not may_tell(pieces[i]):
            i += 1
            continue
        for read in (label_at, toll_at, nth_at):
            after, shorts = read(pieces, i)
            if shorts:
                break
        else:
            after, shorts = told_at(pieces, i, found)
        found += shorts
        yield from shorts
        i = max(after, i + 1)
    if not found:
        yield from multiple_in(pieces)


@cache
def _outcomes() -> dict[str, Outcome]:
    return {word: Outcome(outcome) for outcome, ws in table("en", "headlines")["outcomes"].items() for word in ws}


def headlines(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Short]:
    """The figures among `quantities` (those that no clause has claimed) that stand before an outcome."""
    text, base = sentence.span.text, sentence.span.start
    ends = [q.span.start - base for q in quantities] + [len(text)]
    for n, quantity in enumerate(quantities):
        if quantity.lower is None and quantity.upper is None:
            continue
        start, after = quantity.span.start - base, quantity.span.end - base
        found = _after(text, after, min(ends[n + 1], len(text)))
        if found is not None:
            outcome, end = found
            yield Short(outcome=outcome, evidence=Span.of(text, start, end).shifted(base), quantity=quantity)


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
