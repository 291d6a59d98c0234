"""Short texts cut into pieces: words, figures and marks, without emoji, bullets and the signs of hashtags."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence, Span

_PIECE = re.compile(
    r"\w+[-‐‑ ](?:years?|yrs?|months?|mos?|weeks?|days?)[-‐‑ ]olds?(?!\w)"  # an age that stands for a person
    r"|[^\W_]+(?:['’‐‑-][^\W_]+)*|[,;:.()!?…=+&|/–—-]"
)
_AGED = re.compile(r"[-‐‑ ]old(s?)$")
_DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark or a whole figure; `start` and `end` count from the start of the sentence."""

    word: str
    start: int
    end: int
    quantity: Quantity | None = None
    capital: bool = False


class Pieces(Sequence[Piece]):
    """The pieces of a sentence in order; beyond either end stands an empty piece."""

    __slots__ = ("_found", "_size", "_words", "sentence")
    _EMPTY = Piece("", -1, -1)

    def __init__(self, sentence: Sentence, quantities: Sequence[Quantity]) -> None:
        self.sentence = sentence
        self._found = list(_cut(sentence, quantities))
        self._words = [piece.word for piece in self._found]
        self._size = len(self._found)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, i: int) -> Piece:  # type: ignore[override]  # a slice is never asked for
        return self._found[i] if 0 <= i < self._size else self._EMPTY

    def word(self, i: int) -> str:
        """Piece i in lower case; "" beyond either end."""
        return self._words[i] if 0 <= i < self._size else ""

    def is_word(self, i: int) -> bool:
        """Whether piece i is a word rather than a mark or a figure."""
        return self[i].quantity is None and self[i].word[:1].isalpha()

    def is_dash(self, i: int) -> bool:
        """Whether piece i is a dash between spaces, or a hyphen that stands for one."""
        piece = self[i]
        if piece.word not in _DASHES:
            return False
        text = self.sentence.span.text
        return text[piece.start - 1 : piece.start] == " " or text[piece.end : piece.end + 1] == " "

    def span(self, first: int, last: int) -> Span:
        """The span of the document from piece `first` to piece `last`, both included."""
        start, end = self[first].start, self[last].end
        return Span.of(self.sentence.span.text, start, end).shifted(self.sentence.span.start)


def _cut(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterable[Piece]:
    text, base = sentence.span.text, sentence.span.start
    figures = [(q.span.start - base, q.span.end - base, q) for q in quantities]
    figures.reverse()
    covered = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        while figures and figures[-1][1] <= start:
            figures.pop()
        if start < covered:
            continue
        if figures and figures[-1][0] < end:
            first, covered, quantity = figures.pop()
            yield Piece(text[first:covered].lower(), first, covered, quantity)
            continue
        word = match.group()
        yield Piece(word.lower().replace("’", "'").replace("‑", "-"), start, end, capital=word[0].isupper())


#: Phrases by their first word, the longest first, each with its value.
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@cache
def phrases(name: str) -> Phrases:
    """A group of lists of headlines.toml as phrases: "after.people", "acting", "labels"."""
    rows = table("en", "headlines")
    for part in name.split("."):
        rows = rows[part]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, listed in rows.items():
        for phrase in listed:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, value))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def match(pieces: Pieces, i: int, among: Phrases) -> tuple[int, str] | None:
    """Where the longest phrase that begins at piece i ends, and its value."""
    for parts, value in among.get(pieces.word(i), ()):
        if all(pieces.word(i + n) == part for n, part in enumerate(parts)):
            return i + len(parts), value
    return None


@cache
def _forms() -> Mapping[str, tuple[str, bool]]:
    """Form of a noun → its lemma, and whether it is plural. A form that may be both counts as singular."""
    lemmas = nouns.people("en") | nouns.things("en")
    irregular = table("en", "inflection")["irregular"]
    found: dict[str, tuple[str, bool]] = {}
    for lemma in sorted(lemmas):
        plurals = {lemma + "s", lemma + "es", *irregular.get(lemma, ())}
        if lemma.endswith("y"):
            plurals.add(lemma[:-1] + "ies")
        if lemma.endswith("man"):
            plurals.add(lemma[:-3] + "men")
        for plural in plurals:
            found.setdefault(plural, (lemma, True))
    for lemma in lemmas:
        found[lemma] = (lemma, False)
    return found


def noun(word: str) -> tuple[str, bool] | None:
    """The lemma of a noun for people or things, and whether the form is plural; null for other words.

    An age that stands for a person ("16-year-old") is its own lemma.
    """
    aged = _AGED.search(word)
    if aged:
        return word.removesuffix("s"), bool(aged.group(1))
    return _forms().get(word)


def is_age(word: str) -> bool:
    """Whether the word is an age ("16-year-old", "4-yr-olds")."""
    return _AGED.search(word) is not None


def age(word: str) -> int | None:
    """The years of "16-year-old"; null where it is written in words or counts months."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits and re.search(r"[- ](?:years?|yrs?)[- ]", word) else None


@cache
def acting_words() -> frozenset[str]:
    """The first words of those that tell what somebody did to others: "kills", "fatally", "wounding"."""
    return frozenset(parts[0] for options in phrases("acting").values() for parts, _ in options)


def is_acting(word: str) -> bool:
    """Whether the word, before people, tells what was done to them: "killing", "wounds"."""
    return word in acting_words() and word not in ("death", "deaths")


def may_tell(piece: Piece) -> bool:
    """Whether a pattern may begin at the piece: a figure, somebody, or a word of the lists."""
    word = piece.word
    return piece.quantity is not None or word in _beginnings() or word.endswith(("'s", "old", "olds"))


@cache
def _beginnings() -> frozenset[str]:
    """The first words of all patterns, and the forms of all nouns that may be people or things."""
    told = table("en", "headlines")
    return frozenset().union(
        _forms(),
        phrases("acting"),
        phrases("labels"),
        told["tolls"]["nouns"],
        told["ordinals"]["words"],
        told["lives"]["verbs"],
        told["nobody"]["one"],
    )


def several(word: str) -> bool:
    """Whether the word, without a figure, is two people or more: "children", "parents", "couple"."""
    if word == "couple":
        return True
    found = noun(word)
    return (
        found is not None
        and found[1]
        and found[0] in nouns.people("en")
        and found[0] not in words("en", "headlines", "nobody.nouns")
    )


def one_person(word: str) -> bool:
    """Whether the word, without an article, is one person in a headline: "man", "teen", "16-year-old"."""
    if word in words("en", "headlines", "nobody.one"):
        return True
    found = noun(word)
    if found is None or found[1] or word in words("en", "headlines", "nobody.nouns"):
        return False
    return is_age(word) or found[0] in nouns.people("en")
