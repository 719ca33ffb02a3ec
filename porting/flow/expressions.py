"""What expressions may be: names, operators, attributes, calls of the module's own functions."""

from __future__ import annotations

import ast
import builtins
from abc import abstractmethod

from porting.flow import library
from porting.flow.calls import Calls
from porting.flow.findings import Decoding, FunctionNode
from porting.flow.state import Env
from porting.flow.values import (
    NOTHING,
    OTHER,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Kind,
    Library,
    Many,
    Object,
    Other,
    Regex,
    Row,
    Step,
    Str,
    Stream,
    Value,
    many,
    one,
    union,
)

_BUILTINS = frozenset(dir(builtins))


class Expressions(Calls):
    """Evaluates expressions. How names are bound is for others to say."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
        """Bind a target to the value of `source`."""

    @abstractmethod
    def define(self, node: FunctionNode) -> None:
        """Take note of a function."""

    def expr(self, node: ast.expr, env: Env) -> Value:
        handler = getattr(self, f"of_{type(node).__name__}", None)
        if handler is not None:
            value: Value = handler(node, env)
            return value
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.expr(child, env)
        return UNKNOWN

    def of_Constant(self, node: ast.Constant, env: Env) -> Value:
        if not isinstance(node.value, (str, bytes)):
            return OTHER
        place = (node.lineno, node.col_offset)
        self.literals[place] = node.value
        if isinstance(node.value, str):
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
            return env[node.id]
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
            return one(Library(f"builtins.{node.id}"))
        # A name that will be bound is nothing yet; any other comes from we do not know where.
        return NOTHING if node.id in self.bound else UNKNOWN

    def of_Attribute(self, node: ast.Attribute, env: Env) -> Value:
        owner = self.expr(node.value, env)
        return union(self.attribute(atom, node.attr) for atom in owner) | Value(
            is_open=owner.is_open
        )

    def attribute(self, atom: Atom, name: str) -> Value:
        if isinstance(atom, Library):
            return one(Library(f"{atom.name}.{name}"))
        if isinstance(atom, (Object, Class)):
            found = self.attribute_of_class(atom.node, name, set())
            if found is None:
                # What will be assigned is nothing yet; anything else came with a base class.
                return NOTHING if name in self.bound_attributes else UNKNOWN
            if isinstance(atom, Object):
                return union(_bind(item, atom) for item in found) | Value(is_open=found.is_open)
            return found
        return UNKNOWN

    def attribute_of_class(
        self, node: ast.ClassDef, name: str, seen: set[ast.ClassDef]
    ) -> Value | None:
        found = self.read((node, name)) if (node, name) in self.known else None
        self.readers[node, name].add(self.function)
        seen.add(node)
        for base in self.bases.get(node, ()):
            for atom in base:
                if found is None and isinstance(atom, Class) and atom.node not in seen:
                    found = self.attribute_of_class(atom.node, name, seen)
                elif found is None and isinstance(atom, Library):
                    kind = library.ATTRIBUTES.get(f"{atom.name}.{name}")
                    found = library.value_of_type(kind, None) if kind else None
        return found

    def of_NamedExpr(self, node: ast.NamedExpr, env: Env) -> Value:
        value = self.expr(node.value, env)
        self.assign(node.target, value, node.value, env)
        return value

    def of_IfExp(self, node: ast.IfExp, env: Env) -> Value:
        self.expr(node.test, env)
        return self.expr(node.body, env) | self.expr(node.orelse, env)

    def of_BoolOp(self, node: ast.BoolOp, env: Env) -> Value:
        return union([self.expr(value, env) for value in node.values])

    def of_Tuple(self, node: ast.Tuple, env: Env) -> Value:
        return one(Row(tuple(self.expr(element, env) for element in node.elts)))

    def of_List(self, node: ast.List | ast.Set, env: Env) -> Value:
        return many(union([self.expr(element, env) for element in node.elts]))

    of_Set = of_List

    def of_Dict(self, node: ast.Dict, env: Env) -> Value:
        for key in node.keys:
            if key is not None:
                self.expr(key, env)
        return many(union([self.expr(value, env) for value in node.values]), "dict")

    def of_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, env: Env) -> Value:
        inside = self.generators(node.generators, env)
        return many(self.expr(node.elt, inside))

    of_SetComp = of_GeneratorExp = of_ListComp

    def of_DictComp(self, node: ast.DictComp, env: Env) -> Value:
        inside = self.generators(node.generators, env)
        self.expr(node.key, inside)
        return many(self.expr(node.value, inside), "dict")

    def generators(self, generators: list[ast.comprehension], env: Env) -> Env:
        inside = dict(env)
        for generator in generators:
            items = self.items_of(self.expr(generator.iter, inside), generator.iter)
            self.assign(generator.target, items, generator.iter, inside)
            for test in generator.ifs:
                self.expr(test, inside)
        return inside

    def of_Lambda(self, node: ast.Lambda, env: Env) -> Value:
        self.define(node)
        return one(Function(node))

    def of_Yield(self, node: ast.Yield, env: Env) -> Value:
        if node.value is not None and self.function is not None:
            value = self.expr(node.value, env)
            self.join_return(self.function, node.value, many(value, "iterator"))
        return UNKNOWN

    def of_Subscript(self, node: ast.Subscript, env: Env) -> Value:
        value = self.expr(node.value, env)
        self.expr(node.slice, env)
        if isinstance(node.slice, ast.Slice):
            return union(
                one(atom) if isinstance(atom, (Str, Many)) else UNKNOWN for atom in value
            ) | Value(is_open=value.is_open)
        index = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return self.item_at(value, index if isinstance(index, int) else None, node)

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
        if NOTHING in (left, right):
            return NOTHING
        if isinstance(operator, ast.Mod) and left.kind is not None:
            return self.formatted(left, right_node, right, env)
        if isinstance(operator, ast.Add):
            return self.added(left_node, left, right_node, right)
        if isinstance(operator, ast.Mult):
            return (
                union(one(atom) for atom in (*left, *right) if isinstance(atom, (Str, Many)))
                or OTHER
            )
        return OTHER if not (left.is_open or right.is_open) else UNKNOWN

    def formatted(self, left: Value, right_node: ast.expr, right: Value, env: Env) -> Value:
        if left.kind is Kind.BYTES:
            return Value(left.atoms)
        nodes = right_node.elts if isinstance(right_node, ast.Tuple) else [right_node]
        for node in nodes:
            self.leaves(node, self.expr(node, env), "text is formatted with it")
        return one(Str(Kind.TEXT))

    def added(self, left_node: ast.expr, left: Value, right_node: ast.expr, right: Value) -> Value:
        kinds = (left.kind, right.kind)
        if None in kinds:
            return left | right if left.atoms and right.atoms else UNKNOWN
        if kinds[0] is kinds[1]:
            return left | right
        for node, value, other in ((left_node, left, right), (right_node, right, left)):
            if value.kind is Kind.NATIVE and other.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(value.origins, other, node)
                return other
        for node, value in ((left_node, left), (right_node, right)):
            if value.kind is Kind.BYTES:
                self.leaves(node, value, "text is added to it")
        return one(Str(Kind.TEXT))

    def of_Compare(self, node: ast.Compare, env: Env) -> Value:
        left_node, left = node.left, self.expr(node.left, env)
        for right_node in node.comparators:
            right = self.expr(right_node, env)
            for value, other in ((left, right), (right, left)):
                if value.kind is Kind.NATIVE and other.kind not in (None, Kind.NATIVE):
                    self.meets(value.origins, other, left_node)
            left_node, left = right_node, right
        return OTHER

    def of_Call(self, node: ast.Call, env: Env) -> Value:
        arguments = [self.expr(argument, env) for argument in node.args]
        for keyword in node.keywords:
            self.expr(keyword.value, env)
        if isinstance(node.func, ast.Attribute):
            owner = self.expr(node.func.value, env)
            return self.method(owner, node.func.attr, node, arguments, env)
        return self.call(self.expr(node.func, env), node, arguments, env)

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
            else:
                found = found | UNKNOWN
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
        for name, value in zip(names, arguments):
            self.join((function, name), UNKNOWN if spread else value)
        if spec.vararg:
            self.join((function, spec.vararg.arg), many(UNKNOWN, "tuple"))
        if spec.kwarg:
            self.join((function, spec.kwarg.arg), UNKNOWN)
        if isinstance(node, ast.Call):
            known = {*names, *(argument.arg for argument in spec.kwonlyargs)}
            for keyword in node.keywords:
                if keyword.arg is None:
                    for name in known:
                        self.join((function, name), UNKNOWN)
                elif keyword.arg in known:
                    self.join((function, keyword.arg), self.expr(keyword.value, env))

    def method(
        self, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        found = Value(is_open=owner.is_open)
        findings = self.findings
        if name == "decode" and findings is not None and isinstance(node, ast.Call):
            encoding = arguments[0] if arguments else NOTHING
            findings.decodings[node] = Decoding(node, owner, encoding)
        if any(isinstance(atom, Str) for atom in owner) and owner.kind in (None, Kind.CONFLICT):
            # A string that may be something else: what it meets proves nothing.
            self.findings = None
        for atom in owner:
            # What may be None as well has no methods then: there is nothing to follow.
            if not (isinstance(atom, Other) and len(owner.atoms) > 1):
                found = found | self.method_of(atom, name, node, arguments, env)
        self.findings = findings
        return found

    def method_of(
        self, atom: Atom, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        why = Step("{}", node, atom.why)
        if isinstance(atom, Library):
            return self.call_library(f"{atom.name}.{name}", node, arguments, env)
        if isinstance(atom, Instance):
            kind = library.RETURNS.get(f"{atom.name}.{name}")
            if kind is None:
                return UNKNOWN
            return library.value_of_type(kind, Step(f"{{}} gives {kind}", node, atom.why))
        if isinstance(atom, Str):
            return self.method_of_string(atom, name, node, arguments, why)
        if isinstance(atom, Stream):
            return self.method_of_stream(atom, name, node, arguments, why)
        if isinstance(atom, Regex):
            if atom.is_match:
                return library.result_of_match(name, atom, len(arguments), why)
            return self.regex(name, one(atom), arguments, node)
        if isinstance(atom, Many):
            return self.method_of_container(atom, name, arguments)
        if isinstance(atom, (Object, Class)):
            return self.call(self.attribute(atom, name), node, arguments, env)
        return UNKNOWN


def _bind(atom: Atom, owner: Object) -> Value:
    if isinstance(atom, Function) and atom.bound is None:
        return one(Function(atom.node, one(owner)))
    return one(atom)
