from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language

# One class in Python 3, by the names that Python 2 knew for several.
_ONE = frozenset(
    "EnvironmentError IOError OSError WindowsError mmap.error os.error select.error "
    "socket.error".split()
)
_NOTE = (
    "{} is OSError in Python 3, which a clause above catches: this one is never reached; tell them "
    "apart by errno, or by what is tried"
)


class MergedErrors(AnalysedFixer):
    r"""Tell of ``except`` clauses for errors that became one class.

    ``IOError``, ``OSError``, ``socket.error`` and ``select.error`` are names of ``OSError`` since
    Python 3.3: of several clauses the first catches them all.

    Warned about, because the first clause catches both::

        try:
            serve()
        except IOError:
            retry()
        except OSError:
            stop()

    Left alone, because what is caught first is another class::

        try:
            serve()
        except ValueError:
            retry()
        except OSError:
            stop()

    Limits: names that were bound to one of the classes are not followed.
    Source: https://peps.python.org/pep-3151/
    """

    name = "merged_errors"
    triggers = frozenset(["except"])
    in_strings = False
    written_in = Language.PYTHON2

    def __init__(self, document: Document, options: Options) -> None:
        self.found: dict[int, str] = {}
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return bool(self.found) if self.starts else super().is_needed()

    def analyse(self, syntax: Syntax) -> None:
        for node in syntax.by_type[ast.Try]:
            is_caught = False
            for clause in node.handlers:
                names = [name for name in _names(clause.type) if name in _ONE]
                if is_caught and names and len(names) == len(_names(clause.type)):
                    self.found[syntax.start_of(clause)] = names[0]
                is_caught = is_caught or bool(names)

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        name = self.found.get(self.offset_of(original_node) or 0)
        if name:
            self.note(original_node, _NOTE.format(name), "wrong result, no error")
        return updated_node


def _names(node: Any) -> list[str]:
    """The dotted names of the classes of a clause; "" for what is no name."""
    if isinstance(node, ast.Tuple):
        return [name for each in node.elts for name in _names(each)]
    return [] if node is None else [ast.unparse(node)]
