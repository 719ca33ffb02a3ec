from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, is_call_to, keyword_argument
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import CALL, FLAGS_AT, first_argument, flags_of, text_in
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE, comma_space

_ASKED_FOR = re.compile(r"\bre\.(?:U|UNICODE)\b|\(\?[aiLmsx]*u")
_CLASSES = re.compile(r"(?<!\\)(?:\\\\)*\\[wWdDsSbB]")
_INLINE = re.compile(r"\(\?[a-zA-Z]*[auL]")
_KNOWN = ("re.A", "re.ASCII", "re.L", "re.LOCALE", "re.U", "re.UNICODE")
_IGNORE_CASE = ("re.I", "re.IGNORECASE")
_SUBJECT_AT = {"re.findall", "re.finditer", "re.match", "re.search", "re.split"}


class AsciiPatterns(ResolvedFixer):
    r"""Keep ``\w``, ``\d``, ``\s`` and ``\b`` to ASCII where a file tells text from ASCII.

    In Python 2 a pattern meant letters, digits and spaces of ASCII unless it was given
    ``re.UNICODE``. In Python 3 a pattern that is text means those of all scripts: what was no word
    is one, and nothing tells. A flag on each pattern would be noise, as hardly any of them ever
    meets other characters. So only two get it: a pattern without ``re.UNICODE`` in a file that has
    others with it, which is a choice; and one for what has just been decoded.

    Before::

        import re

        NAME = re.compile(r"\w+", re.UNICODE)
        KEY = re.compile(r"\w+$", re.I)
        NUMBER = re.compile(r"\d+")

    After::

        import re

        NAME = re.compile(r"\w+", re.UNICODE)
        KEY = re.compile(r"\w+$", re.I | re.ASCII)
        NUMBER = re.compile(r"\d+", re.ASCII)

    Before::

        import re

        words = re.findall(r"\w+", data.decode("utf-8"))

    After::

        import re

        words = re.findall(r"\w+", data.decode("utf-8"), re.ASCII)

    Left alone, because nothing tells the two apart::

        import re

        NUMBER = re.compile(r"\d+")
        KEY = re.compile(r"\w+$")

    Limits: a pattern that does not stand in the call is not looked at, nor are functions of ``re``
    that go by another name.
    Source: https://docs.python.org/3/library/re.html#re.ASCII
    """

    name = "ascii_patterns"
    pattern = CALL
    safety = "review"
    written_in = Language.PYTHON2
    if_left = "wrong result, no error"

    def __init__(self, document: Document, options: Options) -> None:
        self.is_choice = _ASKED_FOR.search(document.context.original or document.source) is not None
        super().__init__(document, options)

    def is_needed(self) -> bool:
        return self.is_choice or "decode" in self.document.text or "str(" in self.document.text

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        if path not in FLAGS_AT or any(arg.star for arg in original_node.args):
            return updated_node
        pattern = text_in(first_argument(original_node))
        flags = flags_of(original_node, path)
        if pattern is None or not (self.is_choice or _is_decoded(path, original_node)):
            return updated_node
        if _INLINE.search(pattern) or self._has(flags, _KNOWN):
            return updated_node
        if not _CLASSES.search(pattern) and not self._has(flags, _IGNORE_CASE):
            return updated_node
        return _with_flag(updated_node, path, flags_of(updated_node, path), self.spell("re:ASCII"))

    def _has(self, flags: Any, names: tuple[str, ...]) -> bool:
        """Whether one of these flags is given, or all that is given has another name."""
        if flags is None:
            return False
        node = flags.value if isinstance(flags, cst.Arg) else flags
        if isinstance(node, cst.BinaryOperation):
            return self._has(node.left, names) or self._has(node.right, names)
        path = self.path_of(node)
        return path in names or (names is _KNOWN and not path.startswith("re."))


def _is_decoded(path: str, call: cst.Call) -> bool:
    """Whether what the pattern is for is the outcome of decoding."""
    if path not in _SUBJECT_AT or len(call.args) < 2:
        return False
    subject: Any = call.args[1].value
    if is_call_to(subject, "str"):
        return len(subject.args) > 1
    is_method = isinstance(subject, cst.Call) and isinstance(subject.func, cst.Attribute)
    return is_method and subject.func.attr.value == "decode"


def _with_flag(call: cst.Call, path: str, flags: Any, flag: cst.BaseExpression) -> cst.Call:
    if flags is not None:
        both = cst.BinaryOperation(flags.value, cst.BitOr(), flag)
        new = [arg.with_changes(value=both) if arg is flags else arg for arg in call.args]
        return call.with_changes(args=new)
    comma = comma_space()
    *others, last = call.args
    is_next = len(call.args) == FLAGS_AT[path] and not last.keyword
    new_arg = cst.Arg(flag) if is_next else keyword_argument("flags", flag)
    new_arg = new_arg.with_changes(whitespace_after_arg=last.whitespace_after_arg)
    last = last.with_changes(comma=comma, whitespace_after_arg=NO_SPACE)
    return call.with_changes(args=[*others, last, new_arg])
