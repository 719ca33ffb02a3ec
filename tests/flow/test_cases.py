"""The labelled set: what the data flow makes of 150 programs of many shapes.

Each is ported, compared with the expected text, and run: the original under Python 2.7 where there
is one, its port under this Python, on the same input. ``--update-cases`` writes the expected files
anew; what changed is then for a person to read.
"""

from __future__ import annotations

import os
import sys

import pytest

from porting.verify.run import find_python27
from tests.flow.programs import (
    FLOW_STAGES,
    OUTCOMES,
    POLICIES,
    Case,
    Shown,
    all_cases,
    marked_kinds,
    port,
    port_without_flow,
    run_ported,
    run_program,
)

CASES = [pytest.param(case, id=case.name) for case in all_cases()]
FAILING = ("unresolved", "untold")
every_case = pytest.mark.parametrize("case", CASES)
every_policy = pytest.mark.parametrize("policy", POLICIES)


def test_the_set_is_large() -> None:
    outcomes = [case.outcome(policy) for case in all_cases() for policy in POLICIES]
    assert set(outcomes) <= set(OUTCOMES)
    assert len(all_cases()) >= LEAST_CASES


LEAST_CASES = 150


@every_case
def test_kinds(case: Case) -> None:
    for line, expression, expected, found in marked_kinds(case):
        if case.outcome() in FAILING and found == "unknown":
            continue
        assert found == expected, f"line {line}: {expression}"


SAME_BEFORE_313 = {"quoted_printable"}  # It imports `uu`.


@every_policy
@every_case
def test_port(case: Case, policy: str) -> None:
    result = port(case, policy)
    assert result.code == case.kept(policy).read_bytes().decode()
    flow = [change for change in result.changes if change.stage in FLOW_STAGES]
    told = [warning for warning in result.warnings if warning.stage in FLOW_STAGES]
    if case.outcome(policy) == "untouched":
        assert not flow
        assert not told
    if case.outcome(policy) in FAILING:
        assert bool(result.warnings) == (case.outcome(policy) == "unresolved")


@every_policy
@every_case
def test_run(case: Case, policy: str) -> None:
    ported = run_ported(case, port(case, policy).code)
    if case.outcome(policy) in FAILING:
        before = run_ported(case, port_without_flow(case))
        assert agreement(ported, case.shown) >= agreement(before, case.shown), "made worse"
        # An older library still has what one program needs: there it does the same.
        is_same = case.name in SAME_BEFORE_313 and sys.version_info < (3, 13)
        same = ported.without_errors == case.shown
        assert same == is_same, "another outcome: let --update-cases say so"
    else:
        assert ported.without_errors == case.shown, ported.stderr.decode(errors="replace")


@every_case
def test_original(case: Case) -> None:
    python = find_python27()
    if python is None:
        if os.environ.get("CI"):
            pytest.fail("no Python 2.7 here; CI needs one")
        pytest.skip("no Python 2.7 here to check the kept outputs against")
    shown = run_program(python, case.original, case)
    assert shown.without_errors == case.shown, shown.stderr.decode(errors="replace")


def agreement(run: Shown, expected: Shown) -> int:
    """How much of the expected output a run shows before it goes wrong."""
    if run.without_errors == expected:
        return len(expected.stdout) + 1
    pairs = enumerate(zip(run.stdout, expected.stdout))
    shorter = min(len(run.stdout), len(expected.stdout))
    return next((index for index, (one, other) in pairs if one != other), shorter)
