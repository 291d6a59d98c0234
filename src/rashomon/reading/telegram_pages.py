"""Telegram's pages: `messages.html` of an export, and saved `t.me/s/…`; one document a post."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.markup import line_of, parsed, text_of, with_class
from rashomon.reading.plain import post_text, title_of
from rashomon.reading.records import Draft, left_out

#: Marks of the pages that t.me gives (`tgme_widget_message`), and of those that Telegram Desktop writes.
_SAVED = re.compile(r"\bclass=[\"'][^\"']*\btgme_widget_message\b")
_EXPORT = re.compile(r"\bclass=[\"'][^\"']*\bpage_wrap\b.{0,20000}?\bclass=[\"']page_body\b", re.S)

_MESSAGE = re.compile(r"message(\d+)$")
_GO_TO = re.compile(r"#go_to_message(\d+)")

#: "02.05.2031 13:00:00 UTC+02:00"; older exports leave the zone out.
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d)?)?")

#: Parts of a message's element that hold other words than its own.
_REPLIES = ("tgme_widget_message_reply",)


def is_page_of_posts(markup: str) -> bool:
    """Whether a page is one of Telegram's, of posts."""
    return bool(_SAVED.search(markup)) or bool(_EXPORT.search(markup))


def posts(name: str, markup: str) -> Iterator[Draft | Problem]:
    """The posts of a page, in its order; a page that only lists chats or contacts, as exports have, is told."""
    tree = parsed(name, markup)
    counts: Counter[str] = Counter()
    local = found = 0
    for draft, zoned in _saved(name, tree, counts) if _SAVED.search(markup) else _exported(name, tree, counts):
        found += 1
        local += not zoned
        yield draft
    if not found and not counts:
        told = "it is a page of Telegram without posts"
        yield Problem(input=name, error=told, hint="read the pages of the chats themselves", note=True)
    yield from left_out(name, "messages", counts)
    if local:
        told = f"{local} posts have the time of the computer that exported them, whose zone is not told"
        yield Problem(input=name, error=told, hint="it was taken as UTC: export the chat with a newer version")


def _saved(name: str, tree: Any, counts: Counter[str]) -> Iterator[tuple[Draft, bool]]:
    """The posts of a page of t.me, whose times have zones."""
    header = line_of(next(with_class(tree, "tgme_channel_info_header_title"), None))
    for element in with_class(tree, "tgme_widget_message"):
        post = (element.get("data-post") or "").strip()
        if "service_message" in (element.get("class") or "").split():
            counts["service messages"] += 1
            continue
        if next(with_class(element, "tgme_widget_message_poll"), None) is not None:
            counts["polls"] += 1
            continue
        texts = with_class(element, "tgme_widget_message_text")
        body = next((each for each in texts if not _within(each, _REPLIES)), None)
        text = "" if body is None else post_text(text_of(body))
        if not text:
            counts["without text"] += 1
            continue
        stamp = next((time for time in element.iter("time") if time.get("datetime")), None)
        answered = next(with_class(element, "tgme_widget_message_reply"), None)
        forward = next(with_class(element, "tgme_widget_message_forwarded_from_name"), None)
        meta = next(with_class(element, "tgme_widget_message_meta"), None)
        yield (
            Draft(
                input=f"{name}, message {post.rpartition('/')[2]}" if post else name,
                text=text,
                medium=Medium.TELEGRAM,
                title=title_of(text),
                publisher=line_of(next(with_class(element, "tgme_widget_message_owner_name"), None)) or header,
                published=stamp.get("datetime") if stamp is not None else "",
                external_id=post or None,
                url=f"https://t.me/{post}" if post else None,
                forwarded_from=line_of(forward) or None,
                reply_to=_path(answered.get("href") or "") if answered is not None else None,
                notes=("edited, when is not told",) if "edited" in line_of(meta).split() else (),
            ),
            True,
        )


def _exported(name: str, tree: Any, counts: Counter[str]) -> Iterator[tuple[Draft, bool]]:
    """The posts of a page of an export, each with whether its time has a zone."""
    sender = ""
    for element in with_class(tree, "message"):
        number = _MESSAGE.match(element.get("id") or "")
        classes = (element.get("class") or "").split()
        if "service" in classes:
            # lines with a day have numbers below 0, and are nothing that was sent
            counts["service messages"] += number is not None
            continue
        if "joined" not in classes:
            sender = line_of(_own(element, "from_name"))
        if next(with_class(element, "media_poll"), None) is not None:
            counts["polls"] += 1
            continue
        text = post_text(text_of(next(with_class(element, "text"), None)))
        if not text:
            counts["without text"] += 1
            continue
        written, zoned = _time(next(with_class(element, "date"), None))
        forwarded = next(with_class(element, "forwarded"), None)
        answered = next(with_class(element, "reply_to"), None)
        link = next(answered.iter("a"), None) if answered is not None else None
        target = _GO_TO.search(link.get("href") or "") if link is not None else None
        yield (
            Draft(
                input=f"{name}, message {number.group(1)}" if number else name,
                text=text,
                medium=Medium.TELEGRAM,
                title=title_of(text),
                publisher=sender,
                published=written,
                external_id=number.group(1) if number else None,
                forwarded_from=_forwarded(element) if forwarded is not None else None,
                reply_to=target.group(1) if target else None,
            ),
            zoned or not written,
        )


def _own(element: Any, name: str) -> Any:
    """The first element of a class that is not inside what was forwarded."""
    return next((each for each in with_class(element, name) if not _within(each, ("forwarded",))), None)


def _forwarded(element: Any) -> str | None:
    """The name over what was forwarded, without the date behind it."""
    for each in with_class(element, "from_name"):
        if _within(each, ("forwarded",)):
            return " ".join((each.text or "").split()) or None
    return None


def _within(element: Any, classes: tuple[str, ...]) -> bool:
    around = (element, *element.iterancestors())
    return any(name in (each.get("class") or "").split() for each in around for name in classes)


def _time(element: Any) -> tuple[str, bool]:
    """A time as the export writes it in a title, in ISO 8601, and whether it has a zone."""
    found = _DATE.match(element.get("title") or "") if element is not None else None
    if found is None:
        return "", False
    day, month, year, time, zone = found.groups()
    zoned = "UTC" in found.group()
    return f"{year}-{month}-{day}T{time}{zone or 'Z' if zoned else ''}", zoned


def _path(address: str) -> str | None:
    """Channel and number of the post at an address of t.me: "marvenka_online/7"."""
    found = re.match(r"https?://(?:t|telegram)\.me/(?:s/)?([\w/]+)", address)
    return found.group(1) if found else None
