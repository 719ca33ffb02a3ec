from collections.abc import Mapping
from typing import ClassVar

from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

_TYPES = {
    "BooleanType": "builtins:bool",
    "ComplexType": "builtins:complex",
    "DictType": "builtins:dict",
    "DictionaryType": "builtins:dict",
    "EllipsisType": "builtins:type(Ellipsis)",
    "FloatType": "builtins:float",
    "IntType": "builtins:int",
    "ListType": "builtins:list",
    "NoneType": "builtins:type(None)",
    "NotImplementedType": "builtins:type(NotImplemented)",
    "ObjectType": "builtins:object",
    "SliceType": "builtins:slice",
    "StringType": "builtins:str",
    "StringTypes": "six:string_types",
    "TupleType": "builtins:tuple",
    "TypeType": "builtins:type",
    "UnicodeType": "six:text_type",
}


class MovedMembers(MovedNames):
    r"""Take from ``six`` the names of the library that stand in one module of 2.7 and another of 3.

    The modules themselves are seen to by ``moved_modules``.

    Before::

        from http.server import HTTPServer
        import itertools
        import types

        pairs = itertools.zip_longest(names, prices)
        is_text = isinstance(value, types.UnicodeType)

    After::

        from six.moves.BaseHTTPServer import HTTPServer
        import itertools
        import types
        import six.moves

        pairs = six.moves.zip_longest(names, prices)
        is_text = isinstance(value, six.text_type)

    Left alone, because both have it there::

        import itertools

        chained = itertools.chain(names, prices)

    Limits: names that are looked up by a string are not seen.
    Source: https://six.readthedocs.io/#module-six.moves
    """

    name = "moved_members"
    written_in = Language.UNDECIDED
    moved: ClassVar[Mapping[str, str]] = {
        "collections.UserDict": "six.moves:UserDict",
        "collections.UserList": "six.moves:UserList",
        "collections.UserString": "six.moves:UserString",
        "http.server.BaseHTTPRequestHandler": "six.moves.BaseHTTPServer:BaseHTTPRequestHandler",
        "http.server.CGIHTTPRequestHandler": "six.moves.CGIHTTPServer:CGIHTTPRequestHandler",
        "http.server.HTTPServer": "six.moves.BaseHTTPServer:HTTPServer",
        "http.server.SimpleHTTPRequestHandler": (
            "six.moves.SimpleHTTPServer:SimpleHTTPRequestHandler"
        ),
        "importlib.reload": "six.moves:reload_module",
        "imp.reload": "six.moves:reload_module",
        "itertools.filterfalse": "six.moves:filterfalse",
        "itertools.zip_longest": "six.moves:zip_longest",
        "os.getcwdu": "six.moves:getcwd",
        "shlex.quote": "six.moves:shlex_quote",
        "subprocess.getoutput": "six.moves:getoutput",
        "subprocess.getstatusoutput": "six.moves:getstatusoutput",
        "sys.intern": "six.moves:intern",
        **{f"types.{name}": new for name, new in _TYPES.items()},
    }
    gone: ClassVar[Mapping[str, str]] = {"http.server": ""}
