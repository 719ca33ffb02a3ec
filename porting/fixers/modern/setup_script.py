from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import libcst as cst

from porting.fixer import Fixer, dotted, is_call_to, keyword_argument, name_of
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE, SPACE

_DROPPED = frozenset(
    [
        "use_2to3",
        "use_2to3_fixers",
        "use_2to3_exclude_fixers",
        "convert_2to3_doctests",
    ]
)
# What setuptools has under the same names, by the module that has it.
_MOVED = {
    "distutils.core": ("setuptools", frozenset(["setup", "Command", "Distribution", "Extension"])),
    "distutils.extension": ("setuptools", frozenset(["Extension"])),
    "distutils.cmd": ("setuptools", frozenset(["Command"])),
}
_COMMANDS = frozenset(
    "bdist_rpm build build_clib build_ext build_py install install_lib install_scripts"
    " sdist".split()
)
_PYTHON = "Programming Language :: Python"
_PYTHON3 = f"{_PYTHON} :: 3"
_OLD = re.compile(rf"{_PYTHON} :: 2(?:\.\d)?(?: :: Only)?(?=\W|\Z)")
_DEFAULT = cst.MaybeSentinel.DEFAULT


class SetupScript(Fixer):
    r"""Let setup.py say that the package is for Python 3, to a setuptools of today.

    `distutils` left the library with Python 3.12; setuptools has all of it. It lost `use_2to3`
    with version 58, and refuses to install what asks for it. The classifiers and
    `python_requires` tell those who look for a package which Python it is for.

    Before::

        from distutils.core import setup

        setup(
            name="shop",
            use_2to3=True,
            classifiers=[
                "Programming Language :: Python :: 2.6",
                "Programming Language :: Python :: 2.7",
            ],
        )

    After::

        from setuptools import setup

        setup(
            name="shop",
            classifiers=[
                "Programming Language :: Python :: 3",
            ],
            python_requires=">=3",
        )

    Left alone, because it is no script that installs::

        fields = {"use_2to3": True}

    Limits: what of `distutils` has no other home stays, and needs setuptools to be installed.
    Source: https://setuptools.pypa.io/en/latest/deprecated/distutils-legacy.html
    """

    name = "setup_script"
    triggers = _DROPPED | {"setup", "distutils", "Programming"}
    safety = "review"

    def is_needed(self) -> bool:
        # A branch for Python 3 alone is where `use_2to3` is asked for: only files are left alone.
        if self.document.context.language is Language.PYTHON3:
            return False
        words = self.document.words
        is_setup = "setup" in words and not words.isdisjoint(("distutils", "setuptools"))
        is_named = os.path.basename(self.document.context.filename) == "setup.py"
        return (is_setup or is_named) and super().is_needed()

    @cached_property
    def has_fallback(self) -> bool:
        """Whether the file asks for setuptools itself, and falls back on distutils."""
        return "setuptools" in self.document.words

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        module = name_of(original_node.module)
        if original_node.relative or self.has_fallback:
            return updated_node
        if isinstance(original_node.names, cst.ImportStar):
            return updated_node
        names = {name_of(alias.name) for alias in original_node.names}
        new, known = _MOVED.get(module, ("", frozenset()))
        if module.startswith("distutils.command.") and names <= _COMMANDS:
            new, known = module.replace("distutils", "setuptools"), _COMMANDS
        if not new or not names <= known:
            return updated_node
        return updated_node.with_changes(module=dotted(new))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        is_setup = is_call_to(original_node, "setup", "setuptools.setup", "core.setup")
        if not is_setup and not is_call_to(original_node, "dict"):
            return updated_node
        args = updated_node.args
        kept = [arg for arg in args if not (arg.keyword and arg.keyword.value in _DROPPED)]
        if len(kept) < len(args) and kept:
            kept[-1] = kept[-1].with_changes(
                comma=args[-1].comma, whitespace_after_arg=args[-1].whitespace_after_arg
            )
        if is_setup:
            kept = self._with_version(kept)
        if len(kept) == len(args) and all(new is old for new, old in zip(kept, args)):
            return updated_node
        return updated_node.with_changes(args=kept)

    def _with_version(self, args: Sequence[cst.Arg]) -> list[cst.Arg]:
        """The arguments of setup with the version of Python that the package needs."""
        named = {arg.keyword.value: arg for arg in args if arg.keyword}
        if "name" not in named or len(named) < len(args):
            return list(args)
        wanted = keyword_argument("python_requires", cst.SimpleString('">=3"'))
        found = named.get("python_requires")
        if found is not None:
            is_old = isinstance(found.value, cst.SimpleString) and "2" in found.value.value
            new = found.with_changes(value=wanted.value) if is_old else found
            return [new if arg is found else arg for arg in args]
        # It takes the place behind the last one, with what stands between two of them.
        *before, last = args
        between: Any = before[-1].comma if before else cst.Comma(SPACE)
        wanted = wanted.with_changes(
            comma=last.comma, whitespace_after_arg=last.whitespace_after_arg
        )
        last = last.with_changes(comma=between, whitespace_after_arg=NO_SPACE)
        return [*before, last, wanted]

    def leave_Dict(self, original_node: cst.Dict, updated_node: cst.Dict) -> cst.Dict:
        kept = [
            element
            for element in updated_node.elements
            if not (isinstance(element, cst.DictElement) and _text_of(element.key) in _DROPPED)
        ]
        if len(kept) == len(updated_node.elements):
            return updated_node
        if kept:
            kept[-1] = kept[-1].with_changes(comma=updated_node.elements[-1].comma)
        return updated_node.with_changes(elements=kept)

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> Any:
        target = original_node.targets[0].target
        if not isinstance(target, cst.Subscript) or len(target.slice) != 1:
            return updated_node
        index = target.slice[0].slice
        if isinstance(index, cst.Index) and _text_of(index.value) in _DROPPED:
            return cst.Pass(semicolon=updated_node.semicolon)
        return updated_node

    def leave_List(self, original_node: cst.List, updated_node: cst.List) -> cst.List:
        return _for_python3(updated_node)  # type: ignore[no-any-return]

    def leave_Tuple(self, original_node: cst.Tuple, updated_node: cst.Tuple) -> cst.Tuple:
        return _for_python3(updated_node)  # type: ignore[no-any-return]

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        """The classifiers, one in each line of a literal."""
        value = original_node.value
        if not _OLD.search(value) or "\n" not in value:
            return updated_node
        has_python3 = _PYTHON3 in value
        lines = []
        for line in value.splitlines(keepends=True):
            if _OLD.fullmatch(line.strip()):
                line = "" if has_python3 else _OLD.sub(_PYTHON3, line)
                has_python3 = True
            lines.append(line)
        return updated_node.with_changes(value="".join(lines))


def _text_of(node: Any) -> str:
    value = node.evaluated_value if isinstance(node, cst.SimpleString) else ""
    return value if isinstance(value, str) else ""


def _for_python3(node: Any) -> Any:
    """A list of classifiers, with one for Python 3 in the place of those for Python 2."""
    texts = [_text_of(element.value) for element in node.elements]
    if not any(text.startswith(_PYTHON) for text in texts):
        return node
    has_python3 = any(text.startswith(_PYTHON3) for text in texts)
    elements: list[Any] = []
    for element, text in zip(node.elements, texts):
        if _OLD.fullmatch(text):
            if has_python3:
                continue
            value = element.value.with_changes(value=element.value.value.replace(text, _PYTHON3))
            element, has_python3 = element.with_changes(value=value), True
        elements.append(element)
    if elements and len(elements) < len(node.elements):
        elements[-1] = elements[-1].with_changes(comma=node.elements[-1].comma)
    if len(elements) == len(node.elements) and all(
        new is old for new, old in zip(elements, node.elements)
    ):
        return node
    return node.with_changes(elements=elements)
