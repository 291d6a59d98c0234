"""What a search shows of a document: the words where they stand, with some text around them."""

from collections.abc import Sequence

from rashomon.archive.records import Found
from rashomon.model.text import Span
from rashomon.store.base import Reader

#: Characters around the first of the words.
_BEFORE, _AFTER = 60, 180


def found(reader: Reader, words: str, *, limit: int, offset: int) -> tuple[Found, ...]:
    """The documents that have all the words, best first."""
    hits = reader.search(words, limit=limit, offset=offset)
    documents = reader.documents_by_id(hit.document_id for hit in hits)
    return tuple(
        Found(
            document=documents[hit.document_id],
            score=hit.score,
            excerpt=excerpt(documents[hit.document_id].text, hit.words),
            words=hit.words,
            incident_ids=hit.incident_ids,
        )
        for hit in hits
    )


def excerpt(text: str, words: Sequence[Span]) -> Span:
    """A stretch of the text around the first of the words, from word to word; its beginning where there are none."""
    first = min((span.start for span in words), default=0)
    start = 0 if first <= _BEFORE else text.find(" ", first - _BEFORE, first) + 1 or first
    end = len(text) if len(text) <= first + _AFTER else text.rfind(" ", first, first + _AFTER)
    return Span.of(text, start, end if end > first else min(len(text), first + _AFTER))
