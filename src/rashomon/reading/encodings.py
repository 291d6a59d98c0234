"""Bodies of responses out of their content encodings, layer by layer, none larger than a limit."""

import zlib
from collections.abc import Callable

from rashomon.errors import FetchError

#: Layers that are taken off; honest servers put on one.
MOST_LAYERS = 3

_HINT = "save the page in a browser and read that"


def decoded(url: str, body: bytes, encodings: str, limit: int) -> bytes:
    """The body without its encodings (the header `Content-Encoding`), the last one first.

    Raises FetchError where one is unknown, broken or cut off, or where more than `limit` bytes come out of any.
    """
    layers = [name.strip().lower() for name in encodings.split(",") if name.strip().lower() not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise FetchError(url, f"it is packed {len(layers)} times over, as no honest page is", _HINT)
    for layer in reversed(layers):
        unpack = _LAYERS.get(layer)
        if unpack is None:
            raise FetchError(url, f"it is packed by {layer[:40]!r}, which was not asked for", _HINT)
        body = unpack(url, body, limit)
    return body


def _gzip(url: str, body: bytes, limit: int) -> bytes:
    return _inflated(url, body, limit, zlib.MAX_WBITS | 16)


def _deflate(url: str, body: bytes, limit: int) -> bytes:
    """With zlib's header or without one: servers send both under this name."""
    bare = len(body) < 2 or (body[0] & 0x0F) != 8 or int.from_bytes(body[:2], "big") % 31
    return _inflated(url, body, limit, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS)


def _inflated(url: str, body: bytes, limit: int, bits: int) -> bytes:
    pieces: list[bytes] = []
    length = 0
    rest = body
    while rest:
        stream = zlib.decompressobj(bits)
        try:
            piece = stream.decompress(rest, limit + 1 - length)
        except zlib.error as error:
            if pieces:  # bytes behind the last member are padding
                break
            raise FetchError(url, f"its packed data is broken ({error})", _HINT) from error
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            raise FetchError(url, f"more than {limit // 1024**2} MiB come out of it: a decompression bomb", _HINT)
        if not stream.eof:
            raise FetchError(url, "its packed data is cut off", "try again later: what came was not all of it")
        rest = stream.unused_data
    return b"".join(pieces)


_LAYERS: dict[str, Callable[[str, bytes, int], bytes]] = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate}
