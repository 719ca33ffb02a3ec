from porting.fixers.bases.moved_builtins import MovedBuiltin


class Reload(MovedBuiltin):
    r"""Call ``reload`` as ``importlib.reload``.

    To load a module again is seldom right and never needed in a finished program:
    Python 3 moved the function from the builtins to the module ``importlib``, which
    is imported if need be.

    Before::

        import settings

        reload(settings)

    After::

        import settings
        import importlib

        importlib.reload(settings)

    Left alone, because it is a method::

        self.reload(settings)

    Limits: a name of your own that hides the builtin is taken for it. The well-known
    ``reload(sys)`` before ``sys.setdefaultencoding`` is to be deleted by hand.
    Source: https://docs.python.org/3/library/importlib.html#importlib.reload
    """

    name = "reload"
    triggers = frozenset(["reload"])
    in_strings = False
    builtin = "reload"
    module = "importlib"
