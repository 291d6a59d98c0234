"""Pages fetched from the web: politely, within limits, and only from public addresses."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock

import httpx
import stamina

from rashomon.errors import FetchError, RefusedAddress
from rashomon.reading import network, robots
from rashomon.reading.addresses import ALLOW
from rashomon.reading.encodings import decoded
from rashomon.reading.fetched import Fetched, Validators
from rashomon.reading.locations import WRONG, Location, located, shown
from rashomon.reading.manners import POLITE, Manners
from rashomon.reading.replies import check, failures

_REDIRECTS = frozenset({301, 302, 303, 307, 308})

logging.getLogger("stamina").setLevel(logging.CRITICAL)  # what it would say is told as a problem


class Fetcher:
    """Fetches pages, and remembers when each host was asked and what its owners let programs read.

    Several threads may share one: requests to one host keep their distance all the same.
    """

    def __init__(self, manners: Manners = POLITE) -> None:
        self._manners = manners
        self._owners = robots.Owners(self._plain, manners.clock)
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def fetch(self, url: str, validators: Validators | None = None, *, found_on: str = "") -> Fetched:
        """The page at an address; `found_on` is the address of the page that names it, where one does.

        With the validators of an earlier time, what is given may be unchanged. Raises RefusedAddress where it or
        a redirect leads anywhere but to public hosts, and FetchError where the owners do not let programs read
        it, it is not there, cut off, too large or too slow.
        """
        asked, start = shown(url), located(url)
        led = bool(found_on) and not self._allowed(located(found_on))
        for attempt in stamina.retry_context(on=self._wait, attempts=self._manners.limits.attempts, timeout=None):
            with attempt:
                return self._way(_Way(asked, self._manners.limits.seconds, led), start, self._heard, validators)
        raise AssertionError("retrying ends by returning or raising")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Sends bytes to an address, once. Raises RefusedAddress, and FetchError where nobody takes them."""
        asked, target = shown(url), located(url)
        if why := self._manners.access.fault(target.host, target.port):
            raise RefusedAddress(asked, why, ALLOW)
        backend = self._backend(_Way(asked, self._manners.limits.seconds, False))
        own = {"User-Agent": self._manners.agent}
        with (
            failures(asked),
            network.client(backend, own | dict(headers)) as client,
            client.stream("POST", target.url, content=body) as response,
        ):
            if not 200 <= response.status_code < 300:
                check(asked, response.status_code, response.headers, self._manners.clock())

    def _wait(self, error: Exception) -> bool | float:
        """Whether to ask again, or after how many seconds."""
        if not isinstance(error, FetchError) or not error.passing:
            return False
        if error.after > self._manners.limits.longest_wait:
            return False
        return error.after or True

    def _way(
        self, way: "_Way", here: Location, heard: Callable[["_Way", Location], None], validators: Validators | None
    ) -> Fetched:
        """The page behind an address and its redirects; `heard` raises where one may not be read."""
        while True:
            if why := self._manners.access.fault(here.host, here.port, led=way.led):
                raise RefusedAddress(way.asked, f"it leads to {here.site}: {why}" if way.hops else why, ALLOW)
            heard(way, here)
            answer = self._request(way, here, validators.headers(here.url) if validators else {})
            if answer.status not in _REDIRECTS:
                return replace(answer, hops=tuple(way.hops))
            way.hops.append((here.url, answer.status))
            if len(way.hops) > self._manners.limits.redirects:
                told = f"it redirects more than {self._manners.limits.redirects} times"
                raise FetchError(way.asked, told, WRONG, status=answer.status)
            way.led = way.led or not self._allowed(here)
            here = _target(way.asked, here, answer)

    def _allowed(self, location: Location) -> bool:
        return self._manners.access.allows(location.host, location.port)

    def _heard(self, way: "_Way", location: Location) -> None:
        """Raises FetchError where the owners do not let the page be read; waits as long as they ask for."""
        agent, rules = self._manners.agent, robots.Rules()
        if self._manners.robots:
            try:
                rules = self._owners.rules(location.site, led=way.led)
            except RefusedAddress as error:
                raise RefusedAddress(way.asked, error.error, error.hint) from error
            except FetchError as error:
                raise FetchError(way.asked, error.error, error.hint, status=error.status) from error
            if not rules.allow(location.url, agent):
                told = f"the owners of {location.host} ask programs not to read it (robots.txt)"
                raise FetchError(way.asked, told, "read it in a browser, save it, and read the file")
        with self._lock:
            now = time.monotonic()
            due = max(now, self._next.get(location.host, now))
            self._next = {host: moment for host, moment in self._next.items() if moment > now}
            self._next[location.host] = due + rules.pace(agent)
        if due > now:
            self._manners.sleep(due - now)

    def _plain(self, url: str, led: bool) -> bytes:
        """The bytes of a robots.txt, of which nobody is asked whether it may be read."""
        way = _Way(url, self._manners.limits.seconds, led)
        return self._way(way, located(url), lambda *_: None, None).body

    def _backend(self, way: "_Way") -> network.CheckedBackend:
        deadline = time.monotonic() + way.left
        return network.CheckedBackend(self._manners.access, self._manners.resolve, deadline, led=way.led)

    def _request(self, way: "_Way", location: Location, headers: dict[str, str]) -> Fetched:
        began = time.monotonic()
        try:
            return self._answer(way.asked, self._backend(way), location, headers)
        finally:
            way.left -= time.monotonic() - began

    def _answer(
        self, asked: str, backend: network.CheckedBackend, location: Location, headers: dict[str, str]
    ) -> Fetched:
        limit = self._manners.limits.bytes
        own = {"User-Agent": self._manners.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        with (
            failures(asked),
            network.client(backend, own | headers) as client,
            client.stream("GET", location.url) as response,
        ):
            status = response.status_code
            answer = Fetched(
                asked=asked,
                url=location.url,
                status=status,
                headers=tuple(response.headers.multi_items()),
                retrieved=self._manners.clock(),
                unchanged=status == 304 and bool(headers),
                notes=() if self._manners.robots else ("robots.txt was not asked",),
            )
            if answer.unchanged or status in _REDIRECTS:
                return answer
            check(asked, status, response.headers, answer.retrieved)
            received = _body(asked, response, limit)
        encodings = ",".join(response.headers.get_list("content-encoding"))
        body = decoded(asked, received, encodings, limit)
        return replace(answer, received=received, body=body, notes=answer.notes + _surplus(response, backend))


class _Way:
    """One way over redirects: the address that was asked for, the seconds left, and whether a page leads it."""

    def __init__(self, asked: str, seconds: float, led: bool) -> None:
        self.asked = asked
        self.left = seconds
        self.led = led
        self.hops: list[tuple[str, int]] = []


def _target(asked: str, here: Location, answer: Fetched) -> Location:
    """Where a redirect leads."""
    written = next((value for name, value in answer.headers if name.lower() == "location"), "")
    if not written:
        raise FetchError(asked, f"it redirects ({answer.status}) to nowhere", WRONG, status=answer.status)
    try:
        return here.joined(written)
    except RefusedAddress as error:
        raise RefusedAddress(asked, f"it redirects to {error.input}: {error.error}", error.hint) from error


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


def _surplus(response: httpx.Response, backend: network.CheckedBackend) -> tuple[str, ...]:
    """A note where more came than was announced: what is read may not be all of it."""
    announced = response.headers.get("content-length", "")
    if backend.stream is None or not announced.isdecimal() or "transfer-encoding" in response.headers:
        return ()
    surplus = backend.stream.surplus(int(announced))
    return (f"the server announced {announced} bytes and sent {surplus} more, which were not read",) if surplus else ()
