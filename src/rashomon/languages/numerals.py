"""Numerals of a language, read as integers: "a hundred and twenty", "1.2 million", "3k"."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from rashomon.languages.lexicon import table, words

#: Hyphens and dashes that join parts of a numeral or the ends of a range.
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
#: The same, as the inside of a character class.
HYPHEN_CLASS = "\\-\u2010\u2011\u2012\u2013\u2212"

_PART = re.compile(rf"[^\s{HYPHEN_CLASS}]+")
_GROUPED = re.compile(
    r"\d{1,3}(?:([,'’\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3})*(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}"
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_SEPARATORS = re.compile(r"[,'’\s]")
_LETTER_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def number(text: str | Sequence[str], language: str = "en") -> int | None:
    """The integer that a numeral in words or digits stands for, or null where it is no whole numeral.

    Takes a string or its words. Reads what people write ("twenty five", "twelve hundred", "one and a half
    million", "two dozen", "1,200", "3k") and refuses lists ("two three") and remainders ("one half").
    """
    parts = _PART.findall(text.lower()) if isinstance(text, str) else [word.lower() for word in text]
    if not parts:
        return None
    if isinstance(text, str) and (whole := digits(text.strip())) is not None:
        return int(whole) if whole.denominator == 1 else None
    value = _valued(parts, language)
    return int(value) if value is not None and value.denominator == 1 else None


def digits(text: str) -> Fraction | None:
    """The value of a figure in digits, with separators and a letter for its scale: "1 200", "1,00,000", "1.2m"."""
    bare = text.lower()
    scale = 1
    for letters, factor in _LETTER_SCALES.items():
        if bare.endswith(letters):
            bare, scale = bare[: -len(letters)], factor
    if _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare):
        return Fraction(_SEPARATORS.sub("", bare)) * scale
    return None


@cache
def _units(language: str) -> Mapping[str, int]:
    found: Mapping[str, int] = table(language, "quantity")["numerals"]
    return found


@cache
def scales(language: str) -> Mapping[str, int]:
    """Words that multiply what stands before them, collections ("dozen") among them."""
    return {**table(language, "quantity")["scales"], **table(language, "quantity")["collections"]}


@cache
def numeral_words(language: str) -> frozenset[str]:
    """Words that a numeral may begin with or go on with, joiners and articles apart."""
    return (
        frozenset(_units(language))
        | frozenset(scales(language))
        | words(language, "quantity", "small.halves")
    )


def _valued(parts: Sequence[str], language: str) -> Fraction | None:
    """Adds up a numeral from left to right: `total` is closed by a thousand or more, `group` is below it."""
    articles = words(language, "quantity", "small.articles")
    joiners = words(language, "quantity", "small.joiners")
    halves = words(language, "quantity", "small.halves")
    units, factors = _units(language), scales(language)
    total, group, limit, last = Fraction(0), None, None, None
    joinable = False
    i = 0
    while i < len(parts):
        word = parts[i]
        if word in joiners:
            half = i + 2 < len(parts) + 0 and parts[i + 1] in articles and parts[i + 2] in halves
            if half and group is not None:
                group, i, joinable, last = group + Fraction(1, 2), i + 3, False, None
                continue
            if half and total and i + 3 == len(parts):
                return total + Fraction(limit or 0) / 2
            if not joinable or i + 1 == len(parts):
                return None
            i += 1
            continue
        if word in articles:
            if group is not None or i + 1 == len(parts) or parts[i + 1] not in factors:
                return None
            group = Fraction(1)
        elif word in halves:
            rest = parts[i + 1 :]
            if group is not None or total or not rest:
                return None
            if rest[0] in articles:
                rest, i = rest[1:], i + 1
            if not rest or rest[0] not in factors:
                return None
            group = Fraction(1, 2)
        elif word in units:
            value = units[word]
            if group is None:
                group = Fraction(value)
            elif (joinable and group % 100 == 0 and value < 100) or (
                last is not None and 20 <= last < 100 and last % 10 == 0 and 0 < value < 10
            ):
                group += value
            else:
                return None
            last = value
            joinable = False
            i += 1
            continue
        elif word in factors:
            factor = factors[word]
            if group is None or (group == 0):
                return None
            if factor < 1000:
                if group >= 100:
                    return None
                group *= factor
            else:
                if limit is not None and factor >= limit:
                    return None
                total, limit, group = total + group * factor, factor, None
            joinable = factor in (100, *[s for s in factors.values() if s >= 1000])
            last = None
            i += 1
            continue
        elif (figure := digits(word)) is not None and group is None and not total:
            group = figure
        else:
            return None
        last, joinable = None, False
        i += 1
    return total + (group or 0)
