import re
from typing import Any

import libcst as cst

from porting.engine.document import Document, Statement
from porting.engine.rewrite import node_of
from porting.fixer import Fixer, Options
from porting.fixers.questions.fresh_names import FreshNames, statement_depth
from porting.py2 import nodes
from porting.py2.spaces import SPACE

# A comma, or anything but one space before the ``as`` and a plain name behind it.
_TARGET = re.compile(
    r"\A(?!\s*except\s*\([\w\s.,]*\)(?: as\s+\w+)?\s*:)[\s\S]*?"
    r"(?:,|\bas\b(?!\s+\w+\s*:)|\bas\b(?<!\S as))"
)


class ExceptClause(Fixer):
    r"""Write ``except E as e`` for ``except E, e``.

    To Python 3 the comma means a tuple of exception types, which it wants in parentheses.
    Behind ``as`` only a plain name may stand: where Python 2 unpacked the exception or stored
    it elsewhere, that becomes a statement of its own. 2to3 calls this fixer ``except``.

    Before::

        try:
            page = fetch(url)
        except IOError, (number, text):
            page = ""
        except (ValueError, KeyError), e:
            print e

    After::

        try:
            page = fetch(url)
        except IOError as xxx_todo_changeme:
            (number, text) = xxx_todo_changeme.args
            page = ""
        except (ValueError, KeyError) as e:
            print e

    Left alone, because two types in parentheses have no name behind them::

        try:
            page = fetch(url)
        except (IOError, ValueError):
            page = ""

    Limits: Python 3 deletes the name at the end of the clause; code that reads it later fails.
    The name ``xxx_todo_changeme`` waits for a better one. A comment between the ``except`` line
    and its body appears twice where a statement is added, as it does with 2to3. Where the body
    follows in the same line, 2to3 writes what does not compile; here it does.
    Source: https://peps.python.org/pep-3110/
    """

    name = "except"
    triggers = frozenset(["except"])
    form = _TARGET
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.names: dict[Statement, str] | None = None

    def leave_ExceptHandler(
        self, original_node: cst.ExceptHandler, updated_node: cst.ExceptHandler
    ) -> cst.ExceptHandler:
        target = _target(original_node)
        if target is None:
            return updated_node
        if _is_plain_name(target):
            return updated_node.with_changes(name=_as(target, original_node.name))
        name = self._name_here()
        value: cst.BaseExpression = cst.Name(name)
        if isinstance(target, (cst.Tuple, cst.List)):
            value = cst.Attribute(value, cst.Name("args"))
        return updated_node.with_changes(
            name=_as(cst.Name(name)), body=self._assign_first(updated_node.body, target, value)
        )

    def _name_here(self) -> str:
        """The name that 2to3 gives to the exception of the clause being walked."""
        if self.names is None:
            places = []
            for index, statement in enumerate(self.document.statements):
                if statement.first_word == "except" and _needs_name(self.document, index):
                    places.append((-statement_depth(self.document, index), index, statement))
            fresh = FreshNames(self.document)
            self.names = {statement: fresh.make() for *_, statement in sorted(places)}
        return self.names[self.statement]

    def _assign_first(self, body: Any, target: Any, value: cst.BaseExpression) -> Any:
        """Let the body begin with an assignment."""
        if isinstance(body, cst.SimpleStatementSuite):
            assign = cst.Assign([cst.AssignTarget(target)], value)
            return body.with_changes(body=[assign, *body.body])
        # The body of the node is a stand-in: the statements are in the document.
        module: nodes.Module = self.parents[0]
        assignment = f"{module.code_for_node(target)} = {module.code_for_node(value)}"
        end_of_line = module.code_for_node(body.header)
        first = self.document.statements[self.index + 1]
        gap = first.gap
        text = first.indent + assignment + end_of_line
        self.document.insert(self.index + 1, text, first.depth)
        first.gap = gap
        return body


def _target(clause: cst.ExceptHandler) -> Any:
    """What the exception is stored in, if anything."""
    return clause.name and clause.name.name


def _is_plain_name(target: cst.BaseExpression) -> bool:
    return isinstance(target, cst.Name) and not target.lpar


def _needs_name(document: Document, index: int) -> bool:
    block = node_of(document, index)
    target = _target(block.handlers[0]) if isinstance(block, cst.Try) else None
    return target is not None and not _is_plain_name(target)


def _as(name: cst.Name, was: cst.AsName | None = None) -> cst.AsName:
    """The ``as`` and the name, with one space before and what was there in between."""
    between = was.whitespace_after_as if was else SPACE
    return cst.AsName(name, SPACE, SPACE if between.empty else between)
