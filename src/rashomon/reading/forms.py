"""Which form a text is in, by its content."""

import csv
import json
import re
from enum import Enum, auto

from rashomon.errors import InputError
from rashomon.reading import telegram
from rashomon.reading.table import COLUMNS

#: What may stand before the first element: declarations, instructions, comments.
PREFACE = (
    r"\s*(?:(?:<\?[^>]*>|<!--(?:(?!-->).)*-->"
    r"|<!DOCTYPE\s+(?!html\b)[^>\[]*(?:\[(?:(?!\]\s*>).)*\]\s*)?>)\s*)*"
)
_HTML = re.compile(PREFACE + r"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script)\b", re.I | re.S)
_BLOCKS = re.compile(r"</?(?:p|div|span|article|section|main|table|h[1-6]|ul|br|a|img|header)\b[^<>]*>", re.I)
_FEED = re.compile(PREFACE + r"<(?:\w+:)?(?:rss|feed|RDF)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b", re.I)
_SAVED_WHOLE = re.compile(r"(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location): ", re.I)
_LIST = re.compile(r"\s*\[\s*(?:\{\s*\"|\])")
_OBJECT = re.compile(r"\s*\{\s*(?:\"|\})")
_KEY = re.compile(r"[\s,]*\"")
_COLON = re.compile(r"\s*:\s*")

#: Lines that are looked at to tell JSON Lines.
_LOOKED_AT = 20


class Form(Enum):
    """The forms that are read."""

    HTML = auto()
    FEED = auto()
    TEXT = auto()
    JSON_LINES = auto()
    JSON_LIST = auto()
    TELEGRAM = auto()
    CSV = auto()


def form_of(name: str, start: str) -> Form:
    """The form of a text by its beginning. Raises InputError for forms that are known and not read."""
    if _FEED.match(start):
        return Form.FEED
    if _HTML.match(start) or (start.lstrip().startswith("<") and len(_BLOCKS.findall(start, 0, 8_000)) >= 2):
        return Form.HTML
    if _XML.match(start):
        raise InputError(name, "this is XML, which is not read", "give a page, text, feed, JSON Lines or CSV")
    if "MIME-Version: " in start[:2_000] and _SAVED_WHOLE.match(start):
        raise InputError(name, "this is a page or mail in MIME form", "save it as an HTML page or as text")
    if json_form := _json(start):
        return json_form
    return Form.CSV if _is_table(name, start) else Form.TEXT


def delimiter_of(start: str) -> str:
    """What separates the columns of the header line."""
    line = _header(start)
    return max(",;\t|", key=line.count)


def _json(start: str) -> Form | None:
    if _LIST.match(start):
        return Form.JSON_LIST
    if _OBJECT.match(start) and telegram.may_be_export(_first_keys(start)):
        return Form.TELEGRAM
    lines = [line for line in start.split("\n", _LOOKED_AT * 2) if line.strip()][:_LOOKED_AT]
    objects = sum(_is_object(line) for line in lines)
    if objects and 2 * objects >= len(lines):
        return Form.JSON_LINES
    if not _OBJECT.match(start):
        return None
    # one object over many lines, or a first line that is broken or longer than what is looked at
    return Form.JSON_LINES if len(lines) == 1 or _OBJECT.match(lines[1]) else Form.JSON_LIST


def _first_keys(start: str) -> list[str]:
    """The keys of the object that a text begins with, as far as the text goes."""
    keys: list[str] = []
    decoder = json.JSONDecoder(strict=False)
    at = start.index("{") + 1
    try:
        while mark := _KEY.match(start, at):
            key, at = decoder.raw_decode(start, mark.end() - 1)
            colon = _COLON.match(start, at)
            if colon is None:
                break
            keys.append(key)
            _, at = decoder.raw_decode(start, colon.end())
    except (ValueError, RecursionError):
        pass  # cut, or broken: whoever reads it tells
    return keys


def _is_object(line: str) -> bool:
    if not _OBJECT.match(line):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _header(start: str) -> str:
    return start.removeprefix("\ufeff").lstrip("\r\n").split("\n", 1)[0].strip("\r")


def _is_table(name: str, start: str) -> bool:
    """Whether the first line names our columns. Raises InputError for a table that has no column `text`."""
    try:
        cells = next(csv.reader([_header(start)], delimiter=delimiter_of(start)))
    except (csv.Error, StopIteration):
        return False
    named = [cell.strip().lower() for cell in cells]
    known = {alias for aliases in COLUMNS.values() for alias in aliases}
    if "text" in named and (len(named) == 1 or len(known.intersection(named)) > 1 or name.lower().endswith("csv")):
        return True
    if (len(known.intersection(named)) > 1 or name.lower().endswith((".csv", ".tsv"))) and len(named) > 1:
        raise InputError(
            name, "the table has no column `text`", "name the column of the reports `text` in its first line"
        )
    return False
