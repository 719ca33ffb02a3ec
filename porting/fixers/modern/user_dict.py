from __future__ import annotations

import re

import libcst as cst

from porting.fixers.moved_names import MovedNames

MOVED = {
    "UserDict.UserDict": "collections:UserDict",
    "UserDict.IterableUserDict": "collections:UserDict",
    "UserDict.DictMixin": "collections.abc:MutableMapping",
}
GONE = {"UserDict": "its classes are in collections"}

# What a mutable mapping must have, and `DictMixin` made out of the rest or did without.
METHODS = {
    "__setitem__": ("self, key, value", 'raise TypeError("it cannot be changed")'),
    "__delitem__": ("self, key", 'raise TypeError("it cannot be changed")'),
    "__iter__": ("self", "return iter(self.keys())"),
    "__len__": ("self", "return len(self.keys())"),
}
_DEFINED = re.compile(r"\s*def\s+(\w+)")


class UserDict(MovedNames):
    r"""Take ``UserDict`` from ``collections``, and ``DictMixin`` as a ``MutableMapping``.

    The module is gone; its class moved. ``DictMixin`` made the methods of a mapping out of a few,
    as ``collections.abc.MutableMapping`` does. That wants others to start from, which the class
    gets, and comes in front of ``object``.

    Before::

        from UserDict import UserDict, DictMixin

        class Shelf(object, DictMixin):
            def __getitem__(self, title):
                return self.books[title]

            def keys(self):
                return self.books.keys()

    After::

        from collections import UserDict
        from collections.abc import MutableMapping

        class Shelf(MutableMapping):
            def __getitem__(self, title):
                return self.books[title]

            def keys(self):
                return self.books.keys()

            def __setitem__(self, key, value):
                raise TypeError("it cannot be changed")

            def __delitem__(self, key):
                raise TypeError("it cannot be changed")

            def __iter__(self):
                return iter(self.keys())

            def __len__(self):
                return len(self.keys())

    Left alone, because it is imported from where it is today::

        from collections import UserDict

    Limits: a class that inherits ``keys`` and has no ``__iter__`` or ``__len__`` cannot be made.
    Source: https://docs.python.org/3/library/collections.abc.html
    """

    name = "user_dict"
    safety = "review"
    moved = MOVED
    gone = GONE

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        if not any(
            self.path_of(base.value) == "UserDict.DictMixin" for base in original_node.bases
        ):
            return updated_node
        self._complete_body()
        bases = [
            new
            for old, new in zip(original_node.bases, updated_node.bases)
            if self.path_of(old.value) != "builtins.object"
        ]
        bases[-1] = bases[-1].with_changes(comma=updated_node.bases[-1].comma)
        return updated_node.with_changes(bases=bases)

    def _complete_body(self) -> None:
        """Add what the class lacks as a mutable mapping, behind its last line."""
        document, newline = self.document, self.document.newline
        first, end = self.index + 1, document.block_end(self.index)
        if first == end:
            return
        indent, depth = document.statements[first].indent, document.statements[first].depth
        has: set[str] = set()
        for statement in document.statements[first:end]:
            found = _DEFINED.match(statement.text)
            has |= {found.group(1)} if found else statement.words
        if not has & {"keys", "__iter__"}:
            return
        inner = indent + indent[len(self.statement.indent) :]
        lines = []
        for name, (parameters, body) in METHODS.items():
            if name not in has:
                if name == "__len__" and "keys" not in has:
                    body = "return sum(1 for key in self)"
                lines += ["", f"{indent}def {name}({parameters}):", f"{inner}{body}"]
        if lines:
            text = newline.join([*lines, ""])
            document.insert(end, text, depth, above_comments=True)
