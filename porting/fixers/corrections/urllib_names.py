from typing import Any

import libcst as cst

from porting.fixer import Fixer, dotted, name_of
from porting.fixers.from_2to3.urllib import MODULES
from porting.project.language import Language


class UrllibNames(Fixer):
    r"""Find the new module of names that are imported from ``urllib`` in parentheses.

    2to3 does not look into the parentheses: the line stays, and Python 3 has no such name there.
    Without parentheses it drops the names that it does not know; here they stay where they were.
    Where the import shares its line with a header or another statement, it writes the rest into a
    line of its own, outside of the block.

    Before::

        from urllib import (quote,
                            urlopen)
        from urllib import unquote, localhost
        if online: from urllib import quote, urlopen

    After::

        from urllib.parse import quote
        from urllib.request import urlopen
        from urllib.parse import unquote
        from urllib import localhost
        if online: from urllib.parse import quote; from urllib.request import urlopen

    Left alone, because 2to3 sees to a list without parentheses::

        from urllib import quote, urlopen

    Limits: where one of the names did not move, a person must look.
    Source: https://docs.python.org/3/library/urllib.html
    """

    name = "urllib_names"
    triggers = frozenset(MODULES)
    in_strings = False
    written_in = Language.UNDECIDED

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | cst.FlattenSentinel[cst.ImportFrom]:
        """Divide what shares its line, by semicolons: 2to3's new lines would leave the block."""
        homes = _names_by_home(original_node)
        if _is_alone(self.parent) or not homes or (len(homes) == 1 and not original_node.lpar):
            return updated_node
        parts = [cst.ImportFrom(dotted(home), names) for home, names in homes.items()]
        parts[-1] = parts[-1].with_changes(semicolon=updated_node.semicolon)
        return cst.FlattenSentinel(parts)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        statement = original_node.body[0]
        if not _is_alone(original_node) or not isinstance(statement, cst.ImportFrom):
            return updated_node
        homes = _names_by_home(statement)
        if not homes or not (statement.lpar or name_of(statement.module) in homes):
            return updated_node
        lines = [
            cst.SimpleStatementLine([cst.ImportFrom(dotted(home), names)])
            for home, names in homes.items()
        ]
        lines[-1] = lines[-1].with_changes(trailing_whitespace=updated_node.trailing_whitespace)
        return cst.FlattenSentinel(lines)


def _is_alone(line: Any) -> bool:
    """Whether a line is one statement, with nothing before or behind it."""
    return isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1


def _names_by_home(statement: cst.ImportFrom) -> dict[str, list[cst.ImportAlias]]:
    """The imported names by the modules that have them now; empty where none has moved."""
    module = name_of(statement.module)
    if statement.relative or module not in MODULES or isinstance(statement.names, cst.ImportStar):
        return {}
    homes: dict[str, list[cst.ImportAlias]] = {}
    for alias in statement.names:
        home = next(
            (new for new, names in MODULES.get(module, ()) if name_of(alias.name) in names), module
        )
        homes.setdefault(home, []).append(cst.ImportAlias(alias.name, alias.asname))
    return {} if homes.keys() == {module} else homes
