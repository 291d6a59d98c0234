"""Who published what stands at an address, where the document itself does not say: the site, or the account."""

import re
from urllib.parse import urlsplit

#: An archive's copy of a page holds the page's own address behind its own (web.archive.org, archive.org/wayback).
_ARCHIVED = re.compile(r"https?://(?:web\.)?archive\.org/(?:web|wayback)/[\w*]*/(?=https?:/)", re.IGNORECASE)

#: Sites where many publish: the outlet is the account, the first step of the path.
_PLATFORMS = frozenset(
    ("facebook.com", "instagram.com", "medium.com", "t.me", "telegram.me", "tiktok.com", "twitter.com", "vk.com",
     "x.com", "youtube.com")
)  # fmt: skip

#: Sites that keep other people's pages under addresses that do not tell whose.
_KEEPERS = frozenset(("archive.is", "archive.md", "archive.org", "archive.ph", "archive.today", "perma.cc"))

_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=.*\.)")


def outlet(url: str) -> str:
    """The host of an address without its "www.", with the account on a platform; "" where the address tells nobody.

    An archived copy is its original's. The name is the one that the address bar shows: nothing is guessed.
    """
    address = _ARCHIVED.sub("", url.strip(), count=1)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:  # brackets that hold no address
        return ""
    host = _MOBILE.sub("", host)
    if parts.scheme not in ("http", "https") or "." not in host or host.removeprefix("web.") in _KEEPERS:
        return ""
    if host not in _PLATFORMS:
        return host
    account = next((step for step in parts.path.split("/") if step not in ("", "s")), "")
    return f"{host}/{account.lstrip('@')}" if account else ""
