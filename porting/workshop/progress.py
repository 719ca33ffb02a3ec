"""What a learner has done, in a file that later versions of porting and of a set can read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from porting.errors import ConfigError

NAME = "progress.json"
FORMAT = "porting workshop progress"
VERSION = 1


@dataclass
class Steps:
    """How far a learner is with one exercise.

    Attributes:
        answered: how many questions were answered rightly.
        wrong_answers: how many answers were wrong.
        hints: how many hints were shown.
        tries: how often the port was graded.
        is_passed: whether it passed once.
        is_given_up: whether the solution was asked for before that.
        rest: what another version wrote, kept as it is.
    """

    answered: int = 0
    wrong_answers: int = 0
    hints: int = 0
    tries: int = 0
    is_passed: bool = False
    is_given_up: bool = False
    rest: dict[str, Any] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return self.is_passed or self.is_given_up


_NAMES = {each.name: type(each.default) for each in fields(Steps) if each.name != "rest"}


@dataclass
class Progress:
    """A learner's name, the folder of the set ("" for porting's own), and the steps taken."""

    learner: str = ""
    root: str = ""
    current: str = ""
    exercises: dict[str, Steps] = field(default_factory=dict)
    rest: dict[str, Any] = field(default_factory=dict)

    def of(self, exercise: str) -> Steps:
        """The steps of an exercise, which change as the learner goes on."""
        return self.exercises.setdefault(exercise, Steps())

    def save(self, folder: Path) -> None:
        """Write the file, whole or not at all."""
        steps = {name: _steps_to_json(each) for name, each in self.exercises.items()}
        document = {
            **self.rest,
            "format": FORMAT,
            "version": VERSION,
            "learner": self.learner,
            "set": self.root,
            "current": self.current,
            "exercises": steps,
        }
        beside = folder / f".{NAME}.new"
        beside.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
        os.replace(beside, folder / NAME)


def load_progress(path: Path) -> Progress:
    """Read a progress file. What is not known in it is kept.

    Raises:
        ConfigError: it cannot be read, or is something else.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise ValueError("it is something else")
        exercises = {str(name): _steps(each) for name, each in document["exercises"].items()}
        return Progress(
            str(document.get("learner", "")),
            str(document.get("set", "")),
            str(document.get("current", "")),
            exercises,
            {name: value for name, value in document.items() if name not in _OWN},
        )
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{path}: holds no progress of a workshop: {error}\n"
            "hint: move it away, and `porting workshop` begins a new one; your programs stay"
        ) from None


_OWN = frozenset(["format", "version", "learner", "set", "current", "exercises"])


def _steps_to_json(steps: Steps) -> dict[str, Any]:
    known = asdict(steps)
    return {**known.pop("rest"), **known}


def _steps(table: Mapping[str, Any]) -> Steps:
    known = {name: table[name] for name in _NAMES if name in table}
    for name, value in known.items():
        if type(value) is not _NAMES[name]:
            raise ValueError(f"{name} cannot be {value!r}")
    return Steps(**known, rest={name: each for name, each in table.items() if name not in _NAMES})
