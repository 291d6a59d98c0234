"""How the web is asked: in what name, how often, and what one page may cost."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rashomon.reading.addresses import Access, Resolver, resolved

#: The name in which pages are asked for, and by which a robots.txt may speak to this program.
AGENT = "rashomon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: `seconds` for all of it, `bytes` of its body before and after each decoding."""

    seconds: float = 60.0
    bytes: int = 32 * 1024 * 1024
    redirects: int = 10
    attempts: int = 3
    longest_wait: float = 30.0


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How the web is asked: whose addresses, in what name, whether robots.txt is heard, within what limits."""

    access: Access = field(default_factory=Access)
    agent: str = AGENT
    robots: bool = True
    limits: Limits = field(default_factory=Limits)
    resolve: Resolver = resolved
    clock: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep


#: What the web is asked like where nobody says otherwise.
POLITE = Manners()
