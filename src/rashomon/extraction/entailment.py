"""What a word makes of those it governs: "planned to leave" leaves open what "managed to leave" entails.

After the signatures of implicative and factive verbs: L. Karttunen, "Implicative verbs", Language 47 (1971);
R. Nairn, C. Condoravdi, L. Karttunen, "Computing relative polarity for textual inference" (ICoS-5, 2006).
"""

from dataclasses import dataclass

from rashomon.extraction.clauses import forced
from rashomon.extraction.markers import adverb, is_infinitive, is_negated, is_past, listed, named
from rashomon.extraction.specificity import is_definite, is_specific
from rashomon.model.claim import Modality
from rashomon.model.text import Sentence, Token

_OBJECTS = frozenset({"obj", "iobj", "nsubj:pass", "obl", "nmod", "obl:agent"})
_OPENING = frozenset({"for", "on", "against", "about", "at", "to", "of", "from"})
_NAMING = frozenset({"of", "about", "toward", "towards", "from"})
_SHARING = frozenset({"by", "in", "through", "from", "of", "about", "on", "to", "with"})
_PREDICATES = frozenset({"VERB", "NOUN", "ADJ", "AUX", "ADV"})
_GERUND = "Tense=Pres|VerbForm=Part"
_AWAITING = frozenset({"when", "once", "whenever", "wherever", "before", "after", "as", "until"})
_QUESTIONS = frozenset({"how", "why", "where", "when", "who", "what"})
_INVERTED = frozenset({"had", "were", "should"})


@dataclass(frozen=True, slots=True)
class Step:
    """The way from a word to its governor.

    `modality` and `negated` are what the governor makes of the word; `onward` is whether what holds of the
    governor holds of the word, `beside` whether that goes for the words beside the governor, too, and
    `negation` whether it goes for negators.
    """

    modality: Modality | None = None
    negated: bool = False
    onward: bool = False
    beside: bool = True
    negation: bool = True


_STOP = Step()
_ON = Step(onward=True)


def step(sentence: Sentence, i: int, head: int) -> Step:
    """What token `head` makes of token i, which it governs."""
    token = sentence.tokens[i]
    governor = sentence.tokens[head]
    relation = token.relation or ""
    if relation == "conj":
        return _conjunct(sentence, i, head)
    if governor.pos not in _PREDICATES:
        return _STOP
    if relation in ("nmod", "acl", "ccomp") and _is_falsified(sentence, head):
        return Step(negated=True)
    if governor.lemma in listed("blame.words"):
        return Step(_of_lexicon(sentence, token, governor, head))
    if relation in ("xcomp", "ccomp", "advcl", "acl", "acl:relcl"):
        return _clause(sentence, i, head)
    if relation in _OBJECTS:
        return _object(sentence, i, head)
    if relation == "compound" and governor.pos == "NOUN":
        if governor.lemma in listed("open.nouns"):
            return Step(Modality.HYPOTHETICAL)
        return Step(onward=governor.relation in ("obj", "root", "nsubj") and not is_specific(sentence, head))
    if relation in ("nsubj", "csubj"):
        return Step(onward=not is_specific(sentence, i) and _is_supposed(sentence, head))
    return _STOP


def _is_falsified(sentence: Sentence, noun: int) -> bool:
    """Whether what the noun tells is said to be wrong: "reports of three deaths were false"."""
    token = sentence.tokens[noun]
    if token.lemma not in listed("falsified.nouns") or token.relation != "nsubj" or token.head is None:
        return False
    return sentence.tokens[token.head].lemma in listed("falsified.words") and not is_negated(sentence, token.head)


def _conjunct(sentence: Sentence, i: int, head: int) -> Step:
    """What holds of the first conjunct holds of those that share its auxiliaries and subject."""
    token = sentence.tokens[i]
    finite = "VerbForm=Fin" in token.features and token.lower != token.lemma  # "cut" may be either
    if finite and "VerbForm=Inf" in sentence.tokens[head].features:
        return _STOP  # "failed to stop and killed two"
    if is_infinitive(sentence, i) and not is_infinitive(sentence, head):
        return Step(Modality.HYPOTHETICAL)  # "for repairs and to build a school"
    return Step(onward=True, beside=not sentence.related(i, "nsubj", "aux"))


def _of_lexicon(sentence: Sentence, token: Token, governor: Token, head: int) -> Modality | None:
    relation = token.relation
    if relation not in ("xcomp", "ccomp", "acl", "obj", "nsubj:pass"):
        return None
    if governor.lemma == "report" and _unsaid(sentence, head) and relation in ("xcomp", "nsubj:pass", "ccomp"):
        return Modality.HEDGED
    found = named("governors").get(governor.lemma)
    if governor.lemma in listed("entailing.scheduling") and "VerbForm=Inf" not in token.features:
        return None
    if found is Modality.HYPOTHETICAL and (relation not in ("xcomp", "acl") or token.pos != "VERB"):
        return None
    return found


def _unsaid(sentence: Sentence, i: int) -> bool:
    """A passive "was reported" without anybody who reports."""
    passive = any(sentence.tokens[j].relation in ("aux:pass", "nsubj:pass") for j in sentence.children[i])
    return passive and not sentence.related(i, "obl:agent")


def _clause(sentence: Sentence, i: int, head: int) -> Step:
    token, governor = sentence.tokens[i], sentence.tokens[head]
    relation = token.relation or ""
    lexical = _of_lexicon(sentence, token, governor, head)
    if is_infinitive(sentence, i):
        return _infinitive(sentence, i, head, lexical)
    if relation == "acl:relcl":
        if governor.lemma in listed("open.nouns") and _has_mark(sentence, i):
            return Step(Modality.HYPOTHETICAL)
        return Step(onward=governor.lower in listed("nonspecific.words") or _any(sentence, head))
    if relation == "advcl":
        return _adverbial(sentence, i, head)
    if _denies(sentence, i, head):
        return Step(negated=not is_negated(sentence, head))
    if relation == "acl":
        return _of_noun(sentence, i, head, lexical)
    if governor.lemma == "believe" and _has_auxiliary(sentence, head) and is_negated(sentence, head):
        return _STOP  # "they could not believe that he was dead"
    if _is_spliced(sentence, i, head):
        return _STOP
    if lexical is not None:
        return Step(lexical, onward=True)
    if _opens(governor) and not _is_beyond(sentence, i, governor):
        return Step(Modality.HYPOTHETICAL, onward=True)
    if governor.lemma in listed("report.verbs"):
        return Step(adverb(sentence, head), onward=relation == "xcomp")
    return Step(onward=not _is_question(sentence, i))


def _is_spliced(sentence: Sentence, i: int, head: int) -> bool:
    """ "She was shot, she is expected to live": a comma alone joins what happened to what is to come.

    A semicolon always parts what is told before it from what is told behind it.
    """
    if i < head and any(token.text == ";" for token in sentence.tokens[i:head]):
        return True
    return (
        i < head
        and is_past(sentence, i)
        and bool(sentence.related(i, "nsubj", "nsubj:pass"))
        and bool(sentence.related(head, "nsubj", "nsubj:pass"))
        and bool(sentence.related(head, "xcomp"))
        and not _has_mark(sentence, i)
    )


def _is_question(sentence: Sentence, i: int) -> bool:
    """ "How six died" takes for granted that they did, whatever is said about it."""
    return is_past(sentence, i) and any(sentence.tokens[j].lower in _QUESTIONS for j in sentence.children[i])


def _is_beyond(sentence: Sentence, i: int, governor: Token) -> bool:
    """Whether a clause is told past the wish that it hangs on: "ready, he left", 'asks: "they fled"'."""
    if governor.lemma == "ask":
        return not _has_mark(sentence, i)
    return is_past(sentence, i) and governor.lemma not in listed("open.past")


def _infinitive(sentence: Sentence, i: int, head: int, lexical: Modality | None) -> Step:
    token, governor = sentence.tokens[i], sentence.tokens[head]
    if governor.lemma in listed("negating.infinitive") or _is_barred(sentence, head):
        return Step(negated=not is_negated(sentence, head), onward=True)
    if lexical is not None:
        return Step(lexical, onward=True)
    if _entails(sentence, i, head):
        return _ON
    if token.relation == "advcl" and (token.lemma in listed("entailing.results") or _turns_out(sentence, i)):
        return _ON
    return Step(Modality.HYPOTHETICAL, onward=True)


def _turns_out(sentence: Sentence, i: int) -> bool:
    """ "He fled, only to be shot"."""
    return any(sentence.tokens[j].lower == "only" for j in sentence.children[i])


def _is_barred(sentence: Sentence, i: int) -> bool:
    """ "Too early to tell", "have yet to find"."""
    return any(
        sentence.tokens[j].lower == ("yet" if sentence.tokens[i].lemma == "have" else "too")
        for j in sentence.children[i]
        if sentence.tokens[j].relation == "advmod"
    )


def _entails(sentence: Sentence, i: int, head: int) -> bool:
    governor = sentence.tokens[head]
    if governor.pos in ("VERB", "AUX"):
        if governor.lemma in listed("entailing.past"):
            return "Tense=Past" in governor.features
        return governor.lemma in listed("entailing.verbs") and (
            sentence.tokens[i].relation != "advcl" or governor.lemma in listed("entailing.causing")
        )
    if forced(sentence, i) == head:
        return True  # "forced 900 people to leave", where the parser hangs the verb on the people
    if governor.lower == "enough":
        return any(sentence.tokens[j].lower in ("was", "were") for j in sentence.children[head])
    if governor.pos == "ADJ":
        return governor.lower in listed("entailing.adjectives")
    if governor.lemma == "agreement":
        return True
    return any(sentence.tokens[j].lower in listed("entailing.ranks") for j in sentence.children[head])


def _adverbial(sentence: Sentence, i: int, head: int) -> Step:
    """A clause without a tense of its own shares its main clause's doubts: "could fall, killing many"."""
    token = sentence.tokens[i]
    marks = {sentence.tokens[j].lower for j in sentence.children[i] if sentence.tokens[j].relation == "mark"}
    governor = sentence.tokens[head]
    if _is_awaited(sentence, i, head):
        return Step(Modality.HYPOTHETICAL)
    if marks & _OPENING:
        if _denies(sentence, i, head) or governor.lemma in listed("negating.indefinite"):
            return Step(negated=not is_negated(sentence, head))
        if governor.lemma in listed("open.prepositional") or ("about" in marks and token.features == _GERUND):
            return Step(Modality.HYPOTHETICAL)
        if governor.pos == "ADJ" and _opens(governor):
            return Step(Modality.HYPOTHETICAL, onward=True)
    if token.features == _GERUND and not sentence.related(i, "nsubj", "aux"):
        return Step(onward=marks <= _SHARING, negation=bool(marks))
    return _STOP


def _is_awaited(sentence: Sentence, i: int, head: int) -> bool:
    """ "They will leave once the ship arrives", and "had they known, they would have left"."""
    tokens = sentence.tokens
    if not _has_auxiliary(sentence, head):
        return False
    auxiliaries = [j for j in sentence.children[i] if tokens[j].relation in ("aux", "aux:pass", "cop")]
    subjects = sentence.related(i, "nsubj")
    if auxiliaries and subjects and auxiliaries[0] < subjects[0] and tokens[auxiliaries[0]].lower in _INVERTED:
        return True
    present = any("Tense=Pres" in tokens[j].features and tokens[j].lower != "being" for j in (i, *auxiliaries))
    return present and any(tokens[j].lower in _AWAITING for j in sentence.children[i])


def _of_noun(sentence: Sentence, i: int, head: int, lexical: Modality | None) -> Step:
    """ "The possibility of losing", "no plan of losing", "calls seeking comment"; not "people killed by"."""
    token, governor = sentence.tokens[i], sentence.tokens[head]
    if governor.lemma in listed("open.nouns") and ("Tense=Past" not in token.features or _has_mark(sentence, i)):
        return Step(Modality.HYPOTHETICAL, onward=True)
    if _is_idea(sentence, i) and governor.lemma not in listed("entailing.nouns"):
        return Step(Modality.HYPOTHETICAL, onward=True)
    if lexical is not None:
        return Step(lexical)
    if governor.lower == "case" and sentence.related(i, "nsubj"):
        return Step(Modality.HYPOTHETICAL)  # "in case the talks fail"
    return Step(onward="Tense=Pres" in token.features and not is_specific(sentence, head))


def _is_idea(sentence: Sentence, i: int) -> bool:
    """ "The cost of building", "talk about leaving": an act by its name, with nobody who does it."""
    tokens = sentence.tokens
    if tokens[i].features != _GERUND:
        return False
    relations = {tokens[j].relation for j in sentence.children[i]}
    return "nsubj" not in relations and any(
        tokens[j].relation == "mark" and tokens[j].lower in _NAMING for j in sentence.children[i]
    )


def _object(sentence: Sentence, i: int, head: int) -> Step:
    token, governor = sentence.tokens[i], sentence.tokens[head]
    relation = token.relation
    case = {sentence.tokens[j].lower for j in sentence.children[i] if sentence.tokens[j].relation == "case"}
    specific = is_specific(sentence, i)
    direct = relation in ("obj", "nsubj:pass", "iobj")
    if (direct or case & {"of", "from"}) and _denies(sentence, i, head):
        return Step(negated=not is_negated(sentence, head))
    if direct and not specific and governor.lemma in listed("negating.indefinite"):
        return Step(Modality.HYPOTHETICAL, onward=True)
    if direct and governor.pos in ("VERB", "AUX") and governor.lemma in listed("open.verbs"):
        return Step(Modality.HYPOTHETICAL, onward=True)
    if case & _OPENING:
        if governor.pos == "NOUN" and _is_wish(governor, case):
            return Step(Modality.HYPOTHETICAL, onward=True)
        wished = governor.pos != "NOUN" and governor.lemma in listed("open.prepositional") and "of" not in case
        if wished and ("for" in case or not is_definite(sentence, i)):
            return Step(Modality.HYPOTHETICAL, onward=True)
    lexical = _of_lexicon(sentence, token, governor, head)
    if lexical is not None and not (relation == "obj" and is_definite(sentence, i)):
        return Step(lexical, onward=not specific)
    if governor.lemma in listed("causes.verbs"):
        return Step(onward=not is_definite(sentence, i) or _has_auxiliary(sentence, head))
    if relation == "nmod" and not is_negated(sentence, head):
        return _STOP
    told = governor.lemma in listed("report.verbs")
    return Step(adverb(sentence, head) if told and direct else None, onward=not specific and not told)


def _is_wish(governor: Token, case: set[str]) -> bool:
    """ "The threat of an attack", "a plan for an attack"; not "a call about an attack"."""
    if "of" in case:
        return governor.lemma in listed("open.chances")
    return governor.lemma in listed("open.nouns") and "about" not in case


def _denies(sentence: Sentence, i: int, head: int) -> bool:
    """ "Denied the attack", "ruled out an attack"; but who denies a report knows that there is one."""
    lemma = sentence.tokens[head].lemma
    if lemma in listed("negating.phrasal"):
        return any(sentence.tokens[j].lower in ("out", "off") for j in sentence.children[head])
    if lemma not in listed("negating.complement"):
        return False
    return sentence.tokens[i].lemma not in listed("negating.told")


def _has_mark(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[j].relation == "mark" for j in sentence.children[i])


def _opens(governor: Token) -> bool:
    if governor.pos in ("VERB", "AUX"):
        return governor.lemma in listed("open.verbs")
    if governor.pos == "ADJ":
        return governor.lemma in listed("open.adjectives")
    return governor.lemma in listed("open.nouns")


def _any(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[j].lower in listed("nonspecific.words") for j in sentence.children[i])


def _has_auxiliary(sentence: Sentence, i: int) -> bool:
    return any(
        sentence.tokens[j].lower in named("auxiliaries")
        for j in sentence.children[i]
        if sentence.tokens[j].relation in ("aux", "aux:pass")
    )


def _is_supposed(sentence: Sentence, i: int) -> bool:
    """Whether a conditional auxiliary stands with token i: "restructuring would be a question of money"."""
    return any(
        named("auxiliaries").get(sentence.tokens[j].lower) is Modality.HYPOTHETICAL
        for j in sentence.children[i]
        if sentence.tokens[j].relation in ("aux", "aux:pass")
    )
