"""Sentences without a cue that only go on with a list: "Among the injured were three children"."""

from collections.abc import Sequence

from rashomon.extraction.running import Draft
from rashomon.extraction.speakers import Source
from rashomon.languages.lexicon import words
from rashomon.model.text import Kind, Sentence, Token

_TABLE = "discourse"
#: Sentences back in which the list may have begun.
_REACH = 3
#: Words of a sentence's start that are looked at.
_OPENING = 5
_POINTING = frozenset({"the", "those", "them", "these", "whom"})


def carried(drafts: Sequence[Draft], sentences: Sequence[Sentence], language: str = "en") -> list[Draft]:
    """The attributions of sentences that go on with counts that a source gave shortly before."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    found: list[Draft] = []
    giver: Draft | None = None
    for sentence in sentences:
        own = by_sentence.get(sentence.index, [])
        giver = next((d for d in own if d.source.party is not None and _counts(d, sentence, language)), giver)
        if own or giver is None or sentence.kind is Kind.HEADLINE or not sentence.tokens:
            continue
        if sentence.index - giver.sentence > _REACH or not _goes_on(sentence.tokens, language):
            continue
        near = [d for back in range(_REACH + 1) for d in by_sentence.get(sentence.index - back, ())]
        if any(draft.holds(sentence.span.start) for draft in near):
            continue
        found.append(_carried(giver, sentence))
    return found


def _counts(draft: Draft, sentence: Sentence, language: str) -> bool:
    """Whether what a source says holds a figure or names the harmed."""
    harmed = words(language, _TABLE, "carried.harmed")
    return any(
        (token.pos == "NUM" or token.lower in harmed) and draft.holds(token.span.start) for token in sentence.tokens
    )


def _goes_on(tokens: Sequence[Token], language: str) -> bool:
    """Whether a sentence begins by pointing at those counted before, or tells how some of them are."""
    first = [token.lower for token in tokens[:_OPENING]]
    harmed = words(language, _TABLE, "carried.harmed")
    if first[0] in ("among", "of", "amongst"):
        return len(first) > 1 and first[1] in _POINTING and (first[1] != "the" or bool(harmed & set(first[2:])))
    states = words(language, _TABLE, "carried.states")
    if first[0] in ("they", "the", "those"):
        lemmas = {token.lemma for token in tokens[: _OPENING + 1] if token.pos in ("VERB", "AUX")}
        return (first[0] == "they" or bool(harmed & set(first[1:]))) and "include" in lemmas
    if tokens[0].pos != "NUM":
        return False
    partitive = words(language, _TABLE, "carried.partitive")
    counted = first[1:2] == ["of"] or any(word in partitive for word in first[1:3]) or first[1:2] == ["were"]
    return counted and any(token.lemma in states or token.lower in states for token in tokens[1:])


def _carried(giver: Draft, sentence: Sentence) -> Draft:
    end = sentence.span.end
    while sentence.span.text[end - sentence.span.start - 1] in ".!?":
        end -= 1
    named_in = giver.source.inherited_from
    return Draft(
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        source=Source(party=giver.source.party, inherited_from=giver.sentence if named_in is None else named_in),
        cue=(),
        content=[(sentence.span.start, end)],
        anchor=sentence.span.start,
        via=giver.via,
    )
