from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, keyword_argument
from porting.project.language import Language

_DEFAULT = re.compile(r"__metaclass__\s*=\s*(?!type\b)[\w.]+\s*(?:#.*)?$")


class DefaultMetaclass(Fixer):
    r"""Name the metaclass that a module gave to its classes without a base.

    Python 2 looked for ``__metaclass__`` in the class, then in the module. Python 3 looks in
    neither; 2to3 sees that of a class alone.

    Before::

        __metaclass__ = Registered

        class Book:
            pass

    After::

        __metaclass__ = Registered

        class Book(metaclass=__metaclass__):
            pass

    Left alone, because a base comes first, and all classes have that metaclass::

        __metaclass__ = type

        class Book:
            pass

    Limits: an assignment within a block is not seen.
    Source: https://peps.python.org/pep-3115/
    """

    name = "default_metaclass"
    pattern = re.compile(r"\bclass\s+\w+\s*(?:\(\s*\)\s*)?:")
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        places = (
            index
            for index, statement in enumerate(document.statements)
            if not statement.depth and _DEFAULT.match(statement.text)
        )
        self.first = next(places, None)

    def is_needed(self) -> bool:
        return self.first is not None

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        is_behind = self.first is not None and self.first < self.index
        if original_node.bases or original_node.keywords or not is_behind or self._has_own():
            return updated_node
        metaclass = keyword_argument("metaclass", cst.Name("__metaclass__"))
        return updated_node.with_changes(
            lpar=cst.LeftParen(), keywords=[metaclass], rpar=cst.RightParen()
        )

    def _has_own(self) -> bool:
        """Whether the class itself names its metaclass."""
        document, depth = self.document, self.statement.depth
        body = document.statements[self.index + 1 : document.block_end(self.index)]
        return any(
            "__metaclass__" in statement.words and statement.depth == depth + 1
            for statement in body
        )
