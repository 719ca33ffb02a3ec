import libcst as cst

from porting.fixer import Fixer


class NotEqual(Fixer):
    r"""Compare with ``==`` where the outcome of ``__eq__`` itself is negated.

    A method that does not know says ``NotImplemented``, which is as good as true: its opposite said
    that the two are equal. Python 3.14 makes an error of asking whether it is true; ``==`` asks
    the other object next.

    Before::

        class Book(object):
            def __eq__(self, other):
                if not isinstance(other, Book):
                    return NotImplemented
                return self.title == other.title

            def __ne__(self, other):
                return not self.__eq__(other)

    After::

        class Book(object):
            def __eq__(self, other):
                if not isinstance(other, Book):
                    return NotImplemented
                return self.title == other.title

            def __ne__(self, other):
                return not self == other

    Left alone, because it knows in any case::

        class Book(object):
            def __eq__(self, other):
                return self.title == other.title

            def __ne__(self, other):
                return not self.__eq__(other)

    Limits: whether a method says ``NotImplemented`` is not asked, only whether the file has it.
    Source: https://docs.python.org/3/library/constants.html#NotImplemented
    """

    name = "not_equal"
    removed_in = (3, 14)
    triggers = frozenset(["__eq__"])
    in_strings = False
    safety = "review"

    def is_needed(self) -> bool:
        return "NotImplemented" in self.document.words

    def leave_UnaryOperation(
        self, original_node: cst.UnaryOperation, updated_node: cst.UnaryOperation
    ) -> cst.UnaryOperation:
        call = updated_node.expression
        if not isinstance(original_node.operator, cst.Not) or not isinstance(call, cst.Call):
            return updated_node
        func = call.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "__eq__":
            return updated_node
        if not isinstance(func.value, cst.Name) or len(call.args) != 1 or call.args[0].star:
            return updated_node
        target = cst.ComparisonTarget(cst.Equal(), call.args[0].value)
        return updated_node.with_changes(
            expression=cst.Comparison(func.value, [target], lpar=call.lpar, rpar=call.rpar)
        )
