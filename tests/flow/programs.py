"""The labelled set: small Python 2 programs in `cases/`, how they are ported, run and asked.

A case is a folder:

    original.py   the Python 2 program; its first comments may hold the headers below
    stdin         what it is given (none: nothing)
    stdout        what it writes under Python 2.7
    book.py       what porting makes of it
    boundary.py   the same with `--strings boundary`, where that differs

Headers are lines such as ``# outcome: resolved``:

    outcome       resolved: the port does the same
                  unresolved: it does not, and a warning says so
                  untold: it does not, and nothing says so (each one is a fault of ours)
                  untouched: it does the same, and the data flow changes nothing and says nothing
    boundary      the outcome with `--strings boundary`, where that is another
    encoding      what the data is written in, where that is not UTF-8 (`--encoding`)
    status        the exit status, where it is not 0

``# kind: data is bytes; line[0] is unknown``, at the end of a line, says what expressions of that
line are before the data flow changes anything: bytes, text, native, conflict or unknown.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import porting
from porting.fixer import Options
from porting.flow.domain.values import (
    NOTHING,
    Other,
    Value,
)
from porting.flow.follow import interpret
from porting.flow.follow.state import State

CASES = Path(__file__).parent / "cases"
POLICIES = ("book", "boundary")
FLOW_STAGES = ("bytes-regex", "str-decode")
MOST_SECONDS = 6
HANGS = -1
OUTCOMES = ("resolved", "unresolved", "untold", "untouched")

_HEADER = re.compile(rb"^# (outcome|boundary|encoding|status): *(.*?) *\r?$", re.MULTILINE)
_KIND = re.compile(r"# kind: *(.*)")


@dataclass(frozen=True)
class Case:
    """One program of the set."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def original(self) -> bytes:
        return (self.folder / "original.py").read_bytes()

    @cached_property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in _HEADER.findall(self.original)}

    def outcome(self, policy: str = "book") -> str:
        """What comes of it under a policy, as its headers say."""
        return self.headers.get(policy) or self.headers["outcome"]

    @property
    def encoding(self) -> str:
        return self.headers.get("encoding", "utf-8")

    @property
    def shown(self) -> Shown:
        """What it shows under Python 2.7, as it was kept."""
        status = int(self.headers.get("status", "0"))
        return Shown((self.folder / "stdout").read_bytes(), status)

    def kept(self, policy: str) -> Path:
        """The file that holds the expected port; what does not differ by policy is kept once."""
        path = self.folder / f"{policy}.py"
        return path if path.exists() else self.folder / "book.py"


@dataclass(frozen=True)
class Shown:
    """What a run lets others see."""

    stdout: bytes
    status: int
    stderr: bytes = b""

    @property
    def without_errors(self) -> Shown:
        return Shown(self.stdout, self.status)


def all_cases() -> list[Case]:
    return [Case(path.parent) for path in sorted(CASES.glob("*/original.py"))]


@cache
def port(case: Case, policy: str) -> porting.Result:
    options = Options(strings=policy, encoding=case.encoding)  # type: ignore[arg-type]
    return porting.port_source(
        case.original, filename="program.py", options=options, from_version="2"
    )


@cache
def port_without_flow(case: Case) -> str:
    return porting.port_source(case.original, stages=["2to3", "modern"], from_version="2").code


def run_program(python: str, source: bytes, case: Case) -> Shown:
    """Run a program in a folder of its own, on the case's input."""
    given = case.folder / "stdin"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "program.py")
        script.write_bytes(source)
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "PYTHONIOENCODING": case.encoding,
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        try:
            done = subprocess.run(
                [python, "-s", "-bb", "-W", "ignore::DeprecationWarning", script.name],
                cwd=folder,
                env=environment,
                input=given.read_bytes() if given.exists() else b"",
                capture_output=True,
                timeout=MOST_SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            # The thread of a server died of an exception, and its client waits.
            return Shown(error.stdout or b"", HANGS, b"it hangs")
    return Shown(done.stdout, done.returncode, done.stderr)


@cache
def run_ported(case: Case, code: str) -> Shown:
    """Run a port under the Python that runs this, with bytes and text kept apart (`-bb`)."""
    return run_program(sys.executable, porting_bytes(case, code), case)


def porting_bytes(case: Case, code: str) -> bytes:
    """A ported text as it is written to disk: in the encoding that the file names."""
    from porting.source import decode_source

    name = decode_source(case.original).encoding
    return code.encode("utf-8" if name == "ascii" else name)


def marked_kinds(case: Case) -> list[tuple[int, str, str, str]]:
    """Each mark: line (in what stage 2to3 makes), expression, kind that is expected, kind found."""
    code = porting.port_source(case.original, stages=["2to3", "modern"], from_version="2").code
    tree = ast.parse(code)
    values: dict[ast.expr, Value] = {}

    def keep(flow: State, node: ast.expr, value: Value) -> Value:
        if not flow.is_aside:
            values[node] = values.get(node, NOTHING) | value
        return value

    def expr(flow: State, node: ast.expr, env: Any) -> Value:
        return keep(flow, node, interpret.ANSWERS["expr"](flow, node, env))

    def assign(flow: State, target: ast.expr, value: Value, source: ast.expr, env: Any) -> None:
        interpret.ANSWERS["assign"](flow, target, value, source, env)
        keep(flow, target, value)

    interpret.run(interpret.start(tree, answers={"expr": expr, "assign": assign}))
    found = []
    for number, line in enumerate(code.splitlines(), 1):
        mark = _KIND.search(line)
        for part in mark.group(1).split(";") if mark else ():
            expression, _, kind = part.strip().rpartition(" is ")
            nodes = [
                node
                for node in ast.walk(tree)
                if isinstance(node, ast.expr)
                and node.lineno == number
                and ast.get_source_segment(code, node) == expression
            ]
            assert nodes, f"line {number}: no {expression!r} here: {line}"
            value = NOTHING
            for node in nodes:
                value = value | values.get(node, NOTHING)
            found.append((number, expression, kind, _kind_of(value)))
    return found


def _kind_of(value: Value) -> str:
    """The kind of what may also be no string at all (None before a loop, say)."""
    strings = frozenset(atom for atom in value if not isinstance(atom, Other))
    kind = Value(strings, value.is_open).kind if strings else None
    return kind.value if kind else "unknown"
