"""For authors of exercises: record what originals show, and check that a set holds together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from porting.errors import PortingError
from porting.files import Output
from porting.proof.mutate import Case
from porting.proof.prove import Programs, record
from porting.proof.recorded import save_transcripts
from porting.stages import all_fixers
from porting.verify.program import find_program
from porting.verify.run import Interpreter
from porting.workshop.exercises import Exercise, ExerciseSet
from porting.workshop.grade import grade

HINTS = 3


@dataclass(frozen=True)
class Problem:
    """What is wrong with an exercise."""

    exercise: str
    message: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.message}"


def record_exercise(exercise: Exercise) -> None:
    """Run the original under Python 2.7, often enough to know what varies, and keep what it shows.

    Raises:
        PortingError: there is no Python 2.7, or a run of the original cannot be played.
    """
    programs = Programs(find_program(exercise.original), python27=Interpreter.python27())
    recorded = record(programs, [Case(run.scenario) for run in exercise.runs])
    folder = exercise.folder / "expected"
    folder.mkdir(exist_ok=True)
    names = {run.file_name for run in exercise.runs}
    for path in folder.glob("*.json"):
        if path.name not in names:
            path.unlink()
    for run in exercise.runs:
        save_transcripts(Output(folder / run.file_name), {run.name: recorded[run.name]})


def check_exercise(exercise: Exercise, pythons: Sequence[Interpreter]) -> list[Problem]:
    """Look at one exercise, and run its start and its solution.

    Args:
        pythons: those under which solutions must pass. The first one runs the start.
    """
    messages = list(_unwritten(exercise))
    if not messages:
        messages = [*_unsolved(exercise, pythons[0]), *_unsound(exercise, pythons)]
    return [Problem(exercise.name, message) for message in messages]


def misplaced(found: ExerciseSet) -> Iterator[Problem]:
    """What is used before it is taught."""
    taught: set[str] = set()
    for exercise in found.exercises:
        for topic in exercise.needs:
            if topic not in taught:
                text = f"needs {topic!r}, which no exercise before it teaches"
                yield Problem(exercise.name, text)
        taught.update(exercise.teaches)


def _unwritten(exercise: Exercise) -> Iterator[str]:
    """What is missing, or names what is not there."""
    if len(exercise.hints) != HINTS:
        yield f"has {len(exercise.hints)} hints; there must be {HINTS}"
    start = _text_of(exercise.start)
    for number, hint in enumerate(exercise.hints, start=1):
        if hint.mentions not in start:
            yield f"hint {number} mentions {hint.mentions!r}, which is nowhere in {exercise.start}"
        if hint.mentions not in hint.text:
            yield f"hint {number} does not have in its text what it mentions, {hint.mentions!r}"
    for fixer in exercise.fixers:
        if fixer not in all_fixers():
            yield f"there is no fixer {fixer!r}"
    shown = [run.shown_before for run in exercise.runs]
    if not any(shown):
        yield "no run has shown_before = true: a learner would see nothing to aim at"
    for path in (exercise.solution / exercise.program, exercise.folder / "solution.md"):
        if not path.is_file():
            yield f"there is no file {path}"
    for run in exercise.runs:
        try:
            exercise.expected(run)
        except PortingError as error:
            yield str(error)


def _unsolved(exercise: Exercise, python: Interpreter) -> Iterator[str]:
    """The start must fail, and for the reason that the exercise is about."""
    grades = list(grade(exercise, exercise.start, python))
    if all(each.is_passed for each in grades):
        yield "the start passes already: no run shows what the exercise is about"
        return
    told = "\n".join(text for each in grades for text in (*each.message, each.output, each.errors))
    if exercise.fails_with not in told:
        yield f"the start fails, but nothing it shows has {exercise.fails_with!r} in it:\n{told}"


def _unsound(exercise: Exercise, pythons: Sequence[Interpreter]) -> Iterator[str]:
    """The solution must pass under each Python."""
    for python in pythons:
        for each in grade(exercise, exercise.solution, python):
            if not each.is_passed:
                told = "\n".join(each.message)
                yield f"the solution fails under {python.path}, run {each.run.name!r}:\n{told}"


def _text_of(folder: Path) -> str:
    """The text of all files of a program."""
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
