from __future__ import annotations

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Options
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"inspect.getargspec": "inspect:getfullargspec"}
FIELDS = {"keywords": "varkw"}
_FIELDS_OF_OLD = ("args", "varargs", "keywords", "defaults")


class Getargspec(MovedNames):
    r"""Call ``inspect.getfullargspec`` in place of ``getargspec``.

    It tells of arguments that only Python 3 has, too: the first four fields are those of old, and
    more follow. Python 3.11 removed the old function.

    Before::

        import inspect

        names, varargs, varkw, defaults = inspect.getargspec(show)
        print(inspect.getargspec(show).args)
        spec = inspect.getargspec(sell)
        print(spec.keywords)

    After::

        import inspect

        names, varargs, varkw, defaults = inspect.getfullargspec(show)[:4]
        print(inspect.getfullargspec(show).args)
        spec = inspect.getfullargspec(sell)
        print(spec.varkw)

    Left alone, because it is another function::

        from shop.tools import getargspec

        print(getargspec(show))

    Limits: where the result is kept or handed on as a whole, it is cut to the four fields, which
    then have no names.
    Source: https://docs.python.org/3/library/inspect.html#inspect.getfullargspec
    """

    name = "getargspec"
    written_in = Language.PYTHON3
    moved = MOVED

    def __init__(self, document: Document, options: Options) -> None:
        self.specs: set[str] = set()
        super().__init__(document, options)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        if self.path_of(original_node.func) not in self.table:
            return updated_node
        outer = self.parent
        if isinstance(outer, cst.Subscript) and outer.value is original_node:
            # A field's number counts from the start, and stays.
            (part, *_) = outer.slice
            if isinstance(part.slice, cst.Index) and isinstance(part.slice.value, cst.Integer):
                return updated_node
        if isinstance(outer, cst.Attribute):
            return updated_node
        if isinstance(outer, cst.Assign) and self._uses_fields(outer):
            return updated_node
        lpar, rpar = updated_node.lpar, updated_node.rpar
        cut = cst.ensure_type(cst.parse_expression("_[:4]"), cst.Subscript)
        call = updated_node.with_changes(lpar=(), rpar=())
        return cut.with_changes(value=call, lpar=lpar, rpar=rpar)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        value = original_node.value
        if isinstance(value, cst.Call) and self.path_of(value.func) in self.table:
            attr = updated_node.attr.value
            return updated_node.with_changes(attr=cst.Name(FIELDS.get(attr, attr)))
        if isinstance(value, cst.Name) and value.value in self.specs:
            attr = updated_node.attr.value
            return updated_node.with_changes(attr=cst.Name(FIELDS.get(attr, attr)))
        return super().leave_Attribute(original_node, updated_node)

    def is_wanted(self, statement: Statement) -> bool:
        is_field = bool(self.specs) and not statement.words.isdisjoint(FIELDS)
        return is_field or super().is_wanted(statement)

    def _uses_fields(self, node: cst.Assign) -> bool:
        """Whether the fields of the result are asked for by the names that did not change."""
        target = node.targets[0].target
        if len(node.targets) > 1 or not isinstance(target, cst.Name):
            return False
        uses = [
            reference.attributes
            for reference in self.origins.references.values()
            if reference.name == target.value and reference.attributes
        ]
        if not uses or not all(use[0] in _FIELDS_OF_OLD for use in uses):
            return False
        self.specs.add(target.value)
        return True
