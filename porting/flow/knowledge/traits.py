"""What a row cannot say of functions of the library: names with something in common.

The names are dotted, or their last parts where nobody else has such a name.
"""

from __future__ import annotations

import ast
import re

from porting.flow.domain.reasons import Reason, Step

# Give bytes that are no text.
_GIVE_BINARY = frozenset("pack compress digest urandom tobytes dumps".split())
# Take bytes that cannot have been text.
_TAKE_BINARY = re.compile(r"decompress|unpack|loads|Decompressor")

GIVE_WHOLE = frozenset(
    "check_output b64decode standard_b64decode urlsafe_b64decode b32decode b16decode decodebytes "
    "decodestring a2b_base64 a2b_hex a2b_qp unhexlify readline readlines "
    "zlib.decompress gzip.decompress bz2.decompress lzma.decompress".split()
)
"""Give all that there is, or a line. A piece of it may end inside a character."""

OF_TEXT = ("csv.", "json.", "configparser.")
"""Modules whose files are of text, although Python 2 had them opened for bytes."""

OPENERS = frozenset("open file builtins.open io.open codecs.open os.fdopen fdopen".split())
"""Open a file by the mode that their second argument tells, as a program spells them."""

HARMLESS = frozenset(
    f"builtins.{name}" for name in "len int float bool hash id repr isinstance hasattr".split()
)
"""Look at what they are given, of whatever kind it is."""


def takes_binary(name: str) -> bool:
    """Whether a function takes bytes that cannot have been text."""
    return _TAKE_BINARY.search(name) is not None


def is_binary(why: Step | None) -> bool:
    """Whether the bytes come from a function whose result is never text."""
    while why is not None:
        node = why.node
        if why.reason is Reason.RETURNS and why.about == "bytes" and isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            return name in _GIVE_BINARY
        why = why.cause
    return False
