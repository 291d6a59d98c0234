"""Where quotations stand in a text, also those that run over several sentences or paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.text import Sentence

_MARK = re.compile(r"[“”„«»\"‘]|''|``")
_CLOSES_SINGLE = re.compile(r"’(?!\w)")
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset("”»")
_BEFORE_OPENING = frozenset(" \n\t\u00a0(—–-[/:;,.…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters [start, end) of a quotation with its marks; `continued` by the next paragraph."""

    start: int
    end: int
    continued: bool = False


class Quotations:
    """The quotations of a document, in order, none inside another."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.found = tuple(found)
        self._starts = [quotation.start for quotation in found]

    def at(self, position: int) -> Quotation | None:
        """The quotation that holds the character at `position`."""
        i = bisect_right(self._starts, position) - 1
        return self.found[i] if i >= 0 and position < self.found[i].end else None

    def between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share a character with [start, end)."""
        i = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while i < len(self.found) and self.found[i].start < end:
            if self.found[i].end > start:
                found.append(self.found[i])
            i += 1
        return tuple(found)


def quotations(text: str, sentences: Sequence[Sentence]) -> Quotations:
    """All quotations of `text`. One that its paragraph leaves open counts where the next one reopens it."""
    found: list[Quotation] = []
    for start, end, following in _paragraphs(sentences, len(text)):
        found.extend(_within(text, start, end, following))
    return Quotations(found)


def _paragraphs(sentences: Sequence[Sentence], length: int) -> Iterator[tuple[int, int, int]]:
    """Start and end of each paragraph, and where the next one starts (`length` after the last)."""
    first = 0
    for i, sentence in enumerate(sentences):
        last = i + 1 == len(sentences)
        if last or sentences[i + 1].paragraph != sentence.paragraph:
            following = length if last else sentences[i + 1].span.start
            yield sentences[first].span.start, sentence.span.end, following
            first = i + 1


def _within(text: str, start: int, end: int, following: int) -> Iterator[Quotation]:
    opened: int | None = None
    single = start
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if at < single:
            continue
        if mark == "‘":
            if opened is None and (closing := _single(text, at, end)):
                yield Quotation(at, closing)
                single = closing
        elif opened is None:
            if mark in _OPENING or (mark not in _CLOSING and _opens(text, at, start, end, len(mark))):
                opened = at
        elif mark in _CLOSING or not (mark in ("„", "``") or _opens_only(text, at, end, len(mark))):
            yield Quotation(opened, match.end())
            opened = None
    if opened is not None and following < len(text) and text[following] in "“\"«„`'":
        yield Quotation(opened, end, continued=True)
    elif opened is not None and opened == start:
        yield Quotation(opened, end)


def _opens(text: str, at: int, start: int, end: int, width: int) -> bool:
    """Whether a straight mark stands where a quotation may begin."""
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _opens_only(text: str, at: int, end: int, width: int) -> bool:
    """Whether a straight mark cannot close: a space before it, a letter after."""
    return text[at - 1].isspace() and at + width < end and text[at + width].isalnum()


def _single(text: str, at: int, end: int) -> int | None:
    """The end of a quotation in single marks: the first ’ that is no apostrophe."""
    if at and text[at - 1].isalnum():
        return None
    plain = None
    for match in _CLOSES_SINGLE.finditer(text, at + 1, end):
        if text[match.start() - 1] in ",.?!…":
            return match.end()
        plain = plain or match.end()
    return plain
