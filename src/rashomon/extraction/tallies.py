"""Verbs by which somebody gives a figure or takes a statement back: "put the toll at nine", "raised it to 12"."""

from functools import cache
from itertools import chain

from rashomon.extraction import speech
from rashomon.languages.lexicon import table, words
from rashomon.languages.numerals import numeral_words
from rashomon.languages.parties import party
from rashomon.model.claim import PartyKind
from rashomon.model.text import Sentence, Token

_TABLE = "attribution"
#: Prepositions before what a figure is set at ("put at nine", "raised to nine", "put as high as nine").
_GOALS = frozenset({"at", "to", "as"})


def is_set(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether somebody sets a figure or a statement, and no blast does that "raised the toll"."""
    subjects = sentence.related(verb, "nsubj")
    token = sentence.tokens[noun]
    by_figure = sentence.tokens[verb].lemma in words("en", _TABLE, "figure")
    if token.lemma in words("en", _TABLE, "nouns.figure"):
        figured = not by_figure or _is_aimed(sentence, verb, noun)
    elif token.lower == "it":
        figured = _is_of_toll(sentence, verb) and _is_aimed(sentence, verb, noun)
    else:
        events = chain.from_iterable(table("en", "events")["event"]["noun"].values())
        known = token.lemma in words("en", _TABLE, "nouns.record")
        return known and not by_figure and {sentence.tokens[j].lemma for j in subjects}.isdisjoint(events)
    return figured and _is_told(sentence, verb, subjects)


def _is_told(sentence: Sentence, verb: int, subjects: list[int]) -> bool:
    """Whether somebody tells the figure, and nothing that happened makes it so.

    "More bodies were found, raising the toll to nine" tells what came of it, "reported five, later raising the toll to
    nine" what somebody told next.
    """
    tokens = sentence.tokens
    by_events = tokens[verb].lemma in words("en", _TABLE, "moved") and tokens[verb].lower.endswith("ing")
    if by_events and not subjects and tokens[verb].relation in ("acl", "advcl"):
        head = tokens[verb].head
        telling = words("en", _TABLE, "clause") | words("en", _TABLE, "figure")
        return head is not None and tokens[head].lemma in telling and not speech.is_passive(sentence, head)
    some = words("en", "parties", "unnamed.words")
    return all(tokens[j].pos == "PRON" or tokens[j].lower in some or can_speak(sentence, j) for j in subjects)


def is_recorded(subject: Token, frames: frozenset[str]) -> bool:
    """Whether a passive sets a figure: "the toll was put at 12 by the ministry"."""
    return bool(frames & {"record", "counted"}) and subject.lemma in words("en", _TABLE, "nouns.record")


def record(sentence: Sentence, verb: int, objects: list[int]) -> set[int]:
    """A figure that is set or set right, with what it is now: "revised its toll from 40 to 35"."""
    tokens = sentence.tokens
    roots = [j for j in sentence.children[verb] if j > objects[0] and tokens[j].relation in ("obl", "nmod")]
    goals = _goals(sentence, verb, objects[0])
    return speech.subtree(sentence, [*objects, *roots, *goals], {verb})


def counted(sentence: Sentence, verb: int, objects: list[int]) -> set[int]:
    """An object with a figure in it or behind "at" ("put losses at nine"), or nothing."""
    tokens = sentence.tokens
    at = [
        j
        for j in sentence.children[verb]
        if j > objects[0] and tokens[j].relation == "obl" and speech.preposition(sentence, j) in ("at", "to", "in")
    ]
    found = speech.subtree(sentence, [*objects, *at], {verb})
    is_figure = any(tokens[j].pos == "NUM" and tokens[j].relation != "obl:unmarked" for j in found)
    if tokens[verb].lemma == "identify":
        told = not any(tokens[j].lower == "to" for j in sentence.children[verb])
        found |= _as_whom(sentence, verb)
        return found if told and _counts_harmed(sentence, verb, objects[0]) else set()
    placed = tokens[verb].lemma in words("en", _TABLE, "figure")
    if placed and tokens[objects[0]].lemma in words("en", _TABLE, "nouns.figure"):
        return set()
    figured = any(speech.preposition(sentence, j) == "at" and _has_number(sentence, j) for j in at)
    return found if is_figure and (figured or not placed) else set()


def _as_whom(sentence: Sentence, verb: int) -> set[int]:
    """ "Identified two women as among the dead", "identified 11 of them as having been killed"."""
    return speech.subtree(
        sentence,
        [
            j
            for j in sentence.children[verb]
            if j > verb and sentence.tokens[j].relation in ("obl", "advcl") and speech.preposition(sentence, j) == "as"
        ],
    )


def _counts_harmed(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether an object is a number of people who came to harm: "six wounded", "the names of ten who were killed"."""
    tokens = sentence.tokens
    found, todo = {noun}, [noun]
    while todo:
        i = todo.pop()
        beside = sentence.related(i, "nummod", "amod", "acl", "acl:relcl", "conj")
        of = [j for j in sentence.related(i, "nmod") if speech.preposition(sentence, j) == "of"]
        found.update(beside, of)
        todo += [*of, *sentence.related(i, "conj")]
    harmed = words("en", "discourse", "carried.harmed")
    told = found | _as_whom(sentence, verb)
    figured = any(tokens[j].pos == "NUM" for j in (*found, *sentence.subtree(noun)) if j <= max(noun, *found))
    return figured and any(tokens[j].lower in harmed for j in told)


def can_speak(sentence: Sentence, noun: int, language: str = "en") -> bool:
    """Whether a noun may be somebody, and not a reason or a thing ("citing bad weather")."""
    token = sentence.tokens[noun]
    heads = (words(language, "parties", f"heads.{sort}") for sort in ("person", "body", "document"))
    return (
        token.pos == "PROPN"
        or token.text.startswith("@")
        or party(speech.name(sentence, noun).text).kind is not PartyKind.OTHER
        or any(token.lemma in listed for listed in heads)
    )


def _is_of_toll(sentence: Sentence, verb: int) -> bool:
    """Whether "it" can be a toll told before: "had put the toll at 20, but lowered it to 18"."""
    before = {token.lemma for token in sentence.tokens[:verb]}
    return not before.isdisjoint(words("en", "events", "toll.nouns"))


def _is_aimed(sentence: Sentence, verb: int, noun: int) -> bool:
    return bool(_goals(sentence, verb, noun))


def _goals(sentence: Sentence, verb: int, noun: int) -> list[int]:
    """Where a figure is set: behind "at", "to" or "as", also where the parser hangs it in the object.

    "The number of those killed at nine", "the toll as high as 15".
    """
    tokens = sentence.tokens
    found = []
    for j in sorted(speech.subtree(sentence, [verb], {*sentence.related(verb, "nsubj", "conj", "advcl")})):
        if j <= noun or not _has_number(sentence, j):
            continue
        placed = speech.preposition(sentence, j) in _GOALS or tokens[j - 1].lower in _GOALS
        if placed or any(tokens[k].lower in _GOALS for k in sentence.children[j] if noun < k < j):
            found.append(j)
    return found


def _has_number(sentence: Sentence, noun: int) -> bool:
    return any(
        sentence.tokens[j].pos == "NUM" or sentence.tokens[j].lower in _numerals() for j in sentence.subtree(noun)
    )


@cache
def _numerals() -> frozenset[str]:
    """Words that are figures by themselves, the vague ones too: "nine", "dozens", "many"."""
    quantity = table("en", "quantity")
    return numeral_words("en") | frozenset(quantity["plurals"]) | frozenset(quantity["vague"])
