"""Words as the full text knows them: the same for both databases, and for what is searched and what is searched for.

A word is a run of letters and digits. It is brought to its compatible form (NFKC), its case is folded and its accents
are taken off, except where they make another letter of the alphabet (й, ї, ў). It is not stemmed. Writing without
blanks between words (Chinese, Japanese, Thai) is not parted.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rashomon.model.text import Span

#: What is written over or between the letters of a word and is none: accents, vowel points, soft hyphens, joiners.
_OVER = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060"
_WORD = re.compile(f"[\\w{_OVER}]+")
_PLAIN = re.compile(r"[^\W_]+")

#: Letters of their own in Russian, Ukrainian and Belarusian; ё is not: papers leave its dots out.
_LETTERS = frozenset("йїў")

#: The half ring and the apostrophes of Ukrainian and of transcriptions: letters to Unicode, none to a search.
_APOSTROPHES = re.compile("[\u02b9-\u02bf\u02ee]")

#: Characters. Longer ones are no words, and PostgreSQL takes none above 2 kB.
_LONGEST = 64

#: Bytes. PostgreSQL holds less than 1 MB of a document's different words.
_ROOM = 900_000

_QUERY = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that have to stand one behind the other; of a `beginning` the last one may go on."""

    words: tuple[str, ...]
    beginning: bool = False


def tokens(text: str) -> list[str]:
    """The words of a text, in their order; what a very long text has beyond the room of an index is left out."""
    found = _PLAIN.findall(text.lower()) if text.isascii() else " ".join(map(_folded, _WORD.findall(text))).split()
    if len(max(found, key=len, default="")) > _LONGEST:
        found = [word[:_LONGEST] for word in found]
    return found if len(text) < _ROOM // 8 else _within_room(found)


def terms(query: str) -> tuple[Term, ...]:
    """What a person searches for: words, "words in quotes", and begin* — each once."""
    found: dict[Term, None] = {}
    for match in _QUERY.finditer(query):
        quoted, single = match.groups()
        words = tuple(tokens(single if quoted is None else quoted))
        if words:
            found[Term(words, beginning=bool(single) and single.endswith("*"))] = None
    return tuple(found)


def places(text: str, wanted: Sequence[Term]) -> tuple[Span, ...]:
    """Where the terms stand in a text, in its order; of those that overlap the first and longest."""
    folded = text.lower() if text.isascii() else text.translate(_SIMPLE)
    if _OTHER not in folded:
        return tuple(Span.of(text, *place) for place in _found(folded, wanted))
    matches = list(_WORD.finditer(text))
    words = [_folded(match.group()) for match in matches]
    starts = list(accumulate((len(word) + 1 for word in words), initial=0))
    return tuple(
        Span.of(
            text, matches[bisect_right(starts, start) - 1].start(), matches[bisect_right(starts, end - 1) - 1].end()
        )
        for start, end in _found(" ".join(words), wanted)
    )


def _found(folded: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in a text that was folded already."""
    places = sorted((place for term in wanted for place in _stands(folded, term)), key=lambda p: (p[0], -p[1]))
    found: list[tuple[int, int]] = []
    for start, end in places:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _stands(folded: str, term: Term) -> Iterator[tuple[int, int]]:
    """By finding its first word, which is many times faster than to try a pattern at each place."""
    pattern = _pattern(term)
    start = folded.find(term.words[0])
    while start >= 0:
        match = pattern.match(folded, start)
        if match:
            yield match.span()
        start = folded.find(term.words[0], match.end() if match else start + 1)


@lru_cache(maxsize=2**10)
def _pattern(term: Term) -> re.Pattern[str]:
    """A term with no letter before or behind it. A word as long as the index holds any may go on."""
    *before, last = (word + ("[^\\W_]*" if len(word) == _LONGEST else "") for word in term.words)
    words = r"[\W_]+".join([*before, last + ("[^\\W_]*" if term.beginning else "")])
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")


@lru_cache(maxsize=2**17)
def _folded(word: str) -> str:
    """A word as it is searched by; some characters are several words ("½"), with blanks between, or none."""
    if word.isascii():
        return word.lower().replace("_", " ")
    folded = unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", word)).casefold()
    bare = "".join(map(_bare, unicodedata.normalize("NFC", folded)))
    return " ".join(_PLAIN.findall(bare))


def _bare(character: str) -> str:
    """A character without its accents; nothing of one that is an accent or is not seen."""
    if character in _LETTERS:
        return character
    apart = unicodedata.normalize("NFD", character)
    return "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))


#: Stands for a character that is not folded by itself, to one other.
_OTHER = "\uffff"


class _Simple(dict[int, str]):
    """Character → what it is folded to, for `str.translate`: places stay as they are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _WORD.fullmatch(character):
            folded = _folded(character)
            self[code] = folded if len(folded) == 1 else _OTHER
        else:
            self[code] = character
        return self[code]


_SIMPLE = _Simple()


def _within_room(words: list[str]) -> list[str]:
    room, known = _ROOM, set()
    for i, word in enumerate(words):
        if word not in known:
            known.add(word)
            room -= len(word.encode()) + 8
        else:
            room -= 2
        if room < 0:
            return words[:i]
    return words
