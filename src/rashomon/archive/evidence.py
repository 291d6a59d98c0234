"""What one incident rests on, as files that somebody else can check without rashomon.

README.txt SHA256SUMS             how to check; `sha256sum -c SHA256SUMS`
ledger.txt answer.json            brief and ledger for people, and everything for programs
spans.jsonl                       each claim's words: where they stand in which text
documents/ID.json documents/ID.txt    each report as it was read, and its text
captures.jsonl sources/SHA256.EXT     where and when bytes were taken, and the bytes as they were received
rulings.jsonl log.jsonl           what people said of it, and the entries of the log on all this
"""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from rashomon.archive.records import Dossier
from rashomon.errors import InputError, RashomonError
from rashomon.model import codec
from rashomon.model.text import Capture
from rashomon.presentation.formats.answers import answer_line
from rashomon.presentation.formats.texts import answer_text
from rashomon.presentation.terminal import Style
from rashomon.store.base import Reader
from rashomon.store.custody import LogEntry
from rashomon.store.vault import Vault

_SUMS = "SHA256SUMS"
_COLUMNS = 100
_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")
#: The earliest time that ZIP can tell: the same evidence is the same bytes, whenever it is written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)

_README = """\
{title}
Incident {id}, from an archive of rashomon.

ledger.txt       brief and ledger; answer.json is the same for programs, with every claim
spans.jsonl      for each claim, the characters of the report's text that it rests on, counted from 0
documents/       each report as it was read (.json) and its text (.txt, UTF-8)
sources/         the bytes as they were received, named by their SHA-256
captures.jsonl   where, when and with which headers they were received
rulings.jsonl    what people said of claims, links and grades
log.jsonl        the entries of the archive's log on all of this

To check that no byte has changed:  sha256sum -c SHA256SUMS
A file in sources/ is named by its own SHA-256; captures.jsonl names it for each report, and log.jsonl tells
since when. Each entry of the log has the hash of the entry before it (`previous`) and its own. The log
ended with entry {number}, {hash}.

Reports and their bytes are complete: names of victims stand in them, also where the ledger withholds them.
"""


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: bytes


def write(dossier: Dossier, reader: Reader, vault: Vault, to: Path, *, names: bool) -> Path:
    """Writes the evidence into the new folder `to`, or a ZIP file where the name ends in .zip; returns `to`.

    Victims' `names` are in the ledger only where asked for. Raises InputError where `to` is there already or cannot
    be written, VaultError where bytes are missing or were changed.
    """
    if to.exists():
        raise InputError(str(to), "it is there already", "name a new folder or ZIP file")
    part = to.with_name(to.name + ".part")
    pack = _pack if to.suffix.lower() == ".zip" else _lay_out
    try:
        pack(part, to.stem, _summed(_files(dossier, reader, vault, names=names)))
        part.rename(to)
    except RashomonError:
        raise
    except OSError as error:
        raise InputError(str(to), f"the evidence cannot be written there: {error.strerror or error}") from error
    finally:
        shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
    return to


def _lay_out(folder: Path, _name: str, found: Iterator[_File]) -> None:
    for file in found:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _pack(path: Path, name: str, found: Iterator[_File]) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for file in found:
            entry = zipfile.ZipInfo(f"{name}/{file.name}", _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.content)


def _summed(found: Iterator[_File]) -> Iterator[_File]:
    """The files, and last the one that holds the sums of all others, as coreutils' sha256sum reads it."""
    sums = []
    for file in found:
        sums.append(f"{hashlib.sha256(file.content).hexdigest()}  {file.name}\n")
        yield file
    yield _File(_SUMS, "".join(sums).encode())


def _files(dossier: Dossier, reader: Reader, vault: Vault, *, names: bool) -> Iterator[_File]:
    incident, head = dossier.incident, reader.head()
    ids = [document.id for document in dossier.documents]
    captures = reader.captures(ids)
    told = _README.format(title=incident.title, id=incident.id, number=head.number, hash=head.hash)
    yield _text("README.txt", told)
    page = answer_text(dossier.answer, columns=_COLUMNS, style=Style(), names=names)
    yield _text("ledger.txt", "".join(f"{line}\n" for line in page))
    yield _text("answer.json", answer_line(dossier.answer, names=names) + "\n")
    yield _lines("spans.jsonl", _spans(dossier))
    for document in dossier.documents:
        yield _text(f"documents/{document.id}.json", codec.dumps(document) + "\n")
        yield _text(f"documents/{document.id}.txt", document.text)
    yield _lines("captures.jsonl", map(codec.dumps, captures))
    for sha256, name in _sources(captures).items():
        yield _File(f"sources/{name}", vault.get(sha256))
    yield _lines("rulings.jsonl", map(codec.dumps, dossier.rulings))
    yield _lines("log.jsonl", map(codec.dumps, _log(reader, [*ids, *(ruling.id for ruling in dossier.rulings)])))


def _text(name: str, content: str) -> _File:
    return _File(name, content.encode("utf-8", "surrogatepass"))


def _lines(name: str, lines: Iterator[str]) -> _File:
    return _text(name, "".join(f"{line}\n" for line in lines))


def _spans(dossier: Dossier) -> Iterator[str]:
    for claim in dossier.claims:
        place = {"claim_id": claim.id, "document": f"documents/{claim.document_id}.txt"}
        yield json.dumps(place | codec.to_dict(claim.evidence), ensure_ascii=False)


def _sources(captures: tuple[Capture, ...]) -> dict[str, str]:
    """SHA-256 → the name of the file, with the ending that it had where it was found."""
    named: dict[str, str] = {}
    for capture in captures:
        ending = PurePath(capture.input.partition(",")[0]).suffix.lower()
        known = ending if _EXTENSION.fullmatch(ending) else ".bin"
        named.setdefault(capture.raw_sha256, capture.raw_sha256 + known)
    return named


def _log(reader: Reader, subjects: list[str]) -> list[LogEntry]:
    found = {entry.number: entry for subject in subjects for entry in reader.log(subject=subject)}
    return [found[number] for number in sorted(found)]
