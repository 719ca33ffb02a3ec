"""Follows values through a module's syntax tree, to a fixed point.

Names are followed in the order of the statements, with the branches of an `if` and the rounds of
a loop joined; attributes, parameters and returns are joined over the whole module. What comes from
elsewhere is unknown and stays so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from types import MethodType
from typing import Any, cast

from porting.evidence import FileEvidence
from porting.flow.domain.findings import Clash, Findings, FunctionNode
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Overridden, Problem, Reason, Step
from porting.flow.domain.values import (
    UNKNOWN,
    Class,
    Library,
    Object,
    Str,
    Value,
    one,
    union,
)
from porting.flow.follow.attributes import decorators_of
from porting.flow.follow.calls import call_entry
from porting.flow.follow.containers import item_at, items_of
from porting.flow.follow.expressions import expr, generators
from porting.flow.follow.methods import bind, call, method
from porting.flow.follow.operators import compared, leaves
from porting.flow.follow.state import Env, State
from porting.flow.follow.statements import (
    assign,
    define,
    family_of,
    lose_parameters,
    parameter_names,
    run_block,
)
from porting.flow.follow.strings import count_letters
from porting.flow.knowledge.library import Facts, signatures_of

# What is run more often than this will not settle.
MOST_RUNS = 60


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
    return run(start(tree, evidence, library, texts))


def start(
    tree: ast.Module,
    evidence: FileEvidence | None = None,
    library: Facts | None = None,
    texts: Collection[tuple[int, int]] = (),
    answers: Mapping[str, Callable[..., Any]] | None = None,
) -> State:
    """Make ready to follow a module; `answers` take the place of those of `ANSWERS`."""
    flow = State(tree, evidence, library, texts)
    for name, answer in {**ANSWERS, **(answers or {})}.items():
        setattr(flow, name, MethodType(answer, flow))
    return flow


def run(flow: State) -> Findings:
    """Follow all functions of a module until nothing changes; gives what was found."""
    settle(flow)
    # Whoever calls what nobody calls here, we know nothing of the arguments.
    for function in flow.outer:
        if function not in flow.called:
            lose_parameters(flow, function)
    settle(flow)
    findings = Findings(made=flow.made, taken=flow.taken, tables=flow.tables)
    if flow.endless is not None:
        # Nothing is certain, so nothing is reported but this.
        findings.seen.append(Clash(flow.endless, Problem.NOT_SETTLED, None))
        return findings
    for scope in (None, *flow.outer):
        findings.add(flow.found_in[scope])
    findings.seen += (
        Clash(why.node, Problem.TOO_MUCH, why) for why in dict.fromkeys(flow.widened.values())
    )
    return findings


def called_with(flow: State, function: FunctionNode, name: str) -> Value:
    """What a method takes in the place of one of the library, as that one does: bytes."""
    owner = flow.owners.get(function)
    places = [argument.arg for argument in function.args.args]
    if owner is None or name not in places[1:]:
        return UNKNOWN
    method = getattr(function, "name", "")
    place = places.index(name)
    for atom in union(flow.bases.get(owner, ())):
        entry = flow.library.member(atom.name, method) if isinstance(atom, Library) else None
        signatures = signatures_of(entry) if entry is not None else ()
        if not isinstance(atom, Library) or len(signatures) != 1:
            continue
        for parameter in signatures[0].parameters[place - 1 : place]:
            if parameter.types == {"bytes"}:
                node = cast("ast.expr", function.args.args[place])
                about = Overridden(name, f"{atom.name}.{method}")
                why = Step(Reason.OVERRIDES, node, about=about)
                return one(Str(Kind.BYTES, why=why))
    return UNKNOWN


def settle(flow: State) -> None:
    """Run what something changed for, until nothing changes any more, or for ever it seems."""
    while flow.stale and flow.endless is None:
        stale, flow.stale = flow.stale, {}
        for function in stale:
            flow.runs[function] += 1
            if flow.runs[function] > MOST_RUNS:
                flow.endless = function or flow.tree
            run_function(flow, function)


def run_function(flow: State, node: FunctionNode | None) -> None:
    """Run the body of a function, or (for None) of the module.

    What was found in it before was found with less known, and counts no more.
    """
    flow.function = node
    flow.findings = flow.found_in[node] = Findings()
    env: Env = {}
    if node is None:
        run_block(flow, flow.tree.body, env)
        for name, value in env.items():
            flow.join(("name", name), value)
        return
    for name in parameter_names(node.args):
        env[name] = flow.witness.argument(node, name, flow.read((node, name)))
        if env[name] == UNKNOWN:
            env[name] = flow.binary_parameters.get((node, name)) or called_with(flow, node, name)
    owner = flow.owners.get(node)
    arguments = [*node.args.posonlyargs, *node.args.args]
    if owner and arguments:
        kind = Class if "classmethod" in decorators_of(node) else Object
        env[arguments[0].arg] = union(one(kind(each)) for each in family_of(flow, owner))
    if isinstance(node, ast.Lambda):
        flow.join_return(node, node.body, flow.expr(node.body, env))
    else:
        run_block(flow, node.body, env)
    for name, value in env.items():
        flow.join((node, "local", name), value)


ANSWERS: Mapping[str, Callable[..., Any]] = {
    "expr": expr,
    "call": call,
    "method": method,
    "bind": bind,
    "call_entry": call_entry,
    "count_letters": count_letters,
    "compared": compared,
    "generators": generators,
    "items_of": items_of,
    "item_at": item_at,
    "leaves": leaves,
    "assign": assign,
    "define": define,
}
"""Who answers what any function may ask of the analysis: see `State`."""
