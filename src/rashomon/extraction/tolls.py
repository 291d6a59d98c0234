"""Running figures: "the death toll rose to 15", "the number of injured reached 35", "a toll of 12"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.extraction import speech
from rashomon.extraction.clauses import clause, governs, words_under
from rashomon.extraction.happening import Happening
from rashomon.extraction.joining import Figure
from rashomon.extraction.phrases import figures, quantity_of
from rashomon.extraction.suffering import outcomes
from rashomon.languages.lexicon import table, words
from rashomon.model.claim import Modality, Outcome, Quantity
from rashomon.model.text import Sentence

#: A word before one of these tells of what it is: "body count", "fatality range".
_TOLLS = frozenset({"toll", "count", "range"})


def without_tallied(sentence: Sentence, happenings: Iterable[Happening]) -> Iterator[Happening]:
    """What happened, without those whom only a toll counts: "the number of civilians killed rose to 36"."""
    found = list(happenings)
    tolls = {(one.trigger, one.outcome) for one in found if one.toll}
    for one in found:
        head = one.figure.head if one.figure and one.figure.quantity is None else None
        above = (head, sentence.tokens[head].head) if head is not None else ()
        if not any((i, one.outcome) in tolls for i in above):
            yield one


def of_toll(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "The death toll rose to 15", "the number of injured reached 35", "a toll of 12"."""
    outcome = _toll_outcome(sentence, i)
    if outcome is None:
        return
    for j in [*sentence.subtree(i), *_toll_places(sentence, i)]:
        quantity = quantity_of(sentence, j, quantities) if j != i else None
        if quantity is None or (quantity.lower is None and quantity.upper is None):
            continue
        if governs(sentence, j, "from"):
            continue
        first, last = clause(sentence, i, j)
        figure = Figure(head=j, first=j, last=j, quantity=_passed(sentence, i, quantity))
        yield Happening(trigger=i, outcome=outcome, first=first, last=last, figure=figure, toll=True)
        for part in figures(sentence, j, quantities):
            if part.subset:  # "rose to seven, including four children"
                yield Happening(trigger=i, outcome=outcome, first=first, last=max(last, part.last), figure=part)
        return


def is_set_right(sentence: Sentence, i: int) -> bool:
    """Whether the verb of toll i says that it takes the place of another: "the toll has been revised to 11"."""
    head = sentence.tokens[i].head
    return head is not None and sentence.tokens[head].lemma in words("en", "attribution", "acts.corrects")


def rises_to_nothing(sentence: Sentence) -> bool:
    """Whether a toll rises without a figure: whom the sentence adds are told in the figures around it."""
    for token in sentence.tokens:
        head = token.head
        if token.lemma != "toll" or token.relation != "nsubj" or head is None:
            continue
        if sentence.tokens[head].lemma in words("en", "events", "toll.rising"):
            goals = [
                j for j in sentence.related(head, "obl", "obj", "xcomp") if not governs(sentence, j, "after", "as")
            ]
            return not any(sentence.tokens[k].pos == "NUM" for j in goals for k in sentence.subtree(j))
    return False


def modality_of_toll(sentence: Sentence, i: int) -> Modality:
    """How firmly the verb of toll i tells it: "may reach 100" is to come, "may have reached 100" is hedged."""
    head = sentence.tokens[i].head
    if head is None or sentence.tokens[head].pos != "VERB" or speech.is_foretold(sentence, head):
        return Modality.ASSERTED
    said = {sentence.tokens[j].lower for j in sentence.related(head, "aux")}
    listed = table("en", "modality")["auxiliaries"]
    told = next((kind for kind in ("hypothetical", "expected", "hedged") if not said.isdisjoint(listed[kind])), None)
    if told is None:
        return Modality.ASSERTED
    return Modality.HEDGED if said & {"have", "has"} else Modality.HYPOTHETICAL


def _passed(sentence: Sentence, i: int, quantity: Quantity) -> Quantity:
    """A toll that exceeded 100 is 101 at the least."""
    head = sentence.tokens[i].head
    beyond = head is not None and sentence.tokens[head].lemma in words("en", "events", "toll.beyond")
    if not beyond or quantity.lower is None or quantity.lower != quantity.upper:
        return quantity
    return replace(quantity, lower=quantity.lower + 1, upper=None, modifier="more than")


def _toll_outcome(sentence: Sentence, i: int) -> Outcome | None:
    if sentence.tokens[i].lemma in _TOLLS:
        near = {sentence.tokens[j].lemma for j in sentence.children[i]}
        compounds = table("en", "events")["toll"]["compounds"]
        return next(
            (Outcome(compounds[word]) for word in sorted(near) if word in compounds),
            Outcome.KILLED if "human" in near or _is_plain(sentence, i) else None,
        )
    either = None
    for j in sentence.children[i]:
        if j < i and sentence.tokens[j].relation != "compound":
            continue
        for k in sentence.subtree(j)[:6]:
            token = sentence.tokens[k]
            if token.lemma in words("en", "events", "toll.either"):
                either = Outcome.CASUALTIES
                continue  # unless it goes on "killed"
            for kind in ("predicate", "object", "noun"):
                if (token.lemma in outcomes(kind) and token.lower != "missing") or token.lower in outcomes("predicate"):
                    return outcomes(kind).get(token.lemma) or outcomes("predicate").get(token.lower)
    return either


def _is_plain(sentence: Sentence, i: int) -> bool:
    """Whether nothing but "the" and its like says of what a toll is, under a verb of tolls: that of the dead."""
    before = [sentence.tokens[j].lower for j in sentence.children[i] if j < i]
    return (
        sentence.tokens[i].lemma == "toll"
        and bool(before)
        and words("en", "events", "toll.plain").issuperset(before)
        and bool(_toll_places(sentence, i))
    )


def _toll_places(sentence: Sentence, i: int) -> list[int]:
    """Where the figure of a toll stands: the object or goal of the verb that the toll is under."""
    head = sentence.tokens[i].head
    if head is None or sentence.tokens[head].lemma not in words("en", "events", "toll.verbs"):
        if (
            head is not None
            and sentence.tokens[i].relation in ("nsubj", "nsubj:pass")
            and any(sentence.tokens[k].relation == "cop" for k in sentence.children[head])
        ):
            return [head]
        return []
    found = []
    for j in sentence.related(head, "obj", "obl", "xcomp", "nummod", "advmod", "dep"):
        if j == i:
            continue
        cases = words_under(sentence, j)
        if sentence.tokens[j].relation != "obl" or cases & {"to", "at", "past", "above", "over"}:
            found.append(j)
    return found
