"""What the Python 3 library gives back, where it decides between bytes and text.

Dotted names map to types in the notation of typeshed, from which the facts are:
https://github.com/python/typeshed. ``urlopen``, which is ``Any`` there, is what its documentation
says: https://docs.python.org/3/library/urllib.request.html.
"""

from __future__ import annotations

import re

from porting.flow.values import (
    OTHER,
    UNKNOWN,
    Instance,
    Kind,
    Regex,
    Row,
    Step,
    Str,
    Value,
    many,
    one,
    union,
)

RETURNS = {
    "urllib.request.urlopen": "http.client.HTTPResponse",
    "urllib.request.OpenerDirector.open": "http.client.HTTPResponse",
    "urllib.request.build_opener": "urllib.request.OpenerDirector",
    "http.client.HTTPConnection.getresponse": "http.client.HTTPResponse",
    "http.client.HTTPSConnection.getresponse": "http.client.HTTPResponse",
    "http.client.HTTPConnection": "http.client.HTTPConnection",
    "http.client.HTTPSConnection": "http.client.HTTPSConnection",
    "http.client.HTTPResponse.read": "bytes",
    "http.client.HTTPResponse.readline": "bytes",
    "http.client.HTTPResponse.readlines": "list[bytes]",
    "http.client.HTTPResponse.__iter__": "bytes",
    "http.client.HTTPResponse.__enter__": "http.client.HTTPResponse",
    "http.client.HTTPResponse.geturl": "str",
    "http.client.HTTPResponse.getcode": "int",
    "http.client.HTTPResponse.close": "None",
    "socket.socket": "socket.socket",
    "socket.create_connection": "socket.socket",
    "socket.socket.recv": "bytes",
    "socket.socket.__enter__": "socket.socket",
    "subprocess.check_output": "bytes",
    "os.read": "bytes",
    "os.urandom": "bytes",
    "time.ctime": "str",
    "time.asctime": "str",
    "time.strftime": "str",
    "time.time": "float",
    "builtins.len": "int",
    "builtins.int": "int",
    "builtins.float": "float",
    "builtins.repr": "str",
    "builtins.chr": "str",
    "builtins.ord": "int",
    "builtins.input": "str",
    "builtins.print": "None",
    "builtins.range": "list[int]",
    "io.BufferedReader.read": "bytes",
    "io.BufferedReader.readline": "bytes",
    "io.BufferedReader.readlines": "list[bytes]",
    "io.BufferedReader.__iter__": "bytes",
    "io.BufferedReader.__enter__": "io.BufferedReader",
    "io.TextIOWrapper.read": "str",
    "io.TextIOWrapper.readline": "str",
    "io.TextIOWrapper.readlines": "list[str]",
    "io.TextIOWrapper.__iter__": "str",
    "io.TextIOWrapper.__enter__": "io.TextIOWrapper",
}

# What objects of the library's classes carry, and so those of classes derived from them.
ATTRIBUTES = {
    "http.server.BaseHTTPRequestHandler.rfile": "io.BufferedReader",
    "http.server.BaseHTTPRequestHandler.wfile": "io.BufferedWriter",
    "http.server.SimpleHTTPRequestHandler.rfile": "io.BufferedReader",
    "http.server.SimpleHTTPRequestHandler.wfile": "io.BufferedWriter",
    "socketserver.StreamRequestHandler.rfile": "io.BufferedReader",
    "socketserver.StreamRequestHandler.wfile": "io.BufferedWriter",
}

# Calls that keep the words of a program from being worth a look: none of these, no analysis.
SOURCES = frozenset(
    "urlopen build_opener HTTPConnection HTTPSConnection socket create_connection check_output "
    "open read urandom decode BaseHTTPRequestHandler SimpleHTTPRequestHandler "
    "StreamRequestHandler".split()
)

METHODS_LIKE_SELF = frozenset(
    "strip lstrip rstrip lower upper title capitalize swapcase replace translate center ljust "
    "rjust zfill expandtabs join __getitem__".split()
)
METHODS_LISTS = frozenset("split rsplit splitlines".split())
METHODS_ROWS = frozenset("partition rpartition".split())
METHODS_PLAIN = frozenset(
    "find rfind index rindex count startswith endswith isdigit isalpha isalnum isspace islower "
    "isupper istitle".split()
)
REGEX_FUNCTIONS = frozenset("search match fullmatch findall finditer split sub subn".split())

_TYPE = re.compile(r"list\[(.*)\]")


def value_of_type(name: str, why: Step | None) -> Value:
    """The value of an expression of this type."""
    if name == "bytes":
        return one(Str(Kind.BYTES, why=why))
    if name == "str":
        return one(Str(Kind.TEXT, why=why))
    if name in ("int", "float", "None", "bool"):
        return OTHER
    found = _TYPE.fullmatch(name)
    if found:
        return many(value_of_type(found.group(1), why), why=why)
    return one(Instance(name, why=why))


def method_of_string(string: Str, name: str, why: Step | None) -> Value:
    """What a method of a string gives back."""
    same = one(Str(string.kind, string.origins, why=why))
    if name in METHODS_LIKE_SELF:
        return same
    if name in METHODS_LISTS:
        return many(same, why=why)
    if name in METHODS_ROWS:
        return one(Row((same, same, same), why=why))
    if name in METHODS_PLAIN:
        return OTHER
    if name == "decode":
        return one(Str(Kind.TEXT, why=why))
    if name == "encode":
        return one(Str(Kind.BYTES, why=why))
    if name == "format":
        return one(Str(Kind.TEXT, why=why))
    return UNKNOWN


def result_of_regex(name: str, kind: Kind, groups: int | None, why: Step | None) -> Value:
    """What a pattern's method gives back for a subject of this kind."""
    string = one(Str(kind, why=why))
    if name == "findall":
        if groups is None:
            return many(string | UNKNOWN, why=why)
        item = string if groups < 2 else one(Row((string,) * groups, why=why))
        return many(item, why=why)
    if name == "split":
        return many(string, why=why)
    if name == "sub":
        return string
    if name == "subn":
        return one(Row((string, OTHER), why=why))
    match = one(Regex(kind, groups=groups, is_match=True, why=why))
    if name == "finditer":
        return many(match, "iterator", why)
    return union((match, OTHER))


def result_of_match(name: str, match: Regex, count: int, why: Step | None) -> Value:
    """What a match's method gives back when called with `count` arguments."""
    string = one(Str(match.kind, why=why))
    if name in ("group", "expand", "__getitem__"):
        return string if count < 2 else one(Row((string,) * count, why=why))
    if name == "groups":
        return many(string, "tuple", why)
    if name == "groupdict":
        return many(string, "dict", why)
    return OTHER if name in ("start", "end", "pos", "endpos") else UNKNOWN
