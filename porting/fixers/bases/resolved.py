"""The base of the fixers that ask where a name comes from before they touch it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.engine.rewrite import node_of
from porting.fixer import Fixer, Options, dotted, name_of
from porting.fixers.questions.names import place_of_import
from porting.fixers.questions.origins import Origins, Reference, origins_of
from porting.fixers.questions.packages import provider_of
from porting.fixers.questions.removals import is_gone
from porting.source import is_script_beside


class ResolvedFixer(Fixer):
    """Knows what the names of the file stand for, and how to write what is somewhere else.

    Targets are written as entry points are: ``module:name``, or ``module`` for the module itself.
    """

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.origins = Origins(is_readable=False)
        self.offsets: dict[Statement, int] = {}
        self.needed: dict[tuple[str, str, str], None] = {}
        if any(self.is_wanted(statement) for statement in document.statements):
            self.origins = origins_of(document.text)
        position = 0
        for statement in document.statements if self.origins.is_readable else ():
            position += len(statement.gap)
            self.offsets[statement] = position
            position += len(statement.text)

    def refers_to(self, statement: Statement, paths: Collection[str]) -> bool:
        """Whether a name in a statement may stand for one of these dotted names, or begin it."""
        start = self.offsets.get(statement)
        if start is None:
            return True
        end = start + len(statement.text)
        starts = self.origins.starts
        for place in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
            path = self.origins.references[place].path
            while path:
                if path in paths:
                    return True
                path = path.rpartition(".")[0]
        return False

    def reference_of(self, node: Any) -> Reference | None:
        """What is known of the name that an expression begins with."""
        while isinstance(node, cst.Attribute):
            node = node.value
        if not isinstance(node, cst.Name) or self.statement not in self.offsets:
            return None
        if node.value not in self.origins.names:
            return None  # And no need to find out where it stands.
        start = self.span_of(node)[0] + self.offsets[self.statement]
        return self.origins.references.get(start)

    def is_own(self, module: str) -> bool:
        """Whether the module lies beside the file, or comes with what the project has itself; then
        it is not the library's."""
        first, filename = module.partition(".")[0], self.document.context.filename
        provider = provider_of(first)
        is_provided = bool(provider) and self.project.find(filename, provider) is not None
        return is_provided or is_script_beside(filename, first)

    def is_gone(self, path: str) -> bool:
        """Whether the Python 3 that the port is for has no such name of the library."""
        return not self.is_own(path) and is_gone(path, self.options.target_version)

    def path_of(self, node: Any) -> str:
        """The dotted name of what an expression stands for ("time.clock"), "" if unknown."""
        name = name_of(node)
        found = self.reference_of(node) if name else None
        if found is None or not found.origin:
            return ""
        return found.origin + name[len(found.name) :]

    def may_fail(self) -> bool:
        """Whether the statement is in the body of a ``try``, or in one of its clauses."""
        index: int | None = self.index
        while index is not None:
            if self.document.statements[index].first_word in ("try", "except"):
                return True
            index = self.document.header_of(index)
        return False

    def spell(self, target: str) -> cst.BaseExpression:
        """The expression for a target; what it takes to write it is imported in the end."""
        module, _, name = target.partition(":")
        root = module.partition(".")[0]
        if module == "builtins" and name and self.origins.is_free(name, f"builtins.{name}"):
            return cst.parse_expression(name)
        if self.origins.is_free(root, root):
            self.needed[module, "", ""] = None
            return dotted(f"{module}.{name}" if name else module)
        first, _, rest = name.partition(".")
        outer, _, last = module.rpartition(".")
        if not first:
            module, first = outer, last
        local = first
        if not self.origins.is_free(local, f"{module}.{first}"):
            local = f"{last}_{first}" if first != last else f"_{first}"
        while not self.origins.is_free(local, f"{module}.{first}"):
            local = f"_{local}"
        self.needed[module, first, local] = None
        return dotted(f"{local}.{rest}" if rest else local)

    def finish(self) -> None:
        for module, name, local in self.needed:
            if not name:
                line = f"import {module}"
            elif not module:
                line = f"import {name} as {local}"
            else:
                line = f"from {module} import {name}" + (f" as {local}" if local != name else "")
            if not self._is_imported(module, name, local):
                index = place_of_import(self.document)
                newline = self.document.newline
                self.document.insert(index, line + newline, above_comments=index > 0)

    def _is_imported(self, module: str, name: str, local: str) -> bool:
        """Whether a line at module level imports this already."""
        for index, statement in enumerate(self.document.statements):
            if statement.depth or statement.first_word not in ("import", "from"):
                continue
            line = node_of(self.document, index)
            for part in getattr(line, "body", ()):
                if isinstance(part, cst.Import) and not name:
                    if any(_provides(alias, module) for alias in part.names):
                        return True
                elif isinstance(part, cst.ImportFrom) and name_of(part.module) == module:
                    if isinstance(part.names, cst.ImportStar) or part.relative:
                        continue
                    if any(_is_alias(alias, name, local) for alias in part.names):
                        return True
        return False


def _provides(alias: cst.ImportAlias, module: str) -> bool:
    """Whether ``import alias`` makes a module known under its own name."""
    return not alias.asname and f"{name_of(alias.name)}.".startswith(f"{module}.")


def _is_alias(alias: cst.ImportAlias, name: str, local: str) -> bool:
    new = name_of(alias.asname.name) if alias.asname else name_of(alias.name)
    return name_of(alias.name) == name and new == local
