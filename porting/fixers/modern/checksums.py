from __future__ import annotations

import re

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_SIGNED = frozenset(["binascii.crc32", "zlib.adler32", "zlib.crc32"])
_NOTE = (
    "{} returned a signed int in Python 2: a sum of 2**31 or more was that less 2**32; keep to "
    "one of them with & 0xffffffff"
)
_MASK = re.compile(r"0x0*f{8}L?|4294967295L?", re.IGNORECASE)


class Checksums(ResolvedFixer):
    r"""Tell of checksums that were negative at times.

    ``crc32`` and ``adler32`` gave a signed number in Python 2, and give one that is never negative
    in Python 3: what is printed, packed or compared with what was written down may differ.

    Warned about, because the number is printed::

        import zlib

        print(zlib.crc32(page))

    Left alone, because it is made positive::

        import zlib

        print(zlib.crc32(page) & 0xffffffff)

    Left alone, because two of its kind are compared::

        import zlib

        is_same = zlib.crc32(page) == zlib.crc32(other)

    Limits: what becomes of a sum that is kept in a name is not looked at.
    Source: https://docs.python.org/3/library/zlib.html#zlib.crc32
    """

    name = "checksums"
    triggers = frozenset(path.rpartition(".")[2] for path in _SIGNED)
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        if path in _SIGNED and not _MASK.search(self.statement.code) and not self._is_compared():
            self.note(original_node, _NOTE.format(path), "wrong result, no error")
        return updated_node

    def _is_compared(self) -> bool:
        """Whether the statement has another sum of the kind, or goes on with this one."""
        names = re.findall(r"\b(?:crc32|adler32)\b", self.statement.code)
        return len(names) > 1 and "==" in self.statement.code
