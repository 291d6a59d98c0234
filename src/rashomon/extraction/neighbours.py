"""How the places of a sentence bear on one another: lists of equals, towns in their states, X in Y."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rashomon.extraction.evidence import COMMA
from rashomon.extraction.sighting import LIST, Sighting

_LINK = re.compile(
    r",?\s(?:located\s|situated\s|just\s)*(?:in|on|near|at|inside|outside|of|(?:north|south|east|west)\w*\sof)\s(?:the\s)?"
    r"(?:(?:city|town|village|port|northern|southern|eastern|western|central|besieged|nearby)\s)*(?:of\s)?(?:the\s)?"
)

#: A part of the town named with it, whichever other town it is called like.
_QUARTERS = frozenset({"neighborhood", "neighbourhood", "quarter"})
_OWNS = re.compile(r"(?:['’]s?)?\s")


def is_quarter(sighting: Sighting) -> bool:
    """Whether it is a part of a town by its name: "the Orlat neighborhood"."""
    return sighting.facility and sighting.key.rpartition(" ")[2] in _QUARTERS


def relate(text: str, found: Sequence[Sighting]) -> None:
    """Let the sightings of one sentence, in the order of the text, speak for and place one another."""
    _encourage(text, found)
    _anchor(text, found)


def _encourage(text: str, found: Sequence[Sighting]) -> None:
    """A name that is listed with a sure place, or with others of its country, is likelier to be one."""
    listed = [
        pair
        for pair in pairwise(found)
        if not pair[0].facility and not pair[1].facility and LIST.fullmatch(text, pair[0].end, pair[1].start)
    ]
    for left, right in (*listed, *((right, left) for left, right in reversed(listed))):
        if not -1.0 < right.score < 1.0:
            continue
        if left.score >= 1.5:
            right.score += 1.0
        elif left.score > 0.0 and right.score > 0.0 and _compatriots(left, right):
            right.score += 0.75


def _compatriots(left: Sighting, right: Sighting) -> bool:
    """Whether the best known bearers of two names lie in one country."""
    return bool(left.places and right.places) and left.places[0].country == right.places[0].country


def _anchor(text: str, found: Sequence[Sighting]) -> None:
    """Tie "Paris" to "Texas" in "Paris, Texas", and a building to the place named right behind it."""
    for left, right in pairwise(found):
        comma = COMMA.fullmatch(text, left.end, right.start)
        link = None if comma else _LINK.fullmatch(text, left.end, right.start)
        if is_quarter(right) and not left.facility and _OWNS.fullmatch(text, left.end, right.start):
            right.anchor = left
        elif left.facility and (comma or link):
            if left.anchor is None or is_quarter(left):
                left.anchor = right
            else:
                left.anchor.anchor = right
        elif link:
            left.near = right
        elif right.facility or not comma:
            continue
        elif _contains(left, right):
            left.anchor = right
            right.score += 1.5
        elif left.places and _bounds(text, left, right):
            # A town that the gazetteer does not have, named like others that it has.
            left.anchor, left.places = right, ()
        else:
            left.near, left.listed = right, not text[left.end : right.start].endswith("(")


def _bounds(text: str, left: Sighting, right: Sighting) -> bool:
    """Whether the right one must hold the left one: "Town, State" or "Town (Region)"."""
    if any(place.kind in {"country", "area"} for place in left.places):
        return False
    if _is_state(right):
        return all(place.kind != "region" for place in left.places)
    bracketed = text[left.end : right.start].endswith("(") or text.startswith(")", right.end)
    return bracketed and bool(right.places) and right.places[0].kind != "city"


def _is_state(sighting: Sighting) -> bool:
    return bool(sighting.places) and sighting.places[0].kind == "region" and sighting.places[0].country in _STATED


#: Countries where "Town, State" is how places are written.
_STATED = frozenset({"US", "CA"})


def _contains(left: Sighting, right: Sighting) -> bool:
    within = {(place.country, place.admin1) for place in right.places if place.kind in {"region", "district"}}
    countries = {place.country for place in right.places if place.kind == "country"}
    own = {place.id for place in right.places}
    return any(
        place.kind not in {"country", "area"}
        and place.id not in own
        and ((place.country, place.admin1) in within or place.country in countries)
        for place in left.places
    )
