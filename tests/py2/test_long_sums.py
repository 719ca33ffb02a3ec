"""Sums of thousands of terms, which LibCST's parser takes minutes for: see `fold_sums`."""

import sys

import libcst as cst
import pytest

import porting
from porting.py2 import parse_module
from porting.py2.lower import fold_sums, lower
from porting.py2.parse import dialects

TERM = ["a", "-b ** 2", "c.d[e + 1:f]", "not_", "~g", "(h - i)", "'j' 'k'", "f(*l, **m)", "n @ o"]
SUM = " + ".join(TERM * 8)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"x = {SUM}\n", id="an assignment"),
        pytest.param(f"x = -{SUM} - {SUM}, not {SUM}\n", id="several"),
        pytest.param(f"x = f({SUM} * ({SUM} - y(z={SUM})), {SUM})\n", id="one in another"),
        pytest.param(f"x = {SUM} if {SUM} else lambda y: {SUM}\n", id="around keywords"),
        pytest.param(f"return {SUM}\n", id="a statement"),
        pytest.param(f"x = 1 << {SUM} << 2 | {SUM} < {SUM}\n", id="other operators"),
        pytest.param(f"x = ... + {SUM}\n", id="an ellipsis"),
        pytest.param(f"x = [y for y in {SUM} if {SUM}]\n", id="a comprehension"),
    ],
)
def test_same_tree(text: str) -> None:
    (dialect, *_) = dialects(text)
    assert len(fold_sums(lower(text, dialect))) < len(text)
    module = parse_module(text)
    assert module.code == text
    assert len(module.body) == 1
    assert _shape(module.body[0]) == _shape(cst.parse_statement(text))


def _shape(node: cst.CSTNode) -> list[str]:
    found, todo = [], [node]
    while todo:
        node = todo.pop()
        found.append(type(node).__name__)
        todo += node.children
    return found


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no stack for so many")
@pytest.mark.parametrize(
    ("term", "plus"),
    [
        pytest.param("unicode", " + ", id="in one line"),
        pytest.param("0777L", " +  # and\n        ", id="in many lines"),
    ],
)
def test_five_thousand_terms(term: str, plus: str) -> None:
    line = f"x = (a + {plus.join([term] * 5000)})\n"
    text = f"def f():\n    {line}"
    ported = porting.port_source(text, stages=["2to3"]).code
    one = porting.port_source(f"x = {term}\n", stages=["2to3"]).code[4:-1]
    assert ported == text.replace(term, one)
