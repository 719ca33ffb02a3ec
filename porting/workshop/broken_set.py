"""Find the silent bug: a set of exercises made from broken ports of a program."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from porting.errors import ConfigError
from porting.files import Output
from porting.proof.broken import BrokenPort, WholePort
from porting.proof.recorded import save_transcripts
from porting.stages import all_fixers
from porting.verify.scenario import Scenario
from porting.workshop.exercises import Run, read_set


def write_set(folder: Path, whole: WholePort, broken: Sequence[BrokenPort], title: str) -> None:
    """Write a set with an exercise for each broken port, named after the fixer it lacks.

    Raises:
        ConfigError: the folder holds something already, or a scenario needs a server.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder}: is there already, and not empty\nhint: name a new folder")
    scenarios = [case.scenario for case in whole.cases]
    for scenario in scenarios:
        if scenario.servers or not scenario.script:
            raise ConfigError(
                f"{scenario.name}: needs a server or runs a module; an exercise runs one script"
            )
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"title = {_toml('Find the silent bug: ' + title)}",
        f"summary = {_toml(f'Ports of {title} that run, and that differ in some runs only.')}",
        f"order = {_toml([each.fixer for each in broken])}",
    ]
    _write(folder / "set.toml", lines)
    for number, port in enumerate(broken, start=1):
        _write_exercise(folder / port.fixer, whole, port, f"Silent bug {number} of {len(broken)}")
    read_set(folder)


def _write_exercise(folder: Path, whole: WholePort, port: BrokenPort, title: str) -> None:
    whole.program.copy_to(folder / "original")
    whole.port.program.copy_to(folder / "solution")
    whole.port.program.copy_to(folder / "start")
    for name, code in port.files:
        (folder / "start" / name).write_bytes(code)
    scenarios = [case.scenario for case in whole.cases]
    scenarios.sort(key=lambda scenario: scenario.name not in port.hidden_in)
    story = (
        f"This port of {scenarios[0].script} runs, and its first run is right. In another run it "
        "does not do what the Python 2 program did. Find the bug, and mend it."
    )
    fixer = all_fixers()[port.fixer]
    lines = [
        f"title = {_toml(title)}",
        f"story = {_toml(story)}",
        f"point = {_toml(fixer.title().replace('``', ''))}",
        f"teaches = {_toml([port.fixer])}",
        "needs = []",
        'kind = "audit"',
        f"program = {_toml(scenarios[0].script)}",
        "python = 3",
        f"fixers = {_toml([port.fixer])}",
    ]
    for number, scenario in enumerate(scenarios):
        lines += ["", *_run(scenario, folder / "given", is_shown=number == 0)]
    for text, mentions in _hints(whole, port):
        lines += ["", "[[hint]]", f"text = {_toml(text)}", f"mentions = {_toml(mentions)}"]
    lines += ["", "[unsolved]", f"fails_with = {_toml(port.seen.strip().splitlines()[0])}"]
    _write(folder / "exercise.toml", lines)
    right = "Any port that does the same in all runs, such as this one, made by porting."
    _write(folder / "solution.md", [fixer.reason(), "", right])
    (folder / "expected").mkdir()
    for scenario in scenarios:
        path = folder / "expected" / Run(scenario, shown_before=False).file_name
        save_transcripts(Output(path), {scenario.name: whole.recorded[scenario.name]})


def _run(scenario: Scenario, given: Path, *, is_shown: bool) -> Iterator[str]:
    """The table of a run; what it is given is copied beside it."""
    yield "[[run]]"
    yield f"name = {_toml(scenario.name)}"
    yield f"arguments = {_toml(list(scenario.command[1:]))}"
    if scenario.stdin:
        name = f"{Run(scenario, shown_before=False).file_name.removesuffix('.json')}.stdin"
        given.mkdir(exist_ok=True)
        (given / name).write_bytes(scenario.stdin)
        yield f"stdin_file = {_toml(name)}"
    if scenario.files:
        yield f"files = {_toml([name for name, _ in scenario.files])}"
    for name, path in scenario.files:
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, given / name, dirs_exist_ok=True)
        else:
            shutil.copyfile(path, given / name)
    if scenario.cassette:
        given.mkdir(exist_ok=True)
        shutil.copyfile(scenario.cassette, given / scenario.cassette.name)
        yield f"cassette = {_toml(scenario.cassette.name)}"
    if scenario.environment:
        pairs = ", ".join(f"{_toml(name)} = {_toml(each)}" for name, each in scenario.environment)
        yield f"environment = {{ {pairs} }}"
    yield f"seed = {scenario.seed}"
    yield f"order = {_toml(scenario.freedom.order)}"
    yield f"sets = {_toml(list(scenario.freedom.sets))}"
    yield f"ignore = {_toml(list(scenario.freedom.ignored))}"
    yield f"rules_off = {_toml(sorted(scenario.rules.off))}"
    yield f"shown_before = {_toml(is_shown)}"


def _hints(whole: WholePort, port: BrokenPort) -> Iterator[tuple[str, str]]:
    """Three hints, each with the line that it mentions: where, why, and nearly the code."""
    name, code = port.files[0]
    broken = code.decode("utf-8", "replace").splitlines()
    right = (whole.port.program.root / name).read_text("utf-8").splitlines()
    matcher = SequenceMatcher(None, broken, right, autojunk=False)
    _, start, _, right_start, right_end = next(
        each for each in matcher.get_opcodes() if each[0] != "equal"
    )
    mentioned = _line_near(broken, start)
    becomes = " / ".join(line.strip() for line in right[right_start:right_end]) or "nothing"
    why = all_fixers()[port.fixer].title().replace("``", "")
    yield f"The run {port.shows_in[0]!r} shows it. Look around: {mentioned}", mentioned
    yield f"{why} See: {mentioned}", mentioned
    yield f"In the place of {mentioned} comes: {becomes}", mentioned


def _line_near(lines: Sequence[str], place: int) -> str:
    """The first line from a place on that has something in it, or the last one before."""
    for line in (*lines[place:], *reversed(lines[:place])):
        if line.strip():
            return line.strip()
    return ""


def _toml(value: str | bool | list[str]) -> str:
    """A value as TOML writes it, which for these is how JSON does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, lines: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
