"""Headlines, posts and lists: figures and people beside a word that says what came of them, without clauses.

"3 dead, 12 hurt in market blast – governor", "Blast kills five", "Wounded: 14", "Toll rises to 14".
Patterns over pieces of the text, tried at each piece in order: labels, tolls, acting words, and groups
followed by what happened to them. In prose only labels are read.
"""

import re
from collections.abc import Iterator, Sequence

from rashomon.extraction.short_labels import label_at
from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.short_pieces import Pieces, may_tell
from rashomon.extraction.short_telling import told_at
from rashomon.extraction.short_tolls import multiple_in, nth_at, toll_at
from rashomon.model.claim import Quantity
from rashomon.model.text import Kind, Sentence

#: Words. A line that is longer has clauses enough for a parse.
_LONGEST = 40

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
