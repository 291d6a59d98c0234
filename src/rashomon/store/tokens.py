"""Words as the full text knows them: the same for both databases, and for what is searched and what is searched for.

A word is a run of letters and digits. It is brought to its compatible form (NFKC), its case is folded and its accents
are taken off, except where they make another letter of the alphabet (й, ї, ў). It is not stemmed. Writing without
blanks between words (Chinese, Japanese, Thai) is not parted.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rashomon.model.text import Span

#: Letters and digits; inside a word also accents by themselves, soft hyphens and joiners.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200c\u200d\u2060])*")
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
    found = [word for match in _WORD.findall(text) for word in _folded(match)]
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
    """Where the terms stand in a text, in its order."""
    spans = [(match.start(), match.end(), word) for match in _WORD.finditer(text) for word in _folded(match.group())]
    found = {
        (spans[i][0], spans[i + len(term.words) - 1][1]): None
        for i in range(len(spans))
        for term in wanted
        if i + len(term.words) <= len(spans) and _stands(term, [word for _, _, word in spans[i : i + len(term.words)]])
    }
    return tuple(Span.of(text, start, end) for start, end in found)


def _stands(term: Term, words: list[str]) -> bool:
    *before, last = words
    *wanted, final = term.words
    return before == wanted and (last.startswith(final) if term.beginning else last == final)


@lru_cache(maxsize=2**17)
def _folded(word: str) -> tuple[str, ...]:
    """A word as it is searched by; some characters are several words ("½"), or none."""
    if word.isascii():
        return (word.lower()[:_LONGEST],)
    folded = unicodedata.normalize("NFKC", _APOSTROPHES.sub("'", word)).casefold()
    bare = "".join(_bare(unicodedata.normalize("NFC", folded)))
    return tuple(found[:_LONGEST] for found in _PLAIN.findall(bare))


def _bare(word: str) -> Iterator[str]:
    for character in word:
        if character in _LETTERS:
            yield character
        else:
            yield from (
                c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) not in ("Mn", "Cf")
            )


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
