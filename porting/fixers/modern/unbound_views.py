from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.consumers import is_looped_over, is_only_argument
from porting.fixers.questions.own_names import as_list, call_of_builtin
from porting.project.language import Language

_VIEWS = ("keys", "values", "items")
_METHODS = frozenset([*_VIEWS, *(f"iter{view}" for view in _VIEWS), "has_key"])


class UnboundViews(ResolvedFixer):
    r"""Take from the class ``dict`` what its methods give in Python 3.

    Classes that derive from ``dict`` ask the method of the base for a dictionary that is given as
    an argument. What that gave was a list, and the methods whose names begin with ``iter`` are no
    more; 2to3 knows them only without an argument.

    Before::

        class Shelf(dict):
            def keys(self):
                return dict.keys(self)

            def itervalues(self):
                return dict.itervalues(self)

            def has_key(self, key):
                return dict.has_key(self, key)

    After::

        class Shelf(dict):
            def keys(self):
                return list(dict.keys(self))

            def itervalues(self):
                return iter(dict.values(self))

            def has_key(self, key):
                return dict.__contains__(self, key)

    Left alone, because all that it gives is gone through::

        for key in sorted(dict.keys(shelf)):
            print(key)

    Limits: the methods of another class that derives from ``dict`` are not known.
    Source: https://peps.python.org/pep-3106/
    """

    name = "unbound_views"
    triggers = frozenset(["dict"])
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> Any:
        func: Any = original_node.func
        if not isinstance(func, cst.Attribute) or self.path_of(func.value) != "builtins.dict":
            return updated_node
        method = func.attr.value
        args = original_node.args
        if method not in _METHODS or len(args) != 1 + (method == "has_key"):
            return updated_node
        if any(arg.star or arg.keyword for arg in args):
            return updated_node
        is_iterator = method.startswith("iter")
        name = "__contains__" if method == "has_key" else method.removeprefix("iter")
        plain: Any = updated_node.with_changes(lpar=(), rpar=())
        plain = plain.with_changes(func=plain.func.with_changes(attr=cst.Name(name)))
        chain = chain_of(original_node, self.parents)
        is_iterated = is_only_argument(chain, ("iter",)) or is_looped_over(chain)
        is_used_up = is_only_argument(chain) or is_iterated
        if method != "has_key" and not is_used_up:
            plain = call_of_builtin(self, "iter", plain) if is_iterator else as_list(self, plain)
        return plain.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
