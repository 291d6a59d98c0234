"""The one place that runs the stages in order: read, parse, extract, link, reconcile, brief."""

from collections.abc import Iterable, Iterator
from itertools import islice

from rashomon.extraction.claims import extract as join
from rashomon.languages import english, triage
from rashomon.linkage import incidents as linkage
from rashomon.model.answer import Answer
from rashomon.model.claim import Extraction
from rashomon.model.ledger import Problem
from rashomon.model.text import Document
from rashomon.presentation.brief import brief
from rashomon.reading import documents as reading
from rashomon.reconciliation.ledger import reconcile
from rashomon.settings import Settings

#: Documents that are in memory at once where each is told by itself.
BATCH = 64


def extractions(documents: Iterable[Document], *, settings: Settings | None = None) -> Iterator[Extraction]:
    """What each document says, in order; documents stream through in batches.

    Raises ModelError where the language model cannot be used.
    """
    model = settings.english_model if settings else english.MODEL
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        parsed = english.parse((document.text for document in batch), wanted=triage.wanted, model=model)
        for document, sentences in zip(batch, parsed, strict=True):
            yield join(document, sentences)
