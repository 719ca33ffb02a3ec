from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"inspect.imp": "imp", "os.errno": "errno"}


class OsErrno(MovedNames):
    r"""Import ``errno`` and ``imp`` themselves, not as attributes of ``os`` and ``inspect``.

    That those imported them was never meant to be relied on, and they no longer do.

    Before::

        import os

        try:
            os.mkdir(folder)
        except OSError as error:
            if error.errno != os.errno.EEXIST:
                raise

    After::

        import os
        import errno

        try:
            os.mkdir(folder)
        except OSError as error:
            if error.errno != errno.EEXIST:
                raise

    Left alone, because it is the number of an error::

        print(error.errno)

    Limits: ``from os import *`` is not looked at, nor other modules that are had so.
    Source: https://docs.python.org/3/library/errno.html
    """

    name = "os_errno"
    written_in = Language.PYTHON3
    moved = MOVED
