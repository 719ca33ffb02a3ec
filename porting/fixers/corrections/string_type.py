from functools import cached_property

import libcst as cst

from porting.fixer import Fixer, name_of
from porting.project.language import Language

_OTHER_TEXT = frozenset(["unicode", "UnicodeType", "StringTypes", "basestring"])


class StringType(Fixer):
    r"""Call ``types.StringType`` what it was: ``str``.

    2to3 takes it for ``bytes``. In a program that knows no other text it stands for the strings of
    the program, its literals among them, which are ``str`` in Python 3.

    Before::

        import types

        def show(value):
            return value if type(value) is types.StringType else repr(value)

    After::

        import types

        def show(value):
            return value if type(value) is str else repr(value)

    Left alone, because text is something else here::

        import types

        def show(value):
            if type(value) == types.UnicodeType:
                return value
            return value if type(value) is types.StringType else repr(value)

    Limits: where the data is bytes, `type_tests` must see it.
    Source: https://docs.python.org/2/library/types.html#types.StringType
    """

    name = "string_type"
    triggers = frozenset(["StringType"])
    in_strings = False
    safety = "review"
    written_in = Language.PYTHON2

    @cached_property
    def is_only_text(self) -> bool:
        """Whether the file has no other kind of text."""
        return _OTHER_TEXT.isdisjoint(self.document.words)

    def is_needed(self) -> bool:
        return super().is_needed() and self.is_only_text

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        if name_of(original_node) != "types.StringType":
            return updated_node
        return cst.Name("str", lpar=updated_node.lpar, rpar=updated_node.rpar)
