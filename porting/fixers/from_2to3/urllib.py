from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst
from libcst._nodes.internal import CodegenState

from porting.engine.document import Document
from porting.fixer import Fixer, Node, Options, dotted, name_of
from porting.fixers.questions.chains import is_in_expression
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE

PARSE = (
    "urllib.parse",
    frozenset(
        "quote quote_plus unquote unquote_plus urlencode splitattr splithost splitnport"
        " splitpasswd splitport splitquery splittag splittype splituser splitvalue".split()
    ),
)

# What each module was divided into, in the order in which its import names them.
MODULES = {
    "urllib": (
        (
            "urllib.request",
            frozenset(
                "URLopener FancyURLopener urlretrieve _urlopener urlopen urlcleanup pathname2url"
                " url2pathname getproxies".split()
            ),
        ),
        PARSE,
        ("urllib.error", frozenset(["ContentTooShortError"])),
    ),
    "urllib2": (
        (
            "urllib.request",
            frozenset(
                "urlopen install_opener build_opener Request OpenerDirector BaseHandler"
                " HTTPDefaultErrorHandler HTTPRedirectHandler HTTPCookieProcessor ProxyHandler"
                " HTTPPasswordMgr HTTPPasswordMgrWithDefaultRealm AbstractBasicAuthHandler"
                " HTTPBasicAuthHandler ProxyBasicAuthHandler AbstractDigestAuthHandler"
                " HTTPDigestAuthHandler ProxyDigestAuthHandler HTTPHandler HTTPSHandler FileHandler"
                " FTPHandler CacheFTPHandler UnknownHandler".split()
            ),
        ),
        ("urllib.error", frozenset(["URLError", "HTTPError"])),
        PARSE,
    ),
}


@dataclass(frozen=True)
class _LineBreak(cst.Semicolon):
    """A new line where a semicolon would do: 2to3 splits a statement even behind a colon."""

    indent: str = ""

    def _codegen_impl(self, state: CodegenState) -> None:
        state.add_token(state.default_newline + self.indent)


class Urllib(Fixer):
    r"""Spread ``urllib`` and ``urllib2`` over the modules of the package ``urllib``.

    Python 2 had two modules that overlapped. Python 3 has one package with a module
    for each task: ``urllib.request`` opens addresses, ``urllib.parse`` takes them
    apart, ``urllib.error`` has the exceptions.

    Before::

        import urllib2
        from urllib import quote, urlopen

        try:
            page = urllib2.urlopen(address + quote(title))
        except urllib2.HTTPError:
            page = None

    After::

        import urllib.request, urllib.error, urllib.parse
        from urllib.parse import quote
        from urllib.request import urlopen

        try:
            page = urllib.request.urlopen(address + quote(title))
        except urllib.error.HTTPError:
            page = None

    Left alone, because names in parentheses are not looked at::

        from urllib import (quote, urlopen)

    Warned about, because no one module has all that it stands for::

        from urllib2 import *
        import urllib as net

    Limits: names that none of the modules has are dropped from a list. 2to3 also loses the blank
    lines and comments before a list, where the statement before it stands in the same block; so
    does this fixer where 2to3's own text is asked for. ``from urllib import name`` is left where
    ``name`` did not move.
    Source: https://docs.python.org/3/library/urllib.html
    """

    name = "urllib"
    written_in = Language.UNDECIDED
    triggers = frozenset(MODULES)
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.divided: list[cst.ImportFrom] = []

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> None:
        self.divided = []

    def visit_SimpleStatementSuite(self, node: cst.SimpleStatementSuite) -> None:
        self.divided = []

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        module, member = original_node.value, original_node.attr.value
        if not isinstance(module, cst.Name) or module.lpar:
            return updated_node
        new = _home_of(module.value, member)
        if new and is_in_expression(original_node, self.parents):
            return updated_node.with_changes(value=dotted(new))
        return updated_node

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names = list(original_node.names)
        if len(names) == 1 and names[0].asname and name_of(names[0].name) in MODULES:
            # Of `urllib2` the fixer `urllib_leftovers` sees to, and tells what it cannot.
            if self.document.context.is_faithful or name_of(names[0].name) != "urllib2":
                self.cannot_convert(original_node, "This module is now multiple modules")
            return updated_node
        result: list[cst.ImportAlias] = []
        space: Node = updated_node.whitespace_after_import
        for alias in names:
            parts = MODULES.get(name_of(alias.name), ())
            if parts and not alias.asname:
                result += _separated([cst.ImportAlias(dotted(new)) for new, _ in parts], space)
                result[-1] = result[-1].with_changes(comma=alias.comma)
            else:
                result.append(alias)
            space = getattr(alias.comma, "whitespace_after", NO_SPACE)
        return updated_node.with_changes(names=result)

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom | cst.FlattenSentinel[cst.ImportFrom]:
        module, names = name_of(original_node.module), original_node.names
        if original_node.relative or module not in MODULES:
            return updated_node
        if isinstance(names, cst.ImportStar):
            self.cannot_convert(original_node, "Cannot handle star imports.")
            return updated_node
        if original_node.lpar:
            return updated_node
        if len(names) == 1:
            new = _home_of(module, name_of(names[0].name))
            return updated_node.with_changes(module=dotted(new)) if new else updated_node
        return self._divide(original_node, updated_node, names)

    def _divide(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom, names: Sequence[Node]
    ) -> cst.ImportFrom | cst.FlattenSentinel[cst.ImportFrom]:
        """One import for each module that has some of the names, in the order of the names."""
        homes: dict[str, list[cst.ImportAlias]] = {}
        for alias in names:
            new = _home_of(name_of(original_node.module), name_of(alias.name))
            if new:
                homes.setdefault(new, []).append(alias)
        if not homes:
            self.cannot_convert(original_node, "All module elements are invalid")
            return updated_node
        space = original_node.whitespace_after_from
        line_break = _LineBreak(indent=self._outer_indent())
        lines = [
            cst.ImportFrom(
                dotted(new),
                _separated(aliases, space),
                whitespace_after_import=space,
                semicolon=line_break,
            )
            for new, aliases in homes.items()
        ]
        lines[-1] = lines[-1].with_changes(semicolon=original_node.semicolon)
        self.divided.append(lines[0])
        return cst.FlattenSentinel(lines)

    def _outer_indent(self) -> str:
        """The indentation of the statement, which is that of the block around it."""
        return self.statement.indent.rpartition("\f")[2]

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine:
        if (
            self.divided
            and updated_node.body[0] in self.divided
            and self.document.context.is_faithful
        ):
            self._drop_comments()
        return updated_node.with_changes(body=self._joined(updated_node.body))

    def leave_SimpleStatementSuite(
        self, original_node: cst.SimpleStatementSuite, updated_node: cst.SimpleStatementSuite
    ) -> cst.SimpleStatementSuite:
        if self.divided and updated_node.body[0] in self.divided:
            updated_node = updated_node.with_changes(leading_whitespace=NO_SPACE)
        return updated_node.with_changes(body=self._joined(updated_node.body))

    def _joined(self, body: Sequence[Node]) -> Sequence[Node]:
        """The statements of a line, with no space behind a semicolon before a divided import."""
        if not self.divided:
            return body
        result = list(body)
        for place, following in enumerate(result[1:]):
            if following in self.divided:
                semicolon = result[place].semicolon.with_changes(whitespace_after=NO_SPACE)
                result[place] = result[place].with_changes(semicolon=semicolon)
        return result

    def _drop_comments(self) -> None:
        """Lose what 2to3 loses: the lines between an import and its neighbour in the block."""
        statements, index = self.document.statements, self.index
        before = statements[index - 1] if index else None
        if before is None:
            gap = self.statement.gap
            self.statement.gap = "\ufeff" if gap.startswith("\ufeff") else ""
        elif before.depth == self.statement.depth and not before.opens_block:
            self.statement.gap = ""


def _home_of(module: str, name: str) -> str | None:
    """The new module of a name."""
    return next((new for new, names in MODULES.get(module, ()) if name in names), None)


def _separated(names: Sequence[cst.ImportAlias], space: Node) -> list[cst.ImportAlias]:
    """Names with a comma and the space behind each but the last."""
    comma = cst.Comma(NO_SPACE, space)
    result = [name.with_changes(comma=comma) for name in names]
    result[-1] = result[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return result
