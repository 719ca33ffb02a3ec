"""Recorded calls as test files for pytest that need nothing of porting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from porting.replay.calls import Call, Function, Value
from porting.replay.choose import CallResult, Choices, FunctionResult
from porting.replay.porting_values import RENAMED_BUILTINS, inside
from porting.replay.relation import SAME_ERRORS, nodes_in
from porting.replay.replay import Replay

MOST_CASES = 5
"""Of one function: those with the smallest arguments."""
MOST_IN_A_CALL = 40
"""Characters of an argument; a longer one gets a line of its own."""

HEADER = '''\
"""What {module} did under Python {python}: calls that were recorded then, and what came of them."""

'''
MAKE = '''
def make(kind, **attributes):
    """An instance with these attributes, made without asking its class."""
    made = object.__new__(kind)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made

'''
STATE = '''
def state(value):
    """What can be compared of a value: of an instance its class and attributes."""
    if isinstance(value, (list, tuple)):
        return type(value)(state(each) for each in value)
    if isinstance(value, dict):
        return {key: state(each) for key, each in value.items()}
    if type(value).__module__ == "builtins":
        return value
    return type(value).__name__, state(vars(value))

'''


class _CannotWrite(Exception):
    """A value for which there is no plain expression."""


def export(replay: Replay, folder: Path) -> list[Path]:
    """Write a test file for each module whose calls were replayed.

    The tests state what 2.7 did: those of a function that differs in the port fail until it does
    not. Values that no plain expression makes (shared or circular structures, streams, classes
    that are containers) are left out.

    Returns:
        The files, each new or written over.

    Raises:
        OutputError: a file cannot be written.
    """
    from porting.files import Writer

    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer([folder])
    written = []
    for module in dict.fromkeys(each.function.module for each in replay.results):
        results = [each for each in replay.results if each.function.module == module]
        text = _file(replay, module, results)
        if text:
            path = folder / f"test_calls_{_name_of(replay, module).replace('.', '_')}.py"
            writer.create(path, text.encode(), like=path)
            written.append(path)
    return written


def _identifier(place: str) -> str:
    return re.sub(r"\W+", "_", place).strip("_")


def _name_of(replay: Replay, module: str) -> str:
    """What a module is imported as: a script by its file."""
    if module != "__main__":
        return module
    return next(Path(each.path).stem for each in replay.calls.files if each.module == module)


def _file(replay: Replay, module: str, results: list[FunctionResult]) -> str:
    cases: list[str] = []
    imports = {_name_of(replay, module)}
    for result in results:
        number = 0
        seen: set[str] = set()
        for each in [*result.of("different"), *result.of("equal")]:
            writer = _Case(result.choices, {module: _name_of(replay, module)})
            try:
                text = writer.case(result.function, each, number + 1)
            except _CannotWrite:
                continue
            body = text.partition("\n")[2]
            if body in seen:
                continue
            seen.add(body)
            cases.append(text)
            imports |= writer.imports
            number += 1
            if number == MOST_CASES:
                break
    if not cases:
        return ""
    body = "\n\n\n".join(cases)
    if "pytest." in body:
        imports.add("pytest")
    plain = sorted(imports & {"collections", "datetime", "decimal", "fractions", "re", "uuid"})
    other = sorted(imports - set(plain))
    lines = [f"import {name}\n" for name in plain] + ["\n"] * bool(plain)
    text = HEADER.format(module=_name_of(replay, module), python=replay.calls.python)
    text += "".join([*lines, *(f"import {name}\n" for name in other)]) + "\n"
    helpers = [each for each, word in ((MAKE, "make("), (STATE, "state(")) if word in body]
    parts = [text.strip("\n"), *(each.strip("\n") for each in helpers), body]
    return "\n\n\n".join(parts) + "\n"


@dataclass
class _Case:
    """Writes one call; `imports` are the modules that it names."""

    choices: Choices
    modules: Mapping[str, str]
    imports: set[str] = field(default_factory=set)

    def case(self, function: Function, result: CallResult, number: int) -> str:
        call = result.call
        if function.path is None or ".wrapped" in function.path:
            raise _CannotWrite
        places = function.places(call)
        self._refuse_shared(call)
        name = re.sub(r"[\W_]+", "_", function.name).strip("_")
        lines = [f"def test_{name}_{number}():"]
        changed = {int(key) for key in call.outcome.get("after", {})}
        variables = [f"{_identifier(place)}_{at}" for at, place in enumerate(places)]
        taken = []
        for at, (place, value) in enumerate(zip(places, call.all_arguments, strict=True)):
            text = self.value(value, place)
            if places.count(place) == 1 and _identifier(place) not in self.modules.values():
                variables[at] = _identifier(place)
            if at in changed or len(text) > MOST_IN_A_CALL:
                lines.append(f"    {variables[at]} = {text}")
                text = variables[at]
            taken.append(text)
        positional = taken[: len(call.arguments)]
        named = [f"{key}={text}" for (key, _), text in zip(call.named, taken[len(positional) :])]
        made = f"{self._callable(function)}({', '.join(positional + named)})"
        # Where the port does the same, its own values say what is text and what is bytes.
        is_same = result.verdict == "equal"
        lines += self._outcome(call, result.answer if is_same else call.outcome, made)
        for at in sorted(changed):
            new = result.answer["after"][at] if is_same else call.outcome["after"][str(at)]
            same = self._same(variables[at], self.value(new, places[at]), new)
            lines.append(f"    assert {same}")
        if call.outcome.get("printed"):
            lines[0] = lines[0].replace("()", "(capsys)")
            printed = call.outcome["printed"].encode("latin-1").decode("utf-8", "replace")
            lines.append(f"    assert capsys.readouterr().out == {printed!r}")
        return "\n".join(lines)

    def _callable(self, function: Function) -> str:
        path = f"{self._module(function.module)}.{function.path}"
        last = path.rpartition(".")[2]
        renamed = {"__nonzero__": "bool", "__unicode__": "str", "__long__": "int", "next": "next"}
        if last in renamed and "." in str(function.path):
            return renamed[last]
        if last.startswith("__") and last in ("__cmp__", "__div__", "__hex__", "__oct__"):
            raise _CannotWrite
        if "slice__" in last or (last.startswith("__") and not last.endswith("__")):
            raise _CannotWrite
        owner, _, accessor = path.rpartition(".")
        return f"{owner}.{accessor}"

    def _outcome(self, call: Call, outcome: Mapping[str, Value], made: str) -> list[str]:
        if "raised" in call.outcome:
            raised = call.outcome["raised"]
            if not isinstance(raised, dict) or "instance" not in raised:
                raise _CannotWrite
            return [
                f"    with pytest.raises({self._class(raised['instance'])}):",
                f"        {made}",
            ]
        value = outcome["result"]
        if isinstance(value, dict) and ("iterator" in value or "view" in value):
            if value.get("end") is not None:
                raise _CannotWrite
            value = {"list": value["items"]}
            made = f"list({made})"
        text = self.value(value, "result")
        if text == "None":
            return [f"    assert {made} is None"]
        if text in ("True", "False"):
            return [f"    assert {made} is {text}"]
        return [f"    assert {self._same(made, text, value)}"]

    def _same(self, left: str, right: str, value: Value) -> str:
        has_instances = any("instance" in node for node in nodes_in(value))
        return f"state({left}) == state({right})" if has_instances else f"{left} == {right}"

    def _refuse_shared(self, call: Call) -> None:
        outcome = call.outcome
        values = [*call.all_arguments, outcome.get("result"), outcome.get("raised")]
        for value in [*values, *outcome.get("after", {}).values()]:
            if any("ref" in node for node in nodes_in(value)):
                raise _CannotWrite

    def value(self, value: Value, place: str) -> str:
        """An expression that makes a value."""
        if not isinstance(value, dict):
            return repr(value)
        for tag, writer in _WRITERS.items():
            if tag in value:
                return writer(self, value, place)
        raise _CannotWrite

    def string(self, value: Value, place: str) -> str:
        data = value["str"].encode("latin-1")
        if self.choices.get(place) == "bytes":
            return repr(data)
        try:
            return repr(data.decode("utf-8"))
        except UnicodeDecodeError:
            return repr(value["str"])

    def items(self, values: list[Value], place: str) -> str:
        return ", ".join(self.value(each, f"{place}[]") for each in values)

    def pairs(self, pairs: list[tuple[Value, Value]], place: str) -> str:
        shown = (
            f"{self.value(key, place + '{}')}: {self.value(each, inside(place, key))}"
            for key, each in pairs
        )
        return "{" + ", ".join(shown) + "}"

    def tuple(self, value: Value, place: str) -> str:
        parts = [self.value(each, f"{place}[{at}]") for at, each in enumerate(value["tuple"])]
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"

    def set(self, value: Value, place: str, tag: str) -> str:
        inner = self.items(value[tag], place)
        if tag == "frozenset":
            return f"frozenset([{inner}])"
        return "{" + inner + "}" if inner else "set()"

    def instance(self, value: Value, place: str) -> str:
        if "content" in value or "arguments" in value:
            raise _CannotWrite
        name = value["instance"].partition(":")[2]
        parts = [
            f"{key}={self.value(each, f'{name}.{key}')}"
            for key, each in value["attributes"].items()
        ]
        if not all(part.partition("=")[0].isidentifier() for part in parts):
            raise _CannotWrite
        return f"make({', '.join([self._class(value['instance']), *parts])})"

    def made(self, value: Value, place: str) -> str:
        self.imports.add(value["made"].partition(".")[0])
        return f"{value['made']}({', '.join(self.value(each, place) for each in value['from'])})"

    def _module(self, name: str) -> str:
        found = self.modules.get(name, name)
        self.imports.add(found)
        return found

    def _class(self, name: str) -> str:
        module, _, path = name.partition(":")
        if module in ("__builtin__", "exceptions"):
            return RENAMED_BUILTINS.get(path, SAME_ERRORS.get(path, path))
        return f"{self._module(module)}.{path}"


_WRITERS: dict[str, Callable[[_Case, Value, str], str]] = {
    "str": _Case.string,
    "text": lambda case, value, place: repr(value["text"]),
    "bytes": lambda case, value, place: repr(value["bytes"].encode("latin-1")),
    "unicode": lambda case, value, place: repr(value["unicode"]),
    "long": lambda case, value, place: str(value["long"]),
    "float": lambda case, value, place: (
        value["float"] if value["float"][-1].isdigit() else f"float({value['float']!r})"
    ),
    "complex": lambda case, value, place: "complex({}, {})".format(*value["complex"]),
    "bytearray": lambda case, value, place: f"bytearray({value['bytearray'].encode('latin-1')!r})",
    "list": lambda case, value, place: f"[{case.items(value['list'], place)}]",
    "tuple": _Case.tuple,
    "dict": lambda case, value, place: case.pairs(value["dict"], place),
    "set": lambda case, value, place: case.set(value, place, "set"),
    "frozenset": lambda case, value, place: case.set(value, place, "frozenset"),
    "instance": _Case.instance,
    "class": lambda case, value, place: case._class(value["class"]),
    "made": _Case.made,
}
