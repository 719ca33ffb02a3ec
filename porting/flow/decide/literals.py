"""Decides which literals become bytes, and which are text written as bytes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from porting.flow.decide.deciding import (
    BYTE_ESCAPE,
    Deciding,
    Decision,
    Found,
    Outcome,
    groups_of,
    kept,
    spells_utf8,
)
from porting.flow.domain.findings import Meeting, Place
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Step, Where
from porting.flow.domain.syntax import is_plain
from porting.flow.knowledge.encodings import is_same_encoding
from porting.result import Safety
from porting.trees import nodes_below, types_in

# What decodes and encodes: it comes when it is settled what is bytes.
_FIXERS_OF_EXITS = frozenset(
    "decode_exit either_decode encode_entry line_ends stream_codecs text_decode "
    "text_methods".split()
)


def literals_to_bytes(on: Deciding) -> Outcome:
    """Literals that meet bytes; settles which become bytes."""
    found: list[Found] = []
    as_bytes: set[Place] = set()
    for group in groups_of(on.meetings):
        kinds = {meeting.kind for meeting in group}
        if Kind.BYTES not in kinds:
            found += texts_after_all(on, group)
            for meeting in group:
                if meeting.kind is Kind.CONFLICT:
                    doubt = on.doubt(meeting.node, Problem.TORN_LITERAL, meeting.why, meeting.text)
                    found.append(doubt)
        origins = sorted({origin for meeting in group for origin in meeting.origins})
        first = next((meeting for meeting in group if meeting.kind is Kind.BYTES), None)
        is_literal = on.findings.made.keys().isdisjoint(origins)
        if first is None and is_literal and kinds == {Kind.NATIVE} and on.is_python2:
            first = meeting_of_binary(on, origins)
        if first is None:
            continue
        if kinds & {Kind.TEXT, Kind.CONFLICT} and not is_decoded_at_exits(on, group):
            found += in_two_kinds(on, group)
            continue
        literals = [on.literals[place] for place in origins if place in on.literals]
        if not all(on.can_be_bytes(node) or on.is_plain(node) for node in literals):
            found.append(on.doubt(first.node, Problem.LITERAL_NOT_ASCII, first.why))
            continue
        is_pattern = any(m.is_pattern for m in group)
        safety: Safety = "review" if None in kinds else "safe"
        for origin in origins:
            made = on.findings.made.get(origin)
            if made is not None:
                if made.how == "chr":
                    found.append(on.change("chr_bytes", made.node, first.why))
                elif made.how == "table":
                    found.append(on.change("byte_tables", made.node, first.why))
                else:
                    found += on.encoding_of(made.node, first.why)
                continue
            node = on.literals.get(origin)
            if node is None:
                continue
            if on.can_be_bytes(node):
                as_bytes.add(origin)
                fixer = "regex_bytes" if is_pattern else "literal_bytes"
                found.append(on.change(fixer, node, first.why, safety))
            else:
                found.append(on.change("encode_entry", node, first.why))
    return Outcome(found, frozenset(as_bytes))


def meeting_of_binary(on: Deciding, origins: Iterable[Place]) -> Meeting | None:
    """What is to be one of a kind with a literal that can only be bytes, as no text has such
    escapes. Who else is given it, nobody knows: this counts where nothing but literals meet."""
    for origin in origins:
        node = on.literals.get(origin)
        if node is None or origin in on.texts or not on.can_be_bytes(node):
            continue
        start, end = on.lines.span(node)
        if BYTE_ESCAPE.search(on.text[start:end]) and not spells_utf8(str(node.value)):
            why = Step(Reason.BINARY_LITERAL, node)
            return Meeting(frozenset([origin]), Kind.BYTES, node, why)
    return None


def texts_after_all(on: Deciding, group: list[Meeting]) -> Iterable[Decision]:
    """What was encoded to be a native string, which is text now."""
    for origin in sorted({origin for meeting in group for origin in meeting.origins}):
        made = on.findings.made.get(origin)
        if made is not None and made.how == "encoded":
            why = Step(Reason.ENCODED_NATIVE, made.node)
            yield on.change("decode_exit", made.node, why)


def is_decoded_at_exits(on: Deciding, group: list[Meeting]) -> bool:
    """Whether what is bytes just leaves as text besides: there it can be decoded."""
    origins = {origin for meeting in group for origin in meeting.origins}
    made = [on.findings.made[origin] for origin in origins if origin in on.findings.made]
    others = [meeting for meeting in group if meeting.kind in (Kind.TEXT, Kind.CONFLICT)]
    is_best = any(each.how == "chr" for each in made) or not parts_to_encode(on, group)
    return is_best and all(each.is_exit for each in others)


def parts_to_encode(on: Deciding, group: list[Meeting]) -> list[tuple[ast.expr, Step | None, bool]]:
    """The expressions to encode so that a group can be text, and which of them may be bytes
    already; none where that will not do."""
    meetings = [meeting for meeting in group if meeting.kind is Kind.BYTES]
    parts: list[tuple[ast.expr, Step | None, bool]] = [
        (meeting.part, meeting.why, meeting.is_torn)
        for meeting in meetings
        if isinstance(meeting.part, (ast.Name, ast.Attribute, ast.BinOp, ast.Call))
        and (is_plain(meeting.part) or not meeting.is_torn)
    ]
    return parts if is_utf8(on, group) and len(parts) == len(meetings) else []


def in_two_kinds(on: Deciding, group: list[Meeting]) -> Iterable[Found]:
    """What works with bytes in one place and with text in another is encoded in the first."""
    parts = parts_to_encode(on, group)
    for part, why, is_torn in parts:
        if is_torn:
            yield on.change("encode_entry", part, why, how="either")
        else:
            yield from on.encoding_of(part, why)
    if parts:
        return
    meetings = [meeting for meeting in group if meeting.kind is Kind.BYTES]
    others = [meeting.text or meeting.why for meeting in group if meeting not in meetings]
    text = next((step for step in others if step is not None), None)
    yield on.doubt(meetings[0].node, Problem.TWO_KINDS, meetings[0].why, text)


def is_utf8(on: Deciding, group: list[Meeting]) -> bool:
    """Whether none of the literals has bytes that are no UTF-8."""
    nodes = [on.literals.get(origin) for each in group for origin in each.origins]
    return all(
        str(node.value).isascii() or spells_utf8(str(node.value)) or not on.can_be_bytes(node)
        for node in nodes
        if node is not None
    )


def count_letters(on: Deciding) -> Iterable[Found]:
    """Native strings of UTF-8 of which the letters are counted now, and were the bytes."""
    pairs = ((place, use) for use in on.uses(Where.CHARACTERS) for place in use.value.origins)
    for place, use in pairs:
        literal = on.literals.get(place)
        if literal is None or place in on.settled.as_bytes or place in on.texts:
            continue
        if str(literal.value).isascii():
            continue
        start, end = on.lines.span(literal)
        is_escaped = BYTE_ESCAPE.search(on.text[start:end]) is not None
        if is_escaped and not spells_utf8(str(literal.value)):
            continue
        if is_escaped or is_same_encoding(on.coding, "utf-8"):
            why = Step(Reason.NOT_ASCII, literal)
            yield on.doubt(use.node, Problem.CHARACTERS_COUNTED, why)


def escapes(on: Deciding, changes: Sequence[Decision]) -> Iterable[Found]:
    """Text in which the bytes of UTF-8 are escaped."""
    as_bytes = {change.start for change in changes if change.fixer != "encode_entry"}
    meetings = (each for each in on.meetings if each.kind is Kind.TEXT)
    either = (use.value.origins for use in on.uses(Where.SHOWN_EITHER))
    shown = on.judged.shown.union(*either, *(meeting.origins for meeting in meetings))
    for use in on.judged.streams:
        if use.place not in on.settled.streams:
            shown |= use.value.origins
    taken = {place for use in on.uses(Where.TAKES_EITHER) for place in use.value.origins}
    met = {origin for meeting in on.meetings for origin in meeting.origins}
    worked_with = {place for each in on.meetings if not each.is_exit for place in each.origins}
    # What meets no bytes when all that does is bytes is text, whoever takes it.
    is_settled = all(change.fixer in _FIXERS_OF_EXITS for change in changes)
    bytes_meetings = (each for each in on.meetings if each.kind in (Kind.BYTES, Kind.CONFLICT))
    torn = {origin for meeting in bytes_meetings for origin in meeting.origins}
    told: set[Place] = set()
    for place, node in on.literals.items():
        value = node.value
        if not isinstance(value, str) or value.isascii() or place in on.texts:
            continue
        start, end = on.lines.span(node)
        if start in as_bytes or not BYTE_ESCAPE.search(on.text[start:end]):
            continue
        if place in letters_for_bytes(on):
            continue
        is_either = place in taken and place not in met
        if is_either and on.can_be_bytes(node):
            why = Step(Reason.BYTE_ESCAPES, node)
            yield on.change("literal_bytes", node, why)
            continue
        if place not in on.findings.literals:
            continue
        if not spells_utf8(value):
            display = displays(on).get(place, place)
            is_told = display in told
            if place not in worked_with and on.can_be_bytes(node) and not is_told:
                told.add(display)
                yield on.doubt(node, Problem.LITERAL_BINARY, None)
            continue
        if place in shown or (is_settled and place not in torn and _is_printable(value)):
            why = Step(Reason.UTF8_ESCAPES, node)
            yield on.change("utf8_escapes", node, why)
        else:
            yield on.doubt(node, Problem.LITERAL_ESCAPED, None)


@kept
def letters_for_bytes(on: Deciding) -> frozenset[Place]:
    """The literals whose letters ``b`` of ``six`` and its like make bytes of, one of each."""
    return frozenset(
        (call.args[0].lineno, call.args[0].col_offset)
        for call in types_in(on.tree)[ast.Call]
        if len(call.args) == 1 and _last_name(call.func) == "b"
    )


@kept
def displays(on: Deciding) -> dict[Place, Place]:
    """For each literal in a list, tuple, set or dict that is written out, where the outermost
    of these begins: of a table one literal is told of."""
    found: dict[Place, Place] = {}
    for kind in (ast.Dict, ast.List, ast.Set, ast.Tuple):
        for display in types_in(on.tree)[kind]:
            start = (display.lineno, display.col_offset)
            for part in nodes_below(display):
                if isinstance(part, ast.Constant):
                    place = (part.lineno, part.col_offset)
                    found[place] = min(start, found.get(place, start))
    return found


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _is_printable(text: str) -> bool:
    """Whether the letters of a text, as bytes of UTF-8, are such as are shown."""
    letters = text.encode("latin-1").decode("utf-8")
    return all(letter.isascii() or letter.isprintable() for letter in letters)
