from porting.fixers.moved_names import MovedNames

MOVED = {
    "new.classobj": "builtins:type",
    "new.code": "types:CodeType",
    "new.function": "types:FunctionType",
    "new.instancemethod": "types:MethodType",
    "new.module": "types:ModuleType",
}

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

    Left alone, because it is a variable::

        new = shop.copy()
        new.module("x")

    Warned about, because old-style instances are no more::

        import new

        book = new.instance(Book)

    Limits: ``instancemethod`` with a third argument fails, as there are no unbound methods.
    Source: https://docs.python.org/2/library/new.html
    """

    name = "new_module"
    moved = MOVED
    gone = GONE
