"""The chain of steps behind a change: from where bytes come in to where the change is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from porting.engine.places import split_lines
from porting.result import Change, StageResult

_STEP = re.compile(r"line (\d+): (.*)", re.DOTALL)
_CODE = re.compile(r"`(.+?)`", re.DOTALL)
_NEAR = 6


@dataclass(frozen=True)
class Step:
    """What happens on a line of a stage's text, from 1; 0 where the step names none."""

    line: int
    text: str


def reason_of(change: Change) -> str:
    """Why a change is made, in its fixer's words, without the chain."""
    return change.why.partition("\n")[0]


def steps_of(change: Change, stage: StageResult) -> tuple[Step, ...]:
    """The chain as the data goes: what comes first stands first.

    Fixers before the one that made the change may have moved its lines: a line is looked for near
    the place that the chain names.
    """
    lines = [_squeezed(line) for line in split_lines(stage.before)]
    steps = []
    for told in reversed(change.why.split("\n")[1:]):
        found = _STEP.match(told.strip())
        if found is None:
            steps.append(Step(0, told.strip()))
        else:
            step = Step(int(found[1]), found[2])
            line = _nearest(lines, step.line, _squeezed(code_of(step)))
            steps.append(replace(step, line=line))
    return tuple(steps)


def code_of(step: Step) -> str:
    """The expression that a step is about, "" where it names none."""
    found = _CODE.search(step.text)
    return found[1] if found else ""


def _nearest(lines: list[str], line: int, wanted: str) -> int:
    for distance in range(_NEAR):
        for each in (line + distance, line - distance):
            if 0 < each <= len(lines) and wanted in lines[each - 1]:
                return each
    return min(line, len(lines))


def _squeezed(code: str) -> str:
    return re.sub(r"\s+", "", code)
