"""The words of a report that few other reports share: names of people, streets and places, ages."""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from rashomon.languages.lexicon import words
from rashomon.model.claim import Claim
from rashomon.model.text import Document, Kind, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d{1,3}-year-old|\d{2,5}(?= block\b| [A-Z][a-z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POSSESSIVE = re.compile(r"['’]s?$")
_COMMON = words("en", "linkage", "names.common")
_FURNITURE = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(words('en', 'linkage', 'names.furniture'))))})\b"
    r"|\b\d{3}[-. )]{1,2}\d{3,4}\b|@\w|\bwww\.|https?:",
    re.IGNORECASE,
)

#: Of the letters; a text above it is set in capitals, where a capital says nothing.
_SHOUTED = 0.6

#: Two words of a name are one person's; a single one may be a brother's.
FULL_NAME = 2


class Names:
    """The words of each sentence of a document that name something, in lower case."""

    def __init__(self, document: Document, sentences: list[Sentence]) -> None:
        letters = [c for c in document.text if c.isalpha()]
        self._shouted = bool(letters) and sum(c.isupper() for c in letters) > _SHOUTED * len(letters)
        self._found = [list(_words(sentence.span.text)) for sentence in sentences]
        self._own = [_FURNITURE.search(sentence.span.text) is None for sentence in sentences]
        self._sure = {
            _bare(word)
            for sentence, found in zip(sentences, self._found, strict=True)
            if sentence.kind is not Kind.HEADLINE or _in_sentence_case(found)
            for i, word in enumerate(found)
            if word[0].isupper() and (i > 0 or (len(found) > 1 and found[1][0].isupper()))
        }

    def words(self, sentences: Iterable[int]) -> frozenset[str]:
        """The names in these sentences (by index)."""
        found = (self._named(word) for i in sentences if self._own[i] for word in self._found[i])
        return frozenset(word for word in found if word)

    def _named(self, word: str) -> str | None:
        """The word in lower case where it names something, null where it does not.

        A capital at the start of a sentence or in a headline says nothing by itself: such a word is a name
        where the text has it with a capital elsewhere too, or with another capitalised word behind it.
        """
        bare = _bare(word)
        if bare in _COMMON or len(bare) < 3:
            return None
        if word[0].isdigit():
            return None if _YEAR.fullmatch(bare) else bare
        if self._shouted:
            return bare if len(bare) > 4 else None
        return bare if word[0].isupper() and bare in self._sure else None


@cache
def hidden(word: str) -> str:
    """A word as a short hash: names can be compared where they may not be shown."""
    return blake2b(word.encode(), digest_size=6).hexdigest()


def people(claims: Iterable[Claim]) -> frozenset[str]:
    """The words of the names of the victims of these claims, in lower case."""
    spans = (span for claim in claims if claim.victims for span in claim.victims.names)
    found = (_bare(word) for span in spans for word in _words(span.text) if word[0].isupper())
    return frozenset(word for word in found if word not in _COMMON and len(word) > 2)


def _in_sentence_case(found: list[str]) -> bool:
    """Whether a headline has small letters where a sentence has them, so that a capital tells of a name."""
    return len(found) > 1 and sum(word[0].isupper() for word in found[1:]) < (len(found) - 1) / 2


def _words(text: str) -> Iterable[str]:
    return (match.group() for match in _WORD.finditer(text))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower()).rstrip(".")
