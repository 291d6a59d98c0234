"""What may come out of a compressed input, so that a small file cannot fill memory, disk or a day."""

import io
import tempfile
from typing import IO

from rashomon.errors import InputError
from rashomon.reading.decoding import PEEK
from rashomon.reading.sources import Input

#: Containers in containers that are opened, as a WARC in a ZIP in a ZIP.
DEEPEST = 4

#: Bytes that may come out of any input, and how many for each byte of it beyond that. Pages shrink to a tenth,
#: the most repetitive logs to a hundredth; deflate can write a thousand bytes for one, which no report needs.
FREE = 256 * 1024 * 1024
RATIO = 100

#: Bytes that are kept in memory before they go to a temporary file.
_IN_MEMORY = 16 * 1024 * 1024


class Budget:
    """Counts what comes out of one compressed input of `size` bytes, at every depth together."""

    def __init__(self, size: int) -> None:
        self._left = FREE + RATIO * size

    def spend(self, name: str, count: int) -> None:
        """Raises InputError where the input has given more than its size accounts for."""
        self._left -= count
        if self._left < 0:
            raise InputError(
                name,
                f"more than {RATIO} times as much came out of it as went in: a decompression bomb, or empty data",
                "unpack it by hand and give what is wanted of it",
            )


class Metered(io.RawIOBase):
    """A stream of unpacked bytes, charged to a budget as they are read; `kind` names the packing."""

    def __init__(self, stream: IO[bytes], name: str, budget: Budget, kind: str) -> None:
        super().__init__()
        self._kind = kind
        # what is unpacked before a break is given before it is told
        self._read = getattr(stream, "read1", stream.read)
        self._name = name
        self._budget = budget
        self._fault: InputError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises InputError where they cannot be unpacked or the budget is spent."""
        if self._fault:
            raise self._fault
        try:
            found = self._read(PEEK if size is None or size < 0 else size)
            self._budget.spend(self._name, len(found))
            return found
        except InputError as error:
            self._fault = error
            raise
        except Exception as error:  # unpackers fail in ways that they do not name
            told = f"its {self._kind} data is broken ({str(error)[:120] or type(error).__name__})"
            self._fault = InputError(self._name, told, "check that it was saved whole")
            raise self._fault from error


def seekable(each: Input, start: bytes) -> IO[bytes]:
    """The whole input, whose first bytes were taken as `start`, as a stream that can go back to any place.

    A file is used as it is; what cannot go back (standard input, a member of an archive) is written to memory,
    or to a temporary file where it is long. The stream stands at the input's beginning.
    """
    stream = each.stream
    if isinstance(stream, io.BytesIO | io.BufferedReader) and stream.seekable():
        stream.seek(-len(start), io.SEEK_CUR)
        return stream
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as its reader
    copy.write(start)
    try:
        while piece := stream.read(PEEK * 16):
            copy.write(piece)
    except InputError:
        raise
    except (OSError, EOFError, ValueError) as error:
        raise InputError(each.name, f"cannot be read: {error}", "check that it was saved whole") from error
    copy.seek(0)
    return copy


def size_of(stream: IO[bytes]) -> int:
    """The bytes from where a seekable stream stands to its end."""
    here = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return end - here
