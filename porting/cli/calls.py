"""What `porting trace --calls` and `porting verify --calls` do."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from porting.errors import EvidenceError
from porting.replay.calls import Calls, read_calls
from porting.replay.export import export
from porting.replay.mutate import mutated
from porting.replay.players import Limits
from porting.replay.record import Wish, record_calls
from porting.replay.replay import replay
from porting.replay.report import as_data, text_lines
from porting.replay.tree import changed_files, find_folder, port_tree
from porting.verify.pythons import find_python3, version_of
from porting.verify.run import find_python27


def trace_calls(
    program: str, output: Path, arguments: Sequence[str], *, is_module: bool, wish: Wish
) -> int:
    """Record the calls of a program, say what the file holds, and give the exit status."""
    status, calls = record_calls(program, output, arguments, is_module=is_module, wish=wish)
    click.echo(f"{output}: {_summary(calls)}", err=True)
    return status


def _summary(calls: Calls) -> str:
    kept = [each for each in calls.functions if each.calls]
    number = sum(len(each.calls) for each in kept)
    text = f"{number} calls of {len(kept)} of the {len(calls.functions)} functions reached"
    if calls.masked:
        text += f"; values taken out: {', '.join(calls.masked)}"
    return text


@dataclass(frozen=True)
class How:
    """How to replay calls: where the port is (None to make one), the version of its Python, where
    to write tests, and how to print."""

    ported: Path | None = None
    python: str | None = None
    export: Path | None = None
    form: str = "text"
    is_mutated: bool = False
    is_verbose: bool = False


def verify_calls(path: Path, targets: Sequence[str], how: How) -> int:
    """Replay recorded calls on a port, print what they showed, and give the exit status."""
    if len(targets) > 1:
        raise click.UsageError("--calls takes one file or folder.")
    target = Path(*targets)
    if not target.exists():
        raise click.UsageError(f"there is no file or folder {str(target)!r}.")
    calls = read_calls(path)
    executable = find_python3(how.python) if how.python else sys.executable
    version = version_of(executable)
    with _port(calls, target, how.ported) as folder:
        found = replace(replay(calls, folder, executable), python=version)
        if how.is_mutated:
            changed = mutated(calls, find_folder(calls, target), _python27(), Limits())
            choices = {each.function.full_name: each.inputs for each in found.results}
            again = replay(changed, folder, executable, choices=choices)
            found = replace(found, mutated=again.results)
    if how.form == "json":
        click.echo(json.dumps(as_data(found), indent=1))
    else:
        for line in text_lines(found, is_verbose=how.is_verbose):
            click.echo(line)
    if how.export is not None:
        for written in export(found, how.export):
            click.echo(f"{written}: written", err=True)
    if not found.replayed:
        return 3
    return 1 if found.of("different") or found.of("different", is_mutated=True) else 0


def _python27() -> str:
    found = find_python27()
    if found is None:
        raise EvidenceError(
            "no Python 2.7 found to ask the original\n"
            "hint: install one, such as `pyenv install 2.7.18`, or set PYTHON27 to its path"
        )
    return found


@contextmanager
def _port(calls: Calls, target: Path, ported: Path | None) -> Iterator[Path]:
    """The folder of the port: what is given, or a port made now."""
    if ported is not None:
        yield find_folder(calls, ported)
        return
    original = find_folder(calls, target)
    for name in changed_files(calls, original):
        click.echo(f"{name}: has changed since its calls were recorded", err=True)
    with tempfile.TemporaryDirectory(prefix="porting-port-") as name:
        folder = Path(name).resolve()
        for error in port_tree(calls, original, target, folder):
            click.echo(error, err=True)
        yield folder
