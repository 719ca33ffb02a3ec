"""A loopback HTTP proxy through which a run asks: answered from a cassette, or by the servers."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit

from porting.errors import CassetteError
from porting.verify.interaction import Headers, Interaction, Request, Response

# In no standard; proxies use it for trouble of their own, so no recorded answer is mistaken for it.
NOT_ON_CASSETTE = 599

# About one connection (RFC 9110, 7.6.1): the two sides of a proxy each have their own.
OF_A_CONNECTION = frozenset(
    "connection keep-alive proxy-authorization proxy-connection te trailer transfer-encoding"
    " upgrade".split()
)

# While a request waits for a server that does not answer.
SERVER_TIMEOUT_SECONDS = 60


class Answers(Protocol):
    """Whatever has an answer to a request: a Cassette, the servers, a cassette with changes."""

    def answer(self, request: Request) -> Response:
        """The answer; raises CassetteError where there is none."""


class ReplayProxy:
    """Answers from `source` while open: ``with ReplayProxy(cassette) as proxy: ...``.

    One request is answered at a time, so that they have an order.

    Attributes:
        url: what belongs into ``http_proxy``.
        environment: the settings that lead a process, and those that it starts, to the proxy.
        requests: all that was asked, in order of arrival.
        errors: a CassetteError for each request that there was no answer to. The client got
            status 599 for it and may have swallowed that, so whoever runs it must look here.
    """

    def __init__(self, source: Answers) -> None:
        self.requests: list[Request] = []
        self.errors: list[CassetteError] = []
        self._source = source
        self._one_at_a_time = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_class(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.environment = {
            "http_proxy": self.url,
            "https_proxy": self.url,
            "no_proxy": "",
            "PORTING_PROXY": self.url,
        }

    def __enter__(self) -> ReplayProxy:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        steps: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Response:
        """The answer; where there is none, a 599 that says so, noted in `errors`."""
        with self._one_at_a_time:
            self.requests.append(request)
            try:
                return self._source.answer(request)
            except CassetteError as error:
                return self.refuse(error)

    def refuse(self, error: CassetteError) -> Response:
        """Note an error, and answer with it."""
        self.errors.append(error)
        headers = (("Content-Type", "text/plain; charset=utf-8"),)
        return Response(NOT_ON_CASSETTE, "Not on the cassette", headers, f"{error}\n".encode())


class Servers:
    """The servers themselves, and what they answered.

    `upstream` is the address of another proxy to go through, "" for none. `interactions` has each
    request that was answered, with its answer, in order.
    """

    def __init__(self, upstream: str = "") -> None:
        self.interactions: list[Interaction] = []
        self._upstream = upstream

    def answer(self, request: Request) -> Response:
        """Ask the server. A redirection is an answer like others: the script follows it.

        Raises:
            CassetteError: no answer came.
        """
        try:
            with self._connection(request.url) as (connection, target):
                response = _ask(connection, target, request)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise CassetteError(f"{request}: no answer: {reason}") from None
        self.interactions.append(Interaction(request, response))
        return response

    @contextmanager
    def _connection(self, url: str) -> Iterator[tuple[http.client.HTTPConnection, str]]:
        """A connection to who is to answer, and what to ask there for."""
        there = urlsplit(url)
        if there.scheme not in ("http", "https") or not there.hostname:
            raise ValueError("not a whole address of http or https")
        target = there._replace(scheme="", netloc="", fragment="").geturl() or "/"
        is_secure = there.scheme == "https"
        kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
        host, port = there.hostname, there.port
        if self._upstream:
            proxy = urlsplit(self._upstream)
            connection = kind(proxy.hostname or "", proxy.port, timeout=SERVER_TIMEOUT_SECONDS)
            if is_secure:
                connection.set_tunnel(host, port)
            else:
                target = url
        else:
            connection = kind(host, port, timeout=SERVER_TIMEOUT_SECONDS)
        try:
            yield connection, target
        finally:
            connection.close()


def _ask(connection: http.client.HTTPConnection, target: str, request: Request) -> Response:
    connection.putrequest(request.method, target, skip_host=True, skip_accept_encoding=True)
    sent = [(name, value) for name, value in request.headers if not _is_of_a_connection(name)]
    names = {name.lower() for name, _ in sent}
    if "host" not in names:
        connection.putheader("Host", urlsplit(request.url).netloc.rpartition("@")[2])
    if request.body and "content-length" not in names:
        connection.putheader("Content-Length", str(len(request.body)))
    for name, value in sent:
        connection.putheader(name, value.encode("latin-1"))
    connection.putheader("Connection", "close")
    connection.endheaders(request.body or None)
    response = connection.getresponse()
    body = response.read()
    return Response(response.status, response.reason, tuple(response.getheaders()), body)


def _is_of_a_connection(name: str) -> bool:
    return name.lower() in OF_A_CONNECTION


class _Server(ThreadingHTTPServer):
    # A client that was killed leaves a thread that waits for it: not for us to wait for.
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is its own affair."""


def _handler_class(proxy: ReplayProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            try:
                body = self.read_body()
            except ValueError as error:
                self.send(proxy.refuse(CassetteError(f"{self.command} {self.path}: {error}")))
                return
            headers: Headers = tuple(
                (name, value)
                for name, value in self.headers.items()
                if not _is_of_a_connection(name)
            )
            self.send(proxy.answer(Request(self.command, self.path, headers, body)))

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

        def do_CONNECT(self) -> None:
            text = (
                f"CONNECT {self.path}: https through a tunnel is encrypted, and cannot be recorded"
                " or answered\nhint: urllib, urllib2, httplib and http.client work with https;"
                " see docs/recording.md for others"
            )
            self.send(proxy.refuse(CassetteError(text)))

        def read_body(self) -> bytes:
            if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
                return b"".join(self.read_chunks())
            length = int(self.headers.get("Content-Length") or 0)
            if length < 0:
                raise ValueError(f"a body of {length} bytes")
            return self.rfile.read(length)

        def read_chunks(self) -> Iterator[bytes]:
            while size := int(self.rfile.readline().partition(b";")[0], 16):
                if size < 0:
                    raise ValueError(f"a chunk of {size} bytes")
                yield self.rfile.read(size)
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass  # trailers

        def send(self, response: Response) -> None:
            """Send a response whose body comes whole, whatever way it came when recorded."""
            is_empty = self.command == "HEAD" or response.status in (204, 304)
            dropped = OF_A_CONNECTION if is_empty else OF_A_CONNECTION | {"content-length"}
            lines = [f"HTTP/1.1 {response.status} {response.reason}"]
            lines += [
                f"{name}: {value}"
                for name, value in response.headers
                if name.lower() not in dropped
            ]
            if not is_empty:
                lines.append(f"Content-Length: {len(response.body)}")
            lines.append("Connection: close")
            head = "\r\n".join(lines) + "\r\n\r\n"
            self.close_connection = True
            try:
                encoded = head.encode("latin-1")
            except UnicodeEncodeError:
                encoded = head.encode("utf-8")
            self.wfile.write(encoded if is_empty else encoded + response.body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: what was asked is in `requests`."""

    return Handler
