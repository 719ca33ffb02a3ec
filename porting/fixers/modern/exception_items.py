from __future__ import annotations

import ast
import builtins
from collections import Counter
from collections.abc import Iterator
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, arguments, is_call_to
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.own_names import builtin, call_of_builtin
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.py2.spaces import comma_space
from porting.trees import nodes_below

# Of these any class may be caught, one with a `message` of its own among them.
_GENERAL = frozenset(["Exception", "BaseException", "StandardError"])
_EXCEPTIONS = frozenset(
    name
    for name in dir(builtins)
    if isinstance(getattr(builtins, name), type)
    and issubclass(getattr(builtins, name), BaseException)
)
_NO_ITEMS = frozenset(["__getitem__", "__iter__", "__len__"])


class ExceptionItems(AnalysedFixer):
    r"""Look for what an exception was raised with in its ``args``.

    An exception was a sequence of its arguments in Python 2, and a single one was its
    ``message``. Python 3 has both in ``args`` alone.

    Before::

        try:
            page = fetch(url)
        except IOError as e:
            print(e[0], e.message)
            number, text = e
        except Exception as e:
            print(e.message)

    After::

        try:
            page = fetch(url)
        except IOError as e:
            print(e.args[0], str(e))
            number, text = e.args
        except Exception as e:
            print(getattr(e, "message", str(e)))

    Left alone, because the exception has a message of its own::

        class Missing(Exception):
            def __init__(self, title):
                self.message = "no " + title

        try:
            page = fetch(url)
        except Missing as e:
            print(e.message)

    Limits: an exception that came another way than by an ``except`` clause is not seen, but for
    those of ``assertRaises`` and ``sys.exc_info()``, and the parameter of a function of the file to
    which each call hands one.
    Source: https://docs.python.org/3/whatsnew/3.0.html#changes-to-exceptions
    """

    name = "exception_items"
    triggers = frozenset(["except", "assertRaises", "exc_info"])
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.args: set[int] = set()
        self.messages: dict[int, str] = {}
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        start = self.starts.get(statement)
        if start is None:
            return not self.starts
        end = start + len(statement.text)
        return any(start <= place < end for place in (*self.args, *self.messages))

    def analyse(self, syntax: Syntax) -> None:
        classes = {node.name: node for node in syntax.by_type[ast.ClassDef]}
        for clause in syntax.by_type[ast.ExceptHandler]:
            if clause.name and clause.type is not None:
                self._look_at_clause(syntax, clause, classes)
        for function, place in _given_exceptions(syntax):
            self._look_at_parameter(syntax, function, place)
        for node in syntax.by_type[ast.Attribute]:
            if _is_message_of_caught(syntax, node):
                self.messages[syntax.start_of(node)] = "str"

    def _look_at_clause(self, syntax: Syntax, clause: ast.ExceptHandler, classes: Any) -> None:
        body = [node for part in clause.body for node in outside_functions(part)]
        uses = [node for node in body if isinstance(node, ast.Name) and node.id == clause.name]
        if any(isinstance(node.ctx, ast.Store) for node in uses):
            return
        kinds = clause.type.elts if isinstance(clause.type, ast.Tuple) else [clause.type]
        names = [kind.id if isinstance(kind, ast.Name) else "" for kind in kinds]
        own = [classes[name] for name in names if name in classes]
        has_items = any(not _NO_ITEMS.isdisjoint(_words(each)) for each in own)
        for use in uses:
            parent = syntax.parents[use]
            start = syntax.start_of(use)
            if isinstance(parent, ast.Attribute) and parent.attr == "message":
                if not isinstance(parent.ctx, ast.Load) or len(own) == len(names):
                    continue
                is_plain = all(name in _EXCEPTIONS - _GENERAL for name in names)
                way = "str" if is_plain and "KeyError" not in names else "getattr"
                self.messages[start] = "key" if names == ["KeyError"] else way
            elif not has_items and _takes_items(parent, use):
                self.args.add(start)

    def _look_at_parameter(self, syntax: Syntax, function: Any, place: int) -> None:
        """Find what a function does with a parameter that is an exception in every call."""
        name = function.args.args[place].arg
        body = [node for part in function.body for node in outside_functions(part)]
        uses = [node for node in body if isinstance(node, ast.Name) and node.id == name]
        if any(not isinstance(node.ctx, ast.Load) for node in uses):
            return
        for use in uses:
            parent, start = syntax.parents[use], syntax.start_of(use)
            if isinstance(parent, ast.Attribute) and parent.attr == "message":
                self.messages.setdefault(start, "getattr")
            elif _takes_items(parent, use):
                self.args.add(start)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if not self.args or self.offset_of(original_node) not in self.args:
            return updated_node
        return cst.Attribute(updated_node, cst.Name("args"))

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value != "message" or not self.messages:
            return updated_node
        way = self.messages.get(self.offset_of(original_node) or -1)
        if way is None:
            return updated_node
        value = updated_node.value
        if way == "key":
            return _first(cst.Attribute(value, cst.Name("args")))
        if way == "str":
            return call_of_builtin(self, "str", value)
        comma = comma_space()
        args = [
            cst.Arg(value, comma=comma),
            cst.Arg(cst.SimpleString('"message"'), comma=comma),
            cst.Arg(call_of_builtin(self, "str", value)),
        ]
        return cst.Call(builtin(self, "getattr"), args)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """The text of a text needs no asking for."""
        args = arguments(updated_node.args)
        if not self.messages or not is_call_to(updated_node, "str") or len(args) != 1:
            return updated_node
        inner = args[0].value
        if inner is not original_node.args[0].value and is_call_to(inner, "str"):
            return inner
        return updated_node


def _given_exceptions(syntax: Syntax) -> Iterator[tuple[Any, int]]:
    """The functions of the file that get an exception in every call, and in which place."""
    functions: dict[str, list[Any]] = {}
    for kind in FUNCTIONS:
        for node in syntax.by_type[kind]:
            functions.setdefault(node.name, []).append(node)
    calls: dict[str, list[list[bool]]] = {}
    for call in syntax.by_type[ast.Call]:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in functions:
            calls.setdefault(name, []).append([_is_caught(syntax, arg) for arg in call.args])
    uses = Counter(node.id for node in syntax.by_type[ast.Name])
    uses.update(node.attr for node in syntax.by_type[ast.Attribute])
    for name, rows in calls.items():
        if len(functions[name]) > 1 or uses[name] > len(rows):
            continue  # It is also handed on, or one of several.
        (function,) = functions[name]
        is_method = isinstance(syntax.parents[function], ast.ClassDef)
        for place in range(min(map(len, rows))):
            if all(row[place] for row in rows) and place + is_method < len(function.args.args):
                yield function, place + is_method


def _is_caught(syntax: Syntax, node: ast.AST) -> bool:
    """Whether a name is what the clause around it has caught."""
    if not isinstance(node, ast.Name):
        return False
    return any(
        isinstance(each, ast.ExceptHandler) and each.name == node.id for each in syntax.around(node)
    )


def _first(node: cst.BaseExpression) -> cst.Subscript:
    return cst.Subscript(node, [cst.SubscriptElement(cst.Index(cst.Integer("0")))])


def _words(node: ast.ClassDef) -> set[str]:
    return {each.name for each in node.body if isinstance(each, FUNCTIONS)}


def _takes_items(parent: ast.AST, use: ast.Name) -> bool:
    """Whether the exception is used as the sequence that it was."""
    if isinstance(parent, ast.Subscript):
        return parent.value is use
    if isinstance(parent, ast.Assign):
        return parent.value is use and isinstance(parent.targets[0], (ast.Tuple, ast.List))
    if isinstance(parent, (ast.For, ast.comprehension)):
        return parent.iter is use
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id in ("list", "tuple", "len") and parent.args == [use]
    return isinstance(parent, ast.Starred)


def _is_message_of_caught(syntax: Syntax, attribute: ast.Attribute) -> bool:
    """Whether a node is the message of ``sys.exc_info()[1]``, or of ``x.exception`` behind
    ``assertRaises``."""
    node = attribute.value
    if attribute.attr != "message":
        return False
    text = ast.unparse(node)
    if text in ("sys.exc_info()[1]", "exc_info()[1]"):
        return True
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    if node.attr != "exception":
        return False
    for outer in nodes_below(syntax.scope_of(node)):
        if isinstance(outer, ast.withitem) and isinstance(outer.optional_vars, ast.Name):
            called = outer.context_expr
            is_raises = isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute)
            if outer.optional_vars.id == node.value.id and is_raises:
                return called.func.attr in ("assertRaises", "assertRaisesRegex")  # type: ignore[attr-defined]
    return False
