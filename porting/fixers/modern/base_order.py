from __future__ import annotations

import re

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, name_of
from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class BaseOrder(ClassFixer):
    r"""Drop a base of a class where a later one is derived from it.

    Python 2 searched the bases of classes without ``object`` one after the other. In Python 3 a
    class always comes before its own bases: where the bases of another ask for the opposite, that
    is a ``TypeError``.

    Before::

        class Leaf:
            is_empty = True

        class Text(Leaf):
            pass

        class Comment(Leaf, Text):
            pass

    After::

        class Leaf:
            is_empty = True

        class Text(Leaf):
            pass

        class Comment(Text):
            pass

    Left alone, because the derived one comes first::

        class Text(Leaf):
            pass

        class Comment(Text, Leaf):
            pass

    Limits: only bases from the same file are known.
    Source: https://docs.python.org/3/howto/mro.html
    """

    name = "base_order"
    pattern = re.compile(r"class\s+\w+\s*\([^()]*,")
    form = pattern
    safety = "review"
    written_in = Language.UNDECIDED

    def __init__(self, document: Document, options: Options) -> None:
        # The bases to drop, each with a name that is now found in another class, or "".
        self.dropped: dict[int, dict[str, str]] = {}
        super().__init__(document, options)

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        for number, base in enumerate(facts.bases):
            for other in facts.bases[number + 1 :]:
                if base in self.classes and base in self._above(other):
                    between = self._above(other) - self._above(base) - {base} | {other}
                    names = [name for each in between for name in self.classes[each].names]
                    hidden = sorted(self.classes[base].names.intersection(names))
                    drops = self.dropped.setdefault(syntax.start_of(facts.node), {})
                    drops[base] = hidden[0] if hidden else ""

    def _above(self, name: str) -> set[str]:
        """The classes of the file that a class is derived from."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            facts = self.classes.get(ahead.pop())
            new = set(facts.bases if facts else ()) & self.classes.keys() - found
            found |= new
            ahead += new
        return found

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        dropped = self.dropped.get(self.offset_of(original_node) or 0, {})
        for base, hidden in dropped.items():
            if hidden:
                self.note(
                    original_node.name,
                    f"{hidden} was that of {base} in Python 2, and is now that of a class that is "
                    "derived from it",
                    "wrong result, no error",
                )
        kept = [base for base in updated_node.bases if name_of(base.value) not in dropped]
        return updated_node.with_changes(bases=kept) if dropped else updated_node
