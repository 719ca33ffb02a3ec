"""A request and its response, as a cassette keeps them and a transcript shows them."""

from __future__ import annotations

from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """What a script asked: the method in capitals, the whole address.

    A cassette is searched by these two. `headers` are in the order in which they were sent, a name
    may come twice; `body` is as it was sent. Both are empty where nobody looked.
    """

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


@dataclass(frozen=True)
class Response:
    """What was answered; `headers` in the order recorded, a name may come twice."""

    status: int
    reason: str
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Interaction:
    """A request with its response."""

    request: Request
    response: Response
