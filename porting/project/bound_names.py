"""Which attributes of the library's names the files of a project bind for themselves.

`d.has_key` is a dictionary's method, unless a class of the project has one of that name. This is
known of texts in Python 2 or 3, without parsing them: from what binds a name in a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import chain, pairwise
from operator import or_

_OF_TESTS = frozenset(
    "assertAlmostEquals assertDictContainsSubset assertEquals assertItemsEqual"
    " assertNotAlmostEquals assertNotEquals assertNotRegexpMatches assertRaisesRegexp"
    " assertRegexpMatches assert_ failIf failIfAlmostEqual failIfEqual failUnless"
    " failUnlessAlmostEqual failUnlessEqual failUnlessRaises".split()
)
_OF_FUNCTIONS = frozenset(
    "func_closure func_code func_defaults func_dict func_doc func_globals func_name"
    " im_class im_func im_self".split()
)
_WRITABLE = frozenset("func_code func_defaults func_dict func_doc func_name".split())
NAMES = (
    _OF_TESTS
    | _OF_FUNCTIONS
    | frozenset(
        "ParseFile extractall getByteStream getchildren getheader getheaders getiterator"
        " getmaintype getparam getsubtype gettype has_key isAlive isDaemon items iteritems"
        " iterkeys itervalues keys lgettext lngettext next notifyAll readfp setDaemon sort throw"
        " ugettext ungettext values viewitems viewkeys viewvalues xreadlines".split()
    )
)
"""The names that are looked for: those by which fixers know attributes of the library."""

# Words, but for what stands before them: a pattern that begins with letters is found fast.
_HITS = {name: re.compile(rf"{name}\b") for name in sorted(NAMES)}
_HEADER = re.compile(
    r"^([ \t]*)(?:async[ \t]+)?(class|def)[ \t]+(\w+)[ \t]*(?:\([ \t\r\n]*(\w*))?", re.MULTILINE
)
_BASES = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)[ \t]*:")
_BASE = re.compile(r"(?:^|,)\s*([\w.]+)\s*(?=,|\Z)")
_IS_STORED = re.compile(r"[ \t]*(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=(?!=)")
_IS_TARGET = re.compile(r"(?:[ \t]*,[\w.,\[\] \t]*|[ \t]*(?::[^=\n]*)?)=(?!=)")
_TARGETS = re.compile(r"[ \t]*(?:[\w.\[\] \t]*,)*[ \t]*(?:\w+\.)*")
_SETATTR = re.compile(r"\bsetattr[ \t]*\([ \t]*([\w.]+)[ \t]*,[ \t]*[uUbB]?['\"]\Z")
_LISTED = re.compile(r"(?:(__slots__)[ \t]*=|\bnamedtuple[ \t]*\()[^\]){}=:]*\Z")
_DECORATED = re.compile(r"^[ \t]*@.*\n\Z", re.MULTILINE)
_ONE_PARAMETER = re.compile(r"[ \t]*\([ \t]*\w+[ \t]*\)[ \t]*:")
_Key = tuple[str, str]  # The file and the name of a class.
_MOST_SLOTS = 400  # So many characters of `__slots__` are looked at.


@dataclass(frozen=True)
class ClassNames:
    """What instances of a class have, of `NAMES`.

    `own` are the names that its body binds, or its methods store; `inherited` those of its bases.
    `below` are those of classes that are derived from it, with what their other bases have.
    """

    own: frozenset[str] = frozenset()
    inherited: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()

    def __or__(self, other: ClassNames) -> ClassNames:
        return ClassNames(
            self.own | other.own, self.inherited | other.inherited, self.below | other.below
        )


@dataclass(frozen=True)
class BoundNames:
    """What the files of a project bind, of `NAMES`.

    `classes` are those that have any, by file and name. `stored` are the names that are bound in
    attributes of nobody knows what, `functions` those that modules bind. `files` have, by file, all
    but the latter.
    """

    classes: Mapping[str, Mapping[str, ClassNames]] = field(default_factory=dict)
    stored: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """All that any file binds."""
        return self.functions.union(*self.files.values())

    def of_class(self, name: str, path: str = "") -> ClassNames | None:
        """What the class in a file has, else all of that name; None where there is no such class,
        or it has nothing."""
        own = self.classes.get(path, {})
        if name in own:
            return own[name]
        found = [each[name] for each in self.classes.values() if name in each]
        return reduce(or_, found) if found else None


@dataclass
class _Text:
    """What one text binds: the bases of its classes, and the names of each."""

    bases: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stored: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)


def bound_names(
    texts: Mapping[str, str], is_foreign: Callable[[str, str], bool] = lambda path, base: False
) -> BoundNames:
    """Find what texts bind.

    Args:
        texts: by their path.
        is_foreign: whether a base, by the path of its file and as it is spelt there, comes from
            outside of the project.
    """
    found = {path: _read(text) for path, text in texts.items()}
    homes: dict[str, list[str]] = defaultdict(list)
    for path, each in found.items():
        for name in each.bases:
            homes[name].append(path)
    own: dict[_Key, frozenset[str]] = {
        (path, name): frozenset(names)
        for path, each in found.items()
        for name, names in each.members.items()
    }
    above: dict[_Key, list[_Key]] = {}
    if own:
        above = {
            (path, name): list(_resolved(path, bases, homes, is_foreign))
            for path, each in found.items()
            for name, bases in each.bases.items()
        }
    inherited: dict[_Key, frozenset[str]] = {}
    below: dict[_Key, frozenset[str]] = {}
    nothing = frozenset[str]()
    for key in above:
        bases = list(_bases_of(key, above))
        inherited[key] = nothing.union(*(own.get(base, nothing) for base in bases))
        names = inherited[key] | own.get(key, nothing)
        for base in bases if names else ():
            below[base] = below.get(base, nothing) | names
    classes: dict[str, dict[str, ClassNames]] = defaultdict(dict)
    for path, name in above:
        key = path, name
        known = ClassNames(own.get(key, nothing), inherited[key], below.get(key, nothing))
        if known != ClassNames():
            classes[path][name] = known
    stored = frozenset(chain.from_iterable(each.stored for each in found.values()))
    files = {
        path: frozenset(each.stored.union(*each.members.values())) for path, each in found.items()
    }
    functions = frozenset(chain.from_iterable(each.functions for each in found.values()))
    files = {path: names for path, names in files.items() if names}
    return BoundNames(dict(classes), stored, functions, files)


def _resolved(
    path: str,
    bases: Iterable[str],
    homes: Mapping[str, list[str]],
    is_foreign: Callable[[str, str], bool],
) -> Iterator[_Key]:
    """The classes of the project that bases of a class in a file may be."""
    for base in bases:
        last = base.rpartition(".")[2]
        if base == last and path in homes.get(last, ()):
            yield path, last
        elif last in homes and not is_foreign(path, base):
            yield from ((home, last) for home in homes[last])


def _bases_of(key: _Key, above: Mapping[_Key, list[_Key]]) -> Iterator[_Key]:
    """All classes from which one is derived."""
    seen = {key}
    waiting = [key]
    for each in waiting:
        for base in above.get(each, ()):
            if base not in seen:
                seen.add(base)
                waiting.append(base)
                yield base


def _read(text: str) -> _Text:
    found = _Text()
    hits = [hit for name in _HITS if name in text for hit in _words(name, text)]
    if not hits and "class" not in text:
        return found
    headers = list(_HEADER.finditer(text))
    for header in headers:
        if header[2] == "class":
            bases = _BASES.match(text, header.end(3)) or _BASES.match(text, header.end(3) + 1)
            found.bases.setdefault(header[3], []).extend(_BASE.findall(bases[1]) if bases else ())
    starts = [header.start() for header in headers]
    for hit in hits:
        _note(found, text, hit, headers, bisect_right(starts, hit.start()) - 1)
    return found


def _words(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where a name stands as a word."""
    for hit in _HITS[name].finditer(text):
        before = text[hit.start() - 1 : hit.start()]
        if not (before.isalnum() or before == "_"):
            yield hit


def _note(
    found: _Text, text: str, hit: re.Match[str], headers: list[re.Match[str]], number: int
) -> None:
    """Note what a name that was hit is bound to, if anything."""
    name, start, end = hit.group(), hit.start(), hit.end()
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    depth = _depth_of(before)
    header = headers[number] if number >= 0 else None
    if header is not None and header.span(3) == hit.span():
        around = list(_around(headers, number, _depth_of(header[1])))
        is_method = bool(around) and around[0][2] == "class"
        # An iterator's method gets its new name where it is defined.
        is_decorated = _DECORATED.search(text, max(0, line_start - _MOST_SLOTS), line_start)
        if name == "next" and is_method and not is_decorated and _ONE_PARAMETER.match(text, end):
            return
        (found.members[around[0][3]] if is_method else found.functions).add(name)
        return
    after = text[end : end + 200].partition("\n")[0]
    if before.endswith("."):
        is_stored = _IS_STORED.match(after) or (
            _TARGETS.fullmatch(before) and _IS_TARGET.match(after)
        )
        if is_stored and not _is_copied(name, after):
            receiver = before[:-1].rpartition(".")[2].rpartition(" ")[2].rpartition("\t")[2]
            _store(found, name, receiver, list(_around(headers, number, depth)))
        return
    listed = _LISTED.search(text, max(0, start - _MOST_SLOTS), start)
    if listed:
        outer = _around(headers, number, depth)
        inner = next((each[3] for each in outer if each[2] == "class"), "")
        (found.members[inner] if inner and listed[1] else found.stored).add(name)
        return
    if before.endswith(("'", '"')):
        around = list(_around(headers, number, depth))
        setting = _SETATTR.search(before)
        if setting:
            _store(found, name, setting[1], around)
        elif around and around[0][3] in ("__getattr__", "__getattribute__"):
            _store(found, name, around[0][4] or "", around)
        return
    if _TARGETS.fullmatch(before) and _IS_TARGET.match(after):
        around = list(_around(headers, number, depth))
        if not around:
            found.functions.add(name)
        elif around[0][2] != "class" or _is_copied(name, after):
            return
        elif name != "next" or not _has_iter(text, around[0]):
            found.members[around[0][3]].add(name)


def _store(found: _Text, name: str, receiver: str, around: list[re.Match[str]]) -> None:
    """Note a name that an attribute of an object is bound to, by the headers around."""
    for inner, outer in pairwise(around):
        if inner[2] == "def" and outer[2] == "class" and receiver and inner[4] == receiver:
            found.members[outer[3]].add(name)
            return
    # A function's attributes are stored to by those who make functions.
    if name not in _WRITABLE:
        found.stored.add(name)


def _is_copied(name: str, after: str) -> bool:
    """Whether an object gets what another has under the same name: it stands in for that."""
    if name in _OF_FUNCTIONS:
        return f".{name}" in after
    return name == "next" and after.rstrip().endswith(".next")


def _has_iter(text: str, header: re.Match[str]) -> bool:
    """Whether a class is one of iterators, whose ``next`` gets its new name in whatever way it is
    bound."""
    outside = re.compile(rf"^[ \t]{{0,{len(header[1])}}}[^\s#]", re.MULTILINE)
    end = outside.search(text, header.end())
    return "__iter__" in text[header.end() : end.start() if end else len(text)]


def _around(headers: list[re.Match[str]], number: int, depth: int) -> Iterator[re.Match[str]]:
    """The headers of the blocks around a place, by the depth of its line, the innermost first."""
    for index in range(number, -1, -1):
        header = headers[index]
        if _depth_of(header[1]) < depth:
            depth = _depth_of(header[1])
            yield header
        if not depth:
            return


def _depth_of(text: str) -> int:
    """How deeply a line is indented."""
    return len(text.expandtabs()) - len(text.expandtabs().lstrip())
