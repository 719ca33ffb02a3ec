"""The file of calls that `porting trace --calls` writes: read, checked, and written.

`docs/calls.md` describes it. Values stay as they are in it, plain JSON; `porting_values.py` knows
what they mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from porting.errors import EvidenceError

FORMAT = "porting calls 1"

Value = Any
"""A value as the file has it: see `docs/calls.md`."""


@dataclass(frozen=True)
class CallsOf:
    """A file of the program: its path from the folder of the trace, the module that it is, the
    folder that it is imported from, and the SHA-256 of its bytes."""

    path: str
    module: str
    root: str
    sha256: str


@dataclass(frozen=True)
class Call:
    """One call, and what came of it under 2.7.

    `arguments` has first those of the parameters, then those of ``*rest``; `named` those of
    ``**keywords``. `outcome` has "result" or "raised"; "is_own" where the program's own code raised
    it; "after", by its number, each argument (the named ones counted on) that was changed;
    "printed", absent for nothing; "any_order", where 2.7 itself gives lists in any order.
    """

    arguments: tuple[Value, ...]
    named: tuple[tuple[str, Value], ...] = ()
    outcome: Mapping[str, Value] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()

    @property
    def all_arguments(self) -> tuple[Value, ...]:
        return self.arguments + tuple(value for _, value in self.named)

    @property
    def size(self) -> int:
        """How long it is to read."""
        return len(json.dumps(self.all_arguments))


@dataclass(frozen=True)
class Function:
    """A function that the run reached.

    `name` is its qualified name, `path` how it is found from its module (None where no name leads
    to it), `lines` those of its code, `count` how often it was called. `dropped` has the reasons
    why calls of it cannot be replayed, each with how many.
    """

    file: str
    module: str
    name: str
    path: str | None
    line: int
    lines: frozenset[int]
    parameters: tuple[str, ...]
    rest: str | None
    keywords: str | None
    count: int
    calls: tuple[Call, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    is_generator: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.module}.{self.name}"

    def places(self, call: Call) -> list[str]:
        """What each argument of a call is called, in order."""
        rest = len(call.arguments) - len(self.parameters)
        places = [*self.parameters, *[f"*{self.rest}[]"] * rest]
        return places + [f"**{self.keywords}[{name}]" for name, _ in call.named]


@dataclass(frozen=True)
class Calls:
    """All that one run under 2.7 left. `start` is the folder it ran in; `masked` are the names
    whose values were taken out as secrets."""

    python: str
    start: str
    files: tuple[CallsOf, ...]
    functions: tuple[Function, ...]
    masked: tuple[str, ...] = ()


def read_calls(path: Path) -> Calls:
    """Read a file of calls.

    Raises:
        EvidenceError: it cannot be opened, is not such a file, or is damaged.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvidenceError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise EvidenceError(f"{path}: is not JSON: {error}") from None
    if not isinstance(found, dict) or not str(found.get("format")).startswith("porting calls"):
        raise EvidenceError(
            f"{path}: holds no calls\nhint: `porting trace --calls` writes such a file"
        )
    if found["format"] != FORMAT:
        raise EvidenceError(
            f"{path}: is {found['format']!r}, this version of porting reads {FORMAT!r}\n"
            "hint: write it anew with `porting trace --calls`"
        )
    try:
        return parse(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        words = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise EvidenceError(
            f"{path}: is damaged: {words}\nhint: write it anew with `porting trace --calls`"
        ) from None


def parse(found: Mapping[str, Any]) -> Calls:
    """Read what is in the file.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is not of this form.
    """
    files = tuple(
        CallsOf(_path(each["path"]), each["module"], _path(each["root"]), each["sha256"])
        for each in found["files"]
    )
    functions = tuple(_function(each) for each in found["functions"])
    return Calls(
        found["python"], _path(found["start"]), files, functions, tuple(found.get("masked", ()))
    )


def dump(calls: Calls) -> str:
    """The text of a file; `read_calls` gives the same again."""
    data = {
        "format": FORMAT,
        "python": calls.python,
        "start": calls.start,
        "masked": list(calls.masked),
        "files": [vars(each) for each in calls.files],
        "functions": [
            {
                **vars(each),
                "lines": sorted(each.lines),
                "parameters": list(each.parameters),
                "dropped": dict(each.dropped),
                "calls": [_call_data(call) for call in each.calls],
            }
            for each in calls.functions
        ],
    }
    return "\n".join(_lines(data)) + "\n"


def _lines(data: dict[str, Any]) -> Iterator[str]:
    """A line for each call, so that the file can be looked through and compared."""

    def short(value: Any) -> str:
        return json.dumps(value, sort_keys=True)

    yield "{"
    for key in ("format", "python", "start", "masked", "files"):
        yield f' "{key}": {short(data[key])},'
    yield ' "functions": ['
    for number, each in enumerate(data["functions"]):
        calls = each.pop("calls")
        yield f"  {short(each)[:-1]},"
        yield '   "calls": ['
        for place, call in enumerate(calls):
            yield f"    {short(call)}{',' if place + 1 < len(calls) else ''}"
        yield f"   ]}}{',' if number + 1 < len(data['functions']) else ''}"
    yield " ]"
    yield "}"


def _call_data(call: Call) -> dict[str, Any]:
    named = {"named": [list(each) for each in call.named]} if call.named else {}
    return {
        "arguments": list(call.arguments),
        **named,
        **call.outcome,
        "lines": sorted(call.lines),
    }


def _function(each: Mapping[str, Any]) -> Function:
    return Function(
        each["file"],
        each["module"],
        each["name"],
        each["path"],
        int(each["line"]),
        frozenset(map(int, each["lines"])),
        tuple(each["parameters"]),
        each["rest"],
        each["keywords"],
        int(each["count"]),
        tuple(_call(call) for call in each["calls"]),
        dict(each.get("dropped", {})),
        bool(each.get("is_generator")),
    )


OUTCOME = ("result", "raised", "is_own", "after", "printed", "any_order")


def _call(each: Mapping[str, Any]) -> Call:
    outcome = {key: each[key] for key in OUTCOME if key in each}
    if ("result" in outcome) == ("raised" in outcome):
        raise ValueError("a call has either a result or an exception")
    arguments = (*each["arguments"], *each.get("rest", ()))
    named = tuple((str(name), value) for name, value in each.get("named", ()))
    return Call(arguments, named, outcome, frozenset(map(int, each["lines"])))


def _path(text: str) -> str:
    """A path below the folder of the trace."""
    if text.startswith("/") or ".." in text.split("/"):
        raise ValueError(f"{text!r} leads out of the folder")
    return text
