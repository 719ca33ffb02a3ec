"""Decides which literals become bytes, and which are text written as bytes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from functools import cached_property

from porting.flow.deciding import (
    BYTE_ESCAPE,
    Deciding,
    Decision,
    Place,
    groups_of,
    spells_utf8,
)
from porting.flow.decoded import is_plain, is_same_encoding
from porting.flow.findings import (
    Meeting,
)
from porting.flow.values import Kind, Step
from porting.result import Safety
from porting.trees import nodes_below, types_in

# What decodes and encodes: it comes when it is settled what is bytes.
_FIXERS_OF_EXITS = frozenset(
    "decode_exit either_decode encode_entry line_ends stream_codecs text_decode "
    "text_methods".split()
)


class Literals(Deciding):
    """Decides about literals."""

    def literals_to_bytes(self) -> Iterable[Decision]:
        for group in groups_of(self.meetings):
            kinds = {meeting.kind for meeting in group}
            if Kind.BYTES not in kinds:
                yield from self.texts_after_all(group)
                for meeting in group:
                    if meeting.kind is Kind.CONFLICT:
                        message = "a literal meets what is bytes on one way and text on another: "
                        message += "make it one of them"
                        self.doubt(meeting.node, message, meeting.why, "late", meeting.text)
            origins = sorted({origin for meeting in group for origin in meeting.origins})
            first = next((meeting for meeting in group if meeting.kind is Kind.BYTES), None)
            is_literal = self.findings.made.keys().isdisjoint(origins)
            if first is None and is_literal and kinds == {Kind.NATIVE}:
                first = self.meeting_of_binary(origins)
            if first is None:
                continue
            if kinds & {Kind.TEXT, Kind.CONFLICT} and not self.is_decoded_at_exits(group):
                yield from self.in_two_kinds(group)
                continue
            literals = [self.literals[place] for place in origins if place in self.literals]
            if not all(self.can_be_bytes(node) or self.is_plain(node) for node in literals):
                message = "a literal that is not ASCII meets bytes: decode them first"
                self.doubt(first.node, message, first.why, "late")
                continue
            is_pattern = any(m.is_pattern for m in group)
            safety: Safety = "review" if None in kinds else "safe"
            for origin in origins:
                made = self.findings.made.get(origin)
                if made is not None:
                    if made.how == "chr":
                        yield self.change("chr_bytes", made.node, first.why)
                    elif made.how == "table":
                        yield self.change("byte_tables", made.node, first.why)
                    else:
                        yield from self.encoding_of(made.node, first.why)
                    continue
                node = self.literals.get(origin)
                if node is None:
                    continue
                if self.can_be_bytes(node):
                    self.as_bytes.add(origin)
                    fixer = "regex_bytes" if is_pattern else "literal_bytes"
                    yield self.change(fixer, node, first.why, safety)
                else:
                    yield self.change("encode_entry", node, first.why)

    def meeting_of_binary(self, origins: Iterable[Place]) -> Meeting | None:
        """What is to be one of a kind with a literal that can only be bytes, as no text has such
        escapes. Who else is given it, nobody knows: this counts where nothing but literals meet."""
        for origin in origins:
            node = self.literals.get(origin)
            if node is None or origin in self.texts or not self.can_be_bytes(node):
                continue
            start, end = self.lines.span(node)
            if BYTE_ESCAPE.search(self.text[start:end]) and not spells_utf8(str(node.value)):
                why = Step("{} is bytes: its escapes are no UTF-8", node)
                return Meeting(frozenset([origin]), Kind.BYTES, node, why)
        return None

    def texts_after_all(self, group: list[Meeting]) -> Iterable[Decision]:
        """What was encoded to be a native string, which is text now."""
        for origin in sorted({origin for meeting in group for origin in meeting.origins}):
            made = self.findings.made.get(origin)
            if made is not None and made.how == "encoded":
                why = Step("{} made a native string, which is text now", made.node)
                yield self.change("decode_exit", made.node, why)

    def is_decoded_at_exits(self, group: list[Meeting]) -> bool:
        """Whether what is bytes just leaves as text besides: there it can be decoded."""
        origins = {origin for meeting in group for origin in meeting.origins}
        made = [self.findings.made[origin] for origin in origins if origin in self.findings.made]
        others = [meeting for meeting in group if meeting.kind in (Kind.TEXT, Kind.CONFLICT)]
        is_best = any(each.how == "chr" for each in made) or not self.parts_to_encode(group)
        return is_best and all(each.is_exit for each in others)

    def parts_to_encode(self, group: list[Meeting]) -> list[tuple[ast.expr, Step | None, bool]]:
        """The expressions to encode so that a group can be text, and which of them may be bytes
        already; none where that will not do."""
        meetings = [meeting for meeting in group if meeting.kind is Kind.BYTES]
        parts: list[tuple[ast.expr, Step | None, bool]] = [
            (meeting.part, meeting.why, meeting.is_torn)
            for meeting in meetings
            if isinstance(meeting.part, (ast.Name, ast.Attribute, ast.BinOp, ast.Call))
            and (is_plain(meeting.part) or not meeting.is_torn)
        ]
        return parts if self.is_utf8(group) and len(parts) == len(meetings) else []

    def in_two_kinds(self, group: list[Meeting]) -> Iterable[Decision]:
        """What works with bytes in one place and with text in another is encoded in the first."""
        parts = self.parts_to_encode(group)
        for part, why, is_torn in parts:
            if is_torn:
                yield self.change("encode_entry", part, why, how="either")
            else:
                yield from self.encoding_of(part, why)
        if parts:
            return
        meetings = [meeting for meeting in group if meeting.kind is Kind.BYTES]
        others = [meeting.text or meeting.why for meeting in group if meeting not in meetings]
        text = next((step for step in others if step is not None), None)
        message = "the same literal works with bytes here and with text elsewhere: "
        message += "make two of it, or decode the bytes first"
        self.doubt(meetings[0].node, message, meetings[0].why, "late", text)

    def is_utf8(self, group: list[Meeting]) -> bool:
        """Whether none of the literals has bytes that are no UTF-8."""
        nodes = [self.literals.get(origin) for each in group for origin in each.origins]
        return all(
            str(node.value).isascii() or spells_utf8(str(node.value)) or not self.can_be_bytes(node)
            for node in nodes
            if node is not None
        )

    def count_letters(self) -> None:
        """Native strings of UTF-8 of which the letters are counted now, and were the bytes."""
        for place, node in self.findings.counted:
            literal = self.literals.get(place)
            if literal is None or place in self.as_bytes or place in self.texts:
                continue
            start, end = self.lines.span(literal)
            is_escaped = BYTE_ESCAPE.search(self.text[start:end]) is not None
            if is_escaped and not spells_utf8(str(literal.value)):
                continue
            if is_escaped or is_same_encoding(self.coding, "utf-8"):
                why = Step("{} is not ASCII", literal)
                message = "this looks at letters, and at the bytes of UTF-8 in Python 2"
                self.doubt(node, message, why, "silently")

    def escapes(self, changes: Sequence[Decision]) -> Iterable[Decision]:
        """Text in which the bytes of UTF-8 are escaped."""
        as_bytes = {change.start for change in changes if change.fixer != "encode_entry"}
        meetings = (each for each in self.meetings if each.kind is Kind.TEXT)
        shown = self.findings.told.union(*(meeting.origins for meeting in meetings))
        for use in self.findings.streams:
            if use.origin not in self.streams:
                shown |= use.value.origins
        met = {origin for meeting in self.meetings for origin in meeting.origins}
        worked_with = {
            place for each in self.meetings if not each.is_exit for place in each.origins
        }
        # What meets no bytes when all that does is bytes is text, whoever takes it.
        is_settled = all(change.fixer in _FIXERS_OF_EXITS for change in changes)
        bytes_meetings = (
            each for each in self.meetings if each.kind in (Kind.BYTES, Kind.CONFLICT)
        )
        torn = {origin for meeting in bytes_meetings for origin in meeting.origins}
        told: set[Place] = set()
        for place, node in self.literals.items():
            value = node.value
            if not isinstance(value, str) or value.isascii() or place in self.texts:
                continue
            start, end = self.lines.span(node)
            if start in as_bytes or not BYTE_ESCAPE.search(self.text[start:end]):
                continue
            is_either = place in self.findings.either and place not in met
            if is_either and self.can_be_bytes(node):
                why = Step("{} goes where bytes may go, and its escapes are bytes", node)
                yield self.change("literal_bytes", node, why)
                continue
            if place not in self.findings.literals:
                continue
            if not spells_utf8(value):
                display = self.displays.get(place, place)
                is_told = display in told
                if place not in worked_with and self.can_be_bytes(node) and not is_told:
                    told.add(display)
                    message = "the escapes of this literal are bytes that no text of UTF-8 has, and"
                    message += " letters in Python 3: make it bytes"
                    self.doubt(node, message, None, "silently")
                continue
            if place in shown or (is_settled and place not in torn and _is_printable(value)):
                why = Step("{} is text, and its escapes are bytes of UTF-8", node)
                yield self.change("utf8_escapes", node, why)
            else:
                message = "the escapes of this literal are bytes of UTF-8, and letters in Python 3:"
                self.doubt(node, f"{message} make it bytes, or write the letters", None, "silently")

    @cached_property
    def displays(self) -> dict[Place, Place]:
        """For each literal in a list, tuple, set or dict that is written out, where the outermost
        of these begins: of a table one literal is told of."""
        found: dict[Place, Place] = {}
        for kind in (ast.Dict, ast.List, ast.Set, ast.Tuple):
            for display in types_in(self.tree)[kind]:
                start = (display.lineno, display.col_offset)
                for part in nodes_below(display):
                    if isinstance(part, ast.Constant):
                        place = (part.lineno, part.col_offset)
                        found[place] = min(start, found.get(place, start))
        return found


def _is_printable(text: str) -> bool:
    """Whether the letters of a text, as bytes of UTF-8, are such as are shown."""
    letters = text.encode("latin-1").decode("utf-8")
    return all(letter.isascii() or letter.isprintable() for letter in letters)
