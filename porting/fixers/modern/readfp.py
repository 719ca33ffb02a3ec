from __future__ import annotations

from typing import ClassVar

import libcst as cst

from porting.fixers.bases.renamed_methods import RenamedMethods
from porting.project.language import Language


class Readfp(RenamedMethods):
    r"""Read settings with ``read_file`` in place of ``readfp``.

    Python 3.2 gave the method of ``configparser`` a better name, and its second argument, too;
    Python 3.12 removed the old one.

    Before::

        parser.readfp(open("shop.ini"))
        parser.readfp(stream, filename="shop.ini")

    After::

        parser.read_file(open("shop.ini"))
        parser.read_file(stream, source="shop.ini")

    Left alone, because the program has its own::

        class Settings:
            def readfp(self, stream):
                self.text = stream.read()

        Settings().readfp(stream)

    Left alone, because this class of ``mimetypes`` has kept the name::

        types = mimetypes.MimeTypes()
        types.readfp(stream)

    Limits: any other object's ``readfp`` that no file of the run defines is taken for a parser's.
    Source: https://docs.python.org/3/library/configparser.html#configparser.ConfigParser.read_file
    """

    name = "readfp"
    removed_in = (3, 12)
    written_in = Language.PYTHON3
    safety = "review"
    methods: ClassVar = {"readfp": "read_file"}
    kept_by = frozenset(["MimeTypes"])

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "readfp":
            return updated_node
        if self.is_others(func):
            return updated_node
        args = [
            arg.with_changes(keyword=cst.Name("source"))
            if arg.keyword and arg.keyword.value == "filename"
            else arg.with_changes(keyword=cst.Name("f"))
            if arg.keyword and arg.keyword.value == "fp"
            else arg
            for arg in updated_node.args
        ]
        return updated_node.with_changes(args=args)
