"""The handouts of the exercises and their answers, made while mkdocs builds the site."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import porting

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HANDOUTS = "teaching/handouts.md"
ANSWERS = "teaching/answers.md"
EXERCISES = Path(porting.__file__).parent / "exercises"
_MARKUP = re.compile(r"([\\*_<\[\]`])")

_HANDOUTS_HEAD = """\
# Handouts

The exercises of the workshop on paper, a sheet for each: the story, the program, and the questions
to answer before anything is run. Printed, each exercise begins a new page. The answers are on a
[page of their own](answers.md).
"""
_ANSWERS_HEAD = """\
# Answers

For teachers, and for learners who are done: what is right, why, and which other ports are right as
well. The exercises are in the [handouts](handouts.md).
"""


@dataclass(frozen=True)
class Exercise:
    """An exercise: its place in the set, from 1, its name, and what its exercise.toml says."""

    number: int
    name: str
    fields: dict[str, Any]

    @property
    def heading(self) -> str:
        return f"## {self.number}. {_plain(self.fields['title'])}"

    def answer(self, question: dict[str, Any]) -> str:
        """The right answer: a choice, or the pattern that it must match."""
        if "choices" in question:
            return str(question["choices"][question["answer"]])
        return str(question["expect"]).replace("\\", "").replace("|", " or ")


def read_exercises() -> list[Exercise]:
    """All exercises in their order."""
    order = tomllib.loads((EXERCISES / "set.toml").read_text("utf-8"))["order"]
    return [
        Exercise(
            number, name, tomllib.loads((EXERCISES / name / "exercise.toml").read_text("utf-8"))
        )
        for number, name in enumerate(order, 1)
    ]


def pages() -> dict[str, str]:
    """The Markdown text of the two pages, by their paths."""
    exercises = read_exercises()
    return {
        HANDOUTS: "\n".join([_HANDOUTS_HEAD, *map(_handout, exercises)]),
        ANSWERS: "\n".join([_ANSWERS_HEAD, *map(_answer, exercises)]),
    }


def _handout(exercise: Exercise) -> str:
    """A sheet: story, program and questions."""
    language = "python2" if exercise.fields["python"] == 2 else "python"
    parts = [
        '<div class="sheet"></div>',
        exercise.heading,
        _plain(exercise.fields["story"].strip()),
        *_programs(EXERCISES / exercise.name / "start", language),
        "Before you run it:",
    ]
    for question in exercise.fields.get("predict", ()):
        choices = [f"☐ {_plain(choice)}" for choice in question.get("choices", ())]
        parts.append("\n".join([f"- {_plain(question['question'])}", "", *_indented(choices)]))
    return "\n\n".join(parts) + "\n"


def _answer(exercise: Exercise) -> str:
    """The point, the answers with their reasons, the solution with its own, where to read on."""
    parts = [exercise.heading, f"**{_plain(exercise.fields['point'])}**"]
    for question in exercise.fields.get("predict", ()):
        right = f"*{_plain(exercise.answer(question))}*"
        parts.append(f"- {_plain(question['question'])} {right}. {_plain(question['why'])}")
    reasons = (EXERCISES / exercise.name / "solution.md").read_text("utf-8").strip()
    parts.append(re.sub(r"^## (.*)$", r"**\1**", reasons, flags=re.MULTILINE))
    parts += ["**A solution**", *_programs(EXERCISES / exercise.name / "solution", "python")]
    links = [f"[{fixer}](../fixers/{fixer}.md)" for fixer in exercise.fields["fixers"]]
    parts.append(f"Pages that belong to it: {', '.join(links)}.")
    return "\n\n".join(parts) + "\n"


def _programs(folder: Path, language: str) -> Iterator[str]:
    """The files of a program, but for those that hold a single line."""
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8").rstrip()
        if "\n" in text:
            yield f"`{path.relative_to(folder).as_posix()}`:\n\n```{language}\n{text}\n```"


def _plain(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)


def _indented(lines: list[str]) -> Iterator[str]:
    """A paragraph for each line, within an item of a list."""
    for line in lines:
        yield f"    {line}\n"


def on_files(files: Any, config: Any) -> Any:
    """Add the pages."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files
