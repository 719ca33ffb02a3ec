"""Chains of thousands of terms, which LibCST's parser takes minutes for: see `porting.py2.fold`."""

import sys

import libcst as cst
import pytest

import porting
from porting.py2 import fold, parse_module
from porting.py2.fold import fold_chains
from porting.py2.lower import lower
from porting.py2.parse import dialects

TERM = ["a", "-b ** 2", "c.d[e + 1:f]", "not_", "~g", "(h - i)", "'j' 'k'", "f(*l, **m)", "n @ o"]
SUM = " + ".join(TERM * 8)
ROW = " ".join(f"'{n}'" for n in range(120))


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
        pytest.param(
            f"x = {' and '.join(TERM * 8)} or not {' or not '.join(TERM * 8)}\n", id="and"
        ),
        pytest.param(f"x = {' == b and '.join(TERM * 8)} in c\n", id="comparisons"),
        pytest.param(f"x = {' * '.join(TERM * 8)} ** {' // '.join(TERM * 8)}\n", id="products"),
        pytest.param(f"x = {' | '.join(TERM * 8)} ^ {' & '.join(TERM * 8)}\n", id="bits"),
        pytest.param(f"x = -a{'.b(c)[d]' * 80}\n", id="links"),
        pytest.param(f"x = not in_ not in {ROW}.join(a)\n", id="a row of strings"),
        pytest.param(f"x = f({ROW}, b{ROW.replace(' ', ' b')} % a)\n", id="rows of bytes"),
        pytest.param(f"for x, (y, z) in {' or '.join(TERM * 8)}:\n    pass\n", id="a loop"),
        pytest.param(f"case = {' or '.join(TERM * 8)}\n", id="case is a name"),
    ],
)
def test_same_tree(text: str) -> None:
    (dialect, *_) = dialects(text)
    assert len(fold_chains(lower(text, dialect))) < len(text)
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


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("f() not in 'p' 'q' 'r' 's'.join(-a is ~b)", id="not in"),
        pytest.param("a is not b + c + d + e", id="is not"),
        pytest.param("[a for q, (r, s) in b or c or d if e or f or g]", id="a comprehension"),
        pytest.param("-a ** -b.c.d.e ** f * g * h * i", id="signs and powers"),
        pytest.param("not a == b and not c.d.e.f < g and h or i", id="not"),
        pytest.param("f(*a or b or c, **d.e.f.g)", id="stars"),
        pytest.param("lambda x, *y: x.a.b.c or y[1:2:3](4)(5)(6)", id="a lambda"),
        pytest.param("{a.b.c.d: e + f + g, h: i * j * k}", id="a dictionary"),
        pytest.param("a * b + c * d * e * f + g << h", id="chains in chains"),
        pytest.param("`a + b + c + d`.e.f.g", id="backquotes"),
        pytest.param("b'1' u'2' b'3' '4' b'5'", id="bytes and text"),
    ],
)
@pytest.mark.parametrize("most", [2, 3])
def test_same_tree_of_short_chains(
    expression: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chains begin and end where operators tell, however long they are."""
    text = f"x = {expression}\n"
    expected = parse_module(text)
    monkeypatch.setattr(fold, "_MOST_TERMS", most)
    monkeypatch.setattr(fold, "_LONG", 0)
    module = parse_module(text)
    assert module.code == text
    assert _shape(module) == _shape(expected)
    assert module.visit(cst.CSTTransformer()).code == text


def test_patterns_and_imports_stay() -> None:
    alternatives = " | ".join(map(str, range(200)))
    text = f"match x:\n    case {alternatives}:\n        pass\nimport a{'.b' * 300}\n"
    module = parse_module(text)
    assert module.code == text
    assert _shape(module.body[0]) == _shape(cst.parse_module(text).body[0])


@pytest.mark.parametrize(("usual", "other"), [("\r\n", "\n"), ("\n", "\r\n"), ("\r", "\n")])
def test_newlines_of_two_kinds(usual: str, other: str) -> None:
    text = f"x = (a{f' +{other} b' * 200}){usual}y = 1{usual}"
    text = f"y = 2{usual}{text}"
    assert parse_module(text).code == text


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no stack for so many")
@pytest.mark.parametrize(
    ("term", "ported"),
    [
        pytest.param(" + unicode", " + str", id="a sum in one line"),
        pytest.param(" +  # and\n        0777", " +  # and\n        0o777", id="in many lines"),
        pytest.param(" and d.has_key(b)", " and b in d", id="and"),
        pytest.param(" or not unicode", " or not str", id="or"),
        pytest.param(" * 0777", " * 0o777", id="a product"),
        pytest.param(" % 0777", " % 0o777", id="remainders"),
        pytest.param(" | -0777", " | -0o777", id="bits"),
        pytest.param(" < 0777", " < 0o777", id="comparisons"),
        pytest.param(", unicode", ", str", id="a tuple"),
        pytest.param("(0777)", "(0o777)", id="calls"),
        pytest.param(".b", ".b", id="attributes"),
    ],
)
def test_five_thousand_terms(term: str, ported: str) -> None:
    text = f"def f():\n    x = (a{term * 5000}), unicode\n"
    expected = f"def f():\n    x = (a{ported * 5000}), str\n"
    assert porting.port_source(text, stages=["2to3"]).code == expected


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no stack for so many")
def test_five_thousand_strings() -> None:
    row = "\n    'a'" * 5000
    text = f"x = ({row}), d.has_key(b)\n"
    assert porting.port_source(text).code == f"x = ({row}), b in d\n"
