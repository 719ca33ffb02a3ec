from collections.abc import Mapping
from typing import ClassVar

from porting.fixers.bases.moved_names import MovedNames
from porting.fixers.six.moved_modules import MODULES
from porting.project.language import Language

_MOVES = {
    **{name: f"builtins:{name}" for name in "filter input map range zip".split()},
    "StringIO": "io:StringIO",
    "UserDict": "collections:UserDict",
    "UserList": "collections:UserList",
    "UserString": "collections:UserString",
    "cPickle": "pickle",
    "cStringIO": "io:StringIO",
    "filterfalse": "itertools:filterfalse",
    "getcwd": "os:getcwd",
    "getcwdb": "os:getcwdb",
    "getoutput": "subprocess:getoutput",
    "getstatusoutput": "subprocess:getstatusoutput",
    "intern": "sys:intern",
    "reduce": "functools:reduce",
    "reload_module": "importlib:reload",
    "shlex_quote": "shlex:quote",
    "xrange": "builtins:range",
    "zip_longest": "itertools:zip_longest",
    **{name: module for module, name in MODULES.items()},
}
_BUILTINS = {
    "basestring": "str",
    "long": "int",
    "raw_input": "input",
    "unichr": "chr",
    "unicode": "str",
    "xrange": "range",
}


class SixValues(MovedNames):
    r"""Take from Python 3 itself what ``six``, ``future`` and ``past`` have of it.

    Before::

        import six
        from six.moves import range, configparser
        from past.builtins import unicode

        print(six.text_type(5), unicode(6), range(3), configparser.ConfigParser())

    After::

        import configparser

        print(str(5), str(6), range(3), configparser.ConfigParser())

    Left alone, because Python 3 has nothing of the kind::

        import six

        print(six.PY2, six.ensure_str("text"))

    Limits: what is imported by a star, or handed on by name, is not seen.
    Source: https://six.readthedocs.io/
    """

    name = "six_values"
    written_in = Language.PYTHON3
    moved: ClassVar[Mapping[str, str]] = {
        "six.BytesIO": "io:BytesIO",
        "six.MAXSIZE": "sys:maxsize",
        "six.StringIO": "io:StringIO",
        "six.advance_iterator": "builtins:next",
        "six.binary_type": "builtins:bytes",
        "six.callable": "builtins:callable",
        "six.next": "builtins:next",
        "six.text_type": "builtins:str",
        "six.unichr": "builtins:chr",
        **{f"six.moves.{name}": new for name, new in _MOVES.items()},
        **{f"past.builtins.{name}": f"builtins:{new}" for name, new in _BUILTINS.items()},
        "future.utils.text_type": "builtins:str",
    }
    gone: ClassVar[Mapping[str, str]] = {"six": "", "six.moves": ""}
