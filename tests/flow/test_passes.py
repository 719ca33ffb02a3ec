"""What decides a module looks in many passes: none depends on what another did before it."""

from __future__ import annotations

import random
from typing import Any

import pytest

import porting
from porting.flow.decide import passes as deciding
from porting.flow.decide.deciding import Deciding, Decisions, Settled
from porting.flow.decide.passes import PASSES, decide, parse_module
from tests.flow.programs import Case, all_cases

CASES = [pytest.param(case, id=case.name) for case in all_cases()]


def after_2to3(case: Case) -> str:
    return porting.port_source(case.original, stages=["2to3"], from_version="2").code


def look(on: Deciding, order: list[Any]) -> dict[Any, list[Any]]:
    return {each: [*each(on)] for each in order}


@pytest.mark.parametrize("case", CASES)
def test_passes_may_come_in_any_order(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    code = after_2to3(case)
    tree = parse_module(code)
    if tree is None:
        pytest.skip("nothing to decide")
    shuffled = random.Random(case.name).sample(PASSES, len(PASSES))
    on = Deciding(code, tree, None)
    assert look(on, shuffled) == look(Deciding(code, tree, None), list(PASSES))
    assert on.settled == Settled(tuple(on.judged.meetings))

    def decided() -> Decisions:
        decide.cache_clear()
        return decide(code)

    first = decided()
    monkeypatch.setattr(deciding, "PASSES", tuple(shuffled))
    again = decided()
    decide.cache_clear()
    assert {*again.changes} == {*first.changes}
    assert {*again.doubts} == {*first.doubts}


def test_settling_leaves_what_it_was_asked_of() -> None:
    code = "import zlib\nprint(zlib.decompress(b''))\n"
    tree = parse_module(code)
    assert tree is not None
    on = Deciding(code, tree, None)
    later = on.settle(switched=frozenset([(1, 0)]))
    assert on.settled.switched == frozenset()
    assert later.settled.switched == {(1, 0)}
    assert later.is_switched(frozenset([(1, 0)]))
    assert not later.is_switched(frozenset())
    assert later.kept is not on.kept
