from __future__ import annotations

import ast

from porting.engine.document import Document, read_document
from porting.errors import SourceError
from porting.fixer import Options
from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.names import add_import
from porting.fixers.questions.syntax import Syntax
from porting.project.language import Language


class UnicodeMethods(ClassFixer):
    r"""Let ``__str__`` give text in Python 3, and its bytes in Python 2.

    What gave text by ``__unicode__`` gives it by ``__str__`` in Python 3. Python 2 wants bytes from
    that; ``six.python_2_unicode_compatible`` gives the class both methods there.

    Before::

        class Book(object):
            def __str__(self):
                return self.title

            def __bytes__(self):
                return self.title.encode("utf-8")

    After::

        import six
        @six.python_2_unicode_compatible
        class Book(object):
            def __str__(self):
                return self.title

            def __bytes__(self):
                return self.title.encode("utf-8")

    Left alone, because it never gave anything else than a ``str``::

        class Book(object):
            def __str__(self):
                return "a book"

    Limits: in Python 2 the bytes are UTF-8, whatever the class had them in.
    Source: https://six.readthedocs.io/#six.python_2_unicode_compatible
    """

    name = "unicode_methods"
    written_in = Language.UNDECIDED
    triggers = frozenset(["__str__"])
    safety = "review"

    def __init__(self, document: Document, options: Options) -> None:
        self.given_text = (
            _classes_of_text(document.context.original) if document.context.original else set()
        )
        self.decorated: set[int] = set()
        super().__init__(document, options)

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        decorators = {_last_name(each) for each in facts.node.decorator_list}
        if "python_2_unicode_compatible" in decorators:
            return
        is_text = facts.node.name in self.given_text or "__bytes__" in facts.methods
        if is_text and "__str__" in facts.methods and "__unicode__" not in facts.names:
            self.decorated.add(syntax.start_of(facts.node))

    def finish(self) -> None:
        super().finish()
        document = self.document
        lines = {start + len(line.indent): line for line, start in self.starts.items()}
        for start in sorted(self.decorated, reverse=True):
            header = lines.get(start)
            if header is None or header not in document.statements:
                continue
            index = document.statements.index(header)
            text = f"{header.indent}@six.python_2_unicode_compatible{document.newline}"
            document.insert(index, text, header.depth)
            self.rewritten.append((document.statements[index], ""))
        if self.decorated:
            add_import(document, None, "six")


def _last_name(node: ast.expr) -> str:
    """The last name of a dotted one."""
    return getattr(node, "attr", getattr(node, "id", ""))


def _classes_of_text(original: str) -> set[str]:
    """The classes of the original whose ``__unicode__`` or ``__str__`` has text to give."""
    if "__unicode__" not in original and "encode" not in original:
        return set()
    try:
        statements = read_document(original).statements
    except SourceError:
        return set()
    found, name, method = set(), "", ""
    for statement in statements:
        words = statement.code.replace("(", " ").replace(":", " ").split()
        if statement.first_word == "class":
            name = words[1]
        elif statement.first_word == "def":
            method = words[1]
        is_encoded = method == "__str__" and statement.holds("encode")
        if method == "__unicode__" or is_encoded:
            found.add(name)
    return found
