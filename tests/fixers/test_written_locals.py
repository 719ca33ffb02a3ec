"""Cases of `written_locals` beyond the examples of its docstring."""

from __future__ import annotations

import pytest

from tests.fixers.check import check

START = "def f(a):\n    d = locals()\n"
BOTH = "globals(), {**d, **locals()}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            START + "    d.update(a)\n    return [eval(b) for b in a]\n",
            START + f"    d.update(a)\n    return [eval(b, {BOTH}) for b in a]\n",
            id="updated",
        ),
        pytest.param(
            START + "    d['b'] = eval(a)\n",
            START + f"    d['b'] = eval(a, {BOTH})\n",
            id="in the line that writes",
        ),
    ],
)
def test_written_locals(before: str, after: str) -> None:
    check("written_locals", before, after)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(START + "    d['b'] = 1\n    eval(a, d)\n", id="given already"),
        pytest.param(START + "    d['b'] = 1\n    d = {}\n    eval(a)\n", id="bound again"),
        pytest.param(START + "    b = d['b']\n    eval(a)\n", id="only read"),
        pytest.param(START + "    d['b'] = 1\n    return lambda: eval(a)\n", id="another function"),
        pytest.param("d = locals()\nd['b'] = 1\neval('b')\n", id="of the module"),
        pytest.param("locals()['b'] = 1\n", id="of the module, at once"),
    ],
)
def test_written_locals_left_alone(source: str) -> None:
    check("written_locals", source, source)


def test_locals_that_are_updated_at_once() -> None:
    source = "def f(a):\n    locals().update(a)\n"
    check("written_locals", source, source, notes=["changes no variable"])
