"""Decides the smallest changes that keep bytes and text apart, each with its evidence."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from porting.evidence import FileEvidence
from porting.flow.decide.deciding import Deciding, Decision, Decisions, Doubt, Found, kept
from porting.flow.decide.exits import (
    calls_of_decode,
    decodings,
    ends_of_lines,
    meet_in_returns,
    rows,
)
from porting.flow.decide.files import (
    file_encodings,
    file_modes,
    meet_in_streams,
    socket_lines,
    streams_of_bytes,
    torn,
)
from porting.flow.decide.judge import origins_read
from porting.flow.decide.literals import count_letters, escapes, literals_to_bytes
from porting.flow.domain.findings import FunctionNode, Place, Taken, Use, builtin_named_by
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import SEEN, Problem, Reason, Step, Where
from porting.flow.domain.shapes import why_of_bytes
from porting.flow.domain.syntax import is_plain
from porting.flow.follow.python3_names import python3_tree_of
from porting.flow.follow.witness import has_bytes
from porting.flow.knowledge.library import Facts, has_source
from porting.result import Safety, Shows
from porting.trees import nodes_below, types_in


@lru_cache(maxsize=4)
def decide(
    text: str,
    evidence: FileEvidence | None = None,
    original: str | None = None,
    facts: Facts | None = None,
    *,
    is_first: bool = True,
    is_python2: bool = True,
) -> Decisions:
    """Analyse Python 3 source (as stage ``2to3`` leaves it).

    Args:
        text: the source.
        evidence: what a run of the original showed; what rests on it is for review.
        original: what it was in Python 2, where the prefixes stand that ``2to3`` takes off.
        facts: what is known of other modules; None for those of the library.
        is_first: whether no change was made yet: a number that is printed may have been ``ord``
            of an item of bytes before.
        is_python2: whether it surely was Python 2: then a literal with escapes that are no text is
            bytes, whoever is given it. In Python 3 the escapes are letters.

    Returns:
        What must become bytes, what must be decoded or encoded, and what a person must decide.
        Nothing where the text mentions no source of bytes, or does not parse.
    """
    tree = parse_module(text, evidence, facts)
    if tree is None:
        return Decisions()
    on = Deciding(
        text,
        tree,
        evidence,
        original=original,
        facts=facts,
        is_first=is_first,
        is_python2=is_python2,
    )
    return decide_on(on)


def parse_module(
    text: str, evidence: FileEvidence | None = None, facts: Facts | None = None
) -> ast.Module | None:
    """The tree of a text in which bytes and text may meet; None for any other."""
    is_seen = evidence is not None and has_bytes(evidence)
    if not is_seen and not has_source(text, facts.rows if facts else None):
        return None
    return python3_tree_of(text)


def decide_on(on: Deciding) -> Decisions:
    """Let all passes look at a module: first those that settle what the others ask."""
    met = (*meet_in_streams(on), *meet_in_returns(on))
    on = on.settle(meetings=(*on.settled.meetings, *met))
    modes = file_modes(on)
    on = on.settle(switched=modes.places)
    literals = literals_to_bytes(on)
    on = on.settle(as_bytes=literals.places)
    streams = streams_of_bytes(on)
    on = on.settle(streams=streams.places)
    found = [*modes.found, *literals.found, *streams.found]
    found += (each for look in PASSES for each in look(on))
    changes = [each for each in found if isinstance(each, Decision)]
    last = [*escapes(on, changes), *count_letters(on), *problems(on)]
    unique: dict[tuple[str, int, int], Decision] = {}
    for change in (*changes, *(each for each in last if isinstance(each, Decision))):
        if any(link.reason in SEEN for link in change.links):
            change = replace(change, safety="review")
        unique.setdefault((change.fixer, change.start, change.end), change)
    doubts = dict.fromkeys(each for each in (*found, *last) if isinstance(each, Doubt))
    return Decisions(tuple(unique.values()), tuple(sorted(doubts, key=_silent_first)))


def containers(on: Deciding) -> Iterable[Decision]:
    """Containers with bytes that are shown."""
    for use in on.uses(Where.CONTAINER_SHOWN):
        yield on.change("decode_exit", use.node, why_of_bytes(use.value), how=use.sink.name)


def texts(on: Deciding) -> Iterable[Decision]:
    """Text that ``str`` with an encoding is given."""
    for use in on.uses(Where.TEXT_DECODED):
        if not on.is_switched(use.value.files):
            yield on.change("text_decode", use.node, use.value.why, how="str")


def reprs(on: Deciding) -> Iterable[Decision]:
    """Bytes of which ``repr`` shows more than it did, unless a part of that is cut off."""
    for use in on.uses(Where.REPR):
        if use.node not in on.sliced:
            yield on.change("decode_exit", use.node, use.value.why, how="repr")


def problems(on: Deciding) -> Iterable[Doubt]:
    """What was a problem when it was come upon, and still is."""
    for clash in on.judged.clashes:
        if not (clash.files and clash.files <= on.settled.switched):
            yield on.doubt(clash.node, clash.problem, clash.why, about=clash.about)


def plain_changes(on: Deciding) -> Iterable[Decision]:
    """Changes of what is done in ways that leave nothing to decide."""
    for use in on.uses(*_PLAIN_CHANGES):
        fixer, safety, how = _PLAIN_CHANGES[use.sink.where]
        yield on.change(fixer, use.node, use.why or use.value.why, safety, how)


def encodings(on: Deciding) -> Iterable[Found]:
    """Text to encode where only bytes may go in."""
    for entry in on.judged.entries:
        if on.is_switched(origins_read(entry)):
            continue
        node = entry.node
        literal = on.literals.get((node.lineno, node.col_offset))
        why = Step(Reason.TAKES_BYTES, node, entry.value.why, entry.sink)
        if node in torn(on):
            yield on.doubt(node, Problem.TORN, entry.value.why)
        elif entry.value.is_open:
            if on.is_program and is_plain(node) and ast.dump(node) not in asked(on):
                yield on.change("encode_entry", node, why, how="text")
        elif literal is node and on.can_be_bytes(literal):
            yield on.change("literal_bytes", node, why)
        elif entry.value.kind is Kind.CONFLICT:
            yield on.change("encode_entry", node, why, how="either")
        else:
            yield from on.encoding_of(node, why)


@kept
def asked(on: Deciding) -> frozenset[str]:
    """The expressions (as `ast.dump` shows them) that somebody asks what they are."""
    return frozenset(
        ast.dump(call.args[0])
        for call in types_in(on.tree)[ast.Call]
        if builtin_named_by(call.func) in ("isinstance", "type", "hasattr") and call.args
    )


def type_tests(on: Deciding) -> Iterable[Decision]:
    """Tests for ``str`` that bytes should pass: nothing else should where there is a test for
    ``unicode`` beside it."""
    for test in on.uses(Where.TYPE_TESTED):
        is_told = _tested_by(test.node) in tested_for_unicode(on)[test.function]
        how = "bytes" if test.value.is_bytes or is_told else "both"
        if how == "both" and not isinstance(test.node, ast.Call):
            continue
        yield on.change("type_tests", test.node, test.value.why, how=how)


@kept
def tested_for_unicode(on: Deciding) -> dict[FunctionNode | None, set[str]]:
    """For each function what in it (as source) is asked whether it is ``unicode``."""
    found: dict[FunctionNode | None, set[str]] = defaultdict(set)
    functions = (*types_in(on.tree)[ast.FunctionDef], *types_in(on.tree)[ast.Lambda])
    for function in (None, *functions):
        for node in nodes_below(function or on.tree):
            kinds = node.args[1:] if isinstance(node, ast.Call) else []
            if any((kind.lineno, kind.col_offset) in on.texts for kind in kinds):
                found[function].add(_tested_by(node))
    return found


def was_number(on: Deciding, taken: Taken) -> bool:
    """Whether the original may have asked for the `ord` of an item, where it is taken or by
    the name that it is given there."""
    start, end = on.lines.span(taken.node)
    item = "" if taken.is_loop else "".join(on.text[start:end].split())
    asked = [f"ord({item}", *(f"ord({name})" for name in names_of(on).get(taken.node, ()))]
    return not on.original or any(each in on.original for each in asked)


@kept
def names_of(on: Deciding) -> dict[ast.expr, list[str]]:
    """The names that expressions are given."""
    names: dict[ast.expr, list[str]] = defaultdict(list)
    for (_, name), sources in on.findings.assignments.items():
        for source in sources:
            names[source].append(name)
    return dict(names)


def items(on: Deciding) -> Iterable[Found]:
    """Items of bytes that are used as the strings they were."""
    uses: dict[Place, list[Use]] = defaultdict(list)
    for use in on.judged.items:
        is_shown = use.sink.where is Where.ITEM_SHOWN and not on.is_first
        if use.place and not (is_shown and was_number(on, on.findings.taken[use.place])):
            uses[use.place].append(use)
    for origin, group in uses.items():
        taken = on.findings.taken[origin]
        numbers = dict.fromkeys(use.node for use in group if _is_number(use))
        if taken.is_mixed and taken.origins and taken.origins <= on.settled.as_bytes:
            continue  # known when they are
        is_called = all(_is_number(use) and isinstance(use.node, ast.Call) for use in group)
        if taken.is_mixed and is_called:
            for node in numbers:
                yield on.change("byte_items", node, taken.why, how="either")
        elif taken.is_mixed:
            yield on.doubt(taken.node, Problem.ITEM_OF_EITHER, taken.why, taken.text)
        elif all(map(_is_number, group)):
            for node in numbers:
                yield on.change("byte_items", node, taken.why, how="ord")
        elif taken.is_loop or _can_be_slice(taken.node):
            how = "loop" if taken.is_loop else "slice"
            yield on.change("byte_items", taken.node, taken.why, how=how)
        else:
            yield on.doubt(taken.node, Problem.ITEM_IS_NUMBER, taken.why)


# What is changed wherever it is done: the fixer, its safety, and how it does it.
_PLAIN_CHANGES: dict[Where, tuple[str, Safety, str]] = {
    Where.LINES_TAKEN: ("decode_exit", "review", "lines"),
    Where.OBJECT_SHOWN: ("object_bytes", "review", ""),
    Where.ARRAY_METHOD: ("array_bytes", "safe", ""),
    Where.STREAM_CUT: ("stream_ends", "review", ""),
    Where.BUFFER_SHOWN: ("buffer_strings", "review", ""),
}


def _is_number(use: Use) -> bool:
    return use.sink.where is Where.ITEM_AS_NUMBER


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
    return get_args(Shows).index(doubt.shows), doubt.offset


PASSES: tuple[Callable[[Deciding], Iterable[Found]], ...] = (
    items,
    encodings,
    decodings,
    rows,
    containers,
    texts,
    calls_of_decode,
    file_encodings,
    ends_of_lines,
    socket_lines,
    type_tests,
    reprs,
    plain_changes,
)
"""Those of which none builds upon another. Of two changes of one place the first is made."""
