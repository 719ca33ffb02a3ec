from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Fixer, Node, Options, is_call_to, name_of
from porting.fixers.questions.chains import Chain, chain_of, links_before
from porting.fixers.questions.own_names import is_own_attribute

_CONTAINS = re.compile(r"\s*def\s+__contains__\s*\(\s*(\w+)")
_LOOSE = (cst.BooleanOperation, cst.Comparison, cst.GeneratorExp, cst.IfExp, cst.Lambda)


class HasKey(Fixer):
    r"""Ask ``key in d`` instead of ``d.has_key(key)``.

    Dictionaries have no method ``has_key`` in Python 3. The operator ``in`` does the same, in
    Python 2 as well.

    Before::

        if seen.has_key(url) or not queue.has_key(url):
            skip(url)

    After::

        if url in seen or url not in queue:
            skip(url)

    Left alone, because a dictionary's method takes one argument::

        found = index.has_key("author", name)

    Left alone, because this is the method itself and not its result::

        is_known = seen.has_key

    Limits: any object's method of that name is taken for a dictionary's where nothing shows that
    it is the project's own; a class of your own needs ``__contains__`` where it had ``has_key``.
    Source: https://docs.python.org/3/whatsnew/3.0.html#builtins
    """

    name = "has_key"
    triggers = frozenset(["has_key"])
    in_strings = False
    knows_by = "receiver"
    form = re.compile(r"\.\s*has_key\s*\(")
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.loose_chains: set[Node] = set()

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> Node:
        if not _is_has_key(original_node) or any(map(_is_has_key, links_before(original_node))):
            return self.leave_chain(original_node, updated_node)
        chain = chain_of(original_node, self.parents)
        if not chain.is_plain:
            return updated_node
        func = cst.ensure_type(updated_node.func, cst.Attribute)
        owner = cst.ensure_type(original_node.func, cst.Attribute).value
        if is_own_attribute(self, owner, "has_key"):
            return updated_node
        if not self.document.context.is_faithful and self._asks_base(owner):
            return updated_node.with_changes(func=_of_base(func))
        key = updated_node.args[0].value
        if _is_loose(key):
            space = updated_node.whitespace_before_args
            key = key.with_changes(lpar=[cst.LeftParen(space)], rpar=[cst.RightParen()])
        is_whole = chain.is_only(original_node)
        if not is_whole and chain.is_open and _binds_closer(chain):
            self.loose_chains.add(chain.power or chain.whole)
        test = cst.Comparison(key, [cst.ComparisonTarget(cst.In(), func.value)])
        lpar, rpar = original_node.lpar, original_node.rpar
        if not lpar and (not is_whole or _binds_closer(chain)):
            lpar, rpar = [cst.LeftParen()], [cst.RightParen()]
        return test.with_changes(lpar=lpar, rpar=rpar)

    def _asks_base(self, owner: Node) -> bool:
        """Whether ``in`` would ask a proxy, which cannot be asked so, or the method around."""
        if is_call_to(owner, "super"):
            return True
        outer = self.document.header_of(self.index)
        while outer is not None and self.document.statements[outer].first_word != "def":
            outer = self.document.header_of(outer)
        inner = self.index if outer is None else outer
        method = _CONTAINS.match(self.document.statements[inner].text)
        return method is not None and method.group(1) == name_of(owner)

    def leave_chain(self, original: Node, updated: Node) -> Node:
        """Put what stands behind a test in parentheses together with it, as 2to3 does."""
        if original not in self.loose_chains:
            return updated
        return updated.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])

    leave_Attribute = leave_Subscript = leave_BinaryOperation = leave_chain

    def leave_UnaryOperation(
        self, original_node: cst.UnaryOperation, updated_node: cst.UnaryOperation
    ) -> cst.BaseExpression:
        test = updated_node.expression
        if not isinstance(original_node.operator, cst.Not) or not isinstance(test, cst.Comparison):
            return updated_node
        if not _is_has_key(original_node.expression) or test.lpar:
            return updated_node
        (target,) = test.comparisons
        return test.with_changes(
            comparisons=[target.with_changes(operator=cst.NotIn())],
            lpar=original_node.lpar,
            rpar=original_node.rpar,
        )


def _of_base(method: cst.Attribute) -> cst.Attribute:
    """The method that answers for ``in``, as the classes around have it from their bases."""
    owner = method.value if is_call_to(method.value, "super") else cst.Call(cst.Name("super"))
    return method.with_changes(value=owner, attr=cst.Name("__contains__"))


def _is_has_key(node: Node) -> bool:
    """Whether a node calls a method ``has_key`` with one argument."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return False
    if node.func.attr.value != "has_key" or node.func.lpar or len(node.args) != 1:
        return False
    return not node.args[0].star and not node.args[0].keyword


def _is_loose(key: Node) -> bool:
    """Whether a key needs parentheses on the left of ``in``."""
    if key.lpar:
        return False
    if isinstance(key, cst.UnaryOperation):
        return isinstance(key.operator, cst.Not)
    return isinstance(key, _LOOSE)


def _binds_closer(chain: Chain) -> bool:
    """Whether what is around a chain would take a part of the comparison away from it."""
    if isinstance(chain.parent, cst.UnaryOperation):
        return not isinstance(chain.parent.operator, cst.Not)
    return isinstance(chain.parent, (cst.BinaryOperation, cst.Comparison, cst.ComparisonTarget))
