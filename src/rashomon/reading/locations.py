"""Addresses of the web, taken apart strictly: what other programs would read in another way is refused.

A program that checks an address and one that connects to it may disagree on which part of it is the host; most
ways around a check are made of that. So what is connected to here is what was taken apart here, and nothing that
needs guessing passes: no user before the host, no blanks, no percent signs, no figures in disguise.
"""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import urljoin

import httpx

from rashomon.errors import RefusedAddress

#: Characters of the longest address that is asked; servers and caches rarely take more than 8,000.
LONGEST = 8_192

WRONG = "check the address in a browser"

_DEFAULT_PORTS = {"http": 80, "https": 443}
_START = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?")
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@%\\\s]+)(?::([0-9]{0,5}))?")
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_USER = re.compile(r"(?<=//)[^/?#]*@")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Location:
    """An address as it is asked. `host` is in lower case, IDNA-encoded, without brackets and without a final dot.

    `target` is the path with the query, percent-encoded; what follows a # is not sent and is no part of it.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: "https://courier.example", "http://[2606:4700::1111]:8080"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.site + self.target

    def joined(self, reference: str) -> "Location":
        """Where a reference on this page leads. Raises RefusedAddress."""
        try:
            return located(urljoin(self.url, reference))
        except ValueError as error:
            if isinstance(error, RefusedAddress):
                raise
            raise RefusedAddress(shown(reference), "it is no address", WRONG) from error


def located(text: str) -> Location:
    """The parts of an address. Raises RefusedAddress, which says what is wrong with it."""
    text = text.strip(" ")
    if len(text) > LONGEST:
        raise _refused(text, f"it is longer than {LONGEST:,} characters")
    if any(c < " " or c == "\x7f" for c in text):
        raise _refused(text, "it holds control characters")
    start = _START.match(text)
    scheme = start.group(1).lower() if start else ""
    if start is None or scheme not in _DEFAULT_PORTS:
        raise _refused(text, f"{scheme or 'it'} is no way to a page: only http and https are")
    host, port = _host_and_port(text, start.group(2) or "", _DEFAULT_PORTS[scheme])
    try:
        target = httpx.URL(text).raw_path.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(text, f"it is no address ({str(error)[:120]})") from error
    return Location(scheme, host, port, target)


def _host_and_port(text: str, authority: str, default: int) -> tuple[str, int]:
    if "@" in authority:
        raise _refused(text, "it names a user: what looks like the host may not be it")
    if authority.startswith("[") and "%" in authority:
        raise _refused(text, "it names a zone of this machine's network")
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise _refused(text, "it names no host, or in a way that programs read differently")
    port = int(match.group(2) or default)
    if not 0 < port < 65_536:
        raise _refused(text, f"there is no port {port}")
    return _host(text, match.group(1)), port


def _host(text: str, written: str) -> str:
    if written.startswith("["):
        try:
            return str(IPv6Address(written[1:-1]))
        except AddressValueError as error:
            raise _refused(text, f"{written} is no IPv6 address") from error
    try:
        parsed = httpx.URL(f"http://{written}/")
        name = parsed.raw_host.decode("ascii").removesuffix(".")
        _ = parsed.host  # what Punycode stands for is looked at, too
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(text, f"the name of its host cannot be one ({str(error)[:120]})") from error
    if not _NAME.fullmatch(name):
        raise _refused(text, "the name of its host cannot be one")
    return name


def shown(text: str) -> str:
    """An address as it is told in messages: without passwords, without what a terminal would obey, not endless."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in _USER.sub("…@", text, count=1))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _refused(text: str, why: str) -> RefusedAddress:
    return RefusedAddress(shown(text), why, WRONG)
