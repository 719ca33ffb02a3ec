"""What comes of a value where only one kind of string may go: one table for all sinks."""

from __future__ import annotations

import ast
from itertools import permutations

import pytest

from porting.flow.decide.judge import VERDICTS, Judged, Shape, Verdict, judge, kind_of_stream
from porting.flow.domain.findings import Clash, Meeting, Use
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Problem, Role, Sink, Where
from porting.flow.domain.values import NOTHING, OTHER, UNKNOWN, Str, Value, one

NAME = ast.parse("x", mode="eval").body
CALL = ast.parse("f()", mode="eval").body
BYTES, TEXT = one(Str(Kind.BYTES)), one(Str(Kind.TEXT))
LITERAL = one(Str(Kind.NATIVE, frozenset([(1, 0)])))
PRINTED, SENT = Sink(Where.PRINTED), Sink(Where.TAKES_BYTES, "socket.socket.send")


def judged(value: Value, sink: Sink, node: ast.expr = CALL) -> Judged:
    return judge([Use(node, value, sink)])


@pytest.mark.parametrize("where", [where for where in Where if where.role is Role.SINK])
def test_each_sink_takes_one_kind(where: Where) -> None:
    assert where.demand in (Kind.TEXT, Kind.BYTES)
    other = BYTES if where.demand is Kind.TEXT else TEXT
    found = judged(other, Sink(where, "f"))
    assert len(found.exits) + len(found.entries) == 1


@pytest.mark.parametrize("value", [TEXT, OTHER, UNKNOWN, NOTHING], ids=repr)
def test_nothing_comes_of_what_may_be_printed(value: Value) -> None:
    found = judged(value, PRINTED)
    assert found == Judged(wanted={CALL: [(Kind.TEXT, None)]})


def test_bytes_are_decoded_and_literals_beside_them_are_bytes() -> None:
    found = judged(BYTES, PRINTED)
    assert [use.value for use in found.exits] == [BYTES]
    assert not found.meetings
    found = judged(BYTES | LITERAL, PRINTED)
    assert [each.kind for each in found.meetings] == [Kind.BYTES]
    assert len(found.exits) == 1


def test_what_may_be_bytes_is_for_a_person_unless_it_has_a_name() -> None:
    value = BYTES | UNKNOWN | LITERAL
    assert [each.problem for each in judged(value, PRINTED).clashes] == [Problem.MAY_BE_BYTES]
    found = judged(value, PRINTED, NAME)
    assert not found.clashes
    assert len(found.exits) == 1
    assert found.shown == {(1, 0)}


def test_literals_are_of_the_kind_that_is_taken() -> None:
    (meeting,) = judged(LITERAL, PRINTED).meetings
    assert (meeting.kind, meeting.is_exit) == (Kind.TEXT, True)
    (meeting,) = judged(LITERAL, SENT).meetings
    assert (meeting.kind, meeting.is_torn) == (Kind.BYTES, False)
    (meeting,) = judged(LITERAL | UNKNOWN, SENT).meetings
    assert meeting.is_torn


def test_what_is_unknown_is_encoded_unless_it_is_binary_there() -> None:
    assert len(judged(UNKNOWN, SENT).entries) == 1
    assert not judged(UNKNOWN, Sink(Where.TAKES_BYTES, "zlib.decompress")).entries


def test_text_that_was_read_asks_for_a_binary_file() -> None:
    value = one(Str(Kind.TEXT, frozenset([(3, 4)])))
    found = judged(value, SENT)
    assert [(use.origins, use.kind) for use in found.files] == [(frozenset([(3, 4)]), Kind.BYTES)]
    assert len(found.entries) == 1


def test_torn_text_is_encoded_only_where_it_can_be_written_twice() -> None:
    assert len(judged(BYTES | TEXT, SENT, NAME).entries) == 1
    assert not judged(BYTES | TEXT, SENT, CALL).entries


def test_a_stream_is_of_bytes_if_bytes_are_written() -> None:
    written = Sink(Where.STREAM_WRITTEN)
    assert kind_of_stream(Use(CALL, BYTES, written)) is Kind.BYTES
    assert kind_of_stream(Use(CALL, TEXT, written)) is None
    assert kind_of_stream(Use(CALL, NOTHING, Sink(Where.STREAM_OF_TEXT))) is Kind.TEXT


def test_the_order_of_what_was_seen_counts_for_nothing_else() -> None:
    seen = [
        Use(CALL, BYTES, PRINTED),
        Use(NAME, LITERAL, SENT),
        Meeting(frozenset([(1, 0)]), Kind.TEXT, NAME, None),
        Clash(CALL, Problem.BYTES_JOINED, None),
        Use(NAME, BYTES, Sink(Where.REPR)),
    ]
    first = judge(seen)
    for order in permutations(seen):
        found = judge(order)
        assert found.exits == first.exits
        assert kinds_of(found) == kinds_of(first)
        assert (found.clashes, found.wanted, found.uses) == (
            first.clashes,
            first.wanted,
            first.uses,
        )


def kinds_of(found: Judged) -> set[tuple[object, ...]]:
    return {(each.origins, each.kind, each.node, each.is_exit) for each in found.meetings}


def test_every_row_of_the_table_is_of_use() -> None:
    assert Verdict.FINE not in VERDICTS.values()
    assert {shape for _, shape in VERDICTS} == {*Shape} - {Shape.UNKNOWN}
