"""News items of agencies as ninjs has them (iptc.org; 1.x, 2.x and 3.x): one document an item."""

import re
from collections.abc import Iterator
from typing import Any

from rashomon.model.ledger import Problem
from rashomon.model.text import Medium, Status
from rashomon.reading.cleaning import without
from rashomon.reading.dates import clock
from rashomon.reading.feed import clean, html_text, is_address
from rashomon.reading.plain import post_text, with_title
from rashomon.reading.records import Draft

#: Any of these beside a `uri` makes an object an item, in lower case: 3.x writes `versionCreated` for `versioncreated`.
_MARKS = frozenset(("pubstatus", "versioncreated", "headline", "headlines", "bodies", "body_text", "body_xhtml"))

#: 1.x names a body by its form, and lets agencies add their own; the richer first.
_BODIES = ("body_xhtml", "body_html", "body_text")
_DESCRIPTIONS = ("description_xhtml", "description_html", "description_text")

#: `pubstatus` is one of usable, withheld and canceled; what may not be used is not to be counted either.
_WITHDRAWN = {"canceled": "canceled by its publisher", "cancelled": "canceled by its publisher",
              "withheld": "withheld by its publisher until further notice"}  # fmt: skip


def is_item(value: dict[str, Any]) -> bool:
    """Whether an object is an item of ninjs."""
    keys = {key.lower() for key in value}
    standard = value.get("standard", value.get("$standard"))
    if isinstance(standard, dict) and str(standard.get("name", "")).lower() == "ninjs":
        return "uri" in keys
    return "uri" in keys and "text" not in keys and bool(keys & _MARKS)


def item(place: str, value: dict[str, Any]) -> Iterator[Draft | Problem]:
    """The draft of an item; a problem where it has neither headline nor text and is not canceled."""
    fields = {key.lower(): field for key, field in value.items()}
    uri = _line(fields.get("uri"))
    title = _line(fields.get("headline")) or _line(_chosen(fields.get("headlines"), ("main",)))
    body = without(_body(fields) or _description(fields)).strip()
    gone = _WITHDRAWN.get(_line(fields.get("pubstatus")).lower())
    if not (title or body or gone):
        error = "the item has neither headline nor text"
        yield Problem(input=place, error=error, hint="what it shows may be a picture: nothing can be read from it")
        return
    first, last = _line(fields.get("firstcreated")), _line(fields.get("versioncreated"))
    version = re.match(r"\d{1,9}", _line(str(fields.get("version", ""))))
    notes = [gone] if gone else []
    if embargo := _line(fields.get("embargoed")):
        notes.append(f"embargoed until {embargo}")
    if gone:
        yield Problem(input=place, error=f"{gone}: its figures do not count", hint="nothing is to be done", note=True)
    yield Draft(
        input=place,
        text=with_title(title, body) if body else title,
        medium=Medium.NEWS,
        title=title,
        publisher=_publisher(fields),
        published=first or last,
        updated=last if first and first != last else "",
        markup_language=_line(fields.get("language")),
        external_id=uri or None,
        url=uri if is_address(uri) else None,
        status=Status.WITHDRAWN if gone else Status.CURRENT,
        version_of=uri,
        version=(int(version.group()) if version else 0, _sortable(last)),
        notes=tuple(notes),
    )


def _body(fields: dict[str, Any]) -> str:
    """The text of the body: of the one with markup, which has its paragraphs, where there are several."""
    return _text(fields, _BODIES, "bodies", "body_")


def _description(fields: dict[str, Any]) -> str:
    return _text(fields, _DESCRIPTIONS, "descriptions", "description_")


def _text(fields: dict[str, Any], names: tuple[str, ...], many: str, prefix: str) -> str:
    for key in (*names, *sorted(key for key in fields if key.startswith(prefix) and key not in names)):
        written = fields.get(key)
        if isinstance(written, str) and written.strip():
            return _read(written, plain=key.endswith("text"))
    entries = [entry for entry in _entries(fields.get(many)) if _line(entry.get("value"))]
    entries.sort(key=lambda entry: "html" not in str(entry.get("contenttype", "")))
    return _read(str(entries[0]["value"]), plain="plain" in str(entries[0].get("contenttype"))) if entries else ""


def _read(written: str, *, plain: bool) -> str:
    written = post_text(written)
    return clean(written) if plain else html_text(written)


def _entries(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, with their keys in lower case."""
    entries = value if isinstance(value, list) else []
    return [{key.lower(): field for key, field in entry.items()} for entry in entries if isinstance(entry, dict)]


def _chosen(value: Any, roles: tuple[str, ...]) -> Any:
    """The value of the entry with one of the roles, else of the first."""
    entries = _entries(value)
    found = next((entry for entry in entries if entry.get("role") in roles), entries[0] if entries else {})
    return found.get("value")


def _sortable(written: str) -> str:
    """A clock time in UTC, so that later ones sort after earlier ones; as written where it is none."""
    try:
        return clock(written).isoformat()
    except ValueError:
        return written


def _publisher(fields: dict[str, Any]) -> str:
    for key in ("infosources", "infosource"):
        for entry in _entries(fields.get(key)):
            if name := _line(entry.get("name")):
                return name
    return _line(fields.get("source")) or _line(fields.get("copyrightholder"))


def _line(value: Any) -> str:
    return " ".join(post_text(value).split()) if isinstance(value, str) else ""
