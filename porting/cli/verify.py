"""`porting verify`: originals and ports on the same recorded HTTP, with a verdict for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from porting.verify.compare import Verdict


@click.command()
@click.argument("scripts", nargs=-1, metavar="[SCRIPT]...")
@click.option(
    "-v", "--verbose", is_flag=True, help="Print all that differs, and what was set aside."
)
@click.pass_context
def verify(ctx: click.Context, scripts: tuple[str, ...], verbose: bool) -> None:
    """Run the case study's originals and both their ports, and compare what they do.

    Each SCRIPT (by default all six) runs in several situations, such as a page in another
    encoding or a closed shop: the original under Python 2.7, what the pipeline makes of it now,
    and the port that was finished by hand. All get the same answers from recordings. Compared are
    output, errors, exit status, requests and files written. Without a Python 2.7 the original's
    kept transcript is used.

    \b
    Examples:
      porting verify
      porting verify -v bookrank

    Exit status: 0 all do the same, 1 some do not, 2 wrong usage, 3 one could not be run.
    """
    from porting.case_study import find_case_study, prove
    from porting.verify.run import find_python27
    from porting.verify.scenarios import SCENARIOS, find_scenarios

    known = dict.fromkeys(scenario.script for scenario in SCENARIOS)
    chosen = tuple(script.removesuffix(".py") for script in scripts) or tuple(known)
    for script in chosen:
        if script not in known:
            raise click.UsageError(f"there is no script {script!r}, but {', '.join(known)}.")
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
