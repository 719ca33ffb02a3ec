"""What expressions may be: constants, names, displays, comprehensions, subscripts."""

from __future__ import annotations

import ast
import builtins
from abc import abstractmethod

from porting.flow.findings import FunctionNode
from porting.flow.library import (
    signatures_of,
    value_of_type,
)
from porting.flow.methods import Methods
from porting.flow.state import Env, Key
from porting.flow.values import (
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Fields,
    Function,
    Instance,
    Item,
    Kind,
    Library,
    Many,
    Object,
    Other,
    Row,
    Step,
    Str,
    Value,
    joined_fields,
    many,
    one,
    union,
)

# Those of Python 2 that a later stage replaces come with them.
_BUILTINS = {
    name: one(Library(f"builtins.{name}"))
    for name in (*dir(builtins), "file", "buffer")
    if name not in ("__name__", "__doc__")
}
_NAMES_AS_TEXT = frozenset(("__name__", "__module__", "__file__"))


class Expressions(Methods):
    """Evaluates expressions. What functions are is for others to say."""

    @abstractmethod
    def define(self, node: FunctionNode, env: Env) -> None:
        """Take note of a function."""

    def expr(self, node: ast.expr, env: Env) -> Value:
        try:
            handler = self.handlers[node.__class__]
        except KeyError:
            handler = getattr(self, f"of_{type(node).__name__}", None)
            self.handlers[type(node)] = handler
        if handler is not None:
            return handler(node, env)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.expr(child, env)
        return UNKNOWN

    def of_Constant(self, node: ast.Constant, env: Env) -> Value:
        if not isinstance(node.value, (str, bytes)):
            return OWN_NONE if node.value is None else OTHER
        place = (node.lineno, node.col_offset)
        self.literals[place] = node.value
        if isinstance(node.value, str):
            if place in self.texts:
                why = Step("{} is a text literal", node)
                return one(Str(Kind.TEXT, was_unicode=True, why=why))
            if self.findings is not None:
                self.findings.literals.add(place)
            return one(Str(Kind.NATIVE, frozenset([place])))
        why = Step("{} is a bytes literal", node)
        return one(Str(Kind.BYTES, frozenset([place]), why=why))

    def of_JoinedStr(self, node: ast.JoinedStr, env: Env) -> Value:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.leaves(part.value, self.expr(part.value, env), "an f-string")
        return one(Str(Kind.TEXT))

    def of_Name(self, node: ast.Name, env: Env) -> Value:
        if node.id in env:
            own: Key = (self.function, "local", node.id) if self.function else ("name", node.id)
            return env[node.id] | self.read(own) if own in self.grown else env[node.id]
        function = self.outer.get(self.function) if self.function else None
        while function is not None:
            found = self.read((function, "local", node.id))
            if found is not NOTHING:
                return found
            function = self.outer.get(function)
        if self.function is not None:
            found = self.read(("name", node.id))
            if found is not NOTHING:
                return found
        if node.id in _BUILTINS:
            return _BUILTINS[node.id]
        if node.id in _NAMES_AS_TEXT:
            return one(Str(Kind.TEXT))
        # A name that will be bound is nothing yet; any other comes from we do not know where.
        return NOTHING if node.id in self.bound else UNKNOWN

    def of_NamedExpr(self, node: ast.NamedExpr, env: Env) -> Value:
        value = self.expr(node.value, env)
        self.assign(node.target, value, node.value, env)
        return value

    def of_Tuple(self, node: ast.Tuple, env: Env) -> Value:
        return one(Row(tuple(self.expr(element, env) for element in node.elts)))

    def of_List(self, node: ast.List | ast.Set, env: Env) -> Value:
        return many(union([self.expr(element, env) for element in node.elts]))

    of_Set = of_List

    def of_Dict(self, node: ast.Dict, env: Env) -> Value:
        keys = [UNKNOWN if key is None else self.expr(key, env) for key in node.keys]
        values = [self.expr(value, env) for value in node.values]
        fields: Fields | None = ()
        for key, known, value in zip(node.keys, keys, values):
            fields = joined_fields(fields, self.field(key, known, value))
        return many(union(values), "dict", keys=union(keys), fields=fields)

    def of_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, env: Env) -> Value:
        inside = self.generators(node.generators, env)
        return many(self.expr(node.elt, inside))

    of_SetComp = of_GeneratorExp = of_ListComp

    def of_DictComp(self, node: ast.DictComp, env: Env) -> Value:
        inside = self.generators(node.generators, env)
        keys = self.expr(node.key, inside)
        return many(self.expr(node.value, inside), "dict", keys=keys)

    def generators(self, generators: list[ast.comprehension], env: Env) -> Env:
        inside = dict(env)
        for generator in generators:
            items = self.items_of(self.expr(generator.iter, inside), generator.iter)
            self.assign(generator.target, items, generator.iter, inside)
            for test in generator.ifs:
                self.expr(test, inside)
        return inside

    def of_Lambda(self, node: ast.Lambda, env: Env) -> Value:
        self.define(node, env)
        return one(Function(node))

    def of_Yield(self, node: ast.Yield, env: Env) -> Value:
        if node.value is not None and self.function is not None:
            value = self.expr(node.value, env)
            self.join_return(self.function, node.value, many(value, "iterator"))
        return UNKNOWN

    def of_Subscript(self, node: ast.Subscript, env: Env) -> Value:
        value = self.expr(node.value, env)
        key = self.expr(node.slice, env)
        self.count_letters(value, node)
        if isinstance(node.slice, ast.Slice):
            return union(
                one(atom) if isinstance(atom, (Str, Many)) else self.sliced(atom, node.slice)
                for atom in value
                if not (isinstance(atom, Other) and len(value.atoms) > 1)
            ) | Value(is_open=value.is_open)
        if key.kind is not None:
            # Nothing but a dict, or an object like one, has strings for keys.
            value = value.without([atom for atom in value if _has_numbers_for_keys(atom)])
        self.keyed(value, key, node, node.slice)
        index = _index_of(node.slice)
        objects = [atom for atom in value if isinstance(atom, Object)]
        found = union(self.method(one(atom), "__getitem__", node, [key], env) for atom in objects)
        field = self.name_of_field(node.slice, key)
        return found | self.item_at(value.without(objects), index, node, field)

    def sliced(self, atom: Atom, part: ast.Slice) -> Value:
        """A slice of a tuple, or of an object of the library."""
        if isinstance(atom, Instance):
            entry = self.library.member(atom.name, "__getitem__")
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
