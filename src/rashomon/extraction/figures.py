"""Where a figure begins and how far it goes, without modifiers: digits, words, ranges, vague words."""

from dataclasses import dataclass, replace
from fractions import Fraction

from rashomon.extraction.atoms import Atoms, listed, phrases
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import LETTER_SCALES, digits, number, numeral_words, scales

_TABLE = table("en", "quantity")
_SCALES = scales("en")
_NUMERAL_WORDS = numeral_words("en")


def _set(key: str) -> frozenset[str]:
    return words("en", "quantity", key)


_ARTICLES, _JOINERS = _set("numerals.articles"), _set("numerals.joiners")
_COLLECTIONS = frozenset(_TABLE["numerals"]["collections"])
_VAGUE = phrases({**_TABLE["plurals"], **_TABLE["multipliers"], **_TABLE["vague"]})
_MULTIPLIERS, _ONLY_MULTIPLYING = frozenset(_TABLE["multipliers"]), _set("multiplying.only")
_NONE, _SHARES, _PERCENT = (
    listed(_set("none.words")),
    listed(_set("shares.parts")),
    listed(_set("shares.percent")),
)
_DETERMINERS, _COUNTED, _OTHERS = _set("none.determiners"), _set("nouns.counted"), _set("none.others")
_ADJECTIVES = _set("none.adjectives") | _OTHERS

#: Modifiers that stand after the figure, with their rules.
AFTER = phrases({phrase: rule for rule, after in _TABLE["after"].items() for phrase in after})
_FAMILY, _FAMILY_GOES_ON = listed(_set("family.alone")), _set("family.after")
_PHRASES = (*_VAGUE.values(), *_NONE.values(), *_SHARES.values(), *_FAMILY.values())

#: Words at which a figure may begin.
HEADS = _NUMERAL_WORDS | _ARTICLES | _DETERMINERS | {"most"} | {parts[0] for row in _PHRASES for parts, _ in row}
# "A" and "the" stand everywhere: these must follow where they begin a figure.
_OPENERS = _ARTICLES | {"the"}
_OPENED = frozenset(_SCALES) | {parts[1] for row in _PHRASES for parts, _ in row if parts[0] in _OPENERS}
#: Words of which a sentence with a figure holds at least one, unless the figure is in digits.
TELLING = (_NUMERAL_WORDS | _DETERMINERS | {word for row in _PHRASES for parts, _ in row for word in parts}) - _set(
    "glue.words"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What atoms [first, last) say. `share` is set where no bound can be told, `in_digits` for "12"."""

    first: int
    last: int
    lower: int | None = None
    upper: int | None = None
    approximate: bool = False
    modifier: str | None = None
    share: str | None = None
    in_digits: bool = False


def figure_at(atoms: Atoms, i: int) -> Figure | None:
    """The figure that begins at atom i, ranges and shares included; null where none does."""
    word = atoms.words[i]
    if not atoms.is_figure(i) and (word not in HEADS or (word in _OPENERS and atoms.word(i + 1) not in _OPENED)):
        return None
    found = _none(atoms, i) or _part(atoms, i) or _vague(atoms, i) or _family(atoms, i)
    if found:
        return found
    if percent := _percent(atoms, i, i + 1):
        return percent
    exact = _exact(atoms, i)
    if exact is None:
        return None
    if ratio := _ratio(atoms, exact):
        return ratio
    whole = _ranged(atoms, exact)
    return _percent(atoms, whole.first, whole.last) or _fraction(atoms, whole) or whole


def _none(atoms: Atoms, i: int) -> Figure | None:
    if found := atoms.match(_NONE, i):
        last = found[0]
        if atoms.word(last) in _set("none.silent"):
            return None
        return Figure(i, last, 0, 0, modifier=" ".join(atoms.words[i:last]))
    if atoms.words[i] not in _DETERMINERS:
        return None
    noun = i + 1
    while noun < i + 4 and (atoms.word(noun) in _ADJECTIVES or atoms.is_hyphen(noun)):
        noun += 1
    if atoms.word(noun) in _set("none.unreported"):
        return _unreported(atoms, i, noun)
    if atoms.word(noun) not in _COUNTED:
        return None
    for word in atoms.words[noun + 1 : noun + 9]:
        if word in _set("none.reporting"):
            return Figure(i, i + 1, modifier="no reports")
        if word not in _set("none.auxiliaries") and word not in _COUNTED:
            break
    if atoms.word(i + 1) in _OTHERS:
        return Figure(i, i + 2, 0, 0, modifier=f"{atoms.words[i]} {atoms.words[i + 1]}")
    return Figure(i, i + 1, 0, 0, modifier=atoms.words[i])


def _unreported(atoms: Atoms, i: int, noun: int) -> Figure | None:
    """ "No reports of casualties": a figure without bounds, so that nobody takes it for 0."""
    if any(word in _COUNTED for word in atoms.words[noun + 1 : noun + 6]):
        return Figure(i, noun + 1, modifier=f"no {atoms.words[noun]}")
    return None


def _part(atoms: Atoms, i: int) -> Figure | None:
    word, before, after = atoms.word(i), atoms.word(i - 1), atoms.word(i + 1)
    if word == "most" and after in _set("shares.most_before") and before not in _set("shares.not_most_after"):
        return Figure(i, i + 1, share="most")
    found = atoms.match(_SHARES, i)
    if not found:
        return None
    last = found[0]
    if word == "most" and before in ("the", "at"):
        return None
    if word == "half" and (atoms.word(last) in _set("shares.not_half_before") or _is_scaled(atoms, i)):
        return None
    if word == "half" and _ends_numeral(atoms, i):
        return None
    while atoms.words[last - 1] in ("of", "the"):
        last -= 1
    name = " ".join(part for part in atoms.words[i:last] if part not in ("the", *_ARTICLES))
    return Figure(i, last, share=name)


def _ends_numeral(atoms: Atoms, i: int) -> bool:
    """Whether "half" at i ends "a month and a half"."""
    leading = [word for word in atoms.before(i, 4) if word != "-"][-2:]
    return len(leading) == 2 and leading[0] in _JOINERS and leading[1] in _ARTICLES


def _is_scaled(atoms: Atoms, i: int) -> bool:
    """Whether "half" at i begins "half a dozen"."""
    following = [word for word in atoms.words[i : i + 4] if word != "-"]
    return any(number(following[:length]) is not None for length in (2, 3))


def _percent(atoms: Atoms, first: int, last: int) -> Figure | None:
    """ "80%", "12.5 percent", "five per cent"."""
    end = atoms.match(_PERCENT, last)
    if end is None or not (atoms.is_figure(first) or last > first + 1 or atoms.words[first] in _NUMERAL_WORDS):
        return None
    value = number(atoms.words[first:last])
    amount = str(value) if value is not None else atoms.raw(first, last).lower()
    return Figure(first, end[0], share=f"{amount}%")


def _fraction(atoms: Atoms, figure: Figure) -> Figure | None:
    """ "Two thirds", "three-quarters"."""
    noun = figure.last + 1 if atoms.joins(figure.last) else figure.last
    if figure.in_digits or figure.upper is None or figure.upper > 9:
        return None
    if atoms.word(noun) not in _set("shares.fractions") or (figure.upper == 1) == atoms.word(noun).endswith("s"):
        return None
    return Figure(figure.first, noun + 1, share=" ".join((*atoms.words[figure.first : figure.last], atoms.word(noun))))


def _ratio(atoms: Atoms, figure: Figure) -> Figure | None:
    """ "One in four" is a share; "one in 2014" is not."""
    if figure.lower != 1 or atoms.word(figure.last) != "in":
        return None
    whole = _exact(atoms, figure.last + 1) if figure.last + 1 < len(atoms) else None
    if whole is None or whole.upper is None or not 1 < whole.upper <= 100:
        return None
    return Figure(figure.first, whole.last, share=" ".join(atoms.words[figure.first : whole.last]))


def _vague(atoms: Atoms, i: int) -> Figure | None:
    found = atoms.match(_VAGUE, i)
    if not found:
        return None
    last, values = found
    lower, upper = (None if bound < 0 else bound for bound in values)
    name = " ".join(atoms.words[i:last])
    if name in _MULTIPLIERS and lower is not None and upper is not None:
        scale = last + 1 if atoms.word(last) == "of" else last
        factor = _SCALES.get(atoms.word(scale).removesuffix("s"))
        if factor:
            return Figure(i, scale + 1, lower * factor, upper * factor, True, name.removesuffix(" of"))
    if name in _ONLY_MULTIPLYING:
        return None
    if atoms.words[last - 1] == "of":
        last, name = last - 1, name.removesuffix(" of")
    if name == "many" and atoms.word(i - 1) in ("as", "how", "so", "too", "not"):
        return None
    if name == "both" and (_prepares_and(atoms, last) or atoms.is_figure(last)):
        return None
    return Figure(i, last, lower, upper, lower is not None and lower != upper, name)


def _family(atoms: Atoms, i: int) -> Figure | None:
    """A family without a figure is two at the least; a family home or a family member is none."""
    found = atoms.match(_FAMILY, i)
    if not found or atoms.word(i - 1) in _set("family.not_after"):
        return None
    if atoms.is_word(found[0]) and atoms.word(found[0]) not in _FAMILY_GOES_ON:
        return None
    return Figure(i, found[0], 2, None, modifier="family")


def _prepares_and(atoms: Atoms, i: int) -> bool:
    """Whether "both" before atom i only prepares an "and" ("both men and women", "both in the …")."""
    if atoms.word(i) == "to":
        return True
    reach = 10 if atoms.word(i) in _set("vague_signs.both_before") else 6
    for word in atoms.words[i : i + reach]:
        if word in _JOINERS:
            return True
        if not word[0].isalpha() or word in ("were", "was", "are", "have", "had", "of"):
            return False
    return False


def _exact(atoms: Atoms, i: int) -> Figure | None:
    return _in_digits(atoms, i) if atoms.is_figure(i) else _in_words(atoms, i)


def _in_words(atoms: Atoms, i: int) -> Figure | None:
    last = i
    while last < len(atoms) and (
        atoms.words[last] in _NUMERAL_WORDS
        or atoms.words[last] in _ARTICLES
        or (last > i and atoms.words[last] in _JOINERS)
        or (last > i and atoms.joins(last) and atoms.word(last + 1) in _NUMERAL_WORDS)
    ):
        last += 1
    while last > i:
        parts = [part for part in atoms.words[i:last] if part != "-"]
        value = number(parts) if atoms.words[last - 1] in _NUMERAL_WORDS else None
        if value:
            return Figure(i, last, value, value, approximate=not _COLLECTIONS.isdisjoint(parts))
        last -= 1
    return None


def _in_digits(atoms: Atoms, i: int) -> Figure | None:
    value, last = digits(atoms.raw(i, i + 1)), i + 1
    if value is None or (len(atoms.words[i]) > 1 and atoms.words[i][0] == "0"):
        return None
    scale = last + 1 if atoms.joins(last) else last
    factor = _SCALES.get(atoms.word(scale)) or _letter_scale(atoms, last)
    if factor:
        value, last = value * factor, scale + 1
    if value.denominator != 1:
        return None
    approximate = atoms.words[last - 1] in _COLLECTIONS
    return Figure(i, last, int(value), int(value), approximate, in_digits=True)


def _letter_scale(atoms: Atoms, i: int) -> int | None:
    """A thousand for "3k"; a million for "5m" only before what is counted: it may be metres."""
    if not atoms.is_glued(i) or (atoms.word(i) == "m" and atoms.word(i + 1) not in _COUNTED):
        return None
    return LETTER_SCALES.get(atoms.word(i))


def _ranged(atoms: Atoms, figure: Figure) -> Figure:
    """The range of which the figure is the lower end, or the figure alone."""
    other = _upper_end(atoms, figure)
    low, high = figure.lower, other.upper if other else None
    if other is None or low is None or high is None:
        return figure
    scale = _SCALES.get(atoms.words[other.last - 1], 0)
    if low < scale and atoms.words[figure.last - 1] not in _SCALES and Fraction(high, scale) > low:
        low *= scale
    if low >= high or (atoms.word(figure.last) == "or" and high > 2 * low + 2):
        return figure
    between = atoms.word(figure.first - 1) in _set("range.between")
    return replace(
        figure,
        first=figure.first - between,
        last=other.last,
        lower=low,
        upper=high,
        approximate=figure.approximate or other.approximate,
        modifier="between",
    )


def _upper_end(atoms: Atoms, figure: Figure) -> Figure | None:
    """The figure on the other side of a hyphen, "to", "or", or of the "and" of "between"."""
    link, before = figure.last, atoms.word(figure.first - 1)
    if atoms.joins(link) and atoms.word(link + 1) in _set("range.to") and atoms.joins(link + 2):
        link += 2
    elif atoms.is_hyphen(link):
        if not atoms.joins(link) and not (figure.in_digits and atoms.is_figure(link + 1)):
            return None
    elif atoms.word(link) in _set("range.and"):
        if before not in _set("range.between"):
            return None
    elif atoms.word(link) not in _set("range.to") or (
        before in _set("range.from") and not _set("range.changes").isdisjoint(atoms.before(figure.first, 8))
    ):
        return None
    if not atoms.is_figure(link + 1) and atoms.word(link + 1) not in HEADS:
        return None
    return _exact(atoms, link + 1) or _vague(atoms, link + 1)
