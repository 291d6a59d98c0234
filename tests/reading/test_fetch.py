"""Pages fetched from a server that misbehaves."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import httpcore
import pytest
import stamina
from tests.reading.server import PAGE, Server, serving

from rashomon.errors import FetchError, RefusedAddress
from rashomon.model.text import Medium
from rashomon.reading import replies
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

    def __init__(self, server: Server, *, robots: bool = False, seconds: float = 10.0, **more: Any) -> None:
        self.waits: list[float] = []
        self.now = NOW
        self.manners = Manners(
            access=Access(allowed=frozenset({f"127.0.0.1:{server.port}", f"inside.example:{server.port}"})),
            agent="rashomon (desk@courier.example)",
            robots=robots,
            limits=Limits(seconds=seconds, bytes=1024 * 1024, redirects=3, attempts=3),
            clock=lambda: self.now,
            sleep=self.waits.append,
            **more,
        )
        self.fetcher = Fetcher(self.manners)


def test_a_page_is_fetched_with_what_tells_of_its_retrieval(server: Server) -> None:
    fetched = Asking(server).fetcher.fetch(server.url("/moved"))
    assert (fetched.body, fetched.status, fetched.retrieved) == (PAGE.encode(), 200, NOW)
    assert (fetched.url, fetched.hops) == (server.url("/page"), ((server.url("/moved"), 301),))
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
        ("/piece", "206"),
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


def test_where_it_came_from_is_kept(server: Server) -> None:
    (found,) = captured(server.url("/moved"), manners=Asking(server).manners)
    assert isinstance(found, Captured)
    assert found.capture.notes == (
        f"{server.url('/moved')} led on to {server.url('/page')} (301)",
        "robots.txt was not asked",
    )


def test_more_than_was_announced_is_told(server: Server) -> None:
    fetched = Asking(server, robots=True).fetcher.fetch(server.url("/longer"))
    assert fetched.body == PAGE.encode()
    assert fetched.notes == (f"the server announced {len(PAGE.encode())} bytes and sent 17 more, which were not read",)
    assert Asking(server, robots=True).fetcher.fetch(server.url("/page")).notes == ()


def test_all_redirects_have_one_time_together(server: Server) -> None:
    with pytest.raises(FetchError, match="in time"):
        Asking(server, seconds=0.3).fetcher.fetch(server.url("/long-way"))


def test_validators_and_cookies_are_shown_to_nobody_else(server: Server) -> None:
    fetcher = Asking(server).fetcher
    first = fetcher.fetch(server.url("/tagged"))
    assert not fetcher.fetch(server.url("/away?/page"), first.validators).unchanged
    assert all("If-None-Match" not in headers and "Cookie" not in headers for headers in server.headers)
    assert fetcher.fetch(server.url("/away?/tagged"), first.validators).unchanged


def test_a_page_elsewhere_leads_to_no_host_that_is_only_allowed(server: Server) -> None:
    fetcher = Asking(server).fetcher
    with pytest.raises(RefusedAddress, match="loopback"):
        fetcher.fetch(server.url("/page"), found_on="https://courier.example/feed")
    assert server.asked == []
    assert fetcher.fetch(server.url("/page"), found_on=server.url("/feed")).status == 200


def test_robots_are_not_asked_where_the_page_would_not_be(server: Server) -> None:
    fetcher = Asking(server, robots=True, resolve=lambda *_: ["127.0.0.1"]).fetcher
    inside = f"http://inside.example:{server.port}/page"
    assert fetcher.fetch(inside).status == 200
    server.asked.clear()
    with pytest.raises(RefusedAddress, match="loopback"):
        fetcher.fetch(inside, found_on="https://courier.example/feed")
    assert server.asked == []


def test_rules_hold_for_a_day_and_their_lack_for_ten_minutes(server: Server) -> None:
    asking = Asking(server, robots=True)
    asking.fetcher.fetch(server.url("/page"))
    server.robots = 500
    asking.fetcher.fetch(server.url("/page"))
    asking.now += timedelta(days=1)
    for _ in range(2):
        with pytest.raises(FetchError, match="could not be asked"):
            asking.fetcher.fetch(server.url("/page"))
    assert server.asked.count("/robots.txt") == 2
    server.robots = b""
    asking.now += timedelta(minutes=10)
    assert asking.fetcher.fetch(server.url("/page")).status == 200


@pytest.mark.parametrize("robots", [b"User-agent: *\nCrawl-delay: 1000", b"User-agent: *\nRequest-rate: 1/25"])
def test_the_owners_pace_is_kept_within_reason(server: Server, robots: bytes) -> None:
    server.robots = robots
    asking = Asking(server, robots=True)
    asking.fetcher.fetch(server.url("/page"))
    asking.fetcher.fetch(server.url("/page"))
    assert [20 < wait <= 30 for wait in asking.waits] == [True]


def test_a_host_that_nobody_knows_is_asked_for_once() -> None:
    asked = []

    def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    fetcher = Fetcher(Manners(resolve=resolve, robots=False, sleep=lambda _: None))
    with pytest.raises(FetchError, match="no host is known"), stamina.set_testing(True, attempts=3):
        fetcher.fetch("https://courier.example/")
    assert asked == ["courier.example"]


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    never = Event()
    limits = Limits(seconds=0.05, attempts=1)
    fetcher = Fetcher(Manners(resolve=lambda *_: [str(never.wait())], robots=False, limits=limits))
    with pytest.raises(FetchError, match="in time"):
        fetcher.fetch("https://courier.example/")
    never.set()


class Wire(httpcore.NetworkBackend):
    """Stands for the network: notes what is connected to, in what name, and then fails."""

    def __init__(self, failure: Exception) -> None:
        self.connected: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.failure = failure

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        wire = self

        class Stream(httpcore.MockStream):
            def start_tls(self, _: Any, server_hostname: str | None = None, __: Any = None) -> httpcore.NetworkStream:
                wire.names.append(server_hostname)
                try:
                    raise wire.failure
                except OSError as error:
                    raise httpcore.ConnectError("no") from error

        return Stream([])


@pytest.mark.parametrize(
    ("failure", "why"),
    [(ssl.SSLCertVerificationError("no"), "certificate does not prove"), (OSError("no"), "cannot be reached")],
)
def test_the_checked_address_is_connected_to_in_the_name_of_the_host(
    failure: Exception, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(failure)
    monkeypatch.setattr(httpcore, "SyncBackend", lambda: wire)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9/")
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    fetcher = Fetcher(Manners(resolve=lambda *_: next(answers), robots=False, limits=Limits(attempts=1)))
    with pytest.raises(FetchError, match=why):
        fetcher.fetch("https://courier.example/")
    assert (wire.connected, wire.names) == ([("93.184.215.14", 443)], ["courier.example"])


def test_messages_are_posted_and_refusals_told(server: Server) -> None:
    fetcher = Asking(server).fetcher
    fetcher.post(server.url("/"), b"{}", {"Content-Type": "application/json", "X-A": "b"})
    assert server.posted == [b"{}"]
    assert server.headers[0]["X-A"] == "b"
    server.pages |= {"/503": 503, "/302": 302}
    with pytest.raises(FetchError, match="503") as failed:
        fetcher.post(server.url("/503"), b"{}", {})
    assert failed.value.passing
    with pytest.raises(FetchError, match="302"):
        fetcher.post(server.url("/302"), b"{}", {})
    with pytest.raises(RefusedAddress, match="loopback"):
        Fetcher(Manners()).post("http://127.0.0.1/", b"{}", {})


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("7", 7), (" 120 ", 120), ("Sat, 03 May 2031 12:01:00 GMT", 60), ("Sat, 03 May 2031 11:00:00 GMT", 0),
     ("", 0), ("soon", 0), ("-5", 0), ("²", 0), ("9" * 40, 0), ("Sat, 99 May 2031 99:99:99 GMT", 0)],
)  # fmt: skip
def test_how_long_a_server_asks_to_wait(written: str, seconds: float) -> None:
    assert replies.seconds(written, NOW) == seconds
