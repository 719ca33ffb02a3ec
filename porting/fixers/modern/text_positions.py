from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixer import Fixer, arguments, name_of
from porting.project.language import Language

_RELATIVE = frozenset(["1", "2", "os.SEEK_CUR", "os.SEEK_END", "SEEK_CUR", "SEEK_END"])
_MODE = re.compile(r"(?:,\s*|\bmode\s*=\s*)[rR]?(?P<quote>['\"])(?P<mode>[rwaxUbt+]*)(?P=quote)")


class TextPositions(Fixer):
    r"""Tell of files of text in which a position is looked for from here or from the end.

    A file of text knows only the positions that it told itself, and its end. Others are for files
    of bytes.

    Warned about, because the file is one of text::

        log = open("shop.log")
        log.seek(-100, 2)

    Left alone, because it is the end itself, or a file of bytes::

        log = open("shop.log")
        log.seek(0, 2)
        page = open("page.png", "rb")
        page.seek(-8, 2)

    Limits: the file must be opened by that name in the same module.
    Source: https://docs.python.org/3/library/io.html#io.TextIOBase.seek
    """

    name = "text_positions"
    triggers = frozenset(["seek"])
    in_strings = False
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        method: Any = original_node.func
        args = arguments(original_node.args)
        if not isinstance(method, cst.Attribute) or method.attr.value != "seek" or len(args) != 2:
            return updated_node
        offset, start = args[0].value, args[1].value
        whence = start.value if isinstance(start, cst.Integer) else name_of(start)
        is_end = isinstance(offset, cst.Integer) and offset.value == "0"
        if whence in _RELATIVE and not is_end and self._is_text(name_of(method.value)):
            message = (
                "a file of text cannot seek from its end or from here: open it in mode 'rb', and "
                "decode what is read"
            )
            self.note(original_node, message)
        return updated_node

    def _is_text(self, name: str) -> bool:
        """Whether the module opens files by this name, and all of them as text."""
        if not name:
            return False
        opened = re.compile(rf"(?<![\w.]){re.escape(name)}\s*=\s*(?:io\.)?open\((.*)")
        found = [
            opened.search(each.text) for each in self.document.statements if each.holds("open")
        ]
        modes = [_MODE.search(each.group(1)) for each in found if each]
        return bool(modes) and not any(mode and "b" in mode["mode"] for mode in modes)
