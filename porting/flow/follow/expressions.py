"""What expressions may be: constants, names, displays, comprehensions, subscripts."""

from __future__ import annotations

import ast
import builtins

from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Sink, Step, Where
from porting.flow.domain.values import (
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Fields,
    Function,
    Instance,
    Item,
    Library,
    Many,
    Object,
    Other,
    Row,
    Str,
    Value,
    joined_fields,
    many,
    one,
    union,
)
from porting.flow.follow.containers import field, keyed, name_of_field
from porting.flow.follow.registry import EXPRESSIONS, follows
from porting.flow.follow.state import Env, Key, State
from porting.flow.knowledge.library import (
    signatures_of,
    value_of_type,
)

# Those of Python 2 that a later stage replaces come with them.
_BUILTINS = {
    name: one(Library(f"builtins.{name}"))
    for name in (*dir(builtins), "file", "buffer")
    if name not in ("__name__", "__doc__")
}
_NAMES_AS_TEXT = frozenset(("__name__", "__module__", "__file__"))


def expr(flow: State, node: ast.expr, env: Env) -> Value:
    follow = EXPRESSIONS.get(node.__class__)
    if follow is not None:
        return follow(flow, node, env)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            flow.expr(child, env)
    return UNKNOWN


@follows(ast.Constant)
def follow_constant(flow: State, node: ast.Constant, env: Env) -> Value:
    if not isinstance(node.value, (str, bytes)):
        return OWN_NONE if node.value is None else OTHER
    place = (node.lineno, node.col_offset)
    flow.literals[place] = node.value
    if isinstance(node.value, str):
        if place in flow.texts:
            why = Step(Reason.TEXT_LITERAL, node)
            return one(Str(Kind.TEXT, was_unicode=True, why=why))
        flow.findings.literals.add(place)
        return one(Str(Kind.NATIVE, frozenset([place])))
    why = Step(Reason.BYTES_LITERAL, node)
    return one(Str(Kind.BYTES, frozenset([place]), why=why))


@follows(ast.JoinedStr)
def follow_joined_str(flow: State, node: ast.JoinedStr, env: Env) -> Value:
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            flow.leaves(part.value, flow.expr(part.value, env), Sink(Where.F_STRING))
    return one(Str(Kind.TEXT))


@follows(ast.Name)
def follow_name(flow: State, node: ast.Name, env: Env) -> Value:
    if node.id in env:
        own: Key = (flow.function, "local", node.id) if flow.function else ("name", node.id)
        return env[node.id] | flow.read(own) if own in flow.grown else env[node.id]
    function = flow.outer.get(flow.function) if flow.function else None
    while function is not None:
        found = flow.read((function, "local", node.id))
        if found is not NOTHING:
            return found
        function = flow.outer.get(function)
    if flow.function is not None:
        found = flow.read(("name", node.id))
        if found is not NOTHING:
            return found
    if node.id in _BUILTINS:
        return _BUILTINS[node.id]
    if node.id in _NAMES_AS_TEXT:
        return one(Str(Kind.TEXT))
    # A name that will be bound is nothing yet; any other comes from we do not know where.
    return NOTHING if node.id in flow.bound else UNKNOWN


@follows(ast.NamedExpr)
def follow_named_expr(flow: State, node: ast.NamedExpr, env: Env) -> Value:
    value = flow.expr(node.value, env)
    flow.assign(node.target, value, node.value, env)
    return value


@follows(ast.Tuple)
def follow_tuple(flow: State, node: ast.Tuple, env: Env) -> Value:
    return one(Row(tuple(flow.expr(element, env) for element in node.elts)))


@follows(ast.List, ast.Set)
def follow_list(flow: State, node: ast.List | ast.Set, env: Env) -> Value:
    return many(union([flow.expr(element, env) for element in node.elts]))


@follows(ast.Dict)
def follow_dict(flow: State, node: ast.Dict, env: Env) -> Value:
    keys = [UNKNOWN if key is None else flow.expr(key, env) for key in node.keys]
    values = [flow.expr(value, env) for value in node.values]
    fields: Fields | None = ()
    for key, known, value in zip(node.keys, keys, values):
        fields = joined_fields(fields, field(flow, key, known, value))
    return many(union(values), "dict", keys=union(keys), fields=fields)


@follows(ast.ListComp, ast.SetComp, ast.GeneratorExp)
def follow_list_comp(
    flow: State, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, env: Env
) -> Value:
    inside = flow.generators(node.generators, env)
    return many(flow.expr(node.elt, inside))


@follows(ast.DictComp)
def follow_dict_comp(flow: State, node: ast.DictComp, env: Env) -> Value:
    inside = flow.generators(node.generators, env)
    keys = flow.expr(node.key, inside)
    return many(flow.expr(node.value, inside), "dict", keys=keys)


def generators(flow: State, generators: list[ast.comprehension], env: Env) -> Env:
    inside = dict(env)
    for generator in generators:
        items = flow.items_of(flow.expr(generator.iter, inside), generator.iter)
        flow.assign(generator.target, items, generator.iter, inside)
        for test in generator.ifs:
            flow.expr(test, inside)
    return inside


@follows(ast.Lambda)
def follow_lambda(flow: State, node: ast.Lambda, env: Env) -> Value:
    flow.define(node, env)
    return one(Function(node))


@follows(ast.Yield)
def follow_yield(flow: State, node: ast.Yield, env: Env) -> Value:
    if node.value is not None and flow.function is not None:
        value = flow.expr(node.value, env)
        flow.join_return(flow.function, node.value, many(value, "iterator"))
    return UNKNOWN


@follows(ast.Subscript)
def follow_subscript(flow: State, node: ast.Subscript, env: Env) -> Value:
    value = flow.expr(node.value, env)
    key = flow.expr(node.slice, env)
    flow.count_letters(value, node)
    if isinstance(node.slice, ast.Slice):
        return union(
            one(atom) if isinstance(atom, (Str, Many)) else sliced(flow, atom, node.slice)
            for atom in value
            if not (isinstance(atom, Other) and len(value.atoms) > 1)
        ) | Value(is_open=value.is_open)
    if key.kind is not None:
        # Nothing but a dict, or an object like one, has strings for keys.
        value = value.without([atom for atom in value if _has_numbers_for_keys(atom)])
    keyed(flow, value, key, node, node.slice)
    index = _index_of(node.slice)
    objects = [atom for atom in value if isinstance(atom, Object)]
    found = union(flow.method(one(atom), "__getitem__", node, [key], env) for atom in objects)
    field = name_of_field(flow, node.slice, key)
    return found | flow.item_at(value.without(objects), index, node, field)


def sliced(flow: State, atom: Atom, part: ast.Slice) -> Value:
    """A slice of a tuple, or of an object of the library."""
    if isinstance(atom, Instance):
        entry = flow.library.member(atom.name, "__getitem__")
        signatures = signatures_of(entry) if entry else ()
        # Where an item is something else than a slice, the slice is told last.
        given = signatures[-1].returns if signatures else "?"
        return value_of_type(given, atom.why, owner=atom.name)
    if not isinstance(atom, Row):
        return UNKNOWN
    first = None if part.lower is None else _index_of(part.lower)
    last = None if part.upper is None else _index_of(part.upper)
    is_known = (part.lower is None or first is not None) and part.step is None
    if is_known and (part.upper is None or last is not None):
        return one(Row(atom.items[first:last], why=atom.why))
    return many(union(atom.items), "tuple")


def _index_of(node: ast.expr) -> int | None:
    """The number that an index certainly is."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        sign, node = -1, node.operand
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return sign * node.value
    return None


def _has_numbers_for_keys(atom: Atom) -> bool:
    is_list = isinstance(atom, Many) and atom.name != "dict"
    return is_list or isinstance(atom, (Str, Row, Item, Other))
