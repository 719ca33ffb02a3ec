"""`porting workshop`: exercises in porting, graded by what a port does."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from porting.cli.verify import ARGUMENTS, WithArguments

if TYPE_CHECKING:
    from porting.workshop.desk import Desk
    from porting.workshop.exercises import Exercise, ExerciseSet

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
_SET = click.option(
    "--set",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A set of exercises; by default the one that comes with porting.",
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NAME = click.argument("name", required=False, metavar="[EXERCISE]")


@click.group(invoke_without_command=True)
@click.option(
    "-C",
    "folder",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="The folder that `new` made; by default the current one.",
)
@click.pass_context
def workshop(ctx: click.Context, folder: Path) -> None:
    """Learn to port: small Python 2 programs, each with a story.

    Without a command it watches: whenever you save the current exercise, it is run, and the screen
    says what differs. No Python 2 is needed, and no network.

    \b
    Example:
      porting workshop new lessons
      cd lessons
      porting workshop
    """
    ctx.obj = folder
    if ctx.invoked_subcommand is None:
        from porting.workshop.watch import Watch, is_terminal

        desk = _desk(ctx)
        if not is_terminal():
            raise click.UsageError(
                "Watching needs a terminal; elsewhere use `porting workshop check`."
            )
        Watch(desk).watch()


@workshop.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_SET
@click.option("--name", "learner", default="", help="Your name, for the teacher.")
def new(folder: Path, root: Path | None, learner: str) -> None:
    """Make a folder with all exercises to work in.

    \b
    Example:
      porting workshop new lessons --name Ada
    """
    from porting.workshop.desk import new_desk

    desk = new_desk(folder, root, learner)
    click.echo(f"{desk.set.title}: {_counted(len(desk.set.exercises), 'exercise')} in {folder}.")
    click.echo(f"Go on with:\n    cd {folder}\n    porting workshop")


@workshop.command()
@_NAME
@_FORMAT
@click.pass_context
def check(ctx: click.Context, name: str | None, form: str) -> None:
    """Grade one exercise; by default the current one.

    Exit status: 0 it passes, 1 it does not.

    \b
    Example:
      porting workshop check first_print
      porting workshop check --format json first_print
    """
    from porting.workshop import screen
    from porting.workshop.grade import grade

    desk = _desk(ctx)
    exercise = desk.find(name)
    grades = list(grade(exercise, desk.place(exercise)))
    is_passed = all(each.is_passed for each in grades)
    steps = desk.progress.of(exercise.name)
    steps.tries += 1
    steps.is_passed |= is_passed
    desk.save()
    if form == "json":
        tasks = [
            {
                "task": each.run.name,
                "outcome": "passed" if each.is_passed else "failed",
                "message": "\n".join(each.message),
                "output": each.output,
            }
            for each in grades
        ]
        outcome = "passed" if is_passed else "failed"
        _json({"exercise": exercise.name, "outcome": outcome, "tasks": tasks})
    else:
        _echo(screen.heading(desk, exercise))
        _echo(screen.graded(grades))
        if is_passed:
            _echo(screen.passed(exercise))
    ctx.exit(0 if is_passed else 1)


@workshop.command()
@_NAME
@click.pass_context
def hint(ctx: click.Context, name: str | None) -> None:
    """Show one hint more: where to look, what differs, nearly the code.

    \b
    Example:
      porting workshop hint
    """
    from porting.workshop import screen

    desk = _desk(ctx)
    exercise = desk.find(name)
    steps = desk.progress.of(exercise.name)
    steps.hints = min(steps.hints + 1, len(exercise.hints))
    desk.save()
    _echo(screen.hint_lines(exercise, steps.hints))


@workshop.command()
@_FORMAT
@click.pass_context
def status(ctx: click.Context, form: str) -> None:
    """List the exercises, and what is done.

    \b
    Example:
      porting workshop status
    """
    from dataclasses import asdict

    from porting.workshop import screen

    desk = _desk(ctx)
    if form == "json":
        steps = {each.name: desk.progress.of(each.name) for each in desk.set.exercises}
        current = desk.current
        _json(
            {
                "current": current.name if current else None,
                "exercises": {name: asdict(each) for name, each in steps.items()},
            }
        )
        return
    _echo(screen.listed(desk))
    click.echo(f"\n{screen.bar(desk)}")


@workshop.command()
@click.argument("name", metavar="EXERCISE")
@click.pass_context
def reset(ctx: click.Context, name: str) -> None:
    """Put an exercise back as it was; your files are kept beside it.

    \b
    Example:
      porting workshop reset first_print
    """
    desk = _desk(ctx)
    exercise = desk.find(name)
    kept = desk.reset(exercise)
    click.echo(f"{desk.place(exercise)} is as it was.")
    if kept:
        click.echo(f"What you had is in {kept}.")


@workshop.command()
@_NAME
@click.pass_context
def solve(ctx: click.Context, name: str | None) -> None:
    """Print a right solution, with its reasons and other right ways.

    \b
    Example:
      porting workshop solve first_print
    """
    from porting.workshop import screen

    desk = _desk(ctx)
    exercise = desk.find(name)
    steps = desk.progress.of(exercise.name)
    if not steps.is_passed:
        steps.is_given_up = True
        desk.save()
    _echo(screen.solution_lines(exercise))


@workshop.command("break", cls=WithArguments)
@click.argument(
    "target", type=click.Path(exists=True, path_type=Path), metavar="TARGET [-- ARG...]"
)
@click.option("--cassette", type=_FILE, metavar="FILE", help="Recorded HTTP.")
@click.option("--stdin", type=_FILE, metavar="FILE", help="Standard input.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a set of exercises: one for each port that is wrong in some runs only.",
)
@click.pass_context
def break_(
    ctx: click.Context,
    target: Path,
    cassette: Path | None,
    stdin: Path | None,
    output: Path | None,
) -> None:
    """Port TARGET again and again, each time without one fixer, and tell which runs notice.

    TARGET is a Python 2 script, a folder, or scenarios in TOML, as for porting verify. What shows
    in some runs and not in others is a silent bug: an exercise for a class, or a test that is
    missing. What shows in no run asks for one more. Needs a Python 2.7.

    \b
    Example:
      porting workshop break shop.toml
      porting workshop break -o find_the_bug shop.toml
      porting workshop new lessons --set find_the_bug
    """
    import tempfile

    from porting.cli.prove import How, target_of
    from porting.proof.broken import Outcome, broken_ports, port_whole
    from porting.proof.mutate import Case
    from porting.verify.program import find_program
    from porting.workshop.broken_set import write_set
    from porting.workshop.grade import own_python

    found = target_of(target, ctx.meta[ARGUMENTS], How(cassette=cassette, stdin=stdin))
    cases = [Case(scenario) for scenario in found.scenarios]
    with tempfile.TemporaryDirectory(prefix="porting-port-") as name:
        folder = Path(name).resolve()
        whole = port_whole(find_program(found.root), cases, folder, own_python())
        if len(whole.cases) < len(cases):
            right = {case.scenario.name for case in whole.cases}
            for case in cases:
                if case.scenario.name not in right:
                    click.echo(f"{case.scenario.name}: left out, as the whole port differs there")
        silent = []
        for port in broken_ports(whole, own_python()):
            told = port.outcome.value
            if port.outcome is Outcome.SILENT:
                told = f"shows in {', '.join(port.shows_in)}; not in {', '.join(port.hidden_in)}"
                silent.append(port)
            click.echo(f"without {port.fixer}: {told}")
            if port.difference:
                click.echo(f"    {port.difference.splitlines()[0]}")
        if output is not None and silent:
            write_set(output, whole, silent, target.stem)
    if output is not None:
        click.echo(
            f"{output}: {_counted(len(silent), 'exercise')}"
            if silent
            else "no exercises: no broken port is wrong in some runs only"
        )


@workshop.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_SET
@click.option(
    "--for",
    "targets",
    multiple=True,
    metavar="VERSION:PLATFORM",
    help="What learners have, as 3.12:win_amd64 (repeatable); by default what this machine has.",
)
def bundle(folder: Path, root: Path | None, targets: tuple[str, ...]) -> None:
    """Make a folder from which a class installs all without a network.

    It holds wheels, a set of exercises if one is named, and a README. It is made where there is a
    network, with pip.

    \b
    Example:
      porting workshop bundle class
      porting workshop bundle class --for 3.12:win_amd64 --for 3.13:macosx_11_0_arm64
    """
    from porting.workshop.bundle import write_bundle

    pairs = []
    for target in targets:
        version, colon, platform = target.partition(":")
        if not (version and colon and platform):
            raise click.UsageError(f"--for {target}: is not VERSION:PLATFORM, as 3.12:win_amd64.")
        pairs.append((version, platform))
    write_bundle(folder, root, pairs)
    click.echo(f"{folder}: install from it as its README.txt says")


@workshop.group("class")
def class_() -> None:
    """For the teacher of a class.

    \b
    Example:
      porting workshop class status */progress.json
    """


@class_.command("status")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE...",
)
@_FORMAT
def class_status(paths: tuple[Path, ...], form: str) -> None:
    """Read the progress files of a class, and show who is where and who is stuck.

    FILE is a progress.json, or a learner's folder.

    \b
    Example:
      porting workshop class status collected/*/progress.json
    """
    from dataclasses import asdict

    from porting.workshop.school import places_of

    places = sorted(places_of(paths), key=lambda place: (not place.is_stuck, place.passed))
    if form == "json":
        _json([{**asdict(place), "is_stuck": place.is_stuck} for place in places])
        return
    width = max(len(place.learner) for place in places)
    for place in places:
        told = f"{place.learner:{width}}  {place.passed:2} of {place.total} passed"
        if place.given_up:
            told += f", {place.given_up} looked up"
        if not place.current:
            told += ": done"
        else:
            told += f": {place.current}"
            if place.tries:
                told += f", {place.tries} tries, {place.hints} hints"
        click.echo(f"{click.style('STUCK ', fg='red') if place.is_stuck else '      '}{told}")


@workshop.group()
def dev() -> None:
    """For authors of exercises.

    \b
    Example:
      porting workshop dev record --set myset honey
      porting workshop dev check --set myset
    """


@dev.command("record")
@_SET
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
def dev_record(root: Path | None, names: tuple[str, ...]) -> None:
    """Run originals under Python 2.7, and keep what they show.

    \b
    Example:
      porting workshop dev record --set myset
    """
    from porting.workshop.author import record_exercise

    for exercise in _chosen(_set(root), names):
        record_exercise(exercise)
        click.echo(f"{exercise.name}: {len(exercise.runs)} runs recorded")


@dev.command("check")
@_SET
@click.option(
    "--python",
    "pythons",
    multiple=True,
    metavar="VERSION",
    help="A Python 3 under which solutions must pass, too (repeatable).",
)
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.pass_context
def dev_check(
    ctx: click.Context, root: Path | None, pythons: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """Check a set: it fails unsolved and for its reason, solutions pass, hints and order hold.

    Exit status: 0 all is well, 1 something is not.

    \b
    Example:
      porting workshop dev check --set myset --python 3.10 --python 3.13
    """
    from porting.verify.pythons import find_python3
    from porting.verify.run import STRICT, Interpreter
    from porting.workshop.author import check_exercise, misplaced
    from porting.workshop.grade import own_python

    found = _set(root)
    interpreters = [own_python(), *(Interpreter(find_python3(each), STRICT) for each in pythons)]
    problems = 0
    chosen = _chosen(found, names)
    checked = (check_exercise(exercise, interpreters) for exercise in chosen)
    for each in itertools.chain([misplaced(found)], checked):
        for problem in each:
            problems += 1
            click.echo(str(problem))
    click.echo(f"{_counted(len(chosen), 'exercise')} checked, {_counted(problems, 'problem')}")
    ctx.exit(1 if problems else 0)


def _desk(ctx: click.Context) -> Desk:
    from porting.workshop.desk import open_desk

    return open_desk(ctx.obj)


def _set(root: Path | None) -> ExerciseSet:
    from porting.workshop.exercises import own_set, read_set

    return read_set(root or own_set())


def _chosen(found: ExerciseSet, names: tuple[str, ...]) -> list[Exercise]:
    for name in names:
        if name not in found.by_name:
            raise click.UsageError(
                f"there is no exercise {name!r}; choose from {', '.join(found.by_name)}."
            )
    return [each for each in found.exercises if not names or each.name in names]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
