"""The vault: bytes as they were received, each kept once, in a file that its SHA-256 names.

A file is written beside its place, flushed to the disk, then renamed, and the folder flushed: after a crash it is
there whole or not at all. What a crash leaves behind (`*.part`, or bytes that no record names) harms nothing.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rashomon.errors import VaultError

_PART = ".part"
_NAME = re.compile(r"[0-9a-f]{64}")


class FaultKind(StrEnum):
    """What may be wrong with kept bytes. An orphan is harmless: no record names it."""

    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which file."""

    kind: FaultKind
    path: Path
    error: str


class Vault:
    """Bytes by their SHA-256, in `folder/ab/cd…`. The folder is made at the first writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this hash (64 hexadecimal digits) are kept, or would be. Raises ValueError otherwise."""
        if not _NAME.fullmatch(sha256):
            raise ValueError(f"no SHA-256 in hexadecimal digits: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:]

    def put(self, raw: bytes) -> str:
        """Keeps the bytes and returns their SHA-256; when it returns, they are on the disk.

        A file of theirs that was changed is written anew. Raises VaultError where they cannot be written; then
        nothing of them is left behind.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self.path(sha256)
        try:
            if not _holds(path, raw):
                self._write(raw, path)
            # also where the file was there: who wrote it may have ended before its name was on the disk
            _flush(path.parent)
        except OSError as error:
            raise VaultError(f"{self.folder}: the bytes cannot be kept: {_why(error)}") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of this hash. Raises VaultError where they are missing or are not those any more."""
        path = self.path(sha256)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise VaultError(f"{path}: the bytes cannot be read: {_why(error)}") from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise VaultError(f"{path}: the bytes were changed: they are no longer those of their SHA-256")
        return raw

    def verify(self, hashes: Iterable[str]) -> Iterator[Fault]:
        """What is wrong with the bytes of these hashes, in their order, file by file; nothing where all is well."""
        for sha256 in hashes:
            path = self.path(sha256)
            try:
                with path.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
            except FileNotFoundError:
                yield Fault(FaultKind.MISSING, path, "the file is missing")
            except OSError as error:
                yield Fault(FaultKind.UNREADABLE, path, f"the file cannot be read: {_why(error)}")
            else:
                if found != sha256:
                    yield Fault(FaultKind.CHANGED, path, f"its bytes were changed: their SHA-256 is {found}")

    def orphans(self, known: Container[str]) -> Iterator[Fault]:
        """Files that no record names, as a crash or a writer at work leaves them; `known` are the hashes named."""
        for path in sorted(self.folder.glob("*")):
            if path.suffix == _PART:
                yield Fault(FaultKind.ORPHAN, path, "an unfinished file")
            elif path.is_dir():
                for file in sorted(path.iterdir()):
                    if path.name + file.name not in known:
                        yield Fault(FaultKind.ORPHAN, file, "no record names this file")

    def _write(self, raw: bytes, path: Path) -> None:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _flush(self.folder)
            _flush(self.folder.parent)
        part = self.folder / f"{secrets.token_hex(16)}{_PART}"
        try:
            # for reading only: nobody is to edit what was received
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _holds(path: Path, raw: bytes) -> bool:
    """Whether the file is there with these bytes."""
    try:
        return path.read_bytes() == raw
    except FileNotFoundError:
        return False


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
