"""Saved pages: the article without its page, and what the markup says of itself."""

import json
from datetime import UTC, datetime

import pytest

from rashomon.model.text import Document, Medium
from rashomon.reading.documents import read

BODY = """<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Ferry sinks off Sarvik, nine dead</h1><p>By Mira Halden</p><p>Share this: Facebook</p>
<p>A ferry sank off the coast of Sarvik on Sunday and nine people died, the port authority said.</p>
<p>Fourteen passengers were rescued by fishing boats, the coast guard said in a statement on Monday.</p>
<p>Read more: Storm closes northern ports</p></article>
<footer>© 2031 Harbour Courier. All rights reserved.</footer>"""


def page(head: str = "", body: str = BODY, top: str = "") -> Document:
    markup = f"{top}<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    reading = read(markup.encode())
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_the_text_is_the_title_and_the_article() -> None:
    document = page()
    assert document.text.split("\n\n") == [
        "Ferry sinks off Sarvik, nine dead",
        "A ferry sank off the coast of Sarvik on Sunday and nine people died, the port authority said.",
        "Fourteen passengers were rescued by fishing boats, the coast guard said in a statement on Monday.",
    ]
    assert document.title == "Ferry sinks off Sarvik, nine dead"
    assert document.medium is Medium.NEWS


def test_a_page_that_states_nothing_has_nothing() -> None:
    document = page()
    assert (document.published, document.updated, document.publisher, document.url) == (None, None, "", None)


@pytest.mark.parametrize(
    "body",
    [
        BODY + "<p>Posted on 3 May 2031</p>",
        BODY.replace("<article>", '<article data-date="2031-05-03">'),
        '<a href="https://courier.example/2031/05/03/ferry">link</a>' + BODY,
        BODY + '<aside><time datetime="2031-05-03">3 May</time> <time datetime="2031-05-01">1 May</time></aside>',
    ],
)
def test_a_date_is_never_guessed(body: str) -> None:
    assert page(body=body).published is None


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2031-05-02T18:00:00+02:00"),
        '<meta name="pubdate" content="2031-05-02T16:00:00Z">',
        '<meta itemprop="datePublished" content="2031-05-02 16:00">',
        linked(datePublished="2031-05-02T16:00:00.000Z"),
        linked(datePublished="Fri, 02 May 2031 18:00:00 +0200"),
        f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": ["Article"], "datePublished": "2031-05-02T16:00Z"}]})}</script>',  # noqa: E501
    ],
)
def test_a_stated_date_is_read_as_utc(head: str) -> None:
    assert page(head).published == datetime(2031, 5, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2031-05-02">2 May</time>',
        '<time datetime="2031-05-02" pubdate>2 May</time><time datetime="2031-05-09">9 May</time>',
        '<time class="published" datetime="2031-05-02">2 May</time><time datetime="2031-05-09">9 May</time>',
        '<header><h1>Ferry sinks off Sarvik</h1><time datetime="2031-05-02">2 May</time></header>'
        '<time datetime="2031-05-09">9 May</time>',
    ],
)
def test_a_date_in_a_time_element_is_its_midnight(mark: str) -> None:
    assert page(body=mark + BODY).published == datetime(2031, 5, 2, tzinfo=UTC)


def test_an_update_is_kept_apart() -> None:
    head = meta("article:published_time", "2031-05-02") + meta("article:modified_time", "2031-05-03T10:00Z")
    assert page(head).updated == datetime(2031, 5, 3, 10, tzinfo=UTC)


def test_a_stated_date_that_cannot_be_told_is_a_problem() -> None:
    markup = f"<html><head>{meta('article:published_time', 'May 2031')}</head><body>{BODY}</body></html>"
    reading = read(markup.encode())
    assert reading.documents[0].published is None
    assert "May 2031" in reading.problems[0].error


def test_publisher_and_address() -> None:
    head = meta("og:site_name", "Harbour Courier") + '<link rel="canonical" href="https://courier.example/ferry">'
    document = page(head)
    assert (document.publisher, document.url) == ("Harbour Courier", "https://courier.example/ferry")
    named = page(linked(publisher={"@type": "Organization", "name": "Harbour &amp; Coast"}))
    assert named.publisher == "Harbour & Coast"
    saved = page(top="<!-- saved from url=(0028)https://courier.example/ferry -->\n")
    assert saved.url == "https://courier.example/ferry"
    assert page('<link rel="canonical" href="/ferry">').url is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ferry sinks off Sarvik | Harbour Courier</title>", "Ferry sinks off Sarvik"),
        ("<title>Ferry sinks off Sarvik – nine dead</title>", "Ferry sinks off Sarvik – nine dead"),
        (
            meta("og:title", "Ferry sinks off Sarvik") + "<title>Harbour Courier</title>",
            "Ferry sinks off Sarvik",
        ),
        (linked(headline="Ferry sinks &quot;at once&quot; off Sarvik"), 'Ferry sinks "at once" off Sarvik'),
    ],
)
def test_the_title_is_that_of_the_article(head: str, title: str) -> None:
    body = BODY.replace("<h1>Ferry sinks off Sarvik, nine dead</h1>", "")
    document = page(meta("og:site_name", "Harbour Courier") + head, body)
    assert document.title == title
    assert document.text.startswith(f"{title}\n\nA ferry sank")


def test_the_shown_headline_is_the_title_where_the_markup_agrees() -> None:
    assert page("<title>Ferry sinks off Sarvik - Courier</title>").title == "Ferry sinks off Sarvik, nine dead"


def test_a_page_of_one_line_is_read() -> None:
    assert page(body="<p>3 dead in market blast</p>").text == "3 dead in market blast"


def test_a_telegram_page_is_telegram() -> None:
    assert page(meta("og:url", "https://t.me/channel/7")).medium is Medium.TELEGRAM


def test_a_declared_encoding_is_used() -> None:
    body = BODY.replace("nine people died", "nine people died – “at once”")
    markup = f'<html><head><meta charset="windows-1252"></head><body>{body}</body></html>'
    assert "– “at once”" in read(markup.encode("cp1252")).documents[0].text


def test_the_language_of_the_markup_is_asked_where_the_text_tells_nothing() -> None:
    scores = " ".join(f"Viera {i} Rockledge {i + 7}, Bozeman Tolivert Davis Burgher." for i in range(20))
    markup = f"<html{{}}><body><article><p>{scores}</p></article></body></html>"
    assert read(markup.format("").encode()).documents[0].language == "und"
    assert read(markup.format(' lang="en-US"').encode()).documents[0].language == "en"


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><script>var three = 'killed';</script></body></html>",
        "<html></html>",
        "<html><body><p>Advertisement</p></body></html>",
        "<html><body>" + "<div>" * 60_000,
    ],
)
def test_a_page_without_text_is_a_problem(markup: str) -> None:
    reading = read(markup.encode())
    assert reading.documents == ()
    assert reading.problems[0].hint


def test_broken_markup_is_read() -> None:
    markup = f"<html><head><script type='application/ld+json'>{{not json</script></head><body><div>{BODY}<p>Last"
    assert "nine people died" in read(markup.encode()).documents[0].text


def test_a_page_of_very_many_tags_is_read_without_looking_for_its_article() -> None:
    document = page(body="<p>A ferry sank off Sarvik and <b>nine</b> died.</p>\n" * 16_000)
    assert document.text.count("A ferry sank off Sarvik and nine died.") == 16_000


def test_a_page_that_is_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.reading.intake._LONGEST_MARKUP", 100_000)
    reading = read(b"<html><p>" + b"A ferry sank off Sarvik. " * 8_000)
    assert "longer than" in reading.problems[0].error
