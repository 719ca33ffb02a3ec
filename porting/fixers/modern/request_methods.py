from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, arguments, name_of
from porting.fixers.bases.resolved import ResolvedFixer

ATTRIBUTES = {
    "get_data": "data",
    "get_host": "host",
    "get_origin_req_host": "origin_req_host",
    "get_selector": "selector",
    "get_type": "type",
    "is_unverifiable": "unverifiable",
}
_MADE = re.compile(r"^\s*((?:\w+\.)*\w+)\s*=\s*(?:\w+\.)*Request\s*\(")


class RequestMethods(ResolvedFixer):
    r"""Read the parts of a request from its attributes.

    The methods of ``urllib2.Request`` gave and set what its attributes hold; Python 3.4 removed
    them.

    Before::

        from urllib.request import Request, urlopen

        request = Request(address)
        if not request.has_data():
            request.add_data(content)
        print(request.get_host(), request.get_data())

    After::

        from urllib.request import Request, urlopen

        request = Request(address)
        if not (request.data is not None):
            request.data = content
        print(request.host, request.data)

    Left alone, because it is another request::

        from shop import Request

        request = Request(address)
        print(request.get_host())

    Limits: a request is known by the call of ``Request`` that made it, in the same file.
    Source: https://docs.python.org/3/library/urllib.request.html#request-objects
    """

    name = "request_methods"
    safety = "review"
    triggers = frozenset([*ATTRIBUTES, "add_data", "has_data"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.requests: set[str] = set()
        uses = self.origins.references.values()
        if any(use.path == "urllib.request.Request" for use in uses):
            found = (_MADE.match(statement.text) for statement in document.statements)
            self.requests = {match.group(1) for match in found if match}

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        func, new = original_node.func, updated_node.func
        if not isinstance(func, cst.Attribute) or not isinstance(new, cst.Attribute):
            return updated_node
        if original_node.args or not self._is_request(func.value):
            return updated_node
        lpar, rpar = updated_node.lpar, updated_node.rpar
        if func.attr.value in ATTRIBUTES:
            name = cst.Name(ATTRIBUTES[func.attr.value])
            return new.with_changes(attr=name, lpar=lpar, rpar=rpar)
        if func.attr.value != "has_data":
            return updated_node
        data = new.with_changes(attr=cst.Name("data"))
        target = cst.ComparisonTarget(cst.IsNot(), cst.Name("None"))
        return cst.Comparison(
            data, [target], lpar=[*lpar, cst.LeftParen()], rpar=[cst.RightParen(), *rpar]
        )

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> Any:
        call = updated_node.value
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
            return updated_node
        args = arguments(call.args)
        if call.func.attr.value != "add_data" or len(args) != 1:
            return updated_node
        if not self._is_request(call.func.value):
            return updated_node
        target = cst.AssignTarget(call.func.with_changes(attr=cst.Name("data")))
        return cst.Assign([target], args[0].value, semicolon=updated_node.semicolon)

    def _is_request(self, node: cst.BaseExpression) -> bool:
        if isinstance(node, cst.Call):
            return self.path_of(node.func) == "urllib.request.Request"
        return bool(name_of(node)) and name_of(node) in self.requests
