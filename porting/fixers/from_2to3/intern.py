from porting.fixers.bases.moved_builtins import MovedBuiltin


class Intern(MovedBuiltin):
    r"""Call ``intern`` as ``sys.intern``.

    Keeping one copy of equal strings is a detail of the interpreter: Python 3 moved
    the function from the builtins to the module ``sys``, which is imported if need be.

    Before::

        import os

        key = intern(name)

    After::

        import os
        import sys

        key = sys.intern(name)

    Left alone, because it is passed, not called::

        keys = map(intern, names)

    Limits: a name of your own that hides the builtin is taken for it.
    Source: https://docs.python.org/3/library/sys.html#sys.intern
    """

    name = "intern"
    triggers = frozenset(["intern"])
    in_strings = False
    builtin = "intern"
    module = "sys"
