from porting.fixer import Fixer, Node
from porting.fixers.questions.futures import future_features
from porting.fixers.questions.names import place_of_first_import
from porting.project.language import Language
from porting.source import modules_beside


class AbsoluteFuture(Fixer):
    r"""Ask Python 2 to look for modules where Python 3 does.

    In a package Python 2 looks beside the file first. What lies there is imported with a dot by
    now; anything else must not be found there.

    Before::

        import json

    After::

        from __future__ import absolute_import
        import json

    Left alone, because it imports with a dot alone::

        from .shelf import Book

    Limits: only files of a package are seen to, which have an ``__init__.py`` beside them.
    Source: https://peps.python.org/pep-0328/
    """

    name = "absolute_future"
    written_in = Language.HALF
    triggers = frozenset(["import"])
    in_strings = False

    def is_needed(self) -> bool:
        return "__init__" in modules_beside(self.document.context.filename)

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.is_used = False

    def leave_Import(self, original_node: Node, updated_node: Node) -> Node:
        self.is_used = True
        return updated_node

    def leave_ImportFrom(self, original_node: Node, updated_node: Node) -> Node:
        module = original_node.module
        is_future = module is not None and getattr(module, "value", "") == "__future__"
        self.is_used = self.is_used or not (original_node.relative or is_future)
        return updated_node

    def finish(self) -> None:
        if self.is_used and "absolute_import" not in future_features(self.document.text):
            index = place_of_first_import(self.document)
            line = f"from __future__ import absolute_import{self.document.newline}"
            self.document.insert(index, line, above_comments=index > 0)
            self.rewritten.append((self.document.statements[index], ""))
