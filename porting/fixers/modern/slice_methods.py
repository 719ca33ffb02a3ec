from __future__ import annotations

import ast

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import Node, arguments, is_call_to
from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.py2.spaces import comma_space
from porting.trees import nodes_below

# The method for slices, that for items, and what comes with the index.
METHODS = {
    "__getslice__": ("__getitem__", ""),
    "__setslice__": ("__setitem__", "value"),
    "__delslice__": ("__delitem__", ""),
}
_ITEMS = frozenset(item for item, _ in METHODS.values())
_LISTS = frozenset("list tuple str unicode bytes bytearray UserList collections.UserList".split())


class SliceMethods(ClassFixer):
    r"""Send slices to the methods that were made for them.

    ``x[1:3]`` called ``__getslice__`` where there was one. Python 3 knows ``__getitem__`` alone,
    and hands it a slice.

    Before::

        class Shelf(object):
            def __len__(self):
                return len(self.books)

            def __getitem__(self, number):
                return self.books[number]

            def __getslice__(self, first, last):
                return Shelf(self.books[first:last])

    After::

        class Shelf(object):
            def __len__(self):
                return len(self.books)

            def __getitem__(self, number):
                if isinstance(number, slice) and number.step is None:
                    return self.__getslice__(*number.indices(len(self))[:2])
                return self.books[number]

            def __getslice__(self, first, last):
                return Shelf(self.books[first:last])

    Before::

        class Row(list):
            def __getslice__(self, first, last):
                return Row(list.__getslice__(self, first, last))

    After::

        class Row(list):
            def __getslice__(self, first, last):
                return Row(list.__getitem__(self, slice(first, last)))

            def __getitem__(self, index):
                if isinstance(index, slice) and index.step is None:
                    return self.__getslice__(*index.indices(len(self))[:2])
                return super().__getitem__(index)

    Left alone, because the method for items knows of slices::

        class Shelf(object):
            def __getitem__(self, number):
                if isinstance(number, slice):
                    return Shelf(self.books[number])
                return self.books[number]

            def __getslice__(self, first, last):
                return self[slice(first, last)]

    Left alone, because the slice that it makes is looked up as an item::

        class Shelf(object):
            def __getitem__(self, number):
                return Shelf(self.books.__getitem__(number))

            def __getslice__(self, first, last):
                return self[slice(first, last)]

    Limits: a slice without an end ends where the object does; Python 2 gave ``sys.maxint``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "slice_methods"
    triggers = frozenset(METHODS)
    in_strings = False
    safety = "review"

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        for old, (new, value) in METHODS.items():
            method = facts.methods.get(old)
            if old not in facts.names or (method and _hands_on_a_slice(method)):
                continue
            item = facts.methods.get(new)
            if item is None:
                if new not in facts.names:
                    lines = self._method(old, new, value, facts)
                    self.appended.setdefault(syntax.start_of(facts.node), []).extend(lines)
                continue
            names = syntax.names_of(item.args)
            count = 3 if value else 2
            if len(names) < count or _knows_slices(item):
                continue
            lines = _test(old, facts, names[0], *names[1:count])
            if item.lineno == item.body[0].lineno:
                self.in_one_line[syntax.start_of(item)] = lines
            else:
                self.prepended[syntax.start_of(item)] = lines

    def _method(self, old: str, new: str, value: str, facts: ClassFacts) -> list[str]:
        names = ["index", value] if value else ["index"]
        lines = [f"    {line}" for line in _test(old, facts, "self", *names)]
        start = "    " if value or new == "__delitem__" else "    return "
        lines.append(f"{start}super().{new}({', '.join(names)})")
        if not any(base != "object" for base in facts.bases):
            lines[-1] = '    raise TypeError("only slices can be looked up")'
        return ["", f"def {new}(self, {', '.join(names)}):", *lines]

    def analyse(self, syntax: Syntax) -> None:
        self.in_one_line: dict[int, list[str]] = {}
        super().analyse(syntax)

    def is_wanted(self, statement: Statement) -> bool:
        is_method = statement.first_word == "def" and not statement.words.isdisjoint(_ITEMS)
        return is_method or super().is_wanted(statement)

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        """A method in one line with its body gets more lines."""
        body = updated_node.body
        start = self.starts.get(self.statement, 0) + len(self.statement.indent)
        if not isinstance(body, cst.SimpleStatementSuite) or start not in self.in_one_line:
            return updated_node
        test, *inner = self.in_one_line[start]
        text = "\n".join([test, *(f"    {line.strip()}" for line in inner)])
        branch = cst.ensure_type(cst.parse_statement(text), cst.If)
        branch = branch.with_deep_changes(branch.body, indent=self.indent_unit)
        line = cst.SimpleStatementLine(body.body, trailing_whitespace=body.trailing_whitespace)
        return updated_node.with_changes(
            body=cst.IndentedBlock([branch, line], indent=self.indent_unit)
        )

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        """A type of the library has no such methods any more."""
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in METHODS:
            return updated_node
        args = arguments(updated_node.args)
        new, value = METHODS[func.attr.value]
        owner = [args.pop(0)] if args and _name(func.value) in _LISTS else []
        if len(args) != (3 if value else 2) or not (owner or self._is_super(func.value)):
            return updated_node
        start, end, *rest = args
        bare = start.with_changes(comma=comma_space())
        pair = [bare, end.with_changes(comma=cst.MaybeSentinel.DEFAULT)]
        index = cst.Arg(cst.Call(cst.Name("slice"), pair), comma=end.comma)
        return updated_node.with_changes(
            func=cst.Attribute(func.value, cst.Name(new)), args=[*owner, index, *rest]
        )

    def _is_super(self, node: Node) -> bool:
        """Whether an expression is ``super(A, self)``, and the class has the method from a type."""
        if not is_call_to(node, "super") or not node.args:
            return False
        facts = self.classes.get(_name(node.args[0].value))
        return facts is not None and bool(facts.bases) and _LISTS.issuperset(facts.bases)


def _name(node: Node) -> str:
    return node.value if isinstance(node, cst.Name) else ""


def _test(old: str, facts: ClassFacts, me: str, index: str, *value: str) -> list[str]:
    """The lines that send a slice to its own method."""
    has_length = "__len__" in facts.names or any(base != "object" for base in facts.bases)
    if has_length:
        bounds = f"*{index}.indices(len({me}))[:2]"
    else:
        bounds = f"{index}.start or 0, {index}.stop"
    call = f"{me}.{old}({', '.join([bounds, *value])})"
    is_read = old == "__getslice__"
    lines = [
        f"if isinstance({index}, slice) and {index}.step is None:",
        f"    return {call}" if is_read else f"    {call}",
    ]
    return lines if is_read else [*lines, "    return"]


def _knows_slices(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id in ("slice", "SliceType")
        for node in nodes_below(function)
    )


def _hands_on_a_slice(function: ast.FunctionDef) -> bool:
    """Whether a method for slices makes one and looks it up: that for items knows of them."""
    me = {argument.arg for argument in function.args.args[:1]}
    return any(
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id in me
        and isinstance(node.slice, ast.Call)
        for node in nodes_below(function)
    )
