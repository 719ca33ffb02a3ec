"""The Python 3 interpreters that are here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from porting.errors import PortingError


def find_python3(wanted: str) -> str:
    """The path of a Python 3.

    Args:
        wanted: a version such as "3.12" or "3.12.1", or the path of an interpreter.

    Raises:
        PortingError: there is none.
    """
    candidates = [wanted] if os.sep in wanted else []
    if on_path := shutil.which(f"python{wanted}"):
        candidates.append(on_path)
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pattern = f"versions/{wanted}" if wanted.count(".") == 2 else f"versions/{wanted}.*"
    found = root.glob(f"{pattern}/bin/python3")
    candidates += map(str, sorted(found, key=_numbers, reverse=True))
    for candidate in candidates:
        if version_of(candidate).startswith("3."):
            return candidate
    raise PortingError(
        f"no Python {wanted} found to run the port\n"
        "hint: put it on the PATH, or give the path of its interpreter"
    )


def version_of(python: str) -> str:
    """The version of an interpreter, as "3.12"; "" where it does not run."""
    command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        run = subprocess.run(command, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.decode("ascii", "replace").strip() if run.returncode == 0 else ""


def _numbers(path: Path) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", path.parent.parent.name)]
