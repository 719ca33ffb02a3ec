"""What statements do to the names that are known, and which of them are reached."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence

from porting.flow.domain.findings import Findings, FunctionNode
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Sink, Step, Where
from porting.flow.domain.values import (
    NOTHING,
    UNKNOWN,
    Atom,
    Class,
    Function,
    Instance,
    Library,
    Many,
    Object,
    Str,
    Value,
    many,
    one,
    union,
)
from porting.flow.follow.attributes import attribute_of_library, decorators_of
from porting.flow.follow.calls import take_one
from porting.flow.follow.containers import field, gives_lines, keyed, with_item
from porting.flow.follow.methods import become, grow_outside, method_of_base
from porting.flow.follow.operators import narrow, operation
from porting.flow.follow.registry import STATEMENTS, runs
from porting.flow.follow.state import STANDARD, Env, State
from porting.flow.knowledge.library import signatures_of
from porting.flow.knowledge.traits import is_binary

# In so many turns of a loop nothing new comes in any more.
_MOST_TURNS = 25


def family_of(flow: State, owner: ast.ClassDef) -> list[ast.ClassDef]:
    """A class and those derived from it: what ``self`` may be in its methods."""
    if owner not in flow.families:
        found = flow.families[owner] = [owner]
        for node, bases in flow.bases.items():
            if any(
                isinstance(atom, Class) and atom.node in found for base in bases for atom in base
            ):
                found.append(node)
    return flow.families[owner]


def run_block(flow: State, body: Sequence[ast.stmt], env: Env) -> bool:
    return all(run_statement(flow, statement, env) for statement in body)


def run_statement(flow: State, node: ast.stmt, env: Env) -> bool:
    run_one = STATEMENTS.get(node.__class__)
    if run_one is not None:
        return run_one(flow, node, env) is not False
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            flow.expr(child, env)
    return True


@runs(ast.Expr)
def run_expr(flow: State, node: ast.Expr, env: Env) -> None:
    flow.expr(node.value, env)


@runs(ast.Return)
def run_return(flow: State, node: ast.Return, env: Env) -> bool:
    if node.value is not None and flow.function is not None:
        value = flow.expr(node.value, env)
        shown_by_method(flow, flow.function, node.value, value)
        flow.join_return(flow.function, node.value, value)
    return False


def shown_by_method(flow: State, function: FunctionNode, node: ast.expr, value: Value) -> None:
    """What shows an object must be text. Beside ``__unicode__``, ``__str__`` gave its bytes."""
    name = getattr(function, "name", "")
    owner = flow.owners.get(function)
    has_both = owner is not None and any(
        isinstance(each, ast.FunctionDef) and each.name == "__unicode__" for each in owner.body
    )
    if name == "__str__" and name not in flow.mentioned and value.is_bytes and is_binary(value.why):
        named_bytes(flow, function, value.why)
    elif name in ("__repr__", "__unicode__") or (name == "__str__" and not has_both):
        flow.leaves(node, value, Sink(Where.SHOWS_OBJECT))
    inherited = method_of_base(flow, Class(owner), name) if owner is not None else None
    if inherited is None:
        return
    entry, base = inherited
    kinds = {each.returns for each in signatures_of(entry)}
    if kinds == {"str"}:
        flow.leaves(node, value, Sink(Where.RETURNED_AS_TEXT, f"{base}.{name}"))
    elif kinds == {"bytes"}:
        flow.enters(node, value, Sink(Where.RETURNED_AS_BYTES, f"{base}.{name}"))


def named_bytes(flow: State, function: FunctionNode, why: Step | None) -> None:
    """A method gives bytes that are no text: it gets the name of one that does."""
    if isinstance(function, ast.FunctionDef):
        column = function.col_offset + len("def ")
        name = ast.Name(function.name, ast.Load())
        name.lineno = name.end_lineno = function.lineno
        name.col_offset, name.end_col_offset = column, column + len(function.name)
        flow.use(Where.OBJECT_SHOWN, name, one(Str(Kind.BYTES, why=why)))


@runs(ast.Raise)
def run_raise(flow: State, node: ast.Raise, env: Env) -> bool:
    for child in (node.exc, node.cause):
        if child is not None:
            flow.expr(child, env)
    return False


@runs(ast.Break, ast.Continue)
def run_break(flow: State, node: ast.Break, env: Env) -> bool:
    if flow.exits_of_loops:
        flow.exits_of_loops[-1].append(dict(env))
    return False


@runs(ast.Assign)
def run_assign(flow: State, node: ast.Assign, env: Env) -> None:
    value = flow.expr(node.value, env)
    for target in node.targets:
        flow.assign(target, value, node.value, env)


@runs(ast.AnnAssign)
def run_ann_assign(flow: State, node: ast.AnnAssign, env: Env) -> None:
    if node.value is not None:
        flow.assign(node.target, flow.expr(node.value, env), node.value, env)


@runs(ast.AugAssign)
def run_aug_assign(flow: State, node: ast.AugAssign, env: Env) -> None:
    left = ast.copy_location(_as_load(node.target), node.target)
    value = operation(flow, node, left, node.op, node.value, env)
    flow.assign(node.target, value, node.value, env)


@runs(ast.If)
def run_if(flow: State, node: ast.If, env: Env) -> bool:
    flow.expr(node.test, env)
    ends = []
    for body, branch in zip((node.body, node.orelse), narrow(flow, node.test, env)):
        if run_block(flow, body, branch):
            ends.append(branch)
    if ends:
        _become(env, ends)
    return bool(ends)


@runs(ast.For, ast.AsyncFor)
def run_for(flow: State, node: ast.For | ast.AsyncFor, env: Env) -> None:
    value = flow.expr(node.iter, env)
    if gives_lines(flow, value):
        flow.use(Where.LINES_OF_FILE, node.iter, value)
    loop(flow, node, env, flow.items_of(value, node.iter))


@runs(ast.While)
def run_while(flow: State, node: ast.While, env: Env) -> None:
    loop(flow, node, env, None)


def loop(
    flow: State, node: ast.For | ast.AsyncFor | ast.While, env: Env, items: Value | None
) -> None:
    # What is found is what the last turn sees, when nothing new comes in.
    findings = flow.findings
    for _ in range(_MOST_TURNS):
        before = dict(env)
        flow.findings = Findings()
        turn(flow, node, env, items)
        if env == before:
            break
    findings.add(flow.findings)
    flow.findings = findings
    run_block(flow, node.orelse, env)


def turn(
    flow: State, node: ast.For | ast.AsyncFor | ast.While, env: Env, items: Value | None
) -> None:
    """Go through the body of a loop once, and join what comes out of it to what went in."""
    flow.exits_of_loops.append([])
    inside = dict(env)
    if isinstance(node, ast.While):
        flow.expr(node.test, inside)
    elif items is not None:
        flow.assign(node.target, items, node.iter, inside)
    ends = [inside] if run_block(flow, node.body, inside) else []
    _become(env, [dict(env), *ends, *flow.exits_of_loops.pop()])


@runs(ast.With, ast.AsyncWith)
def run_with(flow: State, node: ast.With | ast.AsyncWith, env: Env) -> bool:
    for item in node.items:
        value = flow.expr(item.context_expr, env)
        if item.optional_vars is not None:
            entered = flow.method(value, "__enter__", item.context_expr, [], env)
            flow.assign(item.optional_vars, entered, item.context_expr, env)
    return run_block(flow, node.body, env)


@runs(ast.Try, getattr(ast, "TryStar", ast.Try))
def run_try(flow: State, node: ast.Try, env: Env) -> bool:
    before = dict(env)
    ends = [env] if run_block(flow, [*node.body, *node.orelse], env) else []
    start = dict(before)
    _become(start, [before, dict(env)])
    for handler in node.handlers:
        branch = dict(start)
        if handler.name:
            branch[handler.name] = caught(flow, handler, env)
        if run_block(flow, handler.body, branch):
            if isinstance(handler.type, ast.Name) and handler.type.id == "NameError":
                # What is there for those without a builtin does what the builtin does.
                for name in (branch.keys() - start.keys()) & vars(builtins).keys():
                    del branch[name]
            ends.append(branch)
    if ends:
        _become(env, [dict(end) for end in ends])
    return run_block(flow, node.finalbody, env) and bool(ends)


def caught(flow: State, handler: ast.ExceptHandler, env: Env) -> Value:
    """The exception that a handler catches."""
    if handler.type is None:
        return UNKNOWN
    kinds = flow.expr(handler.type, env)
    if isinstance(handler.type, ast.Tuple):
        kinds = flow.items_of(kinds, handler.type)
    found = Value(is_open=kinds.is_open)
    for atom in kinds:
        if isinstance(atom, Library) and not flow.asks_for_text:
            found = found | one(Instance(flow.library.resolve(atom.name)[0]))
        elif isinstance(atom, Class):
            found = found | union(one(Object(each)) for each in family_of(flow, atom.node))
        else:
            found = found | UNKNOWN
    return found


@runs(ast.Import)
def run_import(flow: State, node: ast.Import, env: Env) -> None:
    for alias in node.names:
        name = alias.name if alias.asname else alias.name.split(".")[0]
        own = flow.library.module(alias.name)
        if own is not None and not alias.asname:
            own = own[: len(name) + 1]
        env[alias.asname or name] = one(Library(own or name))


@runs(ast.ImportFrom)
def run_import_from(flow: State, node: ast.ImportFrom, env: Env) -> None:
    own = flow.library.module(node.module or "", node.level)
    module = own or ("" if node.level else node.module or "")
    for alias in node.names:
        if alias.name == "*":
            for name in flow.library.names_in(module) if module else ():
                env[name] = attribute_of_library(flow, f"{module}.{name}")
            continue
        value = attribute_of_library(flow, f"{module}.{alias.name}") if module else UNKNOWN
        inner = flow.library.module(
            f"{node.module}.{alias.name}" if node.module else alias.name, node.level
        )
        if inner is not None:
            value = one(Library(inner))
        elif own and not flow.library.tells_of(f"{module}.{alias.name}"):
            value = UNKNOWN
        env[alias.asname or alias.name] = value


@runs(ast.FunctionDef, ast.AsyncFunctionDef)
def run_function_def(flow: State, node: ast.FunctionDef | ast.AsyncFunctionDef, env: Env) -> None:
    for default in (*node.args.defaults, *node.args.kw_defaults):
        if default is not None:
            flow.expr(default, env)
    flow.define(node, env)
    value = one(Function(node))
    for decorator in node.decorator_list:
        kind = flow.expr(decorator, env)
        if not _is_transparent(kind):
            value = UNKNOWN
    env[node.name] = value


def define(flow: State, node: FunctionNode, env: Env) -> None:
    if node not in flow.outer:
        flow.outer[node] = flow.function
        flow.stale[node] = None
        arguments = node.args
        pairs = zip(
            reversed([*arguments.posonlyargs, *arguments.args]), reversed(arguments.defaults)
        )
        for argument, default in pairs:
            flow.join((node, argument.arg), flow.expr(default, env))
        # Special methods are called without their names.
        name = "__lambda__" if isinstance(node, ast.Lambda) else node.name
        if name not in flow.mentioned and not name.startswith("__"):
            lose_parameters(flow, node)


@runs(ast.ClassDef)
def run_class_def(flow: State, node: ast.ClassDef, env: Env) -> None:
    flow.bases[node] = [flow.expr(base, env) for base in node.bases]
    flow.families.clear()
    inside = dict(env)
    run_block(flow, node.body, inside)
    for statement in node.body:
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if "staticmethod" not in decorators_of(statement):
            flow.owners[statement] = node
    for name, value in inside.items():
        if env.get(name) is not value:
            flow.join((node, name), value)
    env[node.name] = one(Class(node))


@runs(ast.Global)
def run_global(flow: State, node: ast.Global, env: Env) -> None:
    for name in node.names:
        flow.globals[flow.function].add(name)
        env.setdefault(name, flow.read(("name", name)))


@runs(ast.Delete)
def run_delete(flow: State, node: ast.Delete, env: Env) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            env.pop(target.id, None)


def assign(flow: State, target: ast.expr, value: Value, source: ast.expr, env: Env) -> None:
    if isinstance(target, ast.Name):
        flow.aliases.pop((flow.function, target.id), None)
        if _is_inside(source) and any(isinstance(atom, Many) for atom in value):
            flow.aliases[flow.function, target.id] = source
        env[target.id] = value.because(Reason.NAMED, source, target.id)
        flow.findings.assignments[flow.function, target.id].append(source)
        if target.id in flow.globals.get(flow.function, ()):
            grow_outside(flow, ("name", target.id), value)
    elif isinstance(target, ast.Starred):
        flow.assign(target.value, many(value), source, env)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for index, element in enumerate(target.elts):
            flow.assign(element, flow.item_at(value, index, source), source, env)
    elif isinstance(target, ast.Attribute):
        owner = flow.expr(target.value, env)
        named = value.because(Reason.NAMED, source, f".{target.attr}")
        for atom in owner:
            if atom == Library("sys") and target.attr in STANDARD:
                flow.use_standard(target.attr, None, source)
            if isinstance(atom, (Object, Class)):
                flow.join((atom.node, target.attr), named)
            elif isinstance(atom, Instance) and (
                flow.library.member(atom.name, target.attr) == "bytes"
            ):
                flow.enters(source, value, Sink(Where.ATTRIBUTE, target.attr))
    elif isinstance(target, ast.Subscript):
        container = flow.expr(target.value, env)
        key = flow.expr(target.slice, env)
        if not isinstance(target.slice, ast.Slice):
            keyed(flow, container, key, target, target.slice)
            for atom in container:
                if isinstance(atom, Object):
                    flow.method(one(atom), "__setitem__", target, [key, value], env)
                elif isinstance(atom, Instance):
                    put(flow, atom, value, source)
        if isinstance(target.slice, ast.Slice) and any(map(_is_buffer, container)):
            flow.enters(source, value, Sink(Where.BUFFER))
        fields = field(flow, target.slice, key, value)
        grown = with_item(container, value, key, fields)
        become(flow, target.value, grown, source, env)


def put(flow: State, owner: Instance, value: Value, source: ast.expr) -> None:
    """A value is put into an object of the library, at a key."""
    entry = flow.library.member(owner.name, "__setitem__")
    signatures = signatures_of(entry) if entry is not None else ()
    if len(signatures) == 1 and len(signatures[0].parameters) == 2:
        kinds = signatures[0].parameters[1].types
        take_one(flow, kinds, source, value, owner.name)


def parameter_names(arguments: ast.arguments) -> list[str]:
    """The names of all parameters."""
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


def lose_parameters(flow: State, function: FunctionNode) -> None:
    """Nobody knows what a function is called with."""
    for name in parameter_names(function.args):
        if not (name == "self" and function in flow.owners):
            flow.join((function, name), UNKNOWN)
