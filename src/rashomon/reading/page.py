"""What a page's markup says of itself: title, publisher, address, dates. Nothing is guessed from its text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from rashomon.reading.titles import without_site

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished", "date.published", "publishdate", "publish_date", "publish-date", "published_time",
    "pubdate", "published_at", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "bt:pubdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "dcsext.articlefirstpublished", "article_date_original", "originalpublicationdate",
    "ptime", "pdate", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "updated_time",
)  # fmt: skip
_SITE = ("og:site_name",)
_PUBLISHER = ("application-name", "publisher", "dc.publisher", "dcterms.publisher", "copyright-holder")
_TITLE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
)

_ARTICLES = re.compile(r"Article|BlogPosting|Report|SocialMediaPosting|NewsMediaOrganization$")
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
_WORD = re.compile(r"\w+")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself; empty or null where it says nothing. Dates are as written."""

    title: str
    publisher: str
    url: str | None
    published: str
    updated: str
    language: str


def described(markup: str) -> Page:
    """The page's words about itself: JSON-LD, meta elements, `<time>`, `<link>`, `<h1>` and `<title>`."""
    from lxml import html  # type: ignore[import-untyped]  # noqa: PLC0415 - only pages need it
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup))
    except (LxmlError, ValueError, AssertionError, RecursionError):
        return Page("", "", None, "", "", "")
    meta, linked = _meta(tree), list(_linked(tree))
    article = next((entry for entry in linked if _is_article(entry)), {})
    publisher = _publisher(meta, article)
    return Page(
        title=_title(tree, meta, article, publisher),
        publisher=publisher,
        url=_address(tree, meta, markup),
        published=_first(meta, _PUBLISHED, dated=True) or _string(article.get("datePublished")) or _time(tree),
        updated=_first(meta, _UPDATED, dated=True) or _string(article.get("dateModified")),
        language=(tree.get("lang") or "").strip(),
    )


def _meta(tree: Any) -> dict[str, str]:
    """Name, property or itemprop (in lower case) → content, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _line(element.get("content") or "")
        if content:
            for attribute in ("property", "name", "itemprop"):
                for key in (element.get(attribute) or "").lower().split():
                    found.setdefault(key, content)
    return found


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, nested graphs opened."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            value = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [value]
        while todo:
            entry = todo.pop(0)
            if isinstance(entry, list):
                todo.extend(entry)
            elif isinstance(entry, dict):
                todo.extend(entry[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in entry)
                yield entry


def _is_article(entry: dict[str, Any]) -> bool:
    kinds = entry.get("@type")
    return any(isinstance(k, str) and _ARTICLES.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _publisher(meta: dict[str, str], article: dict[str, Any]) -> str:
    named = article.get("publisher")
    if isinstance(named, list):
        named = named[0] if named else None
    own = _string(named.get("name")) if isinstance(named, dict) else _string(named)
    return _first(meta, _SITE) or own or _first(meta, _PUBLISHER)


def _title(tree: Any, meta: dict[str, str], article: dict[str, Any], publisher: str) -> str:
    """The headline of the article: what the page shows as such, where the markup's titles agree with it."""
    written = next(tree.iter("title"), None)
    head = _line(written.text_content()) if written is not None else ""
    stated = _string(article.get("headline")) or _first(meta, _TITLE) or head
    shown = [line for line in (_line(element.text_content()) for element in tree.iter("h1")) if line]
    for line in shown:
        if _alike(line, stated) or _alike(line, head):
            return line
    if not stated and len(shown) == 1:
        return shown[0]
    return without_site(stated, publisher)


def _alike(left: str, right: str) -> bool:
    """Whether most words of the shorter stand in the other."""
    one, other = set(_WORD.findall(left.casefold())), set(_WORD.findall(right.casefold()))
    shorter = min(len(one), len(other))
    return shorter > 1 and 2 * len(one & other) > shorter


def _address(tree: Any, meta: dict[str, str], markup: str) -> str | None:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            address = (element.get("href") or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    saved = _SAVED.search(markup, 0, 4_000)
    address = meta.get("og:url", "") or (saved.group(1) if saved else "")
    return address if address.startswith(("http://", "https://")) else None


def _time(tree: Any) -> str:
    """The date of a `<time>` that is marked as the publication's, stands alone, or is by the headline."""
    times = [e for e in tree.iter("time") if _DATED.match((e.get("datetime") or "").strip())]
    marked = [e for e in times if e.get("pubdate") is not None or "datepublished" in (e.get("itemprop") or "").lower()]
    marked = marked or [e for e in times if "publish" in (e.get("class") or "").lower()]
    if not marked:
        days = {e.get("datetime").strip()[:10] for e in times}
        marked = times if len(days) == 1 else [e for e in times if _heads(e)]
    return marked[0].get("datetime").strip() if marked else ""


def _heads(element: Any) -> bool:
    """Whether the element stands in the header of an article: beside its main headline."""
    holder = next((a for a in element.iterancestors("header", "article")), None)
    return holder is not None and next(holder.iter("h1"), None) is not None


def _first(meta: dict[str, str], names: tuple[str, ...], *, dated: bool = False) -> str:
    return next((meta[n] for n in names if n in meta and (not dated or re.search(r"\d{4}", meta[n]))), "")


def _string(value: Any) -> str:
    return _line(unescape(value)) if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(text.split())
