"""Inputs of every form, and what becomes of them when bytes are lost, changed, doubled or put in their place."""

import gzip
import json
import random
import re
from collections.abc import Callable
from functools import cache

from tests.reading.forms import PAGE, REPORT, gzipped, pdf, record, response, zipped, zstd

#: The reports that stand before and after every mutant, and have to be read whatever it is.
BEFORE = b"Nine people died when a ferry sank off Sarvik, the port said."
AFTER = b"Seven houses burned down in Oltren, the fire service said."

_ROWS = [{"id": f"r{i}", "text": f"{REPORT} {i}", "published": "2031-05-02T18:00Z", "url": None} for i in range(4)]
_MESSAGE = {"type": "message", "date": "2031-05-02T13:00:00", "date_unixtime": "1935486000", "from": "Marvenka Online"}
_CHAT = {
    "name": "Marvenka Online",
    "type": "public_channel",
    "id": 1000500,
    "messages": [
        {"id": 1, **_MESSAGE, "text": REPORT, "edited_unixtime": "1935489600"},
        {"id": 2, **_MESSAGE, "text": [{"type": "bold", "text": "Blast"}, f"\n\n{REPORT}"], "photo": "photos/1.jpg"},
        {"id": 3, **_MESSAGE, "text": f"Взрыв. {REPORT}", "reply_to_message_id": 1, "forwarded_from": "Radio Sarvik"},
        {"id": 4, **_MESSAGE, "type": "service", "action": "pin_message", "text": ""},
    ],
}
_NINJS = {
    "uri": "urn:agency:17", "version": "2", "versioncreated": "2031-05-02T18:00:00Z", "pubstatus": "usable",
    "headline": "Blast in Marvenka", "body_xhtml": f"<p>{REPORT}</p>", "copyrightholder": "Northern Agency",
}  # fmt: skip
_ARTICLE = f"""<!DOCTYPE html><html lang="en"><head><title>Blast in Talvari | Post</title><meta charset="utf-8">
<meta property="og:site_name" content="Talvari Post"><meta name="date" content="2031-05-02T18:00Z">
<link rel="canonical" href="https://post.example/1"><script type="application/ld+json">{{"@type": "NewsArticle",
"headline": "Blast in Talvari", "publisher": {{"name": "Post"}}}}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Blast in Talvari</h1><p>{REPORT}</p><table><tr><td>1</td></tr></table><ul><li>Two died.</li></ul>
<p>«Взрыв», — сказал мэр. It was the second blast in a week, residents said, and the market was closed.</p></article>
</body></html>"""
_RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Post</title><link>https://post.example/</link><item><title>Blast &amp; fire</title><guid>p-1</guid>
<link>https://post.example/1</link><pubDate>Fri, 02 May 2031 18:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{REPORT}</p>]]></content:encoded></item><item><description>{REPORT} 2</description></item>
</channel></rss>"""
_ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio Sarvik</title><entry><title type="html">Blast</title>
<id>urn:1</id><updated>2031-05-02T18:00:00Z</updated><link href="/1"/><content type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml"><p>{REPORT}</p></div></content></entry></feed>"""
_SAVED = f"""<!DOCTYPE html><html><body><div class="tgme_widget_message js-widget_message" data-post="online/7">
<a class="tgme_widget_message_owner_name"><span>Online</span></a><div class="tgme_widget_message_text js-message_text">
{REPORT}<br/>Two.</div><a class="tgme_widget_message_date"><time datetime="2031-05-02T13:00:00+00:00"></time></a></div>
</body></html>"""
_EXPORTED = f"""<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_body chat_page"><div class="history">
<div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details"
title="02.05.2031 13:00:00 UTC+02:00"></div><div class="from_name">Online</div><div class="text">{REPORT}</div></div>
</div></div></div></div></body></html>"""


@cache
def seeds() -> dict[str, bytes]:
    """A valid input of each form, by the form's name."""
    json_feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "items": [{"id": 1, "content_text": REPORT}],
    }
    lines = "".join(json.dumps(row) + "\n" for row in _ROWS)
    table = "id,text,published\n" + "".join(f'{row["id"]},"{row["text"]}",2031-05-02\n' for row in _ROWS)
    responses = [
        response(_ARTICLE, Content_Encoding=""),
        response(_RSS, "application/rss+xml"),
        record(b"", type="warcinfo"),
    ]
    account = {"about": "…", "personal_information": {}, "chats": {"list": [_CHAT, _CHAT]}}
    texts = {
        "html": _ARTICLE, "json": json.dumps(_ROWS), "json lines": lines, "csv": table, "rss": _RSS, "atom": _ATOM,
        "telegram json": json.dumps(_CHAT, ensure_ascii=False, indent=1), "telegram account": json.dumps(account),
        "telegram html": _EXPORTED, "telegram page": _SAVED, "json feed": json.dumps(json_feed, indent=1),
        "ninjs": json.dumps(_NINJS, indent=1), "ninjs list": json.dumps([_NINJS, {**_NINJS, "version": "3"}]),
        "text": f"Publisher: Post\nPublished: 2031-05-02\n\nBlast in Talvari\n\n{REPORT}\n",
    }  # fmt: skip
    pdf_lines = ["Blast in Talvari", "Three people were killed in the blast at the mar-", "ket, the mayor said.", "1"]
    raw = {name: text.encode() for name, text in texts.items()}
    return raw | {
        "cp1251": _ARTICLE.replace("utf-8", "windows-1251").encode("cp1251", "replace"),
        "utf-16": lines.encode("utf-16"),
        "warc": b"".join(responses),
        "warc gzip": gzipped(*responses),
        "warc zstd": b"".join(map(zstd, responses)),
        "gzip": gzip.compress(raw["json lines"], mtime=0),
        "zstd": zstd(raw["html"]),
        "pdf": pdf(pdf_lines, pdf_lines),
        "plain pdf": pdf(pdf_lines, compress=False),
        "zip": zipped({"a.html": PAGE, "in/b.jsonl": lines, "c.pdf": pdf(pdf_lines), "d.txt": REPORT}),
        "zip in zip": zipped(
            {"in.zip": zipped({"a.txt": REPORT}), "r.xml": _RSS, "result.json": texts["telegram json"]}
        ),
    }


#: What goes into an input where something else was, or between: marks of every form, and odd bytes.
_TOKENS = [
    b"<", b">", b"</div>", b"<p>", b"<![CDATA[", b"]]>", b"<!--", b"&amp;", b"&#xD800;", b"&nbsp;", b'"', b"'", b"{",
    b"}", b"[", b"]", b",", b":", b"\\", b"\\ud800", b"null", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\r", b"\n", b"\r\n\r\n", b"\x1b[2J",
    b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"%PDF-1.7\n", b"PK\x03\x04",
    b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"endobj", b"stream\n", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"-1", b"1e999",
    b"99999999999999999999", b"\xe2\x80\xa8", "Ж".encode(), "𝔸".encode(), b"../../", b"T99:99:99Z", b"0001-01-01",
]  # fmt: skip


def mutant(number: int) -> tuple[str, bytes]:
    """The mutant of a number, and the name of the form that it comes from: the same one, always."""
    rng = random.Random(number)
    name = rng.choice(sorted(seeds()))
    raw = seeds()[name]
    if rng.random() < 0.3 and name not in _PACKS:
        # damaged inside, and whole outside
        return f"{name} packed", rng.choice(list(_PACKS.values()))(_mutated(raw, rng))
    return name, _mutated(raw, rng)


_PACKS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda raw: gzip.compress(raw, mtime=0),
    "zstd": zstd,
    "zip": lambda raw: zipped({"a.txt": REPORT, "b": raw, "c.html": PAGE}),
    "warc": lambda raw: (
        response(PAGE) + response(raw, "application/octet-stream") + response(PAGE, url="https://x.example/")
    ),
    "warc gzip": lambda raw: gzipped(response(raw), response(gzip.compress(raw, mtime=0), Content_Encoding="gzip")),
}


def _mutated(raw: bytes, rng: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9))):
        rng.choice(_MUTATIONS)(data, rng)
        if not data:
            data = bytearray(rng.randbytes(3))
    return bytes(data)


def _change(data: bytearray, rng: random.Random) -> None:
    data[rng.randrange(len(data))] = rng.randrange(256)


def _lose(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    del data[at : at + rng.choice((1, 2, 8, 64, 512))]


def _cut(data: bytearray, rng: random.Random) -> None:
    if rng.random() < 0.4:
        del data[rng.randrange(len(data)) :]


def _insert(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(_TOKENS)


def _replace(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    token = rng.choice(_TOKENS)
    data[at : at + len(token)] = token


def _noise(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.randbytes(rng.randrange(1, 40))


def _double(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    piece = data[at : at + rng.choice((4, 40, 400, 4_000))]
    data[at:at] = piece * rng.choice((1, 1, 2, 20))


def _pile(data: bytearray, rng: random.Random) -> None:
    """One token a great many times: nesting without end, lines without end."""
    if rng.random() < 0.2:
        at = rng.randrange(len(data) + 1)
        data[at:at] = rng.choice(_TOKENS) * rng.choice((100, 3_000, 60_000))


def _number(data: bytearray, rng: random.Random) -> None:
    found = list(re.finditer(rb"\d+", data))
    if found:
        start, end = rng.choice(found).span()
        data[start:end] = rng.choice((b"0", b"1", b"7", b"-1", b"65536", b"4294967295", b"99999999999999999999"))


def _splice(data: bytearray, rng: random.Random) -> None:
    other = seeds()[rng.choice(sorted(seeds()))]
    start = rng.randrange(len(other))
    at = rng.randrange(len(data))
    data[at : at + rng.randrange(60)] = other[start : start + rng.randrange(1, 400)]


_MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _change, _lose, _cut, _insert, _replace, _noise, _double, _pile, _number, _splice
)  # fmt: skip
