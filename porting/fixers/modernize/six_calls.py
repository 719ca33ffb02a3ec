from typing import Any

import libcst as cst

from porting.fixer import keyword_argument, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import comma_space

_LIBRARIES = ("six", "future.utils")
_VIEWS = {
    f"{kind}{view}": view for kind in ("iter", "view") for view in ("items", "keys", "values")
}
_CLASSES = {"string_types": "str", "integer_types": "int", "class_types": "type"}
_OTHERS = "python_2_unicode_compatible raise_from standard_library with_metaclass".split()
_INSTALLERS = ("future.standard_library.install_aliases", "future.standard_library.install_hooks")


class SixCalls(ResolvedFixer):
    r"""Write what functions and decorators of ``six`` and ``future.utils`` do in Python 3.

    They bridge Python 2 and 3. Where only Python 3 is left, its own words will do.

    Before::

        import six

        @six.python_2_unicode_compatible
        class Book(six.with_metaclass(Registered, Item)):
            pass

        for name, price in six.iteritems(prices):
            print(name, price, isinstance(name, six.string_types))

    After::

        import six

        class Book(Item, metaclass=Registered):
            pass

        for name, price in prices.items():
            print(name, price, isinstance(name, str))

    Left alone, because the value may be ``None``::

        import six

        six.reraise(kind, value, traceback)

    Limits: branches that ask ``six.PY2`` stay, and so does ``six.ensure_str`` and its kin.
    Source: https://six.readthedocs.io/
    """

    name = "six_calls"
    written_in = Language.PYTHON3
    triggers = frozenset(
        [*_VIEWS, *_CLASSES, *_OTHERS],
    )
    in_strings = False

    def function_of(self, node: Any) -> str:
        """The name in six, or in ``future.utils``, of what an expression stands for; or ""."""
        library, _, name = self.path_of(node).rpartition(".")
        return name if library in _LIBRARIES else ""

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        function, args = self.function_of(original_node.func), updated_node.args
        if name_of(original_node.func) in ("isinstance", "issubclass") and len(args) == 2:
            return self._test(original_node, updated_node)
        if function in _VIEWS and len(args) == 1 and not (args[0].keyword or args[0].star):
            method = cst.Attribute(args[0].value, cst.Name(_VIEWS[function]))
            call = cst.Call(method)
            is_looped = isinstance(self.parent, (cst.For, cst.CompFor))
            if function.startswith("iter") and not is_looped:
                call = cst.Call(cst.Name("iter"), [cst.Arg(call)])
            return call.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
        return updated_node

    def _test(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        kinds = original_node.args[1].value
        name = _CLASSES.get(self.function_of(kinds), "")
        if not name:
            return updated_node
        second = updated_node.args[1].with_changes(value=cst.Name(name))
        return updated_node.with_changes(args=[updated_node.args[0], second])

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> Any:
        call = updated_node.value
        if not isinstance(call, cst.Call) or not isinstance(original_node.value, cst.Call):
            return updated_node
        if self.function_of(original_node.value.func) == "raise_from" and len(call.args) == 2:
            error, cause = (each.value for each in call.args)
            return cst.Raise(error, cst.From(cause), semicolon=updated_node.semicolon)
        if self.path_of(original_node.value.func) in _INSTALLERS:
            return cst.Pass() if self.statement.depth else cst.RemoveFromParent()
        return updated_node

    def leave_Decorator(
        self, original_node: cst.Decorator, updated_node: cst.Decorator
    ) -> cst.Decorator | cst.RemovalSentinel:
        if self.function_of(original_node.decorator) == "python_2_unicode_compatible":
            return cst.RemoveFromParent()
        return updated_node

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        bases = original_node.bases
        if len(bases) != 1 or original_node.keywords:
            return updated_node
        call, new = bases[0].value, updated_node.bases[0].value
        if not isinstance(call, cst.Call) or self.function_of(call.func) != "with_metaclass":
            return updated_node
        if not isinstance(new, cst.Call) or any(arg.star or arg.keyword for arg in new.args):
            return updated_node
        metaclass = keyword_argument("metaclass", new.args[0].value)
        comma = comma_space()
        rest = [cst.Arg(arg.value, comma=comma) for arg in new.args[1:]]
        return updated_node.with_changes(bases=rest, keywords=[metaclass])

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> Any:
        module, names = name_of(original_node.module), original_node.names
        if isinstance(names, cst.ImportStar) or len(names) != 1 or names[0].asname:
            return updated_node
        name = name_of(names[0].name)
        if (module, name) == ("future", "standard_library"):
            uses = {
                found.path
                for found in self.origins.references.values()
                if found.origin == "future.standard_library"
            }
            if uses <= set(_INSTALLERS):
                return cst.Pass() if self.statement.depth else cst.RemoveFromParent()
        return updated_node

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        return updated_node if updated_node.body else cst.RemoveFromParent()
