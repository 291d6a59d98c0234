"""Text that fits a terminal: widths, wrapped lines, tables, and nothing that steers the terminal itself."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Control characters (a report may hold an escape sequence) and those that turn the direction of a line.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")

#: Columns. A table narrower than this is read more easily as a list.
NARROWEST_TABLE = 72
#: Columns that a column of a table keeps when others want more.
_NARROWEST_COLUMN = 9
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Style:
    """Whether to write bold and colours; without, the same words stand there plainly."""

    colour: bool = False

    def heading(self, text: str) -> str:
        """Bold."""
        return self._with("1", text)

    def warning(self, text: str) -> str:
        """Yellow: something that a reader should look at."""
        return self._with("33", text)

    def faint(self, text: str) -> str:
        """Faint: what may be skipped at first."""
        return self._with("2", text)

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def safe(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    return _SPACES.sub(" ", _UNSAFE.sub("", text)).strip()


def width(text: str) -> int:
    """Columns that the text takes: two for wide characters, none for marks that sit on another."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """The text in lines of at most `columns`, those after the first with `indent`; long words are broken."""
    lines: list[str] = []
    line = ""
    for word in safe(text).split(" "):
        for i, piece in enumerate(_broken(word, max(1, columns - len(indent)))):
            if line and (i > 0 or width(line) + 1 + width(piece) > columns):
                lines.append(line)
                line = indent + piece
            else:
                line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _broken(word: str, columns: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width(piece + character) > columns:
            yield piece
            piece = ""
        piece += character
    yield piece


def table(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int, style: Style) -> Iterator[str]:
    """Lines of a table at most `columns` wide, its cells wrapped; where that is too narrow, rows as lists.

    A line end in a cell is kept: what stands in it begins a line of its own.
    """
    if columns < NARROWEST_TABLE:
        yield from _as_list(header, rows, columns, style)
        return
    widths = _widths([header, *rows], columns)
    yield style.heading(_aligned(list(header), widths))
    for row in rows:
        cells = [
            [line for part in cell.split("\n") for line in wrap(part, room)]
            for cell, room in zip(row, widths, strict=True)
        ]
        for i in range(max(map(len, cells))):
            yield _aligned([cell[i] if i < len(cell) else "" for cell in cells], widths)


def _widths(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """What each column gets: what it wants, or an equal share of what those that want less leave over."""
    wanted = [
        max(width(safe(part)) for cell in column for part in cell.split("\n")) for column in zip(*rows, strict=True)
    ]
    left = columns - len(_GAP) * (len(wanted) - 1)
    given = [0] * len(wanted)
    for taken, i in enumerate(sorted(range(len(wanted)), key=lambda i: wanted[i])):
        share = max(_NARROWEST_COLUMN, left // (len(wanted) - taken))
        given[i] = min(wanted[i], share)
        left -= given[i]
    return given


def _aligned(cells: list[str], widths: list[int]) -> str:
    padded = [cell + " " * (room - width(cell)) for cell, room in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()


def _as_list(header: Sequence[str], rows: Sequence[Sequence[str]], columns: int, style: Style) -> Iterator[str]:
    for row in rows:
        first, *others = zip(header, row, strict=True)
        yield from (style.heading(line) for line in wrap(first[1], columns))
        for name, cell in others:
            parts = cell.split("\n")
            told = [f"{name}: {cell}"] if len(parts) == 1 else [f"{name}:", *parts]
            for part in told if cell else ():
                yield from (f"  {line}" for line in wrap(part, columns - 2, "  "))
