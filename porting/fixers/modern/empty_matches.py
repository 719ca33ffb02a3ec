from __future__ import annotations

import re
import warnings
from typing import Any

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import first_argument, text_in

_ONE_REPEATED = re.compile(r"(?:\\[dDsSwW]|[^\\\[\](){}?*+|^$]|\[\^?\]?(?:\\.|[^\]\\])*\])\*")
_SPLIT = "this pattern also matches nothing, and there Python 3 splits, too: let it match something"
_SUB = (
    "behind a match Python 3 replaces the nothing that this pattern also matches, so that what is "
    "put in may be there twice: let it match something"
)


class EmptyMatches(ResolvedFixer):
    r"""Split where there is something, not at every place where nothing is.

    Python 2 passed over matches of nothing when it split. Since Python 3.7 ``\s*`` splits between
    any two characters; what Python 2 did with it is ``\s+``. In ``sub`` nothing is now replaced
    behind something, too.

    Before::

        import re

        words = re.split(r"\s*", text)

    After::

        import re

        words = re.split(r"\s+", text)

    Left alone, because there is something in each match::

        import re

        words = re.split(r"\s*,\s*", text)
        line = re.sub(r"\s*$", "", text)

    Warned about, because nobody can say it in another way::

        import re

        parts = re.split(r"(?=\d)|\s*", text)
        lines = re.sub(r"\s*$", "\n", text)

    Limits: patterns are known where they stand in the call, or have a name that is given once and
    looks like a pattern's.
    Source: https://docs.python.org/3/whatsnew/3.7.html#changes-in-the-python-api
    """

    name = "empty_matches"
    pattern = re.compile(r"(?:\bre|[A-Z_]|_re|regex|pattern)\.(?:split|subn?)\(")
    form = pattern
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.patterns = self._named_patterns() if self._imports_re else {}

    @property
    def _imports_re(self) -> bool:
        return any("re" in found or "re.compile" in found for found in self.origins.bound.values())

    def _named_patterns(self) -> dict[str, str]:
        """The patterns of names that the file binds once, to what ``re.compile`` gives."""
        found: dict[str, list[str]] = {}
        for statement in self.document.statements:
            match = _COMPILED.match(statement.text)
            if match:
                found.setdefault(match["name"], []).append(match["literal"])
        known = {}
        for name, literals in found.items():
            text = text_in(cst.parse_expression(literals[0])) if len(literals) == 1 else None
            if text is not None:
                known[name] = text
        return known

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        path = self.path_of(func)
        name = name_of(func).rpartition(".")[2]
        if path in ("re.split", "re.sub", "re.subn"):
            name = path.rpartition(".")[2]
            literal = first_argument(original_node)
            pattern, args = text_in(literal), original_node.args[1:]
        elif name in ("split", "sub", "subn") and isinstance(func, cst.Attribute):
            pattern, args = self.patterns.get(name_of(func.value)), original_node.args
            literal = None
        else:
            return updated_node
        if pattern is None:
            return updated_node
        if name == "split":
            if _matches_nothing(pattern):
                if literal is not None and _ONE_REPEATED.fullmatch(pattern):
                    return _with_first(updated_node, _plus(literal))
                self.note(original_node, _SPLIT, "wrong result, no error")
        elif _matches_twice(pattern) and not _is_nothing(args):
            self.note(original_node, _SUB, "wrong result, no error")
        return updated_node


_COMPILED = re.compile(
    r"\s*(?P<name>(?:\w+\.)*\w+)\s*=\s*(?:re\.)?compile\(\s*"
    r"(?P<literal>[rR]?(?:'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"))\s*[,)]"
)


def _samples(pattern: str) -> tuple[str, ...]:
    return ("", "a", " a 1,\n", pattern)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def _matches_nothing(pattern: str) -> bool:
    found = _compiled(pattern)
    if found is None:
        return False
    return any(not match.group() for text in _samples(pattern) for match in found.finditer(text))


def _matches_twice(pattern: str) -> bool:
    """Whether there is a match of nothing right behind one of something."""
    found = _compiled(pattern)
    for text in _samples(pattern) if found else ():
        end = -1
        for match in found.finditer(text):  # type: ignore[union-attr]
            if not match.group() and match.start() == end:
                return True
            end = match.end() if match.group() else -1
    return False


def _is_nothing(args: Any) -> bool:
    """Whether what is put in the place of a match is an empty literal."""
    return bool(args) and text_in(args[0].value) == ""


def _plus(literal: Any) -> cst.SimpleString:
    place = literal.value.rindex("*")
    new = f"{literal.value[:place]}+{literal.value[place + 1 :]}"
    return literal.with_changes(value=new)  # type: ignore[no-any-return]


def _with_first(call: cst.Call, value: cst.SimpleString) -> cst.Call:
    return call.with_changes(args=[call.args[0].with_changes(value=value), *call.args[1:]])
