from porting.fixers.bases.moved_names import MovedNames

# What was in the module, as far as it is still builtin.
NAMES = (
    "ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning"
    " DeprecationWarning EOFError EnvironmentError Exception FloatingPointError FutureWarning"
    " GeneratorExit IOError ImportError ImportWarning IndentationError IndexError KeyError"
    " KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError"
    " OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning"
    " StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError"
    " UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError"
    " UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError"
).split()

MOVED = {f"exceptions.{name}": f"builtins:{name}" for name in NAMES} | {
    "exceptions.StandardError": "builtins:Exception"
}

GONE = {"exceptions": "its names are builtin"}


class ExceptionsModule(MovedNames):
    r"""Use the builtin exceptions without the module ``exceptions``.

    They were builtin all along; Python 3 dropped the module that had them a second time.

    Before::

        import exceptions

        class ShopError(exceptions.Exception):
            pass

    After::

        class ShopError(Exception):
            pass

    Left alone, because it is a module of one's own::

        from shop import exceptions

        raise exceptions.ValueError

    Limits: ``from exceptions import *`` stays and must go.
    Source: https://docs.python.org/2/library/exceptions.html
    """

    name = "exceptions_module"
    moved = MOVED
    gone = GONE
