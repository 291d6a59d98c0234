"""Several told in one breath: the nouns that "and" joins, their sum, and those who only say who the others are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction.clauses import next_listed
from rashomon.extraction.heads import counted, left_edge
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import number
from rashomon.model.claim import Quantity
from rashomon.model.text import Sentence, Span

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
#: Groups by which two nouns are of two people.
KIN = frozenset({"men", "women", "children"})
_SEXES = frozenset({"men", "women"})
_AGES = _SEXES | {"children", "elderly"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a noun phrase counts.

    `head` is the token counted, `first` and `last` the tokens of the phrase. `individual` marks one person who
    is known or named (a name, a pronoun, "the man"); `anaphoric` a figure that counts people told before ("four
    were treated", "the other three"); `subset` a part told beside its whole ("including three children");
    `whole` is the token of the whole that the figure is out of ("two of the three victims"). `joined` are the
    tokens that a sum counts together.
    """

    head: int
    first: int
    last: int
    quantity: Quantity | None
    individual: bool = False
    anaphoric: bool = False
    subset: bool = False
    whole: int | None = None
    names: tuple[Span, ...] = ()
    joined: tuple[int, ...] = ()


def together(sentence: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """Figures told in one breath: "he and three others" are four; "six guards and two nurses" are eight, and
    each a part of them. Where one has no figure, they stay apart.
    """
    found = _told_out(sentence, found)
    if len(found) < 2 or any(figure.quantity is None or figure.quantity.lower is None for figure in found):
        return list(found)
    found = _told_once(sentence, found)
    if len(found) < 2 or _are_alternatives(sentence, found):
        return list(found)
    kept, named = _without_appositions(sentence, found)
    if named:
        return [*(together(sentence, kept)), *(replace(figure, subset=True) for figure in named)]
    whole = _sum(sentence, found)
    if any(sentence.tokens[figure.head].lemma == "other" for figure in found):
        return [whole]
    parts = [figure for figure in found if not figure.individual]
    return [whole, *(replace(figure, subset=True) for figure in parts)]


def _told_out(sentence: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """The figures without people whom no number counts, where those behind them tell them out.

    "The children, four boys and two girls, were hurt": six, and no six beside the children.
    """
    if len(found) < 3 or found[0].quantity is not None or any(one.quantity is None for one in found[1:]):
        return list(found)
    whole, last = sentence.tokens[found[0].head], found[-1].last + 1
    closed = last < len(sentence.tokens) and sentence.tokens[last].text in (",", "-", "--", "–", "—", ")")
    several = "Number=Plur" in whole.features and whole.pos == "NOUN" and closed
    if (
        several
        and _is_apart(sentence, found[0], found[1])
        and all(_may_be(sentence, one, found[0]) for one in found[1:])
    ):
        return list(found[1:])
    return list(found)


def _are_alternatives(sentence: Sentence, found: Sequence[Figure]) -> bool:
    """Whether "or" stands between the figures, which then tell of the same people: "either hundreds or dozens"."""
    return any(token.lower == "or" for token in sentence.tokens[found[0].head + 1 : found[-1].head])


def _told_once(sentence: Sentence, found: Sequence[Figure]) -> list[Figure]:
    """The figures, with one for those of which two are told: "34 civilians and possibly more than 50 civilians"."""
    kept = [found[0]]
    for figure in found[1:]:
        low, high = kept[-1].quantity, figure.quantity
        least, most = (one.lower if one else None for one in (low, high))
        if low and high and least and most and least < most and _may_be_more(sentence, kept[-1], figure):
            base = sentence.span.start
            span = Span.of(sentence.span.text, low.span.start - base, high.span.end - base).shifted(base)
            both = replace(low, span=span, raw=span.text, upper=high.upper, modifier="between")
            kept[-1] = replace(kept[-1], last=figure.last, quantity=both)
        else:
            kept.append(figure)
    return kept


def _may_be_more(sentence: Sentence, low: Figure, high: Figure) -> bool:
    """Whether the same noun is counted again behind a "possibly"."""
    nouns_ = {sentence.tokens[counted(sentence, figure.head)].lemma for figure in (low, high)}
    between = {token.lower for token in sentence.tokens[low.head + 1 : high.head]}
    return len(nouns_) == 1 and not between.isdisjoint(words("en", "quantity", "ranges.maybe"))


def _without_appositions(sentence: Sentence, found: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures without those that only say who the last of them are: "six people, three men and three women"."""
    for k, figure in enumerate(found[:-1]):
        rest = found[k + 1 :]
        count, told = figure.quantity, [one.quantity for one in rest if one.quantity]
        if count is None or count.lower is None or count.lower < 2 or count.lower != count.upper:
            continue
        if sum(one.lower or 0 for one in told) != count.lower or not _is_apart(sentence, figure, rest[0]):
            continue
        if all(_may_be(sentence, one, figure) for one in rest):
            return list(found[: k + 1]), list(rest)
    return list(found), []


def _is_apart(sentence: Sentence, left: Figure, right: Figure) -> bool:
    """Whether a mark stands before the figure, and no "and"."""
    between = [sentence.tokens[j].text for j in range(left.head + 1, right.first)]
    return any(mark in between for mark in (",", ":", "-", "--", "–", "—", "(")) and "and" not in between


def _may_be(sentence: Sentence, part: Figure, whole: Figure) -> bool:
    """Whether the part can say who the whole are: by name, or as a man, woman or child of them."""
    if part.names:
        return True
    inner = set(nouns.groups("en").get(sentence.tokens[counted(sentence, part.head)].lemma, ())) & KIN
    outer = set(nouns.groups("en").get(sentence.tokens[counted(sentence, whole.head)].lemma, ())) & KIN
    return bool(inner) and (not outer or bool(outer & inner))


def _sum(sentence: Sentence, found: Sequence[Figure]) -> Figure:
    """The phrase that joins several figures with "and": its bounds are the sums of theirs."""
    first, last = found[0].first, found[-1].head
    span = sentence.cover(first, last)
    counts = [figure.quantity for figure in found if figure.quantity]
    lowers = [count.lower for count in counts if count.lower is not None]
    uppers = [count.upper for count in counts if count.upper is not None]
    return Figure(
        head=found[0].head,
        first=first,
        last=found[-1].last,
        quantity=Quantity(
            span=span,
            raw=span.text,
            lower=sum(lowers),
            upper=sum(uppers) if len(uppers) == len(found) else None,
            approximate=any(count.approximate for count in counts),
            modifier="and",
        ),
        individual=all(figure.individual for figure in found),
        names=tuple(name for figure in found for name in figure.names),
        joined=tuple(figure.head for figure in found),
    )


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    found: list[int] = []
    for j in sentence.children[i]:
        token = sentence.tokens[j]
        if token.pos not in _NOMINAL or not (token.relation == "conj" or _goes_on(sentence, j)):
            continue
        if not _clausal(sentence, j) and not _told_apart(sentence, j):
            found += [j, *conjuncts(sentence, j)]
    if (following := next_listed(sentence, i)) is not None:
        found += [following, *conjuncts(sentence, following)]
    return found or _beside_object(sentence, i)


def _beside_object(sentence: Sentence, i: int) -> list[int]:
    """Whom the parser hangs on the verb: "killing him and three of his guards"."""
    token = sentence.tokens[i]
    if token.pos != "PRON" or token.relation != "obj" or token.head is None:
        return []
    joined = [
        j
        for j in sentence.related(token.head, "conj")
        if j > i and sentence.tokens[i + 1].lower == "and" and min(sentence.subtree(j)) == i + 2
    ]
    return [j for j in joined if sentence.tokens[j].pos in _NOMINAL and not _clausal(sentence, j)]


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether an apposition is the next of a list, as nobody of the first can be it.

    "Two men, a woman and a boy", "one soldier, one villager, and injured another", "a guard, two drivers".
    """
    token = sentence.tokens[i]
    if token.relation != "appos" or token.head is None:
        return False
    if _is_next_name(sentence, i, token.head):
        return True
    own, other = (set(nouns.groups("en").get(sentence.tokens[j].lemma, ())) for j in (i, token.head))
    listed = sentence.related(i, "conj") or any(j > i for j in sentence.related(token.head, "conj"))
    if listed and own & _SEXES and other & _SEXES and not own & other & _SEXES:
        return True
    if listed and _is_person_of_two(sentence, i, own, other):
        return True
    noun, before = token.lemma, sentence.tokens[token.head].lemma
    told = noun != before and noun in nouns.people("en") and (bool(own) or noun not in _whole())
    if not told or before not in nouns.people("en") - _whole():
        return False
    first, next_ = (_numeral(sentence, j) for j in (token.head, i))
    if first is None or next_ is None:
        return False
    return next_ > first or (next_ == first == 1 and _is_numbered(sentence, token.head) and _is_numbered(sentence, i))


def _is_person_of_two(sentence: Sentence, i: int, own: set[str], other: set[str]) -> bool:
    """ "His mother, another child and", "a woman, a child and": the second is nobody's mother and no woman."""
    person = sentence.tokens[i].lemma in nouns.people("en")
    if person and any(sentence.tokens[j].lower == "another" for j in sentence.children[i]):
        return True
    return "children" in own ^ other and bool(own & _AGES) and bool(other & _AGES)


def _is_next_name(sentence: Sentence, i: int, head: int) -> bool:
    """Whether an apposition is the next full name of a list that "and" ends: "Bo Lind, Ann Reed and Eda Tull"."""
    first = left_edge(sentence, i)
    if sentence.tokens[first - 1].text not in (",", ";"):
        return False  # "Bo Lind (Abu Mahmud)"
    if not (_is_full_name(sentence, i) and _is_full_name(sentence, head)):
        return False
    later = [head, *(j for j in (i, *sentence.related(head, "appos")) if j >= i)]
    return any(_is_full_name(sentence, k) for j in later for k in sentence.related(j, "conj") if k > i)


def _is_full_name(sentence: Sentence, i: int) -> bool:
    """Whether a name of two words at the least ends at token i, and no title."""
    before = sentence.tokens[i - 1] if i else None
    if before is None or before.head != i or not before.text[:1].isupper() or sentence.tokens[i].pos != "PROPN":
        return False
    return sentence.tokens[i].lower not in _titles()


@cache
def _titles() -> frozenset[str]:
    """Nouns for what somebody is, or belongs to: no names, whatever their capitals."""
    parties = (words("en", "parties", name) for name in ("heads.person", "heads.body", "key.titles"))
    return frozenset().union(nouns.people("en"), *parties)


def _numeral(sentence: Sentence, i: int) -> int | None:
    """The number right before a noun, an article being one; null where it has none."""
    for j in sentence.children[i]:
        token = sentence.tokens[j]
        if j < i and token.relation == "nummod":
            return number(token.lower)
        if j < i and token.relation == "det" and token.lower in words("en", "nouns", "determiners.one"):
            return 1
    return None


def _is_numbered(sentence: Sentence, i: int) -> bool:
    return bool(sentence.related(i, "nummod"))


@cache
def _whole() -> frozenset[str]:
    """Nouns for people at large or of several, whom an apposition may tell out: "one person, one family"."""
    return words("en", "counting", "some.general") | words("en", "nouns", "several.nouns")


def _told_apart(sentence: Sentence, i: int) -> bool:
    """A conjunct with a participle of its own: "40 people killed and 150 people injured", "two unhurt guards".

    Behind the last of those who do or suffer something it is of them all: "a girl and a woman shot on Monday were …".
    """
    if sentence.tokens[i].pos == "NOUN" and sentence.tokens[counted(sentence, i)].lower in _hurt():
        return True  # "hundreds of wounded"
    if sentence.tokens[i].lemma in _deeds():
        return True  # "the deaths of four and injuries to two"
    if _is_next_deed(sentence, i):
        return True
    return any(
        sentence.tokens[j].relation in ("acl", "amod")
        and not (sentence.tokens[j].relation == "acl" and _is_shared(sentence, i))
        and (
            sentence.tokens[j].lemma in _participles()
            or sentence.tokens[j].lower in _participles()  # "one missing"
            or sentence.tokens[j].lower in words("en", "events", "unhurt.words")
        )
        for j in sentence.children[i]
    )


def _is_next_deed(sentence: Sentence, i: int) -> bool:
    """Whether "and" and a participle lead to a figure: "killing two and leading dozens of officers" tells two deeds."""
    return (
        i > 1
        and sentence.tokens[i - 2].lower == "and"
        and sentence.tokens[i - 1].relation == "amod"
        and sentence.tokens[i - 1].pos == "VERB"
        and sentence.tokens[i - 1].lower.endswith("ing")
    )


def _is_shared(sentence: Sentence, i: int) -> bool:
    """Whether what is told behind a conjunct is told of all whom it is joined to: nobody is told apart between them.

    Of a subject in the singular, and of those who are left or found so: "left a girl and two men wounded".
    """
    head = sentence.tokens[i].head
    if head is None or sentence.tokens[head].head is None:
        return False
    between = sentence.tokens[head + 1 : i]
    if any(token.lemma in _participles() or token.lower in _participles() for token in between):
        return False
    if any(
        sentence.tokens[j].relation in ("acl", "amod") and sentence.tokens[j].lemma in _participles()
        for j in sentence.children[head]
    ):
        return False
    governor = sentence.tokens[sentence.tokens[head].head or 0]
    match sentence.tokens[head].relation:
        case "nsubj" | "nsubj:pass":
            return all("Number=Plur" not in sentence.tokens[j].features for j in (head, i))
        case "obj":
            found = words("en", "events", "found.verbs") | words("en", "events", "found.telling")
            return governor.lemma in found and sentence.tokens[i].pos != "NUM"
    return False


@cache
def _participles() -> frozenset[str]:
    told = table("en", "events")["suffered"]
    return frozenset(lemma for kind in ("object", "predicate") for lemmas in told[kind].values() for lemma in lemmas)


@cache
def _hurt() -> frozenset[str]:
    return words("en", "events", "collective.nouns")


@cache
def _deeds() -> frozenset[str]:
    """Nouns for what happens to people, for events and for crimes, without those that name the people."""
    told = (*table("en", "events")["suffered"]["noun"].values(), *table("en", "events")["event"]["noun"].values())
    named = words("en", "events", "suffered.people.nouns")
    return frozenset().union(*map(frozenset, told), words("en", "events", "harms.crimes")) - named


def _clausal(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[j].relation in ("nsubj", "nsubj:pass", "cop") for j in sentence.children[i])
