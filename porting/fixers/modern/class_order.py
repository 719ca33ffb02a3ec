from __future__ import annotations

from typing import Any

import libcst as cst

from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class ClassOrder(ClassFixer):
    r"""Tell of classes that find an attribute in another base than before.

    Classes without ``object`` were searched depth first: all that the first base comes from, then
    the second base. Python 3 looks at a common ancestor last.

    Warned about, because ``show`` was that of ``Item``::

        class Item:
            def show(self):
                print("item")

        class Book(Item):
            pass

        class Priced(Item):
            def show(self):
                print("price")

        class Novel(Book, Priced):
            pass

    Left alone, because both orders find the same::

        class Item:
            def show(self):
                print("item")

        class Book(Item):
            pass

        class Novel(Book, Item):
            pass

    Limits: only classes whose bases are all in the file are looked at.
    Source: https://docs.python.org/3/howto/mro.html
    """

    name = "class_order"
    triggers = frozenset(["class"])
    in_strings = False
    only_tells = True
    written_in = Language.PYTHON2

    def is_needed(self) -> bool:
        return any(
            statement.first_word == "class" and "," in statement.text
            for statement in self.document.statements
        )

    def may_change(self, statement: Any) -> bool:
        return statement.first_word == "class" and "," in statement.text

    def analyse(self, syntax: Syntax) -> None:
        self.told: dict[int, str] = {}
        super().analyse(syntax)

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        if len(facts.bases) < 2 or "__metaclass__" in self.document.words:
            return
        old = self._depth_first(facts)
        if self.is_new_style(facts) or any(each is None for each in old):
            return
        new = self._merged(facts)
        message = ""
        if new is None:
            message = "Python 3 finds no order for these bases, and refuses the class"
        else:
            names = {name for each in old for name in each.names}
            moved = sorted(each for each in names if _first(old, each) is not _first(new, each))
            if moved:
                where = _first(new, moved[0]).node.name
                message = f"Python 3 takes {moved[0]} from {where}, Python 2 did not"
        if message:
            self.told[syntax.start_of(facts.node)] = message

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        message = self.told.get(self.offset_of(original_node) or 0) if self.starts else None
        if message:
            self.note(
                original_node.name,
                message,
                "fails at import" if "refuses" in message else "wrong result, no error",
            )
        return updated_node

    def _depth_first(self, facts: ClassFacts) -> list[Any]:
        """A class and its ancestors as Python 2 searched them; None for what is not known."""
        found: list[Any] = [facts]
        for base in facts.bases:
            known = self.classes.get(base)
            inner = [None] if known is None or known is facts else self._depth_first(known)
            found += [each for each in inner if not any(each is other for other in found)]
        return found

    def _merged(self, facts: ClassFacts) -> list[ClassFacts] | None:
        """The same as Python 3 orders them, None where it cannot."""
        bases = [self.classes[base] for base in facts.bases]
        lines: list[list[ClassFacts]] = []
        for base in bases:
            line = self._merged(base)
            if line is None:
                return None
            lines.append(line)
        lines.append(bases)
        merged = [facts]
        while any(lines):
            heads = [line[0] for line in lines if line]
            tails = [each for line in lines for each in line[1:]]
            good = next((each for each in heads if not _is_in(each, tails)), None)
            if good is None:
                return None
            merged.append(good)
            lines = [[each for each in line if each is not good] for line in lines]
        return merged


def _is_in(facts: ClassFacts, others: list[ClassFacts]) -> bool:
    return any(facts is other for other in others)


def _first(order: list[ClassFacts], name: str) -> ClassFacts:
    return next(each for each in order if name in each.names)
