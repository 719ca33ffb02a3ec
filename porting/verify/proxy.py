"""A loopback HTTP proxy that answers from a cassette: how an original meets recorded HTTP."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from porting.errors import CassetteError
from porting.verify.cassette import Cassette, Request, Response

# In no standard; proxies use it for trouble of their own, so no recorded answer is mistaken for it.
NOT_ON_CASSETTE = 599


class ReplayProxy:
    """Answers from `cassette` while open: ``with ReplayProxy(cassette) as proxy: ...``.

    Attributes:
        url: what belongs into ``http_proxy``.
        errors: a CassetteError for each request that the cassette had no answer to. The client
            got status 599 for it and may have swallowed that, so whoever runs it must look here.
    """

    def __init__(self, cassette: Cassette) -> None:
        self.errors: list[CassetteError] = []
        self._cassette = cassette
        self._one_at_a_time = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_class(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

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
        """The recorded answer; where there is none, a 599 that says so, noted in `errors`."""
        with self._one_at_a_time:
            try:
                return self._cassette.answer(request)
            except CassetteError as error:
                self.errors.append(error)
                headers = (("Content-Type", "text/plain; charset=utf-8"),)
                body = f"{error}\n".encode()
                return Response(NOT_ON_CASSETTE, "Not on the cassette", headers, body)


def _handler_class(proxy: ReplayProxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            response = proxy.answer(Request(self.command, self.path))
            self.send_response_only(response.status, response.reason)
            for name, value in response.headers:
                # The body comes whole, whatever way it came when it was recorded.
                if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: what was asked is in the transcript."""

    return Handler
