from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language

METHODS = {"tostring": "tobytes", "fromstring": "frombytes"}
_MADE = re.compile(r"^\s*((?:\w+\.)*\w+)\s*=\s*(?:array\.)?array\s*\(")


class ArrayMethods(ResolvedFixer):
    r"""Turn arrays into bytes with ``tobytes`` and back with ``frombytes``.

    What ``tostring`` gave are bytes in Python 3, and since Python 3.9 only the new names say so.

    Before::

        from array import array

        sizes = array("i", [1, 2])
        file.write(sizes.tostring())

    After::

        from array import array

        sizes = array("i", [1, 2])
        file.write(sizes.tobytes())

    Left alone, because it is no array::

        page = etree.parse(name)
        file.write(etree.tostring(page))

    Limits: an array is known by the call that made it, in the same file.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "array_methods"
    removed_in = (3, 9)
    written_in = Language.PYTHON3
    triggers = frozenset(METHODS)
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.arrays: set[str] = set()
        if self.origins.bound.get("array", set()) & {"array", "array.array"}:
            found = (_MADE.match(statement.text) for statement in document.statements)
            self.arrays = {match.group(1) for match in found if match}

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.Attribute:
        new, owner = METHODS.get(original_node.attr.value), original_node.value
        is_array = name_of(owner) in self.arrays or (
            isinstance(owner, cst.Call) and self.path_of(owner.func) == "array.array"
        )
        if new is None or not is_array:
            return updated_node
        return updated_node.with_changes(attr=cst.Name(new))
