"""Mentions joined into incidents, within one report and across those given."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from rashomon.linkage.blocking import candidates
from rashomon.linkage.clusters import clusters
from rashomon.linkage.comparison import SAME, Rarity, compare, score
from rashomon.linkage.echoes import echoes as find_echoes
from rashomon.linkage.mentions import mentions as find_mentions
from rashomon.linkage.overlap import is_wide
from rashomon.model.claim import LOOSE_EVENTS, Event, Extraction, TimeExpression, Toponym
from rashomon.model.incident import Echo, EchoKind, Incident, Judgement, Link, Mention
from rashomon.model.text import Document

#: Of the candidates that were not joined, an incident keeps the likeliest: they show what else was weighed.
REJECTED_KEPT = 10

#: What a time begins with in a sentence and not in a title: "on a Friday morning".
_PREPOSITION = re.compile(r"^(?:(?:on|in|at|during)\s+)?(?:(?:an?|the)\s+)?", re.IGNORECASE)

#: Characters. A passage was moved along with what stands in it; its words may have been set anew.
_SHIFT = 40


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
    return incidents(told, find_echoes(given) if echoes is None else echoes)


def incidents(
    mentions: Sequence[Mention], echoes: Sequence[Echo] = (), *, said: Sequence[Link] = ()
) -> tuple[Incident, ...]:
    """The incidents that the mentions are of, the main one first: what most of the reports lead with.

    Background and running totals that nothing else speaks of come last. `said` are people's links, oldest first:
    what somebody calls different is never joined, and incidents of which somebody calls two mentions the same are
    one, whatever speaks against it, unless it would join what somebody calls different.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.document_id, mention.start, mention.claim_ids))
    comparisons = _Comparisons(ordered, echoes, said)
    proposed = sorted({*candidates(ordered), *comparisons.said})
    parts = comparisons.joined(clusters(len(ordered), proposed, comparisons.likeness, SAME))
    home = {member: number for number, part in enumerate(parts) for member in part}
    links = _links(proposed, parts, home, comparisons)
    found = [_incident([ordered[i] for i in part], links[number]) for number, part in enumerate(parts)]
    leads = _leads(ordered)
    found.sort(key=lambda incident: _rank(incident, leads))
    return tuple(_numbered(incident, number) for number, incident in enumerate(found, start=1))


class _Comparisons:
    """The comparison of each pair that was asked for, made once."""

    def __init__(self, mentions: list[Mention], echoes: Sequence[Echo], said: Sequence[Link] = ()) -> None:
        self._mentions = mentions
        place = {mention.id: i for i, mention in enumerate(mentions)}
        self.said: dict[tuple[int, int], Link] = {
            (min(pair), max(pair)): link
            for link in said
            if len(pair := {place.get(link.left, -1), place.get(link.right, -1)}) == 2 and -1 not in pair
        }
        self._rarity = Rarity.of(mentions)
        self._origins = _origins(mentions, echoes)
        self._made: dict[tuple[int, int], Link] = {}

    def link(self, i: int, j: int) -> Link:
        """What somebody says of two mentions, with what was weighed behind it; else what was weighed."""
        made = self._compared(i, j)
        said = self.said.get((i, j) if i < j else (j, i))
        if said is None:
            return made
        return replace(said, left=made.left, right=made.right, features=(*said.features, *made.features))

    def _compared(self, i: int, j: int) -> Link:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._made:
            left, right = self._mentions[pair[0]], self._mentions[pair[1]]
            self._made[pair] = compare(left, right, self._rarity, echo=self._echo(*pair))
        return self._made[pair]

    def likeness(self, i: int, j: int) -> float:
        said = self.said.get((i, j) if i < j else (j, i))
        return -inf if said and said.judgement is Judgement.DIFFERENT else score(self._compared(i, j))

    def joined(self, parts: list[list[int]]) -> list[list[int]]:
        """The parts with those as one that people call the same."""
        apart = [pair for pair, link in self.said.items() if link.judgement is Judgement.DIFFERENT]
        for (i, j), link in self.said.items():
            left, right = (next(part for part in parts if k in part) for k in (i, j))
            across = any((m in left and n in right) or (m in right and n in left) for m, n in apart)
            if link.judgement is Judgement.SAME and left is not right and not across:
                parts = [sorted(left + right) if part is left else part for part in parts if part is not right]
        return sorted(parts)

    def _echo(self, i: int, j: int) -> str:
        """Which words both repeat, where they do; two copies of a third repeat each other."""
        here, there = self._origins[i], self._origins[j]
        if here.document_id != there.document_id or abs(here.start - there.start) > _SHIFT:
            return ""
        return here.words or there.words


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a mention's words stood first."""

    document_id: str
    start: int
    words: str = ""


_ECHO_WORDS = {
    EchoKind.COPY: "one report is a copy of the other",
    EchoKind.FORWARD: "one report forwards the other",
    EchoKind.PASSAGE: "they stand in the same passage, reprinted",
}


def _origins(mentions: list[Mention], echoes: Sequence[Echo]) -> list[_Origin]:
    by_document: dict[str, list[Echo]] = {}
    for echo in echoes:
        by_document.setdefault(echo.document_id, []).append(echo)
    return [_origin(mention, by_document.get(mention.document_id, ())) for mention in mentions]


def _origin(mention: Mention, echoes: Sequence[Echo]) -> _Origin:
    for echo in echoes:
        here, there = echo.passage, echo.origin_passage
        if here is not None and there is not None and here.start <= mention.start < here.end:
            start = there.start + mention.start - here.start
            return _Origin(echo.origin_id, start, _ECHO_WORDS[echo.kind])
    return _Origin(mention.document_id, mention.start)


@dataclass(slots=True)
class _Links:
    """An incident's links: those that hold it together, and candidates that were turned down."""

    kept: list[Link]
    rejected: list[Link]

    def all(self) -> tuple[Link, ...]:
        nearest = sorted(self.rejected, key=lambda link: (-_without_bans(link), link.left, link.right))
        return (*self.kept, *nearest[:REJECTED_KEPT])


def _without_bans(link: Link) -> float:
    return sum(feature.score for feature in link.features if feature.score != -inf)


def _links(
    proposed: list[tuple[int, int]], parts: list[list[int]], home: dict[int, int], comparisons: _Comparisons
) -> list[_Links]:
    found = [_Links([], []) for _ in parts]
    for i, j in proposed:
        made = comparisons.link(i, j)
        if home[i] == home[j]:
            found[home[i]].kept.append(made)
        elif made.judgement is not Judgement.DIFFERENT or _without_bans(made) >= SAME or (i, j) in comparisons.said:
            found[home[i]].rejected.append(made)
            found[home[j]].rejected.append(made)
    return found


def _incident(mentions: list[Mention], links: _Links) -> Incident:
    told = sorted(mentions, key=_order)
    leading = max(told, key=lambda mention: (not mention.background, len(mention.claim_ids)))
    event, place = _event(told), _place(told)
    dated = [m for m in (leading, *told) if m.earliest is not None or m.latest is not None]
    time = next((mention.time for mention in (leading, *told) if mention.time), None)
    return Incident(
        id="",
        event=event,
        title=title(event, place, time),
        mentions=tuple(told),
        earliest=dated[0].earliest if dated else None,
        latest=dated[0].latest if dated else None,
        place=place,
        links=links.all(),
    )


def _order(mention: Mention) -> tuple[bool, float, str, int]:
    """By the clock of the report, those without one last."""
    clock = mention.published.timestamp() if mention.published else 0.0
    return mention.published is None, clock, mention.document_id, mention.start


def _event(mentions: list[Mention]) -> Event:
    """The event that most of the mentions tell of first; a firm one before a loose one."""
    counts = Counter(mention.events[0] for mention in mentions if mention.events)
    if not counts:
        return Event.OTHER
    return min(counts, key=lambda event: (event in LOOSE_EVENTS, -counts[event], event))


def _place(mentions: list[Mention]) -> Toponym | None:
    """The place that most mentions give, a narrow one before a wide one."""
    places = [mention.place for mention in mentions if mention.place]
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


def _leads(mentions: list[Mention]) -> frozenset[str]:
    """The mention (by its first claim) that each document leads with: the first one that says how many."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.figures and not mention.background:
            told = first.setdefault(mention.document_id, mention)
            if mention.start < told.start:
                first[mention.document_id] = mention
    return frozenset(mention.claim_ids[0] for mention in first.values())


def _rank(incident: Incident, leads: frozenset[str]) -> tuple[bool, int, int, tuple[int, str]]:
    """News says first what it is about: what most reports lead with, then what has most claims."""
    first = min((mention.start, mention.document_id) for mention in incident.mentions)
    led = sum(mention.claim_ids[0] in leads for mention in incident.mentions)
    return all(mention.background for mention in incident.mentions), -led, -len(incident.claim_ids), first


def _numbered(incident: Incident, number: int) -> Incident:
    return Incident(
        id=f"incident-{number}",
        event=incident.event,
        title=incident.title,
        mentions=incident.mentions,
        earliest=incident.earliest,
        latest=incident.latest,
        place=incident.place,
        links=incident.links,
    )
