import re
from typing import Any

import libcst as cst

from porting.fixer import in_parentheses, is_call_to, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import comma_space

_IS_STRING = r"\bisinstance\s*\(\s*{0}\s*,[^)]*\b(?:str|bytes|unicode|basestring)\b"


class IterAttribute(ResolvedFixer):
    r"""Tell strings from what else can be gone through, where ``__iter__`` told them apart.

    In Python 2 strings had no ``__iter__``, and to ask for it was a way to ask whether something
    is a list or the like, but no string. In Python 3 they have it.

    Before::

        def names_of(value):
            if hasattr(value, "__iter__"):
                return list(value)
            return [value]

    After::

        def names_of(value):
            if hasattr(value, "__iter__") and not isinstance(value, (str, bytes)):
                return list(value)
            return [value]

    Left alone, because strings are told apart already::

        if not isinstance(value, str) and hasattr(value, "__iter__"):
            value = list(value)

    Limits: what is asked must be a name or an attribute of one; any other gets a warning.
    Source: https://docs.python.org/3/library/stdtypes.html#text-sequence-type-str
    """

    name = "iter_attribute"
    triggers = frozenset(["hasattr"])
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args = original_node.args
        if not is_call_to(original_node, "hasattr") or len(args) != 2:
            return updated_node
        value, attribute = args[0].value, args[1].value
        if not isinstance(attribute, cst.SimpleString) or attribute.evaluated_value != "__iter__":
            return updated_node
        if self.is_told_apart(value):
            return updated_node
        if not name_of(value):
            message = "strings have __iter__ in Python 3: where they are not meant, say so"
            self.note(original_node, message, "wrong result, no error")
            return updated_node
        kinds = cst.Tuple([cst.Element(self.spell(f"builtins:{name}")) for name in _STRINGS])
        asked = [cst.Arg(value, comma=comma_space()), cst.Arg(kinds)]
        is_string = cst.Call(self.spell("builtins:isinstance"), asked)
        test = cst.BooleanOperation(
            updated_node, cst.And(), cst.UnaryOperation(cst.Not(), is_string)
        )
        stands_alone = isinstance(self.parent, (cst.If, cst.While, cst.Assign, cst.Return, cst.Arg))
        return test if stands_alone else in_parentheses(test)

    def is_told_apart(self, value: cst.BaseExpression) -> bool:
        """Whether the condition that the call is part of asks for strings besides."""
        outer: Any = None
        for parent in reversed(self.parents):
            if not isinstance(parent, (cst.BooleanOperation, cst.UnaryOperation)):
                break
            outer = parent
        if outer is None:
            return False
        start, end = self.span_of(outer)
        test = _IS_STRING.format(re.escape(name_of(value)))
        return bool(re.search(test, self.statement.text[start:end]))


_STRINGS = ("str", "bytes")
