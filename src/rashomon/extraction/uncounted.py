"""Figures that count nobody and nothing: ages, dates, money, measures, addresses, names of things."""

from rashomon.extraction.atoms import Atoms
from rashomon.extraction.figures import AFTER, Figure
from rashomon.languages import nouns
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
    """Whether the figure is no count. `modified`: a word of bounds ("at least") stands by it."""
    return (
        _follows_name(atoms, figure)
        or (figure.share is None and _precedes_measure(atoms, figure))
        or (atoms.before(figure.first, 1) == ["of"] and atoms.word(figure.first - 2) in _set("not_counts.parents"))
        or (figure.in_digits and _is_label(atoms, figure, modified))
        or _is_age(atoms, figure)
        or _is_suspended(atoms, figure)
        or (atoms.words[figure.first] == "one" and not modified and _is_pronoun(atoms, figure))
    )


def _follows_name(atoms: Atoms, figure: Figure) -> bool:
    """After money signs, months, "Highway", "No.", or glued to what stands before."""
    first = figure.first
    before = atoms.word(first - 1)
    name = atoms.word(first - 2) if before == "." else before
    if name in _CURRENCY or name in _AGES:
        return True
    if name in _DESIGNATORS and not figure.share and _is_designated(atoms, figure, name):
        return True
    dated = atoms.is_figure(first - 2) and len(atoms.words[first - 2]) < 3  # "on 23 May 28 men …"
    if name in _MONTHS and figure.in_digits and not dated:
        return name != "may" or atoms.is_capitalised(first - 1)
    if atoms.compounds(first - 1) and not figure.share:
        return True
    if not figure.in_digits:
        return False
    if _is_chained(atoms, figure):
        return True
    if atoms.is_glued(first) and (before in ("+", "#", "/", ".", "@", "_", "’", "'") or atoms.is_word(first - 1)):
        return True
    if atoms.text.isupper() or atoms.word(figure.last) in _COUNTED or atoms.word(first - 2) in ("the", "in"):
        return False
    return atoms.is_acronym(first - 1)


def _is_designated(atoms: Atoms, figure: Figure, name: str) -> bool:
    """Whether the figure belongs to the name before it ("District 9"), not to what follows."""
    after = atoms.word(figure.last)
    if after in _COUNTED:
        return False
    if name in _set("not_counts.always") or not atoms.is_word(figure.last):
        return True
    capital = atoms.is_capitalised(figure.first - 1) and not atoms.text.isupper()
    return figure.in_digits and (capital or after in _set("not_counts.goes_on"))


def _is_chained(atoms: Atoms, figure: Figure) -> bool:
    """ "Rooms 3 and 4", "May 7 or 8", "image 2 of 9": the figures after the first."""
    i = figure.first - 1
    if atoms.word(i) not in _set("not_counts.chain") or atoms.word(figure.last) in _COUNTED:
        return False
    while atoms.is_figure(i) or atoms.word(i) in _set("not_counts.chain"):
        i -= 1
    return i < figure.first - 2 and (atoms.word(i) in _DESIGNATORS or atoms.word(i) in _MONTHS)


def _precedes_measure(atoms: Atoms, figure: Figure) -> bool:
    """Before units, months, clock times, or glued to what follows ("three-member", "122nd")."""
    last, after = figure.last, atoms.word(figure.last)
    if atoms.is_glued(last) and not atoms.match(AFTER, last) and (atoms.compounds(last) or atoms.is_name(last)):
        return True
    if after in _MONTHS and (after != "may" or atoms.is_capitalised(last)):
        return True
    if after in _CURRENCY or (after in ("/", ":") and atoms.is_glued(last) and figure.in_digits):
        return True
    noun = last
    while noun < last + 2 and (atoms.word(noun) in _FILLERS or atoms.word(noun) in ("of", "-")):
        noun += 1
    if atoms.word(noun) == "blocks":  # of houses, unless they tell a distance
        return atoms.word(noun + 1) in _set("not_counts.goes_on")
    if atoms.word(noun) == "points" and noun > last:  # "a number of points" were hit
        return False
    return atoms.word(noun) in _MEASURES or atoms.word(last + 2) == "richter"


def _is_label(atoms: Atoms, figure: Figure, modified: bool) -> bool:
    """Items of lists, notes in brackets, years, clock times, addresses and scores."""
    first, last = figure.first, figure.last
    before, after = atoms.word(first - 1), atoms.word(last)
    if (first == 0 and after in (".", ")")) or (before == "(" and first == 1 and after == ")"):
        return True
    if before == "[" and after == "]":
        return True
    if after == ")" and "(" not in atoms.before(first, 12):  # "2) the second"
        return True
    if (after == "/" and atoms.is_figure(last + 1)) or (before == "/" and atoms.is_figure(first - 2)):
        return True  # "1 / 12", of a gallery
    if (after == "in" and atoms.word(last + 1) == "(") or (after.count("/") and atoms.is_name(last)):
        return True
    if after == "," and figure.upper is not None and figure.upper < 32 and _is_year(atoms, last + 1):
        return True
    if figure.upper == 911 and not _set("not_counts.calls").isdisjoint((before, after)):
        return True
    rounded = before in ("around", "about", "circa") and not atoms.is_word(last)
    return (
        ((rounded or not modified) and _is_year_or_time(atoms, figure))
        or _is_address(atoms, figure)
        or _is_score(atoms, figure)
    )


def _is_year(atoms: Atoms, i: int) -> bool:
    raw = atoms.word(i)
    return len(raw) == 4 and raw.isdigit() and 1800 <= int(raw) < 2100


def _is_year_or_time(atoms: Atoms, figure: Figure) -> bool:
    """2014, a range of years, 1100 of the clock; not before what is counted ("2000 people")."""
    first, last = figure.first, figure.last
    if atoms.word(last) in _COUNTED:
        return False
    if _is_year(atoms, last - 1) and (last == first + 1 or any(_is_year(atoms, i) for i in range(first, last - 1))):
        return True
    raw = atoms.words[first]
    if len(raw) != 4 or not raw.isdigit() or atoms.word(first - 1) not in ("at", "until", "since", "by"):
        return False
    return int(raw) < 2400 and int(raw) % 100 < 60


def _is_address(atoms: Atoms, figure: Figure) -> bool:
    """ "16 West Street", "10 Downing street", and "at 7900 Scott Hamilton" where no street is called one."""
    first, last = figure.first, figure.last
    if len(atoms.words[first]) > 2 and atoms.words[first].isdigit() and atoms.word(first - 1) == "at":
        following = atoms.is_capitalised(last + 1) or atoms.is_figure(last + 1)
        named = atoms.is_capitalised(last) and (following or len(atoms.word(last)) < 4)
        return named and not atoms.text.isupper()
    for j in range(last, min(last + 4, len(atoms))):
        if j > last and atoms.words[j] in _STREETS:
            return True
        if not (atoms.is_capitalised(j) or atoms.is_figure(j)) or atoms.words[j] in (
            "in",
            "on",
            "at",
            "near",
        ):
            return False
    return False


def _is_score(atoms: Atoms, figure: Figure) -> bool:
    """ "A 4-2 win": both figures of it."""
    first, last = figure.first, figure.last
    if figure.modifier == "between":
        return not _set("not_counts.games").isdisjoint((*atoms.before(first, 3), *atoms.words[last : last + 2]))
    return (atoms.is_hyphen(last) and atoms.is_figure(last + 1)) or (
        atoms.is_hyphen(first - 1) and atoms.is_figure(first - 2)
    )


def _is_age(atoms: Atoms, figure: Figure) -> bool:
    first, last, upper = figure.first, figure.last, figure.upper
    if upper is None or upper > 120 or figure.modifier not in (None, "between"):
        return False
    window = atoms.before(first, 8)
    if named := [i for i, word in enumerate(window) if word in _AGES]:
        between = window[named[-1] + 1 :]
        if all(word in _AGE_JOINERS or word.isdigit() or word in _NUMERAL_WORDS or word == "-" for word in between):
            return True
    before = atoms.word(first - 1)
    if before in ("under", "over", "below", "above") and atoms.word(first - 2) in _set("not_counts.aged_people"):
        return True
    if before == "of" and atoms.word(first - 2) in _set("not_counts.one_person") and not atoms.is_word(last):
        return True
    if _is_said_of_one(atoms, figure):
        return True
    if before == "(" and atoms.word(last) == ")" and figure.in_digits:
        return atoms.is_capitalised(first - 2) and atoms.is_capitalised(first - 3)
    return before == "," and figure.modifier is None and _stands_between_commas(atoms, figure)


def _is_suspended(atoms: Atoms, figure: Figure) -> bool:
    """ "14- and 18-year-olds", "a 16 and 17-year-old": the measure follows the second figure."""
    i = figure.last
    if atoms.is_hyphen(i) and atoms.is_glued(i) and not atoms.is_glued(i + 1):
        return atoms.word(i + 1) in _set("not_counts.chain") or atoms.word(i + 1) == ","
    if atoms.word(i) not in _set("not_counts.chain") or not atoms.is_figure(i + 1):
        return False
    return atoms.is_hyphen(i + 2) and atoms.word(i + 3) in _MEASURES and atoms.is_hyphen(i + 4)


def _is_said_of_one(atoms: Atoms, figure: Figure) -> bool:
    """ "He was 42", "brothers, both 24": nothing to count follows."""
    before = atoms.word(figure.first - 1)
    if atoms.is_word(figure.last) and atoms.word(figure.last) not in (
        "and",
        "when",
        "at",
        "but",
        "or",
        "years",
    ):
        return False
    if before in _set("not_counts.turned"):
        return atoms.word(figure.first - 2) in _set("not_counts.aged") or "’" in before or "'" in before
    return before == "both" and figure.in_digits


def _stands_between_commas(atoms: Atoms, figure: Figure) -> bool:
    """ "Smith, 34, was": a bare figure after a word and a comma, with nothing to count behind it."""
    first, last = figure.first, figure.last
    word = atoms.word(first - 2)
    if not atoms.is_word(first - 2) or word in _NUMERAL_WORDS or not (figure.in_digits or (figure.upper or 0) < 20):
        return False
    after = atoms.word(last)
    if after == ",":
        listing = atoms.word(last + 1)
        if listing in _set("ranges.maybe"):  # "ten, possibly 15, people"
            return False
        several = word.endswith("s") and not word.endswith("ss") and listing not in ("was", "is", "has")
        if several and not atoms.is_capitalised(first - 2):  # "the other rebels, 8, fled"
            return False
        return listing not in _set("not_counts.lists") and not (
            listing == "of" and atoms.word(last + 2) in _set("not_counts.listing")
        )
    if after == "and":
        return figure.in_digits and atoms.is_capitalised(last + 1)
    if after in ("of", "from"):  # "Adam Karr, 21 of Lynchburg"
        named = atoms.is_capitalised(first - 2) and atoms.is_capitalised(first - 3)
        owned = atoms.word(last + 1).endswith(("'s", "’s"))  # "21 of Orlanda's guards"
        return figure.in_digits and named and atoms.is_capitalised(last + 1) and not owned
    if after in _set("not_counts.of_one"):  # "Adam Karr, 24 was shot"
        named = atoms.is_capitalised(first - 2) and atoms.is_capitalised(first - 3)
        return figure.in_digits and named
    return after in (".", ")", ";", "")


def _is_pronoun(atoms: Atoms, figure: Figure) -> bool:
    if figure.last != figure.first + 1:
        return False
    before, after = atoms.word(figure.first - 1), atoms.word(figure.last)
    if before == "from" and ["to", "another"] in (atoms.words[figure.last + k : figure.last + k + 2] for k in (1, 2)):
        return True  # "fled from one massacre to another"
    if before == "that" and figure.first > 1 and after in nouns.people("en"):
        return False  # "said that one person died"
    if before in _set("one.before") or after in _set("one.after"):
        return True
    if " ".join(atoms.words[figure.last : figure.last + 3]).startswith(tuple(_set("one.idioms"))):
        return True  # "one after another"
    if after == "of":
        return any(
            word in _set("one.superlatives") or (word.endswith("est") and len(word) > 5)
            for word in atoms.words[figure.last + 1 : figure.last + 6]
        )
    if after in (".", ",", "", "!", "?", ";"):
        return not (before.endswith(("ing", "ed")) or before in _set("one.counting"))
    return False
