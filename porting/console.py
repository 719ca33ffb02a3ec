"""How diffs and reasons look on a terminal; where the output is none they come out plain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from porting.formats.report import one_line
from porting.result import SILENT

if TYPE_CHECKING:
    from rich.table import Table

    from porting.diff import Row
    from porting.result import Change, Shows


def colour_diff(diff: str) -> str:
    """Colour a unified diff line by line; `click.echo` takes the colours out again for a file."""
    return "".join(_colour_line(line) for line in diff.splitlines(keepends=True))


def _colour_line(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return click.style(line, bold=True)
    if line.startswith("@@"):
        return click.style(line, fg="cyan")
    if line.startswith("-"):
        return click.style(line, fg="red")
    if line.startswith("+"):
        return click.style(line, fg="green")
    return line


def tell_problem(
    path: object, line: int, column: int, code: str, message: str, shows: Shows
) -> str:
    """Say in one line what a person must look at: ``path:line:column: code: message [risk]``.

    `column` counts from 0, and from 1 in what is said.
    """
    risk = click.style(f"[{shows}]", fg="red" if shows == SILENT else None)
    told = f"{click.style(code, fg='yellow')}: {one_line(message)} {risk}"
    return f"{path}:{line}:{column + 1}: {told}"


def tell_change(change: Change) -> str:
    """Say what a change is, in its fixer's words, and the steps that led to it, a line each."""
    from porting.stages import all_fixers

    title, *steps = change.why.split("\n")
    # What ports interactive sessions is no fixer, and `why` is its title.
    if fixer := all_fixers().get(change.fixer):
        title = fixer.title()
    title = title.replace("``", "")
    return "\n    ".join((f"{change.fixer}: {title}", *(step.strip() for step in steps)))


def columns(rows: Iterable[Row], left_title: str, right_title: str) -> Table:
    """Lay out a side-by-side diff as a table, for `rich` to print.

    Between the columns stands "|" where a line differs, "<" or ">" where only one side has it,
    and "~" where equal lines are left out.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(Text(left_title), ratio=1, overflow="fold")
    table.add_column(width=1)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(Text(right_title), ratio=1, overflow="fold")
    for row in rows:
        left, right = (
            (str(side[0]), Text(side[1].expandtabs(8), "" if row.is_same else colour))
            if side
            else ("", Text())
            for side, colour in ((row.left, "red"), (row.right, "green"))
        )
        table.add_row(*left, _mark(row), *right)
    return table


def _mark(row: Row) -> str:
    if row.is_same:
        return ""
    if row.left and row.right:
        return "|"
    return "<" if row.left else ">" if row.right else "~"
