"""JSON Lines and JSON arrays: each object by what it is, a row of ours or a record of another format."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rashomon.model.ledger import Problem
from rashomon.reading import json_feed, ninjs, telegram
from rashomon.reading.json_stream import JsonStream
from rashomon.reading.records import Draft
from rashomon.reading.table import Rows
from rashomon.reading.taking import Line


def json_lines(name: str, lines: Iterable[Line]) -> Iterator[Draft | Problem]:
    """The objects of JSON Lines, each a draft or the problem with it; line numbers count from 1."""
    objects = _Objects(name, "line")
    for number, line in enumerate(lines, 1):
        if not line.text.strip():
            continue
        try:
            value = json.loads(line.text, strict=False)  # control characters in a string are blanks to us
        except (ValueError, RecursionError) as error:
            told = f"broken JSON: {str(error)[:120] or type(error).__name__}"
            yield objects.problem(number, told, "write one JSON object a line")
            continue
        yield from objects.read(number, value, line.raw, line.offset)


def json_list(name: str, stream: JsonStream) -> Iterator[Draft | Problem]:
    """The objects of a JSON array, or of several, and objects that follow one another; they are counted from 1."""
    objects = _Objects(name, "item")
    number = 0
    while mark := stream.peek():
        for _ in stream.items() if mark == "[" else (None,):
            number += 1
            found = stream.value()
            yield from objects.read(number, found.value, found.raw, found.offset, alone=mark == "{")


class _Objects:
    """The objects of one input, of which those that are no record of a known format are rows."""

    def __init__(self, name: str, unit: str) -> None:
        self._name = name
        self._unit = unit
        self._rows = Rows(name, unit)

    def problem(self, number: int, error: str, hint: str) -> Problem:
        return self._rows.problem(number, error, hint)

    def read(
        self, number: int, value: Any, raw: bytes, offset: int | None, *, alone: bool = False
    ) -> Iterator[Draft | Problem]:
        place = self._name if alone else f"{self._name}, {self._unit} {number}"
        if not isinstance(value, dict):
            found = self._rows.read(number, value, raw, offset)
        elif telegram.is_chat(value):
            found = telegram.chat_of(place, value)
        elif json_feed.is_feed(value):
            found = json_feed.items(place, value)
        elif ninjs.is_item(value):
            found = ninjs.item(place, value)
        else:
            found = self._rows.read(number, value, raw, offset)
        for each in found:
            yield each if isinstance(each, Problem) or each.raw else replace(each, raw=raw, offset=offset)
