import libcst as cst

from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.from_2to3.imports import MODULES

# Beside those of 2to3's table, the modules that it divides: the part that is most like the whole.
DIVIDED = {"urllib2": "urllib.request", "urlparse": "urllib.parse"}
MOVED = {f"builtins.{old}": new for old, new in (MODULES | DIVIDED).items()}


class ModuleValues(MovedNames):
    r"""Rename modules that moved where nothing is looked up in them.

    2to3 renames ``httplib.HTTPConnection`` with the import, but leaves ``httplib`` by itself,
    as in ``hasattr(httplib, "HTTPS")``: a ``NameError`` in Python 3.

    Before::

        import http.client
        import urllib.parse

        has_https = hasattr(httplib, "HTTPSConnection")
        modules = [httplib, urlparse]
        del httplib

    After::

        import http.client
        import urllib.parse

        has_https = hasattr(http.client, "HTTPSConnection")
        modules = [http.client, urllib.parse]
        del http

    Left alone, because the file gives the name a value::

        import http.client as httplib

        has_https = hasattr(httplib, "HTTPSConnection")

    Left alone, because nobody calls a module::

        import io

        page = StringIO()

    Limits: where the new module is not imported, the old name is taken for another thing's.
    Source: https://docs.python.org/3/whatsnew/3.0.html#library-changes
    """

    name = "module_values"
    moved = MOVED

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        found = self.reference_of(original_node)
        if found is None or found.name != original_node.value or found.origin not in self.table:
            return updated_node
        if isinstance(self.parent, cst.Call) and self.parent.func is original_node:
            return updated_node
        target = self.table[found.origin]
        root = target.partition(".")[0]
        if root not in self.origins.bound.get(root, ()) or "*" in self.origins.bound:
            return updated_node
        if any(isinstance(parent, cst.Del) for parent in self.parents):
            return updated_node.with_changes(value=root)
        new = self.spell(target)
        return new.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
