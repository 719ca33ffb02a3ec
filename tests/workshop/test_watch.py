"""A learner at a terminal, from the first exercise to the last, with mistakes on the way."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from porting.workshop.exercises import Exercise, own_set, read_set
from porting.workshop.progress import load_progress

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("drives a terminal of Unix", allow_module_level=True)

SET = read_set(own_set())
SECONDS = 60


class Learner:
    """Sits at a terminal, in a folder of exercises."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "porting", "workshop"]
        self.program(["new", "."])
        self.terminal = pexpect.spawn(
            command[0],
            command[1:],
            cwd=folder,
            encoding="utf-8",
            timeout=SECONDS,
            dimensions=(60, 120),
            env={**_environment(), "TERM": "dumb"},
        )

    def program(self, arguments: list[str]) -> None:
        pexpect.run(
            " ".join([sys.executable, "-m", "porting", "workshop", *arguments]), cwd=self.folder
        )

    def sees(self, text: str) -> None:
        self.terminal.expect_exact(text)

    def presses(self, keys: str) -> None:
        self.terminal.send(keys)

    def writes(self, exercise: Exercise, text: str) -> None:
        path = self.folder / exercise.name / exercise.program
        time.sleep(0.05)
        path.write_text(text, encoding="utf-8")

    def solves(self, exercise: Exercise) -> None:
        shutil.copytree(exercise.solution, self.folder / exercise.name, dirs_exist_ok=True)

    def answers(self, exercise: Exercise, *, wrongly_first: bool = False) -> None:
        """Answer the questions that are on the screen, the first one already or soon."""
        for number, question in enumerate(exercise.questions, start=1):
            self.sees(f"question {number} of {len(exercise.questions)}")
            if question.choices:
                if wrongly_first:
                    wrong = (question.answer + 1) % len(question.choices)
                    self.presses(str(wrong + 1))
                    self.sees("No, it is not")
                self.presses(str(question.answer + 1))
            else:
                self.presses(question.expect.partition("|")[0].replace("\\", "") + "\r")
            self.sees("Right.")


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    folder = tmp_path / "lessons"
    folder.mkdir()
    found = Learner(folder)
    yield found
    found.terminal.close(force=True)


def test_from_the_first_exercise_to_the_last(learner: Learner) -> None:
    for exercise in SET.exercises:
        learner.sees(f"{SET.exercises.index(exercise) + 1}. {exercise.title}")
        learner.answers(exercise, wrongly_first=True)
        learner.sees("DIFFERS")
        learner.presses("n")
        learner.sees("Not done yet")
        learner.solves(exercise)
        learner.sees("Your port does what the original did.")
        learner.presses("n")
    learner.sees("You are done")
    learner.presses("q")
    learner.terminal.expect(pexpect.EOF)
    progress = load_progress(learner.folder / "progress.json")
    assert all(progress.of(exercise.name).is_passed for exercise in SET.exercises)


def test_whatever_a_port_does_the_learner_can_go_on(learner: Learner) -> None:
    first = SET.exercises[0]
    learner.answers(first)
    learner.writes(first, "print('never closed'\n")
    learner.sees("SyntaxError: '(' was never closed")
    learner.writes(first, "while True:\n    pass\n")
    learner.sees("did not end: is there an endless loop?")
    learner.sees("at ranks.py, line")
    learner.writes(first, "while True:\n    print('for ever')\n")
    learner.sees("it printed more than 1 MB")
    learner.writes(first, "import os, shutil\nshutil.rmtree(os.getcwd())\n")
    learner.sees("DIFFERS")
    assert (learner.folder / first.name / first.program).is_file()
    learner.writes(first, "exit(3)\n")
    learner.sees("exit status")
    shutil.rmtree(learner.folder / first.name)
    learner.sees("porting workshop reset first_print")
    learner.program(["reset", first.name])
    learner.solves(first)
    learner.sees("Your port does what the original did.")


def test_keys(learner: Learner) -> None:
    first, second = SET.exercises[:2]
    learner.sees("question 1 of 1")
    learner.presses("h")
    learner.sees("Hint 1 of 3")
    learner.presses("hh")
    learner.sees("Hint 3 of 3")
    learner.presses("h")  # There is no fourth one; the question is shown again.
    learner.answers(first)
    learner.sees("DIFFERS")
    learner.presses("c")
    learner.sees("The solution is shown once your port is right.")
    learner.presses("l")
    learner.sees(f"> 1   {first.title}")
    learner.sees(f"  2   {second.title}")
    learner.presses("2\r")
    learner.sees(f"2. {second.title}")
    learner.presses("l")
    learner.sees("Number of the exercise")
    learner.presses("1\r")
    learner.sees("DIFFERS")
    learner.solves(first)
    learner.sees("Your port does what the original did.")
    learner.presses("c")
    learner.sees("--- ranks.py")
    learner.sees("Other right ways")
    learner.presses("q")
    learner.terminal.expect(pexpect.EOF)
    again = pexpect.spawn(
        sys.executable,
        ["-m", "porting", "workshop"],
        cwd=learner.folder,
        encoding="utf-8",
        timeout=SECONDS,
        env={**_environment(), "TERM": "dumb"},
    )
    again.expect_exact(f"2. {second.title}")
    again.send("q")
    again.expect(pexpect.EOF)
