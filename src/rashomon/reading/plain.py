"""Plain text: an optional header, the title, the text without its page's furniture."""

import re

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.model.text import BELOW, Medium
from rashomon.reading.cleaning import without
from rashomon.reading.records import Draft

_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_FIELD = re.compile(r"(Publisher|Published|Title|URL|Medium|Forwarded-From|Language|Id):[ \t]*(.*)", re.I)
_ENDS = (".", "!", "?", "…", ":", ";", ",", '."', ".”", '!"', "!”", '?"', "?”", "。")

#: Halves of characters, which no encoding can write: what broken input is read as.
_BROKEN = re.compile("[\ud800-\udfff]")

#: A title is a line of at most so many characters.
_TITLE = 200

#: A header has at most so many lines: each field once.
_HEADER = 8


def tidy(text: str) -> str:
    """Line ends as \\n, control characters as blanks."""
    if "\r" in text or "\u2028" in text or "\x0b" in text or "\x0c" in text or "\x85" in text or "\u2029" in text:
        text = _BREAKS.sub("\n", text)
    return _CONTROLS.sub(" ", text)


def plain_text(name: str, text: str) -> tuple[Draft, list[Problem]]:
    """The draft of a plain text, with the problems of its header.

    A header block at the very start, ended by an empty line, is read into fields and leaves the text:
    Publisher, Published, Title, URL, Medium (telegram, statement, news, feed, archive, file), Forwarded-From,
    Language, Id. The title stays (or is put) in the text as its first line, since titles hold claims.
    Raises InputError where nothing is left to read.
    """
    fields, body = _header(tidy(text).lstrip("\n"))
    body = without(body).strip("\n")
    if not body.strip():
        raise InputError(name, "there is no text in it", "check that the file was saved whole")
    problems = []
    medium = Medium.NEWS if fields.get("publisher") or fields.get("url") else Medium.FILE
    if "medium" in fields:
        try:
            medium = Medium(fields["medium"].lower())
        except ValueError:
            known = ", ".join(medium.value for medium in Medium)
            problems.append(Problem(input=name, error=f"unknown medium {fields['medium']!r}", hint=f"known: {known}"))
    title = fields.get("title") or title_of(body)
    return Draft(
        input=name,
        text=with_title(title, body),
        medium=medium,
        title=title,
        publisher=fields.get("publisher", ""),
        published=fields.get("published", ""),
        language=fields.get("language", ""),
        external_id=fields.get("id") or None,
        url=fields.get("url") or None,
        forwarded_from=fields.get("forwarded-from") or None,
    ), problems


def whole_characters(text: str) -> str:
    """The text tidied, and with U+FFFD for what no encoding can write."""
    return _BROKEN.sub("\ufffd", tidy(text))


def post_text(text: str) -> str:
    """The text of a post: tidied, and without furniture unless it is nothing else; empty where there is none."""
    text = whole_characters(text).strip()
    return without(text).strip() or text


def with_title(title: str, body: str) -> str:
    """The body with the title as its first line, unless it begins with it already."""
    return f"{title}\n\n{body}" if title and not _opens_with(title, body) else body


def title_below(title: str, body: str) -> str:
    """The body with the title under it, unless it holds it already: titles hold claims, and offsets stay."""
    said = not title or _opens_with(title, body) or title in body
    return body if said else body + BELOW + title


def _opens_with(title: str, body: str) -> bool:
    return _letters(body[: 2 * len(title) + 40]).startswith(_letters(title))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _header(text: str) -> tuple[dict[str, str], str]:
    """The fields of a header and the text under it; no field where the block is anything but known fields."""
    fields: dict[str, str] = {}
    position = 0
    for _ in range(_HEADER + 1):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].strip()
        if not line:
            return fields, text[end + 1 :] if end >= 0 and fields else text
        field = _FIELD.fullmatch(line)
        if field is None or field.group(1).lower() in fields or end < 0:
            break
        fields[field.group(1).lower()] = field.group(2).strip()
        position = end + 1
    return {}, text


def title_of(body: str) -> str:
    """The first line, where it is short, ends as titles do, and an empty line and more text follow."""
    line, _, rest = body.lstrip("\n").partition("\n")
    title = line.strip()
    following = rest.partition("\n")[0].strip()
    if not title or len(title) > _TITLE or title.endswith(_ENDS) or following or not rest.strip():
        return ""
    return title
