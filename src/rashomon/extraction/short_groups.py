"""Who or what short texts name: "3 teen boys", "pregnant woman, 2 others", "6 of 8 drones", "girl, 4"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.extraction.short_pieces import Pieces, age, is_acting, is_age, noun, one_person, several
from rashomon.languages import nouns
from rashomon.languages.lexicon import words
from rashomon.model.claim import Quantity, Victims

#: Words between a figure and its noun ("9 Iraqi army soldiers").
_REACH = 4
#: Behind a noun of people, what they suffered: the noun counts nobody.
_HARMS = frozenset({"injuries", "deaths", "casualties", "fatalities"})


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces [first, last) name `quantity` people or things of the noun `lemma`, where there is one.

    `added` marks "2 more", `other` "2 others"; `ages` are those that stand beside.
    """

    first: int
    last: int
    quantity: Quantity
    lemma: str | None = None
    narrowed: str | None = None
    added: bool = False
    other: bool = False
    ages: tuple[int, ...] = ()

    @property
    def kind(self) -> str | None:
        """What is counted: "people", "munitions", "objects" or "services"; null where no noun tells."""
        if self.lemma is None:
            return None
        for kind in ("munitions", "objects", "services"):
            if self.lemma in words("en", "nouns", f"{kind}.nouns"):
                return kind
        return "people"

    def victims(self) -> Victims | None:
        """The groups of people that the noun tells; null where it tells none."""
        groups = nouns.groups("en").get(self.lemma or "", ())
        return Victims(groups=tuple(sorted(groups)), ages=self.ages) if groups or self.ages else None


def groups_at(pieces: Pieces, i: int) -> list[Group]:
    """The groups named one after another from piece i: "woman, 2 children and 3 others"."""
    found: list[Group] = []
    while group := group_at(pieces, i, joined=bool(found)):
        found.append(group)
        i = group.last
        if group.lemma is None and pieces.word(i) == "," and pieces[i + 1].quantity is not None:
            break  # "kills 1, 15 hurt": a bare figure ends what is told of it
        while pieces.word(i) in (",", "and", "&", "+"):
            i += 1
        if i == group.last:
            break
    return found


def group_at(pieces: Pieces, i: int, *, joined: bool = False) -> Group | None:
    """The group that begins at piece i; a noun that is `joined` to others may have words before it."""
    piece = pieces[i]
    if piece.quantity is not None:
        return _counted(pieces, i)
    if joined and pieces.word(i) in ("a", "an", "their", "his", "her"):
        i += 1
    for head in range(i, i + (3 if joined else 1)):
        word = pieces.word(head)
        if not pieces.is_word(head) and not is_age(word):
            return None
        if word in words("en", "headlines", "function.words") or word in _ENDING or is_acting(word):
            return None
        if one_person(word) and not _modifies(pieces, head):
            return _one(pieces, i, head)
        if (
            (joined or pieces.word(head + 1) in (",", "and", "&", "among"))
            and several(word)
            and not _modifies(pieces, head)
        ):
            return _several(pieces, i, head)
    return None


def _several(pieces: Pieces, first: int, head: int) -> Group:
    """People in the plural without a figure: two at the least ("parents, 2 children"); a couple is two."""
    span, word = pieces.span(first, head), pieces.word(head)
    upper = 2 if word == "couple" else None
    quantity = Quantity(span=span, raw=span.text, lower=2, upper=upper, modifier=None if upper else "plural")
    known = noun(word)
    return Group(first=first, last=head + 1, quantity=quantity, lemma=known[0] if known else None)


def modified(pieces: Pieces, i: int) -> list[Group]:
    """One person after words that tell of them: "shooting death of Brooklyn teen"."""
    group = group_at(pieces, i, joined=True)
    return [group] if group is not None else []


def _modifies(pieces: Pieces, i: int) -> bool:
    """Whether the noun only stands before another ("teen boy", "suspect vehicle")."""
    following = pieces[i + 1]
    if following.word in _HARMS:
        return True  # "many civilian injuries"
    if following.quantity is not None or following.word in _ENDING or is_age(pieces.word(i)):
        return False
    return noun(following.word) is not None


def _one(pieces: Pieces, first: int, head: int) -> Group | None:
    """One person by the noun alone: "man", "10-year-old girl", "boy, 7"."""
    ages = [found] if (found := age(pieces.word(head))) is not None else []
    if first > 0 and (before := age(pieces.word(first - 1))) is not None:
        ages = [before]
    if is_age(pieces.word(head)):
        for later in range(head + 1, head + 4):
            if not pieces.is_word(later) or pieces.word(later) in words("en", "headlines", "function.words"):
                break
            if one_person(pieces.word(later)) and not _modifies(pieces, later):
                head = later
                break
    span = pieces.span(first, head)
    known = noun(pieces.word(head))
    last, stated = _stated_age(pieces, head + 1)
    return Group(
        first=first,
        last=last,
        quantity=Quantity(span=span, raw=span.text, lower=1, upper=1),
        lemma=known[0] if known else None,
        other=pieces.word(first) == "another",
        ages=tuple(stated or ages),
    )


def _stated_age(pieces: Pieces, i: int) -> tuple[int, list[int]]:
    """Where ", 7," or "(7)" behind a noun ends, and the age that it states."""
    if pieces.word(i) not in (",", "("):
        return i, []
    word = pieces.word(i + 1)
    if not word.isdigit() or int(word) > 110 or (pieces[i + 1].quantity and _counts(pieces, i + 2)):
        return i, []
    closing = pieces.word(i + 2)
    if pieces.word(i) == "(" and closing != ")":
        return i, []
    return (i + 3 if closing in (",", ")") else i + 2), [int(word)]


def _counts(pieces: Pieces, i: int) -> bool:
    """Whether the figure before piece i counts people ("woman, 2 hurt"), not years ("man, 18 M. Tellin")."""
    word = pieces.word(i)
    return (
        noun(word) is not None
        or word in _ENDING
        or word in words("en", "headlines", "told.words")
        or word in words("en", "headlines", "told.adding")
        or not pieces[i].capital
    )


def _counted(pieces: Pieces, i: int) -> Group | None:
    quantity = pieces[i].quantity
    assert quantity is not None
    last = i + 1
    if pieces.word(last) == "of" and pieces.word(last + 1) in words("en", "headlines", "told.them"):
        last += 2
    elif pieces.word(last) == "of" and (pieces[last + 1].quantity or pieces.word(last + 1) == "the"):
        last += 2 + (pieces.word(last + 1) == "the" and pieces[last + 2].quantity is not None)
    added = pieces.word(i - 1) in words("en", "headlines", "told.adding")
    other = False
    while pieces.word(last) in words("en", "headlines", "told.adding") or pieces.word(last) in (
        "other",
        "others",
    ):
        other = other or pieces.word(last).startswith("other")
        added = added or not pieces.word(last).startswith("other")
        last += 1
    head = _head(pieces, last)
    if head is None:
        whole = pieces[last - 1].quantity  # "four of five dead": five are
        return Group(i, last, quantity if whole is None else whole, added=added, other=other)
    known = noun(pieces.word(head))
    assert known is not None
    narrowed = pieces.word(head - 1) if head > last else ""
    return Group(
        first=i,
        last=head + 1,
        quantity=quantity,
        lemma=None if is_age(pieces.word(head)) else known[0],
        narrowed=narrowed if narrowed in words("en", "nouns", "narrowing.words") else None,
        added=added,
        other=other or known[0] == "other",
        ages=(found,) if (found := age(pieces.word(head))) is not None else (),
    )


def _head(pieces: Pieces, i: int) -> int | None:
    """The noun counted: the last of the first known nouns, with words of no function before it."""
    found = None
    for head in range(i, i + _REACH):
        if not pieces.is_word(head) and not is_age(pieces.word(head)):
            break
        word = pieces.word(head)
        if word in words("en", "headlines", "function.words") or word in _ENDING:
            break
        if noun(word) is not None:
            found = head
        elif found is not None:
            break
    return found


#: Words that are nouns of people too, and here tell what happened to those counted.
_ENDING = frozenset(
    {"dead", "injured", "wounded", "casualty", "casualties", "fatality", "fatalities", "missing", "killed"}
)


def together(pieces: Pieces, found: Sequence[Group]) -> list[tuple[Group, bool]]:
    """The groups as figures: several are their sum first, then each as a part of it (true).

    "Others" and those who are told without a figure are no parts of their own.
    """
    if len(found) < 2:
        return [(group, False) for group in found]
    span = pieces.span(found[0].first, _end(found[-1]))
    lowers = [group.quantity.lower for group in found]
    uppers = [group.quantity.upper for group in found]
    if None in lowers:
        return [(group, False) for group in found]
    lower = sum(one for one in lowers if one is not None)
    upper = None if None in uppers else sum(one for one in uppers if one is not None)
    whole = Quantity(
        span=span,
        raw=span.text,
        lower=lower,
        upper=upper,
        approximate=any(group.quantity.approximate for group in found),
        modifier="and",
    )
    total = Group(found[0].first, found[-1].last, whole, lemma="person", added=found[0].added)
    if any(group.other for group in found):
        return [(total, False)]
    return [(total, False), *((replace(group, added=False), True) for group in found if group.lemma)]


def _end(group: Group) -> int:
    return group.last - 1
