"""Connections to checked addresses only, which end by a deadline."""

import socket
import ssl
import time
from collections.abc import Iterable
from functools import cache
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore
import httpx

from rashomon.reading.addresses import Access, Resolver

#: Seconds to connect and for each silence of the server.
CONNECT, SILENCE = 10.0, 20.0

#: Addresses of one host that are tried, in the resolver's order.
_TRIED = 4

#: Bytes of the head of an answer that are looked through for its end: as many as httpcore takes for one.
_HEAD = 100 * 1024
_END = b"\r\n\r\n"

_UNKNOWN = frozenset({socket.EAI_NONAME, socket.EAI_NODATA, socket.EAI_FAIL})


class UnknownHostError(httpcore.ConnectError):
    """Nobody knows a host of this name: asking again would not help."""


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host, checks what it stands for, and connects to what was checked: no second answer counts.

    `led` says that a page led here, and not whoever asks (see `Access`). `stream` is the last connection.
    """

    def __init__(self, access: Access, resolve: Resolver, deadline: float, *, led: bool = False) -> None:
        self._access = access
        self._resolve = resolve
        self._deadline = deadline
        self._led = led
        self._backend = httpcore.SyncBackend()
        self.stream: Timed | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address of the host that answers. Raises RefusedAddress."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port, timeout)[:_TRIED]:
            try:
                left = _left(self._deadline, timeout)
                found = self._backend.connect_tcp(address, port, left, local_address, socket_options)
                return Timed(found, self._deadline, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        """The checked addresses of a host. The system's resolver knows no deadline, so it works beside."""
        answer: SimpleQueue[list[str] | Exception] = SimpleQueue()

        def look_up() -> None:
            try:
                answer.put(self._access.addresses(host, port, self._resolve, led=self._led))
            except Exception as error:  # goes to whoever waits
                answer.put(error)

        Thread(target=look_up, daemon=True).start()
        try:
            found = answer.get(timeout=_left(self._deadline, timeout))
        except Empty:
            raise httpcore.ConnectTimeout(f"the address of {host} was not told in time") from None
        if isinstance(found, socket.gaierror) and found.errno in _UNKNOWN:
            raise UnknownHostError(f"no host is known as {host}") from found
        if isinstance(found, OSError):
            raise httpcore.ConnectError(f"no address is known of {host}") from found
        if isinstance(found, Exception):
            raise found
        return found


class Timed(httpcore.NetworkStream):
    """A stream on which every wait ends by the deadline, so that nobody can drip for ever; it counts what came."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, backend: CheckedBackend) -> None:
        self._stream = stream
        self._deadline = deadline
        self._backend = backend
        self._start = bytearray()
        self._head = -1
        self._received = 0
        backend.stream = self

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        found = self._stream.read(max_bytes, _left(self._deadline, timeout))
        self._received += len(found)
        if self._head < 0 and len(self._start) < _HEAD:
            looked = max(0, len(self._start) - len(_END))
            self._start += found
            end = self._start.find(_END, looked)
            self._head = end + len(_END) if end >= 0 else -1
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def surplus(self, length: int) -> int:
        """Bytes that came behind a body of so many; 0 where the end of its head was not seen."""
        return max(0, self._received - self._head - length) if self._head >= 0 else 0


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for all of it is over")
    return left if timeout is None else min(left, timeout)


class _Transport(httpx.HTTPTransport):
    """HTTPX's transport on connections of ours; proxies that the environment names would undo the checks."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=2)


@cache
def _tls() -> ssl.SSLContext:
    """Certificates are held against certifi's list, or the one that SSL_CERT_FILE or SSL_CERT_DIR names."""
    return httpx.create_ssl_context()


def client(backend: httpcore.NetworkBackend, headers: dict[str, str]) -> httpx.Client:
    """A client that connects by the backend, follows no redirect by itself and knows no proxy."""
    timeout = httpx.Timeout(SILENCE, connect=CONNECT)
    return httpx.Client(
        transport=_Transport(backend), headers=headers, timeout=timeout, follow_redirects=False, trust_env=False
    )
