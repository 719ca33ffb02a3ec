from __future__ import annotations

import ast
import builtins
from typing import Any

import libcst as cst

from porting.document import Document
from porting.fixer import Options, arguments, call_of, is_call_to
from porting.fixers.analysed import AnalysedFixer
from porting.fixers.reaching import outside_functions
from porting.fixers.syntax import FUNCTIONS, Syntax
from porting.language import Language
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
    those of ``assertRaises`` and ``sys.exc_info()``.
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
            return call_of("str", value)
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        args = [
            cst.Arg(value, comma=comma),
            cst.Arg(cst.SimpleString('"message"'), comma=comma),
            cst.Arg(call_of("str", value)),
        ]
        return cst.Call(cst.Name("getattr"), args)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """The text of a text needs no asking for."""
        args = arguments(updated_node.args)
        if not self.messages or not is_call_to(updated_node, "str") or len(args) != 1:
            return updated_node
        inner = args[0].value
        if inner is not original_node.args[0].value and is_call_to(inner, "str"):
            return inner
        return updated_node


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
