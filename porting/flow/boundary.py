"""Decides which bytes can be decoded where they come in, so that nothing inside need change.

The analysis is asked twice: as things are, and as if some sources gave text. A source is decoded
if that makes changes and doubts needless and brings up no new ones: then pattern, subject and
replacement, literals and what they meet stay text together. What also goes where bytes are wanted,
or where nobody knows what is wanted, stays bytes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

from porting.evidence import FileEvidence
from porting.flow.decide import Decider, parse_module
from porting.flow.deciding import Decision, Decisions, Doubt
from porting.flow.findings import Findings
from porting.flow.interpret import Interpreter
from porting.flow.library import Facts
from porting.flow.state import Env
from porting.flow.values import (
    Class,
    Function,
    Instance,
    Kind,
    Library,
    Many,
    Step,
    Str,
    Value,
    many,
    one,
)
from porting.trees import nodes_of, parents_in

# What gives all that there is, or a line. A piece of it may end inside a character.
_WHOLE = frozenset(
    "check_output b64decode standard_b64decode urlsafe_b64decode b32decode b16decode decodebytes "
    "decodestring a2b_base64 a2b_hex a2b_qp unhexlify readline readlines "
    "zlib.decompress gzip.decompress bz2.decompress lzma.decompress".split()
)
# A text has no control characters besides these.
_IS_TEXT = re.compile(r"[ -~\s\b\x1b\xa0-\U0010ffff]*")
_LEN = Library("builtins.len")
_REPR = Library("builtins.repr")
_HTTP_RESPONSE = "http.client.HTTPResponse"
_MOST_ATTEMPTS = 40

Span = tuple[int, int, int | None, int | None]


@dataclass(frozen=True)
class Source:
    """An expression that gives bytes from outside the program.

    `how` is "call" for one that gives bytes, "list" for one that gives a list of them, "items" for
    one over which a loop goes. `why` is how it is known. `response` tells that it is read from an
    HTTP response which a name stands for.
    """

    node: ast.expr
    how: str
    why: Step
    response: bool = False


@dataclass
class Watched(Findings):
    """What came up while a module was interpreted: sources, and those that got lost."""

    sources: dict[Span, Source] = field(default_factory=dict)
    lost: set[Span] = field(default_factory=set)


@lru_cache(maxsize=2)
def decide_entries(
    text: str,
    evidence: FileEvidence | None = None,
    original: str | None = None,
    facts: Facts | None = None,
) -> Decisions:
    """Decide what to decode where it comes in; see `porting.flow.decide.decide`.

    Returns:
        Decisions for the fixer ``decode_entry``. `how` is that of the `Source`, followed by
        " response" where its charset can be asked for.
    """
    tree = parse_module(text, evidence)
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
        self.decider, watched = self.decide_with(())
        self.before = self.decider.run()
        self.sources = watched.sources

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

    def is_text(self, source: Source) -> bool:
        """Whether nothing tells that what a source gives is binary: that its items are numbers,
        that it meets what is no text, or that it just goes into another file."""
        needing = self.needed_by(source, self.before)
        changes = [each for each in needing if isinstance(each, Decision)]
        if any(map(self.shows_binary, changes)):
            return False
        if changes == needing != [] and {each.fixer for each in changes} == {"binary_files"}:
            return False
        is_file = any("gives io.Buffered" in step for step in source.why.chain(self.decider.words))
        return not (is_file and self.writes_binary)

    @cached_property
    def writes_binary(self) -> bool:
        """Whether the program writes into files what is no text: it may read such files as well."""
        changes = [each for each in self.before.changes if "a file of bytes" in "".join(each.chain)]
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
            decider, watched = self.decide_with(chosen)
            if chosen & watched.lost:
                return None
            after = decider.run()
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

    def decide_with(self, decoded: Collection[Span]) -> tuple[Decider, Watched]:
        """Who decides what would have to be done if these sources gave text, and why."""
        decider = Decider(
            self.text,
            self.tree,
            self.evidence,
            original=self.original,
            facts=self.facts,
            interpret=partial(_Entries, decoded=frozenset(decoded)),
        )
        assert isinstance(decider.findings, Watched)
        return decider, decider.findings

    def needed_by(self, source: Source, decisions: Decisions) -> list[Decision | Doubt]:
        """What is decided because of what a source gives."""
        step = source.why.chain(self.decider.words)[0]
        found = []
        for each in _all(decisions):
            chain = each.chain if isinstance(each, Decision) else (each.message,)
            if any(step in words for words in chain):
                found.append(each)
        return found

    def decision_on(self, source: Source) -> Decision:
        span = self.decider.lines.span(source.node)
        words = next(
            iter(
                Step("{} gives bytes: decoded where they come in", source.node).chain(
                    self.decider.words
                )
            )
        )
        how = f"{source.how} response" if source.response else source.how
        return Decision("decode_entry", *span, (words,), "review", how)


class _Entries(Interpreter):
    """Takes some sources for text, and notes which sources there are."""

    new_findings = Watched
    findings: Watched | None

    def __init__(self, *known: Any, decoded: frozenset[Span] = frozenset()) -> None:
        super().__init__(*known)
        self.decoded = decoded

    def expr(self, node: ast.expr, env: Env) -> Value:
        value = super().expr(node, env)
        if isinstance(node, ast.Call):
            if _span(node) in self.decoded:
                return _as_text(value, node)
            if self.findings is not None:
                source = self.source_in(node, value, env)
                if source is not None:
                    self.findings.sources[_span(node)] = source
        return value

    def items_of(self, value: Value, node: ast.expr) -> Value:
        items = super().items_of(value, node)
        if _span(node) in self.decoded and items.is_bytes:
            return _as_text(items, node)
        is_file = all(isinstance(atom, Instance) for atom in value)
        if self.findings is not None and is_file and items.is_bytes and items.why:
            response = isinstance(node, ast.Name) and _is_response(value)
            self.findings.sources[_span(node)] = Source(node, "items", items.why, response)
        return items

    def source_in(self, node: ast.Call, value: Value, env: Env) -> Source | None:
        """The source that a call is, None for any other call."""
        is_list = len(value.atoms) == 1 and all(
            isinstance(atom, Many) and atom.items.is_bytes for atom in value
        )
        is_source = value.is_bytes or (is_list and not value.is_open)
        step = value.why
        if not is_source or step is None or step.node is not node or " gives " not in step.text:
            return None
        name = _dotted_name(node.func)
        last = name.rpartition(".")[2]
        if last == "read":
            if node.args or node.keywords:
                return None
        elif not self.is_of_project(node.func, env) and not any(
            f".{name}".endswith(f".{whole}") for whole in _WHOLE
        ):
            return None
        response = False
        if isinstance(node.func, ast.Attribute) and _dotted_name(node.func.value):
            findings, self.findings = self.findings, None
            response = _is_response(self.expr(node.func.value, env))
            self.findings = findings
        how = "list" if is_list else "call"
        return Source(node, how, step, response)

    def is_of_project(self, function: ast.expr, env: Env) -> bool:
        """Whether a function is that of another module of the project, which decodes nothing."""
        findings, self.findings = self.findings, None
        value = self.expr(function, env)
        self.findings = findings
        return bool(value.atoms) and all(
            isinstance(atom, Library) and atom.name.startswith(".") for atom in value
        )

    def call(self, function: Value, node: ast.expr, arguments: list[Value], env: Env) -> Value:
        is_known = all(
            isinstance(atom, (Function, Class))
            or (isinstance(atom, Library) and self.is_known(atom.name))
            for atom in function
        )
        if function.is_open or not is_known:
            self.lose_to(node, arguments, env)
        elif _LEN in function.atoms and arguments[0].is_text and not self.is_bound(node):
            # It has fewer letters than bytes.
            self.lose_to(node, arguments, env)
        elif _REPR in function.atoms and arguments:
            # It shows letters as they are, and bytes as escapes.
            self.lose_to(node, arguments, env)
        return super().call(function, node, arguments, env)

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

    def is_known(self, name: str) -> bool:
        """Whether it is known what a function of another module takes."""
        if name.startswith(("builtins.", "re.")):
            return True
        if name.startswith("."):
            return False
        owner, _, method = name.rpartition(".")
        return self.library.entry(name) is not None or bool(self.library.member(owner, method))

    def method(
        self, owner: Value, name: str, node: ast.expr, arguments: list[Value], env: Env
    ) -> Value:
        is_known = all(
            not isinstance(atom, (Library, Instance)) or self.is_known(f"{atom.name}.{name}")
            for atom in owner
        )
        if owner.is_open or not is_known:
            self.lose_to(node, arguments, env)
        return super().method(owner, name, node, arguments, env)

    def lose_to(self, node: ast.expr, arguments: list[Value], env: Env) -> None:
        """Values go where nobody knows what happens to them."""
        if self.findings is None or not self.decoded:
            return
        findings, self.findings = self.findings, None
        keywords = node.keywords if isinstance(node, ast.Call) else []
        values = [*arguments, *(self.expr(keyword.value, env) for keyword in keywords)]
        self.findings = findings
        for value in values:
            self.findings.lost.update(_decoded_in(value))


def _as_text(value: Value, node: ast.expr) -> Value:
    """The value that decoded bytes are."""
    why = Step("{} is decoded where it comes in", node)
    text = one(Str(Kind.TEXT, why=why))
    return many(text, why=why) if any(isinstance(atom, Many) for atom in value) else text


def _decoded_in(value: Value) -> Iterable[Span]:
    """The sources whose text a value may be, or hold."""
    for atom in value:
        if isinstance(atom, Many):
            yield from _decoded_in(atom.items)
        step = atom.why
        while step is not None:
            if step.text.endswith("is decoded where it comes in"):
                yield _span(step.node)
            step = step.cause


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
    return each.offset, each.message.partition(" (line ")[0]


def _keys(decisions: Decisions) -> set[tuple[object, ...]]:
    return {_key(each) for each in _all(decisions)}


def _all(decisions: Decisions) -> list[Decision | Doubt]:
    return [*decisions.changes, *decisions.doubts]
