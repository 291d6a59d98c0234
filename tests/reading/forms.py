"""Inputs of the binary forms, built as their specifications have them; places and outlets are invented."""

import gzip
import io
import re
import zipfile
import zlib

from fastwarc.stream_io import ZstdWriter

REPORT = "Three people were killed in the blast at the market, the mayor said."
PAGE = f"<html><head><title>Blast in Talvari</title></head><body><article><p>{REPORT}</p></article></body></html>"


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the files, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def zstd(raw: bytes) -> bytes:
    """The bytes as one frame of zstd."""

    class Kept(io.BytesIO):
        def close(self) -> None:
            """The writer closes what it writes to; its bytes are wanted afterwards."""

    stream = Kept()
    writer = ZstdWriter(stream)
    writer.write(raw)
    writer.close()
    return stream.getvalue()


def record(
    content: bytes, *, type: str = "response", url: str = "https://post.example/1", http: str = "", **headers: str
) -> bytes:
    """A WARC record; `http` are the lines of an HTTP head that stand before the content."""
    block = (http.replace("\n", "\r\n") + "\r\n\r\n").encode() + content if http else content
    lines = {
        "WARC-Type": type,
        "WARC-Target-URI": url,
        "WARC-Date": "2031-05-02T10:00:00Z",
        "WARC-Record-ID": "<urn:uuid:92283950-ef2f-4d72-b224-f54c6ec90bb0>",
        "Content-Type": "application/http;msgtype=response" if http else "text/plain",
        "Content-Length": str(len(block)),
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines.items() if value)
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(content: bytes | str = PAGE, kind: str = "text/html", status: int = 200, **headers: str) -> bytes:
    """A record of an HTTP response."""
    raw = content.encode() if isinstance(content, str) else content
    url = headers.pop("url", "https://post.example/1")
    http = f"HTTP/1.1 {status} OK\nContent-Type: {kind}" + "".join(
        f"\n{key.replace('_', '-')}: {value}" for key, value in headers.items()
    )
    return record(raw, http=http, url=url)


def gzipped(*records: bytes) -> bytes:
    """Each record compressed by itself, as web archives have them."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def pdf(*pages: list[str], language: str = "", compress: bool = True) -> bytes:
    """A PDF of pages of lines, as ISO 32000 has it: one font, one content stream a page."""
    objects: list[bytes] = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    parent = 2 + 2 * len(pages)
    for lines in pages:
        escaped = (re.sub(r"([\\()])", r"\\\1", line) for line in lines)
        content = "BT /F1 11 Tf 72 760 Td 14 TL\n" + "\n".join(f"({line}) Tj T*" for line in escaped) + "\nET"
        raw = content.encode("cp1252")
        packed, coding = (zlib.compress(raw), b" /Filter /FlateDecode") if compress else (raw, b"")
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(packed), coding, packed))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        font = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 1 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent %d 0 R %s /Contents %d 0 R >>" % (parent, font, len(objects)))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids)))
    lang = b" /Lang (%s)" % language.encode() if language else b""
    objects.append(b"<< /Type /Catalog /Pages %d 0 R%s >>" % (parent, lang))
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content_ in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content_)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + end % (len(objects) + 1, len(objects), len(out))
    )
