"""Shared by the tests of porting/verify: the shop, scripts in files, a Python 2.7."""

from __future__ import annotations

import gzip
import os
import textwrap
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from porting.verify.run import find_python27


@pytest.fixture
def write_script(tmp_path: Path) -> Callable[[str], Path]:
    """Puts the text of a script, without its common indentation, into a file."""

    def write(text: str) -> Path:
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    return write


@pytest.fixture
def python27() -> str:
    """A Python 2.7; where there is none, a visible skip here, an error in CI."""
    found = find_python27()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7: CI must have one")
        pytest.skip("no Python 2.7 here")
    return found


@pytest.fixture
def cassette_path() -> Path:
    """Three books, each asked for once."""
    return Path(__file__).resolve().parents[2] / "cassettes" / "bookrank-ascii.yaml"


@dataclass(frozen=True)
class Site:
    """A web server on this machine."""

    host: str

    @property
    def url(self) -> str:
        return f"http://{self.host}/"


PAGES = {
    "/": b"hello",
    "/latin-1": "naïve £".encode("latin-1"),
    "/binary": bytes(range(256)),
    "/gzip": gzip.compress(b"hello" * 100, mtime=0),
    "/empty": b"",
}


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        elif path == "/moved":
            host = self.headers["Host"]
            self.give(b"", 302, ("Location", f"http://{host}/found?next=1&{query}"))
        elif path == "/found":
            self.give(self.path.encode())
        else:
            encoding = [("Content-Encoding", "gzip")] if path == "/gzip" else []
            self.give(PAGES[path], 200, *encoding)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.give(self.rfile.read(int(self.headers["Content-Length"])))

    do_PUT = do_POST

    def give(self, body: bytes, status: int = 200, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server with pages of several kinds, echoes and a redirection."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield Site(f"127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()
