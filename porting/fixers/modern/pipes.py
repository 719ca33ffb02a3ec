from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {"pipes.quote": "shlex:quote"}

# The fixer `backports` tells of it.
GONE = {"pipes": ""}


class Pipes(MovedNames):
    r"""Take ``quote`` from ``shlex``, no longer from ``pipes``.

    Python 3.3 gave the function a home where one would look for it; Python 3.13 removed ``pipes``.

    Before::

        import pipes

        command = "ls " + pipes.quote(folder)

    After::

        import shlex

        command = "ls " + shlex.quote(folder)

    Left alone, because it is another function::

        from urllib.parse import quote

        address = quote(folder)

    Limits: ``from pipes import *`` is not looked into; what else the module has stays.
    Source: https://docs.python.org/3/library/shlex.html#shlex.quote
    """

    name = "pipes"
    written_in = Language.PYTHON3
    moved = MOVED
    gone = GONE
