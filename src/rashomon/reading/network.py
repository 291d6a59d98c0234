"""Connections to checked addresses only, which end by a deadline."""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from rashomon.reading.addresses import Access, Resolver

#: Seconds to connect and for each silence of the server.
CONNECT, SILENCE = 10.0, 20.0


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host, checks what it stands for, and connects to what was checked: no second answer counts."""

    def __init__(self, access: Access, resolve: Resolver, deadline: float) -> None:
        self._access = access
        self._resolve = resolve
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address of the host that answers. Raises RefusedAddress."""
        try:
            addresses = self._access.addresses(host, port, self._resolve)
        except OSError as error:
            raise httpcore.ConnectError(f"no address is known of {host}") from error
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                left = _left(self._deadline, timeout)
                found = self._backend.connect_tcp(address, port, left, local_address, socket_options)
                return _Timed(found, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Timed(httpcore.NetworkStream):
    """A stream on which every wait ends by the deadline, so that nobody can drip for ever."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


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
    return httpx.create_ssl_context(trust_env=False)


def client(backend: httpcore.NetworkBackend, headers: dict[str, str]) -> httpx.Client:
    """A client that connects by the backend, follows no redirect by itself and knows no proxy."""
    timeout = httpx.Timeout(SILENCE, connect=CONNECT)
    return httpx.Client(
        transport=_Transport(backend), headers=headers, timeout=timeout, follow_redirects=False, trust_env=False
    )
