"""What a user names as a source, opened: files, folders, standard input, samples, bytes and open files."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

from rashomon.errors import InputError, UnknownSource
from rashomon.model.text import Medium
from rashomon.reading.companions import left_out

#: A file's path, a folder's, "-" for standard input, "sample:NAME" or "sample:all"; bytes; an open file.
Source = str | Path | bytes | IO[Any]

_SAMPLE = "sample:"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One named stream of bytes. Whoever takes it reads it to its end; it is closed afterwards.

    `url`, `headers` and `retrieved` (UTC) are what the retrieval tells; nothing for a local file. `received` are
    the bytes as they came where the stream gives them decoded, `offset` is where they lie in a larger file.
    `medium` is what a document counts as whose form does not tell. `notes` are for whoever keeps its documents.
    """

    name: str
    stream: IO[bytes]
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None
    received: bytes | None = field(default=None, repr=False)
    offset: int | None = None
    medium: Medium = Medium.FILE
    notes: tuple[str, ...] = ()

    @property
    def charset(self) -> str:
        """The encoding that the headers name; empty where they name none."""
        kind = next((value for key, value in self.headers if key.lower() == "content-type"), "")
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", kind, re.I)
        return found.group(1) if found else ""


def opened(
    source: Source | Input, stdin: IO[Any] | None = None, fetch: Callable[[str], Input] | None = None
) -> Iterator[Input]:
    """The inputs of a source, each open while it is the current one: one, or for a folder or sample many.

    `fetch` gets what lies at an address; without one, addresses are refused. An input is given as it is.

    Files of a folder come in the order of their paths, hidden files and the companion folders of saved pages
    left out. Raises UnknownSource and InputError before the first input; a file that cannot be opened is an
    InputError at its turn, raised by reading its stream.
    """
    if isinstance(source, Input):
        yield source
    elif isinstance(source, bytes):
        yield Input("<bytes>", io.BytesIO(source))
    elif isinstance(source, Path):
        yield from _path(source)
    elif not isinstance(source, str):
        yield Input(str(getattr(source, "name", "<stream>")), _binary(source))
    elif source == "-":
        yield Input("<stdin>", _binary(stdin if stdin is not None else sys.stdin))
    elif source.startswith(_SAMPLE):
        yield from _samples(source)
    elif _ADDRESS.match(source):
        if fetch is None:
            raise InputError(source, "addresses are not fetched here", "save the page to a file and read that")
        yield fetch(source)
    else:
        yield from _path(Path(source))


def sample_names() -> tuple[str, ...]:
    """The samples that ship with the package."""
    return tuple(sorted(entry.name for entry in _sample_root().iterdir() if _is_sample(entry)))


def _binary(stream: IO[Any]) -> IO[bytes]:
    """The bytes under a stream; a text stream without bytes under it (StringIO) is written as UTF-8."""
    buffer = getattr(stream, "buffer", None)
    if buffer is not None:
        return buffer  # type: ignore[no-any-return]
    if isinstance(stream, io.TextIOBase):
        return io.BytesIO(stream.read().encode("utf-8", "surrogatepass"))
    return stream


def _path(path: Path) -> Iterator[Input]:
    try:
        exists, folder = path.exists(), path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL
        raise UnknownSource(str(path), _why(error), "name a file, a folder, - or sample:NAME") from error
    if not exists:
        raise UnknownSource(str(path), "no such file or folder", "name a file, a folder, - or sample:NAME")
    if not folder:
        yield from _file(path)
        return
    found = False
    for child in below(path):
        found = True
        yield from _file(child)
    if not found:
        raise InputError(str(path), "the folder holds no files", "put reports into it, or name another")


def _file(path: Path) -> Iterator[Input]:
    try:
        stream: IO[bytes] = path.open("rb")
    except OSError as error:
        stream = _Unopened(str(path), _why(error))
    with closing(stream):
        yield Input(str(path), stream)


class _Unopened(io.BytesIO):
    """Stands for a file that cannot be opened, so that the rest of its folder is still read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__()
        self._error = InputError(name, why, "check that it is a file that you may read")

    def read(self, _size: int | None = -1, /) -> bytes:
        raise self._error


def _why(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return "cannot be opened: " + text.lower()


def below(folder: Path) -> Iterator[Path]:
    """The files below a folder in the order of their paths, without hidden ones and companion folders."""
    for current, folders, names in os.walk(folder):
        beside = frozenset(names)
        folders[:] = sorted(each for each in folders if not left_out(each, beside))
        yield from (Path(current, name) for name in sorted(names) if not name.startswith("."))


def _sample_root() -> Traversable:
    return files("rashomon.samples")


def _is_sample(entry: Traversable) -> bool:
    return entry.is_dir() and not entry.name.startswith(("_", "."))


def _samples(source: str) -> Iterator[Input]:
    name = source.removeprefix(_SAMPLE)
    known = sample_names()
    if name != "all" and name not in known:
        there = ", ".join(f"{_SAMPLE}{each}" for each in (*known, "all"))
        raise UnknownSource(source, "no such sample", f"there are {there}")
    for each in known if name == "all" else (name,):
        for entry in sorted(_sample_root().joinpath(each).iterdir(), key=lambda entry: entry.name):
            if entry.is_file() and not entry.name.startswith(("_", ".")) and not entry.name.endswith(".py"):
                yield Input(f"{_SAMPLE}{each}/{entry.name}", io.BytesIO(entry.read_bytes()))
