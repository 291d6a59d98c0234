"""What a server's reply, or the lack of one, tells of a page: as errors that say what is wrong and what to do."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from rashomon.errors import FetchError, RefusedAddress
from rashomon.reading.locations import WRONG
from rashomon.reading.network import UnknownHostError

#: Statuses that say what is so now and may not be so later (RFC 9110, 15.5 and 15.6; RFC 8470; RFC 6585).
_PASSING = frozenset({408, 425, 429, *range(500, 600)})

_LATER = "try again later"
_BROWSER = "read it in a browser, save it, and read the file"


@contextmanager
def failures(asked: str) -> Iterator[None]:
    """HTTPX's failures as what is wrong with the page."""
    try:
        yield
    except RefusedAddress as error:
        raise RefusedAddress(asked, error.error, error.hint) from error
    except httpx.TimeoutException as error:
        raise FetchError(asked, "it did not answer in time", _LATER, passing=True) from error
    except httpx.RemoteProtocolError as error:
        raise FetchError(asked, _broken(str(error)), _LATER, passing=True) from error
    except httpx.TransportError as error:
        raise _unreached(asked, error) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(asked, f"it cannot be asked ({str(error)[:160]})", WRONG) from error


def _broken(told: str) -> str:
    if "without sending complete" in told or "incomplete" in told:
        return "it was cut off: less came than was announced"
    return f"its answer is no HTTP ({told[:120]})"


def _unreached(asked: str, error: httpx.TransportError) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, UnknownHostError):
            return FetchError(asked, str(cause), WRONG)
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = getattr(cause, "verify_message", cause)
            told = f"its certificate does not prove who answers ({why})"
            return FetchError(asked, told, "look at it in a browser; somebody may be in between")
        cause = cause.__context__  # httpcore raises anew "from None", which leaves the context
    why = str(error)[:160] or type(error).__name__
    return FetchError(asked, f"it cannot be reached ({why})", _LATER, passing=True)


def check(asked: str, status: int, headers: httpx.Headers, now: datetime) -> None:
    """Raises FetchError for a status that comes with no whole page, with what it tells and what to do."""
    if 200 <= status < 300 and status not in (204, 205, 206):
        return
    phrase = httpx.codes.get_reason_phrase(status)
    told = f"the server answered {status}" + (f" ({phrase})" if phrase else "")
    if status in _PASSING:
        after = seconds(headers.get("retry-after", ""), now)
        raise FetchError(asked, told, _LATER, status=status, passing=True, after=after)
    hint = "look for the page in a web archive" if status in (404, 410) else _BROWSER
    raise FetchError(asked, told, hint, status=status)


def seconds(written: str, now: datetime) -> float:
    """Seconds that `Retry-After` asks to wait, as a number or a date; 0 where it asks nothing that can be read."""
    written = written.strip()
    if written.isascii() and written.isdecimal() and len(written) < 9:
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
