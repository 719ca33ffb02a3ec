from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options
from porting.py2.tokens import strings_in

NAMES = {"div": "truediv", "idiv": "itruediv", "rdiv": "rtruediv", "nonzero": "bool"}
METHODS = {f"__{old}__": f"__{new}__" for old, new in NAMES.items()}
# Names of special methods that Python 3 has still, of which a table has some beside those above.
COMPANIONS = frozenset(
    "abs add and eq floordiv ge gt hash iadd imul invert isub le lshift lt mod mul ne neg or pos"
    " pow radd rmod rmul rshift rsub sub truediv xor".split()
)
_MAKES_METHOD = re.compile(r"""(['"])__%s__\1|(['"])__\2\s*\+|(['"])__\{""")
_WORD = re.compile(r"\w+")
# A literal that holds names and nothing else.
_NAMES = re.compile(r"""\w*["'][\w\s\\"']*""")


class OperatorTables(Fixer):
    r"""Rename ``div`` in tables of names from which special methods are made.

    Classes that stand in for numbers often get their methods in a loop. In Python 3 ``/`` calls
    ``__truediv__``, and no type of the language has a ``__div__``.

    Before::

        for name in ("add", "sub", "mul", "div"):
            method = "__%s__" % name
            setattr(Price, method, wrap(getattr(float, method)))

    After::

        for name in ("add", "sub", "mul", "truediv"):
            method = "__%s__" % name
            setattr(Price, method, wrap(getattr(float, method)))

    Before::

        for method in ["__add__", "__mul__", "__div__"]:
            setattr(Price, method, forward(method))

    After::

        for method in ["__add__", "__mul__", "__truediv__"]:
            setattr(Price, method, forward(method))

    Left alone, because these name no operators::

        tags = ["p", "div", "span"]
        method = "__%s__" % name

    Before::

        rules = {"add": "x + y", "div": "x / y", "truediv": "x / y", "mul": "x * y"}
        methods = ["__%s__" % name for name in rules]

    After::

        rules = {"add": "x + y", "truediv": "x / y", "mul": "x * y"}
        methods = ["__%s__" % name for name in rules]

    Limits: of a table that is no dictionary and has both names, none goes.
    Source: https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types
    """

    name = "operator_tables"
    triggers = frozenset([*NAMES, *METHODS])

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.makes_methods = self.is_needed() and any(
            _MAKES_METHOD.search(statement.text) for statement in document.statements
        )

    def may_change(self, statement: Statement) -> bool:
        names = (text for text in strings_in(statement.text) if _NAMES.fullmatch(text))
        return any(not self.triggers.isdisjoint(_WORD.findall(text)) for text in names)

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        value = original_node.raw_value
        words = value.split()
        old = [word for word in words if word in NAMES or word in METHODS]
        if not old or not _NAMES.fullmatch(original_node.value):
            return updated_node
        if not (len(words) > 1 or self._is_in_table()):
            return updated_node
        names = set(_WORD.findall(self.statement.text))
        for word in old:
            is_method = word in METHODS
            new = METHODS[word] if is_method else NAMES[word]
            others = {f"__{name}__" for name in COMPANIONS} if is_method else COMPANIONS
            if new in names or len(names & others) < 2 or not (is_method or self.makes_methods):
                continue
            value = re.sub(rf"\b{word}\b", new, value)
        quote = original_node.quote
        return updated_node.with_changes(value=f"{original_node.prefix}{quote}{value}{quote}")

    def leave_Dict(self, original_node: cst.Dict, updated_node: cst.Dict) -> cst.Dict:
        keys = {_key(element) for element in original_node.elements}
        if len(keys & COMPANIONS) < 2 or not self.makes_methods:
            return updated_node
        elements = [
            element for element in updated_node.elements if NAMES.get(_key(element), "") not in keys
        ]
        if len(elements) == len(updated_node.elements):
            return updated_node
        return updated_node.with_changes(elements=elements)

    def _is_in_table(self) -> bool:
        """Whether the string is an item of a row, or a key of a dictionary."""
        around: Any = self.parent
        return isinstance(around, (cst.Element, cst.DictElement, cst.Tuple, cst.List))


def _key(element: cst.BaseDictElement) -> str:
    """The text that is the key of an item, "" for anything else."""
    if isinstance(element, cst.DictElement) and isinstance(element.key, cst.SimpleString):
        return element.key.raw_value
    return ""
