"""Finds parameters that must be files of bytes, since what is read from them is unpacked."""

from __future__ import annotations

import ast

from porting.flow.domain.findings import FunctionNode
from porting.flow.domain.reasons import Reason, Step
from porting.flow.domain.values import (
    Instance,
    Value,
    one,
)
from porting.trees import nodes_below, nodes_of

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def binary_parameters(tree: ast.Module) -> dict[tuple[FunctionNode, str], Value]:
    """The parameters of which ``struct.unpack`` takes what ``read`` gives, by function and name."""
    nodes = nodes_of(tree)
    if not any(isinstance(node, ast.alias) and node.name == "struct" for node in nodes):
        return {}
    found: dict[tuple[FunctionNode, str], Value] = {}
    for function in nodes:
        if isinstance(function, _FUNCTIONS):
            for name, call in _unpacked(function):
                why = Step(Reason.UNPACKED, call, about=name)
                found.setdefault((function, name), one(Instance("typing.BinaryIO", why=why)))
    return found


def _unpacked(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[str, ast.expr]]:
    """The names of files, each with a call of its ``read`` of which the result is unpacked."""
    nodes = nodes_below(function)
    given: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(node.value)
    found: list[tuple[str, ast.expr]] = []
    for node in nodes:
        if not isinstance(node, ast.Call) or len(node.args) != 2:
            continue
        if ast.unparse(node.func) != "struct.unpack":
            continue
        data = node.args[1]
        if isinstance(data, ast.Name) and len(given.get(data.id, ())) == 1:
            (data,) = given[data.id]
        if isinstance(data, ast.Call) and isinstance(data.func, ast.Attribute):
            file = data.func.value
            if data.func.attr == "read" and isinstance(file, ast.Name) and file.id not in given:
                found.append((file.id, data))
    return found
