"""Decides which files are of bytes and which of text: on disk, in memory, standard streams."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable

from porting.flow.decide.deciding import (
    BYTE_ESCAPE,
    Deciding,
    Decision,
    Doubt,
    Found,
    Outcome,
    groups_of,
    kept,
    spells_utf8,
)
from porting.flow.decide.judge import FileUse, kind_of_stream
from porting.flow.domain.findings import Decoding, Meeting, Place, Use
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Reason, Sink, Step, Where
from porting.flow.domain.values import NOTHING
from porting.flow.knowledge.encodings import is_encoding, is_same_encoding
from porting.flow.knowledge.traits import OF_TEXT, OPENERS


def file_modes(on: Deciding) -> Outcome:
    """Files to open for bytes, or for text, since nothing else is done with them; settles which
    are switched."""
    found: list[Found] = []
    switched: set[Place] = set()
    uses: dict[Place, list[FileUse]] = defaultdict(list)
    for use in on.judged.files:
        for origin in sorted(use.origins & on.findings.made.keys()):
            uses[origin].append(use)
    for origin, group in uses.items():
        made = on.findings.made[origin]
        kinds = {use.kind for use in group}
        if made.how == "standard":
            changes = [*standard_bytes(on, origin, group)]
            found += changes
            switched.update([origin] if changes else ())
            continue
        is_binary = "b" in made.mode
        wanted = Kind.TEXT if is_binary else Kind.BYTES
        if kinds != {wanted} or "U" in made.mode or not _is_plain_open(made.node):
            continue
        if is_binary and not all(use.function.startswith(OF_TEXT) for use in group):
            continue
        first = next((use for use in group if use.why is not None), None)
        if first is not None:
            switched.add(origin)
            fixer = "table_files" if is_binary else "binary_files"
            found.append(on.change(fixer, made.node, first.why))
    return Outcome(found, frozenset(switched))


@kept
def torn(on: Deciding) -> frozenset[ast.expr]:
    """What must be bytes on one way and text on another, so that no one change is right."""
    return frozenset(
        node
        for node, uses in wanted(on).items()
        if len({Kind.BYTES if file in on.settled.switched else kind for kind, file in uses}) > 1
    )


@kept
def wanted(on: Deciding) -> dict[ast.expr, list[tuple[Kind, Place | None]]]:
    """The kinds that expressions must be of, each with the file that it is for."""
    wanted = dict(on.judged.wanted)
    for use in on.uses(Where.FILE_CONTENT):
        wanted[use.node] = [*wanted.get(use.node, ()), (Kind.TEXT, use.place)]
    return wanted


def standard_bytes(on: Deciding, origin: Place, group: list[FileUse]) -> Iterable[Decision]:
    """A standard stream of which all that is read or written is bytes."""
    first = next((use for use in group if use.why is not None), None)
    if first is None or any(use.kind is not Kind.BYTES for use in group):
        return
    for node in on.findings.standard[origin]:
        yield on.change("standard_bytes", node, first.why)


def socket_lines(on: Deciding) -> Iterable[Decision]:
    """Files of text that sockets make: these translated no newlines."""
    for made in on.findings.made.values():
        node = made.node
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "makefile":
            names = {keyword.arg for keyword in node.keywords}
            if "b" not in made.mode and not names & {"newline", None}:
                yield on.change("socket_lines", node, Step(Reason.TEXT_FILE, node))


def file_encodings(on: Deciding) -> Iterable[Decision]:
    """Files of text of which all that is decoded is so in one encoding, which is not UTF-8."""
    encodings: dict[Place, dict[str, Decoding]] = defaultdict(dict)
    for call in on.findings.decodings.values():
        names = {
            str(on.literals[place].value) if place in on.literals else ""
            for place in call.encoding.origins
        }
        name = names.pop() if len(names) == 1 else ""
        if not call.owner.is_open and call.owner.kind is Kind.TEXT:
            for place in call.owner.files:
                origin = on.findings.tables.get(place, place)
                encodings[origin].setdefault(name, call)
    for origin, known in encodings.items():
        made = on.findings.made.get(origin)
        (name, call), *others = known.items()
        is_binary = made is not None and "b" in made.mode and origin not in on.settled.switched
        if made is None or made.how != "file" or is_binary or others or not is_encoding(name):
            continue
        if (is_binary or "b" not in made.mode) and origin in on.settled.switched:
            continue
        if _is_plain_open(made.node) and not is_same_encoding(name, "utf-8"):
            why = Step(Reason.DECODES_FILE, call.node, call.owner.why)
            yield on.change("file_encodings", made.node, why, how=name)
    yield from encodings_of_source(on)


def encodings_of_source(on: Deciding) -> Iterable[Decision]:
    """Files of text into which literals are written of which the source tells other bytes than
    UTF-8: by its own encoding, or byte by byte."""
    for origin, made in on.findings.made.items():
        is_text = made.how == "file" and "b" not in made.mode and _is_plain_open(made.node)
        if not is_text or origin in on.settled.switched:
            continue
        written = {
            place
            for meeting in on.settled.meetings
            if meeting.file == origin
            for place in meeting.origins - on.texts
            if place in on.literals
        }
        encodings = {place: encoding_in_source(on, on.literals[place]) for place in sorted(written)}
        names = {name for name in encodings.values() if name}
        if len(names) == 1:
            first = next(place for place, name in encodings.items() if name)
            why = Step(Reason.NOT_UTF8, on.literals[first])
            yield on.change("file_encodings", made.node, why, how=names.pop())


def encoding_in_source(on: Deciding, node: ast.Constant) -> str:
    """The encoding in which a literal was, if it had letters that are not ASCII; else ""."""
    value = str(node.value)
    start, end = on.lines.span(node)
    if BYTE_ESCAPE.search(on.text[start:end]):
        return "" if spells_utf8(value) else "latin-1"
    is_utf8 = value.isascii() or is_same_encoding(on.coding, "utf-8")
    return "" if is_utf8 or not on.is_plain(node) else on.coding


def meet_in_streams(on: Deciding) -> Iterable[Meeting]:
    """Literals that go into a file in memory which must be of bytes, and nowhere else, meet
    bytes there."""
    kinds: dict[Place, set[Kind | None]] = defaultdict(set)
    for group in groups_of(on.settled.meetings):
        found = {meeting.kind for meeting in group}
        for origin in {origin for meeting in group for origin in meeting.origins}:
            kinds[origin] = found
    for group_of_uses in uses_of_streams(on).values():
        kinds_of_uses = {kind_of_stream(use) for use in group_of_uses}
        if Kind.BYTES not in kinds_of_uses or Kind.TEXT in kinds_of_uses:
            continue
        first = _first_of_bytes(group_of_uses)
        for use in group_of_uses:
            origins = use.value.origins
            is_literal = use.value.kind is Kind.NATIVE and all(
                place in on.literals and on.can_be_bytes(on.literals[place]) for place in origins
            )
            others = {Kind.TEXT, Kind.CONFLICT, None}
            if isinstance(use.part, ast.Constant):
                continue
            if origins and is_literal and not any(kinds[place] & others for place in origins):
                yield Meeting(origins, Kind.BYTES, use.node, first.why, part=use.part)


def streams_of_bytes(on: Deciding) -> Outcome:
    """Files in memory that must be of bytes, with all that is written into them; settles which."""
    changes: list[Found] = []
    uses = uses_of_streams(on)
    others = (use.origins for use in on.judged.files if use.kind is not Kind.BYTES)
    made = {use.place for use in on.uses(Where.STREAM) if use.place is not None}
    memory = made.difference(*others)
    sink = Sink(Where.STREAM_OF_BYTES)
    for found in on.judged.files:
        if found.kind is Kind.BYTES:
            for origin in sorted(found.origins & memory):
                use = Use(found.node, NOTHING, sink, found.why, place=origin)
                uses[origin].append(use)
    chosen: dict[Place, Use] = {}
    for origin, group in uses.items():
        kinds = {kind_of_stream(use) for use in group}
        if Kind.BYTES not in kinds:
            continue
        first = _first_of_bytes(group)
        if Kind.TEXT in kinds:
            offset = on.lines.offset(*origin)
            links = on.links(first.why)
            changes.append(Doubt(offset, Problem.MIXED_STREAM, links))
            continue
        chosen[origin] = first
    streams = frozenset(chosen)
    for origin, first in chosen.items():
        node = on.calls[origin]
        changes.append(on.change("stream_bytes", node.func, first.why))
        for use in uses[origin]:
            if use.part is None or use.value.is_bytes:
                continue
            if use.value.files and use.value.files <= streams | on.settled.switched:
                continue
            if use.value.origins & on.settled.as_bytes:
                continue
            literal = on.literals.get((use.part.lineno, use.part.col_offset))
            if literal is use.part and on.can_be_bytes(literal):
                changes.append(on.change("stream_bytes", literal, first.why))
            elif use.value.kind is Kind.NATIVE and are_codes(on, use.value.origins):
                for place in sorted(use.value.origins):
                    made_by = on.findings.made[place].node
                    changes.append(on.change("chr_bytes", made_by, first.why))
            elif use.value.is_text:
                changes.append(on.change("stream_bytes", use.part, first.why))
    return Outcome(changes, streams)


def uses_of_streams(on: Deciding) -> dict[Place, list[Use]]:
    """What is done with each file in memory, by the place of the call that makes it."""
    uses: dict[Place, list[Use]] = defaultdict(list)
    for use in on.judged.streams:
        if use.place is not None:
            uses[use.place].append(use)
    return uses


def are_codes(on: Deciding, places: Iterable[Place]) -> bool:
    """Whether `chr` made all of these strings."""
    made = [on.findings.made.get(place) for place in places]
    return bool(made) and all(each is not None and each.how == "chr" for each in made)


def _first_of_bytes(uses: Iterable[Use]) -> Use:
    """The first use for which a file in memory must be of bytes."""
    return next(use for use in uses if kind_of_stream(use) is Kind.BYTES)


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
    return name in OPENERS and 1 <= len(node.args) <= 2
