"""Runs of an original under Python 2.7 that leave evidence."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from porting.errors import EvidenceError
from porting.files import Output, file_beside
from porting.verify.run import find_python27

TRACER = Path(__file__).with_name("tracer.py")


def trace(
    program: str,
    output: Path,
    arguments: Sequence[str] = (),
    *,
    is_module: bool = False,
    python27: str | None = None,
) -> int:
    """Run a Python 2 program, its input and output being ours, and write what it showed.

    Args:
        program: the path of a script, or (`is_module`) the name of a module, as for ``python -m``.
        output: the file to write; one that exists is replaced.
        arguments: the program's own, from ``sys.argv[1]`` on.
        python27: the interpreter; by default the one that `find_python27` finds.

    Returns:
        The program's exit status; as a shell has it, 128 and the number where a signal ended it.

    Raises:
        EvidenceError: there is no Python 2.7, or the program ended in a way that left no evidence.
        OutputError: the file to write is the program, an argument of it, or another program.
        PortingError: ``$PYTHON27`` is set and is not a Python 2.7.
    """
    inputs = [Path(each) for each in (program, *arguments)]
    claimed = Output(output, inputs)
    with file_beside(output) as seen:
        options = ["--output", str(seen), *(["-m"] if is_module else [])]
        command = ["-Qwarnall", str(TRACER), *options, program, *arguments]
        _, status = run_under_27(command, python27)
        evidence = seen.read_bytes()
    if not evidence:
        raise EvidenceError(
            f"{program}: ended with status {status} and left no evidence\n"
            "hint: it may have called os._exit, or been killed; let it end by itself"
        )
    claimed.write(evidence)
    return status


def run_under_27(command: Sequence[str], python27: str | None = None) -> tuple[str, int]:
    """Run Python 2.7, its input and output being ours.

    Args:
        command: what follows the interpreter.
        python27: the interpreter; by default the one that `find_python27` finds.

    Returns:
        The interpreter, and the exit status as a shell has it.

    Raises:
        EvidenceError: there is no Python 2.7.
        PortingError: ``$PYTHON27`` is set and is not a Python 2.7.
    """
    python27 = python27 or find_python27()
    if python27 is None:
        raise EvidenceError(
            "no Python 2.7 found to run the original\n"
            "hint: install one, such as `pyenv install 2.7.18`, or set PYTHON27 to its path"
        )
    try:
        process = subprocess.Popen([python27, *command])
    except OSError as error:
        raise EvidenceError(f"{python27} cannot be run: {error}") from None
    status = _wait(process)
    return python27, 128 - status if status < 0 else status


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for the program, to which Ctrl-C goes too: how it ends is for it to say."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
        except SystemExit:  # We are told to end.
            process.terminate()
            process.wait()
            raise
