"""A server on this machine that misbehaves in every way that servers do."""

import gzip
import socketserver
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

PAGE = (
    "<html><head><title>Mill fire in Orlanda</title></head><body><article><h1>Mill fire in Orlanda</h1>"
    "<p>Three people were killed in a fire at a mill in Orlanda on 2 May 2031, the mayor said.</p>"
    "</article></body></html>"
)


class Server(socketserver.ThreadingTCPServer):
    """Counts what it is asked; `body` is what the changing page says."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.headers: list[dict[str, str]] = []
        self.posted: list[bytes] = []
        self.pages: dict[str, bytes | int] = {}
        self.body = PAGE
        self.robots: bytes | int = 404
        self.failures = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers.get("User-Agent", ""))
        self.server.headers.append(dict(self.headers.items()))
        if self.path in self.server.pages:
            self.give_kept(self.server.pages[self.path])
            return
        name = self.path.strip("/").split("?")[0].replace("-", "_").replace(".", "_")
        getattr(self, f"give_{name}", self.give_missing)()
        self.close_connection = True

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers.items()))
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        kept = self.server.pages.get(self.path, 200)
        self.give(b"", kept if isinstance(kept, int) else 200)
        self.close_connection = True

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {"Content_Length": str(len(body)), "Content_Type": "text/html; charset=utf-8"} | headers
        for name, value in given.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_kept(self, kept: bytes | int) -> None:
        """What `pages` has for a path: its bytes with a tag, or the status that it fails with."""
        if isinstance(kept, int):
            self.give(b"", kept)
            return
        tag = f'"{zlib.crc32(kept)}"'
        unchanged = self.headers.get("If-None-Match") == tag
        self.give(b"" if unchanged else kept, 304 if unchanged else 200, ETag=tag)

    def give_page(self) -> None:
        self.give(self.server.body.encode())

    def give_tagged(self) -> None:
        body = self.server.body.encode()
        tag = f'"{len(body)}"'
        if self.headers.get("If-None-Match") == tag:
            self.give(b"", 304, ETag=tag)
        else:
            self.give(body, ETag=tag, Last_Modified="Fri, 02 May 2031 18:00:00 GMT")

    def give_missing(self) -> None:
        self.give(b"no such page", 404)

    def give_robots_txt(self) -> None:
        if isinstance(self.server.robots, int):
            self.give(b"", self.server.robots)
        else:
            self.give(self.server.robots, Content_Type="text/plain")

    def give_packed(self) -> None:
        self.give(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def give_twice_packed(self) -> None:
        self.give(gzip.compress(gzip.compress(PAGE.encode())), Content_Encoding="gzip, gzip")

    def give_often_packed(self) -> None:
        self.give(b"", Content_Encoding="gzip, gzip, gzip, gzip")

    def give_oddly_packed(self) -> None:
        self.give(b"1234", Content_Encoding="zstd")

    def give_truncated(self) -> None:
        self.give(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def give_not_packed(self) -> None:
        self.give(PAGE.encode(), Content_Encoding="gzip")

    def give_bomb(self) -> None:
        self.give(gzip.compress(b"\0" * 3_000_000), Content_Encoding="gzip")

    def give_nested_bomb(self) -> None:
        self.give(gzip.compress(gzip.compress(b"\0" * 3_000_000)), Content_Encoding="gzip, gzip")

    def give_large(self) -> None:
        self.give(b"x" * 1_500_000)

    def give_wrong_length(self) -> None:
        self.give(PAGE.encode(), Content_Length="5000")

    def give_longer(self) -> None:
        self.give(PAGE.encode() + b"<!-- and more -->", Content_Length=str(len(PAGE.encode())))

    def give_piece(self) -> None:
        self.give(PAGE.encode(), 206)

    def give_giant_headers(self) -> None:
        self.give(b"", X_Long="x" * 300_000)

    def give_nameless(self) -> None:
        self.give(PAGE.encode(), Content_Type="")

    def give_wrong_charset(self) -> None:
        self.give(PAGE.encode(), Content_Type="text/html; charset=klingon")

    def give_loop(self) -> None:
        self.give(b"", 302, Location="/loop")

    def give_moved(self) -> None:
        self.give(b"", 301, Location="/page")

    def give_nowhere(self) -> None:
        self.give(b"", 302)

    def give_long_way(self) -> None:
        time.sleep(0.15)
        self.give(b"", 302, Location=f"/long-way?{len(self.path)}")

    def give_away(self) -> None:
        """Leads wherever the query says."""
        self.give(b"", 302, Location=unquote(self.path.partition("?")[2]), Set_Cookie="a=b")

    def give_inwards(self) -> None:
        self.give(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def give_to_file(self) -> None:
        self.give(b"", 302, Location="file:///etc/passwd")

    def give_broken(self) -> None:
        self.give(b"", 500)

    def give_busy(self) -> None:
        self.give(b"", 429, Retry_After="7")

    def give_busy_for_long(self) -> None:
        self.give(b"", 503, Retry_After="86400")

    def give_recovering(self) -> None:
        self.server.failures += 1
        if self.server.failures < 3:
            self.give(b"", 503)
        else:
            self.give_page()

    def give_noise(self) -> None:
        self.wfile.write(b"\x00\x01\x02 no HTTP at all\r\n\r\n")

    def give_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:  # whoever asked has gone
            return


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs as long as it is used."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
