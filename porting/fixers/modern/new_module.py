import libcst as cst

from porting.engine.document import Statement
from porting.fixer import arguments, name_of
from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "new.classobj": "builtins:type",
    "new.code": "types:CodeType",
    "new.function": "types:FunctionType",
    "new.instancemethod": "types:MethodType",
    "new.module": "types:ModuleType",
}

METHOD_TYPES = ("new.instancemethod", "types.MethodType")
GONE = {"new": "make the object without calling its class: cls.__new__(cls)"}


class NewModule(MovedNames):
    r"""Take the types of methods, functions and modules from ``types``.

    The module ``new`` made objects of these types, before one could simply call the type;
    Python 3 dropped it. It is what ``new.module`` and the others were all along.

    Before::

        import new

        shop = new.module("shop")
        shop.buy = new.instancemethod(buy, shop)

    After::

        import types

        shop = types.ModuleType("shop")
        shop.buy = types.MethodType(buy, shop)

    Before::

        import new

        shop.buy = new.instancemethod(buy, shop, Shop)
        Shop.sell = new.instancemethod(sell, None, Shop)

    After::

        import types

        shop.buy = types.MethodType(buy, shop)
        Shop.sell = sell

    Before::

        import types

        shop.buy = types.MethodType(buy, shop, Shop)

    After::

        import types

        shop.buy = types.MethodType(buy, shop)

    Left alone, because it is a variable::

        new = shop.copy()
        new.module("x")

    Warned about, because old-style instances are no more::

        import new

        book = new.instance(Book)

    Limits: ``instancemethod`` with arguments that are starred or named is not looked at.
    Source: https://docs.python.org/2/library/new.html
    """

    name = "new_module"
    moved = MOVED
    gone = GONE
    triggers = frozenset("new classobj code function instancemethod module MethodType".split())

    def is_wanted(self, statement: Statement) -> bool:
        return super().is_wanted(statement) or statement.names("MethodType")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        """Methods know no class any more, and there are no unbound ones."""
        args = arguments(updated_node.args)
        if len(args) != 3 or self.path_of(original_node.func) not in METHOD_TYPES:
            return updated_node
        if name_of(args[1].value) == "None":
            return args[0].value
        last = args[1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(args=[args[0], last])
