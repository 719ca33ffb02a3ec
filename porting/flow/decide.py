"""Decides the smallest changes that keep bytes and text apart, each with its evidence."""

from __future__ import annotations

import ast
import codecs
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from porting.evidence import FileEvidence
from porting.flow.decoded import Remedy, is_encoding, is_plain, remedy_for, tested_decodings
from porting.flow.findings import (
    SHOWS_NONE,
    Decoding,
    Exit,
    FileUse,
    Findings,
    FunctionNode,
    ItemUse,
    Meeting,
    StreamUse,
)
from porting.flow.interpret import Interpreter
from porting.flow.library import Facts, has_source
from porting.flow.original import text_places
from porting.flow.state import STANDARD
from porting.flow.values import Kind, Row, Step, is_binary
from porting.flow.witness import SEEN, has_bytes
from porting.result import Safety, Shows
from porting.trees import nodes_below, tree_of, types_in

Place = tuple[int, int]


@dataclass(frozen=True)
class Decision:
    """One change to make: the literal or expression from `start` to `end` (offsets in the text).

    `fixer` is the name of the fixer that makes it; `chain` is the evidence, nearest step first.
    `how` tells it which of its changes to make, where there are several.
    """

    fixer: str
    start: int
    end: int
    chain: tuple[str, ...]
    safety: Safety = "safe"
    how: str = ""


@dataclass(frozen=True)
class Doubt:
    """A place where bytes and text meet and a person must decide."""

    offset: int
    message: str
    shows: Shows


@dataclass(frozen=True)
class Decisions:
    """All that was decided about one text."""

    changes: tuple[Decision, ...] = ()
    doubts: tuple[Doubt, ...] = ()


# What decodes and encodes: it comes when it is settled what is bytes.
_FIXERS_OF_EXITS = frozenset(
    "decode_exit either_decode encode_entry line_ends stream_codecs text_decode "
    "text_methods".split()
)
_UNICODE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[uUN]")
_CODING = re.compile(r"(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-_.A-Za-z0-9]+)")
_OPENERS = frozenset("open file builtins.open io.open codecs.open os.fdopen fdopen".split())
_BYTE_ESCAPE = re.compile(r"\\(?:x[89a-fA-F]|[23][0-7]{2})")


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


class Decider:
    """Decides for one module, from what `interpret` finds in it."""

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        evidence: FileEvidence | None,
        *,
        original: str | None = None,
        facts: Facts | None = None,
        is_first: bool = True,
        interpret: Callable[..., Interpreter] = Interpreter,
    ) -> None:
        self.text = text
        self.is_first = is_first
        self.texts = frozenset[Place]() if original is None else text_places(text, original)
        self.findings = self.followed(lambda: interpret(tree, evidence, facts, self.texts))
        self.literals: dict[Place, ast.Constant] = {}
        self.sliced = {node.value for node in types_in(tree)[ast.Subscript]}
        self.names: dict[str, set[ast.expr]] = defaultdict(set)
        self.calls: dict[Place, ast.Call] = {}
        self.tree = tree
        nodes = types_in(tree)
        for node in nodes[ast.Constant]:
            if isinstance(node.value, str):
                self.literals[node.lineno, node.col_offset] = node
        for node in nodes[ast.Name]:
            if isinstance(node.ctx, ast.Load):
                self.names[node.id].add(node)
        for node in nodes[ast.Call]:
            self.calls[node.func.lineno, node.func.col_offset] = node
        self.lines = Lines(text)
        self.doubts: list[Doubt] = []
        self.switched: set[Place] = set()
        self.streams: set[Place] = set()
        self.as_bytes: set[Place] = set()
        self.has_print_function = "print_function" in (original or "")

    def followed(self, interpreter: Callable[[], Interpreter]) -> Findings:
        """What is found, once it is settled which calls of ``encode`` are there for the bytes.

        In Python 2 ``name.encode("ascii")`` made the ``str`` that a literal is, too. It did no more
        than that where what it meets is text, or other such strings.
        """
        pinned = frozenset[Place]()
        while True:
            asked = interpreter()
            asked.pinned = pinned
            findings = asked.run()
            encoded = {place for place, made in findings.made.items() if made.how == "encoded"}
            groups = _groups(findings.meetings) if encoded else []
            natives = frozenset(
                place
                for group in groups
                if not {meeting.kind for meeting in group} - {Kind.NATIVE, Kind.TEXT}
                for meeting in group
                for place in meeting.origins
            )
            if encoded <= natives:
                return findings
            pinned |= encoded - natives

    def run(self) -> Decisions:
        self.meet_in_streams()
        changes = [
            *self.file_modes(),
            *self.literals_to_bytes(),
            *self.streams_of_bytes(),
            *self.items(),
            *self.encodings(),
            *self.decodings(),
            *self.rows(),
            *(
                self.change("decode_exit", node, why, how="items")
                for node, why in self.findings.lists
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

    def doubt(
        self,
        node: ast.expr,
        message: str,
        why: Step | None,
        shows: Shows,
        text: Step | None = None,
    ) -> None:
        """Leave to a person what is bytes for one reason (`why`), and perhaps text for another."""
        offset = self.lines.offset(node.lineno, node.col_offset)
        message += self.because(why)
        if text is not None:
            message += f", text on another way{self.because(text)}"
        self.doubts.append(Doubt(offset, message, shows))

    def change(
        self,
        fixer: str,
        node: ast.expr,
        why: Step | None,
        safety: Safety = "review",
        how: str = "",
    ) -> Decision:
        chain = tuple(why.chain(self.words)) if why else ()
        return Decision(fixer, *self.lines.span(node), chain, safety, how)

    def encoding_of(self, node: ast.expr, why: Step | None) -> Iterable[Decision]:
        """The change that encodes text, unless it was put together from bytes that are no UTF-8."""
        for part in nodes_below(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                start, end = self.lines.span(part)
                if (part.lineno, part.col_offset) in self.texts:
                    continue
                if _BYTE_ESCAPE.search(self.text[start:end]) and not _is_utf8(part.value):
                    message = "bytes that are no UTF-8 are put together with text: make all of it"
                    self.doubt(node, message + " bytes", why, "silently")
                    return
        yield self.change("encode_entry", node, why)

    def file_modes(self) -> Iterable[Decision]:
        """Files to open for bytes, or for text, since nothing else is done with them."""
        uses: dict[Place, list[FileUse]] = defaultdict(list)
        for use in self.findings.files:
            if use.origin in self.findings.made:
                uses[use.origin].append(use)
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

    def standard_bytes(self, origin: Place, group: list[FileUse]) -> Iterable[Decision]:
        """A standard stream of which all that is read or written is bytes."""
        first = next((use for use in group if use.why is not None), None)
        if first is None or any(use.kind is not Kind.BYTES for use in group):
            return
        self.switched.add(origin)
        for node in self.findings.standard[origin]:
            yield self.change("standard_bytes", node, first.why)

    def literals_to_bytes(self) -> Iterable[Decision]:
        for group in _groups(self.meetings):
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
            if _BYTE_ESCAPE.search(self.text[start:end]) and not _is_utf8(str(node.value)):
                why = Step("{} is bytes: its escapes are no UTF-8", node)
                return Meeting(frozenset([origin]), Kind.BYTES, node, why)
        return None

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings of literals, without those with files that are of bytes from now on."""
        return [each for each in self.findings.meetings if each.file not in self.switched]

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

    def parts_to_encode(self, group: list[Meeting]) -> list[tuple[ast.expr, Step | None]]:
        """The expressions to encode so that a group can be text; none where that will not do."""
        meetings = [meeting for meeting in group if meeting.kind is Kind.BYTES]
        parts: list[tuple[ast.expr, Step | None]] = [
            (meeting.part, meeting.why)
            for meeting in meetings
            if isinstance(meeting.part, (ast.Name, ast.Attribute, ast.BinOp, ast.Call))
        ]
        return parts if self.is_utf8(group) and len(parts) == len(meetings) else []

    def in_two_kinds(self, group: list[Meeting]) -> Iterable[Decision]:
        """What works with bytes in one place and with text in another is encoded in the first."""
        parts = self.parts_to_encode(group)
        for part, why in parts:
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
            str(node.value).isascii() or _is_utf8(str(node.value)) or not self.can_be_bytes(node)
            for node in nodes
            if node is not None
        )

    def is_plain(self, node: ast.Constant) -> bool:
        """Whether a literal has no escapes that mean different things in the two Pythons."""
        start, end = self.lines.span(node)
        source = self.text[start:end]
        return not (_BYTE_ESCAPE.search(source) or _UNICODE_ESCAPE.search(source))

    def encodings(self) -> Iterable[Decision]:
        """Text to encode where only bytes may go in."""
        for entry in self.findings.entries:
            if entry.files and entry.files <= self.switched | self.streams:
                continue
            words = f"only bytes may go into {entry.where}: {{}}"
            node = entry.node
            literal = self.literals.get((node.lineno, node.col_offset))
            why = Step(words, node, entry.value.why)
            if entry.is_unsure:
                if self.is_program and is_plain(node) and ast.dump(node) not in self.asked:
                    yield self.change("encode_entry", node, why, how="text")
            elif literal is node and self.can_be_bytes(literal):
                yield self.change("literal_bytes", node, why)
            elif entry.value.kind is Kind.CONFLICT:
                yield self.change("encode_entry", node, why, how="either")
            else:
                yield from self.encoding_of(node, why)

    @cached_property
    def is_program(self) -> bool:
        """Whether the module does something by itself, and is not just there to be imported."""
        return any(
            isinstance(each, (ast.For, ast.While))
            or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Call))
            or (isinstance(each, ast.If) and "__main__" in ast.unparse(each.test))
            for each in self.tree.body
        )

    @cached_property
    def asked(self) -> frozenset[str]:
        """The expressions (as `ast.dump` shows them) that somebody asks what they are."""
        return frozenset(
            ast.dump(call.args[0])
            for call in types_in(self.tree)[ast.Call]
            if isinstance(call.func, ast.Name)
            and call.func.id in ("isinstance", "type", "hasattr")
            and call.args
        )

    def socket_lines(self) -> Iterable[Decision]:
        """Files of text that sockets make: these translated no newlines."""
        for made in self.findings.made.values():
            node = made.node
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "makefile":
                names = {keyword.arg for keyword in node.keywords}
                if "b" not in made.mode and not names & {"newline", None}:
                    yield self.change("socket_lines", node, Step("{} is a file of text", node))

    def type_tests(self) -> Iterable[Decision]:
        """Tests for ``str`` that bytes should pass."""
        for test in self.findings.tests:
            how = "bytes" if test.value.is_bytes else "both"
            if how == "both" and not isinstance(test.node, ast.Call):
                continue
            yield self.change("type_tests", test.node, test.value.why, how=how)

    def escapes(self, changes: Sequence[Decision]) -> Iterable[Decision]:
        """Text in which the bytes of UTF-8 are escaped."""
        as_bytes = {change.start for change in changes if change.fixer != "encode_entry"}
        meetings = (each for each in self.meetings if each.kind is Kind.TEXT)
        shown = self.findings.told.union(*(meeting.origins for meeting in meetings))
        for use in self.findings.streams:
            if use.origin not in self.streams:
                shown |= use.value.origins
        met = {origin for meeting in self.meetings for origin in meeting.origins}
        # What meets no bytes when all that does is bytes is text, whoever takes it.
        is_settled = all(change.fixer in _FIXERS_OF_EXITS for change in changes)
        bytes_meetings = (
            each for each in self.meetings if each.kind in (Kind.BYTES, Kind.CONFLICT)
        )
        torn = {origin for meeting in bytes_meetings for origin in meeting.origins}
        for place, node in self.literals.items():
            value = node.value
            if not isinstance(value, str) or value.isascii() or place in self.texts:
                continue
            start, end = self.lines.span(node)
            if start in as_bytes or not _BYTE_ESCAPE.search(self.text[start:end]):
                continue
            if place not in self.findings.literals or not _is_utf8(value):
                continue
            if place in self.findings.either and place not in met and self.can_be_bytes(node):
                why = Step("{} goes where bytes may go, and its escapes are bytes", node)
                yield self.change("literal_bytes", node, why)
            elif place in shown or (is_settled and place not in torn and _is_printable(value)):
                why = Step("{} is text, and its escapes are bytes of UTF-8", node)
                yield self.change("utf8_escapes", node, why)
            else:
                message = "the escapes of this literal are bytes of UTF-8, and letters in Python 3:"
                self.doubt(node, f"{message} make it bytes, or write the letters", None, "silently")

    def items(self) -> Iterable[Decision]:
        """Items of bytes that are used as the strings they were."""
        uses: dict[Place, list[ItemUse]] = defaultdict(list)
        for use in self.findings.item_uses:
            if self.is_first or not use.is_weak:
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

    def meet_in_streams(self) -> None:
        """Literals that go into a file in memory which must be of bytes, and nowhere else, meet
        bytes there."""
        kinds: dict[Place, set[Kind | None]] = defaultdict(set)
        for group in _groups(self.findings.meetings):
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
        texts = {use.origin for use in self.findings.files if use.kind is not Kind.BYTES}
        for found in self.findings.files:
            is_memory = found.origin in self.findings.memory and found.origin not in texts
            if is_memory and found.kind is Kind.BYTES:
                use = StreamUse(found.origin, found.node, Kind.BYTES, found.why)
                uses[use.origin].append(use)
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

    def because(self, why: Step | None) -> str:
        return " (" + "; ".join(why.chain(self.words)) + ")" if why else ""

    def can_be_bytes(self, node: ast.Constant) -> bool:
        start, end = self.lines.span(node)
        source = self.text[start:end]
        return source.isascii() and not _UNICODE_ESCAPE.search(source)

    def decodings(self) -> Iterable[Decision]:
        for found in self.findings.exits:
            if found.file is not None and found.file in self.switched:
                continue
            if found.file == STANDARD["stdout"] and is_binary(found.value.why):
                message = (
                    "bytes that are no text are written to standard output, as text is: write "
                )
                message += "them into `sys.stdout.buffer`, behind `sys.stdout.flush()`"
                self.doubt(found.node, message, found.value.why, "late")
                continue
            words = f"{{}} leaves as text: {found.where}"
            for node, why, how in self.exit_points(found):
                yield self.change("decode_exit", node, Step(words, found.node, why), how=how)

    def ends_of_lines(self) -> Iterable[Decision]:
        """Lines that are printed with a space behind them, which they had not in Python 2."""
        if self.has_print_function:
            return
        for call, function in self.findings.spaced:
            is_last = call.keywords[-1].arg == "end" and len(call.keywords) == 1
            if is_last and call.args and self.ends_line(call.args[-1], function):
                why = Step("{} ends with the end of a line", call.args[-1])
                yield self.change("line_ends", call, why)

    def ends_line(self, node: ast.expr, function: FunctionNode | None) -> bool:
        """Whether a string ends where a line does."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and node.value.endswith("\n")
        if isinstance(node, ast.BinOp):
            part = node.right if isinstance(node.op, ast.Add) else node.left
            return isinstance(part, ast.Constant) and self.ends_line(part, function)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _GIVE_LINES:
                return True
            called = self.findings.callees.get(node, ())
            returns = [(each, *pair) for each in called for pair in self.findings.returns[each]]
            return bool(returns) and all(
                isinstance(value, ast.BinOp) and self.ends_line(value, each)
                for each, value, _ in returns
            )
        sources = self.findings.assignments.get((function, getattr(node, "id", "")), [])
        return bool(sources) and all(
            source in self.findings.files_of_lines
            or self.is_lines(source, function)
            or (source in self.bound_alone and self.ends_line(source, function))
            for source in sources
        )

    @cached_property
    def bound_alone(self) -> frozenset[ast.expr]:
        """The calls and operations of which what they give is bound to one name, as it is."""
        return frozenset(
            node.value
            for node in types_in(self.tree)[ast.Assign]
            if isinstance(node.value, (ast.Call, ast.BinOp))
            and all(isinstance(target, ast.Name) for target in node.targets)
        )

    def is_lines(self, source: ast.expr, function: FunctionNode | None) -> bool:
        """Whether this is lines that were read, or (through one name) a list of such."""
        if isinstance(source, ast.Name):
            others = self.findings.assignments.get((function, source.id), [])
            return bool(others) and all(
                isinstance(each, ast.Call) and self.is_lines(each, function) for each in others
            )
        return (
            isinstance(source, ast.Call)
            and isinstance(source.func, ast.Attribute)
            and source.func.attr in ("readline", "readlines", "xreadlines")
        )

    @cached_property
    def tested(self) -> frozenset[ast.Call]:
        """The calls of ``decode`` that a test provides for."""
        return tested_decodings(self.tree)

    def calls_of_decode(self) -> Iterable[Decision]:
        """Where text has no ``decode`` any more."""
        for call in self.findings.decodings.values():
            if call.owner.files and call.owner.files <= self.switched | self.streams:
                continue
            if call.owner.origins & self.met_bytes:
                continue
            remedy = remedy_for(call, self.literals, self.findings.made)
            if remedy is None and call.owner.is_text:
                yield from self.literals_to_decode(call)
            if remedy is None or call.node in self.tested:
                continue
            node: ast.expr = call.node
            literal = call.receiver
            if remedy is Remedy.AS_BYTES and isinstance(literal, ast.Constant):
                if self.can_be_bytes(literal):
                    node = literal
                elif _same_encoding(call.name_of_encoding, self.coding):
                    remedy = Remedy.DROP
                else:
                    continue
            chain = Step("{} decodes it", call.node, call.owner.why).chain(self.words)
            how = "bytes" if remedy is Remedy.ASK and call.owner.is_bytes else ""
            yield Decision(remedy.value, *self.lines.span(node), tuple(chain), "review", how)

    def literals_to_decode(self, call: Decoding) -> Iterable[Decision]:
        """Literals that are not ASCII: bytes where escapes spell them, text as they stand."""
        why = Step("{} decodes it", call.node, call.owner.why)
        literals = [self.literals.get(origin) for origin in sorted(call.owner.origins)]
        known = [node for node in literals if node is not None]
        if not known or len(known) < len(literals):
            return
        if all(map(self.can_be_bytes, known)):
            for node in known:
                yield self.change("literal_bytes", node, why)
        elif all(map(self.is_plain, known)):
            names = {self.literals.get(place) for place in call.encoding.origins}
            if all(node and _same_encoding(str(node.value), self.coding) for node in names):
                yield self.change("text_decode", call.node, why)

    @cached_property
    def met_bytes(self) -> frozenset[Place]:
        """What meets bytes somewhere, and will be bytes."""
        return frozenset(
            origin
            for group in _groups(self.meetings)
            if any(meeting.kind is Kind.BYTES for meeting in group)
            for meeting in group
            for origin in meeting.origins
        )

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
            if _is_plain_open(made.node) and not _same_encoding(name, "utf-8"):
                why = Step("{} decodes what was read", call.node, call.owner.why)
                yield self.change("file_encodings", made.node, why, how=name)

    @property
    def coding(self) -> str:
        """The encoding that the file says it is in."""
        found = _CODING.match(self.text)
        return found.group(1) if found else "utf-8"

    def words(self, node: ast.expr) -> str:
        """The source of an expression, shortened."""
        start, end = self.lines.span(node)
        text = " ".join(self.text[start:end].split())
        return text if len(text) <= 50 else text[:47] + "..."

    def rows(self) -> Iterable[Decision]:
        """Tuples that a function returns just to be formatted: the bytes in them are decoded."""
        wanted = {found.node for found in self.findings.rows}
        for found in self.findings.rows:
            functions = self.findings.callees.get(found.node, ())
            calls = {
                node
                for node, called in self.findings.callees.items()
                if not set(functions).isdisjoint(called)
            }
            returns = [pair for each in functions for pair in self.findings.returns[each]]
            if not calls <= wanted or not all(isinstance(node, ast.Tuple) for node, _ in returns):
                message = "bytes in this tuple are formatted as text: decode them before"
                self.doubt(found.node, message, found.value.why, "silently")
                continue
            for node, value in returns:
                elements = node.elts if isinstance(node, ast.Tuple) else []
                rows = [atom for atom in value if isinstance(atom, Row)]
                for element, item in (pair for row in rows for pair in zip(elements, row.items)):
                    if item.is_bytes:
                        words = f"{{}} leaves as text: {found.where}"
                        yield self.change("decode_exit", element, Step(words, found.node, item.why))

    def exit_points(self, found: Exit) -> list[tuple[ast.expr, Step | None, str]]:
        """The expressions to decode so that text arrives: where a function of the module returns
        the bytes, what it returns; otherwise the expression itself, and how to decode it."""
        functions = self.findings.callees.get(self.source_of(found.node, found), ())
        points: list[tuple[ast.expr, Step | None, str]] = []
        if functions and self.only_leaves_as_text(functions):
            for function in functions:
                for returned, value in self.findings.returns[function]:
                    if value.is_bytes:
                        points += self.exit_points(Exit(returned, found.where, value, function))
        is_bytes = found.value.is_bytes and not found.value.has_numbers
        is_unsure = not is_bytes or self.may_show_none(found)
        if not points and is_unsure and isinstance(found.node, ast.Name):
            return [(found.node, found.value.why, "either")]
        if not points and not is_bytes:
            message = f"this is bytes on one way and text on another, and {found.where}: decode the"
            message += " bytes where they come from"
            value = found.value
            self.doubt(found.node, message, value.why, "silently", value.why_as(Kind.TEXT))
            return []
        return points or [(found.node, found.value.why, "")]

    def may_show_none(self, found: Exit) -> bool:
        """Whether a name that is shown may stand for a None of the program's own."""
        if found.where not in SHOWS_NONE or not found.value.may_be_none:
            return False
        name = getattr(found.node, "id", "")
        return any(
            source in self.findings.callees or isinstance(source, ast.Constant)
            for source in self.findings.assignments[found.function, name]
        )

    def source_of(self, node: ast.expr, found: Exit) -> ast.expr:
        """What a name was assigned, where that happens just once in its function."""
        if isinstance(node, ast.Name):
            sources = self.findings.assignments[found.function, node.id]
            if len(set(sources)) == 1:
                return sources[0]
        return node

    def only_leaves_as_text(self, functions: Iterable[ast.AST]) -> bool:
        """Whether no call of these functions is used as bytes."""
        targets = set(functions)
        calls = {node for node, called in self.findings.callees.items() if targets & set(called)}
        exits = {found.node for found in self.findings.exits}
        ends = {
            self.source_of(found.node, found)
            for found in self.findings.exits
            if not isinstance(found.node, ast.Name) or self.names[found.node.id] <= exits
        }
        return calls <= ends


_GIVE_LINES = frozenset(("read", "readline", "getvalue", "format_exc"))


def _same_encoding(name: str, other: str) -> bool:
    try:
        return codecs.lookup(name) == codecs.lookup(other)
    except LookupError:
        return False


def _groups(meetings: list[Meeting]) -> list[list[Meeting]]:
    """Meetings that share a literal belong together: what decides one decides all."""
    leader: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        while leader.setdefault(place, place) != place:
            place = leader[place]
        return place

    for meeting in meetings:
        first, *rest = sorted(meeting.origins)
        for other in rest:
            leader[find(other)] = find(first)
    groups: dict[Place, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        groups[find(min(meeting.origins))].append(meeting)
    return list(groups.values())


def _is_utf8(text: str) -> bool:
    """Whether the letters of a text, as bytes, are UTF-8."""
    try:
        return not text.encode("latin-1").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _is_printable(text: str) -> bool:
    """Whether the letters of a text, as bytes of UTF-8, are such as are shown."""
    letters = text.encode("latin-1").decode("utf-8")
    return all(letter.isascii() or letter.isprintable() for letter in letters)


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


def _can_be_slice(node: ast.expr) -> bool:
    """Whether an index is simple enough to be written twice."""
    if not isinstance(node, ast.Subscript):
        return False
    index = node.slice
    if isinstance(index, ast.UnaryOp):
        index = index.operand
    if isinstance(index, ast.BinOp):
        return all(isinstance(each, (ast.Name, ast.Constant)) for each in (index.left, index.right))
    if isinstance(index, ast.Call) and len(index.args) == 1 and not index.keywords:
        # These give the same when they are asked twice.
        is_plain = isinstance(index.func, ast.Name) and index.func.id in ("int", "len")
        return is_plain and isinstance(index.args[0], ast.Name)
    return isinstance(index, (ast.Name, ast.Constant))


def _silent_first(doubt: Doubt) -> tuple[int, int]:
    return ("silently", "late", "at once").index(doubt.shows), doubt.offset


class Lines:
    """Turns the places of `ast`, which counts bytes, into offsets in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.base = 1 if text.startswith("\ufeff") else 0
        self.starts = [self.base]
        self.starts += (found.end() for found in re.finditer(r"\r\n|\n|\r", text))

    def offset(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        return start + len(self.text[start:end].encode()[:column].decode())

    def span(self, node: ast.expr) -> tuple[int, int]:
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0),
        )

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset)
