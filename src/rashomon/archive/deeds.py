"""What an archive writes into its log: digests of what entered, so that verifying can tell what it was.

Digests are the SHA-256 of the records as the codec writes them; `new` and `old` of a deed are JSON with sorted keys.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from rashomon.model import codec
from rashomon.model.claim import Extraction
from rashomon.model.text import Capture, Document
from rashomon.store.custody import Action, Deed
from rashomon.store.records import Entry, Ruling


def digest(record: Document | Extraction | Capture | Ruling) -> str:
    """The SHA-256 of a record."""
    return hashlib.sha256(codec.dumps(record).encode("utf-8", "surrogatepass")).hexdigest()


def state(text: str | None) -> dict[str, Any]:
    """What `old` or `new` of a deed holds."""
    return {} if text is None else dict(json.loads(text))


def added(entry: Entry, *, at: datetime, who: str) -> Deed:
    """That a document entered, with its bytes and what was read from it."""
    new = {"document": digest(entry.document), "captures": _captures(entry.captures)} | _read(entry)
    return Deed(at=at, who=who, action=Action.ADDED, subject=entry.document.id, new=_text(new), why=entry.note)


def superseded(former: Document, by: Document, *, at: datetime, who: str, why: str) -> Deed:
    """That another version took the place of a document."""
    return Deed(at=at, who=who, action=Action.SUPERSEDED, subject=former.id, new=_text({"document": by.id}), why=why)


def captured(document_id: str, captures: Sequence[Capture], *, at: datetime, who: str) -> Deed:
    """That the bytes of a document that was there were found again, at another place or time."""
    new = _text({"captures": _captures(captures)})
    return Deed(at=at, who=who, action=Action.CAPTURED, subject=document_id, new=new)


def reread(entry: Entry, *, former: str | None, at: datetime, who: str) -> Deed:
    """That a newer extractor read a document."""
    old = _text({"extractor": former}) if former else None
    why = "read by another extractor" if former else "read for the first time"
    return Deed(
        at=at, who=who, action=Action.READ, subject=entry.document.id, old=old, new=_text(_read(entry)), why=why
    )


def dropped(extractor: str, claims: int, *, at: datetime, who: str, why: str) -> Deed:
    """That the claims of a former extractor were dropped."""
    return Deed(at=at, who=who, action=Action.DROPPED, subject=extractor, old=_text({"claims": claims}), why=why)


def judged(ruling: Ruling) -> Deed:
    """What a person said, whole."""
    return Deed(
        at=ruling.at,
        who=ruling.judge,
        action=Action.JUDGED,
        subject=ruling.id,
        new=said(ruling),
        why=ruling.note,
    )


def undone(ruling: Ruling, *, at: datetime, who: str, why: str) -> Deed:
    """That it was taken back."""
    return Deed(at=at, who=who, action=Action.UNDONE, subject=ruling.id, old=said(ruling), why=why)


def said(ruling: Ruling) -> str:
    """A ruling whole, as it was before anybody took it back."""
    return codec.dumps(replace(ruling, undone_by=None, undone_at=None))


def _captures(captures: Sequence[Capture]) -> list[dict[str, str]]:
    return [{"raw": capture.raw_sha256, "record": digest(capture)} for capture in captures]


def _read(entry: Entry) -> dict[str, Any]:
    if entry.extraction is None:
        return {}
    return {"extractor": entry.extractor, "extraction": digest(entry.extraction)}


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
