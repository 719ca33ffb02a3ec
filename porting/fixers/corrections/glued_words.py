import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.chains import ends_chain
from porting.project.language import Language
from porting.py2 import nodes


class GluedWords(Fixer):
    r"""Keep words apart that would become one.

    A backtick or a bracket needs no space beside a word, but what 2to3 puts in its place does:
    it made ``returnrepr(x)``, the call of another function, of a backtick behind ``return``, and
    ``k in dor x`` of ``d.has_key(k)or x``. In parentheses all stays apart.

    Before::

        def show(x):
            return`x`
        ready = jobs.has_key(name)or done

    After::

        def show(x):
            return(`x`)
        ready = (jobs.has_key(name))or done

    Left alone, because a space or a bracket keeps them apart::

        def show(x):
            return [`x`, `x`if x else""]
        ready = jobs.has_key(name) or done

    Limits: only backticks, ``has_key`` and ``xreadlines`` are looked at; the other
    rewrites end in a bracket or put a word where a word was.
    Source: https://docs.python.org/3/whatsnew/3.0.html#removed-syntax
    """

    name = "glued_words"
    triggers = frozenset(["has_key", "xreadlines"])
    pattern = re.compile(r"\w`")
    written_in = Language.PYTHON2

    def leave_Backquote(
        self, original_node: nodes.Backquote, updated_node: nodes.Backquote
    ) -> nodes.Backquote:
        if original_node.lpar or not self._text_before(original_node)[-1:].isidentifier():
            return updated_node
        return updated_node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in self.triggers:
            return updated_node
        if original_node.lpar or not ends_chain(original_node, self.parents):
            return updated_node
        before = self._text_before(original_node)
        is_glued = before[-1:].isidentifier() and not re.search(r"\bnot$", before)
        if not is_glued and not self._text_behind(original_node)[:1].isidentifier():
            return updated_node
        return updated_node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

    def _text_before(self, node: Any) -> str:
        return self.statement.text[: self.span_of(node)[0]]

    def _text_behind(self, node: Any) -> str:
        return self.statement.text[self.span_of(node)[1] :]
