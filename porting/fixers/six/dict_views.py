import libcst as cst

from porting.fixer import Fixer
from porting.project.language import Language

_VIEWS = frozenset(["viewitems", "viewkeys", "viewvalues"])


class DictViews(Fixer):
    r"""Ask for a view of a dictionary by the function of ``six``.

    What ``viewkeys`` gives in Python 2, ``keys`` gives in Python 3; in Python 2 that gives a list,
    with which no other can be intersected.

    Before::

        known = prices.viewkeys() & stock.viewkeys()

    After::

        known = six.viewkeys(prices) & six.viewkeys(stock)

    Left alone, because it gets an argument::

        prices.viewkeys(sorted)

    Limits: whatever has a method of this name is taken for a dictionary.
    Source: https://six.readthedocs.io/#six.viewkeys
    """

    name = "dict_views"
    triggers = _VIEWS
    in_strings = False
    written_in = Language.UNDECIDED

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = updated_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in _VIEWS or func.lpar:
            return updated_node
        if updated_node.args:
            return updated_node
        new = cst.Attribute(cst.Name("six"), func.attr)
        return updated_node.with_changes(func=new, args=[cst.Arg(func.value)])
