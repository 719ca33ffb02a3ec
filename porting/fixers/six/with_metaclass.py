from typing import Any

import libcst as cst

from porting.fixer import Fixer, dotted, name_of
from porting.fixers.questions.names import add_import
from porting.project.language import Language
from porting.py2.spaces import comma_space


class WithMetaclass(Fixer):
    r"""Give a class its metaclass by ``six.with_metaclass``.

    The metaclass is an argument of the class in Python 3, and ``__metaclass__`` in its body in
    Python 2. ``six.with_metaclass`` makes a base that sees to both.

    Before::

        class Book(Item, metaclass=Registered):
            currency = "$"

    After::

        import six
        class Book(six.with_metaclass(Registered, Item)):
            currency = "$"

    Left alone, because it has none::

        class Book(Item):
            currency = "$"

    Limits: other arguments of a class than its metaclass are left; Python 2 has none.
    Source: https://six.readthedocs.io/#six.with_metaclass
    """

    name = "with_metaclass"
    written_in = Language.UNDECIDED
    triggers = frozenset(["metaclass"])
    in_strings = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.is_used = False

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        keywords = updated_node.keywords
        if len(keywords) != 1 or name_of(keywords[0].keyword) != "metaclass":
            return updated_node
        self.is_used = True
        comma = comma_space()
        bases = list(updated_node.bases)
        if bases:
            bases[-1] = bases[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        first = cst.Arg(keywords[0].value, comma=comma if bases else cst.MaybeSentinel.DEFAULT)
        base = cst.Call(dotted("six.with_metaclass"), [first, *bases])
        return updated_node.with_changes(bases=[cst.Arg(base)], keywords=())

    def finish(self) -> None:
        if self.is_used:
            add_import(self.document, None, "six")
