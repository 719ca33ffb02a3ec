"""Kinds and values are lattices: joining does not depend on order or repetition."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from porting.flow.domain import values as all_of_values
from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Step
from porting.flow.domain.values import (
    EVERYTHING,
    NOTHING,
    UNKNOWN,
    Anything,
    Atom,
    Class,
    Function,
    Instance,
    Item,
    Library,
    Many,
    Method,
    Object,
    Other,
    Plain,
    Regex,
    Row,
    Str,
    Stream,
    Value,
    many,
    one,
    union,
)
from porting.flow.follow.containers import with_item

CODE = ast.parse("class A: pass\nclass B: pass\ndef f(): pass\ndef g(): pass\nx = y\nx.write\n")
NODES = CODE.body
KEPT = NODES[5].value
WHY = [Step(Reason.IS, node) for node in ast.walk(CODE) if isinstance(node, ast.expr)]

kinds = st.sampled_from(list(Kind))
places = st.tuples(st.integers(1, 3), st.integers(0, 3))
origins = st.frozensets(places, max_size=2)
reasons = st.sampled_from([None, *WHY])
names = st.sampled_from(["typing.IO[bytes]", "socket.socket"])

PLAIN = {
    Str: st.builds(Str, kinds, origins, st.booleans(), why=reasons),
    Regex: st.builds(Regex, kinds, origins, st.none() | st.integers(0, 2), st.booleans()),
    Instance: st.builds(Instance, names, st.none() | places, why=reasons),
    Library: st.builds(Library, names, why=reasons),
    Method: st.sampled_from([Method(KEPT, None), Method(KEPT, None, Instance("io.BytesIO"))]),
    Function: st.sampled_from([Function(NODES[2]), Function(NODES[3], one(Class(NODES[0])))]),
    Class: st.builds(Class, st.sampled_from(NODES[:2]), why=reasons),
    Object: st.builds(Object, st.sampled_from(NODES[:2]), why=reasons),
    Stream: st.builds(Stream, places, why=reasons),
    Item: st.builds(Item, places, why=reasons),
    Other: st.builds(Other, st.sampled_from(list(Plain))),
    Anything: st.just(Anything()),
}


def joined(atoms: st.SearchStrategy[Atom], most: int) -> st.SearchStrategy[Value]:
    parts = st.lists(st.builds(one, atoms), max_size=most)
    return st.builds(lambda found, rest: union([*found, rest]), parts, st.sampled_from(RESTS))


RESTS = [NOTHING, NOTHING, UNKNOWN]
plain = st.one_of(*(PLAIN[kind] for kind in PLAIN if kind is not Anything))
inner = joined(plain, 3)
NESTED = {
    Many: st.builds(
        Many,
        inner,
        st.sampled_from(["list", "dict"]),
        st.none() | inner,
        why=reasons,
    ),
    Row: st.builds(Row, st.tuples(inner) | st.tuples(inner, inner), why=reasons),
}
atoms = st.one_of(plain, *NESTED.values())
values = joined(atoms, 6) | joined(atoms, 30) | st.just(EVERYTHING)


def test_every_atom_is_tried() -> None:
    """What is new among the atoms keeps the laws as well."""
    found = vars(all_of_values).values()
    known = {each for each in found if isinstance(each, type) and issubclass(each, Atom)}
    assert known - {Atom} == {*PLAIN, *NESTED}


@given(kinds, kinds, kinds)
def test_kinds_join(a: Kind, b: Kind, c: Kind) -> None:
    assert a.join(a) is a
    assert a.join(b) is b.join(a)
    assert a.join(b).join(c) is a.join(b.join(c))


@given(values, values, values)
def test_values_join(a: Value, b: Value, c: Value) -> None:
    assert a | a == a
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | NOTHING == a
    assert a | EVERYTHING == EVERYTHING


@given(values, values, values)
def test_more_that_goes_in_is_more_that_comes_out(a: Value, b: Value, c: Value) -> None:
    more = a | b
    steps = {
        "join": lambda value: value | c,
        "a container": many,
        "a dict": lambda value: many(c, "dict", keys=value),
        "an item more": lambda value: with_item(many(NOTHING), value),
        "a reason more": lambda value: value.because("{}", WHY[0].node),
    }
    for name, step in steps.items():
        assert step(a) | step(more) == step(more), name


@given(st.lists(atoms, min_size=2, max_size=4, unique=True))
def test_atoms_have_an_order(parts: list[Atom]) -> None:
    """Whatever the addresses of nodes and the seeds of hashes are.

    Of two that differ in their reasons alone the first is kept.
    """
    found = {tuple(union(map(one, order))) for order in permutations(parts)}
    assert len(found) == 1


@given(values)
def test_what_may_be_unknown_has_no_kind(value: Value) -> None:
    assert (value | UNKNOWN).kind is None


def test_a_literal_takes_the_kind_of_what_it_is_joined_with() -> None:
    native, text, data = (one(Str(kind)) for kind in (Kind.NATIVE, Kind.TEXT, Kind.BYTES))
    assert union([native, data]).kind is Kind.BYTES
    assert union([native, text]).kind is Kind.TEXT
    assert union([text, data]).kind is Kind.CONFLICT


PORT = """
import sys
import porting
from porting.fixer import Options
for strings in ("book", "boundary"):
    options = Options(strings=strings)
    for path in sys.argv[1:]:
        result = porting.port_source(open(path, "rb").read(), options=options)
        print(result.code, result.changes, result.warnings)
"""


def test_every_run_gives_the_same() -> None:
    names = ("abstract_transport", "queue_lines", "bz2_filter")
    paths = [Path(__file__).parent / "cases" / name / "original.py" for name in names]
    runs = {
        subprocess.run(
            [sys.executable, "-c", PORT, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_what_has_all_of_two_sets_is_not_copied() -> None:
    """A value from a table of a thousand strings bears a thousand places."""
    places = frozenset((line, 0) for line in range(1, 1000))
    some, more = (
        Value(frozenset([Str(Kind.TEXT, each)])) for each in (frozenset([(1, 0)]), places)
    )
    assert (some | more).files is places
    assert (more | Value(frozenset([Instance("file", (1, 0))]))).files is places
