"""The kinds are a lattice: joining does not depend on order or repetition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from porting.flow.values import NOTHING, UNKNOWN, Kind, Str, Value, one, union

kinds = st.sampled_from(list(Kind))
atoms = st.builds(
    Str, kinds, st.frozensets(st.tuples(st.integers(1, 3), st.integers(0, 3)), max_size=2)
)
values = st.builds(Value, st.frozensets(atoms, max_size=3), st.booleans())


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


@given(values)
def test_what_may_be_unknown_has_no_kind(value: Value) -> None:
    assert (value | UNKNOWN).kind is None


def test_a_literal_takes_the_kind_of_what_it_is_joined_with() -> None:
    native, text, data = (one(Str(kind)) for kind in (Kind.NATIVE, Kind.TEXT, Kind.BYTES))
    assert union([native, data]).kind is Kind.BYTES
    assert union([native, text]).kind is Kind.TEXT
    assert union([text, data]).kind is Kind.CONFLICT
