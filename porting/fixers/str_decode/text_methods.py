from __future__ import annotations

import ast
import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.trees import nodes_below

# Codecs of ``encode`` that do more than write characters as bytes.
_NO_CHARSETS = frozenset(
    "base64 base64_codec bz2 hex hex_codec idna punycode quopri raw_unicode_escape rot13 rot_13 "
    "string_escape unicode_escape unicode_internal uu zip zlib zlib_codec".split()
)
_ENCODING = re.compile(r"\breturn\b[\s\S]*\.\s*encode\b")


class TextMethods(AnalysedFixer):
    r"""Let ``__str__`` give the text that ``__unicode__`` gave.

    Python 2 asked ``__unicode__`` for text and ``__str__`` for bytes. In Python 3 ``str`` is text
    and asks ``__str__``; bytes come from ``__bytes__``.

    Before::

        class Book(object):
            def __unicode__(self):
                return self.title

            def __str__(self):
                return str(self).encode("utf-8")

    After::

        class Book(object):
            def __str__(self):
                return self.title

            def __bytes__(self):
                return str(self).encode("utf-8")

    Before::

        class Price(object):
            def __str__(self):
                return self.currency.encode("utf-8")

    After::

        class Price(object):
            def __str__(self):
                return self.currency

    What is text itself gives it as it is, and does not ask itself for it again.

    Before::

        class Markup(str):
            def __str__(self):
                return self.encode("utf-8")

    After::

        class Markup(str):
            def __str__(self):
                return str.__str__(self)

    Left alone, because both give what they are to give::

        class Book(object):
            def __str__(self):
                return self.title

            __unicode__ = __str__

    Warned about, because one of the two is never asked::

        class Book(object):
            def __unicode__(self):
                return self.title

            def __str__(self):
                return "book %d" % self.number

    Limits: a class that inherits one of the methods from another module is taken by itself.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__str__
    """

    name = "text_methods"
    triggers = frozenset(["__unicode__", "__str__", "__repr__"])
    in_strings = False
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        self.renamed: dict[int, str] = {}
        self.encoded: set[int] = set()
        self.unasked: set[int] = set()
        self.itself: set[int] = set()
        self.is_everywhere = True
        super().__init__(document, options)

    def is_wanted(self, statement: Any) -> bool:
        """Whether it is about one of the methods, or returns what they may have encoded."""
        return super().is_wanted(statement) or (
            "encode" in statement.words and _ENCODING.search(statement.code) is not None
        )

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.ClassDef]:
            self._look_at(syntax, node)

    def _look_at(self, syntax: Syntax, node: ast.ClassDef) -> None:
        methods = {each.name: each for each in node.body if isinstance(each, ast.FunctionDef)}
        text, native = methods.get("__unicode__"), methods.get("__str__")
        names = {
            each.id
            for each in nodes_below(node)
            if isinstance(each, ast.Name) and each.id in ("__unicode__", "__str__")
        }
        if text is not None and native is not None and not names:
            if _encodes(native):
                self.renamed[syntax.start_of(text)] = "__str__"
                self.renamed[syntax.start_of(native)] = "__bytes__"
                return
            self.is_everywhere = False
            if not _asks(text, "__str__") and not _same(text, native):
                self.unasked.add(syntax.start_of(text))
        elif text is not None and not names:
            self.renamed[syntax.start_of(text)] = "__str__"
        elif names or text is not None:
            self.is_everywhere = False
        for method in (native, methods.get("__repr__")):
            for call in _encoding_returns(method):
                self.encoded.add(syntax.start_of(call))
                self.encoded.add(syntax.end_of(call))
                if method is not None and _is_first_parameter(call, method):
                    self.itself.add(syntax.start_of(call))

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        start = self._start()
        if start in self.unasked:
            self.note(
                original_node.name,
                "Python 3 asks __str__ alone for text: this __unicode__ is never called",
                "wrong result, no error",
            )
        new = self.renamed.get(start)
        return updated_node if new is None else updated_node.with_changes(name=cst.Name(new))

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        """What calls the method by its name finds it under the new one."""
        is_asked = original_node.attr.value == "__unicode__"
        if is_asked and self.renamed and self.is_everywhere:
            return updated_node.with_changes(attr=cst.Name("__str__"))
        return updated_node

    def leave_Return(self, original_node: cst.Return, updated_node: cst.Return) -> cst.Return:
        call = updated_node.value
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return updated_node
        if call.func.attr.value != "encode" or not self._is_encoded(original_node.value):
            return updated_node
        text = call.func.value
        start = self.starts[self.statement] + self.span_of(original_node.value)[0]
        if start in self.itself:
            # What is text itself would be asked for its text again.
            text = cst.Call(cst.parse_expression("str.__str__"), [cst.Arg(text)])
        return updated_node.with_changes(value=text)

    def _is_encoded(self, node: Any) -> bool:
        start = self.starts.get(self.statement)
        if start is None:
            return False
        first, last = self.span_of(node)
        return start + first in self.encoded and start + last in self.encoded

    def _start(self) -> int:
        """Where the statement begins in the text that was analysed."""
        statement = self.statement
        start = self.starts.get(statement)
        return -1 if start is None else start + len(statement.indent)


def _encodes(method: ast.FunctionDef) -> bool:
    """Whether all that a method returns are encoded texts."""
    returns = [node for node in nodes_below(method) if isinstance(node, ast.Return)]
    return bool(returns) and len(_encoding_returns(method)) == len(returns)


def _encoding_returns(method: ast.FunctionDef | None) -> list[ast.Call]:
    """The calls of ``encode`` that a method returns."""
    if method is None:
        return []
    inner = {
        node
        for function in nodes_below(method)
        if isinstance(function, FUNCTIONS) and function is not method
        for node in nodes_below(function)
    }
    values = [
        node.value
        for node in nodes_below(method)
        if isinstance(node, ast.Return) and node not in inner and _is_encode(node.value)
    ]
    return [value for value in values if isinstance(value, ast.Call)]


def _is_first_parameter(call: ast.Call, method: ast.FunctionDef) -> bool:
    """Whether a method of an object encodes the object itself."""
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    parameters = [*method.args.posonlyargs, *method.args.args]
    return isinstance(receiver, ast.Name) and receiver.id in [each.arg for each in parameters[:1]]


def _is_encode(node: Any) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr != "encode" or node.keywords or not 1 <= len(node.args) <= 2:
        return node.func.attr == "encode" and not node.args and not node.keywords
    codec = node.args[0]
    if not isinstance(codec, ast.Constant):
        return True
    return isinstance(codec.value, str) and codec.value.replace("-", "_") not in _NO_CHARSETS


def _asks(method: ast.FunctionDef, name: str) -> bool:
    """Whether a method calls another of the same object, or ``str`` of it."""
    for node in nodes_below(method):
        if isinstance(node, ast.Attribute) and node.attr == name:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            me = method.args.args[0].arg if method.args.args else ""
            args = [arg.id for arg in node.args if isinstance(arg, ast.Name)]
            if node.func.id == name.strip("_") and args == [me]:
                return True
    return False


def _same(one: ast.FunctionDef, other: ast.FunctionDef) -> bool:
    """Whether two methods have the same body."""
    return [ast.dump(node) for node in one.body] == [ast.dump(node) for node in other.body]
