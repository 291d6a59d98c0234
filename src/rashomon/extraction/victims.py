"""Who was harmed: groups, ages, severity, side and names, as far as the phrase says."""

import re
from collections.abc import Sequence

from rashomon.extraction import forces
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted, is_aged
from rashomon.extraction.joining import Figure
from rashomon.extraction.persons import GROWN, OLDEST, ages
from rashomon.languages import nouns
from rashomon.languages.lexicon import table
from rashomon.languages.numerals import number
from rashomon.model.claim import OUTCOMES, OutcomeFamily, Victims
from rashomon.model.text import Sentence

_AGE_LIST = re.compile(r"\b(?:aged?|ages)\s+((?:[\w-]+(?:,?\s+and\s+|,\s*|\s+to\s+)?)+)", re.I)
_YEAR_OLD = re.compile(r"\b([\w]+(?:-[a-z]+)?)[-‑ ](?:year|yr)s?[-‑ ]olds?\b", re.I)
_WORD = re.compile(r"[\w]+(?:-[\w]+)?")


def victims(sentence: Sentence, happening: Happening) -> Victims | None:
    """Who the figure of a happening counts; null where it counts no people or says nothing of them."""
    figure = happening.figure
    if figure is None or OUTCOMES[happening.outcome].family not in (
        OutcomeFamily.HARM,
        OutcomeFamily.CUSTODY,
    ):
        return None
    years = _ages(sentence, figure)
    force = _force(sentence, happening, figure)
    groups = tuple(dict.fromkeys((*_groups(sentence, figure), *forces.groups(sentence, force))))
    if _are_young(sentence, figure, years):
        groups = tuple(sorted({*groups, "children"}))
    found = Victims(
        groups=groups,
        ages=years,
        severity=happening.severity,
        affiliation=_affiliation(sentence, figure, force),
        names=figure.names,
    )
    return None if found == Victims() else found


def _groups(sentence: Sentence, figure: Figure) -> tuple[str, ...]:
    """The groups of all whom the figure counts: of a mother and her son, none."""
    common = [set(_groups_of(sentence, head)) for head in figure.joined or (figure.head,)]
    return tuple(sorted(set.intersection(*common)))


def _force(sentence: Sentence, happening: Happening, figure: Figure) -> int | None:
    """The force that all whom a figure counts are of, where its losses are told or they are its members."""
    found = forces.suffering(sentence, happening)
    if found is None and len(figure.joined) < 2:
        found = forces.of_members(sentence, figure.head)
    return found if forces.groups(sentence, found) else None


def _groups_of(sentence: Sentence, i: int) -> tuple[str, ...]:
    head = counted(sentence, i)
    found = list(nouns.groups("en").get(sentence.tokens[head].lemma, ()))
    for j in sentence.children[head]:
        token = sentence.tokens[j]
        if j < head and token.relation in ("amod", "compound"):
            group = table("en", "nouns")["modifiers"].get(token.lower)
            if group and group not in found:
                found.append(group)
    return tuple(found)


def _are_young(sentence: Sentence, figure: Figure, years: Sequence[int]) -> bool:
    """Whether all whom the figure counts are children by their ages: "4-year-old Eda", "two 10-year-olds"."""
    counts_all = figure.quantity is not None and figure.quantity.upper == len(years)
    return bool(years) and max(years) < GROWN and (counts_all or is_aged(sentence, figure.head))


def _ages(sentence: Sentence, figure: Figure) -> tuple[int, ...]:
    heads = figure.joined or (figure.head,)
    if figure.quantity is not None and figure.quantity.upper == len(heads):
        own = tuple(year for head in heads for year in ages(sentence, head))
        if len(own) == len(heads) or len(heads) == 1:
            return own
    first = sentence.tokens[figure.first].span.start - sentence.span.start
    last = sentence.tokens[max(figure.last, figure.head)].span.end - sentence.span.start
    phrase, beyond = sentence.span.text[first:last], sentence.span.text[last : last + 60]
    found: list[int] = []
    for match in _YEAR_OLD.finditer(phrase):
        found += _numbers(match.group(1))
    listed = _AGE_LIST.search(phrase) or re.match(
        r",?\s*(?:both\s+)?(?:aged?|ages)\s+((?:[\w-]+(?:,?\s+and\s+|,\s*)?)+)", beyond, re.I
    )
    if listed:
        found += _numbers(listed.group(1))
    return tuple(age for age in found if age <= OLDEST)


def _numbers(text: str) -> list[int]:
    found = []
    for word in _WORD.findall(text):
        if word.lower() in ("and", "to"):
            continue
        value = int(word) if word.isdigit() else number(word)
        if value is None:
            break
        found.append(value)
    return found


def _affiliation(sentence: Sentence, figure: Figure, force: int | None) -> str | None:
    """Whose people they are, as written: "Ukrainian soldiers", "Hamas fighters", the army's losses."""
    if force is not None:
        return sentence.tokens[force].text
    head = counted(sentence, figure.head)
    if sentence.tokens[head].pos != "NOUN":
        return None
    for j in sentence.children[head]:
        token = sentence.tokens[j]
        if (
            j < head
            and token.relation in ("amod", "compound")
            and token.text[:1].isupper()
            and j != 0
            and token.pos in (("PROPN",) if sentence.span.text.isupper() else ("ADJ", "PROPN"))
        ):
            return token.text
    return None
