"""Figures that count nobody and nothing: ages, dates, money, measures, addresses, names of things."""

from rashomon.extraction.atoms import Atoms
from rashomon.extraction.figures import AFTER, Figure
from rashomon.languages.lexicon import words
from rashomon.languages.numerals import numeral_words


def _set(key: str) -> frozenset[str]:
    return words("en", "quantity", key)


_MEASURES, _FILLERS, _COUNTED = _set("not_counts.measures"), _set("not_counts.fillers"), _set("nouns.counted")
_MONTHS, _DESIGNATORS = _set("not_counts.months"), _set("not_counts.designators")
_STREETS, _CURRENCY = _set("not_counts.streets"), _set("not_counts.currency")
_AGES, _AGE_JOINERS = _set("not_counts.ages"), _set("not_counts.age_joiners")
_NUMERAL_WORDS = numeral_words("en")


def is_uncounted(atoms: Atoms, figure: Figure, modified: bool) -> bool:
    """Whether the figure is no count. `modified`: a word of bounds ("at least") stands before it."""
    return (
        _follows_name(atoms, figure)
        or (figure.share is None and _precedes_measure(atoms, figure))
        or (figure.in_digits and _is_number_of_something(atoms, figure, modified))
        or _is_age(atoms, figure)
        or (atoms.words[figure.first] == "one" and not modified and _is_pronoun(atoms, figure))
    )


def _follows_name(atoms: Atoms, figure: Figure) -> bool:
    """After money signs, months, "Highway", "No.", or glued to what stands before."""
    first = figure.first
    before = atoms.word(first - 1)
    name = atoms.word(first - 2) if before == "." else before
    if name in _CURRENCY or name in _AGES or (name in _DESIGNATORS and not figure.share):
        return True
    if name in _MONTHS and figure.in_digits:
        return name != "may" or atoms.is_capitalised(first - 1)
    if not figure.in_digits:
        return False
    if atoms.is_glued(first) and (
        before in ("-", "+", "#", "/", ".", "@", "_", "’", "'") or atoms.is_word(first - 1)
    ):
        return True
    return (
        atoms.is_acronym(first - 1) and atoms.word(figure.last) not in _COUNTED and not atoms.text.isupper()
    )


def _precedes_measure(atoms: Atoms, figure: Figure) -> bool:
    """Before units, months, clock times, or glued to what follows ("three-member", "122nd")."""
    last, after = figure.last, atoms.word(figure.last)
    if atoms.is_glued(last) and (atoms.joins(last) or atoms.is_word(last)) and not atoms.match(AFTER, last):
        return True
    if after in _MONTHS and (after != "may" or atoms.is_capitalised(last)):
        return True
    if after in _CURRENCY or (after in ("/", ":") and atoms.is_glued(last) and figure.in_digits):
        return True
    noun = last
    while noun < last + 2 and atoms.word(noun) in _FILLERS and atoms.word(noun) not in _MEASURES:
        noun += 1
    return atoms.word(noun) in _MEASURES


def _is_number_of_something(atoms: Atoms, figure: Figure, modified: bool) -> bool:
    """Items of lists, notes in brackets, years, clock times, addresses and scores."""
    first, last = figure.first, figure.last
    before, after = atoms.word(first - 1), atoms.word(last)
    if (first == 0 and after in (".", ")")) or (before == "(" and first == 1 and after == ")"):
        return True
    if before == "[" and after == "]":
        return True
    if after == "in" and atoms.word(last + 1) == "(":
        return True
    return (
        (not modified and _is_year_or_time(atoms, figure))
        or _is_address(atoms, last)
        or _is_score(atoms, figure)
    )


def _is_year_or_time(atoms: Atoms, figure: Figure) -> bool:
    raw, before = atoms.words[figure.first], atoms.word(figure.first - 1)
    if len(raw) != 4 or not raw.isdigit():
        return False
    if before in ("at", "until", "since", "by") and int(raw) < 2400 and int(raw) % 100 < 60:
        return True
    return 1800 <= int(raw) < 2100 and atoms.word(figure.last) not in _COUNTED


def _is_address(atoms: Atoms, i: int) -> bool:
    for j in range(i, min(i + 4, len(atoms))):
        if (
            not atoms.is_capitalised(j)
            or not atoms.is_word(j)
            or atoms.words[j] in ("in", "on", "at", "near")
        ):
            return False
        if j > i and atoms.words[j] in _STREETS:
            return True
    return False


def _is_score(atoms: Atoms, figure: Figure) -> bool:
    """ "A 4-2 win": both figures of it."""
    first, last = figure.first, figure.last
    if figure.modifier == "between":
        return not _set("not_counts.games").isdisjoint(
            (*atoms.before(first, 3), *atoms.words[last : last + 2])
        )
    return (atoms.joins(last) and atoms.is_figure(last + 1)) or (
        atoms.joins(first - 1) and atoms.is_figure(first - 2)
    )


def _is_age(atoms: Atoms, figure: Figure) -> bool:
    first, last, upper = figure.first, figure.last, figure.upper
    if upper is None or upper > 120 or figure.modifier not in (None, "between"):
        return False
    window = atoms.before(first, 8)
    if named := [i for i, word in enumerate(window) if word in _AGES]:
        between = window[named[-1] + 1 :]
        if all(
            word in _AGE_JOINERS or word.isdigit() or word in _NUMERAL_WORDS or word == "-"
            for word in between
        ):
            return True
    before = atoms.word(first - 1)
    if before in ("under", "over", "below", "above") and atoms.word(first - 2) in _set(
        "not_counts.aged_people"
    ):
        return True
    if before == "both" and figure.in_digits:
        return atoms.word(last) not in _COUNTED
    if before == "(" and atoms.word(last) == ")" and figure.in_digits:
        return atoms.is_capitalised(first - 2) and atoms.is_capitalised(first - 3)
    return before == "," and figure.modifier is None and _stands_between_commas(atoms, figure)


def _stands_between_commas(atoms: Atoms, figure: Figure) -> bool:
    """ "Smith, 34, was": a bare figure after a word and a comma, with nothing to count behind it."""
    first, last = figure.first, figure.last
    word = atoms.word(first - 2)
    if (
        not atoms.is_word(first - 2)
        or word in _NUMERAL_WORDS
        or not (figure.in_digits or (figure.upper or 0) < 20)
    ):
        return False
    after = atoms.word(last)
    if after == ",":
        listing = atoms.word(last + 1)
        return listing not in _set("not_counts.lists") and not (
            listing == "of" and atoms.word(last + 2) in _set("not_counts.listing")
        )
    if after == "and":
        return figure.in_digits and atoms.is_capitalised(last + 1)
    return after in (".", ")", ";", "") or (after in ("was", "were", "of", "from") and figure.in_digits)


def _is_pronoun(atoms: Atoms, figure: Figure) -> bool:
    if figure.last != figure.first + 1:
        return False
    before, after = atoms.word(figure.first - 1), atoms.word(figure.last)
    if before in _set("one.before") or after in _set("one.after"):
        return True
    if after == "of":
        return any(
            word in _set("one.superlatives") or (word.endswith("est") and len(word) > 5)
            for word in atoms.words[figure.last + 1 : figure.last + 6]
        )
    if after in (".", ",", "", "!", "?", ";"):
        return not (before.endswith(("ing", "ed")) or before in _set("one.counting"))
    return False
