"""Clauses as finders need them: who does, who suffers, and where the clause ends."""

from rashomon.languages.lexicon import words
from rashomon.model.text import Sentence

#: Children that begin a clause of their own, which is told apart.
_APART = frozenset({
    "conj", "advcl", "ccomp", "parataxis", "acl:relcl", "csubj", "cc", "mark", "punct", "dep",
})  # fmt: skip


def subject(sentence: Sentence, i: int) -> int | None:
    """The subject of predicate i, its own or that of the predicate it is joined to."""
    own = sentence.related(i, "nsubj") or _of_auxiliary(sentence, i)
    if own:
        goes_on = len(own) > 1 and (
            _continues(sentence, own[-1])
            or is_company(sentence, own[-1])
            or _is_of_them(sentence, own[-1])
            or next_listed(sentence, own[-2]) == own[-1]
        )
        return own[0] if goes_on else own[-1]
    token = sentence.tokens[i]
    if (
        token.head is not None
        and token.relation in ("conj", "xcomp")
        and sentence.tokens[token.head].pos in ("VERB", "AUX", "ADJ")
    ):
        return subject(sentence, token.head)
    return None


def _of_auxiliary(sentence: Sentence, i: int) -> list[int]:
    """The subject that the parser hangs on the auxiliary of predicate i: "a man remained hospitalized"."""
    auxiliaries = [j for j in sentence.children[i] if (sentence.tokens[j].relation or "").startswith("aux")]
    return [k for j in auxiliaries for k in sentence.related(j, "nsubj")]


def next_listed(sentence: Sentence, i: int) -> int | None:
    """The next of a list that begins with subject i, where the parser makes it a second subject.

    "The boy, his mother and a guard were hit": what is somebody's own is not that one.
    """
    head, relation = sentence.tokens[i].head, sentence.tokens[i].relation or ""
    if head is None or not relation.startswith("nsubj") or i + 3 >= len(sentence.tokens):
        return None
    if sentence.tokens[i + 1].text != "," or sentence.tokens[i + 2].relation != "nmod:poss":
        return None
    j = sentence.tokens[i + 2].head
    owned = sentence.tokens[i + 2].pos == "PRON" and j is not None and sentence.tokens[j].relation == relation
    return j if j is not None and owned and sentence.tokens[j].head == head and sentence.related(j, "conj") else None


def is_company(sentence: Sentence, i: int) -> bool:
    """Whether the phrase of token i is of those beside whom others suffered: "along with six others"."""
    first = min(sentence.subtree(i))
    before = [token.lower for token in sentence.tokens[max(0, first - 2) : first]]
    return before[-1:] == ["alongside"] or before in (["along", "with"], ["together", "with"])


def _is_of_them(sentence: Sentence, i: int) -> bool:
    """Whether token i only says what some of them are: "thirty people, most of them women, are feared dead"."""
    return any(
        sentence.tokens[j].lower in words("en", "nouns", "pronouns.them") and governs(sentence, j, "of", "among")
        for j in sentence.children[i]
    )


def _continues(sentence: Sentence, i: int) -> bool:
    """Whether "and" before the phrase of token i joins it to another noun, whatever the parser made of it."""
    first = min([i, *(j for j in sentence.children[i] if j < i)])
    while first > 0 and sentence.tokens[first - 1].pos in ("ADV", "ADP", "NUM", "DET", "ADJ"):
        first -= 1
    before = sentence.tokens[first - 1] if first else None
    return (
        before is not None
        and before.pos == "CCONJ"
        and before.head is not None
        and sentence.tokens[before.head].pos == "NOUN"
    )


def forced(sentence: Sentence, i: int) -> int | None:
    """Who is made to do what verb i says: "forced 900 to flee", "were forced to flee", "had to flee"."""
    token = sentence.tokens[i]
    if token.head is None:
        return None
    head = sentence.tokens[token.head]
    forcing = words("en", "events", "forcing.verbs")
    if token.relation in ("acl", "acl:relcl") and head.relation == "obj" and head.head is not None:
        return token.head if sentence.tokens[head.head].lemma in forcing else None
    if token.relation not in ("xcomp", "ccomp", "advcl"):
        return None
    if head.lemma in forcing:
        return next(iter(sentence.related(token.head, "obj")), subject(sentence, token.head))
    return subject(sentence, token.head) if head.lemma == "have" and governs(sentence, i, "to") else None


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether predicate i is passive, by itself or as the conjunct of a passive."""
    if any(sentence.tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[i]):
        return True
    token = sentence.tokens[i]
    if "VerbForm=Part" not in token.features or "Tense=Past" not in token.features:
        return False
    auxiliaries = [sentence.tokens[j].lemma for j in sentence.children[i] if sentence.tokens[j].relation == "aux"]
    if "have" in auxiliaries:
        return False
    if token.relation == "conj" and token.head is not None and not sentence.related(i, "nsubj"):
        return is_passive(sentence, token.head)
    return True


def clause(sentence: Sentence, i: int, *more: int) -> tuple[int, int]:
    """First and last token of the clause of predicate i.

    The clauses told apart are left out; the tokens `more` are in.
    """
    found = {i, *more}
    todo = [i]
    while todo:
        j = todo.pop()
        for k in sentence.children[j]:
            if sentence.tokens[k].relation not in _APART:
                found.add(k)
                todo.append(k)
    return min(found), max(found)


def governs(sentence: Sentence, i: int, *words: str) -> bool:
    """Whether one of the words, in lower case, hangs directly under token i."""
    return any(sentence.tokens[j].lower in words for j in sentence.children[i])


def words_under(sentence: Sentence, i: int) -> set[str]:
    """The words directly under token i, in lower case; of a noun, its preposition and articles among them."""
    return {sentence.tokens[j].lower for j in sentence.children[i]}
