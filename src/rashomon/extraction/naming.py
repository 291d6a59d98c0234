"""Names in a text: the words with a capital, who of them are people, and which runs of them may be a place.

The place finder stands on this; it knows neither which names are places nor where they lie.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.languages.lexicon import words as lexicon
from rashomon.model.text import Sentence

_FUNCTION = lexicon("en", "places", "function")
_TITLES = lexicon("en", "places", "titles")
_INSTITUTIONS = lexicon("en", "places", "institutions")
_FACILITIES = lexicon("en", "places", "facilities")
_GIVEN = lexicon("en", "names", "given")
#: Words that a full stop shortens in the middle of a name ("St. Louis", "Mr. Paris").
_DOTTED = frozenset({"st", "ste", "mt", "ft", "pt", "n", "s", "e", "w", "jr", "sr"}) | _TITLES

_WORD = re.compile(
    r"(?P<initials>(?:[A-Z]\. ?)+(?:[A-Z]|Va)\.)"
    r"|[^\W\d_](?:\w|[-‐‑'’ʼ`](?=\w))*|\d[\w,.]*"
)
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az|ed|es|ul)[-‐‑][A-Z]")
_BLANK = frozenset({" ", "\u00a0", "\n", " \n", "\n "})
_ARTICLE_UPPER = re.compile(r"(?:Al|El|An|Ar|As|Ash|Ad|At|Az|Ed|Es|Ul)[-‐‑]")
_HYPHEN = re.compile(r"[-‐‑]")
_PIECE = re.compile(r"[^-‐‑]+")


@dataclass(slots=True)
class Word:
    """A word of a sentence. `joined`: only a blank stands before it. `dotted`: a full stop follows.

    "Kyiv-based" is two words, the second of them `hyphened` to the first; "al-Shifa" is one.
    """

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    possessive: bool = False
    initials: bool = False
    dotted: bool = False
    hyphened: bool = False


@dataclass(slots=True)
class Line:
    """A sentence in words. `flat`: its capitals tell nothing, as in headlines and texts all in capitals."""

    index: int
    words: list[Word]
    flat: bool
    people: list[tuple[int, int]] = field(default_factory=list)


def lines(text: str, sentences: Sequence[Sentence]) -> Iterator[Line]:
    """The words of each sentence, with the stretches of them that name people."""
    for sentence in sentences:
        found = list(_words(text, sentence.span.start, sentence.span.end))
        flat = _is_flat(found)
        if flat:
            for word in found:
                word.capital = word.lower not in _FUNCTION and word.text[0].isalpha()
        line = Line(sentence.index, found, flat)
        line.people.extend(_people(found, flat))
        yield line


def runs(line: Line) -> Iterator[tuple[int, int]]:
    """Stretches of words with a capital that nothing but blanks divides: (first, one past the last)."""
    words, i = line.words, 0
    while i < len(words):
        if not words[i].capital:
            i += 1
            continue
        j = i + 1
        while j < len(words) and words[j].capital and words[j].joined and not words[j - 1].possessive:
            j += 1
        yield i, j
        i = j


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    last, before = "", start
    possessive = False
    for match in _WORD.finditer(text, start, end):
        first, stop = match.span()
        raw = match.group()
        gap = text[before:first]
        joined = gap in _BLANK or (gap == ". " and (last in _DOTTED or len(last) == 1))
        initials = match.lastgroup == "initials"
        possessive = len(raw) > 2 and raw[-1] in "sS" and raw[-2] in "'’"
        if possessive:
            raw, stop = raw[:-2], stop - 2
        last, before = raw.lower(), stop + (2 if possessive else 0)
        capital = raw[0].isupper() or (raw[0] in "aeu" and _ARTICLE.match(raw) is not None)
        dotted = text[stop : stop + 1] == "."
        if capital and _HYPHEN.search(raw) and raw[0].isupper() and not _ARTICLE_UPPER.match(raw):
            yield from _parts(first, raw, joined, possessive)
        else:
            yield Word(first, stop, raw, last, capital, joined, possessive, initials, dotted)


def _parts(start: int, raw: str, joined: bool, possessive: bool) -> Iterator[Word]:
    pieces = list(_PIECE.finditer(raw))
    for piece in pieces:
        part = piece.group()
        yield Word(
            start + piece.start(),
            start + piece.end(),
            part,
            part.lower(),
            part[0].isupper(),
            joined or piece is not pieces[0],
            possessive and piece is pieces[-1],
            hyphened=piece is not pieces[0],
        )


def _is_flat(words: Sequence[Word]) -> bool:
    letters = [word for word in words if word.text[0].isalpha()]
    if len(letters) < 4:
        return False
    if sum(word.text.isupper() for word in letters) > 0.6 * len(letters):
        return True
    weighty = [word for word in letters if word.lower not in _FUNCTION]
    # A sentence of prose may be nearly all names; a headline in title case has no full stop.
    share = 0.9 if words[-1].dotted else 0.75
    return len(weighty) > 4 and sum(word.capital for word in weighty) > share * len(weighty)


def _people(words: Sequence[Word], flat: bool) -> Iterator[tuple[int, int]]:
    """Stretches that name a person: behind a title, or begun by a given name or an initial."""
    i = 0
    while i < len(words):
        word = words[i]
        # "DR Congo" has no doctor.
        titled = word.lower in _TITLES and (flat or not word.text.isupper())
        if word.capital and (titled or _begins_person(words, i)):
            first = i + 1 if titled else i
            j = first
            while j < len(words) and _continues_person(words, j, first, i):
                j += 1
            if j > first and (titled or j - first > 1):
                yield first, j
                i = j
                continue
        i += 1


def _begins_person(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if i + 1 >= len(words) or not words[i + 1].joined or not words[i + 1].capital or word.possessive:
        return False
    return word.lower in _GIVEN or (len(word.text) == 1 and not word.text.isdigit())


def _continues_person(words: Sequence[Word], j: int, first: int, start: int) -> bool:
    word = words[j]
    if not word.capital or (j > start and not word.joined) or (j > first and words[j - 1].possessive):
        return False
    return (
        word.lower not in _INSTITUTIONS
        and word.lower not in _FACILITIES
        and word.lower not in _TITLES
        and word.lower not in _FUNCTION
    )
