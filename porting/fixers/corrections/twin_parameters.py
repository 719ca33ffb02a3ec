import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes

# What 2to3 renames, and to what.
_BECOMES = {"unicode": "str", "basestring": "str", "unichr": "chr", "long": "int"}


class TwinParameters(Fixer):
    r"""Keep two parameters apart that 2to3 would give one name.

    2to3 renames ``unicode`` to ``str`` wherever the word stands. A function that has parameters
    of both names had two different ones before, and does not compile after.

    Before::

        def compare(str, unicode):
            return str == unicode

    After::

        def compare(str, unicode_):
            return str == unicode_

    Before::

        def is_text(value, str=str, basestring=basestring):
            return isinstance(value, basestring)

    After::

        def is_text(value, str=str, basestring_=basestring):
            return isinstance(value, basestring_)

    Left alone, because nothing else bears the new name::

        def show(unicode):
            return len(unicode)

    Limits: who passes the argument by name must change as well.
    Source: https://docs.python.org/3/whatsnew/3.0.html
    """

    name = "twin_parameters"
    triggers = frozenset(_BECOMES)
    scope = "block"
    safety = "review"

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        names = {name for name in map(_name, _parameters(original_node.params)) if name}
        twins = {name for name in names & set(_BECOMES) if _BECOMES[name] in names}
        if not twins:
            return updated_node
        rename = _Rename(twins)
        return updated_node.with_changes(
            params=updated_node.params.visit(_RenameParameters(twins)),
            body=updated_node.body.visit(rename),
        )


def _parameters(params: cst.Parameters) -> list[cst.Param]:
    stars = [star for star in (params.star_arg, params.star_kwarg) if isinstance(star, cst.Param)]
    return [*params.params, *params.kwonly_params, *stars]


def _name(param: cst.Param) -> str:
    return "" if isinstance(param.name, nodes.Name) else param.name.value


class _RenameParameters(cst.CSTTransformer):
    """Puts an underscore behind parameters; what they are by default is none of them."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names = names

    def visit_Param(self, node: cst.Param) -> bool:
        return False

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:
        name = _name(updated_node)
        if name not in self.names:
            return updated_node
        return updated_node.with_changes(name=cst.Name(f"{name}_"))


class _Rename(cst.CSTTransformer):
    """Puts an underscore behind names that stand for variables."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names = names

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        if original_node.value in self.names:
            return updated_node.with_changes(value=original_node.value + "_")
        return updated_node

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)
