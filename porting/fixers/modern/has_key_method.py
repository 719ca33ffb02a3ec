import libcst as cst

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.own_names import is_own_attribute
from porting.fixers.questions.syntax import Syntax


class HasKeyMethod(ClassFixer):
    r"""Let ``in`` ask a class that answered ``has_key``.

    2to3 turns each ``d.has_key(k)`` into ``k in d``, whatever ``d`` is. A class that defines
    ``has_key`` alone answers to that with ``__contains__``; without it Python would go through all
    its items. Where the method of a dictionary is handed on without being called, it is
    ``__contains__`` as well.

    Before::

        class Shelf:
            def has_key(self, title):
                return title in self.books

            def size(self):
                return len(filter(self.books.has_key, self.wanted))

    After::

        class Shelf:
            def has_key(self, title):
                return title in self.books

            def size(self):
                return len(filter(self.books.__contains__, self.wanted))

            __contains__ = has_key

    Left alone, because it answers already::

        class Shelf(object):
            def __contains__(self, title):
                return title in self.books

            has_key = __contains__

    Limits: a class that inherits both has what it inherits.
    Source: https://docs.python.org/3/reference/datamodel.html#object.__contains__
    """

    name = "has_key_method"
    triggers = frozenset(["has_key"])
    in_strings = False
    safety = "review"
    knows_by = "receiver"

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        method = facts.methods.get("has_key")
        if method is None or "__contains__" in facts.names:
            return
        if len(syntax.names_of(method.args)) == 2:
            self.appended[syntax.start_of(facts.node)] = ["", "__contains__ = has_key"]

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value != "has_key" or isinstance(self.parent, cst.AssignTarget):
            return updated_node
        if isinstance(self.parent, (cst.Call, cst.Attribute)):
            return updated_node
        if is_own_attribute(self, original_node.value, "has_key"):
            return updated_node
        return updated_node.with_changes(attr=cst.Name("__contains__"))
