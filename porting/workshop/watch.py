"""The watch mode: grades the current exercise whenever it is saved, and listens to keys."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable

import click

from porting.errors import PortingError
from porting.verify.group import Interrupted
from porting.workshop import screen
from porting.workshop.desk import Desk
from porting.workshop.exercises import Exercise, Question
from porting.workshop.grade import RunGrade, grade
from porting.workshop.keyboard import Keyboard

POLL_SECONDS = 0.2
_BACKSPACE = "\x7f\b"


class Grading:
    """One grading of an exercise in a thread of its own, which can be stopped."""

    def __init__(self, desk: Desk, exercise: Exercise) -> None:
        self.grades: list[RunGrade] = []
        self.error = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(desk, exercise), daemon=True)
        self._thread.start()

    def _work(self, desk: Desk, exercise: Exercise) -> None:
        try:
            for each in grade(exercise, desk.place(exercise), stop=self._stop):
                self.grades.append(each)
        except Interrupted:
            pass
        except PortingError as error:
            self.error = str(error)

    @property
    def is_over(self) -> bool:
        return not self._thread.is_alive()

    def stop(self) -> None:
        """End it, and what it runs."""
        self._stop.set()
        self._thread.join()


class Watch:
    """The screen of a learner: one exercise, its questions, its runs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.exercise = desk.current or desk.set.exercises[0]
        self.grading: Grading | None = None
        self.result: Grading | None = None
        self.message: list[str] = []
        self.typed = ""
        self.is_list = False
        self.is_on = True
        self.seen = self._stamp()
        self.keys: dict[str, Callable[[], None]] = {
            "n": self.next,
            "h": self.hint,
            "l": self.list,
            "r": self.run,
            "c": self.compare,
            "q": self.quit,
        }

    def watch(self) -> None:
        """Go on until the learner quits."""
        with Keyboard() as keyboard:
            self.begin(self.exercise)
            try:
                while self.is_on:
                    for key in keyboard.read(POLL_SECONDS):
                        self.press(key)
                    self.look()
            except (KeyboardInterrupt, EOFError):
                pass
            finally:
                self._stop()
                self.desk.save()
        click.echo("\nSee you. `porting workshop` goes on where you left off.")

    # -- what happens --

    def begin(self, exercise: Exercise) -> None:
        """Turn to an exercise."""
        self._stop()
        self.exercise = exercise
        self.result, self.message, self.typed, self.is_list = None, [], "", False
        self.desk.progress.current = exercise.name
        self.desk.lay_out(exercise)
        self.desk.save()
        self.seen = self._stamp()
        if self.question is None:
            self.run()
        else:
            self.draw()

    def look(self) -> None:
        """See whether a file was saved, or the grading is over."""
        stamp = self._stamp()
        if stamp != self.seen:
            self.seen = stamp
            if self.question is None:
                self.message = []
                self.run()
        if self.grading and self.grading.is_over:
            self.result, self.grading = self.grading, None
            self._note_result()
            self.draw()

    def press(self, key: str) -> None:
        """A key was pressed: part of an answer, of a number in the list, or a command."""
        if self.is_list or (self.question and not self.question.choices):
            self._type(key)
        elif self.question and key.isdigit():
            self.answer(key)
        elif key.lower() in self.keys:
            self.keys[key.lower()]()

    def _type(self, key: str) -> None:
        if key == "\n":
            typed, self.typed = self.typed, ""
            if self.is_list:
                self._choose(typed)
            elif typed in self.keys:
                self.keys[typed]()
            elif typed:
                self.answer(typed)
            return
        self.typed = self.typed[:-1] if key in _BACKSPACE else self.typed + key
        self.draw()

    def _choose(self, typed: str) -> None:
        exercises = self.desk.set.exercises
        if typed.strip().isdigit() and 1 <= int(typed) <= len(exercises):
            self.begin(exercises[int(typed) - 1])
        else:
            self.is_list = False
            self.draw()

    @property
    def question(self) -> Question | None:
        """The question that is to be answered next."""
        answered = self.desk.progress.of(self.exercise.name).answered
        questions = self.exercise.questions
        return questions[answered] if answered < len(questions) else None

    def answer(self, text: str) -> None:
        question, steps = self.question, self.desk.progress.of(self.exercise.name)
        assert question is not None
        if question.is_right(text):
            steps.answered += 1
            self.message = list(screen.answered(question))
            self.desk.save()
            if self.question is None:
                self.run()
                return
        else:
            steps.wrong_answers += 1
            said = question.choices[int(text) - 1] if _is_choice(question, text) else text
            self.message = [f"No, it is not: {said}", "Think again, and take another answer."]
        self.draw()

    # -- keys --

    def run(self) -> None:
        """Grade the port."""
        if self.question is not None:
            return
        self._stop()
        self.result = None
        self.grading = Grading(self.desk, self.exercise)
        self.draw()

    def next(self) -> None:
        steps = self.desk.progress.of(self.exercise.name)
        exercises = self.desk.set.exercises
        place = exercises.index(self.exercise)
        if not steps.is_done:
            self._say(
                "Not done yet: save your port until all runs are ok, or press l to go elsewhere."
            )
        elif place + 1 < len(exercises):
            self.begin(exercises[place + 1])
        elif self.desk.current is not None:
            self.begin(self.desk.current)
        else:
            self._say("That was the last one. You are done: well ported!")

    def hint(self) -> None:
        steps = self.desk.progress.of(self.exercise.name)
        steps.hints = min(steps.hints + 1, len(self.exercise.hints))
        self.desk.save()
        self.message = list(screen.hint_lines(self.exercise, steps.hints))
        self.draw()

    def list(self) -> None:
        self.is_list = True
        self.draw()

    def compare(self) -> None:
        if self.desk.progress.of(self.exercise.name).is_done:
            self.message = ["", *screen.solution_lines(self.exercise)]
            self.draw()
        else:
            self._say("The solution is shown once your port is right.")

    def quit(self) -> None:
        self.is_on = False

    # -- the screen --

    def draw(self) -> None:
        """Show all anew."""
        if os.environ.get("TERM") == "dumb":
            click.echo("\n" + "-" * screen.WIDTH)
        else:
            click.clear()
        for line in self.lines():
            click.echo(line)

    def lines(self) -> Iterable[str]:
        if self.is_list:
            yield from screen.in_columns(self.desk)
            yield f"Number of the exercise, then Enter (Enter alone goes back): {self.typed}"
            return
        yield screen.bar(self.desk)
        yield ""
        yield from screen.heading(self.desk, self.exercise)
        steps = self.desk.progress.of(self.exercise.name)
        if self.question is not None:
            yield from ["", *self.message] if self.message else []
            yield from screen.asked(self.question, steps.answered + 1, len(self.exercise.questions))
            yield ""
            if self.question.choices:
                yield f"Press 1 to {len(self.question.choices)}.  h hint  l list  q quit"
            else:
                yield f"Your answer, then Enter (h hint, l list, q quit): {self.typed}"
            return
        if not (self.result and self.result.grades):
            yield from screen.aim(self.exercise)
        yield from ["", *self.message] if self.message else []
        yield from self._result_lines()
        yield ""
        yield "Change the file and save it.  h hint  r run  l list  n next  c compare  q quit"

    def _result_lines(self) -> Iterable[str]:
        if self.grading is not None:
            yield ""
            yield "Checking..."
        elif self.result is not None and self.result.error:
            yield ""
            yield self.result.error
        elif self.result is not None:
            yield from screen.graded(self.result.grades)
            if all(each.is_passed for each in self.result.grades):
                yield from screen.passed(self.exercise)
                yield "When you are done with it: n for the next one, c to compare."

    def _say(self, text: str) -> None:
        self.message = [text]
        self.draw()

    # -- helpers --

    def _note_result(self) -> None:
        assert self.result is not None
        if self.result.error:
            return
        steps = self.desk.progress.of(self.exercise.name)
        steps.tries += 1
        steps.is_passed |= all(each.is_passed for each in self.result.grades)
        self.desk.save()

    def _stop(self) -> None:
        if self.grading:
            self.grading.stop()
            self.grading = None

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What changes when a file of the exercise is saved."""
        found = []
        for path in sorted(self.desk.place(self.exercise).rglob("*")):
            try:
                state = path.stat()
            except OSError:
                continue
            if path.suffix == ".py":
                found.append((str(path), state.st_mtime_ns, state.st_size))
        return tuple(found)


def _is_choice(question: Question, text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= len(question.choices)


def is_terminal() -> bool:
    """Whether somebody sits there who sees the screen and can press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()
