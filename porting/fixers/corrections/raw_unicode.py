import re

import libcst as cst

from porting.fixer import Fixer
from porting.py2 import nodes

_ESCAPE = re.compile(r"(\\+)(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})?")


class RawUnicode(Fixer):
    r"""Write a raw Unicode string that has escapes as a plain one with the same characters.

    In ``ur'...'`` a backslash stood for itself, except before ``u`` and ``U``. Python 3 has no such
    string: 2to3 writes ``r'...'``, in which ``\u00e9`` is six characters.

    Before::

        name = ur'caf\u00e9 \d+'

    After::

        name = u'caf\u00e9 \\d+'

    Left alone, because without such an escape 2to3's ``r'...'`` is the same::

        name = ur'\d+'

    Limits: none known.
    Source: https://docs.python.org/2/reference/lexical_analysis.html#string-literals
    """

    name = "raw_unicode"
    pattern = re.compile(r"\b[uU][rR][\"']")
    form = re.compile(r"\b[uU][rR]'")

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        if not isinstance(original_node, nodes.SimpleString):
            return updated_node
        quote = original_node.quote
        body = original_node.raw_value
        if not any(len(run) % 2 and escape for run, escape in _ESCAPE.findall(body)):
            return updated_node
        plain = cst.SimpleString(f"u{quote}{_ESCAPE.sub(_in_a_plain_string, body)}{quote}")
        return plain.with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)


def _in_a_plain_string(found: re.Match[str]) -> str:
    run, escape = found.groups(default="")
    if escape and len(run) % 2:
        return run[:-1] * 2 + "\\" + escape
    following = found.string[found.end() : found.end() + 1]
    if len(run) % 2 and following in ("'", '"'):
        return run * 2 + "\\"
    return run * 2 + escape
