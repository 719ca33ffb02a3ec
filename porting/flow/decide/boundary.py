"""Decides which bytes can be decoded where they come in, so that nothing inside need change.

The analysis is asked twice: as things are, and as if some sources gave text. A source is decoded
if that makes changes and doubts needless and brings up no new ones: then pattern, subject and
replacement, literals and what they meet stay text together. What also goes where bytes are wanted,
or where nobody knows what is wanted, stays bytes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from typing import Any

from porting.evidence import FileEvidence
from porting.flow.decide.deciding import Deciding, Decision, Decisions, Doubt
from porting.flow.decide.passes import decide_on, parse_module
from porting.flow.domain.findings import Use
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Link, Reason, Sink, Step, Where
from porting.flow.domain.values import (
    Class,
    Function,
    Instance,
    Library,
    Many,
    Str,
    Value,
    many,
    one,
)
from porting.flow.follow.containers import items_of
from porting.flow.follow.expressions import expr
from porting.flow.follow.methods import call, method
from porting.flow.follow.state import Env, State
from porting.flow.knowledge.library import Facts
from porting.flow.knowledge.traits import GIVE_WHOLE
from porting.trees import nodes_of, parents_in

# A text has no control characters besides these.
_IS_TEXT = re.compile(r"[ -~\s\b\x1b\xa0-\U0010ffff]*")
_LEN = Library("builtins.len")
_REPR = Library("builtins.repr")
_HTTP_RESPONSE = "http.client.HTTPResponse"
_MOST_ATTEMPTS = 40

Span = tuple[int, int, int | None, int | None]


@lru_cache(maxsize=2)
def decide_entries(
    text: str,
    evidence: FileEvidence | None = None,
    original: str | None = None,
    facts: Facts | None = None,
) -> Decisions:
    """Decide what to decode where it comes in; see `porting.flow.decide.passes.decide`.

    Returns:
        Decisions for the fixer ``decode_entry``. `how` is "call" for a source that gives bytes,
        "list" for one that gives a list of them, "items" for one over which a loop goes, followed
        by " response" where a name stands for an HTTP response, whose charset can be asked for.
    """
    tree = parse_module(text, evidence, facts)
    if tree is None:
        return Decisions()
    return _Boundary(text, tree, evidence, original, facts).run()


class _Boundary:
    def __init__(
        self,
        text: str,
        tree: ast.Module,
        evidence: FileEvidence | None,
        original: str | None,
        facts: Facts | None,
    ) -> None:
        self.text = text
        self.original = original
        self.tree = tree
        self.evidence = evidence
        self.facts = facts
        self.attempts = 0
        self.decider = self.decide_with(())
        self.before = decide_on(self.decider)
        # An expression that gives bytes from outside the program: a call that gives bytes or a list
        # of them, or what a loop goes over. How it is decoded is the name of its sink.
        self.sources = {_span(use.node): use for use in self.decider.uses(Where.SOURCE)}

    def run(self) -> Decisions:
        seeds = {
            span
            for span, source in self.sources.items()
            if self.needed_by(source, self.before) and self.is_text(source)
        }
        chosen = self.with_partners(seeds) if seeds else None
        if chosen is None:
            chosen = frozenset()
            for seed in sorted(seeds, key=str):
                chosen = self.with_partners({seed, *chosen}) or chosen
        return Decisions(
            tuple(self.decision_on(self.sources[span]) for span in sorted(chosen, key=str))
        )

    def is_text(self, source: Use) -> bool:
        """Whether nothing tells that what a source gives is binary: that its items are numbers,
        that it meets what is no text, or that it just goes into another file."""
        needing = self.needed_by(source, self.before)
        changes = [each for each in needing if isinstance(each, Decision)]
        if any(map(self.shows_binary, changes)):
            return False
        if changes == needing != [] and {each.fixer for each in changes} == {"binary_files"}:
            return False
        links = self.decider.links(source.why)
        is_file = any(_is_binary_file(link) for link in links)
        return not (is_file and self.writes_binary)

    @cached_property
    def writes_binary(self) -> bool:
        """Whether the program writes into files what is no text: it may read such files as well."""
        changes = [each for each in self.before.changes if any(map(_goes_into_file, each.links))]
        return any(map(self.shows_binary, changes))

    def shows_binary(self, change: Decision) -> bool:
        """Whether a change is one of what is no text."""
        if change.fixer == "byte_items":
            return change.how == "ord"
        try:
            value = ast.literal_eval(self.text[change.start : change.end])
        except (SyntaxError, ValueError):
            return False
        try:
            return isinstance(value, str) and not _IS_TEXT.fullmatch(
                value.encode("latin-1").decode()
            )
        except UnicodeError:
            return True

    def with_partners(self, wanted: Collection[Span]) -> frozenset[Span] | None:
        """These sources, with those that must be decoded with them; None where that cannot be."""
        chosen = frozenset(wanted)
        while self.attempts < _MOST_ATTEMPTS:
            self.attempts += 1
            decider = self.decide_with(chosen)
            if chosen & {_span(use.node) for use in decider.uses(Where.LOST)}:
                return None
            after = decide_on(decider)
            new = _keys(after) - _keys(self.before)
            if not new:
                return chosen if _keys(after) < _keys(self.before) else None
            partners = {
                span
                for span, source in self.sources.items()
                if span not in chosen
                and any(_key(each) in new for each in self.needed_by(source, after))
            }
            if not partners or not all(self.is_text(self.sources[span]) for span in partners):
                return None
            chosen |= partners
        return None

    def decide_with(self, decoded: Collection[Span]) -> Deciding:
        """Who decides what would have to be done if these sources gave text, and why."""
        return Deciding(
            self.text,
            self.tree,
            self.evidence,
            original=self.original,
            facts=self.facts,
            answers=_Entries(self.tree, frozenset(decoded)).answers,
        )

    def needed_by(self, source: Use, decisions: Decisions) -> list[Decision | Doubt]:
        """What is decided because of what a source gives."""
        link = self.decider.links(source.why)[0]
        return [
            each
            for each in _all(decisions)
            if link in each.links or (isinstance(each, Doubt) and link in each.others)
        ]

    def decision_on(self, source: Use) -> Decision:
        span = self.decider.lines.span(source.node)
        links = self.decider.links(Step(Reason.ENTRY, source.node))
        return Decision("decode_entry", *span, links, "review", source.sink.name)


class _Entries:
    """Takes some sources for text, and notes which sources there are, and which get lost."""

    def __init__(self, tree: ast.Module, decoded: frozenset[Span]) -> None:
        self.tree = tree
        self.decoded = decoded
        self.answers: dict[str, Callable[..., Any]] = {
            "expr": self.expr,
            "items_of": self.items_of,
            "call": self.call,
            "method": self.method,
        }

    def expr(self, flow: State, node: ast.expr, env: Env) -> Value:
        value = expr(flow, node, env)
        if isinstance(node, ast.Call):
            if _span(node) in self.decoded:
                return _as_text(value, node)
            if not flow.is_aside:
                self.note_source(flow, node, value, env)
        return value

    def items_of(self, flow: State, value: Value, node: ast.expr) -> Value:
        items = items_of(flow, value, node)
        if _span(node) in self.decoded and items.is_bytes:
            return _as_text(items, node)
        is_file = all(isinstance(atom, Instance) for atom in value)
        if is_file and items.is_bytes and items.why:
            response = isinstance(node, ast.Name) and _is_response(value)
            flow.use(Where.SOURCE, node, why=items.why, name=_how("items", response))
        return items

    def note_source(self, flow: State, node: ast.Call, value: Value, env: Env) -> None:
        """Take note of a call that is a source."""
        is_list = len(value.atoms) == 1 and all(
            isinstance(atom, Many) and atom.items.is_bytes for atom in value
        )
        is_source = value.is_bytes or (is_list and not value.is_open)
        step = value.why
        if not is_source or step is None or step.node is not node:
            return
        if step.reason is not Reason.RETURNS:
            return
        name = _dotted_name(node.func)
        last = name.rpartition(".")[2]
        if last == "read":
            if node.args or node.keywords:
                return
        elif not self.is_of_project(flow, node.func, env) and not any(
            f".{name}".endswith(f".{whole}") for whole in GIVE_WHOLE
        ):
            return
        response = False
        if isinstance(node.func, ast.Attribute) and _dotted_name(node.func.value):
            with flow.aside():
                response = _is_response(flow.expr(node.func.value, env))
        how = _how("list" if is_list else "call", response)
        flow.use(Where.SOURCE, node, why=step, name=how)

    def is_of_project(self, flow: State, function: ast.expr, env: Env) -> bool:
        """Whether a function is that of another module of the project, which decodes nothing."""
        with flow.aside():
            value = flow.expr(function, env)
        return bool(value.atoms) and all(
            isinstance(atom, Library) and atom.name.startswith(".") for atom in value
        )

    def call(
        self, flow: State, function: Value, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        is_known = all(
            isinstance(atom, (Function, Class))
            or (isinstance(atom, Library) and _is_known(flow, atom.name))
            for atom in function
        )
        if function.is_open or not is_known:
            self.lose_to(flow, node, arguments, env)
        elif _LEN in function.atoms and arguments[0].is_text and not self.is_bound(node):
            # It has fewer letters than bytes.
            self.lose_to(flow, node, arguments, env)
        elif _REPR in function.atoms and arguments:
            # It shows letters as they are, and bytes as escapes.
            self.lose_to(flow, node, arguments, env)
        return call(flow, function, node, arguments, env)

    def is_bound(self, node: ast.expr) -> bool:
        """Whether a length is compared, or bounds an index."""
        around = self.parents.get(node)
        while isinstance(around, (ast.BinOp, ast.UnaryOp)):
            around = self.parents.get(around)
        if isinstance(around, ast.Call) and isinstance(around.func, ast.Name):
            return around.func.id in ("range", "min", "max")
        return isinstance(
            around, (ast.Compare, ast.BoolOp, ast.Slice, ast.Subscript, ast.If, ast.While)
        )

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return parents_in(nodes_of(self.tree))

    def method(
        self,
        flow: State,
        owner: Value,
        name: str,
        node: ast.expr,
        arguments: list[Value],
        env: Env,
    ) -> Value:
        is_known = all(
            not isinstance(atom, (Library, Instance)) or _is_known(flow, f"{atom.name}.{name}")
            for atom in owner
        )
        if owner.is_open or not is_known:
            self.lose_to(flow, node, arguments, env)
        return method(flow, owner, name, node, arguments, env)

    def lose_to(self, flow: State, node: ast.expr, arguments: list[Value], env: Env) -> None:
        """Values go where nobody knows what happens to them."""
        if flow.is_aside or not self.decoded:
            return
        keywords = node.keywords if isinstance(node, ast.Call) else []
        with flow.aside():
            values = [*arguments, *(flow.expr(keyword.value, env) for keyword in keywords)]
        for value in values:
            for source in _decoded_in(value):
                flow.use(Where.LOST, source)


def _is_known(flow: State, name: str) -> bool:
    """Whether it is known what a function of another module takes."""
    if name.startswith(("builtins.", "re.")):
        return True
    if name.startswith("."):
        return False
    owner, _, last = name.rpartition(".")
    return flow.library.entry(name) is not None or bool(flow.library.member(owner, last))


def _how(how: str, response: bool) -> str:
    """How a source is decoded, as the fixer ``decode_entry`` takes it."""
    return f"{how} response" if response else how


def _as_text(value: Value, node: ast.expr) -> Value:
    """The value that decoded bytes are."""
    why = Step(Reason.DECODED_AT_ENTRY, node)
    text = one(Str(Kind.TEXT, why=why))
    return many(text, why=why) if any(isinstance(atom, Many) for atom in value) else text


def _decoded_in(value: Value) -> Iterable[ast.expr]:
    """The sources whose text a value may be, or hold."""
    for atom in value:
        if isinstance(atom, Many):
            yield from _decoded_in(atom.items)
        step = atom.why
        while step is not None:
            if step.reason is Reason.DECODED_AT_ENTRY:
                yield step.node
            step = step.cause


def _is_binary_file(link: Link) -> bool:
    """Whether a link tells of a call that opens a file for bytes."""
    return link.reason is Reason.RETURNS and str(link.about).startswith("io.Buffered")


def _goes_into_file(link: Link) -> bool:
    """Whether a link tells of something that is written into a file of bytes."""
    return link.about == Sink(Where.BINARY_FILE)


def _is_response(value: Value) -> bool:
    return bool(value.atoms) and all(
        isinstance(atom, Instance) and atom.name == _HTTP_RESPONSE for atom in value
    )


def _dotted_name(node: ast.expr) -> str:
    """The dotted name that an expression spells, "" where it is none; of a method of anything else
    its own name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        outer = _dotted_name(node.value)
        return f"{outer}.{node.attr}" if outer else node.attr
    return ""


def _span(node: ast.expr) -> Span:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def _key(each: Decision | Doubt) -> tuple[object, ...]:
    """What a decision is about, whatever led to it."""
    if isinstance(each, Decision):
        return each.fixer, each.start, each.end
    return each.offset, each.problem, each.about


def _keys(decisions: Decisions) -> set[tuple[object, ...]]:
    return {_key(each) for each in _all(decisions)}


def _all(decisions: Decisions) -> list[Decision | Doubt]:
    return [*decisions.changes, *decisions.doubts]
