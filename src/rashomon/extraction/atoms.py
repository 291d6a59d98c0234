"""The words, figures and signs of a sentence, and how phrases are found among them."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rashomon.languages.numerals import HYPHEN_CLASS, HYPHENS

_Value = TypeVar("_Value")

#: Phrases by their first word (or, for those that are matched backwards, their last), the longest first.
Phrases = dict[str, list[tuple[tuple[str, ...], _Value]]]

_ATOM = re.compile(
    rf"""
    (?P<name> \(?\b\d{{3}}\)?[ .{HYPHEN_CLASS}]?\d{{3}}[.{HYPHEN_CLASS}]\d{{4}}\b   # a telephone number
            | \b\d{{3}}-\d{{4}}\b
            | \d+(?:[{HYPHEN_CLASS}]\d+){{2,}}                    # 2014-05-07, 1-888-555
            | \d+(?:[.:/]\d+){{2,}} | \d+[:/]\d+                  # 7.5.2014, 10:30, 24/7
            | [^\W\d_]+\d\w* )                                    # AK47, M16
  | (?P<figure> \d{{1,3}}(?:[,\u00a0\u202f\u2009]\d{{3}})+(?:\.\d+)?(?![\d,]?\d)
              | \d{{1,3}}(?:[ ]\d{{3}})+(?![\w.:/]*\d)(?!\w)
              | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)
              | \d+(?:\.\d+)? )
  | (?P<word> [^\W\d_]+(?:[’'][^\W\d_]+)*(?:\.[^\W\d_](?!\w))* )
  | (?P<sign> [^\w\s"“”„«»] )                                  # quotation marks part no words: “more than” 27
    """,
    re.VERBOSE,
)


class Atoms:
    """A sentence cut into atoms, seen by their index; `words` are in lower case, hyphens of any kind "-"."""

    __slots__ = ("ends", "kinds", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[str | None] = []
        for match in _ATOM.finditer(text):
            word = match.group().lower()
            self.words.append("-" if word in HYPHENS else word)
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.kinds.append(match.lastgroup)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The atom in lower case; "" beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def before(self, i: int, count: int) -> list[str]:
        """Up to `count` atoms before atom i."""
        return self.words[max(0, i - count) : i]

    def is_figure(self, i: int) -> bool:
        """Whether the atom is written in digits."""
        return 0 <= i < len(self.words) and self.kinds[i] == "figure"

    def is_word(self, i: int) -> bool:
        """Whether the atom is a word of letters."""
        return 0 <= i < len(self.words) and self.kinds[i] == "word"

    def is_name(self, i: int) -> bool:
        """Whether the atom is a word, or letters or signs mixed with figures ("AK47", "10:30")."""
        return 0 <= i < len(self.words) and self.kinds[i] in ("word", "name")

    def is_hyphen(self, i: int) -> bool:
        """Whether the atom is a hyphen of any kind."""
        return self.word(i) == "-"

    def is_glued(self, i: int) -> bool:
        """Whether nothing stands between the atom and the one before."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def joins(self, i: int) -> bool:
        """Whether the atom is a hyphen with no space on either side."""
        return self.is_hyphen(i) and self.is_glued(i) and self.is_glued(i + 1)

    def compounds(self, i: int) -> bool:
        """Whether the atom makes one word of its neighbours; a dash ("men–two of them") does not."""
        if not self.joins(i) or self.text[self.starts[i]] not in "-\u2010\u2011":
            return False
        return self.kinds[i - 1] != "sign" and self.kinds[i + 1] != "sign"

    def is_capitalised(self, i: int) -> bool:
        """Whether the atom begins with a capital letter."""
        return 0 <= i < len(self.words) and self.text[self.starts[i]].isupper()

    def is_acronym(self, i: int) -> bool:
        """Whether the atom is all capitals, two letters or more."""
        return self.is_word(i) and len(raw := self.raw(i, i + 1)) > 1 and raw.isupper()

    def raw(self, first: int, last: int) -> str:
        """The text of atoms [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def match(self, phrases: Phrases[_Value], i: int) -> tuple[int, _Value] | None:
        """Where the longest phrase that begins at atom i ends, and its value."""
        for parts, value in phrases.get(self.word(i), ()):
            if tuple(self.words[i : i + len(parts)]) == parts:
                return i + len(parts), value
        return None

    def match_before(self, phrases: Phrases[_Value], i: int, floor: int = 0) -> tuple[int, _Value] | None:
        """Where the longest phrase that ends before atom i begins, not before `floor`, and its value."""
        for parts, value in phrases.get(self.word(i - 1), ()):
            start = i - len(parts)
            if start >= floor and tuple(self.words[start:i]) == parts:
                return start, value
        return None


def phrases(rows: Mapping[str, _Value], *, backwards: bool = False) -> Phrases[_Value]:
    """Phrases with their values, ready for `Atoms.match` or, backwards, for `Atoms.match_before`."""
    found: Phrases[_Value] = {}
    for phrase, value in rows.items():
        parts = tuple(Atoms(phrase).words)
        found.setdefault(parts[-1 if backwards else 0], []).append((parts, value))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def listed(rows: Iterable[str]) -> Phrases[None]:
    """Phrases that have no value."""
    return phrases(dict.fromkeys(rows))
