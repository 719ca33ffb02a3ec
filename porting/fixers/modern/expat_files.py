from typing import Any

import libcst as cst

from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.own_names import is_own_attribute

_MEMORY_FILES = frozenset(
    ["io.StringIO", "StringIO.StringIO", "cStringIO.StringIO"],
)


class ExpatFiles(ResolvedFixer):
    r"""Give a parser of expat the text itself where it was given a file made of it.

    ``ParseFile`` reads bytes; in Python 3 a ``StringIO`` has none, which ends in
    ``TypeError: read() did not return a bytes object``. ``Parse`` takes text as well as bytes.

    Before::

        from io import StringIO

        parser.ParseFile(StringIO(page))

    After::

        from io import StringIO

        parser.Parse(page, True)

    Left alone, because a file is read::

        parser.ParseFile(open("shop.xml", "rb"))

    Limits: the file must be made in the call.
    Source: https://docs.python.org/3/library/pyexpat.html#pyexpat.xmlparser.Parse
    """

    name = "expat_files"
    triggers = frozenset(["ParseFile"])
    safety = "review"
    in_strings = False
    knows_by = "name"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func: Any = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "ParseFile":
            return updated_node
        if is_own_attribute(self, func.value, "ParseFile"):
            return updated_node
        made: Any = original_node.args[0].value if len(original_node.args) == 1 else None
        if not isinstance(made, cst.Call) or self.path_of(made.func) not in _MEMORY_FILES:
            return updated_node
        if len(made.args) != 1 or made.args[0].star or made.args[0].keyword:
            return updated_node
        parse = cst.Attribute(cst.ensure_type(updated_node.func, cst.Attribute).value, _PARSE)
        given: Any = updated_node.args[0].value
        return updated_node.with_changes(
            func=parse, args=[cst.Arg(given.args[0].value), cst.Arg(cst.Name("True"))]
        )


_PARSE = cst.Name("Parse")
