"""Questions about the calls of the module ``re`` that several fixers ask."""

from __future__ import annotations

import re
from typing import Any

import libcst as cst

from porting.fixers.questions.origins import Origins

# Where each function takes its flags.
FLAGS_AT = {
    "re.compile": 1,
    "re.findall": 2,
    "re.finditer": 2,
    "re.match": 2,
    "re.search": 2,
    "re.split": 3,
    "re.sub": 4,
    "re.subn": 4,
}
# A string literal in its parts.
LITERAL = re.compile(r"(?P<prefix>\w*)(?P<quote>'''|\"\"\"|'|\")(?P<body>[\s\S]*)(?P=quote)")
CALL = re.compile(r"\bre\.(?:compile|find(?:all|iter)|match|search|split|subn?)\(")


def imports_re(origins: Origins) -> bool:
    """Whether a file takes anything from the module."""
    names = (name for found in origins.bound.values() for name in found)
    return any(name == "re" or name.startswith("re.") for name in names)


def first_argument(call: cst.Call) -> Any:
    """The value of the first argument of a call, None where it has a name, a star, or is not."""
    if not call.args or call.args[0].keyword or call.args[0].star:
        return None
    return call.args[0].value


def text_in(node: Any) -> str | None:
    """The text of a literal that is one, None for anything else."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        value = node.evaluated_value
        return value if isinstance(value, str) else None
    return None


def flags_of(call: cst.Call, path: str) -> cst.Arg | None:
    """The argument that gives a function of ``re`` its flags, None where there is none."""
    for number, arg in enumerate(call.args):
        name = arg.keyword.value if arg.keyword else ""
        if name == "flags" or (not name and number == FLAGS_AT[path]):
            return arg
    return None
