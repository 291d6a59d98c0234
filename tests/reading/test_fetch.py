"""Pages fetched from a server that misbehaves."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import stamina
from tests.reading.server import PAGE, Server, serving

from rashomon.errors import FetchError, RefusedAddress
from rashomon.model.text import Medium
from rashomon.reading.addresses import Access
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, read
from rashomon.reading.fetch import Fetcher
from rashomon.reading.manners import Limits, Manners

NOW = datetime(2031, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running, stamina.set_testing(True, attempts=3):
        yield running


class Asking:
    """How the server is asked, and what waiting was done."""

    def __init__(self, server: Server, *, robots: bool = False, seconds: float = 10.0) -> None:
        self.waits: list[float] = []
        self.manners = Manners(
            access=Access(allowed=frozenset({f"127.0.0.1:{server.port}"})),
            agent="rashomon (desk@courier.example)",
            robots=robots,
            limits=Limits(seconds=seconds, bytes=1024 * 1024, redirects=3, attempts=3),
            clock=lambda: NOW,
            sleep=self.waits.append,
        )
        self.fetcher = Fetcher(self.manners)


def test_a_page_is_fetched_with_what_tells_of_its_retrieval(server: Server) -> None:
    fetched = Asking(server).fetcher.fetch(server.url("/moved"))
    assert (fetched.body, fetched.status, fetched.retrieved) == (PAGE.encode(), 200, NOW)
    assert (fetched.url, fetched.hops) == (server.url("/page"), (server.url("/moved"),))
    assert server.agents == {"rashomon (desk@courier.example)"}


@pytest.mark.parametrize("path", ["/packed", "/twice-packed"])
def test_bytes_are_kept_as_they_came(server: Server, path: str) -> None:
    fetched = Asking(server).fetcher.fetch(server.url(path))
    assert fetched.body == PAGE.encode()
    assert fetched.received.startswith(b"\x1f\x8b")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/missing", "404"),
        ("/broken", "500"),
        ("/busy", "429"),
        ("/truncated", "cut off"),
        ("/wrong-length", "cut off"),
        ("/not-packed", "broken"),
        ("/bomb", "decompression bomb"),
        ("/nested-bomb", "decompression bomb"),
        ("/often-packed", "4 times"),
        ("/oddly-packed", "zstd"),
        ("/large", "larger than 1 MiB"),
        ("/giant-headers", "no HTTP"),
        ("/noise", "no HTTP"),
        ("/loop", "more than 3 times"),
        ("/nowhere", "to nowhere"),
    ],
)
def test_what_is_wrong_is_told(server: Server, path: str, why: str) -> None:
    with pytest.raises(FetchError) as failed:
        Asking(server).fetcher.fetch(server.url(path))
    assert why in failed.value.error
    assert failed.value.hint
    assert failed.value.input == server.url(path)


@pytest.mark.parametrize(("path", "why"), [("/inwards", "link-local"), ("/to-file", "file is no way")])
def test_redirects_are_checked_anew(server: Server, path: str, why: str) -> None:
    with pytest.raises(RefusedAddress, match=why):
        Asking(server).fetcher.fetch(server.url(path))


def test_a_page_that_drips_ends_by_the_deadline(server: Server) -> None:
    with pytest.raises(FetchError, match="in time"):
        Asking(server, seconds=0.2).fetcher.fetch(server.url("/drip"))


def test_what_may_pass_is_tried_again(server: Server) -> None:
    assert Asking(server).fetcher.fetch(server.url("/recovering")).body == PAGE.encode()
    assert server.asked.count("/recovering") == 3


@pytest.mark.parametrize(("path", "times"), [("/busy", 3), ("/busy-for-long", 1), ("/missing", 1)])
def test_a_wait_that_is_too_long_is_not_waited(server: Server, path: str, times: int) -> None:
    with pytest.raises(FetchError):
        Asking(server).fetcher.fetch(server.url(path))
    assert server.asked.count(path) == times


def test_a_page_that_did_not_change_is_not_sent_again(server: Server) -> None:
    fetcher = Asking(server).fetcher
    first = fetcher.fetch(server.url("/tagged"))
    again = fetcher.fetch(server.url("/tagged"), first.validators)
    assert (again.unchanged, again.body) == (True, b"")
    server.body += "<!-- new -->"
    assert not fetcher.fetch(server.url("/tagged"), first.validators).unchanged


def test_hosts_are_asked_in_a_polite_pace(server: Server) -> None:
    asking = Asking(server)
    asking.fetcher.fetch(server.url("/page"))
    assert asking.waits == []
    asking.fetcher.fetch(server.url("/page"))
    assert 0 < asking.waits[0] <= 1


def test_owners_are_heard(server: Server) -> None:
    server.robots = b"User-agent: rashomon\nDisallow: /page\nCrawl-delay: 9\n\nUser-agent: *\nAllow: /\n"
    asking = Asking(server, robots=True)
    with pytest.raises(FetchError, match="ask programs not to"):
        asking.fetcher.fetch(server.url("/page"))
    asking.fetcher.fetch(server.url("/tagged"))
    asking.fetcher.fetch(server.url("/tagged"))
    assert 8 < max(asking.waits) <= 10  # no time passes here between the pauses
    assert server.asked.count("/robots.txt") == 1
    assert "/page" not in server.asked


def test_owners_whose_wishes_cannot_be_asked_are_left_alone(server: Server) -> None:
    server.robots = 503
    with pytest.raises(FetchError, match="could not be asked"):
        Asking(server, robots=True).fetcher.fetch(server.url("/page"))
    assert "/page" not in server.asked


def test_pages_are_read_beside_those_that_fail(server: Server) -> None:
    reading = read(server.url("/missing"), server.url("/page"), "nothing.txt", manners=Asking(server).manners)
    (document,) = reading.documents
    assert (document.title, document.medium, document.url) == (
        "Mill fire in Orlanda", Medium.NEWS, server.url("/page"),
    )  # fmt: skip
    assert [problem.input for problem in reading.problems] == [server.url("/missing"), "nothing.txt"]


@pytest.mark.parametrize("path", ["/nameless", "/wrong-charset"])
def test_headers_that_mislead_do_not_lose_the_page(server: Server, path: str) -> None:
    (document,) = read(server.url(path), manners=Asking(server).manners).documents
    assert "Three people were killed" in document.text


def test_custody_gets_the_bytes_the_headers_and_the_time(server: Server) -> None:
    (found,) = captured(server.url("/packed"), manners=Asking(server).manners)
    assert isinstance(found, Captured)
    assert found.material.raw.startswith(b"\x1f\x8b")
    assert (found.material.url, found.material.retrieved) == (server.url("/packed"), NOW)
    assert "content-encoding" in {name.lower() for name, _ in found.material.headers}
