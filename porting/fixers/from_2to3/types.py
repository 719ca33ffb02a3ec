from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import ends_chain, is_in_expression
from porting.fixers.questions.own_names import builtin, is_not_imported
from porting.project.language import Language

# What the builtin types are called; the rest of the module is still there.
NAMES = {
    "BooleanType": "bool",
    "BufferType": "memoryview",
    "ClassType": "type",
    "ComplexType": "complex",
    "DictType": "dict",
    "DictionaryType": "dict",
    "EllipsisType": "type(Ellipsis)",
    "FloatType": "float",
    "IntType": "int",
    "ListType": "list",
    "LongType": "int",
    "NoneType": "type(None)",
    "NotImplementedType": "type(NotImplemented)",
    "ObjectType": "object",
    "SliceType": "slice",
    "StringType": "bytes",
    "StringTypes": "(str,)",
    "TupleType": "tuple",
    "TypeType": "type",
    "UnicodeType": "str",
    "XRangeType": "range",
}


@dataclass(frozen=True)
class WholeTuple(cst.Tuple):
    """A tuple that to 2to3 is one word, so that its other fixers do not look into it."""


class Types(Fixer):
    r"""Call the builtin types by their own names.

    The module ``types`` held names for them from the time when ``int`` and ``str``
    were functions. They have been types since Python 2.2, and Python 3 dropped the
    second names.

    Before::

        import types

        if type(value) is types.ListType or isinstance(value, types.NoneType):
            value = []

    After::

        import types

        if type(value) is list or isinstance(value, type(None)):
            value = []

    Left alone, because it is still in the module::

        isinstance(value, types.FunctionType)

    Limits: ``types.StringType`` becomes ``bytes`` even where text was meant, and
    ``types.StringTypes`` stands for text only. ``from types import ListType`` is not seen.
    Source: https://docs.python.org/2/library/types.html
    """

    name = "types"
    written_in = Language.UNDECIDED
    triggers = frozenset(NAMES)
    in_strings = False
    form = re.compile(r"\btypes\s*\.")
    safety = "review"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        owner, new = original_node.value, NAMES.get(original_node.attr.value)
        if new is None or not isinstance(owner, cst.Name) or owner.value != "types" or owner.lpar:
            return updated_node
        if not ends_chain(original_node, self.parents) or is_not_imported(self, "types"):
            return updated_node
        if not is_in_expression(original_node, self.parents):
            return updated_node
        node = self._written(new)
        lpar, rpar = [*updated_node.lpar, *node.lpar], [*node.rpar, *updated_node.rpar]
        if isinstance(node, cst.Tuple):
            return WholeTuple(node.elements, lpar=lpar, rpar=rpar)
        return node.with_changes(lpar=lpar, rpar=rpar)

    def _written(self, type_name: str) -> cst.BaseExpression:
        """The expression for a type, past what else stands for the names in it."""
        node = cst.parse_expression(type_name)
        if isinstance(node, cst.Name):
            return builtin(self, type_name)
        if isinstance(node, cst.Call):
            return node.with_changes(func=builtin(self, "type"))
        first = cst.ensure_type(node, cst.Tuple).elements[0]
        return node.with_changes(elements=[first.with_changes(value=builtin(self, "str"))])
