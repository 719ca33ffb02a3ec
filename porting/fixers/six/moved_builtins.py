from porting.fixer import Node
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.names import place_of_import
from porting.project.language import Language

NAMES = frozenset("filter input map range zip".split())


class MovedBuiltins(ResolvedFixer):
    r"""Take the builtins that do something else in Python 2 from ``six.moves``.

    In Python 3 ``range``, ``map``, ``filter`` and ``zip`` give items one by one, and ``input``
    evaluates nothing. ``six.moves`` has these for Python 2 as well.

    Before::

        name = input("Name? ")
        for number in range(10):
            print(number, name)

    After::

        from six.moves import input, range
        name = input("Name? ")
        for number in range(10):
            print(number, name)

    Left alone, because the file has its own::

        def range(first, last):
            return [first, last]

        print(range(1, 5))

    Limits: what is imported by a star is not seen.
    Source: https://six.readthedocs.io/#module-six.moves
    """

    name = "moved_builtins"
    written_in = Language.HALF
    triggers = NAMES
    in_strings = False

    def leave_Name(self, original_node: Node, updated_node: Node) -> Node:
        return updated_node

    def finish(self) -> None:
        used = {found.origin for found in self.origins.references.values()}
        names = [name for name in sorted(NAMES) if f"builtins.{name}" in used]
        if names:
            line = f"from six.moves import {', '.join(names)}{self.document.newline}"
            index = place_of_import(self.document)
            self.document.insert(index, line, above_comments=index > 0)
            self.rewritten.append((self.document.statements[index], ""))
