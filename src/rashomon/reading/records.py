"""From what a reader found in a source to a Document, with its id and language."""

from dataclasses import dataclass, field
from datetime import datetime

from rashomon.languages.identify import UNDETERMINED, code_of, identify
from rashomon.model.codec import content_id
from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Medium
from rashomon.reading.dates import clock
from rashomon.reading.outlets import outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found: a document without id and language.

    `input` names where it was found, for problems. `published` and `updated` are as written. `language` is
    the user's word, and trusted; `markup_language` a page's own, asked only where its text tells nothing.
    `raw` and `offset` are the bytes of a part of an input, such as a row; null where it is the whole input.
    """

    input: str
    text: str
    medium: Medium
    title: str = ""
    publisher: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    markup_language: str = ""
    external_id: str | None = None
    url: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    raw: bytes | None = field(default=None, repr=False)
    offset: int | None = None
    notes: tuple[str, ...] = ()


def document_id(
    *,
    medium: Medium,
    url: str | None,
    publisher: str,
    external_id: str | None,
    title: str,
    text: str,
    published: datetime | None,
) -> str:
    """The id of a document: a hash of what makes the record itself, so that a second reading adds nothing."""
    stamp = published.isoformat() if published else None
    return content_id(medium.value, url, publisher, external_id, title, text, stamp)


def finished(draft: Draft) -> tuple[Document, list[Problem]]:
    """The document of a draft, with a problem for each date that cannot be told."""
    language = code_of(draft.language) if draft.language.strip() else identify(draft.text)
    if language == UNDETERMINED and draft.markup_language:
        language = code_of(draft.markup_language)
    publisher = draft.publisher or outlet(draft.url or "")
    problems: list[Problem] = []
    published = _clock(draft, "publication", draft.published, problems)
    updated = _clock(draft, "update", draft.updated, problems)
    document = Document(
        id=document_id(
            medium=draft.medium,
            url=draft.url,
            publisher=publisher,
            external_id=draft.external_id,
            title=draft.title,
            text=draft.text,
            published=published,
        ),
        text=draft.text,
        medium=draft.medium,
        title=draft.title,
        publisher=publisher,
        language=language,
        published=published,
        updated=updated,
        external_id=draft.external_id,
        url=draft.url,
        forwarded_from=draft.forwarded_from,
        reply_to=draft.reply_to,
    )
    return document, problems


def _clock(draft: Draft, which: str, written: str, problems: list[Problem]) -> datetime | None:
    if not written.strip():
        return None
    try:
        return clock(written)
    except ValueError as error:
        hint = "it was read without; write dates like 2031-05-02T18:00Z"
        problems.append(Problem(input=draft.input, error=f"date of {which}: {error}", hint=hint))
        return None
