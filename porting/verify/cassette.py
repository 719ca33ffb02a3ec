"""Recorded HTTP: which answer a cassette of vcrpy's has for a request."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from porting.errors import CassetteError


@dataclass(frozen=True)
class Request:
    """What a script asked: the method in capitals, the whole address."""

    method: str
    url: str

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


@dataclass(frozen=True)
class Response:
    """What was answered; `headers` in the order recorded, a name may come twice."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Cassette:
    """The interactions of one file, each of which answers one request.

    Matching is vcrpy's own, by method and address, so that a proxy that answers from here
    gives an original what vcrpy gives its port. The n-th equal request gets the n-th
    recording; asking once more than was recorded is a request outside the cassette.
    """

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            CassetteError: there is no such file, or it is no cassette that vcrpy reads.
        """
        self.path = path
        self._interactions = _load(path)
        self._played: set[int] = set()

    @property
    def requests(self) -> tuple[Request, ...]:
        """The recorded requests, in order."""
        return tuple(Request(asked.method, asked.uri) for asked, _ in self._interactions)

    def answer(self, request: Request) -> Response:
        """The recorded answer to a request.

        Raises:
            CassetteError: there is none left; names the closest recording and what differs.
        """
        matching = [
            number
            for number, (recorded, _) in enumerate(self._interactions)
            if not _differences(request, recorded)
        ]
        for number in matching:
            if number not in self._played:
                self._played.add(number)
                return _response(self._interactions[number][1])
        raise CassetteError(self._explain_miss(request, times_recorded=len(matching)))

    def _explain_miss(self, request: Request, times_recorded: int) -> str:
        text = f"{self.path}: no answer to {request}\n"
        if times_recorded:
            times = "once" if times_recorded == 1 else f"{times_recorded} times"
            text += f"    it was recorded {times}, and is asked once more"
        elif self._interactions:
            closest = min((asked for asked, _ in self._interactions), key=_distance_from(request))
            text += f"    closest recorded: {closest.method} {closest.uri}\n"
            text += f"    what differs: {'; '.join(_differences(request, closest))}"
        else:
            text += "    nothing is recorded on it"
        return text + "\nhint: `porting record` makes a new cassette with what the script asks now"


def _load(path: Path) -> list[tuple[Any, Any]]:
    """The pairs of request and response as vcrpy reads them, by its safe loader."""
    from vcr.serialize import deserialize  # type: ignore[import-untyped]
    from vcr.serializers import yamlserializer  # type: ignore[import-untyped]
    from yaml import YAMLError  # type: ignore[import-untyped]

    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CassetteError(
            f"{path}: there is no such cassette\nhint: `porting record` makes one"
        ) from None
    except UnicodeDecodeError as error:
        raise CassetteError(f"{path}: not a cassette: {error}") from error
    try:
        requests, responses, *_ = deserialize(text, yamlserializer)
    except (YAMLError, ValueError, LookupError, TypeError) as error:
        raise CassetteError(f"{path}: not a cassette that vcrpy can read: {error}") from error
    return list(zip(requests, responses, strict=True))


def _response(recorded: Any) -> Response:
    headers = recorded["headers"].items()
    return Response(
        status=recorded["status"]["code"],
        reason=recorded["status"]["message"] or "",
        headers=tuple((name, value) for name, values in headers for value in values),
        body=recorded["body"]["string"] or b"",
    )


def _differences(request: Request, recorded: Any) -> list[str]:
    """What vcrpy's default matchers find different, in words; empty for a match."""
    from vcr import matchers  # type: ignore[import-untyped]
    from vcr.request import Request as VcrRequest  # type: ignore[import-untyped]

    asked = VcrRequest(request.method, request.url, b"", {})
    parts = ("method", "scheme", "host", "port", "path", "query")
    functions = [getattr(matchers, part) for part in parts]
    _, failures = matchers.get_matchers_results(asked, recorded, functions)
    return [
        f"{part} ({getattr(asked, part)!r} asked, {getattr(recorded, part)!r} recorded)"
        for part, _ in failures
    ]


def _distance_from(request: Request) -> Any:
    def distance(recorded: Any) -> tuple[int, float]:
        likeness = difflib.SequenceMatcher(None, request.url, recorded.uri).ratio()
        return len(_differences(request, recorded)), -likeness

    return distance
