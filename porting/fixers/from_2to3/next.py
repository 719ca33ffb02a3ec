from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Node, Note, Options, name_of
from porting.fixers.questions.chains import chain_of, links_before
from porting.fixers.questions.names import binding_of, is_local
from porting.fixers.questions.own_names import is_for_both, is_own_attribute
from porting.project.language import Language

SHADOWED = "Calls to builtin next() possibly shadowed by global binding"

_NOT_PLAIN = (cst.ImportAlias, cst.ImportFrom)


class Next(Fixer):
    r"""Turn ``it.next()`` into ``next(it)``, and the method ``next`` into ``__next__``.

    What an iterator does for ``for`` is a special method like others in Python 3, with
    underscores, and is called through a builtin function, as ``len`` is.

    Before::

        class Countdown:
            def __init__(self, start):
                self.left = start

            def next(self):
                self.left -= 1
                return self.left

        first = Countdown(3).next()

    After::

        class Countdown:
            def __init__(self, start):
                self.left = start

            def __next__(self):
                self.left -= 1
                return self.left

        first = next(Countdown(3))

    Left alone, because an iterator's method takes no argument::

        class Player:
            def next(self, track):
                self.track = track

        Player().next("intro")

    Warned about, because ``next`` is the file's own, and the method has to be called::

        def next(track):
            return track + 1

    Limits: any object's ``next`` is taken for an iterator's where nothing shows that it is the
    project's own. A call with something
    behind it, ``it.next().strip()``, is left, as 2to3 leaves it.
    Source: https://peps.python.org/pep-3114/
    """

    name = "next"
    written_in = Language.UNDECIDED
    triggers = frozenset(["next"])
    in_strings = False
    safety = "review"
    knows_by = "receiver"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.binding = binding_of(document, None, "next")
        self.globals = [
            (2 * statement.depth, index)
            for index, statement in enumerate(document.statements)
            if statement.holds("next") and statement.first_word == "global"
        ]

    def visit_Module(self, node: cst.Module) -> None:
        if self.index == self.binding:
            self.notes.append(Note(len(self.statement.indent), SHADOWED, "wrong result, no error"))

    def visit_Global(self, node: cst.Global) -> None:
        if any(item.name.value == "next" for item in node.names):
            self.note(node, SHADOWED, "wrong result, no error")

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        method, called = original_node.func, updated_node.func
        if not isinstance(method, cst.Attribute) or not isinstance(called, cst.Attribute):
            return updated_node
        if method.attr.value != "next" or method.lpar or original_node.args:
            return updated_node
        if not self._ends_expression(original_node):
            return updated_node
        if is_own_attribute(self, method.value, "next"):
            return updated_node
        if self._is_shadowed():
            return updated_node.with_changes(func=_special(called))
        return cst.Call(
            cst.Name("next"),
            [cst.Arg(called.value)],
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        if original_node.attr.value != "next" or not self._ends_expression(original_node):
            return updated_node
        if self._is_in_target(original_node):
            if name_of(original_node.value) == "__builtin__":
                self.note(original_node, SHADOWED, "wrong result, no error")
            return updated_node
        # What has a `next` of its own, as the parts of a linked list do, is no iterator.
        is_own = is_own_attribute(self, original_node.value, "next", "near")
        return updated_node if is_own else _special(updated_node)

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if original_node.name.value != "next" or not _takes_one_name(original_node.params):
            return updated_node
        if self.enclosing() != "class" or self._is_decorated(original_node):
            return updated_node
        if is_for_both(self.document, self.index, "__next__"):
            return updated_node
        return updated_node.with_changes(name=cst.Name("__next__"))

    def _is_decorated(self, node: cst.FunctionDef) -> bool:
        before = self.document.statements[self.index - 1]
        return node.asynchronous is not None or before.first_word == "@"

    def _is_shadowed(self) -> bool:
        """Whether the builtin may be hidden here.

        2to3 goes from the deepest nested to the least, so it knows of a ``global next`` at all
        that is nested less deep, and at what follows in the same block.
        """
        if not self.document.context.is_faithful and is_local(self.document, self.index, "next"):
            return True
        depth = 2 * self.statement.depth + (not isinstance(self.parent, cst.Expr))
        return self.binding is not None or any(
            other > depth or (other == depth and index < self.index)
            for other, index in self.globals
        )

    def _ends_expression(self, node: Node) -> bool:
        chain = chain_of(node, self.parents)
        return chain.is_only(node) and chain.is_plain and not isinstance(chain.parent, _NOT_PLAIN)

    def _is_in_target(self, node: Node) -> bool:
        """Whether a node belongs to the first target of an assignment.

        2to3 goes by the spelling: what reads the attribute that is assigned counts as well. Of
        an assignment with an operator or an annotation it takes all for the target.
        """
        for parent in reversed(self.parents):
            if isinstance(parent, cst.Assign):
                return _has_chain(parent.targets[0].target, _spelling(node))
            if isinstance(parent, (cst.AugAssign, cst.AnnAssign)):
                return True
        return False


def _spelling(node: Node) -> str:
    code = cst.Module([]).code_for_node(node.with_changes(lpar=(), rpar=()))
    return "".join(code.split())


def _has_chain(node: Node, spelling: str) -> bool:
    """Whether a chain, whole and spelt like this, is part of an expression."""
    if isinstance(node, cst.Attribute) and _spelling(node) == spelling:
        return True
    links = list(links_before(node))
    parts = [child for link in (node, *links) for child in link.children if child not in links]
    return any(_has_chain(part, spelling) for part in parts)


def _special(attribute: cst.Attribute) -> cst.Attribute:
    return attribute.with_changes(attr=cst.Name("__next__"))


def _takes_one_name(params: cst.Parameters) -> bool:
    if len(params.params) != 1 or params.posonly_params or params.kwonly_params:
        return False
    only = params.params[0]
    has_more = only.default or only.annotation or isinstance(only.comma, cst.Comma)
    has_stars = params.star_kwarg or isinstance(params.star_arg, cst.Param)
    return not has_more and not has_stars and not getattr(only.name, "pattern", None)
