"""Decides the smallest changes that keep bytes and text apart, each with its evidence."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache

from porting.evidence import FileEvidence
from porting.flow.containers import why_of_bytes
from porting.flow.deciding import (
    Decision,
    Decisions,
    Doubt,
    Place,
)
from porting.flow.decoded import (
    is_plain,
)
from porting.flow.exits import Exits
from porting.flow.findings import (
    FunctionNode,
    ItemUse,
    Taken,
    builtin_named_by,
)
from porting.flow.library import Facts, has_source
from porting.flow.values import Kind, Step
from porting.flow.witness import SEEN, has_bytes
from porting.trees import nodes_below, tree_of, types_in


@lru_cache(maxsize=4)
def decide(
    text: str,
    evidence: FileEvidence | None = None,
    original: str | None = None,
    facts: Facts | None = None,
    *,
    is_first: bool = True,
) -> Decisions:
    """Analyse Python 3 source (as stage ``2to3`` leaves it).

    Args:
        text: the source.
        evidence: what a run of the original showed; what rests on it is for review.
        original: what it was in Python 2, where the prefixes stand that ``2to3`` takes off.
        facts: what is known of other modules; None for those of the library.
        is_first: whether no change was made yet: a number that is printed may have been ``ord``
            of an item of bytes before.

    Returns:
        What must become bytes, what must be decoded or encoded, and what a person must decide.
        Nothing where the text mentions no source of bytes, or does not parse.
    """
    tree = parse_module(text, evidence)
    if tree is None:
        return Decisions()
    return Decider(text, tree, evidence, original=original, facts=facts, is_first=is_first).run()


def parse_module(text: str, evidence: FileEvidence | None = None) -> ast.Module | None:
    """The tree of a text in which bytes and text may meet; None for any other."""
    is_seen = evidence is not None and has_bytes(evidence)
    if not is_seen and not has_source(text):
        return None
    return tree_of(text)


class Decider(Exits):
    """Decides for one module, from what `interpret` finds in it."""

    def run(self) -> Decisions:
        self.meet_in_streams()
        self.meet_in_returns()
        changes = [
            *self.file_modes(),
            *self.literals_to_bytes(),
            *self.streams_of_bytes(),
            *self.items(),
            *self.encodings(),
            *self.decodings(),
            *self.rows(),
            *(
                self.change("decode_exit", node, why_of_bytes(value), how=shape)
                for node, value, shape in self.findings.containers
            ),
            *(
                self.change("decode_exit", node, why, how="lines")
                for node, why in self.findings.lines
            ),
            *(
                self.change("text_decode", call, value.why, how="str")
                for call, value in self.findings.texts
                if not value.files or not value.files <= self.switched | self.streams
            ),
            *self.calls_of_decode(),
            *self.file_encodings(),
            *self.ends_of_lines(),
            *self.socket_lines(),
            *self.type_tests(),
            *(
                self.change("decode_exit", call, why, how="repr")
                for call, why in self.findings.shown
                if call not in self.sliced
            ),
            *(self.change("object_bytes", node, why) for node, why in self.findings.objects),
            *(self.change("array_bytes", *call, "safe") for call in self.findings.arrays),
            *(self.change("stream_ends", *call) for call in self.findings.cut),
            *(self.change("buffer_strings", *call) for call in self.findings.buffers),
        ]
        changes += self.escapes(changes)
        self.count_letters()
        for clash in self.findings.clashes:
            if clash.files and clash.files <= self.switched:
                continue
            self.doubt(clash.node, clash.message, clash.why, clash.shows)
        unique: dict[tuple[str, int, int], Decision] = {}
        for change in changes:
            if SEEN in " ".join(change.chain):
                change = replace(change, safety="review")
            unique.setdefault((change.fixer, change.start, change.end), change)
        doubts = dict.fromkeys(self.doubts)
        return Decisions(tuple(unique.values()), tuple(sorted(doubts, key=_silent_first)))

    def encodings(self) -> Iterable[Decision]:
        """Text to encode where only bytes may go in."""
        for entry in self.findings.entries:
            if entry.files and entry.files <= self.switched | self.streams:
                continue
            words = f"only bytes may go into {entry.where}: {{}}"
            node = entry.node
            literal = self.literals.get((node.lineno, node.col_offset))
            why = Step(words, node, entry.value.why)
            if node in self.torn:
                self.tell_of_torn(node, entry.value.why)
            elif entry.is_unsure:
                if self.is_program and is_plain(node) and ast.dump(node) not in self.asked:
                    yield self.change("encode_entry", node, why, how="text")
            elif literal is node and self.can_be_bytes(literal):
                yield self.change("literal_bytes", node, why)
            elif entry.value.kind is Kind.CONFLICT:
                yield self.change("encode_entry", node, why, how="either")
            else:
                yield from self.encoding_of(node, why)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The expressions (as `ast.dump` shows them) that somebody asks what they are."""
        return frozenset(
            ast.dump(call.args[0])
            for call in types_in(self.tree)[ast.Call]
            if builtin_named_by(call.func) in ("isinstance", "type", "hasattr") and call.args
        )

    def type_tests(self) -> Iterable[Decision]:
        """Tests for ``str`` that bytes should pass: nothing else should where there is a test for
        ``unicode`` beside it."""
        for test in self.findings.tests:
            is_told = _tested_by(test.node) in self.tested_for_unicode[test.function]
            how = "bytes" if test.value.is_bytes or is_told else "both"
            if how == "both" and not isinstance(test.node, ast.Call):
                continue
            yield self.change("type_tests", test.node, test.value.why, how=how)

    @cached_property
    def tested_for_unicode(self) -> dict[FunctionNode | None, set[str]]:
        """For each function what in it (as source) is asked whether it is ``unicode``."""
        found: dict[FunctionNode | None, set[str]] = defaultdict(set)
        functions = (*types_in(self.tree)[ast.FunctionDef], *types_in(self.tree)[ast.Lambda])
        for function in (None, *functions):
            for node in nodes_below(function or self.tree):
                kinds = node.args[1:] if isinstance(node, ast.Call) else []
                if any((kind.lineno, kind.col_offset) in self.texts for kind in kinds):
                    found[function].add(_tested_by(node))
        return found

    def was_number(self, taken: Taken) -> bool:
        """Whether the original may have asked for the `ord` of an item, where it is taken or by
        the name that it is given there."""
        start, end = self.lines.span(taken.node)
        item = "" if taken.is_loop else "".join(self.text[start:end].split())
        asked = [f"ord({item}", *(f"ord({name})" for name in self.names_of.get(taken.node, ()))]
        return not self.original or any(each in self.original for each in asked)

    @cached_property
    def names_of(self) -> dict[ast.expr, list[str]]:
        """The names that expressions are given."""
        names: dict[ast.expr, list[str]] = defaultdict(list)
        for (_, name), sources in self.findings.assignments.items():
            for source in sources:
                names[source].append(name)
        return dict(names)

    def items(self) -> Iterable[Decision]:
        """Items of bytes that are used as the strings they were."""
        uses: dict[Place, list[ItemUse]] = defaultdict(list)
        for use in self.findings.item_uses:
            if (
                self.is_first
                or not use.is_weak
                or not self.was_number(self.findings.taken[use.origin])
            ):
                uses[use.origin].append(use)
        for origin, group in uses.items():
            taken = self.findings.taken[origin]
            numbers = dict.fromkeys(use.node for use in group if use.is_ord)
            if taken.is_mixed and taken.origins and taken.origins <= self.as_bytes:
                continue  # known when they are
            is_called = all(use.is_ord and isinstance(use.node, ast.Call) for use in group)
            if taken.is_mixed and is_called:
                for node in numbers:
                    yield self.change("byte_items", node, taken.why, how="either")
            elif taken.is_mixed:
                message = "an item of what may be bytes is a number in Python 3, and one of text "
                message += "is a string: make both bytes, or both text"
                self.doubt(taken.node, message, taken.why, "silently", taken.text)
            elif all(use.is_ord for use in group):
                for node in numbers:
                    yield self.change("byte_items", node, taken.why, how="ord")
            elif taken.is_loop or _can_be_slice(taken.node):
                how = "loop" if taken.is_loop else "slice"
                yield self.change("byte_items", taken.node, taken.why, how=how)
            else:
                message = "an item of bytes is a number in Python 3: take a slice of length 1"
                self.doubt(taken.node, message, taken.why, "silently")


def _tested_by(node: ast.AST) -> str:
    """The source of what ``isinstance`` asks for; "" for anything else."""
    is_test = isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance"
    return ast.unparse(node.args[0]) if is_test else ""  # type: ignore[attr-defined]


def _can_be_slice(node: ast.expr) -> bool:
    """Whether an index is simple enough to be written twice."""
    if not isinstance(node, ast.Subscript):
        return False
    index = node.slice
    if isinstance(index, ast.UnaryOp):
        index = index.operand
    if isinstance(index, ast.BinOp):
        return _is_plain(index.left) and _is_plain(index.right)
    if isinstance(index, ast.Call) and len(index.args) == 1 and not index.keywords:
        # These give the same when they are asked twice.
        is_plain = isinstance(index.func, ast.Name) and index.func.id in ("int", "len")
        return is_plain and _is_plain(index.args[0])
    return _is_plain(index)


def _is_plain(node: ast.expr) -> bool:
    """Whether this is a constant, a name or an attribute of one."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, (ast.Name, ast.Constant))


def _silent_first(doubt: Doubt) -> tuple[int, int]:
    return ("silently", "late", "at once").index(doubt.shows), doubt.offset
