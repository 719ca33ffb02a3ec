from porting.fixers.moved_names import MovedNames

MOVED = {"pipes.quote": "shlex:quote"}

GONE = {"pipes": "use subprocess"}


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

    Warned about, because it has no other home::

        import pipes

        pipe = pipes.Template()

    Limits: ``from pipes import *`` is not looked into.
    Source: https://docs.python.org/3/library/shlex.html#shlex.quote
    """

    name = "pipes"
    moved = MOVED
    gone = GONE
