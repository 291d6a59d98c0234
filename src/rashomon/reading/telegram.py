"""Exports of Telegram Desktop (`result.json`), of one chat or of an account: one document a post."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.json_stream import JsonStream, Value
from rashomon.reading.plain import post_text, title_of
from rashomon.reading.records import Draft, left_out

#: What stands in place of a path where the file is not in the export: "(File not included. Change …)".
_NOT_INCLUDED = re.compile(r"\((?:File|Photo) [^()]*\)$")

#: Keys of a message that name a file sent with it.
_FILES = ("photo", "file")

#: Lists of chats in the export of an account.
_LISTS = ("chats", "left_chats")

#: Keys at the top of an export of an account.
_ACCOUNT = frozenset((*_LISTS, "personal_information", "frequent_contacts"))


@dataclass(slots=True)
class Chat:
    """What an export tells of a chat, and what of its messages was left out."""

    name: str = ""
    type: str = ""
    id: str = ""
    username: str = ""
    left_out: Counter[str] = field(default_factory=Counter)
    local: int = 0
    strange: int = 0

    @classmethod
    def of(cls, fields: dict[str, Any]) -> "Chat":
        """The chat of the fields that stand beside its messages."""
        plain = {key: str(value) for key, value in fields.items() if isinstance(value, str | int)}
        return cls(
            name=_line(plain.get("name", "")),
            type=plain.get("type", ""),
            id=plain.get("id", ""),
            username=plain.get("username", "").removeprefix("@"),
        )

    def told(self, place: str) -> Iterator[Problem]:
        """What of the messages was left out, and what of them is uncertain."""
        place = f"{place}, chat {self.name!r}" if self.name else place
        yield from left_out(place, "messages", self.left_out)
        if self.strange:
            told = f"{self.strange} messages have neither text nor date, as none of Telegram's has"
            yield Problem(
                input=place, error=told, hint="if this is no Telegram export, give reports as rows with `text`"
            )
        if self.local:
            told = f"{self.local} posts have the time of the computer that exported them, whose zone is not told"
            yield Problem(input=place, error=told, hint="it was taken as UTC: export the chat with a newer version")


def may_be_export(keys: Iterable[str]) -> bool:
    """Whether an object with these keys, the first of it, is an export of a chat or an account."""
    seen = set(keys)
    return ("messages" in seen and "text" not in seen) or bool(_ACCOUNT & seen)


def is_chat(value: dict[str, Any]) -> bool:
    """Whether an object is the export of a chat."""
    return isinstance(value.get("messages"), list) and "text" not in value


def chat_of(place: str, value: dict[str, Any]) -> Iterator[Draft | Problem]:
    """The posts of a chat that is in memory as a whole."""
    chat = Chat.of(value)
    for message in value["messages"]:
        yield from _post(place, chat, Value(message, b"", None))
    yield from chat.told(place)


def export(name: str, stream: JsonStream) -> Iterator[Draft | Problem]:
    """The posts of an export, one in memory at a time. Raises InputError where it is broken or holds no chat."""
    found = False
    while stream.peek() == "{":
        for each in _object(name, stream):
            found = True
            yield each
    if not found:
        raise InputError(name, "the Telegram export holds no messages", "export the chat with its messages")


def _object(name: str, stream: JsonStream) -> Iterator[Draft | Problem]:
    """The posts of an object: a chat, or an account with chats in it."""
    fields: dict[str, Any] = {}
    chat: Chat | None = None
    held: list[Value] = []
    for key in stream.fields():
        if key == "messages" and stream.peek() == "[":
            if not fields.keys() & {"name", "type", "id"}:
                held = [stream.value() for _ in stream.items()]  # the chat's name comes after its messages
                continue
            chat = Chat.of(fields)
            for _ in stream.items():
                yield from _post(name, chat, stream.value())
        elif key in _LISTS and stream.peek() == "{":
            yield from _chats(name, stream)
        else:
            fields[key] = stream.value().value
    if held:
        chat = Chat.of(fields)
        for message in held:
            yield from _post(name, chat, message)
    if chat:
        yield from chat.told(name)


def _chats(name: str, stream: JsonStream) -> Iterator[Draft | Problem]:
    for key in stream.fields():
        if key != "list" or stream.peek() != "[":
            stream.value()
            continue
        for _ in stream.items():
            if stream.peek() == "{":
                yield from _object(name, stream)
            else:
                stream.value()


def _post(name: str, chat: Chat, found: Value) -> Iterator[Draft | Problem]:
    """The draft of a message; none where it is no post, which is counted."""
    message = found.value
    if not isinstance(message, dict):
        yield Problem(input=name, error="a message that is no object", hint="export the chat anew")
        return
    number = str(message.get("id", ""))
    kind = _left_out(message)
    text = "" if kind else post_text(_text(message))
    if not kind and not text and not message.keys() & {"date", "date_unixtime"}:
        chat.strange += 1
    elif kind or not text:
        chat.left_out[kind or "without text"] += 1
    if kind or not text:
        return
    published, zoned = _time(message, "date")
    chat.local += bool(published) and not zoned
    channel = "channel" in chat.type
    sender = chat.name if channel else _line(message.get("from") or "")
    draft = Draft(
        input=f"{name}, message {number}" if number else name,
        text=text,
        medium=Medium.TELEGRAM,
        title=title_of(text),
        publisher=sender,
        published=published,
        updated=_time(message, "edited")[0],
        external_id=_id(chat.id, number) if number else None,
        url=f"https://t.me/{chat.username}/{number}" if chat.username and number else None,
        forwarded_from=_line(message.get("forwarded_from") or message.get("saved_from") or "") or None,
        reply_to=_reply(chat, message),
        notes=tuple(_attached(message)),
    )
    yield replace(draft, raw=found.raw, offset=found.offset) if found.raw else draft


def _left_out(message: dict[str, Any]) -> str:
    """Why a message is no post, in a word for the count; empty where it may be one."""
    kind = message.get("type", "message")
    if kind == "service":
        return "service messages"
    if kind != "message":
        return "of a kind that the export does not hold"
    return "polls" if "poll" in message else ""


def _text(message: dict[str, Any]) -> str:
    """A message's text: a string, or a list of strings and of entities that have one."""
    parts = message.get("text") or message.get("text_entities") or ""
    if isinstance(parts, str):
        return parts
    if not isinstance(parts, list):
        return ""
    pieces = [part.get("text", "") if isinstance(part, dict) else part for part in parts]
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _time(message: dict[str, Any], key: str) -> tuple[str, bool]:
    """A clock time, and whether its zone is known: older exports have only the exporter's local time."""
    stamp = str(message.get(f"{key}_unixtime") or "")
    if stamp.isascii() and stamp.isdigit() and len(stamp) < 12:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat(), True
    written = message.get(key)
    # exports of the first versions give every message a time of editing, of which this says that there was none
    if not isinstance(written, str) or written.startswith("1970-01-01"):
        return "", False
    return written, False


def _id(chat: str, number: str) -> str:
    return f"{chat}/{number}" if chat else number


def _reply(chat: Chat, message: dict[str, Any]) -> str | None:
    """The `external_id` of the message that this one answers."""
    number = message.get("reply_to_message_id")
    if number is None:
        return None
    peer = message.get("reply_to_peer_id")
    return _id(re.sub(r"\D", "", peer) if isinstance(peer, str) else chat.id, str(number))


def _attached(message: dict[str, Any]) -> Iterator[str]:
    """The files that were sent with the message, by their paths in the export."""
    for key in _FILES:
        path = message.get(key)
        if isinstance(path, str):
            kind = _line(str(message.get("media_type", key))).replace("_", " ")
            yield f"{kind}: {'not in the export' if _NOT_INCLUDED.search(path) else _line(path)}"


def _line(text: Any) -> str:
    return " ".join(post_text(text).split()) if isinstance(text, str) else ""
