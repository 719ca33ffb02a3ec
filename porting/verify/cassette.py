"""Recorded HTTP: which answer a cassette has for a request."""

from __future__ import annotations

import difflib
from pathlib import Path

from porting.errors import CassetteError
from porting.verify.interaction import Request, Response
from porting.verify.redaction import ALL_SECRETS
from porting.verify.tape import read_tape


class Cassette:
    """The interactions of one file, each of which answers one request.

    Matching is vcrpy's own, by method and address, after the secrets were taken out of both: what
    `porting record` took out of a recording is still asked for by the script. Of several
    recordings that match and were not played yet, one with the same address and body comes first,
    then the one recorded first. Asking once more than was recorded is a request outside the
    cassette.
    """

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            CassetteError: there is no such file, or it is no cassette; carries the place.
        """
        self.path = path
        self._interactions = read_tape(path)
        self._played: set[int] = set()

    @property
    def requests(self) -> tuple[Request, ...]:
        """Method and address of each recorded request, in order."""
        recorded = (each.request for each in self._interactions)
        return tuple(Request(request.method, request.url) for request in recorded)

    def answer(self, request: Request) -> Response:
        """The recorded answer to a request.

        Raises:
            CassetteError: there is none left; names the closest recording and what differs.
        """
        matching = [
            number
            for number, recorded in enumerate(self._interactions)
            if not _differences(request, recorded.request)
        ]
        unplayed = [number for number in matching if number not in self._played]
        if not unplayed:
            raise CassetteError(self._explain_miss(request, times_recorded=len(matching)))

        def distance(number: int) -> tuple[bool, bool]:
            recorded = self._interactions[number].request
            return recorded.url != request.url, recorded.body != request.body

        chosen = min(unplayed, key=distance)
        self._played.add(chosen)
        return self._interactions[chosen].response

    def _explain_miss(self, request: Request, times_recorded: int) -> str:
        text = f"{self.path}: no answer to {request}\n"
        if times_recorded:
            times = "once" if times_recorded == 1 else f"{times_recorded} times"
            text += f"    it was recorded {times}, and is asked once more"
        elif self._interactions:

            def distance(recorded: Request) -> tuple[int, float]:
                likeness = difflib.SequenceMatcher(None, request.url, recorded.url).ratio()
                return len(_differences(request, recorded)), -likeness

            closest = min(self.requests, key=distance)
            text += f"    closest recorded: {closest}\n"
            text += f"    what differs: {'; '.join(_differences(request, closest))}"
        else:
            text += "    nothing is recorded on it"
        return text + "\nhint: `porting record` makes a new cassette with what the script asks now"


def _differences(request: Request, recorded: Request) -> list[str]:
    """What vcrpy's default matchers find different, in words; empty for a match."""
    from vcr import matchers  # type: ignore[import-untyped]
    from vcr.request import Request as VcrRequest  # type: ignore[import-untyped]

    here, there = (
        VcrRequest(each.method, ALL_SECRETS.without_secrets(each.url), b"", {})
        for each in (request, recorded)
    )
    parts = ("method", "scheme", "host", "port", "path", "query")
    functions = [getattr(matchers, part) for part in parts]
    try:
        _, failures = matchers.get_matchers_results(here, there, functions)
    except ValueError as error:  # a port that is no number
        return [f"address ({error})"]
    return [
        f"{part} ({getattr(here, part)!r} asked, {getattr(there, part)!r} recorded)"
        for part, _ in failures
    ]
