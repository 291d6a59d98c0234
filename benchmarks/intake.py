"""Inputs larger than memory should be: documents a second, and how much memory reading them takes.

    python -m benchmarks.intake [--megabytes 2048] [--form warc]

Writes a web archive (pages and pictures, each record compressed), a Telegram export, a JSON array and JSON Lines of so
many megabytes, and reads each in a process of its own without keeping what it gives.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from tests.reading.forms import REPORT, response

_READ = """
import resource, sys
from rashomon.reading.captures import Captured
from rashomon.reading.documents import captured
count = sum(isinstance(each, Captured) for each in captured(sys.argv[1]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> None:
    """Write, read and print, form by form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=2_048, help="how long each input is")
    parser.add_argument("--form", choices=sorted(_FORMS), action="append", help="only these")
    arguments = parser.parse_args()
    for form in arguments.form or _FORMS:
        with tempfile.NamedTemporaryFile(prefix=f"{form}-") as file:
            size = 0
            for piece in _FORMS[form](arguments.megabytes * 1_000_000):
                size += file.write(piece)
            file.flush()
            start = time.perf_counter()
            told = subprocess.run([sys.executable, "-c", _READ, file.name], check=True, capture_output=True, text=True)
            seconds = time.perf_counter() - start
        count, memory = map(int, told.stdout.split())
        print(f"{form}: {size / 1e6:.0f} MB, {count} documents in {seconds:.0f} s ({count / seconds:.0f}/s, "
              f"{size / 1e6 / seconds:.1f} MB/s), peak memory {memory} MB")  # fmt: skip


def _texts(size: int) -> Iterator[str]:
    """Reports without end, none like another, of about a kilobyte."""
    rng = random.Random(size)
    while True:
        yield f"{REPORT} " + " ".join(f"Street {rng.randrange(10**6)} was closed, police said." for _ in range(24))


def _until(size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        size -= len(piece)
        if size <= 0:
            return


def _warc(size: int) -> Iterator[bytes]:
    rng = random.Random(size)

    def pieces() -> Iterator[bytes]:
        for number, text in enumerate(_texts(size)):
            page = f"<html><body><article><p>{text}</p></article></body></html>"
            yield gzip.compress(response(page, url=f"https://post.example/{number}"), 1, mtime=0)
            yield gzip.compress(response(rng.randbytes(200_000), "image/jpeg"), 1, mtime=0)

    return _until(size, pieces())


def _telegram(size: int) -> Iterator[bytes]:
    yield b'{\n "name": "Marvenka Online",\n "type": "public_channel",\n "id": 1000500,\n "messages": [\n'
    first = True

    def pieces() -> Iterator[bytes]:
        for number, text in enumerate(_texts(size)):
            message = {"id": number, "type": "message", "date": "2031-05-02T13:00:00", "date_unixtime": "1935486000"}
            yield json.dumps({**message, "text": [text, {"type": "bold", "text": "!"}]}, indent=1).encode()

    for piece in _until(size, pieces()):
        yield piece if first else b",\n" + piece
        first = False
    yield b"\n ]\n}\n"


def _array(size: int) -> Iterator[bytes]:
    yield b"["
    first = True
    for piece in _until(size, _rows(size)):
        yield piece if first else b",\n" + piece
        first = False
    yield b"]"


def _lines(size: int) -> Iterator[bytes]:
    for piece in _until(size, _rows(size)):
        yield piece + b"\n"


def _rows(size: int) -> Iterator[bytes]:
    for number, text in enumerate(_texts(size)):
        yield json.dumps({"id": number, "text": text}).encode()


_FORMS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "warc": _warc,
    "telegram": _telegram,
    "array": _array,
    "lines": _lines,
}

if __name__ == "__main__":
    main()
