"""What is read and extracted of labelled rows, in several processes: for benchmarks of the stages that follow."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.accuracy.reading import Row, lines
from rashomon import pipeline
from rashomon.model.claim import Extraction
from rashomon.model.text import Document
from rashomon.reading.documents import read

#: Characters of one piece of work: a few seconds, so that the processes end together.
_PIECE = 150_000


def extracted(rows: Iterable[Row], *, text: str = "text", processes: int = 2) -> list[tuple[Document, Extraction]]:
    """The documents that a user's JSON Lines of these rows give, in their order, each with all that it says.

    `Document.external_id` is the row's id. `text` names the field to read, where a row has it. A row that cannot
    be read, or that has the same document as one before it, has none.
    """
    documents = read(lines(rows, text)).documents
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        pieces = list(_pieces(documents))
        found = (extraction for piece in pool.map(_extracted, pieces) for extraction in piece)
        return list(zip(documents, found, strict=True))


def _pieces(documents: Sequence[Document]) -> Iterator[list[Document]]:
    piece: list[Document] = []
    characters = 0
    for document in documents:
        piece.append(document)
        characters += len(document.text)
        if characters > _PIECE:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


def _extracted(documents: Sequence[Document]) -> list[Extraction]:
    return list(pipeline.extractions(documents))
