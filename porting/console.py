"""How diffs look on a terminal; where the output is no terminal they come out plain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table

    from porting.diff import Row


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


def columns(rows: Iterable[Row], left_title: str, right_title: str) -> Table:
    """Lay out a side-by-side diff as a table, for `rich` to print."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1, 0, 0))
    for title in (left_title, right_title):
        table.add_column(justify="right", style="dim", no_wrap=True)
        table.add_column(Text(title), ratio=1, overflow="fold")
    for row in rows:
        if row.left is None and row.right is None:
            table.add_row(*(Text("..."), Text()) * 2)
            continue
        cells: list[str | Text] = []
        for side, style in ((row.left, "red"), (row.right, "green")):
            number, text = side if side is not None else ("", "")
            cells += [str(number), Text(text.expandtabs(8), "" if row.is_same else style)]
        table.add_row(*cells)
    return table
