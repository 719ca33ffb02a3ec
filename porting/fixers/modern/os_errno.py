from porting.fixers.moved_names import MovedNames

MOVED = {"os.errno": "errno"}


class OsErrno(MovedNames):
    r"""Import ``errno`` itself, not as an attribute of ``os``.

    That ``os`` happened to import it was never meant to be relied on; since Python 3.7 it does not.

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

    Limits: ``from os import *`` is not looked at.
    Source: https://docs.python.org/3/library/errno.html
    """

    name = "os_errno"
    moved = MOVED
