from __future__ import annotations

import libcst as cst

from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.questions.own_names import builtin
from porting.project.language import Language

MOVED = {"inspect.formatargspec": "inspect:signature"}
_SPECS = ("inspect.getargspec", "inspect.getfullargspec")


class Formatargspec(MovedNames):
    r"""Write what a function takes as its signature does.

    ``inspect.signature`` knows more of a function than the four values that ``formatargspec`` put
    into words; Python 3.11 removed that.

    Before::

        import inspect

        text = inspect.formatargspec(*inspect.getfullargspec(show)[:4])

    After::

        import inspect

        text = str(inspect.signature(show))

    Left alone, because it is another module's::

        from shop import inspect

        text = inspect.formatargspec(*inspect.getargspec(show))

    Warned about, because the values were changed on the way::

        import inspect

        text = inspect.formatargspec(names, None, None, defaults)

    Limits: of a method that is bound, the signature leaves out what it is bound to.
    Source: https://docs.python.org/3/whatsnew/3.11.html#removed
    """

    name = "formatargspec"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if self.path_of(original_node.func) not in self.table:
            return updated_node
        spec = self._spec(original_node)
        if spec is None:
            self.note(original_node, "Python 3.11 has no formatargspec: use inspect.signature")
            return updated_node
        lpar, rpar = updated_node.lpar, updated_node.rpar
        signature = cst.Call(updated_node.func, [cst.Arg(spec.args[0].value)])
        return cst.Call(builtin(self, "str"), [cst.Arg(signature)], lpar=lpar, rpar=rpar)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if not self._is_called(original_node):
            return updated_node
        return super().leave_Attribute(original_node, updated_node)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if not self._is_called(original_node):
            return updated_node
        return super().leave_Name(original_node, updated_node)

    def _is_called(self, node: cst.BaseExpression) -> bool:
        call = self.parent
        return isinstance(call, cst.Call) and call.func is node and self._spec(call) is not None

    def _spec(self, call: cst.Call) -> cst.Call | None:
        """The call that asks for what a function takes, where that is handed on as it is."""
        spec = call.args[0].value if len(call.args) == 1 and call.args[0].star == "*" else None
        if isinstance(spec, cst.Subscript):
            spec = spec.value
        if not isinstance(spec, cst.Call) or len(spec.args) != 1:
            return None
        return spec if self.path_of(spec.func) in _SPECS else None
