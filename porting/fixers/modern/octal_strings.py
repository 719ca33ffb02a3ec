import re

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

_OCTAL = re.compile(r"(?P<before>[bBuU]?['\"]{1,3}\s*[-+]?)0(?P<digits>[0-7]+\s*['\"])")
_NOTE = "Python 3 takes no '0777' for an octal number here (ValueError): it must be '0o777'"


class OctalStrings(ResolvedFixer):
    r"""Write octal numbers in strings with ``0o`` where ``int`` is to find out the base.

    With the base 0 ``int`` reads a string as Python would read it. Python 2 wrote octal numbers
    with a ``0`` in front; Python 3 refuses that: ``ValueError: invalid literal``.

    Before::

        mode = int("0755", 0)

    After::

        mode = int("0o755", 0)

    Left alone, because the base is known, and the ``0`` says nothing::

        mode = int("0755", 8)

    Warned about, because nobody knows how the string is written::

        mode = int(setting, 0)

    Limits: a base that does not stand in the call is not seen.
    Source: https://docs.python.org/3/library/functions.html#int
    """

    name = "octal_strings"
    triggers = frozenset(["int", "long"])
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        args = original_node.args
        if len(args) != 2 or any(arg.star or arg.keyword for arg in args):
            return updated_node
        value, base = args[0].value, args[1].value
        if not isinstance(base, cst.Integer) or base.value != "0":
            return updated_node
        if self.path_of(original_node.func) not in ("builtins.int", "builtins.long"):
            return updated_node
        if not isinstance(value, cst.SimpleString):
            self.note(original_node, _NOTE, "fails when reached")
            return updated_node
        new = _OCTAL.sub(r"\g<before>0o\g<digits>", value.value)
        first = updated_node.args[0].with_changes(value=value.with_changes(value=new))
        return updated_node.with_changes(args=[first, *updated_node.args[1:]])
