"""JSON Feed (jsonfeed.org, 1.0 and 1.1): one document an item."""

from collections.abc import Iterator
from typing import Any

from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.cleaning import without
from rashomon.reading.feed import Feed, clean, html_text, is_address, joined, told
from rashomon.reading.plain import post_text, with_title
from rashomon.reading.records import Draft


def is_feed(value: dict[str, Any]) -> bool:
    """Whether an object is a feed in JSON (jsonfeed.org)."""
    return "jsonfeed.org/version" in str(value.get("version", "")) and isinstance(value.get("items"), list)


def items(name: str, value: dict[str, Any]) -> Iterator[Draft | Problem]:
    """The items of a JSON Feed. Raises InputError where it holds none."""
    about = Feed(_line(value.get("title")), _line(value.get("language")), _line(value.get("home_page_url")))
    entries = enumerate((item for item in value["items"] if isinstance(item, dict)), 1)
    yield from told(name, (_item(f"{name}, item {i}", item, about) for i, item in entries))


def _item(place: str, item: dict[str, Any], feed: Feed) -> Draft | None:
    title = _line(item.get("title"))
    html, text, summary = (_text(item.get(key)) for key in ("content_html", "content_text", "summary"))
    body = without(html_text(html) or clean(text) or clean(summary)).strip()
    if not (title or body):
        return None
    published, updated = _line(item.get("date_published")), _line(item.get("date_modified"))
    key = item.get("id")
    url = _line(item.get("url"))
    address = joined(feed.base, url) if url else ""
    return Draft(
        input=place,
        text=with_title(title, body) if body else title,
        medium=Medium.FEED,
        title=title,
        publisher=feed.title,
        published=published or updated,
        updated=updated,
        markup_language=_line(item.get("language")) or feed.language,
        external_id=_line(str(key)) or None if isinstance(key, str | int) else None,
        url=address if is_address(address) else None,
    )


def _text(value: Any) -> str:
    return post_text(value) if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return " ".join(_text(value).split())
