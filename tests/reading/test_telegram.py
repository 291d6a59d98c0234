"""Exports of Telegram Desktop: one document a post, as the export tells it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from rashomon.model.text import Document, Medium
from rashomon.reading.captures import Captured
from rashomon.reading.documents import Reading, captured, read

TEXT = "Three people were killed in the blast at the market in Marvenka, the mayor said."


def message(number: int = 7, text: object = TEXT, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2031-05-02T13:00:00",
        "date_unixtime": "1935486000",
        "from": "Marvenka Online",
        "from_id": "channel1000500",
        "text": text,
        "text_entities": [],
        **more,
    }


def chat(*messages: object, **more: object) -> dict[str, Any]:
    about = {"name": "Marvenka Online", "type": "public_channel", "id": 1000500, **more}
    return {**about, "messages": list(messages)}


def reading(value: object) -> Reading:
    return read(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def only(*messages: object, **more: object) -> Document:
    found = reading(chat(*messages, **more))
    assert found.problems == ()
    (document,) = found.documents
    return document


def test_a_post_is_a_document() -> None:
    document = only(message())
    assert document.text == TEXT
    assert document.medium is Medium.TELEGRAM
    assert (document.publisher, document.external_id, document.url) == ("Marvenka Online", "1000500/7", None)
    assert document.published == datetime(2031, 5, 2, 11, tzinfo=UTC)
    assert (document.updated, document.forwarded_from, document.reply_to) == (None, None, None)


def test_the_address_of_a_post_where_the_channel_has_a_known_name() -> None:
    assert only(message(), username="@marvenka_online").url == "https://t.me/marvenka_online/7"


@pytest.mark.parametrize(
    "text",
    [
        [TEXT[:20], {"type": "bold", "text": TEXT[20:30]}, {"type": "text_link", "text": TEXT[30:], "href": "x"}],
        [{"type": "plain", "text": TEXT}],
        f"  {TEXT}\n\n",
        [{"type": "plain"}, TEXT, 5, None],
    ],
)
def test_a_text_may_be_in_pieces(text: object) -> None:
    assert only(message(text=text)).text == TEXT


def test_entities_are_read_where_there_is_no_text() -> None:
    assert only(message(text="", text_entities=[{"type": "plain", "text": TEXT}])).text == TEXT


def test_an_edit_a_forward_and_a_reply_are_kept() -> None:
    document = only(
        message(
            edited="2031-05-02T14:00:00",
            edited_unixtime="1935489600",
            forwarded_from="Radio Sarvik",
            reply_to_message_id=3,
        )
    )
    assert document.updated == datetime(2031, 5, 2, 12, tzinfo=UTC)
    assert (document.forwarded_from, document.reply_to) == ("Radio Sarvik", "1000500/3")
    assert only(message(reply_to_message_id=3, reply_to_peer_id="channel77")).reply_to == "77/3"
    assert only(message(forwarded_from=None)).forwarded_from is None


def test_the_first_line_is_the_title_where_it_is_one() -> None:
    document = only(message(text=[{"type": "bold", "text": "Blast in Marvenka"}, f"\n\n{TEXT}"]))
    assert (document.title, document.text) == ("Blast in Marvenka", f"Blast in Marvenka\n\n{TEXT}")


def test_what_is_no_post_is_counted() -> None:
    found = reading(
        chat(
            {"id": 1, "type": "service", "date": "2031-05-01T10:00:00", "action": "create_channel", "text": ""},
            {"id": 2, "type": "service", "date": "2031-05-01T10:00:00", "action": "pin_message", "text": ""},
            message(3, "", photo="photos/1.jpg"),
            message(4, "", poll={"question": "Was it loud?", "answers": []}),
            message(5),
            {"id": 6, "type": "unsupported"},
        )
    )
    assert [document.external_id for document in found.documents] == ["1000500/5"]
    (note,) = found.problems
    assert note.note
    assert note.error == (
        "messages left out (of a kind that the export does not hold: 1, polls: 1, service messages: 2, without text: 1)"
    )


def test_captions_are_texts_and_their_files_notes() -> None:
    found = [
        each
        for each in captured(
            json.dumps(
                chat(
                    message(1, photo="photos/1.jpg"),
                    message(2, file="(File not included. Change data exporting settings.)", media_type="video_file"),
                )
            ).encode()
        )
        if isinstance(each, Captured)
    ]
    assert [each.notes for each in found] == [("photo: photos/1.jpg",), ("video file: not in the export",)]


def test_the_bytes_of_a_post_are_its_own() -> None:
    raw = json.dumps(chat(message(1), message(2, "Взрыв на рынке в Сарвике.")), ensure_ascii=False, indent=1).encode()
    for number, found in enumerate(captured(raw), 1):
        assert isinstance(found, Captured)
        assert json.loads(found.material.raw)["id"] == number
        assert raw[found.material.offset :].startswith(found.material.raw)
        assert found.place == f"<bytes>, message {number}"


def test_a_local_time_is_told() -> None:
    old = message()
    del old["date_unixtime"]
    found = reading(chat(old))
    assert found.documents[0].published == datetime(2031, 5, 2, 13, tzinfo=UTC)
    assert "zone" in found.problems[0].error


def test_an_account_holds_many_chats() -> None:
    value = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1},
        "contacts": {"list": [{"first_name": "A"}]},
        "chats": {"about": "…", "list": [chat(message(1)), chat(message(1), id=8, name="Radio Sarvik"), {"id": 9}, 5]},
        "left_chats": {"about": "…", "list": [chat(message(2), id=10)]},
        "other_data": {"help": "…"},
    }
    documents = reading(value).documents
    assert [document.external_id for document in documents] == ["1000500/1", "8/1", "10/2"]
    assert documents[1].publisher == "Radio Sarvik"


def test_a_group_speaks_by_its_members() -> None:
    document = only(message() | {"from": "Mira Halden"}, type="public_supergroup", name="Marvenka talks")
    assert document.publisher == "Mira Halden"
    assert only(message() | {"from": None}, type="private_group").publisher == ""


@pytest.mark.parametrize("indent", [None, 1])
def test_the_order_of_the_fields_and_their_spacing_change_nothing(indent: int | None) -> None:
    value = chat(message(1), message(2, "Two boats sank off Sarvik, the port said."))
    turned = dict(reversed(value.items()))
    one, other = (read(json.dumps(each, indent=indent).encode()).documents for each in (value, turned))
    assert len(one) == 2
    assert one == other
    assert read("\n".join(json.dumps(each) for each in (value, turned)).encode()).documents == one


def test_what_breaks_off_is_read_so_far() -> None:
    raw = json.dumps(chat(*(message(i, f"{TEXT} {i}") for i in range(9))), indent=1).encode()
    found = read(raw[: len(raw) // 2])
    assert 3 <= len(found.documents) < 6
    assert "broken JSON" in found.problems[-1].error


def test_control_characters_as_telegram_writes_them_are_blanks() -> None:
    raw = json.dumps(chat(message(1, TEXT.replace("market", "mar|ket|")), message(2)), indent=1).encode()
    raw = raw.replace(b"|", b"\\x0B")
    first, second = (each for each in captured(raw) if isinstance(each, Captured))
    assert first.document.text == TEXT.replace("market", "mar\nket\n")
    assert second.document.text == TEXT
    assert raw[first.material.offset :].startswith(first.material.raw)
    assert first.material.raw.endswith(b"}")


@pytest.mark.parametrize(
    "value", [chat(), {"messages": []}, {"chats": {"list": []}}, {"personal_information": {}, "chats": 5}]
)
def test_an_export_without_posts_is_told(value: object) -> None:
    assert "no messages" in reading(value).problems[0].error


@pytest.mark.parametrize("value", [{"messages": [5, None, "x"]}, {"messages": [{"role": "user", "content": "Hello"}]}])
def test_messages_that_are_none_are_told(value: object) -> None:
    found = reading(value)
    assert not found.documents
    assert not found.problems[0].note


@pytest.mark.parametrize(
    "odd",
    [
        {"text": {"a": 1}},
        {"text": 5},
        {"date_unixtime": "x"},
        {"date_unixtime": "9" * 30},
        {"from": 5},
        {"id": None},
        {"edited": []},
        {"reply_to_message_id": "x"},
        {"photo": {}},
        {"forwarded_from": 3},
        {"text": "\ud800 \x00 " + TEXT},
    ],
)
def test_odd_values_break_nothing(odd: dict[str, object]) -> None:
    found = reading(chat(message(1, **odd), message(2)))
    assert "1000500/2" in [document.external_id for document in found.documents]
    for document in found.documents:
        document.text.encode()


def test_a_row_with_messages_and_a_text_is_a_row() -> None:
    (document,) = reading({"id": "x", "text": TEXT, "messages": [1]}).documents
    assert (document.external_id, document.medium) == ("x", Medium.FILE)
