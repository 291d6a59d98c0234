"""What the program makes of labelled rows, by the road that a user's JSON Lines take; `gold` is not seen."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rashomon import pipeline
from rashomon.extraction.attribution import attributions
from rashomon.extraction.modality import cue_modality, modality, polarity
from rashomon.languages import english
from rashomon.model.answer import Answer
from rashomon.model.claim import Act, Attribution, Extraction, Modality, Outcome, Polarity
from rashomon.model.text import Document, Sentence, Span
from rashomon.reading.documents import read

Row = dict[str, Any]

#: One row's prediction: what a scorer needs of it, as JSON.
Prediction = dict[str, Any]

_COUNTED = (Outcome.KILLED, Outcome.INJURED, Outcome.DISPLACED, Outcome.HOMELESS)


def answers(rows: Iterable[Row], text: str) -> Iterator[tuple[str, Prediction]]:
    """By the id of each row: `answer`, the bounds per outcome that the ledger of its main incident gives."""
    for answer in pipeline.each([lines(rows, text)]):
        if answer.documents:
            yield _id(answer.documents[0]), {"answer": _balances(answer)}


def _balances(answer: Answer) -> dict[str, list[int | None]]:
    """Of the main incident, without group or severity: each outcome's first balance that has a bound."""
    found: dict[str, list[int | None]] = {}
    for balance in answer.ledgers[0].balances if answer.ledgers else ():
        whole = balance.group is None and balance.severity is None
        if whole and balance.outcome in _COUNTED and (balance.lower, balance.upper) != (None, None):
            found.setdefault(balance.outcome.value, [balance.lower, balance.upper])
    return found


def quotes(rows: Iterable[Row], text: str) -> Iterator[tuple[str, Prediction]]:
    """By the id of each row: `quotes`, the spans of source, cue and content of each attribution."""
    for document, extraction in _extractions(rows, text):
        yield (
            _id(document),
            {
                "quotes": [
                    {
                        "source": _spans([told.span] if told.span else []),
                        "cue": _spans(told.cue),
                        "content": _spans(told.content),
                    }
                    for told in extraction.attributions
                ]
            },
        )


def times(rows: Iterable[Row], text: str) -> Iterator[tuple[str, Prediction]]:
    """By the id of each row: `timex3`, its times with their types and values."""
    for document, extraction in _extractions(rows, text):
        yield (
            _id(document),
            {
                "timex3": [
                    {
                        "start": time.span.start,
                        "end": time.span.end,
                        "type": time.type,
                        "value": time.value,
                    }
                    for time in extraction.times
                ]
            },
        )


def places(rows: Iterable[Row], text: str) -> Iterator[tuple[str, Prediction]]:
    """By the id of each row: `toponyms`, its places with their coordinates (degrees)."""
    for document, extraction in _extractions(rows, text):
        yield (
            _id(document),
            {
                "toponyms": [
                    {
                        "start": place.span.start,
                        "end": place.span.end,
                        "lat_lon": None if place.latitude is None else [place.latitude, place.longitude],
                        "geonameid": place.gazetteer_id,
                    }
                    for place in extraction.places
                ]
            },
        )


def certainties(rows: Iterable[Row], text: str) -> Iterator[tuple[str, Prediction]]:
    """By the id of each row: `plain`, for each of its events whether it is plainly asserted.

    The sets name events that no claim is about (to seem, to have), so modality and polarity are asked of the
    event's own word, and of the cue of the attribution in whose content it stands: as for a claim. Of `gold`
    only the events' places are seen.
    """
    rows = list(rows)
    known = {row["id"]: row["gold"]["events"] for row in rows}
    documents = read(lines(rows, text)).documents
    for document, sentences in zip(documents, english.parse(d.text for d in documents), strict=True):
        told = attributions(document, sentences)
        yield (
            _id(document),
            {"plain": [_is_plain(event["start"], event["end"], sentences, told) for event in known[_id(document)]]},
        )


#: What counts as plainly asserted: a bare "will" does, and three annotators in four rate it so (UW, train rows).
_PLAIN = frozenset({Modality.ASSERTED, Modality.EXPECTED})


def _is_plain(start: int, end: int, sentences: list[Sentence], told: tuple[Attribution, ...]) -> bool:
    for sentence in sentences:
        inside = [i for i, t in enumerate(sentence.tokens) if t.span.start < end and start < t.span.end]
        if not inside:
            continue
        trigger = next((i for i in inside if sentence.tokens[i].head not in inside), inside[0])
        if polarity(sentence, trigger) is Polarity.NEGATED:
            return False
        if modality(sentence, trigger) not in _PLAIN:
            return False
        return all(
            source.act is not Act.DENIES
            and cue_modality(_lemmas(sentences[source.sentence], source.cue)) is Modality.ASSERTED
            for source in told
            if any(piece.start < end and start < piece.end for piece in source.content)
        )
    return True  # in no sentence that was parsed: nothing qualifies it


def _lemmas(sentence: Sentence, cue: tuple[Span, ...]) -> list[str]:
    return [token.lemma for token in sentence.tokens if any(token.span.overlaps(piece) for piece in cue)]


def _extractions(rows: Iterable[Row], text: str) -> Iterator[tuple[Document, Extraction]]:
    documents = read(lines(rows, text)).documents
    yield from zip(documents, pipeline.extractions(documents), strict=True)


def lines(rows: Iterable[Row], text: str) -> bytes:
    """The rows as a user would hand them in. `text` names the field to read, where a row has it."""
    kept = ("id", "title", "date", "url", "lang")
    return b"".join(
        json.dumps(
            {key: row[key] for key in kept if row.get(key)}
            | {"text": row.get(text) or row["text"], "publisher": row.get("publisher") or row.get("domain")}
        ).encode()
        + b"\n"
        for row in rows
    )


def _id(document: Document) -> str:
    return document.external_id or document.id


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
