from typing import Any

import libcst as cst

from porting.fixer import keyword_argument
from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE, comma_space

MOVED = {
    "cgi.escape": "html:escape",
    "cgi.parse_qs": "urllib.parse:parse_qs",
    "cgi.parse_qsl": "urllib.parse:parse_qsl",
}

GONE = {"cgi": ""}


_QUOTES = 'html.escape() with quote=True also escapes "\'", which cgi.escape() left'
_QUOTED = '_.replace(\'"\', "&quot;")'


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
    written_in = Language.PYTHON3
    moved = MOVED
    gone = GONE

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        args = original_node.args
        if not args or self.path_of(original_node.func) != "cgi.escape":
            return updated_node
        if any(arg.star for arg in args) or len(args) > 2:
            return updated_node
        with_quotes = len(args) == 2 and not _is_false(args[1].value)
        if with_quotes and not _is_true(args[1].value):
            self.note(original_node, _QUOTES, "wrong result, no error")
            return updated_node
        comma = comma_space()
        first = updated_node.args[0].with_changes(comma=comma, whitespace_after_arg=NO_SPACE)
        no_quotes = keyword_argument("quote", cst.Name("False"))
        call = updated_node.with_changes(args=[first, no_quotes])
        if not with_quotes:
            return call
        lpar, rpar = call.lpar, call.rpar
        replaced = cst.ensure_type(cst.parse_expression(_QUOTED), cst.Call)
        function = cst.ensure_type(replaced.func, cst.Attribute)
        function = function.with_changes(value=call.with_changes(lpar=(), rpar=()))
        return replaced.with_changes(func=function, lpar=lpar, rpar=rpar)

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


def _is_true(node: Any) -> bool:
    return isinstance(node, (cst.Name, cst.Integer)) and node.value in ("True", "1")


def _is_false(node: Any) -> bool:
    return isinstance(node, (cst.Name, cst.Integer)) and node.value in ("False", "None", "0")
