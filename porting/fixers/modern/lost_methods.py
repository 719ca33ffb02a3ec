from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer
from porting.project.language import Language

_REASONS = {
    "__coerce__": "Python 3 never calls __coerce__: let each operator convert its other side",
    "__hex__": "hex() asks __index__ in Python 3, which returns an integer",
    "__trunc__": "int() no longer asks __trunc__ in Python 3.14: define __int__",
    "__oct__": "oct() asks __index__ in Python 3, which returns an integer",
    "__metaclass__": "Python 3 takes the metaclass from the class line: metaclass=...",
}
# What makes a method needless.
_OTHERS = {
    "__hex__": {"__index__"},
    "__oct__": {"__index__"},
    "__trunc__": {"__int__", "__index__", "__long__"},
}


class LostMethods(Fixer):
    r"""Call the integer of an object by its one name, and tell of methods that nobody calls.

    There is one kind of integers, so ``__long__`` became ``__int__``. Other special methods went
    without a successor of the same use; what they did must be done in another way.

    Before::

        class Count(object):
            def __long__(self):
                return self.number

    After::

        class Count(object):
            def __int__(self):
                return self.number

    Left alone, because it has both, or the method is asked for::

        class Count(object):
            def __int__(self):
                return self.number

            def __long__(self):
                return self.number

    Warned about, because Python 3 has nothing like it::

        class Count(object):
            def __coerce__(self, other):
                return self.number, int(other)

    Limits: what was given such a name by an assignment is not seen.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "lost_methods"
    triggers = frozenset(["__long__", *_REASONS])
    in_strings = False
    written_in = Language.UNDECIDED

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        name = original_node.name.value
        if self.enclosing() != "class":
            return updated_node
        if name == "__long__" and not self._has_int():
            return updated_node.with_changes(name=cst.Name("__int__"))
        if name in _REASONS and _OTHERS.get(name, set()).isdisjoint(self.document.words):
            self.note(original_node.name, _REASONS[name], "wrong result, no error")
        return updated_node

    def _has_int(self) -> bool:
        return "__int__" in self.document.words
