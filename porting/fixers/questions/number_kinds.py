"""Tells integers from floats in a file of Python 2, by what names and attributes are bound to."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from porting.fixers.questions.reaching import bound_in, outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.trees import nodes_below

INTEGER, FLOAT, UNKNOWN = "integer", "float", "unknown"

_INTEGERS = frozenset(
    "len int long ord hash id math.factorial math.trunc os.path.getsize struct.calcsize "
    "random.randint random.randrange os.getpid".split()
)
_FLOATS = frozenset(["float", "time.time", "time.clock", "random.random", "random.uniform"])
_INTEGER_METHODS = frozenset(["bit_length", "count", "find", "rfind"])
# Attributes of the library's objects: https://docs.python.org/2.7/library/datetime.html and os
_INTEGER_ATTRIBUTES = frozenset("st_size days seconds microseconds".split())
_SAME = (ast.Add, ast.Sub, ast.Mult, ast.Mod, ast.FloorDiv, ast.Div)
_BITS = (ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)
_INTEGER_CODES = frozenset("bBhHiIlLqQ")
_MOST_ITEMS = 1000
_MOST_QUESTIONS = 2000  # that one answer may ask in turn


class NumberKinds:
    """What is known of a whole file: functions, attributes and calls by name.

    `is_taken` tells whether other files may use a function or class of this one.
    """

    def __init__(self, syntax: Syntax, is_taken: Callable[[str], bool]) -> None:
        self.syntax = syntax
        self.is_taken = is_taken
        self.asked: set[object] = set()
        self.settled: dict[object, str] = {}
        self.assumed = 0
        self._bound: dict[Any, frozenset[str]] = {}
        self._nodes: dict[Any, list[ast.AST]] = {}
        self._open = 0
        self._left = _MOST_QUESTIONS

    def in_scope(self, scope: Any) -> ScopeKinds:
        """The kinds as they are seen in a function, class, comprehension or the module."""
        return ScopeKinds(self, scope)

    def settle(self, question: object, ask: Callable[[], str]) -> str:
        """The answer to a question: asked once, unless it rests on one that is still open.

        Where functions and names go round in circles, the questions may grow without end; what
        needs too many of them stays unknown.
        """
        known = self.settled.get(question)
        if known is not None:
            return known
        if not self._open:
            self._left = _MOST_QUESTIONS
        if not self._left:
            return UNKNOWN
        self._left -= 1
        self._open += 1
        assumed = self.assumed
        kind = ask()
        self._open -= 1
        if kind == UNKNOWN or self.assumed == assumed or not self._open:
            self.settled[question] = kind
        return kind

    def assume(self) -> str:
        """The kind of what is asked about already: it depends on itself, and so on the rest."""
        self.assumed += 1
        return INTEGER

    @cached_property
    def functions(self) -> dict[str, list[Any]]:
        """The functions and methods of the file, by name."""
        found: dict[str, list[Any]] = defaultdict(list)
        for kind in FUNCTIONS:
            for node in self.syntax.by_type[kind]:
                found[node.name].append(node)
        return found

    @cached_property
    def calls(self) -> dict[str, list[ast.Call]]:
        """The calls of each name, or of what stands behind a dot."""
        found: dict[str, list[ast.Call]] = defaultdict(list)
        for call in self.syntax.by_type[ast.Call]:
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            found[name].append(call)
        return found

    @cached_property
    def uses(self) -> dict[str, int]:
        """How often each name is read, or stands behind a dot."""
        found: dict[str, int] = defaultdict(int)
        for node in self.syntax.by_type[ast.Name]:
            found[node.id] += isinstance(node.ctx, ast.Load)
        for node in self.syntax.by_type[ast.Attribute]:
            found[node.attr] += 1
        return found

    @cached_property
    def is_script(self) -> bool:
        """Whether the file runs something itself: nobody else calls its functions, then."""
        plain = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.Try)
        return any(
            not isinstance(statement, plain)
            and any(isinstance(node, ast.Call) for node in nodes_below(statement))
            and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
            for statement in self.syntax.tree.body
        )

    def bound_in(self, scope: Any) -> frozenset[str]:
        """The names that the body of a function, class or module binds."""
        if scope not in self._bound:
            self._bound[scope] = frozenset(bound_in(scope.body))
        return self._bound[scope]

    def nodes_of(self, scope: Any) -> list[ast.AST]:
        """What stands in the body of a scope, outside of the functions in it."""
        if scope not in self._nodes:
            self._nodes[scope] = [each for part in scope.body for each in outside_functions(part)]
        return self._nodes[scope]

    def of_parameter(self, function: Any, name: str) -> str:
        """What a function or method of a script is given, where all its calls can be seen."""
        arguments = function.args
        places = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        owner = self.syntax.parents.get(function)
        is_method = isinstance(owner, ast.ClassDef)
        called = function.name
        if isinstance(owner, ast.ClassDef) and called == "__init__":
            called = owner.name
        calls = self.calls.get(called, [])
        is_plain = (
            self.is_script
            and name in places[is_method:]
            and isinstance(owner, (ast.Module, ast.ClassDef))
            and not function.decorator_list
            and (called != function.name or len(self.functions[called]) == 1)
            and len(calls) == self.uses[called]
            and not self.is_taken(owner.name if isinstance(owner, ast.ClassDef) else called)
        )
        key = function, name
        if not is_plain or not calls:
            return UNKNOWN
        if key in self.asked:
            return self.assume()  # What it is called with by itself depends on the other calls.
        return self.settle(key, lambda: self._of_given(function, name, calls))

    def _of_given(self, function: Any, name: str, calls: list[ast.Call]) -> str:
        arguments = function.args
        places = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        is_method = isinstance(self.syntax.parents.get(function), ast.ClassDef)
        key = function, name
        self.asked.add(key)
        given = [self._argument(call, places.index(name) - is_method, name) for call in calls]
        behind = len(places) - places.index(name)
        if behind <= len(arguments.defaults):
            default = self.in_scope(self.syntax.tree).of(arguments.defaults[-behind])
            given = [kind or default for kind in given]
        self.asked.discard(key)
        return joined([kind or UNKNOWN for kind in given])

    def _argument(self, call: ast.Call, index: int, name: str) -> str | None:
        """The kind of what a call gives for a parameter; None where it gives nothing."""
        if any(isinstance(each, ast.Starred) for each in call.args):
            return UNKNOWN
        kinds = self.in_scope(self.syntax.scope_of(call))
        if index < len(call.args):
            return kinds.of(call.args[index])
        for keyword in call.keywords:
            if keyword.arg in (name, None):
                return UNKNOWN if keyword.arg is None else kinds.of(keyword.value)
        return None

    def of_attribute(self, name: str) -> str:
        """What all is that the file assigns to an attribute of this name."""
        if name in self.asked:
            return self.assume()
        return self.settle(name, lambda: self._of_bound(name))

    def _of_bound(self, name: str) -> str:
        self.asked.add(name)
        kinds = [kind for node in self._binding_attributes(name) for kind in self._by(node, name)]
        self.asked.discard(name)
        return joined(kinds) if kinds else UNKNOWN

    def _binding_attributes(self, name: str) -> Iterable[Any]:
        """The statements that bind an attribute, also as a name of a class."""
        found: dict[Any, None] = {}
        for node in self.syntax.by_type[ast.Attribute]:
            if node.attr == name and not isinstance(node.ctx, ast.Load):
                found[self.syntax.statement_of(node)] = None
        for owner in self.syntax.by_type[ast.ClassDef]:
            for statement in owner.body:
                targets = getattr(statement, "targets", [getattr(statement, "target", None)])
                if any(_is_name(target, name) for target in targets):
                    found[statement] = None
                elif getattr(statement, "name", "") == name:
                    found[statement] = None  # a method or a property
        return found

    def _by(self, statement: Any, name: str) -> list[str]:
        kinds = self.in_scope(self.syntax.scope_of(statement))
        if isinstance(statement, ast.Assign):
            return [k for t in statement.targets for k in kinds.by(t, statement.value, name)]
        if isinstance(statement, ast.AugAssign) and isinstance(statement.op, (*_SAME, *_BITS)):
            return [kinds.of(statement.value)]
        return [UNKNOWN]

    def of_returned(self, function: Any) -> str:
        """What a function gives."""
        if function in self.asked:
            return self.assume()
        return self.settle(function, lambda: self._of_values(function))

    def _of_values(self, function: Any) -> str:
        inner = [node for each in function.body for node in outside_functions(each)]
        if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in inner):
            return UNKNOWN
        self.asked.add(function)
        kinds = self.in_scope(function)
        returns = [node for node in inner if isinstance(node, ast.Return)]
        found = [UNKNOWN if node.value is None else kinds.of(node.value) for node in returns]
        self.asked.discard(function)
        return joined(found) if found else UNKNOWN


class ScopeKinds:
    """Tells integers from floats within one scope."""

    def __init__(self, numbers: NumberKinds, scope: Any) -> None:
        self.numbers = numbers
        self.syntax = syntax = numbers.syntax
        self.asked: set[str] = set()
        self.hidden: set[str] = set()
        while not isinstance(scope, (ast.Module, ast.ClassDef, *FUNCTIONS)):
            inner = scope.args if isinstance(scope, ast.Lambda) else scope.generators
            self.hidden.update(_names_in(syntax, inner))
            scope = syntax.scope_of(scope)
        self.scope = scope

    def of(self, node: Any) -> str:
        """INTEGER or FLOAT, where an expression certainly is one; else UNKNOWN."""
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
            return joined([self.of(node.body), self.of(node.orelse)])
        if isinstance(node, ast.Call):
            return self._of_call(node)
        if isinstance(node, ast.Name):
            return self._of_name(node.id)
        if isinstance(node, ast.Attribute):
            return self._of_attribute(node)
        if isinstance(node, ast.Subscript):
            index = node.slice.value if isinstance(node.slice, ast.Constant) else None
            items = self._items_of(node.value)
            is_known = isinstance(index, int) and -len(items) <= index < len(items)
            return items[index] if is_known else UNKNOWN  # type: ignore[index]
        return UNKNOWN

    def _of_attribute(self, node: ast.Attribute) -> str:
        if node.attr in _INTEGER_ATTRIBUTES or ast.unparse(node) == "sys.maxint":
            return INTEGER
        is_own = isinstance(node.value, ast.Name) and node.value.id == "self"
        return self.numbers.of_attribute(node.attr) if is_own else UNKNOWN

    def _of_operation(self, node: ast.BinOp) -> str:
        sides = [self.of(node.left), self.of(node.right)]
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
            return sides[0]
        if isinstance(node.op, _SAME):
            return FLOAT if FLOAT in sides else joined(sides)
        if isinstance(node.op, ast.Pow):
            is_plain = isinstance(node.right, ast.Constant) and joined(sides) == INTEGER
            return INTEGER if is_plain else FLOAT if FLOAT in sides else UNKNOWN
        return joined(sides) if isinstance(node.op, _BITS) else UNKNOWN

    def _of_call(self, node: ast.Call) -> str:
        name = ast.unparse(node.func)
        if name in self._bound_here():
            own = self.numbers.functions.get(name, [])
            return self.numbers.of_returned(own[0]) if len(own) == 1 else UNKNOWN
        if name in _INTEGERS:
            return INTEGER
        if name == "sum" and len(node.args) == 1:
            items = self._items_of(node.args[0])
            return joined(list(items)) if items else UNKNOWN
        if name in _FLOATS or name == "round" or name.startswith("math."):
            return FLOAT
        if (name == "abs" or (name in ("max", "min") and len(node.args) > 1)) and node.args:
            return joined([self.of(arg) for arg in node.args])
        if isinstance(node.func, ast.Attribute) and node.func.attr in _INTEGER_METHODS:
            return INTEGER if isinstance(node.func.value, ast.Constant) else UNKNOWN
        return UNKNOWN

    def _items_of(self, node: Any) -> Sequence[str]:
        """The kinds of the items of what is unpacked, as many as there may be; none if unknown."""
        if isinstance(node, (ast.Tuple, ast.List)):
            return [self.of(each) for each in node.elts]
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            return [self.numbers.in_scope(node).of(node.elt)] * _MOST_ITEMS
        if not isinstance(node, ast.Call) or not node.args:
            return []
        name = ast.unparse(node.func)
        if name in self._bound_here():
            return []
        if name == "map" and len(node.args) == 2:
            return [INTEGER] * _MOST_ITEMS if ast.unparse(node.args[0]) in _INTEGERS else []
        if name == "divmod":
            return [joined([self.of(each) for each in node.args])] * 2
        if name in ("struct.unpack", "unpack") and isinstance(node.args[0], ast.Constant):
            codes = str(node.args[0].value).lstrip("@=<>!")
            return [INTEGER if code in _INTEGER_CODES else UNKNOWN for code in _spread(codes)]
        return []

    def _bound_here(self) -> frozenset[str]:
        return self.numbers.bound_in(self.syntax.tree) | self.numbers.bound_in(self.scope)

    def _of_name(self, name: str) -> str:
        """The kind of all that a name is bound to in the scope."""
        if name in self.asked:
            return self.numbers.assume()
        if name in self.hidden or (isinstance(self.scope, ast.Module) and self._is_global(name)):
            return UNKNOWN
        return self.numbers.settle(("name", self.scope, name), lambda: self._of_bindings(name))

    def _of_bindings(self, name: str) -> str:
        arguments = getattr(self.scope, "args", None)
        kinds = []
        if isinstance(arguments, ast.arguments) and name in self.syntax.names_of(arguments):
            kinds.append(self.numbers.of_parameter(self.scope, name))
        self.asked.add(name)
        for node in self.numbers.nodes_of(self.scope):
            kinds += self._bindings(node, name)
        self.asked.discard(name)
        if not kinds and self.scope is not self.syntax.tree:
            return self._outer().of(ast.Name(name))
        return joined(kinds) if kinds else UNKNOWN

    def _outer(self) -> ScopeKinds:
        """The kinds of the next scope whose names are seen in this one."""
        scope = self.syntax.scope_of(self.scope)
        while isinstance(scope, ast.ClassDef):
            scope = self.syntax.scope_of(scope)
        return ScopeKinds(self.numbers, scope)

    def _is_global(self, name: str) -> bool:
        return any(name in node.names for node in self.syntax.by_type[ast.Global])

    def _bindings(self, node: Any, name: str) -> list[str]:
        if isinstance(node, ast.Assign):
            return [kind for target in node.targets for kind in self.by(target, node.value, name)]
        if isinstance(node, ast.AugAssign) and _is_name(node.target, name):
            if isinstance(node.op, (*_SAME, *_BITS)):
                return [self.of(node.value)]
            return [UNKNOWN]
        if isinstance(node, (ast.For, ast.comprehension)):
            if _is_name(node.target, name):
                return [
                    INTEGER if is_range(node.iter) or self._are_integers(node.iter) else UNKNOWN
                ]
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

    def _are_integers(self, node: Any) -> bool:
        """Whether a loop goes through a display of integers."""
        items = self._items_of(node) if isinstance(node, (ast.List, ast.Tuple)) else ()
        return bool(items) and set(items) == {INTEGER}

    def by(self, target: Any, value: Any, name: str) -> list[str]:
        """The kinds that a target gives to a name, or to an attribute of that name."""
        if _is_name(target, name) or _is_attribute(target, name):
            return [self.of(value)]
        if isinstance(target, (ast.Tuple, ast.List)):
            is_display = isinstance(value, (ast.Tuple, ast.List))
            if is_display and len(target.elts) == len(value.elts):
                pairs = zip(target.elts, value.elts)
                return [kind for left, right in pairs for kind in self.by(left, right, name)]
            places = [_is_name(t, name) or _is_attribute(t, name) for t in target.elts]
            if any(places):
                items = self._items_of(value)
                index = places.index(True)
                return [items[index] if index < len(items) else UNKNOWN]
        return [UNKNOWN] if _mentions(target, name) else []


def _spread(codes: str) -> list[str]:
    """The code of each value of a `struct` format."""
    found: list[str] = []
    count = ""
    for code in codes:
        if code.isdigit():
            count += code
            continue
        if code in "sp":
            found.append(code)
        elif code != "x" and not code.isspace():
            found += code * min(int(count or 1), _MOST_ITEMS)
        count = ""
    return found


def _names_in(syntax: Syntax, inner: Any) -> list[str]:
    """The names that a lambda or a comprehension binds for itself."""
    if isinstance(inner, ast.arguments):
        return syntax.names_of(inner)
    targets = [node for each in inner for node in nodes_below(each.target)]
    return [node.id for node in targets if isinstance(node, ast.Name)]


def joined(kinds: list[str]) -> str:
    """The kind that all of them are."""
    return kinds[0] if len(set(kinds)) == 1 else UNKNOWN


def _is_name(node: Any, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_attribute(node: Any, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name


def _mentions(target: ast.AST, name: str) -> bool:
    """Whether a target binds a name somewhere, or an attribute."""
    return any(
        (_is_name(node, name) or _is_attribute(node, name)) and isinstance(node.ctx, ast.Store)  # type: ignore[attr-defined]
        for node in nodes_below(target)
    )


def _is_enumeration(node: Any) -> bool:
    """Whether a loop goes through ``enumerate`` from 0."""
    is_call = isinstance(node, ast.Call) and _is_name(node.func, "enumerate")
    return is_call and len(node.args) == 1


def is_range(node: Any) -> bool:
    """Whether a loop goes through ``range`` or ``xrange``, which gave integers alone."""
    return isinstance(node, ast.Call) and (
        _is_name(node.func, "range") or _is_name(node.func, "xrange")
    )
