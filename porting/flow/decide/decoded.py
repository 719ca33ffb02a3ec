"""Calls that decode what may be text already, which Python 3 does not decode."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from enum import Enum

from porting.flow.domain.findings import Decoding, Made, builtin_named_by
from porting.flow.domain.kinds import Kind
from porting.flow.domain.syntax import is_plain
from porting.flow.domain.values import (
    Str,
)
from porting.flow.knowledge.encodings import TRANSFORMS, is_encoding
from porting.trees import nodes_below, nodes_of


class Remedy(Enum):
    """What to do about a call of ``decode``: the value is the name of the fixer that does it."""

    AS_BYTES = "literal_bytes"
    """The literal that it decodes becomes bytes."""

    DROP = "text_decode"
    """What it decodes is text: there is nothing to decode."""

    ASK = "either_decode"
    """What it decodes may be bytes or text: the program finds out when it runs."""


_MADE_TEXT = frozenset(("encode", "encoded"))
_HANDLERS = frozenset("strict ignore replace xmlcharrefreplace backslashreplace".split())
_NAMES_OF_ENCODINGS = frozenset(
    "getdefaultencoding getfilesystemencoding getpreferredencoding nl_langinfo".split()
)


def remedy_for(
    call: Decoding,
    literals: dict[tuple[int, int], ast.Constant],
    made: Mapping[tuple[int, int], Made],
) -> Remedy | None:
    """What to do about one call; None where it is fine, or no decoding of a string at all.

    Args:
        call: the call, with what is known of what it decodes.
        literals: the text literals of the module by (line, column).
        made: what calls and operations made, by the origins of what they gave.
    """
    if not _names_encoding(call, literals):
        return None
    receiver = call.receiver
    if isinstance(receiver, ast.Constant):
        return Remedy.AS_BYTES if isinstance(receiver.value, str) else None
    owner = call.owner
    # A literal that is still undecided when this is asked stays text.
    is_bytes = owner.is_bytes and not owner.origins
    if is_bytes or not (owner.is_open or any(isinstance(atom, Str) for atom in owner)):
        return None
    if owner.is_text:
        is_known = all(
            str(literals[origin].value).isascii()
            if origin in literals
            else origin in made and made[origin].how in _MADE_TEXT
            for origin in owner.origins
        )
        return Remedy.DROP if is_known else None
    return Remedy.ASK if is_plain(receiver) else None


def tested_decodings(tree: ast.Module) -> frozenset[ast.Call]:
    """The calls of ``decode`` in the branches of a test that asks what is decoded for its type.

    Who wrote it knew of both: it is left as it is.
    """
    found: set[ast.Call] = set()
    for node in nodes_of(tree):
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            names = {
                ast.dump(call.args[0])
                for call in nodes_below(node.test)
                if isinstance(call, ast.Call)
                and builtin_named_by(call.func) in ("isinstance", "hasattr", "type")
                and call.args
            }
            found.update(_decodings_of(names, node) if names else ())
        elif isinstance(node, ast.Try):
            caught = {
                name.id
                for handler in node.handlers
                for name in nodes_below(handler.type or ast.Name("AttributeError"))
                if isinstance(name, ast.Name)
            }
            if not caught.isdisjoint(("AttributeError", "Exception")):
                found.update(call for child in node.body for call in _decodings_of(None, child))
    return frozenset(found)


def _decodings_of(names: set[str] | None, node: ast.AST) -> Iterator[ast.Call]:
    """The calls of ``decode`` below a node, on the expressions dumped in `names` (None: on any)."""
    for call in nodes_below(node):
        if isinstance(call, ast.Call):
            decoded = _decoded_by(call)
            if decoded is not None and (names is None or ast.dump(decoded) in names):
                yield call


def _decoded_by(call: ast.Call) -> ast.expr | None:
    """What a call of ``decode``, or of ``str`` with an encoding, decodes; else None."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "decode":
        return call.func.value
    is_str = builtin_named_by(call.func) == "str"
    return call.args[0] if is_str and len(call.args) > 1 else None


def _names_encoding(call: Decoding, literals: dict[tuple[int, int], ast.Constant]) -> bool:
    """Whether the arguments are those of a string's ``decode``: the name of a text encoding."""
    node = call.node
    known = {keyword.arg: keyword.value for keyword in node.keywords}
    if None in known or not known.keys() <= {"encoding", "errors"}:
        return False
    given = [*call.arguments, *known.values()]
    if not given:
        return any(isinstance(atom, Str) and atom.kind is not Kind.BYTES for atom in call.owner)
    if len(given) > 2 or any(isinstance(argument, ast.Starred) for argument in given):
        return False
    if len(given) == 2 and isinstance(given[1], ast.Constant) and given[1].value in _HANDLERS:
        return not isinstance(given[0], ast.Constant) or is_encoding(given[0].value)
    first = given[0]
    if isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute):
        return first.func.attr in _NAMES_OF_ENCODINGS
    names = [literals[origin].value for origin in call.encoding.origins if origin in literals]
    is_transform = any(str(name).lower() in TRANSFORMS for name in names)
    return any(map(is_encoding, names)) and not is_transform
