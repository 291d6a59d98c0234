"""Which addresses pages are fetched from, tried by a table of tricks; nobody is ever asked."""

from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import FetchError, RefusedAddress
from rashomon.reading.addresses import Access, special
from rashomon.reading.fetch import Fetcher
from rashomon.reading.locations import located, shown
from rashomon.reading.manners import Limits, Manners

TRICKS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "addresses.yaml").read_text("utf-8"))


def fetcher(answers: list[str] | None) -> Fetcher:
    def resolve(host: str, port: int) -> list[str]:
        assert answers is not None, f"{host}:{port} was asked for"
        return answers

    return Fetcher(Manners(resolve=resolve, robots=False, limits=Limits(attempts=1), sleep=lambda _: None))


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: f"{trick['url']} {trick.get('resolves', '')}")
def test_a_trick_is_refused_with_its_reason(trick: dict[str, Any]) -> None:
    with pytest.raises(RefusedAddress) as refused:
        fetcher(trick.get("resolves")).fetch(trick["url"])
    assert trick["why"] in refused.value.error
    assert refused.value.hint
    assert refused.value.input == shown(trick["url"])


def test_the_table_is_long() -> None:
    assert len(TRICKS) >= 40


def test_what_a_name_stands_for_is_asked_once_and_connected_to() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    assert Access().addresses("courier.example", 443, lambda *_: next(answers)) == ["93.184.215.14"]


def test_a_host_that_is_allowed_may_lie_anywhere() -> None:
    access = Access(allowed=frozenset({"wiki.example", "localhost:8000"}))
    assert access.addresses("wiki.example", 9000, lambda *_: ["10.0.0.1"]) == ["10.0.0.1"]
    assert access.fault("localhost", 8000) == ""
    assert access.fault("localhost", 8001) != ""


@given(st.ip_addresses(v=4))
def test_no_private_address_passes(address: IPv4Address) -> None:
    if special(str(address)) == "":
        assert address.is_global
        assert not address.is_multicast


@given(st.ip_addresses(v=6))
def test_no_private_address_passes_in_ipv6(address: IPv6Address) -> None:
    if special(str(address)) == "":
        assert address.is_global
        assert not address.is_multicast
        assert address.sixtofour is None
        assert address.teredo is None


@given(st.ip_addresses(v=4))
def test_no_address_passes_that_holds_another(address: IPv4Address) -> None:
    for clothes in (f"::ffff:{address}", f"64:ff9b::{address}", str(IPv6Address(0x2002 << 112 | int(address) << 80))):
        assert special(clothes)


def test_a_page_may_not_lead_to_a_host_that_is_only_allowed_to_whoever_asks() -> None:
    access = Access(allowed=frozenset({"wiki.example", "localhost:8000", "news.example:9000"}))
    with pytest.raises(RefusedAddress, match="private"):
        access.addresses("wiki.example", 443, lambda *_: ["10.0.0.1"], led=True)
    assert "this machine" in access.fault("localhost", 8000, led=True)
    assert access.addresses("news.example", 9000, lambda *_: ["93.184.215.14"], led=True)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("HTTP://Courier.Example", "http://courier.example/"),
        (" https://courier.example:443/a?b#c ", "https://courier.example/a?b"),
        ("http://courier.example.:80/", "http://courier.example/"),
        ("http://courier.example:/a b/é?q=\u201c", "http://courier.example/a%20b/%C3%A9?q=%E2%80%9C"),
        ("https://курєр.example/", "https://xn--j1amak0g.example/"),
        ("http://courier。example/", "http://courier.example/"),
        ("http://[2606:4700:0:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://courier.example/../a/./b", "http://courier.example/a/b"),
    ],
)
def test_an_address_is_taken_apart_as_it_is_asked(text: str, url: str) -> None:
    assert located(text).url == url
    assert located(url) == located(text)


def test_passwords_and_controls_stay_out_of_messages() -> None:
    assert shown("https://desk:word@courier.example/a@b") == "https://…@courier.example/a@b"
    assert shown("http://a\x1b[2J/") == "http://a\ufffd[2J/"
    assert len(shown("http://" + "a" * 9_000)) == 300


@given(st.text(max_size=40))
def test_any_text_is_an_answer_or_a_reason(text: str) -> None:
    special(text)
    with pytest.raises(FetchError):
        fetcher(["127.0.0.1"]).fetch("http://" + text)


@given(st.from_regex(r"[htps]{0,5}:?/{0,3}[a-z0-9.:@\[\]%\\/?#-]{0,30}", fullmatch=True))
def test_what_is_taken_apart_is_put_together_again(text: str) -> None:
    try:
        found = located(text)
    except RefusedAddress:
        return
    assert located(found.url) == found


@given(st.ip_addresses(), st.sampled_from(["http://{}/", "http://{}:80/", "https://{}./", "http://{}?x"]))
def test_no_address_in_figures_is_asked_unless_it_is_public(address: IPv4Address | IPv6Address, form: str) -> None:
    text = form.format(f"[{address}]" if address.version == 6 else address)
    try:
        found = located(text)
    except RefusedAddress:
        return
    assert Access().fault(found.host, found.port) == special(str(address))
