"""`porting demo`: the case study told on the screen, from Python 2 to proven ports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from porting.demo import Episode, StageRun
    from porting.verify.compare import Verdict
    from porting.verify.transcript import Transcript

SHOWN_LINES = 9


@click.command()
@click.argument("scripts", nargs=-1, metavar="[SCRIPT]...")
@click.pass_context
def demo(ctx: click.Context, scripts: tuple[str, ...]) -> None:
    """Port the case study before your eyes, run every step, and prove the outcome.

    Six small threaded programs in Python 2 come with the package, and with recorded answers of
    the web shop that two of them ask. Each is ported stage by stage, with the diff, and is run
    after each stage. Nothing is asked of the network or written outside of a temporary folder.
    Without a Python 2.7 the originals' kept transcripts are used.

    \b
    Examples:
      porting demo            all six
      porting demo bookrank   only the one that 2to3 does not get right

    Exit status: 0 all is as it should be, 1 something is not, 2 wrong usage, 3 it could not run.
    """
    from rich.console import Console

    from porting.case_study import find_case_study
    from porting.demo import STORIES, play_episodes

    scripts = tuple(script.removesuffix(".py") for script in scripts)
    for script in scripts:
        if script not in STORIES:
            raise click.UsageError(f"there is no script {script!r}, but {', '.join(STORIES)}.")
    study = find_case_study()
    console = Console(highlight=False)
    _print_opening(console)
    episodes = []
    for episode in play_episodes(study, scripts):
        _print_episode(console, episode)
        episodes.append(episode)
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


def _print_episode(console: Console, episode: Episode) -> None:
    first = episode.proofs[0]
    console.print()
    console.rule(f"[bold]{first.scenario.original}", align="left")
    console.print(episode.about + "\n", markup=False, soft_wrap=True)
    console.print("[bold]The original prints[/]")
    _print_output(console, first.original)
    for run in episode.runs:
        _print_stage(console, run)
    idle = [stage.name for stage in episode.result.stages if not stage.diff]
    if idle:
        console.print(f"\n[bold]Stage {', '.join(idle)}[/]: nothing to do")
    console.print(f"\n[bold]The port against {first.scenario.curated}[/], finished by hand")
    _print_diff(console, episode.curated_diff)
    _print_verdicts(console, episode)


def _print_stage(console: Console, run: StageRun) -> None:
    from porting.console import tell_change
    from porting.stages import STAGES

    titles = {stage.name: stage.title for stage in STAGES}
    console.print(f"\n[bold]Stage {run.stage.name}[/]: {titles[run.stage.name]}")
    _print_diff(console, run.stage.diff)
    if run.stage.name != "2to3":
        for change in run.stage.changes:
            why = f"line {change.line}, {tell_change(change)}"
            console.print(why, style="dim", markup=False, soft_wrap=True)
    console.print("[bold]and then it prints[/]")
    _print_output(console, run.transcript)
    if run.is_expected and run.step is not None:
        console.print(f"[green]as expected:[/] {run.step.remark}")
    elif run.step is None:
        console.print("[bold red]NOT as expected:[/] the story knows of no change here")
    else:
        _print_difference(console, "NOT as expected", run.verdict)


def _print_output(console: Console, seen: Transcript) -> None:
    _print_lines(console, seen.stdout, "")
    _print_lines(console, seen.stderr, "red")


def _print_lines(console: Console, text: str, style: str) -> None:
    lines = text.splitlines()
    if len(lines) > SHOWN_LINES:
        left_out = len(lines) - SHOWN_LINES + 1
        lines[SHOWN_LINES - 4 : -3] = [f"... {left_out} lines more ..."]
    for line in lines:
        console.print(f"  | {line}", style=style, markup=False, soft_wrap=True)


def _print_diff(console: Console, diff: str) -> None:
    from rich.text import Text

    from porting.console import colour_diff

    console.print(Text.from_ansi(colour_diff(diff)), soft_wrap=True)


def _print_difference(console: Console, what: str, verdict: Verdict) -> None:
    """Print the first thing that differs: the others are often its consequences."""
    console.print(f"[bold red]{what}:[/]", end=" ")
    differences = map(str, verdict.differences)
    text = next(differences, "it does what the original does, and was not to")
    console.print(text, markup=False, soft_wrap=True)


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
            _print_difference(console, name, verdict)


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
