"""What ported code needs from the package index, by what it imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from porting.fixers.questions.packages import INDEX, PACKAGES, REPLACED
from porting.source import is_script_beside
from porting.trees import tree_of

if TYPE_CHECKING:
    from porting.project.graph import Project
    from porting.result import Result

_OF_THE_LIBRARY = frozenset(sys.stdlib_module_names) | {*PACKAGES, *REPLACED}
_OF_PYTHON2 = frozenset(["__builtin__"])


_HEAD = "# What the ported code needs from the package index.\n"
_NOTHING = "# The ported code needs nothing from the package index.\n"
_UNKNOWN = """\
# porting does not know these: look whether they have a release for Python 3, and take off the "#".
"""


@dataclass
class Requirements:
    """The packages that the files of a run need, as pip reads them."""

    packages: set[str] = field(default_factory=set)
    unknown: dict[str, Path] = field(default_factory=dict)

    def add(self, path: Path, result: Result, project: Project | None) -> None:
        """Take in what one port needs; `path` is its file."""
        self.packages.update(each.requires for each in result.warnings if each.requires)
        for module, package in imported_packages(result.code, str(path), project):
            if package:
                self.packages.add(package)
            else:
                self.unknown.setdefault(module, path)

    @property
    def text(self) -> str:
        """The lines of a requirements file; modules that no table has are in comments."""
        lines = [f"{name}\n" for name in sorted(self.packages, key=str.lower)]
        unknown = [f"# {name}  # {path}\n" for name, path in sorted(self.unknown.items())]
        head = [_HEAD] if lines else [_NOTHING] if not unknown else []
        return "".join([*head, *lines, *([_UNKNOWN] if unknown else []), *unknown])


def imported_packages(
    code: str, filename: str, project: Project | None
) -> Iterator[tuple[str, str]]:
    """Find the packages that a ported file cannot do without.

    Args:
        code: the text of the port.
        filename: where it stands in the project.
        project: the files of the run, whose modules come from no index.

    Yields:
        A module and what to ask pip for; "" where the table of packages does not have the module.
        What a ``try`` provides for, and modules of the library, are left out.
    """
    tree = tree_of(code)
    for path in _imported(tree.body) if tree else ():
        first = path.partition(".")[0]
        if first in _OF_THE_LIBRARY or first in _OF_PYTHON2:
            continue
        if project is not None and project.find(filename, first) is not None:
            continue
        if is_script_beside(filename, first):
            continue
        yield first, INDEX.get(path) or INDEX.get(first, "")


def _imported(body: list[ast.stmt]) -> Iterator[str]:
    """The dotted names of the modules that statements import, but for those in a ``try``."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif not isinstance(node, ast.Try):
            inner = ast.iter_child_nodes(node)
            yield from _imported([each for each in inner if isinstance(each, ast.stmt)])
