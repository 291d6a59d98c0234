"""What a cue attributes, as characters of the text: its clauses and the quotations beside them."""

import re

from rashomon.extraction import speech
from rashomon.extraction.cues import Cue
from rashomon.extraction.quotations import Quotation, Quotations
from rashomon.extraction.running import joined
from rashomon.model.text import Sentence

#: Characters of a sentence that is but source and cue.
_CUE_ALONE = 200
#: Characters between a cue and the start of a quotation further on, and those of one that is speech.
_FAR, _SPEECH = 120, 20
_BREAK = re.compile(r"[:;]\s+(?=\S)")
_ENDS = frozenset(",.?!…")
_BEFORE_CUE = re.compile(r"[\s,.;—–-]*")
_AFTER_CUE = re.compile(r"[\s,:;.—–-]*(?:that\s+)?")


def content(text: str, cue: Cue, quoted: Quotations) -> tuple[list[tuple[int, int]], list[Quotation]]:
    """The characters that a cue attributes, whole quotations included, and those quotations."""
    sentence, tokens = cue.sentence, cue.sentence.tokens
    found = [(span.start, span.end) for span in speech.pieces(sentence, cue.content)]
    group = sorted((*cue.words, *(cue.source if cue.owns_source else ())))
    start, end = tokens[group[0]].span.start, tokens[group[-1]].span.end
    quotes: list[Quotation] = []
    if cue.takes_quotation:
        before, after = (
            _before(text, sentence, quoted, start),
            _after(text, sentence, quoted, end, tokens[max(cue.last, group[-1])].span.end),
        )
        if before is None and after is None and not found:
            before = _sentence_before(text, sentence, quoted, start)
        elif before is not None and found and all(a >= end for a, _ in found):
            before = None if after is None else before
        if after is not None and text[after.end - 2] in _ENDS:
            found = [(a, min(b, after.end) if a >= end else b) for a, b in found if a < after.end]
        if cue.frame == "bare" and before is None and after is not None:
            found = [(a, b) for a, b in found if quoted.between(a, b) or a >= end]
        if cue.frame == "bare" and before is None and after is None and not found:
            after = _further(sentence, quoted, end)
        quotes = [quotation for quotation in (before, after) if quotation is not None]
        if before is not None and before.start <= sentence.span.start + 1:
            found = [(a, b) for a, b in found if a >= end and after is not None and a < after.end]
    for a, b in found:
        for quotation in quoted.between(a, b):
            if quotation not in quotes and (quotation.end <= start or quotation.start >= end):
                quotes.append(quotation)
    found = [_behind_colon(text, a, b, quoted) if b <= start else (a, b) for a, b in found]
    pieces = joined([*found, *((quotation.start, quotation.end) for quotation in quotes)])
    return pieces, sorted(quotes, key=lambda quotation: quotation.start)


def _behind_colon(text: str, start: int, end: int, quoted: Quotations) -> tuple[int, int]:
    """What stands behind the last colon or semicolon of a piece before its cue and outside quotations."""
    for match in reversed(list(_BREAK.finditer(text, start, end))):
        if quoted.at(match.start()) is None:
            return match.end(), end
    return start, end


def _before(text: str, sentence: Sentence, quoted: Quotations, start: int) -> Quotation | None:
    """The quotation of this sentence that ends before a cue and its source, commas and dashes apart."""
    found = quoted.between(max(sentence.span.start, start - 4), start)
    near = found[-1] if found else None
    if near is None or not sentence.span.start < near.end <= start:
        return None
    return near if _BEFORE_CUE.fullmatch(text, near.end, start) else None


def _sentence_before(text: str, sentence: Sentence, quoted: Quotations, start: int) -> Quotation | None:
    """The quotation that ends the sentence before, where this one is but the cue ("Who knows?" He asked)."""
    opening = sentence.span.start
    if start > opening + 1 or len(sentence.span.text) > _CUE_ALONE:
        return None
    found = quoted.between(max(0, opening - 3), opening)
    near = found[-1] if found else None
    return near if near is not None and not text[near.end : opening].strip() else None


def _further(sentence: Sentence, quoted: Quotations, end: int) -> Quotation | None:
    """A longer quotation further on in the sentence ("commented in a post to the family that “…”")."""
    found = quoted.between(end, sentence.span.end)
    near = found[0] if found else None
    if near is None or not end <= near.start < end + _FAR or near.end - near.start < _SPEECH:
        return None
    return near


def _after(text: str, sentence: Sentence, quoted: Quotations, *ends: int) -> Quotation | None:
    """The quotation right behind a cue and its source, behind a colon also in the next paragraph."""
    for end in ends:
        found = quoted.between(end, end + 8)
        near = found[0] if found else None
        if near is None or near.start < end or not _AFTER_CUE.fullmatch(text, end, near.start):
            continue
        if near.start < sentence.span.end or ":" in text[end : near.start]:
            return near
    return None
