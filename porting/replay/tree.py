"""Where the files of a trace lie now, and a port of them made on the fly."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from porting.config import find_config
from porting.errors import EvidenceError
from porting.many_files.schedule import port_files
from porting.many_files.tasks import Failed, Order
from porting.project.graph import find_project
from porting.replay.calls import Calls
from porting.source import find_sources

MOST_BYTES_OF_DATA = 8 << 20
"""Of one file that is not source, for which a port made on the fly has room."""


def find_folder(calls: Calls, target: Path) -> Path:
    """The folder in which the files of a trace have their paths: `target`, or one around it.

    Raises:
        EvidenceError: there is none.
    """
    start = target.resolve()
    for folder in [*([start] if start.is_dir() else []), *list(start.parents)[:6]]:
        if all((folder / each.path).is_file() for each in calls.files):
            return folder
    missing = calls.files[0].path if calls.files else "any file"
    raise EvidenceError(
        f"{target}: there is no {missing} here or above, which the calls are of\n"
        "hint: name the folder in which `porting trace --calls` ran"
    )


def changed_files(calls: Calls, folder: Path) -> list[str]:
    """The files that are not what they were when the calls were recorded."""
    return [
        each.path
        for each in calls.files
        if hashlib.sha256((folder / each.path).read_bytes()).hexdigest() != each.sha256
    ]


def port_tree(calls: Calls, folder: Path, target: Path, output: Path) -> list[str]:
    """Port the program of a trace, and copy what else lies beside it.

    Args:
        folder: that in which the files have their paths.
        target: what to port, a file or folder; the files of the trace are, in any case. The
            settings of its project hold.
        output: an empty folder, in which the same paths lead to the port.

    Returns:
        What could not be ported, each with why.
    """
    recorded = [folder / each.path for each in calls.files]
    files = find_sources([*([target.resolve()] if target.is_dir() else []), *recorded])
    files = [path for path in files if _is_below(path, folder)]
    if target.is_dir():
        for path in _data_in(target.resolve(), set(map(os.path.realpath, files))):
            if _is_below(path, folder):
                _copy(path, output / path.relative_to(folder))
    config = find_config(target)
    order = Order(
        config.stages,
        config.encoding,
        strings=config.strings or "book",
        modernize=bool(config.modernize),
        enable=config.enable,
        disable=config.disable,
        project=find_project(files, encoding=config.encoding),
    )
    errors = []
    for outcome in port_files(files, order):
        if isinstance(outcome, Failed):
            errors.append(str(outcome.error))
            continue
        place = output / outcome.path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(outcome.data)
    return errors


def _is_below(path: Path, folder: Path) -> bool:
    return path.absolute().is_relative_to(folder)


def _data_in(folder: Path, sources: set[str]) -> Iterator[Path]:
    for home, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            path = Path(home, name)
            is_plain = path.is_file() and not path.is_symlink()
            if os.path.realpath(path) in sources or not is_plain or name.endswith(".pyc"):
                continue
            if path.stat().st_size <= MOST_BYTES_OF_DATA:
                yield path


def _copy(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)
