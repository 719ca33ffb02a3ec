import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import ends_chain, is_in_expression
from porting.fixers.questions.own_names import is_own_attribute


class Xreadlines(Fixer):
    r"""Take the lines of a file from the file itself, instead of ``xreadlines``.

    A file gives its lines one by one to any loop, so Python 3 has no
    ``xreadlines()``. Where the method is not called but passed on, it is
    ``__iter__``, which does the same.

    Before::

        for line in log.xreadlines():
            handle(line)
        read = log.xreadlines

    After::

        for line in log:
            handle(line)
        read = log.__iter__

    Left alone, because a file's method takes no argument::

        for line in reader.xreadlines(80):
            handle(line)

    Limits: a method of that name that no file of the run binds is replaced on any object, not only
    on files; a call that goes on,
    ``log.xreadlines().next()``, is not seen.
    Source: https://docs.python.org/2.7/library/stdtypes.html#file.xreadlines
    """

    name = "xreadlines"
    triggers = frozenset(["xreadlines"])
    in_strings = False
    safety = "review"
    knows_by = "name"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "xreadlines" or func.lpar:
            return updated_node
        if original_node.args or not self._is_whole(original_node):
            return updated_node
        file = cst.ensure_type(updated_node.func, cst.Attribute).value
        return file.with_changes(
            lpar=[*updated_node.lpar, *file.lpar], rpar=[*file.rpar, *updated_node.rpar]
        )

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value != "xreadlines" or not self._is_whole(original_node):
            return updated_node
        return updated_node.with_changes(attr=updated_node.attr.with_changes(value="__iter__"))

    def _is_whole(self, node: cst.Call | cst.Attribute) -> bool:
        if not ends_chain(node, self.parents) or not is_in_expression(node, self.parents):
            return False
        method = node.func if isinstance(node, cst.Call) else node
        owner = cst.ensure_type(method, cst.Attribute).value
        return not is_own_attribute(self, owner, "xreadlines")
