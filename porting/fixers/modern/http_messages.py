from __future__ import annotations

import libcst as cst

from porting.fixer import arguments, name_of
from porting.fixers.renamed_methods import MethodFixer

METHODS = {
    "getmaintype": "get_content_maintype",
    "getsubtype": "get_content_subtype",
    "gettype": "get_content_type",
    "getparam": "get_param",
}
OWNERS = ("headers", "info", "msg", "hdrs", "message")


class HttpMessages(MethodFixer):
    r"""Ask the headers of an answer as a message of ``email`` is asked.

    What ``urlopen(...).info()`` gives was a message of ``mimetools``. Python 3 has one of
    ``email.message``, whose methods have other names. A class that stands in for it follows with
    ``getheaders``.

    Before::

        page = urlopen(address)
        kind = page.info().gettype()
        size = page.headers.getheader("Content-Length")
        cookies = page.info().getheaders("Set-Cookie")

    After::

        page = urlopen(address)
        kind = page.info().get_content_type()
        size = page.headers.get("Content-Length")
        cookies = page.info().get_all("Set-Cookie", [])

    Before::

        class Answer:
            def getheaders(self, name):
                return [self.kind]

    After::

        class Answer:
            def get_all(self, name, failobj=None):
                return [self.kind]

    Left alone, because the answer itself has these methods still::

        answer = connection.getresponse()
        print(answer.getheader("Date"), answer.getheaders())

    Left alone, because the program has its own::

        class Headers:
            def gettype(self):
                return self.kind

        print(Headers().gettype())

    Limits: ``getheader`` is known by what it is asked of: ``info()``, or a name like ``headers``.
    Source: https://docs.python.org/3/library/email.compat32-message.html
    """

    name = "http_messages"
    safety = "review"
    triggers = frozenset([*METHODS, "getheader", "getheaders"])

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func, new = original_node.func, updated_node.func
        if not isinstance(func, cst.Attribute) or not isinstance(new, cst.Attribute):
            return updated_node
        method, count = func.attr.value, len(arguments(original_node.args))
        if method not in self.triggers or (method in self.own and method != "getheaders"):
            return updated_node
        if method in METHODS:
            if count != len(original_node.args) or count != (method == "getparam"):
                return updated_node
            name = METHODS[method]
        elif method == "getheaders" and count == 1:
            comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
            first = updated_node.args[0].with_changes(comma=comma)
            updated_node = updated_node.with_changes(args=[first, cst.Arg(cst.List([]))])
            name = "get_all"
        elif method == "getheader" and count and _is_message(func.value):
            name = "get"
        else:
            return updated_node
        return updated_node.with_changes(func=new.with_changes(attr=cst.Name(name)))

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        params = updated_node.params
        if original_node.name.value != "getheaders" or len(params.params) != 2:
            return updated_node
        if self.enclosing() != "class" or params.star_kwarg or params.params[1].default:
            return updated_node
        failobj = cst.parse_expression("lambda failobj=None: 0").params.params  # type: ignore
        space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        named = [each.with_changes(comma=space) for each in params.params]
        return updated_node.with_changes(
            name=cst.Name("get_all"), params=params.with_changes(params=[*named, *failobj])
        )


def _is_message(node: cst.BaseExpression) -> bool:
    """Whether an expression is called as messages are: ``page.info()``, ``headers``."""
    if isinstance(node, cst.Call):
        return not node.args and name_of(node.func).rpartition(".")[2] == "info"
    return name_of(node).rpartition(".")[2].lstrip("_") in OWNERS
