from __future__ import annotations

import libcst as cst

from porting.fixer import Fixer, arguments, name_of
from porting.fixers.questions.own_names import is_own_attribute
from porting.py2.spaces import comma_space

METHODS = {
    "getmaintype": "get_content_maintype",
    "getsubtype": "get_content_subtype",
    "gettype": "get_content_type",
    "getparam": "get_param",
}
OWNERS = ("headers", "info", "msg", "hdrs", "message")


class HttpMessages(Fixer):
    r"""Ask the headers of an answer as a message of ``email`` is asked.

    What ``urlopen(...).info()`` gives was a message of ``mimetools``. Python 3 has one of
    ``email.message``, whose methods have other names.

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
    in_strings = False
    knows_by = "name"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func, new = original_node.func, updated_node.func
        if not isinstance(func, cst.Attribute) or not isinstance(new, cst.Attribute):
            return updated_node
        method, count = func.attr.value, len(arguments(original_node.args))
        if method not in self.triggers:
            return updated_node
        # The program's own classes answer to one of them under its new name, too: `headers_method`.
        knows_by = "receiver" if method == "getheaders" else "name"
        if is_own_attribute(self, func.value, method, knows_by):
            return updated_node
        if method in METHODS:
            if count != len(original_node.args) or count != (method == "getparam"):
                return updated_node
            name = METHODS[method]
        elif method == "getheaders" and count == 1:
            comma = comma_space()
            first = updated_node.args[0].with_changes(comma=comma)
            updated_node = updated_node.with_changes(args=[first, cst.Arg(cst.List([]))])
            name = "get_all"
        elif method == "getheader" and count and _is_message(func.value):
            name = "get"
        else:
            return updated_node
        return updated_node.with_changes(func=new.with_changes(attr=cst.Name(name)))


def _is_message(node: cst.BaseExpression) -> bool:
    """Whether an expression is called as messages are: ``page.info()``, ``headers``."""
    if isinstance(node, cst.Call):
        return not node.args and name_of(node.func).rpartition(".")[2] == "info"
    return name_of(node).rpartition(".")[2].lstrip("_") in OWNERS
