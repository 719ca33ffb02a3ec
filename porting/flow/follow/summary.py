"""What a module of one's own gives to those that import it, in the notation of `library`."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from porting.flow.domain.kinds import Kind
from porting.flow.domain.values import (
    Class,
    Function,
    Instance,
    Item,
    Library,
    Many,
    Object,
    Other,
    Row,
    Str,
    Value,
)
from porting.flow.follow.interpret import run, start
from porting.flow.follow.python3_names import python3_tree_of
from porting.flow.follow.state import State
from porting.flow.knowledge.library import Entry, Facts
from porting.project.graph import Project
from porting.trees import types_in

# By the names in the module, or the full ones (with a dot before them) of others.
Summary = dict[str, Entry]
# Finds a module by the name and the dots of an import: its full name and its summary.
Find = Callable[[str, int], tuple[str, Summary] | None]


class ProjectFacts(Facts):
    """The facts about the library, and those about a project's modules as files import them.

    Names of the project's own modules begin with a dot, so that none is taken for the library's.
    `rows` are what the project itself adds; they count more than what is found out.
    """

    def __init__(self, find: Find, rows: Mapping[str, Entry] | None = None) -> None:
        super().__init__(rows)
        self.find = find

    def module(self, name: str, level: int = 0) -> str | None:
        found = self.find(name, level)
        if found is None:
            return None
        full, summary = found
        if f".{full}" not in self.modules:
            self.modules.add(f".{full}")
            for key, entry in self.rows.items():
                if key.startswith(f"{full}."):
                    self.own[f".{key}"] = entry
            for key, entry in summary.items():
                self.own.setdefault(key if key[0] == "." else f".{full}.{key}", entry)
        return f".{full}"


def facts_from(
    project: Project,
    filename: str,
    given: Mapping[str, Summary],
    rows: Mapping[str, Entry] | None = None,
) -> ProjectFacts:
    """What is known of the modules that a file imports, by what those at the paths `given` give.

    `rows` are what the project adds to the knowledge of the library.
    """

    def find(name: str, level: int) -> tuple[str, Summary] | None:
        module = project.find(filename, name, level)
        if module is None or not module.is_source:
            return None
        return module.name, given.get(module.path, {})

    return ProjectFacts(find, rows)


def summary_of(text: str, name: str, facts: Facts | None = None) -> Summary:
    """What the functions, classes and names of a ported module give.

    Args:
        text: the module, ported: what it gives, it gives in Python 3.
        name: its full name.
        facts: what is known of the modules that it imports.
    """
    tree = python3_tree_of(text)
    if tree is None:
        return {}
    return _Summarizer(start(tree, None, facts)).summary(name)


class _Summarizer:
    """Tells what is known behind a run of the analysis."""

    def __init__(self, flow: State) -> None:
        self.flow = flow
        self.known = flow.known

    def summary(self, module: str) -> Summary:
        run(self.flow)
        found: Summary = {}
        for key, value in self.known.items():
            if len(key) == 2 and key[0] == "name":
                entry = self.entry_of(value, module)
                if entry is not None:
                    found[str(key[1])] = entry
        for node in types_in(self.flow.tree)[ast.ClassDef]:
            if node.name in found:
                found.update(self.members_of(node, module))
        # What it gives may be theirs from whom it took it.
        return _told_of(found, self.flow.library.own) | found

    def members_of(self, node: ast.ClassDef, module: str) -> Summary:
        found: Summary = {}
        for key, value in self.known.items():
            if len(key) == 2 and key[0] is node:
                entry = self.entry_of(value, module)
                if entry is not None:
                    found[f"{node.name}.{key[1]}"] = entry
        return found

    def entry_of(self, value: Value, module: str) -> Entry | None:
        """What is told of a name; None where nothing is known."""
        if value.is_open or len(value.atoms) != 1:
            text = self.type_of(value, module)
            return None if text in ("?", "-") else text
        (atom,) = value.atoms
        if isinstance(atom, Function):
            given = self.known.get((atom.node, "return"))
            text = "-" if given is None else self.type_of(given, module)
            return None if text in ("?", "-") else f"() -> {text}"
        if isinstance(atom, Class):
            bases = [
                self.name_of_class(base, module) for base in self.flow.bases.get(atom.node, ())
            ]
            return f"class({', '.join(base for base in bases if base)})"
        if isinstance(atom, Library):
            return f"= {atom.name}"
        text = self.type_of(value, module)
        return None if text in ("?", "-") else text

    def name_of_class(self, value: Value, module: str) -> str:
        for atom in value:
            if isinstance(atom, Class):
                return f".{module}.{atom.node.name}"
            if isinstance(atom, Library):
                return atom.name
        return ""

    def type_of(self, value: Value, module: str) -> str:
        """The type of a value in the notation of the facts, "?" where it is not known."""
        if value.is_open or not value.atoms:
            return "?"
        found: set[str] = set()
        for atom in value:
            found.add(self.type_of_atom(atom, module))
        return "?" if "?" in found else "|".join(sorted(found))

    def type_of_atom(self, atom: object, module: str) -> str:
        if isinstance(atom, Str):
            return {Kind.BYTES: "bytes", Kind.TEXT: "str"}.get(atom.kind, "?")
        if isinstance(atom, (Other, Item)):
            return "-"
        if isinstance(atom, Instance):
            return atom.name
        if isinstance(atom, Object):
            return f".{module}.{atom.node.name}"
        if isinstance(atom, Many) and atom.name == "dict":
            keys = "?" if atom.keys is None else self.type_of(atom.keys, module)
            return f"dict[{keys}, {self.type_of(atom.items, module)}]"
        if isinstance(atom, Many):
            return f"list[{self.type_of(atom.items, module)}]"
        if isinstance(atom, Row):
            return f"tuple[{', '.join(self.type_of(item, module) for item in atom.items)}]"
        return "?"


_THEIRS = re.compile(r"\.\w[\w.]*")


def _told_of(found: Summary, known: Mapping[str, Entry]) -> Summary:
    """What is known of others that entries tell of, and of those that this tells of."""
    below: dict[str, list[str]] = defaultdict(list)
    for key in known:
        name = key
        while name:
            below[name].append(key)
            name = name.rpartition(".")[0]
    result: Summary = {}
    waiting = [*found.values()]
    while waiting:
        entry = waiting.pop()
        for name in _THEIRS.findall(entry if isinstance(entry, str) else " ".join(entry)):
            for key in below.pop(name, ()):
                if key not in result:
                    result[key] = known[key]
                    waiting.append(known[key])
    return result
