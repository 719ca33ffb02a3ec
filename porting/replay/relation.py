"""When a value of Python 2.7 and one of a port are the same, and where they first differ.

A ``str`` of 2.7 may be text or bytes in the port, but the same in one place throughout: each
comparison says which it saw, a vote, and `choose.py` counts them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from porting.replay.calls import Call, Function, Value
from porting.replay.players import Answer
from porting.replay.porting_values import inside

# Names of exceptions that are another's in Python 3 (`error` is that of socket, select and os).
SAME_ERRORS = {
    "IOError": "OSError",
    "EnvironmentError": "OSError",
    "WindowsError": "OSError",
    "error": "OSError",
    "StandardError": "Exception",
    "timeout": "TimeoutError",
}
SAME_CLASSES = {
    "unicode": ("str",),
    "basestring": ("str",),
    "str": ("str", "bytes"),
    "long": ("int",),
    "xrange": ("range",),
    "buffer": ("memoryview",),
    "file": ("IOBase", "TextIOBase", "TextIOWrapper", "BufferedReader"),
}
STRINGS = ("str", "unicode", "text", "bytes")
NUMBERS = ("long", "float", "complex")
SEQUENCES = ("list", "tuple", "deque")
SETS = ("set", "frozenset")
MAPPINGS = ("dict", "ordered", "defaultdict")
LAZY = ("iterator", "view")

# How texts differ that say the same: what shows it, and what to write for both.
_FORMS: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("u''", re.compile(r"\b[uU](?=['\"])"), ""),
    ("long integers", re.compile(r"\b(0[xX][0-9a-fA-F]+|\d+)L\b"), r"\1"),
    ("<type>", re.compile(r"<type '"), "<class '"),
    ("module of exceptions", re.compile(r"\bexceptions\.(?=[A-Z])"), ""),
    ("addresses", re.compile(r"\b0x[0-9a-fA-F]{6,}\b"), "0x..."),
    ("sets", re.compile(r"\bset\(\[([^\[\]]+)\]\)"), r"{\1}"),
    ("digits of floats", re.compile(r"\d+\.\d+(?:e[-+]?\d+)?"), lambda match: _rounded(match[0])),
)


def _rounded(number: str) -> str:
    return f"{float(number):.11g}"


@dataclass(frozen=True)
class Mismatch:
    """The first thing in which two outcomes differ: its place, both values, and why, in words."""

    place: str
    expected: Value
    actual: Value
    why: str


@dataclass
class Comparison:
    """Compares what came of one call. `votes` has the places where a ``str`` was text or bytes;
    `forms` the ways in which texts were allowed to differ."""

    votes: dict[str, set[str]] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    any_order: bool = False

    def outcomes(self, function: Function, call: Call, answer: Answer) -> Mismatch | None:
        """Compare a call's outcome under 2.7 with a replay's; None where they are the same."""
        wanted = call.outcome
        self.any_order = bool(wanted.get("any_order"))
        self._given.update(_strings_in(call.all_arguments))
        before = call.all_arguments
        changed = wanted.get("after", {})
        after = [changed.get(str(number), value) for number, value in enumerate(before)]
        self._left = _Side([*before, *changed.values(), wanted.get("result"), wanted.get("raised")])
        self._right = _Side([*answer["after"], answer.get("result"), answer.get("raised")])
        found = self._ends(wanted, answer)
        if found is None:
            for place, one, other in zip(
                function.places(call), after, answer["after"], strict=True
            ):
                found = found or self.values(one, other, place)
        printed = wanted.get("printed", "")
        if found is None and printed is not None and printed != answer["printed"]:
            found = self._texts({"str": printed}, {"bytes": answer["printed"]}, "what is printed")
        return found

    def _ends(self, wanted: Mapping[str, Value], answer: Answer) -> Mismatch | None:
        if "raised" in wanted:
            if "raised" not in answer:
                name = _error_name(self._left.resolve(wanted["raised"]))
                why = f"{name} was raised, and is not any more"
                return Mismatch("result", wanted["raised"], answer["result"], why)
            return self._errors(wanted, answer)
        if "raised" in answer:
            return Mismatch("result", wanted["result"], answer["raised"], answer["message"])
        return self.values(wanted["result"], answer["result"], "result")

    def _errors(self, wanted: Mapping[str, Value], answer: Answer) -> Mismatch | None:
        one = self._left.resolve(wanted["raised"])
        other = self._right.resolve(answer["raised"])
        if not isinstance(one, dict) or "instance" not in one:
            return None  # a string that was raised: any exception does
        name = one["instance"].rpartition(":")[2].rpartition(".")[2]
        if not {name, SAME_ERRORS.get(name, name)} & set(answer["bases"]):
            why = f"{name} was raised, now {answer['message']}"
            return Mismatch("exception", one, other, why)
        if not wanted.get("is_own") or "arguments" not in one or "arguments" not in other:
            return None  # the words of the interpreter's own errors are its own
        return self._sequences(one["arguments"], other["arguments"], one, other, "exception")

    def values(self, one: Value, other: Value, place: str) -> Mismatch | None:
        """Compare a value of 2.7 with one of a port."""
        one, other = self._left.resolve(one), self._right.resolve(other)
        if _is_lost(one) or (one is other):
            return None
        left, right = _tag(one), _tag(other)
        if left in STRINGS or right in STRINGS:
            return self._texts(one, other, place)
        if left in ("number", *NUMBERS) or right in ("number", *NUMBERS):
            return self._numbers(one, other, place)
        if left in LAZY:
            return self._lazy(one, other, place)
        if left in ("class", "function"):
            return self._names(one, other, left, place)
        if left == "instance" and right == "instance":
            return self._instances(one, other, place)
        if left != right:
            why = f"a {_kind(one)} is now {_article(_kind(other))}"
            return Mismatch(place, one, other, why)
        pair = one.get("id"), other.get("id")
        if None not in pair:
            if pair in self._pairs:
                return None
            self._pairs.add(pair)
        if left in SEQUENCES:
            return self._sequences(one[left], other[left], one, other, place)
        if left in SETS:
            return self._unordered(one[left], other[left], one, other, place)
        if left in MAPPINGS:
            return self._mappings(one[left], other[left], one, other, place)
        return self._others(one, other, left, place)

    def __post_init__(self) -> None:
        self._pairs: set[tuple[object, object]] = set()
        self._given: set[str] = set()
        self._left = self._right = _Side([])

    def _texts(self, one: Value, other: Value, place: str) -> Mismatch | None:
        left, right = _tag(one), _tag(other)
        if left not in STRINGS or right not in STRINGS:
            why = f"a {_kind(one)} is now {_article(_kind(other))}"
            return Mismatch(place, one, other, why)
        wanted, got = one[left], other[right]
        if (left == "unicode" and right in ("bytes", "str")) or (
            left == "str" and right == "unicode"
        ):
            return Mismatch(place, one, other, f"{left} is now {right}")
        is_same = same_text(wanted, got, left == "str", right in ("text", "unicode"))
        if not is_same:
            is_same = self._same_form(_readable(wanted, left), _readable(got, right))
        if not is_same:
            return Mismatch(place, one, other, "another text")
        if left == "str" and right in ("text", "bytes") and wanted and wanted not in self._given:
            self.votes.setdefault(place, set()).add(right)
        return None

    def _same_form(self, wanted: str, got: str) -> bool:
        """Whether two texts differ in no more than how Python writes values."""
        fired = set()
        for name, pattern, new in _FORMS:
            changed = pattern.sub(new, wanted), pattern.sub(new, got)
            if changed != (wanted, got):
                fired.add(name)
            wanted, got = changed
        if wanted == got:
            self.forms |= fired
        return wanted == got

    def _numbers(self, one: Value, other: Value, place: str) -> Mismatch | None:
        kinds = _number_kind(one), _number_kind(other)
        if kinds[0] != kinds[1]:
            why = f"{_article(_kind(one))} is now {_article(_kind(other))}"
            return Mismatch(place, one, other, why)
        left, right = _number(one), _number(other)
        is_same = left == right or (
            isinstance(left, float)
            and isinstance(right, float)
            and (math.isnan(left) and math.isnan(right))
        )
        return None if is_same else Mismatch(place, one, other, "another number")

    def _lazy(self, one: Value, other: Value, place: str) -> Mismatch | None:
        tag = _tag(other)
        if tag not in LAZY:
            why = f"an iterator is now {_article(_kind(other))}"
            return Mismatch(place, one, other, why)
        is_unordered = self.any_order or one.get("iterator", "").startswith(("dict", "set"))
        compare = self._unordered if is_unordered else self._sequences
        found = compare(one["items"], other["items"], one, other, place)
        ends = one.get("end"), other.get("end")
        if found is None and (ends[0] is None) != (ends[1] is None):
            return Mismatch(f"{place}, at its end", *ends, "one ends with an exception")
        return found

    def _names(self, one: Value, other: Value, tag: str, place: str) -> Mismatch | None:
        if _tag(other) != tag:
            return Mismatch(place, one, other, f"a {tag} is now {_article(_kind(other))}")
        names = [each[tag].rpartition(":")[2].rpartition(".")[2] for each in (one, other)]
        allowed = (names[0], *SAME_CLASSES.get(names[0], ()), SAME_ERRORS.get(names[0], ""))
        return None if names[1] in allowed else Mismatch(place, one, other, f"another {tag}")

    def _instances(self, one: Value, other: Value, place: str) -> Mismatch | None:
        names = [each["instance"].rpartition(":")[2] for each in (one, other)]
        short = names[0].rpartition(".")[2]
        if names[1] not in (names[0], SAME_ERRORS.get(short)):
            return Mismatch(place, one, other, f"{names[0]} is now {_article(names[1])}")
        pair = one.get("id"), other.get("id")
        if pair in self._pairs:
            return None
        self._pairs.add(pair)
        left, right = one["attributes"], other["attributes"]
        for name in sorted({*left, *right}):
            where = f"{names[0]}.{name}"
            if name not in right:
                return Mismatch(where, left[name], None, f"the port sets no {name}")
            if name not in left:
                return Mismatch(where, None, right[name], f"only the port sets {name}")
            found = self.values(left[name], right[name], where)
            if found is not None:
                return found
        for key in ("arguments", "content"):
            if key in one and key in other:
                both = one[key], other[key]
                if key == "arguments":
                    found = self._sequences(*both, one, other, place)
                elif "plain" in both[0] and "plain" in both[1]:
                    found = self.values(both[0]["plain"], both[1]["plain"], place)
                else:
                    found = self.values(*both, place)
                if found is not None:
                    return found
        return None

    def _sequences(
        self, left: Sequence[Value], right: Sequence[Value], one: Value, other: Value, place: str
    ) -> Mismatch | None:
        if self.any_order and _tag(one) == "list":
            return self._unordered(left, right, one, other, place)
        for number, (wanted, got) in enumerate(zip(left, right, strict=False)):
            is_fixed = _tag(one) == "tuple" or place == "exception"
            where = f"{place}[{number}]" if is_fixed else f"{place}[]"
            found = self.values(wanted, got, where)
            if found is not None:
                return found
        if len(left) != len(right):
            return Mismatch(place, one, other, f"{len(left)} items are now {len(right)}")
        return None

    def _unordered(
        self, left: Sequence[Value], right: Sequence[Value], one: Value, other: Value, place: str
    ) -> Mismatch | None:
        if len(left) != len(right):
            return Mismatch(place, one, other, f"{len(left)} items are now {len(right)}")
        rest = list(right)
        for wanted in left:
            at = self._find(wanted, rest, f"{place}[]")
            if at is None:
                return Mismatch(place, wanted, other, "one item is not there any more")
            del rest[at]
        return None

    def _mappings(
        self,
        left: Sequence[tuple[Value, Value]],
        right: Sequence[tuple[Value, Value]],
        one: Value,
        other: Value,
        place: str,
    ) -> Mismatch | None:
        rest = list(right)
        for key, value in left:
            at = self._find(key, [each for each, _ in rest], place + "{}")
            if at is None:
                return Mismatch(place, key, other, "one key is not there any more")
            got = rest.pop(at)
            found = self.values(value, got[1], inside(place, key))
            if found is not None:
                return found
        if rest:
            return Mismatch(place, one, rest[0][0], "only the port has this key")
        return None

    def _find(self, wanted: Value, rest: Sequence[Value], place: str) -> int | None:
        """Which of them is the same. What is looked at in vain casts no votes."""
        simple = canonical(wanted)
        order = range(len(rest))
        if simple is not None:
            order = sorted(order, key=lambda at: canonical(rest[at]) != simple)  # type: ignore[assignment]
        for at in order:
            trial = Comparison(any_order=self.any_order)
            trial._left, trial._right, trial._given = self._left, self._right, self._given
            trial._pairs = set(self._pairs)
            if trial.values(wanted, rest[at], place) is None:
                for where, kinds in trial.votes.items():
                    self.votes.setdefault(where, set()).update(kinds)
                self.forms |= trial.forms
                return at
        return None

    def _others(self, one: Value, other: Value, tag: str, place: str) -> Mismatch | None:
        if tag == "stream":
            found = self.values(one["content"], other["content"], place)
            if found is None and one["position"] != other["position"]:
                return Mismatch(place, one, other, "read up to another place")
            return found
        if tag == "pattern":
            return self.values(one["pattern"], other["pattern"], place)
        if tag == "match":
            found = self.values(one["string"], other["string"], place)
            is_same = one["at"] == other["at"]
            return found if is_same else Mismatch(place, one, other, "another match")
        if tag == "made" and one["made"] == other["made"]:
            return self._sequences(one["from"], other["from"], one, other, place)
        if tag == "method":
            found = self.values(one["self"], other["self"], place)
            is_same = one["method"] == other["method"]
            return found if is_same else Mismatch(place, one, other, "another method")
        same = {key: value for key, value in one.items() if key != "id"} == {
            key: value for key, value in other.items() if key != "id"
        }
        return None if same or tag == "module" else Mismatch(place, one, other, f"another {tag}")


class _Side:
    """The objects of one side, by their numbers."""

    def __init__(self, values: Sequence[Value]) -> None:
        self.objects: dict[int, Value] = {}
        for each in values:
            for node in nodes_in(each):
                if "id" in node:
                    self.objects[node["id"]] = node

    def resolve(self, value: Value) -> Value:
        if isinstance(value, dict) and "ref" in value:
            return self.objects.get(value["ref"], {"lost": "what is elsewhere"})
        return value


def nodes_in(value: Value) -> Iterator[dict[str, Value]]:
    """All objects in a value, itself included, outer before inner."""
    pending = [value]
    while pending:
        found = pending.pop()
        if isinstance(found, dict):
            yield found
            pending.extend(reversed(found.values()))
        elif isinstance(found, list):
            pending.extend(reversed(found))


def same_text(wanted: str, got: str, is_native: bool, is_text: bool) -> bool:
    """Whether a string of 2.7 is one of the port; bytes are given as latin-1 text."""
    if not is_native and is_text:
        return _joined(wanted) == _joined(got)
    if not is_text or wanted == got:
        return wanted == got
    try:
        data = wanted.encode("latin-1")
        return data == got.encode("utf-8", "surrogatepass") or data == got.encode("latin-1")
    except UnicodeEncodeError:
        return False


def canonical(value: Value) -> str | None:
    """What two simple values that are the same have in common."""
    tag = _tag(value)
    if tag in STRINGS:
        text: str = value[tag]
        if tag in ("unicode", "text"):
            return "text " + _joined(text).encode("utf-8", "surrogatepass").decode("latin-1")
        return "text " + text
    return json.dumps(value) if tag == "number" else None


def _joined(text: str) -> str:
    """The text with the halves of characters joined that 2.7 keeps apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _readable(text: str, tag: str) -> str:
    if tag in ("text", "unicode"):
        return text
    data = text.encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _strings_in(values: Sequence[Value]) -> Iterator[str]:
    for value in values:
        for node in nodes_in(value):
            if "str" in node:
                yield node["str"]


def _is_lost(value: Value) -> bool:
    return isinstance(value, dict) and "lost" in value


TAGS = (
    *STRINGS, *NUMBERS, *SEQUENCES, *SETS, *MAPPINGS, *LAZY,
    *("instance", "class", "function", "method", "module", "stream", "pattern", "match"),
    *("made", "range", "bytearray", "constant", "sentinel", "lost", "ref"),
)  # fmt: skip


def _tag(value: Value) -> str:
    if value is None or isinstance(value, bool) or not isinstance(value, dict):
        return "none" if value is None else "number"
    return next((tag for tag in TAGS if tag in value), "unknown")


def _number_kind(value: Value) -> str:
    tag = _tag(value)
    return "integer" if tag in ("number", "long") else tag


def _number(value: Value) -> complex:
    tag = _tag(value)
    if tag == "complex":
        return complex(*map(float, value["complex"]))
    if tag in ("long", "float"):
        return int(value["long"]) if tag == "long" else float(value["float"])
    return value if isinstance(value, int) else 0


def _kind(value: Value) -> str:
    """What kind of value it is, in Python's own words."""
    tag = _tag(value)
    if tag in LAZY:
        return str(value[tag])
    if tag == "instance":
        return str(value["instance"]).rpartition(":")[2]
    names = {"number": "bool" if isinstance(value, bool) else "int", "none": "None"}
    names |= {"text": "text (str)", "made": "value", "ordered": "OrderedDict"}
    return names.get(tag, tag)


def _article(noun: str) -> str:
    if noun == "None":
        return noun
    return f"an {noun}" if noun[0].lower() in "aeio" else f"a {noun}"


def _error_name(value: Value) -> str:
    return str(value["instance"]).rpartition(":")[2] if _tag(value) == "instance" else "a string"
