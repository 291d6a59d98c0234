"""HTTP responses as a web archive holds them: status, headers, body, and what the body is once decoded."""

import io
import re
from dataclasses import dataclass, field

from rashomon.errors import InputError
from rashomon.reading.taking import LONGEST

#: Kinds of content that are never a report; everything else is told by its bytes.
_NO_REPORT = re.compile(r"(?:image|audio|video|font)/|text/(?:css|javascript|dns)|[\w-]+/[\w.+-]*(?:script|font|wasm)")

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")


@dataclass(frozen=True, slots=True)
class Response:
    """A response: `body` as it was received, so perhaps chunked or compressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """The value of a header in lower case; empty where it is not given."""
        return next((value for key, value in self.headers if key.lower() == name), "").strip().lower()


def response(block: bytes) -> Response:
    """The response that the bytes of a record are. Raises ValueError where they are none."""
    status = _STATUS.match(block)
    if status is None:
        raise ValueError("it does not begin as an HTTP response does")
    ends = [(block.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    end, length = min(((at, size) for at, size in ends if at >= 0), default=(len(block), 0))
    lines = re.sub(r"\r?\n[ \t]+", " ", block[:end].decode("latin-1")).splitlines()[1:]
    headers = tuple(
        (key.strip(), value.strip()) for key, mark, value in (line.partition(":") for line in lines) if mark
    )
    return Response(int(status.group(1)), headers, block[end + length :])


def is_report(content_type: str) -> bool:
    """Whether content of the kind may hold a report."""
    return _NO_REPORT.match(content_type) is None


def decoded(name: str, answer: Response) -> bytes:
    """The body without chunks and compression. Raises InputError where it is broken or longer than is read."""
    body = answer.body
    if "chunked" in answer.header("transfer-encoding"):
        body = _read(name, "chunked", body) if re.match(rb"[0-9a-fA-F]+\s*(?:;[^\n]*)?\r?\n", body) else body
    for coding in reversed([each.strip() for each in answer.header("content-encoding").split(",")]):
        if coding not in ("", "identity"):
            body = _read(name, coding.removeprefix("x-"), body)
    return body


def _read(name: str, coding: str, body: bytes) -> bytes:
    from fastwarc import stream_io  # noqa: PLC0415 - only web archives need it

    kinds = {
        "chunked": stream_io.ChunkedReader,
        "gzip": stream_io.GzipReader,
        "deflate": stream_io.GzipReader,
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
    }
    if coding not in kinds:
        raise InputError(name, f"its body is encoded as {coding[:40]!r}, which is not read", "take the page anew")
    if coding == "gzip" and not body.startswith(b"\x1f\x8b"):
        return body  # archives often hold the decoded body under the header of the encoded one
    try:
        if coding == "deflate":
            reader = stream_io.GzipReader(io.BytesIO(body), zlib=True)
        else:
            reader = kinds[coding](io.BytesIO(body))
        pieces: list[bytes] = []
        length = 0
        while piece := reader.read(1 << 20):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                told = f"its body is longer than {LONGEST // 1024**2} MiB once decoded"
                raise InputError(name, told, "take the page anew")
        return b"".join(pieces)
    except OSError as error:
        if isinstance(error, InputError):
            raise
        if coding in ("br", "zstd", "deflate") and _is_text(body):
            return body
        told = f"its body cannot be decoded ({str(error)[:80]})"
        raise InputError(name, told, "take the page anew") from error


def _is_text(body: bytes) -> bool:
    """Whether the body is decoded already, whatever its header says."""
    try:
        body[:1_000].decode("ascii")
    except UnicodeDecodeError:
        return False
    return body.lstrip()[:1] in (b"<", b"{", b"[")
