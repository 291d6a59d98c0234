"""What the owners of a site ask of programs: robots.txt (RFC 9309), read by Protego and kept for a while."""

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from rashomon.errors import FetchError, RefusedAddress

#: Bytes of a robots.txt that are read, as RFC 9309 asks at the least.
LONGEST = 500 * 1024

#: Seconds between two requests to a host, and the longest wait that a site's own wish is followed to.
PACE, LONGEST_PACE = 1.0, 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; without a robots.txt all is allowed."""

    rules: Protego | None = None

    def allow(self, url: str, agent: str) -> bool:
        """Whether the owners let the agent read the page."""
        return self.rules is None or bool(self.rules.can_fetch(url, token(agent)))

    def pace(self, agent: str) -> float:
        """Seconds to leave between two requests."""
        delay = self.rules.crawl_delay(token(agent)) if self.rules else None
        return min(max(float(delay or 0), PACE), LONGEST_PACE)


def token(agent: str) -> str:
    """The name by which a robots.txt speaks to an agent: "rashomon" of "rashomon/1 (desk@example.org)"."""
    return (agent.split() or [""])[0].partition("/")[0]


def rules(asked: str, site: str, ask: Callable[[str], bytes]) -> Rules:
    """The rules of the site ("https://host") of the page that was asked for; `ask` gets bytes or raises FetchError.

    A site that answers that it has no such page (a status of 400 to 499) allows all. Raises FetchError where it
    answers with an error of its own or not at all: what its owners wish is then unknown (RFC 9309, 2.3.1.4).
    """
    url = f"{site}/robots.txt"
    try:
        raw = ask(url)
    except RefusedAddress as error:
        raise RefusedAddress(asked, error.error, error.hint) from error
    except FetchError as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return Rules()
        told = f"what its owners let programs read could not be asked ({error.error})"
        raise FetchError(asked, told, "try again later", status=error.status) from error
    return Rules(Protego.parse(raw[:LONGEST].decode("utf-8", "replace")))
