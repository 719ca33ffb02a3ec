from __future__ import annotations

import ast

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options
from porting.fixers.bases.analysed import AnalysedFixer
from porting.fixers.questions.reaching import bound_in
from porting.fixers.questions.syntax import FUNCTIONS, Syntax
from porting.project.language import Language
from porting.py2.spaces import NO_SPACE


class SuperArguments(AnalysedFixer):
    r"""Call ``super`` without arguments where they say what it finds out by itself.

    Within a method Python 3 knows the class and the object. What the class is called no longer
    matters.

    Before::

        class Book(Item):
            def __init__(self, title):
                super(Book, self).__init__()
                self.title = title

    After::

        class Book(Item):
            def __init__(self, title):
                super().__init__()
                self.title = title

    Left alone, because it asks for another class, or stands in a function of its own::

        class Book(Item):
            def show(self):
                super(Item, self).show()
                return [super(Book, self).line(number) for number in range(3)]

    Limits: classes with decorators are left alone, for ``super`` without arguments knows them as
    they were before.
    Source: https://peps.python.org/pep-3135/
    """

    name = "super_arguments"
    written_in = Language.PYTHON3
    triggers = frozenset(["super"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        self.calls: set[int] = set()
        super().__init__(document, options)

    def analyse(self, syntax: Syntax) -> None:
        if "super" in bound_in(syntax.tree.body):
            return
        for node in syntax.by_type[ast.Call]:
            if _is_plain(syntax, node):
                self.calls.add(syntax.start_of(node))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        is_super = isinstance(original_node.func, cst.Name) and original_node.func.value == "super"
        if not is_super or self.offset_of(original_node) not in self.calls:
            return updated_node
        return updated_node.with_changes(args=(), whitespace_before_args=NO_SPACE)


def _is_plain(syntax: Syntax, call: ast.Call) -> bool:
    """Whether a call is ``super(C, self)`` within a method of C whose first parameter is self."""
    if not isinstance(call.func, ast.Name) or call.func.id != "super" or call.keywords:
        return False
    names = [arg.id for arg in call.args if isinstance(arg, ast.Name)]
    if len(names) != 2 or len(call.args) != 2:
        return False
    method = syntax.scope_of(call)
    if not isinstance(method, FUNCTIONS) or not method.args.args:
        return False
    owner = syntax.scope_of(method)
    return (
        isinstance(owner, ast.ClassDef)
        and not owner.decorator_list
        and names == [owner.name, method.args.args[0].arg]
        and not {owner.name, names[1]} & set(bound_in(method.body))
    )
