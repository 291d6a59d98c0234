"""ZIP archives: their files, one by one, each read as if it lay in a folder."""

import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import IO, TypeVar, cast

from rashomon.errors import InputError
from rashomon.model.ledger import Problem
from rashomon.reading.companions import kept
from rashomon.reading.limits import Budget, Metered
from rashomon.reading.sources import Input

Item = TypeVar("Item")

#: Compression methods whose unpacking needs little memory: none, deflate, bzip2. LZMA takes what a file asks for.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)

#: A file of this name is in every archive of the kind.
_OFFICE = {
    "[Content_Types].xml": "an Office document",
    "META-INF/container.xml": "an e-book",
    "META-INF/manifest.xml": "an OpenDocument file",
    "AndroidManifest.xml": "an Android program",
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def members(
    each: Input, stream: IO[bytes], budget: Budget, read: Callable[[Input], Iterator[Item]]
) -> Iterator[Item | Problem]:
    """What `read` finds in each file of a ZIP, in the order of the archive; a file that is broken is told.

    The files were taken when the archive was, and have no address of their own. Nothing is written to disk under
    a name from the archive; names that lead out of it are told and not read, as are links, and files under a
    password. Raises InputError where the archive cannot be opened.
    """
    name = each.name
    try:
        archive = zipfile.ZipFile(stream)
    except Exception as error:  # a broken directory fails in ways that zipfile does not name
        told = f"the ZIP archive cannot be opened ({str(error)[:120] or type(error).__name__})"
        raise InputError(name, told, "check that it was saved whole") from error
    with closing(archive):
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        names = [_plain(entry) for entry in entries]
        if what := next((_OFFICE[path] for path in names if path in _OFFICE), None):
            raise InputError(name, f"this is {what}, not an archive of reports", "save it as plain text or PDF")
        wanted = kept(names)
        if not wanted:
            raise InputError(name, "the ZIP archive holds no files", "put reports into it, or name another")
        for entry, path in zip(entries, names, strict=True):
            if path in wanted:
                within = f"{name}, {_CONTROLS.sub(' ', path)}"
                yield from _member(Input(within, stream, retrieved=each.retrieved), archive, entry, budget, read)


def _plain(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _member(
    within: Input,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    budget: Budget,
    read: Callable[[Input], Iterator[Item]],
) -> Iterator[Item | Problem]:
    name = within.name
    if fault := _fault(entry, _plain(entry)):
        error, hint = fault
        yield Problem(input=name, error=error, hint=hint)
        return
    try:
        unpacked = archive.open(entry)
    except Exception as error:  # a broken entry fails in ways that zipfile does not name
        told = f"it cannot be unpacked ({str(error)[:120] or type(error).__name__})"
        yield Problem(input=name, error=told, hint="check that the archive was saved whole")
        return
    with closing(unpacked):
        try:
            yield from read(replace(within, stream=cast(IO[bytes], Metered(unpacked, name, budget, "ZIP"))))
        except InputError as error:
            yield Problem(input=error.input, error=error.error, hint=error.hint)


def _fault(entry: zipfile.ZipInfo, path: str) -> tuple[str, str] | None:
    """What keeps a file of the archive from being read, and what to do about it."""
    if path.startswith("/") or ".." in path.split("/") or re.match(r"[A-Za-z]:", path):
        return "its name leads out of the archive, so it was not read", "ask where the archive comes from"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link and not a file, so it was not read", "put the file itself into the archive"
    if entry.flag_bits & 0x1:
        return "it is under a password", "unpack it by hand and give its files"
    if entry.compress_type not in _METHODS:
        told = f"it is compressed by method {entry.compress_type} of ZIP, which is not unpacked"
        return told, "unpack it by hand and give its files"
    return None
