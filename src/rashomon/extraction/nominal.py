"""Attribution without a verb: "according to", nouns ("the army's claim that") and hearsay adverbs."""

from rashomon.extraction import complements, speech
from rashomon.extraction.cues import Cue
from rashomon.languages.lexicon import words
from rashomon.languages.parties import party
from rashomon.model.claim import PartyKind
from rashomon.model.text import Sentence

_TABLE = "attribution"
#: Relations that lead from a part of a sentence to its main clause.
_INNER = frozenset({"advcl", "conj", "acl", "acl:relcl", "nmod", "obl", "obj", "appos", "xcomp", "dep"})


def nominal(sentence: Sentence, language: str = "en") -> list[Cue]:
    """Cues that are no verbs, in the order of the text."""
    claims = words(language, _TABLE, "nouns.claims")
    hearsay = words(language, _TABLE, "adverbs.hearsay")
    found: list[Cue | None] = []
    for i, token in enumerate(sentence.tokens):
        if token.pos == "NOUN" and token.lemma in claims:
            found.append(_noun(sentence, i))
        elif token.pos == "ADV" and token.lower in hearsay:
            found.append(_adverb(sentence, i))
        elif token.lower == "according":
            found.append(_according(sentence, i))
    return [cue for cue in found if cue is not None]


def owner(sentence: Sentence, noun: int) -> int | None:
    """Whose a statement is: "the army's claim", "a statement from police", "they issued a statement"."""
    tokens = sentence.tokens
    picture = tokens[noun].lemma in words("en", "parties", "heads.picture")
    for j in sentence.children[noun]:
        if tokens[j].relation == "nmod:poss" and not picture:
            return j
        if j > noun and tokens[j].relation in ("nmod", "obl", "obl:agent", "nmod:agent"):
            word = speech.preposition(sentence, j)
            if picture and word != "by" and not _is_outlet(sentence, j):
                continue
            if word in ("by", "from") or (word == "of" and tokens[j].pos == "PROPN"):
                return j
        if j > noun and tokens[j].relation == "acl":
            by = speech.agent(sentence, j)
            if by is not None:
                return by
    governor = tokens[noun].head
    if tokens[noun].relation != "obj" or governor is None:
        return None
    issued = tokens[governor].lemma in words("en", "discourse", "issued")
    return speech.subject(sentence, governor) if issued else None


def _is_outlet(sentence: Sentence, noun: int) -> bool:
    """Whether "footage from" is from somebody, and not from a place: "from Orsk TV", "from @orsk"."""
    named = speech.name(sentence, noun).text
    is_from = speech.preposition(sentence, noun) == "from"
    return is_from and (named.startswith("@") or party(named).kind is not PartyKind.OTHER)


def _according(sentence: Sentence, word: int) -> Cue | None:
    """ "According to police, three died": the source is what "to" governs, the content its clause."""
    tokens = sentence.tokens
    source = tokens[word].head if tokens[word].relation in ("case", "mark") else None
    if source is None:
        below = [j for j in sentence.children[word] if tokens[j].relation in ("obl", "nmod", "advcl")]
        source = below[0] if below else None
        governor = tokens[word].head
    else:
        governor = tokens[source].head
    if source is None:
        return _according_by_place(sentence, word)
    to = [j for j in range(word + 1, min(word + 3, len(tokens))) if tokens[j].lower == "to"]
    cue = (word, *to[:1])
    named = speech.subtree(sentence, [source], cue)
    content: set[int] = set()
    if governor is not None:
        governor = _whole(sentence, governor, word)
        opened = _bracket(sentence, word)
        apart = {source, word, *complements.asides(sentence, [governor])}
        content = {j for j in speech.subtree(sentence, [governor], apart) if j > opened}
    return Cue(
        sentence=sentence, anchor=word, words=cue, speaker=source, source=tuple(sorted(named)),
        content=frozenset(content - named - set(cue)), takes_quotation=True, last=cue[-1], lemma="according",
        frame="according",
    )  # fmt: skip


def _whole(sentence: Sentence, governor: int, word: int) -> int:
    """The head of what "according to" speaks of: of the sentence, where a comma or the start sets it off."""
    tokens = sentence.tokens
    if word and tokens[word - 1].pos != "PUNCT":
        return governor
    while (head := tokens[governor].head) is not None and tokens[governor].relation in _INNER:
        governor = head
    return governor


def _according_by_place(sentence: Sentence, word: int) -> Cue | None:
    """ "According to" where the parser lost it: the source ends at a comma, the rest is the content."""
    tokens = sentence.tokens
    if word + 2 >= len(tokens) or tokens[word + 1].lower != "to":
        return None
    end = next((j for j in range(word + 2, len(tokens)) if tokens[j].text in (",", ".", ")")), len(tokens))
    named = tuple(range(word + 2, end))
    rest = range(end + 1, len(tokens)) if word == 0 else range(_bracket(sentence, word) + 1, word)
    heads = [j for j in named if tokens[j].pos in ("NOUN", "PROPN", "PRON") and tokens[j].head not in named]
    if not heads or not rest:
        return None
    return Cue(
        sentence=sentence, anchor=word, words=(word, word + 1), speaker=heads[0], source=named,
        content=frozenset(rest), takes_quotation=True, last=word + 1, lemma="according", frame="according",
    )  # fmt: skip


def _bracket(sentence: Sentence, word: int) -> int:
    """The bracket that opens before a word and does not close before it, or -1."""
    for j in range(word - 1, -1, -1):
        if sentence.tokens[j].text in ("(", "[", "-LRB-"):
            return j
        if sentence.tokens[j].text in (")", "]", "-RRB-"):
            break
    return -1


def _noun(sentence: Sentence, noun: int) -> Cue | None:
    """ "There were claims of an attack", "reports that ten died": a that-clause or "of"."""
    tokens = sentence.tokens
    by = owner(sentence, noun)
    content = _told(sentence, noun, by)
    if not content:
        return None
    source = speech.subtree(sentence, [by]) if by is not None else set()
    if by is not None:
        source -= content | {k for k in sentence.children[by] if tokens[k].relation == "case"}
    return Cue(
        sentence=sentence, anchor=noun, words=(noun,), speaker=by, source=tuple(sorted(source)),
        content=frozenset(content - source), takes_quotation=False, lemma=tokens[noun].lemma, frame="noun",
    )  # fmt: skip


def _told(sentence: Sentence, noun: int, by: int | None) -> set[int]:
    """What a noun of speech tells, in a that-clause (the parser may hang it on the owner) or behind "of"."""
    tokens = sentence.tokens
    for j in (*sentence.children[noun], *(() if by is None or by < noun else sentence.children[by])):
        if j < noun:
            continue
        if _is_that_clause(sentence, j):
            return speech.subtree(sentence, [j])
        of = tokens[j].relation == "nmod" and j != by and speech.preposition(sentence, j) == "of"
        if of and _is_told(sentence, noun):
            marker = {k for k in sentence.children[j] if tokens[k].lower == "of"}
            return speech.subtree(sentence, [j], marker) | _companions(sentence, noun)
    return set()


def _is_that_clause(sentence: Sentence, verb: int) -> bool:
    """Whether a verb heads a clause with "that" and a subject of its own behind it."""
    tokens, below = sentence.tokens, sentence.children[verb]
    if tokens[verb].relation not in ("acl", "ccomp", "acl:relcl", "advcl"):
        return False
    that = next((k for k in below if tokens[k].lower == "that"), verb)
    return that < verb and any(k > that and tokens[k].relation in ("nsubj", "nsubj:pass") for k in below)


def _is_told(sentence: Sentence, noun: int) -> bool:
    """Whether the noun is what there is, or what came in: "there were claims of"."""
    tokens = sentence.tokens
    return any(tokens[j].relation == "expl" or tokens[j].lower == "there" for j in sentence.children[noun]) or any(
        tokens[j].lower == "there" for j in sentence.children[tokens[noun].head or 0]
    )


def _companions(sentence: Sentence, noun: int) -> set[int]:
    """ "claims of an attack, with one missile shot down": what "with" adds."""
    tokens = sentence.tokens
    found = [
        j
        for j in sentence.children[noun]
        if j > noun
        and tokens[j].relation in ("nmod", "obl", "advcl", "acl")
        and speech.preposition(sentence, j) == "with"
    ]
    return speech.subtree(sentence, found)


def _adverb(sentence: Sentence, adverb: int) -> Cue | None:
    """ "The plant reportedly burned down": somebody says so, but the text does not tell who."""
    head = sentence.tokens[adverb].head
    if head is None:
        return None
    clause = head
    if sentence.tokens[head].pos not in ("VERB", "AUX") and not sentence.related(head, "nsubj", "cop"):
        content = speech.subtree(sentence, [head], {adverb})
    else:
        without = {j for j in sentence.children[clause] if j == adverb or sentence.tokens[j].relation == "conj"}
        content = speech.subtree(sentence, [clause], without)
    return Cue(
        sentence=sentence, anchor=adverb, words=(adverb,), content=frozenset(content),
        takes_quotation=False, lemma=sentence.tokens[adverb].lower, frame="adverb",
    )  # fmt: skip
