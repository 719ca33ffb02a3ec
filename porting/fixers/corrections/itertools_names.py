from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.fixers.from_2to3.itertools import BUILTINS, RENAMED
from porting.project.language import Language
from porting.py2.spaces import SPACE

_GUARDS = ("try", "except", "else", "finally", "if", "elif")
_DEFAULT = cst.MaybeSentinel.DEFAULT


class ItertoolsNames(Fixer):
    r"""Keep the names that an import from ``itertools`` bound where they are needed.

    2to3 takes ``imap``, ``ifilter`` and ``izip`` out of the import: a block that held nothing else
    is left empty, which is a syntax error, and under ``try`` or with ``as`` nobody binds the name.
    In parentheses it does not see them. Here they become names for the builtins.

    Before::

        try:
            from itertools import izip
        except ImportError:
            izip = zip

        from itertools import (chain,
                               ifilterfalse, imap as lazy_map)

    After::

        try:
            izip = zip
        except ImportError:
            izip = zip

        from itertools import chain, filterfalse
        lazy_map = map

    Left alone, because 2to3 sees to it::

        from itertools import chain, imap

    Limits: none known.
    Source: https://docs.python.org/3/library/itertools.html
    """

    name = "itertools_names"
    triggers = frozenset([*BUILTINS, *RENAMED])
    in_strings = False
    written_in = Language.UNDECIDED

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:
        lines: list[Any] = []
        if len(updated_node.body) == 1:
            lines = self._parts(updated_node.body[0])
        if not lines:
            return updated_node
        whole = [cst.SimpleStatementLine([part]) for part in lines]
        whole[-1] = whole[-1].with_changes(trailing_whitespace=updated_node.trailing_whitespace)
        return cst.FlattenSentinel(whole)

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.SimpleStatementSuite:
        body = [part for each in updated_node.body for part in self._parts(each) or [each]]
        if len(body) == len(updated_node.body) and body[0] is updated_node.body[0]:
            return updated_node
        body = [part.with_changes(semicolon=_DEFAULT) for part in body]
        return updated_node.with_changes(body=body)

    def _parts(self, statement: Any) -> list[Any]:
        """What stands for an import; nothing where it is left to 2to3."""
        if not isinstance(statement, cst.ImportFrom) or statement.relative:
            return []
        if name_of(statement.module) != "itertools":
            return []
        if isinstance(statement.names, cst.ImportStar):
            return []
        gone = [alias for alias in statement.names if name_of(alias.name) in BUILTINS]
        is_bound = self._is_guarded() or any(alias.asname for alias in gone)
        is_alone = self.statement.depth > 0 and len(gone) == len(statement.names)
        is_changed = any(name_of(alias.name) in self.triggers for alias in statement.names)
        if not is_changed or not (statement.lpar or is_bound or is_alone):
            return []
        kept = [_today(alias) for alias in statement.names if alias not in gone]
        parts: list[Any] = []
        if kept:
            parts.append(cst.ImportFrom(cst.Name("itertools"), kept))
        for alias in gone:
            old = name_of(alias.name)
            new = name_of(alias.asname.name) if alias.asname else old
            builtin = old[1:]
            if new != builtin and (alias.asname or self._is_guarded()):
                parts.append(cst.Assign([cst.AssignTarget(cst.Name(new))], cst.Name(builtin)))
        return parts or [cst.Pass()]

    def _is_guarded(self) -> bool:
        """Whether another branch may bind the names otherwise."""
        inner = any(isinstance(parent, (cst.If, cst.Try)) for parent in self.parents[1:])
        if self.statement.first_word in _GUARDS:
            return inner
        index = self.document.header_of(self.index)
        return index is not None and self.document.statements[index].first_word in _GUARDS


def _today(alias: cst.ImportAlias) -> cst.ImportAlias:
    new = RENAMED.get(name_of(alias.name))
    asname = alias.asname
    if asname is not None:
        asname = cst.AsName(asname.name, SPACE, SPACE)
    name = alias.name if new is None else cst.Name(new)
    return cst.ImportAlias(name, asname)
