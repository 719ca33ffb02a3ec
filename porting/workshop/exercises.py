"""Sets of exercises as they lie on disk: what an author wrote, read and checked for its form."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from porting.errors import ConfigError
from porting.proof.recorded import Runs, load_transcripts
from porting.verify.group import Limits
from porting.verify.scenario import Scenario, ScenarioReader

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

KINDS = ("port", "predict", "prove", "audit")
# What a learner waits for at most, unless the run says otherwise.
LIMITS = Limits(seconds=10, memory_mb=512, output_mb=1)
_OWN_KEYS = frozenset(["arguments", "shown_before"])

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """What a learner answers before anything runs.

    With `choices`, `answer` is the index of the right one; without, `expect` is a regular
    expression for a free answer. `why` is told with the right answer.
    """

    question: str
    why: str
    choices: tuple[str, ...] = ()
    answer: int = 0
    expect: str = ""

    def is_right(self, given: str) -> bool:
        """Whether an answer is right: the number of a choice, from 1, or a free text."""
        if self.choices:
            return given.strip() == str(self.answer + 1)
        return re.fullmatch(self.expect, given.strip(), re.IGNORECASE) is not None


@dataclass(frozen=True)
class Hint:
    """A hint; `mentions` is a piece of the program that it talks about."""

    text: str
    mentions: str


@dataclass(frozen=True)
class Run:
    """A situation that is graded; `shown_before` if its output may be seen before the first try."""

    scenario: Scenario
    shown_before: bool

    @property
    def name(self) -> str:
        return self.scenario.name

    @property
    def file_name(self) -> str:
        """Under which what the original showed is kept."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") + ".json"


@dataclass(frozen=True)
class Exercise:
    """One exercise; `folder` is where it lies. See docs/teaching/write_exercises.md."""

    name: str
    folder: Path
    title: str
    story: str
    point: str
    teaches: tuple[str, ...]
    needs: tuple[str, ...]
    kind: str
    program: str
    python: int
    fixers: tuple[str, ...]
    runs: tuple[Run, ...]
    questions: tuple[Question, ...]
    hints: tuple[Hint, ...]
    fails_with: str

    @property
    def start(self) -> Path:
        return self.folder / "start"

    @property
    def solution(self) -> Path:
        return self.folder / "solution"

    @property
    def given(self) -> Path:
        return self.folder / "given"

    @property
    def original(self) -> Path:
        """The folder of the Python 2 program."""
        own = self.folder / "original"
        return own if own.is_dir() else self.start

    @property
    def reasons(self) -> str:
        """The reasons for the solution, in Markdown."""
        return (self.folder / "solution.md").read_text(encoding="utf-8")

    def expected(self, run: Run) -> Runs:
        """What the original showed under Python 2.7: several runs.

        Raises:
            PortingError: nothing was recorded, or it cannot be read.
        """
        path = self.folder / "expected" / run.file_name
        if not path.is_file():
            raise ConfigError(
                f"{path}: what the original shows in this run is not recorded\n"
                "hint: `porting workshop dev record` records it, with a Python 2.7"
            )
        return load_transcripts(path)[run.name]


@dataclass(frozen=True)
class ExerciseSet:
    """A set of exercises in the order in which they are taught."""

    root: Path
    title: str
    summary: str
    exercises: tuple[Exercise, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Exercise]:
        return {exercise.name: exercise for exercise in self.exercises}


def own_set() -> Path:
    """The set that comes with porting."""
    return Path(__file__).parents[1] / "exercises"


def read_set(root: Path) -> ExerciseSet:
    """Read a set of exercises.

    Raises:
        ConfigError: a file is missing, is no TOML, or says something that means nothing; with the
            file, and what is wrong with it.
    """
    path = root / "set.toml"
    fields = _Fields(f"{path}", _toml(path))
    order = fields.take("order", _texts)
    found = ExerciseSet(
        root,
        fields.take("title", _text),
        fields.take("summary", _text).strip(),
        tuple(_exercise(root / name) for name in order),
    )
    fields.require_empty()
    for name in order:
        if order.count(name) > 1:
            raise ConfigError(f"{path}: order names {name!r} twice")
    return found


def _exercise(folder: Path) -> Exercise:
    path = folder / "exercise.toml"
    fields = _Fields(f"{path}", _toml(path))
    program = fields.take("program", _text)
    unsolved = _Fields(f"{path}: unsolved", fields.take("unsolved", _table))
    exercise = Exercise(
        name=folder.name,
        folder=folder,
        title=fields.take("title", _text),
        story=" ".join(fields.take("story", _text).split()),
        point=fields.take("point", _text),
        teaches=fields.take("teaches", _texts),
        needs=fields.take("needs", _texts),
        kind=fields.take("kind", _one_of(KINDS)),
        program=program,
        python=fields.take("python", _one_of((2, 3))),
        fixers=fields.take("fixers", _texts),
        runs=tuple(
            _run(f"{path}: run {number}", folder / "given", program, each)
            for number, each in enumerate(fields.take("run", _tables), start=1)
        ),
        questions=tuple(
            _question(f"{path}: predict {number}", each)
            for number, each in enumerate(fields.take("predict", _tables, []), start=1)
        ),
        hints=tuple(
            _hint(f"{path}: hint {number}", each)
            for number, each in enumerate(fields.take("hint", _tables), start=1)
        ),
        fails_with=unsolved.take("fails_with", _text),
    )
    unsolved.require_empty()
    fields.require_empty()
    if not (exercise.start / program).is_file():
        raise ConfigError(f"{path}: program: there is no file {exercise.start / program}")
    names = [run.file_name for run in exercise.runs]
    for run in exercise.runs:
        if names.count(run.file_name) > 1:
            raise ConfigError(f"{path}: two runs have names as similar as {run.name!r}")
    return exercise


def _run(where: str, given: Path, program: str, fields: Mapping[str, Any]) -> Run:
    if "name" not in fields:
        raise ConfigError(f"{where}: has no name")
    own = _Fields(where, {key: value for key, value in fields.items() if key in _OWN_KEYS})
    described = {key: value for key, value in fields.items() if key not in _OWN_KEYS}
    if "command" in described:
        raise ConfigError(f"{where}: command is the program of the exercise; give arguments")
    described["command"] = [program, *own.take("arguments", _texts, ())]
    scenario = ScenarioReader(where, given).scenario(described)
    asked = scenario.limits
    limits = Limits(
        **{
            name: getattr(asked if name in fields else LIMITS, name)
            for name in ("seconds", "memory_mb", "output_mb")
        }
    )
    return Run(replace(scenario, limits=limits), own.take("shown_before", _flag, False))


def _question(where: str, table: Mapping[str, Any]) -> Question:
    fields = _Fields(where, table)
    found = Question(
        fields.take("question", _text),
        fields.take("why", _text),
        fields.take("choices", _texts, ()),
        fields.take("answer", _index, -1),
        fields.take("expect", _pattern, ""),
    )
    fields.require_empty()
    if bool(found.choices) == bool(found.expect):
        raise ConfigError(f"{where}: needs either choices, with an answer, or expect")
    if found.choices and not 0 <= found.answer < len(found.choices):
        raise ConfigError(
            f"{where}: answer must be the index of a choice, 0 to {len(found.choices) - 1}"
        )
    return found


def _hint(where: str, table: Mapping[str, Any]) -> Hint:
    fields = _Fields(where, table)
    found = Hint(fields.take("text", _text), fields.take("mentions", _text))
    fields.require_empty()
    return found


# -- reading tables --------------------------------------------------------------------------


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


class _Fields:
    """The fields of a table that are still to be read; `where` names the table in messages."""

    def __init__(self, where: str, table: Mapping[str, Any]) -> None:
        self.where = where
        self.left = dict(table)
        self.known: list[str] = []

    def take(self, key: str, read: Callable[[Any], T], default: Any = None) -> T:
        """Read a field; without a default it must be there.

        `read` raises ValueError with what the field must be.
        """
        self.known.append(key)
        if key not in self.left:
            if default is None:
                raise ConfigError(f"{self.where}: has no {key}")
            return default  # type: ignore[no-any-return]
        try:
            return read(self.left.pop(key))
        except ValueError as error:
            raise ConfigError(f"{self.where}: {key} must be {error}") from None

    def require_empty(self) -> None:
        for key in self.left:
            raise ConfigError(
                f"{self.where}: unknown key {key!r}; choose from {', '.join(self.known)}"
            )


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise ValueError(what)


def _text(value: Any) -> str:
    _require(isinstance(value, str) and value.strip() != "", "a text")
    return str(value)


def _flag(value: Any) -> bool:
    _require(isinstance(value, bool), "true or false")
    return bool(value)


def _index(value: Any) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool), "a whole number")
    return int(value)


def _texts(value: Any) -> tuple[str, ...]:
    _require(
        isinstance(value, list) and all(isinstance(each, str) for each in value), "a list of texts"
    )
    return tuple(value)


def _pattern(value: Any) -> str:
    text = _text(value)
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression: {error}") from None
    return text


def _table(value: Any) -> Mapping[str, Any]:
    _require(isinstance(value, dict), "a table")
    return value  # type: ignore[no-any-return]


def _tables(value: Any) -> Sequence[Mapping[str, Any]]:
    _require(
        isinstance(value, list) and all(isinstance(each, dict) for each in value),
        "tables in double brackets",
    )
    return value  # type: ignore[no-any-return]


def _one_of(values: tuple[T, ...]) -> Callable[[Any], T]:
    def read(value: Any) -> T:
        _require(value in values, f"one of {', '.join(map(repr, values))}")
        return value  # type: ignore[no-any-return]

    return read
