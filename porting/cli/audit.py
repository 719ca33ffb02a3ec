"""`porting audit`: where bytes meet text in code that is Python 3 already."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from porting.cli.settings import paths_of_a_project
from porting.console import tell_problem
from porting.errors import PortingError
from porting.result import Shows

if TYPE_CHECKING:
    from porting.audit import Finding


@click.command()
@paths_of_a_project
@click.option(
    "--format", "_format", type=click.Choice(["text"]), default="text", help="How to tell it."
)
@click.option("-q", "--quiet", is_flag=True, help="Leave out how it is known.")
@click.pass_context
def audit(ctx: click.Context, paths: tuple[Path, ...], _format: str, quiet: bool) -> None:
    """Look for places where bytes meet text in Python 3 code, and change nothing.

    For code that was ported years ago, by whatever means: comparisons of bytes with text, which
    are never equal; bytes formatted into text, which show as b'...'; keys of both kinds in one
    dict; and what raises an error once it runs. What nobody would notice comes first. Reported is
    what is certain: where the data comes from elsewhere, nothing is said.

    PATH is a file or a folder; without one it is the current folder.

    \b
    Examples:
      porting audit shop/
      porting audit --quiet shop/feed.py

    Exit status: 0 nothing found, 1 something found, 2 wrong usage, 3 some file could not be
    read as Python 3 (the others were).
    """
    from porting.audit import audit_source, by_how_they_show
    from porting.many_files.tasks import bug_in
    from porting.source import find_sources, read_bytes

    findings: list[Finding] = []
    failed = 0
    knowledge = ctx.obj.knowledge
    files = find_sources(paths or (Path(),), exclude=ctx.obj.ignores)
    for path in files:
        try:
            try:
                findings += audit_source(read_bytes(path), filename=str(path), knowledge=knowledge)
            except PortingError:
                raise
            except Exception as error:  # Not to be hidden, but no reason to stop here.
                raise bug_in(str(path), error) from error
        except PortingError as error:
            failed += 1
            click.echo(str(error), err=True)
    for finding in by_how_they_show(findings):
        _print(finding, quiet)
    click.echo(_summary(len(files), findings, failed), err=True)
    ctx.exit(3 if failed else int(bool(findings)))


def _print(finding: Finding, quiet: bool) -> None:
    from porting.audit import CODE

    place = finding.filename, finding.line, finding.column
    click.echo(tell_problem(*place, CODE, finding.message, finding.shows))
    for step in () if quiet else finding.chain:
        click.echo(click.style(f"    {step}", dim=True))


def _summary(files: int, findings: list[Finding], failed: int) -> str:
    if not files:
        return "no Python files found"
    counts = Counter(finding.shows for finding in findings)
    risks = ", ".join(f"{counts[risk]} [{risk}]" for risk in get_args(Shows) if counts[risk])
    places = "1 place" if len(findings) == 1 else f"{len(findings)} places"
    told = f"bytes meet text in {places}: {risks}" if findings else "nothing found"
    unread = f"; {failed} could not be read" if failed else ""
    return f"{files} file{'s' if files != 1 else ''}: {told}{unread}"
