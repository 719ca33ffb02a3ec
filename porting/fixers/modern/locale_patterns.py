from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import FLAGS_AT, first_argument, flags_of, text_in

_LOCALE = ("re.L", "re.LOCALE")


_INLINE = re.compile(r"\(\?(\w*)L(\w*)\)")


class LocalePatterns(ResolvedFixer):
    r"""Drop the flag ``re.LOCALE`` of patterns that are text.

    It asked the locale which bytes are letters. Text knows by itself, and since Python 3.6 the flag
    is an error there.

    Before::

        import re

        WORD = re.compile(r"\w+", re.I | re.LOCALE)
        LINE = re.compile(r".+", re.L)
        NAME = re.compile(r"(?iL)\w+")

    After::

        import re

        WORD = re.compile(r"\w+", re.I)
        LINE = re.compile(r".+")
        NAME = re.compile(r"(?i)\w+")

    Left alone, because the pattern is bytes::

        import re

        WORD = re.compile(br"\w+", re.LOCALE)

    Limits: a pattern that does not stand in the call is not looked at.
    Source: https://docs.python.org/3/library/re.html#re.LOCALE
    """

    name = "locale_patterns"
    pattern = re.compile(r"\bL(?:OCALE)?\b|\(\?\w*L\w*\)")
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        pattern = first_argument(original_node)
        if path not in FLAGS_AT or text_in(pattern) is None:
            return updated_node
        if isinstance(pattern, cst.SimpleString) and "L" in pattern.value:
            text = pattern.with_changes(value=_INLINE.sub(_without_flag, pattern.value))
            updated_node = updated_node.with_deep_changes(updated_node.args[0], value=text)
        flags = flags_of(original_node, path)
        if flags is None:
            return updated_node
        rest = self._without_locale(flags.value)
        if rest is flags.value:
            return updated_node
        place = original_node.args.index(flags)
        args = list(updated_node.args)
        if rest is not None:
            args[place] = args[place].with_changes(value=rest)
        elif place + 1 == len(args):
            args[place - 1] = args[place - 1].with_changes(comma=args[place].comma)
            del args[place]
        else:
            args[place] = args[place].with_changes(value=cst.Integer("0"))
        return updated_node.with_changes(args=args)

    def _without_locale(self, flags: Any) -> Any:
        """The flags that remain, None for no flags at all."""
        if self.path_of(flags) in _LOCALE:
            return None
        if not isinstance(flags, cst.BinaryOperation):
            return flags
        left, right = self._without_locale(flags.left), self._without_locale(flags.right)
        if left is flags.left and right is flags.right:
            return flags
        if left is None or right is None:
            return left or right
        return flags.with_changes(left=left, right=right)


def _without_flag(found: re.Match[str]) -> str:
    flags = found.group(1) + found.group(2)
    return f"(?{flags})" if flags else ""
