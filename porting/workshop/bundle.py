"""A folder from which a class installs porting and its exercises without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import porting
from porting.errors import ConfigError, PortingError
from porting.workshop.exercises import read_set

WHEELS = "wheels"
EXERCISES = "exercises"

_README = """\
{title}

Without a network, with {pythons}:

    python3 -m venv venv
    venv/bin/pip install --no-index --find-links {wheels} porting
    venv/bin/porting workshop new lessons{options}
    cd lessons
    ../venv/bin/porting workshop

On Windows: py -m venv venv, and venv\\Scripts\\ in the place of venv/bin/.
"""


def write_bundle(folder: Path, root: Path | None, targets: Sequence[tuple[str, str]]) -> None:
    """Write wheels, a set of exercises and a README into a folder.

    Args:
        root: a set of exercises; None for porting's own, which its wheel has already.
        targets: versions of Python and platforms, such as ("3.12", "win_amd64"); none for this
            Python and this machine.

    Raises:
        ConfigError: the folder holds something already, or there is no such set.
        PortingError: pip is missing, or cannot get the wheels; with its own words.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder}: is there already, and not empty\nhint: name a new folder")
    title = read_set(root).title if root else "The workshop of porting"
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), _source())
    (own,) = wheels.glob("porting-*.whl")
    for version, platform in targets or [("", "")]:
        asked = ["--only-binary=:all:", "--dest", str(wheels), str(own)]
        if version:
            asked += ["--python-version", version, "--platform", platform]
        _pip("download", *asked)
    options = ""
    if root is not None:
        shutil.copytree(root, folder / EXERCISES, ignore=shutil.ignore_patterns("__pycache__"))
        options = f" --set {EXERCISES}"
    version = ".".join(map(str, sys.version_info[:2]))
    here = f"Python {version} on a machine like the one it was made on"
    named = [f"Python {version} ({platform})" for version, platform in targets]
    pythons = " or ".join(named) or here
    text = _README.format(title=title, pythons=pythons, wheels=WHEELS, options=options)
    (folder / "README.txt").write_text(text, encoding="utf-8")


def _source() -> str:
    """From what pip makes our wheel: the checkout that we run from, or our release."""
    checkout = Path(porting.__file__).parents[1]
    if (checkout / "pyproject.toml").is_file():
        return str(checkout)
    return f"porting=={porting.__version__}"


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise PortingError(
            f"pip {arguments[0]} failed: {run.stderr.strip()}\n"
            "hint: a bundle is made where there is a network, by a Python that has pip"
        )
