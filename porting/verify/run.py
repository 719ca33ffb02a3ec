"""Runs of a script in a process of its own: what goes in, and the transcript that comes out."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import six

from porting.errors import PortingError
from porting.verify.cassette import Cassette, Request
from porting.verify.proxy import ReplayProxy
from porting.verify.transcript import Transcript, WrittenFile, reduce_tracebacks, split_warnings

PLAYER = Path(__file__).with_name("player.py")
EMPTY_CASSETTE = "version: 1\ninteractions: []\n"

# Nothing waits in a pinned world, so a run that takes this long hangs.
TIMEOUT_SECONDS = 60


def run_original(
    script: Path,
    cassette: Path | None = None,
    *,
    python27: str | None = None,
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a Python 2 script under a real Python 2.7, its HTTP answered from a cassette.

    Args:
        script: the script, run as ``__main__`` in an empty folder.
        cassette: None for a script that asks the network for nothing.
        python27: the interpreter; by default the one that `find_python27` finds.
        seed: chooses the random numbers.
        arguments: the script's own, from ``sys.argv[1]`` on.

    Raises:
        CassetteError: the script asked what is not on the cassette.
        PortingError: there is no Python 2.7, or the run hung.
    """
    python27 = python27 or find_python27()
    if python27 is None:
        raise PortingError(
            "no Python 2.7 found to run the original\n"
            "hint: install one, such as `pyenv install 2.7.18`, or set PYTHON27 to its path"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recorded = Cassette(cassette or _empty_cassette(folder))
        # Only six: more of our Python 3 packages must not be found by the script.
        (folder / "six").mkdir()
        shutil.copy(six.__file__, folder / "six" / "six.py")
        with ReplayProxy(recorded) as proxy:
            environment = _environment(PYTHONPATH=str(folder / "six"), http_proxy=proxy.url)
            play = ["--seed", str(seed), str(script.resolve()), *arguments]
            transcript = _run_player([python27], play, folder, environment, script)
        if proxy.errors:
            raise proxy.errors[0]
        return transcript


def run_port(
    script: Path,
    cassette: Path | None = None,
    *,
    python: str = sys.executable,
    interpreter_options: Sequence[str] = (),
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a Python 3 script, its HTTP answered from a cassette by vcrpy.

    Args:
        script: the script, run as ``__main__`` in an empty folder.
        cassette: None for a script that asks the network for nothing.
        python: an interpreter that has vcrpy and six.
        interpreter_options: such as ``-bb``, which makes mixing bytes and text an error.
        seed: chooses the random numbers; the same as the original's for the same run.
        arguments: the script's own, from ``sys.argv[1]`` on.

    Raises:
        CassetteError: the script asked what is not on the cassette.
        PortingError: the interpreter lacks vcrpy or six, or the run hung.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = cassette or _empty_cassette(folder)
        recorded = Cassette(path)
        play = ["--cassette", str(path.resolve()), "--seed", str(seed)]
        play += [str(script.resolve()), *arguments]
        command = [python, *interpreter_options]
        transcript = _run_player(command, play, folder, _environment(), script)
        for request in transcript.requests:
            recorded.answer(request)  # the script may have swallowed vcrpy's error
        return transcript


def record_run(
    script: Path,
    cassette: Path,
    *,
    proxy: str = "",
    python: str = sys.executable,
    seed: int = 0,
    arguments: Sequence[str] = (),
) -> Transcript:
    """Run a Python 3 script against the real network, vcrpy writing down all HTTP.

    `cassette` must not exist yet. `proxy` is where http goes: "" for straight to the servers.
    """
    with tempfile.TemporaryDirectory() as name:
        play = ["--record", "--cassette", str(cassette.resolve()), "--seed", str(seed)]
        play += [str(script.resolve()), *arguments]
        environment = _environment(**({"http_proxy": proxy} if proxy else {}))
        return _run_player([python], play, Path(name), environment, script)


def find_python27() -> str | None:
    """Path of a Python 2.7 that really runs; None where there is none.

    Looks at ``$PYTHON27``, then for ``python2.7`` and ``python2`` on the path, then below the
    roots of pyenv, the newest first.

    Raises:
        PortingError: ``$PYTHON27`` is set and is not a Python 2.7.
    """
    return _find_python27(os.environ.get("PYTHON27", ""), os.environ.get("PATH", ""))


@functools.cache
def _find_python27(wanted: str, path: str) -> str | None:
    if wanted:
        if not _is_python27(wanted):
            raise PortingError(f"PYTHON27 is set to {wanted}, which does not run as a Python 2.7")
        return wanted
    return next(filter(_is_python27, _candidates(path)), None)


def _candidates(path: str) -> Iterator[str]:
    for name in ("python2.7", "python2"):
        if on_path := shutil.which(name, path=path):
            yield on_path
    for root in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"):
        if root:
            found = Path(root).glob("versions/2.7*/bin/python")
            yield from map(str, sorted(found, key=_version_in, reverse=True))


def _version_in(python: Path) -> list[int]:
    """The version that pyenv gave the folder: 2.7.18 is newer than 2.7.6."""
    return [int(number) for number in re.findall(r"\d+", python.parent.parent.name)]


def _is_python27(python: str) -> bool:
    try:
        run = subprocess.run(
            [python, "-c", "import sys; print(sys.version_info[:2])"],
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and run.stdout.strip() == b"(2, 7)"


def _empty_cassette(folder: Path) -> Path:
    path = folder / "nothing-recorded.yaml"
    path.write_text(EMPTY_CASSETTE, encoding="utf-8")
    return path


def _environment(**settings: str) -> dict[str, str]:
    """Ours, without what would change the run, with what pins the rest of the world."""
    kept = {name: value for name, value in os.environ.items() if not _is_unwanted(name)}
    pinned = {
        "TZ": "UTC",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {**kept, **pinned, **settings}


def _is_unwanted(name: str) -> bool:
    return name.lower().endswith("_proxy") or (name.startswith("PYTHON") and name != "PYTHONPATH")


def _run_player(
    interpreter: list[str],
    play: list[str],
    folder: Path,
    environment: dict[str, str],
    script: Path,
) -> Transcript:
    """Let the player play in a new folder below `folder`."""
    stage, report_path = folder / "stage", folder / "report.json"
    stage.mkdir()
    command = [*interpreter, str(PLAYER), "--report", str(report_path), *play]
    try:
        run = subprocess.run(
            command,
            cwd=stage,
            env=environment,
            input=b"",
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise PortingError(f"{script}: no end after {TIMEOUT_SECONDS} seconds") from None
    except OSError as error:
        raise PortingError(f"{interpreter[0]} cannot be run: {error}") from error

    def readable(output: bytes) -> str:
        text = output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
        return text.replace(str(script.resolve()), script.name).replace(str(stage), "<folder>")

    if not report_path.exists():
        raise PortingError(f"{interpreter[0]} cannot play {script}:\n{readable(run.stderr)}")
    report = json.loads(report_path.read_text(encoding="utf-8"))
    stderr, warnings = split_warnings(readable(run.stderr))
    return Transcript(
        stdout=readable(run.stdout),
        stderr=reduce_tracebacks(stderr),
        status=run.returncode,
        requests=tuple(Request(*each) for each in report["requests"]),
        files=tuple(
            WrittenFile(path.relative_to(stage).as_posix(), readable(path.read_bytes()))
            for path in sorted(stage.rglob("*"))
            if path.is_file()
        ),
        by_thread=tuple(readable(text.encode()) for text in report["by_thread"]),
        warnings=warnings,
        python=report["python"],
    )
