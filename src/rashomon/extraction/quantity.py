"""Figures with their bounds: "at least six" is [6, null], and "many" is unknown, never a made-up point.

A closed grammar reads the words of the sentence; a parse, where there is one, only tells "a hard one" apart.
What "nearly", "several" and "dozens" are worth follows the coders of events (ACLED, Wikimpacts) where they
agree with the words, see `words/en/quantity.toml`; a vague word never becomes a point.

Conventions: a span covers the modifiers and the figure, not the noun ("at least six" missiles). Words that
add to an earlier figure ("another", "more", "additional") stay outside, except after "no" ("no other"
casualties, which is 0 on top of what was told). "N of M" is two quantities. "All but two of the 30" is two
as well: "all but two" with the bounds [28, 28], and "30". A range has the modifier "between", however it is
written.
"""

from collections.abc import Iterator
from dataclasses import replace

from rashomon.extraction.atoms import Atoms, phrases
from rashomon.extraction.figures import AFTER, HEADS, TELLING, Figure, figure_at
from rashomon.extraction.uncounted import is_uncounted
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence, Span

_TABLE = table("en", "quantity")
_BEFORE = phrases({phrase: rule for rule, listed in _TABLE["modifiers"].items() for phrase in listed}, backwards=True)
_FAMILY = phrases({phrase: phrase for phrase in _TABLE["family"]["before"]}, backwards=True)

#: Atoms between a whole and "all but": "of the 40 people on board the ferry, all but three drowned".
_WHOLE = 8


#: Atoms before "up to" among which a verb says that a toll went up to a figure: "bringing the toll up to 13".
_TO_RISE = 7
_RISING = words("en", "quantity", "ranges.rising")
_JOINERS, _MAYBE = words("en", "quantity", "ranges.between"), words("en", "quantity", "ranges.maybe")


def bounds(rule: str, lower: int | None, upper: int | None) -> tuple[int | None, int | None]:
    """The bounds of [lower, upper] under the rule of a modifier: integers, lower <= upper, null is unbounded.

    `at_least` N is [N, null], `more_than` [N+1, null], `up_to` [null, N], `fewer_than` [null, N-1], `about`
    [⌊0.95N⌋, ⌈1.05N⌉], `nearly` [min(⌊0.9N⌋, N-1), N-1]. There is nothing below 0: where no count would be
    left, both are null. Raises ValueError for another rule.
    """
    match rule:
        case "at_least":
            return lower, None
        case "more_than":
            return (None if lower is None else lower + 1), None
        case "up_to":
            return None, upper
        case "fewer_than":
            return None, (upper - 1 if upper else None)
        case "about":
            return (
                None if lower is None else lower * 95 // 100,
                None if upper is None else -(-upper * 105 // 100),
            )
        case "nearly":
            if upper is None or upper == 0:
                return None, None
            return (None if lower is None else max(0, min(lower * 9 // 10, lower - 1))), upper - 1
    raise ValueError(f"no such rule of bounds: {rule}")


def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """The figures of a sentence in the order of the text, without overlaps; spans are of the document."""
    text = sentence.span.text
    atoms = Atoms(text)
    if TELLING.isdisjoint(atoms.words) and "figure" not in atoms.kinds:
        return ()
    told = _all_but(atoms, list(_ranged(atoms, list(_figures(atoms)))))
    found = [_quantity(atoms, figure, sentence.span.start) for figure in told]
    return tuple(quantity for quantity in found if not _is_described(sentence, quantity))


def _is_described(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "one" stands for a noun ("a hard one"), which only a parse tells."""
    if quantity.raw.lower() != "one":
        return False
    for i, token in enumerate(sentence.tokens):
        if token.span.start == quantity.span.start:
            return any(j < i for j in sentence.related(i, "amod", "det", "nmod"))
    return False


def _quantity(atoms: Atoms, figure: Figure, offset: int) -> Quantity:
    raw = atoms.raw(figure.first, figure.last)
    start = offset + atoms.starts[figure.first]
    return Quantity(
        span=Span(start, start + len(raw), raw),
        raw=raw,
        lower=figure.lower,
        upper=figure.upper,
        approximate=figure.approximate,
        modifier=figure.modifier,
        share=figure.share,
    )


def _figures(atoms: Atoms) -> Iterator[Figure]:
    floor = 0
    previous: Figure | None = None
    for i, word in enumerate(atoms.words):
        if i < floor or (word not in HEADS and atoms.kinds[i] != "figure"):
            continue
        figure = figure_at(atoms, i)
        if figure is None:
            continue
        whole = _modified(atoms, figure, floor)
        if not _repeats(atoms, figure, previous) and not is_uncounted(
            atoms, figure, modified=(whole.first, whole.last) != (figure.first, figure.last)
        ):
            previous = whole
            yield whole
        floor = whole.last


def _repeats(atoms: Atoms, figure: Figure, previous: Figure | None) -> bool:
    """Whether it only says the previous figure again: "five (5)"."""
    return (
        previous is not None
        and figure.first == previous.last + 1
        and atoms.word(previous.last) == "("
        and atoms.word(figure.last) == ")"
        and (figure.lower, figure.upper) == (previous.lower, previous.upper)
    )


def _modified(atoms: Atoms, figure: Figure, floor: int) -> Figure:
    """The figure with the modifiers around it, the nearest applied first."""
    first, last, rules = figure.first, figure.last, list[str]()
    while found := atoms.match_before(_BEFORE, first, floor):
        if atoms.words[found[0] : first] == ["up", "to"] and not _RISING.isdisjoint(atoms.before(found[0], _TO_RISE)):
            break
        first = found[0]
        rules.append(found[1])
    after = atoms.match(AFTER, last)
    if after and not rules and not _begins_figure(atoms, after[0]):
        last = after[0]
        rules.append(after[1])
    lower, upper = figure.lower, figure.upper
    if figure.modifier == "between" and rules == ["at_least"]:
        rules = []  # "at least six to nine"
    if figure.share is None:
        for rule in rules:
            lower, upper = bounds(rule, lower, upper)
    modifier = _TABLE["names"][rules[-1]] if rules else figure.modifier
    family = atoms.match_before(_FAMILY, first, floor)
    if family:
        first, modifier = family[0], modifier or "family of"
    elif modifier is None and figure.share is None and atoms.word(first - 1) == "all" and first > floor:
        first, modifier = first - 1, "all"
    approximate = figure.approximate or "about" in rules or "nearly" in rules
    return replace(figure, first=first, last=last, lower=lower, upper=upper, modifier=modifier, approximate=approximate)


def _ranged(atoms: Atoms, figures: list[Figure]) -> Iterator[Figure]:
    """ "At least 27 and up to 30" is one range, told by both of its ends, as is "between 80 and over 200"."""
    i = 0
    while i < len(figures):
        figure = figures[i]
        following = figures[i + 1] if i + 1 < len(figures) else None
        if following is not None and _makes_range(atoms, figure, following):
            ends = (figure.lower, following.upper)
            first = figure.first - (atoms.word(figure.first - 1) == "between")
            figure = replace(figure, first=first, last=following.last, lower=ends[0], upper=ends[1], modifier="between")
            i += 1
        yield figure
        i += 1


def _makes_range(atoms: Atoms, low: Figure, high: Figure) -> bool:
    between = atoms.words[low.last : high.first]
    if atoms.word(low.first - 1) == "between" and between == ["and"] and not low.share and not high.share:
        most = high.lower if high.upper is None else high.upper
        return low.modifier is None and low.lower is not None and most is not None and low.lower < most
    if not _MAYBE.isdisjoint(between) and not low.share and not high.share:
        most = high.lower if high.upper is None else high.upper
        rises = low.lower is not None and most is not None and low.lower < most
        return rises and len(between) < 4 and set(between) <= _JOINERS
    return (
        (low.modifier, high.modifier) == ("at least", "up to")
        and low.lower is not None
        and high.upper is not None
        and low.lower < high.upper
        and len(between) < 4
        and set(between) <= _JOINERS
    )


def _begins_figure(atoms: Atoms, i: int) -> bool:
    """Whether a modifier between two figures belongs to the second ("killed 20 at least 5 of whom …")."""
    return i < len(atoms) and figure_at(atoms, i) is not None


def _all_but(atoms: Atoms, figures: list[Figure]) -> Iterator[Figure]:
    """ "All but two of the 30" is 28 of them, as is "of the 30, all but two"; else it has no bound."""
    for before, figure, after in zip((None, *figures), figures, (*figures, None)[1:], strict=False):
        if atoms.before(figure.first, 2) != ["all", "but"] or figure.share:
            yield figure
            continue
        lower, upper = None, None
        if after and atoms.word(figure.last) == "of" and after.first - figure.last <= 3:
            lower, upper = _less(after, figure)
        elif before and _opens_with(atoms, before, figure.first - 2):
            lower, upper = _less(before, figure)
        yield replace(figure, first=figure.first - 2, lower=lower, upper=upper, modifier="all but")


def _opens_with(atoms: Atoms, whole: Figure, i: int) -> bool:
    """Whether "of the 40 on board," stands right before atom i."""
    of = "of" in atoms.before(whole.first, 2) and atoms.word(whole.first - 1) in ("of", "the", "all")
    between = atoms.words[whole.last : i]
    return of and whole.share is None and between[-1:] == [","] and between.count(",") == 1 and len(between) <= _WHOLE


def _less(whole: Figure, part: Figure) -> tuple[int | None, int | None]:
    lower = None if whole.lower is None or part.upper is None else max(0, whole.lower - part.upper)
    upper = None if whole.upper is None or part.lower is None else max(0, whole.upper - part.lower)
    return lower, upper
