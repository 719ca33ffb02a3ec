import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE


class ObjectBase(ResolvedFixer):
    r"""Drop ``object`` from the bases of a class.

    Python 2 had two kinds of classes, and ``object`` among the bases chose the newer one. Every
    class of Python 3 is an ``object``, whether it says so or not.

    Before::

        class Book(object):
            pass

        class Shelf(Furniture, object):
            pass

    After::

        class Book:
            pass

        class Shelf(Furniture):
            pass

    Left alone, because the file has an ``object`` of its own::

        from shop import object

        class Book(object):
            pass

    Limits: none known.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "object_base"
    written_in = Language.PYTHON3
    triggers = frozenset(["object"])
    in_strings = False

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        pairs = zip(original_node.bases, updated_node.bases)
        bases = [new for old, new in pairs if not self._is_object(old)]
        if len(bases) == len(original_node.bases):
            return updated_node
        if bases:
            if not updated_node.keywords:
                bases[-1] = bases[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
            return updated_node.with_changes(bases=bases)
        if updated_node.keywords:
            return updated_node.with_changes(bases=())
        none = cst.MaybeSentinel.DEFAULT
        return updated_node.with_changes(
            bases=(), lpar=none, rpar=none, whitespace_after_name=NO_SPACE
        )

    def _is_object(self, base: cst.Arg) -> bool:
        return not base.star and self.path_of(base.value) == "builtins.object"
