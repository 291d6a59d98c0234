"""The words of a report that few other reports share: names of people, streets and places, ages."""

import re
from collections.abc import Iterable

from rashomon.languages.lexicon import words
from rashomon.model.text import Document, Kind, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d{1,3}-year-old|\d{2,5}")
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITALISED = re.compile(r"[^\W\d_]")
_COMMON = words("en", "linkage", "names.common")

#: Of the letters; a text above it is set in capitals, where a capital says nothing.
_SHOUTED = 0.6


class Names:
    """The words of each sentence of a document that name something, in lower case."""

    def __init__(self, document: Document, sentences: list[Sentence]) -> None:
        letters = [c for c in document.text if c.isalpha()]
        self._shouted = bool(letters) and sum(c.isupper() for c in letters) > _SHOUTED * len(letters)
        self._found = [list(_words(sentence.span.text)) for sentence in sentences]
        self._prose = [sentence.kind is not Kind.HEADLINE for sentence in sentences]
        self._lower = {word for found in self._found for word in found if word[0].islower()}
        self._sure = {
            _bare(word)
            for found, prose in zip(self._found, self._prose, strict=True)
            if prose
            for word in found[1:]
            if word[0].isupper()
        }

    def words(self, sentences: Iterable[int]) -> frozenset[str]:
        """The names in these sentences (by index)."""
        return frozenset(bare for i in sentences for word in self._found[i] if (bare := self._named(word)))

    def _named(self, word: str) -> str | None:
        """The word in lower case where it names something, null where it does not."""
        bare = _bare(word)
        if bare in _COMMON or len(bare) < 3:
            return None
        if word[0].isdigit():
            return bare
        if self._shouted:
            return bare if len(bare) > 4 else None
        # A capital at the start of a sentence or in a headline is a name's only where the text has it
        # elsewhere too, or never writes the word small.
        return bare if word[0].isupper() and (bare in self._sure or bare not in self._lower) else None


def _words(text: str) -> Iterable[str]:
    return (match.group() for match in _WORD.finditer(text))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower()).rstrip(".")
