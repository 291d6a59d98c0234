"""The one place that runs the stages in order: read, parse, extract, link, reconcile, brief."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rashomon.extraction import claims as extraction
from rashomon.languages import english, triage
from rashomon.linkage import echoes, incidents
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim, Extraction
from rashomon.model.ledger import Problem
from rashomon.model.text import Document
from rashomon.presentation.brief import brief
from rashomon.reading.documents import Reading, read, stream
from rashomon.reading.sources import Source
from rashomon.reconciliation.ledger import reconcile
from rashomon.settings import Settings

#: Documents that are in work at once where each is told by itself.
BATCH = 64

DEFAULTS = Settings()


def answer(sources: Sequence[Source], *, settings: Settings = DEFAULTS) -> Answer:
    """One answer to all the sources: their documents are linked with one another."""
    reading: Reading = read(*sources)
    found = tuple(extractions(reading.documents, settings=settings))
    return _answer(reading.documents, found, reading.problems, settings)


def each(sources: Sequence[Source], *, settings: Settings = DEFAULTS) -> Iterator[Answer]:
    """An answer for every document by itself, and one for every problem, in the order of the sources."""
    rest = stream(*sources)
    while batch := list(islice(rest, BATCH)):
        found = extractions((item for item in batch if isinstance(item, Document)), settings=settings)
        for item in batch:
            if isinstance(item, Problem):
                yield Answer(problems=(item,))
            else:
                yield _answer((item,), (next(found),), (), settings)


def extract(document: Document, *, settings: Settings = DEFAULTS) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text. Raises ModelError where the parser cannot be used."""
    [found] = extractions([document], settings=settings)
    return found.claims


def extractions(documents: Iterable[Document], *, settings: Settings = DEFAULTS) -> Iterator[Extraction]:
    """All that each document says, in order; documents stream through in batches.

    Raises ModelError where the language model is missing or not the pinned one.
    """
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        parsed = english.parse(
            (document.text for document in batch),
            wanted=_every if settings.parse_all else triage.wanted,
            model=settings.english_model,
        )
        for document, sentences in zip(batch, parsed, strict=True):
            yield extraction.extract(document, sentences)


def _every(_text: str) -> bool:
    return True


def _answer(
    documents: tuple[Document, ...],
    found: tuple[Extraction, ...],
    problems: tuple[Problem, ...],
    settings: Settings,
) -> Answer:
    repeats = echoes.echoes(documents)
    joined = incidents.link(documents, found, echoes=repeats)
    told = {claim.id: claim for extraction_ in found for claim in extraction_.claims}
    ledgers, briefs = [], []
    for incident in joined:
        claims = [told[id] for id in incident.claim_ids]
        ledger = reconcile(incident, claims, documents, echoes=repeats, rule=settings.rule)
        ledgers.append(ledger)
        briefs.append(brief(incident, ledger, claims, documents))
    return Answer(
        documents=documents,
        extractions=found,
        incidents=joined,
        ledgers=tuple(ledgers),
        briefs=tuple(briefs),
        problems=problems,
    )
