from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "os.getcwdu": "os:getcwd",
    "os.tempnam": "tempfile:mktemp",
    "os.tmpfile": "tempfile:TemporaryFile",
    "os.tmpnam": "tempfile:mktemp",
    "platform.popen": "os:popen",
}


class OsNames(MovedNames):
    r"""Find another name or place for what left ``os``.

    Text is what all functions of ``os`` give now, so ``getcwdu`` needs no name of its own; files
    for a while are the work of ``tempfile``.

    Before::

        import os
        from os import getcwdu

        scratch = os.tmpfile()
        print(getcwdu(), map(os.getcwdu, []))

    After::

        import os
        from os import getcwd
        import tempfile

        scratch = tempfile.TemporaryFile()
        print(getcwd(), map(os.getcwd, []))

    Left alone, because it is there still::

        import os

        print(os.popen("ls").read())

    Limits: ``mktemp`` promises no more than ``tmpnam`` did: somebody else may take the name first.
    Source: https://docs.python.org/3/whatsnew/3.0.html#library-changes
    """

    name = "os_names"
    safety = "review"
    moved = MOVED
