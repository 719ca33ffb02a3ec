"""The command line: a module per subcommand, which parses, calls, prints and exits.

Exit status: 0 nothing to do or all well; 1 changes or differences found; 2 wrong usage; 3 some
input could not be processed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Any


def main() -> None:
    """Run the command line; the entry point of the console script."""
    for name in ("SIGTERM", "SIGHUP"):
        _end_in_order(getattr(signal, name, None))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.argv[1:2] == ["2to3"]:
        _two_to_three(sys.argv[2:])
    _cli()()


def _end_in_order(number: signal.Signals | None) -> None:
    """Have a signal that would end the program at once leave it time to clear up."""
    if number is not None and signal.getsignal(number) is signal.SIG_DFL:
        signal.signal(number, lambda *_: sys.exit(128 + number))


def _two_to_three(arguments: list[str]) -> None:
    """Run what stands for 2to3 by itself: it starts in half the time."""
    gc.set_threshold(100_000)  # What is imported is no garbage.
    from porting.cli.two_to_three import run

    try:
        status = run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Aborted!", file=sys.stderr)
        status = 1
    except BrokenPipeError:
        # Whoever read our output is gone: there is nothing left to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    gc.freeze()  # What is left need not be looked through for garbage.
    sys.exit(status)


def _cli() -> Any:
    from porting.cli.commands import cli

    return cli


def __getattr__(name: str) -> Any:
    """Import the other commands on first use."""
    if name == "cli":
        return _cli()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
