"""The place that a figure is said to be of, unlike one that merely stands in its sentence."""

import re

from rashomon.languages.lexicon import words
from rashomon.model.claim import Claim, Toponym
from rashomon.model.text import Document

#: Characters before a place in which its preposition stands.
_REACH = 48

_BETWEEN = "|".join(sorted(words("en", "counting", "places.between")))
_IN = re.compile(
    rf"\b(?:{'|'.join(sorted(words('en', 'counting', 'places.in')))})\s+(?:the\s+)?(?:(?:{_BETWEEN})\s+(?:the\s+)?)*$",
    re.IGNORECASE,
)

_PARTLY = re.compile(
    rf"\b(?:{'|'.join(sorted(words('en', 'counting', 'places.partly')))})\s+(?:\w+\s+){{0,2}}in\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def told_in(claim: Claim, document: Document) -> Toponym | None:
    """The place that a claim is said to be of: "in Orlat, 60 died", "Orlat, where 60 died"; null where none is."""
    place = claim.place
    if place is None or place.country is None:
        return None
    between = document.text[claim.evidence.end : place.span.start]
    if any(mark in between for mark in ",;:"):
        return None  # "of the 128 dead, 119 were in Orlat"
    told_out = document.text[claim.quantity.span.end : place.span.start] if claim.quantity else ""
    if ":" in told_out or _PARTLY.search(document.text, max(0, place.span.start - _REACH), place.span.start):
        return None  # "13 died: nine in Orlat", "40 died, most of them in Orlat"
    if claim.evidence.text.casefold().startswith("where ") and place.span.start < claim.evidence.start:
        return place
    if _IN.search(document.text, max(0, place.span.start - _REACH), place.span.start):
        return place
    return place if _is_heading(place, document.text) else None


def _is_heading(place: Toponym, text: str) -> bool:
    """Whether a place stands alone in its line."""
    line = text[text.rfind("\n", 0, place.span.start) + 1 : (text + "\n").index("\n", place.span.end)]
    return line.strip() == place.raw
