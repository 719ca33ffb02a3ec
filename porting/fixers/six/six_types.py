from typing import Any

import libcst as cst

from porting.fixer import name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

NAMES = {
    "basestring": "six:string_types",
    "intern": "six.moves:intern",
    "long": "six:integer_types",
    "raw_input": "six.moves:input",
    "reduce": "six.moves:reduce",
    "reload": "six.moves:reload_module",
    "unichr": "six:unichr",
    "unicode": "six:text_type",
    "xrange": "six.moves:xrange",
}
_LONG_TYPE = "types.LongType"


class SixTypes(ResolvedFixer):
    r"""Take the builtins that Python 3 has not, or calls otherwise, from ``six``.

    ``six.text_type`` is ``unicode`` in Python 2 and ``str`` in Python 3; ``six.string_types`` stand
    for ``basestring``, ``six.integer_types`` for ``int`` and ``long``. Functions that are handed on
    without being called are had from ``six.moves``.

    Before::

        def show(value):
            if isinstance(value, (int, long)):
                return unichr(value)
            return unicode(value) if not isinstance(value, basestring) else value

    After::

        import six
        def show(value):
            if isinstance(value, six.integer_types):
                return six.unichr(value)
            return six.text_type(value) if not isinstance(value, six.string_types) else value

    Left alone, because the file says itself what it is::

        try:
            text = unicode
        except NameError:
            unicode = str

    Limits: ``long(x)`` becomes ``int(x)``, which gives a ``long`` by itself where it takes one.
    Source: https://six.readthedocs.io/#constants
    """

    name = "six_types"
    written_in = Language.UNDECIDED
    triggers = frozenset(NAMES) | {"LongType"}
    in_strings = False

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        target = NAMES.get(original_node.value)
        if target is None or not self._is_builtin(original_node):
            return updated_node
        if original_node.value == "long" and self._is_called(original_node):
            return updated_node.with_changes(value="int")
        new: Any = self._long() if original_node.value == "long" else self.spell(target)
        return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)  # type: ignore

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if original_node.attr.value != "LongType" or self.path_of(original_node) != _LONG_TYPE:
            return updated_node
        return self._long().with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)

    def _long(self) -> cst.Subscript:
        """The last of the integer types: ``long`` in Python 2, ``int`` in Python 3."""
        last = cst.UnaryOperation(cst.Minus(), cst.Integer("1"))
        element = cst.SubscriptElement(cst.Index(last))
        return cst.Subscript(self.spell("six:integer_types"), [element])

    def leave_Tuple(self, original_node: cst.Tuple, updated_node: cst.Tuple) -> cst.BaseExpression:
        names = [name_of(element.value) for element in original_node.elements]
        if sorted(names) != ["int", "long"] or not original_node.lpar:
            return updated_node
        if not all(self._is_builtin(element.value) for element in original_node.elements):
            return updated_node
        return self.spell("six:integer_types")

    def _is_builtin(self, node: Any) -> bool:
        found = self.reference_of(node)
        return found is not None and found.origin == f"builtins.{node.value}"

    def _is_called(self, node: cst.Name) -> bool:
        return isinstance(self.parent, cst.Call) and self.parent.func is node
