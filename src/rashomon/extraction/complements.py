"""What a verb of speech governs: the clause or noun phrase that it attributes, as token indices."""

from rashomon.extraction import speech, tallies
from rashomon.languages.lexicon import words
from rashomon.model.text import Sentence

#: Prepositions whose phrase goes on with an object: "accused the army of shelling".
_OBLIQUE = frozenset(
    {
        "of",
        "for",
        "as",
        "about",
        "with",
        "against",
        "on",
        "over",
        "from",
        "to",
        "in",
        "into",
        "by",
        "near",
        "at",
    }
)
_PARTING = frozenset({",", '"', "”", "“", "''", "’", "»"})
_CONTRASTS = frozenset({"while", "whilst", "whereas", "although", "though", "even"})
#: Of these, the ones that also go on with an object before a name; others tell when or where it was said.
_BEFORE_NAMES = frozenset({"of", "for", "as", "against", "to", "near", "with", "about"})
_INSERTED = frozenset({"parataxis", "ccomp"})
#: Children that may stand between a verb and the quotation behind it ("told reporters on Monday: …").
_BETWEEN = frozenset({"obj", "iobj", "obl", "obl:unmarked", "advmod", "nsubj"})


def clause(sentence: Sentence, verb: int, roots: list[int], cues: frozenset[str]) -> set[int]:
    """Dependent clauses, and a clause with a subject of its own that the parser sets beside the verb."""
    tokens = sentence.tokens
    own = set(speech.verb_group(sentence, verb))
    behind = [j for j in roots if j > verb]
    joined = [
        j
        for j in sentence.children[verb]
        if behind
        and j > behind[-1]
        and tokens[j].relation == "conj"
        and tokens[j].lemma not in cues
        and sentence.related(j, "nsubj")
        and not tokens[sentence.related(j, "nsubj")[0]].features.startswith("PronType=Prs")
    ]
    told = any(tokens[k].lower == "that" for j in behind for k in sentence.children[j] if tokens[k].relation == "mark")
    if behind and (told or _is_spliced(sentence, verb, behind[0]) or not _is_inserted(sentence, verb)):
        roots = behind
    aside = {j for root in behind for j in sentence.children[root] if _is_contrast(sentence, root, j, parted=True)}
    found = speech.subtree(sentence, [*roots, *joined], own | aside | asides(sentence, behind))
    if not behind and tokens[verb].relation in ("root", None):
        found |= _opening(sentence, verb, min(found), own)
    return found


def _is_inserted(sentence: Sentence, verb: int) -> bool:
    """Whether a comma or mark parts the cue from what stands before it ("the fire, he said, was out")."""
    own = sentence.related(verb, "nsubj")
    first = min([verb, *(j for head in own for j in sentence.subtree(head))])
    return first == 0 or sentence.tokens[first - 1].text in _PARTING


def _is_spliced(sentence: Sentence, verb: int, behind: int) -> bool:
    """ "She was shot, she is expected to live": what is expected follows, and a comma alone joins the rest."""
    return sentence.tokens[behind].relation == "xcomp" and bool(sentence.related(verb, "aux:pass"))


def asides(sentence: Sentence, roots: list[int]) -> set[int]:
    """Branches of clauses, and of those joined to them, in which somebody else speaks: "…, while others deny it"."""
    found: set[int] = set()
    todo = list(roots)
    while todo:
        root = todo.pop()
        found.update(j for j in sentence.children[root] if _is_contrast(sentence, root, j) and _is_told(sentence, j))
        todo.extend(j for j in sentence.children[root] if j > root and sentence.tokens[j].relation == "conj")
    return found


def _is_contrast(sentence: Sentence, root: int, branch: int, *, parted: bool = False) -> bool:
    """Whether a branch is the writer's own "while others deny it", `parted` by a comma."""
    tokens = sentence.tokens
    if branch < root or tokens[branch].relation != "advcl":
        return False
    first = sentence.subtree(branch)[0]
    if tokens[first].lower not in _CONTRASTS:
        return False
    return not parted or tokens[first - 1].text in (",", "–", "—", "-")


def _is_told(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of speech or of figures has somebody of its own who speaks."""
    subjects = sentence.related(verb, "nsubj")
    telling = words("en", "attribution", "clause") | words("en", "attribution", "figure")
    return bool(subjects) and sentence.tokens[verb].lemma in telling and tallies.can_speak(sentence, subjects[0])


def _opening(sentence: Sentence, verb: int, first: int, own: set[int]) -> set[int]:
    """What hangs on the verb but opens the clause in front of it ("On Monday, two died, she said")."""
    before = [j for j in sentence.children[verb] if j < first and j not in own]
    return speech.subtree(
        sentence,
        [j for j in before if sentence.tokens[j].relation in ("obl", "advmod", "advcl", "obl:unmarked")],
    )


def governed(sentence: Sentence, verb: int, roots: list[int]) -> set[int]:
    """All that some children of a verb govern."""
    return speech.subtree(sentence, roots, {verb})


def noun_phrase(sentence: Sentence, verb: int, objects: list[int]) -> set[int]:
    """An object, with what is said of it: "accused the army of shelling the town"."""
    tokens = sentence.tokens
    roots = list(objects)
    for j in sentence.children[verb]:
        word = speech.preposition(sentence, j)
        told = tokens[j].relation in ("obl", "advcl") and word in _OBLIQUE
        told = told and (tokens[j].pos != "PROPN" or word in _BEFORE_NAMES)
        as_what = tokens[j].lower == "as" and tokens[j].relation == "advmod"
        if j > objects[0] and (told or as_what):
            roots.append(j)
    return governed(sentence, verb, roots)


def held_against(sentence: Sentence, verb: int) -> list[int]:
    """What somebody is accused of: "was accused of shelling", "charged with murder"."""
    return [
        j
        for j in sentence.children[verb]
        if j > verb
        and sentence.tokens[j].relation in ("obl", "advcl")
        and speech.preposition(sentence, j) in ("of", "with", "for")
    ]


def marker_behind(sentence: Sentence, verb: int, roots: list[int]) -> tuple[int, ...]:
    """The preposition that stands right behind a verb and before one of the roots ("was accused of")."""
    for root in roots:
        for j in sentence.children[root]:
            if j == verb + 1 and sentence.tokens[j].relation in ("case", "mark"):
                return (j,)
    return ()


def around(sentence: Sentence, verb: int) -> set[int]:
    """The sentence into which a verb without complement is put: "the fire, he said, was out"."""
    tokens, token = sentence.tokens, sentence.tokens[verb]
    marks = {tokens[j].lower for j in sentence.children[verb] if tokens[j].relation == "mark"}
    if token.head is not None and token.relation == "advcl" and "as" in marks:
        return speech.subtree(sentence, [token.head], {verb})
    if (speaker := speech.apposed(sentence, verb)) is not None:
        return set(range(min(sentence.subtree(speaker)) - 1))
    if token.head is None or token.relation not in _INSERTED:
        return _left(sentence, verb)
    if any(tokens[j].relation in ("mark", "case") for j in sentence.children[verb]):
        return set()
    beside = verb > token.head or (verb + 1 < len(tokens) and tokens[verb + 1].text == ",")
    if token.relation == "ccomp" and not beside:
        return set()
    return speech.subtree(sentence, [token.head], {verb})


def _left(sentence: Sentence, verb: int) -> set[int]:
    """All before a cue that ends a sentence and that the parser could not join to it ("…, said Ann Lee.")."""
    tokens = sentence.tokens
    own = sentence.related(verb, "nsubj")
    if tokens[verb].relation not in ("root", "dep", "conj", None) or not own:
        return set()
    speaker = min(own, key=lambda j: abs(j - verb))
    first = min(verb, *sentence.subtree(speaker))
    last = max(verb, *sentence.subtree(speaker))
    rest = [j for j in range(last + 1, len(tokens)) if tokens[j].pos == "VERB"]
    if rest or first < 4 or tokens[first - 1].text != ",":
        return set()
    return set(range(first - 1)) if any(tokens[j].pos in ("VERB", "AUX") for j in range(first)) else set()


def recipients(sentence: Sentence, verb: int, group: tuple[int, ...]) -> int:
    """The last token of a cue with whom it is said to and when, where these follow it without a gap."""
    last = group[-1]
    for j in sentence.children[verb]:
        if j <= last or sentence.tokens[j].relation not in _BETWEEN:
            continue
        below = sentence.subtree(j)
        if below[0] != last + 1:
            break
        last = below[-1]
    return last
