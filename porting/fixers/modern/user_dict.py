from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Statement
from porting.fixer import name_of
from porting.fixers.bases.moved_names import MovedNames

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
# Other bases that have these methods: `DictMixin` did not stand before them.
OWNERS = ("builtins.dict", "UserDict.UserDict", "UserDict.IterableUserDict")
_BOUND = re.compile(r"\s*(?:def\s+)?(\w+)\s*[(=]")
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

    Before::

        from UserDict import DictMixin

        class Shelf(DictMixin, dict):
            def __getitem__(self, title):
                return dict.__getitem__(self, title.lower())

    After::

        from collections.abc import MutableMapping

        class Shelf(MutableMapping, dict):
            def __getitem__(self, title):
                return dict.__getitem__(self, title.lower())

            __setitem__ = dict.__setitem__
            __delitem__ = dict.__delitem__
            __iter__ = dict.__iter__
            __len__ = dict.__len__

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
        paths = [self.path_of(base.value) for base in original_node.bases]
        owner = next((path for path in paths if path in OWNERS), "")
        if not owner:
            self._complete_body()
        elif paths.index(owner) > paths.index("UserDict.DictMixin"):
            self._delegate(name_of(updated_node.bases[paths.index(owner)].value))
        bases = [
            new
            for old, new in zip(original_node.bases, updated_node.bases)
            if self.path_of(old.value) != "builtins.object"
        ]
        bases[-1] = bases[-1].with_changes(comma=updated_node.bases[-1].comma)
        return updated_node.with_changes(bases=bases)

    @property
    def _body(self) -> list[Statement]:
        """The statements of the class, none where its body stands behind the colon."""
        return self.document.statements[self.index + 1 : self.document.block_end(self.index)]

    def _append(self, lines: list[str]) -> None:
        """Put lines behind the last one of the class."""
        document, depth = self.document, self._body[0].depth
        text = document.newline.join(["", *lines, ""])
        document.insert(document.block_end(self.index), text, depth, above_comments=True)

    def _delegate(self, owner: str) -> None:
        """Take from another base what a mutable mapping has in its own way, but not for use."""
        body = self._body
        own = [statement for statement in body if statement.depth == body[0].depth]
        defined = {found.group(1) for each in own if (found := _BOUND.match(each.text))}
        names = [name for name in METHODS if name not in defined]
        if body and names:
            self._append([f"{body[0].indent}{name} = {owner}.{name}" for name in names])

    def _complete_body(self) -> None:
        """Add what the class lacks as a mutable mapping."""
        body = self._body
        has: set[str] = set()
        for statement in body:
            found = _DEFINED.match(statement.text)
            has |= {found.group(1)} if found else statement.words
        if not has & {"keys", "__iter__"}:
            return
        indent = body[0].indent
        inner = indent + indent[len(self.statement.indent) :]
        methods = []
        for name, (parameters, line) in METHODS.items():
            if name not in has:
                if name == "__len__" and "keys" not in has:
                    line = "return sum(1 for key in self)"
                methods.append([f"{indent}def {name}({parameters}):", f"{inner}{line}"])
        if methods:
            first, *others = methods
            self._append([*first, *(line for method in others for line in ("", *method))])
