"""Where sentences begin and end, and what kind of text they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.languages.lexicon import words
from rashomon.model.text import Kind, Sentence, Span

#: The mark of a note, as works of reference set it behind a word or a sentence: "[12]", "[nb 1]".
NOTE_MARK = re.compile(r"(?<=\S)(?:\[(?:\d{1,3}|[a-z]|(?:nb|note) \d{1,2}|citation needed)\])+")

_END = re.compile(
    rf"(?:[.!?…]+|[。！？])[\"'”’»\)\]]*(?:{NOTE_MARK.pattern})?(?=\s+|$)"
    # pages lose the space between two sentences: "…, she said.The mayor left."
    r"|(?<=[a-z]{2})[.!?][\"”’]?(?=[A-Z“\"][a-z]+[ ,])"
)
_LINE = re.compile(r"[^\n]+")
_LAST_WORD = re.compile(r"([\w.’'-]*\w)\.$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([\w’'-]+)?")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪●◦]|\d{1,2}[.)])\s+")
_TERMINAL = re.compile(r"[.!?…:;,。！？][\"'”’»\)\]]*\s*$")
_WORD = re.compile(r"\w+")

#: "SAN MARCO, 25 SEP 88 (EFE) -- [TEXT]", "DELLPORT, Tex. (AP) —": where and by whom a report was filed.
_DATELINE = re.compile(
    r"[\"“(]?[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z.'’-]{2,}){0,3}(?:,? [^-–—\n()]{0,40})?"
    r"\s*(?:\([^)\n]{2,40}\))?\s*(?:--|[–—-])\s+"
    r"(?:\[[A-Z ]+\]\s*)*(?=\S)"
)

#: A line of a text that was wrapped by hand is about this long, and does not end as a sentence does.
_WRAPPED = range(45, 100)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    alone: bool


def split(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text, without tokens. Headlines are short lines that do not end as sentences do."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        pieces = list(_pieces(text, paragraph, language))
        for start, end in pieces:
            kind = _kind(text[start:end], only=len(pieces) == 1)
            found.append(Sentence(index=len(found), span=Span.of(text, start, end), kind=kind, paragraph=number))
    return found


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Lines; in a text wrapped by hand, lines joined until one ends or an empty one follows."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    wrapped = _is_wrapped(text, lines)
    start = None
    for i, (first, last) in enumerate(lines):
        start = first if start is None else start
        following = lines[i + 1][0] if i + 1 < len(lines) else len(text)
        joined = wrapped and i + 1 < len(lines) and text.count("\n", last, following) == 1 and last - first in _WRAPPED
        if not joined:
            yield _Paragraph(start, last, True)
            start = None


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    open_ended = sum(end - start in _WRAPPED and not _TERMINAL.search(text[start:end]) for start, end in lines)
    return len(lines) > 3 and open_ended > len(lines) / 2


def _pieces(text: str, paragraph: _Paragraph, language: str) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    dateline = _DATELINE.match(text, start, paragraph.end)
    if dateline:
        yield from _trimmed(text, start, dateline.end())
        start = dateline.end()
    for match in _END.finditer(text, start, paragraph.end):
        if match.end() < paragraph.end and not _ends(text, match, paragraph.end, language):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, paragraph.end)


def _ends(text: str, match: re.Match[str], limit: int, language: str) -> bool:
    """Whether the punctuation found ends a sentence."""
    following = _NEXT_WORD.match(text, match.end(), limit)
    word = (following.group(1) or "") if following else ""
    if match.group()[0] != "." or match.group().startswith(".."):
        return not word[:1].islower()
    before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start() + 1)
    last = before.group(1).lower() if before else ""
    if last in words(language, "sentences", "titles"):
        return last == "no" and word[:1].isupper()
    if len(last) == 1 and last.isalpha() and before is not None and before.group(1).isupper():
        return word.lower() in words(language, "sentences", "starters")
    if last in words(language, "sentences", "abbreviations"):
        return word.lower() in words(language, "sentences", "starters") and word[:1].isupper()
    return not word[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _kind(text: str, *, only: bool) -> Kind:
    if _BULLET.match(text):
        return Kind.LIST
    if only and not _TERMINAL.search(text) and len(_WORD.findall(text)) <= 24:
        return Kind.HEADLINE
    return Kind.PROSE
