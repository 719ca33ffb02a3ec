"""Follows values through a module's syntax tree, to a fixed point.

Names are followed in the order of the statements, with the branches of an `if` and the rounds of
a loop joined; attributes, parameters and returns are joined over the whole module. What comes from
elsewhere is unknown and stays so.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import cast

from porting.evidence import FileEvidence
from porting.flow.attributes import decorators_of
from porting.flow.containers import with_item
from porting.flow.expressions import Expressions
from porting.flow.findings import Findings, FunctionNode
from porting.flow.library import Facts, signatures_of
from porting.flow.state import STANDARD, Env
from porting.flow.unpacked import binary_parameters
from porting.flow.values import (
    NOTHING,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Kind,
    Library,
    Many,
    Object,
    Step,
    Str,
    Value,
    is_binary,
    many,
    one,
    union,
)
from porting.trees import nodes_of

_MOST_ROUNDS = 25
# With these, what a process prints is text, in the exception for it as well.
_TEXT_OPTIONS = frozenset(("universal_newlines", "text", "encoding"))


def analyse(
    tree: ast.Module,
    evidence: FileEvidence | None = None,
    library: Facts | None = None,
    texts: Collection[tuple[int, int]] = (),
) -> Findings:
    """Follow the values of a module and report where kinds of strings meet.

    `evidence` answers where the module itself does not tell what a function takes or gives;
    `library` is what is known of other modules; `texts` are the places of literals that are text.
    """
    return Interpreter(tree, evidence, library, texts).run()


class Interpreter(Expressions):
    """Runs statements."""

    def run(self) -> Findings:
        self.settle()
        # Whoever calls what nobody calls here, we know nothing of the arguments.
        for function in self.outer:
            if function not in self.called:
                self.lose_parameters(function)
        self.settle()
        findings = self.new_findings()
        findings.made, findings.taken = self.made, self.taken
        findings.tables = self.tables
        if self.stale:
            # Not settled after all these rounds: nothing is certain, so nothing is reported.
            return findings
        for scope in (None, *self.outer):
            findings.add(self.found_in[scope])
        return findings

    @cached_property
    def binary_parameters(self) -> dict[tuple[FunctionNode, str], Value]:
        return binary_parameters(self.tree)

    def called_with(self, function: FunctionNode, name: str) -> Value:
        """What a method takes in the place of one of the library, as that one does: bytes."""
        owner = self.owners.get(function)
        places = [argument.arg for argument in function.args.args]
        if owner is None or name not in places[1:]:
            return UNKNOWN
        method = getattr(function, "name", "")
        place = places.index(name)
        for atom in union(self.bases.get(owner, ())):
            entry = self.library.member(atom.name, method) if isinstance(atom, Library) else None
            signatures = signatures_of(entry) if entry is not None else ()
            if not isinstance(atom, Library) or len(signatures) != 1:
                continue
            for parameter in signatures[0].parameters[place - 1 : place]:
                if parameter.types == {"bytes"}:
                    text = f"`{name}` is bytes, as for `{atom.name}.{method}`"
                    why = Step(text, cast("ast.expr", function.args.args[place]))
                    return one(Str(Kind.BYTES, why=why))
        return UNKNOWN

    def lose_parameters(self, function: FunctionNode) -> None:
        """Nobody knows what a function is called with."""
        for name in _parameter_names(function.args):
            if not (name == "self" and function in self.owners):
                self.join((function, name), UNKNOWN)

    def settle(self) -> None:
        """Run what something changed for, until nothing changes any more."""
        for _ in range(_MOST_ROUNDS):
            if not self.stale:
                return
            stale, self.stale = self.stale, {}
            for function in stale:
                self.run_function(function)

    def run_function(self, node: FunctionNode | None) -> None:
        """Run the body of a function, or (for None) of the module.

        What was found in it before was found with less known, and counts no more.
        """
        self.function = node
        self.findings = self.found_in[node] = self.new_findings()
        env: Env = {}
        if node is None:
            self.block(self.tree.body, env)
            for name, value in env.items():
                self.join(("name", name), value)
            return
        for name in _parameter_names(node.args):
            env[name] = self.witness.argument(node, name, self.read((node, name)))
            if env[name] == UNKNOWN:
                env[name] = self.binary_parameters.get((node, name)) or self.called_with(node, name)
        owner = self.owners.get(node)
        arguments = [*node.args.posonlyargs, *node.args.args]
        if owner and arguments:
            kind = Class if "classmethod" in decorators_of(node) else Object
            env[arguments[0].arg] = union(one(kind(each)) for each in self.family_of(owner))
        if isinstance(node, ast.Lambda):
            self.join_return(node, node.body, self.expr(node.body, env))
        else:
            self.block(node.body, env)
        for name, value in env.items():
            self.join((node, "local", name), value)

    def family_of(self, owner: ast.ClassDef) -> list[ast.ClassDef]:
        """A class and those derived from it: what ``self`` may be in its methods."""
        if owner not in self.families:
            found = self.families[owner] = [owner]
            for node, bases in self.bases.items():
                if any(
                    isinstance(atom, Class) and atom.node in found
                    for base in bases
                    for atom in base
                ):
                    found.append(node)
        return self.families[owner]

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
            value = self.expr(node.value, env)
            self.shown_by_method(self.function, node.value, value)
            self.join_return(self.function, node.value, value)
        return False

    def shown_by_method(self, function: FunctionNode, node: ast.expr, value: Value) -> None:
        """What shows an object must be text. Beside ``__unicode__``, ``__str__`` gave its bytes."""
        name = getattr(function, "name", "")
        owner = self.owners.get(function)
        has_both = owner is not None and any(
            isinstance(each, ast.FunctionDef) and each.name == "__unicode__" for each in owner.body
        )
        if (
            name == "__str__"
            and name not in self.mentioned
            and value.is_bytes
            and is_binary(value.why)
        ):
            self.named_bytes(function, value.why)
        elif name in ("__repr__", "__unicode__") or (name == "__str__" and not has_both):
            self.leaves(node, value, "what shows an object must be text")
        inherited = self.method_of_base(Class(owner), name) if owner is not None else None
        if inherited is None:
            return
        entry, base = inherited
        kinds = {each.returns for each in signatures_of(entry)}
        if kinds == {"str"}:
            self.leaves(node, value, f"`{base}.{name}` gives text")
        elif kinds == {"bytes"}:
            self.enters(node, value, f"what `{base}.{name}` gives")

    def named_bytes(self, function: FunctionNode, why: Step | None) -> None:
        """A method gives bytes that are no text: it gets the name of one that does."""
        if self.findings is not None and isinstance(function, ast.FunctionDef):
            column = function.col_offset + len("def ")
            name = ast.Name(function.name, ast.Load())
            name.lineno = name.end_lineno = function.lineno
            name.col_offset, name.end_col_offset = column, column + len(function.name)
            self.findings.objects.append((name, why))

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
        ends = []
        for body, branch in zip((node.body, node.orelse), self.narrow(node.test, env)):
            if self.block(body, branch):
                ends.append(branch)
        if ends:
            _become(env, ends)
        return bool(ends)

    def do_For(self, node: ast.For | ast.AsyncFor, env: Env) -> None:
        value = self.expr(node.iter, env)
        if self.findings is not None and self.gives_lines(value):
            self.findings.files_of_lines.add(node.iter)
        self.loop(node, env, self.items_of(value, node.iter))

    do_AsyncFor = do_For

    def do_While(self, node: ast.While, env: Env) -> None:
        self.loop(node, env, None)

    def loop(self, node: ast.For | ast.AsyncFor | ast.While, env: Env, items: Value | None) -> None:
        # What is found is what the last turn sees, when nothing new comes in.
        findings = self.findings
        for _ in range(_MOST_ROUNDS):
            before = dict(env)
            self.findings = None if findings is None else self.new_findings()
            self.turn(node, env, items)
            if env == before:
                break
        if findings is not None and self.findings is not None:
            findings.add(self.findings)
        self.findings = findings
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
                branch[handler.name] = self.caught(handler, env)
            if self.block(handler.body, branch):
                if isinstance(handler.type, ast.Name) and handler.type.id == "NameError":
                    # What is there for those without a builtin does what the builtin does.
                    for name in (branch.keys() - start.keys()) & vars(builtins).keys():
                        del branch[name]
                ends.append(branch)
        if ends:
            _become(env, [dict(end) for end in ends])
        return self.block(node.finalbody, env) and bool(ends)

    do_TryStar = do_Try

    @cached_property
    def asks_for_text(self) -> bool:
        """Whether something in the module may ask a process for text."""
        return any(
            isinstance(node, ast.keyword) and node.arg in _TEXT_OPTIONS
            for node in nodes_of(self.tree)
        )

    def caught(self, handler: ast.ExceptHandler, env: Env) -> Value:
        """The exception that a handler catches."""
        if handler.type is None:
            return UNKNOWN
        kinds = self.expr(handler.type, env)
        if isinstance(handler.type, ast.Tuple):
            kinds = self.items_of(kinds, handler.type)
        found = Value(is_open=kinds.is_open)
        for atom in kinds:
            if isinstance(atom, Library) and not self.asks_for_text:
                found = found | one(Instance(self.library.resolve(atom.name)[0]))
            elif isinstance(atom, Class):
                found = found | union(one(Object(each)) for each in self.family_of(atom.node))
            else:
                found = found | UNKNOWN
        return found

    def do_Import(self, node: ast.Import, env: Env) -> None:
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.split(".")[0]
            own = self.library.module(alias.name)
            if own is not None and not alias.asname:
                own = own[: len(name) + 1]
            env[alias.asname or name] = one(Library(own or name))

    def do_ImportFrom(self, node: ast.ImportFrom, env: Env) -> None:
        own = self.library.module(node.module or "", node.level)
        module = own or ("" if node.level else node.module or "")
        for alias in node.names:
            if alias.name == "*":
                for name in self.library.names_in(module) if module else ():
                    env[name] = self.attribute_of_library(f"{module}.{name}")
                continue
            value = self.attribute_of_library(f"{module}.{alias.name}") if module else UNKNOWN
            inner = self.library.module(
                f"{node.module}.{alias.name}" if node.module else alias.name, node.level
            )
            if inner is not None:
                value = one(Library(inner))
            elif own and self.library.entry(f"{module}.{alias.name}") is None:
                value = UNKNOWN
            env[alias.asname or alias.name] = value

    def do_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef, env: Env) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.expr(default, env)
        self.define(node, env)
        value = one(Function(node))
        for decorator in node.decorator_list:
            kind = self.expr(decorator, env)
            if not _is_transparent(kind):
                value = UNKNOWN
        env[node.name] = value

    do_AsyncFunctionDef = do_FunctionDef

    def define(self, node: FunctionNode, env: Env) -> None:
        if node not in self.outer:
            self.outer[node] = self.function
            self.stale[node] = None
            arguments = node.args
            pairs = zip(
                reversed([*arguments.posonlyargs, *arguments.args]), reversed(arguments.defaults)
            )
            for argument, default in pairs:
                self.join((node, argument.arg), self.expr(default, env))
            # Special methods are called without their names.
            name = "__lambda__" if isinstance(node, ast.Lambda) else node.name
            if name not in self.mentioned and not name.startswith("__"):
                self.lose_parameters(node)

    def do_ClassDef(self, node: ast.ClassDef, env: Env) -> None:
        self.bases[node] = [self.expr(base, env) for base in node.bases]
        self.families.clear()
        inside = dict(env)
        self.block(node.body, inside)
        for statement in node.body:
            if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            if "staticmethod" not in decorators_of(statement):
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

    def assign(self, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
        if isinstance(target, ast.Name):
            self.aliases.pop((self.function, target.id), None)
            if _is_inside(source) and any(isinstance(atom, Many) for atom in value):
                self.aliases[self.function, target.id] = source
            env[target.id] = value.because(f"`{target.id}` is {{}}", source)
            if self.findings is not None:
                self.findings.assignments[self.function, target.id].append(source)
            if target.id in self.globals.get(self.function, ()):
                self.grow_outside(("name", target.id), value)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, many(value), source, env)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, element in enumerate(target.elts):
                self.assign(element, self.item_at(value, index, source), source, env)
        elif isinstance(target, ast.Attribute):
            owner = self.expr(target.value, env)
            text = f"`.{target.attr}` is {{}}"
            for atom in owner:
                if atom == Library("sys") and target.attr in STANDARD:
                    self.use_standard(target.attr, None, source)
                if isinstance(atom, (Object, Class)):
                    self.join((atom.node, target.attr), value.because(text, source))
                elif isinstance(atom, Instance) and (
                    self.library.member(atom.name, target.attr) == "bytes"
                ):
                    self.enters(source, value, f"`.{target.attr}`")
        elif isinstance(target, ast.Subscript):
            container = self.expr(target.value, env)
            key = self.expr(target.slice, env)
            if not isinstance(target.slice, ast.Slice):
                self.keyed(container, key, target, target.slice)
                for atom in container:
                    if isinstance(atom, Object):
                        self.method(one(atom), "__setitem__", target, [key, value], env)
                    elif isinstance(atom, Instance):
                        self.put(atom, value, source)
            if isinstance(target.slice, ast.Slice) and any(map(_is_buffer, container)):
                self.enters(source, value, "a buffer of bytes")
            fields = self.field(target.slice, key, value)
            grown = with_item(container, value, key, fields)
            self.become(target.value, grown, source, env)

    def put(self, owner: Instance, value: Value, source: ast.expr) -> None:
        """A value is put into an object of the library, at a key."""
        entry = self.library.member(owner.name, "__setitem__")
        signatures = signatures_of(entry) if entry is not None else ()
        if len(signatures) == 1 and len(signatures[0].parameters) == 2:
            kinds = signatures[0].parameters[1].types
            self.take_one(kinds, source, value, f"`{owner.name}`", is_table=False)


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
    names = dict.fromkeys(name for end in ends for name in end)
    joined = {name: union(end.get(name, NOTHING) for end in ends) for name in names}
    env.clear()
    env.update(joined)


def _is_buffer(atom: Atom) -> bool:
    return isinstance(atom, Instance) and atom.name in ("mmap.mmap", "builtins.bytearray")


def _is_inside(source: ast.expr) -> bool:
    """Whether an expression gives something that another thing holds: it grows there, too."""
    if isinstance(source, ast.Call):
        return isinstance(source.func, ast.Attribute) and source.func.attr == "setdefault"
    return isinstance(source, (ast.Subscript, ast.Attribute))


def _is_transparent(decorator: Value) -> bool:
    """Whether a decorator leaves the function what it was."""
    names = ("builtins.staticmethod", "builtins.classmethod", "atexit.register")
    return all(isinstance(atom, Library) and atom.name in names for atom in decorator) and not (
        decorator.is_open
    )
