"""Writes down what typeshed says of bytes and text in the library, into knowledge.json.

    python tools/compile_knowledge.py [--check]

Run it after an update of `typeshed-client`, and read the diff before it is committed. The notation
is described in `porting.flow.knowledge.library`. Names that involve no string are left out, and
with them parameters that nothing depends on.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from typeshed_client import get_search_context, get_stub_names
from typeshed_client.parser import ImportedName, NameInfo, OverloadedName

from porting.flow.knowledge.library import split

OUTPUT = Path(__file__).parents[1] / "porting" / "flow" / "knowledge" / "knowledge.json"
# What 3.13 has, and what was taken out after 3.11 and old programs still call.
CONTEXTS = tuple(get_search_context(version=each, platform="linux") for each in ((3, 13), (3, 11)))

# The modules that programs written for Python 2 can have used, by their names of today.
MODULES = """
_blake2 _bz2 _compression _csv _dbm _gdbm _hashlib _lzma _pickle _sqlite3 _ssl _struct
compression._common._streams
_io _socket aifc array asynchat asyncore atexit audioop base64 binascii bz2 calendar cgi chunk cmd
code codecs configparser copy csv ctypes datetime dbm dbm.dumb dbm.gnu dbm.ndbm difflib email
email.charset email.encoders email.generator email.header email.message email.mime.application
email.mime.audio email.mime.base email.mime.image email.mime.message email.mime.multipart
email.mime.nonmultipart email.mime.text email.parser email.utils email.base64mime email.quoprimime
encodings.idna fcntl filecmp fileinput fnmatch ftplib getopt getpass gettext glob grp gzip hashlib
hmac html html.entities html.parser http.client http.cookiejar http.cookies http.server imaplib io
json json.decoder json.encoder linecache locale logging logging.handlers mailbox mailcap marshal
mimetypes mmap multiprocessing.connection netrc nntplib ntpath optparse os os.path pdb pickle
pipes pkgutil platform plistlib poplib posix posixpath pty pwd quopri reprlib shlex shutil site
smtpd smtplib socket socketserver sqlite3 ssl string struct subprocess sunau sys tarfile telnetlib
tempfile time traceback unicodedata urllib.error urllib.parse urllib.request urllib.response
urllib.robotparser uu uuid wave webbrowser wsgiref.handlers wsgiref.headers wsgiref.simple_server
wsgiref.util wsgiref.validate xdrlib xml.dom.minidom xml.etree.ElementTree xml.parsers.expat
xml.sax xml.sax.handler xml.sax.saxutils xml.sax.xmlreader xmlrpc.client xmlrpc.server zipfile
zipimport zlib
""".split()

# Aliases of typeshed's own that mean more than they say.
BUFFERS = frozenset(
    "ReadableBuffer WriteableBuffer ReadOnlyBuffer Buffer SizedBuffer SliceableBuffer "
    "IndexableBuffer SupportsGetItemBuffer bytes bytearray memoryview".split()
)
NUMBERS = frozenset("int float bool complex None Unused Never NoReturn".split())
ITERABLES = frozenset(
    "list List Iterable Iterator Sequence MutableSequence Generator set Set frozenset FrozenSet "
    "Collection AbstractSet deque KeysView ValuesView Reversible Container".split()
)
MAPPINGS = frozenset("dict Dict Mapping MutableMapping OrderedDict".split())
READERS = frozenset("SupportsRead SupportsReadline SupportsNoArgReadline SupportsWrite IO".split())
CALLBACKS = frozenset("Callable Awaitable Coroutine type Type".split())
UNKNOWN = "?"
NO_STRING = "-"
STRINGS = ("bytes", "str", "T")
Inner = Callable[..., str]


_MODE = re.compile("[rwaxU+bt]+")


def mode_of(text: str) -> str:
    """A file mode in the one order that the table has."""
    return "".join(letter for letter in "rwaxbt+" if letter in text)


@lru_cache(None)
def names_of(module: str) -> dict[str, NameInfo]:
    found: dict[str, NameInfo] = {}
    for context in reversed(CONTEXTS):
        found.update(get_stub_names(module, search_context=context) or {})
    return found


class Compiler:
    def __init__(self) -> None:
        self.table: dict[str, str | list[str]] = {}
        self.public: dict[str, str] = {}
        for module in sorted(MODULES, key=lambda name: name.startswith("_")):
            for name, info in names_of(module).items():
                target = info.ast
                if isinstance(target, ImportedName) and target.name:
                    source = ".".join(target.module_name)
                    if source.startswith("_") and not module.startswith("_"):
                        self.public.setdefault(f"{source}.{target.name}", f"{module}.{name}")

    def run(self) -> dict[str, str | list[str]]:
        for module in MODULES:
            for name, info in names_of(module).items():
                is_base = isinstance(info.ast, ast.ClassDef)
                if is_base or (not name.startswith("_") and info.is_exported):
                    self.add(module, "", name, info)
        for name in ("IO", "TextIO", "BinaryIO"):
            self.add("typing", "", name, names_of("typing")[name])
        self.prune()
        return dict(sorted(self.table.items()))

    # Names

    def canonical(self, name: str) -> str:
        return self.public.get(name, name)

    def add(self, module: str, owner: str, name: str, info: NameInfo) -> None:
        prefix = f"{module}.{owner}" if owner else module
        full = f"{prefix}.{name}"
        node = info.ast
        if isinstance(node, ImportedName):
            self.add_alias(full, node)
        elif isinstance(node, OverloadedName):
            parts = [each for each in node.definitions if isinstance(each, ast.FunctionDef)]
            if parts:
                self.add_functions(module, owner, full, parts)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if isinstance(node, ast.FunctionDef):
                self.add_functions(module, owner, full, [node])
        elif isinstance(node, ast.ClassDef):
            self.add_class(module, full, node, info)
        elif isinstance(node, ast.AnnAssign):
            text = self.type(module, node.annotation, owner)
            if text not in (UNKNOWN, NO_STRING):
                self.table[self.canonical(full)] = text
        elif isinstance(node, ast.Assign) and not owner:
            # ``encodestring = encodebytes`` and the like.
            other = node.value.id if isinstance(node.value, ast.Name) else ""
            if other in names_of(module):
                self.table[full] = f"= {self.canonical(f'{module}.{other}')}"

    def add_alias(self, full: str, node: ImportedName) -> None:
        source = ".".join(node.module_name)
        if node.name is None:
            return
        target = self.canonical(f"{source}.{node.name}")
        if target == full:
            # A public name for something private: this is where it is told.
            info = names_of(source).get(node.name)
            if info is not None:
                self.add(source, "", node.name, info)
        else:
            self.table[full] = f"= {target}"

    def add_class(self, module: str, full: str, node: ast.ClassDef, info: NameInfo) -> None:
        bases = []
        generic = ""
        for base in node.bases:
            text = self.type(module, base)
            if isinstance(base, ast.Subscript) and ast.unparse(base.value) in (
                "Generic",
                "Protocol",
            ):
                generic = "[T]" if "AnyStr" in ast.unparse(base) else ""
            elif text not in (UNKNOWN, NO_STRING):
                bases.append(text)
                if "[T]" in text:
                    generic = "[T]"
        own = self.canonical(full)
        self.table[own] = f"class{generic}({', '.join(bases)})"
        owner = full[len(module) + 1 :]
        for name, child in (info.child_nodes or {}).items():
            is_special = name.startswith("__") and name.endswith("__")
            if not name.startswith("_") or is_special:
                self.add(module, owner, name, child)

    def add_functions(
        self, module: str, owner: str, full: str, nodes: list[ast.FunctionDef]
    ) -> None:
        head, _, name = full.rpartition(".")
        own = f"{self.canonical(head)}.{name}" if owner else self.canonical(full)
        decorators = {ast.unparse(each) for node in nodes for each in node.decorator_list}
        if any(each.endswith(("setter", "deleter")) for each in decorators):
            nodes = [node for node in nodes if "property" in map(ast.unparse, node.decorator_list)]
            if not nodes:
                return
        if decorators & {"property", "cached_property", "types.DynamicClassAttribute"}:
            text = self.type(module, nodes[0].returns, owner)
            if text not in (UNKNOWN, NO_STRING):
                self.table[own] = text
            return
        static = "staticmethod" in decorators
        if owner and len(nodes) > 1 and name != "__init__" and not static:
            # What holds for some kinds of ``self`` only, as for IO[bytes], is told by the others.
            nodes = [node for node in nodes if not _has_typed_self(node)] or nodes
        signatures = [self.signature(module, owner, node, static) for node in nodes]
        signatures = list(dict.fromkeys(each for each in signatures if each))
        if all(each.endswith("-> ?") and ":" not in each for each in signatures):
            return
        if all(each.endswith("-> -") and ":" not in each for each in signatures):
            return
        self.table[own] = signatures[0] if len(signatures) == 1 else signatures

    def signature(self, module: str, owner: str, node: ast.FunctionDef, static: bool) -> str:
        spec = node.args
        given = self.type(module, node.returns, owner)
        positional = [*spec.posonlyargs, *spec.args]
        defaults = len(positional) - len(spec.defaults)
        parts = []
        for index, argument in enumerate(positional):
            if owner and not index and not static:
                if argument.annotation is not None and node.name == "__init__":
                    given = self.type(module, argument.annotation, owner)
                continue
            parts.append(self.parameter(module, argument, index >= defaults, owner))
        while parts and parts[-1].endswith("="):
            parts.pop()
        if node.name in ("__init__", "__new__") and given in (NO_STRING, UNKNOWN):
            given = "Self"
        if spec.vararg:
            parts.append("*" + self.parameter(module, spec.vararg, False, owner))
        only = [
            self.parameter(module, argument, default is not None, owner)
            for argument, default in zip(spec.kwonlyargs, spec.kw_defaults)
        ]
        only = [each for each in only if not each.endswith("=")]
        if only and not spec.vararg:
            parts.append("*")
        return f"({', '.join([*parts, *only])}) -> {given}"

    def parameter(self, module: str, node: ast.arg, has_default: bool, owner: str) -> str:
        text = self.type(module, node.annotation, owner, is_parameter=True)
        mark = "=" if has_default else ""
        return f"{node.arg}{mark}" + ("" if text in (UNKNOWN, NO_STRING) else f": {text}")

    # Types

    def type(
        self,
        module: str,
        node: ast.expr | None,
        owner: str = "",
        is_parameter: bool = False,
        depth: int = 0,
    ) -> str:
        if node is None or depth > 6:
            return UNKNOWN

        def inner(child: ast.expr, parameter: bool | None = None) -> str:
            parameter = is_parameter if parameter is None else parameter
            return self.type(module, child, owner, parameter, depth + 1)

        if isinstance(node, ast.Constant):
            if node.value is None:
                return "None" if is_parameter else NO_STRING
            if isinstance(node.value, str):
                return inner(ast.parse(node.value, mode="eval").body)
            return UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.union(list(_alternatives(node)), inner, is_parameter)
        if isinstance(node, ast.Subscript):
            return self.generic(module, node, inner, is_parameter)
        if isinstance(node, ast.Attribute):
            dotted = ast.unparse(node)
            if dotted.startswith("builtins."):
                return self.named("builtins", dotted[9:], owner, is_parameter, depth)
            head = dotted.partition(".")[0]
            info = names_of(module).get(head)
            if info is not None and isinstance(info.ast, ImportedName) and info.ast.name is None:
                source, _, name = dotted.rpartition(".")
                return self.named(source, name, owner, is_parameter, depth)
            return UNKNOWN
        if isinstance(node, ast.Name):
            return self.named(module, node.id, owner, is_parameter, depth)
        return UNKNOWN

    def named(self, module: str, name: str, owner: str, is_parameter: bool, depth: int) -> str:
        if is_parameter and name in BUFFERS:
            return "bytes"
        if name in ("bytes", "str", "LiteralString"):
            return "bytes" if name == "bytes" else "str"
        if name == "bytearray":
            return "bytes"
        if name in NUMBERS:
            return "None" if is_parameter and name == "None" else NO_STRING
        if name == "MaybeNone":
            return NO_STRING
        if name == "Self":
            return "Self"
        if name == "AnyStr":
            return "T"
        if name in ITERABLES and (module == "builtins" or name not in names_of(module)):
            return UNKNOWN if is_parameter else "list[?]"
        info = names_of(module).get(name)
        if info is None:
            return UNKNOWN
        node = info.ast
        if isinstance(node, ImportedName):
            if node.name is None:
                return UNKNOWN
            source = ".".join(node.module_name)
            if source in ("typing", "typing_extensions", "collections.abc", "_typeshed"):
                if name in ITERABLES:
                    return UNKNOWN if is_parameter else "list[?]"
                if name in ("TextIO", "BinaryIO"):
                    return (
                        f"typing.{name}"
                        if not is_parameter
                        else ("file[str]" if name == "TextIO" else "file[bytes]")
                    )
                if name in ("Any", "Incomplete", "MaybeNone"):
                    return UNKNOWN
            return self.named(source, node.name, owner, is_parameter, depth + 1)
        if isinstance(node, ast.ClassDef):
            if is_parameter:
                return self.protocol(module, node, info)
            return self.canonical(f"{module}.{name}")
        if isinstance(node, (ast.AnnAssign, ast.Assign)) and node.value is not None:
            if isinstance(node.value, ast.Call):
                return UNKNOWN
            return self.type(module, node.value, owner, is_parameter, depth + 1)
        return UNKNOWN

    def protocol(self, module: str, node: ast.ClassDef, info: NameInfo) -> str:
        """What a parameter takes whose type says which methods a file must have."""
        if not any("Protocol" in ast.unparse(base) for base in node.bases):
            return UNKNOWN
        for method in ("read", "readline", "write"):
            child = (info.child_nodes or {}).get(method)
            if child is not None and isinstance(child.ast, ast.FunctionDef):
                spec = child.ast.args
                given = spec.posonlyargs + spec.args
                hint = given[-1].annotation if method == "write" else child.ast.returns
                text = self.type(module, hint, is_parameter=method == "write")
                return f"file[{text}]" if text in STRINGS else UNKNOWN
        bases = [self.type(module, base, is_parameter=True) for base in node.bases]
        return next((text for text in bases if text.startswith("file[")), UNKNOWN)

    def union(self, nodes: list[ast.expr], inner: Inner, is_parameter: bool) -> str:
        nodes = [each for each in nodes if not (is_parameter and _is_path(each))] or nodes
        parts = list(dict.fromkeys(inner(node) for node in nodes))
        parts = list(dict.fromkeys(each for part in parts for each in split(part, "|")))
        if is_parameter:
            if {"bytes", "str"} <= set(parts) or UNKNOWN in parts:
                return UNKNOWN
            parts = [part for part in parts if part != NO_STRING] or [UNKNOWN]
            if "None" in parts and any(part[0] not in "'TFN" or part == "T" for part in parts):
                parts.remove("None")
            return "|".join(parts)
        if UNKNOWN in parts:
            return UNKNOWN
        return "|".join(parts)

    def generic(self, module: str, node: ast.Subscript, inner: Inner, is_parameter: bool) -> str:
        name = ast.unparse(node.value).rpartition(".")[2]
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            if not is_parameter:
                first = items[0]
                is_string = isinstance(first, ast.Constant) and isinstance(first.value, str)
                return "str" if is_string else NO_STRING
            values = [each.value for each in items if isinstance(each, ast.Constant)]
            if all(isinstance(value, str) and _MODE.fullmatch(value) for value in values):
                values = list(dict.fromkeys(mode_of(value) for value in values))
            if any(type(value) is int for value in values):
                return UNKNOWN
            return "|".join(map(repr, values)) or UNKNOWN
        if name in ("Optional", "Union"):
            extra = [ast.Constant(None)] if name == "Optional" else []
            return self.union([*items, *extra], inner, is_parameter)
        if name in ("Final", "ClassVar", "Annotated"):
            return inner(items[0])
        if name in CALLBACKS:
            return UNKNOWN
        if name == "GenericPath":
            return inner(items[0])
        if name in READERS:
            item = inner(items[-1] if name != "IO" else items[0], False)
            if is_parameter:
                return f"file[{item}]" if item in STRINGS else UNKNOWN
            return f"typing.IO[{item}]" if name == "IO" else UNKNOWN
        if name in ("tuple", "Tuple"):
            if len(items) == 2 and isinstance(items[1], ast.Constant) and items[1].value is ...:
                return f"list[{inner(items[0])}]"
            return UNKNOWN if is_parameter else f"tuple[{', '.join(map(inner, items))}]"
        if name in ITERABLES:
            item = inner(items[0], False)
            return UNKNOWN if is_parameter and item not in STRINGS else f"list[{item}]"
        if name in MAPPINGS:
            return UNKNOWN if is_parameter else f"dict[{', '.join(map(inner, items[:2]))}]"
        outer = inner(node.value)
        if outer == "list[?]":
            return f"list[{inner(items[0], False)}]"
        if outer in (UNKNOWN, NO_STRING) or is_parameter:
            return UNKNOWN
        item = inner(items[0])
        return f"{outer}[{item}]" if item in STRINGS else outer

    # What to keep

    def prune(self) -> None:
        """Keep what leads to a string or takes one, and classes that something like this is in."""
        while True:
            wanted = self.wanted_classes()
            named = _names_in(" ".join(map(str, self.table.values())))
            private = {name for name in self.table if "._" in name and name not in named}
            private = {name for name in private if str(self.table[name]).startswith("class")}
            dropped = [
                name
                for name in self.table
                if not self.is_kept(name, wanted) or not private.isdisjoint(_owners(name))
            ]
            if not dropped:
                return
            for name in dropped:
                del self.table[name]

    def wanted_classes(self) -> set[str]:
        """Classes of which something is known, and those derived from them."""
        classes = {name for name, entry in self.table.items() if str(entry).startswith("class")}
        wanted = {name.rpartition(".")[0] for name in self.table} & classes
        while True:
            more = {
                name
                for name in classes - wanted
                if not wanted.isdisjoint(_names_in(str(self.table[name])))
            }
            if not more:
                return wanted
            wanted |= more

    def is_kept(self, name: str, wanted: set[str]) -> bool:
        entry = self.table[name]
        if isinstance(entry, str) and entry.startswith("class"):
            return name in wanted
        if isinstance(entry, str) and entry.startswith("= "):
            return entry[2:] in self.table
        for each in [entry] if isinstance(entry, str) else entry:
            parameters, _, given = each.rpartition(" -> ")
            names = _names_in(given)
            if ":" in parameters or names & {"bytes", "str", "T", "Self"} or names & wanted:
                return True
        return False


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _alternatives(node.left)
        yield from _alternatives(node.right)
    else:
        yield node


def _is_path(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("PathLike")


def _names_in(text: str) -> set[str]:
    return set(re.findall(r"[\w.]+", text))


def _owners(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[: end + 1]) for end in range(len(parts))}


def _has_typed_self(node: ast.FunctionDef) -> bool:
    first = [*node.args.posonlyargs, *node.args.args][:1]
    return bool(first) and first[0].annotation is not None


def knowledge() -> dict[str, object]:
    """All that goes into the file."""
    source = f"typeshed as bundled with typeshed-client {version('typeshed_client')}"
    return {"source": source, "names": Compiler().run()}


def rendered(table: dict[str, object]) -> str:
    names = table["names"]
    assert isinstance(names, dict)
    lines = (f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in names.items())
    return (
        f'{{"source": {json.dumps(table["source"])},\n"names": {{\n' + ",\n".join(lines) + "\n}}\n"
    )


def main() -> int:
    text = rendered(knowledge())
    if "--check" in sys.argv[1:]:
        return int(OUTPUT.read_text(encoding="utf-8") != text)
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
