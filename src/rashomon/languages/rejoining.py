"""What the parser surely gets wrong, set right: coordinations torn apart, participles taken for verbs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.languages import nouns
from rashomon.languages.arcs import (
    SUBJECTS,
    agree,
    before_aside,
    before_joint,
    finite_word,
    is_passive,
    is_under,
    left_edge,
)
from rashomon.languages.lexicon import table, words
from rashomon.languages.listing import with_listed
from rashomon.languages.misplaced import (
    CALLED,
    with_accounts,
    with_days_apart,
    with_more_behind,
    with_names_apart,
    with_shot_to_death,
)
from rashomon.model.text import Token

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
#: Before "dead", of somebody who does not speak.
_FOUND = frozenset({"pronounced", "declared"})
#: Before the town that somebody is from.
_HOME = frozenset({"from", "in", "near", "at", "outside"})
_THEM = frozenset({"him", "her", "them", "me", "us"})
_QUOTES = frozenset("\"“”''``")


def rejoined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence, with what the parser surely hangs wrongly set right.

    As they are where setting it right would hang a token under itself: then the parse is beyond repair.
    """
    found = _rejoined(tokens)
    return found if is_tree(found) else tuple(tokens)


def is_tree(tokens: Sequence[Token]) -> bool:
    """Whether every token hangs, over however many others, under one that hangs under nothing."""
    sound: set[int] = set()
    for i in range(len(tokens)):
        path: list[int] = []
        j: int | None = i
        while j is not None and j not in sound:
            if j in path:
                return False
            path.append(j)
            j = tokens[j].head
        sound.update(path)
    return True


def _rejoined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """With "and two men" under the "girl" or the "adults" that they follow at once, and the rest of the repairs."""
    tokens = with_shot_to_death(with_more_behind(with_accounts(tokens)))
    tokens = with_listed(_without_dates(_called(_each_shot(_found_dead(_hyphened(tokens))))))
    found = _dead_and_wounded(_with_nominals(_whoever(with_names_apart(with_days_apart(_far_conjuncts(tokens))))))
    for i, token in enumerate(tokens):
        if token.relation not in SUBJECTS or token.head is None or i > token.head:
            continue
        first = left_edge(tokens, i)
        if first < 2 or tokens[first - 1].lower != "and":
            continue
        before = before_joint(tokens, first - 1)
        if before is None or tokens[before].lemma not in nouns.people("en"):
            continue
        if _is_second_subject(tokens, before, i):
            found[i] = replace(token, relation="conj", head=before)
        elif _is_behind_place(tokens, before):
            found[i] = replace(token, relation="conj", head=before)
            found[before] = replace(tokens[before], relation=token.relation, head=token.head)
        elif _is_left_so(tokens, before, i):
            found[i] = replace(token, relation="conj", head=before)
            found[token.head] = replace(tokens[token.head], relation="acl", head=i)
            found[first - 1] = replace(tokens[first - 1], head=i)
            found = [_hung(one, token.head, tokens[before].head) for one in found]
    return _with_subjects(_two_clauses(found))


def _without_dates(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with whoever follows a date for the subject where the parser takes the date for it.

    "On Monday, January 10th, 2024, the writer Bo Lind was among those killed": Lind was.
    """
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.relation not in SUBJECTS or not _is_date(tokens, i):
            continue
        joined = (
            j for j in range(i + 1, len(tokens)) if tokens[j].head == i and tokens[j].relation in ("conj", "appos")
        )
        behind = next((j for j in joined if tokens[j].pos in ("NOUN", "PROPN")), None)
        if behind is not None:
            found[i] = replace(token, relation="obl:unmarked")
            found[behind] = replace(tokens[behind], relation=token.relation, head=token.head)
    return found


def _is_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the day of a date: "January 10th"."""
    return (
        i > 0 and tokens[i - 1].lower in table("en", "time")["months"] and _DAY.fullmatch(tokens[i].lower) is not None
    )


def _with_subjects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, with the subject of a second clause that the parser joins to the last noun of the first.

    "The girl was hit in the arm and two men were shot": the men, and not the girl, were.
    """
    found = list(tokens)
    governed = {token.head for token in tokens if token.relation in SUBJECTS}
    for verb, token in enumerate(tokens):
        if token.relation != "conj" or token.head is None or token.head not in governed or verb in governed:
            continue
        finite = finite_word(tokens, verb)
        noun = None if finite is None else _torn(tokens, token.head, finite)
        if finite is not None and noun is not None and agree(tokens[noun], tokens[finite]):
            passive = any(one.head == verb and one.relation == "aux:pass" for one in tokens)
            found[noun] = replace(tokens[noun], relation="nsubj:pass" if passive else "nsubj", head=verb)
    return tuple(found)


def _two_clauses(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with "the victims" for whom were taken in "the sister phoned 112 and the victims were taken away".

    The parser takes the first clause for one that says which sister, and the sister for taken away, too.
    """
    found = list(tokens)
    for verb, token in enumerate(tokens):
        subject = token.head
        if token.relation != "acl" or subject is None or "VerbForm=Fin" not in token.features:
            continue
        if not any(one.head == verb and (one.relation == "obj" or one.pos == "NUM") for one in tokens):
            continue  # "a man shot on Monday and his wife were taken away"
        second = tokens[subject].head
        if tokens[subject].relation not in SUBJECTS or second is None or not subject < verb < second:
            continue
        finite = finite_word(tokens, second)
        own = None if finite is None else before_aside(tokens, finite)
        if own is None or own < verb or tokens[own].head != subject or tokens[own].relation != "conj":
            continue
        if tokens[left_edge(tokens, own) - 1].lower == "and":
            found[own] = replace(tokens[own], relation=tokens[subject].relation, head=second)
            found[subject] = replace(tokens[subject], relation="nsubj", head=verb)
            found[verb] = replace(token, relation="parataxis", head=second)
    return found


def _torn(tokens: Sequence[Token], first: int, finite: int) -> int | None:
    """The noun right before a finite word that the parser joins to one of the clause of verb `first`; null for none."""
    noun = before_aside(tokens, finite)
    while noun is not None and tokens[noun].relation == "conj" and tokens[noun].pos in ("NOUN", "PROPN"):
        joint = left_edge(tokens, noun) - 1
        if joint <= first or tokens[joint].lower not in ("and", "but") or not is_under(tokens, noun, first):
            return None
        if any(token.text in _QUOTES for token in tokens[first:finite]):
            return None
        head = tokens[noun].head
        if head != joint - 1 or tokens[head].relation != "conj":
            return noun
        noun = head
    return None


def _dead_and_wounded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "wounded" under the "dead" of "videos of the dead and wounded", where it is taken for a verb."""
    found = list(tokens)
    for i in range(3, len(tokens)):
        token, before = tokens[i], i - 2
        if token.relation != "conj" or token.head == before or token.lower not in ("wounded", "injured"):
            continue
        pair = (tokens[i - 3].lower, tokens[before].lower, tokens[i - 1].lower)
        if pair == ("the", "dead", "and") and i + 1 < len(tokens) and tokens[i + 1].pos not in ("NUM", "DET", "NOUN"):
            found[i] = replace(token, relation="conj", head=before, pos="NOUN", features="Number=Plur")
            found = [
                replace(one, relation="acl") if one.head == i and one.relation in ("xcomp", "advcl") else one
                for one in found
            ]
    return found


def _hung(token: Token, verb: int, governor: int | None) -> Token:
    """A mark behind what is now a participle belongs to the verb above."""
    return replace(token, head=governor) if token.relation == "punct" and token.head == verb else token


def _is_second_subject(tokens: Sequence[Token], before: int, i: int) -> bool:
    """ "3 adults and 2 boys were taken": two subjects of one verb."""
    return tokens[before].relation == tokens[i].relation and tokens[before].head == tokens[i].head


def _is_behind_place(tokens: Sequence[Token], noun: int) -> bool:
    """ "In Gaza two children and a guard were killed": the children hang under the name that they only follow."""
    place = left_edge(tokens, noun) - 1
    torn = tokens[noun].relation in ("obl", "nmod") and tokens[noun].head == place
    bare = not any(token.head == noun and token.relation == "case" for token in tokens)
    return torn and bare and place > 0 and tokens[place].pos == "PROPN" and tokens[place - 1].pos == "ADP"


def _is_left_so(tokens: Sequence[Token], before: int, i: int) -> bool:
    """ "Left a girl and two men wounded": who is left, and a participle without "were" that the parser joins to it."""
    verb = tokens[i].head
    if verb is None or tokens[before].relation != "obj" or tokens[verb].relation != "conj":
        return False
    if tokens[verb].head != tokens[before].head or "Tense=Past" not in tokens[verb].features:
        return False
    governor = tokens[before].head
    if governor is None or tokens[governor].lemma not in words("en", "events", "found.leaving"):
        return False
    below = [token for token in tokens if token.head == verb]
    return verb == i + 1 and not any(token.relation in ("obj", "aux", "aux:pass", "xcomp") for token in below)


def _far_conjuncts(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with the "two" of "killed a man, named as Bo Lind, and two of his sons" beside the man.

    The parser joins them to the verb, as if they were a verb themselves.
    """
    found = list(tokens)
    suffered = table("en", "events")["suffered"]["object"]
    harming = {*suffered["killed"], *suffered["injured"]}
    clauses = {token.head for token in tokens if token.relation in (*SUBJECTS, "aux", "aux:pass", "cop", "acl")}
    for i, token in enumerate(tokens):
        verb = token.head
        if token.relation != "conj" or token.pos not in ("NUM", "NOUN") or verb is None:
            continue
        first = left_edge(tokens, i) - 1
        if i in clauses or first < 1 or tokens[first].lower != "and" or verb > i:
            continue
        owned = [j for j in range(verb + 1, first) if tokens[j].head == verb and tokens[j].relation == "obj"]
        person = owned and (tokens[owned[-1]].lemma in nouns.people("en") or tokens[owned[-1]].lower in _THEM)
        if person and tokens[verb].lemma in harming:
            found[i] = replace(token, head=owned[-1])
    return found


def _whoever(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with "who was killed" under the boy, and not the town, of "a boy from Orlat, who was killed"."""
    found = list(tokens)
    for who, token in enumerate(tokens):
        verb = token.head
        if token.lower not in ("who", "whom") or verb is None or tokens[verb].relation != "acl:relcl":
            continue
        town = tokens[verb].head
        person = _from_town(tokens, town, who) if town is not None else None
        if person is not None and town is not None:
            found[verb] = replace(tokens[verb], head=person)
            found[town] = replace(tokens[town], relation="nmod", head=person)
    return found


def _from_town(tokens: Sequence[Token], town: int, who: int) -> int | None:
    """Whoever is said to be from a town right before "who": "a man from Orlat, who", "Lind, of Orlat, who"."""
    case = next((i for i, token in enumerate(tokens[:town]) if token.head == town and token.relation == "case"), None)
    if case is None or tokens[town].pos != "PROPN" or town > who:
        return None
    before = case - 1 if case and tokens[case - 1].text != "," else case - 2
    if before < 0:
        return None
    if before == case - 1:
        person = tokens[before].lemma in nouns.people("en") and tokens[case].lower in _HOME
    else:
        person = tokens[before].text[:1].isupper() and tokens[case].lower == "of"
    return before if person else None


def _with_nominals(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "injury" beside the "death" in "the death of two people and injury of nine".

    The parser joins it to the people, and hangs those of "injuries to nine" on the verb ("reported injuries to nine").
    """
    found = list(tokens)
    nouns_of_harm = words("en", "events", "harms.nouns")
    for i, token in enumerate(tokens):
        harmed = tokens[i + 1].head if i + 1 < len(tokens) and tokens[i + 1].lower == "to" else None
        if token.relation == "obj" and token.lemma in nouns_of_harm and harmed is not None:
            if tokens[harmed].head == token.head and tokens[harmed].relation == "obl":
                found[harmed] = replace(tokens[harmed], relation="nmod", head=i)
            continue
        if token.relation != "conj" or token.head is None or token.lemma not in nouns_of_harm:
            continue
        head = tokens[token.head].head
        if head is None or tokens[head].lemma not in nouns_of_harm or i + 1 == len(tokens):
            continue
        harmed = tokens[i + 1].head
        if tokens[i + 1].lower in ("of", "to") and harmed is not None:
            found[i] = replace(token, head=head)
            found[harmed] = replace(found[harmed], relation="nmod", head=i)
    return found


def _called(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with "called" under the "gang" of "three of the gang called the Owls were arrested"."""
    for i, token in enumerate(tokens):
        if token.relation != "root" or token.lower not in CALLED or "VerbForm=Part" not in token.features or i < 2:
            continue
        below = [j for j, one in enumerate(tokens) if one.head == i]
        subject = next((j for j in below if tokens[j].relation in SUBJECTS), None)
        verb = next((j for j in below if tokens[j].relation in ("xcomp", "ccomp") and is_passive(tokens, j)), None)
        named = tokens[i - 1].pos in ("NOUN", "PROPN") and not any(
            (tokens[j].relation or "").startswith("aux") for j in below
        )
        if subject is None or verb is None or not named:
            continue
        found = [replace(one, head=verb) if one.head == i and j > verb else one for j, one in enumerate(tokens)]
        found[subject] = replace(tokens[subject], relation="nsubj:pass", head=verb)
        found[i] = replace(token, relation="acl", head=i - 1)
        found[verb] = replace(tokens[verb], relation="root", head=None)
        return found
    return tokens


def _hyphened(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with the parts of "ex-wife" under its last, where each is taken for an object of its own."""
    found = list(tokens)
    for i, token in enumerate(tokens[1:-1], start=1):
        before, after = tokens[i - 1], tokens[i + 1]
        glued = before.span.end == token.span.start and token.span.end == after.span.start
        if token.text == "-" and glued and before.head == after.head and before.relation == after.relation:
            found = [replace(one, head=i + 1) if one.head == i - 1 else one for one in found]
            found[i - 1] = replace(before, relation="compound", head=i + 1)
            found[i] = replace(token, pos="PUNCT", relation="punct", head=i + 1)
    return found


def _each_shot(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with a verb in "the two were each shot", where it is taken for a noun."""
    found = list(tokens)
    for i, token in enumerate(tokens[1:], start=1):
        each = tokens[i - 1]
        if token.lower == "shot" and token.pos == "NOUN" and each.lower == "each" and is_passive(tokens, i):
            found[i] = replace(token, pos="VERB", lemma="shoot", features="Tense=Past|VerbForm=Part")
            found[i - 1] = replace(each, relation="advmod", head=i)
    return found


def _found_dead(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, with a participle in "was taken to a clinic and pronounced dead", where it is taken for finite."""
    found = list(tokens)
    for i, token in enumerate(tokens[:-1]):
        if token.relation != "conj" or token.head is None or token.lower not in _FOUND:
            continue
        own = any(one.head == i and one.relation in (*SUBJECTS, "obj", "aux") for one in tokens)
        if tokens[i + 1].lower in ("dead", "deceased") and is_passive(tokens, token.head) and not own:
            found[i] = replace(token, features="Tense=Past|VerbForm=Part")
    return found
