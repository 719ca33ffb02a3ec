"""What expressions may be: names, operators, attributes, calls of the module's own functions."""

from __future__ import annotations

import ast
import builtins
from abc import abstractmethod
from collections.abc import Iterator

from porting.flow.calls import Calls
from porting.flow.decoded import TRANSFORMS, is_encoding
from porting.flow.findings import Decoding, Exit, FunctionNode, Made, Meeting
from porting.flow.formats import conversions_of
from porting.flow.library import (
    REGEX_FUNCTIONS,
    STRING_ARGUMENTS,
    Entry,
    result_of_match,
    signatures_of,
    value_of_type,
)
from porting.flow.narrowed import is_type_call, narrowed
from porting.flow.state import STANDARD, Env, Key
from porting.flow.values import (
    NONE,
    NOTHING,
    OTHER,
    OWN_NONE,
    UNKNOWN,
    Atom,
    Class,
    Fields,
    Function,
    Instance,
    Item,
    Kind,
    Library,
    Many,
    Method,
    Object,
    Other,
    Regex,
    Row,
    Step,
    Str,
    Stream,
    Value,
    joined_fields,
    many,
    one,
    strings_of,
    union,
    without_none,
)

_SYS = one(Library("sys"))
_STRING = one(Library("string"))
# What of the module `string` is a string: one more that is native in Python 2.
_LETTERS = frozenset(
    "whitespace digits hexdigits octdigits punctuation printable letters lowercase uppercase "
    "ascii_letters ascii_lowercase ascii_uppercase".split()
)
# Those of Python 2 that a later stage replaces come with them.
_BUILTINS = {
    name: one(Library(f"builtins.{name}"))
    for name in (*dir(builtins), "file", "buffer")
    if name not in ("__name__", "__doc__")
}
_NAMES_AS_TEXT = frozenset(("__name__", "__module__", "__file__"))


class Expressions(Calls):
    """Evaluates expressions. How names are bound is for others to say."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
        """Bind a target to the value of `source`."""

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

    def of_Attribute(self, node: ast.Attribute, env: Env) -> Value:
        owner = self.expr(node.value, env)
        if node.attr in _NAMES_AS_TEXT:
            return one(Str(Kind.TEXT, why=Step("{} is a name", node)))
        if owner == _SYS and node.attr in STANDARD:
            return self.standard_stream(node)
        if owner == _STRING and node.attr in _LETTERS:
            place = (node.lineno, node.col_offset)
            self.made[place] = Made("encode", node)
            return one(Str(Kind.NATIVE, frozenset([place])))
        if node.attr not in _OF_STREAMS:
            self.use_streams_of(owner, node)
        found = UNKNOWN if owner.is_open else NOTHING
        for atom in owner:
            found = found | (self.kept_method(atom, node) or self.attribute(atom, node.attr))
        return found

    def kept_method(self, atom: Atom, node: ast.Attribute) -> Value | None:
        """A method that is taken from an object without being called, where it can be followed."""
        if isinstance(atom, Many):
            is_known = node.attr in _ADDING and atom.name != "dict"
            return one(Method(node, self.function)) if is_known else None
        if isinstance(atom, Instance):
            entry = self.library.member(atom.name, node.attr)
            is_known = isinstance(entry, list) or (entry is not None and entry.startswith("("))
        else:
            is_known = isinstance(atom, Stream) or (
                isinstance(atom, Regex) and node.attr in REGEX_FUNCTIONS
            )
        return one(Method(node, self.function, atom)) if is_known else None

    def call_method(self, kept: Method, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        """What calling a method gives that was taken from an object before."""
        name, target = kept.node.attr, kept.node.value
        if kept.owner is not None:
            return self.method(one(kept.owner), name, node, arguments, env)
        if kept.scope is self.function:
            self.grow(kept.node, self.expr(target, env), arguments, node, env)
        elif isinstance(target, ast.Name) and arguments:
            key: Key = (kept.scope, "local", target.id) if kept.scope else ("name", target.id)
            added = self.added_by(kept.node, arguments, node)
            self.grow_outside(key, with_item(self.read(key), added))
        return OTHER

    def standard_stream(self, node: ast.Attribute) -> Value:
        """What ``sys.stdin`` or ``sys.stdout`` is: of text, with bytes below it."""
        place = STANDARD[node.attr]
        self.made.setdefault(place, Made("standard", node))
        if self.findings is not None:
            self.findings.standard[place].append(node)
        return one(Instance("typing.TextIO", place))

    def use_streams_of(self, owner: Value, node: ast.expr) -> None:
        """Something is asked of standard streams that the bytes below them may not have."""
        for stream, place in STANDARD.items():
            if any(isinstance(atom, Instance) and atom.origin == place for atom in owner):
                self.use_standard(stream, None, node)

    def attribute(self, atom: Atom, name: str) -> Value:
        if isinstance(atom, Library):
            return self.attribute_of_library(f"{atom.name}.{name}")
        if isinstance(atom, Instance):
            entry = self.library.member(atom.name, name)
            if not isinstance(entry, str) or entry.startswith("("):
                return UNKNOWN
            return value_of_type(entry, atom.why, owner=atom.name)
        if isinstance(atom, (Object, Class)):
            found = self.attribute_of_class(atom.node, name, set())
            if found is None:
                # What will be assigned is nothing yet; anything else came with a base class.
                return NOTHING if name in self.bound_attributes else UNKNOWN
            if isinstance(atom, Object):
                return union(_bind(item, atom) for item in found) | Value(is_open=found.is_open)
            return union(_bind_to_class(item, atom) for item in found) | Value(
                is_open=found.is_open
            )
        return UNKNOWN

    def attribute_of_library(self, name: str) -> Value:
        """What a dotted name of the library stands for: something to call, or a value."""
        entry = self.library.entry(name)
        if isinstance(entry, str) and not entry.startswith(("(", "class", "=")):
            return value_of_type(entry, None)
        return one(Library(name))

    def attribute_of_class(
        self, node: ast.ClassDef, name: str, seen: set[ast.ClassDef]
    ) -> Value | None:
        found = self.read((node, name)) if (node, name) in self.known else None
        self.readers[node, name][self.function] = None
        seen.add(node)
        for base in self.bases.get(node, ()):
            for atom in base:
                if found is None and isinstance(atom, Class) and atom.node not in seen:
                    found = self.attribute_of_class(atom.node, name, seen)
                elif found is None and isinstance(atom, Library):
                    kind = self.library.member(atom.name, name)
                    if isinstance(kind, str) and not kind.startswith(("(", "class")):
                        found = value_of_type(kind, None, owner=atom.name)
        return found

    def of_NamedExpr(self, node: ast.NamedExpr, env: Env) -> Value:
        value = self.expr(node.value, env)
        self.assign(node.target, value, node.value, env)
        return value

    def of_IfExp(self, node: ast.IfExp, env: Env) -> Value:
        self.expr(node.test, env)
        passed, failed = self.narrow(node.test, env)
        return self.expr(node.body, passed) | self.expr(node.orelse, failed)

    def narrow(self, test: ast.expr, env: Env) -> tuple[Env, Env]:
        """What is known where a test is passed, and where it fails."""
        return (
            {**env, **narrowed(test, True, env, self.texts)},
            {**env, **narrowed(test, False, env, self.texts)},
        )

    def of_BoolOp(self, node: ast.BoolOp, env: Env) -> Value:
        for part in node.values[:-1]:
            self.expr(part, env)
        return union([self.expr(part, known) for part, known in self.choices(node, env)])

    def choices(self, node: ast.BoolOp, env: Env) -> Iterator[tuple[ast.expr, Env]]:
        """What ``and`` and ``or`` may give: their parts, with what is known where each is asked.

        Of ``test and value`` before an ``or`` that is the value.
        """
        is_or = isinstance(node.op, ast.Or)
        for index, part in enumerate(node.values):
            is_test = is_or and index < len(node.values) - 1
            if is_test and isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
                *_, last = self.choices(part, env)
                yield last
            else:
                yield part, env
            env = self.narrow(part, env)[is_or]

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
        self.count_bytes(value, node)
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

    def of_BinOp(self, node: ast.BinOp, env: Env) -> Value:
        return self.operation(node, node.left, node.op, node.right, env)

    def operation(
        self,
        node: ast.BinOp | ast.AugAssign,
        left_node: ast.expr,
        operator: ast.operator,
        right_node: ast.expr,
        env: Env,
    ) -> Value:
        left, right = self.expr(left_node, env), self.expr(right_node, env)
        self.env = env
        if NOTHING in (left, right):
            return NOTHING
        if isinstance(operator, ast.Mod) and left.kind is not None:
            return self.formatted(node, left, right_node, right)
        if isinstance(operator, ast.Add):
            return self.added(left_node, left, right_node, right)
        if isinstance(operator, ast.Mult):
            return self.multiplied(left_node, left, right_node, right)
        return OTHER if not (left.is_open or right.is_open) else UNKNOWN

    def multiplied(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> Value:
        """What a repetition gives, or a product."""
        found = NOTHING
        for part, value, other in ((left_node, left, right), (right_node, right, left)):
            found = found | union(one(atom) for atom in value if isinstance(atom, (Str, Many)))
            if not other.is_open and all(isinstance(atom, Other) for atom in other):
                self.use_items(value, part, is_weak=True)
                found = found | union(one(atom) for atom in value if isinstance(atom, Item))
        if found != NOTHING:
            return found
        return UNKNOWN if left.is_open or right.is_open else OTHER

    def formatted(
        self,
        node: ast.BinOp | ast.AugAssign,
        left: Value,
        right_node: ast.expr,
        right: Value,
    ) -> Value:
        nodes, values = [right_node], [right]
        if isinstance(right_node, ast.Tuple):
            nodes = right_node.elts
            values = [item for row in right if isinstance(row, Row) for item in row.items]
        if left.kind is Kind.BYTES:
            for each, value in zip(nodes, values):
                if value.kind in (Kind.NATIVE, Kind.TEXT) or value.origins:
                    self.enters(each, value, "bytes that are formatted")
            return Value(left.atoms)
        self.leaves_in_rows(right_node, right)
        if any(isinstance(atom, Many) and atom.name == "tuple" for atom in right):
            items = self.items_of(right, right_node)
            self.record_meeting(Meeting(items.origins, Kind.TEXT, right_node, None))
        may_be_bytes = self.formats_bytes(left, right_node, values)
        for each, value in zip(nodes, values):
            self.use_items(value, each, is_weak=True)
            if not (may_be_bytes and value.kind is Kind.NATIVE):
                self.leaves(each, value, "text is formatted with it")
        if isinstance(node, ast.AugAssign) or left.kind is Kind.TEXT:
            return one(Str(Kind.TEXT))
        if may_be_bytes:
            natives = [value.origins for value in values if value.kind is Kind.NATIVE]
            origins = left.origins.union(*natives)
            self.bind_origins(origins, right_node)
            return one(Str(Kind.NATIVE, origins))
        atom = Str(Kind.NATIVE, left.origins)
        return self.made_text(atom, node, values)

    def leaves_in_rows(self, node: ast.expr, value: Value) -> None:
        """A tuple that comes from elsewhere is formatted: what is in it leaves as text."""
        rows = [atom for atom in value if isinstance(atom, Row)]
        if isinstance(node, ast.Tuple) or self.findings is None or value.is_open:
            return
        if any(item.is_bytes for row in rows for item in row.items):
            where = "text is formatted with it"
            self.findings.rows.append(Exit(node, where, value, self.function))

    def formats_bytes(self, left: Value, right_node: ast.expr, values: list[Value]) -> bool:
        """Whether a literal that is formatted could as well be bytes: with numbers and bytes."""
        literals = [self.literals.get(origin) for origin in left.origins]
        if len(literals) != 1 or not isinstance(literals[0], str):
            return False
        letters = conversions_of(literals[0])
        if letters is None or len(letters) != len(values):
            return False
        is_known = all(isinstance(atom, (Str, Other)) for atom in values[0]) if values else True
        if not isinstance(right_node, ast.Tuple) and not is_known and letters != ["d"]:
            # What stands behind the ``%`` may be a tuple or a dict.
            return False
        for letter, value in zip(letters, values):
            is_literal = value.kind is Kind.NATIVE and all(
                o in self.literals for o in value.origins
            )
            if letter == "s" and not (is_literal or value.kind is Kind.BYTES):
                return False
            if letter not in "sdioxXueEfFgG":
                return False
        return True

    def added(self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value) -> Value:
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if other.kind is not None:
                self.use_items(value, node)
        left, right = without_none(left), without_none(right)
        kinds = (left.kind, right.kind)
        if None in kinds:
            if _are_containers(left) and _are_containers(right):
                return many(self.items_of(left, left_node) | self.items_of(right, right_node))
            return left | right if left.atoms and right.atoms else UNKNOWN
        if kinds[0] is kinds[1]:
            both = left | right
            if kinds[0] is Kind.NATIVE:
                self.bind_origins(both.origins, left_node)
            else:
                self.meets(both.origins, both, left_node)
            return both
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(value.origins | other.origins, other, node, node)
                return other
        for node, value in ((left_node, left), (right_node, right)):
            if value.kind is Kind.BYTES:
                self.leaves(node, value, "text is added to it")
        return one(Str(Kind.TEXT))

    def leaves(
        self, node: ast.expr, value: Value, where: str, file: tuple[int, int] | None = None
    ) -> None:
        """A value goes where only text should: of what may be one thing or another, each."""
        packed = None if self.findings is None else self.packed_object(value, node)
        if packed is not None:
            message = f"what this is in bytes is no text, and {where}: show it in another way"
            self.clash(node, message, packed, "silently")
        is_mixed = not (value.is_text or (value.is_bytes and not value.has_numbers))
        if self.findings is None or not is_mixed or not isinstance(node, (ast.BoolOp, ast.IfExp)):
            super().leaves(node, value, where, file)
        elif isinstance(node, ast.BoolOp):
            for part, known in self.choices(node, self.env):
                self.leaves(part, self.expr(part, known), where, file)
        else:
            passed, failed = self.narrow(node.test, self.env)
            self.leaves(node.body, self.expr(node.body, passed), where, file)
            self.leaves(node.orelse, self.expr(node.orelse, failed), where, file)

    def of_Compare(self, node: ast.Compare, env: Env) -> Value:
        left_node, left = node.left, self.expr(node.left, env)
        for operator, right_node in zip(node.ops, node.comparators):
            right = self.expr(right_node, env)
            if isinstance(operator, (ast.In, ast.NotIn)):
                self.contained(left_node, left, right_node, right)
            elif not isinstance(operator, (ast.Is, ast.IsNot)):
                self.compared(left_node, left, right_node, right)
            if is_type_call(left_node) and not isinstance(operator, (ast.In, ast.NotIn)):
                self.checked(right_node, self.expr(left_node.args[0], env), right_node)
            left_node, left = right_node, right
        return OTHER

    def compared(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> None:
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if value.kind is Kind.NATIVE and other.kind not in (None, Kind.NATIVE):
                self.meets(value.origins | other.origins, other, left_node, node)
            elif value.kind is Kind.NATIVE and other.is_bytes:
                self.meets(value.origins, strings_of(other), left_node, node)
            elif value.is_bytes and other.kind is Kind.TEXT:
                self.leaves(node, value, "it is compared with text")
            if other.kind is not None:
                self.use_items(value, node)
        if left.kind is Kind.NATIVE and right.kind is Kind.NATIVE:
            self.bind_origins(left.origins | right.origins, left_node)
        self.compared_deep(left, right, left_node)

    def compared_deep(self, left: Value, right: Value, node: ast.expr) -> None:
        """Containers are compared: their items meet."""
        pairs = [(a, b) for a in left for b in right if isinstance(a, (Many, Row))]
        for one_way, other_way in pairs:
            if isinstance(one_way, Row) and isinstance(other_way, Row):
                items = list(zip(one_way.items, other_way.items))
            elif isinstance(other_way, (Many, Row)):
                first, second = (
                    self.items_of(one(one_way), node),
                    self.items_of(one(other_way), node),
                )
                items = [(first, second)]
                values = [
                    each.items
                    for each in (one_way, other_way)
                    if isinstance(each, Many) and each.name == "dict"
                ]
                if len(values) == 2:
                    items.append((values[0], values[1]))
            else:
                continue
            for first, second in items:
                for value, other in ((first, second), (second, first)):
                    if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                        self.meets(value.origins | other.origins, other, node)
                self.compared_deep(first, second, node)

    def contained(
        self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value
    ) -> None:
        """``left in right``: a part of a string, or an item of a container."""
        for atom in right:
            if isinstance(atom, Str):
                self.use_items(left, left_node)
                self.compared(left_node, left, right_node, one(atom))
            elif isinstance(atom, (Many, Row)):
                keys = atom.keys if isinstance(atom, Many) and atom.name == "dict" else None
                items = union(atom.items) if isinstance(atom, Row) else keys or atom.items
                if items.kind is not None and items.atoms:
                    self.use_items(left, left_node)
                if isinstance(atom, Row) or not items.kind or items.kind is Kind.NATIVE:
                    for value, other in ((left, items), (items, left)):
                        if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                            self.meets(value.origins, other, left_node)
                elif left.kind is Kind.NATIVE:
                    self.meets(left.origins, items, left_node, left_node)
                if left.is_bytes and items.kind is Kind.TEXT:
                    self.leaves(left_node, left, "it is looked for among text")

    def of_Call(self, node: ast.Call, env: Env) -> Value:
        arguments = [self.expr(argument, env) for argument in node.args]
        for keyword in node.keywords:
            self.named[keyword.value] = self.expr(keyword.value, env)
        if isinstance(node.func, ast.Attribute):
            owner = self.expr(node.func.value, env)
            self.env = env
            self.grow(node.func, owner, arguments, node, env)
            return self.method(owner, node.func.attr, node, arguments, env)
        function = self.expr(node.func, env)
        self.env = env
        return self.call(function, node, arguments, env)

    def grow(
        self,
        function: ast.Attribute,
        owner: Value,
        arguments: list[Value],
        node: ast.expr,
        env: Env,
    ) -> None:
        """Put into a list or set what its methods add."""
        if (
            isinstance(node, ast.Call)
            and function.attr in ("setdefault", "update")
            and len(arguments) == 2 - (function.attr == "update")
        ):
            self.grow_dict(function, owner, arguments, node, env)
            return
        if function.attr not in _ADDING or not arguments:
            return
        if not any(isinstance(atom, Many) and atom.name != "dict" for atom in owner):
            return
        added = self.added_by(function, arguments, node)
        self.become(function.value, with_item(owner, added), node, env)

    def added_by(self, function: ast.Attribute, arguments: list[Value], node: ast.expr) -> Value:
        """What a method puts into its list or set."""
        if function.attr in ("extend", "extendleft", "update"):
            part = node.args[-1] if isinstance(node, ast.Call) and node.args else node
            return self.items_of(arguments[-1], part)
        return arguments[-1]

    def grow_dict(
        self,
        function: ast.Attribute,
        owner: Value,
        arguments: list[Value],
        node: ast.Call,
        env: Env,
    ) -> None:
        """Put into a dict what ``setdefault`` and ``update`` add."""
        if not any(isinstance(atom, Many) and atom.name == "dict" for atom in owner):
            return
        if function.attr == "setdefault":
            fields = self.field(node.args[0], arguments[0], arguments[1])
            grown = with_item(owner, arguments[1], arguments[0], fields)
        else:
            grown = owner
            for atom in arguments[0]:
                if isinstance(atom, Many) and atom.name == "dict":
                    grown = with_item(grown, atom.items, atom.keys or UNKNOWN, atom.fields)
                else:
                    grown = with_item(grown, UNKNOWN, UNKNOWN)
        self.become(function.value, grown, node, env)

    def become(self, target: ast.expr, grown: Value, node: ast.expr, env: Env) -> None:
        """A container has grown."""
        if isinstance(target, ast.Call) and isinstance(target.func, ast.Attribute):
            if target.func.attr == "setdefault" and target.args:
                self.become_inside(target.func.value, target.args[0], grown, node, env)
        elif isinstance(target, ast.Subscript):
            self.become_inside(target.value, target.slice, grown, node, env)
        elif isinstance(target, ast.Name):
            source = self.aliases.pop((self.function, target.id), None)
            if source is not None:
                self.become(source, grown, node, env)
                self.aliases[self.function, target.id] = source
            if target.id in env:
                env[target.id] = grown
                if target.id in self.globals.get(self.function, ()):
                    self.join(("name", target.id), grown)
            elif self.function is not None and ("name", target.id) in self.known:
                self.grow_outside(("name", target.id), grown)
            else:
                self.become_outside(target.id, grown)
        elif isinstance(target, ast.Attribute):
            self.assign(target, grown, node, env)

    def become_outside(self, name: str, grown: Value) -> None:
        """A container of a function around this one has grown."""
        function = self.outer.get(self.function) if self.function else None
        while function is not None:
            if (function, "local", name) in self.known:
                self.grow_outside((function, "local", name), grown)
                return
            function = self.outer.get(function)

    def grow_outside(self, key: Key, value: Value) -> None:
        """A function changes a name of a scope around it: whoever follows that does not see it."""
        if key not in self.grown:
            self.grown.add(key)
            self.stale[key[0] if isinstance(key[0], FunctionNode) else None] = None
        self.join(key, value)

    def become_inside(
        self, outer: ast.expr, key: ast.expr, grown: Value, node: ast.expr, env: Env
    ) -> None:
        """A container in another one, at a key, has grown."""
        owner = self.expr(outer, env)
        if any(isinstance(atom, Many) for atom in owner):
            fields = self.field(key, self.expr(key, env), grown)
            self.become(outer, with_item(owner, grown, fields=fields), node, env)

    def call(self, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        found = Value(is_open=function.is_open)
        targets: list[FunctionNode] = []
        for atom in function:
            if isinstance(atom, Function):
                targets.append(atom.node)
                found = found | self.call_function(atom, node, arguments, env)
            elif isinstance(atom, Class):
                start = self.attribute_of_class(atom.node, "__init__", set())
                for item in start or ():
                    if isinstance(item, Function):
                        self.bind(item.node, node, arguments, env, skip=1)
                found = found | one(Object(atom.node))
            elif isinstance(atom, Library):
                found = found | self.call_library(atom.name, node, arguments, env)
            elif isinstance(atom, Method):
                found = found | self.call_method(atom, node, arguments, env)
            else:
                self.lose(arguments, node)
                found = found | UNKNOWN
        if function.is_open:
            self.lose(arguments, node)
        if self.findings is not None and targets and not found.is_open:
            self.findings.callees[node] = tuple(targets)
        return found

    def call_function(
        self, function: Function, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        self.bind(function.node, node, arguments, env, skip=int(function.bound is not None))
        result = self.witness.returned(function.node, node, self.read((function.node, "return")))
        if not isinstance(node, ast.Call):
            return result
        return result.because("{} returns it", node)

    def bind(
        self, function: FunctionNode, node: ast.expr, arguments: list[Value], env: Env, skip: int
    ) -> None:
        """Join the arguments of a call into the parameters of a function."""
        self.called.add(function)
        spec = function.args
        names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)][skip:]
        given = node.args if isinstance(node, ast.Call) else []
        spread = any(isinstance(argument, ast.Starred) for argument in given)
        rows = self.spread_rows(given, arguments, env) if spread else []
        if rows:
            for row in rows:
                for name, value in zip(names, row):
                    self.join((function, name), value)
                if spec.vararg:
                    rest = many(union(row[len(names) :]), "tuple")
                    self.join((function, spec.vararg.arg), rest)
            spec = ast.arguments([], [], None, spec.kwonlyargs, spec.kw_defaults, spec.kwarg, [])
            arguments = []
        for name, value in zip(names, arguments):
            self.join((function, name), UNKNOWN if spread else value)
        if spec.vararg:
            rest = UNKNOWN if spread else union(arguments[len(names) :])
            self.join((function, spec.vararg.arg), many(rest, "tuple"))
        known = {*names, *(argument.arg for argument in spec.kwonlyargs)}
        rest = NOTHING if isinstance(node, ast.Call) else UNKNOWN
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg is None:
                rest = UNKNOWN
                for name in known:
                    self.join((function, name), UNKNOWN)
            elif keyword.arg in known:
                self.join((function, keyword.arg), self.value_of(keyword, env))
            else:
                rest = rest | self.value_of(keyword, env)
        if spec.kwarg:
            keys = one(Str(Kind.TEXT))
            self.join((function, spec.kwarg.arg), many(rest, "dict", keys=keys))

    def recoded_unknown(self, name: str, node: ast.expr, found: Value) -> Value:
        """What ``encode`` and ``decode`` give of something unknown, where an encoding is named."""
        if not isinstance(node, ast.Call) or not 0 < len(node.args) < 3:
            return found
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not is_encoding(first.value):
            return found
        if name == "encode" and self.is_for_native(node):
            return self.encoded_native(node)
        kind = Kind.BYTES if name == "encode" else Kind.TEXT
        return one(Str(kind, was_unicode=name == "decode", why=Step("{}", node)))

    def spread_rows(
        self, given: list[ast.expr], arguments: list[Value], env: Env
    ) -> list[list[Value]]:
        """The arguments of a call whose last one is a starred tuple; none where that is unknown."""
        if any(isinstance(argument, ast.Starred) for argument in given[:-1]):
            return []
        last = given[-1]
        value = self.expr(last.value, env) if isinstance(last, ast.Starred) else UNKNOWN
        if value.is_open or not all(isinstance(atom, Row) for atom in value):
            return []
        return [[*arguments[:-1], *atom.items] for atom in value if isinstance(atom, Row)]

    def method(
        self, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        found = Value(is_open=owner.is_open)
        findings = self.findings
        if name in _ASSERTING and len(arguments) > 1 and isinstance(node, ast.Call):
            compare = self.contained if name.endswith("In") else self.compared
            compare(node.args[0], arguments[0], node.args[1], arguments[1])
        if name == "get_payload" and not owner.atoms and _is_decoding(node):
            return one(Str(Kind.BYTES, why=Step("{} gives bytes", node))) | NONE
        if name == "decode" and findings is not None and isinstance(node, ast.Call):
            encoding = arguments[0] if arguments else NOTHING
            findings.decodings[node] = Decoding(node, owner, encoding)
        if owner.is_open:
            self.lose(arguments, node)
        is_string = any(isinstance(atom, Str) for atom in owner)
        if is_string and owner.kind in (None, Kind.CONFLICT) and not owner.is_bytes:
            # A string that may be something else: what it meets proves nothing.
            if owner.kind is Kind.CONFLICT and name in STRING_ARGUMENTS and arguments:
                self.meets(arguments[0].origins, owner, node)
            self.findings = None
        names = {
            atom.name
            for atom in owner
            if isinstance(atom, Instance) and atom.origin not in STANDARD.values()
        }
        if not (names.isdisjoint(_TEXT_FILES) or names.isdisjoint(_BINARY_FILES)):
            # So with a file that was opened nobody knows how.
            self.findings = None
        is_all_text = all(isinstance(atom, Str) and atom.kind is not Kind.BYTES for atom in owner)
        if name in ("encode", "decode") and is_string and isinstance(node, ast.Call):
            for part, encoding in zip(node.args, arguments):
                self.leaves(part, encoding, "the name of an encoding is text")
        if name in ("encode", "decode") and arguments and findings is not None:
            names = {str(self.literals.get(place)).lower() for place in arguments[0].origins}
            if names & TRANSFORMS and is_all_text:
                message = "this may be a codec that Python 3 has in the module codecs alone"
                self.clash(node, message, arguments[0], "at once")
        for atom in owner:
            # What may be None as well has no methods then: there is nothing to follow.
            if not (isinstance(atom, Other) and len(owner.atoms) > 1):
                found = found | self.method_of(atom, name, node, arguments, env)
        self.findings = findings
        is_string = all(isinstance(atom, (Str, Other)) for atom in owner) and owner != NOTHING
        is_known = name == "encode" or (name == "decode" and owner == UNKNOWN)
        if found.is_open and is_string and is_known:
            found = self.recoded_unknown(name, node, found)
        return found

    def method_of(
        self, atom: Atom, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        why = Step("{}", node, atom.why)
        if isinstance(atom, Library):
            found = self.attribute_of_library(f"{atom.name}.{name}")
            if found == one(Library(f"{atom.name}.{name}")):
                return self.call_library(f"{atom.name}.{name}", node, arguments, env)
            return self.call(found, node, arguments, env)
        if isinstance(atom, Instance):
            return self.method_of_instance(atom, name, node, arguments, env)
        if isinstance(atom, Str):
            return self.method_of_string(atom, name, node, arguments, why)
        if isinstance(atom, Item):
            self.use_item(atom, node)
            return UNKNOWN
        if isinstance(atom, Stream):
            return self.method_of_stream(atom, name, node, arguments, why)
        if isinstance(atom, Regex):
            if atom.is_match:
                return result_of_match(name, atom, len(arguments), why)
            return self.regex(name, one(atom), arguments, node)
        if isinstance(atom, Many):
            if name not in _ADDING | _ASKING:
                self.lose(arguments, node)
            if name in _FINDING and atom.name != "dict" and isinstance(node, ast.Call):
                for part, value in zip(node.args[:1], arguments):
                    self.contained(part, value, node, one(atom))
            return self.method_of_container(atom, name, arguments, node)
        if isinstance(atom, (Object, Class)):
            found = self.attribute(atom, name)
            inherited = self.method_of_base(atom, name)
            if found == UNKNOWN and inherited is not None:
                entry, owner = inherited
                return self.call_entry(entry, f"{owner}.{name}", node, arguments, env, owner=owner)
            return self.call(found, node, arguments, env)
        return UNKNOWN

    def method_of_instance(
        self, atom: Instance, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        if atom.name.startswith("queue.") and atom.origin is not None:
            if name in ("put", "put_nowait") and arguments:
                self.join(("queue", atom.origin), arguments[0])
                return NONE
            if name in ("get", "get_nowait"):
                return self.read(("queue", atom.origin))
        if name not in _OF_STREAMS:
            self.use_streams_of(one(atom), node)
        entry = self.library.member(atom.name, name)
        is_old = atom.name == "array.array" and name in ("tostring", "fromstring")
        if is_old and isinstance(node, ast.Call) and self.findings is not None:
            self.findings.arrays.append((node, atom.why))
        if entry is None:
            if name not in _PLAIN:
                self.lose(arguments, node)
            return UNKNOWN
        if name == "communicate" and atom.origin in self.pipes and atom.origin:
            full = f"{atom.name}.{name}"
            found = self.call_entry(
                entry, full, node, arguments, env, owner=atom.name, cause=atom.why
            )
            return self.communicated(found, atom.origin)
        if atom.origin in self.formats and atom.origin and isinstance(node, ast.Call):
            text = self.formats[atom.origin]
            found_row = self.packed_as(text, name, node, arguments, node.args)
            if found_row is not None and name in ("pack", "unpack", "unpack_from"):
                return found_row
        if name in ("write", "writelines") and atom.origin and arguments:
            return self.written(atom, node, name, arguments, env)
        full = f"{atom.name}.{name}"
        found = self.call_entry(
            entry, full, node, arguments, env, owner=atom.name, cause=atom.why, origin=atom.origin
        )
        is_read = found.files == frozenset([atom.origin]) and name != "__enter__"
        if atom.origin and is_read and self.is_binary(atom):
            self.use_file(one(atom), Kind.BYTES, node)
        return found

    def written(
        self, atom: Instance, node: ast.expr, name: str, arguments: list[Value], env: Env
    ) -> Value:
        """Something is written into a file, whose mode could be another one."""
        value = arguments[0]
        part = node.args[0] if isinstance(node, ast.Call) and node.args else node
        if name == "writelines":
            value = self.items_of(value, part)
        if value.origins <= self.made.keys() and atom.origin not in STANDARD.values():
            # What was encoded for this alone is written as it is.
            self.count_bytes(value, node)
        if self.is_binary(atom):
            if name == "write":
                self.enters(part, value, "a file of bytes")
            elif value.origins and value.kind in (Kind.NATIVE, Kind.BYTES):
                self.meets(value.origins, one(Str(Kind.BYTES, why=atom.why)), node)
            self.use_file(one(atom), Kind.BYTES, node)
        elif value.is_bytes:
            why = Step("{} writes bytes", node, value.why)
            self.use_file(one(atom), Kind.BYTES, node, why)
            if name == "write":
                self.leaves(part, value, "it is written to a file of text", atom.origin)
        elif value.kind is not Kind.NATIVE or any(p in self.made for p in value.origins):
            self.use_file(one(atom), Kind.TEXT if value.kind else None, node)
        else:
            self.record_meeting(Meeting(value.origins, Kind.TEXT, node, None, file=atom.origin))
        return OTHER

    def method_of_base(self, atom: Object | Class, name: str) -> tuple[Entry, str] | None:
        """What a class of the library, from which one of the module's own derives, has."""
        for base in self.bases.get(atom.node, ()):
            for each in base:
                if isinstance(each, Library):
                    entry = self.library.member(each.name, name)
                    if entry is not None and signatures_of(entry):
                        return entry, self.library.resolve(each.name)[0]
                elif isinstance(each, Class) and each.node is not atom.node:
                    found = self.method_of_base(each, name)
                    if found is not None:
                        return found
        return None


_FINDING = frozenset("index count remove".split())
_ASKING = _FINDING | frozenset("get pop has_key __contains__".split())
_ADDING = frozenset("append appendleft add insert extend extendleft update".split())
_TEXT_FILES = frozenset(["io.TextIOWrapper", "typing.TextIO"])
_BINARY_FILES = frozenset(["io.BufferedReader", "io.BufferedWriter", "io.BufferedRandom"])
_ASSERTING = frozenset(
    "assertEqual assertEquals assertNotEqual assertNotEquals failUnlessEqual failIfEqual "
    "assertIn assertNotIn".split()
)
_PLAIN = frozenset("close flush seek tell fileno isatty truncate".split())
_OF_STREAMS = _PLAIN | frozenset("read readline readlines write writelines __enter__".split())


def _is_decoding(node: ast.expr) -> bool:
    """Whether a call says ``decode=True``."""
    return isinstance(node, ast.Call) and any(
        keyword.arg == "decode"
        and isinstance(keyword.value, ast.Constant)
        and bool(keyword.value.value)
        for keyword in node.keywords
    )


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


def _are_containers(value: Value) -> bool:
    return bool(value.atoms) and all(isinstance(atom, (Many, Row)) for atom in value)


def with_item(
    container: Value, item: Value, key: Value | None = None, fields: Fields | None = None
) -> Value:
    """A container after an item was put into it, at a key (in `fields`, where that is constant)."""
    atoms: list[Atom] = []
    for atom in container:
        if isinstance(atom, Many):
            keys = atom.keys
            if keys is not None and key is not None:
                keys = keys | key
            known = joined_fields(atom.fields, fields)
            grown = many(atom.items | item, atom.name, atom.why, keys, known)
            if grown.is_open:
                return UNKNOWN
            atoms += grown
        else:
            atoms.append(atom)
    return Value(frozenset(atoms), container.is_open)


def decorators_of(node: FunctionNode) -> frozenset[str]:
    """The names of the decorators of a function, those that are plain names."""
    listed = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return frozenset(each.id for each in listed if isinstance(each, ast.Name))


def _bind(atom: Atom, owner: Object | Class) -> Value:
    """What is found in a class, as it is seen in its instances."""
    if not isinstance(atom, Function) or atom.bound is not None:
        return one(atom)
    is_method = "staticmethod" not in decorators_of(atom.node)
    return one(Function(atom.node, one(owner)) if is_method else atom)


def _bind_to_class(atom: Atom, owner: Class) -> Value:
    is_method = isinstance(atom, Function) and "classmethod" in decorators_of(atom.node)
    return _bind(atom, owner) if is_method else one(atom)
