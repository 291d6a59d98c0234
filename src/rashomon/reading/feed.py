"""Feeds in XML: RSS (0.9 to 2.0) and Atom (0.3 and 1.0); one document an item."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.cleaning import without
from rashomon.reading.forms import PREFACE
from rashomon.reading.markup import line_of, parsed, text_of
from rashomon.reading.plain import tidy, with_title
from rashomon.reading.records import Draft, left_out

#: Elements of an item, by local name, the first that is there. `encoded` is content:encoded, `body` xhtml:body.
_CONTENT = ("encoded", "content", "body", "description", "summary", "fulltext")
_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_ID = ("guid", "id", "identifier")

_ITEMS = ("item", "entry")
_PROLOGUE = re.compile(PREFACE, re.I | re.S)
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31})|#(\d+)|#[xX]([0-9a-fA-F]+));")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_TAG = re.compile(r"<[A-Za-z/!]")
_ADDRESS = re.compile(r"https?://\S+$", re.I)

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

#: Elements of other vocabularies that share a local name with one of ours and mean another thing.
_FOREIGN = re.compile(r"\{http://(?:search\.yahoo\.com/mrss|www\.itunes\.com|a9\.com)|(?:media|itunes):")


def items(name: str, text: str, base: str | None = None) -> Iterator[Draft | Problem]:
    """The items of a feed in XML; `base` is the address that it was taken from.

    Raises InputError where it is no XML at all or holds no items.
    """
    root = _tree(name, text)
    entries = [element for element in root.iter() if _local(element) in _ITEMS]
    channel = next((element for element in root.iter() if _local(element) in ("channel", "feed")), root)
    about = Feed(_plain(_child(channel, "title")), _language(root, channel), _base(channel, base))
    yield from told(name, (_item(f"{name}, item {i}", entry, about) for i, entry in enumerate(entries, 1)))


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; `base` is what its links are relative to."""

    title: str
    language: str
    base: str


def told(name: str, drafts: Iterator[Draft | None]) -> Iterator[Draft | Problem]:
    """The drafts of a feed's items, and how many items had nothing in them. Raises InputError where there are none."""
    found = empty = 0
    for draft in drafts:
        if draft is None:
            empty += 1
        else:
            found += 1
            yield draft
    if not found and not empty:
        raise InputError(name, "the feed has no items", "take it anew, or read the pages of the site")
    yield from left_out(name, "items", Counter({"with neither title nor text": empty}))


def _tree(name: str, text: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - only feeds need it

    # a prologue may define entities, which no feed needs
    text = _PROLOGUE.sub("", tidy(text), count=1)
    # names that HTML knows and XML does not; a parser that recovers would drop them with what they stand for
    text = _ENTITY.sub(_entity, text)
    parser = etree.XMLParser(encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(name, f"the feed's XML cannot be parsed ({str(error)[:80]})", "take it anew") from error
    if root is None:
        raise InputError(name, "the feed's XML cannot be parsed", "take it anew")
    return root


def _entity(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return match.group() if name in _XML_ENTITIES else html5.get(f"{name};", match.group())
    # the parser takes numbers that are no character into its tree, and cannot give them back
    return match.group() if is_character(int(decimal or hexadecimal, 10 if decimal else 16)) else "\ufffd"


def is_character(number: int) -> bool:
    """Whether XML may hold the character of a number (XML 1.0, section 2.2)."""
    return number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000


def _item(place: str, entry: Any, feed: Feed) -> Draft | None:
    title = _plain(_child(entry, "title"))
    body = without(_content(entry)).strip()
    if not (title or body):
        return None
    origin = _child(entry, "source")
    published = _first(entry, _PUBLISHED)
    updated = _first(entry, _UPDATED)
    key = _first(entry, _ID) or (entry.get(_ABOUT) or "").strip()
    return Draft(
        input=place,
        text=with_title(title, body) if body else title,
        medium=Medium.FEED,
        title=title,
        publisher=_plain(_child(origin, "title")) or _plain(origin) or feed.title,
        # the only time that an item states is when it was published, as far as it tells
        published=published or updated,
        updated=updated,
        markup_language=entry.get(_LANG) or _first(entry, ("language",)) or feed.language,
        external_id=key or None,
        url=_link(entry, feed.base, key),
    )


def _content(entry: Any) -> str:
    for name in _CONTENT:
        element = _child(entry, name)
        if element is None or (element.get("type") or "").startswith(("image/", "audio/", "video/", "application/")):
            continue
        if text := _text(element):
            return text
    return ""


def _text(element: Any) -> str:
    """The text of an element that holds HTML in whatever way: escaped, as its children, or plain text."""
    if len(element):
        return text_of(element)
    if element.get("type") in ("text", "text/plain"):
        return clean(element.text or "")
    return html_text(element.text or "")


def html_text(written: str) -> str:
    """The text of what may be HTML or plain text."""
    if _TAG.search(written):
        return text_of(parsed("", f"<div>{written}</div>"))
    return clean(unescape(written))


def clean(text: str) -> str:
    """Plain text with its lines, and blanks as one."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _plain(element: Any) -> str:
    """An element's text in one line, of HTML too; empty for null."""
    if element is None:
        return ""
    if len(element):
        return line_of(element)
    return " ".join(html_text(element.text or "").split())


def _link(entry: Any, base: str, key: str) -> str | None:
    """The address of an item's page: its link, or its id where that is an address that leads there."""
    base = entry.get(_BASE) or base
    for element in entry:
        if _local(element) == "link" and (element.get("rel") or "alternate") == "alternate":
            address = (element.get("href") or element.text or "").strip()
            whole = joined(base, address)
            if address and is_address(whole):
                return whole
    guid = _child(entry, "guid")
    leads = guid is not None and (guid.get("isPermaLink") or "true").strip().lower() == "true"
    return key if leads and is_address(key) else None


def is_address(text: str) -> bool:
    """Whether a text is the address of a page."""
    return _ADDRESS.match(text) is not None


def joined(base: str, address: str) -> str:
    """An address, whole, where it may be relative to another; empty where it is none."""
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that hold no address
        return ""


def _base(channel: Any, base: str | None) -> str:
    """What the links of a feed are relative to."""
    own = channel.get(_BASE) or ""
    for element in channel:
        if _local(element) == "link":
            own = own or (element.get("href") or element.text or "").strip()
    return joined(base or "", own)


def _language(root: Any, channel: Any) -> str:
    return (channel.get(_LANG) or root.get(_LANG) or _first(channel, ("language",))).strip()


def _local(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str) or _FOREIGN.match(tag):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2]  # a prefix that was never declared stays in the name


def _child(element: Any, name: str) -> Any:
    """The first child of a local name; null where there is none, or no element."""
    return None if element is None else next((child for child in element if _local(child) == name), None)


def _first(element: Any, names: tuple[str, ...]) -> str:
    """The text of the first child that has one, by the order of the names."""
    for name in names:
        child = _child(element, name)
        if child is not None and (text := " ".join("".join(child.itertext()).split())):
            return text
    return ""
