from porting.engine.document import Document
from porting.fixer import Fixer, Options
from porting.py2.tokens import Indentation


class MixedTabs(Fixer):
    r"""Indent by spaces where tabs and spaces are mixed so that Python 3 refuses them.

    To Python 2 a tab goes to the next multiple of eight columns. Python 3 accepts only
    indentation that means the same whatever a tab is worth, and 2to3 left the rest as it was.
    An arrow in these examples is a tab.

    Before::

        if ready:
                start()
        →wait()

    After::

        if ready:
                start()
                wait()

    Left alone, because each block is indented in one way throughout::

        if ready:
        →start()
        else:
            wait()

    Limits: comments and the lines inside brackets stay as they are.
    Source: https://docs.python.org/3/reference/lexical_analysis.html#indentation
    """

    name = "mixed_tabs"

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        indentation = Indentation()
        for statement in document.statements:
            indentation.depth_of(statement.indent)
        self.is_mixed = not (indentation.consistent and _begin_alike(document))

    def finish(self) -> None:
        """Give every statement the indentation that it has with tabs of eight columns."""
        for statement in self.document.statements if self.is_mixed else ():
            indent = statement.indent
            if "\t" in indent:
                code = statement.text[len(indent) :]
                self.rewrite(statement, indent.expandtabs(8) + code)


def _begin_alike(document: Document) -> bool:
    """Whether each block begins with the indentation of the block around it.

    Where it does not, as with a tab below eight spaces, Python 3 reads it, but LibCST does not.
    """
    around: list[str] = []
    for statement in document.statements:
        indent = statement.indent
        del around[statement.depth :]
        if not indent.startswith(around[-1] if around else ""):
            return False
        around.append(indent)
    return True
