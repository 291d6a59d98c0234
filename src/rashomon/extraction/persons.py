"""Single people as phrases tell of them: "Ann Reed, 34", "he", "the driver", "his wife", "another man"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rashomon.extraction.heads import is_aged, is_common, is_person, left_edge
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import HYPHENS, number
from rashomon.model.text import Kind, Sentence, Span

#: Pronouns of one person → the group by sex.
SEXES: dict[str, str] = table("en", "nouns")["sexes"]["pronouns"]
SELVES: dict[str, str] = table("en", "nouns")["sexes"]["selves"]
_ONE = words("en", "nouns", "determiners.one")
_DEFINITE = words("en", "nouns", "determiners.definite")
_SEVERAL = words("en", "nouns", "several.nouns")
_ATTACKERS = words("en", "nouns", "attackers.nouns")
_APART = words("en", "nouns", "apart.words")
_TITLES = words("en", "sentences", "titles")
_OFFICES = words("en", "places", "titles")
_GIVEN = words("en", "names", "given")
_BODIES = frozenset().union(
    words("en", "places", "facilities"), words("en", "places", "institutions"), table("en", "places")["divisions"]
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_UNIT = r"(?P<unit>year|yr|month|week|day)s?[-‐‑\s]+olds?\b"
_AGE_BEHIND = re.compile(
    rf"\s*(?:,\s*|\(\s*)(?P<counted>\w+(?:-\w+)?)[-‐‑\s]+{_UNIT}"
    r"|\s*(?:,\s*|\()(?P<bare>\d{1,3})(?=[,;.)]|\s*$|\s+(?:of|from|was|were|who|whose|and|died|is|has|had|in|at|when|on|as)\b)"
    r"|,?\s+\(?aged?\s+(?P<aged>\d{1,3}|[a-z]+(?:-[a-z]+)?)\b(?!,?\s+(?:and|to|or)\s+\d)",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(rf"\b(\w+(?:-\w+)?)[-‐‑\s]{_UNIT}", re.IGNORECASE)

#: Years. Who is younger is a child; a higher figure behind a name is no age.
GROWN, OLDEST = 18, 110


#: What an age is counted in, and how many of these are a year.
_UNITS = {"year": 1, "yr": 1, "month": 12, "week": 52, "day": 365}


class Form(StrEnum):
    """How a phrase tells of somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    SELF = "self"
    KNOWN = "known"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase for one person, with what its own words say of them.

    `token` is its head and `noun` the head's lemma, empty for names and pronouns. `sex` is "men" or "women",
    `child` null where nothing tells, `owner` the token of whoever the person is related to ("his wife").
    `other` marks "another man".
    """

    token: int
    form: Form
    noun: str = ""
    name: Span | None = None
    ages: frozenset[int] = frozenset()
    sex: str | None = None
    child: bool | None = None
    attacker: bool = False
    other: bool = False
    owner: int | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the name is surely somebody's: it has a given name, an age or a title."""
        return bool(self.ages or self.noun) or (self.words[:1] != () and self.words[0] in _GIVEN)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in lower case, without what follows a family name ("Jr.")."""
        found = self.name.text.lower().replace("’s", "").replace("'s", "").split() if self.name else []
        return tuple(bare for word in found if (bare := word.strip(".,")) and bare not in _SUFFIXES)


def phrases(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases of a sentence that tell of one person each, in the order of their heads."""
    for i, token in enumerate(sentence.tokens):
        if token.pos == "PRON":
            if token.lower in SELVES:
                yield Phrase(token=i, form=Form.SELF, sex=SELVES[token.lower])
            elif token.lower in SEXES and token.relation != "nmod:poss":
                yield Phrase(token=i, form=Form.PRONOUN, sex=SEXES[token.lower])
        elif token.relation in ("compound", "flat", "amod") and not is_aged(sentence, i):
            continue
        elif token.pos == "PROPN" and not is_common(sentence, i) and is_person(sentence, i):
            if token.lower.rstrip(".") not in _TITLES | _BODIES:
                named = _named(sentence, i)
                if sentence.kind is not Kind.HEADLINE or named.is_personal:
                    yield named  # in a headline every word may have a capital
        elif token.pos in ("NOUN", "ADJ", "PROPN") and (found := _described(sentence, i)):
            yield found


def _named(sentence: Sentence, i: int) -> Phrase:
    first = i
    while first > 0:
        if _is_of_name(sentence, first - 1, i):
            first -= 1
        elif first > 1 and _is_hyphened(sentence, first):
            first -= 2
        else:
            break
    before = [sentence.tokens[j].lower for j in sentence.children[i] if j < first]
    roles = [word for word in before if word in nouns.people("en") or word in _OFFICES]
    years = ages(sentence, i)
    return Phrase(
        token=i,
        form=Form.NAME,
        noun=roles[-1] if roles else "",
        name=sentence.cover(first, i),
        ages=years,
        sex=_sex(before),
        child=_is_child(roles, years),
        attacker=not _ATTACKERS.isdisjoint(roles),
    )


def _is_hyphened(sentence: Sentence, i: int) -> bool:
    """Whether a hyphen joins token i to the one before the hyphen: "al-Tabash", "Smith-Reed"."""
    hyphen, before = sentence.tokens[i - 1], sentence.tokens[i - 2]
    glued = before.span.end == hyphen.span.start and hyphen.span.end == sentence.tokens[i].span.start
    return glued and hyphen.text in HYPHENS and before.text.isalpha()


def _is_of_name(sentence: Sentence, i: int, head: int) -> bool:
    token = sentence.tokens[i]
    under = token.head == head or (token.head is not None and i < token.head <= head)
    if not under or token.relation not in ("compound", "flat") or not token.text[:1].isupper():
        return False
    if token.lower in _GIVEN:
        return True
    return token.lower not in nouns.people("en") and token.lower.rstrip(".") not in _TITLES | _OFFICES


def _described(sentence: Sentence, i: int) -> Phrase | None:
    """Somebody told by a noun in the singular, or by an age."""
    token = sentence.tokens[i]
    aged = is_aged(sentence, i)
    noun = token.lower if token.pos == "PROPN" else token.lemma
    if "Number=Plur" in token.features or token.lower == "olds" or noun in _SEVERAL:
        return None
    if not aged and noun not in nouns.people("en"):
        return None
    own = [j for j in sentence.children[i] if j < i]
    before = [sentence.tokens[j].lower for j in own]
    owner = next((j for j in own if sentence.tokens[j].relation == "nmod:poss"), None)
    counted = any(sentence.tokens[j].relation == "nummod" for j in own) and not aged
    if counted and "one" not in before:
        return None
    if owner is not None or not _DEFINITE.isdisjoint(before):
        form = Form.KNOWN
    elif counted or not _ONE.isdisjoint(before) or sentence.kind is Kind.HEADLINE or left_edge(sentence, i) == 0:
        form = Form.NEW
    else:
        return None
    years = ages(sentence, i)
    return Phrase(
        token=i,
        form=form,
        noun="" if aged else noun,
        ages=years,
        sex=_sex([noun, *before]),
        child=_is_child([noun, *before], years),
        attacker=noun in _ATTACKERS,
        other=not _APART.isdisjoint(before),
        owner=owner,
    )


def _sex(found: Iterable[str]) -> str | None:
    """The one sex that the nouns and adjectives tell; null where they tell none."""
    modifiers: dict[str, str] = table("en", "nouns")["modifiers"]
    told = {group for word in found for group in (*nouns.groups("en").get(word, ()), modifiers.get(word, ""))}
    told &= {"men", "women"}
    return told.pop() if len(told) == 1 else None


def _is_child(found: Iterable[str], years: frozenset[int]) -> bool | None:
    if years:
        return max(years) < GROWN
    for word in found:
        if word in words("en", "nouns", "grown.nouns"):
            return False
        if "children" in nouns.groups("en").get(word, ()) and word not in words("en", "nouns", "grown.unsure"):
            return True
    return None


def ages(sentence: Sentence, i: int) -> frozenset[int]:
    """The age beside token i, in full years: "a 34-year-old driver", "Ann Reed, 34," and "Ann Reed (34)".

    Of "the 4-year-old's mother" it is not hers.
    """
    base = sentence.span.start
    owners = [
        k for j in sentence.children[i] if sentence.tokens[j].relation == "nmod:poss" for k in sentence.subtree(j)
    ]
    left = max([left_edge(sentence, i), *(k + 1 for k in owners if k < i)])
    first, end = sentence.tokens[left].span.start - base, sentence.tokens[i].span.end - base
    text = sentence.span.text
    before, behind = _AGE_BEFORE.search(text, first, end), _AGE_BEHIND.match(text, end)
    if before:
        years = _years(before.group(1), before["unit"])
    elif behind:
        years = _years(behind["counted"] or behind["bare"] or behind["aged"], behind["unit"] or "year")
    else:
        return frozenset()
    return frozenset({years}) if years is not None and years <= OLDEST else frozenset()


def _years(told: str, unit: str) -> int | None:
    """Full years of an age told in a unit; null where it is no number."""
    value = number(told)
    return None if value is None else value // _UNITS[unit.lower()]
