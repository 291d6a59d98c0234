"""Forces and their losses: "the army lost 30 soldiers", "the militia suffered 12 dead", "two members of the army"."""

from collections.abc import Iterator, Sequence

from rashomon.extraction.clauses import governs, subject
from rashomon.extraction.happening import Happening
from rashomon.extraction.heads import counted
from rashomon.extraction.suffering import has_figure, told
from rashomon.languages.lexicon import table
from rashomon.model.claim import Outcome, Quantity
from rashomon.model.text import Sentence

#: How the parser hangs what somebody suffers: "12 casualties", "30 dead", "18 dead and 20 wounded".
_SUFFERED = frozenset({"obj", "xcomp", "ccomp", "conj"})


def of_losses(sentence: Sentence, i: int, quantities: Sequence[Quantity]) -> Iterator[Happening]:
    """ "The army lost 30 soldiers", "the rebels had lost ten of their men": the dead, for each figure."""
    who = subject(sentence, i)
    if who is None or not groups(sentence, who):
        return
    for j in sentence.related(i, "obj"):
        own = [j, *(k for k in sentence.related(j, "nmod") if governs(sentence, k, "of"))]
        theirs = any(_is_own(sentence, k) for k in own)
        if theirs and has_figure(sentence, j, quantities):
            found = told(sentence, i, Outcome.KILLED, j, quantities)
            yield from (happening for happening in found if happening.figure and happening.figure.quantity)


def _is_own(sentence: Sentence, i: int) -> bool:
    """Whether a noun names the people of a force: its soldiers, men, members."""
    token = sentence.tokens[i]
    return bool(groups(sentence, i)) or token.lemma in table("en", "nouns")["losses"]["members"]


def suffering(sentence: Sentence, happening: Happening) -> int | None:
    """The force whose losses are told: "the army suffered 12 casualties", "18 inflicted on the police"."""
    losses = table("en", "nouns")["losses"]
    noun = happening.trigger
    if sentence.tokens[noun].lemma in losses["lost"]:
        return subject(sentence, noun)
    above = sentence.tokens[noun].head
    if sentence.tokens[noun].relation == "conj" and above is not None and sentence.tokens[above].pos != "VERB":
        noun, above = above, sentence.tokens[above].head
    if above is None:
        return None
    if sentence.tokens[above].lemma in losses["suffered"] and sentence.tokens[noun].relation in _SUFFERED:
        return subject(sentence, above)
    if sentence.tokens[above].lemma in losses["inflicted"]:
        below = (j for k in (noun, above) for j in sentence.related(k, "nmod", "obl"))
        return next((j for j in below if governs(sentence, j, "on")), None)
    return None


def of_members(sentence: Sentence, i: int) -> int | None:
    """The force that those whom a noun counts are of: "two members of the army"."""
    head = counted(sentence, i)
    if sentence.tokens[head].lemma not in table("en", "nouns")["losses"]["members"]:
        return None
    return next((j for j in sentence.related(head, "nmod") if governs(sentence, j, "of")), None)


def groups(sentence: Sentence, i: int | None) -> tuple[str, ...]:
    """The groups that the people of a force are of; none where a noun names no force."""
    if i is None:
        return ()
    said = {sentence.tokens[i].lemma, sentence.tokens[i].lower}
    forces = table("en", "nouns")["losses"]["forces"]
    return tuple(group for group, names in forces.items() if not said.isdisjoint(names))
