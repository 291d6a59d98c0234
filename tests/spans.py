"""The first law: every span is a piece of its document."""

import dataclasses
from collections.abc import Iterator

from rashomon.model.claim import Extraction
from rashomon.model.text import Document, Span


def spans(record: object) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from spans(getattr(record, field.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)


def assert_spans(document: Document, extraction: Extraction) -> None:
    """Fails where a span does not give its own text."""
    for span in spans(extraction):
        assert document.text[span.start : span.end] == span.text
