"""What 2to3, modernize and futurize make of a program, where they can run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from porting.errors import PortingError
from porting.verify.pythons import find_python3

TOOLS = ("2to3", "modernize", "futurize")
_WITH_LIB2TO3 = ("3.12", "3.11", "3.10", "3.9", "3.8")


def port_by(tool: str, original: Path, folder: Path) -> tuple[Path, list[str]]:
    """Have another tool port a copy of a file or folder.

    Args:
        tool: one of `TOOLS`.
        original: stays as it is.
        folder: where to put the copy.

    Returns:
        The ported copy, and what the tool said of files that it could not port.

    Raises:
        PortingError: the tool is not here, or ported nothing.
    """
    command = _command(tool)
    copy = folder / original.resolve().name
    if original.is_dir():
        shutil.copytree(original, copy, ignore=shutil.ignore_patterns(".git"))
    else:
        shutil.copy2(original, copy)
    run = subprocess.run(
        [*command, "-w", "-n", "--no-diffs", str(copy)], capture_output=True, text=True
    )
    lines = (run.stdout + run.stderr).replace(f"{folder}/", "").splitlines()
    said = [line for line in lines if "Can't parse" in line]
    if run.returncode and not said:
        raise PortingError(f"{tool} failed: {(lines or ['without a word'])[-1]}")
    return copy, said


def _command(tool: str) -> list[str]:
    if tool == "2to3":
        for version in _WITH_LIB2TO3:
            try:
                python = find_python3(version)
            except PortingError:
                continue
            if (
                subprocess.run([python, "-c", "import lib2to3"], capture_output=True).returncode
                == 0
            ):
                return [python, "-W", "ignore", "-m", "lib2to3"]
        raise PortingError(
            "2to3 is not here: Python 3.13 has no lib2to3\n"
            f"hint: put one of Python {', '.join(_WITH_LIB2TO3)} on the PATH"
        )
    beside = str(Path(sys.executable).parent)
    found = shutil.which(tool) or shutil.which(tool, path=beside)
    if found is None:
        package = "future" if tool == "futurize" else tool
        raise PortingError(f"{tool} is not here\nhint: pip install {package}")
    return [found]
