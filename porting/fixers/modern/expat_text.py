import libcst as cst

from porting.fixer import Fixer


class ExpatText(Fixer):
    r"""Do without ``returns_unicode`` of expat's parsers.

    It chose between text and bytes for what the parser hands over. In Python 3 that is text
    always, and the parser has no such attribute.

    Before::

        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.returns_unicode = True

    After::

        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.buffer_text = True
        pass

    Left alone, because it is no parser of expat::

        class Reader:
            def __init__(self):
                self.returns_unicode = True

    Limits: a parser that is made in another file is not seen.
    Source: https://docs.python.org/3/library/pyexpat.html#xmlparser-objects
    """

    name = "expat_text"
    triggers = frozenset(["returns_unicode"])

    def is_needed(self) -> bool:
        return "ParserCreate" in self.document.words

    def leave_Assign(
        self, original_node: cst.Assign, updated_node: cst.Assign
    ) -> cst.Assign | cst.Pass:
        (first, *others) = original_node.targets
        if others or not isinstance(first.target, cst.Attribute):
            return updated_node
        if first.target.attr.value != "returns_unicode":
            return updated_node
        return cst.Pass(semicolon=updated_node.semicolon)
