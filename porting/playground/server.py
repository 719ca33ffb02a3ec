"""The playground's server: on loopback, for whoever knows its address, and for nobody else."""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
from collections.abc import Callable
from functools import cached_property, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from porting.playground.answer import Head
from porting.playground.programs import programs
from porting.playground.worker import Busy, Worker
from porting.report.fixers import fixer_page
from porting.report.render import STATIC_FILES, render, static_file
from porting.stages import all_fixers

HOST = "127.0.0.1"
MOST_BYTES = 200_000
"""Of a program, with what JSON adds to it."""
MOST_AT_ONCE = 16
SECONDS = 10.0
SOCKET_SECONDS = 15

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "html": "text/html",
    "json": "application/json",
}
_FIXER = re.compile(r"fixers/(\w+)\.html")


class Refused(Exception):
    """A request that is not answered, with the status that says so."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Playground(ThreadingHTTPServer):
    """Serves pages that it makes, and no file of the machine but its style sheet and scripts.

    Args:
        port: 0 for any that is free.
        seconds: what the porting of a program may take.
    """

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, port: int = 0, *, seconds: float = SECONDS) -> None:
        self.token = secrets.token_urlsafe(18)
        self.worker = Worker(seconds)
        super().__init__((HOST, port), _Handler)
        self._slots = threading.BoundedSemaphore(MOST_AT_ONCE)

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    @property
    def address(self) -> str:
        """What to type into a browser: it has the token."""
        return f"{self.origin}/{self.token}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call us."""
        return frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    @cached_property
    def files(self) -> dict[str, Callable[[], bytes]]:
        """What can be asked for, by its path behind the token."""
        found: dict[str, Callable[[], bytes]] = {
            "": self._index,
            "index.html": self._index,
            "programs.json": lambda: json.dumps(programs()).encode(),
        }
        for name in (*STATIC_FILES, "playground.js"):
            found[f"static/{name}"] = partial(static_file, name)
        return found

    def _index(self) -> bytes:
        return render("playground.html", report=Head(), root="", policy=POLICY)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""

    def server_close(self) -> None:
        super().server_close()
        self.worker.stop()


class _Handler(BaseHTTPRequestHandler):
    server: Playground
    protocol_version = "HTTP/1.1"
    server_version = "porting"
    sys_version = ""
    timeout = SOCKET_SECONDS

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, make: Callable[[str], tuple[str, bytes]]) -> None:
        try:
            kind, data = make(self._path())
        except Refused as refused:
            # What the request goes on with is not read.
            self.close_connection = True
            self._send(refused.status, "json", json.dumps({"error": str(refused)}).encode())
        else:
            self._send(HTTPStatus.OK, kind, data)

    def _path(self) -> str:
        """What is asked for, behind the token; only if whoever asks may ask."""
        if self.headers.get("Host", "") not in self.server.hosts:
            raise Refused(HTTPStatus.FORBIDDEN, "this is not the host that was asked for")
        origin = self.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in self.server.hosts:
            raise Refused(HTTPStatus.FORBIDDEN, "pages of other origins may not ask")
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise Refused(HTTPStatus.FORBIDDEN, "pages of other origins may not ask")
        path = self.path.partition("?")[0]
        _, token, rest = (*path.split("/", 2), "", "")[:3]
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()):
            raise Refused(HTTPStatus.NOT_FOUND, "the address needs the token that was printed")
        return rest

    def _get(self, path: str) -> tuple[str, bytes]:
        fixer = _FIXER.fullmatch(path)
        if fixer is not None and fixer[1] in all_fixers():
            page = fixer_page(fixer[1])
            return "html", render(
                "fixer.html", report=Head(), root="../", fixer=page, policy=POLICY
            )
        make = self.server.files.get(path)
        if make is None:
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such page")
        return path.rpartition(".")[2] or "html", make()

    def _post(self, path: str) -> tuple[str, bytes]:
        if path != "port":
            raise Refused(HTTPStatus.NOT_FOUND, "there is no such page")
        if self.headers.get_content_type() != "application/json":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a program comes as JSON")
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "the length is not told")
        if int(length) > MOST_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the program is too long")
        try:
            source = json.loads(self.rfile.read(int(length)))["source"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Refused(HTTPStatus.BAD_REQUEST, "that is no program") from None
        if not isinstance(source, str):
            raise Refused(HTTPStatus.BAD_REQUEST, "that is no program")
        try:
            found = self.server.worker.ask(source)
        except Busy as busy:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, str(busy)) from None
        return "json", json.dumps(found).encode()

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{_TYPES[kind]}; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
            ("Cache-Control", "no-store"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
        ):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Addresses hold the token: nothing is logged."""
