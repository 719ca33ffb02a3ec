"""Which Python is a file written in? Only what a file cannot be in the other one counts."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from porting.trees import tree_of, types_in

Nodes = dict[type, list[Any]]


class Language(Enum):
    """What a file is written in, as far as it tells; the values order them."""

    PYTHON3 = 0
    UNDECIDED = 1
    PYTHON2 = 2


# Names, attributes and modules that Python 3 has not, and code that works today does not use.
_PYTHON2_NAMES = frozenset(
    "basestring cmp coerce execfile long raw_input reduce reload unichr unicode xrange".split()
)
PYTHON2_ATTRIBUTES = frozenset(
    "has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues".split()
)
_FUTURES = frozenset(
    "absolute_import division print_function unicode_literals with_statement".split()
)
PYTHON2_MODULES = frozenset(
    "BaseHTTPServer CGIHTTPServer ConfigParser Cookie Dialog DocXMLRPCServer FileDialog "
    "HTMLParser Queue ScrolledText SimpleDialog SimpleHTTPServer SimpleXMLRPCServer SocketServer "
    "StringIO Tix Tkconstants Tkdnd Tkinter UserDict UserList UserString __builtin__ _winreg "
    "anydbm cPickle cStringIO commands cookielib copy_reg dbhash dumbdbm dummy_thread gdbm "
    "htmlentitydefs httplib markupbase robotparser sets thread tkColorChooser tkCommonDialog "
    "tkFileDialog tkFont tkMessageBox tkSimpleDialog ttk urllib2 urlparse whichdb "
    "xmlrpclib".split()
)
_PYTHON3_MODULES = frozenset(
    "asyncio builtins configparser contextvars copyreg dataclasses enum html http ipaddress "
    "pathlib queue reprlib selectors socketserver statistics tkinter tomllib tracemalloc typing "
    "xmlrpc zoneinfo urllib.request urllib.parse urllib.error collections.abc".split()
)
_PYTHON3_NODES = (
    ast.AnnAssign,
    ast.AsyncFor,
    ast.AsyncFunctionDef,
    ast.AsyncWith,
    ast.JoinedStr,
    ast.MatMult,
    ast.Match,
    ast.NamedExpr,
    ast.Nonlocal,
    ast.YieldFrom,
)
_OLD_EXCEPT = re.compile(r"^[ \t]*except\b[^:#\n]*,[ \t]*\w+[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class Evidence:
    """What a file is written in by itself, and whether its syntax alone shows it."""

    language: Language
    is_syntax: bool = False


def language_of(
    text: str, around: Language = Language.UNDECIDED, own: frozenset[str] = frozenset()
) -> Language:
    """Tell in which Python a readable file is written.

    Syntax decides first: what Python 3 cannot parse is Python 2, what Python 2 cannot parse is
    Python 3. Then names that only Python 2 has, then modules and calls that only Python 3 has.

    Args:
        text: the file.
        around: what its package is written in. It decides where the file does not tell, and
            names of Python 2 prove nothing in a package that is Python 3.
        own: the modules beside it, which are not the library's, whatever their name.
    """
    found = evidence_of(text, own)
    if found.is_syntax or found.language is Language.PYTHON3:
        return found.language
    if found.language is Language.PYTHON2 and around is not Language.PYTHON3:
        return Language.PYTHON2
    return around


def evidence_of(text: str, own: frozenset[str] = frozenset()) -> Evidence:
    """Look for what tells in which Python a file is written; `own` as in `language_of`."""
    tree = tree_of(text)
    if tree is None:
        return Evidence(Language.PYTHON2, is_syntax=True)
    nodes = types_in(tree)
    if _has_old_except(nodes, text):
        return Evidence(Language.PYTHON2, is_syntax=True)
    if _has_python3_syntax(nodes):
        return Evidence(Language.PYTHON3, is_syntax=True)
    if any(map(_is_print_statement, nodes[ast.Expr])):
        return Evidence(Language.PYTHON2, is_syntax=True)
    bound = _bound_names(nodes)
    named = (nodes[kind] for kind in (ast.Name, ast.Attribute, ast.Import, ast.ImportFrom))
    if any(_is_python2(node, bound, own) for group in named for node in group):
        return Evidence(Language.PYTHON2)
    used = (nodes[kind] for kind in (ast.Call, ast.Import, ast.ImportFrom))
    is_python3 = any(_uses_python3(node, own) for group in used for node in group)
    return Evidence(Language.PYTHON3 if is_python3 else Language.UNDECIDED)


def _has_old_except(nodes: Nodes, text: str) -> bool:
    """Whether an exception is caught in a way that Python 3.14 takes for a tuple."""
    if not nodes[ast.ExceptHandler] or not _OLD_EXCEPT.search(text):
        return False
    lines = text.splitlines()
    types = (handler.type for handler in nodes[ast.ExceptHandler])
    tuples = (kind for kind in types if isinstance(kind, ast.Tuple))
    return any(lines[each.lineno - 1].encode()[each.col_offset] != ord("(") for each in tuples)


def _is_print_statement(node: ast.AST) -> bool:
    """Whether Python 3 would compute something with `print` and throw it away."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        return False
    value = node.value
    while True:
        if isinstance(value, ast.BinOp):
            value = value.left
        elif isinstance(value, ast.Tuple) and value.elts:
            value = value.elts[0]
        elif isinstance(value, ast.Compare):
            value = value.left
        elif isinstance(value, (ast.Subscript, ast.Attribute)):
            value = value.value
        elif isinstance(value, ast.Call):
            value = value.func
        else:
            return isinstance(value, ast.Name) and value.id == "print"


def _bound_names(nodes: Nodes) -> set[str]:
    """What the file assigns, defines or imports under a name of its own."""
    bound = {node.id for node in nodes[ast.Name] if not isinstance(node.ctx, ast.Load)}
    bound.update(node.name for kind in (ast.FunctionDef, ast.ClassDef) for node in nodes[kind])
    bound.update(node.arg for node in nodes[ast.arg])
    for node in nodes[ast.ImportFrom]:
        bound.update(alias.asname or alias.name for alias in node.names)
    return bound


def _is_python2(node: ast.AST, bound: set[str], own: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in _PYTHON2_NAMES and node.id not in bound
    if isinstance(node, ast.Attribute):
        return node.attr in PYTHON2_ATTRIBUTES
    if isinstance(node, ast.Import):
        return any(alias.name in PYTHON2_MODULES - own for alias in node.names)
    if isinstance(node, ast.ImportFrom) and not node.level:
        if node.module == "__future__":
            return any(alias.name in _FUTURES for alias in node.names)
        return node.module in PYTHON2_MODULES - own
    return False


def _has_python3_syntax(nodes: Nodes) -> bool:
    return (
        any(nodes[kind] for kind in _PYTHON3_NODES)
        or any(node.annotation for node in nodes[ast.arg])
        or any(node.kwonlyargs for node in nodes[ast.arguments])
        or any(node.returns for node in nodes[ast.FunctionDef])
        or any(node.cause for node in nodes[ast.Raise])
    )


def _uses_python3(node: ast.AST, own: frozenset[str]) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "print":
            return any(keyword.arg in ("end", "file", "flush", "sep") for keyword in node.keywords)
        return node.func.id == "super" and not node.args
    if isinstance(node, ast.Import):
        return any(alias.name in _PYTHON3_MODULES - own for alias in node.names)
    if isinstance(node, ast.ImportFrom) and not node.level:
        return node.module in _PYTHON3_MODULES - own
    return False
