from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "future_builtins.ascii": "builtins:ascii",
    "future_builtins.filter": "builtins:filter",
    "future_builtins.hex": "builtins:hex",
    "future_builtins.map": "builtins:map",
    "future_builtins.oct": "builtins:oct",
    "future_builtins.zip": "builtins:zip",
}

GONE = {"future_builtins": ""}


class FutureBuiltins(MovedNames):
    r"""Use the builtins in place of ``future_builtins``.

    Python 2.6 had the functions of Python 3 in this module, for programs that wanted them early.

    Before::

        from future_builtins import map, zip

        pairs = zip(map(str, a), b)

    After::

        pairs = zip(map(str, a), b)

    Left alone, because it is a module of one's own::

        from shop.future_builtins import map

    Limits: ``from future_builtins import *`` is not looked into.
    Source: https://docs.python.org/2/library/future_builtins.html
    """

    name = "future_builtins"
    moved = MOVED
    gone = GONE
