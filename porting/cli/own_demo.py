"""What `porting demo` does for a script of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.cli.prove import Target
from porting.cli.steps import Pace, print_beside, print_diff, print_difference, print_output
from porting.console import tell_change, tell_problem
from porting.proof.by_stage import StageSeen, Walk, walk
from porting.proof.prove import Proof
from porting.stages import ALL_STAGES
from porting.verify.program import find_program

if TYPE_CHECKING:
    from rich.console import Console

SHOWN_WARNINGS = 5
_TITLES = {stage.name: stage.title for stage in ALL_STAGES}


def demo_script(console: Console, pace: Pace, script: Path, target: Target) -> int:
    """Port a script, show each stage and what the script does after it; give the exit status.

    Raises:
        PortingError: it cannot be ported or run.
        Stopped: the reader wants to see no more.
    """
    if [scenario.script for scenario in target.scenarios] != [script.name]:
        raise click.UsageError(f"{script}: the demo is of one script.")
    console.print(f"{script.name} is ported, and run after each stage ...", markup=False)
    found = walk(find_program(target.root), target.scenarios[0])
    console.rule(f"[bold]{script.name}", align="left")
    _print_original(console, found.port)
    if not found.seen:
        console.print("\nNo stage changes anything in it: it may be Python 3 already.")
    for seen in found.seen:
        pace.rest(f"the diff of stage {seen.name}")
        _print_stage(console, pace, found, seen)
    pace.rest("the result")
    return _print_result(console, script, found)


def _print_original(console: Console, proof: Proof) -> None:
    if proof.original is None:
        console.print(
            "No Python 2.7 was found: the port is run alone, and nothing is compared.\n"
            "To have a 2.7: `pyenv install 2.7.18`, or set PYTHON27 to its path."
        )
    else:
        console.print(f"[bold]The original prints[/] under Python {proof.original.python}")
        print_output(console, proof.original)


def _print_stage(console: Console, pace: Pace, found: Walk, seen: StageSeen) -> None:
    console.print(f"\n[bold]Stage {seen.name}[/]: {_TITLES[seen.name]}")
    print_diff(console, seen.script.diff)
    for change in seen.script.changes if seen.name != "2to3" else ():
        why = f"line {change.line}, {tell_change(change)}"
        console.print(why, style="dim", markup=False, soft_wrap=True)
    for other in seen.others:
        print_diff(console, other.diff)
    pace.rest("what will it print?")
    console.print("[bold]and then it prints[/]")
    _print_run(console, seen.proof)


def _print_run(console: Console, proof: Proof) -> None:
    assert proof.port is not None
    if proof.original is None or proof.verdict is None:
        print_output(console, proof.port)
    elif proof.is_same:
        print_output(console, proof.port)
        console.print("[green]the same as the original[/]")
    else:
        print_beside(console, proof.original, proof.port)
        print_difference(console, "differs", proof.verdict)
    for note in proof.notes:
        console.print(note, markup=False, soft_wrap=True)


def _print_result(console: Console, script: Path, found: Walk) -> int:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("stage", "changes", "then it does"):
        table.add_column(title, no_wrap=title != "then it does")
    for seen in found.seen:
        table.add_row(seen.name, str(len(seen.script.changes)), _outcome(seen.proof))
    for name in found.idle:
        table.add_row(name, "-", "[dim]nothing to do[/]")
    table.add_row("the port", str(len(found.result.changes)), _outcome(found.port))
    console.print()
    console.rule("[bold]What each stage brought", align="left")
    console.print(table)
    warnings = found.result.warnings
    if warnings:
        console.print(f"\n[bold]For a person to look at: {len(warnings)}[/]")
    for each in warnings[:SHOWN_WARNINGS]:
        # Places in the file as it lies there.
        click.echo(
            tell_problem(script, each.line, each.column, each.fixer, each.message, each.shows)
        )
    if len(warnings) > SHOWN_WARNINGS:
        console.print(f"... and {len(warnings) - SHOWN_WARNINGS} more, see porting run {script}")
    console.print()
    if found.port.verdict is None:
        console.print("[bold]The port runs alone:[/] nothing tells whether it does the same.")
        return 0
    if found.port.is_same:
        console.print("[bold green]The port does what the original does[/], in this one run.")
        return 0
    print_difference(console, "The port differs", found.port.verdict)
    if blame := found.port.blame:
        place = f"at {blame.spot.file}:{blame.spot.line} of the port: {blame.line}"
        console.print(place, markup=False, soft_wrap=True)
    return 1


def _outcome(proof: Proof) -> str:
    """In a few words, with the markup of colours."""
    from rich.markup import escape

    assert proof.port is not None
    if proof.verdict is None:
        if proof.port.stopped:
            return f"is ended by the limit of {proof.port.stopped}"
        errors = proof.port.stderr.rstrip().splitlines()
        return escape(errors[-1]) if proof.port.status and errors else "runs (not compared)"
    if proof.is_same:
        return "[green]the same as the original[/]"
    first = str(proof.verdict.differences[0]).splitlines()[0]
    return f"[yellow]differs: {escape(first)}[/]"
