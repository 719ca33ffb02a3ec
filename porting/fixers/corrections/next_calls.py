from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Options, name_of
from porting.fixers.questions.chains import chain_of
from porting.fixers.questions.names import binding_of, is_local
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language


class NextCalls(Fixer):
    r"""Turn ``it.next()[0]`` into ``next(it)[0]``.

    2to3 looks at a call of ``next`` only where nothing is behind it, and leaves this one: in
    Python 3 the iterator has no such method.

    Before::

        name = iter(books).next()[0]
        first = lines.next().strip()

    After::

        name = next(iter(books))[0]
        first = next(lines).strip()

    Left alone, because ``next`` is the file's own::

        def next(track):
            return track + 1

        title = player.next().title

    Left alone, because 2to3 sees to it::

        name = iter(books).next()

    Limits: any object's ``next`` is taken for an iterator's where nothing shows that it is the
    project's own.
    Source: https://peps.python.org/pep-3114/
    """

    name = "next_calls"
    triggers = frozenset(["next"])
    safety = "review"
    knows_by = "receiver"
    form = re.compile(r"\.\s*next\s*\(\s*\)")
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.is_shadowed = binding_of(document, None, "next") is not None or any(
            statement.holds("next") and statement.first_word == "global"
            for statement in document.statements
        )

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        method = updated_node.func
        if self.is_shadowed or original_node.args or not isinstance(method, cst.Attribute):
            return updated_node
        if method.attr.value != "next" or method.lpar or name_of(method.value) == "super":
            return updated_node
        if chain_of(original_node, self.parents).is_only(original_node):
            return updated_node
        if is_local(self.document, self.index, "next"):
            return updated_node
        if is_own_attribute(self, method.value, "next"):
            return updated_node
        lpar, rpar = updated_node.lpar, updated_node.rpar
        return cst.Call(cst.Name("next"), [cst.Arg(method.value)], lpar=lpar, rpar=rpar)
