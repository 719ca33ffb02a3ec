"""Recorded values as Python would write them, for people to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from porting.replay.calls import Call, Function, Value
from porting.replay.relation import STRINGS, nodes_in

MOST_CHARACTERS = 400
PREFIXES = {"str": "", "text": "", "unicode": "u", "bytes": "b"}


MOST_OF_AN_ARGUMENT = 160


def show_call(function: Function, call: Call) -> str:
    """A call as one would write it."""
    shown = [show(each, MOST_OF_AN_ARGUMENT) for each in call.arguments]
    shown += [f"{name}={show(value, MOST_OF_AN_ARGUMENT)}" for name, value in call.named]
    return f"{function.name}({', '.join(shown)})"


def show_ending(call: Call, outcome: Mapping[str, Value]) -> str:
    """What a call gave, under 2.7 or in a replay."""
    known = {
        node["id"]: node
        for value in (list(call.all_arguments), outcome.get("after"))
        for node in nodes_in(value)
        if "id" in node
    }
    key = "raised" if "raised" in outcome else "result"
    value = outcome.get(key)
    if isinstance(value, dict) and "ref" in value:
        value = known.get(value["ref"], value)
    return f"raises {show(value)}" if key == "raised" else show(value)


def show(value: Value, most: int = MOST_CHARACTERS) -> str:
    """A value, cut where it is long. A ``str`` of 2.7 has no prefix, nor has text of Python 3."""
    text = _show(value, 0)
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _show(value: Value, depth: int) -> str:
    if not isinstance(value, dict):
        return repr(value)
    for tag in STRINGS:
        if tag in value:
            return _string(value[tag], tag)
    if depth > 6:
        return "..."
    for tag, shower in _SHOWN.items():
        if tag in value:
            return shower(value, depth + 1)
    return "<unknown>"


def _string(text: str, tag: str) -> str:
    is_bytes = tag in ("str", "bytes")
    shown = repr(text.encode("latin-1"))[1:] if is_bytes else repr(text)
    return PREFIXES[tag] + shown


def _items(values: list[Value], depth: int) -> str:
    shown = [_show(each, depth) for each in values[:50]]
    return ", ".join(shown + ["..."] * (len(values) > 50))


def _pairs(pairs: list[tuple[Value, Value]], depth: int) -> str:
    shown = [f"{_show(key, depth)}: {_show(each, depth)}" for key, each in pairs[:50]]
    return "{" + ", ".join(shown + ["..."] * (len(pairs) > 50)) + "}"


def _tuple(value: Value, depth: int) -> str:
    inner = _items(value["tuple"], depth)
    return f"({inner},)" if len(value["tuple"]) == 1 else f"({inner})"


def _instance(value: Value, depth: int) -> str:
    name = value["instance"].rpartition(":")[2]
    parts = [_show(each, depth) for each in value.get("arguments", ())]
    if "content" in value:
        content = value["content"]
        parts.append(_show(content.get("plain", content), depth))
    parts += [f"{key}={_show(each, depth)}" for key, each in value["attributes"].items()]
    return f"{name}({', '.join(parts)})"


def _name(value: Value, tag: str) -> str:
    return str(value[tag]).rpartition(":")[2]


_SHOWN: dict[str, Callable[[Value, int], str]] = {
    "list": lambda value, depth: f"[{_items(value['list'], depth)}]",
    "tuple": _tuple,
    "dict": lambda value, depth: _pairs(value["dict"], depth),
    "set": lambda value, depth: f"set([{_items(value['set'], depth)}])",
    "frozenset": lambda value, depth: f"frozenset([{_items(value['frozenset'], depth)}])",
    "deque": lambda value, depth: f"deque([{_items(value['deque'], depth)}])",
    "ordered": lambda value, depth: f"OrderedDict({_pairs(value['ordered'], depth)})",
    "defaultdict": lambda value, depth: f"defaultdict({_pairs(value['defaultdict'], depth)})",
    "instance": _instance,
    "long": lambda value, depth: f"{value['long']}L",
    "float": lambda value, depth: str(value["float"]),
    "complex": lambda value, depth: "complex({}, {})".format(*value["complex"]),
    "bytearray": lambda value, depth: f"bytearray({value['bytearray'].encode('latin-1')!r})",
    "class": lambda value, depth: _name(value, "class"),
    "function": lambda value, depth: _name(value, "function"),
    "method": lambda value, depth: f"{_show(value['self'], depth)}.{value['method']}",
    "module": lambda value, depth: f"<module {value['module']}>",
    "sentinel": lambda value, depth: _name(value, "sentinel"),
    "constant": lambda value, depth: str(value["constant"]),
    "range": lambda value, depth: "range({}, {}, {})".format(*value["range"]),
    "made": lambda value, depth: f"{value['made']}({_items(value['from'], depth)})",
    "stream": lambda value, depth: (
        f"<stream of {_show(value['content'], depth)}, at {value['position']}>"
    ),
    "match": lambda value, depth: f"<match {value['at']} in {_show(value['string'], depth)}>",
    "pattern": lambda value, depth: f"re.compile({_show(value['pattern'], depth)})",
    "iterator": lambda value, depth: f"<{value['iterator']} of {_items(value['items'], depth)}>",
    "view": lambda value, depth: f"{value['view']}([{_items(value['items'], depth)}])",
    "lost": lambda value, depth: f"<not kept: {value['lost']}>",
    "ref": lambda value, depth: f"<object {value['ref']} again>",
}
