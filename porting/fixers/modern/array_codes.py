import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.regexes import first_argument, text_in


class ArrayCodes(ResolvedFixer):
    r"""Tell of arrays of characters.

    The type ``c`` of ``array`` held the characters of a ``str``. Python 3 has none: bytes are
    numbers there.

    Warned about, because it is a ``ValueError``::

        import array

        line = array.array("c", text)

    Left alone, because it is a type still::

        import array

        numbers = array.array("B", data)

    Limits: a type that does not stand in the call is not looked at.
    Source: https://docs.python.org/3/library/array.html
    """

    name = "array_codes"
    triggers = frozenset(["array"])
    in_strings = False

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        code = text_in(first_argument(original_node))
        if code == "c" and self.path_of(original_node.func) == "array.array":
            message = "array has no type 'c' in Python 3: use 'B', whose items are numbers"
            self.note(original_node, message)
        return updated_node
