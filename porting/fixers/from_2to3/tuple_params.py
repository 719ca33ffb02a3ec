import re
from collections.abc import Iterator
from typing import Any

import libcst as cst
from libcst import MaybeSentinel

from porting.engine.document import Document
from porting.engine.rewrite import node_of
from porting.fixer import Fixer, Options
from porting.fixers.questions.fresh_names import (
    TODO,
    FreshNames,
    depth_in_statement,
    statement_depth,
)
from porting.fixers.questions.names import begins_with_string
from porting.py2 import nodes
from porting.py2.spaces import NO_SPACE, SPACE

# A comment ends where its line does: else it could be read as several, in endlessly many ways.
_BETWEEN = r"(?:[\s\\]|\#[^\r\n]*(?![^\r\n]))*"

_COMMA = cst.Comma(whitespace_after=SPACE)

Unpacked = list[tuple[Any, str]]
_TUPLE = re.compile(rf"\blambda{_BETWEEN}\(|\bdef\b[^(]*\((?:[\s\S]*,)?{_BETWEEN}\(")


class TupleParams(Fixer):
    r"""Unpack tuples in the body of a function, not in its parameters.

    Python 3 has no tuples among parameters. A function gets a statement that unpacks the
    tuple, in a lambda each name becomes an index.

    Before::

        def distance((x, y), to=0):
            return abs(x - to) + y

        prices.sort(key=lambda (title, price): price)

    After::

        def distance(xxx_todo_changeme, to=0):
            (x, y) = xxx_todo_changeme
            return abs(x - to) + y

        prices.sort(key=lambda title_price: title_price[1])

    Left alone, because nothing is unpacked::

        def distance(point, to=(0, 0)):
            return abs(point[0] - to[0])

    Limits: the name ``xxx_todo_changeme`` waits for a better one. As with 2to3, a comment
    between the docstring and the first statement is lost, attributes and argument names in a
    lambda that are called like a part of the tuple are replaced too, and a lambda with
    more than one parameter is left as it is. Where 2to3 takes the line behind a function that
    has only a docstring into it, or a wrong index for a tuple in a tuple in a tuple, this
    fixer does not.
    Source: https://peps.python.org/pep-3113/
    """

    name = "tuple_params"
    triggers = frozenset(["def", "lambda"])
    form = _TUPLE
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.names: dict[Any, list[str]] | None = None

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        if not any(map(_pattern, original_node.params.params)):
            return updated_node
        names = iter(self._names_for(original_node))
        params: list[cst.Param] = []
        unpacked: Unpacked = []
        for param in updated_node.params.params:
            if _pattern(param):
                name = next(names)
                unpacked.append((_pattern(param), name))
                if params:
                    params[-1] = params[-1].with_changes(comma=_COMMA)
                param = param.with_changes(name=cst.Name(name))
            params.append(param)
        if _pattern(original_node.params.params[0]):
            updated_node = updated_node.with_changes(whitespace_before_params=NO_SPACE)
        return updated_node.with_changes(
            params=updated_node.params.with_changes(params=params),
            body=self._unpack_in(updated_node.body, unpacked),
        )

    def leave_Lambda(self, original_node: cst.Lambda, updated_node: cst.Lambda) -> cst.Lambda:
        pattern = _only_tuple(original_node)
        if pattern is None:
            return updated_node
        body: Any = updated_node.body
        if isinstance(pattern, cst.Name):
            name = pattern.value
        else:
            (name,) = self._names_for(original_node)
            body = body.visit(_Replace(_items(pattern, cst.Name(name))))
        (param,) = updated_node.params.params
        params = updated_node.params.with_changes(params=[param.with_changes(name=cst.Name(name))])
        return updated_node.with_changes(params=params, body=body, whitespace_after_lambda=SPACE)

    def _names_for(self, node: cst.FunctionDef | cst.Lambda) -> list[str]:
        """The names that 2to3 gives to the tuples of a function or lambda."""
        if self.names is None:
            fresh = FreshNames(self.document)
            self.names = {
                inner: [fresh.make(template) for template in _templates(inner)]
                for *_, inner in sorted(self._places(), key=lambda place: place[:3])
            }
        return self.names[node]

    def _places(self) -> Iterator[tuple[int, int, int, Any]]:
        """All functions and lambdas that need names, behind what 2to3 sorts them by."""
        for index, statement in enumerate(self.document.statements):
            if not self.is_wanted(statement):
                continue
            outer = statement_depth(self.document, index)
            inner = _with_parents(node_of(self.document, index), [])
            for number, (node, parents) in enumerate(inner):
                if _templates(node):
                    depth = outer + depth_in_statement(node, parents) if parents else outer
                    yield -depth, index, number, node

    def _unpack_in(self, body: Any, unpacked: Unpacked) -> Any:
        """Let the body begin, behind the docstring, with assignments."""
        if isinstance(body, cst.SimpleStatementSuite):
            assigns = [
                cst.Assign([cst.AssignTarget(pattern)], cst.Name(name))
                for pattern, name in unpacked
            ]
            return body.with_changes(body=[*assigns, *body.body], leading_whitespace=SPACE)
        # The body of the node is a stand-in: the statements are in the document.
        document, place = self.document, self.index + 1
        first = document.statements[place]
        module: nodes.Module = self.parents[0]
        text = "".join(
            f"{first.indent}{module.code_for_node(pattern)} = {name}{document.newline}"
            for pattern, name in unpacked
        )
        if not begins_with_string(document, place):
            document.insert(place, text, first.depth)
            return body
        if document.context.is_faithful and document.block_end(self.index) > place + 1:
            document.statements[place + 1].gap = ""
        document.insert(place + 1, text, first.depth, above_comments=True)
        return body


def _pattern(param: cst.Param) -> Any:
    """What stands in parentheses where a parameter's name is expected."""
    return param.name.pattern if isinstance(param.name, nodes.Name) else None


def _only_tuple(node: cst.Lambda) -> Any:
    """The pattern of a lambda's only parameter, if it is one."""
    params = node.params
    if len(params.params) != 1 or params.star_arg is not MaybeSentinel.DEFAULT or params.star_kwarg:
        return None
    (param,) = params.params
    has_more = param.default is not None or isinstance(param.comma, cst.Comma)
    return None if has_more else _pattern(param)


def _templates(node: Any) -> list[str]:
    """For each name that a node needs the one that 2to3 tries first."""
    if isinstance(node, cst.FunctionDef):
        return [TODO for param in node.params.params if _pattern(param)]
    pattern = _only_tuple(node) if isinstance(node, cst.Lambda) else None
    if not isinstance(pattern, cst.Tuple):
        return []
    return ["_".join(_items(pattern, cst.Name("_")))]


def _items(pattern: Any, whole: cst.BaseExpression) -> dict[str, cst.BaseExpression]:
    """What stands for each name of a tuple: an index, or several, of the whole."""
    if isinstance(pattern, cst.Name):
        return {pattern.value: whole}
    found: dict[str, cst.BaseExpression] = {}
    for index, element in enumerate(pattern.elements):
        number = cst.SubscriptElement(cst.Index(cst.Integer(str(index))))
        found |= _items(element.value, cst.Subscript(whole, [number]))
    return found


class _Replace(cst.CSTTransformer):
    """Puts expressions in the place of names, attributes and arguments' names included."""

    def __init__(self, expressions: dict[str, cst.BaseExpression]) -> None:
        super().__init__()
        self.expressions = expressions

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        expression = self.expressions.get(original_node.value)
        if expression is None:
            return updated_node
        return expression.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)


def _with_parents(node: Any, parents: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """A node and all nodes in it, each with the nodes around it."""
    yield node, parents
    for child in node.children:
        yield from _with_parents(child, [*parents, node])
