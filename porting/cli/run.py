"""`porting run`: port files, show what changes, and write it where asked to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.console import colour_diff, tell_change
from porting.errors import PortingError

if TYPE_CHECKING:
    from porting.batch import Outcome, Ported
    from porting.cache import Cache
    from porting.progress import NoProgress
    from porting.result import Strings

REQUIREMENTS = "# What the ported code needs in place of modules that left the library.\n"
NO_REQUIREMENTS = "# Nothing that porting writes needs a package from the index.\n"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("-w", "--write", is_flag=True, help="Write the ported code back into the files.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write all files into DIR instead, in folders like those they came from.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if there is anything to port."
)
@click.option(
    "--stage",
    "stages",
    multiple=True,
    metavar="NAME",
    help="Run only this stage (repeatable).",
)
@click.option("--until", metavar="NAME", help="Run the stages up to this one.")
@click.option(
    "--target",
    type=click.Choice(["3", "six"]),
    default="3",
    show_default=True,
    help="Port to Python 3, or (not there yet) to code for 2 and 3 with six.",
)
@click.option(
    "--strings",
    type=click.Choice(["book", "boundary"]),
    default="book",
    show_default=True,
    help="Keep bytes inside and decode them at the exit, or decode them where they come in.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="The encoding of files that name none, and of the data that they read.",
)
@click.option(
    "--evidence",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help='What "porting trace" wrote: it decides where the source does not tell (repeatable).',
)
@click.option(
    "--modernize",
    is_flag=True,
    help='Take out, too, what Python 3 can do without: u"", "(object)", "super(C, self)".',
)
@click.option(
    "--requirements",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into FILE what the ported code needs from the package index.",
)
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Port N files at once."
)
@click.option(
    "--dask", metavar="ADDRESS", help="Have the workers of the Dask scheduler at ADDRESS port them."
)
@click.option("--no-cache", is_flag=True, help="Port also what was ported before and is the same.")
@click.option("--format", "_format", type=click.Choice(["text"]), default="text", hidden=True)
@click.option("--no-diffs", is_flag=True, help="Print no diffs.")
@click.option("-v", "--verbose", is_flag=True, help="Say why, for each change.")
@click.pass_context
def run(
    ctx: click.Context,
    paths: tuple[Path, ...],
    write: bool,
    output: Path | None,
    check: bool,
    stages: tuple[str, ...],
    until: str | None,
    target: str,
    strings: Strings,
    encoding: str | None,
    evidence: tuple[Path, ...],
    modernize: bool,
    requirements: Path | None,
    jobs: int,
    dask: str | None,
    no_cache: bool,
    _format: str,
    no_diffs: bool,
    verbose: bool,
) -> None:
    """Port Python 2 files, and print a diff for each stage.

    PATH is a file, a folder (its *.py and *.pyw files, scripts that call Python, and texts with
    interactive sessions) or "-" for standard input; without one it is the current folder. Files
    are written only with -w or -o. With "-", -w prints the ported code in place of the diffs.
    Warnings, and a summary, go to standard error.

    The stages, in this order:

    \b
      2to3         what 2to3 does
      bytes-regex  patterns and literals that meet bytes become bytes
      str-decode   bytes that leave as text are decoded
      modern       what Python 3.1 to 3.14 removed
      modernize    what Python 3 can do without, on request only

    \b
    Examples:
      porting run shop.py                 show what would change
      porting run -w shop/                port a folder in place
      porting run -o shop3 shop/          port it into another
      porting run --until 2to3 shop.py    only what 2to3 did
      porting run --check shop/           has it been ported? 0: yes, 1: no
      porting run -w - < old.py > new.py  as a filter

    Exit status: 0 all is well, 1 changes found (with --check), 2 wrong usage, 3 some file could
    not be processed (the others were).
    """
    from porting.batch import Failed, Order, port_bytes
    from porting.evidence import read_evidence
    from porting.progress import NoProgress, progress_of
    from porting.project import find_project
    from porting.runs import port_files
    from porting.source import find_sources, write_source

    if write + (output is not None) + check > 1:
        raise click.UsageError("only one of --write, --output and --check can be given.")
    if target == "six":
        raise click.UsageError("--target six is not there yet; --target 3 is.")
    is_filter = Path("-") in paths
    if is_filter and (len(paths) > 1 or output):
        raise click.UsageError('"-" goes neither with other paths nor with --output.')
    chosen = _choose_stages(stages, until)

    known = read_evidence(evidence) if evidence else None
    order = Order(chosen, encoding, strings=strings, evidence=known, modernize=modernize)

    tally = Tally(is_written=write or output is not None)
    with ExitStack() as stack:
        outcomes: Iterable[Outcome]
        progress = NoProgress()
        if is_filter:
            outcomes = [port_bytes(sys.stdin.buffer.read(), "<stdin>", order)]
        else:
            paths = paths or (Path(),)
            files = find_sources(paths, skip=output, with_texts=True)
            order = replace(order, project=find_project(files, encoding=encoding))
            progress = stack.enter_context(progress_of(files))
            cache = None if no_cache else stack.enter_context(_open_cache(progress))
            outcomes = port_files(
                files, order, jobs, cluster=dask, cache=cache, advance=progress.advance
            )
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                tally.failed += 1
                with progress.away():
                    click.echo(str(outcome.error), err=True)
                continue
            try:
                if output:
                    target_path = output / _place_below(outcome.path, paths)
                    write_source(target_path, outcome.data, mode_of=outcome.path)
                elif write and is_filter:
                    sys.stdout.buffer.write(outcome.data)
                elif write and outcome.is_changed:
                    write_source(outcome.path, outcome.data)
            except PortingError as error:
                tally.failed += 1
                with progress.away():
                    click.echo(str(error), err=True)
                continue
            tally.count(outcome)
            with_diffs = not (no_diffs or (write and is_filter))
            if outcome.result.warnings or (with_diffs and outcome.is_changed):
                with progress.away():
                    if with_diffs:
                        _print_stages(outcome, verbose)
                    _print_warnings(outcome)
    if requirements:
        lines = [f"{name}\n" for name in sorted(tally.requirements)]
        text = "".join([REQUIREMENTS, *lines]) if lines else NO_REQUIREMENTS
        write_source(requirements, text.encode())
    click.echo(tally.summary(), err=True)
    if tally.failed:
        ctx.exit(3)
    if check and tally.changed:
        ctx.exit(1)


def _open_cache(progress: NoProgress) -> Cache:
    from porting.cache import FILE, Cache, folder

    def warn(message: str) -> None:
        with progress.away():
            click.echo(message, err=True)

    return Cache(folder() / FILE, warn)


@dataclass
class Tally:
    """Counts outcomes, for the closing line and the exit status."""

    is_written: bool
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    warnings: int = 0
    requirements: set[str] = field(default_factory=set)

    def count(self, outcome: Ported) -> None:
        if outcome.is_changed:
            self.changed += 1
        else:
            self.unchanged += 1
        self.warnings += len(outcome.result.warnings)
        self.requirements.update(warning.requires for warning in outcome.result.warnings)
        self.requirements.discard("")

    def summary(self) -> str:
        counts = (
            (self.changed, "changed" if self.is_written else "would change"),
            (self.unchanged, "unchanged"),
            (self.failed, "could not be processed"),
        )
        total = self.changed + self.unchanged + self.failed
        if not total:
            return "no Python files found"
        parts = ", ".join(f"{count} {what}" for count, what in counts if count)
        warnings = f"; {_plural(self.warnings, 'warning')}" if self.warnings else ""
        return f"{_plural(total, 'file')}: {parts}{warnings}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _choose_stages(stages: tuple[str, ...], until: str | None) -> tuple[str, ...] | None:
    """The names of the stages to run, in the pipeline's order; `None` for all."""
    if not stages and until is None:
        return None
    if stages and until is not None:
        raise click.UsageError("only one of --stage and --until can be given.")
    from porting.stages import STAGES

    names = [stage.name for stage in STAGES]
    for wanted in stages or (until,):
        if wanted not in names:
            raise click.UsageError(f"there is no stage {wanted!r}, but {', '.join(names)}.")
    if until is not None:
        return tuple(names[: names.index(until) + 1])
    return tuple(name for name in names if name in stages)


def _place_below(path: Path, arguments: tuple[Path, ...]) -> str:
    """Where `path` lies below the folder that all arguments share, as with `2to3 -o`."""
    folders = (path if path.is_dir() else path.parent for path in map(Path.absolute, arguments))
    return os.path.relpath(path, os.path.commonpath(list(folders)))


def _print_stages(ported: Ported, verbose: bool) -> None:
    click.echo(colour_diff(ported.coding_diff), nl=False)
    for stage in ported.result.stages:
        click.echo(colour_diff(stage.diff), nl=False)
        if verbose:
            for change in sorted(stage.changes, key=lambda change: (change.line, change.column)):
                place = f"{ported.path}:{change.line}:{change.column + 1}"
                click.echo(click.style(f"{place}: {tell_change(change)}", dim=True))


def _print_warnings(ported: Ported) -> None:
    for warning in ported.result.warnings:
        place = f"{ported.path}:{warning.line}:{warning.column + 1}"
        label = click.style("warning", fg="yellow")
        click.echo(f"{place}: {label}: {warning.message} (shows {warning.shows})", err=True)
