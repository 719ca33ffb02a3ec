import re

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer


class ObjectFirst(ResolvedFixer):
    r"""Drop ``object`` where it stands before other bases of a class.

    A class of Python 2 that had no base was no ``object``, so that one could stand in front of it.
    In Python 3 each class is an ``object``, and what all have comes last: ``class A(object, B)``
    is a ``TypeError``.

    Before::

        class Shelf(object, Furniture):
            pass

    After::

        class Shelf(Furniture):
            pass

    Left alone, because it is the last one::

        class Shelf(Furniture, object):
            pass

    Limits: what ``object`` defines itself is now found behind what the other bases define.
    Source: https://docs.python.org/3/howto/mro.html
    """

    name = "object_first"
    triggers = frozenset(["object"])
    form = re.compile(r"\bclass\b[\s\S]*\bobject\s*,")

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        bases = updated_node.bases
        kept = [
            new
            for number, (old, new) in enumerate(zip(original_node.bases, bases), 1)
            if number == len(bases) or not self.is_object(old)
        ]
        return updated_node if len(kept) == len(bases) else updated_node.with_changes(bases=kept)

    def is_object(self, base: cst.Arg) -> bool:
        return not base.star and self.path_of(base.value) == "builtins.object"
