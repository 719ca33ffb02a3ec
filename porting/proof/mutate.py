"""Scenarios with other data: ASCII alone proves nothing about bytes and text."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from porting.files import read_file
from porting.verify.cassette import Cassette
from porting.verify.interaction import Request, Response
from porting.verify.program import ProgramFolder
from porting.verify.proxy import Answers
from porting.verify.scenario import Scenario

SLOW_SECONDS = 1.0
MOST_BYTES_OF_FILE = 1 << 20

_ACCENTS = str.maketrans("aeouAEOU", "äéøüÄÉØÜ")
_SOURCES = (".py", ".pyw", ".toml", ".cfg", ".ini")


@dataclass(frozen=True)
class Mutation:
    """A change of data: `about` says what it does.

    `change` is for the bytes of a body, of standard input or of a file, None where the mutation is
    about answers only; `answer` is for a whole answer.
    """

    name: str
    about: str
    change: Callable[[bytes], bytes] | None = None
    answer: Callable[[Response], Response] | None = None


@dataclass(frozen=True)
class Case:
    """A scenario to be run, by itself or with a mutation. `program_files` are changed files of the
    program: their places, and their content."""

    scenario: Scenario
    mutation: Mutation | None = None
    program_files: tuple[tuple[str, bytes], ...] = ()

    def answers(self) -> Answers | None:
        """What answers its requests, anew for each run; None for the scenario's own cassette."""
        if self.mutation is None or self.scenario.cassette is None:
            return None
        return _Mutated(Cassette(self.scenario.cassette), self.mutation)

    def staged(self, folder: Path) -> Scenario:
        """The scenario with the changed files, which are written into `folder`."""
        given = []
        for number, (place, content) in enumerate(self.program_files):
            path = folder / str(number)
            path.write_bytes(content)
            given.append((place, path))
        return replace(self.scenario, files=(*self.scenario.files, *given))


class _Mutated:
    """A cassette whose answers are changed."""

    def __init__(self, cassette: Cassette, mutation: Mutation) -> None:
        self.requests = cassette.requests
        self._cassette = cassette
        self._mutation = mutation

    def answer(self, request: Request) -> Response:
        response = self._cassette.answer(request)
        if self._mutation.answer is not None:
            return self._mutation.answer(response)
        assert self._mutation.change is not None
        if _is_compressed(response):
            return response
        return replace(response, body=self._mutation.change(response.body))


def _is_compressed(response: Response) -> bool:
    return any(name.lower() == "content-encoding" for name, _ in response.headers)


def with_accents(data: bytes) -> bytes:
    """The text with letters beyond ASCII in its words; what is no UTF-8 stays as it is."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    try:
        return json.dumps(_accented(json.loads(text)), ensure_ascii=False).encode()
    except ValueError:
        pass
    # Tags and the names of fields are the form of the data, not what is in it.
    pieces = re.split(r"(<[^<>]*>|&\w+;|\\\w|%\w|^[\w-]+\s*[:=])", text, flags=re.MULTILINE)
    pieces[::2] = [_accented_words(piece) for piece in pieces[::2]]
    return "".join(pieces).encode()


def _accented(value: object) -> object:
    if isinstance(value, str):
        return value.translate(_ACCENTS)
    if isinstance(value, list):
        return [_accented(each) for each in value]
    if isinstance(value, dict):
        return {key: _accented(each) for key, each in value.items()}
    return value


def _accented_words(text: str) -> str:
    """Every second word with accents: what is searched for may be among the others."""
    words = re.split(r"(\W+)", text)
    words[2::4] = [word.translate(_ACCENTS) for word in words[2::4]]
    if len(words) < 3:
        words[0] = words[0].translate(_ACCENTS)
    return "".join(words)


def with_invalid_utf8(data: bytes) -> bytes:
    """The text in Latin-1, with a byte more that no text in UTF-8 holds."""
    accented = with_accents(data)
    try:
        text = accented.decode("utf-8")
    except UnicodeDecodeError:
        return data
    latin = text.encode("latin-1", "replace")
    if latin == data:
        line, newline, rest = data.partition(b"\n")
        return line + b"\xff" + newline + rest
    return latin


MUTATIONS = (
    Mutation("non-ascii", "words have letters beyond ASCII, in UTF-8", with_accents),
    Mutation("invalid-utf8", "the data is Latin-1, and no valid UTF-8", with_invalid_utf8),
    Mutation("empty", "there is no data", lambda data: b""),
    Mutation("truncated", "the data ends in its middle", lambda data: data[: len(data) // 2]),
    Mutation(
        "slow",
        f"answers come after {SLOW_SECONDS:g} second",
        answer=lambda response: _slow(response),
    ),
    Mutation(
        "error",
        "the server answers with status 500",
        answer=lambda response: replace(
            response, status=500, reason="Internal Server Error", body=b"out of order\n"
        ),
    ),
    Mutation(
        "missing",
        "the server answers with status 404",
        answer=lambda response: replace(
            response, status=404, reason="Not Found", body=b"not here\n"
        ),
    ),
)


def _slow(response: Response) -> Response:
    time.sleep(SLOW_SECONDS)
    return response


def mutated(program: ProgramFolder, scenario: Scenario) -> tuple[Case, ...]:
    """The scenario with each mutation that changes something of what it is given."""
    cases = []
    files = dict(_data_files(program, scenario))
    for mutation in MUTATIONS:
        change = mutation.change
        stdin = change(scenario.stdin) if change else scenario.stdin
        changed = [(place, change(data)) for place, data in files.items()] if change else []
        changed = [(place, data) for place, data in changed if data != files[place]]
        if not changed and stdin == scenario.stdin and scenario.cassette is None:
            continue
        named = replace(
            scenario,
            name=f"{scenario.name}, {mutation.name}",
            shows=mutation.about,
            stdin=stdin,
        )
        cases.append(Case(named, mutation, tuple(changed)))
    return tuple(cases)


def _data_files(program: ProgramFolder, scenario: Scenario) -> Iterator[tuple[str, bytes]]:
    """The text files that the program may read: those beside it, and those that it is given."""
    given = [(path.relative_to(program.root).as_posix(), path) for path in program.files]
    for place, path in (*given, *scenario.files):
        if path.suffix in _SOURCES or not path.is_file():
            continue
        if path.stat().st_size > MOST_BYTES_OF_FILE:
            continue
        data = read_file(path)
        if data[:2] != b"#!" and b"\0" not in data:
            yield place, data
