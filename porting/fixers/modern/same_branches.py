from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator

from porting.engine.branches import version_of
from porting.engine.document import Statement
from porting.fixer import Fixer
from porting.project.language import Language

_IMPORT_FAILED = frozenset("except ImportError ModuleNotFoundError Exception as e".split())


class SameBranches(Fixer):
    r"""Write an import once where both its branches became the same.

    Programs that ran on several versions of Python tried one place for a module, and if that
    failed another, or asked for the version first. In Python 3 the places are one.

    Before::

        try:
            import pickle as cPickle
        except ImportError:
            import pickle as cPickle

        if sys.version_info < (3,):
            from urllib.parse import quote, urlencode
        else:
            from urllib.parse import quote
            from urllib.parse import urlencode

    After::

        import pickle as cPickle

        from urllib.parse import quote, urlencode

    Left alone, because the other branch is another module::

        try:
            import json
        except ImportError:
            import simplejson as json

    Limits: what stands in one line with ``try`` or ``except`` is not looked at.
    Source: https://docs.python.org/3/howto/pyporting.html
    """

    name = "same_branches"
    triggers = frozenset(["except", "else"])
    in_strings = False
    written_in = Language.PYTHON2

    def is_wanted(self, statement: Statement) -> bool:
        del statement
        return False

    def finish(self) -> None:
        # Inner ladders first: they may be all that a branch of an outer one has.
        for clause in reversed(self.document.holding(self.triggers, None)):
            if self.document.statements[clause].opens_block:
                self._look_at(clause)

    def _look_at(self, clause: int) -> None:
        """Put the body of the first branch in the place of both, where they do the same."""
        document, statements = self.document, self.document.statements
        first, end = self._clause_before(clause), document.block_end(clause)
        if first is None:
            return  # An `else` of an expression, in the first statement.
        if not self._are_alternatives(first, clause) or self._goes_on(clause, end):
            return
        body, other = statements[first + 1 : clause], statements[clause + 1 : end]
        bindings = _bindings_in(body)
        if not bindings or bindings != _bindings_in(other):
            return
        before = "".join(each.gap + each.text for each in statements[first:end])
        before = before.removeprefix(statements[first].gap)
        lines = "".join(each.gap + each.text for each in body)
        code = textwrap.indent(textwrap.dedent(lines), statements[first].indent)
        document.replace(first, end, code.lstrip("\r\n"))
        self.rewritten.append((statements[first], before))

    def _clause_before(self, clause: int) -> int | None:
        depth = self.document.statements[clause].depth
        before = range(clause - 1, -1, -1)
        statements = self.document.statements
        return next((index for index in before if statements[index].depth <= depth), None)

    def _are_alternatives(self, first: int, clause: int) -> bool:
        """Whether a clause is for an import that failed in the one before it, or for the version
        of Python that the one before it is not for."""
        header, before = self.document.statements[clause], self.document.statements[first]
        if before.first_word == "try":
            return header.words <= _IMPORT_FAILED
        if before.first_word != "if":
            return False
        return version_of(self.document, clause + 1) is not version_of(self.document, clause)

    def _goes_on(self, clause: int, end: int) -> bool:
        """Whether another clause follows, at the index `end`."""
        following = self.document.statements[end : end + 1]
        is_clause = any(each.first_word in ("except", "else", "finally") for each in following)
        return is_clause and following[0].depth == self.document.statements[clause].depth


def _bindings_in(statements: Iterable[Statement]) -> frozenset[str]:
    """What some statements bind, each name with its origin; nothing where they do anything else."""
    found: set[str] = set()
    for statement in statements:
        try:
            (node,) = ast.parse(statement.text.strip()).body
        except (SyntaxError, ValueError):
            return frozenset()
        bindings = set(_bindings(node))
        if not bindings:
            return frozenset()
        found |= bindings
    return frozenset(found)


def _bindings(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield f"{alias.asname or alias.name} = {alias.name}"
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            yield f"{alias.asname or alias.name} = {module}.{alias.name}"
    elif isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Attribute)):
        yield ast.unparse(node)
