"""Feeds: one document an item, as the item states it; outlets and places are invented."""

import json
from datetime import UTC, datetime

import pytest

from rashomon.model.text import Document, Medium
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured, read

TEXT = "Three people were killed in the blast at the market, the mayor said."
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"


def rss(*items: str, channel: str = "", declared: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="{CONTENT}" xmlns:dc="{DC}"'
        f' xmlns:media="http://search.yahoo.com/mrss/" {declared}><channel><title>Talvari Post &amp; News</title>'
        f"<link>https://post.example/</link>{channel}"
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def atom(*entries: str, attributes: str = "", about: str = "") -> bytes:
    return (
        f'<feed xmlns="{ATOM}" {attributes}><title type="text">Radio Sarvik</title>'
        f'<link rel="self" href="https://sarvik.example/feed.xml"/>{about}'
        f"{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"
    ).encode()


def only(raw: bytes) -> Document:
    reading = read(raw)
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def test_an_item_of_rss_is_a_document() -> None:
    document = only(
        rss(
            "<title>Blast in Talvari</title><link>https://post.example/1</link><guid isPermaLink='false'>p-1</guid>"
            f"<pubDate>Fri, 02 May 2031 18:00:00 +0200</pubDate><description>Short.</description>"
            f"<content:encoded><![CDATA[<p>{TEXT}</p><p>Two&nbsp;boats &amp; a ferry sank.</p>]]></content:encoded>"
        )
    )
    assert document.text == f"Blast in Talvari\n\n{TEXT}\n\nTwo boats & a ferry sank."
    assert (document.title, document.medium) == ("Blast in Talvari", Medium.FEED)
    assert (document.publisher, document.url) == ("Talvari Post & News", "https://post.example/1")
    assert document.external_id == "p-1"
    assert document.published == datetime(2031, 5, 2, 16, tzinfo=UTC)
    assert document.updated is None


def test_an_entry_of_atom_is_a_document() -> None:
    document = only(
        atom(
            f"<title type='html'>Blast &lt;b&gt;in&lt;/b&gt; Talvari</title><id>urn:sarvik:1</id>"
            "<link rel='enclosure' href='/a.mp3'/><link href='/news/1'/>"
            "<published>2031-05-02T18:00:00+02:00</published><updated>2031-05-03T08:00:00Z</updated>"
            f"<summary>Short.</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{TEXT}</p>"
            "<ul><li>Two died.</li><li>One lives.</li></ul></div></content>"
        )
    )
    assert document.text == f"Blast in Talvari\n\n{TEXT}\n\nTwo died.\n\nOne lives."
    assert (document.title, document.publisher) == ("Blast in Talvari", "Radio Sarvik")
    assert (document.external_id, document.url) == ("urn:sarvik:1", "https://sarvik.example/news/1")
    assert document.published == datetime(2031, 5, 2, 16, tzinfo=UTC)
    assert document.updated == datetime(2031, 5, 3, 8, tzinfo=UTC)


def test_an_item_of_rss_1_is_a_document() -> None:
    raw = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="{DC}"><channel rdf:about="https://post.example/"><title>Talvari Post</title><dc:language>en</dc:language>
<items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel><item rdf:about="https://post.example/1">
<title>Blast</title><link>https://post.example/1</link><description>{TEXT}</description>
<dc:date>2031-05-02T18:00Z</dc:date></item></rdf:RDF>"""
    document = only(raw.encode())
    assert (document.text, document.publisher) == (f"Blast\n\n{TEXT}", "Talvari Post")
    assert document.external_id == "https://post.example/1"
    assert document.published == datetime(2031, 5, 2, 18, tzinfo=UTC)


def test_an_item_of_a_json_feed_is_a_document() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Courier",
        "home_page_url": "https://courier.example/",
        "language": "en",
        "items": [
            {
                "id": 17,
                "url": "/1",
                "title": "Blast",
                "content_html": f"<p>{TEXT}</p>",
                "content_text": "Short.",
                "date_published": "2031-05-02T18:00:00+02:00",
                "date_modified": "2031-05-03T08:00:00Z",
            },
            {"id": "b", "content_text": f"{TEXT}\nTwo boats sank."},
            {"id": "c"},
            5,
        ],
    }
    for raw in (json.dumps(feed).encode(), json.dumps(feed, indent=2).encode("utf-16")):
        reading = read(raw)
        first, second = reading.documents
        assert (first.text, first.title, first.publisher) == (f"Blast\n\n{TEXT}", "Blast", "Harbour Courier")
        assert (first.external_id, first.url, first.medium) == ("17", "https://courier.example/1", Medium.FEED)
        assert first.published == datetime(2031, 5, 2, 16, tzinfo=UTC)
        assert first.updated == datetime(2031, 5, 3, 8, tzinfo=UTC)
        assert (second.text, second.published, second.url) == (f"{TEXT}\nTwo boats sank.", None, None)
        (note,) = reading.problems
        assert (note.error, note.note) == ("items left out (with neither title nor text: 1)", True)


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (TEXT, TEXT),
        (f"&lt;p&gt;{TEXT}&lt;/p&gt;", TEXT),
        (f"<p>{TEXT}</p>", TEXT),
        (f"<![CDATA[{TEXT} <br/> Two &amp; two.<script>x</script>]]>", f"{TEXT}\nTwo & two."),
        (f"{TEXT}\n\n\n  Two\tboats.", f"{TEXT}\n\nTwo boats."),
        (f"&nbsp;{TEXT}&hellip; &lt;img src=x&gt;", f"{TEXT}…"),
        (f"<![CDATA[{TEXT}]]> <![CDATA[Two boats.]]>", f"{TEXT} Two boats."),
    ],
)
def test_a_description_may_be_html_in_any_way(description: str, text: str) -> None:
    assert only(rss(f"<description>{description}</description>")).text == text


def test_a_title_alone_is_a_report() -> None:
    assert only(rss("<title>Three killed in Talvari, mayor says</title>")).text == "Three killed in Talvari, mayor says"


def test_an_item_with_nothing_in_it_is_counted() -> None:
    reading = read(rss("<title> </title>", f"<description>{TEXT}</description>", "<link>https://post.example/2</link>"))
    assert len(reading.documents) == 1
    assert reading.problems[0].error == "items left out (with neither title nor text: 2)"


@pytest.mark.parametrize("date", ["May", "03/04/2031", "2031", "yesterday"])
def test_a_date_is_never_guessed(date: str) -> None:
    reading = read(rss(f"<pubDate>{date}</pubDate><description>{TEXT}</description>"))
    assert reading.documents[0].published is None
    assert "date of publication" in reading.problems[0].error


def test_the_only_time_of_an_entry_is_that_of_its_publication() -> None:
    document = only(atom(f"<updated>2031-05-03T08:00:00Z</updated><summary>{TEXT}</summary>"))
    assert document.published == document.updated == datetime(2031, 5, 3, 8, tzinfo=UTC)


def test_an_item_of_another_source_is_that_sources() -> None:
    assert only(rss(f"<source url='x'>Harbour Courier</source><description>{TEXT}</description>")).publisher == (
        "Harbour Courier"
    )
    source = "<source><id>x</id><title>Harbour Courier</title></source>"
    assert only(atom(f"{source}<summary>{TEXT}</summary>")).publisher == "Harbour Courier"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://post.example/9</guid>", "https://post.example/9"),
        ("<guid isPermaLink='false'>https://post.example/9</guid>", None),
        ("<link>/9</link>", "https://post.example/9"),
        ("<link></link><guid>9</guid>", None),
        ("<link>javascript:x</link>", None),
        ("<link>http://[</link>", None),
    ],
)
def test_the_address_of_an_item(item: str, url: str | None) -> None:
    assert only(rss(f"{item}<description>{TEXT}</description>")).url == url


def test_other_vocabularies_are_not_mistaken_for_ours() -> None:
    media = "<media:title>A picture</media:title><media:content url='x.jpg'>x</media:content>"
    assert only(rss(f"{media}<description>{TEXT}</description>")).text == TEXT
    undeclared = rss(f"<media:title>A picture</media:title><description>{TEXT}</description>").replace(
        b"xmlns:media", b"x"
    )
    assert only(undeclared).text == TEXT


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-30],
        lambda raw: raw.replace(b"</description>", b""),
        lambda raw: raw.replace(b"<channel>", b"<channel><x a=b>"),
        lambda raw: raw.replace(b"mayor", b"may\x0bor \xff"),
        lambda raw: b"\n\n" + raw,
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"<rss", b"<?xml-stylesheet href='x'?><!-- c --><rss"),
        lambda raw: raw.decode().replace("utf-8", "utf-16").encode("utf-16"),
    ],
)
def test_a_damaged_feed_is_read_as_far_as_it_goes(damage: object) -> None:
    assert callable(damage)
    reading = read(
        damage(rss(f"<title>Blast</title><description>{TEXT}</description>", f"<description>{TEXT} 2</description>"))
    )
    assert reading.documents[0].text.startswith("Blast\n\nThree people were killed in the blast")


def test_a_feed_in_another_encoding_is_read() -> None:
    text = "Взрыв на рынке в Тальвари: трое погибших, сообщил губернатор."
    raw = (
        f'<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>{text}</title></item></channel></rss>'
    )
    document = only(raw.encode("cp1251"))
    assert (document.text, document.language) == (text, "ru")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    item = f"<item><title>Blast</title><description>&b;&f; {TEXT}</description></item>"
    raw = f"{bomb}<rss><channel>{item}</channel></rss>"
    reading = read(raw.encode())
    assert reading.documents[0].medium is Medium.FEED
    assert all("aaa" not in each.text and "root:" not in each.text for each in reading.documents)


@pytest.mark.parametrize(
    "raw", [rss(), b"<rss><channel/></rss>", b"<feed></feed>", b"<rss", b'<?xml version="1.0"?><feed>']
)
def test_a_feed_without_items_is_told(raw: bytes) -> None:
    reading = read(raw)
    assert not reading.documents
    assert "feed" in reading.problems[0].error


def test_the_bytes_of_an_item_are_the_feeds() -> None:
    raw = rss(f"<description>{TEXT}</description>", f"<description>{TEXT} 2</description>")
    found = [each for each in captured(raw) if isinstance(each, Captured)]
    assert [each.place for each in found] == ["<bytes>, item 1", "<bytes>, item 2"]
    assert found[0].material is found[1].material
    assert found[0].material.raw == raw


def test_the_language_of_the_feed_is_asked_where_the_text_tells_nothing() -> None:
    scores = " ".join(f"Viera {i} Rockledge {i + 7}, Bozeman Tolivert Davis Burgher." for i in range(20))
    item = f"<description>{scores}</description>"
    assert only(rss(item)).language == "und"
    assert only(rss(item, channel="<language>en-us</language>")).language == "en"
    assert only(atom(f"<summary>{scores}</summary>", attributes='xml:lang="en"')).language == "en"
