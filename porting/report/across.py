"""Evidence that leads into another file: the lines there that a function returns from."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from porting.engine.places import Places, split_lines
from porting.many_files.tasks import Outcome, Ported
from porting.project.graph import Project
from porting.report.chains import Step, code_of
from porting.report.forgotten import tree_of_program
from porting.report.model import Excerpt

_MOST_RETURNS = 3
_CONTEXT = 2

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Elsewhere:
    """A step in another file: its path as the run was given it, and its line in the original."""

    path: Path
    line: int
    text: str
    excerpt: Excerpt


class Files:
    """All files of a report, to look definitions up in."""

    def __init__(self, outcomes: Mapping[str, Outcome], project: Project | None) -> None:
        self._project = project
        self._ported = {
            os.path.abspath(outcome.path): outcome
            for outcome in outcomes.values()
            if isinstance(outcome, Ported)
        }

    def steps_before(self, ported: Ported, stage: str, first: Step) -> Iterator[Elsewhere]:
        """What happens in other files before the first step of a chain.

        The step's expression begins with a call of what is imported; shown is what the function
        returns there, and for a class the line that it begins in.
        """
        found = self._definition(ported, stage, code_of(first))
        if found is None:
            return
        other, text, definition = found
        places = Places(other.result.stages)
        for node, told in _told(definition, text):
            line = other.line_in_file(places.original(stage, node.lineno, 0)[0])
            yield Elsewhere(other.path, line, told, _excerpt(text, node.lineno))

    def _definition(
        self, ported: Ported, stage: str, code: str
    ) -> tuple[Ported, str, Definition] | None:
        names = _called(code)
        tree = tree_of_program(_text_at(ported, stage))
        if not names or tree is None or self._project is None:
            return None
        for module, level, rest in _imported(tree, names):
            found = self._project.find(str(ported.path), module, level)
            other = self._ported.get(found.path) if found is not None else None
            if other is None or len(rest) != 1:
                continue
            text = _text_at(other, stage)
            for node in getattr(tree_of_program(text), "body", ()):
                if isinstance(node, Definition) and node.name == rest[0]:
                    return other, text, node
        return None


def _text_at(ported: Ported, stage: str) -> str:
    """The text that a stage was given."""
    found = (each.before for each in ported.result.stages if each.name == stage)
    return next(found, ported.result.code)


def _called(code: str) -> list[str]:
    """The dotted name of the function that an expression calls first."""
    tree = tree_of_program(code)
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return []
    node = tree.body[0].value
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        if isinstance(node, ast.Call) and (names := _dotted(node.func)):
            return names
        node = node.func if isinstance(node, ast.Call) else node.value
    return []


def _dotted(node: ast.expr) -> list[str]:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return [node.id, *names] if isinstance(node, ast.Name) else []


def _imported(tree: ast.Module, names: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    """The modules that a dotted name may come from: name, dots, and what follows in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == names[0]:
                    yield node.module or "", node.level, [alias.name, *names[1:]]
                    inner = f"{node.module}.{alias.name}" if node.module else alias.name
                    yield inner, node.level, names[1:]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                bound = [alias.asname] if alias.asname else alias.name.split(".")
                if names[: len(bound)] == bound:
                    yield alias.name, 0, names[len(bound) :]


def _told(definition: Definition, text: str) -> Iterator[tuple[ast.stmt, str]]:
    """The statements of a function that make and return its result, in words."""
    name = definition.name
    if isinstance(definition, ast.ClassDef):
        yield definition, f"`{name}` is this class"
        return
    returns = [node for node in ast.walk(definition) if isinstance(node, ast.Return) and node.value]
    for node in returns[:_MOST_RETURNS]:
        value = node.value
        if isinstance(value, ast.Name):
            for each in ast.walk(definition):
                targets = each.targets if isinstance(each, ast.Assign) else ()
                if isinstance(each, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == value.id for target in targets
                ):
                    yield each, f"`{value.id}` is `{ast.get_source_segment(text, each.value)}`"
        if value is not None:
            yield node, f"`{name}` returns `{ast.get_source_segment(text, value)}`"


def _excerpt(text: str, line: int) -> Excerpt:
    first = max(line - _CONTEXT, 1)
    lines = split_lines(text)[first - 1 : line + _CONTEXT]
    return Excerpt(first, line, tuple(lines))
