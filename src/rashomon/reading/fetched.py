"""What a server gave for an address, and by what it tells later whether that changed."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what the server of `url` tells that the page there has not changed since; others are not shown them."""

    url: str
    etag: str = ""
    last_modified: str = ""

    def headers(self, url: str) -> dict[str, str]:
        """The headers of a request for `url` that asks only for what changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified} if url == self.url else {}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave. `url` is where the way over `hops` ended; `received` are the bytes as they came.

    `body` is the same out of its encodings; both are empty where the page was `unchanged`. `hops` are the
    addresses that led on, each with the status that it did so with. `retrieved` is UTC. `notes` tell what else
    has to be known of it.
    """

    asked: str
    url: str
    hops: tuple[tuple[str, int], ...] = ()
    status: int
    headers: tuple[tuple[str, str], ...]
    retrieved: datetime
    received: bytes = field(default=b"", repr=False)
    body: bytes = field(default=b"", repr=False)
    unchanged: bool = False
    notes: tuple[str, ...] = ()

    @property
    def validators(self) -> Validators:
        """By what the server tells the next time whether the page changed."""
        return Validators(url=self.url, etag=self._header("etag"), last_modified=self._header("last-modified"))

    @property
    def story(self) -> tuple[str, ...]:
        """How it came here, for whoever keeps it: what led on to where, and the notes."""
        ways = [*(url for url, _ in self.hops), self.url]
        led = (f"{url} led on to {ways[i + 1]} ({status})" for i, (url, status) in enumerate(self.hops))
        return (*led, *self.notes)

    def _header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")
