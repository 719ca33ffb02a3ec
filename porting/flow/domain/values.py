"""What an expression may be: strings of a kind, objects of the library, containers of these."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property, reduce
from operator import itemgetter
from typing import Any, TypeVar, cast

from porting.flow.domain.kinds import Kind
from porting.flow.domain.reasons import Reason, Step

_T = TypeVar("_T")


def _hashed_once(made: type[_T]) -> type[_T]:
    """Let objects that do not change keep their hash: those in them are hashed with them."""
    hash_of = made.__hash__

    def __hash__(self: _T) -> int:
        known: int | None = self.__dict__.get("_hash")
        if known is None:
            known = self.__dict__["_hash"] = hash_of(self)
        return known

    made.__hash__ = __hash__  # type: ignore[assignment]
    return made


@_hashed_once
@dataclass(frozen=True)
class Atom:
    """One thing that a value may be. `why` tells how it came there and counts for nothing else."""

    why: Step | None = field(default=None, compare=False, kw_only=True)

    def because(self, why: Step) -> Atom:
        """The same with another reason; `dataclasses.replace` takes several times as long."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__, why=why)
        return new


@_hashed_once
@dataclass(frozen=True)
class Str(Atom):
    """A string. `origins` are the literals that it was made of: (line, column) in the `ast`.

    `was_unicode` tells of text that it was no ``str`` in Python 2 either.
    """

    kind: Kind
    origins: frozenset[tuple[int, int]] = frozenset()
    was_unicode: bool = False


@_hashed_once
@dataclass(frozen=True)
class Regex(Atom):
    """A compiled pattern (or with `is_match` a match), by the kind of string it works on.

    `groups` counts the pattern's groups, None where it is not known.
    """

    kind: Kind
    origins: frozenset[tuple[int, int]] = frozenset()
    groups: int | None = None
    is_match: bool = False


@_hashed_once
@dataclass(frozen=True)
class Instance(Atom):
    """An object of a library class, by its dotted name ("typing.IO[bytes]").

    `origin` is the call that opened it, where it is a file whose mode is settled there.
    """

    name: str
    origin: tuple[int, int] | None = None


@_hashed_once
@dataclass(frozen=True)
class Library(Atom):
    """A module, function or class of the library, by its dotted name."""

    name: str


@_hashed_once
@dataclass(frozen=True)
class Many(Atom):
    """A container or iterator, by what its items may be (the values, in a dict, and the keys).

    `fields` has the values of a dict one by one, if every key was a constant so far.
    """

    items: Value
    name: str = "list"
    keys: Value | None = None
    fields: Fields | None = None

    def at(self, field: str | None) -> Value:
        """What stands at a key, of which `field` is the constant if it is one."""
        return dict(self.fields or ()).get(field or "", self.items)


# Keys of a dict as `repr` shows them, sorted, with what stands at each.
Fields = tuple[tuple[str, "Value"], ...]


@_hashed_once
@dataclass(frozen=True)
class Row(Atom):
    """A tuple whose items are known one by one."""

    items: tuple[Value, ...]


@_hashed_once
@dataclass(frozen=True)
class Function(Atom):
    """A function of the module itself, with what it is bound to where it is a method."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda = field(hash=True)
    bound: Value | None = None


@_hashed_once
@dataclass(frozen=True)
class Method(Atom):
    """A method that is kept to be called later: ``write = out.write``.

    `node` is the expression, in `scope`; `owner` is what it is bound to, None for a container,
    which grows meanwhile.
    """

    node: ast.Attribute = field(hash=True)
    scope: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None
    owner: Atom | None = None


@_hashed_once
@dataclass(frozen=True)
class Class(Atom):
    """A class of the module itself."""

    node: ast.ClassDef


@_hashed_once
@dataclass(frozen=True)
class Object(Atom):
    """An instance of a class of the module itself."""

    node: ast.ClassDef


@_hashed_once
@dataclass(frozen=True)
class Stream(Atom):
    """A file in memory, made by the call at `origin` (line, column): of text, or of bytes if the
    program needs it so."""

    origin: tuple[int, int]


@_hashed_once
@dataclass(frozen=True)
class Item(Atom):
    """One item of bytes, taken at `origin`: a number in Python 3, a string in Python 2."""

    origin: tuple[int, int]


class Plain(Enum):
    """What something is that is no string and gives none."""

    VALUE = auto()
    """A number, say, or the position in a file."""
    NONE = auto()
    """None, as the library gives it in the place of a string that is not there."""
    OWN_NONE = auto()
    """None, where the program itself says so."""
    ITEM = auto()
    """An item of bytes in Python 3 code: a number."""


@_hashed_once
@dataclass(frozen=True)
class Other(Atom):
    """Something that is no string and gives none."""

    what: Plain = Plain.VALUE


@_hashed_once
@dataclass(frozen=True)
class Anything(Atom):
    """More than can be told one by one: whatever joins it is a part of it."""


@_hashed_once
@dataclass(frozen=True)
class Value:
    """Everything that an expression may be.

    `is_open` tells that it may be something unknown besides; no atoms and not open is the bottom:
    nothing has reached the place yet.
    """

    atoms: frozenset[Atom] = frozenset()
    is_open: bool = False

    def __or__(self, other: Value) -> Value:
        if other is self or not (other.atoms or other.is_open):
            return self
        if not (self.atoms or self.is_open):
            return other
        if other.atoms <= self.atoms and (self.is_open or not other.is_open):
            return self
        if self.atoms <= other.atoms and (other.is_open or not self.is_open):
            return other
        if self.covers(other):
            return self
        atoms = _merged(self.atoms | other.atoms)
        if len(atoms) > MOST_ATOMS or _ANYTHING in atoms:
            return EVERYTHING
        return Value(atoms, self.is_open or other.is_open)

    def covers(self, other: Value) -> bool:
        """Whether all that the other may be is a part of this: joined, it makes no difference."""
        if other is self:
            return True
        is_wider = self.is_open or not other.is_open
        return is_wider and all(self._holds(atom) for atom in other.atoms)

    def _holds(self, atom: Atom) -> bool:
        if atom in self.atoms:
            return True
        kind = type(atom)
        if kind not in _FORMED:
            return False
        form = _form_of(atom)
        for each in self.atoms:
            if type(each) is kind and _form_of(each) == form:
                return _is_part(atom, each)
        return False

    def __iter__(self) -> Iterator[Atom]:
        """The atoms, in an order that is the same in every run."""
        return iter(self.atoms if len(self.atoms) < 2 else self.ordered)

    @cached_property
    def ordered(self) -> tuple[Atom, ...]:
        if len(self.atoms) < 2:
            return tuple(self.atoms)
        return tuple(sorted(self.atoms, key=_order_of))

    @cached_property
    def kind(self) -> Kind | None:
        """The kind of the string that it certainly is; None for anything else."""
        if self.is_open or not self.atoms:
            return None
        kind = Kind.NATIVE
        for atom in self.atoms:
            if not isinstance(atom, Str):
                return None
            kind = kind.join(atom.kind)
        return kind

    @cached_property
    def is_bytes(self) -> bool:
        """Whether it certainly is bytes (or nothing, as in ``x = None`` before a loop)."""
        strings = [atom for atom in self.atoms if not isinstance(atom, Other)]
        return bool(strings) and Value(frozenset(strings), self.is_open).kind is Kind.BYTES

    def without(self, atoms: Iterable[Atom]) -> Value:
        """The same without some of its atoms."""
        return Value(self.atoms.difference(atoms), self.is_open)

    @property
    def may_be_none(self) -> bool:
        """Whether it may be a None of the program's own."""
        return any(isinstance(atom, Other) and atom.what is Plain.OWN_NONE for atom in self.atoms)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether it may be something besides strings and None."""
        return any(isinstance(atom, Other) and atom.what is Plain.VALUE for atom in self.atoms)

    @property
    def is_text(self) -> bool:
        """Whether it is text, or a literal that would be."""
        return self.kind in (Kind.TEXT, Kind.NATIVE)

    @cached_property
    def origins(self) -> frozenset[tuple[int, int]]:
        """The undecided literals that it was made of."""
        return frozenset(
            origin
            for atom in self.atoms
            if isinstance(atom, (Str, Regex)) and atom.kind is Kind.NATIVE
            for origin in atom.origins
        )

    @cached_property
    def files(self) -> frozenset[tuple[int, int]]:
        """The calls that opened the files that the strings come from, or which it is itself."""
        found: list[frozenset[tuple[int, int]]] = []
        for atom in self.atoms:
            if isinstance(atom, (Str, Regex)) and atom.kind is not Kind.NATIVE:
                found.append(atom.origins)
            elif isinstance(atom, (Instance, Stream)) and atom.origin is not None:
                found.append(frozenset([atom.origin]))
            elif isinstance(atom, Many):
                found.append(atom.items.files)
            elif isinstance(atom, Method) and atom.owner is not None:
                found.append(one(atom.owner).files)
            elif isinstance(atom, Row):
                found += (item.files for item in atom.items)
        return _joined_sets(found)

    @property
    def why(self) -> Step | None:
        """How a string or pattern of it came there; bytes are told first."""
        known = [atom for atom in self if atom.why]
        if len(known) > 1:
            known.sort(key=lambda atom: getattr(atom, "kind", None) is not Kind.BYTES)
        return known[0].why if known else None

    def why_as(self, kind: Kind) -> Step | None:
        """How a string of this kind came there."""
        return next((atom.why for atom in self if _is_of(atom, kind) and atom.why), None)

    def because(self, reason: Reason, node: ast.expr, about: str = "") -> Value:
        """The same value, with one step more in the chains of its atoms."""
        known = [atom for atom in self.atoms if atom.why is not None]
        if not known:
            return self
        steps = [atom.because(Step(reason, node, atom.why, about)) for atom in known]
        return Value(self.atoms.difference(known).union(steps), self.is_open)


def _is_of(atom: Atom, kind: Kind) -> bool:
    return isinstance(atom, Str) and atom.kind is kind


MOST_ATOMS = 12
MOST_LEVELS = 4
MOST_FIELDS = 40
NOTHING = Value()
UNKNOWN = Value(is_open=True)
_ANYTHING = Anything()
EVERYTHING = Value(frozenset([_ANYTHING]), is_open=True)
OTHER = Value(frozenset([Other()]))
NONE = Value(frozenset([Other(Plain.NONE)]))
OWN_NONE = Value(frozenset([Other(Plain.OWN_NONE)]))


def one(atom: Atom) -> Value:
    """The value that is just this."""
    return Value(frozenset([atom]))


def many(
    items: Value,
    name: str = "list",
    why: Step | None = None,
    keys: Value | None = None,
    fields: Fields | None = None,
) -> Value:
    """The container of these items; one nested too deep is unknown, or there were no end to it."""
    if _depth(items) >= MOST_LEVELS:
        return UNKNOWN
    return one(Many(items, name, keys, fields, why=why))


def joined_fields(mine: Fields | None, its: Fields | None) -> Fields | None:
    """The fields of a dict that may be either of two; None if there are too many to tell."""
    if mine is None or its is None:
        return None
    found = dict(mine)
    for key, value in its:
        found[key] = found.get(key, NOTHING) | value
    return tuple(sorted(found.items(), key=itemgetter(0))) if len(found) <= MOST_FIELDS else None


def _depth(value: Value) -> int:
    """How many containers are nested in a value."""
    inner = [0]
    for atom in value:
        if isinstance(atom, Many):
            inner.append(1 + _depth(atom.items))
        elif isinstance(atom, Row):
            inner.append(1 + max((_depth(item) for item in atom.items), default=0))
    return max(inner)


def _merged(atoms: frozenset[Atom]) -> frozenset[Atom]:
    """Make one of strings of one kind, and of containers of one form, or tables had no end."""
    parts = [(_form_of(atom), atom) for atom in atoms if type(atom) in _FORMED]
    if len({form for form, _ in parts}) == len(parts):
        return atoms
    forms: dict[tuple[object, ...], list[Atom]] = defaultdict(list)
    for form, atom in sorted(parts, key=lambda part: _order_of(part[1])):
        forms[form].append(atom)
    others = (atom for atom in atoms if type(atom) not in _FORMED)
    return frozenset((*others, *map(_joined, forms.values())))


_FORMED = frozenset((Str, Row, Many))


def _order_of(atom: Atom) -> tuple[object, ...]:
    """What sorts atoms, by where they came from first: sets and nodes have no order of their own.

    No two atoms of a value are alike in it: those that would be are merged.
    """
    why = atom.why
    place: tuple[object, ...] = (1, 0, 0, "", "") if why is None else _order_of_step(why)
    detail: tuple[object, ...] = ()
    if isinstance(atom, Str):
        detail = (atom.kind.value, _first(atom.origins), atom.was_unicode)
    elif isinstance(atom, Regex):
        detail = (atom.kind.value, _first(atom.origins), str(atom.groups), atom.is_match)
    elif isinstance(atom, Instance):
        detail = (atom.name, atom.origin or ())
    elif isinstance(atom, (Library, Many)):
        detail = (atom.name, isinstance(atom, Many) and atom.keys is None)
    elif isinstance(atom, Row):
        detail = (len(atom.items),)
    elif isinstance(atom, (Function, Class, Object)):
        detail = (atom.node.lineno, atom.node.col_offset)
    elif isinstance(atom, Method):
        owner = () if atom.owner is None else _order_of(atom.owner)
        detail = (atom.node.lineno, atom.node.col_offset, owner)
    elif isinstance(atom, (Stream, Item)):
        detail = atom.origin
    elif isinstance(atom, Other):
        detail = (atom.what.name,)
    return (*place, type(atom).__name__, detail)


def _order_of_step(step: Step) -> tuple[object, ...]:
    return 0, step.node.lineno, step.node.col_offset, step.reason.name, str(step.about)


def _first(origins: frozenset[tuple[int, int]]) -> tuple[int, int, int]:
    """What sorts sets of places: there may be thousands in one."""
    return (*min(origins, default=(0, 0)), len(origins))


def _form_of(atom: Atom) -> tuple[object, ...]:
    """What two atoms have in common that can be made one."""
    if isinstance(atom, Str):
        return ("string", atom.kind, bool(atom.origins), atom.was_unicode)
    if isinstance(atom, Row):
        return ("row", len(atom.items))
    if isinstance(atom, Many):
        return ("many", atom.name, atom.keys is None)
    return (atom,)


def _is_part(atom: Any, whole: Any) -> bool:
    """Whether joining an atom to another of its form gives that other."""
    if isinstance(whole, Str):
        return bool(atom.origins <= whole.origins)
    if isinstance(whole, Row):
        return all(mine.covers(its) for mine, its in zip(whole.items, atom.items))
    if not whole.items.covers(atom.items) or (whole.keys and not whole.keys.covers(atom.keys)):
        return False
    if whole.fields is None or atom.fields is None:
        return whole.fields is None
    known = dict(whole.fields)
    return all(key in known and known[key].covers(value) for key, value in atom.fields)


def _joined(atoms: list[Atom]) -> Atom:
    """One atom for some of a form."""
    first = atoms[0]
    if len(atoms) == 1:
        return first
    why = next((atom.why for atom in atoms if atom.why is not None), None)
    if isinstance(first, Str):
        origins = _joined_sets([cast(Str, atom).origins for atom in atoms])
        return Str(first.kind, origins, first.was_unicode, why=why)
    if isinstance(first, Row):
        rows = zip(*(cast(Row, atom).items for atom in atoms))
        return Row(tuple(union(items) for items in rows), why=why)
    containers = [cast(Many, atom) for atom in atoms]
    keys = [each.keys for each in containers if each.keys is not None]
    fields = reduce(joined_fields, (each.fields for each in containers))
    return Many(
        union(each.items for each in containers),
        containers[0].name,
        union(keys) if len(keys) == len(containers) else None,
        fields,
        why=why,
    )


def _joined_sets(sets: list[frozenset[_T]]) -> frozenset[_T]:
    """All that is in some sets: the largest of them itself, where it has all. There may be
    thousands in one, and hundreds of values that it comes to."""
    largest = max(sets, key=len, default=frozenset[_T]())
    return largest if all(each <= largest for each in sets) else largest.union(*sets)


def without_none(value: Value) -> Value:
    """What a value can be where None would be an error."""
    strings = frozenset(atom for atom in value if isinstance(atom, Str))
    others = all(isinstance(atom, (Str, Other)) for atom in value)
    return Value(strings, value.is_open) if strings and others else value


def has_kind(value: Value, kind: Kind) -> bool:
    """Whether a value may be a string of this kind."""
    return any(_is_of(atom, kind) for atom in value.atoms)


def strings_of(value: Value) -> Value:
    """The strings that a value may be, without None and the like."""
    return Value(frozenset(atom for atom in value if isinstance(atom, Str)), value.is_open)


def items_in(atom: Atom) -> tuple[Value, ...]:
    """What is in a tuple: each item, or whatever there is in one of unknown length."""
    if isinstance(atom, Row):
        return atom.items
    return (atom.items,) if isinstance(atom, Many) and atom.name == "tuple" else ()


def union(values: Iterable[Value]) -> Value:
    """The value that may be any of these."""
    known = list(values)
    if len(known) <= MOST_ATOMS:
        result = NOTHING
        for value in known:
            result = result | value
        return result
    # A table may have thousands of literals: joined one by one, they would take for ever.
    atoms = _merged(frozenset[Atom]().union(*(each.atoms for each in known)))
    if len(atoms) > MOST_ATOMS or _ANYTHING in atoms:
        return EVERYTHING
    return Value(atoms, any(each.is_open for each in known))
