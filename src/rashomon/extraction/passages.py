"""Where a passage is set: what a paragraph tells behind "In Orlat, ...", and a section under the heading "Orlat"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.languages.lexicon import words
from rashomon.model.claim import OUTCOMES, Attribution, Claim, OutcomeFamily, Toponym
from rashomon.model.text import Kind, Sentence

#: Characters behind a place in which somebody who speaks there is named: "In Geneva, the agency said".
_TO_SPEAKER = 8

_OPENING = re.compile(
    rf"(?:{'|'.join(sorted(words('en', 'counting', 'places.in')))})\s+(?:the\s+)?(?:[a-z]+\s+){{0,2}}", re.IGNORECASE
)
#: What is said of the whole country is not of the town that a passage is set in.
_OF_ALL = re.compile(rf"\b(?:{'|'.join(sorted(words('en', 'counting', 'places.all')))})\b", re.IGNORECASE)
_FAMILIES = frozenset({OutcomeFamily.HARM, OutcomeFamily.OBJECTS})


def placed(
    sentences: Sequence[Sentence],
    places: Sequence[Toponym],
    attributions: Sequence[Attribution],
    claims: Sequence[Claim],
) -> list[Claim]:
    """The claims, those of harm without a place of their own with that of their passage."""
    where = _passages(sentences, places, attributions)
    text = {sentence.index: sentence.span.text for sentence in sentences}
    return [
        replace(claim, place=where[claim.sentence])
        if claim.place is None
        and claim.sentence in where
        and OUTCOMES[claim.outcome].family in _FAMILIES
        and not _OF_ALL.search(text[claim.sentence])
        else claim
        for claim in claims
    ]


def _passages(
    sentences: Sequence[Sentence], places: Sequence[Toponym], attributions: Sequence[Attribution]
) -> Mapping[int, Toponym]:
    """The place at which each sentence is set, by its index."""
    found: dict[int, Toponym] = {}
    section = opened = None
    paragraph = -1
    for sentence in sentences:
        here = [place for place in places if place.span.within(sentence.span)]
        if sentence.kind is Kind.HEADLINE:
            section = next((place for place in here if place.raw == sentence.span.text.strip()), None)
        if sentence.paragraph != paragraph:
            paragraph, opened = sentence.paragraph, None
        opening = next((place for place in here if _opens(sentence, place, attributions)), None)
        if opening is not None or any(place.country != (opened or place).country for place in here):
            opened = opening
        if (set_in := opened or section) is not None:
            found[sentence.index] = set_in
    return found


def _opens(sentence: Sentence, place: Toponym, attributions: Sequence[Attribution]) -> bool:
    """Whether a place opens what is told there, and is not where somebody speaks."""
    if not _OPENING.fullmatch(sentence.span.text, 0, place.span.start - sentence.span.start):
        return False
    return not any(a.span and 0 <= a.span.start - place.span.end <= _TO_SPEAKER for a in attributions)
