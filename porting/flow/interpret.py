"""Follows values through a module's syntax tree, to a fixed point.

Names are followed in the order of the statements, with the branches of an `if` and the rounds of
a loop joined; attributes, parameters and returns are joined over the whole module. What comes from
elsewhere is unknown and stays so.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from porting.flow import library
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

Env = dict[str, Value]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Key = tuple[object, ...]
_MOST_ROUNDS = 12
_NO_GROUP = re.compile(r"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]")
_GROUP = re.compile(r"\((?!\?)|\(\?P<")
_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True)
class Meeting:
    """A literal, or what was made of it, works together with a string of a kind (None: unknown).

    `origins` are the literals; `node` is the expression in which they meet.
    """

    origins: frozenset[tuple[int, int]]
    kind: Kind | None
    node: ast.expr
    why: Step | None
    is_pattern: bool = False


@dataclass(frozen=True)
class Exit:
    """Bytes leave as text at an expression: it is printed, formatted, or joined to text."""

    node: ast.expr
    where: str
    value: Value
    function: FunctionNode | None


@dataclass(frozen=True)
class StreamUse:
    """What happens to a file in memory.

    `kind` is what it must be of for that: BYTES where it is copied to a binary file or starts from
    bytes, TEXT where somebody prints into it. Where something is written into it, `written` is the
    expression and `value` what that may be.
    """

    origin: tuple[int, int]
    node: ast.expr
    kind: Kind | None = None
    why: Step | None = None
    written: ast.expr | None = None
    value: Value = NOTHING


@dataclass
class Findings:
    """What the analysis saw, once the values were settled."""

    meetings: list[Meeting] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    returns: dict[FunctionNode, list[tuple[ast.expr, Value]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    assignments: dict[tuple[FunctionNode | None, str], list[ast.expr]] = field(
        default_factory=lambda: defaultdict(list)
    )
    callees: dict[ast.expr, tuple[FunctionNode, ...]] = field(default_factory=dict)
    streams: list[StreamUse] = field(default_factory=list)


def analyse(tree: ast.Module) -> Findings:
    """Follow the values of a module and report where kinds of strings meet."""
    return _Interpreter(tree).run()


class _Interpreter:
    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.known: dict[Key, Value] = {}
        self.readers: dict[Key, set[FunctionNode | None]] = defaultdict(set)
        self.stale: dict[FunctionNode | None, None] = {None: None}
        self.outer: dict[FunctionNode, FunctionNode | None] = {}
        self.owners: dict[FunctionNode, ast.ClassDef] = {}
        self.called: set[FunctionNode] = set()
        self.bases: dict[ast.ClassDef, list[Value]] = {}
        self.globals: dict[FunctionNode | None, set[str]] = defaultdict(set)
        self.bound = _bound_names(tree)
        self.bound_attributes = self.bound | {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        self.literals: dict[tuple[int, int], str | bytes] = {}
        self.function: FunctionNode | None = None
        self.exits_of_loops: list[list[Env]] = []
        self.findings: Findings | None = None

    def run(self) -> Findings:
        self.settle()
        # Whoever calls what nobody calls here, we know nothing of the arguments.
        for function in self.outer:
            if function not in self.called:
                for name in _parameter_names(function.args):
                    if not (name == "self" and function in self.owners):
                        self.join((function, name), UNKNOWN)
        self.settle()
        self.findings = Findings()
        for scope in (None, *self.outer):
            self.run_function(scope)
        return self.findings

    def settle(self) -> None:
        """Run what something changed for, until nothing changes any more."""
        for _ in range(_MOST_ROUNDS):
            if not self.stale:
                return
            stale, self.stale = self.stale, {}
            for function in stale:
                self.run_function(function)

    def run_function(self, node: FunctionNode | None) -> None:
        """Run the body of a function, or (for None) of the module."""
        self.function = node
        env: Env = {}
        if node is None:
            self.block(self.tree.body, env)
            for name, value in env.items():
                self.join(("name", name), value)
            return
        for name in _parameter_names(node.args):
            env[name] = self.read((node, name))
        owner = self.owners.get(node)
        arguments = [*node.args.posonlyargs, *node.args.args]
        if owner and arguments:
            env[arguments[0].arg] = one(Object(owner))
        if isinstance(node, ast.Lambda):
            self.join_return(node, node.body, self.expr(node.body, env))
        else:
            self.block(node.body, env)
        for name, value in env.items():
            self.join((node, "local", name), value)

    def read(self, key: Key) -> Value:
        """What is known of a parameter, a return, an attribute or a name of an outer scope."""
        self.readers[key].add(self.function)
        return self.known.get(key, NOTHING)

    def join(self, key: Key, value: Value) -> None:
        """Add to what is known; whoever read it before must run again."""
        old = self.known.get(key)
        new = value if old is None else old | value
        self.known[key] = new
        if new is not old and new != old:
            self.stale.update(dict.fromkeys(self.readers[key]))

    def join_return(self, function: FunctionNode, node: ast.expr, value: Value) -> None:
        self.join((function, "return"), value)
        if self.findings is not None:
            self.findings.returns[function].append((node, value))

    # Statements: each returns whether the next one is reached

    def block(self, body: Sequence[ast.stmt], env: Env) -> bool:
        return all(self.statement(statement, env) for statement in body)

    def statement(self, node: ast.stmt, env: Env) -> bool:
        handler = getattr(self, f"do_{type(node).__name__}", None)
        if handler is not None:
            return handler(node, env) is not False
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.expr(child, env)
        return True

    def do_Expr(self, node: ast.Expr, env: Env) -> None:
        self.expr(node.value, env)

    def do_Return(self, node: ast.Return, env: Env) -> bool:
        if node.value is not None and self.function is not None:
            self.join_return(self.function, node.value, self.expr(node.value, env))
        return False

    def do_Raise(self, node: ast.Raise, env: Env) -> bool:
        for child in (node.exc, node.cause):
            if child is not None:
                self.expr(child, env)
        return False

    def do_Break(self, node: ast.Break, env: Env) -> bool:
        if self.exits_of_loops:
            self.exits_of_loops[-1].append(dict(env))
        return False

    do_Continue = do_Break

    def do_Assign(self, node: ast.Assign, env: Env) -> None:
        value = self.expr(node.value, env)
        for target in node.targets:
            self.assign(target, value, node.value, env)

    def do_AnnAssign(self, node: ast.AnnAssign, env: Env) -> None:
        if node.value is not None:
            self.assign(node.target, self.expr(node.value, env), node.value, env)

    def do_AugAssign(self, node: ast.AugAssign, env: Env) -> None:
        left = ast.copy_location(_as_load(node.target), node.target)
        value = self.operation(node, left, node.op, node.value, env)
        self.assign(node.target, value, node.value, env)

    def do_If(self, node: ast.If, env: Env) -> bool:
        self.expr(node.test, env)
        return self.branches((node.body, node.orelse), env)

    def branches(self, bodies: Iterable[Sequence[ast.stmt]], env: Env) -> bool:
        ends = []
        for body in bodies:
            branch = dict(env)
            if self.block(body, branch):
                ends.append(branch)
        if ends:
            _become(env, ends)
        return bool(ends)

    def do_For(self, node: ast.For | ast.AsyncFor, env: Env) -> None:
        items = self.items_of(self.expr(node.iter, env), node.iter)
        self.loop(node, env, items)

    do_AsyncFor = do_For

    def do_While(self, node: ast.While, env: Env) -> None:
        self.loop(node, env, None)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While, env: Env, items: Value | None) -> None:
        # What is reported is what the last turn sees, when nothing new comes in.
        findings, self.findings = self.findings, None
        for _ in range(_MOST_ROUNDS):
            before = dict(env)
            self.turn(node, env, items)
            if env == before:
                break
        self.findings = findings
        if findings is not None:
            self.turn(node, env, items)
        self.block(node.orelse, env)

    def turn(self, node: ast.For | ast.AsyncFor | ast.While, env: Env, items: Value | None) -> None:
        """Go through the body of a loop once, and join what comes out of it to what went in."""
        self.exits_of_loops.append([])
        inside = dict(env)
        if isinstance(node, ast.While):
            self.expr(node.test, inside)
        elif items is not None:
            self.assign(node.target, items, node.iter, inside)
        ends = [inside] if self.block(node.body, inside) else []
        _become(env, [dict(env), *ends, *self.exits_of_loops.pop()])

    def do_With(self, node: ast.With | ast.AsyncWith, env: Env) -> bool:
        for item in node.items:
            value = self.expr(item.context_expr, env)
            if item.optional_vars is not None:
                entered = self.method(value, "__enter__", item.context_expr, [], env)
                self.assign(item.optional_vars, entered, item.context_expr, env)
        return self.block(node.body, env)

    do_AsyncWith = do_With

    def do_Try(self, node: ast.Try, env: Env) -> bool:
        before = dict(env)
        ends = [env] if self.block([*node.body, *node.orelse], env) else []
        start = dict(before)
        _become(start, [before, dict(env)])
        for handler in node.handlers:
            branch = dict(start)
            if handler.name:
                branch[handler.name] = UNKNOWN
            if self.block(handler.body, branch):
                ends.append(branch)
        if ends:
            _become(env, [dict(end) for end in ends])
        return self.block(node.finalbody, env) and bool(ends)

    do_TryStar = do_Try

    def do_Import(self, node: ast.Import, env: Env) -> None:
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            env[alias.asname or name] = one(Library(name))

    def do_ImportFrom(self, node: ast.ImportFrom, env: Env) -> None:
        for alias in node.names:
            known = not node.level and node.module and alias.name != "*"
            value = one(Library(f"{node.module}.{alias.name}")) if known else UNKNOWN
            env[alias.asname or alias.name] = value

    def do_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef, env: Env) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.expr(default, env)
        self.define(node)
        value = one(Function(node))
        for decorator in node.decorator_list:
            kind = self.expr(decorator, env)
            if not _is_transparent(kind):
                value = UNKNOWN
        env[node.name] = value

    do_AsyncFunctionDef = do_FunctionDef

    def define(self, node: FunctionNode) -> None:
        if node not in self.outer:
            self.outer[node] = self.function
            self.stale[node] = None
            arguments = node.args
            pairs = zip(
                reversed([*arguments.posonlyargs, *arguments.args]), reversed(arguments.defaults)
            )
            for argument, default in pairs:
                self.join((node, argument.arg), self.expr(default, {}))

    def do_ClassDef(self, node: ast.ClassDef, env: Env) -> None:
        self.bases[node] = [self.expr(base, env) for base in node.bases]
        inside = dict(env)
        self.block(node.body, inside)
        for statement in node.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                static = any(
                    isinstance(decorator, ast.Name) and decorator.id == "staticmethod"
                    for decorator in statement.decorator_list
                )
                if not static:
                    self.owners[statement] = node
        for name, value in inside.items():
            if env.get(name) is not value:
                self.join((node, name), value)
        env[node.name] = one(Class(node))

    def do_Global(self, node: ast.Global, env: Env) -> None:
        for name in node.names:
            self.globals[self.function].add(name)
            env.setdefault(name, self.read(("name", name)))

    def do_Delete(self, node: ast.Delete, env: Env) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                env.pop(target.id, None)

    # Assignment

    def assign(self, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
        if isinstance(target, ast.Name):
            env[target.id] = value.because(f"`{target.id}` is {{}}", source)
            if self.findings is not None:
                self.findings.assignments[self.function, target.id].append(source)
            if target.id in self.globals.get(self.function, ()):
                self.join(("name", target.id), value)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, many(value), source, env)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, element in enumerate(target.elts):
                self.assign(element, self.item_at(value, index, source), source, env)
        elif isinstance(target, ast.Attribute):
            owner = self.expr(target.value, env)
            text = f"`.{target.attr}` is {{}}"
            for atom in owner:
                if isinstance(atom, (Object, Class)):
                    self.join((atom.node, target.attr), value.because(text, source))
        elif isinstance(target, ast.Subscript):
            container = self.expr(target.value, env)
            self.expr(target.slice, env)
            if isinstance(target.value, ast.Name):
                env[target.value.id] = _with_item(container, value)

    # Expressions

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

    def item_at(self, value: Value, index: int | None, node: ast.expr) -> Value:
        """What ``value[index]`` may be; None stands for any index."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Row):
                if index is not None and -len(atom.items) <= index < len(atom.items):
                    found = found | atom.items[index]
                else:
                    found = found | union(atom.items)
            elif isinstance(atom, Many):
                found = found | atom.items
            elif isinstance(atom, Regex) and atom.is_match:
                found = found | library.result_of_match("__getitem__", atom, 1, atom.why)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                found = found | one(atom)
            elif isinstance(atom, (Str, Other)):
                found = found | OTHER
            else:
                found = found | UNKNOWN
        return found

    def items_of(self, value: Value, node: ast.expr) -> Value:
        """What iterating over a value gives."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Many):
                found = found | (
                    one(Str(Kind.NATIVE)) | UNKNOWN if atom.name == "dict" else atom.items
                )
            elif isinstance(atom, Row):
                found = found | union(atom.items)
            elif isinstance(atom, Instance):
                kind = library.RETURNS.get(f"{atom.name}.__iter__")
                found = found | (library.value_of_type(kind, atom.why) if kind else UNKNOWN)
            elif isinstance(atom, Str) and atom.kind is not Kind.BYTES:
                found = found | one(atom)
            elif isinstance(atom, Str):
                found = found | OTHER
            else:
                found = found | UNKNOWN
        return found

    # Operators

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

    # Calls

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
        result = self.read((function.node, "return"))
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
        for atom in owner:
            # What may be None as well has no methods then: there is nothing to follow.
            if not (isinstance(atom, Other) and len(owner.atoms) > 1):
                found = found | self.method_of(atom, name, node, arguments, env)
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

    def method_of_stream(
        self, atom: Stream, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        if name == "write" and arguments and isinstance(node, ast.Call):
            value = arguments[0]
            kind = Kind.BYTES if value.is_bytes else None
            self.record_stream(StreamUse(atom.origin, node, kind, value.why, node.args[0], value))
        if name in ("read", "readline", "getvalue"):
            return one(Str(Kind.TEXT, why=why))
        if name == "readlines":
            return many(one(Str(Kind.TEXT, why=why)))
        return OTHER if name in ("write", "seek", "tell", "close", "flush") else UNKNOWN

    def make_stream(self, node: ast.Call, arguments: list[Value]) -> Value:
        """What ``io.StringIO(...)`` gives."""
        origin = (node.func.lineno, node.func.col_offset)
        if arguments:
            kind = Kind.BYTES if arguments[0].is_bytes else None
            use = StreamUse(origin, node, kind, arguments[0].why, node.args[0], arguments[0])
            self.record_stream(use)
        return one(Stream(origin, why=Step("{} is a file in memory", node)))

    def record_stream(self, use: StreamUse) -> None:
        if self.findings is not None:
            self.findings.streams.append(use)

    def copy_stream(self, source: Value, target: Value, node: ast.expr) -> None:
        """A file is copied into another."""
        is_binary = any(
            isinstance(atom, Instance) and atom.name == "io.BufferedWriter" for atom in target
        )
        for atom in source:
            if isinstance(atom, Stream) and is_binary:
                why = Step("{} copies it into a file of bytes", node, atom.why)
                self.record_stream(StreamUse(atom.origin, node, Kind.BYTES, why))

    def method_of_container(self, atom: Many, name: str, arguments: list[Value]) -> Value:
        if atom.name == "dict":
            if name == "values":
                return many(atom.items, "iterator")
            if name in ("get", "pop", "setdefault"):
                return union([atom.items, OTHER, *arguments[1:]])
            return UNKNOWN
        return atom.items if name == "pop" else UNKNOWN

    def method_of_string(
        self, atom: Str, name: str, node: ast.expr, arguments: list[Value], why: Step
    ) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "format" and atom.kind is not Kind.BYTES:
            for argument, value in zip(given, arguments):
                self.leaves(argument, value, "text is formatted with it")
            return one(Str(Kind.TEXT))
        if name in ("decode", "encode"):
            return library.method_of_string(atom, name, why)
        if name == "join" and atom.kind is Kind.NATIVE and arguments:
            items = self.items_of(arguments[0], given[0])
            if items.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(atom.origins, items, node)
                return items
        for value in arguments:
            if value.kind is Kind.NATIVE and atom.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(value.origins, one(atom), node)
            elif atom.kind is Kind.NATIVE and value.kind in (Kind.BYTES, Kind.TEXT):
                self.meets(atom.origins, value, node)
        return library.method_of_string(atom, name, why)

    def call_library(self, name: str, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        given = node.args if isinstance(node, ast.Call) else []
        if name == "re.compile" and arguments:
            return self.pattern(arguments[0])
        if name.startswith("re.") and name[3:] in library.REGEX_FUNCTIONS and len(arguments) > 1:
            pattern = self.pattern(arguments[0])
            return self.regex(name[3:], pattern, arguments[1:], node)
        if name.startswith("builtins.") and isinstance(node, ast.Call):
            found = self.call_builtin(name[9:], node, arguments, env)
            if found is not None:
                return found
        if name == "io.StringIO" and isinstance(node, ast.Call):
            return self.make_stream(node, arguments)
        if name == "shutil.copyfileobj" and len(arguments) > 1:
            self.copy_stream(arguments[0], arguments[1], node)
        if name == "threading.Thread" and isinstance(node, ast.Call):
            self.start_thread(node, env)
        if name == "sys.stdout.write" and given:
            self.leaves(given[0], arguments[0], "it is written to standard output")
        kind = library.RETURNS.get(name)
        if kind is None:
            return UNKNOWN
        return library.value_of_type(kind, Step(f"{{}} gives {kind}", node))

    def call_builtin(
        self, name: str, node: ast.Call, arguments: list[Value], env: Env
    ) -> Value | None:
        first = arguments[0] if arguments else NOTHING
        if name == "print":
            for argument, value in zip(node.args, arguments):
                self.leaves(argument, value, "it is printed")
            for keyword in node.keywords:
                for atom in self.expr(keyword.value, env) if keyword.arg == "file" else ():
                    if isinstance(atom, Stream):
                        self.record_stream(StreamUse(atom.origin, node, Kind.TEXT))
            return OTHER
        if name == "str":
            if len(arguments) == 1 and not node.keywords:
                self.leaves(node.args[0], first, "`str()` shows it")
            return one(Str(Kind.TEXT))
        if name in ("bytes", "bytearray"):
            return one(Str(Kind.BYTES, why=Step("{}", node, first.why)))
        if name == "open":
            mode = arguments[1] if len(arguments) > 1 else None
            for keyword in node.keywords:
                if keyword.arg == "mode":
                    mode = self.expr(keyword.value, env)
            return self.opened(node, mode)
        if name in ("list", "tuple", "set", "sorted", "iter", "reversed", "frozenset"):
            return many(self.items_of(first, node)) if arguments else many(NOTHING)
        if name in ("next", "min", "max") and len(arguments) == 1:
            return self.items_of(first, node)
        if name == "enumerate":
            return many(one(Row((OTHER, self.items_of(first, node)))))
        if name == "zip":
            rows = tuple(self.items_of(value, node) for value in arguments)
            return many(one(Row(rows)))
        if name == "map" and len(arguments) == 2:
            mapped = self.call(first, node, [self.items_of(arguments[1], node)], env)
            return many(mapped, "iterator")
        return None

    def opened(self, node: ast.Call, mode: Value | None) -> Value:
        text = ""
        argument = node.args[1] if len(node.args) > 1 else None
        for keyword in node.keywords:
            if keyword.arg == "mode":
                argument = keyword.value
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            text = argument.value
        elif mode is not None:
            return UNKNOWN
        kind = "io.BufferedReader" if "b" in text else "io.TextIOWrapper"
        why = Step(f"{{}} is a file of {'bytes' if 'b' in text else 'text'}", node)
        return one(Instance(kind, why=why))

    def start_thread(self, node: ast.Call, env: Env) -> None:
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "target" not in keywords:
            return
        given = keywords.get("args")
        arguments = (
            [self.expr(item, env) for item in given.elts] if isinstance(given, ast.Tuple) else []
        )
        for atom in self.expr(keywords["target"], env):
            if isinstance(atom, Function):
                skip = int(atom.bound is not None)
                self.bind(atom.node, keywords["target"], arguments, env, skip)

    # Patterns

    def pattern(self, value: Value) -> Value:
        """What ``re.compile`` makes of a value."""
        found = Value(is_open=value.is_open)
        for atom in value:
            if isinstance(atom, Str):
                groups = self.count_groups(atom)
                found = found | one(Regex(atom.kind, atom.origins, groups, why=atom.why))
            elif isinstance(atom, Regex):
                found = found | one(atom)
            else:
                found = found | UNKNOWN
        return found

    def count_groups(self, atom: Str) -> int | None:
        """How many groups a pattern has that was put together from literals alone."""
        if not atom.origins:
            return None
        found = 0
        for place in atom.origins:
            literal = self.literals[place]
            text = literal if isinstance(literal, str) else literal.decode("latin-1")
            found += len(_GROUP.findall(_NO_GROUP.sub("", text)))
        return found

    def regex(self, name: str, pattern: Value, arguments: list[Value], node: ast.expr) -> Value:
        """What a pattern's method gives; the pattern, the subject and the replacement meet."""
        if name not in library.REGEX_FUNCTIONS or not arguments:
            return UNKNOWN
        replaces = name in ("sub", "subn")
        if replaces and len(arguments) < 2:
            return UNKNOWN
        subject = arguments[1] if replaces else arguments[0]
        if subject == NOTHING:
            return NOTHING
        origins = pattern.origins
        if replaces:
            origins = origins | arguments[0].origins
        kind = subject.kind
        if kind is Kind.NATIVE:
            origins = origins | subject.origins
            kinds = [atom.kind for atom in pattern if isinstance(atom, Regex)]
            kind = kinds[0] if len(set(kinds)) == 1 else Kind.NATIVE
        searched = "bytes" if kind is Kind.BYTES else "text"
        why = Step(f"{{}} searches {searched}", node, subject.why)
        self.record_meeting(Meeting(origins, kind, node, why, is_pattern=True))
        if kind is None:
            return UNKNOWN
        groups = {atom.groups for atom in pattern if isinstance(atom, Regex)}
        count = groups.pop() if len(groups) == 1 else None
        return library.result_of_regex(name, kind, count, Step("{}", node, subject.why))

    # Findings

    def meets(self, origins: frozenset[tuple[int, int]], other: Value, node: ast.expr) -> None:
        if origins:
            kind = other.kind
            why = Step(f"{{}} meets {kind.value if kind else 'a string'}", node, other.why)
            self.record_meeting(Meeting(origins, kind, node, why))

    def record_meeting(self, meeting: Meeting) -> None:
        if self.findings is not None and meeting.origins:
            self.findings.meetings.append(meeting)

    def leaves(self, node: ast.expr, value: Value, where: str) -> None:
        """A value goes where only text should."""
        if self.findings is None:
            return
        if value.is_bytes:
            self.findings.exits.append(Exit(node, where, value, self.function))
        elif value.origins:
            self.findings.meetings.append(Meeting(value.origins, Kind.TEXT, node, None))


def _bound_names(tree: ast.Module) -> frozenset[str]:
    """Every name that is assigned, defined or imported somewhere in the module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return frozenset(names)


def _parameter_names(arguments: ast.arguments) -> list[str]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return [argument.arg for argument in every]


def _as_load(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Name):
        return ast.Name(target.id, ast.Load())
    if isinstance(target, ast.Attribute):
        return ast.Attribute(target.value, target.attr, ast.Load())
    if isinstance(target, ast.Subscript):
        return ast.Subscript(target.value, target.slice, ast.Load())
    return target


def _become(env: Env, ends: Sequence[Env]) -> None:
    """Make an environment the join of others."""
    names = {name for end in ends for name in end}
    joined = {name: union(end.get(name, NOTHING) for end in ends) for name in names}
    env.clear()
    env.update(joined)


def _bind(atom: Atom, owner: Object) -> Value:
    if isinstance(atom, Function) and atom.bound is None:
        return one(Function(atom.node, one(owner)))
    return one(atom)


def _is_transparent(decorator: Value) -> bool:
    """Whether a decorator leaves the function what it was."""
    names = ("builtins.staticmethod", "builtins.classmethod", "atexit.register")
    return all(isinstance(atom, Library) and atom.name in names for atom in decorator) and not (
        decorator.is_open
    )


def _with_item(container: Value, item: Value) -> Value:
    """A container after an item was put into it."""
    return Value(
        frozenset(
            Many(atom.items | item, atom.name, why=atom.why) if isinstance(atom, Many) else atom
            for atom in container
        ),
        container.is_open,
    )
