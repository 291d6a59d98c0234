"""Pages fetched from the web: politely, within limits, and only from public addresses."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

import httpx
import stamina

from rashomon.errors import FetchError, RefusedAddress
from rashomon.reading import network, robots
from rashomon.reading.addresses import ALLOW
from rashomon.reading.encodings import decoded
from rashomon.reading.manners import POLITE, Manners

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WRONG = "check the address in a browser"
_LATER = "try again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what a server tells that a page has not changed since."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a request that asks only for what changed."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave. `url` is where the way over `hops` ended; `received` are the bytes as they came.

    `body` is the same out of its encodings; both are empty where the page was `unchanged`. `retrieved` is UTC.
    """

    asked: str
    url: str
    hops: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    retrieved: datetime
    received: bytes = field(default=b"", repr=False)
    body: bytes = field(default=b"", repr=False)
    unchanged: bool = False

    @property
    def validators(self) -> Validators:
        """By what the server tells the next time whether the page changed."""
        found = {name.lower(): value for name, value in reversed(self.headers)}
        return Validators(etag=found.get("etag", ""), last_modified=found.get("last-modified", ""))


class Fetcher:
    """Fetches pages, and remembers when each host was asked and what its owners let programs read.

    Several threads may share one: requests to one host keep their distance all the same.
    """

    def __init__(self, manners: Manners = POLITE) -> None:
        self._manners = manners
        self._rules: dict[str, robots.Rules] = {}
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """The page at an address.

        Raises RefusedAddress where it or a redirect leads anywhere but to public hosts, and FetchError where the
        owners do not let programs read it, it is not there, cut off, too large or too slow.
        """
        headers = validators.headers if validators else {}
        for attempt in stamina.retry_context(on=self._wait, attempts=self._manners.limits.attempts, timeout=None):
            with attempt:
                return self._way(url, headers)
        raise AssertionError("retrying ends by returning or raising")

    def _wait(self, error: Exception) -> bool | float:
        """Whether to ask again, or after how many seconds."""
        if not isinstance(error, _PassingError):
            return False
        if error.after > self._manners.limits.longest_wait:
            return False
        return error.after or True

    def _way(self, asked: str, headers: dict[str, str]) -> Fetched:
        """The page behind an address and its redirects."""
        hops: list[str] = []
        url = _parsed(asked, asked)
        while True:
            self._allowed(asked, url)
            answer = self._polite(asked, url, headers)
            if answer.status not in _REDIRECTS:
                return replace(answer, asked=asked, hops=tuple(hops))
            hops.append(str(url))
            if len(hops) > self._manners.limits.redirects:
                told = f"it redirects more than {self._manners.limits.redirects} times"
                raise FetchError(asked, told, _WRONG, status=answer.status)
            url = _target(asked, url, answer)

    def _allowed(self, asked: str, url: httpx.URL) -> None:
        why = self._manners.access.fault(url.host, _port(url))
        if why:
            raise RefusedAddress(asked, why if str(url) == asked else f"it leads to {url.host}: {why}", ALLOW)
        if not self._manners.robots:
            return
        site = _site(url)
        if site not in self._rules:
            self._rules[site] = robots.rules(asked, site, self._plain)
        if not self._rules[site].allow(str(url), self._manners.agent):
            told = f"the owners of {url.host} ask programs not to read it (robots.txt)"
            raise FetchError(asked, told, "read it in a browser, save it, and read the file")

    def _plain(self, url: str) -> bytes:
        """The bytes of a robots.txt, with its redirects, of which nobody is asked whether it may be read."""
        target = _parsed(url, url)
        for _ in range(self._manners.limits.redirects):
            answer = self._polite(url, target, {})
            if answer.status not in _REDIRECTS:
                return answer.body
            target = _target(url, target, answer)
            if why := self._manners.access.fault(target.host, _port(target)):
                raise RefusedAddress(url, f"it leads to {target.host}: {why}", ALLOW)
        raise FetchError(url, "it redirects too often", _WRONG)

    def _polite(self, asked: str, url: httpx.URL, headers: dict[str, str]) -> Fetched:
        """One request, after the pause that the host is due."""
        with self._lock:
            now = time.monotonic()
            due = max(now, self._next.get(url.host, now))
            rules = self._rules.get(_site(url), robots.Rules())
            self._next[url.host] = due + rules.pace(self._manners.agent)
        if due > now:
            self._manners.sleep(due - now)
        return self._request(asked, url, headers)

    def _request(self, asked: str, url: httpx.URL, headers: dict[str, str]) -> Fetched:
        limits = self._manners.limits
        backend = network.CheckedBackend(self._manners.access, self._manners.resolve, time.monotonic() + limits.seconds)
        own = {"User-Agent": self._manners.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        with _told(asked), network.client(backend, own | headers) as client, client.stream("GET", url) as response:
            status = response.status_code
            answer = Fetched(
                asked=asked,
                url=str(url),
                hops=(),
                status=status,
                headers=tuple(response.headers.multi_items()),
                retrieved=self._manners.clock(),
                unchanged=status == 304 and bool(headers),
            )
            if answer.unchanged or status in _REDIRECTS:
                return answer
            if not 200 <= status < 300:
                raise _refused(asked, status, response.headers, self._manners.clock())
            received = _body(asked, response, limits.bytes)
        encodings = ",".join(response.headers.get_list("content-encoding"))
        return replace(answer, received=received, body=decoded(asked, received, encodings, limits.bytes))


class _PassingError(FetchError):
    """What may be over when it is tried again, `after` so many seconds where the server says how many."""

    def __init__(self, input: str, error: str, hint: str = "", *, status: int | None = None, after: float = 0) -> None:
        super().__init__(input, error, hint, status=status)
        self.after = after


@contextmanager
def _told(asked: str) -> Iterator[None]:
    """HTTPX's failures as what is wrong with the page."""
    try:
        yield
    except RefusedAddress as error:
        raise RefusedAddress(asked, error.error, error.hint) from error
    except httpx.TimeoutException as error:
        raise _PassingError(asked, "it did not answer in time", _LATER) from error
    except httpx.RemoteProtocolError as error:
        told = str(error)
        cut = "without sending complete" in told or "incomplete" in told
        what = "it was cut off: less came than was announced" if cut else f"its answer is no HTTP ({told[:120]})"
        raise _PassingError(asked, what, _LATER) from error
    except httpx.TransportError as error:
        raise _PassingError(
            asked, f"it cannot be reached ({str(error)[:160] or type(error).__name__})", _LATER
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(asked, f"it cannot be asked ({str(error)[:160]})", _WRONG) from error


def _parsed(asked: str, url: str) -> httpx.URL:
    """An address that may be looked at further. Raises RefusedAddress."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise RefusedAddress(asked, f"{url[:200]!r} is no address ({str(error)[:120]})", _WRONG) from error
    if parsed.scheme not in ("http", "https"):
        raise RefusedAddress(asked, f"{parsed.scheme or 'it'} is no way to a page: only http and https are", _WRONG)
    if parsed.userinfo:
        raise RefusedAddress(asked, "it holds a user's name: what looks like the host may not be it", _WRONG)
    return parsed


def _target(asked: str, url: httpx.URL, answer: Fetched) -> httpx.URL:
    """Where a redirect leads."""
    location = next((value for name, value in answer.headers if name.lower() == "location"), "")
    if not location:
        raise FetchError(asked, f"it redirects ({answer.status}) to nowhere", _WRONG, status=answer.status)
    try:
        target = url.join(location)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(asked, f"it redirects to {location[:200]!r}, which is no address", _WRONG) from error
    return _parsed(asked, str(target))


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _site(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _body(asked: str, response: httpx.Response, limit: int) -> bytes:
    pieces: list[bytes] = []
    length = 0
    for piece in response.iter_raw():
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            told = f"it is larger than {limit // 1024**2} MiB"
            raise FetchError(asked, told, "save it to a file and read that", status=response.status_code)
    return b"".join(pieces)


def _refused(asked: str, status: int, headers: httpx.Headers, now: datetime) -> FetchError:
    """What a status that is no page tells, and what to do."""
    told = f"the server answered {status}" + (
        f" ({phrase})" if (phrase := httpx.codes.get_reason_phrase(status)) else ""
    )
    if status == 429 or status >= 500:
        return _PassingError(asked, told, _LATER, status=status, after=_after(headers.get("retry-after", ""), now))
    if status in (404, 410):
        return FetchError(asked, told, "look for the page in a web archive", status=status)
    return FetchError(asked, told, "read it in a browser, save it, and read the file", status=status)


def _after(written: str, now: datetime) -> float:
    """Seconds that `Retry-After` asks to wait, as a number or a date; 0 where it asks nothing that can be read."""
    written = written.strip()
    if written.isdecimal() and len(written) < 9:
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
