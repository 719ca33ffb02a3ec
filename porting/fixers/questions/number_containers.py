"""What is in the containers of a file: displays, what the library makes, and what is put into them.

A container is known by the place where it is made, whatever names it goes by. What is given to
code that nobody knows may hold anything afterwards.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from porting.fixers.questions.number_values import (
    AN_INTEGER,
    ANYTHING,
    ANYWHERE,
    CALLS,
    METHODS,
    NOTHING,
    Value,
    joined,
    operated,
)
from porting.fixers.questions.reaching import outside_functions
from porting.fixers.questions.syntax import FUNCTIONS

if TYPE_CHECKING:
    from porting.fixers.questions.number_kinds import NumberKinds

Rule = Callable[[], Value]

# Which argument is put into a container by a method, and which goes through its items.
_PUTTING = {"append": 0, "add": 0, "appendleft": 0, "insert": 1, "setdefault": 1}
_POURING = frozenset(["extend", "extendleft", "update"])
_PUT_BY = {"heapq.heappush": 1, "heapq.heapreplace": 1, "bisect.insort": 1}
# What neither keeps nor changes what it is given, besides what makes something of it.
_HARMLESS = frozenset(
    """json.dump json.dumps marshal.dump marshal.dumps pickle.dump pickle.dumps pprint.pprint
    random.shuffle heapq.heapify""".split()
)
_MAY_BE_CONTAINERS = (
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.IfExp, ast.BoolOp, ast.Lambda),
    *(ast.List, ast.Tuple, ast.Set, ast.Dict),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.BinOp, ast.Starred),
)
_INTEGER_CODES = frozenset("bBhHiIlLqQ")
_MOST_ITEMS = 1000
_MOST_ARGUMENTS = 9


class _Content(NamedTuple):
    """What going through a container gives, what its keys give, and what is at a place."""

    each: Rule
    item: Rule
    at: Callable[[int], Value] | None = None
    is_mapping: bool = False


class Containers:
    """The contents of the containers of a file."""

    def __init__(self, kinds: NumberKinds) -> None:
        self.kinds = kinds
        self._contents: dict[Any, _Content] = {}
        self._are_changes_known = False

    # What is in a value

    def each(self, value: Value) -> Value:
        """What going through a value gives."""
        return self._inside(value, "each")

    def item(self, value: Value) -> Value:
        """What any key of a value gives."""
        return self._inside(value, "item")

    def at(self, value: Value, index: int) -> Value:
        """What is at a place of a value."""
        return self._inside(value, "at", index)

    def _inside(self, value: Value, what: str, *index: int) -> Value:
        found = NOTHING
        for home in value.homes:
            is_open = home == ANYWHERE or isinstance(home, ast.ClassDef)
            found = joined(found, ANYTHING if is_open else self.kinds.get(what, home, *index))
        return found

    def of_each(self, home: Any) -> Value:
        content = self._content(home)
        put = "put_key" if content.is_mapping else "put"
        return joined(content.each(), self._put(put, home))

    def of_item(self, home: Any) -> Value:
        return joined(self._content(home).item(), self._put("put", home))

    def of_at(self, home: Any, index: int) -> Value:
        content = self._content(home)
        if content.at is None:
            return self.kinds.get("item", home)
        return joined(content.at(index), self._put("put", home))

    def _put(self, what: str, home: Any) -> Value:
        if not self._are_changes_known:
            self._are_changes_known = True
            for node in self.kinds.bindings.changes:
                self.kinds.cells.demand(("change", node))
        return self.kinds.cells.get((what, home))

    def of_put(self, home: Any) -> Value:
        return NOTHING

    of_put_key = of_put

    # What is made with it inside

    def _content(self, home: Any) -> _Content:
        if home not in self._contents:
            self._contents[home] = self._displayed(home)
        return self._contents[home]

    def _displayed(self, home: Any) -> _Content:
        of, scope = self.kinds.of, self.kinds.syntax.scope_of(home)
        if isinstance(home, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return _plain(lambda: of(home.elt, home))
        if isinstance(home, ast.DictComp):
            return _Content(
                lambda: of(home.key, home), lambda: of(home.value, home), is_mapping=True
            )
        if isinstance(home, ast.Dict):
            return _Content(
                lambda: self._all(home.keys, scope),
                lambda: self._all(home.values, scope),
                is_mapping=True,
            )
        if isinstance(home, FUNCTIONS):
            return _plain(lambda: self._yielded(home))
        items = home.elts
        if any(isinstance(each, ast.Starred) for each in items):
            return _plain(lambda: ANYTHING)

        def at(index: int) -> Value:
            is_there = -len(items) <= index < len(items)
            return of(items[index], scope) if is_there else NOTHING

        is_fixed = isinstance(home, ast.Tuple) or not isinstance(
            self.kinds.syntax.parents.get(home), (ast.BinOp, ast.AugAssign)
        )
        return _plain(lambda: self._all(items, scope), at if is_fixed else None)

    def _all(self, nodes: list[Any], scope: Any) -> Value:
        found = [ANYTHING if node is None else self.kinds.of(node, scope) for node in nodes]
        return reduce(joined, found, NOTHING)

    def _yielded(self, function: Any) -> Value:
        found = NOTHING
        for node in inner(function):
            if isinstance(node, ast.Yield) and node.value is not None:
                found = joined(found, self.kinds.of(node.value, function))
        return found

    def _made(self, home: Any, content: _Content) -> Value:
        self._contents[home] = content
        return Value(0, frozenset([home]))

    def _rows(self, node: Any, parts: list[Rule]) -> Rule:
        """What gives rows, each with what the rules give."""

        def at(index: int) -> Value:
            return parts[index]() if -len(parts) <= index < len(parts) else NOTHING

        row = ("row", node)
        self._contents[row] = _plain(lambda: reduce(joined, [part() for part in parts]), at)
        return lambda: Value(0, frozenset([row]))

    def part_of(self, node: ast.Subscript, scope: Any) -> Value:
        """The container that a slice makes of another."""
        return self._made(node, _plain(lambda: self.each(self.kinds.of(node.value, scope))))

    # What the library makes

    def made_by(self, name: str, node: ast.Call, scope: Any) -> Value:
        """What a function of the library gives for what it is given."""
        maker = _MAKERS.get(name)
        is_plain = not any(isinstance(each, ast.Starred) for each in node.args)
        is_plain = is_plain and len(node.args) <= _MOST_ARGUMENTS
        if maker is None or not is_plain or (not node.args and maker not in _WITHOUT_ARGUMENTS):
            return ANYTHING
        return maker(self, node, [self.kinds.of(each, scope) for each in node.args], scope)

    def _copied(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        return self._made(node, _plain(lambda: self._each_of(node, scope, 0)))

    def _filtered(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        return self._made(node, _plain(lambda: self._each_of(node, scope, 1)))

    def _counted(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        return self._made(node, _plain(lambda: AN_INTEGER))

    def _zipped(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        parts = [_bind(self._each_of, node, scope, index) for index in range(len(given))]
        return self._made(node, _plain(self._rows(node, parts)))

    def _enumerated(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        parts: list[Rule] = [lambda: AN_INTEGER, lambda: self._each_of(node, scope, 0)]
        return self._made(node, _plain(self._rows(node, parts)))

    def _mapped(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        return self._made(node, _plain(lambda: self._result_of(node.args[0], scope)))

    def _divided(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        def quotient() -> Value:
            left, right = (self.kinds.of(each, scope) for each in node.args)
            return operated(ast.FloorDiv(), left, right)

        return self._made(node, _plain(quotient)) if len(given) == 2 else ANYTHING

    def _unpacked(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        form = node.args[0]
        if not isinstance(form, ast.Constant):
            return ANYTHING
        codes = _spread(str(form.value).lstrip("@=<>!"))
        kinds = [AN_INTEGER if code in _INTEGER_CODES else ANYTHING for code in codes]

        def at(index: int) -> Value:
            return kinds[index] if -len(kinds) <= index < len(kinds) else ANYTHING

        return self._made(node, _plain(lambda: reduce(joined, kinds, NOTHING), at))

    def _defaulting(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        def default() -> Value:
            return self._result_of(node.args[0], scope) if node.args else NOTHING

        return self._made(node, _Content(lambda: NOTHING, default, is_mapping=True))

    def _mapping(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        def part(index: int) -> Value:
            values = [self.kinds.of(each.value, scope) for each in node.keywords]
            found = reduce(joined, values, NOTHING) if index else NOTHING
            for each in node.args:
                value = self.kinds.of(each, scope)
                whole = [self.each(value), self.item(value)][index]
                found = reduce(joined, [found, whole, self.at(self.each(value), index)])
            return found

        return self._made(node, _Content(lambda: part(0), lambda: part(1), is_mapping=True))

    def _summed(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        start = given[1] if len(given) > 1 else AN_INTEGER
        return operated(ast.Add(), self.each(given[0]), start)

    def _chosen(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        """One of several values, or of the items of one; `key` does not change what they are."""
        return reduce(joined, given) if len(given) > 1 else self.each(given[0])

    def _same(self, node: ast.Call, given: list[Value], scope: Any) -> Value:
        return Value(given[0].numbers)

    def _each_of(self, node: ast.Call, scope: Any, index: int) -> Value:
        is_there = index < len(node.args)
        return self.each(self.kinds.of(node.args[index], scope)) if is_there else NOTHING

    def _result_of(self, function: Any, scope: Any) -> Value:
        """What a function gives that is called by somebody else, for what nobody knows."""
        own = self.kinds.definition_of(function, scope)
        if isinstance(function, ast.Lambda):
            return self.kinds.of(function.body, function)
        if isinstance(own, FUNCTIONS):
            return self.kinds.get("result", own)
        if isinstance(own, ast.ClassDef):
            return Value(0, frozenset([own]))
        name = self.kinds.full_name(function, scope)
        if name in CALLS:
            return CALLS[name]
        if name in _EMPTY:
            return self._made(("empty", function), _EMPTY[name])
        return ANYTHING

    def given_by(self, method: str, owner: Value, node: ast.Call, scope: Any) -> Value:
        """What a method of a container gives."""
        again = node.func.value  # type: ignore[attr-defined]
        if ANYWHERE in owner.homes:
            return ANYTHING
        if not owner.homes:
            return NOTHING
        if method in ("keys", "iterkeys"):
            return self._made(node, _plain(lambda: self.each(self.kinds.of(again, scope))))
        if method in ("values", "itervalues"):
            return self._made(node, _plain(lambda: self.item(self.kinds.of(again, scope))))
        if method in ("items", "iteritems", "popitem"):
            parts = [_bind(self._inside_of, again, scope, what) for what in ("each", "item")]
            rows = self._rows(node, parts)
            return rows() if method == "popitem" else self._made(node, _plain(rows))
        if method in ("get", "pop", "setdefault", "popleft"):
            default = [self.kinds.of(each, scope) for each in node.args[1:2]]
            return reduce(joined, default, self.item(owner))
        if method == "next":
            return self.each(owner)
        if method in ("copy", "union", "difference", "intersection"):
            return reduce(joined, [self.kinds.of(each, scope) for each in node.args], owner)
        return NOTHING if method in _PUTTING or method in _POURING else ANYTHING

    def _inside_of(self, node: Any, scope: Any, what: str) -> Value:
        return self._inside(self.kinds.of(node, scope), what)

    # What is put into it

    def of_change(self, node: Any) -> Value:
        """Add what a call or an assignment puts into containers; this gives nothing itself."""
        scope = self.kinds.syntax.scope_of(node)
        if isinstance(node, ast.Subscript):
            self._set(node, scope)
        elif not self.kinds.syntax.form_of(node):
            self._called(node, scope)
        return NOTHING

    def _set(self, node: ast.Subscript, scope: Any) -> None:
        statement: Any = self.kinds.syntax.parents[node]
        owner = self.kinds.of(node.value, scope)
        if isinstance(statement, ast.Delete):
            return
        value, key = ANYTHING, NOTHING
        if isinstance(statement, ast.Assign):
            value = self.kinds.of(statement.value, scope)
        elif isinstance(statement, ast.AugAssign):
            right = self.kinds.of(statement.value, scope)
            value = operated(statement.op, self.item(owner), right)
        if isinstance(node.slice, ast.Slice):
            value = self.each(value)
        else:
            key = self.kinds.of(node.slice, scope)
        self._put_into(owner, value, key)

    def _put_into(self, owner: Value, value: Value, key: Value = NOTHING) -> None:
        for home in owner.homes:
            if home == ANYWHERE or isinstance(home, ast.ClassDef):
                self.give_away(value)
            else:
                self.kinds.cells.add(("put", home), value)
                self.kinds.cells.add(("put_key", home), key)

    def _called(self, node: ast.Call, scope: Any) -> None:
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        arguments = [each for each in arguments if isinstance(each, _MAY_BE_CONTAINERS)]
        if not arguments and not isinstance(node.func, ast.Attribute):
            return
        own = self.kinds.definition_of(node.func, scope)
        if own is not None:
            if not self.kinds.are_calls_known(own):
                self._give_all(arguments, scope)
            return
        name = self.kinds.full_name(node.func, scope)
        if name in _PUT_BY and len(node.args) > 1:
            self._put_into(*(self.kinds.of(each, scope) for each in node.args[:2]))
        elif name:
            if name not in CALLS and name not in _MAKERS and name not in _HARMLESS:
                self._give_all(arguments, scope)
        elif isinstance(node.func, ast.Attribute):
            self._called_method(node, node.func, arguments, scope)
        else:
            self._give_all(arguments, scope)

    def _called_method(
        self, node: ast.Call, method: ast.Attribute, arguments: list[Any], scope: Any
    ) -> None:
        own = self.kinds.bindings.functions.get(method.attr, ())
        is_changing = method.attr in _PUTTING or method.attr in _POURING
        if own and not is_changing:
            if not all(map(self.kinds.are_calls_known, own)):
                self._give_all(arguments, scope)
        elif not is_changing:
            if method.attr not in METHODS:
                self._give_all(arguments, scope)
        else:
            owner = self.kinds.of(method.value, scope)
            key = self.kinds.of(node.args[0], scope) if method.attr == "setdefault" else NOTHING
            place = _PUTTING.get(method.attr, 0)
            values = [self.kinds.of(each, scope) for each in node.args[place : place + 1]]
            for value in values:
                if method.attr in _POURING:
                    self._put_into(owner, self.item(value), self.each(value))
                    self._put_into(owner, self._second(value), self._first(value))
                else:
                    self._put_into(owner, value, key)

    def _first(self, value: Value) -> Value:
        return self.at(self.each(value), 0)

    def _second(self, value: Value) -> Value:
        return self.at(self.each(value), 1)

    def _give_all(self, nodes: list[Any], scope: Any) -> None:
        for node in nodes:
            self.give_away(self.kinds.of(node, scope))

    def give_away(self, value: Value) -> None:
        """Let the containers that a value may be hold anything, and those in them."""
        for home in value.homes:
            if home != ANYWHERE and not isinstance(home, ast.ClassDef):
                self.kinds.cells.demand(("given", home))

    def of_given(self, home: Any) -> Value:
        """Let a container hold anything; this gives nothing itself."""
        self.kinds.cells.add(("put", home), ANYTHING)
        self.kinds.cells.add(("put_key", home), ANYTHING)
        self.give_away(self.kinds.get("each", home))
        self.give_away(self.kinds.get("item", home))
        return NOTHING


def inner(function: Any) -> list[Any]:
    """What stands in the body of a function, outside of the functions in it."""
    return [node for each in function.body for node in outside_functions(each)]


def _plain(each: Rule, at: Callable[[int], Value] | None = None) -> _Content:
    return _Content(each, each, at)


def _bind(function: Callable[..., Value], *args: Any) -> Rule:
    return lambda: function(*args)


def _spread(codes: str) -> list[str]:
    """The code of each value of a `struct` format."""
    found: list[str] = []
    count = ""
    for code in codes:
        if code.isdigit():
            count += code
            continue
        if code in "sp":
            found.append(code)
        elif code != "x" and not code.isspace():
            found += code * min(int(count or 1), _MOST_ITEMS)
        count = ""
    return found


_EMPTY = {
    "__builtin__.list": _plain(lambda: NOTHING),
    "__builtin__.set": _plain(lambda: NOTHING),
    "__builtin__.dict": _Content(lambda: NOTHING, lambda: NOTHING, is_mapping=True),
}
_Maker = Callable[[Containers, ast.Call, "list[Value]", Any], Value]
_MAKERS: dict[str, _Maker] = {
    **dict.fromkeys(
        """__builtin__.list __builtin__.tuple __builtin__.set __builtin__.frozenset
        __builtin__.sorted __builtin__.reversed __builtin__.iter collections.deque copy.copy
        itertools.cycle heapq.nlargest heapq.nsmallest""".split(),
        Containers._copied,
    ),
    **dict.fromkeys(["__builtin__.filter", "itertools.ifilter"], Containers._filtered),
    **dict.fromkeys(
        """__builtin__.range __builtin__.xrange itertools.count time.localtime time.gmtime
        """.split(),
        Containers._counted,
    ),
    **dict.fromkeys(["__builtin__.zip", "itertools.izip"], Containers._zipped),
    **dict.fromkeys(["__builtin__.map", "itertools.imap"], Containers._mapped),
    "__builtin__.enumerate": Containers._enumerated,
    "__builtin__.divmod": Containers._divided,
    "struct.unpack": Containers._unpacked,
    "collections.defaultdict": Containers._defaulting,
    "__builtin__.dict": Containers._mapping,
    "collections.OrderedDict": Containers._mapping,
    "__builtin__.sum": Containers._summed,
    **dict.fromkeys(
        "__builtin__.max __builtin__.min __builtin__.next random.choice".split(),
        Containers._chosen,
    ),
    "__builtin__.abs": Containers._same,
}
_WITHOUT_ARGUMENTS = (
    Containers._copied,
    Containers._counted,
    Containers._defaulting,
    Containers._mapping,
)
