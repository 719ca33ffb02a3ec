from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import libcst as cst

from porting.document import Document
from porting.fixer import Options
from porting.fixers.analysed import AnalysedFixer
from porting.fixers.futures import future_features
from porting.fixers.reaching import bound_in, outside_functions
from porting.fixers.syntax import FUNCTIONS, Syntax
from porting.language import Language
from porting.trees import nodes_below

_INTEGERS = frozenset(
    "len int long ord hash id math.factorial math.trunc os.path.getsize struct.calcsize".split()
)
_FLOATS = frozenset(["float", "time.time", "time.clock", "random.random", "random.uniform"])
_INTEGER_METHODS = frozenset(["bit_length", "count", "find", "rfind"])
_SAME = (ast.Add, ast.Sub, ast.Mult, ast.Mod, ast.FloorDiv, ast.Div)
_BITS = (ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)
INTEGER, FLOAT, UNKNOWN = "integer", "float", "unknown"


class Division(AnalysedFixer):
    r"""Divide integers by ``//``, as ``/`` did.

    In Python 2 the quotient of two integers was cut off to an integer. In Python 3 ``/`` gives a
    ``float`` always. Where both sides are known to be integers, as they are if the quotient is an
    index, the operator for whole numbers is written; where neither is known to be a ``float``, a
    person must tell.

    Before::

        def middle(values):
            half = len(values) / 2
            return values[half]

        def bar(value):
            return "#" * (value / 10)

    After::

        def middle(values):
            half = len(values) // 2
            return values[half]

        def bar(value):
            return "#" * (value // 10)

    Left alone, because one side is a ``float``, or the file asked for true division::

        def mean(values):
            return sum(values) / float(len(values))

    Warned about, because nobody knows what it is given::

        def share(cents, people):
            return cents / people

    Limits: only what is written in the same function, or at module level, is known. What a run of
    the original divided (``porting trace``, then ``porting run --evidence``) decides the rest.
    Source: https://peps.python.org/pep-0238/
    """

    name = "division"
    pattern = re.compile("/")
    safety = "review"
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.whole: set[int] = set()
        self.unknown: set[int] = set()
        self.lines_of: dict[int, range] = {}
        self.divisions_on = Counter[int]()
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return "division" not in future_features(self.document.source)

    def is_wanted(self, statement: Any) -> bool:
        return "/" in statement.text and self.has_place(statement)

    def places(self) -> Iterable[int]:
        return (*self.whole, *self.unknown)

    def analyse(self, syntax: Syntax) -> None:
        for node in (*syntax.by_type[ast.BinOp], *syntax.by_type[ast.AugAssign]):
            if not isinstance(node.op, ast.Div):
                continue
            is_plain = isinstance(node, ast.BinOp)
            left, right = (node.left, node.right) if is_plain else (node.target, node.value)
            kinds = _Kinds(syntax, syntax.scope_of(node))
            sides = {kinds.of(left), kinds.of(right)}
            lines = range(right.lineno, (right.end_lineno or right.lineno) + 1)
            self.lines_of[syntax.start_of(right)] = lines
            self.divisions_on.update(lines)
            if sides == {INTEGER} or (FLOAT not in sides and _must_be_whole(syntax, node)):
                self.whole.add(syntax.start_of(right))
            elif FLOAT not in sides:
                self.unknown.add(syntax.start_of(right))

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BinaryOperation:
        operator = updated_node.operator
        if not isinstance(operator, cst.Divide):
            return updated_node
        if not self._is_whole(original_node, original_node.right):
            return updated_node
        return updated_node.with_changes(
            operator=cst.FloorDivide(operator.whitespace_before, operator.whitespace_after)
        )

    def leave_AugAssign(
        self, original_node: cst.AugAssign, updated_node: cst.AugAssign
    ) -> cst.AugAssign:
        operator = updated_node.operator
        if not isinstance(operator, cst.DivideAssign):
            return updated_node
        if not self._is_whole(original_node, original_node.value):
            return updated_node
        return updated_node.with_changes(
            operator=cst.FloorDivideAssign(operator.whitespace_before, operator.whitespace_after)
        )

    def _is_whole(self, node: Any, right: Any) -> bool:
        start = self.offset_of(right)
        if start in self.unknown and self._was_whole(right, self.lines_of[start]):
            self.because("in a run under Python 2.7 this divided integers alone")
            return True
        if start in self.unknown:
            self.note(
                node,
                "if both sides are integers, this gave one in Python 2: write // for that",
                "silently",
            )
        return start in self.whole

    def _was_whole(self, right: Any, lines: range) -> bool:
        """Whether a run of the original divided integers here, and nothing else."""
        evidence = self.options.evidence
        if evidence is None or any(self.divisions_on[line] > 1 for line in lines):
            return False
        # The run knows the lines of the text that the stage was given.
        start, end = self.span_of(right)
        text, (first, _) = self.statement.text, self.document.place(self.statement.offset)
        seen = evidence.divided(first + text[:start].count("\n"), first + text[:end].count("\n"))
        return seen == {"int"}


def _must_be_whole(syntax: Syntax, node: Any) -> bool:
    """Whether a quotient, or the remainder of the same division, is used as an index."""
    if _is_index(syntax, node):
        return True
    if not isinstance(node, ast.BinOp):
        return False
    sides = ast.dump(node.left), ast.dump(node.right)
    return any(
        isinstance(other, ast.BinOp)
        and isinstance(other.op, ast.Mod)
        and (ast.dump(other.left), ast.dump(other.right)) == sides
        and _is_index(syntax, other)
        for other in nodes_below(syntax.scope_of(node))
    )


def _is_index(syntax: Syntax, node: Any) -> bool:
    """Whether a value, or the name that it is given, is an index, a bound or a count."""
    if _is_indexing(syntax, node):
        return True
    names = _names_given(syntax, node)
    if not names:
        return False
    uses = [each for each in nodes_below(syntax.scope_of(node)) if isinstance(each, ast.Name)]
    while True:
        found = [use for use in uses if use.id in names and isinstance(use.ctx, ast.Load)]
        if any(_is_indexing(syntax, use) for use in found):
            return True
        others = {name for use in found for name in _names_given(syntax, use)} - names
        if not others:
            return False
        names |= others


def _names_given(syntax: Syntax, node: Any) -> set[str]:
    """The names that a value is given as it is."""
    parent: Any = syntax.parents[node]
    targets: list[Any] = [node.target] if isinstance(node, ast.AugAssign) else []
    if isinstance(parent, ast.Assign) and parent.value is node:
        targets = parent.targets
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_indexing(syntax: Syntax, node: Any) -> bool:
    child, parent = node, syntax.parents[node]
    while isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub)):
        child, parent = parent, syntax.parents[parent]
    if isinstance(parent, ast.Slice) or _is_repeating(parent, child):
        return True
    if isinstance(parent, ast.Subscript):
        return parent.slice is child and isinstance(parent.value, (ast.Name, ast.Attribute))
    return isinstance(parent, ast.Call) and child in parent.args and _is_range(parent)


def _is_repeating(node: Any, count: Any) -> bool:
    """Whether a string or list that stands there is repeated so many times."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return False
    other = node.left if node.right is count else node.right
    is_string = isinstance(other, ast.Constant) and isinstance(other.value, (str, bytes))
    return is_string or isinstance(other, ast.List)


class _Kinds:
    """Tells integers from floats within one scope."""

    def __init__(self, syntax: Syntax, scope: Any) -> None:
        self.asked: set[str] = set()
        self.hidden: set[str] = set()
        while not isinstance(scope, (ast.Module, ast.ClassDef, *FUNCTIONS)):
            inner = scope.args if isinstance(scope, ast.Lambda) else scope.generators
            self.hidden.update(_names_in(syntax, inner))
            scope = syntax.scope_of(scope)
        self.syntax = syntax
        self.scope = scope

    def of(self, node: Any) -> str:
        if isinstance(node, ast.Constant):
            if isinstance(node.value, float):
                return FLOAT
            is_integer = isinstance(node.value, int) and not isinstance(node.value, bool)
            return INTEGER if is_integer else UNKNOWN
        if isinstance(node, ast.UnaryOp):
            return UNKNOWN if isinstance(node.op, ast.Not) else self.of(node.operand)
        if isinstance(node, ast.BinOp):
            return self._of_operation(node)
        if isinstance(node, ast.IfExp):
            return _joined([self.of(node.body), self.of(node.orelse)])
        if isinstance(node, ast.Call):
            return self._of_call(node)
        if isinstance(node, ast.Name):
            return self._of_name(node.id)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.maxint":
            return INTEGER
        return UNKNOWN

    def _of_operation(self, node: ast.BinOp) -> str:
        sides = [self.of(node.left), self.of(node.right)]
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
            return sides[0] if sides[0] != UNKNOWN else UNKNOWN
        if isinstance(node.op, _SAME):
            return FLOAT if FLOAT in sides else _joined(sides)
        if isinstance(node.op, ast.Pow):
            is_plain = isinstance(node.right, ast.Constant) and _joined(sides) == INTEGER
            return INTEGER if is_plain else FLOAT if FLOAT in sides else UNKNOWN
        return _joined(sides) if isinstance(node.op, _BITS) else UNKNOWN

    def _of_call(self, node: ast.Call) -> str:
        name = ast.unparse(node.func)
        if name in self._bound_here():
            return UNKNOWN
        if name in _INTEGERS:
            return INTEGER
        if name in _FLOATS or name == "round" or name.startswith("math."):
            return FLOAT
        if (name == "abs" or (name in ("max", "min") and len(node.args) > 1)) and node.args:
            return _joined([self.of(arg) for arg in node.args])
        if isinstance(node.func, ast.Attribute) and node.func.attr in _INTEGER_METHODS:
            return INTEGER if isinstance(node.func.value, ast.Constant) else UNKNOWN
        return UNKNOWN

    def _bound_here(self) -> set[str]:
        return {*bound_in(self.syntax.tree.body), *bound_in(self.scope.body)}

    def _of_name(self, name: str) -> str:
        """The kind of all that a name is bound to in the scope."""
        if name in self.asked:
            return INTEGER  # It depends on itself, and so on what else it is bound to.
        arguments = getattr(self.scope, "args", None)
        if isinstance(arguments, ast.arguments) and name in self.syntax.names_of(arguments):
            return UNKNOWN
        if name in self.hidden or (isinstance(self.scope, ast.Module) and self._is_global(name)):
            return UNKNOWN
        self.asked.add(name)
        kinds = []
        for statement in self.scope.body:
            for node in outside_functions(statement):
                kinds += self._bindings(node, name)
        self.asked.discard(name)
        if not kinds and self.scope is not self.syntax.tree:
            return self._outer().of(ast.Name(name))
        return _joined(kinds) if kinds else UNKNOWN

    def _outer(self) -> _Kinds:
        """The kinds of the next scope whose names are seen in this one."""
        scope = self.syntax.scope_of(self.scope)
        while isinstance(scope, ast.ClassDef):
            scope = self.syntax.scope_of(scope)
        return _Kinds(self.syntax, scope)

    def _is_global(self, name: str) -> bool:
        return any(name in node.names for node in self.syntax.by_type[ast.Global])

    def _bindings(self, node: Any, name: str) -> list[str]:
        if isinstance(node, ast.Assign):
            return [kind for target in node.targets for kind in self._by(target, node.value, name)]
        if isinstance(node, ast.AugAssign) and _is_name(node.target, name):
            if isinstance(node.op, (*_SAME, *_BITS)):
                return [self.of(node.value)]
            return [UNKNOWN]
        if isinstance(node, (ast.For, ast.comprehension)):
            if _is_name(node.target, name):
                return [INTEGER if _is_range(node.iter) else UNKNOWN]
            if isinstance(node.target, ast.Tuple) and _is_name(node.target.elts[0], name):
                return [INTEGER if _is_enumeration(node.iter) else UNKNOWN]
            return [UNKNOWN] if _mentions(node.target, name) else []
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            return [UNKNOWN] if name in node.names else []
        if isinstance(node, (ast.ExceptHandler, ast.ClassDef, *FUNCTIONS)):
            return [UNKNOWN] if node.name == name else []
        if isinstance(node, ast.alias):
            return [UNKNOWN] if (node.asname or node.name).partition(".")[0] == name else []
        if isinstance(node, ast.withitem):
            return [UNKNOWN] if node.optional_vars and _mentions(node.optional_vars, name) else []
        return []

    def _by(self, target: Any, value: Any, name: str) -> list[str]:
        if _is_name(target, name):
            return [self.of(value)]
        are_tuples = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        if are_tuples and len(target.elts) == len(value.elts):
            pairs = zip(target.elts, value.elts)
            return [kind for left, right in pairs for kind in self._by(left, right, name)]
        return [UNKNOWN] if _mentions(target, name) else []


def _names_in(syntax: Syntax, inner: Any) -> list[str]:
    """The names that a lambda or a comprehension binds for itself."""
    if isinstance(inner, ast.arguments):
        return syntax.names_of(inner)
    targets = [node for each in inner for node in nodes_below(each.target)]
    return [node.id for node in targets if isinstance(node, ast.Name)]


def _joined(kinds: list[str]) -> str:
    return kinds[0] if len(set(kinds)) == 1 else UNKNOWN


def _is_name(node: Any, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _mentions(target: ast.AST, name: str) -> bool:
    """Whether a target binds a name somewhere."""
    return any(
        _is_name(node, name) and isinstance(node.ctx, ast.Store)  # type: ignore[attr-defined]
        for node in nodes_below(target)
    )


def _is_enumeration(node: Any) -> bool:
    """Whether a loop goes through ``enumerate`` from 0."""
    is_call = isinstance(node, ast.Call) and _is_name(node.func, "enumerate")
    return is_call and len(node.args) == 1


def _is_range(node: Any) -> bool:
    """Whether a loop goes through ``range`` or ``xrange``, which gave integers alone."""
    return isinstance(node, ast.Call) and (
        _is_name(node.func, "range") or _is_name(node.func, "xrange")
    )
