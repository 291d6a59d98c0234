"""From what a reader found in a source to a Document, with its id and language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rashomon.errors import UnreadLanguage
from rashomon.languages.identify import READ, UNDETERMINED, code_of, identify, name_of
from rashomon.model.codec import content_id
from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Medium
from rashomon.reading.dates import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found: a document without id and language.

    `input` names where it was found, for problems. `published` and `updated` are as written. `language` is
    the user's word, and trusted; `markup_language` a page's own, asked only where its text tells nothing.
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


def finished(draft: Draft) -> Iterator[Document | Problem]:
    """The document of a draft, with a problem for each date that cannot be told.

    Raises UnreadLanguage where the text is in a language that is not read.
    """
    language = code_of(draft.language) if draft.language.strip() else identify(draft.text)
    if language == UNDETERMINED and draft.markup_language:
        language = code_of(draft.markup_language)
    if language not in READ:
        raise _unread(draft, language)
    published, updated = None, None
    try:
        published = clock(draft.published) if draft.published.strip() else None
    except ValueError as error:
        yield Problem(input=draft.input, error=f"date of publication: {error}", hint=_DATE_HINT)
    try:
        updated = clock(draft.updated) if draft.updated.strip() else None
    except ValueError as error:
        yield Problem(input=draft.input, error=f"date of update: {error}", hint=_DATE_HINT)
    yield Document(
        id=document_id(
            medium=draft.medium,
            url=draft.url,
            publisher=draft.publisher,
            external_id=draft.external_id,
            title=draft.title,
            text=draft.text,
            published=published,
        ),
        text=draft.text,
        medium=draft.medium,
        title=draft.title,
        publisher=draft.publisher,
        language=language,
        published=published,
        updated=updated,
        external_id=draft.external_id,
        url=draft.url,
        forwarded_from=draft.forwarded_from,
    )


_DATE_HINT = "it was read without; write dates like 2031-05-02T18:00Z"


def _unread(draft: Draft, language: str) -> UnreadLanguage:
    readable = " and ".join(name_of(code) for code in sorted(READ))
    if language == UNDETERMINED:
        return UnreadLanguage(
            draft.input,
            "its language could not be told, so it was not read",
            f"{readable} is read: name the language in the column or field `language` if it is that",
        )
    return UnreadLanguage(
        draft.input,
        f"written in {name_of(language)}, which is not read yet",
        f"{readable} is read: give a translation, and keep the original beside it",
    )
