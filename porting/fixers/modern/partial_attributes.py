import libcst as cst

from porting.fixer import call_of
from porting.fixers.bases.resolved import ResolvedFixer


class PartialAttributes(ResolvedFixer):
    r"""Keep a ``functools.partial`` in a class from becoming a method.

    It was called without the object that it was looked up in. From Python 3.14 on the object is
    its first argument, as with a function.

    Before::

        import functools

        class Shelf(object):
            sort = functools.partial(sorted, key=str)

    After::

        import functools

        class Shelf(object):
            sort = staticmethod(functools.partial(sorted, key=str))

    Left alone, because no class has it::

        import functools

        sort = functools.partial(sorted, key=str)

    Limits: what a class gets later on is not seen.
    Source: https://docs.python.org/3/whatsnew/3.14.html#functools
    """

    name = "partial_attributes"
    removed_in = (3, 14)
    triggers = frozenset(["partial"])
    in_strings = False

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        value = original_node.value
        if self.enclosing() != "class" or not isinstance(value, cst.Call):
            return updated_node
        if self.path_of(value.func) != "functools.partial":
            return updated_node
        return updated_node.with_changes(value=call_of("staticmethod", updated_node.value))
