from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import arguments, is_call_to
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_EQUAL = frozenset(["assertEqual", "assertEquals", "assertListEqual", "failUnlessEqual", "eq_"])
_PARTS = frozenset("items iteritems iterkeys itervalues keys values".split())
_TEXTS = frozenset(["builtins.repr", "builtins.str", "json.dumps", "urllib.parse.urlencode"])
_NOTE = (
    "this expects the items of a dictionary or set in an order that Python 3 does not give them: "
    "sort them, or compare dictionaries and sets"
)


class ItemOrder(ResolvedFixer):
    r"""Tell of tests that expect the items of dictionaries and sets in a certain order.

    Python 2 had an order that followed from the values, the same each time. Dictionaries now
    have that in which their items came, and sets of strings another one in each run.

    Warned about, because the order was found out by trying::

        class ShelfTest(TestCase):
            def test_titles(self):
                self.assertEqual(shelf.books.keys(), ["Emma", "Dune"])
                self.assertEqual(str({"a": 1, "b": 2}), "{'a': 1, 'b': 2}")

    Left alone, because the order does not count::

        class ShelfTest(TestCase):
            def test_titles(self):
                self.assertEqual(sorted(shelf.books.keys()), ["Dune", "Emma"])
                self.assertEqual(shelf.books.keys(), ["Dune"])

    Limits: what has a name before it is compared is not followed, and in a file with an
    ``OrderedDict`` nothing is told.
    Source: https://docs.python.org/3/library/stdtypes.html#dict
    """

    name = "item_order"
    triggers = _EQUAL
    in_strings = False
    # The parts of a dictionary, a dictionary or a set.
    form = re.compile(r"\b(?:iter)?(?:items|keys|values)\s*\(\s*\)|\{|\bset\b|\bfrozenset\b")
    written_in = Language.PYTHON2

    def is_needed(self) -> bool:
        return "OrderedDict" not in self.document.words

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func, args = original_node.func, arguments(original_node.args)
        name = getattr(getattr(func, "attr", func), "value", "")
        if name not in _EQUAL or len(args) < 2:
            return updated_node
        one, other = args[0].value, args[1].value
        if self._is_unordered(one, other) or self._is_unordered(other, one):
            self.note(original_node, _NOTE)
        return updated_node

    def _is_unordered(self, node: Any, expected: Any) -> bool:
        """Whether a value has some order, and another spells out which."""
        if isinstance(expected, cst.List) and len(expected.elements) > 1:
            return self._is_listed(node) and all(map(_is_spelt_out, expected.elements))
        if isinstance(expected, (cst.SimpleString, cst.ConcatenatedString)):
            return self._is_text(node)
        return False

    def _is_listed(self, node: Any) -> bool:
        while is_call_to(node, "list", "tuple") and len(node.args) == 1:
            node = node.args[0].value
            if _is_set(node):
                return True
        is_method = isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute)
        return is_method and not node.args and node.func.attr.value in _PARTS

    def _is_text(self, node: Any) -> bool:
        args = arguments(node.args) if isinstance(node, cst.Call) else []
        if len(args) != 1 or self.path_of(node.func) not in _TEXTS:
            return False
        value = args[0].value
        is_dict = isinstance(value, cst.Dict) and len(value.elements) > 1
        return is_dict or _is_set(value)


def _is_spelt_out(element: Any) -> bool:
    value = element.value
    if isinstance(value, cst.Tuple):
        return _is_spelt_out(value.elements[0]) if value.elements else False
    return isinstance(value, (cst.BaseString, cst.BaseNumber))


def _is_set(node: Any) -> bool:
    return isinstance(node, (cst.Set, cst.SetComp)) or is_call_to(node, "set", "frozenset")
