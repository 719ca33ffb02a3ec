from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.project.language import Language

_ASCII = frozenset(["ascii", "us-ascii"])
_TESTED = (
    r"\b(?:isinstance\s*\(\s*{0}\s*,\s*(?:unicode|(?:types\s*\.\s*)?UnicodeType)\s*\)"
    r"|type\s*\(\s*{0}\s*\)\s*(?:is|==)\s*(?:unicode|(?:types\s*\.\s*)?UnicodeType)\b)"
)


class NativeStrings(Fixer):
    r"""Keep as text what is made a ``str`` where it was ``unicode``.

    Python 2 wanted a ``str`` for names, addresses and keys, so programs encoded text that they were
    given as ASCII. Python 3 wants a ``str`` as well, and that is text: bytes would be refused, or
    be unequal to every key. What is not ASCII is still an error.

    Before::

        def load(name):
            if isinstance(name, unicode):
                name = name.encode("ascii")
            return __import__(name)

    After::

        def load(name):
            if isinstance(name, unicode):
                name = name.encode("ascii").decode('ascii')
            return __import__(name)

    Left alone, because another encoding makes data to be sent or written::

        def send(channel, data):
            if isinstance(data, unicode):
                data = data.encode("utf-8")
            channel.send(data)

    Limits: only what is bound to its own name again, in the block of the test, is looked at.
    Source: https://docs.python.org/3/howto/pyporting.html
    """

    name = "native_strings"
    triggers = frozenset(["encode"])
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        value: Any = original_node.value
        if len(original_node.targets) != 1 or not _is_ascii(value):
            return updated_node
        name = name_of(original_node.targets[0].target)
        if not name or name != name_of(value.func.value) or not self.is_tested(name):
            return updated_node
        call: Any = updated_node.value
        ascii_name = [cst.Arg(cst.SimpleString("'ascii'"))]
        if not call.args:
            call = call.with_changes(args=ascii_name)
        decode = cst.Attribute(call, cst.Name("decode"))
        return updated_node.with_changes(value=cst.Call(decode, ascii_name))

    def is_tested(self, name: str) -> bool:
        """Whether the line runs only where what the name stands for is ``unicode``."""
        test = re.compile(_TESTED.format(re.escape(name)))
        statements = self.document.statements
        outer: int | None = self.index
        while outer is not None:
            header = statements[outer]
            if header.first_word in ("if", "elif"):
                return bool(test.search(header.text)) and header.words.isdisjoint(("not", "or"))
            outer = self.document.header_of(outer)
            if outer is None or statements[outer].first_word not in ("if", "elif", "try"):
                return False
        return False


def _is_ascii(call: Any) -> bool:
    """Whether a call encodes as ASCII, by name or because Python 2 did so by itself."""
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute):
        return False
    if call.func.attr.value != "encode" or len(call.args) > 1:
        return False
    encodings = [arg.value for arg in call.args if not arg.star and not arg.keyword]
    if not encodings:
        return not call.args
    (encoding,) = encodings
    if not isinstance(encoding, cst.SimpleString):
        return False
    return str(encoding.evaluated_value).lower() in _ASCII
