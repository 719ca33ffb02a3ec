import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import is_in_expression
from porting.fixers.questions.own_names import is_own_attribute

_FUNC_ATTRIBUTES = (
    "func_closure",
    "func_code",
    "func_defaults",
    "func_dict",
    "func_doc",
    "func_globals",
    "func_name",
)


class Funcattrs(Fixer):
    r"""Rename a function's attributes ``func_name`` to ``__name__``, and so on.

    Python 3 names what belongs to a function as it names everything of its own, with
    double underscores: ``__closure__``, ``__code__``, ``__defaults__``, ``__dict__``,
    ``__doc__``, ``__globals__`` and ``__name__``. Python 2.6 and later know both.

    Before::

        print callback.func_name, callback.func_code.co_argcount

    After::

        print callback.__name__, callback.__code__.co_argcount

    Left alone, because it is a name of its own, and no attribute::

        func_name = "callback"

    Limits: an attribute of that name that no file of the run binds is renamed on any object, not
    only on functions.
    Source: https://docs.python.org/3/whatsnew/3.0.html#operators-and-special-methods
    """

    name = "funcattrs"
    triggers = frozenset(_FUNC_ATTRIBUTES)
    in_strings = False
    safety = "review"
    knows_by = "name"

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        name = original_node.attr.value
        if name not in self.triggers or not is_in_expression(original_node, self.parents):
            return updated_node
        if is_own_attribute(self, original_node.value, name):
            return updated_node
        attr = updated_node.attr.with_changes(value=f"__{name.removeprefix('func_')}__")
        return updated_node.with_changes(attr=attr)
