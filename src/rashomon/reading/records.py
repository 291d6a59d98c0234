"""From what a reader found in a source to a Document, with its id and language."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from rashomon.languages.identify import UNDETERMINED, code_of, identify
from rashomon.model.codec import content_id
from rashomon.model.ledger import Problem
from rashomon.model.text import Document, Medium, Status
from rashomon.reading.dates import clock
from rashomon.reading.outlets import outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found: a document without id and language.

    `input` names where it was found, for problems. `published` and `updated` are as written. `language` is
    the user's word, and trusted; `markup_language` a page's own, asked only where its text tells nothing.
    `version_of` names what the draft is a version of, where the source tells, and `version` which one: it sorts.
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
    status: Status = Status.CURRENT
    version_of: str = ""
    version: tuple[int, str] = (0, "")
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
    status: Status = Status.CURRENT,
) -> str:
    """The id of a document: a hash of what makes the record itself, so that a second reading adds nothing.

    A notice that a report is withdrawn often repeats it word for word, and is another document all the same.
    """
    stamp = published.isoformat() if published else None
    withdrawn = (status.value,) if status is Status.WITHDRAWN else ()
    return content_id(medium.value, url, publisher, external_id, title, text, stamp, *withdrawn)


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
            status=draft.status,
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
        status=draft.status,
    )
    return document, problems


def left_out(place: str, what: str, counts: Counter[str]) -> Iterator[Problem]:
    """A note on what was left out as it should be, by kind; nothing where nothing was."""
    kinds = ", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items()) if count)
    if kinds:
        yield Problem(input=place, error=f"{what} left out ({kinds})", hint="nothing is to be done", note=True)


class Versions:
    """The newest version so far of whatever has versions that its source numbers."""

    def __init__(self) -> None:
        self._newest: dict[str, tuple[tuple[int, str], str]] = {}

    def placed(self, document: Document, draft: Draft) -> Document:
        """The document as what it is among the versions that came before it: a later one supersedes the last."""
        if not draft.version_of:
            return document
        version, last = self._newest.get(draft.version_of, ((-1, ""), ""))
        if draft.version <= version or last == document.id:
            return document
        self._newest[draft.version_of] = draft.version, document.id
        if not last:
            return document
        status = Status.CORRECTED if document.status is Status.CURRENT else document.status
        return replace(document, supersedes=last, status=status)


def _clock(draft: Draft, which: str, written: str, problems: list[Problem]) -> datetime | None:
    if not written.strip():
        return None
    try:
        return clock(written)
    except ValueError as error:
        hint = "it was read without; write dates like 2031-05-02T18:00Z"
        problems.append(Problem(input=draft.input, error=f"date of {which}: {error}", hint=hint))
        return None
