"""What the owners of a site ask of programs: robots.txt (RFC 9309), read by Protego and kept for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from protego import Protego

from rashomon.errors import FetchError, RefusedAddress

#: Bytes of a robots.txt that are read, as RFC 9309 asks at the least.
LONGEST = 500 * 1024

#: Seconds between two requests to a host, and the longest wait that a site's own wish is followed to.
PACE, LONGEST_PACE = 1.0, 30.0

#: How long rules hold (RFC 9309, 2.4: at most a day), and that they could not be had.
_HOLDS, _FAILS = timedelta(days=1), timedelta(minutes=10)

#: Sites whose rules are kept.
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; without a robots.txt all is allowed."""

    rules: Protego | None = None

    def allow(self, url: str, agent: str) -> bool:
        """Whether the owners let the agent read the page."""
        return self.rules is None or bool(self.rules.can_fetch(url, token(agent)))

    def pace(self, agent: str) -> float:
        """Seconds to leave between two requests."""
        if self.rules is None:
            return PACE
        delay = self.rules.crawl_delay(token(agent)) or 0.0
        rate = self.rules.request_rate(token(agent))
        wanted = max(float(delay), rate.seconds / rate.requests if rate else 0.0)
        return min(max(wanted, PACE), LONGEST_PACE)


def token(agent: str) -> str:
    """The name by which a robots.txt speaks to an agent: "rashomon" of "rashomon/1 (desk@example.org)"."""
    return (agent.split() or [""])[0].partition("/")[0]


class Owners:
    """The rules of sites, asked for once a day.

    `ask` gets the bytes of an address, where a page led if so (see `Access`), or raises FetchError.

    A site that answers that it has no such page (a status of 400 to 499) allows all. Where one answers with an
    error of its own or not at all, what its owners wish is unknown, and nothing is read (RFC 9309, 2.3.1.4).
    """

    def __init__(self, ask: Callable[[str, bool], bytes], clock: Callable[[], datetime]) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[tuple[str, bool], tuple[Rules | FetchError, datetime]] = {}
        self._lock = Lock()

    def rules(self, site: str, *, led: bool = False) -> Rules:
        """The rules of a site ("https://host"). Raises FetchError where they cannot be had."""
        now = self._clock()
        found, until = self._known.get((site, led), (None, now))
        if found is None or until <= now:
            found = self._asked(site, led)
            with self._lock:
                while len(self._known) >= _MOST:
                    del self._known[next(iter(self._known))]
                self._known[site, led] = found, now + (_HOLDS if isinstance(found, Rules) else _FAILS)
        if isinstance(found, FetchError):
            raise found
        return found

    def _asked(self, site: str, led: bool) -> Rules | FetchError:
        try:
            raw = self._ask(f"{site}/robots.txt", led)
        except RefusedAddress as error:
            return error
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Rules()
            told = f"what its owners let programs read could not be asked ({error.error})"
            return FetchError(site, told, "try again later", status=error.status, passing=error.passing)
        return Rules(Protego.parse(raw[:LONGEST].decode("utf-8", "replace")))
