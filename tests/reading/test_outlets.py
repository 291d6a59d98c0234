"""Whose an address is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.outlets import outlet


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.tarn-courier.example/news/1", "tarn-courier.example"),
        ("http://m.tarn-courier.example:8080/news/1", "tarn-courier.example"),
        ("https://web.archive.org/web/20310502/http://tarn-courier.example/1", "tarn-courier.example"),
        ("https://web.archive.org/web/20310502101010id_/https:/tarn-courier.example/1", ""),
        ("https://t.me/s/tarn_live/12", "t.me/tarn_live"),
        ("https://x.com/tarn_live/status/12", "x.com/tarn_live"),
        ("https://archive.ph/AbCdE", ""),
        ("https://x.com/", ""),
        ("file:///home/reports/1.html", ""),
        ("http://localhost/1", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_outlet_of_an_address(url: str, name: str) -> None:
    assert outlet(url) == name


@given(st.text(max_size=60))
def test_no_address_breaks_it(text: str) -> None:
    for url in (text, "https://" + text, "https://t.me/" + text):
        name = outlet(url)
        assert name == "" or "." in name
        assert ":" not in name.partition("/")[0]
