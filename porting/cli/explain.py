"""`porting explain`: what fixers do and why, from their own docstrings."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from porting.result import CODES

if TYPE_CHECKING:
    from porting.fixer import Fixer

_LITERAL = re.compile(r"``(.+?)``")
_HEADING = re.compile(r"^(\S.*)::$", re.MULTILINE)
_FIELD = re.compile(r"^(Limits|Source):", re.MULTILINE)


@click.command()
@click.argument("fixer", required=False)
def explain(fixer: str | None) -> None:
    """Tell what FIXER does and why, with examples; or list all fixers. The code of a warning will
    do, too.

    \b
    Examples:
      porting explain
      porting explain print
    """
    from porting.stages import ALL_STAGES, all_fixers

    if fixer is None:
        for stage in ALL_STAGES:
            click.echo(f"{click.style(f'Stage {stage.name}', bold=True)}: {stage.title}")
            _print_list(stage.fixers)
            corrections = [kind for kind in stage.corrected if kind not in stage.fixers]
            if corrections:
                click.echo(
                    "Before them, except where 2to3's own text is asked for, comes what it lacks:"
                )
                _print_list(corrections)
        return
    if fixer in CODES:
        click.echo(f"{click.style(fixer, bold=True)} (a warning)\n\n{CODES[fixer]}")
        return
    kinds = all_fixers()
    if fixer not in kinds:
        near = difflib.get_close_matches(fixer, (*kinds, *CODES), n=3)
        hint = f" Perhaps {' or '.join(near)}?" if near else ' "porting explain" lists them.'
        raise click.UsageError(f"there is no fixer {fixer!r}.{hint}")
    stage_name = next(stage.name for stage in ALL_STAGES if kinds[fixer] in stage.corrected)
    click.echo(f"{click.style(fixer, bold=True)} (stage {stage_name})\n")
    click.echo(render_docstring(kinds[fixer]))


def _print_list(kinds: Iterable[type[Fixer]]) -> None:
    click.echo()
    for kind in kinds:
        asked_for = " Only when asked for by name." if kind.explicit else ""
        click.echo(f"  {kind.name:<18} {_plain(kind.title())}{asked_for}")
    click.echo()


def render_docstring(kind: type[Fixer]) -> str:
    """A fixer's docstring, as it reads best on a terminal."""
    text = inspect.getdoc(kind) or ""
    text = _HEADING.sub(lambda heading: click.style(f"{heading[1]}:", bold=True), text)
    text = _FIELD.sub(lambda heading: click.style(heading[0], bold=True), text)
    return _LITERAL.sub(lambda literal: click.style(literal[1], fg="cyan"), text)


def _plain(text: str) -> str:
    return _LITERAL.sub(r"\1", text)
