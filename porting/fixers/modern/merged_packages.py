from typing import ClassVar

from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language


class MergedPackages(MovedNames):
    r"""Import from the library what packages of the index brought to Python 2.

    Much of what came later to the library could be had for Python 2 as a package of its own. In
    Python 3 it is there, and most of these packages have no release for it.

    Before::

        import unittest2
        from ordereddict import OrderedDict
        from pysqlite2 import dbapi2 as sqlite

        shelf = OrderedDict()
        base = sqlite.connect("shelf.db")
        unittest2.main()

    After::

        import unittest
        from collections import OrderedDict
        import sqlite3 as sqlite

        shelf = OrderedDict()
        base = sqlite.connect("shelf.db")
        unittest.main()

    Left alone, because it is a module of one's own::

        from shop.ordereddict import OrderedDict

        print(OrderedDict())

    Limits: what a package had beyond the library is missed.
    Source: https://docs.python.org/3/library/
    """

    name = "merged_packages"
    written_in = Language.PYTHON2
    safety = "review"
    moved: ClassVar = {
        "backports.configparser": "configparser",
        "backports.functools_lru_cache.lru_cache": "functools:lru_cache",
        "backports.lzma": "lzma",
        "backports.shutil_get_terminal_size.get_terminal_size": "shutil:get_terminal_size",
        "cElementTree": "xml.etree.ElementTree",
        "elementtree.ElementTree": "xml.etree.ElementTree",
        "functools32": "functools",
        "ordereddict.OrderedDict": "collections:OrderedDict",
        "pysqlite2.dbapi2": "sqlite3",
        "subprocess32": "subprocess",
        "unittest2": "unittest",
    }
