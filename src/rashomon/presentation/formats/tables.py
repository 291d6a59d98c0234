"""Claims and balances as comma-separated tables, safe to open in a spreadsheet."""

import csv
import dataclasses
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

#: A cell that begins with one of these (their full-width twins too) is a formula to a spreadsheet, and runs.
#: owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")


def header(kind: type) -> str:
    """The line that names the columns of a row type."""
    return _line(field.name for field in dataclasses.fields(kind))


def lines(rows: Iterable[Any]) -> Iterator[str]:
    """Each row (a flat dataclass) as one line with its end; a text with line ends is quoted (RFC 4180)."""
    for row in rows:
        yield _line(_cell(getattr(row, field.name)) for field in dataclasses.fields(row))


def _line(cells: Iterable[object]) -> str:
    """One line that ends in \\n. The writer quotes a lone \\r only if that is part of its own line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> object:
    """Null is empty, numbers stay numbers, and a text that would be a formula gets a quote before it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value
