"""Interpreters, packages for them, and processes that must not run for ever."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def find_python(version: str) -> str:
    """The newest Python of a version ("3.12") that is on the path or that pyenv has.

    Raises:
        SystemExit: there is none.
    """
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = sorted(root.glob(f"{version}.*/bin/python{version}"), key=_numbers)
    for candidate in [*map(str, reversed(found)), shutil.which(f"python{version}") or ""]:
        if candidate and run([candidate, "-c", ""], 30)[0] == 0:
            return candidate
    raise SystemExit(f"no Python {version} found: name one with an option, see --help")


def _numbers(path: Path) -> list[int]:
    return [int(part) for part in path.parts[-3].split(".") if part.isdigit()]


def run(
    command: list[str],
    seconds: float,
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
) -> tuple[int | None, str]:
    """Run a command and all that it starts for at most so many seconds.

    Returns:
        Its exit status, `None` where the time was up, and what it printed.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
        return process.returncode, output
    except subprocess.TimeoutExpired:
        return None, ""
    finally:
        if hasattr(os, "killpg"):
            with suppress(OSError):  # Where all are gone.
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()


def install(python: str, packages: tuple[str, ...], cache: Path) -> str:
    """Install packages for a Python into a folder of the cache; gives the folder."""
    version = run([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], 30)[1]
    folder = cache / "sites" / "-".join([version.strip(), *sorted(packages)]).replace("/", "_")
    if not folder.exists():
        parts = folder.with_name(f"{folder.name}.parts")
        shutil.rmtree(parts, ignore_errors=True)
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        status, output = run([*pip, "--target", str(parts), *packages], 600)
        if status != 0:
            raise SystemExit(f"cannot install {' '.join(packages)} for {python}:\n{output}")
        parts.rename(folder)
    return str(folder)


def clean_environment(*folders: str) -> dict[str, str]:
    """The same variables wherever this runs, with `folders` to import from."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.environ.get("HOME", os.curdir),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": os.pathsep.join(folders),
    }


def default_python() -> str:
    """The Python that runs this."""
    return sys.executable
