import libcst as cst

from porting.fixer import Fixer, in_parentheses, name_of
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language


class SaxStreams(Fixer):
    """Take the stream of text where ``xml.sax`` has no stream of bytes.

    Since Python 3.5 ``prepare_input_source`` puts a file of text where a source of XML keeps text;
    in Python 2 every file was one of bytes.

    Before::

        def read(source):
            return source.getByteStream().read()

    After::

        def read(source):
            return (source.getByteStream() or source.getCharacterStream()).read()

    Left alone, because it looks for text besides::

        def read(source):
            return (source.getByteStream() or source.getCharacterStream()).read()

    Limits: a source that is no name, or an attribute of one, is left as it is.
    Source: https://docs.python.org/3/whatsnew/3.5.html#xml
    """

    name = "sax_streams"
    triggers = frozenset(["getByteStream"])
    in_strings = False
    knows_by = "name"
    safety = "review"
    written_in = Language.PYTHON2

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "getByteStream":
            return updated_node
        if not name_of(func.value) or self.statement.names("getCharacterStream"):
            return updated_node
        if is_own_attribute(self, func.value, "getByteStream"):
            return updated_node
        text = cst.Call(func.with_changes(attr=cst.Name("getCharacterStream")))
        either = cst.BooleanOperation(updated_node, cst.Or(), text)
        stands_alone = isinstance(self.parent, (cst.Arg, cst.Assign, cst.Expr, cst.If, cst.Return))
        return either if stands_alone else in_parentheses(either)
