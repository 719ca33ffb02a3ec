from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes


class LambdaTuples(Fixer):
    r"""Unpack the tuple parameters of a lambda that 2to3 leaves as they are.

    2to3 knows a lambda whose only parameter is a tuple. With further parameters, or a default, it
    changes nothing, and Python 3 cannot read the result. Of the first kind it replaces attributes
    and names of arguments, too, that are called like a part of the tuple.

    Before::

        key = lambda place, (name, size)=("", 0): (size, name, place)
        order = lambda (name, book): book.name

    After::

        key = lambda place, name_size=("", 0): (lambda name, size: (size, name, place))(*name_size)
        order = lambda name_book: (lambda name, book: book.name)(*name_book)

    Left alone, because 2to3 sees to it::

        key = lambda (name, size): (size, name)

    Limits: none known.
    Source: https://peps.python.org/pep-3113/
    """

    name = "lambda_tuples"
    triggers = frozenset(["lambda"])
    form = re.compile(r"\blambda\b[^:]*\(")

    def leave_Lambda(self, original_node: cst.Lambda, updated_node: cst.Lambda) -> cst.Lambda:
        params = updated_node.params
        tuples = [param for param in params.params if isinstance(param.name, nodes.Name)]
        if not tuples:
            return updated_node
        if len(_all_parameters(params)) == 1 and params.params[0].default is None:
            pattern: Any = params.params[0].name
            if not _is_shared(original_node.body, set(_names_in(pattern.pattern))):
                return updated_node
        body = updated_node.body
        plain = []
        for param in params.params:
            if isinstance(param.name, nodes.Name):
                name = "_".join(_names_in(param.name.pattern))
                body = _unpacked(param.name.pattern, name, body)
                param = param.with_changes(name=cst.Name(name))
            plain.append(param)
        return cst.Lambda(
            params=params.with_changes(params=plain),
            body=body,
            colon=updated_node.colon,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )


def _is_shared(body: Any, names: set[str]) -> bool:
    """Whether one of the names stands for something else in the body as well."""
    if isinstance(body, cst.Attribute) and body.attr.value in names:
        return True
    if isinstance(body, cst.Arg) and body.keyword is not None and body.keyword.value in names:
        return True
    if isinstance(body, cst.Param) and getattr(body.name, "value", "") in names:
        return True
    if isinstance(body, cst.CompFor) and not names.isdisjoint(_names_in(body.target)):
        return True
    return any(_is_shared(child, names) for child in body.children)


def _all_parameters(params: cst.Parameters) -> list[object]:
    stars = [star for star in (params.star_arg, params.star_kwarg) if isinstance(star, cst.Param)]
    return [*params.params, *stars]


def _names_in(pattern: cst.BaseExpression) -> list[str]:
    if isinstance(pattern, cst.Tuple):
        return [name for element in pattern.elements for name in _names_in(element.value)]
    return [pattern.value] if isinstance(pattern, cst.Name) else []


def _unpacked(
    pattern: cst.BaseExpression, name: str, body: cst.BaseExpression
) -> cst.BaseExpression:
    """A call that binds the names of the pattern, taken from what `name` holds, around the body."""
    if not isinstance(pattern, cst.Tuple):
        inner = cst.Lambda(cst.Parameters([cst.Param(cst.Name(_names_in(pattern)[0]))]), body)
        return _call(inner, cst.Arg(cst.Name(name)))
    parameters = []
    for element in pattern.elements:
        if isinstance(element.value, cst.Tuple):
            part = "_".join(_names_in(element.value))
            body = _unpacked(element.value, part, body)
        else:
            part = _names_in(element.value)[0]
        parameters.append(cst.Param(cst.Name(part)))
    inner = cst.Lambda(cst.Parameters(parameters), body)
    return _call(inner, cst.Arg(cst.Name(name), star="*"))


def _call(function: cst.Lambda, arg: cst.Arg) -> cst.Call:
    parenthesised = function.with_changes(lpar=(cst.LeftParen(),), rpar=(cst.RightParen(),))
    return cst.Call(parenthesised, [arg])
