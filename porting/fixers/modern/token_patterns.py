from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixer import Node, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.py2.spaces import SPACE

# The patterns that the module compiled, and their texts, which it has still.
PATTERNS = {"tokenprog": "Token", "pseudoprog": "PseudoToken"}


class TokenPatterns(ResolvedFixer):
    r"""Compile the patterns of ``tokenize``, which Python 2 had compiled already.

    Templates and the like looked for tokens with them. Python 3 keeps the text of the patterns.

    Before::

        import re
        from tokenize import tokenprog

        found = tokenprog.match(text, position)

    After::

        import re
        from tokenize import Token as tokenprog

        found = re.compile(tokenprog).match(text, position)

    Left alone, because it is the file's own::

        tokenprog = make_pattern()
        found = tokenprog.match(text, position)

    Limits: where another file takes the name from this one, it gets the text.
    Source: https://docs.python.org/3/library/tokenize.html
    """

    name = "token_patterns"
    triggers = frozenset(PATTERNS)
    in_strings = False

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        names = updated_node.names
        if name_of(original_node.module) != "tokenize" or isinstance(names, cst.ImportStar):
            return updated_node
        return updated_node.with_changes(names=[_as_text(alias) for alias in names])

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return self._compiled(original_node, updated_node, updated_node)

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        new = PATTERNS.get(original_node.attr.value, "")
        text = updated_node.with_changes(attr=cst.Name(new)) if new else updated_node
        return self._compiled(original_node, updated_node, text)

    def _compiled(self, old: Node, updated: Any, text: Any) -> cst.BaseExpression:
        module, _, name = self.path_of(old).rpartition(".")
        if module != "tokenize" or name not in PATTERNS:
            return updated  # type: ignore[no-any-return]
        return cst.Call(self.spell("re:compile"), [cst.Arg(text)])


def _as_text(alias: cst.ImportAlias) -> cst.ImportAlias:
    old = name_of(alias.name)
    if old not in PATTERNS:
        return alias
    name = alias.asname or cst.AsName(cst.Name(old), SPACE, SPACE)
    return alias.with_changes(name=cst.Name(PATTERNS[old]), asname=name)
