"""Verbs that attribute, each with its cue, source and content as tokens of the sentence."""

from dataclasses import dataclass, replace
from functools import cache

from rashomon.extraction import complements, speech, tallies
from rashomon.languages.lexicon import table, words
from rashomon.model.text import Sentence

_TABLE = "attribution"
#: Relations under which a word in the form of a verb is no verb of a clause.
_WHETHER = frozenset({"if", "whether"})
_NO_VERB = frozenset({"case", "amod", "compound", "mark"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What attributes, in token indices of `sentence`: `anchor` is the verb or noun, `words` the whole cue.

    `speaker` heads the source and `source` is all of it; `content` may have holes. `owns_source` is false
    where another verb has the source ("she said, adding that"). Nothing but cue, source, hearers and times
    stands up to `last`.
    """

    sentence: Sentence
    anchor: int
    words: tuple[int, ...]
    speaker: int | None = None
    source: tuple[int, ...] = ()
    content: frozenset[int] = frozenset()
    takes_quotation: bool = False
    owns_source: bool = True
    last: int = 0
    lemma: str = ""
    frame: str = ""


@cache
def _frames(language: str) -> dict[str, frozenset[str]]:
    """Verb lemma → the frames in which it attributes."""
    found: dict[str, set[str]] = {}
    for frame in (
        "clause",
        "infinitive",
        "object",
        "predicate",
        "passive",
        "unattributed",
        "recipient",
        "record",
        "question",
        "counted",
        "accusation",
    ):
        for lemma in words(language, _TABLE, frame):
            found.setdefault(lemma, set()).add(frame)
    for word, lemmas in table(language, _TABLE)["preposition"].items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(f"preposition:{word}")
    return {lemma: frozenset(frames) for lemma, frames in found.items()}


def verbs(sentence: Sentence, language: str = "en") -> list[Cue]:
    """The verbs of a sentence that attribute something, in the order of the text."""
    frames = _frames(language)
    lemmas = words(language, _TABLE, "clause")
    found = []
    for i, token in enumerate(sentence.tokens):
        if token.pos == "VERB" and token.lemma in frames:
            cue = _verb(sentence, i, frames[token.lemma], lemmas)
            if cue is not None:
                found.append(cue)
    return _apart(found)


def _verb(sentence: Sentence, verb: int, frames: frozenset[str], cues: frozenset[str]) -> Cue | None:
    tokens = sentence.tokens
    token = tokens[verb]
    if token.relation in _NO_VERB:
        return None
    below: dict[str, list[int]] = {}
    for j in sentence.children[verb]:
        below.setdefault(tokens[j].relation or "", []).append(j)
    if not speech.is_asserted(sentence, verb):
        return None
    if speech.is_passive(sentence, verb) and not _is_contracted(sentence, verb, below):
        return _passive(sentence, verb, frames, below)
    if speech.is_participle(sentence, verb):
        return _as_reported(sentence, verb, frames)
    if "clause" in frames and (found := below.get("ccomp")):
        return _cue(sentence, verb, "clause", complements.clause(sentence, verb, found, cues))
    if "clause" in frames and (torn := speech.torn(sentence, verb)):
        return _cue(sentence, verb, "clause", {j for j in speech.subtree(sentence, torn) if j > verb})
    objects = below.get("obj", [])
    if found := below.get("xcomp"):
        frame = "infinitive" if any(tokens[j].lower == "to" for j in sentence.children[found[0]]) else "predicate"
        marked = frame == "predicate" and any(tokens[j].lemma == '"' for j in range(verb, min(verb + 9, len(tokens))))
        if frame in frames and (token.relation != "acl:relcl" or marked):
            urged = [j for j in below.get("obl", []) if verb < j < found[0]] if frame == "infinitive" else []
            return _cue(sentence, verb, frame, complements.governed(sentence, verb, objects + urged + found))
        if not frames & {"object", "record", "counted"} or not objects:
            return None
    if "recipient" not in frames and "object" in frames and objects:
        apart = token.relation == "advcl" and token.head is not None and speech.is_passive(sentence, token.head)
        if apart and not any(tallies.can_speak(sentence, j) for j in below.get("nsubj", [])):
            return None
        if token.lemma == "call" and tokens[objects[0]].lemma in words("en", _TABLE, "nouns.called"):
            return None
        relative = tokens[objects[0]].pos == "PRON" and tokens[objects[0]].lower in (
            "that",
            "which",
            "what",
            "who",
        )
        content = complements.noun_phrase(sentence, verb, objects)
        return None if relative else _cue(sentence, verb, "object", content, quotes="clause" in frames)
    if "counted" in frames and objects and (counted := tallies.counted(sentence, verb, objects)):
        return _cue(sentence, verb, "object", counted)
    if "record" in frames and objects and tallies.is_set(sentence, verb, objects[0]):
        return _cue(sentence, verb, "object", tallies.record(sentence, verb, objects))
    whether = [j for j in below.get("advcl", []) if j > verb and speech.preposition(sentence, j) in _WHETHER]
    if whether and "question" in frames:
        return _cue(sentence, verb, "clause", complements.governed(sentence, verb, whether))
    for j in below.get("obl", []) + below.get("advcl", []):
        if j > verb and f"preposition:{speech.preposition(sentence, j)}" in frames:
            return _prepositional(sentence, verb, j)
    if "clause" not in frames or (max(objects, default=-1) > verb and "recipient" not in frames):
        return None
    return _cue(sentence, verb, "bare", complements.around(sentence, verb))


def _is_contracted(sentence: Sentence, verb: int, below: dict[str, list[int]]) -> bool:
    """Whether "he's said that" is "has said": a person, "'s" and a clause, which no passive has."""
    tokens = sentence.tokens
    subjects = sentence.related(verb, "nsubj")
    return (
        bool(subjects)
        and "ccomp" in below
        and any(tokens[j].lower in ("'s", "’s") for j in sentence.children[verb])
        and tokens[subjects[0]].lower in ("he", "she", "who")
    )


def _prepositional(sentence: Sentence, verb: int, noun: int) -> Cue | None:
    marker = next(j for j in sentence.children[noun] if sentence.tokens[j].relation in ("case", "mark"))
    touching = marker == speech.verb_group(sentence, verb)[-1] + 1
    called = [j for j in sentence.related(verb, "advcl", "xcomp") if j > noun and _is_infinitive(sentence, j)]
    content = speech.subtree(sentence, [noun, *called], {marker} if touching else ())
    return _cue(sentence, verb, "preposition", content, extra=(marker,) if touching else ())


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return any(j < verb and sentence.tokens[j].lower == "to" for j in sentence.children[verb])


def _as_reported(sentence: Sentence, verb: int, frames: frozenset[str]) -> Cue | None:
    """ "As reported by the Herald, three died": a participle whose agent says the whole sentence."""
    tokens = sentence.tokens
    by = speech.agent(sentence, verb)
    head = tokens[verb].head
    if "clause" not in frames or by is None or head is None or tokens[verb].relation != "advcl":
        return None
    marks = tuple(j for j in sentence.children[verb] if tokens[j].lower == "as" and j < verb)
    source = speech.subtree(sentence, [by], [j for j in sentence.children[by] if tokens[j].relation == "case"])
    return (
        None
        if not marks
        else Cue(
            sentence=sentence,
            anchor=verb,
            words=(*marks, verb),
            speaker=by,
            source=tuple(sorted(source)),
            content=frozenset(speech.subtree(sentence, [head], {verb})),
            takes_quotation=True,
            last=max(verb, *source),
            lemma=tokens[verb].lemma,
            frame="according",
        )
    )


def _passive(sentence: Sentence, verb: int, frames: frozenset[str], below: dict[str, list[int]]) -> Cue | None:
    """ "The man is said to have fled", "a fire was reported": the subject is part of what is said."""
    tokens = sentence.tokens
    subjects = sentence.related(verb, "nsubj")
    found = below.get("xcomp", []) + below.get("ccomp", [])
    by = speech.agent(sentence, verb)
    if found and "passive" in frames:
        roots = found if subjects and tokens[subjects[0]].lower in ("it", "there") else subjects + found
    elif "unattributed" in frames and subjects:
        roots = subjects + [j for j in below.get("obl", []) if j > verb]
    elif "accusation" in frames and subjects and (held := complements.held_against(sentence, verb)):
        roots = subjects + held
    elif (
        by is not None
        and subjects
        and (frames & {"object", "clause"} or tallies.is_recorded(tokens[subjects[0]], frames))
    ):
        roots = subjects + [j for j in below.get("obl", []) + below.get("advcl", []) if j > verb]
    else:
        return None
    marker = complements.marker_behind(sentence, verb, roots) if "accusation" in frames else ()
    content = speech.subtree(sentence, roots, {verb, *marker} if by is None else {verb, by, *marker})
    source = speech.subtree(sentence, [by]) if by is not None else set()
    if by is not None:
        source -= {j for j in sentence.children[by] if tokens[j].relation == "case"}
    return Cue(
        sentence=sentence,
        anchor=verb,
        words=(*speech.verb_group(sentence, verb), *marker),
        speaker=by,
        source=tuple(sorted(source)),
        content=frozenset(content),
        last=verb,
        lemma=tokens[verb].lemma,
        frame="passive",
    )


def _cue(
    sentence: Sentence,
    verb: int,
    frame: str,
    content: set[int],
    *,
    extra: tuple[int, ...] = (),
    quotes: bool = True,
) -> Cue:
    tokens = sentence.tokens
    group = (*speech.verb_group(sentence, verb), *extra)
    speaker = speech.subject(sentence, verb)
    if speaker is None and "Fin" in tokens[verb].features:
        speaker = speech.noun_before(sentence, group[0])
    if speaker is not None and any(tokens[j].lower == "not" and j < speaker for j in sentence.children[speaker]):
        speaker = None  # "four, not five as first reported"
    source = set() if speaker is None else _source(sentence, speaker, verb)
    return Cue(
        sentence=sentence,
        anchor=verb,
        words=group,
        speaker=speaker,
        source=tuple(sorted(source - set(group))),
        content=frozenset(content - set(group) - source),
        takes_quotation=quotes,
        owns_source=speaker is not None and (tokens[speaker].head == verb or max(source, default=-1) + 1 == group[0]),
        last=complements.recipients(sentence, verb, group),
        lemma=sentence.tokens[verb].lemma,
        frame=frame,
    )


def _source(sentence: Sentence, speaker: int, verb: int) -> set[int]:
    """The words of a source: "who" of "the mayor, who said", else the noun with all that is its own."""
    tokens = sentence.tokens
    for j in sentence.related(verb, "nsubj"):
        if tokens[j].features.endswith("PronType=Rel"):
            return {j}
    beside = [j for j in sentence.related(verb, "nsubj") if speaker < j < verb]
    without = {verb, *sentence.ancestors(verb)} - {speaker, *sentence.ancestors(speaker)}
    without.update(speech.torn(sentence, verb))
    without |= {j for j in sentence.children[speaker] if j < speaker and tokens[j].relation in ("case", "mark", "cc")}
    return speech.subtree(sentence, [speaker, *beside], without)


def _apart(cues: list[Cue]) -> list[Cue]:
    """Cues that the parser took for a part of what is said get its speaker: "said two died, adding that"."""
    found = list(cues)
    for n in range(len(found)):
        for m in range(len(found)):
            inner, outer = found[m], found[n]
            if m == n or outer.frame not in ("clause", "bare") or inner.anchor not in outer.content:
                continue
            if not (_is_added(inner, outer) or _is_next(inner, outer)):
                continue
            branch = speech.subtree(inner.sentence, [inner.anchor])
            found[n] = replace(outer, content=outer.content - branch)
            if not _is_next(inner, outer):
                found[m] = replace(inner, speaker=outer.speaker, source=outer.source)
    return found


def _is_next(cue: Cue, outer: Cue) -> bool:
    """Whether a cue with its own subject follows: "Police said two died, and doctors said three died"."""
    tokens, i = cue.sentence.tokens, cue.anchor
    return (
        (cue.frame == "clause" or (cue.frame == "object" and _is_apart_by_comma(cue)))
        and i > outer.anchor
        and tokens[i].relation == "conj"
        and "Fin" in tokens[i].features
        and tokens[tokens[i].head or 0].head == outer.anchor
        and bool(cue.sentence.related(i, "nsubj"))
    )


def _is_apart_by_comma(cue: Cue) -> bool:
    """ "Police said two died, and doctors put the toll at three"."""
    first = min((*cue.source, *cue.words))
    return first > 1 and [token.lower for token in cue.sentence.tokens[first - 2 : first]] in (
        [",", "and"],
        [",", "but"],
    )


def _is_added(cue: Cue, outer: Cue) -> bool:
    tokens, i = cue.sentence.tokens, cue.anchor
    if tokens[i].relation in ("conj", "dep") and "Fin" in tokens[i].features:
        follows = tokens[i].head is not None and tokens[tokens[i].head or 0].head == outer.anchor
        shares = not cue.sentence.related(i, "nsubj") and tokens[cue.words[0] - 1].lower in (
            "and",
            "but",
            ",",
        )
        return follows and shares and i > outer.anchor
    return (
        tokens[i].lower.endswith("ing")
        and tokens[i].relation == "advcl"
        and i > 0
        and tokens[cue.words[0] - 1].text == ","
        and not any(tokens[j].relation == "mark" for j in cue.sentence.children[i])
    )
