"""Which functions and classes of two programs differ, have moved, or have other local names."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["differs", "locals renamed", "moved", "only in a", "only in b"]
_Scope = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
MODULE = "(module)"


@dataclass(frozen=True)
class Finding:
    """What has become of a definition.

    Attributes:
        name: as in "Shop.sell"; `MODULE` for what is outside of all, "Shop" for what is in the
            class and in none of its methods.
        a: the lines that it has in the first program, from 1, first and last; (0, 0) for none.
        b: those in the second.
        detail: for locals the names, as "d -> data"; for what has moved to another name that.
    """

    kind: Kind
    name: str
    a: tuple[int, int]
    b: tuple[int, int]
    detail: str = ""


@dataclass(frozen=True)
class _Part:
    """A definition without those in it: what is compared."""

    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    lines: tuple[int, int]
    dump: str


def findings(a: ast.Module, b: ast.Module) -> list[Finding]:
    """Compare two programs, definition by definition; nothing is found where they are equal."""
    left, right = dict(_parts(a)), dict(_parts(b))
    found: list[Finding] = []
    gone = [name for name in left if name not in right]
    new = [name for name in right if name not in left]
    for name in list(gone):
        twin = next((each for each in new if _is_twin(name, left[name], each, right[each])), None)
        if twin is not None:
            gone.remove(name)
            new.remove(twin)
            detail = f"now {twin}"
            found.append(Finding("moved", name, left[name].lines, right[twin].lines, detail))
    moved = _moved([name for name in left if name in right], [n for n in right if n in left])
    for name, part in left.items():
        if name in gone:
            found.append(Finding("only in a", name, part.lines, (0, 0)))
        if name not in right:
            continue
        other = right[name]
        if name in moved:
            found.append(Finding("moved", name, part.lines, other.lines))
        if part.dump != other.dump:
            renamed = _renamed(part, other)
            kind: Kind = "differs" if renamed is None else "locals renamed"
            found.append(Finding(kind, name, part.lines, other.lines, renamed or ""))
    found += (Finding("only in b", name, (0, 0), right[name].lines) for name in new)
    return sorted(found, key=lambda each: (each.a[0] or each.b[0], each.b[0]))


def _parts(tree: ast.Module) -> Iterator[tuple[str, _Part]]:
    yield MODULE, _Part(tree, (1, 1), _dump(tree))
    seen: dict[str, int] = {}
    for name, node in _definitions(tree, ""):
        seen[name] = seen.get(name, 0) + 1
        # A property has its name twice: for reading and for writing.
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        yield unique, _Part(node, (first, node.end_lineno or node.lineno), _dump(node))


def _definitions(
    node: ast.Module | ast.ClassDef, prefix: str
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """The definitions of a module and its classes; a function keeps those that are in it."""
    for child in node.body:
        if isinstance(child, _Scope):
            yield prefix + child.name, child
            if isinstance(child, ast.ClassDef):
                yield from _definitions(child, f"{prefix}{child.name}.")


def _dump(node: ast.AST) -> str:
    """What a definition is, whatever its layout; others in a module or class only by name."""
    if isinstance(node, (ast.Module, ast.ClassDef)):
        node = copy.copy(node)
        node.body = [each for each in node.body if not isinstance(each, _Scope)]
    node = copy.deepcopy(node)
    for each in ast.walk(node):
        if isinstance(each, ast.Constant):
            each.kind = None  # The u of u"x".
    return ast.dump(node)


def _is_twin(a_name: str, a: _Part, b_name: str, b: _Part) -> bool:
    return a_name.split(".")[-1] == b_name.split(".")[-1] and a.dump == b.dump


def _moved(a: list[str], b: list[str]) -> set[str]:
    """The names that stand in another order: as few as account for it, or nearly so."""
    matcher = SequenceMatcher(None, a, b, False)
    stayed = {name for start, _, size in matcher.get_matching_blocks() for name in a[start:][:size]}
    return set(a) - stayed


def _renamed(a: _Part, b: _Part) -> str | None:
    """The names of locals that differ; None where more does."""
    if not (isinstance(a.node, _Function) and isinstance(b.node, _Function)):
        return None
    (left, left_names), (right, right_names) = (_with_numbers(each.node) for each in (a, b))
    if left != right:
        return None
    pairs = zip(left_names, right_names)
    return ", ".join(f"{old} -> {new}" for old, new in pairs if old != new)


def _with_numbers(node: ast.AST) -> tuple[str, list[str]]:
    """A function with numbers in the place of its local names, and those names, the first first.

    Parameters keep theirs: callers may use them.
    """
    node = copy.deepcopy(node)
    nodes = list(_in_order(node))
    fixed = {each.arg for each in nodes if isinstance(each, ast.arg)}
    for each in nodes:
        if isinstance(each, (ast.Global, ast.Nonlocal)):
            fixed.update(each.names)
    names: dict[str, str] = {}
    for each in nodes:
        name = each.name if isinstance(each, ast.ExceptHandler) else None
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load):
            name = each.id
        if name is not None and name not in fixed:
            names.setdefault(name, f"<{len(names)}>")
    for each in nodes:
        if isinstance(each, ast.Name):
            each.id = names.get(each.id, each.id)
        elif isinstance(each, ast.ExceptHandler) and each.name:
            each.name = names.get(each.name, each.name)
    return _dump(node), list(names)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)
