"""Incidents as they are told: what the mentions that were joined say together, and why they were joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from rashomon.linkage import echoes as texts
from rashomon.linkage.linking import update
from rashomon.linkage.memory import MemoryIndex
from rashomon.linkage.mentions import mentions as find_mentions
from rashomon.linkage.overlap import is_wide
from rashomon.linkage.pairing import Pairing
from rashomon.linkage.scenes import located
from rashomon.model.claim import (
    EVENT_FAMILY,
    LOOSE_EVENTS,
    Event,
    EventFamily,
    Extraction,
    Outcome,
    TimeExpression,
    Toponym,
)
from rashomon.model.incident import Echo, Incident, Link, Mention
from rashomon.model.index import Index, Pair
from rashomon.model.text import Document

#: Of an incident's links each mention keeps its strongest, and the incident the likeliest that were turned down:
#: they show why it is one, and what else was weighed.
KEPT, REJECTED_KEPT = 3, 10

_HURT = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})
_HARMFUL = frozenset({EventFamily.VIOLENCE, EventFamily.DISASTER})

#: What a time begins with in a sentence and not in a title: "on a Friday morning".
_PREPOSITION = re.compile(r"^(?:(?:on|in|at|during)\s+)?(?:(?:an?|the)\s+)?", re.IGNORECASE)


def link(
    documents: Sequence[Document], extractions: Sequence[Extraction], *, echoes: Sequence[Echo] | None = None
) -> tuple[Incident, ...]:
    """The incidents that the documents tell of, the main one first; every claim is in exactly one.

    `extractions` are those of the documents, in any order; a document without one has no claims. The order of
    the input changes nothing. `echoes` are those among the documents, found here where they are not given.
    """
    found = {extraction.document_id: extraction for extraction in extractions}
    given = sorted({document.id: document for document in documents}.values(), key=lambda document: document.id)
    told = [m for document in given if document.id in found for m in find_mentions(document, found[document.id])]
    return incidents(told, texts.echoes(given) if echoes is None else echoes)


def incidents(mentions: Sequence[Mention], echoes: Sequence[Echo] = ()) -> tuple[Incident, ...]:
    """The incidents that the mentions are of, the main one first: what most of the reports lead with.

    Background and running totals that nothing else speaks of come last.
    """
    index = MemoryIndex()
    repeats: dict[str, list[Echo]] = {}
    for echo in echoes:
        repeats.setdefault(echo.document_id, []).append(echo)
    index.put_echoes(repeats)
    came: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.document_id, mention.start, mention.claim_ids)):
        came.setdefault(mention.document_id, []).append(mention)
    numbers = count(1)
    parts = update(index, came, new_id=lambda _: f"incident-{next(numbers)}").parts
    return tuple(described(index, parts))


def described(index: Index, parts: Mapping[str, Sequence[str]]) -> list[Incident]:
    """The incidents of these ids with these mentions, as the index has them, in the order given."""
    pairing = Pairing(index)
    return [
        _incident(id, [profile.mention for profile in pairing.profiles(members)], _links(index, pairing, members))
        for id, members in parts.items()
    ]


def _links(index: Index, pairing: Pairing, members: Sequence[str]) -> tuple[Link, ...]:
    """The links that hold an incident together, and the nearest candidates that were turned down."""
    inside = set(members)
    kept: set[tuple[str, str]] = set()
    near: defaultdict[str, list[Pair]] = defaultdict(list)
    outside: list[Pair] = []
    for pair in index.pairs(members):
        if pair.left in inside and pair.right in inside:
            near[pair.left].append(pair)
            near[pair.right].append(pair)
        else:
            outside.append(pair)
    for pairs in near.values():
        strongest = sorted(pairs, key=lambda pair: (-pair.points, pair.left, pair.right))[:KEPT]
        kept.update((pair.left, pair.right) for pair in strongest)
    rejected = sorted(outside, key=lambda pair: (-pair.points, pair.left, pair.right))[:REJECTED_KEPT]
    return tuple(pairing.link(*ids) for ids in (*sorted(kept), *((pair.left, pair.right) for pair in rejected)))


def _incident(id: str, mentions: Sequence[Mention], links: tuple[Link, ...]) -> Incident:
    told = sorted(mentions, key=_order)
    leading = max(told, key=lambda mention: (not mention.background, len(mention.claim_ids)))
    event, place = _event(told), _place(told)
    dated = [m for m in (leading, *told) if m.earliest is not None or m.latest is not None]
    time = next((mention.time for mention in (leading, *told) if mention.time), None)
    return Incident(
        id=id,
        event=event,
        title=title(event, place, time),
        mentions=tuple(told),
        earliest=dated[0].earliest if dated else None,
        latest=dated[0].latest if dated else None,
        place=place,
        links=links,
    )


def _order(mention: Mention) -> tuple[bool, float, str, int]:
    """By the clock of the report, those without one last."""
    clock = mention.published.timestamp() if mention.published else 0.0
    return mention.published is None, clock, mention.document_id, mention.start


def _event(mentions: Sequence[Mention]) -> Event:
    """The event that most of the mentions tell of first; a firm one before a loose one.

    Where people were hurt it is what hurt them, rather than an arrest that followed.
    """
    firsts = [mention.events[0] for mention in mentions if mention.events]
    if any(figure.outcome in _HURT for mention in mentions for figure in mention.figures):
        harmful = [event for mention in mentions for event in mention.events if EVENT_FAMILY[event] in _HARMFUL]
        firsts = harmful or firsts
    counts = Counter(firsts)
    if not counts:
        return Event.OTHER
    return min(counts, key=lambda event: (event in LOOSE_EVENTS, -counts[event], event))


def _place(mentions: Sequence[Mention]) -> Toponym | None:
    """The place that most mentions give, a narrow one before a wide one; near their scene where none can be found."""
    told = _commonest([mention.place for mention in mentions if mention.place])
    return located(told, _commonest([mention.scene for mention in mentions if mention.scene]))


def _commonest(places: Sequence[Toponym]) -> Toponym | None:
    counts = Counter(place.gazetteer_id or place.name.casefold() for place in places)
    return min(
        places,
        key=lambda place: (is_wide(place), -counts[place.gazetteer_id or place.name.casefold()]),
        default=None,
    )


def title(event: Event, place: Toponym | None, time: TimeExpression | None) -> str:
    """What happened, where and when, in the words of the claims; what they do not say is left out."""
    name = "Incident" if event is Event.OTHER else event.value.capitalize()
    where = f" in {place.raw}" if place else ""
    when = f", {_PREPOSITION.sub('', time.raw)}" if time else ""
    return " ".join(f"{name}{where}{when}".split())
