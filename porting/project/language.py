"""Which Python is a file written in? Its evidence, and what follows from it.

The evidence, in order of weight: a version named by the file, syntax that only one Python has,
builtins and modules that only one has, and the package around it. What code for both Pythons has,
such as ``from __future__ import print_function``, tells nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from porting.errors import SourceError
from porting.project import versions
from porting.trees import children_of, nodes_below, tree_of, types_in

Nodes = dict[type, list[Any]]


class Language(Enum):
    """What a file is written in, as far as it tells.

    The values order them by how much of Python 2 is ported in such a file. `PYTHON3` stands for
    code for both Pythons, too: it works in Python 3. `HALF` is a file that runs in neither: it has
    what only Python 3 has, and what only Python 2 has.
    """

    PYTHON3 = 0
    UNDECIDED = 1
    HALF = 2
    PYTHON2 = 3


# Builtins that Python 3 does not have. A port replaces all of the first wherever they stand, and
# the second where they are called; what it leaves does not show that a file is still Python 2.
PYTHON2_NAMES = frozenset("basestring cmp long raw_input reduce unichr unicode xrange".split())
_CALLED_NAMES = frozenset("apply execfile intern reload".split())
_LEFT_NAMES = _CALLED_NAMES | {"coerce"}
PYTHON2_ATTRIBUTES = frozenset(
    "has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues".split()
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
    "asyncio builtins copyreg html http queue reprlib socketserver tkinter tomllib tracemalloc "
    "xmlrpc zoneinfo urllib.request urllib.parse urllib.error collections.abc".split()
)
# Those of Python 3 that the index has for Python 2 as well.
_BACKPORTS = frozenset(
    "configparser contextvars dataclasses enum ipaddress pathlib selectors statistics "
    "typing".split()
)
# Modules whose import brings nothing in the place of another.
_ALWAYS = frozenset("os sys".split())
_BRIDGES = frozenset("future past six".split())
_PYTHON3_NODES: dict[str, str] = {
    "AnnAssign": "an annotation",
    "AsyncFor": "async for",
    "AsyncFunctionDef": "async def",
    "AsyncWith": "async with",
    "JoinedStr": "an f-string",
    "MatMult": "the operator @",
    "Match": "a match statement",
    "NamedExpr": "the operator :=",
    "Nonlocal": "nonlocal",
    "TemplateStr": "a t-string",
    "TryStar": "except*",
    "TypeAlias": "a type statement",
    "YieldFrom": "yield from",
}
# Methods that only Python 2 calls.
_UNCALLED = frozenset(
    "__cmp__ __coerce__ __delslice__ __div__ __getslice__ __hex__ __idiv__ __long__ __oct__ "
    "__rdiv__ __setslice__ __unicode__".split()
)
_SHEBANG = re.compile(r"\ufeff?#![^\r\n]*\bpython([23])")
_OLD_EXCEPT = re.compile(r"^[ \t]*except\b[^:#\n]*,[ \t]*\w+[ \t]*:", re.MULTILINE)
# What Python 3.14 takes for several exceptions, going by the upper case of classes.
_NEW_EXCEPT = re.compile(
    r"^([ \t]*except\b[ \t]*)([\w.]+[ \t]*(?:,[ \t]*(?:\w+\.)*[A-Z]\w*[ \t]*)+):", re.MULTILINE
)
_NAMED_VERSION = re.compile(r"py(?:thon)?_?[23]", re.IGNORECASE)
_NEW_SYNTAX = re.compile(
    r"^[ \t]*(?:async[ \t]+(?:def|for|with)\b|nonlocal\b)|\)[ \t]*->"
    r"|\bf(?='')|\byield[ \t]+from\b",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that tells, and the line (from 1) on which it stands."""

    line: int
    what: str


@dataclass(frozen=True)
class Evidence:
    """The first thing of each kind that a file shows of its language, None where it has none.

    `named2` and `named3` are versions that the first line asks for; `syntax2`, `syntax3` what only
    one of them can parse; `names2`, `names3` builtins and modules that only one has, used where
    nothing provides for the other; `uncalled` those of Python 2 in methods that only it calls;
    `left` what only Python 2 has, but a port may leave; `hints3` what Python 2 may have, too, but
    seldom has; `both` what is written for both.
    """

    named2: Mark | None = None
    named3: Mark | None = None
    syntax2: Mark | None = None
    syntax3: Mark | None = None
    names2: Mark | None = None
    names3: Mark | None = None
    uncalled: Mark | None = None
    left: Mark | None = None
    hints3: Mark | None = None
    both: Mark | None = None


@dataclass(frozen=True)
class Verdict:
    """What a file is taken for, and why, in a clause: "line 3 has an f-string, ..."."""

    language: Language
    reason: str


def language_of(
    text: str,
    around: Language = Language.UNDECIDED,
    own: frozenset[str] = frozenset(),
    defined: Collection[str] = (),
) -> Language:
    """Tell in which Python a readable file is written: see `judge`."""
    return judge(evidence_of(text, own, defined), around).language


def judge(found: Evidence, around: Language = Language.UNDECIDED) -> Verdict:
    """Weigh the evidence of a file.

    Args:
        found: what it shows by itself.
        around: what its package is written in. It decides where the file does not tell; names
            that only Python 2 has are leftovers in a package that is Python 3.
    """
    new = found.syntax3 or found.named3 or found.names3
    old = found.syntax2 or found.named2 or found.names2
    if found.syntax2 or found.named2:
        is_mixed = found.syntax3 is not None
        return _mixed(found.syntax3, old) if is_mixed else _sure(Language.PYTHON2, old)
    if found.names2:
        if new or (found.both and around is not Language.PYTHON2):
            return _mixed(new or found.both, old)
        if around is Language.PYTHON3:
            return Verdict(Language.HALF, f"{_told(old)}, in a package that is Python 3")
        return _sure(Language.PYTHON2, old)
    if new:
        return _mixed(new, found.left) if found.left else _sure(Language.PYTHON3, new)
    if found.uncalled and around is not Language.PYTHON3 and not found.both:
        return _sure(Language.PYTHON2, found.uncalled)
    if around is not Language.UNDECIDED:
        return Verdict(around, "the files around it are")
    if found.both:
        return _sure(Language.PYTHON3, found.both)
    if found.left:
        return Verdict(Language.HALF, f"{_told(found.left)}, and nothing else tells")
    if found.hints3:
        return _sure(Language.PYTHON3, found.hints3)
    return Verdict(Language.UNDECIDED, "nothing in it tells")


def _sure(language: Language, mark: Mark | None) -> Verdict:
    return Verdict(language, _told(mark))


def _mixed(new: Mark | None, old: Mark | None) -> Verdict:
    return Verdict(Language.HALF, f"{_told(new)}, {_told(old)}")


def _told(mark: Mark | None) -> str:
    return f"line {mark.line} has {mark.what}" if mark else ""


@lru_cache(maxsize=8)
def _evidence_of(text: str, own: frozenset[str], defined: frozenset[str]) -> Evidence:
    shebang = _SHEBANG.match(text)
    version = shebang[1] if shebang else ""
    named2 = Mark(1, "#!python2") if version == "2" else None
    named3 = Mark(1, "#!python3") if version == "3" else None
    tree = tree_of(text)
    if tree is None:
        new, old = _syntax_without_tree(text)
        return Evidence(named2, named3, old, new)
    nodes = types_in(tree)
    new = _new_syntax(nodes, text)
    old = _old_syntax(nodes, text, new is not None)
    if old or (new and not _may_be_old(text)):
        return Evidence(named2, named3, old, new)
    look = _Look(nodes, own, defined)
    look.at(tree.body)
    return Evidence(
        named2,
        named3,
        None,
        new,
        look.first("names2"),
        look.first("names3"),
        look.first("uncalled"),
        look.first("left"),
        look.first("hints3"),
        look.first("both"),
    )


def evidence_of(
    text: str, own: frozenset[str] = frozenset(), defined: Collection[str] = ()
) -> Evidence:
    """Look for what tells in which Python a file is written.

    Args:
        text: the file.
        own: the modules beside it, which are not the library's, whatever their name.
        defined: names of functions and methods that files of the project define.
    """
    return _evidence_of(text, own, PYTHON2_ATTRIBUTES.intersection(defined))


# Words without which nothing in a file that Python 3 can parse is only in Python 2.
_OLD_WORDS = re.compile(
    rf"\b(?:{'|'.join((*PYTHON2_NAMES, *_LEFT_NAMES, *PYTHON2_ATTRIBUTES, *PYTHON2_MODULES))})\b"
)


def _may_be_old(text: str) -> bool:
    return _OLD_WORDS.search(text) is not None


def _syntax_without_tree(text: str) -> tuple[Mark | None, Mark | None]:
    """Syntax of Python 3 and of Python 2 in a text that this Python cannot parse.

    It is not Python 3, unless it is newer than the Python that runs this, which LibCST can tell.
    """
    from porting.py2.tokens import code_by_line

    code = code_by_line(text)
    found = _NEW_SYNTAX.search(code)
    new = Mark(code.count("\n", 0, found.start()) + 1, _shown(found[0])) if found else None
    if new and _is_newer(text):
        return new, None
    return new, Mark(1, "syntax that Python 3 does not have")


def _shown(found: str) -> str:
    return "an f-string" if found == "f" else found.strip(") \t")


def _is_newer(text: str) -> bool:
    """Whether a text is Python 3 all the same: newer than the Python that runs this."""
    import libcst as cst

    from porting.py2.lower import Dialect, lower

    try:
        lowered = lower(
            _NEW_EXCEPT.sub(r"\1(\2):", text.removeprefix("\ufeff")), Dialect(False, False)
        )
        if not lowered.table:
            cst.parse_module(lowered.text)
    except (SourceError, cst.ParserSyntaxError, cst.CSTValidationError, RecursionError):
        return False
    return not lowered.table


def _old_syntax(nodes: Nodes, text: str, is_python3: bool) -> Mark | None:
    """What Python 3 reads, but not as it was meant; `is_python3` where only that can read it."""
    for node in nodes[ast.Expr]:
        if _is_print_statement(node, is_python3):
            return Mark(node.lineno, "a print statement")
    if not nodes[ast.ExceptHandler] or not _OLD_EXCEPT.search(text):
        return None
    # Only from Python 3.14 on this parses, as a tuple without parentheses.
    lines = text.splitlines()
    for handler in nodes[ast.ExceptHandler]:
        if isinstance(handler.type, ast.Tuple):
            line = lines[handler.type.lineno - 1]
            is_bare = line.encode()[handler.type.col_offset] != ord("(")
            if is_bare and not (is_python3 and _NEW_EXCEPT.match(line)):
                return Mark(handler.lineno, "a comma in an except clause")
    return None


def has_print_statement(tree: ast.Module) -> bool:
    """Whether Python 3 reads a print statement as something that is no call."""
    return any(_is_print_statement(node, False) for node in types_in(tree)[ast.Expr])


def _is_print_statement(node: Any, is_python3: bool) -> bool:
    """Whether Python 3 would compute something with `print` and throw it away.

    In a file that only Python 3 can read, only ``print >>f`` is nothing that Python 3 could mean.
    """
    value = node.value
    if isinstance(value, (ast.Call, ast.Constant)):
        return False
    operator: Any = None
    while True:
        if isinstance(value, ast.BinOp):
            operator = value.op
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
            is_print = isinstance(value, ast.Name) and value.id == "print"
            return is_print and (not is_python3 or isinstance(operator, ast.RShift))


def _new_syntax(nodes: Nodes, text: str) -> Mark | None:
    """What Python 2.7 cannot parse."""
    for name, what in _PYTHON3_NODES.items():
        if found := nodes.get(getattr(ast, name, type(None))):
            node = found[0]
            return Mark(getattr(node, "lineno", 1), what)
    for node in nodes[ast.arg]:
        if node.annotation:
            return Mark(node.lineno, "an annotation")
    for node in nodes[ast.FunctionDef]:
        if node.returns:
            return Mark(node.lineno, "an annotation")
    for function in nodes[ast.arguments]:
        if function.kwonlyargs or function.posonlyargs:
            args = (*function.kwonlyargs, *function.posonlyargs)
            return Mark(args[0].lineno, "arguments by keyword or position alone")
    for node in nodes[ast.Raise]:
        if node.cause:
            return Mark(node.lineno, "raise ... from")
    for node in nodes[ast.ClassDef]:
        if node.keywords:
            return Mark(node.lineno, "arguments of a class")
    for node in nodes[ast.Starred]:
        if isinstance(node.ctx, ast.Store):
            return Mark(node.lineno, "a starred target")
    for node in nodes[ast.Expr]:
        if isinstance(node.value, ast.Constant) and node.value.value is ...:
            return Mark(node.lineno, "...")
    for node in nodes[ast.ImportFrom]:
        if node.module == "__future__" and any(a.name == "annotations" for a in node.names):
            return Mark(node.lineno, "from __future__ import annotations")
    if "print_function" not in text:
        for node in nodes[ast.Call]:
            if isinstance(node.func, ast.Name) and node.func.id == "print":
                words = {keyword.arg for keyword in node.keywords}
                if words & {"end", "file", "flush", "sep"}:
                    return Mark(node.lineno, "a call of print with end, file, flush or sep")
    return None


def _bound_names(nodes: Nodes) -> set[str]:
    """What the file assigns, defines or imports under a name of its own."""
    bound = {node.id for node in nodes[ast.Name] if not isinstance(node.ctx, ast.Load)}
    bound.update(node.name for kind in (ast.FunctionDef, ast.ClassDef) for node in nodes[kind])
    bound.update(node.arg for node in nodes[ast.arg])
    for node in (*nodes[ast.ImportFrom], *nodes[ast.Import]):
        bound.update(alias.asname or alias.name for alias in node.names)
    return bound


_BLOCKS = (ast.FunctionDef, ast.ClassDef, ast.If, ast.With, ast.For, ast.While)


class _Look:
    """Goes through a file for names that tell, but for places that provide for both Pythons."""

    def __init__(self, nodes: Nodes, own: frozenset[str], defined: frozenset[str]) -> None:
        self.own = own
        self.defined = defined
        self.found: dict[str, Mark] = {}
        self.has_futures = any(node.module == "__future__" for node in nodes[ast.ImportFrom])
        self.rows: list[tuple[Sequence[ast.AST], bool]] = []
        self.uncalled = {
            id(each)
            for node in nodes[ast.FunctionDef]
            if node.name in _UNCALLED
            for each in nodes_below(node)
        }
        self.bound = _bound_names(nodes)
        self.imported = {
            (alias.asname or alias.name).partition(".")[0]
            for kind in (ast.Import, ast.ImportFrom)
            for node in nodes[kind]
            for alias in node.names
        }
        # What a star brings in may have any name.
        self.has_stars = any(
            node.level or (node.module or "").partition(".")[0] in own
            for node in nodes[ast.ImportFrom]
            if node.names[0].name == "*"
        )

    def first(self, kind: str) -> Mark | None:
        return self.found.get(kind)

    def tell(self, kind: str, node: Any, what: str) -> None:
        mark = Mark(node.lineno, what)
        if kind not in self.found or mark.line < self.found[kind].line:
            self.found[kind] = mark

    def at(self, body: Sequence[ast.AST]) -> None:
        """Look at statements in a row, and at all that is in them."""
        self.rows = [(body, False)]
        while self.rows:
            row, is_guarded = self.rows.pop()
            for node in row:
                self.look(node, is_guarded)
                # Behind ``if PY3: return ...`` there is Python 2 alone.
                if isinstance(node, ast.If) and _leaves(node.body) and self.is_question(node):
                    is_guarded = True

    def look(self, node: ast.AST, is_guarded: bool) -> None:
        if not is_guarded:
            self.weigh(node)
        if isinstance(node, ast.Try):
            self.look_at_try(node, is_guarded)
        elif isinstance(node, (ast.If, ast.IfExp)) and self.is_question(node):
            self.tell("both", node, "a question for the version of Python")
            self.rows.append((children_of(node), True))
        elif isinstance(node, _BLOCKS):
            bodies = (node.body, getattr(node, "orelse", []))
            inside = {id(each) for body in bodies for each in body}
            around = [each for each in children_of(node) if id(each) not in inside]
            self.rows += [(part, is_guarded) for part in (around, *bodies)]
        else:
            self.rows.append((children_of(node), is_guarded))

    def look_at_try(self, node: ast.Try, is_guarded: bool) -> None:
        caught = {name for handler in node.handlers for name in _caught(handler)}
        body = (*node.body, *node.orelse)
        parts: list[Sequence[ast.AST]] = [body, *(handler.body for handler in node.handlers)]
        has_guard = is_guarded or not caught.isdisjoint(("NameError", "AttributeError"))
        if not has_guard and caught & {"ImportError", "ModuleNotFoundError", "Exception", ""}:
            if any(self.is_old(each) for each in nodes_below(*body)):
                has_guard = any(map(self.provides, parts[1:]))
            else:
                has_guard = self.provides(body)
        if has_guard and not is_guarded and any(map(self.is_for_one, nodes_below(node))):
            self.tell("both", node, "a try for names of both")
        self.rows += [(part, has_guard) for part in parts]
        self.rows.append((node.finalbody, is_guarded))

    def provides(self, part: Sequence[ast.AST]) -> bool:
        """Whether statements bring something in the place of what could not be imported."""
        return any(
            isinstance(node, ast.ImportFrom)
            or (isinstance(node, ast.Import) and any(a.name not in _ALWAYS for a in node.names))
            or (isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant))
            or isinstance(node, (ast.FunctionDef, ast.ClassDef))
            for node in nodes_below(*part)
            if not self.is_old(node)
        )

    def is_question(self, node: ast.If | ast.IfExp) -> bool:
        """Whether a condition asks which Python this is, or what it has."""
        if versions.separates(node.test) or _is_fallback(node):
            return True
        # ``isinstance(x, unicode)`` is no such question, ``str is unicode`` is.
        asked = PYTHON2_NAMES if isinstance(node.test, ast.Compare) else frozenset()
        for each in nodes_below(node.test):
            name = getattr(each, "id", getattr(each, "attr", ""))
            if name in asked or _NAMED_VERSION.search(name):
                return True
            if isinstance(each, ast.Constant) and each.value in PYTHON2_ATTRIBUTES:
                return True
        return False

    def is_for_one(self, node: ast.AST) -> bool:
        """Whether it is only in Python 2, but for what the file puts in its place."""
        return self.is_old(node) or (isinstance(node, ast.Name) and node.id in PYTHON2_NAMES)

    def is_old(self, node: ast.AST) -> bool:
        """Whether it is something that only Python 2 has."""
        return self.old_name(node) != ""

    def old_name(self, node: ast.AST) -> str:
        if isinstance(node, ast.Name):
            is_old = node.id in PYTHON2_NAMES or node.id in _LEFT_NAMES
            is_own = node.id in self.bound or self.has_stars
            return node.id if is_old and not is_own else ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            is_called = node.func.id in _CALLED_NAMES
            return f"{node.func.id}()" if is_called and self.old_name(node.func) else ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, receiver = node.func.attr, node.func.value
            is_own = (
                name in self.defined
                or name in self.bound
                or (isinstance(receiver, ast.Name) and receiver.id in self.imported)
            )
            return f".{name}()" if name in PYTHON2_ATTRIBUTES and not is_own else ""
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name in PYTHON2_MODULES - self.own]
            return f"import {names[0]}" if names else ""
        if isinstance(node, ast.ImportFrom) and not node.level:
            is_old = node.module in PYTHON2_MODULES - self.own
            return f"from {node.module} import" if is_old else ""
        return ""

    def weigh(self, node: ast.AST) -> None:
        """Take down what a node tells by itself."""
        if name := self.old_name(node):
            kind = "left" if name in _LEFT_NAMES else "names2"
            self.tell("uncalled" if id(node) in self.uncalled else kind, node, name)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name == "super" and not node.args and not node.keywords:
                self.tell("names3", node, "super() without arguments")
            elif name == "print" and len(node.args) != 1 and not self.has_futures:
                kind = "hints3" if node.args else "names3"
                self.tell(kind, node, "a call of print with several items, or none")
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in _modules(node):
                first = name.partition(".")[0]
                if first in _BRIDGES or name.endswith(".six"):
                    self.tell("both", node, f"import {name}")
                elif first not in self.own:
                    if name in _PYTHON3_MODULES or first in _PYTHON3_MODULES:
                        self.tell("names3", node, f"import {name}")
                    elif first in _BACKPORTS:
                        self.tell("hints3", node, f"import {name}")


def _modules(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif not node.level and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    """The names of the exceptions that a clause catches, "" for all."""
    if handler.type is None:
        yield ""
        return
    for node in nodes_below(handler.type):
        name = getattr(node, "id", getattr(node, "attr", None))
        if name:
            yield name


def _is_fallback(node: ast.If | ast.IfExp) -> bool:
    """Whether it defines ``f`` below ``if f is None``."""
    match node:
        case ast.If(test=ast.Compare(left=ast.Name(id=name), ops=[ast.Is()])):
            return any(
                isinstance(each, (ast.FunctionDef, ast.ClassDef)) and each.name == name
                for each in node.body
            )
    return False


def _leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether what follows a block is not run behind it."""
    return isinstance(body[-1], (ast.Return, ast.Raise, ast.Continue, ast.Break))
