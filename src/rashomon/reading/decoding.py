"""Bytes to text: what is no text at all, and which encoding the rest is in."""

import codecs
import re

from rashomon.errors import InputError

#: First bytes → what the file is (signatures as the formats' specifications have them).
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x1aE\xdf\xa3", "a film file"),
)
_HINTS = {
    "an RTF document": "save it as plain text",
    "an old Office document": "save it as plain text",
}
_HINT = "give a page, text, PDF, feed, JSON Lines or CSV"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})",
    re.I,
)
#: Python's names of ways to write text that no page is in, though it may say so.
_NO_ENCODINGS = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"))

_INVALID = re.compile("\ufffd")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

#: Bytes that are looked at to tell form and encoding.
PEEK = 65_536


def refuse_binary(name: str, start: bytes) -> None:
    """Raises InputError where the first bytes are those of a picture, an archive or another binary form."""
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            hint = next((hint for form, hint in _HINTS.items() if what.startswith(form)), _HINT)
            raise InputError(name, f"this is {what}, not text", hint)
    if start[4:8] == b"ftyp":
        raise InputError(name, "this is a film or HEIF picture, not text", _HINT)
    if _marked(start) or _wide(start):
        return
    if len(_CONTROLS.findall(start)) > max(8, len(start) // 20):
        raise InputError(name, "this is binary data, not text", _HINT)


def decode(raw: bytes, stated: str = "") -> str:
    """The text of the bytes: by byte order mark, as UTF-8, as stated or declared, or as charset-normalizer thinks."""
    return raw.decode(encoding_of(raw, stated), "replace").removeprefix("\ufeff")


def encoding_of(raw: bytes, stated: str = "") -> str:
    """The encoding of the bytes, by the name Python has for it; `stated` is what came with them as their encoding.

    Damage in UTF-8 does not make it another.
    """
    if mark := _marked(raw):
        return mark
    if wide := _wide(raw):
        return wide
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # cut in the middle of a character, as the first piece of a long file is
        if error.end >= len(raw) - 3 and error.reason == "unexpected end of data":
            return "utf-8"
        return _usable(stated, raw) or _declared(raw) or _guessed(raw)
    return "utf-8"


def _marked(raw: bytes) -> str | None:
    return next((name for mark, name in _MARKS if raw.startswith(mark)), None)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    start = raw[:2_000]
    if len(start) < 4 or start.count(0) < len(start) * 0.3:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw, 0, 4_096)
    if not found:
        return None
    return _usable((found.group(1) or found.group(2)).decode("ascii"), raw)


def _usable(label: str, raw: bytes) -> str | None:
    """Python's name of an encoding, where there is one of the label that fits the bytes."""
    try:
        name = codecs.lookup(label).name
        raw[:PEEK].decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    if name in _NO_ENCODINGS:
        return None
    # browsers read Latin-1 as windows-1252 (WHATWG Encoding Standard, section 4.2)
    return "cp1252" if name == "iso8859-1" else name


def _guessed(raw: bytes) -> str:
    text = raw[: 16 * PEEK].decode("utf-8", "replace")
    wrong = len(_INVALID.findall(text))
    beyond = sum(c > "\x7f" for c in text) - wrong
    if wrong * 10 <= beyond:
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a quarter of a second that most input never needs

    best = from_bytes(_lively(raw), cp_isolation=["cp1251", "cp1252", "cp1250", "cp1256", "koi8_r"]).best()
    return best.encoding if best else "cp1252"


def _lively(raw: bytes) -> bytes:
    """The stretch around the first bytes beyond ASCII: that is where encodings differ."""
    first = next((i for i, byte in enumerate(raw[:PEEK]) if byte > 0x7F), 0)
    return raw[max(0, first - 1_000) : first + PEEK // 2]
