"""Withhold one fixer at a time, and print which suite is the first to miss it: `tox -e mutants`.

Exit status: 0 each is missed by some test, or stands in `SURVIVORS` with its reason; 1 otherwise.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from porting import port_source
from porting.case_study import find_case_study
from porting.proof.ported import Port, port_program
from porting.stages import all_fixers
from porting.verify.compare import compare_transcripts
from porting.verify.program import find_program
from porting.verify.scenarios import SCENARIOS
from porting.workshop.exercises import Exercise, own_set, read_set
from porting.workshop.grade import grade
from tests.mutants import VARIABLE
from tests.proof.test_withheld import SAME_BY_ANOTHER, is_missed

SURVIVORS: Mapping[str, str] = {"array_bytes": SAME_BY_ANOTHER}


def by_examples(name: str) -> str:
    return "its examples" if is_missed(name, all_fixers()[name]) else ""


def by_exercises(name: str) -> str:
    """The first exercise whose port is right, and is wrong without the fixer."""
    for exercise in read_set(own_set()).exercises:
        whole = _whole(exercise)
        if not any(
            change.fixer == name for each in whole.results.values() for change in each.changes
        ):
            continue
        if _is_right(exercise) and not _is_right(exercise, name):
            return f"exercise {exercise.name}"
    return ""


@cache
def _whole(exercise: Exercise) -> Port:
    with tempfile.TemporaryDirectory() as folder:
        return port_program(find_program(exercise.start), Path(folder).resolve())


@cache
def _is_right(exercise: Exercise, withheld: str = "") -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        disabled = [withheld] if withheld else []
        port_program(find_program(exercise.start), folder, withheld=disabled)
        return not any(each.message for each in grade(exercise, folder))


def by_behaviour(name: str) -> str:
    """The first scenario of the case study in which the port is wrong without the fixer."""
    study = find_case_study()
    for scenario in SCENARIOS:
        original = (study.originals / scenario.script).read_bytes()
        code = port_source(original, filename=scenario.script, disable=[name]).code
        if code != study.port(scenario.script).code:
            run = study.run_code(code, scenario)
            expected = study.run_original(scenario)
            if not compare_transcripts(expected, run.transcript, scenario.freedom).is_same:
                return f"scenario {scenario.name}"
    return ""


def by_own_tests(name: str) -> str:
    """The first that fails of the tests of fixers that name it."""
    files = [
        str(path)
        for path in sorted(Path("tests/fixers").rglob("test_*.py"))
        if re.search(rf"\b{name}\b", path.read_text("utf-8"))
    ]
    if not files:
        return ""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "tests.mutants.withhold", *files]
    done = subprocess.run(
        command, env={**os.environ, VARIABLE: name}, capture_output=True, text=True, check=False
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    return failed[0].split()[1] if done.returncode == 1 and failed else ""


SUITES: tuple[Callable[[str], str], ...] = (by_examples, by_exercises, by_behaviour, by_own_tests)


def main() -> int:
    """Try all fixers, or those named on the command line."""
    wrong = 0
    names = sys.argv[1:] or list(all_fixers())
    for name in names:
        missed_by = next(filter(None, (suite(name) for suite in SUITES)), "")
        reason = SURVIVORS.get(name, "")
        if missed_by and reason:
            told, is_wrong = f"missed by {missed_by}: strike it from SURVIVORS", True
        elif missed_by:
            told, is_wrong = f"missed by {missed_by}", False
        else:
            told, is_wrong = f"SURVIVES: {reason or 'no test misses it'}", not reason
        print(f"{name:24} {told}", flush=True)
        wrong += is_wrong
    print(f"{len(names)} fixers withheld, {wrong} not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
