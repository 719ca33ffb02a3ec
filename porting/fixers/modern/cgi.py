from typing import Any

import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.moved_names import MovedNames

MOVED = {
    "cgi.escape": "html:escape",
    "cgi.parse_qs": "urllib.parse:parse_qs",
    "cgi.parse_qsl": "urllib.parse:parse_qsl",
}

GONE = {"cgi": ""}


class Cgi(MovedNames):
    r"""Take from ``html`` and ``urllib.parse`` what the module ``cgi`` had.

    Its functions found better homes early on, and Python 3.13 removed what was left.
    ``html.escape`` replaces quotes, too, unless it is told not to; ``cgi.escape`` did not.

    Before::

        import cgi

        def cell(text, query):
            fields = cgi.parse_qs(query)
            return "<td>%s</td>" % cgi.escape(text), fields

    After::

        import urllib.parse, html

        def cell(text, query):
            fields = urllib.parse.parse_qs(query)
            return "<td>%s</td>" % html.escape(text, quote=False), fields

    Left alone, because this is no module of the library::

        from shop import cgi

        print(cgi.escape("<b>"))

    Left alone, because nothing in the library reads forms any more (see ``backports``)::

        import cgi

        form = cgi.FieldStorage()

    Limits: ``escape`` that other modules import from here replaces quotes from now on.
    Source: https://docs.python.org/3/whatsnew/3.8.html#api-and-feature-removals
    """

    name = "cgi"
    moved = MOVED
    gone = GONE

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = original_node.args
        if len(args) != 1 or args[0].star or self.path_of(original_node.func) != "cgi.escape":
            return updated_node
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        first = updated_node.args[0].with_changes(comma=comma, whitespace_after_arg=_NOTHING)
        no_quotes = keyword_argument("quote", cst.Name("False"))
        return updated_node.with_changes(args=[first, no_quotes])

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        new = super().leave_Attribute(original_node, updated_node)
        return new if new is updated_node else self._as_it_was(original_node, new)

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if self.path_of(original_node) != "cgi.escape" or isinstance(self.parent, cst.Attribute):
            return updated_node
        return self._as_it_was(original_node, updated_node)

    def _as_it_was(self, node: Any, new: Any) -> cst.BaseExpression:
        """The function where it is not called at once: one that leaves quotes alone."""
        is_called = isinstance(self.parent, cst.Call) and self.parent.func is node
        if is_called or self.path_of(node) != "cgi.escape":
            return new  # type: ignore[no-any-return]
        function = f"lambda s, quote=False: {cst.Module([]).code_for_node(new)}(s, quote)"
        return cst.parse_expression(f"({function})")


_NOTHING = cst.SimpleWhitespace("")
