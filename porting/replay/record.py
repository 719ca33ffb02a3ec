"""A run of an original under Python 2.7 that leaves a file of calls."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from porting.errors import EvidenceError
from porting.files import Output
from porting.replay.calls import Calls, dump, parse
from porting.replay.check import check
from porting.replay.players import Limits
from porting.trace.run import run_under_27

RECORDER = Path(__file__).with_name("recorder.py")


@dataclass(frozen=True)
class Wish:
    """What to keep: calls of functions in these files and folders (none for all but tests);
    `mask` and `keep` are names whose values are taken out, or not, beside those that say so."""

    only: tuple[Path, ...] = ()
    mask: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def record_calls(
    program: str,
    output: Path,
    arguments: Sequence[str] = (),
    *,
    is_module: bool = False,
    wish: Wish = Wish(),
    limits: Limits = Limits(),  # noqa: B008
    python27: str | None = None,
) -> tuple[int, Calls]:
    """Run a Python 2 program, its input and output being ours, and write the calls it made.

    Args:
        program: the path of a script, or (`is_module`) the name of a module, as for ``python -m``.
        output: the file to write, for its owner alone; one that exists is replaced.
        arguments: the program's own, from ``sys.argv[1]`` on.
        limits: of a call when it is made again, to see that it does the same.
        python27: the interpreter; by default the one that `find_python27` finds.

    Returns:
        The program's exit status, as of a shell, and the calls.

    Raises:
        EvidenceError: there is no Python 2.7, or the program left no calls.
        OutputError: the file to write is the program, an argument of it, or another program.
        PortingError: ``$PYTHON27`` is set and is not a Python 2.7.
    """
    inputs = [Path(each) for each in (program, *arguments)]
    claimed = Output(output, inputs, is_private=True)
    with tempfile.TemporaryDirectory(prefix="porting-calls-") as name:
        raw, settings = Path(name, "raw.json"), Path(name, "settings.json")
        data = {
            "output": str(raw),
            "only": [os.path.realpath(each) for each in wish.only],
            "mask": wish.mask,
            "keep": wish.keep,
        }
        settings.write_text(json.dumps(data), encoding="utf-8")
        options = [*(["-m"] if is_module else []), program, *arguments]
        python27, status = run_under_27([str(RECORDER), str(settings), *options], python27)
        if not raw.exists():
            raise EvidenceError(
                f"{program}: ended with status {status} and left no calls\n"
                "hint: it may have called os._exit, or been killed; let it end by itself"
            )
        found = json.loads(raw.read_text(encoding="ascii"))
    if not found["functions"]:
        raise EvidenceError(
            f"{program}: called no function of the program's own\n"
            "hint: name the files or folders whose calls you want with --only"
        )
    folder, calls = _placed(found, Path.cwd())
    checked = check(calls, folder, python27, limits)
    claimed.write(dump(checked).encode())
    return status, checked


def _placed(found: dict[str, Any], start: Path) -> tuple[Path, Calls]:
    """The calls with paths that start from one folder: that of the run, where it holds all."""
    roots = {each["path"]: _root(each["path"], each["module"]) for each in found["files"]}
    base = os.path.realpath(start)
    if any(os.path.commonpath([base, root]) != base for root in roots.values()):
        base = os.path.commonpath(list(roots.values()))

    def below(path: str) -> str:
        return PurePosixPath(os.path.relpath(path, base)).as_posix()

    for each in found["files"]:
        each["root"] = below(roots[each["path"]])
        each["path"] = below(each["path"])
    for each in found["functions"]:
        each["file"] = below(each["file"])
    is_inside = os.path.commonpath([base, os.path.realpath(start)]) == base
    found["start"] = below(os.path.realpath(start)) if is_inside else "."
    return Path(base), parse(found)


def _root(path: str, module: str) -> str:
    """The folder that a file is imported from."""
    folder = os.path.dirname(path)
    if module == "__main__":
        return folder
    is_package = os.path.basename(path) == "__init__.py"
    for _ in range(module.count(".") + is_package):
        folder = os.path.dirname(folder)
    return folder
