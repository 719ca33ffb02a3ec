from porting.fixer import Node
from porting.fixers.bases.resolved import ResolvedFixer
from porting.fixers.questions.futures import future_features
from porting.fixers.questions.names import place_of_first_import
from porting.project.language import Language


class PrintFuture(ResolvedFixer):
    r"""Ask Python 2 for the function ``print``.

    There ``print`` is a statement, unless the file imports the function from ``__future__``.

    Before::

        "Prices."
        print("total:", 12)

    After::

        "Prices."
        from __future__ import print_function
        print("total:", 12)

    Left alone, because it is asked for already::

        from __future__ import print_function
        print("total:", 12)

    Limits: none known.
    Source: https://docs.python.org/2/library/functions.html#print
    """

    name = "print_future"
    written_in = Language.HALF
    triggers = frozenset(["print"])
    in_strings = False

    def leave_Name(self, original_node: Node, updated_node: Node) -> Node:
        return updated_node

    def finish(self) -> None:
        used = {found.origin for found in self.origins.references.values()}
        if "builtins.print" not in used or "print_function" in future_features(self.document.text):
            return
        index = place_of_first_import(self.document)
        line = f"from __future__ import print_function{self.document.newline}"
        self.document.insert(index, line, above_comments=index > 0)
        self.rewritten.append((self.document.statements[index], ""))
