"""Figures of prose that no clause has claimed, by the words around them: where a parse misleads or gives up.

"Two dead and 200 injured" may be read as one figure for both; "injuring dozens more", "bringing the total injured to
17" and "walked in with gunshot wounds" hide the people from the verb. Each pattern needs its words right beside.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from rashomon.extraction.mixed import beside
from rashomon.extraction.short_outcomes import Short
from rashomon.extraction.short_pieces import noun
from rashomon.languages import nouns
from rashomon.languages.inflection import all_forms
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import numeral_words
from rashomon.model.claim import Modality, Outcome, Quantity, Scope, Victims
from rashomon.model.text import Sentence, Span

#: Words that may stand between a figure and its outcome ("12 more people were reported dead").
_BETWEEN = 8

#: Words between a figure and the wounds that people come with, and characters of a toll before its figure.
_TO_WOUNDS, _TO_TOLL = 9, 80

#: Characters between a figure and the dash behind which it is told out.
_TO_PARTS = 70

#: Characters before an age in which it shows that it is one.
_TO_AGE = 24

#: Characters before a figure in which "those killed were" may stand.
_TO_AMONG = 40

#: Words behind a figure in which it says that they were shot, and what stands before that.
_TO_STRUCK = 5
_NOMINAL = frozenset({"killing", "wounding", "injuring"})
_WHO = frozenset({"who", "that"})
_IS = re.compile(r"\s+(?:were|was|are|is|have|had|has)\b")
_WERE = frozenset({"were", "was", "been", "being"})

#: Characters behind "shot five people" that may tell that they died.
_TO_DEATH = 60

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENING = re.compile(r"\s*(?:[–—(]|--)\s*|\s+-\s+|:\s+")
_JOINT = re.compile(r"\s+[^\W\d_]+(?:\s+[^\W\d_]+)?\s*(?:,|,?\s+and|&)\s+")
_ANOTHER = re.compile(r"\s+(?:an?|another|his|her|their|its)\s+(\w+)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?\n()\"“”]")

_BARE = re.compile(r"\s*(?:[,;—–-]|and\b|all\b|who\b|were\b|was\b|$)")
_AGED = re.compile(r"(?:[A-Z][\w'’.]*,|\d,|\d,? and|\bone|\bother|\baged?|\bages)\s+$")

#: An outcome with the first and last character of the words that tell it.
_Found = tuple[Outcome, int, int]


def leftovers(sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[Short, ...]:
    """The figures among `quantities` (those that no clause has claimed) that stand beside an outcome."""
    text, base = sentence.span.text, sentence.span.start
    shared: tuple[int, _Found] | None = None
    told: list[Short] = []
    ends = [q.span.start - base for q in quantities] + [len(text)]
    for n in range(len(quantities) - 1, -1, -1):
        quantity = quantities[n]
        if quantity.lower is None and quantity.upper is None:
            continue
        start, after = quantity.span.start - base, quantity.span.end - base
        if _is_age(text, start, after):
            continue
        limit = _limit(text, after, min(ends[n + 1], len(text)))
        found = (
            _behind(text, _past_circle(text, after, limit), limit, start)
            or _wounds(text, after, limit, start)
            or _acted(text, start, after)
            or _struck(text, after, limit, start)
            or _along(text, start, after)
            or _toll(text, start, after)
            or _joined(text, start, after, shared)
        )
        if found is not None:
            shared = (start, found)
            told.append(_short(text, base, quantity, found))
        elif among := _among(text, start, after, limit):
            told.append(replace(_short(text, base, quantity, among), scope=Scope.SUBSET))
    return tuple(reversed(told))


def parts(
    sentence: Sentence, quantities: Sequence[Quantity], wholes: Sequence[tuple[Outcome, Quantity]]
) -> tuple[Short, ...]:
    """The figures among `quantities` that tell a whole out behind a dash: "four adults – two men and two women"."""
    text, base = sentence.span.text, sentence.span.start
    found: list[Short] = []
    for outcome, whole in wholes:
        ends = [other.span.start for _, other in wholes if other.span.start >= whole.span.end]
        reach = min([whole.span.end + _TO_PARTS, *ends]) - base
        opened = _OPENING.search(text, whole.span.end - base, reach)
        at, rest = (opened.end() if opened else len(text)), whole.upper or 0
        for quantity in quantities:
            start, after = quantity.span.start - base, quantity.span.end - base
            counted = _WORD.match(text, after + 1)
            fits = quantity.upper is not None and quantity.upper <= rest
            if start < at or text[at:start].strip(" ,") not in ("", "and", "&") or not fits or counted is None:
                continue
            if not _is_person(counted.group().lower()) or counted.group().lower() in _outcomes():
                break
            evidence = Span.of(text, start, counted.end()).shifted(base)
            found.append(
                Short(
                    outcome=outcome,
                    evidence=evidence,
                    quantity=quantity,
                    scope=Scope.SUBSET,
                    victims=_victims(text, after),
                )
            )
            at, rest = counted.end(), rest - (quantity.upper or 0)
    return tuple(found)


def _short(text: str, base: int, quantity: Quantity, found: _Found) -> Short:
    outcome, first, last = found
    evidence = Span.of(text, first, last).shifted(base)
    said = set(evidence.text.lower().split())
    tolls, coming = (words("en", "headlines", name) for name in ("leftover.tolls", "tolls.coming"))
    return Short(
        outcome=outcome,
        evidence=evidence,
        quantity=quantity,
        modality=Modality.HYPOTHETICAL if said & tolls and said & coming else Modality.ASSERTED,
        victims=_victims(text, quantity.span.end - base),
    )


def _is_age(text: str, start: int, after: int) -> bool:
    """ "Maro Tellin, 31, was shot", "two boys, 12 and 16, were hurt"."""
    return _BARE.match(text, after) is not None and _AGED.search(text, max(0, start - _TO_AGE), start) is not None


def _among(text: str, start: int, after: int, limit: int) -> _Found | None:
    """ "Three children were among those killed", "those killed were three women": some of them."""
    counted = _WORD.match(text, after + 1)
    if counted is None or not _is_person(counted.group().lower()):
        return None
    for outcome, told in table("en", "headlines")["leftover"]["among"].items():
        kinds = "|".join(told)
        behind = re.compile(rf"(?:\s+\w+){{0,4}}\s+among\s+(?:those|the)\s+(?:{kinds})\b", re.IGNORECASE)
        if found := behind.match(text, counted.end(), limit):
            return Outcome(outcome), start, found.end()
        before = re.compile(rf"\b(?:those|the)\s+(?:{kinds})\s+(?:were|are|included?)\s+$", re.IGNORECASE)
        if found := before.search(text, max(0, start - _TO_AMONG), start):
            return Outcome(outcome), found.start(), counted.end()
    return None


def _limit(text: str, start: int, end: int) -> int:
    stop = _STOP.search(text, start, end)
    return stop.start() if stop else end


def _behind(text: str, start: int, limit: int, first: int) -> _Found | None:
    """The outcome told by one of the next words, when only the counted people stand between."""
    for n, match in enumerate(_WORD.finditer(text, start, limit)):
        word = match.group().lower()
        if word in _outcomes():
            if _acts(text, match.end(), limit):
                return None
            both = beside(text, match.start(), match.end())
            if both is not None:
                return Outcome.CASUALTIES, first, both
            return None if _goes_on(text, match) else (_outcomes()[word], first, match.end())
        if n >= _BETWEEN or not _may_stand_between(word) or (word in _WHO and not (n and _IS.match(text, match.end()))):
            return None
    return None


def _acts(text: str, start: int, limit: int) -> bool:
    """Whether the word before acts on somebody else: "five of them civilians, and injured a child"."""
    found = _ANOTHER.match(text, start, limit)
    return found is not None and _is_person(found.group(1).lower())


def _goes_on(text: str, verb: re.Match[str]) -> bool:
    """Whether a word acts on the next figure: "killed five, two of them children, and wounded six"."""
    joined = text[: verb.start()].rstrip().endswith(" and")
    return joined and _next_figure().match(text, verb.end()) is not None


@cache
def _next_figure() -> re.Pattern[str]:
    bounds = "|".join(table("en", "headlines")["leftover"]["bounds"])
    return re.compile(rf"\s+(?:(?:{bounds})\s+)?(?:\d|(?:{'|'.join(sorted(numeral_words('en')))})\b)", re.IGNORECASE)


def _wounds(text: str, start: int, limit: int, first: int) -> _Found | None:
    """ "Five people walked in with gunshot wounds"."""
    found = _pattern("wounds").search(text, start, limit)
    if found is None or len(_WORD.findall(text, start, found.start())) > _TO_WOUNDS:
        return None
    counted = _WORD.search(text, start, limit)
    told = counted.group().lower() if counted else ""
    if not _is_person(told) and told not in words("en", "headlines", "leftover.suffering"):
        return None
    if any(_outcomes().get(word.lower()) is Outcome.KILLED for word in _WORD.findall(text, start, found.start())):
        return None  # "dead of gunshot wounds"
    return Outcome.INJURED, first, found.end()


def _acted(text: str, start: int, end: int) -> _Found | None:
    """ "Injuring dozens more", "shot two deputies"."""
    before = list(_WORD.finditer(text, max(0, start - 24), start))[-2:]
    if len(before) == 2 and before[1].group().lower() == "of" and not text[before[1].end() : start].strip():
        nominal = before[0].group().lower()  # "the wounding of two others"
        told = table("en", "headlines")["leftover"]["before"].get(nominal) if nominal in _NOMINAL else None
        return (Outcome(told), before[0].start(), end) if told else None
    before = before[-1:]
    if not before or text[before[0].end() : start].strip():
        return None
    word = before[0].group().lower()
    outcome = table("en", "headlines")["leftover"]["before"].get(word)
    if outcome is None or (word.startswith("s") and _pattern("deadly").search(text, end, end + _TO_DEATH)):
        return None
    behind = _WORD.match(text, end + 1)
    if behind is not None and behind.group().lower().rstrip("s") in words("en", "nouns", "others.nouns"):
        return None  # "shot a dozen bullets"
    return Outcome(outcome), before[0].start(), end


def _struck(text: str, start: int, limit: int, first: int) -> _Found | None:
    """ "As 13 people were shot"; none where the next words tell that they died."""
    counted = _WORD.search(text, start, limit)
    if counted is None or not _is_person(counted.group().lower()):
        return None  # "two of them were shot down" may be missiles
    passive = False
    for match in islice(_WORD.finditer(text, start, limit), _TO_STRUCK):
        word = match.group().lower()
        if passive and word in words("en", "headlines", "leftover.struck"):
            if any(dash in text[start : match.start()] for dash in "—–"):
                return None  # of others than those right before the dash
            behind = text[match.end() : match.end() + _TO_DEATH].split(",", maxsplit=1)[0]
            return None if _pattern("deadly").search(behind) else (Outcome.INJURED, first, match.end())
        passive = passive or word in _WERE
        if not _may_stand_between(word):
            break
    return None


def _along(text: str, start: int, end: int) -> _Found | None:
    """ "They were hurt in the attack along with four other people"."""
    clause = _STOP.split(text[:start])[-1]
    said = next((one for one in table("en", "headlines")["leftover"]["along"] if clause.rstrip().endswith(one)), None)
    counted = _WORD.match(text, end + 1)
    if counted is not None and counted.group().lower() == "other":
        counted = next(
            (m for m in islice(_WORD.finditer(text, counted.end()), 3) if _is_person(m.group().lower())), None
        )
    if said is None or counted is None or not _is_person(counted.group().lower()):
        return None
    told = [match for match in _WORD.finditer(clause) if match.group().lower() in _outcomes()]
    if not told:
        return None
    return _outcomes()[told[-1].group().lower()], start - len(clause) + told[-1].start(), counted.end()


def _past_circle(text: str, start: int, limit: int) -> int:
    """Where a figure's words go on behind whose they are: "four members of the Velmar family were announced dead"."""
    found = _circle().match(text, start, limit)
    return found.end() if found else start


@cache
def _circle() -> re.Pattern[str]:
    circles = "|".join(table("en", "headlines")["leftover"]["circles"])
    return re.compile(rf"\s+(?:[^\W\d_]+\s+)?of\s+(?:[\w'’-]+\s+){{1,4}}(?:{circles})\b", re.IGNORECASE)


def _toll(text: str, start: int, end: int) -> _Found | None:
    """ "Bringing the total injured to 17"."""
    clause = _limit(text[::-1], len(text) - start, len(text) - max(0, start - _TO_TOLL))
    said = [(match.start(), match.group().lower()) for match in _WORD.finditer(text, len(text) - clause, start)]
    heard = {word for _, word in said}
    if not said or said[-1][1] != "to" or heard.isdisjoint(words("en", "headlines", "leftover.changing")):
        return None
    tolls = [i for i, (_, word) in enumerate(said) if word in words("en", "headlines", "leftover.tolls")]
    if not tolls:
        return None
    counted = table("en", "headlines")["leftover"]["counted"]
    told = [counted[word] for _, word in said[max(0, tolls[-1] - 2) :] if word in counted]
    first, toll = said[tolls[-1]]
    paid = tolls[-1] > 0 and said[tolls[-1] - 1][1] in words("en", "headlines", "tolls.paid")
    if not told and (paid or toll not in words("en", "headlines", "leftover.bare")):
        return None
    return Outcome(told[-1]) if told else Outcome.KILLED, first, end


def _joined(text: str, start: int, after: int, shared: tuple[int, _Found] | None) -> _Found | None:
    """ "Two men" of "two men and two women were hurt": what happened to those joined to them."""
    if shared is None or not _JOINT.fullmatch(text, after, shared[0]):
        return None
    counted = _WORD.search(text, after, shared[0])
    if counted is None or not _is_person(counted.group().lower()):
        return None
    outcome, _, last = shared[1]
    return outcome, start, last


def _victims(text: str, after: int) -> Victims | None:
    """The groups that the noun right behind a figure tells: "two men"."""
    counted = _WORD.match(text, after + 1)
    known = noun(counted.group().lower()) if counted else None
    groups = nouns.groups("en").get(known[0], ()) if known else ()
    return Victims(groups=tuple(sorted(groups))) if groups else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('en', 'headlines')['leftover'][name])})\b", re.I)


@cache
def _outcomes() -> dict[str, Outcome]:
    return {word: Outcome(outcome) for outcome, ws in table("en", "headlines")["outcomes"].items() for word in ws}


def _may_stand_between(word: str) -> bool:
    return word in words("en", "headlines", "between.words") or _is_person(word)


def _is_person(word: str) -> bool:
    return word in _people()


@cache
def _people() -> frozenset[str]:
    """Nouns for people and their plurals."""
    known = nouns.people("en")
    return known | {form for form in all_forms(known) if not form.endswith(("ed", "ing"))}
