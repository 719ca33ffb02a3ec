"""Decides which files are of bytes and which of text: on disk, in memory, standard streams."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from porting.flow.deciding import (
    BYTE_ESCAPE,
    Decision,
    Doubt,
    Place,
    groups_of,
    spells_utf8,
)
from porting.flow.decoded import (
    is_encoding,
    is_same_encoding,
)
from porting.flow.findings import (
    Decoding,
    FileUse,
    Meeting,
    StreamUse,
)
from porting.flow.literals import Literals
from porting.flow.values import Kind, Step

_OPENERS = frozenset("open file builtins.open io.open codecs.open os.fdopen fdopen".split())


class Files(Literals):
    """Decides about files."""

    def file_modes(self) -> Iterable[Decision]:
        """Files to open for bytes, or for text, since nothing else is done with them."""
        uses: dict[Place, list[FileUse]] = defaultdict(list)
        for use in self.findings.files:
            for origin in sorted(use.origins & self.findings.made.keys()):
                uses[origin].append(use)
        for origin, group in uses.items():
            made = self.findings.made[origin]
            kinds = {use.kind for use in group}
            if made.how == "standard":
                yield from self.standard_bytes(origin, group)
                continue
            is_binary = "b" in made.mode
            wanted = Kind.TEXT if is_binary else Kind.BYTES
            if kinds != {wanted} or "U" in made.mode or not _is_plain_open(made.node):
                continue
            if is_binary and not all(use.is_table for use in group):
                continue
            first = next((use for use in group if use.why is not None), None)
            if first is not None:
                self.switched.add(origin)
                fixer = "table_files" if is_binary else "binary_files"
                yield self.change(fixer, made.node, first.why)

    @cached_property
    def torn(self) -> frozenset[ast.expr]:
        """What must be bytes on one way and text on another, so that no one change is right."""
        return frozenset(
            node
            for node, uses in self.findings.wanted.items()
            if len({Kind.BYTES if file in self.switched else kind for kind, file in uses}) > 1
        )

    def tell_of_torn(self, node: ast.expr, why: Step | None) -> None:
        message = "on one way this must be bytes, and text on another: make the ways alike"
        self.doubt(node, f"{message} (a standard stream has `.buffer`)", why, "late")

    def standard_bytes(self, origin: Place, group: list[FileUse]) -> Iterable[Decision]:
        """A standard stream of which all that is read or written is bytes."""
        first = next((use for use in group if use.why is not None), None)
        if first is None or any(use.kind is not Kind.BYTES for use in group):
            return
        self.switched.add(origin)
        for node in self.findings.standard[origin]:
            yield self.change("standard_bytes", node, first.why)

    def socket_lines(self) -> Iterable[Decision]:
        """Files of text that sockets make: these translated no newlines."""
        for made in self.findings.made.values():
            node = made.node
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "makefile":
                names = {keyword.arg for keyword in node.keywords}
                if "b" not in made.mode and not names & {"newline", None}:
                    yield self.change("socket_lines", node, Step("{} is a file of text", node))

    def file_encodings(self) -> Iterable[Decision]:
        """Files of text of which all that is decoded is so in one encoding, which is not UTF-8."""
        encodings: dict[Place, dict[str, Decoding]] = defaultdict(dict)
        for call in self.findings.decodings.values():
            names = {
                str(self.literals[place].value) if place in self.literals else ""
                for place in call.encoding.origins
            }
            name = names.pop() if len(names) == 1 else ""
            if not call.owner.is_open and call.owner.kind is Kind.TEXT:
                for place in call.owner.files:
                    origin = self.findings.tables.get(place, place)
                    encodings[origin].setdefault(name, call)
        for origin, known in encodings.items():
            made = self.findings.made.get(origin)
            (name, call), *others = known.items()
            is_binary = made is not None and "b" in made.mode and origin not in self.switched
            if made is None or made.how != "file" or is_binary or others or not is_encoding(name):
                continue
            if (is_binary or "b" not in made.mode) and origin in self.switched:
                continue
            if _is_plain_open(made.node) and not is_same_encoding(name, "utf-8"):
                why = Step("{} decodes what was read", call.node, call.owner.why)
                yield self.change("file_encodings", made.node, why, how=name)
        yield from self.encodings_of_source()

    def encodings_of_source(self) -> Iterable[Decision]:
        """Files of text into which literals are written of which the source tells other bytes than
        UTF-8: by its own encoding, or byte by byte."""
        for origin, made in self.findings.made.items():
            is_text = made.how == "file" and "b" not in made.mode and _is_plain_open(made.node)
            if not is_text or origin in self.switched:
                continue
            written = {
                place
                for meeting in self.findings.meetings
                if meeting.file == origin
                for place in meeting.origins - self.texts
                if place in self.literals
            }
            encodings = {
                place: self.encoding_in_source(self.literals[place]) for place in sorted(written)
            }
            names = {name for name in encodings.values() if name}
            if len(names) == 1:
                first = next(place for place, name in encodings.items() if name)
                why = Step("{} is written there, and is not in UTF-8", self.literals[first])
                yield self.change("file_encodings", made.node, why, how=names.pop())

    def encoding_in_source(self, node: ast.Constant) -> str:
        """The encoding in which a literal was, if it had letters that are not ASCII; else ""."""
        value = str(node.value)
        start, end = self.lines.span(node)
        if BYTE_ESCAPE.search(self.text[start:end]):
            return "" if spells_utf8(value) else "latin-1"
        is_utf8 = value.isascii() or is_same_encoding(self.coding, "utf-8")
        return "" if is_utf8 or not self.is_plain(node) else self.coding

    def meet_in_streams(self) -> None:
        """Literals that go into a file in memory which must be of bytes, and nowhere else, meet
        bytes there."""
        kinds: dict[Place, set[Kind | None]] = defaultdict(set)
        for group in groups_of(self.findings.meetings):
            found = {meeting.kind for meeting in group}
            for origin in {origin for meeting in group for origin in meeting.origins}:
                kinds[origin] = found
        uses: dict[Place, list[StreamUse]] = defaultdict(list)
        for use in self.findings.streams:
            uses[use.origin].append(use)
        for group_of_uses in uses.values():
            first = next((use for use in group_of_uses if use.kind is Kind.BYTES), None)
            if first is None or any(use.kind is Kind.TEXT for use in group_of_uses):
                continue
            for use in group_of_uses:
                origins = use.value.origins
                is_literal = use.value.kind is Kind.NATIVE and all(
                    place in self.literals and self.can_be_bytes(self.literals[place])
                    for place in origins
                )
                others = {Kind.TEXT, Kind.CONFLICT, None}
                if isinstance(use.written, ast.Constant):
                    continue
                if origins and is_literal and not any(kinds[place] & others for place in origins):
                    self.findings.meetings.append(
                        Meeting(origins, Kind.BYTES, use.node, first.why, part=use.written)
                    )

    def streams_of_bytes(self) -> Iterable[Decision]:
        """Files in memory that must be of bytes, with all that is written into them."""
        uses: dict[Place, list[StreamUse]] = defaultdict(list)
        for use in self.findings.streams:
            uses[use.origin].append(use)
        others = (use.origins for use in self.findings.files if use.kind is not Kind.BYTES)
        memory = self.findings.memory.difference(*others)
        for found in self.findings.files:
            if found.kind is Kind.BYTES:
                for origin in sorted(found.origins & memory):
                    uses[origin].append(StreamUse(origin, found.node, Kind.BYTES, found.why))
        chosen: dict[Place, StreamUse] = {}
        for origin, group in uses.items():
            first = next((use for use in group if use.kind is Kind.BYTES), None)
            if first is None:
                continue
            if any(use.kind is Kind.TEXT for use in group):
                offset = self.lines.offset(*origin)
                message = "this file in memory is printed into and used as bytes: "
                message += "encode what is printed, or decode where bytes are used"
                self.doubts.append(Doubt(offset, message + self.because(first.why), "late"))
                continue
            self.streams.add(origin)
            chosen[origin] = first
        for origin, first in chosen.items():
            node = self.calls[origin]
            yield self.change("stream_bytes", node.func, first.why)
            for use in uses[origin]:
                if use.written is None or use.value.is_bytes:
                    continue
                if use.value.files and use.value.files <= self.streams | self.switched:
                    continue
                if use.value.origins & self.as_bytes:
                    continue
                literal = self.literals.get((use.written.lineno, use.written.col_offset))
                if literal is use.written and self.can_be_bytes(literal):
                    yield self.change("stream_bytes", literal, first.why)
                elif use.value.kind is Kind.NATIVE and self.are_codes(use.value.origins):
                    for place in sorted(use.value.origins):
                        made = self.findings.made[place]
                        yield self.change("chr_bytes", made.node, first.why)
                elif use.value.is_text:
                    yield self.change("stream_bytes", use.written, first.why)

    def are_codes(self, places: Iterable[Place]) -> bool:
        """Whether `chr` made all of these strings."""
        made = [self.findings.made.get(place) for place in places]
        return bool(made) and all(each is not None and each.how == "chr" for each in made)


def _is_plain_open(node: ast.expr) -> bool:
    """Whether a call opens a file by the mode that its second argument or `mode` tells."""
    if not isinstance(node, ast.Call):
        return False
    names = {"encoding", "errors", "newline"}
    if names & {keyword.arg for keyword in node.keywords}:
        return False
    modes = [node.args[1]] if len(node.args) == 2 else []
    modes += [keyword.value for keyword in node.keywords if keyword.arg == "mode"]
    if not all(isinstance(mode, ast.Constant) for mode in modes):
        return False
    name = ast.unparse(node.func)
    return name in _OPENERS and 1 <= len(node.args) <= 2
