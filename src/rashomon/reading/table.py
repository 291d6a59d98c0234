"""Rows of reports, and CSV, which holds them: one report a row, whose text keeps its offsets."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rashomon.languages.identify import identify
from rashomon.model.ledger import Problem
from rashomon.model.text import Medium
from rashomon.reading.cleaning import blanked
from rashomon.reading.plain import title_below
from rashomon.reading.records import Draft
from rashomon.reading.taking import Line
from rashomon.reading.titles import without_site

#: Column → the names that it goes by, the first of them ours.
COLUMNS = {
    "id": ("id", "external_id"),
    "text": ("text",),
    "title": ("title",),
    "published": ("published", "date"),
    "url": ("url",),
    "publisher": ("publisher",),
    "language": ("language", "lang"),
}

#: Characters of the longest field of a CSV row; what is longer is a quote that nobody closed.
_LONGEST = 32_000_000

#: One character for one: offsets in a document's text are offsets in the row's text, which users annotate.
_ONE_FOR_ONE: dict[int, str] = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
_ONE_FOR_ONE |= {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_ONE_FOR_ONE |= dict.fromkeys(range(55296, 57344), "�")


def comma_separated(name: str, lines: Iterable[Line], delimiter: str) -> Iterator[Draft | Problem]:
    """The rows of CSV with a header; a row that is broken is told with its line, and the next one is read."""
    rows = Rows(name)
    table = _records(lines, delimiter)
    header: list[str] | None = None
    for number, cells, taken, error in table:
        if error:
            yield rows.problem(number, f"broken row: {error}", "close its quotes, and double those inside them")
        elif header is None:
            header = [cell.strip().lower().removeprefix("\ufeff") for cell in cells]
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) != len(header):
            told = f"the row has {len(cells)} cells and the header {len(header)}"
            yield rows.problem(number, told, "quote texts that hold the separator or line ends")
        else:
            # an empty cell says as little as no cell
            row = {key: cell for key, cell in zip(header, cells, strict=True) if cell.strip()}
            yield from rows.read(number, row, _raw(taken), taken[0].offset)


def _raw(lines: list[Line]) -> bytes:
    return lines[0].raw if len(lines) == 1 or lines[0].offset is None else b"".join(line.raw for line in lines)


def _records(lines: Iterable[Line], delimiter: str) -> Iterator[tuple[int, list[str], list[Line], str]]:
    """Rows with the line they begin on, their lines, and what is wrong with them; after a broken one, its next line."""
    csv.field_size_limit(_LONGEST)  # the module's own limit of 131,072 is less than a long report
    rest = iter(lines)
    again: deque[Line] = deque()
    taken: list[Line] = []

    def feed() -> Iterator[str]:
        while True:
            line = again.popleft() if again else next(rest, None)
            if line is None:
                return
            taken.append(line)
            yield line.text

    number = 1
    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            again.extendleft(reversed(taken[1:]))
            stray = "new-line character" in str(error)
            yield number, [], [], "a carriage return outside quotes" if stray else str(error)[:120]
            number += 1
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
            continue
        yield number, cells, taken, ""
        number += len(taken)


class Rows:
    """The rows of one table, with the ids seen so far."""

    def __init__(self, name: str, unit: str = "line") -> None:
        self._name = name
        self._unit = unit
        self._seen: dict[str, int] = {}

    def problem(self, number: int, error: str, hint: str) -> Problem:
        return Problem(input=self._place(number), error=error, hint=hint)

    def read(
        self, number: int, value: Any, raw: bytes | None = None, offset: int | None = None
    ) -> Iterator[Draft | Problem]:
        if not isinstance(value, dict):
            yield self.problem(number, f"{_kind(value)} where an object should be", "write one JSON object a row")
            return
        row = {column: _first(value, names) for column, names in COLUMNS.items()}
        fault = self._fault(number, row)
        if fault:
            yield fault
            return
        for column in ("title", "published", "url", "publisher", "language"):
            if row[column] is not None and not isinstance(row[column], str):
                hint = "it was read without; write it as a string or leave it out"
                yield self.problem(number, f"`{column}` is {_kind(row[column])}", hint)
                row[column] = None
        draft = replace(self._draft(number, row), raw=raw, offset=offset)
        if draft.text.strip() in ("", draft.title):
            # a row has its answer even where that is nothing: users count rows
            alone = "only its title was read" if draft.text.strip() else "it was read as an empty report"
            yield self.problem(
                number, "there is no report in it, only page furniture", f"{alone}: check what was saved"
            )
            draft = replace(draft, language=draft.language or identify(row["text"]))
        yield draft

    def _fault(self, number: int, row: dict[str, Any]) -> Problem | None:
        """What keeps the row from being read."""
        text, key = row["text"], row["id"]
        if text is None:
            return self.problem(number, "the row has no `text`", "put the report into the column or field `text`")
        if not isinstance(text, str):
            return self.problem(number, f"`text` is {_kind(text)}", "write the report as a string")
        if not text.strip():
            return self.problem(number, "the text is empty", "put the report into the column or field `text`")
        if key is None:
            return None
        if isinstance(key, bool) or not isinstance(key, str | int):
            return self.problem(number, f"`id` is {_kind(key)}", "write it as a string or a whole number")
        first = self._seen.setdefault(str(key), number)
        if first != number:
            told = f"the id {key!r} is that of {self._unit} {first} too"
            return self.problem(number, told, "the first was read; give each report an id of its own")
        return None

    def _draft(self, number: int, row: dict[str, Any]) -> Draft:
        publisher, url, title = _label(row["publisher"]), _label(row["url"]), _label(row["title"])
        title = without_site(title, publisher)
        return Draft(
            input=self._place(number),
            text=title_below(title, blanked(same_length(row["text"]))),
            medium=Medium.NEWS if publisher or url else Medium.FILE,
            title=title,
            publisher=publisher,
            published=row["published"] or "",
            language=row["language"] or "",
            external_id=None if row["id"] is None else same_length(str(row["id"])),
            url=url or None,
        )

    def _place(self, number: int) -> str:
        return f"{self._name}, {self._unit} {number}"


def same_length(text: str) -> str:
    """Line ends as \\n and control characters as blanks, each character for one, so that offsets hold."""
    plain = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    return plain.translate(_ONE_FOR_ONE)


def _label(value: str | None) -> str:
    return " ".join(same_length(value or "").split())


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), type(value).__name__)
