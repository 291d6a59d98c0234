"""Reports to measure on: the labelled sets (gzipped JSON Lines) in the folder RASHOMON_DATA, or the samples."""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from rashomon.model.text import Document
from rashomon.reading.documents import read


def folder() -> Path | None:
    """The folder of labelled sets, where there is one."""
    named = os.environ.get("RASHOMON_DATA")
    return Path(named) if named else None


def rows(data: Path, name: str, *, split: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a set, in the order of the file."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if split is None or row["split"] == split:
                yield row


def document(row: dict[str, Any], *, text: str = "text") -> Document:
    """A row as the reader of JSON Lines would give it, without its boilerplate blanked."""
    published = None
    if row.get("date"):
        published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    return Document(
        id=row["id"],
        external_id=row["id"],
        text=row.get(text) or row["text"],
        title=row.get("title") or "",
        publisher=row.get("domain") or "",
        url=row.get("url"),
        published=published,
    )


def reports(counts: dict[str, int]) -> list[Document]:
    """The first so many reports of each set; the samples, where there is no folder of sets."""
    data = folder()
    if data is None:
        return list(read("sample:all").documents)
    return [document(row) for name, count in counts.items() for row in islice(rows(data, name), count)]
