"""`porting demo`: the case study told on the screen, from Python 2 to proven ports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.cli.steps import (
    Pace,
    Stopped,
    print_beside,
    print_diff,
    print_difference,
    print_output,
)
from porting.cli.verify import ARGUMENTS, WithArguments

if TYPE_CHECKING:
    from rich.console import Console

    from porting.demo import Episode, StageRun
    from porting.verify.transcript import Transcript

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=WithArguments)
@click.argument("scripts", nargs=-1, metavar="[SCRIPT]... [-- ARG...]")
@click.option("--step", is_flag=True, help="Show one thing at a time: a key goes on, q stops.")
@click.option("--cassette", type=_FILE, metavar="FILE", help="Recorded HTTP, for your script.")
@click.option("--stdin", type=_FILE, metavar="FILE", help="Standard input, for your script.")
@click.pass_context
def demo(
    ctx: click.Context,
    scripts: tuple[str, ...],
    step: bool,
    cassette: Path | None,
    stdin: Path | None,
) -> None:
    """Port the case study before your eyes, run every step, and prove the outcome.

    Six small threaded programs in Python 2 come with the package, and with recorded answers of
    the web shop that two of them ask. Each is ported stage by stage, with the diff, and is run
    after each stage. Nothing is asked of the network or written outside of a temporary folder.
    Without a Python 2.7 the originals' kept transcripts are used.

    SCRIPT may also be a file of your own, with its arguments after "--". It is EXECUTED, in copies
    of its folder: after each stage under Python 3, and under Python 2.7 where there is one. Runs
    have limits and a world of their own, as in porting verify, but no sandbox.

    \b
    Examples:
      porting demo                  all six
      porting demo bookrank         only the one that 2to3 does not get right
      porting demo --step bookrank  the same, a step for each key, for a class
      porting demo --stdin names.txt shop.py -- --all

    Exit status: 0 all is as it should be, 1 something is not, 2 wrong usage, 3 it could not run.
    """
    from rich.console import Console

    from porting.case_study import find_case_study
    from porting.cli.prove import How, target_of
    from porting.demo import STORIES, play_episodes

    arguments: tuple[str, ...] = ctx.meta[ARGUMENTS]
    console = Console(highlight=False)
    pace = Pace(console, is_stepped=step)
    own = [Path(script) for script in scripts if Path(script).is_file()]
    if own or arguments or cassette or stdin:
        from porting.cli.own_demo import demo_script

        if len(own) != 1 or len(scripts) != 1:
            raise click.UsageError("a script of your own is shown alone: name one file.")
        target = target_of(own[0], arguments, How(cassette=cassette, stdin=stdin))
        try:
            ctx.exit(demo_script(console, pace, own[0], target))
        except Stopped:
            return
    scripts = tuple(script.removesuffix(".py") for script in scripts)
    for script in scripts:
        if script not in STORIES:
            raise click.UsageError(
                f"there is no file or script {script!r}, but {', '.join(STORIES)}."
            )
    study = find_case_study()
    _print_opening(console)
    episodes = []
    try:
        for episode in play_episodes(study, scripts):
            pace.rest(f"the original of {episode.script}")
            _print_episode(console, pace, episode)
            episodes.append(episode)
        pace.rest("the result of all")
    except Stopped:
        return
    ctx.exit(0 if _print_closing(console, episodes) else 1)


def _print_opening(console: Console) -> None:
    from porting.verify.run import find_python27

    python27 = find_python27()
    originals = (
        f"The originals run under the Python 2.7 at {python27}."
        if python27
        else "No Python 2.7 was found: what the originals do is told by transcripts that were\n"
        "kept under Python 2.7.18."
    )
    console.print(
        "[bold]Threaded programs, from Python 2 to Python 3, step by step[/]\n\n"
        f"{originals}\nTheir ports run under Python {sys.version.split()[0]}. Time, chance and the "
        "network are the same in all\nruns: the clock says March 2011, and a web shop answers "
        "from recordings.",
        soft_wrap=True,
    )


def _print_episode(console: Console, pace: Pace, episode: Episode) -> None:
    from porting.verify.scenarios import curated_of

    first = episode.proofs[0]
    console.print()
    console.rule(f"[bold]{first.scenario.script}", align="left")
    console.print(episode.about + "\n", markup=False, soft_wrap=True)
    console.print("[bold]The original prints[/]")
    print_output(console, first.original)
    for run in episode.runs:
        pace.rest(f"the diff of stage {run.stage.name}")
        _print_stage(console, pace, first.original, run)
    idle = [stage.name for stage in episode.result.stages if not stage.diff]
    if idle:
        console.print(f"\n[bold]Stage {', '.join(idle)}[/]: nothing to do")
    pace.rest("the port against the one finished by hand")
    console.print(f"\n[bold]The port against {curated_of(first.scenario)}[/], finished by hand")
    print_diff(console, episode.curated_diff)
    _print_verdicts(console, episode)


def _print_stage(console: Console, pace: Pace, original: Transcript, run: StageRun) -> None:
    from porting.console import tell_change
    from porting.stages import ALL_STAGES

    titles = {stage.name: stage.title for stage in ALL_STAGES}
    console.print(f"\n[bold]Stage {run.stage.name}[/]: {titles[run.stage.name]}")
    print_diff(console, run.stage.diff)
    if run.stage.name != "2to3":
        for change in run.stage.changes:
            why = f"line {change.line}, {tell_change(change)}"
            console.print(why, style="dim", markup=False, soft_wrap=True)
    pace.rest("what will it print?")
    console.print("[bold]and then it prints[/]")
    if pace.is_stepped:
        print_beside(console, original, run.transcript)
    else:
        print_output(console, run.transcript)
    if run.is_expected and run.step is not None:
        console.print(f"[green]as expected:[/] {run.step.remark}")
    elif run.step is None:
        console.print("[bold red]NOT as expected:[/] the story knows of no change here")
    else:
        print_difference(console, "NOT as expected", run.verdict)


def _print_verdicts(console: Console, episode: Episode) -> None:
    same = [proof.scenario for proof in episode.proofs if proof.is_same]
    if same:
        situations = "this situation" if len(same) == 1 else f"these {len(same)} situations"
        console.print(f"[green]Both do what the original does[/] in {situations}:")
    for scenario in same:
        console.print(f"  - {scenario.shows}", markup=False, soft_wrap=True)
    verdicts = [
        (f"{proof.scenario.name}, {port}", verdict)
        for proof in episode.proofs
        for port, verdict in (
            ("generated", proof.generated_verdict),
            ("curated", proof.curated_verdict),
        )
    ]
    for reason in dict.fromkeys(reason for _, verdict in verdicts for reason in verdict.set_aside):
        console.print(f"  set aside: {reason}", style="dim", markup=False, soft_wrap=True)
    for name, verdict in verdicts:
        if not verdict.is_same:
            print_difference(console, name, verdict)


def _print_closing(console: Console, episodes: list[Episode]) -> bool:
    """Print the table; tell whether all is as it should be."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    names = [stage.name for stage in episodes[0].result.stages]
    for title in ("", *names, "generated", "curated"):
        table.add_column(title, no_wrap=True)
    for episode in episodes:
        outcomes = {run.stage.name: _outcome(run) for run in episode.runs}
        generated = [proof.generated_verdict.is_same for proof in episode.proofs]
        curated = [proof.curated_verdict.is_same for proof in episode.proofs]
        table.add_row(
            episode.script,
            *(outcomes.get(name, "[dim]-[/]") for name in names),
            _share(generated),
            _share(curated),
        )
    console.print()
    console.rule("[bold]What each stage brought, and what the ports do", align="left")
    console.print(table)
    console.print()
    is_expected = all(episode.is_expected for episode in episodes)
    if is_expected:
        runs = sum(len(episode.proofs) for episode in episodes)
        console.print(
            f"[bold green]All is as it should be:[/] {len(episodes)} ported, and proven to do the "
            f"same in {runs} situations.",
            soft_wrap=True,
        )
    else:
        wrong = ", ".join(episode.script for episode in episodes if not episode.is_expected)
        console.print(f"[bold red]Not as it should be:[/] {wrong}")
    return is_expected


def _outcome(run: StageRun) -> str:
    if not run.is_expected:
        return f"[bold red]{run.outcome}![/]"
    return f"[{'green' if run.verdict.is_same else 'yellow'}]{run.outcome}[/]"


def _share(are_same: list[bool]) -> str:
    if all(are_same):
        return "[green]same[/]"
    return f"[bold red]same in {sum(are_same)} of {len(are_same)}![/]"
