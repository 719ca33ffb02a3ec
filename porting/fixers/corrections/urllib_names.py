import libcst as cst

from porting.fixer import Fixer, dotted, name_of
from porting.fixers.from_2to3.urllib import MODULES
from porting.language import Language


class UrllibNames(Fixer):
    r"""Find the new module of names that are imported from ``urllib`` in parentheses.

    2to3 does not look into the parentheses: the line stays, and Python 3 has no such name there.
    Without parentheses it drops the names that it does not know; here they stay where they were.

    Before::

        from urllib import (quote,
                            urlopen)
        from urllib import unquote, localhost

    After::

        from urllib.parse import quote
        from urllib.request import urlopen
        from urllib.parse import unquote
        from urllib import localhost

    Left alone, because 2to3 sees to a list without parentheses::

        from urllib import quote, urlopen

    Limits: where one of the names did not move, a person must look.
    Source: https://docs.python.org/3/library/urllib.html
    """

    name = "urllib_names"
    triggers = frozenset(MODULES)
    in_strings = False
    written_in = Language.UNDECIDED

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        statement = original_node.body[0]
        if len(original_node.body) > 1 or not isinstance(statement, cst.ImportFrom):
            return updated_node
        homes = _names_by_home(statement)
        if not homes:
            return updated_node
        lines = [
            cst.SimpleStatementLine([cst.ImportFrom(dotted(home), names)])
            for home, names in homes.items()
        ]
        lines[-1] = lines[-1].with_changes(trailing_whitespace=updated_node.trailing_whitespace)
        return cst.FlattenSentinel(lines)


def _names_by_home(statement: cst.ImportFrom) -> dict[str, list[cst.ImportAlias]]:
    """The imported names by the modules that have them now; empty where one has none."""
    module = name_of(statement.module)
    if statement.relative or module not in MODULES or isinstance(statement.names, cst.ImportStar):
        return {}
    homes: dict[str, list[cst.ImportAlias]] = {}
    for alias in statement.names:
        home = next(
            (new for new, names in MODULES.get(module, ()) if name_of(alias.name) in names), None
        )
        home = home or module
        plain = cst.ImportAlias(alias.name, alias.asname)
        homes.setdefault(home, []).append(plain)
    has_moved = any(home != module for home in homes)
    return homes if has_moved and (statement.lpar or module in homes) else {}
