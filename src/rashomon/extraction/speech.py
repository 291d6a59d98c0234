"""Reading a sentence's tree for who speaks and what depends on a verb, by token indices."""

from collections.abc import Collection, Iterable, Iterator

from rashomon.model.text import Sentence, Span

#: What a name does not take with it: clauses, appositions and whatever stands between commas.
_LOOSE = frozenset({"acl", "acl:relcl", "appos", "advcl", "parataxis", "cc", "discourse", "ccomp", "conj"})
#: Prepositions whose phrase tells when or where somebody speaks, and not who it is.
_ASIDE = frozenset({"on", "after", "before", "during", "since", "amid", "following"})
#: Prepositions by which a name is the place of what it stands with.
_PLACED = frozenset({"in", "at", "near"})
_POSSIBLE = frozenset({"would", "could", "might", "may", "should", "must", "can", "ca", "'d", "’d"})
_CONDITIONS = frozenset({"if", "unless"})
#: Beside "would" or its subject, what is told came about later on.
_AFTERWARDS = frozenset({"later", "eventually", "soon", "subsequently", "ultimately", "finally", "subsequent", "final"})
_EDGE = frozenset({",", ";", ":", "–", "—", "--", "-", "(", ")", "[", "]", ".", "\u00a0", " ", "  "})
_SPEAKER_CLAUSES = frozenset({"xcomp", "advcl", "conj", "ccomp"})
_COMMAS = frozenset({",", "–", "—", "-", "--"})
#: Verbs whose own subject does what they say of an object ("used the briefing to announce").
_SUBJECT_CONTROL = frozenset(
    {"promise", "use", "take", "make", "hold", "call", "write", "give", "issue", "have", "threaten"}
)
#: Steps up the tree in search of a subject; deeper chains are parser errors.
_DEEPEST = 6


def subject(sentence: Sentence, verb: int) -> int | None:
    """The token that heads the subject of a verb, also where it is shared with the governing verb or noun."""
    tokens = sentence.tokens
    token = tokens[verb]
    if _is_apart(sentence, verb):
        main = _main_subject(sentence, verb)
        if main is None or main < verb:
            return main
    if (outer := apposed(sentence, verb)) is not None:
        return outer
    found = _subject(sentence, verb)
    past = "Fin" in token.features or "Past" in token.features
    if found is None and past and token.relation in ("conj", "advcl", "dep"):
        return _main_subject(sentence, verb)
    return found


def noun_before(sentence: Sentence, first: int) -> int | None:
    """The head of the noun phrase right before a token, where the parser missed that it is a subject."""
    tokens = sentence.tokens
    if not first or tokens[first - 1].pos not in ("NOUN", "PROPN"):
        return None
    noun = first - 1
    while (head := tokens[noun].head) is not None and head < first and tokens[head].pos in ("NOUN", "PROPN"):
        if tokens[noun].relation not in ("compound", "nmod", "flat", "appos"):
            break
        noun = head
    return noun if tokens[noun].relation in ("conj", "dep", "root", "appos", "nsubj", None) else None


def apposed(sentence: Sentence, verb: int) -> int | None:
    """The speaker that the parser took for an apposition: "… in the village, its mayor, Ann Lee, told" is the mayor.

    Two appositions right before a finite verb that has no subject and is joined by no conjunction; the outer of them.
    """
    tokens = sentence.tokens
    noun = verb - 2
    if noun < 0 or tokens[verb - 1].text != "," or "Fin" not in tokens[verb].features:
        return None
    if any(tokens[j].relation in ("nsubj", "nsubj:pass", "cc", "mark") for j in sentence.children[verb]):
        return None
    outer = tokens[noun].head
    if tokens[noun].relation != "appos" or outer is None or tokens[outer].relation != "appos":
        return None
    return outer if tokens[verb].relation in ("root", "conj", None) else None


def _main_subject(sentence: Sentence, verb: int) -> int | None:
    root = next((j for j, token in enumerate(sentence.tokens) if token.head is None), verb)
    return next((j for j in sentence.related(root, "nsubj") if j != verb), None)


def _is_apart(sentence: Sentence, verb: int) -> bool:
    """Whether a participle behind a comma hangs deep in the tree: the main clause's subject does it."""
    tokens, token = sentence.tokens, sentence.tokens[verb]
    if token.relation not in ("advcl", "acl") or not token.lower.endswith("ing") or token.head is None:
        return False
    first = verb - 1 if verb and tokens[verb - 1].pos == "ADV" else verb
    if not first or tokens[first - 1].text not in _COMMAS or token.head >= verb:
        return False
    above = tokens[token.head]
    inner = above.relation in ("acl", "acl:relcl", "nmod", "obj", "obl", "conj", "appos", "ccomp")
    return inner and not any(tokens[j].relation == "mark" for j in sentence.children[verb])


def _subject(sentence: Sentence, verb: int) -> int | None:
    tokens = sentence.tokens
    for _ in range(_DEEPEST):
        own = sentence.related(verb, "nsubj")
        if own:
            return _first_of_list(sentence, own, min(own, key=lambda j: abs(j - verb)))
        relation, head = tokens[verb].relation, tokens[verb].head
        if head is None or relation is None:
            return None
        if relation in ("acl", "acl:relcl") and tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM"):
            above = tokens[head].head
            if above is None or not any(tokens[j].relation == "mark" for j in sentence.children[verb]):
                return head
            head = above
        elif relation not in _SPEAKER_CLAUSES or (relation == "ccomp" and "VerbForm=Part" not in tokens[verb].features):
            return None
        elif relation == "xcomp" and (led := _led(sentence, head, verb)) is not None:
            return led
        verb = head
    return None


def _first_of_list(sentence: Sentence, own: list[int], nearest: int) -> int:
    """Of subjects that stand side by side the first: "Ann Lee, the mayor, said" where the parser sees two."""
    for j in own:
        last = max(sentence.subtree(j))
        first = min(sentence.subtree(nearest))
        if j < nearest and last + 2 == first and sentence.tokens[last + 1].text == ",":
            return j
    return nearest


def _led(sentence: Sentence, governor: int, verb: int) -> int | None:
    """The object of a verb that makes somebody do something: "prompted the mayor to declare"."""
    if sentence.tokens[governor].lemma in _SUBJECT_CONTROL:
        return None
    return next((j for j in sentence.related(governor, "obj") if governor < j < verb), None)


def antecedent(sentence: Sentence, noun: int) -> int:
    """Whom "who" or "which" behind a noun means: of "the ministry in Velm, which said", the ministry."""
    tokens = sentence.tokens
    while (head := tokens[noun].head) is not None and tokens[noun].relation in ("nmod", "obl"):
        if tokens[noun].pos != "PROPN" or preposition(sentence, noun) not in _PLACED:
            break
        if tokens[noun].relation == "obl":  # "quoted the ministry in Velm, which said"
            first = min(sentence.subtree(noun))
            return next((j for j in sentence.related(head, "obj") if max(sentence.subtree(j)) + 1 == first), noun)
        noun = head
    return noun


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is in the passive voice, with an auxiliary or a subject that says so.

    Or it is who was "taken to a clinic and pronounced dead", who says nothing.
    """
    tokens, token = sentence.tokens, sentence.tokens[verb]
    if any(tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[verb]):
        return True
    joined = token.relation == "conj" and token.head is not None and "VerbForm=Part" in token.features
    verdict = verb + 1 < len(tokens) and tokens[verb + 1].lower in ("dead", "deceased")
    return joined and verdict and is_passive(sentence, token.head or 0)


def is_participle(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is a past participle that stands alone ("the fire reported on Monday")."""
    tokens, token = sentence.tokens, sentence.tokens[verb]
    head = None if token.head is None else tokens[token.head]
    if head is not None and head.head is None and head.pos == "PROPN" and tokens[verb - 1].text == ",":
        return False
    if torn(sentence, verb):
        return False
    return (
        token.features.startswith("Tense=Past|VerbForm=Part")
        and token.relation in ("acl", "advcl", "amod", "xcomp", "nmod", "obl")
        and not any(tokens[j].relation in ("aux", "nsubj", "obj", "ccomp") for j in sentence.children[verb])
    )


def torn(sentence: Sentence, verb: int) -> list[int]:
    """The "that" clause of a verb that the parser hangs on the verb's speaker, or takes for the main one.

    "One source, @orsk, posted that six died": an apposition stands between the speaker and the verb.
    """
    tokens = sentence.tokens
    head = tokens[verb].head
    if head is None or tokens[verb].relation != "acl" or tokens[verb - 1].text != ",":
        return []
    if not any(max(sentence.subtree(j)) in (verb - 1, verb - 2) for j in sentence.related(head, "appos") if j < verb):
        return []
    above = [head, *sentence.ancestors(head)]
    near = [*sentence.children[head], *(j for j in above if tokens[j].head is None)]
    return [
        j
        for j in near
        if j > verb
        and tokens[j].relation in ("acl:relcl", "ccomp", "root")
        and any(tokens[k].lower == "that" and k > verb for k in sentence.children[j] if tokens[k].relation == "mark")
    ]


def is_asserted(sentence: Sentence, verb: int) -> bool:
    """Whether somebody does it, as told: no condition, purpose, mere possibility or question to "you"."""
    tokens = sentence.tokens
    possible = denied = False
    for j in sentence.children[verb]:
        token = tokens[j]
        if token.relation == "mark" and token.lower in ("if", "unless", "whether", "lest"):
            return False
        if token.relation == "aux":
            if token.lower == "to" and tokens[verb].relation in ("advcl", "acl", "acl:relcl"):
                return False
            possible = possible or (token.lower in _POSSIBLE and not is_foretold(sentence, verb))
        if token.relation == "nsubj" and token.lower == "you":
            return False
        denied = denied or token.lower in ("not", "n't", "n’t")
    return denied or not possible


def is_foretold(sentence: Sentence, verb: int) -> bool:
    """Whether "would" tells from the past what came of it, as a fact: "would later die", "final reports would tell"."""
    tokens = sentence.tokens
    auxiliaries = {tokens[j].lower for j in sentence.related(verb, "aux")}
    if "would" not in auxiliaries or "have" in auxiliaries or not _CONDITIONS.isdisjoint(t.lower for t in tokens):
        return False
    beside = list(sentence.children[verb])
    for j in sentence.related(verb, "nsubj", "nsubj:pass"):
        beside += [k for k in sentence.children[j] if k < j]
    return any(tokens[j].lower in _AFTERWARDS for j in beside)


def agent(sentence: Sentence, verb: int) -> int | None:
    """The head of "by whom" of a passive verb."""
    found = [j for j in sentence.children[verb] if sentence.tokens[j].relation == "obl:agent"]
    return found[0] if found else None


def preposition(sentence: Sentence, noun: int) -> str:
    """The preposition or marker that stands before a noun or clause, in lower case, or ""."""
    for j in sentence.children[noun]:
        if j < noun and sentence.tokens[j].relation in ("case", "mark"):
            return sentence.tokens[j].lower
    return ""


def verb_group(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The verb with the auxiliaries, negation, adverbs and particles that touch it ("has never denied")."""
    tokens, children = sentence.tokens, sentence.children[verb]
    first = verb
    while first - 1 in children and (
        tokens[first - 1].relation in ("aux", "aux:pass")
        or (tokens[first - 1].relation == "advmod" and tokens[first - 1].pos in ("ADV", "PART"))
    ):
        first -= 1
    taken = set(range(first, verb + 1))
    if verb + 1 in children and tokens[verb + 1].relation == "compound:prt":
        taken.add(verb + 1)
    head = tokens[verb].head
    if tokens[verb].relation == "xcomp" and head is not None and head < first and tokens[head].pos == "VERB":
        between = range(head + 1, first)
        if all(tokens[j].relation == "compound:prt" for j in between):
            taken.update(between)
            taken.update(verb_group(sentence, head))
    return tuple(sorted(taken))


def subtree(sentence: Sentence, roots: Iterable[int], without: Collection[int] = ()) -> set[int]:
    """The roots and all that they govern, but for the branches that start at a token of `without`."""
    found: set[int] = set()
    todo = [root for root in roots if root not in without]
    while todo:
        i = todo.pop()
        found.add(i)
        todo.extend(j for j in sentence.children[i] if j not in without and j not in found)
    return found


def name(sentence: Sentence, head: int) -> Span:
    """The words that name what `head` heads, without appositions and clauses: "the mayor of Oldport"."""
    tokens = sentence.tokens
    found, todo = {head}, [head]
    while todo:
        i = todo.pop()
        for j in sentence.children[i]:
            token = tokens[j]
            if token.relation in _LOOSE or (token.relation == "punct" and token.text == ","):
                continue
            if i == head and token.relation in ("case", "mark", "cc"):
                continue
            if token.relation == "nmod" and preposition(sentence, j) in _ASIDE:
                continue
            found.add(j)
            todo.append(j)
    first = last = head
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    first, last = trimmed(sentence, range(first, last + 1))
    return sentence.cover(first, last)


def trimmed(sentence: Sentence, run: range) -> tuple[int, int]:
    """First and last token of a run without commas, dashes and brackets at its edges."""
    first, last = run[0], run[-1]
    while first < last and sentence.tokens[first].text in _EDGE:
        first += 1
    while last > first and (sentence.tokens[last].text in _EDGE or sentence.tokens[last].pos == "CCONJ"):
        last -= 1
    return first, last


def pieces(sentence: Sentence, found: Collection[int]) -> tuple[Span, ...]:
    """The spans that tokens cover, one for each run of neighbours; runs of mere punctuation are dropped."""
    return tuple(sentence.cover(first, last) for first, last in _runs(sentence, sorted(found)))


def _runs(sentence: Sentence, found: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(found) + 1):
        if i == len(found) or found[i] != found[i - 1] + 1:
            first, last = trimmed(sentence, range(found[start], found[i - 1] + 1))
            if any(sentence.tokens[j].pos != "PUNCT" for j in range(first, last + 1)):
                yield first, last
            start = i
