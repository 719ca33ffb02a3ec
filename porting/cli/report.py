"""`porting report`: a port as pages that can be read, worked with and handed round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.cli.settings import paths_of_a_project
from porting.cli.verify import ARGUMENTS, WithArguments

if TYPE_CHECKING:
    from porting.config import Config
    from porting.many_files.tasks import Outcome
    from porting.report.model import Beside, ProofView
    from porting.report.write import Report
    from porting.result import Strings

_LEAD = (
    "What porting makes of these files, stage by stage, with the reason for each change, and what "
    "a person must still decide."
)


@click.command(cls=WithArguments)
@paths_of_a_project
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Write the pages into DIR: a new folder, or one with an earlier report.",
)
@click.option("--title", metavar="TEXT", help="What stands at the top; by default the folder.")
@click.option(
    "--verify",
    is_flag=True,
    help="Run the original, and the port after each stage, as porting verify does.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Show the port beside another one: finished by hand, or by another tool.",
)
@click.option(
    "--strings",
    type=click.Choice(["book", "boundary"]),
    default="book",
    show_default=True,
    help="Keep bytes inside and decode them at the exit, or decode them where they come in.",
)
@click.option("--encoding", metavar="NAME", help="The encoding of files that name none.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Port N files at once."
)
@click.pass_context
def report(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    title: str | None,
    verify: bool,
    against: Path | None,
    strings: Strings,
    encoding: str | None,
    jobs: int,
) -> None:
    """Port files, and write pages that show each stage, change and reason.

    PATH is a file or a folder; without one it is the case study, with its runs. The pages work
    from the disk, ask nothing of the network, and can be handed round: an index with totals, and
    for each file its stages, the original beside the port, why each change was made, and what is
    left to decide. See docs/report.md.

    With --verify there is one PATH, as for porting verify: a script, with its arguments after
    "--", a folder, or a TOML file with scenarios.

    \b
    Examples:
      porting report -o pages                             the case study
      porting report shop/ -o pages                       a port of one's own
      porting report shop/ -o pages --against shop3/      beside another port
      porting report shop.py -o pages --verify -- --all   with what its runs print

    Exit status: 0 all is well, 2 wrong usage, 3 some file could not be ported
    (the pages say which).
    """
    from porting.many_files.tasks import Failed
    from porting.report.write import INDEX, Folder, write_report

    if ctx.meta[ARGUMENTS] and not verify:
        raise click.UsageError("arguments after -- go with --verify.")
    folder = Folder(output)
    if paths:
        order = _Order(title, strings, encoding, jobs, against, output)
        arguments = ctx.meta[ARGUMENTS] if verify else None
        made = _report_of(ctx.obj, paths, arguments, order)
    elif verify or against:
        raise click.UsageError("the case study has its runs, and its port finished by hand.")
    else:
        from porting.case_study import find_case_study
        from porting.report.study import study_report

        made = study_report(find_case_study())
    count = write_report(made, folder)
    failed = sum(isinstance(each, Failed) for each in made.outcomes)
    click.echo(f"{count} pages; begin with {output / INDEX}", err=True)
    ctx.exit(3 if failed else 0)


@dataclass(frozen=True)
class _Order:
    """What the options ask for."""

    title: str | None
    strings: Strings
    encoding: str | None
    jobs: int
    against: Path | None
    output: Path


def _report_of(
    config: Config, paths: tuple[Path, ...], arguments: Sequence[str] | None, asked: _Order
) -> Report:
    """The report of files; with `arguments` that of a program, and of its runs."""
    from porting.many_files.progress import progress_of
    from porting.many_files.schedule import port_files
    from porting.many_files.tasks import Order
    from porting.project.graph import find_project
    from porting.report.pages import Extras
    from porting.report.write import Report, name_below
    from porting.source import find_sources

    title = asked.title or paths[0].resolve().name
    target = None
    if arguments is not None:
        from porting.cli.prove import How, target_of

        if len(paths) != 1:
            raise click.UsageError("--verify takes one file or folder.")
        target = target_of(paths[0], arguments, How())
        paths = (target.root,)
    files = find_sources(paths, skip=asked.output, with_texts=True, exclude=config.ignores)
    project = find_project(files, encoding=asked.encoding)
    order = Order(
        config.stages,
        asked.encoding,
        project,
        strings=asked.strings,
        modernize=bool(config.modernize),
        target="six" if config.target == "six" else "3",
        enable=config.enable,
        disable=config.disable,
    )
    with progress_of(files) as progress:
        outcomes = list(port_files(files, order, asked.jobs, advance=progress.advance))
    name_of = name_below(paths)
    label = str(asked.against) if asked.against else ""
    besides = _besides(paths, outcomes, asked.against, asked.encoding)
    extras = {name_of(path): Extras(beside=other) for path, other in besides.items()}
    proofs: tuple[ProofView, ...] = ()
    if target is not None:
        from porting.report.proven import prove_program

        others = {}
        if asked.against is not None:
            others[label] = asked.against if asked.against.is_dir() else asked.against.parent
        proven = prove_program(target.root, target.scenarios, outcomes, others, asked.encoding)
        proofs = proven.proofs
        extras = proven.added_to(extras, target.scenarios)
    return Report(title, _LEAD, outcomes, name_of, extras, proofs, project, label)


def _besides(
    paths: tuple[Path, ...],
    outcomes: Sequence[Outcome],
    against: Path | None,
    encoding: str | None,
) -> dict[Path, Beside]:
    """The other port of each file that there is one of, by the file's path."""
    from porting.cli.compare import pair_files
    from porting.many_files.tasks import Ported
    from porting.report.against import beside
    from porting.source import read_source

    if against is None:
        return {}
    if len(paths) != 1:
        raise click.UsageError("--against takes one file or folder.")
    codes = {each.path.resolve(): each.result.code for each in outcomes if isinstance(each, Ported)}
    found = {}
    for left, right in pair_files(paths[0], against):
        if left is not None and right is not None and left.resolve() in codes:
            text = read_source(right, encoding=encoding).text
            found[left.resolve()] = beside(codes[left.resolve()], text, str(against), str(right))
    return {
        each.path: found[each.path.resolve()] for each in outcomes if each.path.resolve() in found
    }
