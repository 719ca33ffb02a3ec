"""A loopback shop that plays amazon.com/dp/ISBN: the source of the cassettes.

It is an HTTP proxy that answers every request itself, whatever its host, so that `porting record`
keeps the address that a script asked for. Its pages are synthetic and say so. To record all
cassettes of the case study again::

    python -m tests.shop
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]

PAGE = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="{charset}">
<title>{title}</title>
</head>
<body>
<p>This page is synthetic: made for the tests of a porting tool, it describes no real offer.</p>
<h1>{title}</h1>
<p>{blurb}</p>
<ul>
<li>ISBN-10: {isbn}</li>
<li>Best Sellers Rank: {rank}</li>
</ul>
</body>
</html>
"""


@dataclass(frozen=True)
class Book:
    """What the shop knows of a book; `rank` as on the page, with its commas."""

    title: str
    rank: str
    blurb: str = "A book about Python."
    charset: str = "utf-8"
    status: HTTPStatus = HTTPStatus.OK


CORE = "0132269937"
DJANGO = "0132356139"
FUNDAMENTALS = "0137143419"
RANKED = "#{} in Books (See Top 100 in Books)"

ASCII = {
    CORE: Book("Core Python Programming", RANKED.format("87,118")),
    DJANGO: Book("Python Web Development with Django", RANKED.format("184,735")),
    FUNDAMENTALS: Book("Python Fundamentals", RANKED.format("851,816")),
}
ABROAD = "Für Leser in Łódź, Århus und 東京: „Schlangen“: naïve & café, 12 €."
WEST = "Für Leser in Århus: «Schlangen», naïve & café, 12 £."

# By the name of the cassette. Where a page is out of the ordinary, it is the first that all
# scripts ask for, so that a script that ends there has not depended on the order of a dict.
SHELVES = {
    "bookrank-ascii": ASCII,
    "bookrank-utf8": {
        isbn: Book(f"{book.title}: Schlangenfrühling", book.rank, ABROAD)
        for isbn, book in ASCII.items()
    },
    "bookrank-latin1": {
        **ASCII,
        CORE: Book("Core Python - ¡Olé!", ASCII[CORE].rank, WEST, "iso-8859-1"),
    },
    "bookrank-no-match": {**ASCII, CORE: Book("Core Python Programming", "not ranked")},
    "bookrank-404": {
        **ASCII,
        CORE: Book("No such page", "none", "Nothing here.", status=HTTPStatus.NOT_FOUND),
    },
    "bookrank-503": {
        **ASCII,
        CORE: Book("Closed", "none", "Back soon.", status=HTTPStatus.SERVICE_UNAVAILABLE),
    },
}


class Shop:
    """Serves one shelf while open: ``with Shop(ASCII) as shop: ... shop.url``."""

    def __init__(self, shelf: dict[str, Book]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_class(shelf))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Shop:
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


def _handler_class(shelf: dict[str, Book]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            isbn = urlsplit(self.path).path.removeprefix("/dp/")
            book = shelf.get(isbn) or Book("Unknown", "none", status=HTTPStatus.NOT_FOUND)
            page = PAGE.format(
                isbn=isbn, title=book.title, blurb=book.blurb, rank=book.rank, charset=book.charset
            ).encode(book.charset)
            self.send_response(book.status)  # with Date and Server, which the recorder drops
            self.send_header("Content-Type", f"text/html; charset={book.charset}")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    return Handler


def record_all(folder: Path = ROOT / "cassettes") -> list[Path]:
    """Record each shelf by a run of the threaded port against the shop."""
    from porting.verify.record import record_cassette

    cassettes = []
    for name, shelf in SHELVES.items():
        cassette = folder / f"{name}.yaml"
        with Shop(shelf) as shop:
            record_cassette(ROOT / "modern_py3" / "bookrank3.py", cassette, proxy=shop.url)
        cassettes.append(cassette)
    return cassettes


if __name__ == "__main__":
    for path in record_all():
        print(path.relative_to(ROOT))
