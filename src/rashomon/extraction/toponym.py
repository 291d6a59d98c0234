"""Place names to places: what a text names, by gazetteer and context, and which of the namesakes it means."""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rashomon.extraction.geocoding import choose
from rashomon.extraction.naming import Line, lines
from rashomon.extraction.sighting import Sighting, demonyms, sightings
from rashomon.languages.gazetteer import Place
from rashomon.languages.lexicon import table
from rashomon.languages.lexicon import words as lexicon
from rashomon.model.claim import PlacePrecision, Toponym
from rashomon.model.text import Document, Sentence, Span

_ENDINGS: dict[str, str] = table("en", "places")["endings"]


_AMERICAN = lexicon("en", "places", "american")
_BRITISH = lexicon("en", "places", "british")

_PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
    "area": PlacePrecision.REGION,
    "district": PlacePrecision.DISTRICT,
    "city": PlacePrecision.PLACE,
}
#: A building or a camp lies somewhere in the town named beside it, or a little way off.
_BESIDE_KM = 10.0


def toponyms(document: Document, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """The places that a document names, in the order of the text.

    Adjectives ("Ukrainian"), people and newspapers named for a place are left out. A building, camp or road
    that the gazetteer does not know keeps its own name, and has the coordinates of the place named beside it
    (precision `near`) or none. Raises ModelError where the gazetteer is missing.
    """
    read = list(lines(document.text, sentences))
    found = [sighting for line in read for sighting in sightings(document.text, line)]
    kept = _accepted(found, _surnames(read))
    chosen = choose(kept, [*demonyms(read), *_home(document), *_dialect(read)])
    anchors = {id(sighting): chosen[i] for i, sighting in enumerate(kept) if i in chosen}
    return tuple(_toponym(document.text, sighting, chosen.get(i), anchors) for i, sighting in enumerate(kept))


def _surnames(read: Sequence[Line]) -> frozenset[str]:
    """The last words of the names of people: alone, later, they mean the person."""
    return frozenset(
        line.words[last - 1].lower for line in read for first, last in line.people if last > first
    )


def _accepted(found: Sequence[Sighting], surnames: frozenset[str]) -> list[Sighting]:
    """Those for which enough speaks, here or where else the text has the same name."""
    best: Counter[str] = Counter()
    for sighting in found:
        if sighting.key in surnames:
            sighting.score -= 2.5
        best[sighting.key] = max(best[sighting.key], sighting.score)  # type: ignore[assignment]
    return [
        sighting
        for sighting in found
        if sighting.score >= 1.0 or (sighting.score >= -0.5 and best[sighting.key] >= 2.0)
    ]


def _home(document: Document) -> Iterator[str]:
    """The country of the publisher, as far as its address tells."""
    host = urlsplit(document.url or "").hostname or document.publisher
    code = _ENDINGS.get(host.rpartition(".")[2].lower())
    if code:
        yield from (code,) * 6


def _dialect(read: Sequence[Line]) -> Iterator[str]:
    """The countries whose daily life the words of the text tell of: sheriffs and townships, boroughs and MPs."""
    for line in read:
        for word in line.words:
            if word.lower in _AMERICAN:
                yield "US"
            elif word.lower in _BRITISH:
                yield "GB"


def _toponym(text: str, sighting: Sighting, place: Place | None, anchors: dict[int, Place]) -> Toponym:
    span = Span.of(text, sighting.start, sighting.end)
    if sighting.facility:
        return _facility(span, sighting, anchors)
    if place is None:
        return Toponym(span=span, raw=span.text, name=span.text, precision=PlacePrecision.PLACE)
    precision = PlacePrecision.NEAR if sighting.beside and place.kind == "city" else _PRECISION[place.kind]
    if sighting.division and place.kind == "city":
        precision = PlacePrecision.DISTRICT
    return Toponym(
        span=span,
        raw=span.text,
        name=place.name,
        gazetteer_id=place.id,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km + (_BESIDE_KM if precision is PlacePrecision.NEAR else 0.0),
        precision=precision,
    )


def _facility(span: Span, sighting: Sighting, anchors: dict[int, Place]) -> Toponym:
    anchor = sighting.anchor
    place = None
    if anchor is not None:
        place = anchors.get(id(anchor)) or next(
            (known for known in anchors.values() if known.id in {p.id for p in anchor.places}), None
        )
        if place is None and len(anchor.places) == 1:
            place = anchor.places[0]
    if place is None or place.kind in {"country", "area"}:
        return Toponym(
            span=span,
            raw=span.text,
            name=span.text,
            country=place.country if place else None,
            precision=PlacePrecision.NEAR,
        )
    return Toponym(
        span=span,
        raw=span.text,
        name=span.text,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km + _BESIDE_KM,
        precision=PlacePrecision.NEAR,
    )
