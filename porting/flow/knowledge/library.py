"""What the Python 3 library gives back and takes, where it decides between bytes and text.

The facts are typeshed's, in ``knowledge.json`` (``tools/compile_knowledge.py`` writes it), with
those of `porting.flow.knowledge.overrides` before them. Dotted names map to

- ``(data: bytes, level=) -> bytes`` for a function: what its parameters take, where that is strings
  alone, ``=`` behind those with a default, and what it gives back. A list stands for overloads;
- ``class(bases)`` for a class, ``class[T](bases)`` for one of bytes or of text;
- a type for an attribute, ``= name`` for another name of the same.

Types are ``bytes``, ``str``, ``T`` (either, but the same throughout), ``-`` (no string at all),
``?``, names of classes, ``list[X]`` for whatever is iterated over, ``tuple[X, Y]``, ``dict[X, Y]``,
``X|Y``; parameters may take literals (``'rb'``, ``True``), ``file[bytes]``, ``file[xml]`` for
files better read as bytes, and ``tree[str]`` for containers in which all strings are text. What a
project's own modules give back can be told in the same notation: see `Facts`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Step
from porting.flow.domain.values import (
    NONE,
    OTHER,
    UNKNOWN,
    Instance,
    Many,
    Regex,
    Row,
    Str,
    Value,
    many,
    one,
    union,
)
from porting.flow.knowledge.overrides import OVERRIDES, RENAMED_MODULES
from porting.py2.tokens import code_in

Entry = str | list[str]

# Words without one of which there is nothing to follow: what gives bytes, or takes nothing else.
SOURCES = frozenset(
    # modules
    "asynchat asyncore audioop base64 binascii bz2 cgi codecs ctypes ftplib gzip hashlib hmac "
    "httplib imaplib marshal md5 mmap nntplib pickle plistlib cPickle poplib quopri sha smtplib "
    "socket socketserver struct subprocess tarfile telnetlib tempfile urllib uu wave wsgiref "
    "xmlrpc zipfile zlib StringIO cStringIO BytesIO ElementTree etree minidom csv array fileinput "
    # functions, methods and classes
    "open fdopen stdin urlopen build_opener HTTPConnection HTTPSConnection urandom pipe popen "
    "BaseHTTPRequestHandler SimpleHTTPRequestHandler StreamRequestHandler get_payload "
    "encode decode recv bytes bytearray buffer ord".split()
)
SOURCE_PATTERN = re.compile(
    r"""\b[bB][rR]?['"]|\b[rR][bB]['"]|\bos\.(?:read|write)\b|\\(?:x[89a-fA-F]|[23][0-7]{2})"""
    r"""|\bstr\s*\([^()]*,\s*['"]"""
)

_WORDS = re.compile(r"\w+")


def has_source(text: str, rows: Mapping[str, Entry] | None = None) -> bool:
    """Whether anything in a text could give bytes or want them; what is said in comments and
    strings does not count. `rows` are what a project adds to the knowledge of the library."""
    return _has_source(text, modules_in(rows or {}))


@lru_cache(maxsize=4)
def _has_source(text: str, modules: frozenset[str]) -> bool:
    if SOURCE_PATTERN.search(text):
        return True
    sources = SOURCES | modules
    if sources.isdisjoint(_WORDS.findall(text)):
        return False
    return not sources.isdisjoint(_WORDS.findall(code_in(text)))


def modules_in(rows: Mapping[str, Entry]) -> frozenset[str]:
    """The words by which a text names what rows tell of: modules and classes."""
    return frozenset(word for name in rows for word in name.split(".")[:-1])


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
# Of these methods of strings, the arguments that are strings too.
STRING_ARGUMENTS = {
    **dict.fromkeys(
        "strip lstrip rstrip find rfind index rindex count startswith endswith".split(), 1
    ),
    **dict.fromkeys("split rsplit partition rpartition".split(), 1),
    "replace": 2,
    "translate": 2,
    "center": 2,
    "ljust": 2,
    "rjust": 2,
    "__contains__": 1,
}
REGEX_FUNCTIONS = frozenset("search match fullmatch findall finditer split sub subn".split())


@dataclass(frozen=True)
class Parameter:
    """One parameter; `types` are what it takes where that matters, in the notation above."""

    name: str
    has_default: bool
    types: frozenset[str]
    is_star: bool = False
    is_keyword: bool = False


@dataclass(frozen=True)
class Signature:
    """One way to call a function."""

    parameters: tuple[Parameter, ...]
    returns: str


class Facts:
    """The facts about modules: those of the library, with others (a project's own) before them."""

    def __init__(self, own: Mapping[str, Entry] | None = None) -> None:
        self.rows = own or {}
        self.own = dict(self.rows)
        self.modules: set[str] = set()
        self.members: dict[tuple[str, str], Entry | None] = {}

    def module(self, name: str, level: int = 0) -> str | None:
        """The name under which facts are known of a module of one's own; None for any other.

        `name` and `level` are what an import has: the module, and the dots before it.
        """
        return None

    def tells_of(self, name: str) -> bool:
        """Whether something is known of a name, or a row tells of something in it."""
        inside = f"{name}.".lstrip(".")
        return self.entry(name) is not None or any(row.startswith(inside) for row in self.rows)

    def entry(self, name: str) -> Entry | None:
        """What is known of a dotted name, behind all its other names."""
        return self.resolve(name)[1]

    def resolve(self, name: str) -> tuple[str, Entry | None]:
        """The name that another name stands for, and what is known of it."""
        module, _, rest = name.rpartition(".")
        if module in RENAMED_MODULES:
            name = f"{RENAMED_MODULES[module]}.{rest}"
        for _ in range(5):
            found = self.own.get(name) or OVERRIDES.get(name) or _knowledge().get(name)
            if not isinstance(found, str) or not found.startswith("= "):
                return name, found
            name = found[2:]
        return name, None

    def names_in(self, module: str) -> list[str]:
        """The names of a module of which something is known."""
        start = f"{module}."
        known = {*self.own, *library_rows()}
        found = (name[len(start) :] for name in known if name.startswith(start))
        return sorted(name for name in found if "." not in name)

    def is_class(self, name: str) -> bool:
        entry = self.entry(_bare(name))
        return isinstance(entry, str) and entry.startswith("class")

    def member(self, kind: str, name: str) -> Entry | None:
        """What is known of an attribute or method of a class ("typing.IO[bytes]") or its bases."""
        key = kind, name
        if key not in self.members:
            self.members[key] = self.find_member(kind, name)
        return self.members[key]

    def find_member(self, kind: str, name: str) -> Entry | None:
        seen: set[str] = set()
        waiting = [kind]
        while waiting:
            each = waiting.pop(0)
            bare, _, argument = each.partition("[")
            bare, class_entry = self.resolve(bare)
            if bare in seen:
                continue
            seen.add(bare)
            found = self.entry(f"{bare}.{name}")
            if found is not None:
                return _with_argument(found, argument.removesuffix("]"))
            if isinstance(class_entry, str) and class_entry.startswith("class"):
                inside = class_entry.partition("(")[2][:-1]
                bases = split(inside, ",")
                waiting += [str(_with_argument(base, argument.removesuffix("]"))) for base in bases]
        return None


def _with_argument(entry: Entry, argument: str) -> Entry:
    """The entry of a generic class, for bytes or text."""
    if not argument:
        return entry
    if isinstance(entry, list):
        return [_T.sub(argument, each) for each in entry]
    return _T.sub(argument, entry)


@cache
def _knowledge() -> dict[str, Entry]:
    text = (files("porting.flow.knowledge") / "knowledge.json").read_text(encoding="utf-8")
    names: dict[str, Entry] = json.loads(text)["names"]
    return names


_T = re.compile(r"\bT\b")
_SIGNATURE = re.compile(r"\((.*)\) -> (.*)", re.DOTALL)


def signatures_of(entry: Entry) -> tuple[Signature, ...]:
    """The ways to call what an entry describes; none where it is no function."""
    return _signatures(entry if isinstance(entry, str) else "\n".join(entry))


@lru_cache(maxsize=512)
def _signatures(text: str) -> tuple[Signature, ...]:
    found = []
    for line in text.split("\n"):
        parts = _SIGNATURE.fullmatch(line)
        if parts is None:
            return ()
        parameters: list[Parameter] = []
        is_keyword = False
        for item in split(parts.group(1), ","):
            if item == "*":
                is_keyword = True
                continue
            name, _, types = item.partition(": ")
            is_star = name.startswith("*")
            parameters.append(
                Parameter(
                    name.strip("*="),
                    name.endswith("="),
                    frozenset(split(types, "|")),
                    is_star,
                    is_keyword or name.startswith("**"),
                )
            )
            is_keyword = is_keyword or is_star
        found.append(Signature(tuple(parameters), parts.group(2)))
    return tuple(found)


def split(text: str, separator: str) -> list[str]:
    """Parts of a notation, split where no bracket or quote is open."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif quoted:
            continue
        elif letter in "[(":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == separator and not depth:
            parts.append(text[start:index].strip())
            start = index + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _bare(name: str) -> str:
    return name.partition("[")[0]


def mode_of(text: str) -> str:
    """A file mode in the one order that the facts have."""
    return "".join(letter for letter in "rwaxbt+" if letter in text)


def takes_literal(parameter: Parameter, node: ast.expr | None, value: Value | None) -> bool | None:
    """Whether a parameter takes this argument, as far as its literals tell; None: not known."""
    literals = {each for each in parameter.types if each[0] == "'" or each in _NAMED}
    if not literals:
        return True
    if not isinstance(node, ast.Constant):
        is_known = value is not None and not value.is_open and bool(value.atoms)
        if is_known and literals <= _NAMED and all(isinstance(a, (Str, Many)) for a in value or ()):
            return literals != parameter.types
        return None
    given = node.value
    if isinstance(given, str) and parameter.name == "mode":
        given = mode_of(given)
    if repr(given) in literals:
        return True
    if literals == {"False", "None"} and isinstance(given, int):
        return not given
    if literals <= {"True", "None"} and isinstance(given, int):
        return bool(given)
    return bool(parameter.types - literals) and given is not None


_NAMED = frozenset(("True", "False", "None"))


def value_of_type(
    name: str,
    why: Step | None,
    *,
    string: Value | None = None,
    owner: str = "",
    origin: tuple[int, int] | None = None,
) -> Value:
    """The value of an expression of this type.

    `string` is what ``T`` stands for, `owner` what ``Self`` does; `origin` is the place of the call
    that opened the file which it is, or comes from.
    """

    def inner(text: str) -> Value:
        return value_of_type(text, why, string=string, owner=owner, origin=origin)

    alternatives = split(name, "|")
    if len(alternatives) > 1 and "-" in alternatives and {"bytes", "str"} & set(alternatives):
        return NONE | union([inner(each) for each in alternatives if each != "-"])
    if len(alternatives) > 1:
        return union([inner(each) for each in alternatives])
    if name in ("bytes", "str"):
        origins = frozenset([origin]) if origin else frozenset()
        return one(Str(Kind.BYTES if name == "bytes" else Kind.TEXT, origins, why=why))
    if name == "None":
        return NONE
    if name in ("-", "int", "float", "bool"):
        return OTHER
    if name == "T":
        return UNKNOWN if string is None else string
    if name == "Self":
        return one(Instance(owner, origin, why=why)) if owner else UNKNOWN
    head, _, rest = name.partition("[")
    if head == "list" and rest:
        return many(inner(rest[:-1]), why=why)
    if head == "tuple" and rest:
        return one(Row(tuple(inner(each) for each in split(rest[:-1], ",")), why=why))
    if head == "dict" and rest:
        key, value = split(rest[:-1], ",")
        return many(inner(value), "dict", why, inner(key))
    if head == "re.Pattern" or head == "re.Match":
        kind = {"bytes]": Kind.BYTES, "str]": Kind.TEXT}.get(rest)
        is_match = head == "re.Match"
        return UNKNOWN if kind is None else one(Regex(kind, is_match=is_match, why=why))
    return UNKNOWN if name in ("?", "typing.Any") else one(Instance(name, origin, why=why))


def method_of_string(string: Str, name: str, why: Step | None) -> Value:
    """What a method of a string gives back."""
    same = one(Str(string.kind, string.origins, string.was_unicode, why=why))
    if name in METHODS_LIKE_SELF:
        return same
    if name in METHODS_LISTS:
        return many(same, why=why)
    if name in METHODS_ROWS:
        return one(Row((same, same, same), why=why))
    if name in METHODS_PLAIN:
        return OTHER
    if name == "decode":
        return one(Str(Kind.TEXT, was_unicode=True, why=why))
    if name == "encode":
        return one(Str(Kind.BYTES, why=why))
    if name == "format":
        return one(Str(Kind.TEXT, why=why))
    return UNKNOWN


def result_of_regex(
    name: str,
    kind: Kind,
    groups: int | None,
    why: Step | None,
    origins: frozenset[tuple[int, int]] = frozenset(),
) -> Value:
    """What a pattern's method gives back for a subject of this kind."""
    string = one(Str(kind, origins, why=why))
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
    match = one(Regex(kind, origins, groups=groups, is_match=True, why=why))
    if name == "finditer":
        return many(match, "iterator", why)
    return union((match, OTHER))


def result_of_match(name: str, match: Regex, count: int, why: Step | None) -> Value:
    """What a match's method gives back when called with `count` arguments."""
    string = one(Str(match.kind, match.origins, why=why))
    if name in ("group", "expand", "__getitem__"):
        return string if count < 2 else one(Row((string,) * count, why=why))
    if name == "groups":
        return many(string, "tuple", why)
    if name == "groupdict":
        return many(string, "dict", why)
    return OTHER if name in ("start", "end", "pos", "endpos", "span") else UNKNOWN


def library_rows() -> dict[str, Entry]:
    """All that is known of the library, by dotted names."""
    return {**_knowledge(), **OVERRIDES}
