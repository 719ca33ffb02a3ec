from __future__ import annotations

import libcst as cst

from porting.engine.document import Document
from porting.fixer import Options, keyword_argument
from porting.fixers.bases.resolved import ResolvedFixer
from porting.project.language import Language
from porting.py2.spaces import comma_space

_PARSER = "html.parser.HTMLParser"
_HANDLERS = frozenset(["handle_charref", "handle_entityref"])


class CharReferences(ResolvedFixer):
    r"""Let a parser of HTML tell of character references, as it did.

    Python 3.5 began to put the characters themselves into the text, unless a parser is told
    ``convert_charrefs=False``; its methods for references are never called else.

    Before::

        from html.parser import HTMLParser

        class Reader(HTMLParser):
            def __init__(self):
                HTMLParser.__init__(self)
                self.text = ""

            def handle_charref(self, name):
                self.text += "&#" + name

    After::

        from html.parser import HTMLParser

        class Reader(HTMLParser):
            def __init__(self):
                HTMLParser.__init__(self, convert_charrefs=False)
                self.text = ""

            def handle_charref(self, name):
                self.text += "&#" + name

    Before::

        import html.parser

        class Reader(html.parser.HTMLParser):
            def handle_entityref(self, name):
                print(name)

    After::

        import html.parser

        class Reader(html.parser.HTMLParser):
            def handle_entityref(self, name):
                print(name)

            def __init__(self):
                html.parser.HTMLParser.__init__(self, convert_charrefs=False)

    Left alone, because it does not look at text::

        from html.parser import HTMLParser

        class Reader(HTMLParser):
            def handle_starttag(self, tag, attributes):
                print(tag)

    Limits: where a class has no method for references, Python 2 dropped them, and so does this.
    Source: https://docs.python.org/3/library/html.parser.html
    """

    name = "char_references"
    safety = "review"
    triggers = frozenset(["HTMLParser", "super"])
    in_strings = False

    def __init__(self, document: Document, options: Options) -> None:
        super().__init__(document, options)
        self.added: list[tuple[int, str]] = []
        self.readers: list[tuple[int, int]] = []

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        bases = [base.value for base in original_node.bases]
        base = next((each for each in bases if self.path_of(each) == _PARSER), None)
        if base is None:
            return updated_node
        end = self.document.block_end(self.index)
        inner = self.document.statements[self.index + 1 : end]
        heads = [each.text.lstrip() for each in inner if each.first_word == "def"]
        names = {head[3:].partition("(")[0].strip() for head in heads}
        is_python2 = self.document.context.language is Language.PYTHON2
        if not names & _HANDLERS and not (is_python2 and "handle_data" in names):
            return updated_node
        self.readers.append((self.index, end))
        if "__init__" not in names:
            self.added.append((self.index, cst.Module([]).code_for_node(base)))
        return updated_node

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if not any(start < self.index < end for start, end in self.readers):
            return updated_node
        if not isinstance(func, cst.Attribute) or func.attr.value != "__init__":
            return updated_node
        is_super = isinstance(func.value, cst.Call) and self.path_of(func.value.func).endswith(
            "super"
        )
        if not is_super and self.path_of(func.value) != _PARSER:
            return updated_node
        if any(arg.keyword or arg.star for arg in original_node.args):
            return updated_node
        comma = comma_space()
        args = [arg.with_changes(comma=comma) for arg in updated_node.args]
        new = keyword_argument("convert_charrefs", cst.Name("False"))
        return updated_node.with_changes(args=[*args, new])

    def finish(self) -> None:
        document, newline = self.document, self.document.newline
        for header, base in reversed(self.added):
            first = document.statements[header + 1]
            outer = document.statements[header].indent
            step = first.indent[len(outer) :]
            lines = [
                "",
                f"{first.indent}def __init__(self):",
                f"{first.indent}{step}{base}.__init__(self, convert_charrefs=False)",
                "",
            ]
            text = newline.join(lines)
            end = document.block_end(header)
            document.insert(end, text, first.depth, above_comments=True)
        super().finish()
