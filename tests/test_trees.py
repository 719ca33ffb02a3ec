"""What goes through trees finds what `ast.walk` finds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from porting.trees import nodes_below, nodes_by_type, parents_in, tree_of

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "porting"
# The exercises of the workshop are data.
MODULES = (path for path in PACKAGE.rglob("*.py") if PACKAGE / "exercises" not in path.parents)
FILES = [*HERE.glob("*.py"), *MODULES]
LEFT_OUT = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
ODD = "{**a, 1: 2}\ndef f(*, a, b=1, **c): global d; return lambda *e, f=2: e\n"


def all_trees() -> list[ast.Module]:
    return [ast.parse(text) for text in (ODD, *(path.read_text("utf-8") for path in FILES))]


def test_every_node_is_found_outer_ones_first() -> None:
    for tree in all_trees():
        expected = [node for node in ast.walk(tree) if not isinstance(node, LEFT_OUT)]
        assert nodes_below(tree) == expected


def test_every_node_knows_what_is_around_it() -> None:
    for tree in all_trees():
        expected = {
            child: node
            for node in ast.walk(tree)
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, LEFT_OUT)
        }
        assert parents_in(nodes_below(tree)) == expected


def test_nodes_by_type() -> None:
    found = nodes_by_type(nodes_below(ast.parse("a = b\nc()\n")))
    assert [node.id for node in found[ast.Name]] == ["a", "b", "c"]
    assert found[ast.Lambda] == []


@pytest.mark.parametrize("text", ["print 1\n", "a = (\n", "a\0b\n"])
def test_what_is_no_python3_has_no_tree(text: str) -> None:
    assert tree_of(text) is None


def test_a_byte_order_mark_is_left_out() -> None:
    tree = tree_of("\ufeffa = 1\n")
    assert tree is not None
    assert tree.body[0].col_offset == 0
