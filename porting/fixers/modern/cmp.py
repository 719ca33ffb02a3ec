from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, arguments, call_of, in_parentheses
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.names import place_of_import

_SIMPLE = (cst.Integer, cst.Float, cst.SimpleString, cst.Name)
_LINES = (
    "",
    "",
    "def cmp(a, b):",
    "    if a == b:",
    "        return 0",
    "    try:",
    "        return 1 if a > b else -1",
    "    except TypeError:",
    '        names = ["" if x is None else type(x).__name__ for x in (a, b)]',
    "        return 1 if names[0] > names[1] else -1",
)
_COMPARING = frozenset("__cmp__ __eq__ __ge__ __gt__ __le__ __lt__ __ne__".split())


class Cmp(ResolvedFixer):
    r"""Compare without the builtin ``cmp``.

    It told by -1, 0 or 1 which of two values was the smaller one. Python 3 has only the operators,
    of which two make up for it. Where the values take work to find, ``cmp`` is handed on, or a
    method compares with whatever comes, the file gets a function of that name. As ``cmp`` did, it
    puts ``None`` first, and tells values that have no order by the names of their types.

    Before::

        def order(a, b):
            return cmp(a.title, b.title)

    After::

        def order(a, b):
            return (a.title > b.title) - (a.title < b.title)

    Before::

        import shop

        order = cmp(shop.count(), 3)

    After::

        import shop


        def cmp(a, b):
            if a == b:
                return 0
            try:
                return 1 if a > b else -1
            except TypeError:
                names = ["" if x is None else type(x).__name__ for x in (a, b)]
                return 1 if names[0] > names[1] else -1


        order = cmp(shop.count(), 3)

    Before::

        class Loader:
            sort_by = cmp

    After::

        def cmp(a, b):
            if a == b:
                return 0
            try:
                return 1 if a > b else -1
            except TypeError:
                names = ["" if x is None else type(x).__name__ for x in (a, b)]
                return 1 if names[0] > names[1] else -1


        class Loader:
            sort_by = staticmethod(cmp)

    Left alone, because the file has its own::

        def cmp(a, b):
            return a - b

        print(cmp(1, 2))

    Limits: where the operators stand, values of types that have no order, such as ``None`` and
    numbers, are a ``TypeError`` now.
    Source: https://docs.python.org/3/whatsnew/3.0.html#ordering-comparisons
    """

    name = "cmp"
    triggers = frozenset(["cmp"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_kept = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self._is_plain(original_node):
            return updated_node
        left, right = (arg.value for arg in updated_node.args)
        difference = cst.BinaryOperation(
            _comparison(left, cst.GreaterThan(), right),
            cst.Subtract(),
            _comparison(left, cst.LessThan(), right),
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )
        return difference if difference.lpar or self._is_apart() else in_parentheses(difference)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name | cst.Call:
        if not self._is_builtin(original_node) or self._is_plain(self.parent):
            return updated_node
        self.is_kept = True
        if self.enclosing() == "class" and isinstance(self.parent, cst.Assign):
            # A builtin in a class is no method, but a function is one.
            return call_of("staticmethod", updated_node)
        return updated_node

    def finish(self) -> None:
        super().finish()
        if not self.is_kept:
            return
        document, newline = self.document, self.document.newline
        index = place_of_import(document)
        text = newline.join([*_LINES, ""] if index else [*_LINES[2:], ""])
        document.insert(index, text, above_comments=index > 0)
        following = index + len(_LINES) - 2  # Behind the lines of the function.
        if following < len(document.statements):
            gap = document.statements[following].gap.lstrip("\r\n")
            document.statements[following].gap = newline * 2 + gap

    def _is_builtin(self, node: cst.BaseExpression) -> bool:
        if not isinstance(node, cst.Name) or node.value != "cmp":
            return False
        found = self.reference_of(node)
        return found is not None and found.origin == "builtins.cmp"

    def _is_plain(self, node: object) -> bool:
        """Whether a node is a call of ``cmp`` with two values that can be written twice."""
        if not isinstance(node, cst.Call) or not self._is_builtin(node.func):
            return False
        if self._is_in_comparison():
            return False
        args = arguments(node.args)
        return len(args) == 2 and all(_is_simple(arg.value) for arg in args)

    def _is_in_comparison(self) -> bool:
        """Whether the function around the statement is a method that compares."""
        index: int | None = self.index
        while index is not None:
            header = self.document.statements[index]
            if header.first_word == "def":
                return not _COMPARING.isdisjoint(header.words)
            index = self.document.header_of(index)
        return False

    def _is_apart(self) -> bool:
        """Whether what stands around the call could not bind closer than the difference."""
        within = (cst.BaseExpression, cst.ComparisonTarget, cst.Decorator)
        apart = (cst.BooleanOperation, cst.Call, cst.IfExp, cst.Lambda, cst.List, cst.Tuple)
        return not isinstance(self.parent, within) or isinstance(self.parent, apart)


def _is_simple(node: cst.BaseExpression) -> bool:
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, _SIMPLE)


def _comparison(
    left: cst.BaseExpression, operator: cst.BaseCompOp, right: cst.BaseExpression
) -> cst.BaseExpression:
    comparison = cst.Comparison(left, [cst.ComparisonTarget(operator, right)])
    return comparison.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
