"""Who does what to whom in a sentence, and which of its phrases are of one person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.extraction.clauses import governs, is_passive, subject
from rashomon.extraction.heads import antecedent, is_person
from rashomon.extraction.joining import conjuncts
from rashomon.extraction.persons import SELVES, Form, Phrase
from rashomon.extraction.suffering import outcomes
from rashomon.languages.lexicon import words
from rashomon.model.claim import Outcome
from rashomon.model.text import Sentence

_SPEECH = words("en", "attribution", "clause")
_HOLDING = words("en", "nouns", "held.verbs")
#: Passives whose subject does what the clause below says: "is accused of killing", "is believed to have shot".
_SAID_OF = _HOLDING | words("en", "attribution", "accusation") | words("en", "nouns", "held.suspicion")
_PLEADING = words("en", "nouns", "held.pleading")
_HURT = frozenset({Outcome.KILLED, Outcome.INJURED})


@dataclass(frozen=True, slots=True)
class Roles:
    """The tokens of a sentence by what they do or suffer.

    `attackers` hurt or kill others, `killers` surely kill, and not by accident; `harmed` are hurt or killed,
    `held` are charged, tried or in custody, `speakers` speak.
    """

    attackers: frozenset[int]
    killers: frozenset[int]
    harmed: frozenset[int]
    held: frozenset[int]
    speakers: frozenset[int]


def roles(sentence: Sentence) -> Roles:
    """Who does what in a sentence."""
    found: dict[str, set[int]] = {name: set() for name in ("attackers", "killers", "harmed", "held", "speakers")}
    for i, token in enumerate(sentence.tokens):
        if token.pos != "VERB":
            found["harmed"].update(_told_of(sentence, i))
            continue
        who = actor(sentence, i)
        if outcomes("object").get(token.lemma) in _HURT:
            _harm(sentence, i, who, found)
        elif who is None:
            continue
        elif outcomes("subject").get(token.lemma) in _HURT:
            found["harmed"].add(who)
        elif is_passive(sentence, i) and token.lemma in _HOLDING:
            found["held"].add(who)
        elif token.lemma in _SPEECH and not is_passive(sentence, i):
            found["speakers"].add(who)
        elif token.lemma in _PLEADING:
            found["held"].add(who)
        if token.lemma in _HOLDING:
            found["held"].update(sentence.related(i, "obj"))
    found["harmed"] |= {k for j in found["harmed"] for k in conjuncts(sentence, j)}
    return Roles(**{name: frozenset(tokens) for name, tokens in found.items()})


def _told_of(sentence: Sentence, i: int) -> list[int]:
    """Of whom a predicate or noun of harm is said: "he was found dead", "the death of Ann Reed"."""
    token = sentence.tokens[i]
    if outcomes("predicate").get(token.lower) in _HURT and token.relation != "amod":
        own = subject(sentence, i)
        if own is None and token.head is not None:
            own = next(iter(sentence.related(token.head, "obj")), subject(sentence, token.head))
        return [] if own is None else [antecedent(sentence, own)]
    if token.pos == "NOUN" and outcomes("noun").get(token.lemma) in _HURT:
        return [j for j in sentence.related(i, "nmod") if governs(sentence, j, "of") or _owns(sentence, j)]
    return []


def _owns(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].relation == "nmod:poss"


def _harm(sentence: Sentence, i: int, who: int | None, found: Mapping[str, set[int]]) -> None:
    """Notes whom verb i hurts or kills, and who does it; who does it to oneself too does it where others suffer."""
    objects = [j for j in sentence.related(i, "obj") if is_person(sentence, j)]
    others = [j for j in objects if sentence.tokens[j].lower not in SELVES]
    found["harmed"].update(objects)
    agents = sentence.related(i, "obl:agent")
    if not objects and is_passive(sentence, i) and who is not None:
        found["harmed"].add(who)
    elif who is not None and objects:
        agents = [who]
    if others or not objects:
        found["attackers"].update(agents)
    if _kills(sentence, i) if others or not objects else bool(found["attackers"] & set(agents)):
        found["killers"].update(agents)


def _kills(sentence: Sentence, i: int) -> bool:
    beside_it = {sentence.tokens[j].lower for j in sentence.children[i]}
    if not beside_it.isdisjoint(words("en", "nouns", "accidents.words")):
        return False
    fatal = not beside_it.isdisjoint(words("en", "events", "aimed.fatal"))
    return fatal or outcomes("object").get(sentence.tokens[i].lemma) is Outcome.KILLED


def actor(sentence: Sentence, verb: int) -> int | None:
    """Who does what the verb says: its subject, or that of the clause that it hangs on ("fled, killing two")."""
    i: int | None = verb
    while i is not None:
        token = sentence.tokens[i]
        own = subject(sentence, i)
        if own is not None:
            suffers = i != verb and is_passive(sentence, i) and token.lemma not in _SAID_OF
            return None if suffers else antecedent(sentence, own)
        if token.relation in ("acl", "acl:relcl"):
            return token.head
        if token.relation not in ("advcl", "conj", "xcomp", "ccomp") or token.head is None:
            return None
        if token.relation == "xcomp" and not is_passive(sentence, token.head):
            return None  # "dared him to shoot": whoever is dared does it
        i = token.head
    return None


def beside(sentence: Sentence, phrase: Phrase) -> list[int]:
    """The tokens of others in the same clause: who does it to whom, and who is named along with whom."""
    i = phrase.token
    token = sentence.tokens[i]
    if token.head is None or phrase.form is Form.SELF:
        return []
    found = sentence.related(i, "conj")
    if token.relation == "conj":
        return [*found, token.head]
    if sentence.tokens[token.head].pos == "VERB" and (token.relation or "").partition(":")[0] in (
        "nsubj",
        "obj",
        "iobj",
        "obl",
    ):
        own = subject(sentence, token.head)
        found += [antecedent(sentence, own)] if own is not None else []
        found += sentence.related(token.head, "obj", "iobj", "obl:agent")
    return [j for j in found if j != i and sentence.tokens[j].lower not in SELVES]


def twins(sentence: Sentence, found: Mapping[int, Phrase]) -> Iterator[tuple[int, int]]:
    """Phrases that only say who an earlier one is: "his wife, Ann Reed", "the man was identified as Bo Lind"."""
    for i in found:
        token = sentence.tokens[i]
        head = token.head
        if head is None:
            continue
        if token.relation == "appos" and head in found:
            yield i, head
        elif sentence.related(i, "cop"):
            yield from ((i, j) for j in sentence.related(i, "nsubj") if j in found)
        elif governs(sentence, i, "as") and sentence.tokens[head].lemma in words("en", "nouns", "identifying.verbs"):
            named = _identified(sentence, head)
            if named is not None and named in found:
                yield i, named


def _identified(sentence: Sentence, verb: int) -> int | None:
    """Who is identified: the object of the verb, the subject of its passive, or the noun before it."""
    objects = sentence.related(verb, "obj")
    if objects:
        return objects[0]
    if sentence.tokens[verb].relation == "acl":
        return sentence.tokens[verb].head
    return subject(sentence, verb)


def is_done_by_somebody(sentence: Sentence, i: int) -> bool:
    """Whether the sentence tells of somebody who does what token i says: "he killed four", "leaving four dead"."""
    token = sentence.tokens[i]
    verb = i if token.pos == "VERB" or token.head is None else token.head
    if sentence.related(verb, "obl:agent"):
        return True
    if verb != i and sentence.tokens[verb].lemma in words("en", "events", "found.telling"):
        return False  # "deputies identify three dead"
    who = actor(sentence, verb)
    if who is None or is_passive(sentence, verb) or not sentence.related(verb, "obj"):
        return False
    return is_person(sentence, who)
