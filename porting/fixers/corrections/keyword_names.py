import re

import libcst as cst

from porting.fixer import Fixer
from porting.project.language import Language

_NEW_KEYWORDS = frozenset(["async", "await", "nonlocal"])
_CONSTANTS = frozenset(["True", "False", "None"])


class KeywordNames(Fixer):
    r"""Give names that are keywords in Python 3 an underscore.

    ``async``, ``await`` and ``nonlocal`` became keywords, and ``True`` and ``False``, which
    Python 2 let anybody assign to, became constants. An assignment to those is needed no more.

    Before::

        True, False = 1, 0
        def connect(async=False):
            return open_socket(async=async)

    After::

        pass
        def connect(async_=False):
            return open_socket(async_=async_)

    Left alone, because the constants themselves are the same::

        ready = True

    Limits: who calls the function from elsewhere, and functions of others that take such an
    argument, must change as well.
    Source: https://docs.python.org/3/whatsnew/3.7.html#summary-release-highlights
    """

    name = "keyword_names"
    triggers = _NEW_KEYWORDS | _CONSTANTS
    # Where one of the constants is bound, or an attribute.
    form = re.compile(
        r"\b(?:async|await|nonlocal)\b|\.\s*(?:True|False|None)\b"
        r"|\b(?:True|False|None)\b[\s,)\]]*=(?!=)"
        r"|\b(?:def|class|for|global)\s+(?:True|False|None)\b|\bglobal\b.*\b(?:True|False|None)\b"
        r"|\b(?:def|lambda)\b[\s\S]*?(?:[(,*]|\blambda)\s*(?:True|False|None)\s*[,)=:]"
    )
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        name = original_node.value
        if name in _NEW_KEYWORDS or (name in _CONSTANTS and self.is_bound_here(original_node)):
            return updated_node.with_changes(value=name + "_")
        return updated_node

    def is_bound_here(self, node: cst.Name) -> bool:
        parent = self.parent
        if isinstance(parent, cst.Param):
            return parent.name is node
        if isinstance(parent, cst.Arg):
            return parent.keyword is node
        if isinstance(parent, (cst.FunctionDef, cst.ClassDef)):
            return parent.name is node
        return isinstance(parent, (cst.For, cst.CompFor)) and parent.target is node

    def leave_Global(
        self, original_node: cst.Global, updated_node: cst.Global
    ) -> cst.Global | cst.Pass:
        """Only what is assigned to is declared, and the constants are that no more."""
        kept = [item for item in updated_node.names if item.name.value not in _CONSTANTS]
        if len(kept) == len(updated_node.names):
            return updated_node
        if not kept:
            return cst.Pass(semicolon=updated_node.semicolon)
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(names=kept)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        """A module's own ``False`` is Python's by now."""
        name = original_node.attr.value
        if name in _CONSTANTS and isinstance(original_node.value, cst.Name):
            return cst.Name(name, lpar=updated_node.lpar, rpar=updated_node.rpar)
        return updated_node

    def leave_Assign(
        self, original_node: cst.Assign, updated_node: cst.Assign
    ) -> cst.Assign | cst.Pass:
        if all(_is_constant(target.target) for target in original_node.targets):
            return cst.Pass(semicolon=updated_node.semicolon)
        return updated_node


def _is_constant(target: cst.BaseExpression) -> bool:
    if isinstance(target, (cst.Tuple, cst.List)):
        return all(_is_constant(element.value) for element in target.elements)
    return isinstance(target, cst.Name) and target.value in _CONSTANTS
