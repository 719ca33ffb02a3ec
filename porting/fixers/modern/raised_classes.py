from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import Syntax


class RaisedClasses(AnalysedFixer):
    r"""Make exceptions of the classes without a base that are raised or caught.

    Python 2 raised instances of any class that had no base. Python 3 raises what descends from
    ``BaseException``, and everything else is a ``TypeError``.

    Before::

        class SoldOut:
            def __init__(self, title):
                self.title = title

        class NoMore(SoldOut):
            pass

        def sell(title):
            raise NoMore(title)

    After::

        class SoldOut(Exception):
            def __init__(self, title):
                self.title = title

        class NoMore(SoldOut):
            pass

        def sell(title):
            raise NoMore(title)

    Left alone, because nothing raises it::

        class Book:
            pass

        raise ValueError(Book())

    Limits: what other files raise is known by its name and their imports, and only if they are
    ported in the same run. ``except Exception`` now catches these, too.
    Source: https://peps.python.org/pep-0352/
    """

    name = "raised_classes"
    pattern = re.compile(r"\bclass\s+\w+\s*(?:\(\s*\)\s*)?:")
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        self.roots: set[int] = set()
        super().__init__(document, options)

    def places(self) -> Iterable[int]:
        return self.roots

    def analyse(self, syntax: Syntax) -> None:
        classes: dict[str, list[ast.ClassDef]] = {}
        names: set[str] = set()
        for node in syntax.nodes:
            if isinstance(node, ast.ClassDef):
                classes.setdefault(node.name, []).append(node)
            else:
                names.update(_thrown(node))
        filename = self.document.context.filename
        elsewhere = {name for name in classes if self.project.is_thrown(filename, name)}
        for name in names | elsewhere:
            line = list(_with_bases(name, classes, set()))
            # What has several bases is more than an exception, or only bears the name of one.
            if any(len(node.bases) > 1 for node in line):
                continue
            for node in line:
                if not node.bases and not node.keywords:
                    self.roots.add(syntax.start_of(node))

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        if original_node.bases or self.offset_of(original_node) not in self.roots:
            return updated_node
        return updated_node.with_changes(
            lpar=cst.LeftParen(), bases=[cst.Arg(cst.Name("Exception"))], rpar=cst.RightParen()
        )


def _thrown(node: ast.AST) -> Iterator[str]:
    """The names of the classes that a statement raises, or that a clause catches."""
    if isinstance(node, ast.Raise):
        yield from _names_in(node.exc)
    elif isinstance(node, ast.ExceptHandler):
        for kind in node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]:
            yield from _names_in(kind)


def _names_in(node: Any) -> Iterator[str]:
    while isinstance(node, (ast.Call, ast.Attribute)):
        is_traceback = isinstance(node, ast.Attribute) and node.attr == "with_traceback"
        if isinstance(node, ast.Attribute) and not is_traceback:
            return
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def _with_bases(
    name: str, classes: dict[str, list[ast.ClassDef]], seen: set[str]
) -> Iterator[ast.ClassDef]:
    """The class of a name, where the file has one of that name, and those that it comes from."""
    found = classes.get(name, [])
    if len(found) != 1 or name in seen:
        return
    seen.add(name)
    yield found[0]
    for base in found[0].bases:
        if isinstance(base, ast.Name):
            yield from _with_bases(base.id, classes, seen)
