from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_PARSER = "html.parser.HTMLParser"
_MADE = re.compile(r"^\s*((?:\w+\.)*\w+)\s*=\s*(?:[\w.]+\.)?HTMLParser\s*\(\s*\)\s*$")


class HtmlUnescape(ResolvedFixer):
    r"""Call ``html.unescape`` in place of the method of ``HTMLParser``.

    The method needed no parser, so Python 3.4 made a function of it, and Python 3.9 removed it.

    Before::

        from html.parser import HTMLParser

        parser = HTMLParser()
        title = HTMLParser().unescape(title) + parser.unescape(name)

    After::

        from html.parser import HTMLParser
        import html

        parser = HTMLParser()
        title = html.unescape(title) + html.unescape(name)

    Left alone, because it is another parser's::

        from shop.parser import HTMLParser

        title = HTMLParser().unescape(title)

    Limits: a parser is known by the call that made it, in the same file.
    Source: https://docs.python.org/3/library/html.html#html.unescape
    """

    name = "html_unescape"
    removed_in = (3, 9)
    written_in = Language.PYTHON3
    triggers = frozenset(["unescape"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        found = (_MADE.match(statement.text) for statement in document.statements)
        self.parsers = {match.group(1) for match in found if match}
        if _PARSER not in self.origins.bound.get("HTMLParser", {_PARSER}):
            self.parsers = set()
        self.parsers -= {""}

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        method = original_node.func
        if not isinstance(method, cst.Attribute) or method.attr.value != "unescape":
            return updated_node
        owner = method.value
        is_new = isinstance(owner, cst.Call) and self.path_of(owner.func) == _PARSER
        is_known = bool(name_of(owner)) and name_of(owner) in self.parsers
        is_class = self.path_of(owner) == _PARSER
        if not (is_new or is_known) or is_class:
            return updated_node
        return updated_node.with_changes(func=self.spell("html:unescape"))
