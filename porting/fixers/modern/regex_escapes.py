from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import CALL, FLAGS_AT, LITERAL, imports_re

_RAW = re.compile(r"\\(?P<letter>[\s\S])")
_PLAIN = re.compile(r"\\\\(?:\\\\|(?P<letter>[^\\]))|\\[\s\S]")
# In Python 3 a letter by its number or its name: what did not say one was that letter itself.
_CODES = re.compile(r"u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]+\}")
_IN_PATTERNS = frozenset("AbBdDsSwWZafnrtvx")
_IN_TEMPLATES = frozenset("gabfnrtv")
_SUBSTITUTES = ("sub", "subn")
# What is hardly found in anything but a pattern.
_MARKS = re.compile(r"\(\?|\[\^|\][+*]|\)[+*]|\.[+*]")
_ODD = r"\b[rR][\"'].*\\[ceg-mo-quyzCE-RT-VXY]"


class RegexEscapes(ResolvedFixer):
    r"""Write letters as themselves behind a backslash that says nothing to ``re``.

    Python 2 took an unknown ``\y`` in a pattern for ``y``, and kept it whole in what it put in a
    match's place. Since Python 3.7 both are errors, so that such pairs can be given a meaning.

    Before::

        import re

        re.findall(r"\<\w+\>\y", text)
        re.sub(r"\s+", r"\s+", text)

    After::

        import re

        re.findall(r"\<\w+\>y", text)
        re.sub(r"\s+", r"\\s+", text)

    A pattern that stands elsewhere is known by what ``re`` says of it, before and after.

    Before::

        import re

        TOKENS = [(r"'(\U[0-9]{8}|[^'])*'", "string"), (r"\w+", "name")]

    After::

        import re

        TOKENS = [(r"'(U[0-9]{8}|[^'])*'", "string"), (r"\w+", "name")]

    Left alone, because they mean something::

        import re

        re.sub(r"\bred\b", r"\g<0>\n", text)

    Left alone, because it is no pattern::

        import re

        FOLDER = r"C:\games\yahtzee"

    Limits: a pattern that is put together elsewhere, or stands in no raw literal, is not seen.
    Source: https://docs.python.org/3/whatsnew/3.7.html#api-and-feature-removals
    """

    name = "regex_escapes"
    pattern = re.compile(rf"{CALL.pattern}|\.subn?\(|{_ODD}")
    safety = "review"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        path = self.path_of(original_node.func)
        args = list(updated_node.args)
        if path in FLAGS_AT:
            _change(args, 0, _bare)
            if path.rpartition(".")[2] in _SUBSTITUTES:
                _change(args, 1, _doubled)
        elif _is_method(original_node) and imports_re(self.origins):
            _change(args, 0, _doubled)
        if all(new is old for new, old in zip(args, updated_node.args)):
            return updated_node
        return updated_node.with_changes(args=args)

    def on_literal(self, original_node: Any, updated_node: Any) -> Any:
        """A literal outside of the calls."""
        if isinstance(self.parent, cst.ConcatenatedString) or not imports_re(self.origins):
            return updated_node
        new = _with_letters(updated_node, _bare)
        return new if new is not updated_node and _is_mended(updated_node, new) else updated_node

    leave_SimpleString = leave_ConcatenatedString = on_literal


def _is_mended(old: Any, new: Any) -> bool:
    """Whether a literal is a pattern that ``re`` takes only as it is written now."""
    text = old.evaluated_value
    if not isinstance(text, str) or not _MARKS.search(text):
        return False
    return _is_refused(text) and not _is_refused(str(new.evaluated_value))


def _is_refused(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return True
    return False


def _is_method(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in _SUBSTITUTES


def _change(args: list[cst.Arg], place: int, write: Callable[[str, bool], str]) -> None:
    """Write the letters of the literal at a place in another way."""
    if place < len(args) and not args[place].keyword and not args[place].star:
        old = args[place].value
        new = _with_letters(old, write)
        if new is not old:
            args[place] = args[place].with_changes(value=new)


def _with_letters(node: Any, write: Callable[[str, bool], str]) -> Any:
    if isinstance(node, cst.ConcatenatedString):
        left, right = _with_letters(node.left, write), _with_letters(node.right, write)
        is_same = left is node.left and right is node.right
        return node if is_same else node.with_changes(left=left, right=right)
    found = LITERAL.fullmatch(node.value) if isinstance(node, cst.SimpleString) else None
    if found is None:
        return node
    is_raw = "r" in found["prefix"].lower()

    def written(pair: re.Match[str]) -> str:
        letter = pair["letter"] or ""
        is_letter = letter.isascii() and letter.isalpha()
        if not is_letter or _CODES.match(found["body"], pair.start("letter")):
            return pair.group()
        return write(letter, is_raw)

    body = (_RAW if is_raw else _PLAIN).sub(written, found["body"])
    if body == found["body"]:
        return node
    return node.with_changes(value=f"{found['prefix']}{found['quote']}{body}{found['quote']}")


def _bare(letter: str, is_raw: bool) -> str:
    """A letter of a pattern."""
    slashes = "\\" if is_raw else "\\\\"
    return slashes + letter if letter in _IN_PATTERNS else letter


def _doubled(letter: str, is_raw: bool) -> str:
    """A letter of what is put in the place of a match."""
    slashes = "\\" if is_raw else "\\\\"
    return (slashes if letter in _IN_TEMPLATES else slashes * 2) + letter
