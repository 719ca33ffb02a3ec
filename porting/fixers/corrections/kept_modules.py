from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import libcst as cst

from porting.engine.document import Statement
from porting.engine.rewrite import parse_statement
from porting.fixer import Fixer, dotted, name_of
from porting.fixers.from_2to3 import imports, imports2
from porting.fixers.from_2to3.urllib import MODULES as DIVIDED
from porting.project.language import Language
from porting.py2.spaces import SPACE

MODULES = imports.MODULES | imports2.MODULES
_REQUEST = "urllib.request"


class KeptModules(Fixer):
    r"""Let a module keep its old name where the file needs that name.

    2to3 renames a module where it is imported, and where an attribute of it is used below. What
    it does not see is the name by itself: assigned where the import fails, given to a function,
    taken by another file, or borne by a variable as well. And the new name may be one that the
    file uses for something else.

    Before::

        try:
            import cPickle
        except ImportError:
            cPickle = None

        import Queue
        queue = Queue.Queue()

    After::

        try:
            import pickle as cPickle
        except ImportError:
            cPickle = None

        import queue as Queue
        queue = Queue.Queue()

    Left alone, because 2to3 sees all there is to see::

        import cPickle
        print cPickle.dumps(1)

    Limits: a name in a string, as for ``getattr`` on the module, is not seen.
    Source: https://peps.python.org/pep-3108/
    """

    name = "kept_modules"
    triggers = frozenset(MODULES) | {"urllib2"}
    written_in = Language.HALF

    @cached_property
    def kept(self) -> frozenset[str]:
        """The modules whose old names are needed."""
        wanted = self.triggers | _PACKAGES
        imported: dict[str, int] = {}
        packages: set[str] = set()
        for index, statement in enumerate(self.document.statements):
            if "import" in statement.words and not wanted.isdisjoint(statement.words):
                for module in _imported_in(parse_statement(self.document, index)):
                    if "." in module or module in DIVIDED:
                        packages.add(module.partition(".")[0])
                    if module in self.triggers:
                        imported.setdefault(module, index)
        roots: dict[str, set[str]] = {}
        for module in imported:
            root = _root(module)
            if root not in packages:
                roots.setdefault(root, set()).add(module)
        wanted = frozenset(imported) | frozenset(roots)
        kept = {module for module in imported if self._is_taken(module)}
        for index, statement in enumerate(self.document.statements):
            if wanted.isdisjoint(statement.words):
                continue
            tree = parse_statement(self.document, index)
            for name, is_bare in _uses_in(tree):
                if name in imported and (is_bare or index <= imported[name]):
                    kept.add(name)
                kept |= roots.get(name, set())
            if "__all__" in statement.words:
                kept |= statement.words & set(imported)
        return frozenset(kept)

    def _is_taken(self, module: str) -> bool:
        return self.project.is_exported(self.document.context.filename, module)

    def is_wanted(self, statement: Statement) -> bool:
        return "import" in statement.words and super().is_wanted(statement)

    def is_needed(self) -> bool:
        return super().is_needed() and bool(self.kept)

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names: list[cst.ImportAlias] = []
        for alias in updated_node.names:
            old = name_of(alias.name)
            if old not in self.kept or alias.asname:
                names.append(alias)
                continue
            asname = cst.AsName(cst.Name(old), SPACE, SPACE)
            if old in DIVIDED:
                names.append(alias.with_changes(comma=cst.Comma(whitespace_after=SPACE)))
            names.append(alias.with_changes(name=dotted(_new_name(old)), asname=asname))
        if len(names) == len(updated_node.names) and all(map(_is_same, names, updated_node.names)):
            return updated_node
        return updated_node.with_changes(names=names)


def _new_name(module: str) -> str:
    return _REQUEST if module in DIVIDED else MODULES[module]


def _root(module: str) -> str:
    return _new_name(module).partition(".")[0]


_PACKAGES = frozenset(map(_root, MODULES))


def _is_same(one: Any, other: Any) -> bool:
    return one is other


def _imported_in(node: Any) -> Iterator[str]:
    """The modules that a statement imports by their own names."""
    if isinstance(node, cst.Import):
        yield from (name_of(alias.name) for alias in node.names if not alias.asname)
    for child in node.children:
        if not isinstance(child, cst.BaseExpression):
            yield from _imported_in(child)


def _uses_in(node: Any, is_decorated: bool = False) -> Iterator[tuple[str, bool]]:
    """The names in a statement, and whether 2to3 would not see them as a module's."""
    if isinstance(node, cst.Name):
        yield node.value, True
    elif isinstance(node, cst.Attribute):
        if isinstance(node.value, cst.Name):
            yield node.value.value, is_decorated or bool(node.value.lpar)
        else:
            yield from _uses_in(node.value, is_decorated)
    elif isinstance(node, (cst.Import, cst.ImportFrom)):
        names = () if isinstance(node.names, cst.ImportStar) else node.names
        for alias in names:
            if alias.asname:
                yield name_of(alias.asname.name), True
            elif isinstance(node, cst.ImportFrom):
                yield name_of(alias.name), True
    elif isinstance(node, cst.Arg):
        yield from _uses_in(node.value, is_decorated)
    else:
        is_decorated = isinstance(node, cst.Decorator) or is_decorated
        for child in node.children:
            yield from _uses_in(child, is_decorated)
