from porting.fixers.bases.moved_modules import MovedModules
from porting.project.language import Language

MODULES = {
    "anydbm": "dbm",
    "whichdb": "dbm",
}


class Imports2(MovedModules):
    r"""Rename ``anydbm`` and ``whichdb`` to ``dbm``.

    Python 3 gathered the modules for simple databases in one package. It is called
    ``dbm``, which in Python 2 was the name of one of them: so this comes after
    ``imports``, which gives that one its new name ``dbm.ndbm``.

    Before::

        import anydbm
        cache = anydbm.open("cache", "c")

    After::

        import dbm
        cache = dbm.open("cache", "c")

    Left alone, because a name bound by ``as`` stays as it is::

        def kind_of(whichdb, path):
            return whichdb.whichdb(path)

    Limits: the module's name without a dot behind it keeps its old name.
    Source: https://peps.python.org/pep-3108/
    """

    name = "imports2"
    written_in = Language.HALF
    modules = MODULES
    triggers = frozenset(MODULES)
    in_strings = False
