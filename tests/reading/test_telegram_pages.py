"""Telegram's pages: saved t.me/s and the HTML of an export, as they are built; channels and posts are invented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.model.text import Document, Medium
from rashomon.reading.documents import Reading, read

TEXT = "Three people were killed in the blast at the market in Marvenka, the mayor said."


def post(number: int = 7, text: str | None = TEXT, extra: str = "", meta: str = "", classes: str = "") -> str:
    body = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    address = f"marvenka_online/{number}"
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap {classes} js-widget_message" data-post="{address}">
<div class="tgme_widget_message_user"><a href="https://t.me/marvenka_online"><i><img src="a.jpg"></i></a></div>
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/marvenka_online">
<span dir="auto">Marvenka Online</span></a>
</div>{extra}{body}<div class="tgme_widget_message_footer compact js-message_footer">
<div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">1.2K</span>
<span class="tgme_widget_message_meta">{meta}<a class="tgme_widget_message_date" href="https://t.me/{address}">
<time datetime="2031-05-02T13:0{number % 10}:00+02:00" class="time">13:00</time></a></span>
</div></div></div></div></div>"""


def saved(*posts: str) -> bytes:
    header = '<div class="tgme_channel_info_header_title"><span dir="auto">Marvenka Online</span></div>'
    return (
        '<!DOCTYPE html><html><head><title>Marvenka Online – Telegram</title><meta property="og:title" content="x">'
        f"</head><body>{header}<section>{''.join(posts)}</section></body></html>"
    ).encode()


def entry(
    number: int = 7, text: str | None = TEXT, classes: str = "", inside: str = "", sender: str = "Marvenka Online"
) -> str:
    name = f'<div class="from_name">\n{sender} \n</div>' if "joined" not in classes else ""
    body = f'<div class="text">\n{text}\n</div>' if text else ""
    return f"""<div class="message default clearfix {classes}" id="message{number}">
<div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">\nM\n</div></div></div>
<div class="body"><div class="pull_right date details" title="02.05.2031 13:00:00 UTC+02:00">\n13:00\n</div>
{name}{inside}{body}</div></div>"""


def exported(*entries: str, page: str = "chat_page") -> bytes:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head>'
        '<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div class="content">'
        '<div class="text bold">\nMarvenka Online \n</div></div></div>'
        f'<div class="page_body {page}"><div class="history">{"".join(entries)}</div></div></div></body></html>'
    ).encode()


def only(raw: bytes) -> Document:
    reading = read(raw)
    assert reading.problems == ()
    (document,) = reading.documents
    return document


def test_a_saved_post_is_a_document() -> None:
    document = only(saved(post()))
    assert document.text == TEXT
    assert document.medium is Medium.TELEGRAM
    assert (document.publisher, document.external_id) == ("Marvenka Online", "marvenka_online/7")
    assert document.url == "https://t.me/marvenka_online/7"
    assert document.published == datetime(2031, 5, 2, 11, 7, tzinfo=UTC)


def test_lines_and_emoji_of_a_saved_post() -> None:
    text = 'Blast in Marvenka<br/><br/><i class="emoji"><b>🔥</b></i> Three <a>people</a> died,<br>the mayor said.'
    document = only(saved(post(text=text)))
    assert document.text == "Blast in Marvenka\n\n🔥 Three people died,\nthe mayor said."
    assert document.title == "Blast in Marvenka"


def test_forwards_replies_and_edits_of_a_saved_post() -> None:
    forward = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;<a '
        'class="tgme_widget_message_forwarded_from_name" href="https://t.me/x/5"><span>Radio Sarvik</span></a></div>'
    )
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/marvenka_online/3"><div '
        'class="tgme_widget_message_text js-message_text js-message_reply_text">Two boats sank.</div></a>'
    )
    preview = '<a class="tgme_widget_message_link_preview" href="x"><div class="link_preview_title">Nine died</div></a>'
    document = only(saved(post(extra=forward + reply, meta="edited ") + preview))
    assert (document.text, document.forwarded_from, document.reply_to) == (TEXT, "Radio Sarvik", "marvenka_online/3")


def test_an_album_with_a_caption_is_one_post() -> None:
    album = (
        '<div class="tgme_widget_message_grouped_wrap"><a class="tgme_widget_message_photo_wrap" href="x"></a></div>'
    )
    assert only(saved(post(extra=album))).text == TEXT


def told(reading: Reading) -> str:
    (note,) = reading.problems
    assert note.note
    return note.error


def test_what_is_no_post_is_counted() -> None:
    poll = '<div class="tgme_widget_message_poll js-poll">Was it loud?</div>'
    reading = read(
        saved(post(), post(8, None), post(9, None, poll), post(10, "Channel created", classes="service_message"))
    )
    assert len(reading.documents) == 1
    assert told(reading) == "messages left out (polls: 1, service messages: 1, without text: 1)"
    day = '<div class="message service" id="message-1"><div class="body details">2 May 2031</div></div>'
    pinned = day.replace("message-1", "message5")
    question = (
        '<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">Loud?</div></div></div>'
    )
    reading = read(exported(day, pinned, entry(), entry(8, None), entry(9, None, inside=question)))
    assert len(reading.documents) == 1
    assert told(reading) == "messages left out (polls: 1, service messages: 1, without text: 1)"


def test_an_exported_post_is_a_document() -> None:
    document = only(exported(entry(text="Blast in Marvenka<br><br>Three died, <strong>the mayor</strong> said.")))
    assert document.text == "Blast in Marvenka\n\nThree died, the mayor said."
    assert (document.publisher, document.external_id, document.url) == ("Marvenka Online", "7", None)
    assert (document.title, document.medium) == ("Blast in Marvenka", Medium.TELEGRAM)
    assert document.published == datetime(2031, 5, 2, 11, tzinfo=UTC)


def test_a_joined_post_has_the_sender_of_the_one_before() -> None:
    reading = read(exported(entry(1, sender="Mira Halden"), entry(2, TEXT + " 2", "joined"), entry(3, TEXT + " 3")))
    assert [each.publisher for each in reading.documents] == ["Mira Halden", "Mira Halden", "Marvenka Online"]


def test_forwards_and_replies_of_an_exported_post() -> None:
    forward = f"""<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">
<div class="from_name">\nRadio Sarvik <span class="date details" title="01.05.2031 10:00:00">01.05.2031</span></div>
<div class="text">\n{TEXT}\n</div></div>"""
    reply = '<div class="reply_to details">In reply to <a href="messages1.html#go_to_message3">this message</a></div>'
    document = only(exported(entry(text=None, inside=reply + forward)))
    assert (document.text, document.forwarded_from, document.reply_to) == (TEXT, "Radio Sarvik", "3")
    assert (document.publisher, document.published) == ("Marvenka Online", datetime(2031, 5, 2, 11, tzinfo=UTC))


def test_a_time_in_utc_may_be_without_an_offset() -> None:
    assert only(exported(entry()).replace(b"+02:00", b"")).published == datetime(2031, 5, 2, 13, tzinfo=UTC)


def test_a_local_time_is_told() -> None:
    reading = read(exported(entry()).replace(b" UTC+02:00", b""))
    assert reading.documents[0].published == datetime(2031, 5, 2, 13, tzinfo=UTC)
    assert "zone" in reading.problems[0].error


@pytest.mark.parametrize("raw", [exported(), exported(page="list_page"), exported("<div class='entry'>Mira</div>")])
def test_a_page_without_posts_is_told(raw: bytes) -> None:
    assert "without posts" in told(read(raw))


def test_the_page_of_a_site_that_has_such_a_class_is_a_page() -> None:
    markup = f'<html><body><div class="page_wrap"><article><p>{TEXT}</p></article></div></body></html>'
    assert only(markup.encode()).medium is Medium.NEWS


def test_an_export_is_read_as_a_folder_without_its_styles_and_media(tmp_path: Path) -> None:
    files = {
        "messages.html": exported(entry(1)),
        "messages2.html": exported(entry(2, TEXT + " 2")),
        "css/style.css": b"a",
    }
    for name, raw in files.items():
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    reading = read(tmp_path)
    assert [each.external_id for each in reading.documents] == ["1", "2"]
    assert reading.problems == ()
