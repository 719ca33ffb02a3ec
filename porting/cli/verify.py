"""`porting verify`: originals and ports in the same world, with a verdict for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from porting.verify.compare import Verdict


class WithArguments(click.Command):
    """A command that leaves what follows ``--`` to a script."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own, arguments = args, tuple[str, ...]()
        if "--" in args:
            place = args.index("--")
            own, arguments = args[:place], tuple(args[place + 1 :])
        ctx.meta[ARGUMENTS] = arguments
        return super().parse_args(ctx, own)


ARGUMENTS = "porting.verify.arguments"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=WithArguments)
@click.argument("targets", nargs=-1, metavar="[TARGET]... [-- ARG...]")
@click.option(
    "--ported",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="The port; by default TARGET is ported for it.",
)
@click.option(
    "--python",
    "pythons",
    multiple=True,
    metavar="VERSION",
    help="A Python 3 for the port, such as 3.12, or its path (repeatable).",
)
@click.option("--cassette", type=_FILE, metavar="FILE", help="Recorded HTTP, for both.")
@click.option("--stdin", type=_FILE, metavar="FILE", help="Standard input, for both.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="For each run; 30 by default.",
)
@click.option(
    "--no-rule",
    "rules_off",
    multiple=True,
    metavar="NAME",
    help="Count a difference that is known to be harmless (repeatable).",
)
@click.option(
    "--env", "add", multiple=True, metavar="NAME", help="Give both this variable (repeatable)."
)
@click.option(
    "--save-transcript",
    "save",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Only run the original, and write what it shows.",
)
@click.option(
    "--transcript",
    type=_FILE,
    metavar="FILE",
    help="What --save-transcript wrote, in the place of a Python 2.7.",
)
@click.option(
    "--mutate",
    is_flag=True,
    help="Run with other data, too: non-ASCII, invalid UTF-8, empty, truncated, slow, errors.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Runs at a time.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="Print all that differs, and what was set aside."
)
@click.option(
    "--calls",
    type=_FILE,
    metavar="FILE",
    help='Replay the calls in FILE, which "porting trace --calls" wrote, on a port of TARGET.',
)
@click.option(
    "--export",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="With --calls: write the calls as test files for pytest.",
)
@click.pass_context
def verify(
    ctx: click.Context,
    targets: tuple[str, ...],
    ported: Path | None,
    pythons: tuple[str, ...],
    cassette: Path | None,
    stdin: Path | None,
    time_limit: float | None,
    rules_off: tuple[str, ...],
    add: tuple[str, ...],
    save: Path | None,
    transcript: Path | None,
    mutate: bool,
    jobs: int | None,
    form: str,
    verbose: bool,
    calls: Path | None,
    export: Path | None,
) -> None:
    """Run an original under Python 2.7 and its port under Python 3, and compare what they do.

    TARGET is a script, with its arguments after "--"; a folder, whose scenarios are in its
    pyproject.toml; or a TOML file with scenarios. It is ported, and both run in copies of its
    folder, in one world: time, random numbers, user and recorded HTTP are the same. Compared are
    output, errors, exit status, requests and files written. The original runs several times: where
    it differs from itself, the port may, too. See docs/proving.md.

    Without a TARGET the case study is proven, or with names of its scripts a part of it. With
    --calls, the calls that an original made under 2.7 are made on its port: see docs/calls.md.

    \b
    Examples:
      porting verify shop.py -- --all
      porting verify --python 3.10 --python 3.13 --ported shop3/ shop/
      porting verify --mutate --cassette fetch.yaml fetch.py
      porting verify --calls shop.calls.json shop/

    Exit status: 0 all do the same, 1 some do not, 2 wrong usage, 3 one could not be run.
    """
    arguments: tuple[str, ...] = ctx.meta[ARGUMENTS]
    if calls is not None:
        from porting.cli.calls import How as HowCalls
        from porting.cli.calls import verify_calls

        if len(pythons) > 1 or form == "junit":
            raise click.UsageError("--calls takes one --python, and --format text or json.")
        python = pythons[0] if pythons else None
        asked = HowCalls(ported, python, export, form, is_mutated=mutate, is_verbose=verbose)
        ctx.exit(verify_calls(calls, targets, asked))
    if export:
        raise click.UsageError("--export goes with --calls.")
    paths = [Path(target) for target in targets]
    if any(path.exists() for path in paths):
        for path in paths:
            if not path.exists():
                raise click.UsageError(f"there is no file or folder {str(path)!r}.")
        import os

        from porting.cli.prove import How, verify_programs

        how = How(
            ported,
            pythons,
            cassette,
            stdin,
            time_limit,
            rules_off,
            add,
            save,
            transcript,
            form,
            jobs or os.cpu_count() or 1,
            is_mutated=mutate,
            is_verbose=verbose,
        )
        ctx.exit(verify_programs(paths, arguments, how))
    own = {
        "ported": ported, "python": pythons, "cassette": cassette, "stdin": stdin,
        "time-limit": time_limit, "no-rule": rules_off, "env": add, "save-transcript": save,
        "transcript": transcript, "mutate": mutate, "format": form != "text",
    }  # fmt: skip
    _verify_case_study(ctx, targets, [name for name, value in own.items() if value], verbose)


def _verify_case_study(
    ctx: click.Context, scripts: tuple[str, ...], unfit: list[str], verbose: bool
) -> None:
    from porting.case_study import find_case_study, prove
    from porting.verify.run import find_python27
    from porting.verify.scenarios import SCENARIOS, find_scenarios, stem_of

    known = dict.fromkeys(map(stem_of, SCENARIOS))
    chosen = tuple(script.removesuffix(".py") for script in scripts) or tuple(known)
    for target, script in zip(scripts or known, chosen, strict=True):
        if script not in known:
            raise click.UsageError(
                f"there is no file or folder {target!r}; of the case study there are "
                f"{', '.join(known)}."
            )
    if unfit:
        raise click.UsageError(f"--{unfit[0]} goes with a script or folder of one's own.")
    scenarios = [scenario for script in chosen for scenario in find_scenarios(script)]
    width = max(len(scenario.name) for scenario in scenarios)
    click.echo(click.style(f"{'':{width}}  original     generated  curated", bold=True))
    source = "" if find_python27() else " kept"
    same = 0
    for proof in prove(find_case_study(), scenarios):
        same += proof.is_same
        verdicts = {"generated": proof.generated_verdict, "curated": proof.curated_verdict}
        cells = "  ".join(_cell(verdict, len(port)) for port, verdict in verdicts.items())
        name, python = proof.scenario.name, proof.original.python
        click.echo(
            f"{name:{width}}  {python + source:11}  {cells}  {proof.scenario.shows}".rstrip()
        )
        for port, verdict in verdicts.items():
            shown = verdict.differences if verbose else verdict.differences[:1]
            for difference in shown:
                click.echo(_indented(f"{port}: {difference}"))
            if len(shown) < len(verdict.differences):
                click.echo(_indented(f"{port}: and {len(verdict.differences) - 1} more, see -v"))
            for reason in verdict.set_aside if verbose else ():
                click.echo(click.style(_indented(f"{port}, set aside: {reason}"), dim=True))
    click.echo(f"{same} of {len(scenarios)} situations: generated and curated do the same")
    ctx.exit(0 if same == len(scenarios) else 1)


def _cell(verdict: Verdict, width: int) -> str:
    word, colour = ("same", "green") if verdict.is_same else ("DIFFERS", "red")
    return click.style(f"{word:{width}}", fg=colour)


def _indented(text: str) -> str:
    return "    " + text.replace("\n", "\n    ")
