from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.fixer import Fixer, Options, dotted, name_of
from porting.fixers.bases.moved_names import assignment
from porting.fixers.questions.futures import future_features
from porting.fixers.questions.names import add_import
from porting.project.language import Language
from porting.py2.spaces import SPACE

_DEFAULT = cst.MaybeSentinel.DEFAULT


class PackageImports(Fixer):
    r"""Write imports of modules of the same package as relative imports, by what the package has.

    Python 2 looked for a module in the package of the file first; Python 3 never does. What 2to3
    makes of an import that has a part of either kind, or that names a module of a module, is left
    as it was or no Python.

    Before::

        import os, prices
        import catalogue as books
        from catalogue import Shelf

    After::

        import os
        from . import prices
        from . import catalogue as books
        from .catalogue import Shelf

    Left alone, because it is the library's, or names the package itself::

        import os.path
        from . import catalogue

    Limits: a program or a test in a package, which may be run on its own, asks ``__package__``
    which of the two imports it needs; what it imports that way cannot be relative itself. Where
    the package gives the name of a module to something else, `importlib` finds the module, as
    Python 2 did.
    Source: https://peps.python.org/pep-0328/
    """

    name = "package_imports"
    triggers = frozenset(["import"])
    in_strings = False
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.found_by_name: int | None = None

    @cached_property
    def beside(self) -> frozenset[str]:
        """The modules that Python 2 would find in the package; none where the file says so."""
        if "absolute_import" in future_features(self.document.text):
            return frozenset()
        names = self.project.names_beside(self.document.context.filename)
        if self.document.context.language is not Language.PYTHON2:
            # What is ported already may mean the library, or a package of the same name.
            return frozenset() if self.names_its_package else names - sys.stdlib_module_names
        return names

    @cached_property
    def names_its_package(self) -> bool:
        """Whether the file imports from its package in the way of Python 3."""
        module = self.project.module_of(self.document.context.filename)
        own = module.package.partition(".")[0] if module else ""
        return re.search(rf"^[ \t]*from[ \t]+(\.|{own}\b)", self.document.text, re.M) is not None

    @cached_property
    def is_script(self) -> bool:
        """Whether the file may also be run on its own."""
        module = self.project.module_of(self.document.context.filename)
        return module is not None and module.is_script

    def is_needed(self) -> bool:
        return super().is_needed() and bool(self.beside)

    def is_wanted(self, statement: Statement) -> bool:
        return super().is_wanted(statement) and not self.beside.isdisjoint(statement.words)

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> bool:
        del node
        return not self.is_settled()

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> Any:
        parts: list[Any] = []
        is_changed = False
        for alias in updated_node.names:
            alias = alias.with_changes(comma=_DEFAULT)
            name = name_of(alias.name)
            if name.partition(".")[0] in self.beside:
                is_changed = True
                for part in self.relative(alias):
                    _add(parts, part)
            else:
                _add(parts, cst.Import([alias]))
        if not is_changed:
            return updated_node
        parts[0] = parts[0].with_changes(semicolon=_DEFAULT)
        if not isinstance(parts[0], cst.Assign):
            space = updated_node.whitespace_after_import
            parts[0] = parts[0].with_changes(whitespace_after_import=space)
        parts[-1] = parts[-1].with_changes(semicolon=updated_node.semicolon)
        return parts[0] if len(parts) == 1 else cst.FlattenSentinel(parts)

    def relative(self, alias: cst.ImportAlias) -> list[cst.ImportFrom | cst.Assign]:
        """The imports that give a module of the package the name that it had."""
        module, _, last = name_of(alias.name).rpartition(".")
        if not module:
            return [self.of_package(alias)]
        if alias.asname:
            return [_import_from(module, alias.with_changes(name=cst.Name(last)))]
        first = module.partition(".")[0]
        # The first is the name that is bound; the second loads the module into it.
        local = f"_{last}"
        while local in self.document.words:
            local = f"_{local}"
        loaded = cst.ImportAlias(cst.Name(last), cst.AsName(cst.Name(local), SPACE, SPACE))
        bound = cst.ImportAlias(cst.Name(first))
        return [self.of_package(bound), _import_from(module, loaded)]

    def of_package(self, alias: cst.ImportAlias) -> cst.ImportFrom | cst.Assign:
        """What gives a module of the package its name, whatever the package has under that."""
        name = name_of(alias.name)
        if not self.project.is_hidden(self.document.context.filename, name):
            return _import_from(None, alias)
        if self.found_by_name is None:
            self.found_by_name = self.index
        local = name_of(alias.asname.name) if alias.asname else name
        return assignment(local, f'importlib.import_module(".{name}", __package__)')

    def finish(self) -> None:
        if self.found_by_name is not None:
            add_import(self.document, None, "importlib", before=self.found_by_name)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if original_node.relative:
            return updated_node
        if name_of(original_node.module).partition(".")[0] not in self.beside:
            return updated_node
        return updated_node.with_changes(relative=[cst.Dot()])

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        if updated_node is original_node:
            return updated_node
        if len(original_node.body) > 1:
            return updated_node
        *firsts, last = (updated_node.with_changes(body=[part]) for part in updated_node.body)
        lines = [line.with_changes(trailing_whitespace=cst.TrailingWhitespace()) for line in firsts]
        if not self.is_script:
            return cst.FlattenSentinel([*lines, last])
        return self.either([*lines, last], original_node)

    def either(self, lines: list[Any], otherwise: cst.SimpleStatementLine) -> cst.If:
        """The lines for a module of the package, and the line for a program."""
        indent = "\t" if "\t" in self.statement.indent else "    "
        return cst.If(
            cst.Name("__package__"),
            cst.IndentedBlock(lines, indent=indent),
            cst.Else(cst.IndentedBlock([otherwise], indent=indent)),
        )

    def is_settled(self) -> bool:
        """Whether the line is the other branch of an import that is relative already."""
        statements, outer = self.document.statements, self.document.header_of(self.index)
        if outer is None or outer + 1 != self.index:
            return False
        if statements[outer].first_word == "else":
            depth = statements[outer].depth
            before = next(n for n in range(outer - 1, -1, -1) if statements[n].depth == depth)
            return "__package__" in statements[before].words
        if statements[outer].first_word != "except":
            return False
        relative = statements[outer - 1].text.strip()
        absolute = relative.removeprefix("from . ").replace("from .", "from ")
        return relative != absolute == self.statement.text.strip()


def _add(parts: list[Any], part: cst.Import | cst.ImportFrom | cst.Assign) -> None:
    """Put an import behind others, into the last one where that is of the same kind."""
    if any(part.deep_equals(each) for each in parts):
        return
    last = parts[-1] if parts else None
    if (
        isinstance(part, (cst.Import, cst.ImportFrom))
        and type(last) is type(part)
        and _module_of(last) == _module_of(part)
    ):
        assert not isinstance(last.names, cst.ImportStar)
        assert not isinstance(part.names, cst.ImportStar)
        comma = cst.Comma(whitespace_after=SPACE)
        names = [*last.names[:-1], last.names[-1].with_changes(comma=comma), *part.names]
        parts[-1] = last.with_changes(names=names)
    else:
        parts.append(part)


def _module_of(node: cst.Import | cst.ImportFrom) -> str:
    return name_of(node.module) if isinstance(node, cst.ImportFrom) else ""


def _import_from(module: str | None, alias: cst.ImportAlias) -> cst.ImportFrom:
    return cst.ImportFrom(
        module=dotted(module) if module else None,
        names=[alias],
        relative=[cst.Dot()],
        whitespace_after_from=SPACE,
        whitespace_before_import=SPACE,
    )
