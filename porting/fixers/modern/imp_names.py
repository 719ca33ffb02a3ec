from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import arguments
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "imp.get_magic": "importlib.util:MAGIC_NUMBER",
    "imp.load_source": "importlib.machinery:SourceFileLoader",
    "imp.load_compiled": "importlib.machinery:SourcelessFileLoader",
    "imp.load_dynamic": "importlib.machinery:ExtensionFileLoader",
    "imp.new_module": "types:ModuleType",
    "imp.reload": "importlib:reload",
}
LOADERS = ("imp.load_compiled", "imp.load_dynamic", "imp.load_source")

GONE = {"imp": ""}


class ImpNames(MovedNames):
    r"""Take from ``importlib`` what the module ``imp`` had.

    ``importlib`` has taken over what imports are made of, bit by bit; Python 3.12 removed ``imp``.

    Before::

        import imp

        shop = imp.load_source("shop", "shop.py")
        imp.reload(shop)
        empty = imp.new_module("empty")

    After::

        import importlib.machinery, importlib, types

        shop = importlib.machinery.SourceFileLoader("shop", "shop.py").load_module()
        importlib.reload(shop)
        empty = types.ModuleType("empty")

    Left alone, because these two go together in too many ways (see ``backports``)::

        import imp

        shop = imp.load_module("shop", *imp.find_module("shop"))

    Limits: an open file as a third argument is no longer read from.
    Source: https://docs.python.org/3/whatsnew/3.12.html#imp
    """

    name = "imp_names"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED
    gone = GONE

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        path = self.path_of(original_node.func)
        args = arguments(original_node.args)
        if path == "imp.get_magic" and path in self.table and not original_node.args:
            return updated_node.func
        if path not in LOADERS or path not in self.table or len(args) < 2:
            return updated_node
        new: list[Any] = list(updated_node.args[:2])
        new[1] = new[1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        loader = updated_node.with_changes(args=new, lpar=(), rpar=())
        lpar, rpar = updated_node.lpar, updated_node.rpar
        return cst.Call(cst.Attribute(loader, cst.Name("load_module")), lpar=lpar, rpar=rpar)
