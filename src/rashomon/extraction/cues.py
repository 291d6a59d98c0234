"""Verbs that attribute: each with the words of its cue, its source and its content, as tokens of the sentence."""

from dataclasses import dataclass
from functools import cache

from rashomon.extraction import speech
from rashomon.languages.lexicon import table, words
from rashomon.model.text import Sentence

_TABLE = "attribution"
_OBLIQUE = frozenset({"of", "for", "as", "about", "with", "against", "on", "over", "from"})
_CLAUSE_MARKS = frozenset({"that", "whether", "if"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What attributes, in token indices of `sentence`: `anchor` is the verb or noun, `words` the whole cue.

    `speaker` heads the source and `source` is all of it; `content` may have holes. `relays` head those who passed
    it on. `inserted` tells that the cue stands inside or behind what it attributes ("the fire, he said, was out").
    """

    sentence: Sentence
    anchor: int
    words: tuple[int, ...]
    speaker: int | None = None
    source: tuple[int, ...] = ()
    content: frozenset[int] = frozenset()
    relays: tuple[int, ...] = ()
    takes_quotation: bool = False
    lemma: str = ""
    frame: str = ""


@cache
def _frames(language: str) -> dict[str, frozenset[str]]:
    """Verb lemma → the frames in which it attributes."""
    found: dict[str, set[str]] = {}
    for frame in ("clause", "infinitive", "object", "predicate", "passive", "unattributed"):
        for lemma in words(language, _TABLE, frame):
            found.setdefault(lemma, set()).add(frame)
    for word, lemmas in table(language, _TABLE)["preposition"].items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(f"preposition:{word}")
    return {lemma: frozenset(frames) for lemma, frames in found.items()}


def verbs(sentence: Sentence, language: str = "en") -> list[Cue]:
    """The verbs of a sentence that attribute something, in the order of the text."""
    frames = _frames(language)
    found = []
    for i, token in enumerate(sentence.tokens):
        if token.pos == "VERB" and token.lemma in frames:
            cue = _verb(sentence, i, frames[token.lemma])
            if cue is not None:
                found.append(cue)
    return found


def _verb(sentence: Sentence, verb: int, frames: frozenset[str]) -> Cue | None:
    tokens = sentence.tokens
    if tokens[verb].relation in ("case", "amod", "compound"):
        return None
    below: dict[str, list[int]] = {}
    for j in sentence.children[verb]:
        below.setdefault(tokens[j].relation or "", []).append(j)
    passive = speech.is_passive(sentence, verb)
    if passive:
        return _passive(sentence, verb, frames, below)
    if "clause" in frames and (found := below.get("ccomp")):
        return _cue(sentence, verb, "clause", content=_clause(sentence, verb, found))
    if found := below.get("xcomp"):
        infinitive = any(tokens[j].lower == "to" for j in sentence.children[found[0]] if j < found[0])
        if ("infinitive" if infinitive else "predicate") in frames:
            frame = "infinitive" if infinitive else "predicate"
            return _cue(sentence, verb, frame, content=_from(sentence, verb, below.get("obj", []) + found))
        if "object" not in frames or "obj" not in below:
            return None
    if "object" in frames and (found := below.get("obj")):
        return _object(sentence, verb, found, "clause" in frames)
    for j in below.get("obl", []) + below.get("advcl", []):
        if j > verb and f"preposition:{(word := speech.preposition(sentence, j))}" in frames and word:
            return _prepositional(sentence, verb, j)
    return _bare(sentence, verb, frames)


def _clause(sentence: Sentence, verb: int, roots: list[int]) -> set[int]:
    """Clauses that depend on the verb; before the verb, all that stands before its subject."""
    own = set(speech.verb_group(sentence, verb))
    return speech.subtree(sentence, roots, own)


def _from(sentence: Sentence, verb: int, roots: list[int]) -> set[int]:
    return speech.subtree(sentence, roots, {verb})


def _object(sentence: Sentence, verb: int, objects: list[int], quotes: bool) -> Cue | None:
    """A noun phrase, with what is said of it: "accused the army of shelling the town"."""
    tokens = sentence.tokens
    if tokens[objects[0]].pos == "PRON" and "PronType=Rel" in tokens[objects[0]].features:
        return None
    roots = list(objects)
    for j in sentence.children[verb]:
        if (
            j > objects[0]
            and tokens[j].relation in ("obl", "advcl")
            and speech.preposition(sentence, j) in _OBLIQUE
        ):
            roots.append(j)
    return _cue(sentence, verb, "object", content=_from(sentence, verb, roots), takes_quotation=quotes)


def _prepositional(sentence: Sentence, verb: int, noun: int) -> Cue | None:
    marker = next(j for j in sentence.children[noun] if sentence.tokens[j].relation in ("case", "mark"))
    group = speech.verb_group(sentence, verb)
    touching = marker == group[-1] + 1
    content = speech.subtree(sentence, [noun], {marker} if touching else ())
    return _cue(sentence, verb, "preposition", content=content, extra=(marker,) if touching else ())


def _bare(sentence: Sentence, verb: int, frames: frozenset[str]) -> Cue | None:
    """A verb without complement: inserted into what it attributes, or beside a quotation."""
    if "clause" not in frames:
        return None
    tokens = sentence.tokens
    token = tokens[verb]
    content: set[int] = set()
    if token.head is not None and token.relation in ("parataxis", "ccomp", "advcl", "dep", "conj"):
        marked = any(tokens[j].relation in ("mark", "case") for j in sentence.children[verb])
        beside = verb > token.head or (verb + 1 < len(tokens) and tokens[verb + 1].text == ",")
        if token.relation == "parataxis" or (token.relation == "ccomp" and beside and not marked):
            content = speech.subtree(sentence, [token.head], {verb})
    return _cue(sentence, verb, "bare", content=content, takes_quotation=True)


def _passive(
    sentence: Sentence, verb: int, frames: frozenset[str], below: dict[str, list[int]]
) -> Cue | None:
    """ "The man is said to have fled", "a fire was reported": the subject is part of what is said."""
    tokens = sentence.tokens
    subjects = sentence.related(verb, "nsubj")
    complements = below.get("xcomp", []) + below.get("ccomp", [])
    by = speech.agent(sentence, verb)
    if complements and frames & {"passive", "infinitive", "clause"}:
        roots = subjects + complements
        if subjects and tokens[subjects[0]].lower in ("it", "there"):
            roots = complements
    elif "unattributed" in frames and subjects:
        roots = subjects + [j for j in below.get("obl", []) if j > verb]
    elif by is not None and frames & {"object", "clause"} and subjects:
        roots = subjects + [j for j in below.get("obl", []) + below.get("advcl", []) if j > verb]
    else:
        return None
    without = {verb} if by is None else {verb, by}
    content = speech.subtree(sentence, roots, without)
    source = speech.subtree(sentence, [by]) if by is not None else set()
    if by is not None:
        source -= {j for j in sentence.children[by] if tokens[j].relation == "case"}
    return Cue(
        sentence=sentence,
        anchor=verb,
        words=speech.verb_group(sentence, verb),
        speaker=by,
        source=tuple(sorted(source)),
        content=frozenset(content),
        lemma=tokens[verb].lemma,
        frame="passive",
    )


def _cue(
    sentence: Sentence,
    verb: int,
    frame: str,
    *,
    content: set[int],
    extra: tuple[int, ...] = (),
    takes_quotation: bool = True,
) -> Cue | None:
    group = (*speech.verb_group(sentence, verb), *extra)
    speaker = speech.subject(sentence, verb)
    source: set[int] = set()
    if speaker is not None:
        chain = {verb, *sentence.ancestors(verb)} - {speaker}
        source = speech.subtree(sentence, [speaker], chain | {verb})
        if verb in sentence.subtree(speaker):
            source = _before(sentence, speaker, verb)
    return Cue(
        sentence=sentence,
        anchor=verb,
        words=group,
        speaker=speaker,
        source=tuple(sorted(source - set(group))),
        content=frozenset(content - set(group) - source),
        takes_quotation=takes_quotation,
        lemma=sentence.tokens[verb].lemma,
        frame=frame,
    )


def _before(sentence: Sentence, noun: int, verb: int) -> set[int]:
    """The source of a clause that hangs under it: "who" of "the mayor, who said", or the noun and its own words."""
    for j in sentence.related(verb, "nsubj"):
        return {j}
    branch = verb
    while sentence.tokens[branch].head not in (noun, None):
        branch = sentence.tokens[branch].head or 0
    return speech.subtree(sentence, [noun], {branch})
