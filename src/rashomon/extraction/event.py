"""That something happened, and who is said to have done it."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rashomon.extraction.clauses import clause, governs, is_passive, subject, words_under
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import left_edge, right_edge
from rashomon.languages import nouns
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Event, Outcome
from rashomon.model.text import Kind, Sentence, Token

#: Tokens before an event in which "as if" makes a likeness of it.
_LIKENED_REACH = 6


@cache
def _events(kind: str) -> dict[str, Event]:
    return {lemma: Event(name) for name, lemmas in table("en", "events")["event"][kind].items() for lemma in lemmas}


def event_of(sentence: Sentence, near: int | None = None, *, harmed: bool = False) -> Event | None:
    """The kind of event that the sentence speaks of: nouns before verbs, the nearest to token `near` first.

    Where people were `harmed`, it is none that only took somebody into custody: "arrested in the death of two".
    """
    found = [
        (token.pos == "VERB", abs(i - (near or 0)), event)
        for i, token in enumerate(sentence.tokens)
        if (event := _event_at(token)) is not None and not (harmed and event is Event.ARREST)
    ]
    return min(found, key=lambda row: row[:2])[2] if found else None


def _event_at(token: Token) -> Event | None:
    """The event that the token is by itself."""
    if token.pos in ("NOUN", "PROPN"):
        return _events("noun").get(token.lemma)
    return _events("verb").get(token.lemma) if token.pos == "VERB" else None


def events(sentence: Sentence) -> Iterator[Happening]:
    """Each event that the sentence says happened, and each actor that it holds responsible."""
    seen: set[Event] = set()
    for i, token in enumerate(sentence.tokens):
        event = _event_at(token)
        if event is not None and token.pos != "VERB":
            yield from _responsible_by_light_verb(sentence, i, event)
        if event is not None and event not in seen:
            reach = _told(sentence, i, event)
            if reach is not None:
                seen.add(event)
                first, last = reach
                yield Happening(trigger=i, outcome=Outcome.OCCURRED, first=first, last=last, event=event)
        if token.pos == "VERB":
            yield from _responsible_by_verb(sentence, i)
    yield from _claimed(sentence)


def is_effect(sentence: Sentence, happening: Happening) -> bool:
    """Whether an event is told as what something caused: who denies that does not deny that it happened."""
    token = sentence.tokens[happening.trigger]
    if happening.outcome is not Outcome.OCCURRED or token.relation not in ("obj", "nsubj:pass") or token.head is None:
        return False
    return sentence.tokens[token.head].lemma in words("en", "events", "occurring.causing")


def _told(sentence: Sentence, i: int, event: Event) -> tuple[int, int] | None:
    """First and last token of what tells that the event of token i happened; null where nothing does."""
    if _likened(sentence, i):
        return None
    if sentence.tokens[i].pos == "VERB":
        return clause(sentence, i) if _erupts(sentence, i, event) else None
    return (_opening(sentence, i), _reach(sentence, i)) if _occurs(sentence, i) else None


def _likened(sentence: Sentence, i: int) -> bool:
    """Whether the event is only what something was like: "as if an earthquake struck", "like an explosion"."""
    before = [token.lower for token in sentence.tokens[max(0, i - _LIKENED_REACH) : i]]
    as_if = any(pair in (("as", "if"), ("as", "though")) for pair in pairwise(before))
    opening = _opening(sentence, i)
    return as_if or (opening > 0 and sentence.tokens[opening - 1].lower == "like")


def _occurs(sentence: Sentence, i: int) -> bool:
    """Whether the noun is told as a thing that happened: by its verb, or by a place or time of its own."""
    token = sentence.tokens[i]
    if token.relation in ("compound", "nmod:poss", "amod") or (
        sentence.kind is Kind.HEADLINE and len(sentence.tokens) < 6
    ):
        return False
    if governs(sentence, i, "no", "any", "further", "future"):
        return False
    if _located(sentence, i):
        return True
    head = token.head
    if head is None:
        return governs(sentence, i, "there")
    governor = sentence.tokens[head]
    if token.relation in ("nsubj", "nsubj:pass", "obj") and governor.lemma in words("en", "events", "occurring.verbs"):
        return True
    return token.relation == "nmod" and governor.lemma in words("en", "events", "occurring.of")


def _located(sentence: Sentence, i: int) -> bool:
    """A place or a time beside token i: "in Veldra", "on Friday", "near the market"."""
    for j in sentence.related(i, "nmod", "obl", "obl:unmarked"):
        cases = words_under(sentence, j)
        if cases & {"in", "near", "at", "on", "outside"} and any(
            sentence.tokens[k].pos == "PROPN" for k in [j, *sentence.children[j]]
        ):
            return True
    return False


def _opening(sentence: Sentence, i: int) -> int:
    """The first token of the event's phrase, with the measure before it ("a series of blasts")."""
    token = sentence.tokens[i]
    if (
        token.relation == "nmod"
        and token.head is not None
        and sentence.tokens[token.head].lemma in nouns.measures("en")
    ):
        return _opening(sentence, token.head)
    return left_edge(sentence, i)


def _reach(sentence: Sentence, i: int) -> int:
    """The last token of the event's phrase, with the places and times beside it."""
    last = right_edge(sentence, i)
    head = sentence.tokens[i].head
    if head is not None and sentence.tokens[i].relation in ("nsubj", "nsubj:pass"):
        return max(last, clause(sentence, head)[1])
    return _beyond(sentence, last)


def _beyond(sentence: Sentence, last: int) -> int:
    """Times and places that follow at once, though the parser hangs them elsewhere ("on a Friday")."""
    following = last + 1
    while following < len(sentence.tokens) and sentence.tokens[following].relation in (
        "case",
        "det",
        "amod",
        "compound",
    ):
        following += 1
    if following < len(sentence.tokens) and following > last + 1:
        token = sentence.tokens[following]
        if token.relation in ("obl", "obl:unmarked", "nmod") and sentence.tokens[last + 1].lower in (
            "on",
            "in",
            "at",
            "near",
        ):
            return max(following, right_edge(sentence, following))
    return last


def _erupts(sentence: Sentence, i: int, event: Event) -> bool:
    """Verbs that are the event by themselves: "exploded", "was shelled"; the rest need their object."""
    token = sentence.tokens[i]
    if token.lemma in words("en", "events", "occurring.erupting"):
        finite = "Tense=Pres|VerbForm=Part" not in token.features
        return finite and token.relation not in ("amod", "compound") and subject(sentence, i) is not None
    return (
        event in (Event.STRIKE, Event.SHELLING, Event.BOMBING, Event.FLOOD)
        and token.relation not in ("amod", "acl")
        and is_passive(sentence, i)
        and subject(sentence, i) is not None
    )


def _responsible_by_light_verb(sentence: Sentence, i: int, event: Event) -> Iterator[Happening]:
    """ "X launched an attack on Y", "the attack was carried out by X", "an attack by X"."""
    token = sentence.tokens[i]
    for j in sentence.related(i, "nmod", "obl:agent"):
        if governs(sentence, j, "by") and _can_act(sentence, j):
            yield Happening(
                trigger=i,
                outcome=Outcome.RESPONSIBLE,
                first=left_edge(sentence, i),
                last=right_edge(sentence, j),
                event=event,
                agent=j,
            )
    if token.head is None or sentence.tokens[token.head].lemma not in words("en", "events", "responsible.light"):
        return
    head = token.head
    actor = None
    if token.relation == "obj":
        actor = subject(sentence, head)
    elif token.relation == "nsubj:pass":
        actor = next(iter(sentence.related(head, "obl:agent")), None)
    if actor is not None and _can_act(sentence, actor):
        yield _responsible(sentence, head, actor, event)


def _responsible_by_verb(sentence: Sentence, i: int) -> Iterator[Happening]:
    """ "X attacked Y", "Y was shelled by X", "blamed X for", "accused X of"."""
    token = sentence.tokens[i]
    if token.lemma in words("en", "events", "responsible.blame"):
        accused = next(iter(sentence.related(i, "obj") or sentence.related(i, "nsubj:pass")), None)
        event = _of_accusation(sentence, i)
        if accused is not None and event is not None and _can_act(sentence, accused):
            first, last = min(accused, i), max(sentence.subtree(i))
            yield Happening(trigger=i, outcome=Outcome.RESPONSIBLE, first=first, last=last, event=event, agent=accused)
        return
    if token.lemma not in words("en", "events", "responsible.attack"):
        return
    agents = sentence.related(i, "obl:agent")
    actor = agents[0] if agents else None
    if actor is None and not is_passive(sentence, i) and sentence.related(i, "obj"):
        actor = subject(sentence, i)
    if actor is not None and _can_act(sentence, actor, strictly=True):
        yield _responsible(sentence, i, actor, _events("verb").get(token.lemma) or event_of(sentence, i))


def _of_accusation(sentence: Sentence, i: int) -> Event | None:
    for j in sentence.subtree(i):
        token = sentence.tokens[j]
        if token.pos == "NOUN" and token.lemma in _events("noun"):
            return _events("noun")[token.lemma]
        if token.pos == "VERB" and j != i and token.lemma in words("en", "events", "responsible.attack"):
            return _events("verb").get(token.lemma, Event.OTHER)
    return None


def _can_act(sentence: Sentence, i: int, *, strictly: bool = False) -> bool:
    """Whether token i can be held responsible: an armed body, a state, a named party.

    `strictly` rules out names with a figure in them, which are of weapons and units.
    """
    token = sentence.tokens[i]
    if token.lemma in words("en", "events", "actors.nouns"):
        return True
    if token.pos == "PROPN":
        return token.lemma not in _events("noun") and not (strictly and any(c.isdigit() for c in token.text))
    if any(sentence.tokens[j].lemma in words("en", "events", "actors.nouns") for j in sentence.children[i]):
        return token.lemma not in words("en", "nouns", "munitions.nouns") and token.lemma not in _events("noun")
    return False


def _claimed(sentence: Sentence) -> Iterator[Happening]:
    """ "The group claimed responsibility for the bombing", "no one has claimed responsibility" (nothing)."""
    for i, token in enumerate(sentence.tokens):
        if token.lemma != "responsibility" or token.head is None:
            continue
        head = token.head
        if sentence.tokens[head].lemma not in words("en", "events", "responsible.claim"):
            continue
        actor = subject(sentence, head)
        if actor is None or sentence.tokens[actor].lower in ("one", "nobody", "none"):
            continue
        if governs(sentence, actor, "no"):
            continue
        yield _responsible(sentence, head, actor, event_of(sentence, i), own=True)


def _responsible(sentence: Sentence, trigger: int, actor: int, event: Event | None, *, own: bool = False) -> Happening:
    """The actor is held responsible in the clause of the trigger."""
    first, last = clause(sentence, trigger, actor)
    return Happening(
        trigger=trigger, outcome=Outcome.RESPONSIBLE, first=first, last=last, event=event, agent=actor, own=own
    )
