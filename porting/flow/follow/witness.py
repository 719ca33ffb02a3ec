"""What a run under Python 2.7 showed of a module's functions, where the source does not tell."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from porting.evidence import FileEvidence, FunctionEvidence, Kinds
from porting.flow.domain.findings import FunctionNode
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Seen, Step
from porting.flow.domain.values import (
    OTHER,
    Str,
    Value,
    one,
)

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Witness:
    """Answers for parameters and returns of which the analysis knows nothing.

    Only what leaves no choice counts: a string that was always `unicode` is text, a `str` that was
    neither ASCII nor UTF-8 is bytes. What was ASCII may be either.
    """

    def __init__(self, tree: ast.Module, evidence: FileEvidence | None) -> None:
        self.known = dict(_pairs(tree, evidence)) if evidence else {}

    def argument(self, function: FunctionNode, name: str, value: Value) -> Value:
        """What a parameter may be, given what the analysis knows of it."""
        if not (self.known and _is_unknown(value)):
            return value
        known = self.known.get(function)
        spec = function.args
        for argument in (*spec.posonlyargs, *spec.args):
            if known and argument.arg == name:
                node = cast("ast.expr", argument)
                return (
                    _value(known.kinds_of(name), Reason.SEEN_ARGUMENT, node, known, name) or value
                )
        return value

    def returned(self, function: FunctionNode, node: ast.expr, value: Value) -> Value:
        """What a call of a function gives, given what the analysis knows of it."""
        if not (self.known and _is_unknown(value)):
            return value
        known = self.known.get(function)
        if known is None or known.is_generator:
            return value
        return _value(known.returns, Reason.SEEN_RESULT, node, known) or value


def has_bytes(evidence: FileEvidence) -> bool:
    """Whether anything that can only be bytes was seen."""
    return any(
        "binary" in kinds
        for function in evidence.functions
        for kinds in (*function.arguments.values(), function.returns)
    )


def _is_unknown(value: Value) -> bool:
    """Whether nothing but the unknown is known of it, and perhaps None or a number."""
    return value.is_open and all(atom == _OTHER for atom in value)


(_OTHER,) = OTHER.atoms


def _value(
    kinds: Kinds, reason: Reason, node: ast.expr, known: FunctionEvidence, name: str = ""
) -> Value | None:
    strings = kinds - {"other"}
    if strings == {"unicode"}:
        kind, words = Kind.TEXT, "unicode"
    elif "binary" in strings and "unicode" not in strings:
        kind, words = Kind.BYTES, "str that is neither ASCII nor UTF-8"
    else:
        return None
    about = Seen(name, words, known.calls, known.name)
    found = one(Str(kind, why=Step(reason, node, about=about)))
    return found | OTHER if "other" in kinds else found


def _pairs(
    tree: ast.Module, evidence: FileEvidence
) -> Iterator[tuple[FunctionNode, FunctionEvidence]]:
    """The module's functions with what was seen of each; the order tells namesakes apart."""
    nodes: dict[str, list[FunctionNode]] = defaultdict(list)
    for name, node in _named_functions(tree, ""):
        nodes[name].append(node)
    seen: dict[str, list[FunctionEvidence]] = defaultdict(list)
    for each in sorted(evidence.functions, key=lambda each: each.line):
        seen[each.name].append(each)
    for name, found in seen.items():
        if len(nodes.get(name, ())) == len(found):
            yield from zip(nodes[name], found)


def _named_functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, FunctionNode]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            name = prefix + ("<lambda>" if isinstance(child, ast.Lambda) else child.name)
            yield name, child
            yield from _named_functions(child, f"{name}.<locals>.")
        elif isinstance(child, ast.ClassDef):
            yield from _named_functions(child, f"{prefix}{child.name}.")
        else:
            yield from _named_functions(child, prefix)
