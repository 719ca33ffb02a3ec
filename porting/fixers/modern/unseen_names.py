from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.from_2to3.itertools import BUILTINS, RENAMED

MOVED = {
    **{f"itertools.{old}": f"builtins:{new}" for old, new in BUILTINS.items()},
    **{f"itertools.{old}": f"itertools:{new}" for old, new in RENAMED.items()},
    "sys.maxint": "sys:maxsize",
}


class UnseenNames(MovedNames):
    r"""Rename what left ``itertools`` and ``sys`` where 2to3 does not see it.

    2to3 knows the modules by their own names alone, and the functions of ``itertools`` only where
    they are called with nothing behind the call. Under another name, or as a value, they are gone
    from Python 3 as well.

    Before::

        import itertools as it
        import sys as _sys

        pair_up = it.izip
        for name, score in it.izip_longest(names, scores):
            report(name, min(score, _sys.maxint))

    After::

        import itertools as it
        import sys as _sys

        pair_up = zip
        for name, score in it.zip_longest(names, scores):
            report(name, min(score, _sys.maxsize))

    Left alone, because it is a module of one's own::

        from shop import itertools as it

        pair_up = it.izip

    Limits: what the builtins give has no ``next`` method, under whatever name they are called.
    Source: https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists
    """

    name = "unseen_names"
    moved = MOVED
