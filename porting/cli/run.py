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
from click.core import ParameterSource

from porting.cli.settings import paths_of_a_project
from porting.console import colour_diff, tell_change, tell_problem
from porting.errors import PortingError
from porting.fixers.questions.removals import VERSIONS
from porting.formats import FORMATS
from porting.requirements import Requirements

if TYPE_CHECKING:
    from porting.config import Config
    from porting.formats import Form
    from porting.formats.report import Summary
    from porting.many_files.cache import Cache
    from porting.many_files.progress import NoProgress
    from porting.many_files.tasks import Outcome, Ported
    from porting.result import Strings, Target


@click.command()
@paths_of_a_project
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
    help="Port to Python 3, or to code that Python 2.7 and 3 run with six.",
)
@click.option(
    "--target-version",
    type=click.Choice(VERSIONS),
    help="Port to this Python 3, and leave what a later one removed.",
)
@click.option(
    "--from",
    "from_version",
    type=click.Choice(["2"]),
    help="Take every file for Python 2, whatever it and the files around it show.",
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
    "--modernize/--no-modernize",
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="Print diffs and warnings, or all in a form for other programs.",
)
@click.option(
    "--commit", is_flag=True, help="With -w: make a git commit of what each stage did, with why."
)
@click.option(
    "--commit-by",
    type=click.Choice(["stage", "fixer"]),
    help="With -w: make a git commit for each stage, or for each fixer.",
)
@click.option(
    "--allow-dirty",
    is_flag=True,
    help="Commit though other files have changes, which are left out.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tell only the warnings that are not in FILE.",
)
@click.option(
    "--update-baseline", is_flag=True, help="Write the warnings of this run into the baseline."
)
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
    target: Target,
    target_version: str | None,
    from_version: str | None,
    strings: Strings,
    encoding: str | None,
    evidence: tuple[Path, ...],
    modernize: bool,
    requirements: Path | None,
    jobs: int,
    dask: str | None,
    no_cache: bool,
    form: str,
    commit: bool,
    commit_by: str | None,
    allow_dirty: bool,
    baseline: Path | None,
    update_baseline: bool,
    no_diffs: bool,
    verbose: bool,
) -> None:
    """Port Python 2 files, and print a diff for each stage.

    PATH is a file, a folder (its *.py and *.pyw files, scripts that call Python, and texts with
    interactive sessions) or "-" for standard input; without one it is the current folder. Files
    are written only with -w or -o. With "-", -w prints the ported code in place of the diffs.
    Warnings, and a summary, go to standard error; with another format than text all but the
    summary goes to standard output, and no diff is printed.

    The stages, in this order:

    \b
      2to3         what 2to3 does
      bytes-regex  patterns and literals that meet bytes become bytes
      str-decode   bytes that leave as text are decoded
      modern       what Python 3.1 to 3.14 removed
      modernize    what Python 3 can do without, on request only
      six          what Python 2.7 has not got, with --target six alone

    \b
    Examples:
      porting run shop.py                 show what would change
      porting run -w shop/                port a folder in place
      porting run -o shop3 shop/          port it into another
      porting run --until 2to3 shop.py    only what 2to3 did
      porting run --check shop/           has it been ported? 0: yes, 1: no
      porting run -w --commit shop/       a git commit for each stage
      porting run -w - < old.py > new.py  as a filter

    Exit status: 0 all is well, 1 changes found (with --check), 2 wrong usage, 3 some file could
    not be processed (the others were).
    """
    from porting.evidence import read_evidence
    from porting.files import Output, Writer
    from porting.formats import form_named
    from porting.many_files.progress import NoProgress, progress_of
    from porting.many_files.schedule import port_files
    from porting.many_files.tasks import Failed, Order, port_bytes
    from porting.project.graph import find_project
    from porting.source import find_sources

    if write + (output is not None) + check > 1:
        raise click.UsageError("only one of --write, --output and --check can be given.")
    if target == "six" and modernize:
        raise click.UsageError("--modernize is for --target 3: Python 2 needs it.")
    is_filter = Path("-") in paths
    if is_filter and (len(paths) > 1 or output):
        raise click.UsageError('"-" goes neither with other paths nor with --output.')
    if is_filter and write and form != "text":
        raise click.UsageError('"-w -" prints the ported code, and goes only with --format text.')
    commit = commit or commit_by is not None
    if commit and (not write or is_filter):
        raise click.UsageError("--commit and --commit-by go with -w and files.")
    if allow_dirty and not commit:
        raise click.UsageError("--allow-dirty goes with --commit.")
    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline goes with --baseline FILE.")
    if until is not None and ctx.get_parameter_source("stages") is ParameterSource.DEFAULT_MAP:
        stages = ()
    chosen = _choose_stages(stages, until, target)

    known = read_evidence(evidence) if evidence else None
    config: Config = ctx.obj
    order = Order(
        chosen,
        encoding,
        strings=strings,
        evidence=known,
        modernize=modernize,
        target=target,
        target_version=target_version,
        enable=config.enable,
        disable=config.disable,
        from_version=from_version,
        knowledge=config.knowledge,
    )

    wanted_packages = Requirements()
    tally = Tally(is_written=write or output is not None, is_check=check)
    with ExitStack() as stack:
        outcomes: Iterable[Outcome]
        progress = NoProgress()
        paths = paths or (Path(),)
        files: list[Path] = []
        if not is_filter:
            files = find_sources(paths, skip=output, with_texts=True, exclude=config.ignores)
        inputs = [*files, *evidence]
        writer = Writer([output] if output else paths, inputs)
        needs = Output(requirements, inputs) if requirements else None
        known_warnings = None
        if baseline is not None:
            from porting.baseline import Baseline

            known_warnings = Baseline(baseline, is_renewed=update_baseline, inputs=inputs)
        commits = None
        if commit and files:
            from porting.commits import Commits

            commits = Commits(files, by_fixer=commit_by == "fixer", allow_dirty=allow_dirty)
        if is_filter:
            outcomes = [port_bytes(sys.stdin.buffer.read(), "<stdin>", order)]
        else:
            order = replace(order, project=find_project(files, encoding=encoding))
            progress = stack.enter_context(progress_of(files))
            cache = None if no_cache else stack.enter_context(_open_cache(progress))
            outcomes = port_files(
                files, order, jobs, cluster=dask, cache=cache, advance=progress.advance
            )
        teller = (
            _Text(progress, not (no_diffs or (write and is_filter)), verbose)
            if form == "text"
            else _Data(form_named(form), progress)
        )
        if commits:
            outcomes = commits.prepared(outcomes)
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                tally.failed += 1
                teller.failed(outcome.path, outcome.error)
                continue
            written: Path | None = None
            try:
                if output:
                    written = output / _place_below(outcome.path, paths)
                    writer.create(written, outcome.data, like=outcome.path)
                elif write and is_filter:
                    sys.stdout.buffer.write(outcome.data)
                    written = outcome.path
                elif write:
                    written = outcome.path
                    if outcome.is_changed:
                        writer.replace(written, outcome.data, was=outcome.was)
                        if commits:
                            commits.add(outcome)
            except PortingError as error:
                tally.failed += 1
                teller.failed(outcome.path, error)
                continue
            if known_warnings:
                outcome = known_warnings.without_known(outcome)
            tally.count(outcome)
            if needs:
                wanted_packages.add(outcome.path, outcome.result, order.project)
            teller.ported(outcome, written)
        teller.end(tally)
    if needs:
        needs.write(wanted_packages.text.encode())
    if known_warnings:
        known_warnings.write()
        tally.known = known_warnings.hidden
    click.echo(tally.in_words(), err=True)
    for line in commits.make(encoding) if commits else ():
        click.echo(line, err=True)
    ctx.exit(tally.status)


def _open_cache(progress: NoProgress) -> Cache:
    from porting.many_files.cache import FILE, Cache, folder

    def warn(message: str) -> None:
        with progress.away():
            click.echo(message, err=True)

    return Cache(folder() / FILE, warn)


@dataclass
class Tally:
    """Counts outcomes, for the closing line and the exit status."""

    is_written: bool
    is_check: bool = False
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    warnings: int = 0
    known: int = 0
    requirements: set[str] = field(default_factory=set)

    def count(self, outcome: Ported) -> None:
        if outcome.is_changed:
            self.changed += 1
        else:
            self.unchanged += 1
        self.warnings += len(outcome.result.warnings)
        self.requirements.update(warning.requires for warning in outcome.result.warnings)
        self.requirements.discard("")

    @property
    def status(self) -> int:
        """The exit status."""
        if self.failed:
            return 3
        return int(self.is_check and self.changed > 0)

    def summary(self) -> Summary:
        from porting.formats.report import Summary

        return Summary(
            self.changed + self.unchanged + self.failed,
            self.changed,
            self.unchanged,
            self.failed,
            self.warnings,
            tuple(sorted(self.requirements)),
            self.is_written,
            self.is_check,
            self.status,
        )

    def in_words(self) -> str:
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
        known = f"; {_plural(self.known, 'known warning')} not told" if self.known else ""
        return f"{_plural(total, 'file')}: {parts}{warnings}{known}"


class _Text:
    """Tells outcomes to a person: diffs on standard output, the rest on standard error."""

    def __init__(self, progress: NoProgress, with_diffs: bool, verbose: bool) -> None:
        self.progress = progress
        self.with_diffs = with_diffs
        self.verbose = verbose

    def failed(self, path: Path, error: PortingError) -> None:
        with self.progress.away():
            click.echo(str(error), err=True)

    def ported(self, outcome: Ported, written: Path | None) -> None:
        """Tell of a port, which stands at `written` by now."""
        if outcome.result.warnings or (self.with_diffs and outcome.is_changed):
            with self.progress.away():
                if self.with_diffs:
                    _print_stages(outcome, self.verbose)
                _print_warnings(outcome, written)

    def end(self, tally: Tally) -> None:
        """Say nothing more."""


class _Data:
    """Writes outcomes on standard output in a form for other programs."""

    def __init__(self, form: Form, progress: NoProgress) -> None:
        self.form = form
        self.progress = progress
        self._print(form.start())

    def failed(self, path: Path, error: PortingError) -> None:
        from porting.formats.report import failed_entry

        self._print(self.form.file(failed_entry(path, error)))

    def ported(self, outcome: Ported, written: Path | None) -> None:
        """Tell of a port, which stands at `written` by now."""
        from porting.formats.report import entry_of

        output = None if written is None else str(written)
        self._print(self.form.file(entry_of(outcome, output)))

    def end(self, tally: Tally) -> None:
        self._print(self.form.end(tally.summary()))

    def _print(self, text: str) -> None:
        if text:
            with self.progress.away():
                click.echo(text, nl=False)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _choose_stages(
    stages: tuple[str, ...], until: str | None, target: Target
) -> tuple[str, ...] | None:
    """The names of the stages to run, in the pipeline's order; `None` for all."""
    if not stages and until is None:
        return None
    if stages and until is not None:
        raise click.UsageError("only one of --stage and --until can be given.")
    from porting.stages import stages_for

    names = [stage.name for stage in stages_for(target)]
    for wanted in stages or (until,):
        if wanted not in names:
            raise click.UsageError(f"unknown stage {wanted!r}; choose from {', '.join(names)}.")
    if until is not None:
        return tuple(names[: names.index(until) + 1])
    return tuple(name for name in names if name in stages)


def _place_below(path: Path, arguments: tuple[Path, ...]) -> str:
    """Where `path` lies below the folder that all arguments share, as with `2to3 -o`."""
    folders = [_spelled(each if each.is_dir() else each.parent) for each in arguments]
    place = os.path.join(_spelled(path.parent), path.name)
    return os.path.relpath(place, os.path.commonpath(folders))


def _spelled(folder: Path) -> str:
    """The absolute path of a folder, as it was spelled where that has no ``..`` behind a link."""
    spelled, real = os.path.abspath(folder), os.path.realpath(folder)
    return spelled if os.path.realpath(spelled) == real else real


def _print_stages(ported: Ported, verbose: bool) -> None:
    click.echo(colour_diff(ported.coding_diff), nl=False)
    for stage in ported.result.stages:
        click.echo(colour_diff(stage.diff), nl=False)
        if verbose:
            for change in sorted(stage.changes, key=lambda change: (change.line, change.column)):
                place = f"{ported.path}:{change.line}:{change.column + 1}"
                click.echo(click.style(f"{place}: {tell_change(change)}", dim=True))


def _print_warnings(ported: Ported, written: Path | None) -> None:
    """Print warnings with their places in the text that is there when the run is over."""
    for each in ported.result.warnings:
        place = (each.line, each.column)
        if written:
            place = (each.ported_line, each.ported_column)
        path = written or ported.path
        click.echo(tell_problem(path, *place, each.fixer, each.message, each.shows), err=True)
