from __future__ import annotations

import libcst as cst

from porting.fixer import Node, in_parentheses, is_call_to
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import SPACE

_PATHS = ("types.InstanceType", "builtins.InstanceType")
_SAME = (cst.Equal, cst.Is)
_OTHER = (cst.NotEqual, cst.IsNot)

_NOTE = (
    "only instances of old-style classes had InstanceType; instances of all classes that are not "
    "builtin pass this test"
)


class InstanceType(ResolvedFixer):
    r"""Ask where a type comes from in place of ``types.InstanceType``.

    All instances of old-style classes had this one type, so a program asked for it to tell objects
    of its own from numbers, strings and lists. Every class is a type of its own today; those that
    are not builtin come from another module than ``builtins``.

    Before::

        import types

        def copied(value):
            if type(value) is types.InstanceType:
                return value.copy()
            return value if not isinstance(value, types.InstanceType) else None

    After, with a warning::

        import types

        def copied(value):
            if type(value).__module__ != "builtins":
                return value.copy()
            return value if type(value).__module__ == "builtins" else None

    Left alone, because it is a key::

        import types

        copiers = {types.InstanceType: copied}

    Limits: instances of new-style classes, and of those of the library in C, count as well.
    Source: https://docs.python.org/2/library/types.html#types.InstanceType
    """

    name = "instance_type"
    triggers = frozenset(["InstanceType"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Comparison(
        self, original_node: cst.Comparison, updated_node: cst.Comparison
    ) -> cst.BaseExpression:
        target = original_node.comparisons[0]
        is_negative = isinstance(target.operator, _OTHER)
        if len(original_node.comparisons) > 1 or not isinstance(target.operator, _SAME + _OTHER):
            return updated_node
        if not is_call_to(original_node.left, "type") or not self.is_it(target.comparator):
            return updated_node
        self.note(original_node, _NOTE, "wrong result, no error")
        return _from_elsewhere(updated_node.left, updated_node, is_negative)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if not self.is_test(original_node) or isinstance(self.parent, cst.UnaryOperation):
            return updated_node
        self.note(original_node, _NOTE, "wrong result, no error")
        test = _from_elsewhere(_type_of(updated_node), updated_node, False)
        is_operand = isinstance(self.parent, (cst.ComparisonTarget, cst.Comparison))
        return in_parentheses(test) if is_operand else test

    def leave_UnaryOperation(
        self, original_node: cst.UnaryOperation, updated_node: cst.UnaryOperation
    ) -> cst.BaseExpression:
        call = original_node.expression
        if not isinstance(original_node.operator, cst.Not) or not self.is_test(call):
            return updated_node
        self.note(original_node, _NOTE, "wrong result, no error")
        return _from_elsewhere(_type_of(updated_node.expression), updated_node, True)

    def is_test(self, node: Node) -> bool:
        """Whether a node is a call of ``isinstance`` with the type."""
        is_call = is_call_to(node, "isinstance") and len(node.args) == 2
        return is_call and self.is_it(node.args[1].value)

    def is_it(self, node: Node) -> bool:
        return self.path_of(node) in _PATHS


def _type_of(test: Node) -> cst.Call:
    value = test.args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return cst.Call(cst.Name("type"), [value])


def _from_elsewhere(kind: cst.BaseExpression, old: Node, is_negative: bool) -> cst.Comparison:
    """The test whether a type is not a builtin one, or with `is_negative` whether it is."""
    kind_of = cst.Equal if is_negative else cst.NotEqual
    operator = kind_of(whitespace_before=SPACE, whitespace_after=SPACE)
    target = cst.ComparisonTarget(operator, cst.SimpleString('"builtins"'))
    module = cst.Attribute(kind, cst.Name("__module__"))
    return cst.Comparison(module, [target], lpar=old.lpar, rpar=old.rpar)
