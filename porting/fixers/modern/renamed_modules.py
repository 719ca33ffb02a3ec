from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "dircache.listdir": "os:listdir",
    "dircache.opendir": "os:listdir",
    "_dummy_thread": "_thread",
    "dummy_thread": "_thread",
    "dummy_threading": "threading",
    "sre": "re",
}

GONE = {"dircache": "use os.listdir"}


class RenamedModules(MovedNames):
    r"""Import modules that only stood in for others by the others' names.

    Since Python 3.7 all Pythons have threads, so that nothing need play the part; ``sre`` has been
    ``re`` since Python 2.0, and the system remembers folders better than ``dircache`` did.

    Before::

        import sre
        import dummy_threading as threading
        import dircache

        print(sre.escape(name), threading.Lock(), dircache.listdir("."))

    After::

        import re
        import threading as threading
        import os

        print(re.escape(name), threading.Lock(), os.listdir("."))

    Left alone, because it is a module of one's own::

        from shop import sre

        print(sre.escape(name))

    Limits: what ``dircache`` gave was sorted.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "renamed_modules"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED
    gone = GONE
