"""Figures with their bounds: "at least six" is [6, null], and "many" is unknown, never a made-up point.

The conventions (what "nearly", "several", "dozens" are worth) are those of the coders of events, see
`words/en/quantity.toml`. Nothing here looks at the parse: a closed grammar reads the words of the sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import HYPHEN_CLASS, HYPHENS, digits, number, numeral_words, scales
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence, Span

_LANGUAGE = "en"
_TABLE = table(_LANGUAGE, "quantity")

_ATOM = re.compile(
    rf"""(?P<figure>\d{{1,3}}(?:[,\u00a0\u202f\u2009]\d{{3}})+(?:\.\d+)?(?![\d,])
      | \d{{1,3}}(?:[ ]\d{{3}})+(?![\d,.:/]|[{HYPHEN_CLASS}]\d)(?!\w)
      | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)
      | \d+(?:\.\d+)?(?![.:/]?\d))
    | (?P<other>(?:\d+[.:/])+\d+)
    | (?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)*(?:\.[^\W\d_](?!\w))*)
    | (?P<hyphen>[{HYPHEN_CLASS}])
    | [^\w\s]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word, a figure or a sign; `glued` where nothing stands between it and the one before."""

    lower: str
    start: int
    end: int
    kind: str
    glued: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """What atoms [first, last) say before any modifier. `share` is set where no bound can be told."""

    first: int
    last: int
    lower: int | None
    upper: int | None
    approximate: bool = False
    modifier: str | None = None
    share: str | None = None
    digits: bool = False


def bounds(rule: str, lower: int | None, upper: int | None) -> tuple[int | None, int | None]:
    """The bounds of [lower, upper] under a modifier's rule; integers, lower <= upper, null is unbounded.

    Rules: at_least N [N, null]; more_than N [N+1, null]; up_to N [null, N]; fewer_than N [null, N-1];
    about N [⌊0.95N⌋, ⌈1.05N⌉]; nearly N [min(⌊0.9N⌋, N-1), N-1] (ACLED's and Wikimpacts' coders
    differ; these keep what the words say). Nothing lies below 0: an empty interval is unknown.
    """
    if rule == "at_least":
        return lower, None
    if rule == "more_than":
        return (None if lower is None else lower + 1), None
    if rule == "up_to":
        return None, upper
    if rule == "fewer_than":
        return None, (upper - 1 if upper else None)
    if rule == "about":
        return (
            None if lower is None else lower * 95 // 100,
            None if upper is None else -(-upper * 105 // 100),
        )
    if rule == "nearly":
        if not upper or lower == 0:
            return None, None
        return (None if lower is None else min(lower * 9 // 10, lower - 1)), upper - 1
    raise ValueError(f"no such rule: {rule}")


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The figures of a sentence in the order of the text, without overlaps; spans are of the document."""
    text = sentence.span.text
    atoms = _atoms(text)
    if not any(atom.lower in _heads() or atom.kind == "figure" for atom in atoms):
        return ()
    reader = _Reader(text, atoms)
    found: list[Quantity] = []
    for figure in reader.figures():
        start, end = atoms[figure.first].start, atoms[figure.last - 1].end
        raw = text[start:end]
        offset = sentence.span.start
        found.append(
            Quantity(
                span=Span(start + offset, end + offset, raw),
                raw=raw,
                lower=figure.lower,
                upper=figure.upper,
                approximate=figure.approximate,
                modifier=figure.modifier,
                share=figure.share,
            )
        )
    return tuple(found)


def _atoms(text: str) -> list[_Atom]:
    found = []
    end = -1
    for match in _ATOM.finditer(text):
        start = match.start()
        found.append(
            _Atom(match.group().lower(), start, match.end(), match.lastgroup or "sign", start == end)
        )
        end = match.end()
    return found


def _phrases(rows: Mapping[str, object]) -> dict[str, list[tuple[tuple[str, ...], object]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], object]]] = {}
    for phrase, value in rows.items():
        parts = tuple(atom.lower for atom in _atoms(phrase))
        found.setdefault(parts[0], []).append((parts, value))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def _by_rule(rows: Mapping[str, list[str]]) -> dict[str, str]:
    return {phrase: rule for rule, listed in rows.items() for phrase in listed}


def _set(key: str) -> frozenset[str]:
    return words(_LANGUAGE, "quantity", key)


_VAGUE = _phrases({**_TABLE["plurals"], **_TABLE["multipliers"], **_TABLE["vague"]})
_MULTIPLIERS = frozenset(_TABLE["multipliers"])
_NONE = _phrases(dict.fromkeys(_TABLE["none"]["words"]))
_SHARES = _phrases(dict.fromkeys(_TABLE["shares"]["majorities"]))
_AFTER = _phrases(_by_rule(_TABLE["after"]))
_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _rule in _by_rule(_TABLE["modifiers"]).items():
    _parts = tuple(atom.lower for atom in _atoms(_phrase))
    _BEFORE.setdefault(_parts[-1], []).append((_parts, _rule))
for _options in _BEFORE.values():
    _options.sort(key=lambda option: -len(option[0]))
_FAMILY = [tuple(phrase.split()) for phrase in _TABLE["family"]["before"]]
_FAMILY_ALONE = _phrases(dict.fromkeys(_TABLE["family"]["alone"]))
_PERCENT = _phrases(dict.fromkeys(_TABLE["shares"]["percent"]))
_MEASURES, _FILLERS, _COUNTED = _set("not_counts.measures"), _set("not_counts.fillers"), _set("nouns.counted")
_MONTHS, _DESIGNATORS = _set("not_counts.months"), _set("not_counts.designators")
_STREETS, _CURRENCY, _AGES = _set("not_counts.streets"), _set("not_counts.currency"), _set("not_counts.ages")


@cache
def _heads() -> frozenset[str]:
    """Words at which a figure may begin."""
    return (
        numeral_words(_LANGUAGE)
        | frozenset(_VAGUE)
        | frozenset(_NONE)
        | frozenset(_SHARES)
        | _set("small.articles")
        | _set("none.determiner")
        | {"most"}
    )


class _Reader:
    """Reads the atoms of one sentence from left to right."""

    def __init__(self, text: str, atoms: list[_Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.words = [atom.lower for atom in atoms]

    def figures(self) -> list[_Figure]:
        found: list[_Figure] = []
        heads = _heads()
        i = floor = 0
        while i < len(self.atoms):
            if self.atoms[i].kind != "figure" and self.words[i] not in heads:
                i += 1
                continue
            figure = self._figure(i)
            if figure is None:
                i += 1
                continue
            figure = self._as_share(self._ranged(figure))
            if self._is_no_count(figure):
                i = floor = figure.last
                continue
            complete = self._modified(figure, floor)
            i = floor = complete.last
            found.append(complete)
        return self._all_but(found)

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _glued(self, i: int) -> bool:
        return 0 <= i < len(self.atoms) and self.atoms[i].glued

    def _match(
        self, options: dict[str, list[tuple[tuple[str, ...], object]]], i: int
    ) -> tuple[int, object] | None:
        """The end and the value of the longest phrase that begins at atom i."""
        for parts, value in options.get(self._word(i), ()):
            if tuple(self.words[i : i + len(parts)]) == parts:
                return i + len(parts), value
        return None

    def _figure(self, i: int) -> _Figure | None:
        return self._none(i) or self._share(i) or self._vague(i) or self._exact(i)

    def _none(self, i: int) -> _Figure | None:
        if found := self._match(_NONE, i):
            last = found[0]
            if self._word(last) in _set("none.silent"):
                return None
            name = " ".join(self.words[i:last])
            return _Figure(i, last, 0, 0, modifier=name)
        if self.words[i] not in _set("none.determiner"):
            return None
        between, unreported = _set("none.between"), _set("none.unreported")
        j = i + 1
        while j <= i + 3 and self._word(j) in between and self._word(j + 1).isalpha():
            j += 1
        if self._word(j) in unreported:
            return _Figure(i, i + 1, None, None, modifier="no " + self._word(j))
        if self._word(j) not in _COUNTED or self._word(j) in ("more", "were"):
            return None
        following = self.words[j + 1 : j + 9]
        for word in following:
            if word in _set("none.reporting"):
                return _Figure(i, i + 1, None, None, modifier="no reports")
            if word not in _set("none.auxiliaries") and word not in ("or", "and", *_COUNTED, *between):
                break
        return _Figure(i, i + 1, 0, 0, modifier=self.words[i])

    def _share(self, i: int) -> _Figure | None:
        if self._word(i) == "most" and self._word(i + 1) in _set("shares.most_before"):
            if self._word(i - 1) in _set("shares.not_most_after"):
                return None
            return _Figure(i, i + 1, None, None, share="most")
        found = self._match(_SHARES, i)
        if not found or (self._word(i - 1) in ("the", "a") and self._word(i) == "most"):
            return None
        last = found[0]
        if self._word(i) == "half" and (number(self.words[i : i + 3]) or number(self.words[i : i + 2])):
            return None
        if self._word(last) in ("hour", "mile", "an", "an-hour", "time") or self._word(i - 1) in ("and",):
            return None
        while self._word(last - 1) in ("of", "the"):
            last -= 1
        name = [word for word in self.words[i:last] if word not in ("the", "a")]
        return _Figure(i, last, None, None, share=" ".join(name))

    def _vague(self, i: int) -> _Figure | None:
        found = self._match(_VAGUE, i)
        if not found:
            return None
        last, value = found
        assert isinstance(value, list)
        lower, upper = (None if bound < 0 else bound for bound in value)
        name = " ".join(self.words[i:last])
        if name in _MULTIPLIERS:
            j = last + 1 if self._word(last) == "of" else last
            word = self._word(j)
            factor = scales(_LANGUAGE).get(word) or scales(_LANGUAGE).get(word.removesuffix("s"), 0)
            if factor and lower is not None and upper is not None:
                return _Figure(i, j + 1, lower * factor, upper * factor, True, name)
        if self._word(last - 1) == "of":
            last, name = last - 1, name.removesuffix(" of")
        if name == "many" and self._word(i - 1) in ("as", "how", "so", "too", "not"):
            return None
        if name == "both" and self._joins(last):
            return None
        return _Figure(i, last, lower, upper, name not in ("both", "a pair", "a trio"), name)

    def _joins(self, i: int) -> bool:
        """Whether "both" at i - 1 only prepares an "and"."""
        for word in self.words[i : i + 6]:
            if word == "and":
                return True
            if not word[0].isalpha() or word in ("were", "was", "are", "have", "had", "of"):
                return False
        return False

    def _exact(self, i: int) -> _Figure | None:
        if self.atoms[i].kind == "figure":
            return self._digits(i)
        last = i
        scale = scales(_LANGUAGE)
        known = numeral_words(_LANGUAGE)
        while last < len(self.words):
            word = self.words[last]
            if (
                word in known
                or (word in ("and", "a", "an") and last > i)
                or (last == i and word in ("a", "an"))
            ) or (
                word in HYPHENS
                and self._glued(last)
                and self._glued(last + 1)
                and self._word(last + 1) in known
            ):
                last += 1
            else:
                break
        while last > i:
            parts = [word for word in self.words[i:last] if word not in HYPHENS]
            value = number(parts)
            if value is not None and self.words[last - 1] not in HYPHENS and value != 0:
                collected = any(part in _TABLE["collections"] for part in parts)
                name = None
                if parts[0] in ("a", "an", "half") and value in scale.values():
                    return _Figure(i, last, value, value, True, name)
                return _Figure(i, last, value, value, collected, name)
            last -= 1
        return None

    def _digits(self, i: int) -> _Figure | None:
        value = digits(self.text[self.atoms[i].start : self.atoms[i].end])
        last = i + 1
        if value is None:
            return None
        factor = scales(_LANGUAGE).get(self._word(last))
        hyphen = self._word(last) in HYPHENS and self._glued(last) and self._glued(last + 1)
        if factor is None and self._glued(last) and self._word(last) in ("k", "m", "bn"):
            glued = self._word(last)
            if glued != "m" or self._word(last + 1) in _COUNTED:
                factor = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}[glued]
        if factor is None and hyphen and self._word(last + 1) in scales(_LANGUAGE):
            factor, last = scales(_LANGUAGE)[self._word(last + 1)], last + 1
        if factor is not None:
            value, last = value * factor, last + 1
        if value.denominator != 1:
            return None
        return _Figure(i, last, int(value), int(value), digits=True)

    def _ranged(self, figure: _Figure) -> _Figure:
        """The figure, or the range of which it is the lower end."""
        if figure.lower is None or figure.lower != figure.upper or figure.modifier:
            return figure
        j = figure.last
        word = self._word(j)
        glued = word in HYPHENS and bool(word) and self._glued(j) and self._glued(j + 1)
        before = self._word(figure.first - 1)
        if glued and self._word(j + 1) in ("to", "or") and self._word(j + 2) in HYPHENS:
            j += 2
        elif word and word in HYPHENS:
            if not glued and not figure.digits:
                return figure
        elif word == "and":
            if before != "between":
                return figure
        elif word in ("to", "or"):
            if before == "from" and any(
                w in _set("range.changes") for w in self.words[max(0, figure.first - 8) : figure.first]
            ):
                return figure
        else:
            return figure
        if not (self.atoms[j + 1 : j + 2]) or (
            self.atoms[j + 1].kind != "figure" and self._word(j + 1) not in _heads()
        ):
            return figure
        other = self._exact(j + 1)
        if other is None or other.upper is None:
            return figure
        low, high = figure.lower, other.upper
        factor = high // max(1, other.upper)
        scaled = self._scale_of(other)
        if scaled and low < scaled and self._scale_of(figure) == 0 and figure.digits == other.digits:
            low *= scaled
        if low >= high or (word == "or" and high > 2 * low + 2) or factor == 0:
            return figure
        first = figure.first - 1 if before in ("between",) else figure.first
        return _Figure(first, other.last, low, high, other.approximate, "between", digits=figure.digits)

    def _as_share(self, figure: _Figure) -> _Figure:
        """The figure, or the share that it turns out to be: "80%", "two thirds"."""
        j = figure.last
        if figure.share:
            return figure
        if percent := self._match(_PERCENT, j):
            amount = self.text[self.atoms[figure.first].start : self.atoms[j - 1].end].lower()
            return _Figure(figure.first, percent[0], None, None, share=f"{amount}%")
        if self._word(j) in HYPHENS:
            j += 1
        if self._word(j) in _set("shares.fractions") and figure.upper is not None and figure.upper < 10:
            name = " ".join((*self.words[figure.first : figure.last], self._word(j)))
            return _Figure(figure.first, j + 1, None, None, share=name)
        return figure

    def _scale_of(self, figure: _Figure) -> int:
        word = self._word(figure.last - 1)
        return scales(_LANGUAGE).get(word, 0)

    def _modified(self, figure: _Figure, floor: int) -> _Figure:
        first, last = figure.first, figure.last
        lower, upper, approximate = figure.lower, figure.upper, figure.approximate
        rules: list[str] = []
        while (found := self._before(first, floor)) is not None:
            first, rule = found
            rules.append(rule)
        after = self._match(_AFTER, last)
        if after and (self._word(last) not in ("at",) or not rules):
            last, rule_after = after
            assert isinstance(rule_after, str)
            rules.append(rule_after)
        for rule in rules:
            if figure.share is None:
                lower, upper = bounds(rule, lower, upper)
            approximate = approximate or rule in ("about", "nearly")
        modifier = _TABLE["names"][rules[-1]] if rules else figure.modifier
        if not rules and self._word(first - 1) == "all" and first - 1 >= floor and figure.share is None:
            first, modifier = first - 1, "all"
        for phrase in _FAMILY:
            if first - len(phrase) >= floor and tuple(self.words[first - len(phrase) : first]) == phrase:
                first, modifier = first - len(phrase), " ".join(phrase).removeprefix("a ")
                break
        return _Figure(first, last, lower, upper, approximate, modifier, figure.share)

    def _before(self, first: int, floor: int) -> tuple[int, str] | None:
        for parts, rule in _BEFORE.get(self._word(first - 1), ()):
            start = first - len(parts)
            if start >= floor and tuple(self.words[start:first]) == parts:
                return start, rule
        return None

    def _is_no_count(self, figure: _Figure) -> bool:
        return (
            self._follows_name(figure)
            or self._precedes_measure(figure)
            or self._is_age(figure)
            or self._is_one(figure)
        )

    def _follows_name(self, figure: _Figure) -> bool:
        before, first = self._word(figure.first - 1), figure.first
        if before in _CURRENCY or (before in _MONTHS and before != "may") or before in _AGES:
            return True
        if before == "may" and figure.digits and self.text[self.atoms[first - 1].start].isupper():
            return True
        if before in _DESIGNATORS or (before == "." and self._word(first - 2) in ("no", "nos", "rs", "st")):
            return True
        if (
            figure.digits
            and before
            and (before in HYPHENS or before in ("+", "#", "/", "."))
            and self._glued(first)
        ):
            return True
        return figure.digits and self._glued(first) and self.atoms[first - 1].kind == "word"

    def _precedes_measure(self, figure: _Figure) -> bool:
        last, after = figure.last, self._word(figure.last)
        if figure.share:
            return False
        if after == "-" or (after and after in HYPHENS):
            if self._glued(last) and self._glued(last + 1) and not self._match(_AFTER, last):
                return True
        if self._glued(last) and self.atoms[last].kind == "word" and after not in ("ish",):
            return True
        if after in _MONTHS and (after != "may" or self.text[self.atoms[last].start].isupper()):
            return True
        j = last
        while self._word(j) in _FILLERS and j < last + 2:
            j += 1
        if (self._word(j) in _MEASURES and self._word(j) not in ("local", "square")) or after in (
            "local",
            "square",
        ):
            return True
        if after in _CURRENCY or (after in ("/", ":") and self._glued(last)):
            return True
        if figure.digits and figure.first == 0 and after in (".", ")"):
            return True
        return self._is_year(figure) or (figure.digits and self._is_address(last))

    def _is_year(self, figure: _Figure) -> bool:
        raw = self.words[figure.first]
        if not (figure.digits and len(raw) == 4 and raw.isdigit() and 1800 <= int(raw) < 2100):
            return False
        return self._word(figure.last) not in _COUNTED and self._before(figure.first, 0) is None

    def _is_address(self, last: int) -> bool:
        for j in range(last, min(last + 4, len(self.words))):
            if self.atoms[j].kind != "word" or not self.text[self.atoms[j].start].isupper():
                return False
            if j > last and self.words[j] in _STREETS:
                return True
        return False

    def _is_age(self, figure: _Figure) -> bool:
        first, last = figure.first, figure.last
        if figure.upper is None or figure.upper > 120 or figure.modifier not in (None, "between"):
            return False
        if self._word(last) in ("-", "‑") and self._word(last + 1) in ("year", "month"):
            return True
        if any(word in _AGES for word in self.words[max(0, first - 8) : first]):
            gap = self.words[max(0, first - 8) : first]
            tail = gap[max(i for i, word in enumerate(gap) if word in _AGES) + 1 :]
            return all(
                w in (",", "and", "to", "or", "of", "between", "from")
                or w.isdigit()
                or number([w]) is not None
                for w in tail
            )
        if self._word(first - 1) in ("under", "over") and self._word(first - 2) in _set(
            "not_counts.aged_people"
        ):
            return True
        if figure.modifier or self._word(first - 1) != "," or not self._word(first - 2)[:1].isalpha():
            return False
        if self._word(first - 2) in numeral_words(_LANGUAGE) or not (figure.digits or figure.upper < 20):
            return False
        after = self._word(last)
        return after in (".", ")", "") or (
            after == "," and self._word(last + 1) not in _set("not_counts.lists")
        )

    def _is_one(self, figure: _Figure) -> bool:
        if self.words[figure.first] != "one" or figure.last != figure.first + 1:
            return False
        before, after = self._word(figure.first - 1), self._word(figure.last)
        if (before in _set("one.before") and self._before(figure.first, 0) is None) or after in _set(
            "one.after"
        ):
            return True
        if after == "of":
            return any(
                w in _set("one.superlatives") or (w.endswith("est") and len(w) > 5)
                for w in self.words[figure.last + 1 : figure.last + 5]
            )
        return after in (".", "’s", "'s")

    def _all_but(self, found: list[_Figure]) -> list[_Figure]:
        """ "All but two of the 30": 28 out of 30; without a whole, no bound."""
        done: list[_Figure] = []
        for i, figure in enumerate(found):
            first = figure.first
            if self._word(first - 1) != "but" or self._word(first - 2) != "all" or figure.share:
                done.append(figure)
                continue
            whole = found[i + 1] if i + 1 < len(found) else None
            lower = upper = None
            gap = self.words[figure.last : whole.first] if whole else []
            if (
                whole
                and gap
                and gap[0] == "of"
                and len(gap) <= 3
                and figure.lower is not None
                and figure.upper is not None
            ):
                lower = None if whole.lower is None else max(0, whole.lower - figure.upper)
                upper = None if whole.upper is None else max(0, whole.upper - figure.lower)
            done.append(_Figure(first - 2, figure.last, lower, upper, figure.approximate, "all but"))
        return done
