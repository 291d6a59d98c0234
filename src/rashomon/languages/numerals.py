"""Numerals of a language, read as integers: "a hundred and twenty", "1,200", "3k"."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from rashomon.languages.lexicon import table, words

#: Hyphens and dashes that join parts of a numeral or the ends of a range; the em dash does neither.
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
#: The same, as the inside of a character class.
HYPHEN_CLASS = "\\-\u2010\u2011\u2012\u2013\u2212"

#: A letter that stands for a scale right behind a figure; "m" may be metres, which the caller must settle.
LETTER_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}

_PART = re.compile(rf"[^\s{HYPHEN_CLASS}]+")
_FIGURE = re.compile(
    r"""(?:\d{1,3}([,'’\u00a0\u202f\u2009\ ])\d{3}(?:\1\d{3})*  # 1,200,000 and its like
      | \d{1,2}(?:,\d{2})+,\d{3}                               # 1,00,000
      | \d+)(?:\.\d+)?""",
    re.VERBOSE,
)
_SEPARATORS = re.compile(r"[,'’\s]")


def number(text: str | Sequence[str], language: str = "en") -> int | None:
    """The integer that a numeral in words or digits stands for, or null where it is no whole numeral.

    Takes a string or its words (without hyphens, in any case). Reads what people write ("twenty five",
    "twelve hundred", "one and a half million", "two dozen", "1,200", "3k") and refuses lists ("two three"),
    remainders ("one half") and anything beside a numeral.
    """
    if isinstance(text, str):
        figure = digits(text.strip())
        if figure is not None:
            return _whole(figure)
        text = _PART.findall(text)
    return _whole(_Numeral([word.lower() for word in text], language).value())


def digits(text: str) -> Fraction | None:
    """The value of a figure in digits, with its separators and the letter of a scale: "1 200", "1.2m"."""
    if text.isdecimal():
        return Fraction(int(text))
    bare, factor = text.lower(), 1
    for letters, scale in LETTER_SCALES.items():
        if bare.endswith(letters):
            bare, factor = bare.removesuffix(letters), scale
    if not _FIGURE.fullmatch(bare):
        return None
    return Fraction(_SEPARATORS.sub("", bare)) * factor


@cache
def scales(language: str = "en") -> Mapping[str, int]:
    """Words that multiply what stands before them, collections ("dozen") among them."""
    numerals = table(language, "quantity")["numerals"]
    return {**numerals["scales"], **numerals["collections"]}


@cache
def numeral_words(language: str = "en") -> frozenset[str]:
    """Words that show a numeral: articles ("a hundred") and joiners apart."""
    numerals = table(language, "quantity")["numerals"]
    return frozenset(numerals["units"]) | frozenset(scales(language)) | frozenset(numerals["halves"])


def _whole(value: Fraction | None) -> int | None:
    return int(value) if value is not None and value.denominator == 1 else None


class _Numeral:
    """Reads a numeral from left to right: groups below a thousand, each with its scale."""

    def __init__(self, parts: Sequence[str], language: str) -> None:
        self.parts = parts
        self.at = 0
        self.units: Mapping[str, int] = table(language, "quantity")["numerals"]["units"]
        self.scales = scales(language)
        self.articles = words(language, "quantity", "numerals.articles")
        self.joiners = words(language, "quantity", "numerals.joiners")
        self.halves = words(language, "quantity", "numerals.halves")

    def value(self) -> Fraction | None:
        total, limit = Fraction(0), None
        while (group := self._group()) is not None:
            scale = self._scale(least=1_000) or 1
            if limit is not None and max(scale, int(group)) >= limit:
                return None
            total, limit = total + group * scale, scale
            if scale > 1 and self._and_a_half():
                total += Fraction(scale, 2)
            if self.at == len(self.parts):
                return total
            if scale == 1:
                return None
            self._take(self.joiners)
        return None

    def _group(self) -> Fraction | None:
        """What stands before a thousand, a million, or nothing: "a", "half a", "two hundred and six"."""
        if self._take(self.halves):
            self._take(self.articles)
            base: Fraction | None = Fraction(1, 2) if self._word() in self.scales else None
        elif self._take(self.articles) or self._word() in self.scales:
            base = Fraction(1) if self._word() in self.scales else None
        else:
            base = self._small()
        if base is None:
            return None
        if self._and_a_half():
            base += Fraction(1, 2)
        hundreds = self._scale(most=100)
        if hundreds is None:
            return base
        return base * hundreds + (self._rest() if hundreds == 100 else 0)

    def _rest(self) -> Fraction:
        """What follows a hundred: "(and) twenty"."""
        start = self.at
        self._take(self.joiners)
        rest = self._small(most=99)
        if rest is None:
            self.at = start
            return Fraction(0)
        return rest

    def _small(self, most: int | None = None) -> Fraction | None:
        word = self._word()
        value = self.units.get(word)
        figure = digits(word) if value is None else Fraction(value)
        if figure is None or (most is not None and figure > most):
            return None
        self.at += 1
        if value is not None and value >= 20 and 0 < self.units.get(self._word(), 0) < 10:
            figure += self.units[self._word()]
            self.at += 1
        return figure

    def _scale(self, *, least: int = 0, most: int | None = None) -> int | None:
        scale = self.scales.get(self._word())
        if scale is None or scale < least or (most is not None and scale > most):
            return None
        self.at += 1
        return scale

    def _and_a_half(self) -> bool:
        start = self.at
        if self._take(self.joiners) and self._take(self.articles) and self._take(self.halves):
            return True
        self.at = start
        return False

    def _word(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def _take(self, accepted: frozenset[str]) -> bool:
        if self._word() not in accepted:
            return False
        self.at += 1
        return True
