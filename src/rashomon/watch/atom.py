"""Events as a feed in Atom (RFC 4287), written to a file for whoever reads feeds."""

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from rashomon.model import codec
from rashomon.watch.config import Feed
from rashomon.watch.events import Event

_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = "urn:rashomon"

#: What XML 1.0 can hold (section 2.2).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed, events: Sequence[Event], updated: datetime) -> bytes:
    """The feed of events, the newest first; `updated` is the time of the newest, or when there was none yet."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM})
    _put(root, "id", _id("feed", feed.title, feed.link))
    _put(root, "title", feed.title)
    _put(root, "updated", codec.time_text(updated))
    _put(ElementTree.SubElement(root, "author"), "name", "rashomon")
    if feed.link:
        ElementTree.SubElement(root, "link", {"rel": "self", "href": feed.link})
    for event in events:
        entry = ElementTree.SubElement(root, "entry")
        _put(entry, "id", _id("event", event.id))
        _put(entry, "title", f"{event.title}: {event.text}")
        _put(entry, "updated", codec.time_text(event.at))
        ElementTree.SubElement(entry, "category", {"term": event.kind.value})
        _put(entry, "summary", f"{event.kind} of {event.incident_id}, {event.title}: {event.text}")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def write(path: Path, content: bytes) -> None:
    """Puts the bytes in the place of the file that was there, whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _id(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "/".join((_SPACE, *parts))).urn


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)
