"""The one place that runs the stages in order: read, parse, extract, link, reconcile, brief."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from rashomon.errors import SettingError, UnreadLanguage
from rashomon.extraction import claims as extraction
from rashomon.languages import english, triage
from rashomon.languages.identify import READ, UNDETERMINED, name_of
from rashomon.linkage import echoes, incidents
from rashomon.model.answer import Answer
from rashomon.model.claim import Claim, Extraction
from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Status
from rashomon.presentation.brief import brief
from rashomon.reading.addresses import Access
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, once
from rashomon.reading.manners import Limits, Manners
from rashomon.reading.sources import Source
from rashomon.reconciliation.ledger import reconcile
from rashomon.settings import Settings

#: Documents that are in work at once where each is told by itself.
BATCH = 64

DEFAULTS = Settings()


def answer(sources: Sequence[Source], *, settings: Settings = DEFAULTS) -> Answer:
    """One answer to all the sources: their documents are linked with one another."""
    read = list(_understood(sources, settings))
    documents = _withdrawn(tuple(item for item in read if isinstance(item, Document)))
    problems = tuple(item for item in read if isinstance(item, Problem))
    return _answer(documents, tuple(extractions(documents, settings=settings)), problems, settings)


def each(sources: Sequence[Source], *, settings: Settings = DEFAULTS) -> Iterator[Answer]:
    """An answer for every document by itself, and one for every problem, in the order of the sources."""
    rest = _understood(sources, settings)
    while batch := list(islice(rest, BATCH)):
        found = extractions((item for item in batch if isinstance(item, Document)), settings=settings)
        for item in batch:
            if isinstance(item, Problem):
                yield Answer(problems=(item,))
            else:
                yield _answer((item,), (next(found),), (), settings)


def extract(document: Document, *, settings: Settings = DEFAULTS) -> tuple[Claim, ...]:
    """The claims of one document, in the order of its text.

    Raises ModelError where the parser cannot be used, UnreadLanguage where the text is in a language not read yet.
    """
    if (unread := unread_language(document)) is not None:
        raise unread
    [found] = extractions([document], settings=settings)
    return found.claims


def extractor(settings: Settings = DEFAULTS) -> str:
    """What the claims of these settings are told from others by: another model may find others."""
    model = "" if settings.english_model == DEFAULTS.english_model else f" {settings.english_model}"
    return f"{extraction.EXTRACTOR}{model}{' parse_all' if settings.parse_all else ''}"


def _withdrawn(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The documents, with those marked that a notice of withdrawal among them supersedes, and their former versions."""
    by_id = {document.id: document for document in documents}
    gone: set[str] = set()
    for document in documents:
        former = document.supersedes if document.status is Status.WITHDRAWN else None
        while former in by_id and former not in gone:
            gone.add(former)
            former = by_id[former].supersedes
    return tuple(replace(each, status=Status.WITHDRAWN) if each.id in gone else each for each in documents)


def unread_language(document: Document, place: str = "") -> UnreadLanguage | None:
    """Why a document, found at `place`, has no claims: its language is not read. Null where it is."""
    if document.language in READ or not document.language:
        return None
    place = place or document.url or document.external_id or f"document {document.id}"
    readable = " and ".join(name_of(code) for code in sorted(READ))
    if document.language == UNDETERMINED:
        return UnreadLanguage(
            place,
            "its language could not be told, so it was not read",
            f"{readable} is read: name the language in the column or field `language` if it is that",
        )
    return UnreadLanguage(
        place,
        f"written in {name_of(document.language)}, which is not read yet",
        f"{readable} is read: give a translation, and keep the original beside it",
    )


def manners(settings: Settings) -> Manners:
    """How the settings want the web to be asked. Raises SettingError where one of the allowed hosts is none."""
    hosts = frozenset(host.strip().lower() for host in settings.allow_hosts.split(",") if host.strip())
    for host in hosts:
        if re.search(r"[\s/@]", host):
            raise SettingError(
                f"allow_hosts names {host!r}, which is no host: write wiki.example.org or localhost:8000"
            )
    return Manners(
        access=Access(allowed=hosts),
        agent=settings.user_agent,
        robots=settings.robots,
        limits=Limits(seconds=settings.fetch_seconds, bytes=settings.fetch_megabytes * 1024 * 1024),
    )


def _understood(sources: Sequence[Source], settings: Settings) -> Iterator[Document | Problem]:
    """What the sources hold in languages that are read; for what is in others, a problem in its place."""
    for item in once(captured(*sources, manners=manners(settings))):
        if isinstance(item, Captured):
            unread = unread_language(item.document, item.place)
            yield Problem(input=unread.input, error=unread.error, hint=unread.hint) if unread else item.document
        else:
            yield item


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
        briefs.append(brief(incident, ledger, claims, documents, length=settings.length))
    return Answer(
        documents=documents,
        extractions=found,
        incidents=joined,
        ledgers=tuple(ledgers),
        briefs=tuple(briefs),
        problems=problems,
    )
