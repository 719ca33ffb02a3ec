"""What learners read: lines of text, with colours that also say it in words."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator, Sequence

import click

from porting.verify.transcript import shown
from porting.workshop.desk import Desk
from porting.workshop.exercises import Exercise, Question, Run
from porting.workshop.grade import RunGrade

WIDTH = 78
BAR = 30
MOST_LINES = 14


def bar(desk: Desk) -> str:
    """How far the learner is: a bar, and the numbers."""
    total = len(desk.set.exercises)
    done = sum(desk.progress.of(each.name).is_done for each in desk.set.exercises)
    filled = BAR * done // total
    return f"[{'#' * filled}{'-' * (BAR - filled)}] {done} of {total} done"


def heading(desk: Desk, exercise: Exercise) -> Iterator[str]:
    """The title, the story, and the file to work on."""
    number = desk.set.exercises.index(exercise) + 1
    yield click.style(f"{number}. {exercise.title}", bold=True)
    yield ""
    yield from _wrapped(exercise.story)
    yield ""
    yield f"Your file: {click.style(str(desk.program(exercise)), bold=True)}"


def aim(exercise: Exercise) -> Iterator[str]:
    """What the shown runs are given, and what the original printed."""
    for run in exercise.runs:
        if run.shown_before:
            yield ""
            yield f"Python 2 printed, for {command_of(run)}:"
            first = exercise.expected(run)[0]
            yield from _excerpt(shown(first.stdout))
    others = sum(not run.shown_before for run in exercise.runs)
    if others:
        runs = "another run is" if others == 1 else f"{others} more runs are"
        yield f"({runs} graded as well.)"


def command_of(run: Run) -> str:
    """How a run is started, as one would type it."""
    typed = shlex.join(["python3", *run.scenario.command])
    stdin = run.scenario.stdin.decode("utf-8", "replace")
    if stdin:
        lines = stdin.splitlines()
        typed += f", with input {' / '.join(lines[:4])}{' / ...' if len(lines) > 4 else ''}"
    return typed


def asked(question: Question, number: int, total: int) -> Iterator[str]:
    """A question with its choices."""
    yield ""
    yield click.style(f"Before it runs: question {number} of {total}", bold=True)
    yield from _wrapped(question.question)
    for place, choice in enumerate(question.choices, start=1):
        yield from _wrapped(choice, f"  {place}  ", "     ")


def answered(question: Question) -> Iterator[str]:
    """What is said to a right answer."""
    yield click.style("Right. ", fg="green", bold=True)
    yield from _wrapped(question.why)


def graded(grades: Sequence[RunGrade]) -> Iterator[str]:
    """A line for each run, and what differs in the first one that fails."""
    yield ""
    explained = False
    for each in grades:
        if each.is_passed:
            yield f"  {click.style('ok     ', fg='green')} {each.run.name}"
            continue
        yield f"  {click.style('DIFFERS', fg='red', bold=True)} {each.run.name}"
        if not explained:
            explained = True
            if not each.run.shown_before:
                yield f"          {command_of(each.run)}"
            yield from (f"          {line}" for line in each.message)


def passed(exercise: Exercise) -> Iterator[str]:
    """What is said when all runs do the same."""
    yield ""
    yield click.style("Your port does what the original did.", fg="green", bold=True)
    yield from _wrapped(exercise.point)
    if exercise.fixers:
        yield f"To read on: porting explain {exercise.fixers[0]}"


def hint_lines(exercise: Exercise, count: int) -> Iterator[str]:
    """The first `count` hints."""
    for number, hint in enumerate(exercise.hints[:count], start=1):
        yield ""
        yield from _wrapped(hint.text, f"Hint {number} of {len(exercise.hints)}: ", "    ")


def solution_lines(exercise: Exercise) -> Iterator[str]:
    """The files of the solution, and its reasons."""
    for path in sorted(exercise.solution.rglob("*.py")):
        text = path.read_text("utf-8")
        if text.count("\n") > 1:
            yield click.style(f"--- {path.relative_to(exercise.solution).as_posix()}", bold=True)
            yield from text.rstrip().splitlines()
            yield ""
    yield from exercise.reasons.rstrip().splitlines()


def listed(desk: Desk) -> Iterator[str]:
    """All exercises, with what is done."""
    current = desk.current
    for number, exercise in enumerate(desk.set.exercises, start=1):
        steps = desk.progress.of(exercise.name)
        state = "done" if steps.is_passed else "seen" if steps.is_given_up else ""
        mark = ">" if exercise is current else " "
        yield f"{mark} {number:2}  {state:4}  {exercise.title}"


def in_columns(desk: Desk) -> Iterator[str]:
    """All exercises in two columns, so that they fit a small screen."""
    current = desk.current
    cells = []
    for number, exercise in enumerate(desk.set.exercises, start=1):
        steps = desk.progress.of(exercise.name)
        state = "x" if steps.is_passed else "o" if steps.is_given_up else " "
        mark = ">" if exercise is current else " "
        cells.append(f"{mark}{number:2} {state} {exercise.title}"[: WIDTH // 2 - 1])
    rows = (len(cells) + 1) // 2
    for row in range(rows):
        yield "".join(f"{cell:{WIDTH // 2}}" for cell in cells[row::rows]).rstrip()
    yield ""
    yield "x done, o solution seen"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False
    )


def _excerpt(text: str) -> Iterator[str]:
    lines = text.splitlines() or ["(nothing)"]
    for line in lines[:MOST_LINES]:
        yield f"    | {line}"
    if len(lines) > MOST_LINES:
        yield f"    ({len(lines) - MOST_LINES} more lines)"
