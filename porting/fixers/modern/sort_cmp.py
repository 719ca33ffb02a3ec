from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, keyword_argument, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.own_names import is_own_attribute
from porting.py2.spaces import comma_space

_DEFINED = re.compile(r"\s*def\s+(\w+)")
_SORT = re.compile(r"\s*def\s+sort\b")
_SORT_ALONE = re.compile(r"\s*def\s+sort\s*\(\s*\w+\s*\)")
# What gives a list in Python 2, at the beginning of what is bound or at its end.
_OF_LIST = re.compile(
    r"^(?:\[|(?:list|sorted|range|map|filter|zip)\s*\(|(?:os\.listdir|glob\.glob)\s*\()"
    r"|\.(?:keys|values|items|split|splitlines|readlines|findall)\s*\([^()]*\)\s*$"
)
_NOTE = "a list takes no function here to compare by: sort(key=functools.cmp_to_key(...))"
_DEFAULT = cst.MaybeSentinel.DEFAULT


class SortCmp(ResolvedFixer):
    r"""Sort by a key where a function compared two elements.

    Python 2 called such a function for each pair; Python 3 asks for a key of each element, once.
    ``functools.cmp_to_key`` makes a key out of the function. Where that only compares the same
    part of both elements, the part is the key.

    Before::

        books.sort(cmp=by_title)
        prices = sorted(prices, by_value)
        books.sort(lambda a, b: cmp(a.title, b.title))

    After::

        import functools
        books.sort(key=functools.cmp_to_key(by_title))
        prices = sorted(prices, key=functools.cmp_to_key(by_value))
        books.sort(key=lambda a: a.title)

    Left alone, because it is a key already, or no list is known to be sorted::

        books.sort(key=by_title)
        shelf.sort(7)

    Warned about, because nobody knows whether that is a list, and the argument a function::

        books.sort(order)

    Limits: ``cmp`` and ``key`` in one call are left, as is what sorts with arguments that are
    stars. An argument of a method ``sort`` is taken for a function where it is a lambda with two
    parameters, a name defined as a function in the file, or ``cmp``.
    Source: https://docs.python.org/3/howto/sorting.html#comparison-functions
    """

    name = "sort_cmp"
    safety = "review"
    triggers = frozenset(["sort", "sorted"])
    in_strings = False
    knows_by = "receiver"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.functions = {
            found.group(1)
            for statement in document.statements
            if statement.first_word == "def" and (found := _DEFINED.match(statement.text))
        }

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        first = self._first(original_node)
        if first is None:
            return updated_node
        args = list(updated_node.args)
        names = [arg.keyword.value if arg.keyword else "" for arg in args]
        if any(arg.star for arg in args):
            return updated_node
        place = names.index("cmp") if "cmp" in names else first
        if place >= len(args) or names[place] not in ("", "cmp"):
            return updated_node
        value: Any = args[place].value
        if names[place] == "" and first == 0 and not self._is_function(value):
            may_be = bool(name_of(value)) or isinstance(value, cst.Call)
            if len(args) > 1 or not may_be or self._may_be_own(original_node.func, ""):
                return updated_node
            if not self._is_list(original_node.func):
                self.note(original_node, _NOTE, "fails when reached")
                return updated_node
        if first == 0 and self._may_be_own(original_node.func, names[place]):
            self.note(original_node, _NOTE, "fails when reached")
            return updated_node
        is_none = isinstance(value, cst.Name) and value.value == "None"
        later = names[place + 1 :]
        if "key" in names or (later and later[0] == "" and not is_none):
            return updated_node
        following = [
            arg if arg.keyword else _named(arg, name)
            for arg, name in zip(args[place + 1 :], ("key", "reverse", ""))
        ]
        if is_none:
            new = args[:place] + following
        else:
            comma = args[place].comma
            new = [*args[:place], *self._keys(value, comma, names), *following]
        if new:
            new[-1] = new[-1].with_changes(comma=args[-1].comma)
        return updated_node.with_changes(args=new)

    def _first(self, call: cst.Call) -> int | None:
        """The place of the comparing function in a call that sorts; None for any other call."""
        if self.path_of(call.func) == "builtins.sorted":
            return 1
        if not isinstance(call.func, cst.Attribute) or call.func.attr.value != "sort":
            return None
        if not self.origins.is_readable or is_own_attribute(self, call.func.value, "sort"):
            return None
        return 0

    def _is_list(self, method: Any) -> bool:
        """Whether what is sorted is a name that only lists are bound to in the file."""
        name = name_of(method.value)
        if not name:
            return False
        bound = re.compile(rf"(?<![\w.]){re.escape(name)}\s*=(?!=)\s*(.*)")
        values = [
            found.group(1)
            for statement in self.document.statements
            if (found := bound.search(statement.code))
        ]
        return bool(values) and all(_OF_LIST.search(value) for value in values)

    def _may_be_own(self, method: cst.BaseExpression, keyword: str) -> bool:
        """Whether a method of the project's could take a function so: a keyword tells a list's."""
        if not keyword and self._takes_nothing():
            return False
        if not keyword and isinstance(method, cst.Attribute):
            return is_own_attribute(self, method.value, "sort", "near")
        return any(
            statement.first_word == "def" and {"sort", keyword} <= statement.words
            for statement in self.document.statements
        )

    def _takes_nothing(self) -> bool:
        """Whether the methods ``sort`` that the file defines can be given no argument at all."""
        found = [each for each in self.document.statements if _SORT.match(each.code)]
        return bool(found) and all(_SORT_ALONE.match(each.code) for each in found)

    def _is_function(self, value: Any) -> bool:
        if isinstance(value, cst.Lambda):
            return len(value.params.params) == 2
        if isinstance(value, cst.Attribute):
            return value.attr.value in self.functions
        if isinstance(value, cst.Name):
            return value.value in self.functions or value.value in ("cmp", "None")
        return False

    def _keys(self, value: Any, comma: Any, names: list[str]) -> list[cst.Arg]:
        """The arguments that make a sort compare like a function."""
        part = self._part(value)
        if part is not None and not (part[1] and "reverse" in names):
            key, is_reversed = part
            found = [keyword_argument("key", key)]
            if is_reversed:
                found[0] = found[0].with_changes(comma=comma_space())
                found.append(keyword_argument("reverse", cst.Name("True")))
        else:
            call: Any = cst.Call(self.spell("functools:cmp_to_key"), [cst.Arg(value)])
            if self._may_be_none(value):
                call = cst.BooleanOperation(value, cst.And(), call)
            found = [keyword_argument("key", call)]
        found[-1] = found[-1].with_changes(comma=comma)
        return found

    def _may_be_none(self, value: Any) -> bool:
        """Whether it is a parameter that is ``None`` where it is not given."""
        if not isinstance(value, cst.Name):
            return False
        default = re.compile(rf"\b{value.value}\s*=\s*None\b")
        outer = self.document.header_of(self.index)
        while outer is not None:
            header = self.document.statements[outer]
            if header.first_word == "def" and default.search(header.text):
                return True
            outer = self.document.header_of(outer)
        return False

    def _part(self, value: Any) -> tuple[cst.Lambda, bool] | None:
        """The key that a lambda compares by, and whether the greater one comes first."""
        if not isinstance(value, cst.Lambda) or len(value.params.params) != 2:
            return None
        call: Any = value.body
        first, second = (param.name.value for param in value.params.params)
        is_reversed = isinstance(call, cst.UnaryOperation) and isinstance(call.operator, cst.Minus)
        if is_reversed:
            call = call.expression
        is_cmp = isinstance(call, cst.Call) and isinstance(call.func, cst.Name)
        if not is_cmp or call.func.value != "cmp" or len(call.args) != 2 or "cmp" in self.functions:
            return None
        if self.origins.bound.get("cmp"):
            return None
        left, right = (cst.Module([]).code_for_node(arg.value).strip() for arg in call.args)
        node: Any = call.args[0].value
        names = _names_in(node)
        if names & {first, second} == {second}:
            is_reversed, first, second = not is_reversed, second, first
        if first not in names or second in names:
            return None
        if not cst.parse_expression(right).deep_equals(
            _renamed(cst.parse_expression(left), first, second)
        ):
            return None
        param = value.params.params[0].with_changes(name=cst.Name(first), comma=_DEFAULT)
        params = value.params.with_changes(params=[param])
        return value.with_changes(params=params, body=node), is_reversed


class _Renaming(cst.CSTTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if original_node.value != self.old:
            return updated_node
        return updated_node.with_changes(value=self.new)


def _renamed(node: Any, old: str, new: str) -> Any:
    return node.visit(_Renaming(old, new))


def _names_in(node: Any) -> set[str]:
    if isinstance(node, cst.Name):
        return {node.value}
    return {name for child in node.children for name in _names_in(child)}


def _named(arg: cst.Arg, name: str) -> cst.Arg:
    return keyword_argument(name, arg.value).with_changes(comma=arg.comma)
