"""What demos show of a stage on a terminal: diffs, outputs, and a rest after each of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from porting.verify.compare import Verdict
    from porting.verify.transcript import Transcript

SHOWN_LINES = 9
_LONG_SECONDS = 3600.0


class Stopped(Exception):
    """The reader wants to see no more."""


class Pace:
    """How fast things are shown: one after the other as keys are pressed, or all at once."""

    def __init__(self, console: Console, *, is_stepped: bool) -> None:
        self.console = console
        self.is_stepped = is_stepped and sys.stdin.isatty() and sys.stdout.isatty()

    def rest(self, what_comes: str) -> None:
        """Say what comes next, wait for a key, and clear the screen for it.

        Raises:
            Stopped: the key was ``q``, or the terminal is gone.
        """
        if not self.is_stepped:
            return
        from porting.workshop.keyboard import Keyboard

        self.console.print(
            f"\n[bold]Next:[/] {what_comes}   [dim]any key: go on, q: stop[/]", soft_wrap=True
        )
        keys = ""
        try:
            with Keyboard() as keyboard:
                while not keys:
                    keys = keyboard.read(_LONG_SECONDS)
        except EOFError:
            raise Stopped from None
        if "q" in keys.lower():
            raise Stopped
        self.console.clear()


def print_diff(console: Console, diff: str) -> None:
    """Print a unified diff, in colour where there are colours."""
    from rich.text import Text

    from porting.console import colour_diff

    console.print(Text.from_ansi(colour_diff(diff)), soft_wrap=True)


def print_output(console: Console, seen: Transcript) -> None:
    """Print what a run printed, errors last, without the middle of what is long."""
    _print_lines(console, seen.stdout, "")
    _print_lines(console, seen.stderr, "red")


def _print_lines(console: Console, text: str, style: str) -> None:
    from porting.verify.transcript import shown

    for line in shortened(shown(text)):
        console.print(f"  | {line}", style=style, markup=False, soft_wrap=True)


def shortened(text: str) -> list[str]:
    """The lines of a text, those in the middle left out where there are many."""
    lines = text.splitlines()
    if len(lines) > SHOWN_LINES:
        left_out = len(lines) - SHOWN_LINES + 1
        lines[SHOWN_LINES - 4 : -3] = [f"... {left_out} lines more ..."]
    return lines


def print_beside(console: Console, original: Transcript, port: Transcript) -> None:
    """Print what the original showed, and beside it what the port shows.

    Lines are numbered as printed: of long outputs the places that differ are shown.
    """
    from porting.console import columns
    from porting.diff import side_by_side

    texts = _whole(original), _whole(port)
    most = max(text.count("\n") for text in texts)
    rows = list(side_by_side(*texts, context=2 if most > SHOWN_LINES * 2 else most + 1))
    if not rows:  # They are the same: there is no place that differs.
        print_output(console, port)
        return
    more = len(rows) - SHOWN_LINES * 2
    titles = f"the original, Python {original.python}", f"now, Python {port.python}"
    console.print(columns(rows[: SHOWN_LINES * 2], *titles))
    if more > 0:
        console.print(f"... and {more} lines more")


def _whole(seen: Transcript) -> str:
    from porting.verify.transcript import shown

    errors = shown(seen.stderr)
    ended = f"(ended by the limit of {seen.stopped})\n" if seen.stopped else ""
    status = f"(exit status {seen.status})\n" if seen.status and not seen.stopped else ""
    output = shown(seen.stdout)
    gap = "\n" if output and not output.endswith("\n") else ""
    return output + gap + errors + ended + status


def print_difference(console: Console, what: str, verdict: Verdict) -> None:
    """Print the first thing that differs: the others are often its consequences."""
    console.print(f"[bold red]{what}:[/]", end=" ")
    differences = map(str, verdict.differences)
    text = next(differences, "it does what the original does, and was not to")
    console.print(text, markup=False, soft_wrap=True)
