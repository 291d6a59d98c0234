"""JSON that is too long to hold at once: its values one by one, with the bytes that they were."""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rashomon.errors import InputError
from rashomon.reading.decoding import encoding_of
from rashomon.reading.sources import Input
from rashomon.reading.taking import LONGEST, take, whole

#: Bytes that are read at a time.
_BLOCK = 1024 * 1024

#: An error so near the end of what was read so far may be the end's.
_NEAR = 64

#: What follows a value that may go on.
_CUT = re.compile(r"[-+.eE\d]*")

_HEXADECIMAL = re.compile(r"\\x[0-9A-Fa-f]{2}")

#: Control characters in a string are blanks to us.
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its bytes and their place; where the encoding is not UTF-8 they are all of the input."""

    value: Any
    raw: bytes = field(repr=False)
    offset: int | None


class JsonStream:
    """A reader that walks through the JSON of an input, of which it holds one value at a time.

    Its methods raise InputError where the JSON is broken, or a value longer than `LONGEST`.
    """

    def __init__(self, each: Input, start: bytes) -> None:
        self._input = each
        encoding = encoding_of(start)
        self._whole: bytes | None = None
        self._ended = not encoding.startswith("utf-8") or start.startswith(codecs.BOM_UTF8)
        if self._ended:
            self._whole = whole(each, start)
            start, encoding = self._whole, encoding_of(self._whole)
        # bytes that are no UTF-8 come back as they were when a value is written as bytes again
        errors = "replace" if self._ended else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._text = self._decoder.decode(start, self._ended).removeprefix("\ufeff")
        self._at = 0
        self._offset = 0

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            at = self._at
            while at < len(self._text) and self._text[at] in " \t\r\n":
                at += 1
            self._offset += at - self._at
            self._at = at
            if at < len(self._text) or not self._more():
                return self._text[at : at + 1]

    def value(self) -> Value:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = self._decoded()
            except (ValueError, RecursionError) as error:
                if not self._may_go_on(error) or not self._more():
                    raise self._broken(getattr(error, "msg", type(error).__name__)) from error
                continue
            # "1." may be a cut 1.5: a number is over where something follows that is none of it
            if not _CUT.fullmatch(self._text, end) or not self._more():
                return self._taken(found, end)

    def _decoded(self) -> tuple[Any, int]:
        """The value that stands next, and where it ends.

        Telegram Desktop writes control characters as "\\x0B", which JSON does not know.
        """
        text, repairs = self._text, 0
        while True:
            try:
                found, end = _DECODER.raw_decode(text, self._at)
                return found, end - 2 * repairs
            except json.JSONDecodeError as error:
                if not _HEXADECIMAL.match(text, error.pos):
                    raise
                text = f"{text[: error.pos]}\\u00{text[error.pos + 2 :]}"
                repairs += 1

    def fields(self) -> Iterator[str]:
        """The keys of the object that comes next; whoever asks for a key reads its value before the next."""
        for _ in self._steps("{", "}"):
            key = self.value().value
            if not isinstance(key, str):
                raise self._broken("a key that is no string")
            self._expect(":")
            yield key

    def items(self) -> Iterator[None]:
        """One step for each item of the array that comes next; whoever takes a step reads the item."""
        return self._steps("[", "]")

    def _steps(self, opening: str, closing: str) -> Iterator[None]:
        self._expect(opening)
        if self.peek() == closing:
            self._expect(closing)
            return
        while True:
            yield
            if self.peek() == closing:
                self._expect(closing)
                return
            self._expect(",")

    def _expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise self._broken(f"no {mark!r} where one should be")
        self._at += 1
        self._offset += 1

    def _taken(self, found: Any, end: int) -> Value:
        if self._whole is not None:
            self._at = end
            return Value(found, self._whole, None)
        raw = self._text[self._at : end].encode("utf-8", "surrogateescape")
        offset = self._offset
        self._at, self._offset = end, offset + len(raw)
        return Value(found, raw, offset)

    def _may_go_on(self, error: Exception) -> bool:
        """Whether what looks broken may only be cut."""
        if not isinstance(error, json.JSONDecodeError) or len(self._text) - self._at > LONGEST:
            return False
        return error.msg.startswith("Unterminated string") or error.pos > len(self._text) - _NEAR

    def _more(self) -> bool:
        """Reads on; false where there is nothing more."""
        if self._ended:
            return False
        # as much again as is held, so that a long value is not tried for each block of it
        block = take(self._input, max(_BLOCK, len(self._text) - self._at))
        self._ended = not block
        more = self._decoder.decode(block, self._ended)
        self._text, self._at = self._text[self._at :] + more, 0
        return bool(more) or not self._ended

    def _broken(self, why: str) -> InputError:
        place = "" if self._whole is not None else f" at byte {self._offset} or after it"
        hint = "check that it was saved whole; what stands before was read"
        return InputError(self._input.name, f"broken JSON{place}: {why}", hint)
